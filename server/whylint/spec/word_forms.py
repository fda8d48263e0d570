"""Telling by a word's form and its neighbours whether an operation is done, in a language that is not taken apart.

Where the grammar of a language does not say how its sentences are built, it may still say by which endings and by which
words before it a verb is told from a noun or from what has been done to something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NEAR = 4  # words before an operation in which the word stands that makes it a promise


def names_or_describes(
    folded: Sequence[str], index: int, last: int, grammar: Mapping[str, frozenset[str]], *, capitalised: bool
) -> bool:
    """Tell whether an operation's word names something or says in what state it is: "the upload", "deleted accounts".

    folded: the words of a clause; index and last: the first and last one of the operation; capitalised: whether it is
    written with a capital.
    """

    def ends(part: str) -> bool:
        return folded[index].endswith(tuple(grammar.get(part, ())))

    traits = grammar.get("traits", frozenset())
    before = folded[max(0, index - NEAR) : index]
    if last > index:
        return False  # a phrase of several words is long enough to be known by them
    verb = ends("verb_ending")
    if ends("participle") and not verb:
        be = grammar.get("be", frozenset())
        return be.isdisjoint(folded if "passive around" in traits else before)
    granted = not grammar.get("grant", frozenset()).isdisjoint(before)
    if index == 0 or granted:
        return False
    if "capitalised nouns" in traits:
        return capitalised
    if "verbs by ending" in traits:
        return not verb
    previous = folded[index - 1]
    behind = previous in grammar.get("determiner", ()) or previous in grammar.get("preposition", ())
    return (behind and not verb) or ends("noun_ending")
