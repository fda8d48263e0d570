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


def choose(client: Client, folder: Path) -> None:
    """Do what a person does who leaves the rule out of their project."""
    uri = (folder / "spec.md").as_uri()
    client.open(uri, SPEC)
    assert RULE in [item["code"] for item in client.pull(uri)["items"]]
    title = f"Disable {RULE} for this project"
    action = next(a for a in client.code_actions(uri, EVERYWHERE) if a["title"] == title)
    command = action["command"]
    client.request(
        "workspace/executeCommand", {"command": command["command"], "arguments": command["arguments"]}
    )


def told(client: Client) -> list[str]:
    """Return what the log says of the configuration."""
    logged = [message["message"] for message in client.sent("window/logMessage")]
    return [message for message in logged if message.startswith("whylint.toml")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, 'ignore = ["missing-error-state"]\n'),
        (b"# Ours.\r\nignore = [] # none\r\n", '# Ours.\r\nignore = ["missing-error-state"] # none\r\n'),
        (b"\xef\xbb\xbfignore = []\n", '\ufeffignore = ["missing-error-state"]\n'),
    ],
    ids=["where there is none", "a comment", "a byte order mark"],
)
def test_a_file_that_nobody_has_open_is_written(
    connect: Connect, tmp_path: Path, before: bytes | None, after: str
) -> None:
    file = tmp_path / "whylint.toml"
    if before is not None:
        file.write_bytes(before)
    client = connect(clients.VS_CODE, rootUri=tmp_path.as_uri())
    choose(client, tmp_path)
    assert file.read_bytes().decode() == after
    assert told(client) == ["whylint.toml leaves missing-error-state out from now on"]
    assert RULE not in [item["code"] for item in client.pull((tmp_path / "spec.md").as_uri())["items"]]


@pytest.mark.parametrize("capabilities", [clients.VS_CODE, clients.NEOVIM], ids=["VS Code", "Neovim"])
def test_a_file_that_is_open_is_edited(
    connect: Connect, tmp_path: Path, capabilities: dict[str, Any]
) -> None:
    file = tmp_path / "whylint.toml"
    file.write_text("ignore = []\n")
    client = connect(capabilities, rootUri=tmp_path.as_uri())
    client.open(file.as_uri(), "# Not saved yet.\nignore = [] # none\n")
    uri = (tmp_path / "spec.md").as_uri()
    client.open(uri, SPEC)
    title = f"Disable {RULE} for this project"
    action = next(a for a in client.code_actions(uri, EVERYWHERE) if a["title"] == title)
    command = action["command"]
    client.request(
        "workspace/executeCommand", {"command": command["command"], "arguments": command["arguments"]}
    )
    (edit,) = [message["edit"] for message in client.sent("workspace/applyEdit")]
    changes = edit.get("documentChanges")
    (change,) = changes[0]["edits"] if changes else next(iter(edit["changes"].values()))
    assert change["newText"] == '"missing-error-state"'
    assert change["range"]["start"] == {"line": 1, "character": 10}
    assert file.read_text() == "ignore = []\n"


def test_a_file_that_cannot_be_kept_is_left_alone(connect: Connect, tmp_path: Path) -> None:
    (tmp_path / "whylint.toml").write_text("ignore = [\n")
    client = connect(clients.VS_CODE, rootUri=tmp_path.as_uri())
    choose(client, tmp_path)
    assert (tmp_path / "whylint.toml").read_text() == "ignore = [\n"
    assert told(client) == [
        "whylint.toml leaves missing-error-state out already, or has to be changed by hand"
    ]
