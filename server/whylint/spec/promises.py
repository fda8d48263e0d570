"""What a criterion promises: the operation that can fail under a user's eyes, in which words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whylint.lexicon import vocabulary_for
from whylint.spec import forms
from whylint.spec.failures import CODE
from whylint.spec.model import Promise
from whylint.spec.reading import read

if TYPE_CHECKING:
    from whylint.lexicon.phrases import Match
    from whylint.spec.criteria import Draft
    from whylint.spec.units import Placed

CLAUSE = re.compile(r"[,;.:]\s|\s[—–-]\s|\n")
MUCH = 90  # characters: an operation's phrase is cut at the next clause, and at this length
STRONG = frozenset({"upload", "import", "export", "pay", "sign-in", "register", "send", "submit", "search", "sync", "connect"})
NOT_ABOUT_AN_OPERATION = ("failure",)


def promise_of(draft: Draft, language: str) -> Promise | None:
    """Return the operation that a criterion commits to, None where it promises nothing that can fail."""
    text = " ".join(placed.unit.text for placed in draft.statement)
    said = read(text, language)
    if said.says("failure") or CODE.search(text):
        return None
    best: tuple[int, Placed, Match] | None = None
    for position, placed in enumerate(draft.statement):
        start = draft.at if placed is draft.head else 0
        step = forms.step(placed.unit.text[start:])
        for match in read(placed.unit.text, language).operations:
            if match.start < start:
                continue
            score = _weight(placed.unit.text, match, language, step.keyword if step else None)
            if score > 0 and (best is None or score > best[0]):
                best = (score, placed, match)
        if best and position > 8:
            break
    if best is None:
        return None
    _, placed, match = best
    vocabulary = vocabulary_for(language)
    operation = vocabulary.operation(match.category)
    end = _phrase_end(placed.unit.text, match)
    people = [m for m in read(placed.unit.text, language).of("person") if m.end <= match.start]
    persona = placed.unit.text[people[-1].start : people[-1].end] if people else None
    return Promise(
        operation=operation.name,
        span=placed.span(match.start, end),
        words=" ".join(placed.unit.text[match.start : end].split()),
        noun=operation.noun,
        persona=persona,
        hazards=operation.hazards,
    )


def _weight(text: str, match: Match, language: str, keyword: str | None) -> int:
    """Return how much a mention of an operation is a promise of it; 0 and less: not at all."""
    said = read(text, language)
    score = 2 if match.category in STRONG else 1
    if keyword == "given":
        return 0
    if keyword in ("when", "then"):
        score += 1
    if said.says("process"):
        score -= 2
    if said.says("limit"):
        score -= 1
    if said.says("static") and match.category not in STRONG:
        score -= 1
    return score


def _phrase_end(text: str, match: Match) -> int:
    """Return where the phrase that names an operation ends: with its clause."""
    found = CLAUSE.search(text, match.end)
    end = found.start() if found else len(text)
    if end - match.start > MUCH:
        space = text.rfind(" ", match.end, match.start + MUCH)
        end = space if space > match.end else match.end
    return len(text[:end].rstrip(" .,;:—–-*"))
