"""Reading a document as a spec: from its blocks to what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.markdown.blocks import Kind
from whylint.markdown.document import walk
from whylint.spec.coverage import Coverages, failure_statements
from whylint.spec.criteria import find_groups, names_requirement
from whylint.spec.elements import find_elements
from whylint.spec.kind import is_settled, kind_of, status_of
from whylint.spec.language import language_of
from whylint.spec.model import Coverage, Criterion, DocumentKind, Element, Group, Passage, Spec
from whylint.spec.outline import outline
from whylint.spec.problem import Problems
from whylint.spec.promises import promise_of
from whylint.spec.reading import read
from whylint.spec.remarks import remarks
from whylint.spec.units import UnitKind, units_of
from whylint.text.position import Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whylint.markdown.document import Markdown
    from whylint.spec.criteria import Draft, DraftGroup
    from whylint.spec.failures import FailureStatement
    from whylint.spec.model import OpenQuestion
    from whylint.spec.outline import Section
    from whylint.spec.units import Placed

ANSWERED_REASON = "the question below it is answered"


def read_spec(markdown: Markdown, lines: Sequence[str]) -> Spec:
    """Return what a document says as a spec. It takes any document, and yields what it understood."""
    language = language_of(
        unit.text for _, block in walk(markdown) for unit in units_of(block) if unit.kind is not UnitKind.CODE
    )
    root = outline(markdown, language)
    drafts = find_groups(root, language)
    kind = kind_of(root, drafts, language)
    status = status_of(_front_matter(markdown), root)
    questions, suppressions = remarks(markdown, lines)
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
    failures = failure_statements(root, language)
    coverages = Coverages(failures, language)
    problems = Problems(root, language, drafts)
    elements = find_elements(root, language, failures)
    return Spec(
        is_spec=True,
        kind=kind,
        language=language,
        status=status,
        settled=is_settled(status, language),
        title=title,
        elements=elements,
        groups=tuple(_group(draft, language, coverages, problems, questions, elements) for draft in drafts),
        vague_failures=tuple(
            _vague_span(s.placed, language) for s in failures if s.vague and not _spelled_out(s.section, s)
        ),
        questions=questions,
        suppressions=suppressions,
    )


def _front_matter(markdown: Markdown) -> str:
    first = next(walk(markdown), None)
    if first is None or first[1].kind is not Kind.FRONT_MATTER or first[1].text is None:
        return ""
    return first[1].text.plain


def _group(
    drafted: DraftGroup,
    language: str,
    coverages: Coverages,
    problems: Problems,
    questions: Iterable[OpenQuestion],
    elements: dict[Element, tuple[Passage, ...]],
) -> Group:
    criteria = tuple(_criterion(draft, drafted, language, coverages, questions) for draft in drafted.drafts)
    label, label_span, line = _introduced_by(drafted)
    story = (
        drafted.owner.title if drafted.owner is not drafted.label or names_requirement(drafted.owner) else ""
    )
    start = min(line, drafted.drafts[0].line)
    if drafted.owner.opened_by is not None and drafted.label.within is None:
        start = min(start, drafted.owner.line) if drafted.owner.line <= start else start
    elif drafted.label.within is not None:
        start = min(start, drafted.label.within.line)
    end = max(draft.end_line for draft in drafted.drafts)
    persona = next(
        (p for p in elements.get(Element.PERSONA, ()) if start <= p.line < end),
        next(iter(elements.get(Element.PERSONA, ())), None),
    )
    return Group(
        start_line=start,
        end_line=end,
        label=label,
        label_span=label_span,
        format=drafted.drafts[0].format,
        criteria=criteria,
        problem=problems.trace(drafted),
        story=story,
        persona=persona,
    )


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


def _criterion(
    draft: Draft, group: DraftGroup, language: str, coverages: Coverages, questions: Iterable[OpenQuestion]
) -> Criterion:
    promise = promise_of(draft, language)
    coverage = nearly = None
    if promise is not None:
        coverage, nearly = coverages.of(promise, draft, group)
        answered = next(
            (
                q
                for q in questions
                if q.answered
                and q.rule == "missing-error-state"
                and draft.line < q.passage.line <= draft.end_line
            ),
            None,
        )
        if coverage is None and answered is not None:
            coverage = Coverage(answered.passage, ANSWERED_REASON)
    last = max([*draft.statement, *draft.details], key=lambda placed: placed.end_line)
    end = last.words.end if last.unit.text else Position(last.end_line - 1, 0)
    text = "\n".join(placed.unit.text for placed in draft.statement)[draft.at :]
    return Criterion(
        span=Span(draft.head.words.start, max(end, draft.head.words.end)),
        text=text,
        opening_end=_opening_end(draft),
        id=draft.id,
        promise=promise,
        coverage=coverage,
        nearly=nearly,
        vague_words=tuple(
            draft.head.span(match.start, match.end)
            for match in read(draft.head.unit.text, language).of("vague_word")
        ),
        marker=draft.head.unit.marker,
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
