"""Ids are found, followed and renamed in all documents of the workspace, whichever of its folders they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import clients
import pytest
from lsp_client import ResponseError

from whylint.lsp import names

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Connect
    from lsp_client import Client

ONE = """# Receipts

Employees wait for weeks for their money.

## Requirements

- FR-1: The employee uploads a receipt
- FR-2: The employee deletes a receipt
"""
TWO = """# Invoices

Accountants look for invoices all day.

## Requirements

- FR-1: The accountant uploads an invoice
"""
FILES = {
    "left/specs/one/spec.md": ONE,
    "left/specs/one/tasks.md": "# Tasks\n\n- [ ] Store the photo (FR-1)\n",
    "left/specs/one/later/plan/notes.md": "# Notes\n\nNothing of FR-1 is needed in May.\n",
    "left/specs/two/spec.md": TWO,
    "left/specs/two/tasks.md": "# Tasks\n\n- [ ] Store the invoice (FR-1)\n",
    "left/roadmap.md": "# Roadmap\n\nIn spring FR-2 follows, and in the end FR-1.\n",
    "left/meetings/may.md": "# May\n\nSee [the spec](../specs/one/spec.md): FR-1 can wait.\n",
    "left/.gitignore": "drafts/\n",
    "left/drafts/old.md": "# Old\n\nOnce FR-2 was first.\n",
    "right/tests.md": "# Tests\n\nThe robot deletes two receipts (FR-2).\n",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def begin(connect: Connect, workspace: Path, capabilities: dict[str, Any] = clients.VS_CODE) -> Client:
    folders = [{"uri": (workspace / name).as_uri(), "name": name} for name in ("left", "right")]
    return connect(capabilities, workspaceFolders=folders)


def at(client: Client, workspace: Path, name: str, word: str, text: str = "") -> dict[str, Any]:
    """Open a document, and return the place of a word in it."""
    uri, text = (workspace / name).as_uri(), text or FILES[name]
    client.open(uri, text)
    line = next(number for number, each in enumerate(text.split("\n")) if word in each)
    character = text.split("\n")[line].index(word) + 1
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}


def files(workspace: Path, found: list[dict[str, Any]]) -> list[str]:
    uris = [each.get("uri") or each["targetUri"] for each in found]
    return [uri.removeprefix(f"{workspace.as_uri()}/") for uri in uris]


def references(client: Client, place: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.request(
        "textDocument/references", {**place, "context": {"includeDeclaration": False}}
    )
    return found


def test_an_id_is_spoken_of_where_its_document_is_the_nearest_that_gives_it(
    connect: Connect, workspace: Path
) -> None:
    client = begin(connect, workspace)
    found = references(client, at(client, workspace, "left/specs/one/spec.md", "FR-1"))
    assert files(workspace, found) == [
        "left/specs/one/tasks.md",
        "left/roadmap.md",  # as near to the one as to the other
        "left/specs/one/later/plan/notes.md",
        "left/meetings/may.md",  # it links to this one
    ]


def test_all_folders_count_and_what_is_ignored_does_not(connect: Connect, workspace: Path) -> None:
    client = begin(connect, workspace)
    found = references(client, at(client, workspace, "left/specs/one/spec.md", "FR-2"))
    assert files(workspace, found) == ["left/roadmap.md", "right/tests.md"]


def test_what_is_on_the_screen_counts_and_not_what_is_saved(connect: Connect, workspace: Path) -> None:
    client = begin(connect, workspace)
    client.open((workspace / "left/roadmap.md").as_uri(), "# Roadmap\n\nNothing yet.\n")
    client.open((workspace / "right/tests.md").as_uri(), "# Tests\n\nFR-2, and again FR-2\n")
    found = references(client, at(client, workspace, "left/specs/one/spec.md", "FR-2"))
    assert files(workspace, found) == ["right/tests.md", "right/tests.md"]
    assert [each["range"]["start"]["character"] for each in found] == [0, 16]


@pytest.mark.parametrize("capabilities", [clients.VS_CODE, clients.EMACS, clients.HELIX, clients.NEOVIM])
def test_what_is_saved_meanwhile_counts(
    connect: Connect, workspace: Path, capabilities: dict[str, Any]
) -> None:
    client = begin(connect, workspace, capabilities)
    place = at(client, workspace, "left/specs/one/spec.md", "FR-2")
    references(client, place)
    (workspace / "left/new.md").write_text("# New\n\nThis is FR-2.\n")
    (workspace / "left/roadmap.md").unlink()
    (workspace / "left/.gitignore").write_text("")
    if capabilities.get("workspace", {}).get("didChangeWatchedFiles", {}).get("dynamicRegistration"):
        names = {"left/new.md": 1, "left/roadmap.md": 3, "left/.gitignore": 2}
        changes = [{"uri": (workspace / name).as_uri(), "type": kind} for name, kind in names.items()]
        client.notify("workspace/didChangeWatchedFiles", {"changes": changes})
    found = references(client, place)
    assert files(workspace, found) == ["left/new.md", "left/drafts/old.md", "right/tests.md"]


@pytest.mark.parametrize(
    ("name", "word", "given"),
    [
        ("right/tests.md", "FR-2", ["left/specs/one/spec.md"]),
        ("left/meetings/may.md", "FR-1", ["left/specs/one/spec.md"]),
        ("left/specs/two/tasks.md", "FR-1", ["left/specs/two/spec.md"]),
        ("left/roadmap.md", "FR-1", ["left/specs/one/spec.md", "left/specs/two/spec.md"]),
    ],
)
def test_an_id_leads_to_the_nearest_document_that_gives_it(
    connect: Connect, workspace: Path, name: str, word: str, given: list[str]
) -> None:
    client = begin(connect, workspace)
    found = client.request("textDocument/definition", at(client, workspace, name, word))
    assert files(workspace, found) == given


@pytest.mark.parametrize("capabilities", [clients.VS_CODE, clients.HELIX])
def test_a_rename_changes_all_that_speaks_of_it(
    connect: Connect, workspace: Path, capabilities: dict[str, Any]
) -> None:
    client = begin(connect, workspace, capabilities)
    client.open((workspace / "right/tests.md").as_uri(), FILES["right/tests.md"])
    place = at(client, workspace, "left/roadmap.md", "FR-2")
    edit = client.request("textDocument/rename", {**place, "newName": "FR-7"})
    changed = edit["documentChanges"]
    uris = [{"uri": each["textDocument"]["uri"]} for each in changed]
    assert files(workspace, uris) == ["left/specs/one/spec.md", "left/roadmap.md", "right/tests.md"]
    assert [each["textDocument"]["version"] for each in changed] == [None, 1, 1]
    if capabilities is clients.VS_CODE:
        (note,) = edit["changeAnnotations"].values()
        assert note == {"label": "Rename FR-2 to FR-7", "needsConfirmation": True}


def test_what_may_mean_two_things_is_not_renamed(connect: Connect, workspace: Path) -> None:
    client = begin(connect, workspace)
    place = at(client, workspace, "left/roadmap.md", "FR-1")
    with pytest.raises(ResponseError) as raised:
        client.request("textDocument/prepareRename", place)
    assert raised.value.error["message"] == (
        "This may mean what spec.md and spec.md name so; rename it in one of them."
    )


def test_of_many_documents_that_begin_a_line_with_an_id_each_is_taken_to_give_it(
    connect: Connect, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "MOST_READ", 2)
    for number in range(4):
        (workspace / f"right/{number}").mkdir()
        (workspace / f"right/{number}/spec.md").write_text(ONE)
    client = begin(connect, workspace)
    found = references(client, at(client, workspace, "left/specs/one/spec.md", "FR-2"))
    assert files(workspace, found) == ["left/roadmap.md"]


def test_numbers_mean_something_in_their_neighbourhood_alone(connect: Connect, tmp_path: Path) -> None:
    numbered = (
        "# Receipts\n\nEmployees wait for weeks.\n\n## Requirement 1\n\n1. The employee uploads a receipt\n"
    )
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "requirements.md").write_text(numbered)
        (tmp_path / name / "tasks.md").write_text("# Tasks\n\n- [ ] Store it (Requirements: 1.1)\n")
    client = connect(clients.VS_CODE, rootUri=tmp_path.as_uri())
    client.open((tmp_path / "one/requirements.md").as_uri(), numbered)
    place = {
        "textDocument": {"uri": (tmp_path / "one/requirements.md").as_uri()},
        "position": {"line": 6, "character": 0},
    }
    assert files(tmp_path, references(client, place)) == ["one/tasks.md"]
