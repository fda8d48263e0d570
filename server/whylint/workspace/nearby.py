"""The documents around a document: those that its names of criteria may come from, and that may speak of its own."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

from whylint import engine
from whylint.text.lines import split_lines
from whylint.workspace.discovery import SUFFIXES
from whylint.workspace.reading import UnreadableError, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from whylint.engine import Analysis
    from whylint.settings import Settings

# More than these, in one folder, are a library and not one feature's documents; reading them would take seconds.
MOST_FILES = 40
MOST_BYTES = 200_000
# What is understood of a file takes up some hundred times its size: of a large workspace only a part is kept.
MOST_KEPT = 100


class _Read(NamedTuple):
    """A file as it was read: by its time, its size and its settings it can be told whether it still is the same."""

    modified: int
    size: int
    settings: Settings
    analysis: Analysis | None


class Nearby:
    """Reads Markdown files, each anew only when it or its ``settings`` have changed."""

    def __init__(self, settings: Callable[[Path], Settings]) -> None:
        self._settings = settings
        self._read: OrderedDict[Path, _Read] = OrderedDict()

    def beside(self, path: Path) -> Iterator[Path]:
        """Yield the Markdown files in the folder of a document and in the one around it, without the document."""
        for folder in (path.parent, path.parent.parent):
            try:
                files = sorted(each for each in folder.iterdir() if each.suffix.lower() in SUFFIXES)
            except OSError:
                continue
            yield from (each for each in files[:MOST_FILES] if each != path)

    def analysis(self, path: Path, words: Iterable[str] = ()) -> Analysis | None:
        """Return what is understood of a file, None where it can't be read or is too long to be read on the way.

        So it is where one of the ``words``, which are in lower case, does not stand in it in any case.
        """
        try:
            found = path.stat()
        except OSError:
            return None
        settings = self._settings(path)
        known = self._read.get(path)
        if known is None or known[:3] != (found.st_mtime_ns, found.st_size, settings):
            text = _text(path, found.st_size)
            if text is not None and not _holds(text, words):
                return None
            analysis = None if text is None else engine.analyse(split_lines(text), settings)
            known = self._read[path] = _Read(found.st_mtime_ns, found.st_size, settings, analysis)
            if len(self._read) > MOST_KEPT:
                self._read.popitem(last=False)
        self._read.move_to_end(path)
        return known.analysis


def _text(path: Path, size: int) -> str | None:
    try:
        return read_text(path) if size <= MOST_BYTES else None
    except UnreadableError:
        return None


def _holds(text: str, words: Iterable[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words)
