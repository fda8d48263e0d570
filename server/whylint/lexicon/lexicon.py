"""Reading lexicon files, and the vocabulary that a document is read with."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whylint.conventions import NO_WORDS, Dialect, language_code
from whylint.lexicon.phrases import Match, PhraseBook, longest, outermost

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whylint.conventions import ProjectWords, Rows

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "ru", "ja", "ko", "zh")
ENGLISH = "en"

FOLDER = Path(__file__).parent
# Where a table begins, with its name or the first part of it.
HEADER = re.compile(r"^\[+(\w+)", re.MULTILINE)


class LexiconError(ValueError):
    """A lexicon file that cannot be used; the message names the file and the table or row."""


@dataclass(frozen=True, slots=True)
class OperationClass:
    """A class of operations that can fail.

    noun: how a question speaks of it; fails: that it fails, as a clause, "" where no clause is true of all its verbs;
    hazards: what can go wrong, most telling first.
    """

    name: str
    noun: str
    hazards: tuple[str, ...]
    fails: str = ""


@dataclass(frozen=True)
class Lexicon:
    """The vocabulary of one language, as its file states it; each part is prepared when first asked for.

    project: the words that a project adds to it. Raises LexiconError, at once or from a part, where the file cannot
    be used.
    """

    language: str
    project: ProjectWords = NO_WORDS

    @cached_property
    def common(self) -> frozenset[str]:
        """Words so common that they tell the language of a text."""
        return frozenset(self._part("common"))

    @cached_property
    def keywords(self) -> Mapping[str, tuple[str, ...]]:
        """The keywords that give a line its form, by kind."""
        return {kind: tuple(rows) for kind, rows in self._part("keywords").items()}

    @cached_property
    def algorithm(self) -> str:
        """The Snowball stemmer of the language, "" where there is none."""
        return str(self._part("stemmer"))

    @cached_property
    def spaced(self) -> bool:
        """Whether the script of the language separates words by spaces."""
        return bool(self._part("spaced"))

    @cached_property
    def _variants(self) -> tuple[re.Pattern[str], dict[int, str]] | None:
        """What tells that a text has characters which the file writes otherwise, and what it writes instead."""
        pairs: list[str] = table(self.language, "variants") or []
        if not pairs:
            return None
        return re.compile("[" + "".join(pair[0] for pair in pairs) + "]"), {
            ord(pair[0]): pair[1] for pair in pairs
        }

    def as_written_here(self, text: str) -> str:
        """Return a text in the characters of the file, each in its place: traditional ones as simplified ones."""
        if self._variants is None or self._variants[0].search(text) is None:
            return text
        return text.translate(self._variants[1])

    @cached_property
    def labels(self) -> PhraseBook:
        """What headings and labels say of the section below them: a category is a role."""
        return self._book("labels", _with(self._part("labels"), self.project.labels))

    @cached_property
    def criteria_labels(self) -> tuple[str, ...]:
        """The labels of criteria as the file writes them, for telling what a mistyped one means."""
        return tuple(_with(self._part("labels"), self.project.labels)["acceptance"])

    @cached_property
    def phrases(self) -> PhraseBook:
        """What passages of text say."""
        return self._book("phrases", _with(self._part("phrases"), self.project.phrases))

    @cached_property
    def verbs(self) -> PhraseBook:
        """How people name the operations: a category is an operation."""
        verbs = {row["name"]: row["verbs"] for row in self._part("operation")}
        return self._book("operation", _with(verbs, self.project.operations))

    @cached_property
    def operations(self) -> Mapping[str, OperationClass]:
        """The operations that can fail, by name."""
        rows = self._part("operation")
        return {
            row["name"]: OperationClass(row["name"], row["noun"], tuple(row["hazards"]), row.get("fails", ""))
            for row in rows
        }

    @cached_property
    def grammar(self) -> Mapping[str, frozenset[str]]:
        """How a sentence of the language is built: words by what they do in it; empty where its file does not say.

        Of a script without spaces: what stands around an operation that is only mentioned, and ends a condition.
        """
        return {part: frozenset(rows) for part, rows in (table(self.language, "grammar") or {}).items()}

    @cached_property
    def questions(self) -> Mapping[str, str | list[str]]:
        """What is asked in this language, by rule; empty where it has no words for it."""
        own: dict[str, str | list[str]] = dict(table(self.language, "questions") or {})
        for name, rows in dict(self.project.templates).get(self.language, ()):
            own[name] = list(rows) if isinstance(table(ENGLISH, "questions")[name], list) else rows[0]
        return own

    @cached_property
    def headings(self) -> Mapping[str, str]:
        """What a section is called where one is begun, by its role, in the order in which a spec has them."""
        return dict(self._part("headings"))

    def _part(self, name: str) -> Any:
        found = table(self.language, name)
        if found is None:
            raise LexiconError(f"{self.language}.toml has no “{name}”")
        return found

    def _book(self, table: str, rows: Mapping[str, Sequence[str]]) -> PhraseBook:
        try:
            return PhraseBook(rows, algorithm=self.algorithm, spaced=self.spaced)
        except ValueError as error:
            raise LexiconError(f"{self.language}.toml, [{table}]: {error}") from error


def _with(rows: Mapping[str, Sequence[str]], added: Rows) -> dict[str, Sequence[str]]:
    """Return the rows of a table with those that a project adds."""
    merged = dict(rows)
    for name, phrases in added:
        merged[name] = (*merged.get(name, ()), *phrases)
    return merged


def tables(language: str) -> dict[str, Any]:
    """Return all that a language's file says. Raises LexiconError where it is no TOML."""
    try:
        return tomllib.loads(_source(language))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{language}.toml: {error}") from error


