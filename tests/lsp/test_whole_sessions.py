"""Whole sessions, every message of which is to be what the protocol says it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import clients
import pytest
from conformance import violations
from lsp_client import insertion, make_range
from samples import LONG_SPEC, SPEC

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Connect

pytestmark = pytest.mark.editor


@pytest.mark.parametrize("capabilities", [clients.VS_CODE, clients.NEOVIM, clients.EMACS, clients.BARE])
def test_every_message_of_a_busy_session_is_by_the_book(
    connect: Connect, tmp_path: Path, capabilities: dict[str, Any]
) -> None:
    (tmp_path / "whylint.toml").write_text('ignore = ["no-such-rule"]\n')
    client = connect(capabilities, processId=1, rootUri=tmp_path.as_uri())
    pulls = "diagnosticProvider" in client.capabilities
    for name, text in (("a.md", SPEC), ("b c.md", LONG_SPEC), ("empty.md", "")):
        uri = (tmp_path / name).as_uri()
        client.open(uri, text)
        client.change(uri, 2, insertion(0, 0, "\n"), {"text": text + "\n"})
        if pulls:
            client.pull(uri, client.pull(uri)["resultId"])
        else:
            client.receive("textDocument/publishDiagnostics")
        client.code_actions(uri, make_range(0, 0, 30, 0))
        for line in range(6):
            client.hover(uri, line, 8)
        client.request("workspace/executeCommand", {"command": "whylint.showAll", "arguments": [uri]})
        client.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
    client.notify("$/setTrace", {"value": "messages"})
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    client.notify("textDocument/didClose", {"textDocument": {"uri": (tmp_path / "a.md").as_uri()}})
    # All that the server sent up to here has arrived with this answer.
    assert client.hover((tmp_path / "a.md").as_uri(), 5, 8) is None
    client.leave()
    client.wait_for_end()
    assert violations([*client.messages]) == []
