"""What the files of a workspace may speak of by a name: looked up before any of them is read closely."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

from whylint.spec.references import tokens
from whylint.workspace.nearby import MOST_BYTES
from whylint.workspace.reading import UnreadableError, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from whylint.spec.references import Token


class _Read(NamedTuple):
    """What stands in a file of this time and size."""

    modified: int
    size: int
    tokens: Mapping[Token, bool]


class NameIndex:
    """The names in files; each file is read anew only when it has changed, and a few kilobytes of it are kept."""

    def __init__(self) -> None:
        self._read: dict[Path, _Read] = {}
        self._shared: dict[Token, Token] = {}

    def tokens(self, path: Path) -> Mapping[Token, bool]:
        """Return what a file may speak of, and whether a line begins with it; nothing where it can't be read."""
        try:
            found = path.stat()
        except OSError:
            self._read.pop(path, None)
            return {}
        known = self._read.get(path)
        if known is None or (known.modified, known.size) != (found.st_mtime_ns, found.st_size):
            read = tokens(_text(path, found.st_size))
            shared = {self._shared.setdefault(token, token): begins for token, begins in read.items()}
            known = self._read[path] = _Read(found.st_mtime_ns, found.st_size, shared)
        return known.tokens


def _text(path: Path, size: int) -> str:
    try:
        return read_text(path) if size <= MOST_BYTES else ""
    except UnreadableError:
        return ""


class Givers:
    """Documents that give a name, to be asked how near they are to one that speaks of it."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = frozenset(paths)
        self._folders = frozenset(path.parent for path in self._paths)
        self._depths: dict[Path, int] = {}
        for path in self._paths:
            depth = len(path.parent.parts)
            for folder in path.parents:
                self._depths[folder] = min(depth, self._depths.get(folder, depth))

    def rank(self, path: Path, linked: Iterable[Path]) -> float:
        """Return how far away the nearest of them is from a document that links to others, the nearer the less.

        First comes its own folder, then the one around it, then what it links to, then what is the fewest folders away.
        """
        if path.parent in self._folders:
            return 0
        if path.parent.parent in self._folders:
            return 1
        if not self._paths.isdisjoint(linked):
            return 2
        return 2 + self.steps(path)

    def steps(self, path: Path) -> float:
        """Return how many folders lie between a document and the nearest of them."""
        own = len(path.parent.parts)
        found = ((len(folder.parts), self._depths.get(folder)) for folder in path.parents)
        return min((own + depth - 2 * here for here, depth in found if depth is not None), default=inf)
