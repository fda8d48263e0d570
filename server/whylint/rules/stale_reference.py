"""What is said to be covered elsewhere is not there.

What it asks
    Where does the document say it now?

Why it matters
    "Covered by AC-7" silences a question. When AC-7 is dropped or gets another number, nobody is asked again, and
    what it covered is gone.

Weak
    - AC-1: The customer uploads a receipt
      > **Covered by** AC-7 <!-- whylint-covered-by: missing-error-state -->

Better
    - AC-1: The customer uploads a receipt
      > **Covered by** AC-2 <!-- whylint-covered-by: missing-error-state -->
    - AC-2: When an upload fails, the form keeps its entries, says why, and offers another try

When it stays quiet
    - The id is one of a criterion or of a heading of the document, or the words are those of a heading.
    - A link leads to a heading of the document, to a file that is there, or to a heading of one; an id beside such a
      link may be one of that file.
    - An address leads into the web, or out of the repository: nobody looks there.

How to silence it
    Name what covers it now, or answer the question; or put
    `<!-- whylint-disable-next-line stale-reference -->` above it, or `ignore = ["stale-reference"]` in
    `whylint.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.rules.finding import Finding, Severity
from whylint.rules.rule import Rule, RulePage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.spec.model import Spec

NAME = "stale-reference"


def check(spec: Spec) -> Iterator[Finding]:
    """Yield a finding for each exit that refers to what is not there."""
    for question in spec.questions:
        if question.lost is not None:
            text = f"{question.lost.reason}: name what covers this now, or answer the question."
            details = {"name": question.rule or "", "near": question.lost.near}
            yield Finding(NAME, RULE.severity, text, question.lost.span, (), details)


RULE = Rule(NAME, Severity.WARNING, RulePage.parse(__doc__), check)
