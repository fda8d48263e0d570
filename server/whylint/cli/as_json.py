"""Places in JSON, and how it is written: the one way out for data, with one-based lines and columns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from whylint.spec.model import Passage
    from whylint.text.position import Position, Span


def print_json(data: object) -> None:
    """Write data to standard output."""
    print(json.dumps(data, ensure_ascii=False, indent=1))


def position(place: Position) -> dict[str, int]:
    """Return a place; its column counts code points."""
    return {"line": place.line + 1, "column": place.column + 1}


def span(between: Span) -> dict[str, dict[str, int]]:
    """Return the places where a span starts and ends; the end is exclusive."""
    return {"start": position(between.start), "end": position(between.end)}


def lines(passage: Passage) -> dict[str, int]:
    """Return the first and the last line of a passage."""
    return {"start_line": passage.line + 1, "end_line": passage.end_line}


def at(path: str, passage: Passage | None) -> dict[str, Any] | None:
    """Return the document and the line where a passage begins."""
    return {"path": passage.path or path, "line": passage.line + 1} if passage else None
