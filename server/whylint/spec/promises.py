"""What a criterion promises: the operation that can fail under a user's eyes, in which words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from whylint.lexicon import vocabulary_for
from whylint.lexicon.phrases import Match, word_count, words
from whylint.spec import forms
from whylint.spec.clauses import ClauseRole, clauses
from whylint.spec.failures import CODE, failures_in
from whylint.spec.language import passage_language
from whylint.spec.mentions import Mention, Use, mentions
from whylint.spec.model import GroupFormat, Promise
from whylint.spec.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.spec.criteria import Draft
    from whylint.spec.units import Placed

MUCH = 90  # characters: an operation's phrase is cut at this length
NEAR_OBJECT = 30  # characters between an operation and what it is done to
TELLING = 2  # words: a table cell with fewer is an id or a priority
REFERENCES = re.compile(r"(?:[A-Z]+-?[\d.]+[,\s]*(?:(?:through|to|–|-)\s*)?)+")
STEP_ROLES = {"given": ClauseRole.GIVEN, "when": ClauseRole.WHEN, "then": ClauseRole.THEN}

# How surely a use of an operation's word is a promise, surest first.
RANKS = (Use.DO, Use.PRESSED, Use.GRANTED, Use.DONE, Use.NAMED)
# A statement without a verb promises these where it names them: "Export of reports", "Sign-in with a passkey".
TOLD_BY_NAME = frozenset({"upload", "export", "pay", "sign-in", "register", "search", "delete"})


# What bounds an operation promises none.
BOUNDED = frozenset({"limit", "performance"})
# What may be done to things that nobody sees: a token is made, a history entry is stored.
UNSEEN = frozenset({"create", "save", "delete"})
# Operations whose being done is a state: who "is logged in" does nothing.
STATES = frozenset({"sign-in"})
# What is made, changed and thrown away while a product is built, and what then stands there: files of its source.
WORK = frozenset({"create", "save", "delete", "connect"})
SOURCE_FILE = re.compile(r"\bsrc/|\w\.(?:py|tsx?|jsx?|sh|go|rs|java|kt|cs|rb)\b")
KEPT_FILE = re.compile(
    r"\w\.(?:json|md|ya?ml|toml)\b"
)  # work where it is made or deleted; else what a tool writes to


# An endpoint of a web API, and the operation that its method stands for.
ENDPOINT = re.compile(r"\b(GET|POST|PUT|PATCH|DELETE)\s+/[^\s,;:]*")
METHODS = {"GET": "load", "POST": "create", "PUT": "save", "PATCH": "save", "DELETE": "delete"}


# The name of a field or a record that keeps what happened, by how programs write it: "ResolvedAt", "StatusHistory".
RECORD = re.compile(
    r"\b[A-Za-z]\w*[a-z](?:At|By|History|Log|Flag)\b|\bis[A-Z]\w+|\b\w+_(?:at|by|id|log|flag)\b"
)


OBLIGES = re.compile(r"\b(?:must|shall|should|to) $", re.IGNORECASE)  # behind it "support" is a verb


class _Part(NamedTuple):
    """A unit of a statement: where its own words begin, and the role that its first clause has."""

    placed: Placed
    at: int
    role: ClauseRole
    title: bool = False


def promise_of(draft: Draft, language: str) -> Promise | None:
    """Return the operation that a criterion commits to, None where it promises nothing that can fail.

    A criterion that is itself about a failure promises nothing: its title or its condition says so. Neither does a
    clause that speaks of a failure, or says what is not done.
    """
    parts = list(_parts(draft))
    if any(_is_about_failure(part, language) for part in parts):
        return None
    called = next((found for part in parts if (found := _endpoint(part, language)) is not None), None)
    return called or _surest(parts, language)


def _surest(parts: list[_Part], language: str) -> Promise | None:
    """Return the operation that is most surely promised by the parts of a statement."""
    found = [
        (RANKS.index(mention.use), index, mention)
        for index, part in enumerate(parts)
        if not part.title
        for mention in mentions(part.placed.unit.text, language, part.role, part.at)
        if _promises(mention, part, language)
    ]
    if any(mention.use is Use.PRESSED for _, _, mention in found) and _opens_a_view(parts, language):
        found = [each for each in found if each[2].use is not Use.PRESSED]
    conditional = [each for each in found if each[2].clause.role is ClauseRole.WHEN]
    if conditional and _ends_in_failure(parts, language):
        found = [each for each in found if each not in conditional]
    if not found:
        return None
    _, index, mention = min(found, key=lambda each: each[:2])
    return _promise(parts[index].placed, mention.match, mention.clause.end, language)


def _is_harmless(mention: Mention, part: _Part, language: str) -> bool:
    """Tell whether nobody would notice a failure: of what is done on the screen, to an id, or as fast as told."""
    clause = part.placed.unit.text[mention.clause.start : mention.clause.end]
    said = read(clause, language)
    if said.says("performance"):
        return True
    start, end = mention.match.start - mention.clause.start, mention.match.end - mention.clause.start
    things = said.of("harmless")
    if mention.match.category in UNSEEN and mention.use is Use.DONE and RECORD.search(clause):
        return True
    if mention.match.category in UNSEEN:
        things = [*things, *said.of("internal")]
    return any(
        start <= found.start < end + NEAR_OBJECT if mention.use is not Use.DONE else found.start < start
        for found in things
    )


def _endpoint(part: _Part, language: str) -> Promise | None:
    """Return what a call of a web API promises, None where a part names none, or says how one is bounded or fails."""
    text = part.placed.unit.text
    found = ENDPOINT.search(text, part.at)
    if found is None or CODE.search(text) or read(text, language).categories & BOUNDED:
        return None
    match = Match(METHODS[found[1]], found.start(), found.end())
    return _promise(part.placed, match, len(text), language)


def _parts(draft: Draft) -> Iterator[_Part]:
    """Yield what a criterion states: its steps, the telling cells of its row, or its one unit behind a lead-in."""
    role = ClauseRole.THEN
    for placed in _units(draft):
        text = placed.unit.text
        at = draft.at if placed is draft.head else 0
        step = forms.step(text[at:])
        if step is not None and step.keyword == "scenario":
            at += step.end
        if (draft.title and placed is draft.head) or (step is not None and step.keyword == "scenario"):
            yield _Part(placed, at, ClauseRole.THEN, title=True)
            continue
        if draft.format is GroupFormat.TABLE:
            role = ClauseRole.THEN
        elif step is not None:
            role = STEP_ROLES.get(step.keyword, role)
        if step is None and placed.unit.lead > at and placed.unit.rest:
            at = placed.unit.lead
        yield _Part(placed, at, role)


def _units(draft: Draft) -> list[Placed]:
    """Return the units that state a criterion: of a row all cells but those that only refer to something."""
    if draft.format is not GroupFormat.TABLE:
        return draft.statement
    cells = [*draft.statement, *draft.details]
    telling = [
        cell
        for cell in cells
        if word_count(cell.unit.text) >= TELLING and not REFERENCES.fullmatch(cell.unit.text.strip())
    ]
    return telling or draft.statement


def _is_about_failure(part: _Part, language: str) -> bool:
    text = part.placed.unit.text
    if part.title:
        return bool(failures_in(text, language, part.at, len(text)))
    for clause in clauses(text, language, part.role, part.at):
        if clause.role is ClauseRole.THEN:
            break  # what stands behind a promise says what happens when that fails
        if clause.role is not ClauseRole.ASIDE and failures_in(text, language, clause.start, clause.end):
            return True
    return False


def _ends_in_failure(parts: list[_Part], language: str) -> bool:
    """Tell whether what follows from a condition is that something fails: "when the user submits …, it is rejected"."""
    consequences = [
        (part.placed.unit.text, clause)
        for part in parts
        if not part.title
        for clause in clauses(part.placed.unit.text, language, part.role, part.at)
        if clause.role is ClauseRole.THEN
    ]
    return bool(consequences) and bool(
        failures_in(consequences[0][0], language, consequences[0][1].start, consequences[0][1].end)
    )


def _opens_a_view(parts: list[_Part], language: str) -> bool:
    """Tell whether all that a criterion comes to is that another view opens."""
    return any(
        _says_that_a_view_opens(part.placed.unit.text[clause.start : clause.end], language)
        for part in parts
        if not part.title
        for clause in clauses(part.placed.unit.text, language, part.role, part.at)
        if clause.role is ClauseRole.THEN
    )


def _says_that_a_view_opens(text: str, language: str) -> bool:
    own = vocabulary_for(passage_language(text, language)).lexicons[0]
    opening = own.grammar.get("opening", frozenset())
    return any(word.folded in opening for word in words(text, own.algorithm))


def _promises(mention: Mention, part: _Part, language: str) -> bool:
    """Tell whether a mention of an operation commits to it."""
    use, role = mention.use, mention.clause.role
    if use not in RANKS or mention.negated or role in (ClauseRole.GIVEN, ClauseRole.ASIDE):
        return False
    if failures_in(part.placed.unit.text, language, mention.clause.start, mention.clause.end):
        return False
    if use is Use.NAMED:
        return role is ClauseRole.THEN and mention.match.category in TOLD_BY_NAME
    if role is ClauseRole.WHEN and _has_succeeded(mention, part, language):
        return False
    if use is Use.DONE and (role is ClauseRole.WHEN or mention.match.category in STATES):
        return False
    text = part.placed.unit.text
    return not (_is_work_on_the_product(mention, text, language) or _is_harmless(mention, part, language))


def _has_succeeded(mention: Mention, part: _Part, language: str) -> bool:
    """Tell whether a condition presumes that what is done in it went well: "when a guest successfully registers"."""
    own = vocabulary_for(passage_language(part.placed.unit.text, language)).lexicons[0]
    clause = part.placed.unit.text[mention.clause.start : mention.clause.end]
    success = own.grammar.get("success", frozenset())
    return any(word.folded in success for word in words(clause, own.algorithm))


def _is_work_on_the_product(mention: Mention, text: str, language: str) -> bool:
    """Tell whether a clause orders work on the product's source or documents: "Create a parser class in src/"."""
    clause = mention.clause
    ordered = mention.use is Use.DONE or mention.match.start == clause.start
    if not ordered or mention.match.category not in WORK:
        return False
    part = text[clause.start : clause.end]
    kept = mention.match.category != "save" and KEPT_FILE.search(part) is not None
    return kept or SOURCE_FILE.search(part) is not None or read(part, language).says("process")


def _promise(placed: Placed, match: Match, clause_end: int, language: str) -> Promise:
    text = placed.unit.text
    operation = vocabulary_for(language).operation(match.category)
    end = _phrase_end(text, match, clause_end)
    people = [
        found
        for found in read(text, language).of("person")
        if found.end <= match.start and not OBLIGES.search(text, 0, found.start)
    ]
    return Promise(
        operation=operation.name,
        span=placed.span(match.start, end),
        words=" ".join(text[match.start : end].split()),
        noun=operation.noun,
        persona=text[people[-1].start : people[-1].end] if people else None,
        hazards=operation.hazards,
    )


def _phrase_end(text: str, match: Match, clause_end: int) -> int:
    """Return where the phrase that names an operation ends: with its clause."""
    start, end = match.end, clause_end
    if end - match.start > MUCH:
        space = text.rfind(" ", start, match.start + MUCH)
        end = max(start, space)
    return len(text[: max(start, end)].rstrip(' .,;:—–-→*("“，、；：。（'))
