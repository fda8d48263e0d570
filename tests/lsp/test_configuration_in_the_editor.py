"""Mistakes in configuration files are shown in them, and settings of the editor count where no file says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import clients
import pytest
from samples import SPEC

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Connect
    from lsp_client import Client

PUBLISH = "textDocument/publishDiagnostics"
RULE = "missing-error-state"


def rules(client: Client, uri: str) -> set[str]:
    return {item["code"] for item in client.pull(uri)["items"]}


def published(client: Client, uri: str) -> list[dict[str, Any]]:
    """Return what is pushed for a document next."""
    while (params := client.receive(PUBLISH))["uri"] != uri:
        pass
    items: list[dict[str, Any]] = params["diagnostics"]
    return items


def changed(client: Client, path: Path) -> None:
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": path.as_uri(), "type": 2}]})


@pytest.mark.parametrize("capabilities", [clients.VS_CODE, clients.EMACS])
def test_a_mistake_is_shown_in_its_file_until_it_is_corrected(
    connect: Connect, tmp_path: Path, capabilities: dict[str, Any]
) -> None:
    file, uri = tmp_path / "whylint.toml", (tmp_path / "a.md").as_uri()
    file.write_text('ignore = ["missing-eror-state"]\nx = 1\n')
    client = connect(capabilities)
    client.open(uri, SPEC)
    first, second = published(client, file.as_uri())
    assert first["range"] == {"start": {"line": 0, "character": 10}, "end": {"line": 0, "character": 30}}
    assert first["message"] == "unknown rule “missing-eror-state”; did you mean “missing-error-state”?"
    assert (first["code"], first["source"], first["severity"]) == ("configuration", "whylint", 1)
    assert second["range"]["start"] == {"line": 1, "character": 0}
    file.write_text('ignore = ["missing-error-state"]\n')
    changed(client, file)
    assert published(client, file.as_uri()) == []


def test_an_open_file_shows_its_mistakes_while_it_is_typed(connect: Connect, tmp_path: Path) -> None:
    file, uri = tmp_path / "whylint.toml", (tmp_path / "a.md").as_uri()
    file.write_text("")
    client = connect(clients.VS_CODE)
    client.open(uri, SPEC)
    client.open(file.as_uri(), "ignore = [")
    (found,) = published(client, file.as_uri())
    assert found["message"].startswith("not valid TOML")
    client.change(file.as_uri(), 2, {"text": f'ignore = ["{RULE}"]\n'})
    assert published(client, file.as_uri()) == []
    # What holds is what was saved.
    assert RULE in rules(client, uri)
    client.change(file.as_uri(), 3, {"text": "select = 1"})
    assert published(client, file.as_uri()) != []
    client.notify("textDocument/didClose", {"textDocument": {"uri": file.as_uri()}})
    assert published(client, file.as_uri()) == []
    assert client.pull(file.as_uri())["items"] == []


def test_a_file_that_is_extended_shows_its_own_mistakes(connect: Connect, tmp_path: Path) -> None:
    base = tmp_path / "base.toml"
    base.write_text("ignore = 1\n")
    (tmp_path / "whylint.toml").write_text('extend = "base.toml"\n')
    uri = (tmp_path / "a.md").as_uri()
    client = connect(clients.VS_CODE)
    client.open(uri, SPEC)
    assert len(published(client, base.as_uri())) == 1
    base.write_text(f'ignore = ["{RULE}"]\n')
    changed(client, base)
    assert published(client, base.as_uri()) == []
    assert RULE not in rules(client, uri)


def test_what_a_file_said_last_holds_while_it_is_broken(connect: Connect, tmp_path: Path) -> None:
    file, uri = tmp_path / "whylint.toml", (tmp_path / "a.md").as_uri()
    file.write_text(f'ignore = ["{RULE}"]\n')
    client = connect(clients.VS_CODE)
    client.open(uri, SPEC)
    assert RULE not in rules(client, uri)
    file.write_text("ignore = [\n")
    changed(client, file)
    assert len(published(client, file.as_uri())) == 1
    assert RULE not in rules(client, uri)


def test_the_first_message_may_bring_settings(connect: Connect, tmp_path: Path) -> None:
    options = {"ignore": [RULE], "severity": {"missing-user-problem": "hint"}, "other": 1}
    client = connect(clients.NEOVIM, rootUri=tmp_path.as_uri(), initializationOptions=options)
    uri = (tmp_path / "a.md").as_uri()
    client.open(uri, SPEC)
    assert [(item["code"], item["severity"]) for item in client.pull(uri)["items"]] == [
        ("missing-user-problem", 4)
    ]


def test_a_file_counts_more_than_the_editor(connect: Connect, tmp_path: Path) -> None:
    (tmp_path / "whylint.toml").write_text("ignore = []\n")
    client = connect(clients.NEOVIM, rootUri=tmp_path.as_uri(), initializationOptions={"ignore": [RULE]})
    uri = (tmp_path / "a.md").as_uri()
    client.open(uri, SPEC)
    assert RULE in rules(client, uri)


def test_a_client_that_cannot_be_asked_tells_its_settings(connect: Connect, tmp_path: Path) -> None:
    client = connect({"textDocument": {"diagnostic": {}}}, rootUri=tmp_path.as_uri())
    uri = (tmp_path / "a.md").as_uri()
    client.open(uri, SPEC)
    assert RULE in rules(client, uri)
    client.notify("workspace/didChangeConfiguration", {"settings": {"whylint": {"ignore": [RULE]}}})
    assert RULE not in rules(client, uri)


def test_a_mistake_in_settings_is_logged(connect: Connect, tmp_path: Path) -> None:
    client = connect(clients.NEOVIM, rootUri=tmp_path.as_uri(), initializationOptions={"ignore": 1})
    assert client.greeting["message"].startswith(
        "setting “whylint.ignore”: “ignore” is a list of strings, not a number"
    )


@pytest.mark.parametrize("answer", [None, {}, [1], [None, {"ignore": 1}], "nonsense"])
def test_whatever_a_client_answers_the_session_goes_on(
    connect: Connect, tmp_path: Path, answer: object
) -> None:
    client = connect(None)
    client.answers["workspace/configuration"] = lambda _: answer
    client.initialize(clients.VS_CODE, rootUri=tmp_path.as_uri())
    uri = (tmp_path / "a.md").as_uri()
    client.open(uri, SPEC)
    assert RULE in rules(client, uri)


def test_a_client_is_asked_for_the_settings_of_each_folder(connect: Connect, tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    settings: dict[str | None, Any] = {folders[1].as_uri(): {"ignore": [RULE]}}
    client = connect(None)
    client.answers["workspace/configuration"] = lambda params: [
        settings.get(item.get("scopeUri")) for item in params["items"]
    ]
    client.initialize(
        clients.VS_CODE,
        workspaceFolders=[{"uri": folder.as_uri(), "name": folder.name} for folder in folders],
    )
    first, second = ((folder / "spec.md").as_uri() for folder in folders)
    client.open(first, SPEC)
    client.open(second, SPEC)
    client.receive("workspace/diagnostic/refresh")
    assert (RULE in rules(client, first), RULE in rules(client, second)) == (True, False)

    settings[None] = {"ignore": [RULE]}
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    client.receive("workspace/diagnostic/refresh")
    client.receive("workspace/diagnostic/refresh")
    assert RULE not in rules(client, first)  # nothing is said for its own folder


def hints(client: Client, uri: str) -> list[dict[str, Any]]:
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}}
    found: list[dict[str, Any]] = client.request(
        "textDocument/inlayHint", {"textDocument": {"uri": uri}, "range": whole}
    )
    return found


def test_hints_come_and_go_with_their_setting(connect: Connect, tmp_path: Path) -> None:
    file, uri = tmp_path / "whylint.toml", (tmp_path / "a.md").as_uri()
    client = connect(clients.VS_CODE, rootUri=tmp_path.as_uri())
    client.open(uri, SPEC)
    assert hints(client, uri) == []
    file.write_text("inlay-hints = true\n")
    changed(client, file)
    client.receive("workspace/inlayHint/refresh")
    assert [hint["label"] for hint in hints(client, uri)] == ["when it fails: open"]


def test_settings_count_where_no_folder_is_open_and_nothing_is_saved(connect: Connect) -> None:
    client = connect(clients.VS_CODE, initializationOptions={"inlay-hints": True, "ignore": [RULE]})
    client.open("untitled:Untitled-1", SPEC)
    assert RULE not in rules(client, "untitled:Untitled-1")
    assert hints(client, "untitled:Untitled-1")
