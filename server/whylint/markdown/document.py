"""A Markdown document: read whole, or after an edit by reading only the blocks that the edit touched.

Between top-level blocks the parser carries nothing over, so that a document read from any block on gives the
same blocks as before, as long as nothing from there on has changed. What a block looks at below its own lines
ends with the next paragraph, that is, at the first blank line after the next line with text.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from whylint.markdown.blocks import Block, Kind
from whylint.markdown.builder import build_block
from whylint.markdown.inline import verbatim
from whylint.markdown.parser import Reading, References, read_blocks
from whylint.text.edits import Change
from whylint.text.lines import content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_BYTE_ORDER_MARK = "\ufeff"

# What stands above and below front matter in YAML and in TOML.
_FRONT_MATTER_FENCES = ("---", "+++")

# How many lines to look at past an edit before looking at more.
_AHEAD = 40


class TooMuchError(Exception):
    """More has to be read again after an edit than was asked for."""


class Part(NamedTuple):
    """A top-level block with what its reading gave to the rest of the document, and took from it.

    lines: how many lines it took up, blank ones below it included where they belong to it.
    defined: the reference definitions in it, as label and target.
    asked: the labels that it would be a link to if they were defined.
    """

    block: Block
    lines: int
    defined: tuple[tuple[str, str], ...] = ()
    asked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Markdown:
    """A document as its top-level blocks and the line on which each begins.

    lines: how many lines the document has.
    definitions: the target of each reference label.
    """

    parts: tuple[Part, ...]
    starts: tuple[int, ...]
    lines: int
    definitions: dict[str, str]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The top-level blocks."""
        return tuple(part.block for part in self.parts)


def walk(markdown: Markdown) -> Iterator[tuple[int, Block]]:
    """Yield each top-level block with the line on which it begins."""
    return zip(markdown.starts, (part.block for part in markdown.parts), strict=True)


def parse(lines: Sequence[str]) -> Markdown:
    """Return the document whose lines, as ``split_lines`` gives them, are ``lines``."""
    return update(Markdown((), (), 0, {}), lines, Change(0, 0, len(lines)))


def update(previous: Markdown, lines: Sequence[str], change: Change, most: int | None = None) -> Markdown:
    """Return the document that ``previous`` became through ``change``; its lines are now ``lines``.

    It equals ``parse(lines)``, and shares with ``previous`` the blocks that the change did not touch. Raises
    TooMuchError where the change reaches over more than ``most`` lines.
    """
    keep, line = _unaffected(previous, lines, change.first)
    front = _front_matter_end(lines)
    if change.first < front or front != _front_matter_lines(previous):
        keep, line = 0, front
    elif not keep:
        keep, line = min(front, 1), front
    found, rest = _read_until_unchanged(previous, lines, change, line, most)
    kept, gone, following = previous.parts[:keep], previous.parts[keep:rest], previous.parts[rest:]

    definitions = previous.definitions
    if any(part.defined for part in gone) or any(part.defined for part in found):
        definitions = _collect((*kept, *found, *following))
    redefined = {label for label, _ in definitions.items() ^ previous.definitions.items()}

    fresh = [(0, _front_matter(lines[:front]))] if front and not keep else []
    for new in found:
        standing = _standing(previous, new, change.first, redefined)
        fresh.append((new.start, standing or _build(new, definitions)))
    shift = change.inserted - change.removed
    above = previous.starts[:keep]
    below = previous.starts[rest:]
    if shift:
        below = tuple(start + shift for start in below)
    if redefined:
        kept = _linked(kept, above, lines, definitions, redefined)
        following = _linked(following, below, lines, definitions, redefined)
    return Markdown(
        (*kept, *(part for _, part in fresh), *following),
        (*above, *(start for start, _ in fresh), *below),
        len(lines),
        definitions,
    )


class _Found(NamedTuple):
    """A block as read: the line of the document on which it begins, and its lines without terminators."""

    start: int
    lines: list[str]
    reading: Reading

    @property
    def defined(self) -> tuple[tuple[str, str], ...]:
        """The reference definitions in it."""
        tokens = self.reading.tokens
        return tuple((token.meta["id"], token.meta["url"]) for token in tokens if token.type == "definition")


def _build(found: _Found, definitions: dict[str, str]) -> Part:
    references = References(definitions)
    block = build_block(found.reading, found.lines, references)
    return Part(block, len(found.lines), found.defined, frozenset(references.asked))


def _linked(
    parts: Iterable[Part],
    starts: Iterable[int],
    lines: Sequence[str],
    definitions: dict[str, str],
    redefined: set[str],
) -> tuple[Part, ...]:
    """Return ``parts`` with the links that they have since some labels were ``redefined``."""
    return tuple(
        part
        if part.asked.isdisjoint(redefined)
        else _build(next(_read(lines, start, part.lines + _AHEAD)), definitions)
        for start, part in zip(starts, parts, strict=True)
    )


