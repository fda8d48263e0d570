"""Which operations were seen in a criterion, in which words, and what was made of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.spec.clauses import ClauseRole
from whylint.spec.failures import failures_in
from whylint.spec.mentions import Use, mentions

if TYPE_CHECKING:
    from whylint.spec.mentions import Mention

MOST = 4  # operations that are told
NONE = "no word for an operation was seen"
USES = {
    Use.DO: "somebody does it",
    Use.GRANTED: "it is provided",
    Use.DONE: "it is done to something",
    Use.NAMED: "it is named as what there is to be",
    Use.PRESSED: "a control of that name is pressed",
    Use.MENTIONED: "it is only mentioned",
}
ROLES = {
    ClauseRole.GIVEN: "in what is there before",
    ClauseRole.WHEN: "in a condition",
    ClauseRole.ASIDE: "aside",
}


def considered(text: str, language: str) -> str:
    """Return which operations a criterion's text speaks of, and how, in one line."""
    seen = [_told(mention, text, language) for mention in mentions(text, language)]
    more = f"; and {len(seen) - MOST} more" if len(seen) > MOST else ""
    return "; ".join(dict.fromkeys(seen[:MOST])) + more if seen else NONE


def _told(mention: Mention, text: str, language: str) -> str:
    match, clause = mention.match, mention.clause
    how = USES[mention.use]
    if mention.negated:
        how = "it is not done, or not by everybody"
    elif failures_in(text, language, clause.start, clause.end):
        how = "a failure is spoken of"
    words = " ".join(text[match.start : match.end].split())
    return ", ".join(filter(None, (f"“{words}” ({match.category}): {how}", ROLES.get(clause.role))))
