"""A question that was asked in the document, and whose blanks are still open.

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
    - No blank (`(…)`) is left in the question.

How to silence it
    Fill in the blanks, or take the question out; or put `<!-- whylint-disable-next-line unanswered-question -->`
    above it, or `ignore = ["unanswered-question"]` in `whylint.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.rules.finding import Finding, Severity
from whylint.rules.rule import Rule, RulePage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.spec.model import Spec

NAME = "unanswered-question"


def check(spec: Spec) -> Iterator[Finding]:
    """Yield a finding for each inserted question with open blanks."""
    for question in spec.questions:
        if question.rule is not None and not question.answered:
            details = {"asked_by": question.rule}
            text = f"This question of {question.rule} is still open: fill in its blanks, or say that it does not apply."
            yield Finding(NAME, RULE.severity, text, question.passage.span, (), details)


RULE = Rule(NAME, Severity.INFORMATION, RulePage.parse(__doc__), check)