def _standing(previous: Markdown, found: _Found, first: int, redefined: set[str]) -> Part | None:
    """Return the part of ``previous`` that ``found`` is: one with the same lines above line ``first``."""
    index = bisect_left(previous.starts, found.start)
    if found.start + len(found.lines) > first or index == len(previous.parts):
        return None
    part = previous.parts[index]
    same = previous.starts[index] == found.start and part.lines == len(found.lines)
    return part if same and part.asked.isdisjoint(redefined) else None


def _collect(parts: Iterable[Part | _Found]) -> dict[str, str]:
    """Return the definitions in ``parts``; the first of each label counts."""
    definitions: dict[str, str] = {}
    for part in parts:
        for label, target in part.defined:
            definitions.setdefault(label, target)
    return definitions


def _unaffected(previous: Markdown, lines: Sequence[str], first: int) -> tuple[int, int]:
    """Return how many blocks stand whatever happens from line ``first`` on, and where the next may begin."""
    while first > 0 and not _is_blank(lines[first - 1]):
        first -= 1
    # The block before this paragraph may reach into it; those before that one do not see it.
    keep = max(0, bisect_left(previous.starts, first) - 1)
    return keep, previous.starts[keep - 1] + previous.parts[keep - 1].lines if keep else 0


def _read_until_unchanged(
    previous: Markdown, lines: Sequence[str], change: Change, line: int, most: int | None
) -> tuple[list[_Found], int]:
    """Read the blocks from ``line`` on, up to a block of ``previous`` that begins below the change.

    Return them and the index of that block: from there on all is as it was. Raises TooMuchError after ``most`` lines.
    """
    edit_end = change.first + change.inserted
    found: list[_Found] = []
    for new in _read(lines, line, max(edit_end - line, 0) + _AHEAD):
        old_start = new.start + change.removed - change.inserted
        # On the first line a byte order mark and front matter have a meaning that they have nowhere else.
        if new.start >= edit_end and (new.start == 0) == (old_start == 0):
            index = bisect_left(previous.starts, old_start)
            if index < len(previous.parts) and previous.starts[index] == old_start:
                return found, index
        if most is not None and new.start > change.first + most:
            raise TooMuchError
        found.append(new)
    return found, len(previous.parts)


def _read(lines: Sequence[str], start: int, size: int) -> Iterator[_Found]:
    """Yield the blocks of ``lines`` from ``start`` on, looking first at ``size`` lines, at more as needed."""
    while start < len(lines):
        window = [content(line) for line in lines[start : start + size]]
        skip = len(_BYTE_ORDER_MARK) if start == 0 and window[0].startswith(_BYTE_ORDER_MARK) else 0
        certain = len(window) if start + size >= len(lines) else _last_certain_end(window)
        done = 0
        for reading in read_blocks(window, skip):
            if reading.end > certain:
                break
            done = reading.end
            yield _Found(start + reading.start, window[reading.start : reading.end], reading)
        else:
            done = max(done, certain)
        start += done
        size *= 2


def _last_certain_end(window: Sequence[str]) -> int:
    """Return the last line at which a block may end so that what it looked at lies within ``window``.

    That is the last line with text that has a blank line somewhere below it; 0 if there is none.
    """
    line = len(window) - 1
    while line > 0 and not _is_blank(window[line]):
        line -= 1
    while line > 0 and _is_blank(window[line]):
        line -= 1
    return line


def _is_blank(line: str) -> bool:
    return not line.strip(" \t\r\n")


def _front_matter_end(lines: Sequence[str]) -> int:
    """Return the number of lines that the front matter of the document takes up, 0 if it has none."""
    fence = _fence(lines[0]) if lines else ""
    if fence not in _FRONT_MATTER_FENCES:
        return 0
    return next((end for end in range(1, len(lines)) if _fence(lines[end]) == fence), -1) + 1


def _front_matter_lines(markdown: Markdown) -> int:
    """Return the number of lines that the front matter of a document took up."""
    is_front_matter = markdown.parts and markdown.parts[0].block.kind is Kind.FRONT_MATTER
    return markdown.parts[0].lines if is_front_matter else 0


def _front_matter(lines: Sequence[str]) -> Part:
    """Return the front matter that ``lines`` are."""
    opening, *texts, _ = map(content, lines)
    text = verbatim(((line, 0, text) for line, text in enumerate(texts, 1)), (0, len(opening)))
    return Part(Block(Kind.FRONT_MATTER, 0, len(lines), marker=_fence(lines[0]), text=text), len(lines))


def _fence(line: str) -> str:
    return line.removeprefix(_BYTE_ORDER_MARK).rstrip()
