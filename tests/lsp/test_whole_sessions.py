"""Whole sessions, every message of which is to be what the protocol says it is."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import clients
import pytest
from conformance import violations
from lsp_client import Client, ResponseError, insertion, make_range
from samples import LONG_SPEC, SPEC

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Connect

pytestmark = pytest.mark.editor

NAMES = """\
# Receipts 🧾

As an employee, I want to upload receipts, so that I am paid back this month. See a.md and [b](b%20c.md#receipts).

## Acceptance criteria

- 😀 AC-1: The employee uploads a receipt
- AC-2: When the upload of AC-1 fails, the app keeps the photo and offers another try
- AC-3: The employee deletes a receipt
  >

<!-- whylint-disable-next-line vague-criterion -->
- The list is fast

## Tasks

- [ ] Store it (AC: 1, 2)

##
"""


def ask_everything(client: Client, uri: str) -> None:
    """Ask all that the server offers, at every place that might matter."""
    offered = client.capabilities
    document = {"textDocument": {"uri": uri}}
    for provider, method in (
        ("documentSymbolProvider", "documentSymbol"),
        ("codeLensProvider", "codeLens"),
        ("documentLinkProvider", "documentLink"),
    ):
        if provider in offered:
            client.request(f"textDocument/{method}", document)
    if "inlayHintProvider" in offered:
        client.request("textDocument/inlayHint", {**document, "range": make_range(0, 0, 99, 0)})
    at_a_place: dict[str, tuple[str, dict[str, Any]]] = {
        "definitionProvider": ("definition", {}),
        "referencesProvider": ("references", {"context": {"includeDeclaration": True}}),
        "documentHighlightProvider": ("documentHighlight", {}),
        "completionProvider": ("completion", {"context": {"triggerKind": 1}}),
        "hoverProvider": ("hover", {}),
        "renameProvider": ("rename", {"newName": "AC-9"}),
    }
    for line in range(20):
        for character in (0, 2, 5, 9, 30):
            place = {**document, "position": {"line": line, "character": character}}
            for provider, (method, more) in at_a_place.items():
                if provider in offered:
                    request_or_refuse(client, f"textDocument/{method}", {**place, **more})
            renames = offered.get("renameProvider")
            if isinstance(renames, dict) and renames.get("prepareProvider"):
                request_or_refuse(client, "textDocument/prepareRename", place)
    if "workspaceSymbolProvider" in offered:
        client.request("workspace/symbol", {"query": "receipt", "workDoneToken": 1})
    for command in offered["executeCommandProvider"]["commands"]:
        arguments = {
            "whylint.showAll": [uri],
            "whylint.show": [uri, 0],
            "whylint.askGroup": [uri, 0],
            "whylint.disableForProject": [uri, "vague-criterion"],
        }.get(command)
        client.request("workspace/executeCommand", {"command": command, "arguments": arguments or []})


def request_or_refuse(client: Client, method: str, params: dict[str, Any]) -> None:
    """Send a request that may be refused; the judge of the session knows the errors that are a refusal."""
    with suppress(ResponseError):
        client.request(method, params)


@pytest.mark.parametrize("capabilities", clients.ALL.values(), ids=clients.ALL)
def test_every_message_of_a_busy_session_is_by_the_book(
    connect: Connect, tmp_path: Path, capabilities: dict[str, Any]
) -> None:
    (tmp_path / "whylint.toml").write_text('ignore = ["no-such-rule"]\n')
    options = {"inlay-hints": True, "workspace-diagnostics": True}
    client = connect(capabilities, processId=1, rootUri=tmp_path.as_uri(), initializationOptions=options)
    pulls = "diagnosticProvider" in client.capabilities
    for name, text in (("a.md", SPEC), ("b c.md", LONG_SPEC), ("names.md", NAMES), ("empty.md", "")):
        uri = (tmp_path / name).as_uri()
        client.open(uri, text)
        client.change(uri, 2, insertion(0, 0, "\n"), {"text": text + "\n"})
        if pulls:
            client.pull(uri, client.pull(uri)["resultId"])
        else:
            client.receive("textDocument/publishDiagnostics")
        client.code_actions(uri, make_range(0, 0, 30, 0))
        ask_everything(client, uri)
        client.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
    if pulls:
        (tmp_path / "closed.md").write_text(SPEC, "utf-8")
        created = {"uri": (tmp_path / "closed.md").as_uri(), "type": 1}
        client.notify("workspace/didChangeWatchedFiles", {"changes": [created]})
        client.request("workspace/diagnostic", {"previousResultIds": []})
    client.notify("$/setTrace", {"value": "verbose"})
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    client.notify("textDocument/didClose", {"textDocument": {"uri": (tmp_path / "a.md").as_uri()}})
    # All that the server sent up to here has arrived with this answer.
    assert client.hover((tmp_path / "a.md").as_uri(), 5, 8) is None
    client.leave()
    client.wait_for_end()
    assert violations([*client.messages]) == []
