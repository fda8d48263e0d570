"""Every passage of a document that speaks of failure, and why it counts for what a criterion promises or does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from whylint.markdown.document import walk
from whylint.spec.coverage import QUESTION_REASON, VAGUE_REASON, failure_statements, passage_of
from whylint.spec.outline import outline

if TYPE_CHECKING:
    from whylint.markdown.document import Markdown
    from whylint.spec.failures import FailureStatement
    from whylint.spec.model import Criterion, Passage

NO_ANSWER = "it speaks of a failure, and does not say what happens then"
OTHER_THING = "it is about such an operation, done to something else"
NO_OPERATION = "it names no operation, and stands elsewhere"


class Searched(NamedTuple):
    """A passage that was looked at: whether it counts, and the reason for that."""

    passage: Passage
    counts: bool
    reason: str


def searched(markdown: Markdown, language: str, criterion: Criterion) -> list[Searched]:
    """Return what was looked at for a criterion's failure, in order; nothing where it promises nothing."""
    if criterion.promise is None:
        return []
    root = outline(walk(markdown), markdown.lines, language)
    return [_judged(each, criterion) for each in failure_statements(root, language)]


def _judged(statement: FailureStatement, criterion: Criterion) -> Searched:
    passage, coverage = passage_of(statement), criterion.coverage
    if coverage is not None and not coverage.passage.path and coverage.passage.line == passage.line:
        return Searched(passage, True, coverage.reason)
    return Searched(
        passage, False, _why_not(statement, criterion.promise.operation if criterion.promise else "")
    )


def _why_not(statement: FailureStatement, operation: str) -> str:
    if statement.question:
        return QUESTION_REASON
    if statement.vague:
        return VAGUE_REASON
    if not statement.answers:
        return NO_ANSWER
    if not statement.operations:
        return NO_OPERATION
    if operation in statement.operations:
        return OTHER_THING
    return f"it is about something else: {', '.join(sorted(statement.operations))}"
