"""What a project has agreed on about its documents: how they are to be read, and the words that they use.

A language with a project's words is a *dialect*, and stands wherever a language does. Its tag is the language's with a
private part behind it, as BCP 47 has it ("en-x-3f2a91c0").
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Self

Rows = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ProjectWords:
    """Further rows of a lexicon: phrases by the role, the operation or the category that they stand for.

    templates: other words for what is asked, by language and by their names in a lexicon's ``[questions]``.
    """

    labels: Rows = ()
    operations: Rows = ()
    phrases: Rows = ()
    templates: tuple[tuple[str, Rows], ...] = ()

    @classmethod
    def of(
        cls,
        labels: Mapping[str, Iterable[str]],
        operations: Mapping[str, Iterable[str]],
        phrases: Mapping[str, Iterable[str]],
        templates: Mapping[str, Mapping[str, Iterable[str]]] | None = None,
    ) -> Self:
        """Return the words that tables of a lexicon's kind hold."""
        said = tuple((language, _rows(table)) for language, table in (templates or {}).items() if table)
        return cls(_rows(labels), _rows(operations), _rows(phrases), said)

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


NO_WORDS = ProjectWords()


def _rows(table: Mapping[str, Iterable[str]]) -> Rows:
    return tuple((name, tuple(phrases)) for name, phrases in table.items() if phrases)


class Dialect(str):
    """A language as a project speaks it: a string, its tag, that brings the project's words along.

    language: the ISO 639-1 code; words: what the project adds. Two dialects are equal where both of these are.
    """

    __slots__ = ("language", "words")

    language: str
    words: ProjectWords

    def __new__(cls, language: str, words: ProjectWords) -> Dialect:
        """Return the dialect of a language with some words."""
        digest = hashlib.sha256(repr(words).encode("utf-8", "replace")).hexdigest()[:16]
        made = super().__new__(cls, f"{language}-x-{digest}")
        made.language, made.words = language, words
        return made


def dialect(language: str, words: ProjectWords) -> str:
    """Return a language as a project speaks it; the language itself where the project adds no words."""
    return Dialect(language, words) if words else language


def language_code(language: str) -> str:
    """Return the ISO 639-1 code of a language or a dialect."""
    return language.language if isinstance(language, Dialect) else language


@dataclass(frozen=True, slots=True)
class Conventions:
    """How the documents of a project are to be read, where a reader would otherwise judge by the text.

    language: the ISO 639-1 code of the document's language, None to tell it from the text; languages: those that it
    may be in, empty for all; kind: what kind of document it is, None to judge; words: what the project calls things.
    """

    language: str | None = None
    languages: tuple[str, ...] = ()
    kind: str | None = None
    words: ProjectWords = NO_WORDS

    def language_of(self, seen: str) -> str:
        """Return the language, or the project's dialect of it, to read a document with that seems to be in one."""
        language = self.language or seen
        if self.languages and language not in self.languages and self.language is None:
            language = self.languages[0]
        return dialect(language, self.words)


NO_CONVENTIONS = Conventions()
