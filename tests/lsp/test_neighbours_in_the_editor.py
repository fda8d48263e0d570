"""What other documents say counts in an open one, as they stand on the screen or are saved, and is led to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import clients
import pytest

from whylint.lsp import server

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Connect
    from lsp_client import Client

PUBLISH, REFRESH = "textDocument/publishDiagnostics", "workspace/diagnostic/refresh"
WHY = "# Problem\n\nField staff 🙂 cannot send their receipts in time, and are paid back a month late.\n"
ERRORS = "# Errors\n\n- When an upload is refused, the form keeps its entries and says why\n"
CRITERIA = "## Acceptance criteria\n\n- The customer uploads a receipt\n- The list is in order\n"
SPEC = f"# Receipts\n\n[Errors](errors.md)\n\n{CRITERIA}"
PROBLEM, FAILURE = "missing-user-problem", "missing-error-state"


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(server, "SECONDS_OF_A_PAUSE", 0.01)
    (tmp_path / ".git").mkdir()


def rules(client: Client, uri: str) -> list[str]:
    return [item["code"] for item in client.pull(uri)["items"]]


def publishes(client: Client, uri: str) -> list[str]:
    while (params := client.receive(PUBLISH))["uri"] != uri:
        pass
    return [item["code"] for item in params["diagnostics"]]


def close(client: Client, uri: str) -> None:
    client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})


def test_saved_neighbours_count_at_once(connect: Connect, tmp_path: Path) -> None:
    (tmp_path / "proposal.md").write_text(WHY)
    (tmp_path / "errors.md").write_text(ERRORS)
    client = connect(clients.VS_CODE)
    uri = (tmp_path / "tasks.md").as_uri()
    client.open(uri, SPEC)
    assert rules(client, uri) == []


def test_a_neighbour_counts_as_it_stands_on_the_screen(connect: Connect, tmp_path: Path) -> None:
    spec, proposal = (tmp_path / "tasks.md").as_uri(), (tmp_path / "proposal.md").as_uri()
    pulls, pushed = connect(clients.VS_CODE), connect(clients.EMACS)
    for client in (pulls, pushed):
        client.open(spec, SPEC)
    assert rules(pulls, spec) == publishes(pushed, spec) == [PROBLEM, FAILURE]
    for client in (pulls, pushed):
        client.open(proposal, WHY)  # it was never saved
    pulls.receive(REFRESH)
    assert rules(pulls, spec) == publishes(pushed, spec) == [FAILURE]
    for client in (pulls, pushed):
        client.change(proposal, 2, {"text": "# Problem\n"})
    pulls.receive(REFRESH)
    assert rules(pulls, spec) == publishes(pushed, spec) == [PROBLEM, FAILURE]
    for client in (pulls, pushed):
        client.change(proposal, 3, {"text": WHY})
    pulls.receive(REFRESH)
    assert rules(pulls, spec) == publishes(pushed, spec) == [FAILURE]
    for client in (pulls, pushed):
        close(client, proposal)
    pulls.receive(REFRESH)
    assert rules(pulls, spec) == publishes(pushed, spec) == [PROBLEM, FAILURE]


def test_what_stands_above_a_story_follows_what_another_document_says(
    connect: Connect, tmp_path: Path
) -> None:
    spec, proposal = (tmp_path / "tasks.md").as_uri(), (tmp_path / "proposal.md").as_uri()
    client = connect(clients.VS_CODE)
    client.open(spec, SPEC)
    of_spec = {"textDocument": {"uri": spec}}
    before = client.request("textDocument/codeLens", of_spec)[0]["command"]["title"]
    client.open(proposal, WHY)
    client.receive("workspace/codeLens/refresh")
    after = client.request("textDocument/codeLens", of_spec)[0]["command"]["title"]
    assert "why ✗" in before
    assert "why ✓" in after


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("workspace/didChangeWatchedFiles", {"changes": [{"uri": "{}", "type": 1}]}),
        ("workspace/didCreateFiles", {"files": [{"uri": "{}"}]}),
        ("workspace/didRenameFiles", {"files": [{"oldUri": "file:///x.md", "newUri": "{}"}]}),
    ],
)
def test_a_file_that_comes_is_noticed(
    connect: Connect, tmp_path: Path, method: str, params: dict[str, list[dict[str, Any]]]
) -> None:
    spec, proposal = (tmp_path / "tasks.md").as_uri(), tmp_path / "proposal.md"
    client = connect(clients.VS_CODE)
    client.open(spec, SPEC)
    assert rules(client, spec) == [PROBLEM, FAILURE]
    proposal.write_text(WHY)
    ((name, (told,)),) = params.items()
    filled = {key: proposal.as_uri() if value == "{}" else value for key, value in told.items()}
    client.notify(method, {name: [filled]})
    client.receive(REFRESH)
    assert rules(client, spec) == [FAILURE]
    proposal.unlink()
    client.notify("workspace/didDeleteFiles", {"files": [{"uri": proposal.as_uri()}]})
    client.receive(REFRESH)
    assert rules(client, spec) == [PROBLEM, FAILURE]


def test_a_link_that_is_typed_is_followed(connect: Connect, tmp_path: Path) -> None:
    (tmp_path / "errors.md").write_text(ERRORS)
    uri = (tmp_path / "a.md").as_uri()
    client = connect(clients.VS_CODE)
    client.open(uri, f"# Receipts\n\n{CRITERIA}")
    assert rules(client, uri) == [PROBLEM, FAILURE]
    client.change(uri, 2, {"text": SPEC})
    client.pull(uri)
    client.receive(REFRESH)
    assert rules(client, uri) == [PROBLEM]


def test_a_reference_goes_stale_with_its_file(connect: Connect, tmp_path: Path) -> None:
    errors, uri = tmp_path / "errors.md", (tmp_path / "a.md").as_uri()
    errors.write_text("# Errors\n\n## Upload\n\nE-1: When an upload is refused, the form keeps its entries\n")
    mark = "<!-- whylint-covered-by: missing-error-state -->"
    reference = f"  > **Covered by** [errors](errors.md#upload) {mark}\n"
    story = "As a clerk, I want to send receipts so that I get my money back.\n\n"
    upload = "- The customer uploads a receipt\n"
    client = connect(clients.VS_CODE)
    client.open(uri, f"{story}{CRITERIA.replace(upload, upload + reference)}")
    assert rules(client, uri) == []
    errors.rename(tmp_path / "failures.md")
    client.notify(
        "workspace/didRenameFiles", {"files": [{"oldUri": errors.as_uri(), "newUri": "file:///x.md"}]}
    )
    client.receive(REFRESH)
    (stale,) = client.pull(uri)["items"]
    assert stale["code"] == "stale-reference"
    assert "There is no file “errors.md”" in stale["message"]
    errors.write_text("# Errors\n\n## Uploads\n")
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": errors.as_uri(), "type": 1}]})
    client.receive(REFRESH)
    (stale,) = client.pull(uri)["items"]
    assert "“errors.md” has no heading “#upload”" in stale["message"]
    titles = [action["title"] for action in client.code_actions(uri, stale["range"])]
    assert "Change to errors.md#uploads" in titles


def test_what_was_found_elsewhere_is_led_to(connect: Connect, tmp_path: Path) -> None:
    (tmp_path / "proposal.md").write_text(WHY)
    (tmp_path / "errors.md").write_text("# Errors\n\n- What happens when the upload of a receipt fails?\n")
    uri = (tmp_path / "tasks.md").as_uri()
    client = connect(clients.VS_CODE)
    client.open(uri, SPEC)
    (finding,) = client.pull(uri)["items"]
    (related,) = finding["relatedInformation"]
    assert related["location"]["uri"] == (tmp_path / "errors.md").as_uri()
    assert related["location"]["range"]["start"]["line"] == 2
    hover = client.hover(uri, 6, 10)
    assert hover is not None
    assert f"[proposal.md, line 3]({(tmp_path / 'proposal.md').as_uri()}#L3)" in hover["contents"]["value"]
    position = {"textDocument": {"uri": uri}, "position": {"line": 6, "character": 10}}
    (target,) = client.request("textDocument/definition", position)
    assert target["targetUri"] == (tmp_path / "proposal.md").as_uri()
    assert target["targetSelectionRange"]["start"] == {"line": 2, "character": 0}
    # A smiling face is two units of UTF-16.
    assert target["targetSelectionRange"]["end"]["character"] == len(WHY.split("\n")[2]) + 1


def test_a_neighbour_that_has_become_shorter_does_no_harm(connect: Connect, tmp_path: Path) -> None:
    errors = tmp_path / "errors.md"
    errors.write_text("# Errors\n\n- What happens when the upload of a receipt fails?\n")
    uri = (tmp_path / "tasks.md").as_uri()
    client = connect(clients.VS_CODE)
    client.open(uri, SPEC)
    assert rules(client, uri) == [PROBLEM, FAILURE]
    errors.write_text("")
    assert rules(client, uri) == [PROBLEM, FAILURE]
    assert client.hover(uri, 6, 10) is not None


def test_the_cells_of_a_notebook_read_on_in_each_other(connect: Connect, tmp_path: Path) -> None:
    client = connect({**clients.VS_CODE, "notebookDocument": {"synchronization": {}}})
    assert client.capabilities["notebookDocumentSync"]["notebookSelector"] == [
        {"cells": [{"language": "markdown"}]}
    ]
    notebook = (tmp_path / "plan.ipynb").as_uri()
    first, second, third = (f"vscode-notebook-cell:{tmp_path}/plan.ipynb#W{number}" for number in range(3))

    def cell(uri: str) -> dict[str, Any]:
        return {"kind": 1, "document": uri}

    def text(uri: str, content: str) -> dict[str, Any]:
        return {"uri": uri, "languageId": "markdown", "version": 1, "text": content}

    client.notify(
        "notebookDocument/didOpen",
        {
            "notebookDocument": {
                "uri": notebook,
                "notebookType": "jupyter",
                "version": 1,
                "cells": [cell(second)],
            },
            "cellTextDocuments": [text(second, f"# Receipts\n\n{CRITERIA}")],
        },
    )
    assert rules(client, second) == [PROBLEM, FAILURE]

    def change(**cells: object) -> None:
        document = {"uri": notebook, "version": 2}
        client.notify(
            "notebookDocument/didChange", {"notebookDocument": document, "change": {"cells": cells}}
        )
        client.receive(REFRESH)

    array = {"start": 0, "deleteCount": 0, "cells": [cell(first)]}
    change(structure={"array": array, "didOpen": [text(first, WHY)]})
    assert rules(client, second) == [FAILURE]
    array = {"start": 2, "deleteCount": 0, "cells": [cell(third)]}
    change(structure={"array": array, "didOpen": [text(third, ERRORS)]})
    assert rules(client, second) == []
    changes = [{"text": "# Nothing\n"}]
    change(textContent=[{"document": {"uri": first, "version": 2}, "changes": changes}])
    assert rules(client, second) == [PROBLEM]
    array = {"start": 2, "deleteCount": 1}
    change(structure={"array": array, "didClose": [{"uri": third}]})
    assert rules(client, second) == [PROBLEM, FAILURE]
    closed = [{"uri": first}, {"uri": second}]
    client.notify(
        "notebookDocument/didClose", {"notebookDocument": {"uri": notebook}, "cellTextDocuments": closed}
    )
    assert client.pull(second)["items"] == []


def test_a_document_that_is_too_large_gets_a_note_until_it_is_not(connect: Connect, tmp_path: Path) -> None:
    (tmp_path / "whylint.toml").write_text("max-size = 1\n")
    uri = (tmp_path / "a.md").as_uri()
    client = connect(clients.VS_CODE)
    client.open(uri, SPEC + "\nMore.\n" * 200)
    (note,) = client.pull(uri)["items"]
    assert (note["code"], note["severity"]) == ("too-large", 3)
    assert (
        note["message"]
        == "This document is not read: its 1 kB are more than max-size, 1 kB; raise it, or exclude the file."
    )
    assert client.hover(uri, 6, 10) is None
    client.change(uri, 2, {"text": SPEC})
    client.receive(REFRESH)
    assert rules(client, uri) == [PROBLEM, FAILURE]
    client.change(uri, 3, {"text": SPEC + "\nMore.\n" * 200})
    client.receive(REFRESH)
    assert rules(client, uri) == ["too-large"]


def test_folders_come_and_go(connect: Connect, tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder, ignored in ((first, PROBLEM), (second, FAILURE)):
        folder.mkdir()
        (folder / "whylint.toml").write_text(f'ignore = ["{ignored}"]\n')
    client = connect(clients.VS_CODE, workspaceFolders=[{"uri": first.as_uri(), "name": "a"}])
    uri = "untitled:Untitled-1"
    client.open(uri, SPEC)
    assert rules(client, uri) == [FAILURE]
    added, removed = ([{"uri": folder.as_uri(), "name": "x"}] for folder in (second, first))
    client.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": added, "removed": removed}})
    client.receive(REFRESH)
    assert rules(client, uri) == [PROBLEM]
