"""The readiness report in Chromium: what it looks like, and that everybody can use it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import installed
import pytest

from readiness_project import make_project

HERE = Path(__file__).parent

pytestmark = pytest.mark.editor


def test_everybody_can_read_the_report(tmp_path: Path) -> None:
    project = tmp_path / "expense-claims"
    make_project(project)
    page = tmp_path / "report.html"
    command = [sys.executable, "-m", "whylint", "report", "--html", "--no-cache", "-o", str(page), "specs"]
    subprocess.run(command, cwd=project, check=True, stdout=subprocess.DEVNULL)
    done = subprocess.run(
        [installed.node(), HERE / "report" / "judge.mjs", page, installed.axe(), _pictures(tmp_path)],
        env=os.environ | {"CHROMIUM": str(installed.chromium()), "PLAYWRIGHT": str(installed.playwright())},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _pictures(folder: Path) -> Path:
    return Path(os.environ.get("WHYLINT_SCREENSHOTS", folder)).absolute()
