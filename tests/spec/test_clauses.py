from __future__ import annotations

import pytest

from whylint.spec.clauses import ClauseRole, clauses


def parts(text: str, role: ClauseRole = ClauseRole.THEN, language: str = "en") -> list[tuple[str, str]]:
    return [
        (clause.role, text[clause.start : clause.end].strip(" ,.;"))
        for clause in clauses(text, language, role)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Given a hut, when it closes, then guests are told",
            [("given", "a hut"), ("when", "it closes"), ("then", "guests are told")],
        ),
        ("When it closes, guests are told", [("when", "it closes"), ("then", "guests are told")]),
        ("Guests are told when it closes", [("then", "Guests are told"), ("aside", "it closes")]),
        (
            "WHEN a hut closes THE SYSTEM SHALL tell the guests",
            [("when", "a hut closes"), ("then", "THE SYSTEM SHALL tell the guests")],
        ),
        (
            "Guests are told so that nobody walks there",
            [("then", "Guests are told"), ("aside", "nobody walks there")],
        ),
    ],
)
def test_what_part_each_clause_plays(text: str, expected: list[tuple[str, str]]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Wenn die Hütte schließt, dann erfahren es die Gäste",
            "de",
            [("when", "die Hütte schließt"), ("then", "erfahren es die Gäste")],
        ),
        ("El pedido se guarda", "es", [("then", "El pedido se guarda")]),
        ("Se o pedido falha, ele é guardado", "pt", [("when", "o pedido falha"), ("then", "ele é guardado")]),
        ("Только хозяин закрывает дом", "ru", [("then", "Только хозяин закрывает дом")]),
        ("WHEN гость уходит THEN дом закрыт", "ru", [("when", "гость уходит"), ("then", "дом закрыт")]),
    ],
)
def test_a_language_has_its_own_words_for_conditions_and_english_ones(
    text: str, language: str, expected: list[tuple[str, str]]
) -> None:
    assert parts(text, language=language) == expected


def test_a_step_goes_on_in_the_role_of_the_one_before() -> None:
    assert parts("the map is open", ClauseRole.GIVEN) == [("given", "the map is open")]


def test_a_new_sentence_begins_again() -> None:
    assert [clause.first for clause in clauses("A hut, a shelter. A map, a list", "en")] == [
        True,
        False,
        True,
        False,
    ]
