"""Statements about failure: what happens when something goes wrong, and whether they leave the user anywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whylint.lexicon.blanks import has_blank
from whylint.lexicon.phrases import word_count
from whylint.spec.clauses import ClauseRole, clauses
from whylint.spec.reading import content_stems, read

if TYPE_CHECKING:
    from whylint.lexicon.phrases import Match
    from whylint.spec.outline import Section
    from whylint.spec.reading import Reading
    from whylint.spec.units import Placed

QUOTED = re.compile(r"[\"“„«「『][^\"”“»」』]{3,}[\"”“»」』]|`[^`]{3,}`")
CODE = re.compile(
    r"\bHTTP\s*[45]\d\d\b|\b[45]\d\d\b(?!\s*(?:ms|kb|mb|px|%|[a-z]+s\b))"
    r"|\b[A-Z][A-Z0-9]+_[A-Z0-9_]+\b|\bexit(?:s| code)?\s+(?:code\s+)?\d\b",
    re.IGNORECASE,
)
# A question mark, and what may stand behind it where nothing answers it: a bracket, a few words.
QUESTION = re.compile(r"[?？](?P<rest>[^?？]*)$")
ANSWER = re.compile(r"\s*(?:\*\*)?\s*[→(:–—-]\s*\S|\s*\*\*\s*\S")
SHORT_REST = 3  # words
BEFORE = 24  # characters between a word like "every" or "without" and the failure that it is about

# Words that promise a code without naming one.
PROMISE_A_CODE = ("http", "status")
# What stands in sections of these roles only tells of failure, and is not held to it.
ONLY_TOLD = frozenset(
    {"record", "tests", "prior_art", "goals", "problem", "introduction", "glossary", "alternatives"}
)
# Sections of these roles alone say how it is built, and not what people meet.
HOW_IT_IS_BUILT = frozenset({"design", "no_spec", "manual"})
LONGEST_STATEMENT = 45  # words
TELLING = 3  # words: fewer say nothing of what happens


@dataclass(frozen=True, slots=True)
class FailureStatement:
    """A passage that speaks of failure.

    placed: where it stands; text: what it says; whole: the same with what is needed to understand it, its row or
    heading; answers: whether it says what happens then; vague: whether that leaves the user nowhere; question: whether
    it only asks; operations: the operations it names; stems: its telling words; general: whether it speaks of every
    operation.
    """

    placed: Placed
    section: Section
    text: str
    whole: str
    answers: bool
    vague: bool
    question: bool
    operations: frozenset[str]
    stems: frozenset[str]
    general: bool

    def as_question(self) -> FailureStatement:
        """Return the statement as the question that it is where it stands in one that is open."""
        return replace(self, answers=False, vague=False, question=True)


def failures_in(text: str, language: str, start: int, end: int) -> list[Match]:
    """Return the failures that a range of a text speaks of, but for what stands in brackets or is said to be absent."""
    if text[:start].rstrip().endswith("("):
        return []
    part = text[start:end]
    return [
        match
        for match in read(part, language).of("failure")
        if not _stands_before(match, "absent", part, language)
    ]


def _stands_before(failure: Match, category: str, text: str, language: str) -> bool:
    """Tell whether a word of a category stands right before a failure, with at most one other word between."""
    return any(
        word.end <= failure.start <= word.end + BEFORE and word_count(text[word.end : failure.start]) <= 1
        for word in read(text, language).of(category)
    )


def is_concrete(text: str, said: Reading) -> bool:
    """Tell whether a passage says something concrete; a status that is only to be a proper one is nothing concrete."""
    vague = said.of("vague_outcome")
    return any(
        text[found.start : found.end].casefold() not in PROMISE_A_CODE
        or not any(each.start <= found.start < each.end for each in vague)
        for found in said.of("concrete")
    )


def is_question(text: str) -> bool:
    """Tell whether a passage only asks: with a blank, or without an answer behind it, in brackets or after a dash."""
    if has_blank(text):
        return True
    found = QUESTION.search(text.strip())
    if found is None:
        return False
    rest = found["rest"]
    return ANSWER.match(rest) is None and word_count(rest) <= SHORT_REST


def _is_statement(text: str, section: Section) -> bool:
    """Tell whether a passage can be held to what it says of failure: no narrative, and no report on finished work."""
    told = any(not each.roles.isdisjoint(ONLY_TOLD) for each in section.lineage())
    return not told and word_count(text) <= LONGEST_STATEMENT


def _says_how_it_is_built(section: Section) -> bool:
    """Tell whether the nearest section that has a role is one about how things are built."""
    nearest = next((each for each in section.lineage() if each.roles), None)
    return nearest is not None and nearest.roles <= HOW_IT_IS_BUILT


def _says_what_then(said: Reading) -> bool:
    """Tell whether a passage has an outcome besides the failure: "a photo that is too large is refused" has one."""
    failures = said.of("failure")
    return any(
        any(not (failure.start < outcome.end and outcome.start < failure.end) for failure in failures)
        or not failures
        for outcome in said.of("outcome")
    )


def _says_what_instead(text: str, language: str) -> bool:
    """Tell whether a passage says in a clause without a failure what is done under the condition that one is there."""
    parts = clauses(text, language)
    failing = [bool(failures_in(text, language, part.start, part.end)) for part in parts]
    conditions = (ClauseRole.WHEN, ClauseRole.GIVEN, ClauseRole.ASIDE)
    return any(fails and part.role in conditions for part, fails in zip(parts, failing, strict=True)) and any(
        part.role is ClauseRole.THEN and not fails and word_count(text[part.start : part.end]) >= TELLING
        for part, fails in zip(parts, failing, strict=True)
    )


def failure_statement(
    placed: Placed, section: Section, language: str, context: str = "", then: str = ""
) -> FailureStatement | None:
    """Return what a unit says about failure, None where it does not speak of failure at all.

    context: what is needed to understand it; then: what the steps or cells behind it say.
    """
    text = placed.unit.text
    said = read(text, language)
    if said.says("story_role") or said.says("wish"):
        return None  # a wish for what fails less is no word on what happens then
    in_error_section = any(each.has_role("errors", "edge_cases") for each in section.lineage()) or (
        section.has_role("acceptance") and bool(failures_in(section.title, language, 0, len(section.title)))
    )
    if not said.says("failure") and not (in_error_section and (said.says("outcome") or said.says("edge"))):
        return None
    question = is_question(text)
    concrete = is_concrete(text, said) or QUOTED.search(text) is not None or CODE.search(text) is not None
    vague = (
        said.says("vague_outcome")
        and not (concrete or question or _says_how_it_is_built(section))
        and _is_statement(text, section)
    )
    only_names = said.says("failure_topic") and not concrete
    failures = said.of("failure")
    answers = (
        not question
        and not vague
        and not only_names
        and (
            _says_what_then(said)
            or concrete
            or (in_error_section and word_count(text) > 4)
            or _says_what_instead(text, language)
            or word_count(then) >= TELLING
        )
    )
    whole = " ".join(filter(None, (context, text, then)))
    return FailureStatement(
        placed, section, text, whole, answers, vague, question,
        frozenset(match.category for match in read(whole, language).operations),
        content_stems(whole, language),
        _is_statement(text, section) and any(_stands_before(match, "every", text, language) for match in failures),
    )  # fmt: skip
