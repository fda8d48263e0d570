"""Which files to read: those named, and the Markdown in folders, without what ignore files leave out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from whylint.workspace.folders import absolute, upward
from whylint.workspace.patterns import is_pattern, patterns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pathspec import GitIgnoreSpec

    from whylint.workspace.configuration import Configurations

SUFFIXES = (".md", ".markdown", ".mdown")
IGNORE_FILES = (".gitignore", ".whylintignore")
# Kiro keeps the specs that people write in a hidden folder; what others hide is no spec.
HIDDEN_BUT_READ = frozenset({".kiro"})


@dataclass(frozen=True, slots=True)
class Found:
    """Files to read, in order, and what is wrong with the paths that were named, each problem in one line."""

    files: tuple[Path, ...]
    problems: tuple[str, ...]


def discover(paths: Iterable[Path], configurations: Configurations) -> Found:
    """Return the files that paths stand for: a file for itself, a folder for the Markdown files below it.

    A file that is named is read whatever ignore files say; one found in a folder only where neither they nor
    ``exclude`` in its configuration leave it out. Folders are walked in the order of their names; links to
    folders are not followed, so that no file is found twice and no circle is entered.
    """
    files: dict[Path, None] = {}
    problems: list[str] = []
    for path in paths:
        try:
            if path.is_dir():
                files.update(dict.fromkeys(_files_below(path, configurations, problems)))
            elif path.exists():
                files[path] = None
            else:
                problems.append(
                    f"{path.as_posix()}: no such file or folder; check the spelling and the current folder"
                )
        except OSError as error:
            problems.append(
                f"{path.as_posix()}: cannot be read: {error.strerror}; check the permissions of its folders"
            )
    return Found(tuple(files), tuple(problems))


def _files_below(folder: Path, configurations: Configurations, problems: list[str]) -> list[Path]:
    """Return the Markdown files below a folder that somebody named; a problem where there is none."""
    ignores = _Ignores()
    for each in reversed(upward(folder)[1:]):
        ignores = ignores.inside(each)
    if ignores.leave_out(absolute(folder), is_folder=True):
        # Whoever names an ignored folder wants it read: only what is ignored within it is left out.
        ignores = _Ignores()
    known = len(problems)
    files = list(_walk(folder, ignores, configurations, problems))
    if not files and len(problems) == known:
        suffixes = ", ".join(f"*{suffix}" for suffix in SUFFIXES)
        problems.append(
            f"{folder.as_posix()}: no Markdown documents here ({suffixes}); name another folder, or a file"
        )
    return files


def _walk(
    folder: Path, ignores: _Ignores, configurations: Configurations, problems: list[str]
) -> Iterator[Path]:
    """Yield the Markdown files below a folder, in the order of their names."""
    here = absolute(folder)
    ignores = ignores.inside(here)
    configuration = configurations.of(here)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        problems.append(
            f"{folder.as_posix()}: cannot be read: {error.strerror}; make the folder readable, or ignore it"
        )
        return
    for entry in entries:
        is_folder = entry.is_dir(follow_symlinks=False)
        if not (is_folder or (entry.name.lower().endswith(SUFFIXES) and entry.is_file())) or _is_passed_over(
            entry.name
        ):
            continue
        path = here / entry.name
        if ignores.leave_out(path, is_folder=is_folder) or configuration.excludes(path, is_folder=is_folder):
            continue
        if is_folder:
            yield from _walk(Path(entry.path), ignores, configurations, problems)
        else:
            yield Path(entry.path)


def _is_passed_over(name: str) -> bool:
    """Tell whether a file or folder of this name is never looked at: it is hidden, or others' packages."""
    return (name.startswith(".") and name not in HIDDEN_BUT_READ) or name == "node_modules"


@dataclass(frozen=True, slots=True)
class _Ignores:
    """The ignore files that hold in a folder, outermost first, each with the folder that it stands in."""

    layers: tuple[tuple[Path, GitIgnoreSpec], ...] = ()

    def inside(self, folder: Path) -> _Ignores:
        """Return what holds in a folder below: its own ignore files come on top."""
        lines: list[str] = []
        for name in IGNORE_FILES:
            try:
                source = (folder / name).read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            lines += filter(is_pattern, source.splitlines())
        return _Ignores((*self.layers, (folder, patterns(lines)))) if lines else self

    def leave_out(self, path: Path, *, is_folder: bool) -> bool:
        """Tell whether a file or folder is ignored: the innermost file that has a pattern for it decides."""
        for folder, ignored in reversed(self.layers):
            decision = ignored.check_file(path.relative_to(folder).as_posix() + "/" * is_folder).include
            if decision is not None:
                return decision
        return False
