"""A document as a sequence of units: headings, labels, items, paragraphs, table rows and lines of readable fences.

A unit is the smallest piece of a document that can be a criterion, introduce criteria, or state something. The units
of a block depend on that block alone, so that they are read once and kept while the block stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from whylint.lexicon.phrases import word_count
from whylint.markdown.blocks import Block, Inline, Kind
from whylint.spec.forms import is_ears_line, is_step_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.text.position import Span

# A line of a paragraph that begins one of these is a unit of its own: an id, or a bold lead.
ID_LINE = re.compile(
    r"\s*[\[(]?(?:[A-Z]{1,6}[-_ ]?)?\d+(?:\.\d+)*[\])]?\s*(?:[:.)—–-]\s+|[：、．]\s*)\S"
    r"|\s*/[A-Z]{1,3}\d+/\s|\s*[A-Z]{2,6}[-_]?\d+(?:[.-]\d+)*\b|\s*\d+(?:\.\d+)+\s+[A-ZÀ-ÞА-Я]"
)
LABEL_LINE = re.compile(r"\s*[^\s:：.,]+(?:\s+[^\s:：.,]+){0,4}[:：]\s*$")
GHERKIN_FENCES = frozenset({"gherkin", "cucumber", "feature"})
READABLE_FENCES = frozenset({"", "text", "txt", "markdown", "md"})  # where they hold part of a spec
FENCED_SPEC = re.compile(
    r"^\s*(?:Feature|Scenario(?: Outline)?|Given|As an? )\b", re.MULTILINE | re.IGNORECASE
)
YAML_FENCES = frozenset({"yaml", "yml"})
YAML_KEY = re.compile(r"(?P<indent>[ ]*)(?P<key>[\w-]+)[ ]*:[ ]*(?P<value>.*)$")
YAML_ENTRY = re.compile(r"(?P<indent>[ ]*)-[ ]+(?P<quote>[\"']?)(?=\S)")
JIRA_MARKER = "h."
# Jira's headings, as they are pasted into Markdown.
JIRA_HEADING = re.compile(r"h(?P<level>[1-6])\.[ ]+(?=\S)")
# The items of lists that are none in Markdown: Jira's ticks, and bullets of other programs.
PASTED_ITEM = re.compile(r"(?:\((?:/|x|!|\?)\)|[—–])[ ]+(?=\S)|[•‣●・][ ]*(?=\S)")
FOLDED = re.compile(r"<summary>(?:\s|<[^<>]*>)*(?P<summary>[^<>]*[^<>\s])|</details>", re.IGNORECASE)
EMPTY = Inline("", ())
COLON = re.compile(r"[:：]")
LEAD = re.compile(r"\s*[:：—–]|\s+[-]\s")


class UnitKind(StrEnum):
    """What a unit is in the flow of the document."""

    HEADING = "heading"
    LABEL = "label"
    ITEM = "item"
    TEXT = "text"
    ROW = "row"
    CODE = "code"
    BREAK = "break"


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A piece of a document: its lines relative to its top-level block, and its words as a range of an inline text.

    level: of a heading 1 to 6; of a row 0 for the header. depth: how deep in lists it stands: the outermost items,
    and what stands in no list, 0. lead: how many characters of ``text`` are a bold or plain lead-in ("Why this
    priority:"), with whatever separates it from the rest; nested: whether an item has items of its own below it;
    fenced: whether it stands in a fence; quoted: whether in a block quote.
    """

    kind: UnitKind
    line: int
    end_line: int
    inline: Inline
    start: int
    end: int
    level: int = 0
    depth: int = 0
    marker: str = ""
    checked: bool | None = None
    lead: int = 0
    bold: bool = False
    nested: bool = False
    fenced: bool = False
    quoted: bool = False
    cells: tuple[Unit, ...] = ()
    info: str = ""

    @property
    def text(self) -> str:
        """The words of the unit without their markup."""
        return self.inline.plain[self.start : self.end]

    @property
    def label(self) -> str:
        """The words of the lead-in, without what separates it from the rest."""
        return self.text[: self.lead].strip().rstrip(":：—–- ").strip()

    @property
    def rest(self) -> str:
        """The words after the lead-in."""
        return self.text[self.lead :].strip()

    def span(self, start: int, end: int) -> Span:
        """Return the span of a range of ``text``, relative to the top-level block."""
        return self.inline.span(self.start + start, self.start + end)


