"""Reading a document as a spec: from its blocks to what it says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whylint.conventions import NO_CONVENTIONS
from whylint.markdown.document import walk
from whylint.spec.asked import asked_questions
from whylint.spec.coverage import Coverages, failure_statements
from whylint.spec.criteria import find_groups
from whylint.spec.elements import find_elements
from whylint.spec.front_matter import front_matter
from whylint.spec.kind import Tally, is_settled, kind_of, status_of
from whylint.spec.language import language_of
from whylint.spec.model import Coverage, Criterion, DocumentKind, Element, Group, Passage, QuestionKind, Spec
from whylint.spec.outline import outline
from whylint.spec.problem import Problems
from whylint.spec.promises import promise_of
from whylint.spec.reading import read
from whylint.spec.remarks import remarks
from whylint.spec.units import UnitKind, units_of
from whylint.spec.unread import unread
from whylint.spec.vagueness import vague_words
from whylint.text.position import Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whylint.conventions import Conventions
    from whylint.markdown.document import Markdown
    from whylint.spec.criteria import Draft, DraftGroup
    from whylint.spec.failures import FailureStatement
    from whylint.spec.model import OpenQuestion, Promise
    from whylint.spec.outline import Section
    from whylint.spec.units import Placed

ANSWERED_REASON = "the question about it is answered"
ANSWERED = {
    QuestionKind.DOES_NOT_APPLY: "somebody says why this does not apply",
    QuestionKind.COVERED_BY: "somebody says where it is covered",
}


def read_spec(markdown: Markdown, lines: Sequence[str], conventions: Conventions = NO_CONVENTIONS) -> Spec:
    """Return what a document says as a spec. It takes any document, and yields what it understood."""
    seen = language_of(
        unit.text for _, block in walk(markdown) for unit in units_of(block) if unit.kind is not UnitKind.CODE
    )
    language = conventions.language_of(seen)
    root = outline(walk(markdown), markdown.lines, language)
    drafts = find_groups(root, language)
    front = front_matter(markdown)
    kind = DocumentKind(conventions.kind or kind_of(Tally.of(root, drafts, language), language, front))
    status = status_of(front, [(0, root)], language)
    marks, suppressions = remarks(markdown, lines)
    questions = asked_questions(marks, drafts, markdown, lines)
    found, drafts = drafts, list(_without_stubs(drafts, questions))
    title = next((section.title for section in root.walk() if section.level == 1), "")
    if kind is DocumentKind.NONE:
        return Spec(
            False,
            kind,
            language,
            status,
            is_settled(status, language),
            title,
            questions=questions,
            suppressions=suppressions,
        )
    failures = [_unanswered(each, questions) for each in failure_statements(root, language)]
    coverages = Coverages(failures, language)
    problems = Problems(root, language, drafts)
    elements = find_elements(root, language, failures)
    groups = _GroupReader(language, coverages, problems, questions, elements.get(Element.PERSONA, ()))
    return Spec(
        is_spec=True,
        kind=kind,
        language=language,
        status=status,
        settled=is_settled(status, language),
        title=title,
        elements=elements,
        groups=tuple(map(groups.group, drafts)),
        vague_failures=tuple(
            _vague_span(s.placed, language) for s in failures if s.vague and not _spelled_out(s.section, s)
        ),
        unread=tuple(unread(root, found, language)),
        questions=questions,
        suppressions=suppressions,
    )


@dataclass(frozen=True, slots=True)
class _GroupReader:
    """Turns groups as found into groups as understood, with all that a document says around them."""

    language: str
    coverages: Coverages
    problems: Problems
    questions: tuple[OpenQuestion, ...]
    personas: tuple[Passage, ...]

    def group(self, found: DraftGroup) -> Group:
        label, label_span, line = _introduced_by(found)
        start = _start_of(found, line)
        end = max(draft.end_line for draft in found.drafts)
        own_persona = (passage for passage in self.personas if start <= passage.line < end)
        return Group(
            start_line=start,
            end_line=end,
            label=label,
            label_span=label_span,
            format=found.drafts[0].format,
            criteria=tuple(self._criterion(draft, found) for draft in found.drafts),
            problem=self.problems.trace(found),
            story=found.owner.title if found.owner is not found.label or found.owner.requirement else "",
            persona=next(own_persona, next(iter(self.personas), None)),
        )

    def _criterion(self, draft: Draft, group: DraftGroup) -> Criterion:
        promise = promise_of(draft, self.language)
        coverage = nearly = None
        if promise is not None:
            coverage, nearly = self.coverages.of(promise, draft, group)
            coverage = coverage or self._answer(draft, promise)
        head = draft.head
        last = max([*draft.statement, *draft.details], key=lambda placed: placed.end_line)
        end = last.words.end if last.unit.text else Position(last.end_line - 1, 0)
        return Criterion(
            span=Span(head.words.start, max(end, head.words.end)),
            text="\n".join(placed.unit.text for placed in draft.statement)[draft.at :],
            opening_end=_opening_end(draft),
            id=draft.id,
            promise=promise,
            coverage=coverage,
            nearly=nearly,
            vague_words=vague_words(draft, self.language),
            marker=head.unit.marker,
        )

    def _answer(self, draft: Draft, promise: Promise) -> Coverage | None:
        """Return the answered question, or the exit, that is about a promise's failure."""
        for question in self.questions:
            if (
                question.answered
                and question.rule == "missing-error-state"
                and question.is_about(draft.line, promise.words, draft.head.unit.text[draft.at :])
            ):
                return Coverage(question.passage, ANSWERED.get(question.kind, ANSWERED_REASON))
        return None


