"""What only a process of its own shows: what is imported, pipes, signals, and the encodings of streams."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from command_line import ASKING

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = (sys.executable, "-m", "whylint")

# What takes longer to load than a known answer to be given.
SLOW = {"markdown_it", "pygls", "lsprotocol", "rich", "pathspec", "snowballstemmer", "multiprocessing"}


def test_the_version_is_told_without_parser_protocol_or_rendering(tmp_path: Path) -> None:
    packages = imported("--version", folder=tmp_path)
    assert "whylint" in packages
    assert packages.isdisjoint(SLOW)


def test_a_check_is_made_without_the_protocol(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ASKING)
    packages = imported("check", "--no-cache", folder=tmp_path)
    assert "markdown_it" in packages
    assert packages.isdisjoint({"pygls", "lsprotocol"})


@pytest.mark.parametrize("options", [[], ["--format", "json"], ["--color", "always"]])
def test_a_known_answer_is_given_without_parser_protocol_or_rendering(
    tmp_path: Path, options: list[str]
) -> None:
    (tmp_path / "a.md").write_text(ASKING)
    (tmp_path / "whylint.toml").write_text('[severity]\nmissing-error-state = "hint"\n')
    imported("check", "a.md", *options, folder=tmp_path)
    packages = imported("check", "a.md", *options, folder=tmp_path)
    assert "whylint" in packages
    assert packages.isdisjoint(SLOW)


def test_documents_in_a_folder_are_found_without_patterns_where_there_are_none(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ASKING)
    imported("check", folder=tmp_path)
    assert imported("check", folder=tmp_path).isdisjoint(SLOW)


def imported(*arguments: str, folder: Path) -> set[str]:
    """Return the packages that a command imports."""
    code = f"""
import sys
from whylint.cli import main
sys.argv = {["whylint", *arguments]!r}
try: main()
finally: print(*sys.modules, file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )
    return {name.partition(".")[0] for name in done.stderr.split()}


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    # More questions than a pipe holds, so that the rest must be written after the reader has left.
    (tmp_path / "a.md").write_text("".join(f"# Story {number}\n\n{ASKING}\n" for number in range(1_000)))
    with running("check", "--all", "a.md", folder=tmp_path) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert (process.stderr.read(), process.wait(60)) == (b"", 141)


def test_a_reader_that_is_gone_at_the_end_is_no_error(tmp_path: Path) -> None:
    """A short report is written when the command ends, and by then nobody may be there."""
    (tmp_path / "a.md").write_text(ASKING)
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*COMMAND, "check"], cwd=tmp_path, stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_an_interruption_is_quiet(tmp_path: Path) -> None:
    # A shell lets what it runs in the background ignore interrupts, and what that runs would ignore them too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with running("check", "-", folder=tmp_path) as process:
        assert process.stdin is not None
        # More than a pipe holds: once it is written, the command is reading.
        process.stdin.write(b" " * 1_000_000)
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=60) == (b"", b"")
        assert process.returncode == 130


def running(*arguments: str, folder: Path) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    return subprocess.Popen([*COMMAND, *arguments], cwd=folder, stdin=pipe, stdout=pipe, stderr=pipe)


def test_a_file_name_that_is_no_utf_8_is_written_as_an_escape(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.md"
    with open(name, "w") as file:  # noqa: PTH123 - a Path cannot be made of these bytes
        file.write(ASKING)
    done = subprocess.run(
        [*COMMAND, "check", "--format", "json", "."], cwd=tmp_path, capture_output=True, check=False
    )
    assert json.loads(done.stdout.decode("utf-8"))["findings"][0]["path"] == "caf\udce9.md"


@pytest.mark.parametrize(
    "arguments",
    [["check"], ["check", "--format", "json"], ["inspect", "a.md"], ["explain", "missing-error-state"]],
)
def test_output_is_utf_8_whatever_the_locale_is(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "a.md").write_text(ASKING, encoding="utf-8")
    environment = {**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [*COMMAND, *arguments], cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert done.stderr == b""
    assert "“" in done.stdout.decode("utf-8") or arguments[0] == "explain"
