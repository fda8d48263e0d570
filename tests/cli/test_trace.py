"""What a neighbour says, as the commands show it, and as the cache must not forget it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from command_line import whylint

if TYPE_CHECKING:
    from pathlib import Path

WHY = "# Problem\n\nField staff cannot send their receipts in time, and are paid back a month late.\n"
ERRORS = "# Errors\n\n- When an upload is refused, the form keeps its entries and says why\n"
SPEC = """\
# Receipts

[Errors](../errors.md)

## Acceptance criteria

- The customer uploads a receipt
- The list is in order
"""


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def rules(folder: Path) -> list[str]:
    result = whylint("check", "--format", "json", "change/tasks.md", folder=folder)
    return [finding["rule"] for finding in json.loads(result.out)["findings"]]


def test_a_known_answer_is_another_once_a_neighbour_is(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path, "change/tasks.md", SPEC)
    both = ["missing-user-problem", "missing-error-state"]
    assert rules(tmp_path) == rules(tmp_path) == both
    write(tmp_path, "change/proposal.md", WHY)
    assert rules(tmp_path) == rules(tmp_path) == both[1:]
    write(tmp_path, "errors.md", ERRORS)
    assert rules(tmp_path) == rules(tmp_path) == []
    write(tmp_path, "change/proposal.md", "# Nothing\n")
    assert rules(tmp_path) == both[:1]
    (tmp_path / "errors.md").unlink()
    assert rules(tmp_path) == both


def test_inspect_tells_the_other_document_and_its_line(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name, text in (("change/tasks.md", SPEC), ("change/proposal.md", WHY), ("errors.md", ERRORS)):
        write(tmp_path, name, text)
    (data,) = json.loads(whylint("inspect", "--format", "json", "change/tasks.md", folder=tmp_path).out)
    (group,) = data["groups"]
    assert group["user_problem_stated"] is True
    assert group["user_problem_at"] == {"path": "change/proposal.md", "line": 3}
    assert group["criteria"][0]["error_stated"] is True
    assert group["criteria"][0]["error_at"] == {"path": "errors.md", "line": 3}
    text = whylint("inspect", "change/tasks.md", folder=tmp_path).out
    assert "problem: change/proposal.md:3" in text
    assert "covered: errors.md:3" in text


def test_a_line_elsewhere_that_nearly_covers_is_named(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path, "change/tasks.md", SPEC)
    write(tmp_path, "errors.md", "# Errors\n\n- What happens when the upload of a receipt fails?\n")
    (related,) = json.loads(whylint("check", "--format", "json", "change", folder=tmp_path).out)["findings"][
        1
    ]["related"]
    assert (related["path"], related["line"], related["kind"]) == ("errors.md", 3, "nearly-covers")
    assert "= errors.md:3: " in whylint("check", "change", folder=tmp_path).out


def test_a_document_that_is_too_large_is_told_and_fails_nothing(tmp_path: Path) -> None:
    write(tmp_path, "whylint.toml", "max-size = 1\n")
    write(tmp_path, "a.md", "a " * 600)
    result = whylint("check", folder=tmp_path)
    assert result.code == 0
    assert (
        result.err == "a.md: not read: its 1 kB are more than max-size, 1 kB; raise it, or exclude the file\n"
    )
