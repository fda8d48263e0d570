"""Configuration files: they hold for the documents around them, and count from the moment they change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import clients
import pytest
from samples import SPEC, of_rule

from whylint.baseline.identity import identities
from whylint.engine import analyse
from whylint.text.lines import split_lines
from whylint.workspace.baselines import NAME, write_baseline

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
    (registration,) = connect(clients.VS_CODE).receive("client/registerCapability")["registrations"]
    assert registration["method"] == "workspace/didChangeWatchedFiles"
    patterns = [watcher["globPattern"] for watcher in registration["registerOptions"]["watchers"]]
    assert patterns == [
        "**/whylint.toml",
        "**/.whylint.toml",
        "**/pyproject.toml",
        "**/.whylint-baseline.jsonl",
    ]

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


def test_each_mistake_is_logged_once_with_its_place_until_the_file_changes(
    connect: Connect, tmp_path: Path
) -> None:
    file = tmp_path / "whylint.toml"
    file.write_text('ignore = ["missing-eror-state"]\n')
    client = connect(clients.VS_CODE)
    for name in ("a.md", "b.md"):
        client.open((tmp_path / name).as_uri(), SPEC)
        client.pull((tmp_path / name).as_uri())
    message = client.receive(LOG)["message"]
    assert message.startswith(f"{file}:1:")
    assert "missing-error-state" in message
    assert client.sent(LOG) == []

    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": file.as_uri(), "type": 2}]})
    client.pull((tmp_path / "a.md").as_uri())
    assert client.receive(LOG)["message"] == message


def test_what_a_baseline_has_frozen_is_not_shown_until_somebody_takes_it_out(
    connect: Connect, tmp_path: Path
) -> None:
    file, baseline = tmp_path / "a.md", tmp_path / NAME
    read = analyse(split_lines(SPEC))
    write_baseline(baseline, {"a.md": identities(read.findings, read.spec, read.lines)})
    pulls, is_pushed_to = connect(clients.VS_CODE), connect(clients.EMACS)
    for client in (pulls, is_pushed_to):
        client.open(file.as_uri(), f"{SPEC}- The customer imports contacts\n")
    new = {"missing-error-state"}
    assert rules(pulls.pull(file.as_uri())["items"]) == new
    assert rules(is_pushed_to.receive(PUBLISH)["diagnostics"]) == new

    baseline.unlink()
    change = {"changes": [{"uri": baseline.as_uri(), "type": 3}]}
    for client in (pulls, is_pushed_to):
        client.notify("workspace/didChangeWatchedFiles", change)
    assert len(pulls.pull(file.as_uri())["items"]) > 1
    assert len(is_pushed_to.receive(PUBLISH)["diagnostics"]) > 1


def test_a_line_of_a_baseline_that_cannot_be_read_is_logged(connect: Connect, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("<<<<<<< HEAD\n")
    client = connect(clients.VS_CODE)
    client.open((tmp_path / "a.md").as_uri(), SPEC)
    assert client.pull((tmp_path / "a.md").as_uri())["items"]
    assert f"{NAME}:1:1: no finding of a baseline; resolve the merge" in client.receive(LOG)["message"]
