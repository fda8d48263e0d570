from __future__ import annotations

import pytest
from specs import HEAD, criterion_of

from whylint.engine import analyse
from whylint.text.lines import split_lines


@pytest.mark.parametrize(
    ("criterion", "word"),
    [
        ("The list loads quickly", "quickly"),
        ("The form is easy to fill in", "easy"),
        ("The map has icons, colours, etc.", "etc"),
        ("The app handles empty huts gracefully", "gracefully"),
        ("Wardens get appropriate rights", "appropriate"),
        ("A clear message is shown for new huts", "clear message"),
        ("Huts, shelters, etc. (see the map) are listed", "etc"),
        ("The list is sorted by height where applicable", "where applicable"),
        ("The list gives a clearer picture of the season", "clearer"),
    ],
)
def test_a_word_that_two_people_measure_differently(criterion: str, word: str) -> None:
    assert [passage.text for passage in criterion_of(criterion).vague_words] == [word]


@pytest.mark.parametrize(
    "criterion",
    [
        "The list loads quickly (within 300 ms)",
        "The list loads fast: under 300 ms",
        "Wardens get appropriate rights — to add, rename and close huts",
        'A helpful hint is shown: "Open from May to October"',
        "The warden clears the list",
        "Friends see the same list",
        "The time of each visit is stored",
        "A clear error message is shown and the photo is kept",
    ],
)
def test_a_word_that_is_pinned_down_or_means_something_else(criterion: str) -> None:
    assert criterion_of(criterion).vague_words == ()


def test_the_state_that_a_scenario_starts_from_may_be_vague() -> None:
    text = (
        f"{HEAD}## Acceptance criteria\n\n#### Scenario: Night\n\n- **GIVEN** a fast connection\n"
        "- **WHEN** the map opens\n- **THEN** it is dark\n"
    )
    assert analyse(split_lines(text)).spec.groups[0].criteria[0].vague_words == ()


def test_a_compound_says_to_what_something_is_friendly() -> None:
    assert not criterion_of("The list has a print-friendly layout").vague_words
    assert criterion_of("The list has a user-friendly layout").vague_words


def test_what_a_statement_presumes_is_not_held_to_be_decided() -> None:
    assert not criterion_of(
        "Given a properly signed lease, when the guest arrives, then the hut is unlocked"
    ).vague_words
