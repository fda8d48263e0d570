"""Recorded sessions of an editor with the server."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from conformance import read, violations

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

# The interpreter that runs the tests has Whylint installed; the one it was made from has not.
WITH_WHYLINT = Path(sys.executable)
WITHOUT_WHYLINT = Path(sys.base_prefix) / "bin" / "python3"


class Sandbox:
    """A home of an editor's own in a temporary directory: its settings, a workspace, and what is recorded."""

    def __init__(self, directory: Path, documents: Path = HERE / "workspace") -> None:
        self.home = directory / "home"
        self.workspace = directory / "workspace"
        self._recordings = directory / "recordings"
        self._programs = directory / "programs"
        for folder in (self.home, self._recordings, self._programs):
            folder.mkdir(parents=True)
        shutil.copytree(documents, self.workspace)
        self.spec = self.workspace / "receipts.md"

    def environment(self) -> dict[str, str]:
        """Return the variables for an editor that is at home here and finds ``whylint``, recorded."""
        self.write_program("whylint", self._recorded(f'{WITH_WHYLINT.parent}/whylint "$@"'))
        return os.environ | {
            "HOME": str(self.home),
            "PATH": f"{self._programs}:{os.environ['PATH']}",
            "XDG_CACHE_HOME": str(self.home / "cache"),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_DATA_HOME": str(self.home / "data"),
            "XDG_STATE_HOME": str(self.home / "state"),
        }

    def python(self, name: str, interpreter: Path) -> Path:
        """Return a program that does as the interpreter does, and whose language server is recorded."""
        start = self._recorded(f'{interpreter} "$@"')
        body = f'case " $* " in\n*" server --stdio "*) {start} ;;\n*) exec {interpreter} "$@" ;;\nesac'
        return self.write_program(name, body)

    def watched(self, program: Path, says: str, witness: Path) -> Path:
        """Return a program that does as another one does, and writes what a command says to a file before."""
        return self.write_program(f"watched-{program.name}", f'{says} >> {witness}\nexec {program} "$@"')

    def run(self, *command: str | Path) -> None:
        """Run an editor in the workspace to its end, which must be a good one."""
        done = subprocess.run(
            command,
            cwd=self.workspace,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def check_recordings(self, *, sessions: int) -> None:
        """Check that there were as many sessions, and that the server kept to the protocol in each, to its end."""
        recordings = list(self._recordings.iterdir())
        assert len(recordings) == sessions
        for recording in recordings:
            _wait_for_the_end(int(recording.stem))
            messages = read(recording)
            assert [sender for sender, _ in messages].count("server") > 3
            assert violations(messages) == []

    def heard(self, sender: str) -> str:
        """Return what one side has said so far, as it was recorded."""
        records = [
            line
            for recording in self._recordings.iterdir()
            for line in recording.read_text("utf-8").splitlines()
        ]
        return "\n".join(record for record in records if f'"sender": "{sender}"' in record)

    def _recorded(self, command: str) -> str:
        wiretap = shlex.join([sys.executable, str(HERE / "wiretap.py"), str(self._recordings)])
        return f"exec {wiretap} {command}"

    def write_program(self, name: str, body: str) -> Path:
        """Write a shell script that the editor finds on its path."""
        path = self._programs / name
        path.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
        path.chmod(0o755)
        return path


def _wait_for_the_end(process: int) -> None:
    """Wait until a recorder has ended: an editor may be gone before its server has answered everything."""
    deadline = time.monotonic() + 30
    with suppress(ProcessLookupError):
        while time.monotonic() < deadline:
            os.kill(process, 0)
            time.sleep(0.05)
