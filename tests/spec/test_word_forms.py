"""Verbs and nouns of languages whose sentences are not taken apart."""

from __future__ import annotations

import pytest

from whylint.lexicon import vocabulary_for
from whylint.spec.word_forms import names_or_describes


@pytest.mark.parametrize(
    ("language", "text", "operation", "expected"),
    [
        ("fr", "le gardien exporte la liste", "exporte", False),
        ("fr", "la liste est exportée", "exportée", False),
        ("fr", "la liste exportée est bleue", "exportée", True),
        ("fr", "le bouton d' export", "export", True),
        ("fr", "le système permet l' export", "export", False),
        ("fr", "export de la liste", "export", False),
        ("de", "der Wirt löscht die Hütte", "löscht", False),
        ("de", "gelöschte Hütten sind grau", "gelöschte", True),
        ("de", "nach dem Upload ist die Liste blau", "Upload", True),
        ("de", "das System ermöglicht den Upload", "Upload", False),
        ("ru", "хозяин удаляет дом", "удаляет", False),
        ("ru", "ход загрузки показан", "загрузки", True),
    ],
)
def test_a_verb_is_told_from_what_only_names_or_describes(
    language: str, text: str, operation: str, expected: bool
) -> None:
    grammar = vocabulary_for(language).lexicons[0].grammar
    at = text.split().index(operation)
    folded = text.casefold().split()
    said = names_or_describes(folded, at, at, grammar, capitalised=operation[:1].isupper())
    assert said is expected
