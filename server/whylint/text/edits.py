"""Changes to a text: what is replaced, and which lines that touches."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from whylint.text.lines import content, split_lines
from whylint.text.position import Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Edit(NamedTuple):
    """Replace what stands in ``span`` with ``text``."""

    span: Span
    text: str


class Change(NamedTuple):
    """What an edit did to lines: from line ``first`` on, ``removed`` lines became ``inserted`` lines."""

    first: int
    removed: int
    inserted: int


def splice(lines: list[str], edit: Edit) -> Change:
    """Apply ``edit`` to ``lines`` in place; the cost grows with the edit, not with the text.

    Afterwards ``lines`` are what ``split_lines`` gives for the whole text. A position past the end of a line
    means the end of that line; one past the last line, the end of the text.
    """
    start = clamp(lines, edit.span.start)
    end = max(start, clamp(lines, edit.span.end))
    first, last = start.line, end.line
    text = lines[first][: start.column] + edit.text + lines[last][end.column :]
    if text.startswith("\n") and first > 0 and lines[first - 1].endswith("\r"):
        # The carriage return above and this line feed have become one terminator.
        first -= 1
        text = lines[first] + text
    replacement = split_lines(text)
    if last + 1 < len(lines):
        # The text ends with the terminator of its last line; what follows it stands in the list already.
        replacement.pop()
    lines[first : last + 1] = replacement
    return Change(first, last + 1 - first, len(replacement))


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` with all ``edits`` made; their spans are places in ``text`` and do not overlap.

    Insertions at the same place keep their order.
    """
    lines = split_lines(text)
    offsets = [0, *accumulate(map(len, lines))]
    pieces: list[str] = []
    done = 0
    for span, replacement in sorted(edits, key=lambda edit: edit.span):
        start, end = (offsets[place.line] + place.column for place in (clamp(lines, at) for at in span))
        pieces += text[done:start], replacement
        done = max(done, end)
    return "".join((*pieces, text[done:]))


def clamp(lines: Sequence[str], position: Position) -> Position:
    """Return the place in ``lines`` that is nearest to ``position``; inside a line terminator is no place."""
    if position.line < 0:
        return Position(0, 0)
    if position.line >= len(lines):
        return Position(len(lines) - 1, len(content(lines[-1])))
    return Position(position.line, min(max(position.column, 0), len(content(lines[position.line]))))