class Placed(NamedTuple):
    """A unit with the absolute line on which its top-level block begins."""

    shift: int
    unit: Unit

    @property
    def line(self) -> int:
        """The absolute first line of the unit."""
        return self.shift + self.unit.line

    @property
    def end_line(self) -> int:
        """The absolute line after the unit."""
        return self.shift + self.unit.end_line

    def moved(self, lines: int) -> Placed:
        """Return the same, ``lines`` further down."""
        return self._replace(shift=self.shift + lines)

    def span(self, start: int, end: int) -> Span:
        """Return the absolute span of a range of the unit's text."""
        return self.unit.span(start, end).shifted(self.shift)

    @property
    def words(self) -> Span:
        """The absolute span of all its words."""
        text = self.unit.text
        return self.span(len(text) - len(text.lstrip()), len(text.rstrip()))


# What was read of a block lives as long as the block does.
_units_by_block: WeakKeyDictionary[Block, tuple[Unit, ...]] = WeakKeyDictionary()


def units_of(block: Block) -> tuple[Unit, ...]:
    """Return the units of a top-level block, in order."""
    units = _units_by_block.get(block)
    if units is None:
        units = _units_by_block[block] = tuple(_units(block, quoted=False))
    return units


def _units(block: Block, *, quoted: bool) -> Iterator[Unit]:
    match block.kind:
        case Kind.HEADING if block.text is not None:
            yield _whole(block, UnitKind.HEADING, quoted=quoted, level=block.level)
        case Kind.PARAGRAPH if block.text is not None:
            yield from _lines(block, quoted=quoted)
        case Kind.LIST:
            for item in block.children:
                yield from _item(item, quoted=quoted)
        case Kind.QUOTE:
            for child in block.children:
                yield from _units(child, quoted=True)
        case Kind.TABLE:
            for row in block.children:
                yield _row(row, quoted=quoted)
        case Kind.FENCE if block.text is not None:
            yield from _fence(block)
        case Kind.HTML if block.text is not None:
            yield from _html(block.text)
        case Kind.BREAK:
            yield Unit(UnitKind.BREAK, block.line, block.end_line, EMPTY, 0, 0)
        case Kind.CODE if block.text is not None:
            yield _whole(block, UnitKind.CODE, quoted=quoted)


def _whole(block: Block, kind: UnitKind, *, quoted: bool, level: int = 0) -> Unit:
    assert block.text is not None
    text = block.text.plain
    return Unit(
        kind, block.line, block.end_line, block.text, 0, len(text), level=level, quoted=quoted,
        lead=_lead(block.text, 0, len(text))[0], info=block.info,
    )  # fmt: skip


def _item(item: Block, *, quoted: bool) -> Iterator[Unit]:
    """Yield the beginning of an item as an item, and whatever else it holds below that."""
    children = list(item.children)
    nested = any(child.kind is Kind.LIST for child in children)
    if children and children[0].kind is Kind.PARAGRAPH and children[0].text is not None:
        first, *more = _lines(children.pop(0), quoted=quoted)
        yield replace(
            first,
            kind=UnitKind.ITEM,
            line=item.line,
            depth=item.level,
            marker=item.marker,
            checked=item.checked,
            nested=nested,
        )
        for unit in more:
            yield replace(unit, depth=item.level if unit.kind is UnitKind.ITEM else item.level + 1)
    for child in children:
        for unit in _units(child, quoted=quoted):
            yield unit if child.kind is Kind.LIST else replace(unit, depth=item.level + 1)


