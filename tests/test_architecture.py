"""The checks of style, types and import directions: what ``make lint`` says, a test says too."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROGRAMS = Path(sys.executable).parent


@pytest.mark.parametrize(
    "check",
    [("lint-imports", "--no-cache"), ("ruff", "check"), ("ruff", "format", "--check"), ("mypy",)],
    ids=" ".join,
)
def test_check(check: tuple[str, ...]) -> None:
    program, *arguments = check
    done = subprocess.run(
        [PROGRAMS / program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "imports", "told"),
    [
        ("text/breach.py", "import whylint.markdown", "Dependencies point one way"),
        ("rules/breach.py", "import pygls", "Only lsp/ knows the protocol"),
        ("spec/breach.py", "import pathlib", "The core does no input or output"),
    ],
)
def test_the_contracts_catch_a_breach(tmp_path: Path, module: str, imports: str, told: str) -> None:
    copied = tmp_path / "server" / "whylint"
    subprocess.run(["cp", "-r", ROOT / "server", tmp_path / "server"], check=True)
    (copied / module).write_text(f"{imports}\n")
    done = subprocess.run(
        [PROGRAMS / "lint-imports", "--no-cache", "--config", ROOT / "pyproject.toml"],
        cwd=tmp_path / "server",
        env={"PYTHONPATH": str(tmp_path / "server"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"{told} BROKEN" in done.stdout
