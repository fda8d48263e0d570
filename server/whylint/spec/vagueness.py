"""Words on which a criterion hangs, and which two people would measure differently."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whylint.spec import forms
from whylint.spec.clauses import ClauseRole, clauses
from whylint.spec.failures import is_concrete
from whylint.spec.model import Passage
from whylint.spec.reading import read
from whylint.spec.units import UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.lexicon.phrases import Match
    from whylint.spec.criteria import Draft
    from whylint.spec.units import Placed

# What pins a word down right behind it: a bracket, a colon, a dash, a number with its unit, or quoted words.
DEFINED = re.compile(
    r"[^.;。；]{0,40}?(?:[(（：]|:\s|\s[–—]\s|\d+\s*(?:%|ms|s\b|sec|min|hour|day|px|pt|mm))"
    r"|[^.;,。；，、]{0,60}?[\"“„«「『`]"
)
# What leaves a list open stays open after any examples.
COMPOUND = re.compile(
    r"\w-$"
)  # before a word: "touch-friendly", "locale-appropriate" say friendly or appropriate to what
OPEN_LIST = re.compile(r"etc|and so on", re.IGNORECASE)


def vague_words(draft: Draft, language: str) -> tuple[Passage, ...]:
    """Return the words with which a criterion says something that cannot be accepted or rejected as written, in order.

    A word does not count where its own clause defines it, where the message it speaks of is told, nor in the state
    that a scenario starts from.
    """
    return tuple(
        Passage(placed.span(match.start, match.end), placed.unit.text[match.start : match.end])
        for placed in draft.statement
        for match in _vague(placed, draft.at if placed is draft.head else 0, language)
        if len(draft.statement) == 1 or not _sets_out(placed.unit.text)
    )


def _vague(placed: Placed, at: int, language: str) -> Iterator[Match]:
    if placed.unit.kind is UnitKind.CODE:
        return
    text = placed.unit.text
    said = read(text, language)
    messages = said.of("vague_outcome") if is_concrete(text, said) else []
    for match in said.of("vague_word"):
        told = any(message.start <= match.start < message.end for message in messages)
        defined = told or DEFINED.match(text, match.end) is not None
        if COMPOUND.search(text, 0, match.start) or _is_given(match, text, language, at):
            continue
        if match.start >= at and (OPEN_LIST.match(text, match.start) or not defined):
            yield match


def _is_given(match: Match, text: str, language: str, at: int) -> bool:
    """Tell whether a word stands in what a statement presumes: "given a properly signed contract"."""
    return any(
        clause.role is ClauseRole.GIVEN and clause.start <= match.start < clause.end
        for clause in clauses(text, language, at=at)
    )


def _sets_out(text: str) -> bool:
    """Tell whether a step only says from what state a scenario starts."""
    step = forms.step(text)
    return step is not None and step.keyword == "given"
