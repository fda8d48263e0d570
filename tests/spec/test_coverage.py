from __future__ import annotations

import pytest
from specs import HEAD, criterion_of, spec_of

from whylint.engine import analyse
from whylint.text.lines import split_lines


def covering(criteria: str, more: str = "") -> str | None:
    """Return the words that cover the first criterion of a group, None where nothing does."""
    coverage = spec_of(criteria, more).groups[0].criteria[0].coverage
    return coverage.passage.text if coverage else None


@pytest.mark.parametrize(
    ("criteria", "more"),
    [
        ("- The warden uploads a photo; when that fails, it is kept and sent again", ""),
        (
            "- The warden uploads a photo\n- When an upload is refused, the reason is shown below the photo",
            "",
        ),
        ("- The warden uploads a photo\n- A photo that is too large is refused with its size", ""),
        (
            "- The warden uploads a photo",
            "## Errors\n\n- When an upload is refused, the warden sees the reason",
        ),
        ("- The warden uploads a photo", "## Errors\n\n- Every failed request is repeated three times"),
        (
            "- The warden uploads a photo",
            "## Error handling\n\n| Case | Then |\n| --- | --- |\n| Upload fails | The photo is kept for later |",
        ),
        (
            "- The warden attaches a photo",
            "## Errors\n\n- When the upload is refused, the photo stays in the form",
        ),
    ],
)
def test_a_failure_is_covered_wherever_it_is_told(criteria: str, more: str) -> None:
    assert covering(criteria, more) is not None


@pytest.mark.parametrize(
    "more",
    [
        "",
        "## Errors\n\n- When the sign-in is refused, the page keeps the name",
        "## Edge cases\n\n- What happens when the upload fails?",
        "## Errors\n\n- When an upload fails, an error message is shown",
        "## Story\n\nAs a warden, I want uploads that never fail so that I keep my photos.",
        "## Errors\n\n- When the hut cannot be renamed, its old name stays",
    ],
)
def test_nothing_else_covers_it(more: str) -> None:
    assert covering("- The warden uploads a photo", more) is None


def test_another_verb_of_a_broad_operation_covers_nothing() -> None:
    errors = "## Errors\n\n- When the season cannot be changed, the old dates stay"
    assert covering("- The warden renames a hut", errors) is None


def test_the_closest_statement_is_named() -> None:
    criteria = "- The warden uploads a photo\n- When an upload is refused, the photo is kept"
    far = "## Errors\n\n- When an upload is interrupted, it is resumed"
    assert covering(criteria, far) == "When an upload is refused, the photo is kept"


def test_a_question_comes_close_and_says_why_it_does_not_count() -> None:
    criterion = criterion_of(
        "The warden uploads a photo", "## Edge cases\n\n- What happens when the upload fails?"
    )
    assert criterion.nearly is not None
    assert criterion.nearly.reason == "a question is no answer"


def test_a_vague_line_comes_close_and_says_why_it_does_not_count() -> None:
    criterion = criterion_of(
        "The warden uploads a photo", "## Errors\n\n- When an upload fails, an error message is shown"
    )
    assert criterion.nearly is not None
    assert "what can be done next" in criterion.nearly.reason


def test_a_document_that_tells_failure_throughout_is_not_asked() -> None:
    told = [
        "When the sign-in is refused, the name stays in the field",
        "When the map cannot be drawn, the list is shown instead",
        "When a payment is declined, the booking is kept for an hour",
        "When the season is wrong, the dates turn red and say why",
        "When the phone is offline, the key is kept and used later",
    ]
    five = "## Errors\n\n" + "\n".join(f"- {line}" for line in told)
    assert covering("- The warden uploads a photo", five) is None
    six = f"{five}\n- When the weather service is down, yesterday's report is shown"
    assert covering("- The warden uploads a photo", six) is not None


@pytest.mark.parametrize(
    "answer",
    [
        "- The next free port is taken if the port of the hut's radio is busy",
        "- WHEN the port of the radio is busy\n- THEN the next free one is used",
        "| Risk | Chance | Answer |\n|---|---|---|\n| Port of the radio busy | low | Fall back to the next one |",
    ],
)
def test_what_is_done_instead_answers_though_it_names_no_error(answer: str) -> None:
    assert covering("- The server starts the radio on its port", f"## Details\n\n{answer}") is not None


def test_the_same_verb_covers_only_what_it_speaks_of() -> None:
    failure = "When a tour cannot be saved, the guest is told to call"
    assert covering("- The guest saves a tour", f"## Notes\n\n- {failure}") is not None
    assert covering("- The warden saves the opening hours", f"## Notes\n\n- {failure}") is None


def test_the_groups_of_two_stories_keep_their_own_siblings() -> None:
    text = (
        f"{HEAD}## Story: Photos\n\n### Acceptance criteria\n\n- The warden saves a photo\n\n"
        "## Story: Huts\n\n### Acceptance criteria\n\n- The warden adds a hut\n"
        "- A hut whose name is missing is not taken, and the form shows why\n"
    )
    photos, huts = analyse(split_lines(text)).spec.groups
    assert photos.criteria[0].coverage is None
    assert huts.criteria[0].coverage is not None
