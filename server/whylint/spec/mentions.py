"""How a clause speaks of an operation: whether somebody does it, or it is only mentioned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from whylint.lexicon import vocabulary_for
from whylint.lexicon.phrases import words
from whylint.spec.clauses import Clause, ClauseRole, clauses
from whylint.spec.language import passage_language
from whylint.spec.reading import read
from whylint.spec.word_forms import names_or_describes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.lexicon.phrases import Match

QUOTES = ('"', "“", "'", "‘", "«", "`", "[", "「", "『")
APOSTROPHES = ("'", "‘", "’")
PREFIX = re.compile(r"-\w")
# Japanese goes on in kana behind what somebody does, and in Han or katakana where a noun gets longer: "検索条件".
KANA = re.compile("[\u3041-\u3096]")
LONGER_NOUN = re.compile("[\u30a1-\u30fc\u4e00-\u9fff]{2}")
NEAR_SUBJECT = 6  # words: a subject stands no further into its clause
NEAR_GRANT = 8  # words between "allows" and the "to" that belongs to it
NEAR_PRESS = 4  # words between "clicks" and what is clicked
NEAR_CHARACTERS = 2  # between what shows that an operation is only mentioned, and the operation
NEAR_NOUN = 5  # words between "provides" and what is provided


# What a clause says that promises nothing, in a language whose sentences the reader cannot take apart.
NOT_DONE = frozenset({"static", "limit", "process", "performance"})


# Operations that a thing does by itself where nothing says to what they are done: "the status changes".
CHANGES = frozenset({"save"})


class Use(StrEnum):
    """How an operation's word is used.

    DO: somebody does it; GRANTED: it is provided ("supports import of …"); DONE: it is done to something; NAMED: a
    statement without a verb names it ("Password reset"); PRESSED: a control with that name is pressed; MENTIONED: the
    rest.
    """

    DO = "do"
    GRANTED = "granted"
    DONE = "done"
    NAMED = "named"
    PRESSED = "pressed"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class Mention:
    """An operation in a text: its match in the whole text, the clause it stands in, and how it is used."""

    match: Match
    clause: Clause
    use: Use
    negated: bool


@lru_cache(maxsize=8192)
def mentions(
    text: str, language: str, role: ClauseRole = ClauseRole.THEN, at: int = 0
) -> tuple[Mention, ...]:
    """Return the operations that a text mentions, in order; ``role`` and ``at`` as for ``clauses``."""
    found: list[Mention] = []
    doing = follows = False
    language = passage_language(text, language)
    for clause in clauses(text, language, role, at):
        doing = doing and not clause.first
        told = clause.first or clause.role is ClauseRole.WHEN or follows
        follows = clause.role in (ClauseRole.GIVEN, ClauseRole.WHEN)
        parsed = _Parsed(text[clause.start : clause.end], clause, language, doing=doing, told=told)
        doing = False
        for match, use in parsed.uses():
            doing = doing or use in (Use.DO, Use.PRESSED)
            moved = match._replace(start=match.start + clause.start, end=match.end + clause.start)
            found.append(Mention(moved, clause, use, parsed.negated))
    return tuple(found)


class _Predicate(NamedTuple):
    """The word that says what is done: its index, whether it is done to the subject, or only grants something."""

    at: int
    passive: bool
    grants: bool
    by_subject: bool


class _Parsed:
    """A clause taken apart by the grammar of its language.

    Without a grammar every operation in it counts as done; where words are not separated, but for those whose
    surroundings show that they are only mentioned.
    """

    def __init__(self, part: str, clause: Clause, language: str, *, doing: bool, told: bool) -> None:
        own = vocabulary_for(language).lexicons[0]
        part = own.as_written_here(part)
        reading = read(part, language)
        self._part = part
        self._says = reading.categories
        self._signals = reading.signals
        self._grammar = own.grammar if "modal" in own.grammar else {}
        self._around = {} if own.spaced else own.grammar
        self._forms = own.grammar if own.spaced and not self._grammar else {}
        self._clause = clause
        self._goes_on = doing
        self._told = told
        self._found = reading.operations
        self._operations: dict[int, Match] = {}
        self._words = words(part, own.algorithm) if reading.operations else ()
        self._folded = [word.folded for word in self._words]
        for match in reading.operations:
            self._operations.setdefault(self._index(match.start), match)
        people = [match for match in reading.signals if match.category == "person"]
        self._people = {
            index
            for index, word in enumerate(self._words)
            if any(match.start <= word.start and word.end <= match.end for match in people)
        }
        self._predicate = self._find_predicate() if self._operations and self._grammar else None
        self._states = any(self._is(index, "being") for index in range(1, len(self._folded)))

    @property
    def negated(self) -> bool:
        """Whether the clause says what is not done, or who alone may do it."""
        if self._forms:
            first = min(self._operations, default=0)
            return not self._forms.get("negation", frozenset()).isdisjoint(self._folded[:first])
        reach = self._predicate.at + 1 if self._predicate else 1
        return any(
            self._is(index, "negation") and not self._only_narrows(index)
            for index in range(min(reach, len(self._folded)))
        )

    def _only_narrows(self, index: int) -> bool:
        """Tell whether "only" says to what something is done, "only new rows are imported", and not who may do it."""
        predicate = self._predicate
        return (
            self._is(index, "narrowing")
            and predicate is not None
            and predicate.passive
            and not any(self._is(at, "modal") or at in self._people for at in range(index, predicate.at))
        )

    def uses(self) -> Iterator[tuple[Match, Use]]:
        """Yield the operations with their uses."""
        if not self._grammar:
            yield from ((match, self._loosely(match)) for match in self._found)
            return
        done_before = self._goes_on
        for index, match in self._operations.items():
            use = self._use(index, match, doing=done_before)
            done_before = done_before or use in (Use.DO, Use.PRESSED)
            yield match, use

    def _use(self, index: int, match: Match, *, doing: bool) -> Use:
        after = self._index(match.end)
        quoted = self._is_quoted(match)
        on_surface = self._is_surface(after)
        pressed = any(self._is(before, "press") for before in range(max(0, index - NEAR_PRESS), index))
        if PREFIX.match(self._part, match.end):
            return Use.MENTIONED
        if not quoted and self._is_provided(after):
            return Use.GRANTED
        if quoted or on_surface:
            if pressed:
                return Use.PRESSED
            if quoted or not self._is_predicate(index, after):
                return Use.MENTIONED
        if self._predicate is not None and self._is_predicate(index, after):
            return self._as_predicate(index, self._predicate)
        if self._is_granted(index):
            return Use.GRANTED
        if self._is_coordinated(index, doing=doing) or self._is_gerund(index, after):
            return Use.DO
        return self._without_verb(index, after)

    def _is_predicate(self, index: int, after: int) -> bool:
        predicate = self._predicate
        return predicate is not None and index <= predicate.at < after

    def _is_granted(self, index: int) -> bool:
        predicate = self._predicate
        return predicate is not None and predicate.grants and predicate.at < index <= predicate.at + NEAR_NOUN

    def _loosely(self, match: Match) -> Use:
        """Return how an operation is used where the sentences of the language cannot be taken apart."""
        quoted = self._is_quoted(match)
        told = self._told or bool(self._around)
        if quoted or not told or self._is_not_done(match) or self._is_mentioned(match):
            return Use.MENTIONED
        return Use.DO

    def _is_quoted(self, match: Match) -> bool:
        """Tell whether a quotation mark stands before an operation; the apostrophe of "l'import" is none."""
        before = self._part[: match.start].rstrip()
        return before[-1:] in QUOTES and not (before[-1:] in APOSTROPHES and before[-2:-1].isalnum())

    def _is_not_done(self, match: Match) -> bool:
        """Tell whether the clause speaks of how things are, or of the operation as of a thing."""
        if not self._forms:
            return bool(self._says & NOT_DONE)
        capitalised = self._part[match.start : match.start + 1].isupper()
        return any(
            signal.category in NOT_DONE and (signal.category != "static" or signal.start < match.start)
            for signal in self._signals
        ) or names_or_describes(
            self._folded,
            self._index(match.start),
            self._index(match.end) - 1,
            self._forms,
            capitalised=capitalised,
        )

    def _is_mentioned(self, match: Match) -> bool:
        """Tell whether the characters right before or behind an operation show that nobody does it there."""
        before = self._part[: match.start].rstrip()
        behind = self._part[match.end :].lstrip()
        if behind.startswith(tuple(self._around.get("done_behind", ()))):
            return False
        if KANA.search(self._part) and LONGER_NOUN.match(self._part, match.end - 1):
            return True
        named = self._part[match.start :].startswith(tuple(self._around.get("mention", ())))
        return (
            named
            or behind.startswith(tuple(self._around.get("mention_behind", ())))
            or any(
                row in before[-len(row) - NEAR_CHARACTERS :] for row in self._around.get("mention_before", ())
            )
        )

    def _as_predicate(self, index: int, predicate: _Predicate) -> Use:
        if predicate.passive:
            done = (
                self._ends(index, "participle") and not self._is_noun(index) and index + 1 not in self._people
            )
            return Use.DONE if done else Use.MENTIONED
        if (
            self._operations[index].category in CHANGES
            and index not in self._people
            and self._changes_by_itself(index)
        ):
            return Use.MENTIONED
        names = (
            predicate.by_subject
            and self._is_noun(index)
            and self._index(self._operations[index].end) == index + 1
        )
        return Use.MENTIONED if names else Use.DO

    def _is_gerund(self, index: int, after: int) -> bool:
        """Tell whether a sentence begins with the operation as what is done: "Saving a new entry adds it to …"."""
        return (
            index == 0
            and self._clause.first
            and self._ends(index, "continuous")
            and (self._is(after, "determiner") or self._folded[after : after + 1] == ["for"])
        )

    def _is_provided(self, after: int) -> bool:
        """Tell whether a statement says of an operation only that it is there: "Export functionality"."""
        if self._predicate is not None or not self._clause.first or not self._is(after, "provided"):
            return False
        return after + 1 >= len(self._folded) or self._is(after + 1, "preposition")

    def _is_coordinated(self, index: int, *, doing: bool) -> bool:
        """Tell whether an operation goes on with what is done: "creates the account and sends a link"."""
        if self._ends(index, "participle") or self._ends(index, "continuous"):
            return False
        if self._is(index - 1, "and"):
            follows = self._predicate is not None and index > self._predicate.at and not self._is_noun(index)
            return doing or follows
        first = self._past_fillers(0) == index
        return doing and first and not self._is_noun(index) and not self._states

    def _without_verb(self, index: int, after: int) -> Use:
        """Return how an operation is used that no verb was found for: named where the sentence begins with it."""
        if self._predicate is not None or self._states or not self._clause.first:
            return Use.MENTIONED
        in_phrase = index == 0 or self._is(index - 1, "determiner") or self._is(index - 1, "preposition")
        heads = after >= len(self._folded) or self._is(after, "preposition")
        if self._ends(index, "participle"):
            closes = self._closes(after)
            opens = index == 0 and after < len(self._folded) and closes and not self._ends(0, "ability")
            told = closes and not self._is(index - 1, "to")
            return (
                Use.MENTIONED
                if (in_phrase and not opens) or self._is(index - 1, "be") or not told
                else Use.DONE
            )
        third_person = self._ends(index, "third_person") and not self._folded[index].endswith("ss")
        if third_person and not in_phrase and not self._is_noun(index) and not self._is(after, "preposition"):
            if self._folded[index - 1].isdigit():
                return Use.MENTIONED
            return Use.DO if self._clause.role is ClauseRole.THEN else Use.DONE
        named = heads and not self._is(0, "preposition") and not self._ends(index, "continuous")
        return Use.NAMED if named else Use.MENTIONED

    def _changes_by_itself(self, index: int) -> bool:
        """Tell whether a thing only changes, and nobody changes it: "the total updates at once"."""
        by_somebody = any(at in self._people or self._is(at, "subject") for at in range(index))
        return index > 0 and not by_somebody and self._closes(self._index(self._operations[index].end))

    def _closes(self, after: int) -> bool:
        """Tell whether nothing that it is done to stands behind an operation: an end, "for", "automatically"."""
        return (
            after >= len(self._folded)
            or any(self._is(after, part) for part in ("preposition", "and", "to", "condition"))
            or self._ends(after, "adverb")
        )

    def _find_predicate(self) -> _Predicate | None:
        """Return what is done in the clause: an order, or what follows an obligation, a form of "be", or a subject."""
        start = self._past_fillers(0)
        modal = next((i for i in range(len(self._folded)) if self._is(i, "modal")), None)
        if self._is_order(start) and not (modal is not None and modal < start + 3):
            return self._deepened(start)
        if modal is not None:
            return self._deepened(self._past_fillers(modal + 1))
        if self._is(start, "grant") or self._is(start, "be"):
            return self._deepened(start)
        subject = self._subject()
        be = next(
            (i for i in range(1, len(self._folded)) if self._is(i, "be") and not self._is(i - 1, "to")), None
        )
        verb = self._past_fillers(subject + 1) if subject is not None else None
        acts_first = subject is not None and verb is not None and self._agrees(subject, verb)
        if verb is not None and acts_first and (be is None or (verb < be and verb in self._operations)):
            return self._deepened(verb, by_subject=True)
        if be is not None:
            return self._deepened(be)
        acts = self._acts_on_something()
        if acts is None and self._clause.role is ClauseRole.WHEN:
            acts = self._acts()
        return _Predicate(acts, passive=False, grants=False, by_subject=False) if acts is not None else None

    def _acts_on_something(self) -> int | None:
        """Return the index of the first operation that is done to what stands right behind it: "verifies the form"."""
        return next(
            (
                index
                for index, match in self._operations.items()
                if index
                and self._is(self._index(match.end), "determiner")
                and not self._is(index - 1, "determiner")
                and not self._is(index - 1, "preposition")
                and not self._is(index - 1, "to")
                and not self._ends(index, "participle")
                and not self._ends(index, "continuous")
            ),
            None,
        )

    def _acts(self) -> int | None:
        """Return the index of the operation that somebody does in a condition: "when the clerk records payments"."""
        return next(
            (
                index
                for index in self._operations
                if index
                and self._ends(index, "third_person")
                and not self._is_noun(index)
                and index + 1 < len(self._folded)
                and not any(self._is(index - 1, part) for part in ("determiner", "preposition", "to", "and"))
                and not any(
                    self._is(index + 1, part) for part in ("being", "preposition", "modal", "be", "and")
                )
                and not (self._ends(index - 1, "participle") or self._is_surface(index - 1))
                and not self._is_surface(index + 1)
            ),
            None,
        )

    def _is_order(self, start: int) -> bool:
        """Tell whether a clause begins with an operation in its base form: "Create a task", "and send it"."""
        match = self._operations.get(start)
        if match is None or not (self._clause.first or self._goes_on):
            return False
        if any(self._is(index, "determiner") for index in range(start)):
            return False  # "The link expires"
        following = start + 1
        if start == 0 and self._is(following, "determiner") and not self._ends(start, "continuous"):
            return True
        if self._is_noun(start) or self._ends(start, "participle") or self._ends(start, "continuous"):
            return False
        return not (
            self._is(following, "being") or self._is(following, "modal") or self._is_surface(following)
        )

    def _subject(self) -> int | None:
        """Return the index of the last word of the clause's subject, where it is a person or the system."""
        for index in range(min(len(self._folded), NEAR_SUBJECT)):
            named = index in self._people or self._is(index, "subject")
            continues = index + 1 in self._people or self._is(index + 1, "subject")
            behind = self._is(index - 1, "preposition") or self._is(index - 1, "to")
            if named and not continues and not behind:
                return index
        return None

    def _agrees(self, subject: int, verb: int) -> bool:
        """Tell whether a word can be what a subject does, and no further part of a noun."""
        if verb >= len(self._folded) or self._is(verb, "preposition"):
            return False
        many = self._is(subject, "subject_of_base_form") or self._ends(subject, "third_person")
        return (
            many
            or self._ends(verb, "third_person")
            or self._clause.role in (ClauseRole.WHEN, ClauseRole.GIVEN)
        )

    def _deepened(self, verb: int, *, by_subject: bool = False) -> _Predicate | None:
        """Return the predicate behind forms of "be" and words that only grant it: "is able to upload"."""
        passive = False
        for _ in range(NEAR_GRANT):
            if self._is(verb, "be"):
                passive, verb = True, self._past_fillers(verb + 1)
                continue
            if self._is(verb, "grant"):
                to = next((i for i in range(verb + 1, verb + NEAR_GRANT) if self._is(i, "to")), None)
                if to is None:
                    return _Predicate(verb, passive=passive, grants=True, by_subject=by_subject)
                passive, verb = False, self._past_fillers(to + 1)
                continue
            break
        return (
            _Predicate(verb, passive, grants=False, by_subject=by_subject)
            if verb < len(self._folded)
            else None
        )

    def _past_fillers(self, index: int) -> int:
        while index < len(self._folded) and (
            self._is(index, "filler")
            or self._is(index, "and")
            or (self._ends(index, "adverb") and index not in self._operations)
        ):
            index += 1
        return index

    def _index(self, offset: int) -> int:
        """Return the index of the first word that begins at an offset or behind it."""
        return next((i for i, word in enumerate(self._words) if word.start >= offset), len(self._words))

    def _is(self, index: int, part: str) -> bool:
        return 0 <= index < len(self._folded) and self._folded[index] in self._grammar.get(part, ())

    def _is_surface(self, index: int) -> bool:
        if not 0 <= index < len(self._folded):
            return False
        names = self._grammar.get("surface", frozenset())
        word = self._folded[index]
        return word in names or any(
            word == name + plural for name in names for plural in self._grammar["third_person"]
        )

    def _ends(self, index: int, part: str) -> bool:
        if not 0 <= index < len(self._folded):
            return False
        return self._folded[index].endswith(tuple(self._grammar.get(part, ())))

    def _is_noun(self, index: int) -> bool:
        return self._ends(index, "noun_ending")
