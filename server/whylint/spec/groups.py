"""Groups of criteria as understood: what each criterion says, and what its own chapter says around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whylint.spec.model import Criterion, Group, Passage, ProblemTrace
from whylint.spec.promises import promise_of
from whylint.spec.reading import read
from whylint.spec.vagueness import vague_words
from whylint.text.position import Position, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whylint.spec.coverage import Asked, Statements
    from whylint.spec.criteria import Draft, DraftGroup
    from whylint.spec.failures import FailureStatement
    from whylint.spec.outline import Section
    from whylint.spec.units import Placed

UNTOLD = ProblemTrace(None)


@dataclass(frozen=True, slots=True)
class GroupReading:
    """A group as its chapter alone tells it.

    found: as it was found; group: without problem and persona, and with what covers its criteria's failures only as
    far as that stands beside them. asked: of each criterion what remains to be looked for elsewhere, None where
    nothing does.
    """

    found: DraftGroup
    group: Group
    asked: tuple[Asked | None, ...]


def read_group(found: DraftGroup, language: str, statements: Statements) -> GroupReading:
    """Return a group as understood; statements: those about failure that stand in its chapter."""
    label, label_span, line = _introduced_by(found)
    start = _start_of(found, line)
    end = max(draft.end_line for draft in found.drafts)
    lines = range(found.drafts[0].line, end)
    read_criteria = [_criterion(draft, lines, language, statements) for draft in found.drafts]
    group = Group(
        start_line=start,
        end_line=end,
        label=label,
        label_span=label_span,
        format=found.drafts[0].format,
        criteria=tuple(criterion for criterion, _ in read_criteria),
        problem=UNTOLD,
        story=found.owner.title if found.owner is not found.label or found.owner.requirement else "",
    )
    return GroupReading(found, group, tuple(asked for _, asked in read_criteria))


def _criterion(
    draft: Draft, group: range, language: str, statements: Statements
) -> tuple[Criterion, Asked | None]:
    promise = promise_of(draft, language)
    coverage = nearly = asked = None
    if promise is not None:
        asked = statements.ask(promise, draft)
        coverage, nearly = statements.beside(asked, draft, group)
    head = draft.head
    last = max([*draft.statement, *draft.details], key=lambda placed: placed.end_line)
    end = last.words.end if last.unit.text else Position(last.end_line - 1, 0)
    criterion = Criterion(
        span=Span(head.words.start, max(end, head.words.end)),
        text="\n".join(placed.unit.text for placed in draft.statement)[draft.at :],
        opening_end=_opening_end(draft),
        id=draft.id,
        promise=promise,
        coverage=coverage,
        nearly=nearly,
        vague_words=vague_words(draft, language),
        marker=head.unit.marker,
    )
    return criterion, None if coverage is not None else asked


def vague_failures(statements: Sequence[FailureStatement], language: str) -> tuple[Passage, ...]:
    """Return the words by which statements about failure leave people nowhere, but for what is spelled out below."""
    return tuple(
        _vague_span(each.placed, language)
        for each in statements
        if each.vague and not _spelled_out(each.section, each)
    )


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
