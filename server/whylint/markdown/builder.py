"""From the tokens of a top-level block to the block."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markdown_it.common.utils import mdTrim

from whylint.markdown.blocks import Block, Kind
from whylint.markdown.inline import Run, Source, raw_words, read_words, verbatim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from whylint.markdown.blocks import Inline
    from whylint.markdown.parser import Reading, References

_KINDS = {
    "heading_open": Kind.HEADING,
    "paragraph_open": Kind.PARAGRAPH,
    "bullet_list_open": Kind.LIST,
    "ordered_list_open": Kind.LIST,
    "list_item_open": Kind.ITEM,
    "blockquote_open": Kind.QUOTE,
    "table_open": Kind.TABLE,
    "tr_open": Kind.ROW,
    "th_open": Kind.CELL,
    "td_open": Kind.CELL,
    "fence": Kind.FENCE,
    "code_block": Kind.CODE,
    "hr": Kind.BREAK,
    "html_block": Kind.HTML,
    "definition": Kind.DEFINITION,
}

_CHECKBOX = re.compile(r"\[([ xX])\](?:\s+|$)")


def build_block(reading: Reading, lines: Sequence[str], references: References) -> Block:
    """Return the block of ``reading``, whose source, without terminators, is ``lines``."""
    if not reading.tokens:
        text = raw_words(_paragraph(lines, 0, [len(line) - len(line.lstrip("\ufeff \t")) for line in lines]))
        return Block(Kind.PARAGRAPH, 0, len(lines), text=text)
    return _Builder(reading, lines, references).build()


@dataclass(slots=True)
class _Open:
    """A block whose content is being read."""

    kind: Kind
    token: Token
    line: int
    end_line: int
    level: int
    checked: bool | None = None
    text: Inline | None = None
    children: list[Block] = field(default_factory=list)
    cells: Iterator[Source] | None = None

    def close(self) -> Block:
        return Block(
            self.kind,
            self.line,
            self.end_line,
            self.level,
            _marker(self.token),
            checked=self.checked,
            text=self.text,
            children=tuple(self.children),
        )


class _Builder:
    """Builds one top-level block."""

    def __init__(self, reading: Reading, lines: Sequence[str], references: References) -> None:
        self.tokens = reading.tokens
        self.base = reading.start
        self.lines = lines
        self.references = references
        self.open: list[_Open] = []
        self.lists = 0
        self.quotes = 0

    def build(self) -> Block:
        for token in self.tokens:
            if token.type == "inline":
                self._add_text(token)
            elif token.nesting > 0:
                self._enter(token)
            elif token.nesting == 0:
                block = self._leaf(token)
                if not self.open:
                    return block
                self.open[-1].children.append(block)
            elif self.open and self.open[-1].token.tag == token.tag:
                closed = self._leave()
                if not self.open:
                    return closed
                self.open[-1].children.append(closed)
        raise ValueError("a top-level block is not closed")

    def _enter(self, token: Token) -> None:
        kind = _KINDS.get(token.type)
        if kind is None:
            # The head and the body of a table are no blocks here.
            return
        if kind is Kind.CELL:
            line, end_line = self.open[-1].line, self.open[-1].end_line
        else:
            line, end_line = self._extent(token)
        level = 0
        if kind is Kind.HEADING:
            level = int(token.tag[1:])
        elif kind is Kind.LIST:
            self.lists += 1
        elif kind is Kind.QUOTE:
            self.quotes += 1
        elif kind is Kind.ROW:
            level = len(self.open[-1].children)
        if kind in (Kind.LIST, Kind.ITEM):
            level = self.lists - 1
            end_line = self._without_blank_end(line, end_line)
        self.open.append(_Open(kind, token, line, end_line, level))

    def _leave(self) -> Block:
        closed = self.open.pop()
        if closed.kind is Kind.LIST:
            self.lists -= 1
        elif closed.kind is Kind.QUOTE:
            self.quotes -= 1
        return closed.close()

    def _leaf(self, token: Token) -> Block:
        line, end_line = self._extent(token)
        kind = _KINDS[token.type]
        if kind is Kind.DEFINITION:
            return Block(kind, line, end_line, marker=token.meta["label"], info=token.meta["url"])
        if kind is Kind.BREAK:
            return Block(kind, line, end_line, marker=token.markup[0])
        first = line + 1 if kind is Kind.FENCE else line
        text = verbatim(self._verbatim_lines(token.content, first), (line, len(self.lines[line])))
        return Block(kind, line, end_line, marker=token.markup, info=token.info.strip(), text=text)

    def _add_text(self, token: Token) -> None:
        holder = self.open[-1]
        columns = token.meta["columns"]
        match holder.kind:
            case Kind.CELL:
                source = self._cell(columns[0])
            case Kind.HEADING if holder.token.markup.startswith("#"):
                source = self._atx_heading(token.content, holder.line, columns[0])
            case Kind.HEADING:
                source = _paragraph(self.lines, holder.line, columns[:-1])
            case _:
                source = self._without_checkbox(_paragraph(self.lines, holder.line, columns))
        holder.text = read_words(source, self.references)

    def _cell(self, column: int) -> Source:
        """Return the next cell of the row that is open, whose line begins at ``column``."""
        row = self.open[-2]
        if row.cells is None:
            row.cells = _cells(self.lines[row.line], row.line, column)
        return next(row.cells)

    def _atx_heading(self, content: str, line: int, column: int) -> Source:
        """Return the text of the heading whose first ``#`` stands at ``column``."""
        after = self.lines[line][column:].lstrip("#")
        start = len(self.lines[line]) - len(after)
        if content:
            start += after.index(content)
        return Source(content, [Run(0, line, start)])

    def _without_checkbox(self, source: Source) -> Source:
        """Return the text of a paragraph without a checkbox that begins it; its item takes note of that."""
        paragraph = self.open[-1]
        item = self.open[-2] if len(self.open) > 1 else None
        if item is None or item.kind is not Kind.ITEM or item.children or item.line != paragraph.line:
            return source
        checkbox = _CHECKBOX.match(source.text)
        if not checkbox:
            return source
        item.checked = checkbox[1] != " "
        return _from(source, checkbox.end())

    def _verbatim_lines(self, content: str, first: int) -> Iterator[tuple[int, int, str]]:
        """Yield number, column and text of the lines from ``first`` on of a block without markup."""
        for line, text in enumerate(content.removesuffix("\n").split("\n") if content else (), first):
            source = self.lines[line] if line < len(self.lines) else ""
            if not source.endswith(text):
                # A tab that is part indentation and part content was expanded to spaces.
                stripped = text.lstrip(" ")
                yield line, len(source) - len(stripped), stripped
            else:
                yield line, len(source) - len(text), text

    def _extent(self, token: Token) -> tuple[int, int]:
        assert token.map is not None
        return token.map[0] - self.base, token.map[1] - self.base

    def _without_blank_end(self, line: int, end_line: int) -> int:
        """Return where a list or an item ends without the blank lines below it, marked ones in a quote."""
        blank = " \t>" if self.quotes else " \t"
        while end_line > line + 1 and not self.lines[end_line - 1].strip(blank):
            end_line -= 1
        return end_line


