"""Where in a document something goes that belongs to a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from whylint.markdown.blocks import Kind
from whylint.markdown.places import PlacedBlock, blocks_at
from whylint.spec.model import GroupFormat
from whylint.text.lines import content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whylint.engine import Analysis
    from whylint.rules.finding import Finding
    from whylint.spec.model import Criterion

TAB = 4  # columns
CONTAINERS = (Kind.ITEM, Kind.QUOTE)
WHOLE = (Kind.TABLE, Kind.FENCE, Kind.LIST, Kind.HEADING, Kind.HTML, Kind.CODE)


class Place(NamedTuple):
    """A place below something.

    after: the zero-based line it is below. prefix: what a line there begins with, to belong to the same list item.
    apart: whether blank lines set it off. shared: whether something else stands above it that could be meant as well.
    """

    after: int
    prefix: str
    apart: bool
    shared: bool


def below(analysis: Analysis, finding: Finding) -> Place:
    """Return the place below what a finding is about: its criterion, its item, its heading, its paragraph."""
    line = finding.span.start.line
    held = None if finding.rule == "missing-user-problem" else analysis.criterion_at(line)
    if held is None:
        return _below_line(analysis, line, with_children=finding.rule != "missing-user-problem")
    group, criterion = held
    if finding.rule == "vague-error-handling" and group.format not in (
        GroupFormat.SCENARIO,
        GroupFormat.GIVEN_WHEN_THEN,
        GroupFormat.GHERKIN,
    ):
        return _below_line(analysis, line, with_children=True)
    return _below_criterion(analysis, criterion)


class Extent(NamedTuple):
    """Where a criterion ends: the kind of block that it is, or stands in, and its last line with text.

    goes_on: whether further lines of the same paragraph stand below.
    """

    kind: Kind
    last: int
    goes_on: bool


def extent_of(analysis: Analysis, criterion: Criterion) -> Extent:
    """Return where a criterion ends in the source."""
    lines = analysis.lines
    last = min(criterion.end_line, len(lines)) - 1
    while last > criterion.line and not content(lines[last]).strip(" \t>"):
        last -= 1
    path = blocks_at(analysis.markdown, last)
    own = [each for each in path if each.kind is Kind.ITEM and each.line >= criterion.line]
    if own and criterion.marker:
        return Extent(Kind.ITEM, _end(lines, own[0]), goes_on=False)
    for kind in (Kind.TABLE, Kind.FENCE):
        if any(each.kind is kind for each in path):
            return Extent(kind, last, goes_on=False)
    whole = next((each for each in path if each.kind is Kind.LIST and each.line >= criterion.line), path[-1])
    return Extent(
        whole.kind,
        max(last, _end(lines, whole)) if whole.kind is Kind.LIST else last,
        goes_on=whole.kind is Kind.PARAGRAPH and whole.end_line > last + 1,
    )


def _below_criterion(analysis: Analysis, criterion: Criterion) -> Place:
    lines = analysis.lines
    last = min(criterion.end_line, len(lines)) - 1
    while last > criterion.line and not content(lines[last]).strip():
        last -= 1
    path = blocks_at(analysis.markdown, last)
    own = [each for each in path if each.kind is Kind.ITEM and each.line >= criterion.line]
    if own and criterion.marker:
        return Place(_end(lines, own[0]), item_prefix(lines, own[0]), apart=False, shared=False)
    around = [each for each in path if each.kind in CONTAINERS and each.line < criterion.line]
    prefix = _prefix(lines, around[-1]) if around else ""
    block = path[path.index(around[-1]) + 1] if around else path[0]
    after = _end(lines, block) if block.kind in WHOLE else last
    shared = block.kind in (Kind.TABLE, Kind.FENCE) or any(each.kind is Kind.ITEM for each in around)
    return Place(after, prefix, apart=True, shared=shared)


def _below_line(analysis: Analysis, line: int, *, with_children: bool) -> Place:
    """Return the place below the innermost item, heading, table or paragraph on a line."""
    lines = analysis.lines
    path = blocks_at(analysis.markdown, line)
    around = [at for at, each in enumerate(path) if each.kind in CONTAINERS]
    if not path:
        return Place(line, "", apart=True, shared=False)
    if not around:
        shared = path[0].kind in (Kind.TABLE, Kind.FENCE)
        return Place(_end(lines, path[0]), "", apart=True, shared=shared)
    container = path[around[-1]]
    inner = path[around[-1] + 1] if around[-1] + 1 < len(path) else container
    item = container.kind is Kind.ITEM
    end = container if item and with_children else inner
    return Place(_end(lines, end), _prefix(lines, container), apart=not item, shared=False)


def _end(lines: Sequence[str], block: PlacedBlock) -> int:
    """Return the last line of a block that is not blank."""
    last = min(block.end_line, len(lines)) - 1
    while last > block.line and not content(lines[last]).strip(" \t>"):
        last -= 1
    return last


def _prefix(lines: Sequence[str], container: PlacedBlock) -> str:
    """Return what a line begins with that belongs to an item or a quote."""
    if container.kind is Kind.ITEM:
        return item_prefix(lines, container)
    text = content(lines[container.line])
    return text[: len(text) - len(text.lstrip(" \t>"))]


def item_prefix(lines: Sequence[str], item: PlacedBlock) -> str:
    """Return what a line begins with that belongs to a list item: it stands as far in as the item's own words."""
    before, _, after = content(lines[item.line]).partition(item.block.marker)
    white = after[: len(after) - len(after.lstrip(" \t"))]
    column = _columns(before)
    if white == after or _columns(white, column + len(item.block.marker)) - column > TAB + len(
        item.block.marker
    ):
        white = " "
    end = _columns(white, column + len(item.block.marker))
    if "\t" in white and end % TAB == 0:
        return before + "\t" * (end // TAB - column // TAB)
    return before + " " * (end - column)


def _columns(text: str, start: int = 0) -> int:
    """Return the column behind a text that begins at a column, tabs counted as Markdown does."""
    for character in text:
        start += TAB - start % TAB if character == "\t" else 1
    return start
