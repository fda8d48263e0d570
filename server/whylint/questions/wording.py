"""The words of a question, in the language of the document and with the words of the criterion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whylint.lexicon import vocabulary_for

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_QUOTE = 60  # characters of the criterion's own words in a message

FIELD = re.compile(r"\{(\w+)\}")

# What would be markup in words that are quoted without theirs.
MARKUP = re.compile(r"[\\`*<\[\]|~]|(?<![^\W_])_|_(?![^\W_])")


def question(rule: str, language: str, details: Mapping[str, str]) -> str:
    """Return the question of a rule: what stands in the document once it is asked there."""
    return capital(filled(rule, language, details))


def filled(name: str, language: str, details: Mapping[str, str], *, named: bool = False) -> str:
    """Return a text of the lexicon with its fields filled in, in the document's language.

    named: that something fails is told in the criterion's own words where no other word is sure to be true of it.
    """
    return fill(_text(vocabulary_for(language).question(name)), language, details, named=named)


def fill(template: str, language: str, details: Mapping[str, str], *, named: bool = False) -> str:
    """Return a template with its fields filled in; what nothing fills in stays as it is."""
    values = {
        **details,
        "persona": _persona(language, details),
        "fails": _fails(language, details, named=named),
    }
    return FIELD.sub(lambda field: values.get(field[1], field[0]), template)


def rows(name: str, language: str) -> list[str]:
    """Return a list of texts of the lexicon, in the document's language; nothing where it has none."""
    try:
        found = vocabulary_for(language).question(name)
    except KeyError:
        return []
    return [found] if isinstance(found, str) else list(found)


def _fails(language: str, details: Mapping[str, str], *, named: bool) -> str:
    """Return that the operation of a finding fails, as a clause of the language."""
    if "class" not in details:
        return ""
    vocabulary = vocabulary_for(language)
    clause = vocabulary.operation(details["class"]).fails
    if clause:
        return clause
    template = _text(vocabulary.question("fails-words" if named else "fails-this"))
    return template.replace("{words}", shortened(details.get("words", "")))


def message(rule: str, language: str, details: Mapping[str, str]) -> str:
    """Return what a person reads at a finding: the question, with the words that it is about in front."""
    words = details.get("words", "")
    return introduced(f"“{shortened(words)}”" if words else "", question(rule, language, details))


def introduced(name: str, text: str) -> str:
    """Return a text with the name of what it is about in front, where it has one."""
    return f"{name}: {text}" if name else text


def asks(rule: str) -> bool:
    """Tell whether a rule has a question to ask in the document."""
    return f"blanks-{rule}" in vocabulary_for("en").lexicons[0].questions


def blanks(rule: str, language: str) -> list[str]:
    """Return what an answer to a rule's question must contain, each with its blank; nothing where it asks none."""
    return rows(f"blanks-{rule}", language)


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


def in_markdown(details: Mapping[str, str]) -> dict[str, str]:
    """Return a finding's details on one line each, so that Markdown shows them as they are."""
    return {name: as_markdown(" ".join(value.split())) for name, value in details.items()}


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


def capital(text: str) -> str:
    """Return a text with its first letter in upper case."""
    return text[:1].upper() + text[1:]
