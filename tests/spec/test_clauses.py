from __future__ import annotations

import pytest

from whylint.spec.clauses import ClauseRole, clauses


def parts(text: str, role: ClauseRole = ClauseRole.THEN) -> list[tuple[str, str]]:
    return [(clause.role, text[clause.start : clause.end].strip(" ,.;")) for clause in clauses(text, role)]


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
        (
            "Wenn die Hütte schließt, dann erfahren es die Gäste",
            [("when", "die Hütte schließt"), ("then", "erfahren es die Gäste")],
        ),
    ],
)
def test_what_part_each_clause_plays(text: str, expected: list[tuple[str, str]]) -> None:
    assert parts(text) == expected


def test_a_step_goes_on_in_the_role_of_the_one_before() -> None:
    assert parts("the map is open", ClauseRole.GIVEN) == [("given", "the map is open")]


def test_a_new_sentence_begins_again() -> None:
    assert [clause.first for clause in clauses("A hut, a shelter. A map, a list")] == [
        True,
        False,
        True,
        False,
    ]
