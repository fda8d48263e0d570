"""``whylint inspect`` for people; what the outline says is tested by the case files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from command_line import ASKING, whylint

if TYPE_CHECKING:
    from pathlib import Path


def test_documents_are_outlined_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ASKING)
    (tmp_path / "b.md").write_text("# Notes\n")
    result = whylint("inspect", "a.md", "b.md", folder=tmp_path)
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "a.md: story, en",
        "  user problem: 1",
        (
            "  not stated: persona, goal, why now, non goals, alternatives, success metric, follow up, error states,"
            " edge cases, performance expectation, prior art, open questions"
        ),
        "3-4 Acceptance criteria, bullet",
        "  problem: 1",
        "  4 “The customer uploads a receipt”",
        "    upload can fail, not covered",
        "",
        "b.md: no spec, en",
        "  why not: it has no criteria, no story, and of the sections of a proposal none",
    ]


def test_what_cannot_be_read_is_told_and_the_rest_is_outlined(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ASKING)
    result = whylint("inspect", "--format", "json", "gone.md", "a.md", folder=tmp_path)
    assert result.code == 2
    assert result.err.startswith("gone.md: no such file or folder; ")
    assert [document["path"] for document in json.loads(result.out)] == ["a.md"]


def test_standard_input_is_a_document(tmp_path: Path) -> None:
    result = whylint("inspect", "-", "--stdin-filename", "new.md", folder=tmp_path, stdin=ASKING.encode())
    assert result.out.startswith("new.md: story, en\n")


def test_a_file_has_to_be_named(tmp_path: Path) -> None:
    result = whylint("inspect", folder=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert "FILE" in result.err


def test_why_says_what_led_to_the_decisions_about_a_criterion(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        f"{ASKING}- The upload button is blue\n- When an upload fails, it is kept\n"
    )
    result = whylint("inspect", "--why", "4", "a.md", folder=tmp_path)
    assert result.code == 0
    assert result.out.splitlines()[0] == "a.md:4: “The customer uploads a receipt”"
    assert "  Speaks of: “uploads” (upload): somebody does it" in result.out
    assert (
        "  When it fails: line 6, “When an upload fails, it is kept”: it says what happens when this fails"
        in result.out
    )
    surface = whylint("inspect", "--why", "5", "a.md", folder=tmp_path).out
    assert "  Speaks of: “upload” (upload): it is only mentioned" in surface
    assert "  Promises: nothing that can fail under a user's eyes" in surface


def test_why_of_a_line_without_a_criterion(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ASKING)
    assert whylint("inspect", "--why", "2", "a.md", folder=tmp_path).out == (
        "a.md:2: there is no criterion on this line\n"
    )


ERRORS = """
## Errors

- What happens when the upload of a receipt fails?
- When the sign-in fails, the page says why and offers a new password
- An appropriate error message is shown when something fails
"""


def test_why_lists_what_was_looked_at_and_why_it_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ASKING + ERRORS)
    said = whylint("inspect", "--why", "4", "a.md", folder=tmp_path).out
    assert "Searched: 3 passages about failure" in said
    assert "“What happens when the upload of a receipt fails?”: a question is no answer" in said
    assert "offers a new password”: it is about something else: sign-in" in said


def test_why_as_data_has_every_passage(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ASKING + ERRORS + "- When an upload is refused, the form keeps it\n")
    result = whylint("inspect", "--why", "4", "--format", "json", "a.md", folder=tmp_path)
    (why,) = json.loads(result.out)
    assert (why["path"], why["line"], why["criterion"]["operation"]) == ("a.md", 4, "upload")
    assert why["trace"]["When it fails"].startswith("line 11")
    assert [each["counts"] for each in why["searched"]] == [False, False, False, True]
    nothing = whylint("inspect", "--why", "2", "--format", "json", "a.md", folder=tmp_path)
    assert json.loads(nothing.out)[0]["criterion"] is None
