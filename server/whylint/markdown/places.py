"""Which blocks a line stands in."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from whylint.markdown.blocks import Block, Kind
    from whylint.markdown.document import Markdown


class PlacedBlock(NamedTuple):
    """A block with its absolute lines; the end is exclusive."""

    block: Block
    line: int
    end_line: int

    @property
    def kind(self) -> Kind:
        """The kind of the block."""
        return self.block.kind


def blocks_at(markdown: Markdown, line: int) -> list[PlacedBlock]:
    """Return the blocks that a line stands in, outermost first; none where no block reaches it."""
    at = bisect_right(markdown.starts, line) - 1
    if at < 0:
        return []
    shift = markdown.starts[at]
    found: list[PlacedBlock] = []
    blocks: tuple[Block, ...] = (markdown.parts[at].block,)
    while True:
        inner = next((b for b in blocks if shift + b.line <= line < shift + b.end_line), None)
        if inner is None:
            return found
        found.append(PlacedBlock(inner, shift + inner.line, shift + inner.end_line))
        blocks = inner.children


def block_before(markdown: Markdown, line: int) -> PlacedBlock | None:
    """Return the last top-level block that ends at or above a line."""
    at = bisect_right(markdown.starts, line) - 1
    while at >= 0:
        shift, block = markdown.starts[at], markdown.parts[at].block
        if shift + block.end_line <= line:
            return PlacedBlock(block, shift + block.line, shift + block.end_line)
        at -= 1
    return None
