"""Columns as editors count them: code points inside, UTF-8 bytes or UTF-16 units on the wire.

Each function takes the line that the place is on. A line in ASCII counts alike in all of them.
"""

from __future__ import annotations

from enum import StrEnum

from whylint.text.lines import content


class Encoding(StrEnum):
    """What a column counts, by the names of the Language Server Protocol."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    UTF_32 = "utf-32"


def to_units(line: str, column: int, encoding: Encoding) -> int:
    """Return in ``encoding`` units the code point ``column`` of ``line``, at most the end of its content."""
    before = content(line)[: max(column, 0)]
    if encoding is Encoding.UTF_32 or before.isascii():
        return len(before)
    if encoding is Encoding.UTF_8:
        return len(before.encode("utf-8", "surrogatepass"))
    return len(before.encode("utf-16-le", "surrogatepass")) // 2


def to_column(line: str, units: int, encoding: Encoding) -> int:
    """Return the code point column of the place ``units`` into ``line``, at most the end of its content.

    A place inside a character means the beginning of that character.
    """
    # No character takes less than one unit, so that the column lies within this prefix.
    prefix = content(line)[: max(units, 0)]
    if encoding is Encoding.UTF_32 or prefix.isascii():
        return len(prefix)
    passed = 0
    for column, character in enumerate(prefix):
        passed += _width(character, encoding)
        if passed > units:
            return column
    return len(prefix)


def _width(character: str, encoding: Encoding) -> int:
    """Return how many units ``character`` takes."""
    if encoding is Encoding.UTF_16:
        return 1 if character <= "\uffff" else 2
    return len(character.encode("utf-8", "surrogatepass"))