def _unanswered(statement: FailureStatement, questions: Iterable[OpenQuestion]) -> FailureStatement:
    """Return a statement about failure as the question that it is where it stands in one that is open."""
    line = statement.placed.line
    if any(not q.answered and q.passage.line <= line < q.passage.end_line for q in questions):
        return replace(statement, answers=False, vague=False, question=True)
    return statement


def _without_stubs(groups: Iterable[DraftGroup], questions: Sequence[OpenQuestion]) -> Iterator[DraftGroup]:
    """Yield the groups without the criteria that are still open questions."""
    stubs = {q.passage.line for q in questions if q.kind is QuestionKind.CRITERION and not q.answered}
    for group in groups:
        drafts = [draft for draft in group.drafts if draft.line not in stubs]
        if drafts:
            yield replace(group, drafts=drafts)


def _start_of(found: DraftGroup, introduced: int) -> int:
    """Return the line where a group begins: its story or requirement, else what introduces it."""
    start = min(introduced, found.drafts[0].line)
    if found.label.within is not None:
        return min(start, found.label.within.line)
    return min(start, found.owner.line) if found.owner.opened_by is not None else start


def _introduced_by(drafted: DraftGroup) -> tuple[str, Span, int]:
    """Return the words that introduce a group, where they stand, and their line."""
    label: Section = drafted.label
    first = drafted.drafts[0]
    if label.opened_by is not None and label.opened_by.line <= first.line:
        unit = label.opened_by.unit
        length = len(unit.label) if label.is_label and unit.lead else len(unit.text.strip())
        offset = len(unit.text) - len(unit.text.lstrip())
        return label.title, label.opened_by.span(offset, offset + length), label.opened_by.line
    words = first.head.words
    return (
        "",
        Span(words.start, Position(words.start.line, words.end.column))
        if words.end.line == words.start.line
        else words,
        first.line,
    )


def _opening_end(draft: Draft) -> Position:
    """Return where the words of a criterion's first line end."""
    text = draft.head.unit.text
    first = text.strip().split("\n")[0]
    return draft.head.span(0, text.index(first) + len(first)).end


def _vague_span(placed: Placed, language: str) -> Passage:
    found = read(placed.unit.text, language).of("vague_outcome")
    start, end = found[0].start, max(match.end for match in found)
    return Passage(placed.span(start, end), placed.unit.text[start:end])


def _spelled_out(section: Section, statement: FailureStatement) -> bool:
    """Tell whether a summary line only announces what its own sub-items spell out."""
    body = section.body
    at = next((i for i, placed in enumerate(body) if placed is statement.placed), None)
    if at is None or at + 1 >= len(body):
        return False
    return statement.text.rstrip().endswith(":") and body[at + 1].unit.depth > statement.placed.unit.depth
