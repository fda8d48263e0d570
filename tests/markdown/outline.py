"""Documents of the tests' own, and blocks written out so that they can be compared and read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whylint.markdown.document import parse, walk
from whylint.text.lines import split_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.markdown.blocks import Block, Inline
    from whylint.markdown.document import Markdown


def read(text: str) -> Markdown:
    return parse(split_lines(text))


def dump(block: Block) -> tuple[Any, ...]:
    """Return all that a block says, for comparison."""
    return (
        block.kind,
        block.line,
        block.end_line,
        block.level,
        block.marker,
        block.info,
        block.checked,
        block.text,
        tuple(map(dump, block.children)),
    )


def outline(markdown: Markdown) -> list[str]:
    """Return a line for each block, indented by its depth: where it stands and what it says."""
    return [line for start, block in walk(markdown) for line in _outline(start, block, "")]


def _outline(start: int, block: Block, indent: str) -> Iterator[str]:
    said = [
        f"{block.kind} {start + block.line}-{start + block.end_line}",
        f"level={block.level}" if block.level else "",
        block.marker,
        "" if block.checked is None else f"checked={block.checked}",
        block.info,
        repr(block.text.plain) if block.text else "",
    ]
    yield indent + " ".join(filter(None, said))
    for child in block.children:
        yield from _outline(start, child, indent + "  ")


def texts(markdown: Markdown) -> Iterator[tuple[int, Inline]]:
    """Yield all words of a document, with the line that their positions count from."""
    for start, top in walk(markdown):
        pending = [top]
        while pending:
            block = pending.pop()
            pending += block.children
            if block.text:
                yield start, block.text
