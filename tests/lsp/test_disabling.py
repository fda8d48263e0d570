"""Leaving a rule out of a project from the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import clients
import pytest
from samples import SPEC

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Connect
    from lsp_client import Client

RULE = "missing-error-state"
EVERYWHERE = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}


def chosen(client: Client, folder: Path) -> list[dict[str, Any]]:
    """Return what the client is asked to do when a person leaves the rule out of their project."""
    uri = (folder / "spec.md").as_uri()
    client.open(uri, SPEC)
    title = f"Disable {RULE} for this project"
    action = next(a for a in client.code_actions(uri, EVERYWHERE) if a["title"] == title)
    command = action["command"]
    client.request(
        "workspace/executeCommand", {"command": command["command"], "arguments": command["arguments"]}
    )
    return [message["edit"] for message in client.sent("workspace/applyEdit")]


def test_a_configuration_file_is_begun_where_there_is_none(connect: Connect, tmp_path: Path) -> None:
    client = connect(clients.VS_CODE, rootUri=tmp_path.as_uri())
    (edit,) = chosen(client, tmp_path)
    create, change = edit["documentChanges"]
    uri = (tmp_path / "whylint.toml").as_uri()
    assert create == {"kind": "create", "uri": uri, "options": {"ignoreIfExists": True}}
    assert change["textDocument"] == {"uri": uri, "version": None}
    assert [each["newText"] for each in change["edits"]] == ['ignore = ["missing-error-state"]\n']


@pytest.mark.parametrize("capabilities", [clients.VS_CODE, clients.NEOVIM], ids=["VS Code", "Neovim"])
def test_a_file_that_is_there_keeps_what_it_says(
    connect: Connect, tmp_path: Path, capabilities: dict[str, Any]
) -> None:
    (tmp_path / "whylint.toml").write_text("ignore = [] # none\n")
    client = connect(capabilities, rootUri=tmp_path.as_uri())
    (edit,) = chosen(client, tmp_path)
    changes = edit.get("documentChanges")
    (change,) = changes[0]["edits"] if changes else next(iter(edit["changes"].values()))
    assert change["newText"] == '"missing-error-state"'
    assert change["range"]["start"] == {"line": 0, "character": 10}


def test_a_file_that_cannot_be_kept_is_left_alone(connect: Connect, tmp_path: Path) -> None:
    (tmp_path / "whylint.toml").write_text("ignore = [\n")
    client = connect(clients.VS_CODE, rootUri=tmp_path.as_uri())
    assert chosen(client, tmp_path) == []
