"""The one Markdown parser: markdown-it as it is configured here, and the places it does not record by itself.

What is read: CommonMark, tables, strikethrough, HTML, and reference definitions as blocks of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping, Sequence

    from markdown_it.token import Token


# How deeply blocks may be nested (a list and its item count twice), and markup within a text.
_DEEPEST = 100


class Reading(NamedTuple):
    """A top-level block as read: its lines ``start`` to ``end``, and its tokens, whose maps count likewise.

    A text that could not be read has no tokens; it reaches to the end of the paragraph at fault.
    """

    start: int
    end: int
    tokens: list[Token]


def read_blocks(lines: Sequence[str], skip: int = 0) -> Iterator[Reading]:
    """Yield the top-level blocks of ``lines``, which have no terminators, one after the other.

    The first ``skip`` characters are not part of the text. The inline tokens of a block are not parsed; their
    ``meta["columns"]`` say where on each line its content begins, after markers and indentation.
    """
    state = _BlockState("\n".join(lines)[skip:], skip)
    line = state.skipEmptyLines(0)
    while line < state.lineMax:
        end = _read_block(state, line)
        if end is None:
            end = max(line + 1, state.line)
            state.reset()
            while end < state.lineMax and not state.isEmpty(end):
                end += 1
            yield Reading(line, end, [])
        else:
            yield Reading(line, end, state.tokens)
        line = state.skipEmptyLines(end)


def read_inline(text: str, references: References) -> list[Token]:
    """Return the inline tokens of ``text``; each token's ``map`` begins with its offset in ``text``."""
    return MARKDOWN.inline.parse(text, MARKDOWN, {"references": references}, [])


class References:
    """The reference definitions of a document, as markdown-it asks for them; it remembers what was asked."""

    def __init__(self, targets: dict[str, str]) -> None:
        self.targets = targets
        self.asked: set[str] = set()

    def get(self, label: str, _default: None = None) -> dict[str, str] | None:
        """Return the definition of the normalised ``label``, if there is one."""
        self.asked.add(label)
        target = self.targets.get(label)
        return None if target is None else {"href": target, "title": ""}


def _read_block(state: _BlockState, line: int) -> int | None:
    """Read the block that begins at ``line`` into ``state``; return where it ends, None if it cannot be."""
    state.tokens = []
    state.line = line
    try:
        any(rule(state, line, state.lineMax, False) for rule in MARKDOWN.block.ruler.getRules(""))
    except Exception:  # Whatever the library trips over, the text around it must still be read.
        return None
    return state.line if state.line > line else None


class _BlockState(StateBlock):
    """Adds to each inline token the columns where its lines begin, which only this state knows."""

    def __init__(self, src: str, skipped: int) -> None:
        super().__init__(src, MARKDOWN, {}, [])
        self.line_starts = [-skipped, *self.bMarks[1:]]
        self.marks = [
            marks.copy() for marks in (self.bMarks, self.eMarks, self.tShift, self.sCount, self.bsCount)
        ]

    def reset(self) -> None:
        """Forget whatever a block has left half done."""
        self.bMarks, self.eMarks, self.tShift, self.sCount, self.bsCount = (
            marks.copy() for marks in self.marks
        )
        self.lineMax = len(self.bMarks) - 1
        self.level = self.blkIndent = 0
        self.listIndent = -1
        self.parentType = "root"

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        if self.level >= _DEEPEST:
            # The library would drop what is nested deeper, and with a list the rest of the document.
            raise RecursionError("blocks are nested too deeply")
        if ttype == "inline":
            first, end = next(around.map for around in reversed(self.tokens) if around.map)
            token.meta["columns"] = [
                self.bMarks[line] + self.tShift[line] - self.line_starts[line] for line in range(first, end)
            ]
        return token


class _InlineState(StateInline):
    """Stamps each token with the offset at which it stands."""

    def __init__(self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.pending_start = 0

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self.pending_start = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 (the library's name)
        token = super().pushPending()
        token.map = [self.pending_start]
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        offset = self.pos
        if ttype == "text" and len(self.tokens) > 1:
            previous = self.tokens[-2]
            if previous.type == "text" and previous.map:
                # The characters of one run of ``***`` are pushed from the place where the run begins.
                offset = max(offset, previous.map[0] + len(previous.content))
            elif previous.type == "link_open" and previous.info == "auto":
                # The address of an autolink stands behind the ``<``.
                offset += 1
        token.map = [offset]
        return token


class _Inline(ParserInline):
    """The library's inline parser on a state that stamps offsets."""

    def parse(
        self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]
    ) -> list[Token]:
        state = _InlineState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class _Markdown(MarkdownIt):
    """The library's parser with link targets left as they are written."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 (the library's name)
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 (the library's name)
        return link


def _configured() -> MarkdownIt:
    markdown = _Markdown("commonmark", {"html": True, "maxNesting": _DEEPEST, "inline_definitions": True})
    markdown.enable(["table", "strikethrough"])
    active = markdown.get_active_rules()
    markdown.inline = _Inline()
    markdown.inline.ruler.enableOnly(active["inline"])
    # Fragments stay apart: each keeps the offset at which it stands.
    markdown.inline.ruler2.enableOnly([rule for rule in active["inline2"] if rule != "fragments_join"])
    return markdown


MARKDOWN = _configured()
