"""Which files to read: those named, and the Markdown in the folders named, without what ignore files leave out."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pathspec import GitIgnoreSpec

SUFFIXES = frozenset({".md", ".markdown", ".mdown"})
IGNORE_FILES = (".gitignore", ".whylintignore")
NEVER = frozenset({"node_modules", "__pycache__"})


class Unreadable(Exception):
    """A path that cannot be read as a document: its message names the file, the place in it, and a remedy."""


@dataclass(frozen=True, slots=True)
class Found:
    """Files to read, in order, and what was named but cannot be."""

    files: tuple[Path, ...]
    problems: tuple[str, ...]


def discover(paths: Iterable[Path], exclude: Iterable[str] = ()) -> Found:
    """Return the files that paths stand for: a file for itself, a folder for the Markdown files below it.

    A file that is named is read whatever the ignore files say; one found in a folder only where none of them, and no
    pattern of ``exclude``, leaves it out. Folders are walked in the order of their names, links to folders are not followed.
    """
    files: dict[Path, None] = {}
    problems = []
    for path in paths:
        if path.is_dir():
            below = list(_walk(path, _Ignores.around(path, tuple(exclude))))
            if not below:
                problems.append(f"{path}: no Markdown files here (looking for {', '.join(sorted(SUFFIXES))}); name another folder or a file")
            files.update(dict.fromkeys(below))
        elif path.exists():
            files[path] = None
        else:
            problems.append(f"{path}: no such file or folder; check the spelling, and the folder you are in")
    return Found(tuple(files), tuple(problems))


def read_text(path: Path) -> str:
    """Return the text of a document, with its line ends and byte order mark as they are.

    Raises Unreadable for a file that cannot be opened, is binary, or is not UTF-8.
    """
    try:
        data = path.read_bytes()
    except PermissionError:
        raise Unreadable(f"{path}: permission denied; make the file readable") from None
    except OSError as error:
        raise Unreadable(f"{path}: cannot be read: {error.strerror or error}") from None
    return decode(data, str(path))


def decode(data: bytes, name: str) -> str:
    """Return the text that a document's bytes are in UTF-8. Raises Unreadable where they are none."""
    zero = data.find(b"\0")
    if zero >= 0:
        raise Unreadable(f"{name}: looks binary (a zero byte at offset {zero}); name Markdown files only")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"{name}:{line}: not UTF-8 (byte 0x{data[error.start]:02x} at offset {error.start}); save it as UTF-8") from None


@dataclass(frozen=True, slots=True)
class _Ignores:
    """The ignore files that hold for a folder, outermost first, each with the folder that it stands in."""

    layers: tuple[tuple[Path, GitIgnoreSpec], ...] = field(default=())

    @classmethod
    def around(cls, folder: Path, exclude: tuple[str, ...]) -> _Ignores:
        """Return what holds for a folder by the ignore files in it and above it, up to the root of its repository."""
        resolved = folder.resolve()
        above = [resolved]
        while not (above[-1] / ".git").exists() and above[-1].parent != above[-1]:
            above.append(above[-1].parent)
        if not (above[-1] / ".git").exists():
            above = [resolved]
        ignores = cls()
        if exclude:
            ignores = ignores.plus(resolved, exclude)
        for each in reversed(above[1:]):
            ignores = ignores.within(each)
        return ignores

    def plus(self, folder: Path, patterns: Iterable[str]) -> _Ignores:
        from pathspec import GitIgnoreSpec  # noqa: PLC0415 - only folders need it, and it takes 20 ms

        return _Ignores((*self.layers, (folder, GitIgnoreSpec.from_lines(patterns))))

    def within(self, folder: Path) -> _Ignores:
        """Return what holds inside a folder: its own ignore files added."""
        ignores = self
        for name in IGNORE_FILES:
            try:
                patterns = (folder / name).read_text(encoding="utf-8", errors="replace").splitlines()
            except OSError:
                continue
            ignores = ignores.plus(folder, patterns)
        return ignores

    def leave_out(self, path: Path, *, folder: bool) -> bool:
        ignored = False
        for base, spec in self.layers:
            relative = path.relative_to(base).as_posix() + ("/" if folder else "")
            result = spec.check_file(relative)
            if result.include is not None:
                ignored = result.include
        return ignored


def _walk(folder: Path, ignores: _Ignores) -> Iterator[Path]:
    """Yield the Markdown files below a folder, in the order of their names."""
    resolved = folder.resolve()
    inside = ignores.within(resolved)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name in NEVER:
            continue
        if entry.is_dir(follow_symlinks=False):
            if not inside.leave_out(resolved / entry.name, folder=True):
                yield from _walk(Path(entry.path), inside)
        elif (
            Path(entry.name).suffix.lower() in SUFFIXES
            and entry.is_file()
            and not inside.leave_out(resolved / entry.name, folder=False)
        ):
            yield Path(entry.path)
