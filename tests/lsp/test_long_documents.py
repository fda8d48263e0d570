"""Long documents: what stands above is shown before the rest is read, and in the end all is as if read at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import clients
from lsp_client import insertion, make_range
from samples import URI, of_rule

from whylint import engine
from whylint.text.lines import split_lines

if TYPE_CHECKING:
    from conftest import Connect

PUBLISH, REFRESH = "textDocument/publishDiagnostics", "workspace/diagnostic/refresh"

STORY = (
    "## Story {0}\n\n### Acceptance criteria\n\n"
    "- The customer uploads receipt {0}\n- The list is quick\n\nSome {0}.\n\n"
)
ERRORS = "## Errors\n\n- When an upload is refused, the form keeps its entries and says why\n"
# The last lines say what happens when what the first ones promise fails.
TEXT = "# Receipts\n\n" + "".join(STORY.format(number) for number in range(400)) + ERRORS
CRITERION = 6


def expected(text: str) -> list[tuple[int, str]]:
    """Return the line and the rule of what is shown of a document that is read at once."""
    findings = engine.analyse(split_lines(text)).findings
    return [(each.span.start.line, each.rule) for each in findings if not each.folded]


def test_the_first_answer_is_about_the_first_lines_and_the_client_asks_again(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    client.open(URI, TEXT)
    first = client.pull(URI)
    assert of_rule(first["items"], "missing-error-state")
    client.receive(REFRESH)
    second = client.pull(URI, first["resultId"])
    shown = [(each["range"]["start"]["line"], each["code"]) for each in second["items"]]
    assert [each for each in shown if each[1] != "more-findings"] == expected(TEXT)
    assert not of_rule(second["items"], "missing-error-state")
    assert client.sent(REFRESH) == []


def test_a_client_that_cannot_be_told_to_ask_again_gets_one_answer_about_all(connect: Connect) -> None:
    client = connect({"textDocument": {"diagnostic": {}}})
    client.open(URI, TEXT)
    assert not of_rule(client.pull(URI)["items"], "missing-error-state")


def test_what_is_pushed_first_is_about_the_first_lines(connect: Connect) -> None:
    client = connect(clients.BARE)
    client.open(URI, TEXT)
    assert of_rule(client.receive(PUBLISH)["diagnostics"], "missing-error-state")
    assert not of_rule(client.receive(PUBLISH)["diagnostics"], "missing-error-state")


def test_a_hover_is_answered_meanwhile_and_an_outline_when_all_is_read(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    client.open(URI, TEXT)
    document = {"textDocument": {"uri": URI}}
    place = {**document, "position": {"line": CRITERION, "character": 9}}
    below = {**document, "position": {"line": len(TEXT.splitlines()) - 1, "character": 9}}
    client.send_together(
        [
            {"id": "outline", "method": "textDocument/documentSymbol", "params": document},
            {"id": "hover", "method": "textDocument/hover", "params": place},
            {"id": "below", "method": "textDocument/hover", "params": below},
        ]
    )
    outline = client.answer("outline")["result"]
    arrived = [message.get("id") for sender, message in client.messages if sender == "server"]
    assert arrived.index("hover") < arrived.index("outline")
    assert arrived.index("below") < arrived.index("outline")
    assert "uploads" in str(client.answer("hover")["result"])
    assert client.answer("below")["result"] is None
    assert "Story 399" in str(outline)


def test_an_edit_meanwhile_counts(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    client.open(URI, TEXT)
    client.pull(URI)
    lines = TEXT.splitlines()
    client.change(URI, 2, insertion(len(lines) - 1, 2, "~~"), insertion(len(lines) - 3, 0, "x"))
    client.change(URI, 3, insertion(CRITERION, 2, "When asked, "))
    client.receive(REFRESH)
    lines[-1] = "- ~~" + lines[-1][2:]
    lines[-3] = "x" + lines[-3]
    lines[CRITERION] = "- When asked, " + lines[CRITERION][2:]
    # Whoever edits a criterion sees its group unfolded; here it is among the first ones anyway.
    shown = [(each["range"]["start"]["line"], each["code"]) for each in client.pull(URI)["items"]]
    assert [each for each in shown if each[1] != "more-findings"][:4] == expected("\n".join(lines) + "\n")[:4]


def test_what_waits_for_a_document_that_is_closed_is_answered(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    client.open(URI, TEXT)
    document = {"textDocument": {"uri": URI}}
    client.send_together(
        [
            {"id": "waits", "method": "textDocument/documentSymbol", "params": document},
            {"id": "taken back", "method": "textDocument/codeLens", "params": document},
            {"method": "$/cancelRequest", "params": {"id": "taken back"}},
            {"method": "textDocument/didClose", "params": document},
        ]
    )
    assert client.answer("taken back")["error"]["message"]
    assert not client.answer("waits")["result"]


def test_much_that_changes_at_once_is_read_in_pieces(connect: Connect) -> None:
    """A fence that is opened at the top and closed again."""
    client = connect(clients.VS_CODE)
    client.open(URI, TEXT)
    client.pull(URI)
    client.receive(REFRESH)
    whole = client.pull(URI)
    client.change(URI, 2, insertion(1, 0, "```\n"))
    assert client.pull(URI)["items"] == []
    closed = {"range": make_range(1, 0, 2, 0), "text": ""}
    # In one piece, for a server that nobody asks meanwhile goes on reading.
    client.send_together(
        [
            {
                "method": "textDocument/didChange",
                "params": {"textDocument": {"uri": URI, "version": 3}, "contentChanges": [closed]},
            },
            {
                "id": "first",
                "method": "textDocument/diagnostic",
                "params": {"textDocument": {"uri": URI}, "identifier": "whylint"},
            },
        ]
    )
    assert of_rule(client.answer("first")["result"]["items"], "missing-error-state")
    while client.pull(URI)["items"] != whole["items"]:
        client.receive(REFRESH)
