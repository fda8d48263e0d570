"""The questions that a fix wrote into a document: what each is about, and whether somebody has answered it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from whylint.lexicon.blanks import has_blank
from whylint.markdown.blocks import Kind
from whylint.markdown.places import block_before, blocks_at
from whylint.spec.model import OpenQuestion, Passage, QuestionKind
from whylint.spec.remarks import FENCED_MARK, MARK
from whylint.text.lines import content
from whylint.text.position import Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whylint.markdown.document import Markdown
    from whylint.spec.criteria import Draft, DraftGroup
    from whylint.spec.remarks import Mark

INDENT = re.compile(r"[\s>]*")
TITLE = re.compile(r"\*\*.+?\*\*")
# The words that a question is about, as it quotes them in front: “uploads a receipt”: …
NAMED = re.compile(r"\s*“(?P<names>.+?)(?: …)?”(?:\s*\([^()]*\))?\s*[:：]")
QUOTATION = re.compile(r"[“„«‘「]\s*(?P<names>.+?)(?: …)?\s*[”“»’」]")
# Between what an answer contains, and between the name of each part and its value.
PART = re.compile(r"\s*·\s*|\n")
VALUE = re.compile(r"[:：]")
NO_ANSWER = re.compile(r"[\s?？.…\-–—_*]*|\W*(?:tbd|tba|tbc|todo|n/?a)\W*", re.IGNORECASE)


def asked_questions(
    marks: Iterable[Mark], groups: Iterable[DraftGroup], markdown: Markdown, lines: Sequence[str]
) -> tuple[OpenQuestion, ...]:
    """Return the questions that stand where the marks are."""
    places = _Places(list(marks), list(groups), markdown, lines)
    return tuple(map(places.question, places.marks))


class _Places:
    """Finds what the questions of one document are about."""

    def __init__(
        self, marks: Sequence[Mark], groups: Sequence[DraftGroup], markdown: Markdown, lines: Sequence[str]
    ) -> None:
        self.marks = marks
        self._markdown = markdown
        self._lines = lines
        self._drafts = sorted((d for group in groups for d in group.drafts), key=lambda draft: draft.line)
        self._starts = [draft.line for draft in self._drafts]
        self._groups = {id(draft): group for group in groups for draft in group.drafts}
        self._marked = frozenset(mark.line for mark in marks)
        self._stubs = {mark: draft for mark in marks if (draft := self._criterion(mark)) is not None}
        self._open = frozenset(map(id, self._stubs.values()))

    def question(self, mark: Mark) -> OpenQuestion:
        if self._is_quoted(mark):
            return self._quote(mark)
        stub = self._stubs.get(mark)
        return self._entry(mark) if stub is None else self._stub(mark, stub)

    def _is_quoted(self, mark: Mark) -> bool:
        """Tell whether a mark stands in a block quote of its own, not in a list of a document that is quoted."""
        containers = [
            each.kind for each in blocks_at(self._markdown, mark.line) if each.kind in (Kind.ITEM, Kind.QUOTE)
        ]
        return bool(containers) and containers[-1] is Kind.QUOTE

    def _quote(self, mark: Mark) -> OpenQuestion:
        """Read a question in a block quote: it is about what it stands below."""
        paragraph = blocks_at(self._markdown, mark.line)[-1]
        lines = range(mark.line + 1, paragraph.end_line)
        passage = self._passage(
            mark.line, next((line for line in lines if line in self._marked), paragraph.end_line)
        )
        asked = TITLE.sub("", passage.text, count=1)
        named = NAMED.match(asked)
        return OpenQuestion(
            passage, mark.rule, _is_answered(mark, asked), mark.kind,
            names=named["names"] if named else "", about=self._above(mark.line),
        )  # fmt: skip

    def _entry(self, mark: Mark) -> OpenQuestion:
        """Read a question among other ones: it is about whatever it names."""
        blocks = blocks_at(self._markdown, mark.line)
        around = [each for each in blocks if each.kind in (Kind.ITEM, Kind.PARAGRAPH, Kind.ROW)]
        item = next(
            (each for each in reversed(around) if each.kind is Kind.ITEM), around[-1] if around else None
        )
        start, end = (item.line, item.end_line) if item else (mark.line, mark.line + 1)
        passage = self._passage(start, end)
        named = NAMED.search(passage.text) or QUOTATION.search(passage.text)
        return OpenQuestion(
            passage, mark.rule, _is_answered(mark, passage.text), mark.kind,
            names=named["names"] if named else "",
        )  # fmt: skip

    def _stub(self, mark: Mark, draft: Draft) -> OpenQuestion:
        """Read a criterion with blanks: it is about the one whose id it names, else the one above it."""
        passage = self._passage(draft.line, draft.end_line)
        group = self._groups[id(draft)]
        beside = [each for each in group.drafts if id(each) not in self._open]
        others = beside or [each for each in self._drafts if id(each) not in self._open]
        text = " ".join(placed.unit.text for placed in draft.statement)
        named = [each for each in others if each.id and re.search(rf"\({re.escape(each.id)}\)", text)]
        above = [each for each in others if each.line < draft.line]
        target = (named or above[::-1] or [draft])[0]
        answered = not has_blank(passage.text)
        return OpenQuestion(
            passage, mark.rule, answered, QuestionKind.CRITERION, about=(target.line, target.end_line)
        )

    def _criterion(self, mark: Mark) -> Draft | None:
        """Return the criterion that a mark makes a question of: the one that it stands in, or above in a fence."""
        if mark.kind is not QuestionKind.ASKED or self._is_quoted(mark):
            return None
        at = bisect_right(self._starts, mark.line + mark.fenced) - 1
        if at < 0:
            return None
        draft = self._drafts[at]
        last = max(placed.end_line for placed in draft.statement)
        return draft if mark.line < last else None

    def _above(self, line: int) -> tuple[int, int]:
        """Return the lines of what a question in a block quote stands below."""
        while line > 0 and not self._lines[line - 1].strip(" \t>\r\n"):
            line -= 1
        blocks = blocks_at(self._markdown, line)
        items = [each for each in blocks if each.kind is Kind.ITEM and each.line < line]
        if items:
            start, end = items[-1].line, line
        else:
            before = block_before(self._markdown, line)
            while before is not None and before.kind is Kind.QUOTE and before.line in self._marked:
                before = block_before(self._markdown, before.line)
            if before is None:
                return 0, line
            start, end = before.line, before.end_line
        at = bisect_left(self._starts, end) - 1
        if at >= 0 and end <= self._drafts[at].end_line:
            start = min(start, self._drafts[at].line)
        return start, line

    def _passage(self, start: int, end: int) -> Passage:
        lead = INDENT.match(self._lines[start])
        texts = [content(line) for line in self._lines[start:end]]
        while len(texts) > 1 and not texts[-1].strip():
            texts.pop()
        span = Span(
            Position(start, lead.end() if lead else 0),
            Position(start + len(texts) - 1, len(texts[-1].rstrip())),
        )
        text = "\n".join(INDENT.sub("", line, count=1).strip() for line in texts)
        return Passage(span, FENCED_MARK.sub("", MARK.sub("", text)).strip())


def _is_answered(mark: Mark, text: str) -> bool:
    """Tell whether a question has all that an answer must contain: no blank, and no part left empty."""
    if has_blank(text):
        return False
    if mark.kind is not QuestionKind.ASKED:
        reason = NAMED.sub("", TITLE.sub("", text, count=1), count=1)
        return NO_ANSWER.fullmatch(reason) is None
    parts = [part for line in text.split("\n")[1:] for part in PART.split(line) if VALUE.search(part)]
    return all(NO_ANSWER.fullmatch(VALUE.split(part, maxsplit=1)[1]) is None for part in parts)
