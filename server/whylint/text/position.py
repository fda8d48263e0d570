"""Places in a document: zero-based lines, zero-based columns in code points."""

from __future__ import annotations

from typing import NamedTuple


class Position(NamedTuple):
    """A place between two characters: zero-based line, zero-based column in code points."""

    line: int
    column: int


class Span(NamedTuple):
    """A stretch of source from ``start`` to ``end``; the end is exclusive."""

    start: Position
    end: Position

    @classmethod
    def on_line(cls, line: int, start: int, end: int) -> Span:
        """Return the span of the columns ``start`` to ``end`` of one line."""
        return cls(Position(line, start), Position(line, end))

    def shifted(self, lines: int) -> Span:
        """Return the same columns, ``lines`` further down."""
        return Span(
            Position(self.start.line + lines, self.start.column),
            Position(self.end.line + lines, self.end.column),
        )
