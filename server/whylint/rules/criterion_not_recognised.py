"""Something that looks like the place for criteria, and no criterion could be read there.

What it asks
    Are these meant to be criteria, and what are they?

Why it matters
    What cannot be read cannot be asked about. A spec whose criteria are passed over looks as if nothing were
    missing in it, to a reader of the report and to a coding agent alike.

Weak
    ## Aceptance criteria
    - The customer uploads a receipt

Better
    ## Acceptance criteria
    - The customer uploads a receipt

When it stays quiet
    - A criterion could be read below the heading or label: a list item, a table row, a scenario, a paragraph.
    - The document is no spec.

How to silence it
    Correct the heading or write the criteria below it; or put
    `<!-- whylint-disable-next-line criterion-not-recognised -->` above it, or
    `ignore = ["criterion-not-recognised"]` in `whylint.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.rules.finding import Finding, Severity
from whylint.rules.rule import Rule, RulePage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.spec.model import Spec

NAME = "criterion-not-recognised"


def check(spec: Spec) -> Iterator[Finding]:
    """Yield a finding for each place that looks like criteria and holds none."""
    for place in spec.unread:
        text = f"“{place.passage.text}” looks like criteria, but none could be read: {place.reason}."
        yield Finding(NAME, RULE.severity, text, place.passage.span)


RULE = Rule(NAME, Severity.HINT, RulePage.parse(__doc__), check)
