"""The questions that a fix wrote into a document: what each is about, and whether somebody has answered it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from whylint.lexicon.blanks import has_blank
from whylint.markdown.blocks import Kind
from whylint.markdown.places import block_before, blocks_at
from whylint.spec.model import GroupFormat, OpenQuestion, Passage, QuestionKind, letters
from whylint.spec.remarks import FENCED_MARK, MARK
from whylint.spec.units import UnitKind
from whylint.text.lines import content
from whylint.text.position import Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whylint.markdown.document import Markdown
    from whylint.spec.criteria import Draft, DraftGroup
    from whylint.spec.remarks import Mark

INDENT = re.compile(r"[\s>]*")
TITLE = re.compile(r"\*\*.+?\*\*")
# The words that a question is about, as it quotes them in front, and where they stand: “uploads a receipt” (AC-1): …
NAMED = re.compile(r"\s*“(?P<names>.+?)(?: …)?”(?:\s*\((?P<where>[^()]*)\))?\s*[:：]")
QUOTATION = re.compile(r"[“„«‘「]\s*(?P<names>.+?)(?: …)?\s*[”“»’」]")
# Rules whose questions are about a passage, which need not be a criterion, or about a label.
ABOUT_PASSAGES = frozenset({"vague-error-handling", "missing-user-problem"})
# Between what an answer contains, and between the name of each part and its value.
PART = re.compile(r"\s*·\s*|\n")
VALUE = re.compile(r"[:：]")
NO_ANSWER = re.compile(r"[\s?？.…\-–—_*]*|\W*(?:tbd|tba|tbc|todo|n/?a)\W*", re.IGNORECASE)


def asked_questions(
    marks: Iterable[Mark], groups: Iterable[DraftGroup], markdown: Markdown, lines: Sequence[str]
) -> tuple[OpenQuestion, ...]:
    """Return the questions that stand where the marks are."""
    places = _Places(list(marks), list(groups), markdown, lines)
    return places.told_apart([(places.question(mark), places.where(mark)) for mark in places.marks])


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
        if stub is not None:
            return self._stub(mark, stub)
        entry = self._entry(mark)
        return replace(entry, about=self._above(mark)) if self._continues(mark) else entry

    def _continues(self, mark: Mark) -> bool:
        """Tell whether a mark stands in a paragraph below a requirement that is a criterion itself."""
        at = bisect_right(self._starts, mark.line) - 1
        if at < 0 or blocks_at(self._markdown, mark.line)[-1].kind is not Kind.PARAGRAPH:
            return False
        draft = self._drafts[at]
        return draft.format is GroupFormat.PARAGRAPH and draft.line < mark.line < draft.end_line

    def where(self, mark: Mark) -> str:
        """Return where the words stand that a question quotes, as it says itself, "" where it does not."""
        if mark in self._stubs:
            return ""
        named = NAMED.search(self._lines[mark.line])
        return (named["where"] or "") if named else ""

    def told_apart(self, questions: Iterable[tuple[OpenQuestion, str]]) -> tuple[OpenQuestion, ...]:
        """Return the questions, each of those that quote what stands on a line about that line.

        Several lines may have the same words. Which of them a question means it says by an id, a story or a number;
        else it is the first one that no question above means.
        """
        taken: set[tuple[str | None, int]] = set()
        found = []
        for question, where in questions:
            meant = self._meant(question, where)
            line = next(
                (each for each in meant if (question.rule, each) not in taken), meant[0] if meant else None
            )
            if line is None:
                found.append(question)
            else:
                taken.add((question.rule, line))
                found.append(replace(question, names="", about=(line, line + 1)))
        return tuple(found)

    def _meant(self, question: OpenQuestion, where: str) -> list[int]:
        """Return the lines that a question may mean by the words that it quotes, nothing where no line is known."""
        named = letters(question.names)
        if not named:
            return []
        if question.rule == "missing-user-problem":
            return self._introductions(named)
        if question.rule == "vague-error-handling" and not where:
            return []  # what it quotes need not be a criterion's
        alike = [(each, text.startswith(named)) for text, each in self._texts if named in text]
        told = [each.line for each, _ in alike if letters(where) in self._names(each)]
        if not told and where.isdigit():
            told = [each.line for each, _ in alike[int(where) - 1 :][:1]]
        begun = [each.line for each, begins in alike if begins]
        first, end = question.about or (0, len(self._lines))
        for lines in (told, begun, [each.line for each, _ in alike]):
            if around := [line for line in lines if first <= line < end]:
                return around
        return []

    @cached_property
    def _texts(self) -> list[tuple[str, Draft]]:
        """The criteria that are no open questions themselves, with the letters of their words."""
        return [(letters(_text(each)), each) for each in self._drafts if id(each) not in self._open]

    def _introductions(self, named: str) -> list[int]:
        """Return the lines that introduce groups whose story, or else whose label, begins with some letters."""
        groups = {id(group): group for group in self._groups.values()}.values()
        found = [
            (introduction(group), letters(group.owner.title), letters(group.label.title)) for group in groups
        ]
        stories = [line for line, story, _ in found if story.startswith(named)]
        return stories or [line for line, _, label in found if label.startswith(named)]

    def _names(self, draft: Draft) -> set[str]:
        """Return what a question may call a criterion, or the place of one."""
        group = self._groups[id(draft)]
        return {letters(each) for each in (draft.id or "", group.owner.title, group.label.title)} - {""}

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
            names=named["names"] if named else "", about=self._above(mark),
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
        if draft.head.unit.kind is UnitKind.HEADING and draft.format is GroupFormat.PARAGRAPH:
            return None  # it stands below a requirement that is a criterion itself
        last = max(placed.end_line for placed in draft.statement)
        return draft if mark.line < last else None

    def _above(self, mark: Mark) -> tuple[int, int]:
        """Return the lines of what a question in a block quote stands below.

        Of several criteria in one paragraph that is the last one.
        """
        line, in_paragraph = mark.line, False
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
            in_paragraph = before.kind is Kind.PARAGRAPH
        at = bisect_left(self._starts, end) - 1
        if at >= 0 and end <= self._drafts[at].end_line:
            last = self._drafts[at].line
            start = last if in_paragraph and mark.rule not in ABOUT_PASSAGES else min(start, last)
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


def introduction(group: DraftGroup) -> int:
    """Return the line of what introduces a group, that of its first criterion where nothing does."""
    opened, first = group.label.opened_by, group.drafts[0].line
    return opened.line if opened is not None and opened.line <= first else first


def _text(draft: Draft) -> str:
    return " ".join(placed.unit.text for placed in draft.statement)[draft.at :]


def _is_answered(mark: Mark, text: str) -> bool:
    """Tell whether a question has all that an answer must contain: no blank, and no part left empty."""
    if has_blank(text):
        return False
    if mark.kind is not QuestionKind.ASKED:
        reason = NAMED.sub("", TITLE.sub("", text, count=1), count=1)
        return NO_ANSWER.fullmatch(reason) is None
    parts = [part for line in text.split("\n")[1:] for part in PART.split(line) if VALUE.search(part)]
    return all(NO_ANSWER.fullmatch(VALUE.split(part, maxsplit=1)[1]) is None for part in parts)
