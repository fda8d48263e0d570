"""What git knows of a repository: which files changed since a commit, and how they read then.

Nothing is run that the repository configures: no external diff, no text conversion, no monitor of the file system.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whylint.workspace.folders import absolute, upward

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 60  # more than any of these commands takes; a network file system may hang


class GitError(Exception):
    """Git cannot answer: the message says why and what to do, in one line."""


class _RefusedError(GitError):
    """Git has run, and says no."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository, by its outermost folder."""

    root: Path

    def commit(self, revision: str) -> str:
        """Return the commit that a revision names. Raises GitError where it names none."""
        try:
            return self._line(
                "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
            )
        except _RefusedError:
            raise GitError(
                f"{revision}: no commit of the repository {self.root.as_posix()}; fetch it, or name another one"
            ) from None

    def since(self, revision: str) -> Changes:
        """Return what changed since a revision, or since HEAD left it, committed or not. Raises GitError."""
        base = self.commit(revision)
        # Histories may share nothing, and a clone may be too shallow to know: then the revision itself counts.
        with suppress(_RefusedError):
            base = self._line("merge-base", base, "HEAD")
        before: dict[str, str | None] = dict.fromkeys(
            self._names("ls-files", "--others", "--exclude-standard", "-z")
        )
        fields = iter(
            self._names("diff", "--name-status", "--find-renames", "--no-ext-diff", "-z", base, "--")
        )
        for status in fields:
            name = next(fields)
            before[next(fields) if status[0] in "RC" else name] = None if status[0] == "A" else name
        return Changes(self, base, before)

    def text(self, commit: str, name: str) -> bytes | None:
        """Return what a file held at a commit, None where there was none; ``name`` counts from the root."""
        try:
            return self.run("cat-file", "blob", f"{commit}:{name}")
        except _RefusedError:
            return None

    def run(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """Return what a git command writes. Raises GitError."""
        command = [
            "git",
            "-c",
            "core.fsmonitor=false",
            "-c",
            "core.quotepath=false",
            "-C",
            os.fspath(self.root),
        ]
        try:
            done = subprocess.run(
                [*command, *arguments], input=stdin, capture_output=True, timeout=SECONDS, check=False
            )
        except FileNotFoundError:
            raise GitError("git: not installed, or not on the PATH; install it") from None
        except subprocess.TimeoutExpired:
            raise GitError(f"git {arguments[0]}: no answer within {SECONDS} seconds; try again") from None
        if done.returncode:
            told = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise _RefusedError(f"git {arguments[0]}: {told[0] if told else f'exit code {done.returncode}'}")
        return done.stdout

    def _line(self, *arguments: str) -> str:
        return self.run(*arguments).decode("utf-8", "replace").strip()

    def _names(self, *arguments: str) -> list[str]:
        return [os.fsdecode(name) for name in self.run(*arguments).split(b"\0") if name]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in a repository since a commit.

    before: by the name of each file that changed, the name that it had at the commit, None for a new one.
    """

    repository: Repository
    commit: str
    before: dict[str, str | None]

    def touch(self, path: Path) -> bool:
        """Tell whether a file changed."""
        return self._name(path) in self.before

    def text_before(self, path: Path) -> bytes:
        """Return what a file that changed held at the commit, nothing for a new one."""
        name = self.before[self._name(path)]
        return (self.repository.text(self.commit, name) or b"") if name is not None else b""

    def _name(self, path: Path) -> str:
        return absolute(path).relative_to(self.repository.root).as_posix()


def repository_of(path: Path) -> Repository:
    """Return the repository that a file lies in. Raises GitError where it lies in none."""
    outermost = upward(path.parent)[-1]
    if not (outermost / ".git").exists():
        raise GitError(
            f"{path.as_posix()}: in no git repository; leave it out, or say it without --changed-since"
        )
    return Repository(outermost)
