from __future__ import annotations

import pytest
from specs import spec_of

from whylint.spec.failures import failures_in, is_question


def vague_lines(errors: str) -> list[str]:
    return [
        passage.text for passage in spec_of("- The title says Huts", f"## Errors\n\n{errors}").vague_failures
    ]


@pytest.mark.parametrize(
    "line",
    [
        "When the upload fails, an error message is shown",
        "Errors are handled gracefully",
        "If the hut cannot be saved, show an appropriate error",
    ],
)
def test_a_statement_that_leaves_the_user_nowhere(line: str) -> None:
    assert len(vague_lines(f"- {line}")) == 1


@pytest.mark.parametrize(
    "line",
    [
        'When the upload fails, the error message says "The photo is too large"',
        "When the upload fails, an error message is shown and the photo is kept",
        "When the token is wrong, the API answers with an error 401",
        "What error message is shown when the upload fails?",
        "A photo that is too large is refused, and an error message to that effect is shown",
        "Feedback for input errors is clear, including a missing name",
        "A friend hides the message from the hut that was blocked",
    ],
)
def test_a_statement_that_tells_content_or_outcome(line: str) -> None:
    assert vague_lines(f"- {line}") == []


def test_a_line_that_its_own_items_spell_out() -> None:
    assert vague_lines("- Errors are handled:\n  - When a hut is missing, the list names it") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the upload fails", 1),
        ("it goes on without errors", 0),
        ("the link is non-expired", 0),
    ],
)
def test_a_failure_that_is_said_to_be_absent_is_none(text: str, found: int) -> None:
    assert len(failures_in(text, "en", 0, len(text))) == found


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("What happens when the upload fails?", True),
        ("What happens when the upload fails? → The photo is kept", False),
        ("The photo is kept", False),
    ],
)
def test_a_question_is_told_from_its_answer(text: str, question: bool) -> None:
    assert is_question(text) is question


def test_a_proper_status_is_no_status() -> None:
    spec = spec_of(
        "- The huts are listed", "## Errors\n\n- Return proper HTTP status codes when the search fails\n"
    )
    assert [each.text for each in spec.vague_failures]
    spec = spec_of("- The huts are listed", "## Errors\n\n- Return HTTP status 503 when the search fails\n")
    assert not spec.vague_failures


def test_how_errors_are_built_is_not_asked_about() -> None:
    spec = spec_of("- The huts are listed", "## Architecture\n\n- Add error handling to the hut client\n")
    assert not spec.vague_failures
