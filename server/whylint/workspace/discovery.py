"""Which files to read: those named, and the Markdown in folders, without what ignore files leave out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from whylint.workspace.folders import absolute, from_here, upward
from whylint.workspace.patterns import is_pattern, patterns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pathspec import GitIgnoreSpec

    from whylint.workspace.configuration import Configuration, Configurations

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


@dataclass(frozen=True, slots=True)
class Seen:
    """A Markdown file or a folder that was met. why_not: why it is left out, "" for a file that is read."""

    path: Path
    why_not: str = ""


def look_through(folder: Path, configurations: Configurations, problems: list[str]) -> Iterator[Seen]:
    """Yield the Markdown files below a folder that somebody named, and what is left out there, in order."""
    ignores = _Ignores.around(folder)
    if ignores.leave_out(absolute(folder), is_folder=True):
        # Whoever names an ignored folder wants it read: only what is ignored within it is left out.
        ignores = _Ignores()
    yield from _walk(folder, ignores, configurations, problems)


def why_left_out(path: Path, configurations: Configurations) -> str:
    """Return why a file is not found from the folders around it, "" where it is."""
    path = absolute(path)
    folders = upward(path.parent)
    for place in (*reversed(folders[:-1]), path):
        is_folder = place is not path
        if why_not := _why_not(
            place, _Ignores.around(place), configurations.of(place.parent), is_folder=is_folder
        ):
            return why_not if place is path else f"{place.name}/ is left out: {why_not}"
    return ""


def _files_below(folder: Path, configurations: Configurations, problems: list[str]) -> list[Path]:
    """Return the Markdown files below a folder that somebody named; a problem where there is none."""
    known = len(problems)
    files = [seen.path for seen in look_through(folder, configurations, problems) if not seen.why_not]
    if not files and len(problems) == known:
        suffixes = ", ".join(f"*{suffix}" for suffix in SUFFIXES)
        problems.append(
            f"{folder.as_posix()}: no Markdown documents here ({suffixes}); name another folder, or a file"
        )
    return files


def _walk(
    folder: Path, ignores: _Ignores, configurations: Configurations, problems: list[str]
) -> Iterator[Seen]:
    """Yield the Markdown files below a folder and what is left out, in the order of their names."""
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
        if not (is_folder or (entry.name.lower().endswith(SUFFIXES) and entry.is_file())):
            continue
        if entry.name == ".git":
            continue
        if why_not := _why_not(here / entry.name, ignores, configuration, is_folder=is_folder):
            yield Seen(Path(entry.path), why_not)
        elif is_folder:
            yield from _walk(Path(entry.path), ignores, configurations, problems)
        else:
            yield Seen(Path(entry.path))


def _why_not(path: Path, ignores: _Ignores, configuration: Configuration, *, is_folder: bool) -> str:
    """Return why a file or folder is left out, "" where it is not."""
    if why_not := _passed_over(path.name) or ignores.leave_out(path, is_folder=is_folder):
        return why_not
    if (source := configuration.excluded_by(path, is_folder=is_folder)) is None:
        return ""
    return f"“exclude” in {source.path.name if source.path else 'the settings of the editor'}"


def is_looked_for(path: Path, folder: Path, configuration: Configuration) -> bool:
    """Tell whether a file below a folder is one to look for, by its name and its configuration: it need not exist."""
    names = path.relative_to(folder).parts
    return path.name.lower().endswith(SUFFIXES) and not (
        any(map(_passed_over, names)) or configuration.excludes(path)
    )


def _passed_over(name: str) -> str:
    """Return why a file or folder of this name is never looked at, "" where it is."""
    if name.startswith(".") and name not in HIDDEN_BUT_READ:
        return "it is hidden"
    return "it holds others' packages" if name == "node_modules" else ""


@dataclass(frozen=True, slots=True)
class _Ignores:
    """The ignore files that hold in a folder, outermost first, each with the folder that it stands in."""

    layers: tuple[tuple[Path, GitIgnoreSpec, tuple[str, ...]], ...] = ()

    @classmethod
    def around(cls, path: Path) -> _Ignores:
        """Return what holds for a file or folder by the folders around it."""
        ignores = cls()
        for each in reversed(upward(path)[1:]):
            ignores = ignores.inside(each)
        return ignores

    def inside(self, folder: Path) -> _Ignores:
        """Return what holds in a folder below: its own ignore files come on top."""
        lines: list[str] = []
        reasons: list[str] = []
        for name in IGNORE_FILES:
            try:
                source = (folder / name).read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            found = [line for line in source.splitlines() if line.strip() and is_pattern(line)]
            lines += found
            reasons += (f"“{line}” in {from_here(folder / name).as_posix()}" for line in found)
        if not lines:
            return self
        return _Ignores((*self.layers, (folder, patterns(lines), tuple(reasons))))

    def leave_out(self, path: Path, *, is_folder: bool) -> str:
        """Return why a file or folder is ignored, "" where it is not: the innermost file with a pattern decides."""
        for folder, ignored, reasons in reversed(self.layers):
            decision = ignored.check_file(path.relative_to(folder).as_posix() + "/" * is_folder)
            if decision.include is not None:
                return reasons[decision.index or 0] if decision.include else ""
        return ""
