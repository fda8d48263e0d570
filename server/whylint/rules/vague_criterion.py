"""A criterion hangs on a word that two people measure differently.

What it asks
    What would decide whether this is met: which number, which state, which example?

Why it matters
    A criterion that cannot be refused accepts everything. The one who builds it measures "quickly" with what
    they have, the one who accepts it with what they hoped for, and the difference is found when the work is
    done.

Weak
    - Search results appear quickly

Better
    - Search results appear within 300 ms for a catalogue of 50,000 articles

When it stays quiet
    - The word is defined where it stands: by a number, in brackets, behind a colon, by the words that are shown.
    - It stands in the state that a scenario starts from.
    - It speaks of a message whose content or next step is told.

How to silence it
    Say what decides; or put `<!-- whylint-disable-next-line vague-criterion -->` above the criterion, or
    `ignore = ["vague-criterion"]` in `whylint.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.questions.wording import message
from whylint.rules.finding import Finding, Severity
from whylint.rules.rule import Rule, RulePage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.spec.model import Spec

NAME = "vague-criterion"


def check(spec: Spec) -> Iterator[Finding]:
    """Yield a finding for each criterion that hangs on such a word: on the first one that it has."""
    for group in spec.groups:
        for criterion in group.criteria:
            if criterion.vague_words:
                details = {"words": criterion.vague_words[0].text, "persona": ""}
                text = message(NAME, spec.language, details)
                yield Finding(
                    NAME, RULE.severity, text, criterion.underline(criterion.vague_words[0].span), (), details
                )


RULE = Rule(NAME, Severity.INFORMATION, RulePage.parse(__doc__), check)
