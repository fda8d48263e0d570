"""A comment silences a rule that there is none of.

What it asks
    Which rule is meant?

Why it matters
    A comment with a mistyped name silences nothing, and its author believes that it does.

Weak
    <!-- whylint-disable-next-line missing-eror-state -->
    - The customer uploads a receipt

Better
    <!-- whylint-disable-next-line missing-error-state -->
    - The customer uploads a receipt

When it stays quiet
    - Every name in the comment is one that `whylint rules` lists.

How to silence it
    Correct the name: the quick fix does. Or put `ignore = ["unknown-rule-in-suppression"]` in `whylint.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.rules import RULE_NAMES, closest
from whylint.rules.finding import Finding, Severity
from whylint.rules.rule import Rule, RulePage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.spec.model import Spec

NAME = "unknown-rule-in-suppression"


def check(spec: Spec) -> Iterator[Finding]:
    """Yield a finding for each name in a comment that no rule has."""
    for suppression in spec.suppressions:
        for named in suppression.named:
            if named.text not in RULE_NAMES:
                near = closest(named.text)
                remedy = f"did you mean “{near}”?" if near else "“whylint rules” lists them all."
                text = f"There is no rule “{named.text}”; {remedy}"
                yield Finding(NAME, RULE.severity, text, named.span, (), {"name": named.text})


RULE = Rule(NAME, Severity.INFORMATION, RulePage.parse(__doc__), check)
