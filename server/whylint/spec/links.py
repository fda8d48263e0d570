"""Links of a document to other documents and to its own headings, as Markdown writes them or as a bare path."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from whylint.markdown.blocks import Kind
from whylint.markdown.document import walk
from whylint.text.lines import content
from whylint.text.position import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whylint.markdown.blocks import Block
    from whylint.markdown.document import Markdown

# A path to a Markdown file that nobody made a link of: "Problem: see ../problem.md#who".
BARE = re.compile(
    r"(?<![\w(<\[/.%-])(?:\.{0,2}/)?(?:[\w.%-]+/)*[\w.%-]+\.(?:md|markdown)(?:#[\w%-]+)?(?![\w/(])"
)
PLACE_WITH_ID = re.compile(r"""(?:\b(?:id|name)=["']?|\{#)([\w.-]+)""")
NOT_IN_A_SLUG = re.compile(r"[^\w\- ]")


class Link(NamedTuple):
    """The words ``span`` lead to ``target``: a relative address, with its fragment behind ``#``."""

    span: Span
    target: str


def links_at(markdown: Markdown, lines: Sequence[str], line: int) -> Iterator[Link]:
    """Yield the links in the block that stands on a line: those that Markdown shows as such, and bare paths there."""
    at = bisect_right(markdown.starts, line) - 1
    if at >= 0:
        for each in _within(markdown.parts[at].block):
            if each.text is not None:
                for link in each.text.links:
                    span = each.text.span(link.start, link.end).shifted(markdown.starts[at])
                    yield Link(span, link.target)
    yield from _bare_paths_on(lines, line)


def bare_paths(lines: Sequence[str]) -> Iterator[Link]:
    """Yield the paths to Markdown files that stand in the text as they are, in order."""
    for number in range(len(lines)):
        yield from _bare_paths_on(lines, number)


def _bare_paths_on(lines: Sequence[str], number: int) -> Iterator[Link]:
    if ".m" in lines[number]:
        for found in BARE.finditer(content(lines[number])):
            yield Link(Span.on_line(number, found.start(), found.end()), found[0])


def heading(markdown: Markdown, fragment: str) -> Span | None:
    """Return the words of the heading that a fragment leads to, by the names that GitHub gives to headings."""
    return next((span for name, span in _headings(markdown) if name == fragment.lower()), None)


def fragments(markdown: Markdown, lines: Sequence[str]) -> Iterator[str]:
    """Yield what may follow ``#`` in an address of a document, in lower case: its headings, and places with an id."""
    for name, _ in _headings(markdown):
        yield name
    for line in lines:
        if "id=" in line or "name=" in line or "{#" in line:
            yield from (found[1].lower() for found in PLACE_WITH_ID.finditer(line))


def _headings(markdown: Markdown) -> Iterator[tuple[str, Span]]:
    seen: dict[str, int] = {}
    for shift, block in walk(markdown):
        if block.kind is Kind.HEADING and block.text is not None:
            slug = NOT_IN_A_SLUG.sub("", block.text.plain.strip().lower()).replace(" ", "-")
            count = seen.get(slug, 0)
            seen[slug] = count + 1
            span = block.text.span(0, len(block.text.plain)).shifted(shift)
            yield f"{slug}-{count}" if count else slug, span


def _within(block: Block) -> Iterator[Block]:
    yield block
    for child in block.children:
        yield from _within(child)
