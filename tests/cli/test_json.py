"""The data that programs get: the same keys, kinds and places for good."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from command_line import ASKING, SILENT, whylint

from whylint import __version__
from whylint.rules import RULES
from whylint.text.edits import Edit, apply_edits
from whylint.text.position import Position, Span

if TYPE_CHECKING:
    from pathlib import Path

SPEC = """\
---
status: draft
---
# Receipts

Field staff lose money because receipts arrive too late.

## Acceptance criteria
- [ ] AC-1 😀 The employee uploads a receipt
- [ ] AC-2 The employee uploads a bill,
      and the list is fast
- [ ] AC-3 The employee deletes a claim

## Errors
- When a deletion fails, the claim stays in the list and can be deleted again
- If the upload fails, an error message is shown

> **Open question** Who reads it? <!-- whylint-question: missing-user-problem -->
> Who: (…) · What: (…) · Cost: (…)
"""


def loaded(folder: Path, *arguments: str) -> Any:
    result = whylint(*arguments, "--format", "json", "docs/a.md", folder=folder)
    assert result.err == ""
    return json.loads(result.out)


def written(folder: Path, text: str) -> Path:
    (folder / "docs").mkdir()
    (folder / "docs" / "a.md").write_bytes(text.encode())
    return folder


def test_findings(tmp_path: Path) -> None:
    data = loaded(written(tmp_path, SPEC), "check", "--select", "missing-error-state")
    assert data.keys() == {"version", "findings"}
    assert data["version"] == __version__
    (finding,) = data["findings"]
    fixes, fingerprint = finding.pop("fixes"), finding.pop("fingerprint")
    question = "When the upload fails, what does the employee see, what is kept, and what can they do next?"
    assert finding == {
        "path": "docs/a.md",
        "rule": "missing-error-state",
        "severity": "warning",
        "message": f"“uploads a receipt”: {question}",
        "question": question,
        "range": {"start": {"line": 9, "column": 27}, "end": {"line": 9, "column": 44}},
        "related": [
            {
                "path": "docs/a.md",
                "line": 10,
                "kind": "same-operation",
                "message": "promises the same operation: upload",
            },
            {
                "path": "docs/a.md",
                "line": 16,
                "kind": "nearly-covers",
                "message": "it says that an error is shown, and not what it tells or what can be done next",
            },
        ],
        "help": RULES["missing-error-state"].help_url,
    }
    assert len(fingerprint) == 16
    assert fixes[0]["title"] == f"Ask: {question}"
    assert all(fix.keys() == {"title", "edits"} for fix in fixes)


def test_a_fix_can_be_made_from_its_data(tmp_path: Path) -> None:
    text = ASKING.replace("\n", "\r\n").replace("The", "😀 The")
    (finding,) = loaded(written(tmp_path, text), "check")["findings"]
    edits = [
        Edit(Span(_position(edit["start"]), _position(edit["end"])), edit["text"])
        for edit in finding["fixes"][0]["edits"]
    ]
    (tmp_path / "docs" / "a.md").write_bytes(apply_edits(text, edits).encode())
    assert [each["rule"] for each in loaded(tmp_path, "check")["findings"]] == ["unanswered-question"]


def _position(place: dict[str, int]) -> Position:
    return Position(place["line"] - 1, place["column"] - 1)


def test_all_findings_are_listed_and_the_folded_ones_say_so(tmp_path: Path) -> None:
    group = "### Acceptance criteria\n- The customer uploads a receipt\n"
    text = "So that I am paid back, as a customer, I want this.\n\n" + "".join(
        f"## {n}\n{group}" for n in range(7)
    )
    findings = loaded(written(tmp_path, text), "check", "--select", "missing-error-state")["findings"]
    assert [finding.get("folded") for finding in findings] == [None] * 5 + [True] * 2


def test_without_findings_the_list_is_empty(tmp_path: Path) -> None:
    assert loaded(written(tmp_path, SILENT), "check") == {"version": __version__, "findings": []}


def test_what_was_understood(tmp_path: Path) -> None:
    (document,) = loaded(written(tmp_path, SPEC), "inspect")
    elements, (group,) = document.pop("elements"), document.pop("groups")
    assert document == {
        "path": "docs/a.md",
        "is_spec": True,
        "kind": "story",
        "language": "en",
        "status": "draft",
        "vague_errors": [16],
        "questions": [{"line": 18, "rule": "missing-user-problem", "answered": False}],
    }
    assert " ".join(elements) == (
        "user_problem persona goal why_now non_goals alternatives success_metric follow_up error_states "
        "edge_cases performance_expectation prior_art open_questions"
    )
    assert elements["user_problem"] == [{"start_line": 6, "end_line": 6}]
    assert elements["alternatives"] == []
    criteria = group.pop("criteria")
    assert group == {
        "start_line": 8,
        "end_line": 12,
        "label": "Acceptance criteria",
        "format": "checkbox",
        "user_problem_stated": True,
        "user_problem_at": {"path": "docs/a.md", "line": 6},
    }
    assert criteria == [
        {
            "line": 9,
            "end_line": 9,
            "id": "AC-1",
            "text": "😀 The employee uploads a receipt",
            "error_relevant": True,
            "error_stated": False,
            "operation": "upload",
            "error_at": None,
            "vague_wording": False,
        },
        {
            "line": 10,
            "end_line": 11,
            "id": "AC-2",
            "text": "The employee uploads a bill,\nand the list is fast",
            "error_relevant": True,
            "error_stated": False,
            "operation": "upload",
            "error_at": None,
            "vague_wording": True,
        },
        {
            "line": 12,
            "end_line": 12,
            "id": "AC-3",
            "text": "The employee deletes a claim",
            "error_relevant": True,
            "error_stated": True,
            "operation": "delete",
            "error_at": {"path": "docs/a.md", "line": 15},
            "vague_wording": False,
        },
    ]


def test_a_criterion_that_cannot_fail_has_nothing_stated_or_not(tmp_path: Path) -> None:
    text = "# Button\n\nThis page adds a button.\n\n## Acceptance criteria\n- The button is green\n"
    (document,) = loaded(written(tmp_path, text), "inspect")
    (group,) = document["groups"]
    assert (group["user_problem_stated"], group["user_problem_at"]) == (False, None)
    (criterion,) = group["criteria"]
    assert (criterion["error_relevant"], criterion["error_stated"], criterion["operation"]) == (
        False,
        None,
        None,
    )


def test_a_document_that_is_no_spec_is_understood_as_one_that_is_none(tmp_path: Path) -> None:
    (document,) = loaded(written(tmp_path, "# Notes\n\nWe met.\n"), "inspect")
    assert (document["is_spec"], document["kind"], document["groups"]) == (False, "none", [])
