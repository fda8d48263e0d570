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
REMEMBERED = 50_000  # words of running text for which a book knows what may begin with them
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


@lru_cache(maxsize=65536)
def _folded_and_stem(written: str, algorithm: str) -> tuple[str, str]:
    folded = written.casefold().replace("’", "'")
    return folded, stem(folded, algorithm)


@lru_cache(maxsize=16)
def _stemmer(algorithm: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(algorithm)


@lru_cache(maxsize=16)
def _word_pattern(algorithm: str) -> re.Pattern[str]:
    elision = ELISIONS.get(algorithm)
    return WORD if elision is None else re.compile(f"{elision.pattern}|{WORD.pattern}", re.IGNORECASE)


@lru_cache(maxsize=1024)
def words(text: str, algorithm: str) -> tuple[Word, ...]:
    """Split text into its words, with their stems."""
    return tuple(
        [
            Word(*_folded_and_stem(match[0], algorithm), *match.span())
            for match in _word_pattern(algorithm).finditer(text)
        ]
    )


def word_count(text: str) -> int:
    """Return how many words a text has; of a script without spaces two characters count as one."""
    if text.isascii():
        return len(text.split())
    spaced, characters = UNSPACED.subn(" ", text)
    return len(spaced.split()) + (characters + 1) // 2


class Place(NamedTuple):
    """What may stand at one place of a phrase: a word with one of the stems, or exactly one of the words."""

    stems: frozenset[str]
    exact: frozenset[str]

    def holds(self, word: Word) -> bool:
        """Tell whether a word may stand here."""
        return word.stem in self.stems or word.folded in self.exact


# What has to stand at each place of a phrase, None for a gap.
Places: TypeAlias = "tuple[Place | None, ...]"


@dataclass(frozen=True, eq=False)
class _Phrase:
    """A row of a lexicon; its places are prepared when its first word is met. number: how many rows stand above it."""

    category: str
    row: str
    algorithm: str
    number: int

    @cached_property
    def places(self) -> Places:
        return places_of(self.row, self.algorithm)


class _Beginnings(NamedTuple):
    """The phrases that may begin with a word, by what has to stand behind it.

    alone: nothing; by_stem, by_word: a word with this stem, or exactly this word; with_gap: there is a gap.
    """

    alone: list[_Phrase]
    by_stem: dict[str, list[_Phrase]]
    by_word: dict[str, list[_Phrase]]
    with_gap: list[_Phrase]

    @classmethod
    def of(cls, phrases: Iterable[_Phrase]) -> _Beginnings:
        result = cls([], {}, {}, [])
        for phrase in phrases:
            if len(phrase.places) == 1:
                result.alone.append(phrase)
            elif (second := phrase.places[1]) is None:
                result.with_gap.append(phrase)
            else:
                for form in second.stems:
                    result.by_stem.setdefault(form, []).append(phrase)
                for form in second.exact:
                    result.by_word.setdefault(form, []).append(phrase)
        return result


def tokens_of(row: str, algorithm: str) -> list[str]:
    """Split a row of a lexicon where running text is split too: at spaces, hyphens and elisions."""
    folded = row.casefold().replace("’", "'").replace("-", " ")
    elision = ELISIONS.get(algorithm)
    return (elision.sub(r"\g<0> ", folded) if elision else folded).split()


def places_of(row: str, algorithm: str) -> Places:
    """Return what has to stand at each place of a row's phrase."""
    return tuple(None if token == "…" else _place(token, algorithm) for token in tokens_of(row, algorithm))


def _beginning(word: str) -> str:
    return word[:BEGINNING].translate(WITHOUT_ACCENT)


def _place(token: str, algorithm: str) -> Place:
    words = token.split("/")
    exact = {word for word in words if word.endswith("=") and len(word) > 1}
    return Place(
        frozenset(stem(word, algorithm) for word in words if word not in exact),
        frozenset(word[:-1] for word in exact),
    )


class PhraseBook:
    """All phrases of one language, by category, ready to be found.

    algorithm: the Snowball stemmer of the language, "" where there is none; spaced: whether its script
    separates words by spaces. Where it does not, a phrase is looked for as a run of characters.
    """

    def __init__(self, phrases: Mapping[str, Sequence[str]], *, algorithm: str, spaced: bool) -> None:
        self.algorithm = algorithm
        self._rows: dict[str, list[_Phrase]] = {}
        self._by_word: dict[str, _Beginnings | None] = {}
        self._size = 0
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
        phrase = _Phrase(category, row, self.algorithm, self._size)
        self._size += 1
        for beginning in {_beginning(word) for word in tokens[0].split("/")}:
            self._rows.setdefault(beginning, []).append(phrase)

    def _beginning_with(self, word: Word) -> _Beginnings | None:
        """Return the phrases that may begin with a word, None where there is none; remember them.

        They are prepared when a text first has the word, for to stem all the rows of a language takes longer than to
        read most documents.
        """
        phrases = [
            phrase
            for phrase in self._rows.get(_beginning(word.folded), ())
            if _place(tokens_of(phrase.row, self.algorithm)[0], self.algorithm).holds(word)
        ]
        if len(self._by_word) >= REMEMBERED:
            self._by_word.clear()
        self._by_word[word.folded] = found = _Beginnings.of(phrases) if phrases else None
        return found

    def find(self, text: str) -> list[Match]:
        """Return every phrase that stands in the text, in order of appearance, longest first, then as the rows are."""
        found: list[tuple[int, int, int, str]] = []
        tokens = words(text, self.algorithm)
        by_word = self._by_word
        for index, word in enumerate(tokens):
            folded = word.folded
            beginnings = by_word[folded] if folded in by_word else self._beginning_with(word)
            if beginnings is None:
                continue
            found += [(word.start, -word.end, each.number, each.category) for each in beginnings.alone]
            for phrase in _going_on(beginnings, tokens, index):
                end = _ends(phrase.places, tokens, index, text)
                if end is not None:
                    found.append((word.start, -end, phrase.number, phrase.category))
        found.sort()
        matches = [Match(category, start, -end) for start, end, _, category in found]
        if self._patterns:
            for category, pattern in self._patterns:
                matches.extend(Match(category, *match.span()) for match in pattern.finditer(text))
            matches.sort(key=lambda match: (match.start, -match.end))
        return matches


def _going_on(beginnings: _Beginnings, tokens: tuple[Word, ...], index: int) -> Iterable[_Phrase]:
    """Return the phrases that may begin at a word, judged by the next one; each of them once."""
    if index + 1 == len(tokens):
        return ()
    following = tokens[index + 1]
    by_stem = beginnings.by_stem.get(following.stem, ())
    by_word = beginnings.by_word.get(following.folded, ())
    if by_stem and by_word:
        by_word = [phrase for phrase in by_word if phrase not in by_stem]
    return (*by_stem, *by_word, *beginnings.with_gap)


def _ends(places: Places, tokens: tuple[Word, ...], index: int, text: str) -> int | None:
    """Return where a phrase ends of which the first word stands at ``index``, None where the others do not follow."""
    at, end = index + 1, tokens[index].end
    gap = False
    for place in places[1:]:
        if place is None:
            gap = True
            continue
        for candidate in range(at, min(at + GAP + 1 if gap else at + 1, len(tokens))):
            word = tokens[candidate]
            if gap and _sentence_ends(text, tokens[at - 1].end, word.start):
                return None
            if place.holds(word):
                if not gap and _sentence_ends(text, end, word.start):
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
