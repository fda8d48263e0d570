"""Where the failure of a promise is covered: in the criterion itself, a sibling, or anywhere else in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.spec.failures import FailureStatement, failure_statement
from whylint.spec.model import Coverage, Passage
from whylint.spec.reading import content_stems
from whylint.spec.units import UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whylint.spec.criteria import Draft, DraftGroup
    from whylint.spec.model import Promise
    from whylint.spec.outline import Section

QUESTION_REASON = "a question is no answer"
VAGUE_REASON = "it says that an error is shown, and not what it tells or what can be done next"


def failure_statements(root: Section, language: str) -> list[FailureStatement]:
    """Return every statement about failure in a document, in order."""
    found = []
    for section in root.walk():
        for placed in section.body:
            if placed.unit.kind is UnitKind.ROW:
                context = " ".join(cell.text for cell in placed.unit.cells)
                units = [placed._replace(unit=cell) for cell in placed.unit.cells]
                for each in units:
                    statement = failure_statement(each, section, language, context)
                    if statement is not None:
                        found.append(statement)
                continue
            if placed.unit.kind not in (UnitKind.TEXT, UnitKind.ITEM):
                continue
            context = section.title if section.roles.isdisjoint({"errors", "edge_cases"}) else ""
            statement = failure_statement(placed, section, language, context)
            if statement is not None:
                found.append(statement)
    return found


class Coverages:
    """The failure statements of a document, asked for each promise."""

    def __init__(self, statements: Iterable[FailureStatement], language: str) -> None:
        self._statements = list(statements)
        self._language = language

    def of(self, promise: Promise, draft: Draft, group: DraftGroup) -> tuple[Coverage | None, Coverage | None]:
        """Return what covers a promise's failure, and else what comes closest."""
        text = " ".join(placed.unit.text for placed in draft.statement)
        stems = content_stems(promise.words, self._language)
        wider = content_stems(text, self._language)
        best: tuple[int, FailureStatement] | None = None
        close: tuple[int, FailureStatement] | None = None
        for statement in self._statements:
            near = self._nearness(statement, promise, stems, wider, draft, group)
            if near < 2:
                continue
            if statement.answers:
                if best is None or near > best[0]:
                    best = (near, statement)
            elif (statement.question or statement.vague) and (close is None or near > close[0]):
                close = (near, statement)
        if best is not None:
            return _coverage(best[1], "it says what happens when this fails"), None
        if close is not None:
            return None, _coverage(close[1], QUESTION_REASON if close[1].question else VAGUE_REASON)
        return None, None

    def _nearness(
        self,
        statement: FailureStatement,
        promise: Promise,
        stems: frozenset[str],
        wider: frozenset[str],
        draft: Draft,
        group: DraftGroup,
    ) -> int:
        """Return how surely a statement speaks of this promise's failure; 2 and more is sure enough."""
        line = statement.placed.line
        if draft.line <= line < draft.end_line:
            return 5
        same_operation = promise.operation in statement.operations
        shared = len(stems & statement.stems)
        inside = statement.section in group.owner.walk() if statement.section is not group.owner else True
        score = 2 * same_operation + min(shared, 2) + (len(wider & statement.stems) >= 2) + inside + statement.general
        if not same_operation and shared == 0 and not statement.general:
            return 0
        return score - 1


def _coverage(statement: FailureStatement, reason: str) -> Coverage:
    return Coverage(Passage(statement.placed.words, statement.text), reason)
