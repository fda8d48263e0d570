"""The past of documents in git: which of them there were at some commits, and what they held."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whylint.workspace.folders import absolute

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from whylint.workspace.git import Repository

AT_ONCE = 200  # contents that are asked for together


@dataclass(frozen=True, slots=True)
class Version:
    """The documents at a commit.

    time: in seconds since 1970; subject: the first line of what somebody said of it; contents: the id of what each
    document held, by its path.
    """

    time: int
    subject: str
    contents: Mapping[Path, str]


def versions(
    repository: Repository, paths: Iterable[Path], wanted: Callable[[Path], bool], most: int
) -> list[Version]:
    """Return the documents at the commits that changed something below some paths, earliest first.

    Of more commits than ``most`` a selection, evenly spread, with the first and the last. Raises GitError.
    """
    folders = [absolute(path) for path in paths]
    inside = [folder for folder in folders if folder.is_relative_to(repository.root)]
    names = [f":(top,literal){folder.relative_to(repository.root).as_posix()}" for folder in inside]
    if not names:
        return []
    told = repository.run("log", "-z", "--no-show-signature", "--format=%H %ct %s", "HEAD", "--", *names)
    commits = [line.split(" ", 2) for line in told.decode("utf-8", "replace").split("\0") if line]
    return [
        Version(int(time), subject, dict(_contents(repository, commit, folders, wanted)))
        for commit, time, subject in _spread(commits[::-1], most)
    ]


def contents(repository: Repository, ids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield what each of some ids stands for. Raises GitError."""
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        told = repository.run("cat-file", "--batch", stdin="".join(f"{each}\n" for each in some).encode())
        at = 0
        for each in some:
            head, _, _ = told[at:].partition(b"\n")
            begin = at + len(head) + 1
            end = begin + int(head.split()[2])
            yield each, told[begin:end]
            at = end + 1


def _contents(
    repository: Repository, commit: str, folders: Sequence[Path], wanted: Callable[[Path], bool]
) -> Iterator[tuple[Path, str]]:
    """Yield the wanted documents below some folders at a commit, with the ids of what they held."""
    for entry in repository.run("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
        facts, _, name = entry.partition(b"\t")
        if not facts.startswith(b"100"):
            continue  # a link, or another repository
        path = repository.root / os.fsdecode(name)
        if any(path.is_relative_to(folder) for folder in folders) and wanted(path):
            yield path, facts.split()[2].decode()


def _spread(commits: list[list[str]], most: int) -> list[list[str]]:
    """Return at most so many of some commits, evenly spread, with the first and the last."""
    if len(commits) <= most:
        return commits
    if most < 2:
        return commits[len(commits) - most :]
    return [commits[round(number * (len(commits) - 1) / (most - 1))] for number in range(most)]
