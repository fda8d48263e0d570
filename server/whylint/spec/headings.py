"""The headings that a document could still have, in its own language and its own style."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from whylint.lexicon import lexicon
from whylint.markdown.blocks import Kind
from whylint.markdown.document import walk
from whylint.spec.reading import roles_of

if TYPE_CHECKING:
    from whylint.markdown.document import Markdown


class Heading(NamedTuple):
    """The words of a heading, and the role that it gives to its section."""

    words: str
    role: str


def missing_headings(markdown: Markdown, language: str, besides: int) -> list[Heading]:
    """Return the headings for the roles that no section of a document has, in the order of a spec.

    besides: the line of a heading that does not count, since it is just being written.
    """
    there = [
        block.text.plain
        for shift, block in walk(markdown)
        if block.kind is Kind.HEADING and block.text is not None and shift + block.line != besides
    ]
    taken = frozenset().union(*(roles_of(words, language) for words in there))
    titled = _in_title_case(there)
    return [
        Heading(_titled(words) if titled else words, role)
        for role, words in lexicon(language).headings.items()
        if role not in taken
    ]


def _in_title_case(headings: list[str]) -> bool:
    """Tell whether a document writes most of its headings Like This."""
    votes = [
        all(word[0].isupper() for word in longer) for each in headings if (longer := _longer_words(each))
    ]
    return sum(votes) * 2 > len(votes)


def _longer_words(heading: str) -> list[str]:
    """Return the words of a heading after the first that the two styles write differently."""
    return [word for word in heading.split()[1:] if len(word) > 3 and word[0].isalpha()]


def _titled(words: str) -> str:
    return " ".join(word[0].upper() + word[1:] if len(word) > 3 else word for word in words.split())
