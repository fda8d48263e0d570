"""The words of a question, in the language of the document and with the words of the criterion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whylint.lexicon import vocabulary_for

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_QUOTE = 60  # characters of the criterion's own words in a message

# What would be markup in words that are quoted without theirs.
MARKUP = re.compile(r"[\\`*<\[\]|~]|(?<![^\W_])_|_(?![^\W_])")


def question(rule: str, language: str, details: Mapping[str, str]) -> str:
    """Return the question of a rule: what stands in the document once it is asked there."""
    vocabulary = vocabulary_for(language)
    template = _text(vocabulary.question(rule))
    return _capital(template.format_map({**details, "persona": _persona(language, details)}))


def message(rule: str, language: str, details: Mapping[str, str]) -> str:
    """Return what a person reads at a finding: the question, with the words that it is about in front."""
    asked = question(rule, language, details)
    words = details.get("words", "")
    return f"“{shortened(words)}”: {asked}" if words else asked


def asks(rule: str) -> bool:
    """Tell whether a rule has a question to ask in the document."""
    return f"blanks-{rule}" in vocabulary_for("en").lexicons[0].questions


def blanks(rule: str, language: str) -> list[str]:
    """Return what an answer to a rule's question must contain, each with its blank; nothing where it asks none."""
    try:
        rows = vocabulary_for(language).question(f"blanks-{rule}")
    except KeyError:
        return []
    return [rows] if isinstance(rows, str) else list(rows)


def heading(language: str) -> str:
    """Return what an inserted question is headed with ("Open question")."""
    return _text(vocabulary_for(language).question("open"))


def shortened(words: str) -> str:
    """Return a phrase on one line, cut at a word to what a message can hold."""
    words = " ".join(words.split())
    if len(words) <= LONGEST_QUOTE:
        return words
    return words[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def as_markdown(words: str) -> str:
    """Return words so that Markdown shows them as they are."""
    return MARKUP.sub(r"\\\g<0>", words)


def _persona(language: str, details: Mapping[str, str]) -> str:
    vocabulary = vocabulary_for(language)
    named = details.get("persona", "").strip().casefold()
    if not named or not vocabulary.english:
        return _text(vocabulary.question("user"))
    return _text(vocabulary.question("persona")).format(persona=_singular(named))


def _singular(noun: str) -> str:
    """Return an English noun as one person: "admins" is "admin", "people" and "staff" stay as they are."""
    if noun in ("people", "everyone", "someone"):
        return "user"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else " ".join(value)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
