"""``whylint baseline``, and what ``whylint check`` leaves alone."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from command_line import ASKING, SILENT, STORY, Result, whylint

from whylint.workspace.baselines import NAME

if TYPE_CHECKING:
    from pathlib import Path

DELETING = f"{STORY}## Acceptance criteria\n- The customer deletes a claim\n"


def entries(folder: Path) -> list[dict[str, Any]]:
    header, *lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
    assert json.loads(header)["whylint-baseline"] == 1
    return [json.loads(line) for line in lines]


def frozen(folder: Path, **files: str) -> None:
    """Write documents and freeze their findings."""
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text)
    assert whylint("baseline", folder=folder).code == 0


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(
        ["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


def since(folder: Path, revision: str, *arguments: str) -> Result:
    return whylint(
        "check",
        f"--changed-since={revision}",
        *arguments,
        folder=folder,
        environment={"PATH": os.environ["PATH"]},
    )


def test_only_what_is_new_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ASKING)
    result = whylint("baseline", folder=tmp_path)
    assert result == (0, f"{NAME}: 1 finding in 1 document, 1 new, 0 taken out\n", "")
    assert whylint("check", folder=tmp_path) == (
        0,
        "No new questions in 1 document; 1 more in the baseline\n",
        "",
    )
    (tmp_path / "a.md").write_text(f"# Title\n\n{ASKING}- The customer deletes a claim\n")
    result = whylint("check", folder=tmp_path)
    assert (result.code, "“deletes a claim”" in result.out, "“uploads" in result.out) == (1, True, False)
    assert result.out.endswith("1 new question in 1 of 1 document; 1 more in the baseline\n")
    assert json.loads(whylint("check", "--format", "json", folder=tmp_path).out)["known"] == 1


def test_the_file_says_what_it_holds_in_an_order_that_stays(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "b.md").write_text(f"# Receipts\n\n{ASKING}- The customer deletes a claim\n")
    (tmp_path / "a.md").write_text(ASKING)
    assert whylint("baseline", folder=tmp_path).code == 0
    assert [(entry["path"], entry["words"], entry["operation"]) for entry in entries(tmp_path)] == [
        ("a.md", "The customer uploads a receipt", "upload"),
        ("docs/b.md", "The customer deletes a claim", "delete"),
        ("docs/b.md", "The customer uploads a receipt", "upload"),
    ]
    assert entries(tmp_path)[1]["within"] == "Receipts › Acceptance criteria"
    before = (tmp_path / NAME).read_bytes()
    (tmp_path / "docs" / "b.md").write_text(
        f"# Receipts\n\n{STORY}## Acceptance criteria\n\n"
        "1. The customer deletes a claim\n2. The customer uploads a receipt\n"
    )
    assert whylint("baseline", folder=tmp_path).code == 0
    assert (tmp_path / NAME).read_bytes() == before


def test_what_is_answered_is_named_and_taken_out(tmp_path: Path) -> None:
    frozen(tmp_path, a=ASKING, b=DELETING)
    assert whylint("baseline", "--check", folder=tmp_path) == (
        0,
        f"{NAME}: every finding in it is still there\n",
        "",
    )
    (tmp_path / "a.md").write_text(SILENT)
    (tmp_path / "b.md").write_text(f"{DELETING}- The customer imports contacts\n")
    result = whylint("baseline", "--check", folder=tmp_path)
    assert (result.code, result.out.splitlines()) == (
        1,
        [
            "a.md: “The customer uploads a receipt” [missing-error-state]",
            f"{NAME}: 1 finding no longer there; take them out with: whylint baseline --prune",
        ],
    )
    result = whylint("baseline", "--prune", folder=tmp_path)
    assert result == (0, f"{NAME}: 1 finding in 1 document, 0 new, 1 taken out\n", "")
    assert whylint("baseline", "--check", folder=tmp_path).code == 0
    assert whylint("check", folder=tmp_path).code == 1, "pruning has frozen nothing new"


def test_a_document_keeps_what_was_frozen_under_its_new_name(tmp_path: Path) -> None:
    frozen(tmp_path, a=ASKING, b=DELETING)
    (tmp_path / "docs").mkdir()
    (tmp_path / "a.md").rename(tmp_path / "docs" / "receipts.md")
    assert whylint("check", folder=tmp_path).code == 0
    assert whylint("baseline", "--check", folder=tmp_path).code == 0
    assert whylint("baseline", "--prune", folder=tmp_path).out.endswith(
        "2 findings in 2 documents, 0 new, 0 taken out\n"
    )
    assert [entry["path"] for entry in entries(tmp_path)] == ["b.md", "docs/receipts.md"]
    (tmp_path / "docs" / "copy.md").write_text(ASKING)
    assert whylint("check", folder=tmp_path).code == 1, "a copy is new"


def test_what_was_frozen_of_a_document_that_is_gone_is_stale(tmp_path: Path) -> None:
    frozen(tmp_path, a=ASKING, b=DELETING)
    (tmp_path / "a.md").unlink()
    assert "a.md: “The customer uploads a receipt”" in whylint("baseline", "--check", folder=tmp_path).out
    assert whylint("baseline", folder=tmp_path).out.endswith("1 finding in 1 document, 0 new, 1 taken out\n")


def test_what_nobody_looked_at_stays_frozen(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    (tmp_path / "one" / "a.md").write_text(ASKING)
    (tmp_path / "two" / "b.md").write_text(DELETING)
    assert whylint("baseline", folder=tmp_path).code == 0
    (tmp_path / "one" / "a.md").unlink()
    (tmp_path / "two" / "b.md").write_text(f"{DELETING}- The customer imports contacts\n")
    assert whylint("baseline", "two", folder=tmp_path).code == 0
    assert [entry["path"] for entry in entries(tmp_path)] == ["one/a.md", "two/b.md", "two/b.md"]
    assert whylint("baseline", "--check", "two", folder=tmp_path).code == 0


def test_the_nearest_baseline_holds_and_a_new_one_goes_next_to_the_configuration(tmp_path: Path) -> None:
    specs = tmp_path / "specs" / "claims"
    specs.mkdir(parents=True)
    (specs.parent / "whylint.toml").write_text("")
    (specs / "a.md").write_text(ASKING)
    assert whylint("baseline", "specs", folder=tmp_path).code == 0
    assert [entry["path"] for entry in entries(specs.parent)] == ["claims/a.md"]
    assert whylint("check", "a.md", folder=specs).code == 0
    assert whylint("check", "--no-baseline", "a.md", folder=specs).code == 1
    assert whylint("check", "-", "--stdin-filename", "a.md", folder=specs, stdin=ASKING.encode()).code == 0


def test_another_file_by_an_option(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ASKING)
    assert whylint("baseline", "--baseline", "old.jsonl", folder=tmp_path).code == 0
    assert whylint("check", folder=tmp_path).code == 1
    assert whylint("check", "--baseline", "old.jsonl", folder=tmp_path).code == 0
    result = whylint("check", "--baseline", "new.jsonl", folder=tmp_path)
    assert (result.code, result.err) == (
        2,
        "new.jsonl: cannot be read: No such file or directory; check the path\n",
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("<<<<<<< HEAD", "no finding of a baseline; resolve the merge, or run “whylint baseline” again"),
        ("{", "no finding of a baseline; take the line out, or run “whylint baseline” again"),
        ("[" * 100_000, "no finding of a baseline; take the line out, or run “whylint baseline” again"),
        ("7", "no finding of a baseline; take the line out, or run “whylint baseline” again"),
        ('{"path": 7}', "no finding of a baseline; take the line out, or run “whylint baseline” again"),
        (
            '{"whylint-baseline": 2}',
            "made by another version of whylint; update whylint, or run “whylint baseline” again",
        ),
    ],
)
def test_a_broken_line_is_told_and_the_others_hold(tmp_path: Path, line: str, told: str) -> None:
    frozen(tmp_path, a=ASKING)
    with (tmp_path / NAME).open("a") as file:
        file.write(f"{line}\n\n")
    result = whylint("check", folder=tmp_path)
    assert (result.code, result.err) == (2, f"{NAME}:3:1: {told}\n")
    assert "version" in told or result.out.startswith("No new questions")
    assert whylint("baseline", "--check", folder=tmp_path).code == 2
    assert whylint("baseline", folder=tmp_path).code == 0
    assert whylint("check", folder=tmp_path).code == 0


def test_what_two_branches_have_frozen_alike_counts_once(tmp_path: Path) -> None:
    frozen(tmp_path, a=ASKING)
    header, line = (tmp_path / NAME).read_text().splitlines(keepends=True)
    (tmp_path / NAME).write_text(header + line + header + line)
    (tmp_path / "a.md").write_text(
        f"{ASKING}\n## Story B\n\n### Acceptance criteria\n\n- The customer uploads a receipt\n"
    )
    assert whylint("check", folder=tmp_path).out.endswith(
        "1 new question in 1 of 1 document; 1 more in the baseline\n"
    )


def test_a_baseline_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    frozen(tmp_path, a=ASKING)
    (tmp_path / NAME).chmod(0o444)
    result = whylint("baseline", folder=tmp_path)
    assert (result.code, result.err) == (
        2,
        f"{NAME}: cannot be written: the file is read-only; check its permissions\n",
    )
    assert whylint("baseline", "-", folder=tmp_path).code == 2


def test_what_was_not_there_at_a_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    covered = f"{DELETING}\n## Errors\n- When a deletion fails, the list keeps the claim and says why\n"
    for name, text in {"a": f"{ASKING}- The customer sends a mail\n", "b": covered, "c": DELETING}.items():
        (tmp_path / f"{name}.md").write_text(text)
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "Three specs")
    assert since(tmp_path, "HEAD") == (0, "No questions in 0 documents\n", "")

    (tmp_path / "a.md").write_text(f"# Title\n\n{ASKING}- The customer sends a letter\n- It shows a page\n")
    (tmp_path / "b.md").write_text(DELETING)
    git(tmp_path, "mv", "c.md", "renamed ü.md")
    (tmp_path / "d.md").write_text(DELETING)
    lines = since(tmp_path, "HEAD").out.splitlines()
    assert [line.split(" ")[0] for line in lines if "[missing-error-state]" in line] == [
        "a.md:7:16",  # reworded: it was asked about other words before
        "b.md:4:16",  # what covered it is gone
        "d.md:4:16",  # new
    ]
    assert lines[-1] == "3 questions in 3 of 4 documents"
    assert since(tmp_path, "HEAD", "c.md").code == 2


def test_what_changed_on_a_branch_since_it_left_the_main_one(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    (tmp_path / "a.md").write_text(SILENT)
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "One")
    git(tmp_path, "branch", "work")
    (tmp_path / "a.md").write_text(f"{SILENT}- The customer deletes a claim\n")
    git(tmp_path, "commit", "--quiet", "--all", "--message", "Two")
    git(tmp_path, "checkout", "--quiet", "work")
    assert since(tmp_path, "main") == (0, "No questions in 0 documents\n", "")


def test_the_baseline_and_the_commit_together(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    frozen(tmp_path, a=ASKING)
    (tmp_path / "a.md").write_text(f"{ASKING}- The customer deletes a claim\n")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "One")
    (tmp_path / "a.md").write_text(
        f"{ASKING}- The customer deletes a claim\n- The customer imports contacts\n"
    )
    result = since(tmp_path, "HEAD")
    assert ("imports contacts" in result.out, "deletes" in result.out, "uploads" in result.out) == (
        True,
        False,
        False,
    )


def test_what_git_cannot_tell_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ASKING)
    (tmp_path / "b.md").write_text(ASKING)
    assert (
        since(tmp_path, "HEAD").err
        == "a.md: in no git repository; leave it out, or say it without --changed-since\n"
    )
    git(tmp_path, "init", "--quiet")
    result = since(tmp_path, "--upload-pack=x")
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert "no commit of the repository" in since(tmp_path, "HEAD").err
    without_git = whylint("check", "--changed-since", "HEAD", folder=tmp_path, environment={"PATH": ""})
    assert without_git.err == "git: not installed, or not on the PATH; install it\n"


def test_the_configuration_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "quality").mkdir()
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "a.md").write_text(ASKING)
    (tmp_path / "base.toml").write_text('baseline = "quality/known.jsonl"\n')
    (tmp_path / "specs" / "whylint.toml").write_text('extend = "../base.toml"\n')
    assert whylint("check", "specs", folder=tmp_path).err.startswith(
        "quality/known.jsonl: cannot be read: No such"
    )
    assert whylint("baseline", "specs", folder=tmp_path).code == 0
    assert '{"path": "../specs/a.md"' in (tmp_path / "quality" / "known.jsonl").read_text()
    assert whylint("check", "a.md", folder=tmp_path / "specs").code == 0
    (tmp_path / "base.toml").write_text("baseline = 7\n")
    assert whylint("check", "specs", folder=tmp_path).code == 2
