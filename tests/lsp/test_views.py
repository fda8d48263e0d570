"""What an editor's own views show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import clients
from lsprotocol import types
from samples import PROMISE, SPEC, URI

from whylint import engine, exits
from whylint.rules import RULES
from whylint.text.edits import apply_edits
from whylint.text.lines import split_lines

if TYPE_CHECKING:
    from conftest import Connect
    from lsp_client import Client


def execute(client: Client, command: str) -> Any:
    return client.request(types.WORKSPACE_EXECUTE_COMMAND, {"command": command})


def test_the_rules_come_with_their_pages(connect: Connect) -> None:
    rules = execute(connect(clients.VS_CODE), "whylint.rules")
    assert [(rule["name"], rule["page"]) for rule in rules] == [
        (name, rule.markdown()) for name, rule in RULES.items()
    ]


def test_what_is_open_is_listed_by_document_and_story_and_follows_the_text(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    assert execute(client, "whylint.openQuestions") == {"documents": []}
    client.open(URI, SPEC)
    [document] = execute(client, "whylint.openQuestions")["documents"]
    assert document["uri"] == URI
    gaps = [item for story in document["stories"] for item in story["items"]]
    assert {item["kind"] for item in gaps} == {"gap"}
    gap = next(item for item in gaps if item["rule"] == "missing-error-state")
    assert (gap["line"], gap["character"]) == (PROMISE, 0)
    assert gap["about"] == "😀 ä: the customer uploads a receipt"

    analysis = engine.analyse(split_lines(SPEC))
    everything = exits.ask_all(analysis, analysis.findings)
    assert everything is not None
    client.change(URI, 2, {"text": apply_edits(SPEC, everything.edits)})
    [document] = execute(client, "whylint.openQuestions")["documents"]
    asked = [item for story in document["stories"] for item in story["items"]]
    assert {item["kind"] for item in asked} == {"question"}
    assert (PROMISE + 4, 2) in [(item["line"], item["character"]) for item in asked]

    client.notify("textDocument/didClose", {"textDocument": {"uri": URI}})
    assert execute(client, "whylint.openQuestions") == {"documents": []}
