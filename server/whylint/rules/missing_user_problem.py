"""A group of criteria, and nobody's problem, need or gain is stated anywhere in its scope.

What it asks
    Who has this problem, what can't they do today, and what does it cost them?

Why it matters
    Criteria say what to build. Without the problem nobody can tell whether a simpler thing would do, which of
    the criteria could be dropped, or whether the finished work helped anybody.

Weak
    ## Acceptance criteria
    - The dashboard shows a reset button

Better
    Support gets forty tickets a week from customers who cannot reset their password.

    ## Acceptance criteria
    - The dashboard shows a reset button

When it stays quiet
    - The group's story, an enclosing section, the introduction, or a section about the whole document
      says who has what problem or gains what.
    - The group belongs to no one story, and any story of the document gives a reason.
    - The document is no spec, or its status says that the work is done.

How to silence it
    State the problem where you like; or put `<!-- whylint-disable-next-line missing-user-problem -->` above the
    heading, or `ignore = ["missing-user-problem"]` in `whylint.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.questions.wording import message, shortened
from whylint.rules.finding import Finding, Severity
from whylint.rules.rule import Rule, RulePage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.spec.model import Spec

NAME = "missing-user-problem"


def check(spec: Spec) -> Iterator[Finding]:
    """Yield a finding for each group that is told nobody's problem."""
    for group in spec.groups:
        if group.problem.stated is None:
            label = group.story or spec.title or group.label or group.criteria[0].text
            details = {"label": shortened(label), "saw": group.problem.saw}
            yield Finding(
                NAME, RULE.severity, message(NAME, spec.language, details), group.label_span, (), details
            )


RULE = Rule(NAME, Severity.WARNING, RulePage.parse(__doc__), check)
