"""Reading lexicon files, and the vocabulary that a document is read with."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from whylint.lexicon.phrases import Match, PhraseBook, longest

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("en",)
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class OperationClass:
    """A class of operations that can fail: how a question speaks of it, and what can go wrong, most telling first."""

    name: str
    noun: str
    hazards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The vocabulary of one language, as its file states it."""

    language: str
    name: str
    common: frozenset[str]
    keywords: Mapping[str, tuple[str, ...]]
    labels: PhraseBook
    phrases: PhraseBook
    verbs: PhraseBook
    operations: Mapping[str, OperationClass]
    questions: Mapping[str, str | list[str]]


@lru_cache(maxsize=None)
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language by its ISO 639-1 code.

    Raises KeyError for a language that has none.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    source = resources.files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(source)
    book = {"algorithm": data["stemmer"], "spaced": data["spaced"]}
    operations = data["operation"]
    return Lexicon(
        language=language,
        name=data["name"],
        common=frozenset(data["common"]),
        keywords={name: tuple(rows) for name, rows in data["keywords"].items()},
        labels=PhraseBook(data["labels"], **book),
        phrases=PhraseBook(data["phrases"], **book),
        verbs=PhraseBook({row["name"]: row["verbs"] for row in operations}, **book),
        operations={
            row["name"]: OperationClass(row["name"], row["noun"], tuple(row["hazards"])) for row in operations
        },
        questions=data.get("questions", {}),
    )


class Vocabulary:
    """The lexicons that a document is read with: its own language's first, and English.

    Headings and keywords are often English where the text is not, so English is always understood.
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
        return [match for each in self.lexicons for match in each.labels.find(text)]

    def signals(self, text: str) -> list[Match]:
        """Return what a passage's phrases say, with their ranges."""
        return [match for each in self.lexicons for match in each.phrases.find(text)]

    def operations(self, text: str) -> list[Match]:
        """Return the operations that a passage names, longest phrase first where two overlap."""
        return longest(match for each in self.lexicons for match in each.verbs.find(text))

    def operation(self, name: str) -> OperationClass:
        """Return an operation class as the document's language speaks of it."""
        for each in self.lexicons:
            if name in each.operations:
                return each.operations[name]
        raise KeyError(name)

    def question(self, name: str) -> str | list[str]:
        """Return a question's text, or its blanks, in the document's language where it has them, else in English."""
        for each in self.lexicons:
            if name in each.questions:
                return each.questions[name]
        raise KeyError(name)

    def keywords(self, name: str) -> tuple[str, ...]:
        """Return the keywords of a kind in all the document's languages."""
        return tuple(dict.fromkeys(word for each in self.lexicons for word in each.keywords.get(name, ())))


@lru_cache(maxsize=None)
def vocabulary_for(language: str) -> Vocabulary:
    """Return the vocabulary for documents in a language; English alone where it has no lexicon."""
    own = (lexicon(language),) if language in LANGUAGES and language != ENGLISH else ()
    return Vocabulary((*own, lexicon(ENGLISH)))
