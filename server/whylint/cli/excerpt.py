"""A line of a document on a terminal, with some of its words marked."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

TAB = "    "
ELLIPSIS = "…"
_PICTURES = {code: 0x2400 + code for code in range(32)} | {0x7F: 0x2421, ord("\t"): TAB, 0xFEFF: None}


class Excerpt(NamedTuple):
    """A line as it is shown, and what stands below it: blanks up to the words, then what marks them."""

    line: str
    before: str
    mark: str


def excerpt(line: str, start: int, end: int, width: int) -> Excerpt:
    """Return a line with the code points ``start`` to ``end`` marked, cut to ``width`` columns of a terminal.

    Carets mark the words. In a line with words that run from right to left, which a terminal moves about,
    carets would stand anywhere: there the words are repeated in quotes.
    """
    fits = end <= width and _columns(visible(line[:end])) <= width
    first = 0 if fits else max(0, start - width // 4)
    last = _last_shown(line, first, width)
    head, tail = ELLIPSIS * (first > 0), ELLIPSIS * (last < len(line))
    shown = head + visible(line[first:last]) + tail
    words = visible(line[start : max(min(end, last), start)])
    if any(unicodedata.bidirectional(character) in ("R", "AL") for character in shown):
        return Excerpt(shown, "", f"“{words}”")
    before = " " * (len(head) + _columns(visible(line[first:start])))
    return Excerpt(shown, before, "^" * max(1, _columns(words)))


def _last_shown(line: str, first: int, width: int) -> int:
    """Return where a line that is shown from ``first`` on fills the width; cut marks take a column each."""
    room = width - (first > 0)
    last = min(len(line), first + room)
    while _columns(visible(line[first:last])) + (last < len(line)) > room:
        last -= 1
    return last


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes up."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - its tables are for other scripts

    return cell_len(text)


def visible(text: str) -> str:
    """Return text without characters that would move the cursor or drive the terminal."""
    return text.translate(_PICTURES)
