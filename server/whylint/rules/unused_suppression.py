"""A comment silences a rule where the rule has nothing to say.

What it asks
    Can this comment go?

Why it matters
    What a comment silenced has been answered, or stands elsewhere now. If it stays, it silences the next question
    too, which nobody has looked at.

Weak
    <!-- whylint-disable-next-line missing-error-state -->
    - The button is blue

Better
    - The button is blue

When it stays quiet
    - The comment silences at least one finding of each rule that it names.
    - The rule does not run: `ignore` and `select` decide, and nothing can be said of the comment.

How to silence it
    Take the comment out: the quick fix does, where nobody has written a reason behind it. Or put
    `ignore = ["unused-suppression"]` in `whylint.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.rules.finding import Finding, Severity
from whylint.rules.rule import Rule, RulePage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from whylint.spec.model import Spec

NAME = "unused-suppression"


def review(spec: Spec, found: Sequence[Finding], ran: Collection[str]) -> Iterator[Finding]:
    """Yield a finding for each rule of a comment that silences none of what the other rules found."""
    for suppression in spec.suppressions:
        silenced = {each.rule for each in found if suppression.silences(each.rule, each.span.start.line)}
        if not suppression.named and not silenced:
            yield Finding(NAME, RULE.severity, "This comment silences nothing.", suppression.span)
        for named in suppression.named:
            if named.text in ran and named.text not in silenced and named.text != NAME:
                text = f"There is nothing of {named.text} here to silence."
                yield Finding(NAME, RULE.severity, text, named.span, (), {"name": named.text})


RULE = Rule(NAME, Severity.HINT, RulePage.parse(__doc__), review=review)