def _lines(block: Block, *, quoted: bool) -> Iterator[Unit]:
    """Yield a paragraph's pieces: it is cut before lines that begin with a bold lead, a keyword or an id."""
    inline = block.text
    assert inline is not None
    plain = inline.plain
    bold_starts = {start for start, _ in inline.strong}
    cuts = [0]
    at = plain.find("\n") + 1
    while at:
        end = plain.find("\n", at)
        line = plain[at : end if end >= 0 else len(plain)]
        indent = len(line) - len(line.lstrip())
        bold_lead = at + indent in bold_starts and _lead(inline, at, len(plain))[0] > 0
        pasted = JIRA_HEADING.match(plain, cuts[-1]) or JIRA_HEADING.match(line) or PASTED_ITEM.match(line)
        begins = is_step_line(line) or is_ears_line(line) or ID_LINE.match(line) or LABEL_LINE.match(line)
        if bold_lead or pasted or begins:
            cuts.append(at)
        at = plain.find("\n", at) + 1
    cuts.append(len(plain))
    for start, end in pairwise(cuts):
        stop = end - 1 if end < len(plain) and plain[end - 1] == "\n" else end
        first, last = inline.position(start).line, inline.position(max(start, stop - 1)).line + 1
        if heading := JIRA_HEADING.match(plain, start):
            level = int(heading["level"])
            yield Unit(
                UnitKind.HEADING, first, last, inline, heading.end(), stop, level=level, marker=JIRA_MARKER
            )
            continue
        if item := PASTED_ITEM.match(plain, start):
            yield Unit(UnitKind.ITEM, first, last, inline, item.end(), stop, marker=item[0].strip())
            continue
        lead, bold = _lead(inline, start, stop)
        yield Unit(
            UnitKind.TEXT, first, last, inline, start, stop, lead=lead, bold=bold, quoted=quoted,
        )  # fmt: skip


def _lead(inline: Inline, start: int, end: int) -> tuple[int, bool]:
    """Return how many characters of a piece are its lead-in, and whether that is set in bold.

    A bold lead ends in a colon or dash, inside or behind the bold, or is all there is. A plain one is a
    few words with a colon.
    """
    text = inline.plain[start:end]
    offset = len(text) - len(text.lstrip())
    for first, last in inline.strong:
        if first - start == offset and last <= end:
            bold = inline.plain[first:last].rstrip()
            after = inline.plain[last:end]
            ends_line = after.lstrip(" ").startswith("\n")
            if not after.strip() or ends_line or bold.endswith((":", "：")):
                separator = len(after) - len(after.lstrip(" :：\n"))
                return last - start + (separator if after.strip() else len(after)), True
            found = LEAD.match(after)
            if found:
                return last - start + found.end(), True
            return 0, True
    colon = COLON.search(text)
    head, tail = (text[: colon.start()], text[colon.end() :]) if colon else (text, "")
    if (
        colon
        and "\n" not in head.strip()
        and word_count(head) <= 7
        and len(head) <= 80
        and not tail.startswith("//")
    ):
        return len(head) + 1 + (len(tail) - len(tail.lstrip(" "))), False
    return 0, False


def _row(row: Block, *, quoted: bool) -> Unit:
    cells = tuple(
        Unit(UnitKind.TEXT, cell.line, cell.end_line, cell.text, 0, len(cell.text.plain), quoted=quoted)
        for cell in row.children
        if cell.text is not None
    )
    widest = max(cells, key=lambda cell: len(cell.text), default=None)
    inline = widest.inline if widest else EMPTY
    return Unit(
        UnitKind.ROW,
        row.line,
        row.end_line,
        inline,
        0,
        len(inline.plain),
        level=row.level,
        cells=cells,
        quoted=quoted,
    )


