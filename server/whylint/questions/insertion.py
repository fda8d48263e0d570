"""Writing a question into a document: the lines it is made of, and the edits that put them there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from whylint.text.edits import Edit
from whylint.text.lines import content, detect_newline
from whylint.text.position import Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@lru_cache(maxsize=8)
def newline_of(lines: tuple[str, ...]) -> str:
    """Return what ends the lines of a document; it is asked for every fix of every finding."""
    return detect_newline(lines)


@dataclass(frozen=True, slots=True)
class Insertion:
    """Lines that go below a line of a document.

    after: the zero-based line they go below. lines: without line ends. prefix: what each of them begins with, so that
    it belongs to a list item or a quote. apart: whether blank lines have to set them off from what stands around them.
    quote: whether they are a block quote.
    """

    after: int
    lines: tuple[str, ...]
    prefix: str = ""
    apart: bool = False
    quote: bool = False


def edits(lines: Sequence[str], insertions: Iterable[Insertion]) -> tuple[Edit, ...]:
    """Return the edits that make all insertions, one for each place, in their order.

    What belongs to an inner list item goes above what belongs to an outer one. They end lines as the document does, and
    leave its last line without a terminator where it has none.
    """
    ordered = sorted(insertions, key=lambda each: (each.after, -len(each.prefix)))
    return tuple(_edit(lines, after, list(each)) for after, each in groupby(ordered, lambda each: each.after))


def _edit(lines: Sequence[str], after: int, insertions: Sequence[Insertion]) -> Edit:
    newline = newline_of(tuple(lines))
    at = Position(after, len(content(lines[after])))
    return Edit(Span(at, at), "".join(newline + line for line in _written(lines, after, insertions)))


def _written(lines: Sequence[str], after: int, insertions: Sequence[Insertion]) -> Iterator[str]:
    """Yield the lines of all insertions at one place, with what has to stand between them."""
    above = content(lines[after])
    for each in insertions:
        if each.quote and above.startswith(f"{each.prefix}>"):
            yield f"{each.prefix}>"
        elif each.apart and above.strip(" \t>"):
            yield each.prefix.rstrip()
        for line in each.lines:
            above = each.prefix + line
            yield above
    last = insertions[-1]
    if last.apart and after + 1 < len(lines) and content(lines[after + 1]).strip(" \t>"):
        yield last.prefix.rstrip()


def comment_above(lines: Sequence[str], line: int, comment: str) -> Edit:
    """Return the edit that puts a comment on a line of its own above a line, indented and quoted as that one is."""
    text = content(lines[line]).removeprefix("\ufeff")
    indent = text[: len(text) - len(text.lstrip(" \t>"))]
    at = Position(line, len(content(lines[line])) - len(text))
    return Edit(Span(at, at), f"{indent}{comment}{newline_of(tuple(lines))}")
