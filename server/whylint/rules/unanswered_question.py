"""A question that stands in the document, and that nobody has answered.

What it asks
    Who can answer this, and by when does the answer have to be known?

Why it matters
    A question that stays in a spec is answered by whoever builds it, or by nobody. It is no answer, and covers
    nothing.

Weak
    > **Open question** When the upload fails, what does the customer see, what is kept, and what can they do next?
    > Seen: (…) · Kept: (…) · Next: (…)

Better
    > **Open question** When the upload fails, what does the customer see, what is kept, and what can they do next?
    > Seen: which page of the receipt was refused · Kept: all entries · Next: another photo, or sending it later

When it stays quiet
    - No blank (`(…)`) is left in the question, and none of its parts is "TBD" or a question mark.
    - The question stands in the document's list of open questions, where its readers look for it.
    - The answer stands behind the question or below it, or its box is ticked.

How to silence it
    Fill in the blanks, or take the question out; or put `<!-- whylint-disable-next-line unanswered-question -->`
    above it, or `ignore = ["unanswered-question"]` in `whylint.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.rules.finding import Finding, Severity
from whylint.rules.rule import Rule, RulePage
from whylint.spec.model import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.spec.model import Spec

NAME = "unanswered-question"


def check(spec: Spec) -> Iterator[Finding]:
    """Yield a finding for each question that nobody has answered, but for those that a document lists as open."""
    for question in spec.questions:
        if question.answered or question.kind is QuestionKind.LISTED:
            continue
        if question.rule is None:
            yield Finding(NAME, Severity.HINT, WRITTEN, question.passage.span)
        else:
            text = MESSAGES[question.kind].format(rule=question.rule)
            yield Finding(NAME, RULE.severity, text, question.passage.span, (), {"asked_by": question.rule})


WRITTEN = "This is still open: answer it, or list it under the open questions."
MESSAGES = {
    QuestionKind.ASKED: "This question of {rule} is still open: fill in its blanks, or say that it does not apply.",
    QuestionKind.CRITERION: "This criterion that {rule} asks for is still open: fill in its blanks.",
    QuestionKind.DOES_NOT_APPLY: "This says that {rule} does not apply, and not why: give the reason.",
    QuestionKind.COVERED_BY: "This says that {rule} is covered, and not where: name a criterion, a heading or a file.",
}

RULE = Rule(NAME, Severity.INFORMATION, RulePage.parse(__doc__), check)
