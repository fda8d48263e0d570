"""What the words of one passage say, by the lexicon: read once for each text and language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from whylint.lexicon import vocabulary_for
from whylint.lexicon.phrases import UNSPACED, word_count, words
from whylint.spec.forms import bare_label
from whylint.spec.language import passage_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.lexicon.phrases import Match


@dataclass(frozen=True, slots=True)
class Reading:
    """The signals and operations found in a passage; ranges are into its text."""

    signals: tuple[Match, ...]
    operations: tuple[Match, ...]
    categories: frozenset[str]

    def says(self, *categories: str) -> bool:
        """Tell whether the passage has a signal of each of the categories."""
        return self.categories.issuperset(categories)

    def of(self, category: str) -> list[Match]:
        """Return the signals of one category, in order."""
        return [match for match in self.signals if match.category == category]


@lru_cache(maxsize=32768)
def read(text: str, language: str) -> Reading:
    """Return what a passage says."""
    vocabulary = vocabulary_for(passage_language(text, language))
    signals = tuple(vocabulary.signals(text))
    return Reading(
        signals, tuple(vocabulary.operations(text)), frozenset(match.category for match in signals)
    )


@lru_cache(maxsize=32768)
def content_stems(text: str, language: str) -> frozenset[str]:
    """Return the stems of a passage's telling words: no common ones, no numbers, none of one or two letters."""
    vocabulary = vocabulary_for(passage_language(text, language))
    common = frozenset().union(*(each.common for each in vocabulary.lexicons))
    if not vocabulary.lexicons[0].spaced:
        return frozenset(_pieces(text)) - common
    algorithm = vocabulary.lexicons[0].phrases.algorithm
    return frozenset(
        word.stem
        for word in words(text, algorithm)
        if len(word.folded) > 2 and word.folded not in common and not word.folded.isdigit()
    )


# What tells something in a script that does not separate words, or writes them together with their endings.
RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]{2,}|[\u30a1-\u30ff]{2,}|[\uac00-\ud7af]{2,}|[a-z]\w{2,}")


def _pieces(text: str) -> Iterator[str]:
    """Yield what stands for the stems of words: of Han each two characters, of a Korean word the first two."""
    for found in RUN.finditer(text.casefold()):
        run = found[0]
        if "\u3400" <= run[0] <= "\u9fff":
            yield from (run[at : at + 2] for at in range(len(run) - 1))
        else:
            yield run[:2] if "\uac00" <= run[0] <= "\ud7af" else run


@lru_cache(maxsize=32768)
def verb_stems(text: str, language: str) -> frozenset[str]:
    """Return the stems of the words by which a passage names operations: "upload" of "uploads a file"."""
    algorithm = vocabulary_for(passage_language(text, language)).lexicons[0].phrases.algorithm
    found = read(text, language).operations
    return frozenset(
        word.stem for match in found for word in words(text[match.start : match.end], algorithm)[:1]
    )


# What may follow a role's phrase that stands at a label's beginning.
AFTER_A_ROLE = ("", *":：—–-(/,&0123456789#、，・／")

COMPOUND = re.compile(r"-[^\W\d]")  # "Specification-driven development" is about no specification
SHORT_LABEL = 8  # words
REMARK = re.compile(r"\s*\([^()]*\)$")  # what a label says in brackets behind what it is


@lru_cache(maxsize=16384)
def roles_of(label: str, language: str) -> frozenset[str]:
    """Return the roles that a heading or label gives to the section below it.

    A role's phrase counts where it makes up much of the label, stands at its beginning before punctuation,
    or at its end; a phrase of two words and more counts anywhere in a short label, and at the beginning of a long one.
    In a script without spaces it is the end that says what the label is about.
    """
    bare = bare_label(label)
    remark = REMARK.search(bare)
    if remark is None:
        return _roles_of(bare, language)
    named = _roles_of(bare[: remark.start()], language) | _roles_of(bare, language, before=remark.start())
    return named or _roles_of(bare, language)


def _roles_of(bare: str, language: str, before: int | None = None) -> frozenset[str]:
    """Return the roles of a label's words, of phrases alone that begin before a place in it."""
    vocabulary = vocabulary_for(language)
    unspaced = UNSPACED.search(bare) is not None
    counted = unspaced or " " in bare
    total = (word_count(bare) if unspaced else len(words(bare, ""))) or 1
    found: list[Match] = []
    for match in vocabulary.labels(bare):
        if before is not None and match.start >= before:
            continue
        phrase = bare[match.start : match.end]
        size = word_count(phrase) if counted else len(phrase)
        whole = total if counted else max(1, len(bare))
        after = bare[match.end :].lstrip()[:1]
        head = match.start == 0 and after in AFTER_A_ROLE and not COMPOUND.match(bare, match.end)
        edge = match.start == 0 or match.end >= len(bare.rstrip(")"))
        if (
            head
            or size * 2 >= whole
            or (size >= 2 and (whole <= 7 or (match.start == 0 and not unspaced)))
            or (edge and whole <= 3)
            or (unspaced and match.end == len(bare) and whole <= SHORT_LABEL)
        ):
            found.append(match)
    longest = [
        match
        for match in found
        if not any(
            other.start <= match.start
            and match.end <= other.end
            and other.end - other.start > match.end - match.start
            for other in found
        )
    ]
    return frozenset(match.category for match in longest)
