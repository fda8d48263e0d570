"""Many documents: the cache and the processes change how long a check takes, and nothing of what it says."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from command_line import ASKING, SILENT, STORY, whylint

from whylint.cli.workers import WORTH_STARTING

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Result

FORMATS = [[], ["--all"], ["--format", "json"]]


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    """A folder with more text than one process reads, and with a document that cannot be read."""
    folder = tmp_path / "specs"
    folder.mkdir()
    filler = "Nobody knows when a claim is paid. " * 40
    for number in range(60):
        text = SILENT if number % 3 else ASKING
        (folder / f"{number:02}.md").write_text(f"# Claim {number}\n\n{filler}\n\n{text}")
    (folder / "59-latin.md").write_bytes(b"caf\xe9")
    assert sum(path.stat().st_size for path in folder.iterdir()) > WORTH_STARTING
    return folder


@pytest.mark.parametrize("options", FORMATS)
def test_alone_or_together_known_or_not_a_check_says_the_same(
    specs: Path, options: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    own = {"WHYLINT_CACHE_DIR": str(specs.parent / "cache")}

    def check(*more: str) -> Result:
        return whylint("check", *options, *more, folder=specs, environment=own)

    monkeypatch.setattr("whylint.cli.workers._cores", lambda: 1)
    alone = check("--no-cache")
    assert alone.code == 2
    assert "59-latin.md:1:4: not UTF-8" in alone.err
    assert not (specs.parent / "cache").exists()
    monkeypatch.setattr("whylint.cli.workers._cores", lambda: 3)
    assert [check("--no-cache"), check(), check()] == [alone] * 3
    assert len(list((specs.parent / "cache").rglob("*.answer"))) == 60


def test_whatever_changes_the_answer_is_seen(tmp_path: Path) -> None:
    def asked(*options: str) -> int:
        found = json.loads(whylint("check", "--format", "json", *options, folder=tmp_path).out)
        return sum(finding["severity"] == "warning" for finding in found["findings"])

    (tmp_path / "a.md").write_text(ASKING)
    assert (asked(), asked()) == (1, 1)
    assert (asked("--ignore", "missing-error-state"), asked()) == (0, 1)
    (tmp_path / "whylint.toml").write_text('[severity]\nmissing-error-state = "error"\n')
    assert asked() == 0
    (tmp_path / "whylint.toml").unlink()
    (tmp_path / "a.md").write_text(SILENT)
    assert asked() == 0
    (tmp_path / "a.md").write_text(ASKING)
    assert asked() == 1


def test_an_answer_without_fixes_is_none_for_a_report_with_them(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"{STORY}{ASKING}")
    whylint("check", folder=tmp_path)
    found = json.loads(whylint("check", "--format", "json", folder=tmp_path).out)
    assert found["findings"][0]["fixes"]


def test_a_damaged_answer_is_found_anew(tmp_path: Path) -> None:
    own = {"WHYLINT_CACHE_DIR": str(tmp_path / "cache")}
    (tmp_path / "a.md").write_text(ASKING)
    first = whylint("check", "a.md", folder=tmp_path, environment=own)
    for entry in (tmp_path / "cache").rglob("*.answer"):
        entry.write_bytes(b"x" + entry.read_bytes())
    assert whylint("check", "a.md", folder=tmp_path, environment=own) == first


def test_the_cache_is_shown_and_emptied(tmp_path: Path) -> None:
    own = {"WHYLINT_CACHE_DIR": str(tmp_path / "cache")}
    (tmp_path / "a.md").write_text(ASKING)
    whylint("check", "a.md", folder=tmp_path, environment=own)
    shown = whylint("cache", "dir", folder=tmp_path, environment=own)
    assert shown == (0, f"{tmp_path / 'cache'}\n", "")
    emptied = whylint("cache", "clear", folder=tmp_path, environment=own)
    assert emptied.out.startswith("Forgot 1 answer, ")
    assert list((tmp_path / "cache").iterdir()) == []
    assert whylint("cache", "clear", folder=tmp_path, environment=own).out.startswith("Forgot 0 answers, ")


def test_without_a_home_there_is_still_a_check(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ASKING)
    (tmp_path / "file").write_text("no folder")
    result = whylint("check", "a.md", folder=tmp_path, environment={"WHYLINT_CACHE_DIR": "file/cache"})
    assert (result.code, result.err) == (1, "")


SLOW_CHECK = """
import sys
from whylint.cli import main, progress
progress.PATIENCE = 0
progress.BETWEEN = 0
sys.argv = ["whylint", "check", "--no-cache", *sys.argv[1:]]
main()
"""


@pytest.mark.parametrize("shown", [True, False])
def test_who_waits_at_a_terminal_sees_a_bar_that_goes_again(tmp_path: Path, *, shown: bool) -> None:
    for number in range(3):
        (tmp_path / f"{number}.md").write_text(ASKING if number == 1 else SILENT)
    master, slave = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-c", SLOW_CHECK],
        cwd=tmp_path,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"},
        stdout=subprocess.PIPE,
        stderr=slave if shown else subprocess.PIPE,
        check=False,
    )
    os.close(slave)
    screen = os.read(master, 100_000).decode() if shown else done.stderr.decode()
    os.close(master)
    assert "1 question in 1 of 3 documents" in done.stdout.decode()
    assert "\x1b" not in done.stdout.decode()
    assert ("1/3" in screen) is ("3/3" in screen) is shown
    if shown:
        # What is left on the screen is an empty line, and the cursor is visible again.
        assert screen.endswith("\x1b[?25h\r\x1b[1A\x1b[2K")