def _html(inline: Inline) -> Iterator[Unit]:
    """Yield the summary of a part that can be unfolded, as a label, and a break where such a part ends."""
    if inline.plain.startswith("<!--"):
        return
    for found in FOLDED.finditer(inline.plain):
        start, end = found.span("summary") if found["summary"] else (found.start(), found.start())
        line = inline.position(start).line
        kind = UnitKind.LABEL if found["summary"] else UnitKind.BREAK
        yield Unit(kind, line, line + 1, inline, start, end)


def _fence(block: Block) -> Iterator[Unit]:
    """Yield the lines of a fence that holds part of a spec, or the fence as code."""
    inline = block.text
    assert inline is not None
    info = block.info.split()[0].casefold() if block.info.split() else ""
    if info in YAML_FENCES and _has_criteria_key(inline.plain):
        yield from _yaml_units(inline)
        return
    holds_spec = info in GHERKIN_FENCES or (
        info in READABLE_FENCES and FENCED_SPEC.search(inline.plain) is not None
    )
    if not holds_spec:
        yield _whole(block, UnitKind.CODE, quoted=False)
        return
    at = 0
    for line in inline.plain.split("\n"):
        if line.strip():
            number = inline.position(at).line
            yield Unit(
                UnitKind.TEXT, number, number + 1, inline, at, at + len(line), fenced=True,
                lead=_lead(inline, at, at + len(line))[0],
            )  # fmt: skip
        at += len(line) + 1


def _has_criteria_key(text: str) -> bool:
    return any(_is_criteria_key(found) for found in map(YAML_KEY.match, text.split("\n")))


def _is_criteria_key(found: re.Match[str] | None) -> bool:
    return found is not None and not found["value"].strip() and "acceptance" in found["key"].casefold()


def _yaml_units(inline: Inline) -> Iterator[Unit]:
    """Yield the fields of a story that is written in YAML: what each says, and its criteria as items below a label."""
    entry: list[int] = []  # where the entry of a list of criteria begins and ends that is being read
    list_indent: int | None = None  # how far in the entries of that list stand: -1 until its first is met
    at = 0
    for line in inline.plain.split("\n"):
        start, at = at, at + len(line) + 1
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        indent = len(line) - len(line.lstrip())
        begins = YAML_ENTRY.match(line)
        if list_indent is not None:
            if begins and list_indent in (-1, indent):
                if entry:
                    yield _yaml_item(inline, *entry)
                list_indent = indent
                entry = [start + begins.end(), start + len(line)]
                continue
            if entry and indent > list_indent:
                entry[1] = start + len(line)
                continue
            if entry:
                yield _yaml_item(inline, *entry)
            entry, list_indent = [], None
            yield _yaml_unit(UnitKind.BREAK, inline, start, start)
        found = YAML_KEY.match(line)
        if _is_criteria_key(found):
            assert found is not None
            list_indent = -1
            yield _yaml_unit(UnitKind.LABEL, inline, start + found.start("key"), start + found.end("key"))
        elif found and not found["indent"] and found["value"].strip("|> "):
            yield _yaml_unit(UnitKind.TEXT, inline, start, start + len(line))
    if entry:
        yield _yaml_item(inline, *entry)
    yield _yaml_unit(UnitKind.BREAK, inline, len(inline.plain), len(inline.plain))


def _yaml_item(inline: Inline, start: int, end: int) -> Unit:
    text = inline.plain[start:end].rstrip()
    closed = len(text) - 1 if text.endswith(("'", '"')) and inline.plain[start - 1] == text[-1] else len(text)
    return _yaml_unit(UnitKind.ITEM, inline, start, start + closed)


def _yaml_unit(kind: UnitKind, inline: Inline, start: int, end: int) -> Unit:
    first, last = inline.position(start).line, inline.position(max(start, end - 1)).line
    marker = "-" if kind is UnitKind.ITEM else ""
    return Unit(kind, first, last + 1, inline, start, end, marker=marker, fenced=True)
