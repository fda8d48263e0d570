"""``whylint check --ask``: a difference first, and nothing is written unless somebody agrees."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from command_line import ASKING, BARE, SILENT, whylint

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ASKED = "missing-error-state"


def test_without_a_terminal_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ASKING)
    result = whylint("check", "--ask", folder=tmp_path, stdin=b"y\n")
    assert (result.code, result.err) == (
        1,
        "Nothing written: say --yes to write 1 question into 1 document\n",
    )
    assert result.out.splitlines()[:2] == ["--- a/a.md", "+++ b/a.md"]
    assert (tmp_path / "a.md").read_text() == ASKING


@pytest.mark.parametrize(
    "text", [ASKING, ASKING.rstrip("\n"), ASKING.replace("\n", "\r\n")], ids=["LF", "no end", "CRLF"]
)
def test_what_is_shown_is_a_patch(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(text.encode())
    patch = whylint("check", "--ask", folder=tmp_path).out
    applied = subprocess.run(
        ["git", "apply", "-"], cwd=tmp_path, input=patch.encode(), check=False, capture_output=True
    )
    assert applied.returncode == 0, applied.stderr
    by_patch = path.read_bytes()
    path.write_bytes(text.encode())
    assert whylint("check", "--ask", "--yes", folder=tmp_path).code == 0
    assert path.read_bytes() == by_patch


@pytest.mark.parametrize(
    "data",
    [
        ASKING.encode(),
        b"\xef\xbb\xbf" + ASKING.replace("\n", "\r\n").encode(),
        ASKING.replace("\n", "\r").encode(),
        ASKING.rstrip("\n").encode(),
        f"{ASKING}\n\x0c\u2028 ä😀\t \n".encode(),
    ],
    ids=["LF", "BOM and CRLF", "CR", "no end", "odd characters"],
)
def test_every_other_byte_stays(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    path.chmod(0o640)
    result = whylint("check", "--ask", "--yes", folder=tmp_path)
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith("a.md: 1 question written\n")
    written = path.read_bytes()
    before, asked, after = written.partition(b"> **Open question**")
    end = after.find(b"(\xe2\x80\xa6)", after.rfind(b"Next")) + len(b"(\xe2\x80\xa6)")
    newline = b"\r\n" if b"\r\n" in data else data[-1:] if data.endswith(b"\r") else b"\n"
    assert before.removesuffix(newline + b"  ") + after[end:] == data
    assert asked
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]
    assert whylint("check", "--ask", "--yes", folder=tmp_path) == (0, "Nothing to ask\n", "")
    assert path.read_bytes() == written


def test_what_cannot_be_written_is_told_and_the_rest_is_done(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.md").write_text(ASKING)
    (tmp_path / "b.md").chmod(0o444)
    (tmp_path / "d.md").write_bytes(b"\xff")
    result = whylint("check", "--ask", "--yes", folder=tmp_path)
    assert result.code == 2
    assert result.err.splitlines()[1] == (
        "b.md: cannot be written: the file is read-only; make it writable, or leave it out"
    )
    assert [ASKED in (tmp_path / f"{name}.md").read_text() for name in ("a", "b", "c")] == [True, False, True]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text(ASKING)
    (tmp_path / "a.md").symlink_to("real.txt")
    assert whylint("check", "--ask", "--yes", folder=tmp_path).code == 0
    assert (tmp_path / "a.md").is_symlink()
    assert ASKED in (tmp_path / "real.txt").read_text()


def test_only_what_is_new_and_selected_is_asked_and_nothing_of_what_is_done(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ASKING)
    assert whylint("baseline", folder=tmp_path).code == 0
    (tmp_path / "a.md").write_text(f"{ASKING}- The customer deletes a claim\n- The page is fast\n")
    (tmp_path / "b.md").write_text(f"---\nstatus: done\n---\n{ASKING}")
    (tmp_path / "c.md").write_text(SILENT)
    assert whylint("check", "--ask", "--yes", "--select", ASKED, folder=tmp_path).out.endswith(
        "a.md: 1 question written\n"
    )
    assert (tmp_path / "a.md").read_text().count("whylint-question") == 1


@pytest.mark.parametrize("options", [["--ask", "-"], ["--ask", "--format", "json"], ["--yes"]])
def test_what_does_not_go_together(tmp_path: Path, options: list[str]) -> None:
    (tmp_path / "a.md").write_text(ASKING)
    result = whylint("check", *options, folder=tmp_path)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)


def on_a_terminal(
    folder: Path, answer: bytes, meanwhile: Callable[[], object] = lambda: None
) -> tuple[int, str]:
    """Run it on a terminal, answer its question, and return the exit code and what was shown."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "whylint", "check", "--ask"]
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, **BARE, "TERM": "dumb"},
    )
    os.close(theirs)
    shown = b""
    while b"[y/N] " not in shown:
        shown += os.read(ours, 4096)
    meanwhile()
    os.write(ours, answer)
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:
        pass  # Linux says so when the other side has closed the terminal
    os.close(ours)
    return process.wait(timeout=20), shown.decode()


@pytest.mark.parametrize(
    ("answer", "written"), [(b"y\n", True), (b"\n", False), (b"no\n", False), (b"\x04", False)]
)
def test_on_a_terminal_somebody_is_asked(tmp_path: Path, answer: bytes, written: bool) -> None:
    (tmp_path / "a.md").write_text(f"\x1b[31m\n\n{ASKING}")
    code, shown = on_a_terminal(tmp_path, answer)
    assert "Write 1 question into 1 document? [y/N]" in shown
    assert "\x1b" not in shown
    assert (code == 0) is written
    assert (ASKED in (tmp_path / "a.md").read_text()) is written


def test_a_document_that_changes_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(ASKING)
    code, shown = on_a_terminal(tmp_path, b"y\n", lambda: path.write_text(SILENT))
    assert (code, path.read_text()) == (2, SILENT)
    assert "a.md: has changed since it was read; nothing written, run this again" in shown
