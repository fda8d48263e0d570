"""Each language's lexicon: whether its file is sound, and finds what people write.

The sentences stand in files of their own, one a language, so that a native speaker can add to them.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from whylint.lexicon import LANGUAGES, lexicon
from whylint.lexicon.schema import validate
from whylint.spec.language import language_of

SENTENCES = Path(__file__).parent / "sentences"


def sentences(*tables: str) -> list[tuple[str, str, str]]:
    """Return each sentence of the tables, as language, category and text."""
    return [
        (path.stem, category, text)
        for path in sorted(SENTENCES.glob("*.toml"))
        for table, categories in tomllib.loads(path.read_text(encoding="utf-8")).items()
        if table in tables
        for category, rows in categories.items()
        for text in rows
    ]


def said(language: str, text: str) -> set[str]:
    """Return what a language's lexicon finds in a text: categories of phrases, and operations."""
    own = lexicon(language)
    return {match.category for match in (*own.phrases.find(text), *own.verbs.find(text))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_is_sound(language: str) -> None:
    assert validate(language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_sentences_for_what_matters_most(language: str) -> None:
    data = tomllib.loads((SENTENCES / f"{language}.toml").read_text(encoding="utf-8"))
    assert {"reason", "pain", "failure", "vague_outcome"} <= data["phrases"].keys()
    assert len(data["operation"]) > 1
    assert data["not"]


@pytest.mark.parametrize(("language", "category", "text"), sentences("phrases", "operation"))
def test_a_sentence_says_it(language: str, category: str, text: str) -> None:
    assert category in said(language, text)


@pytest.mark.parametrize(("language", "category", "text"), sentences("not"))
def test_a_sentence_does_not_say_it(language: str, category: str, text: str) -> None:
    assert category not in said(language, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_sentences_are_told_to_be_in_the_language(language: str) -> None:
    assert language_of(text for each, _, text in sentences("phrases", "not") if each == language) == language
