"""The clauses of a statement: which part of it is a condition, and which one is promised."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from whylint.lexicon import vocabulary_for
from whylint.lexicon.phrases import UNSPACED

# Where a clause ends: at punctuation with space behind it, a dash, an arrow, a bracket, or the end of a line.
CUT = re.compile(r"[,;:.](?=\s|$)|[、，；：。]|\s[—–→-]+\s|\n|[()]|->")
CONTINUES = ",;:—–-→、，"
SENTENCE_ENDS = (".", ";", "。")
OPENING_MARKS = " *_`-•\t\"'(["
EARS_SUBJECT = re.compile(
    r"\b(?:the|this)(?:\s+(?!the\b|this\b)[\w-]+){1,3}\s+(?:shall|must)\b", re.IGNORECASE
)


class ClauseRole(StrEnum):
    """What part a clause plays in its statement."""

    GIVEN = "given"
    WHEN = "when"
    THEN = "then"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its role and its range in the text. ``first``: whether it begins a sentence."""

    role: ClauseRole
    start: int
    end: int
    first: bool


KEYWORDS = (
    ("given", ClauseRole.GIVEN),
    ("when", ClauseRole.WHEN),
    ("then", ClauseRole.THEN),
    ("ears", ClauseRole.WHEN),
)


@lru_cache(maxsize=16)
def _openers(language: str) -> tuple[re.Pattern[str], dict[str, ClauseRole]]:
    """Return what opens a condition, a consequence or an aside in a language or in English, with the role of each."""
    roles: dict[str, ClauseRole] = {}
    for known in vocabulary_for(language).lexicons:
        for kind, role in KEYWORDS:
            for word in known.keywords.get(kind, ()):
                roles.setdefault(word.casefold().strip(), role)
        for part, role in (("condition", ClauseRole.WHEN), ("purpose", ClauseRole.ASIDE)):
            for word in known.grammar.get(part, ()):
                roles.setdefault(word, role)
    longest_first = sorted(roles, key=len, reverse=True)
    body = "|".join(re.escape(word) + ("" if UNSPACED.search(word) else r"\b") for word in longest_first)
    return re.compile(rf"(?<![^\W_])(?:{body})", re.IGNORECASE), roles


def _ends_condition(piece: str, language: str) -> bool:
    """Tell whether a clause before a comma is a condition by the word at its end, in a language that puts it there."""
    bare = piece.rstrip()
    ends = vocabulary_for(language).lexicons[0].grammar.get("condition_end", ())
    return bare[-1:] in CONTINUES and bare.rstrip(CONTINUES).endswith(tuple(ends))


@lru_cache(maxsize=8192)
def clauses(text: str, language: str, role: ClauseRole = ClauseRole.THEN, at: int = 0) -> tuple[Clause, ...]:
    """Return the clauses of a text from an offset on; it begins in ``role`` where no word of its own says otherwise."""
    pattern, roles = _openers(language)
    cuts = {at} | {found.end() for found in CUT.finditer(text, at)}
    opened = {
        found.start(): (found.end(), roles[found[0].casefold()]) for found in pattern.finditer(text, at)
    }
    subjects = {found.start() for found in EARS_SUBJECT.finditer(text, at)}
    has_consequence = any(opens is ClauseRole.THEN for _, opens in opened.values())
    bounds = sorted({*cuts, *opened, *subjects, len(text)})
    result: list[Clause] = []
    current = role
    promised = False  # whether the sentence has said what it promises: a condition behind that is an aside
    first = True
    for start, end in pairwise(bounds):
        piece = text[start:end]
        if not any(char.isalnum() for char in piece):
            continue
        lead = start + len(piece) - len(piece.lstrip(OPENING_MARKS))
        before = text[at:start].rstrip()
        if before.endswith(SENTENCE_ENDS):
            promised, first = False, True
        ends_condition = not promised and _ends_condition(piece, language)
        if start in subjects:
            this = current = ClauseRole.THEN
        elif lead in opened:
            lead, this = opened[lead]
            inside = bool(result) and len(text[:start].rstrip()) not in cuts
            if this is ClauseRole.WHEN and (promised or (inside and piece[:1].islower())):
                this = ClauseRole.ASIDE
            elif this is not ClauseRole.ASIDE:
                current = this
        elif (
            current is ClauseRole.WHEN
            and start in cuts
            and not has_consequence
            and result
            and before[-1:] in CONTINUES
        ):
            this = current = ClauseRole.THEN
        elif ends_condition:
            this = current = ClauseRole.WHEN
        else:
            trails = bool(result) and result[-1].role is ClauseRole.ASIDE and start not in cuts
            this = ClauseRole.ASIDE if trails else current
        promised = promised or this is ClauseRole.THEN
        result.append(Clause(this, lead, end, first))
        first = ends_condition
    return tuple(result)
