"""Finding the phrases of a lexicon in running text.

A phrase is written as people write it. ``/`` separates words that may stand for each other, ``…`` allows a
few words in between, and a word ending in ``=`` must stand exactly so; any other word stands for all its
inflections.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import snowballstemmer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

GAP = 5  # the most words that "…" stands for
BEGINNING = 2  # letters that a word shares with all its inflections, but for their accents: "gérer", "gère"
UNSPACED_GAP = 16  # the most characters it stands for in a script without spaces
# Characters of the scripts that separate no words by spaces: kana and Han.
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[?%=<>≤≥]")
SENTENCE_END = re.compile(r"[.;!?]\s|\n\s*\n")
WITHOUT_ACCENT = {
    code: ord(unicodedata.normalize("NFD", chr(code))[0]) for code in (*range(0xC0, 0x180), ord("ё"))
}

# What French and Italian write together with the next word, though it is a word of its own: "l'utilisateur".
ELISIONS = {
    language: re.compile(rf"(?<![^\W_])(?:{words})['’](?=[^\W_])", re.IGNORECASE)
    for language, words in {
        "french": "[cdjlmnst]|(?:jus|lors|puis|quel|quoi)?qu",
        "italian": "[cdlmnstv]|anch|co[ms]|dov|(?:a|co|da|de|ne|que|su)ll|quest|senz|tutt|(?:alc|ness)?un",
    }.items()
}


class Match(NamedTuple):
    """A phrase found: its category in the lexicon, and its range in the text."""

    category: str
    start: int
    end: int


class Word(NamedTuple):
    """A word of running text: folded, its stem, and its range in the text."""

    folded: str
    stem: str
    start: int
    end: int


@lru_cache(maxsize=65536)
def stem(word: str, algorithm: str) -> str:
    """Return the stem of a folded word by a Snowball algorithm; the word itself where a language has none."""
    return str(_stemmer(algorithm).stemWord(word)) if algorithm else word


@lru_cache(maxsize=16)
def _stemmer(algorithm: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(algorithm)


@lru_cache(maxsize=16)
def _word_pattern(algorithm: str) -> re.Pattern[str]:
    elision = ELISIONS.get(algorithm)
    return WORD if elision is None else re.compile(f"{elision.pattern}|{WORD.pattern}", re.IGNORECASE)


@lru_cache(maxsize=8192)
def words(text: str, algorithm: str) -> tuple[Word, ...]:
    """Split text into its words, with their stems."""
    found = []
    for match in _word_pattern(algorithm).finditer(text):
        folded = match[0].casefold().replace("’", "'")
        found.append(Word(folded, stem(folded, algorithm), match.start(), match.end()))
    return tuple(found)


def word_count(text: str) -> int:
    """Return how many words a text has; of a script without spaces two characters count as one."""
    spaced, characters = UNSPACED.subn(" ", text)
    return len(spaced.split()) + (characters + 1) // 2


# For each place of a phrase the alternatives, a stem or an exact word (then True); None for a gap.
Places: TypeAlias = "tuple[tuple[tuple[str, bool], ...] | None, ...]"


@dataclass(frozen=True)
class _Phrase:
    """A row of a lexicon; its places are prepared when its first word is met."""

    category: str
    row: str
    algorithm: str

    @cached_property
    def places(self) -> Places:
        return places_of(self.row, self.algorithm)


def tokens_of(row: str, algorithm: str) -> list[str]:
    """Split a row of a lexicon where running text is split too: at spaces, hyphens and elisions."""
    folded = row.casefold().replace("’", "'").replace("-", " ")
    elision = ELISIONS.get(algorithm)
    return (elision.sub(r"\g<0> ", folded) if elision else folded).split()


def places_of(row: str, algorithm: str) -> Places:
    """Return what has to stand at each place of a row's phrase."""
    return tuple(
        None if token == "…" else tuple(_alternative(word, algorithm) for word in token.split("/"))
        for token in tokens_of(row, algorithm)
    )


def _beginning(word: str) -> str:
    return word[:BEGINNING].translate(WITHOUT_ACCENT)


def _alternative(word: str, algorithm: str) -> tuple[str, bool]:
    exact = word.endswith("=") and len(word) > 1
    return (word[:-1], True) if exact else (stem(word, algorithm), False)


