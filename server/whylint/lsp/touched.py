"""The lines that somebody has edited since a document was opened, wherever they stand by now."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whylint.text.edits import Change


class TouchedLines:
    """Zero-based line numbers that move with the text around them."""

    def __init__(self) -> None:
        self._lines: list[int] = []

    def follow(self, change: Change) -> None:
        """Take in an edit: what it wrote is touched, and what stands below it moves."""
        above = bisect_left(self._lines, change.first)
        below = bisect_left(self._lines, change.first + change.removed)
        moved = change.inserted - change.removed
        written = range(change.first, change.first + max(change.inserted, 1))
        self._lines = [*self._lines[:above], *written, *(line + moved for line in self._lines[below:])]

    def within(self, start: int, end: int) -> bool:
        """Tell whether a line from ``start`` to ``end`` (exclusive) is touched."""
        first = self.first_from(start)
        return first is not None and first < end

    def first_from(self, line: int) -> int | None:
        """Return the first touched line at or below a line, None where there is none."""
        at = bisect_left(self._lines, line)
        return self._lines[at] if at < len(self._lines) else None