def _marker(token: Token) -> str:
    """Return what marks the block in the source."""
    match token.type:
        case "list_item_open":
            return token.info + token.markup
        case "heading_open":
            return token.markup[0]
        case _:
            return token.markup


def _paragraph(lines: Sequence[str], first: int, columns: Sequence[int]) -> Source:
    """Return the text of the lines from ``first`` on, each from its column, without white space around it."""
    texts = [(line, column, lines[line][column:]) for line, column in enumerate(columns, first)]
    while len(texts) > 1 and not texts[0][2].strip():
        del texts[0]
    while len(texts) > 1 and not texts[-1][2].strip():
        del texts[-1]
    line, column, text = texts[0]
    stripped = text.lstrip()
    texts[0] = line, column + len(text) - len(stripped), stripped
    runs = []
    offset = 0
    for line, column, text in texts:
        runs.append(Run(offset, line, column))
        offset += len(text) + 1
    return Source("\n".join(text for _, _, text in texts).rstrip(), runs)


def _cells(source: str, line: int, column: int) -> Iterator[Source]:
    r"""Yield the cells of a table row that begins at ``column``, then empty ones without end.

    ``\|`` is a pipe of the text, whatever stands around it.
    """
    row = mdTrim(source[column:])
    column = source.index(row, column)
    pipes = [match.start() for match in re.finditer(r"(?<!\\)\|", row)]
    starts = [0, *(pipe + 1 for pipe in pipes)]
    ends = [*pipes, len(row)]
    if ends[0] == 0:
        del starts[0], ends[0]
    if starts and starts[-1] == len(row):
        del starts[-1], ends[-1]
    for start, end in zip(starts, ends, strict=True):
        cell = row[start:end]
        stripped = mdTrim(cell)
        runs = []
        texts = []
        offset = 0
        at = column + start + cell.index(stripped)
        pieces = re.split(r"\\(?=\|)", stripped)
        for piece in pieces:
            runs.append(Run(offset, line, at))
            texts.append(piece)
            offset += len(piece)
            at += len(piece) + 1
        yield Source("".join(texts), runs)
    while True:
        yield Source("", [Run(0, line, column + len(row))])


def _from(source: Source, offset: int) -> Source:
    """Return ``source`` without its first ``offset`` characters."""
    runs = [
        Run(max(0, run.start - offset), run.line, run.column + max(0, offset - run.start))
        for index, run in enumerate(source.runs)
        if index + 1 == len(source.runs) or source.runs[index + 1].start > offset
    ]
    return Source(source.text[offset:], runs)
