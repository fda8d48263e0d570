"""A statement about failure that leaves the user nowhere.

What it asks
    What does the message say, what state are things left in, and what can the user do next?

Why it matters
    "Show an error message" gets an error message. Whoever reads it has lost their work or not, can try again or
    not, and finds out by trying.

Weak
    - When the payment fails, an appropriate error message is shown

Better
    - When the payment is declined, the cart is kept and the message names the reason and links to the
      other payment methods

When it stays quiet
    - The message's text or content is given, or an error code or HTTP status of an API.
    - A concrete outcome is given: retried, rolled back, draft kept, the field highlighted with the
      reason, a link to reset.
    - The line only announces what its own sub-items spell out.

How to silence it
    Say what happens; or put `<!-- whylint-disable-next-line vague-error-handling -->` above the line, or
    `ignore = ["vague-error-handling"]` in `whylint.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.questions.wording import message
from whylint.rules.finding import Finding, Severity
from whylint.rules.rule import Rule, RulePage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.spec.model import Spec

NAME = "vague-error-handling"


def check(spec: Spec) -> Iterator[Finding]:
    """Yield a finding for each failure statement that leaves the user nowhere."""
    for passage in spec.vague_failures:
        details = {"words": passage.text, "persona": ""}
        yield Finding(NAME, RULE.severity, message(NAME, spec.language, details), passage.span, (), details)


RULE = Rule(NAME, Severity.WARNING, RulePage.parse(__doc__), check)
