"""``whylint questions``: what is open, by document and story."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from command_line import STORY, whylint

if TYPE_CHECKING:
    from pathlib import Path

SPEC = f"""\
# Receipts

{STORY}\
## Story 1: Sending

### Acceptance criteria

- The customer uploads a receipt

  > **Open question** When the upload fails, what does the customer see? <!-- whylint-question: missing-error-state -->
  > Seen: the reason · Kept: (…)

- The customer deletes a claim
- [NEEDS CLARIFICATION: how *long* is it kept?]

## Open questions

- Who pays for it?
"""


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text)
    return folder


def listed(folder: Path, *options: str) -> list[tuple[str, int, str, str | None]]:
    """Return the story, the line, the kind and the rule of each question of a single document."""
    (document,) = json.loads(whylint("questions", "--format", "json", *options, folder=folder).out)[
        "documents"
    ]
    return [(each["story"], each["line"], each["kind"], each["rule"]) for each in document["questions"]]


def test_by_document_and_story(tmp_path: Path) -> None:
    written(tmp_path, a=SPEC, b="# Notes\n\nWe met.\n")
    assert whylint("questions", folder=tmp_path) == (
        0,
        """\
a.md  Receipts
     19 ? Who pays for it?
  Story 1: Sending
     11 ? When the upload fails, what does the customer see?  [missing-error-state]
          “The customer uploads a receipt”
     15 ? [NEEDS CLARIFICATION: how long is it kept?]

3 open questions, in 1 of 2 documents
""",
        "",
    )


def test_with_what_nobody_has_asked_yet(tmp_path: Path) -> None:
    written(tmp_path, a=SPEC)
    gap = ("Story 1: Sending", 14, "gap", "missing-error-state")
    assert gap not in listed(tmp_path)
    assert sorted([*listed(tmp_path), gap]) == sorted(listed(tmp_path, "--gaps"))
    shown = whylint("questions", "--gaps", folder=tmp_path).out
    assert "     14 + “deletes a claim”: When" in shown
    assert shown.endswith("3 open questions, 1 not asked yet (+), in 1 of 1 document\n")


def test_what_a_baseline_has_frozen_is_no_gap(tmp_path: Path) -> None:
    written(tmp_path, a=SPEC)
    assert whylint("baseline", folder=tmp_path).code == 0
    assert listed(tmp_path, "--gaps") == listed(tmp_path)
    assert len(listed(tmp_path, "--gaps", "--no-baseline")) == 4


def test_an_answered_question_is_open_no_more(tmp_path: Path) -> None:
    written(tmp_path, a=SPEC.replace("(…)", "all entries"))
    assert 11 not in [line for _, line, _, _ in listed(tmp_path)]


def test_an_exit_without_its_reason_is_open_too(tmp_path: Path) -> None:
    mark = "<!-- whylint-does-not-apply: missing-error-state -->"
    exit_ = f"- The customer deletes a claim\n  > **Does not apply, because** (…) {mark}"
    written(tmp_path, a=SPEC.replace("- The customer deletes a claim", exit_))
    assert ("Story 1: Sending", 15, "does-not-apply", "missing-error-state") in listed(tmp_path)
    assert "     15 ? Does not apply, because (…)  [" in whylint("questions", folder=tmp_path).out


def test_work_that_is_done_has_no_open_questions(tmp_path: Path) -> None:
    written(tmp_path, a=f"---\nstatus: done\n---\n\n{SPEC}")
    assert listed(tmp_path, "--gaps") == []


def test_for_a_planning_meeting(tmp_path: Path) -> None:
    written(tmp_path, a=SPEC)
    result = whylint("questions", "--gaps", "--format", "markdown", folder=tmp_path)
    assert (
        result.out
        == """\
# Open questions

3 open questions, 1 not asked yet, in 1 of 1 document.

## Receipts

`a.md`

- [ ] Who pays for it? (line 19)

### Story 1: Sending

- [ ] When the upload fails, what does the customer see? (“The customer uploads a receipt”; line 11)
- [ ] “deletes a claim”: When this fails, what does the customer see, what is kept, and what can they do next? \
(line 14; not asked in the document yet)
- [ ] \\[NEEDS CLARIFICATION: how long is it kept?\\] (line 15)
"""
    )


def test_for_a_table(tmp_path: Path) -> None:
    written(tmp_path, a=SPEC.replace("Who pays for it?", "=cmd|' /C calc'!A0, who pays \"it\"?"))
    result = whylint("questions", "--format", "csv", folder=tmp_path)
    rows: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(result.out)))
    assert [row["line"] for row in rows] == ["19", "11", "15"]
    assert rows[0]["question"] == "'=cmd|' /C calc'!A0, who pays \"it\"?"
    assert rows[1] == {
        "document": "a.md",
        "title": "Receipts",
        "story": "Story 1: Sending",
        "line": "11",
        "kind": "asked",
        "rule": "missing-error-state",
        "question": "When the upload fails, what does the customer see?",
        "about": "The customer uploads a receipt",
    }


def test_what_cannot_be_read_is_told_and_the_rest_is_listed(tmp_path: Path) -> None:
    written(tmp_path, a=SPEC)
    (tmp_path / "b.md").write_bytes(b"\xff")
    result = whylint("questions", folder=tmp_path)
    assert result.code == 2
    assert result.err.startswith("b.md:1:1: not UTF-8")
    assert result.out.endswith("3 open questions, in 1 of 1 document\n")
