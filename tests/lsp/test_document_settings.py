"""Configuration files: they hold for the documents around them, and count from the moment they change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import clients
import pytest
from samples import SPEC, of_rule

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Connect

PUBLISH = "textDocument/publishDiagnostics"
LOG = "window/logMessage"


def rules(items: list[dict[str, Any]]) -> set[str]:
    return {item["code"] for item in items}


def test_the_nearest_file_decides(connect: Connect, tmp_path: Path) -> None:
    (tmp_path / "whylint.toml").write_text('ignore = ["missing-error-state"]\n')
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "whylint.toml").write_text('severity = { missing-error-state = "error" }\n')
    near, far = (tmp_path / "a.md").as_uri(), (tmp_path / "other" / "ä b.md").as_uri()
    client = connect(clients.VS_CODE)
    client.open(near, SPEC)
    client.open(far, SPEC)
    assert "missing-error-state" not in rules(client.pull(near)["items"])
    (found,) = of_rule(client.pull(far)["items"], "missing-error-state")
    assert found["severity"] == 1


def test_a_document_that_nobody_saved_has_the_settings_of_the_workspace(
    connect: Connect, tmp_path: Path
) -> None:
    (tmp_path / "whylint.toml").write_text('ignore = ["missing-error-state"]\n')
    uri = "untitled:Untitled-1"
    for params, ignored in (
        ({"workspaceFolders": [{"uri": tmp_path.as_uri(), "name": "specs"}]}, True),
        ({"rootUri": tmp_path.as_uri()}, True),
        ({}, False),
    ):
        client = connect(clients.VS_CODE, **params)
        client.open(uri, SPEC)
        assert ("missing-error-state" not in rules(client.pull(uri)["items"])) is ignored


def test_a_document_that_is_excluded_is_asked_nothing(connect: Connect, tmp_path: Path) -> None:
    (tmp_path / "whylint.toml").write_text('exclude = ["drafts/"]\n')
    draft, other = (tmp_path / "drafts" / "a.md").as_uri(), (tmp_path / "a.md").as_uri()
    client = connect(clients.VS_CODE)
    client.open(draft, SPEC)
    client.open(other, SPEC)
    assert client.pull(draft)["items"] == []
    assert client.pull(other)["items"]


def test_the_client_is_asked_to_watch_the_files_where_it_can(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    registration, settings = client.receive("client/registerCapability")["registrations"]
    assert settings["method"] == "workspace/didChangeConfiguration"
    assert registration["method"] == "workspace/didChangeWatchedFiles"
    patterns = [watcher["globPattern"] for watcher in registration["registerOptions"]["watchers"]]
    assert {"**/*.toml", "**/*.md"} <= set(patterns)

    client = connect(clients.NEOVIM)
    client.pull("file:///any.md")
    assert client.sent("client/registerCapability") == []


@pytest.mark.parametrize("notification", ["didChangeWatchedFiles", "didChangeConfiguration"])
def test_a_change_of_a_file_counts_at_once(connect: Connect, tmp_path: Path, notification: str) -> None:
    uri, file = (tmp_path / "a.md").as_uri(), tmp_path / "whylint.toml"
    pulls, is_pushed_to = connect(clients.VS_CODE), connect(clients.EMACS)
    for client in (pulls, is_pushed_to):
        client.open(uri, SPEC)
    first = pulls.pull(uri)
    assert "missing-error-state" in rules(first["items"])
    assert "missing-error-state" in rules(is_pushed_to.receive(PUBLISH)["diagnostics"])

    file.write_text('ignore = ["missing-error-state"]\n')
    changes = {"changes": [{"uri": file.as_uri(), "type": 1}]}
    for client in (pulls, is_pushed_to):
        client.notify(
            f"workspace/{notification}",
            changes if notification == "didChangeWatchedFiles" else {"settings": None},
        )
    assert pulls.receive("workspace/diagnostic/refresh") is None
    assert "missing-error-state" not in rules(pulls.pull(uri, first["resultId"])["items"])
    assert "missing-error-state" not in rules(is_pushed_to.receive(PUBLISH)["diagnostics"])


def test_a_client_that_cannot_ask_again_is_not_told_to(connect: Connect, tmp_path: Path) -> None:
    client = connect({"textDocument": {"diagnostic": {}}})
    uri = (tmp_path / "a.md").as_uri()
    client.open(uri, SPEC)
    client.pull(uri)
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    client.pull(uri)
    assert client.sent("workspace/diagnostic/refresh") == []
