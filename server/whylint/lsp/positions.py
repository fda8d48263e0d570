"""Places as the protocol writes them, and back: the border between code points and the client's encoding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.text.encoding import Encoding, to_column, to_units
from whylint.text.position import Position, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lsprotocol import types

    from whylint.lsp.wire import Json


def write_position(lines: Sequence[str], position: Position, encoding: Encoding) -> Json:
    """Return ``position``, a place in ``lines``, for a client whose characters count ``encoding`` units."""
    text = lines[position.line]
    # Nearly every line is in ASCII, where all encodings count alike.
    character = position.column if text.isascii() else to_units(text, position.column, encoding)
    return {"line": position.line, "character": character}


def write_span(lines: Sequence[str], span: Span, encoding: Encoding) -> Json:
    """Return ``span`` as a range for the client."""
    return {
        "start": write_position(lines, span.start, encoding),
        "end": write_position(lines, span.end, encoding),
    }


def read_position(lines: Sequence[str], position: types.Position, encoding: Encoding) -> Position:
    """Return the place in ``lines`` that the client means.

    As the protocol has it, a character past the end of a line means its end; so does a line past the last one
    mean the end of the text.
    """
    if position.line >= len(lines):
        return Position(len(lines) - 1, len(lines[-1]))
    return Position(position.line, to_column(lines[position.line], position.character, encoding))


def read_range(lines: Sequence[str], range_: types.Range, encoding: Encoding) -> Span:
    """Return the span of ``lines`` that the client means."""
    return Span(
        read_position(lines, range_.start, encoding),
        read_position(lines, range_.end, encoding),
    )
