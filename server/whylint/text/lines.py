r"""A text as the list of its lines.

A line ends at ``\r\n``, ``\n`` or ``\r`` and nowhere else, as the Language Server Protocol counts them:
a form feed or a Unicode line separator, where ``str.splitlines`` breaks, would shift every line below it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")


def split_lines(text: str) -> list[str]:
    """Return the lines of ``text``, each with its terminator; the last one has none and may be empty."""
    lines = _LINE.findall(text)
    if len(lines) > 1 and not terminator(lines[-2]):
        lines.pop()
    return lines


def content(line: str) -> str:
    """Return ``line`` without its terminator."""
    return line.rstrip("\r\n")


def terminator(line: str) -> str:
    r"""Return what ends ``line``: ``\r\n``, ``\n``, ``\r``, or nothing on the last line of a text."""
    return line[len(content(line)) :]


def detect_newline(lines: Iterable[str]) -> str:
    r"""Return the terminator that most lines end with, ``\n`` where none does."""
    counts = Counter(terminator(line) for line in lines)
    del counts[""]
    return max(counts, key=counts.__getitem__, default="\n")