@cache
def table(language: str, name: str) -> Any:
    """Return a table of a language's file, or a value that stands above all tables; None where there is none.

    Only that part of the file is read, for most documents need little of it, and of most languages next to nothing.
    Raises LexiconError where the file is no TOML.
    """
    parts = sources(language)
    try:
        return tomllib.loads(parts[name if name in parts else ""]).get(name)
    except tomllib.TOMLDecodeError:
        return tables(language).get(name)


@cache
def sources(language: str) -> Mapping[str, str]:
    """Return the source of each table of a language's file, and by "" what stands above them."""
    source = _source(language)
    starts = [(match.start(), match[1]) for match in HEADER.finditer(source)]
    parts: dict[str, str] = defaultdict(str)
    for (start, name), (end, _) in pairwise([(0, ""), *starts, (len(source), "")]):
        parts[name] += source[start:end]
    return parts


def _source(language: str) -> str:
    return (FOLDER / f"{language}.toml").read_text(encoding="utf-8")


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language by its ISO 639-1 code.

    Raises KeyError for a language that has none.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    return Lexicon(language)


class Vocabulary:
    """The lexicons that a document is read with: its own language's first, and English.

    Headings and keywords are often English where the text is not, so that they are always understood in
    English too. Running text is read in its own language alone: "die" and "pays" are other words in English.
    """

    def __init__(self, lexicons: tuple[Lexicon, ...]) -> None:
        self.lexicons = lexicons

    @property
    def language(self) -> str:
        """The language of the document."""
        return self.lexicons[0].language

    @property
    def english(self) -> bool:
        """Whether the document itself is English."""
        return self.language == ENGLISH

    def labels(self, text: str) -> list[Match]:
        """Return the roles that a heading's words stand for, with their ranges."""
        return [match for each in self.lexicons for match in each.labels.find(each.as_written_here(text))]

    def signals(self, text: str) -> list[Match]:
        """Return what a passage's phrases say, with their ranges."""
        return self.lexicons[0].phrases.find(self.lexicons[0].as_written_here(text))

    def operations(self, text: str) -> list[Match]:
        """Return the operations that a passage names, longest phrase first where two overlap."""
        own = self.lexicons[0]
        found = longest(own.verbs.find(own.as_written_here(text)))
        return found if own.spaced else outermost(found)

    def operation(self, name: str) -> OperationClass:
        """Return an operation class as the document's language speaks of it."""
        for each in self.lexicons:
            if name in each.operations:
                return each.operations[name]
        raise KeyError(name)

    def question(self, name: str) -> str | list[str]:
        """Return a question's text, or its blanks, in the document's language, or in English."""
        for each in self.lexicons:
            if name in each.questions:
                return each.questions[name]
        raise KeyError(name)

    def keywords(self, name: str) -> tuple[str, ...]:
        """Return the keywords of a kind in all the document's languages."""
        return tuple(dict.fromkeys(word for each in self.lexicons for word in each.keywords.get(name, ())))


@lru_cache(maxsize=64)
def vocabulary_for(language: str) -> Vocabulary:
    """Return the vocabulary for documents in a language or a dialect; English alone where it has no lexicon."""
    code = language_code(language)
    own = lexicon(code) if code in LANGUAGES else lexicon(ENGLISH)
    if isinstance(language, Dialect):
        own = Lexicon(own.language, language.words)
    return Vocabulary((own,) if own.language == ENGLISH else (own, lexicon(ENGLISH)))


def template_names() -> tuple[str, ...]:
    """Return the names of the texts that Whylint writes into documents."""
    return tuple(table(ENGLISH, "questions"))


def role_names() -> tuple[str, ...]:
    """Return the roles that a heading or label can give to a section."""
    return tuple(table(ENGLISH, "labels"))


def operation_names() -> tuple[str, ...]:
    """Return the classes of operations that can fail."""
    return tuple(row["name"] for row in table(ENGLISH, "operation"))
