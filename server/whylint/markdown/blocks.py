"""What a Markdown document is made of: blocks, and text that knows where each character stands.

Lines inside a block are relative to the first line of the top-level block it belongs to, so that an edit
above a block moves it without touching it: blocks are shared between successive readings of a document.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from whylint.text.position import Position, Span


class Kind(StrEnum):
    """The kinds of block, by their CommonMark (and GitHub table) names."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    ITEM = "item"
    QUOTE = "quote"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    FENCE = "fence"
    CODE = "code"
    BREAK = "break"
    HTML = "html"
    DEFINITION = "definition"
    FRONT_MATTER = "front-matter"


class Segment(NamedTuple):
    """A run of plain text as it stands in the source: ``length`` characters at ``line``, ``column``."""

    start: int
    line: int
    column: int
    length: int


class Link(NamedTuple):
    """A link or image: the plain text from ``start`` to ``end`` leads to ``target``."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Inline:
    """The words of a heading, a paragraph or a cell without their markup.

    ``plain`` joins source lines with a line feed; ``segments`` say where its characters stand; ``strong`` and
    ``code`` are ranges of ``plain`` that the author set in bold or as code.
    """

    plain: str
    segments: tuple[Segment, ...]
    strong: tuple[tuple[int, int], ...] = ()
    code: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()

    def position(self, index: int) -> Position:
        """Return where the character ``plain[index]`` stands, relative to the top-level block."""
        segments = self.segments
        if not segments:
            return Position(0, 0)
        # Most texts stand on one line, and have one.
        at = bisect_right(segments, index, key=lambda s: s.start) if len(segments) > 1 else 0
        segment = segments[max(0, at - 1)]
        return Position(segment.line, segment.column + min(index - segment.start, segment.length))

    def span(self, start: int, end: int) -> Span:
        """Return the source span of ``plain[start:end]``, relative to the top-level block."""
        if end <= start:
            at = self.position(start)
            return Span(at, at)
        last = self.position(end - 1)
        return Span(self.position(start), Position(last.line, last.column + 1))


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Block:
    """A block and what it contains; ``line`` to ``end_line`` (exclusive), relative to its top-level block.

    level: of a heading 1 to 6; of an item its depth in nested lists, 0 outermost; of a row 0 for the header.
    marker: a list marker as written (``-``, ``1.``), a fence (three backticks), ``#`` or ``=`` of a heading;
        of a definition its label.
    info: the info string of a fence; of a definition its target.
    checked: of a checkbox item whether it is ticked, None where there is no checkbox.
    text: the words of a heading, paragraph, cell, fence (its content), HTML or front matter block.
    """

    kind: Kind
    line: int
    end_line: int
    level: int = 0
    marker: str = ""
    info: str = ""
    checked: bool | None = None
    text: Inline | None = None
    children: tuple[Block, ...] = ()