class PhraseBook:
    """All phrases of one language, by category, ready to be found.

    algorithm: the Snowball stemmer of the language, "" where there is none; spaced: whether its script
    separates words by spaces. Where it does not, a phrase is looked for as a run of characters.
    """

    def __init__(self, phrases: Mapping[str, Sequence[str]], *, algorithm: str, spaced: bool) -> None:
        self.algorithm = algorithm
        self._rows: dict[str, list[_Phrase]] = {}
        self._ready: dict[str, dict[str, list[_Phrase]]] = {}
        self._patterns: list[tuple[str, re.Pattern[str]]] = []
        for category, rows in phrases.items():
            unspaced = (
                [] if spaced else sorted((row for row in rows if not row.isascii()), key=len, reverse=True)
            )
            if unspaced:
                self._patterns.append((category, re.compile("|".join(map(_pattern, unspaced)))))
            for row in rows:
                if spaced or row.isascii():
                    self._add(category, row)

    def _add(self, category: str, row: str) -> None:
        tokens = tokens_of(row, self.algorithm)
        if not tokens or tokens[0] == "…":
            raise ValueError(f"“{row}” does not begin with a word")
        for beginning in {_beginning(word) for word in tokens[0].split("/")}:
            self._rows.setdefault(beginning, []).append(_Phrase(category, row, self.algorithm))

    def _prepare(self, beginning: str) -> dict[str, list[_Phrase]]:
        """Return the phrases whose first word begins so, by its stem or the word itself.

        They are prepared when a text first has a word that begins as they do, for to stem all the rows of a
        language takes longer than to read most documents.
        """
        known = self._ready[beginning] = {}
        for phrase in self._rows.get(beginning, ()):
            first = tokens_of(phrase.row, self.algorithm)[0].split("/")
            for text in {_alternative(word, self.algorithm)[0] for word in first}:
                known.setdefault(text, []).append(phrase)
        return known

    def find(self, text: str) -> list[Match]:
        """Return every phrase that stands in the text, in order of appearance."""
        found: list[Match] = []
        tokens = words(text, self.algorithm)
        ready = self._ready
        for index, word in enumerate(tokens):
            beginning = _beginning(word.folded)
            by_first = ready[beginning] if beginning in ready else self._prepare(beginning)
            for key in {word.stem, word.folded}:
                for phrase in by_first.get(key, ()):
                    end = _ends(phrase.places, tokens, index, text)
                    if end is not None:
                        found.append(Match(phrase.category, word.start, end))
        for category, pattern in self._patterns:
            found.extend(Match(category, match.start(), match.end()) for match in pattern.finditer(text))
        found.sort(key=lambda match: (match.start, -match.end))
        return found


def _ends(
    places: tuple[tuple[tuple[str, bool], ...] | None, ...], tokens: tuple[Word, ...], index: int, text: str
) -> int | None:
    """Return where a phrase that begins at a word ends, None where it does not stand there."""
    at = index
    end = tokens[index].end
    gap = False
    for place in places:
        if place is None:
            gap = True
            continue
        reach = range(at, min(at + GAP + 1, len(tokens))) if gap else range(at, min(at + 1, len(tokens)))
        for candidate in reach:
            word = tokens[candidate]
            if gap and _sentence_ends(text, tokens[at - 1].end, word.start):
                return None
            if any(form == (word.folded if exact else word.stem) for form, exact in place):
                if not gap and candidate > index and _sentence_ends(text, end, word.start):
                    return None
                at, end = candidate + 1, word.end
                break
        else:
            return None
        gap = False
    return end


def _sentence_ends(text: str, start: int, end: int) -> bool:
    return end - start > 1 and SENTENCE_END.search(text, start, end) is not None


def _pattern(row: str) -> str:
    parts = [r"\s?".join(map(re.escape, part.split())) for part in row.split("…")]
    return (r"(?<!\w)" if row[:1].isspace() else "") + f"[^。．!?！？\n]{{0,{UNSPACED_GAP}}}".join(parts)


def outermost(matches: Iterable[Match]) -> list[Match]:
    """Return the matches that do not stand inside a longer one of any category: ダウンロード is no ロード."""
    ordered = sorted(matches, key=lambda m: (m.start, -m.end))
    return [
        match
        for match in ordered
        if not any(
            other.start <= match.start
            and match.end <= other.end
            and other.end - other.start > match.end - match.start
            for other in ordered
        )
    ]


def longest(matches: Iterable[Match], keep: Callable[[Match], bool] = lambda _: True) -> list[Match]:
    """Return the matches that do not stand inside a longer one of the same category."""
    chosen: list[Match] = []
    for match in sorted(matches, key=lambda m: (m.start, -m.end)):
        if not keep(match):
            continue
        if any(
            m.category == match.category and m.start <= match.start and match.end <= m.end for m in chosen
        ):
            continue
        chosen.append(match)
    return chosen
