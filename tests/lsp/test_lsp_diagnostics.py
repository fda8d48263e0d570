"""Diagnostics, pulled and pushed, in the words of each client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import clients
import pytest
from lsp_client import ResponseError, insertion, make_range
from samples import LONG_SPEC, PROMISE, SPEC, URI, of_rule, words

from whylint.rules import RULES

if TYPE_CHECKING:
    from conftest import Connect

PUBLISH = "textDocument/publishDiagnostics"
REFRESH = "workspace/diagnostic/refresh"


def test_a_client_that_can_pull_gets_answers_and_no_notifications(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    assert client.capabilities["diagnosticProvider"] == {
        "identifier": "whylint",
        "interFileDependencies": False,
        "workspaceDiagnostics": True,
    }
    client.open(URI, SPEC)
    client.change(URI, 2, insertion(0, 0, "\n"))
    assert client.pull(URI)["items"]
    assert client.sent(PUBLISH) == []


@pytest.mark.parametrize("capabilities", [clients.EMACS, clients.BARE])
def test_a_client_that_cannot_pull_is_told_of_each_version(
    connect: Connect, capabilities: dict[str, Any]
) -> None:
    client = connect(capabilities)
    assert "diagnosticProvider" not in client.capabilities
    client.open(URI, SPEC)
    first = client.receive(PUBLISH)
    assert (first["uri"], first["version"]) == (URI, 1)
    client.change(URI, 2, insertion(PROMISE, 0, "\n\n"))
    second = client.receive(PUBLISH)
    assert second["version"] == 2
    lines = [
        of_rule(sent["diagnostics"], "missing-error-state")[0]["range"]["start"]["line"]
        for sent in (first, second)
    ]
    assert lines == [PROMISE, PROMISE + 2]
    with pytest.raises(ResponseError, match="No such method"):
        client.pull(URI)


def test_closing_takes_away_what_was_pushed(connect: Connect) -> None:
    client = connect(clients.EMACS)
    client.open(URI, SPEC)
    assert client.receive(PUBLISH)["diagnostics"]
    client.notify("textDocument/didClose", {"textDocument": {"uri": URI}})
    assert client.receive(PUBLISH) == {"uri": URI, "diagnostics": []}
    client.open(URI, SPEC, version=1)
    assert client.receive(PUBLISH)["diagnostics"]


@pytest.mark.parametrize(
    ("capabilities", "encoding"),
    [
        (clients.VS_CODE, "utf-16"),
        (clients.NEOVIM, "utf-8"),
        (clients.EMACS, "utf-32"),
        (clients.BARE, "utf-16"),
    ],
)
def test_ranges_count_what_the_client_counts(
    connect: Connect, capabilities: dict[str, Any], encoding: str
) -> None:
    client = connect(capabilities)
    assert client.capabilities["positionEncoding"] == encoding
    text = SPEC.replace("\n", "\r\n")
    client.open(URI, text)
    items = (
        client.pull(URI)["items"]
        if "diagnosticProvider" in client.capabilities
        else client.receive(PUBLISH)["diagnostics"]
    )
    (found,) = of_rule(items, "missing-error-state")
    assert words(text, found["range"], encoding) == "uploads a receipt"


def test_a_client_that_offers_unknown_encodings_first_gets_the_first_known_one(connect: Connect) -> None:
    client = connect({"general": {"positionEncodings": ["utf-7", "utf-32", "utf-16"]}})
    assert client.capabilities["positionEncoding"] == "utf-32"


def test_a_diagnostic_says_what_it_is_and_where_to_read_more(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    client.open(URI, SPEC)
    (found,) = of_rule(client.pull(URI)["items"], "missing-error-state")
    assert found["source"] == "whylint"
    assert found["severity"] == RULES["missing-error-state"].severity.rank
    assert found["message"].endswith("?")
    assert found["codeDescription"] == {"href": RULES["missing-error-state"].help_url}
    assert found["data"]["fingerprint"]
    assert all(related["location"]["uri"] == URI for related in found.get("relatedInformation", []))


def test_a_diagnostic_has_nothing_that_the_client_does_not_know(connect: Connect) -> None:
    client = connect(clients.BARE)
    client.open(URI, SPEC)
    for found in client.receive(PUBLISH)["diagnostics"]:
        assert set(found) == {"range", "severity", "code", "source", "message"}


def test_related_places_come_where_the_client_shows_them(connect: Connect) -> None:
    text = SPEC + "- Support uploads a receipt\n"
    client = connect(clients.VS_CODE)
    client.open(URI, text)
    related = [
        words(text, place["location"]["range"], "utf-16")
        for found in client.pull(URI)["items"]
        for place in found.get("relatedInformation", [])
    ]
    assert related


def test_a_pull_answers_unchanged_until_a_diagnostic_changes(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    client.open(URI, SPEC + "\nSome words.\n")
    first = client.pull(URI)
    assert first["kind"] == "full"
    assert client.pull(URI, first["resultId"]) == {"kind": "unchanged", "resultId": first["resultId"]}
    client.change(URI, 2, insertion(PROMISE + 2, 5, "more "))
    assert client.pull(URI, first["resultId"]) == {"kind": "unchanged", "resultId": first["resultId"]}
    client.change(URI, 3, insertion(0, 0, "\n"))
    third = client.pull(URI, first["resultId"])
    assert third["kind"] == "full"
    assert third["resultId"] != first["resultId"]


def test_ids_of_another_time_are_not_taken_for_own_ones(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    client.open(URI, SPEC)
    first = client.pull(URI)
    client.notify("textDocument/didClose", {"textDocument": {"uri": URI}})
    client.open(URI, SPEC)
    assert client.pull(URI, first["resultId"])["kind"] == "full"


def test_a_document_that_is_not_open_has_no_diagnostics(connect: Connect) -> None:
    assert connect(clients.VS_CODE).pull(URI) == {"kind": "full", "items": []}


def test_a_document_that_is_no_spec_has_no_diagnostics(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    client.open(URI, "# Recipe\n\nStir well.\n")
    assert client.pull(URI)["items"] == []


def test_what_folds_stands_behind_one_summary_until_it_is_asked_for(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    client.open(URI, LONG_SPEC)
    folded = client.pull(URI)
    (summary,) = of_rule(folded["items"], "more-findings")
    assert words(LONG_SPEC, summary["range"], "utf-16") == "Receipts"
    assert summary["severity"] == 3

    (action,) = [a for a in client.code_actions(URI, summary["range"]) if a.get("command")]
    assert action["diagnostics"] == [summary]
    command = action["command"]
    assert (
        client.request(
            "workspace/executeCommand", {"command": command["command"], "arguments": command["arguments"]}
        )
        is None
    )
    client.receive(REFRESH)
    shown = client.pull(URI, folded["resultId"])
    assert of_rule(shown["items"], "more-findings") == []
    assert action["title"] == f"Show all {len(shown['items'])} questions"
    hidden = len(shown["items"]) - len(folded["items"]) + 1
    assert summary["message"].startswith(f"{hidden} more question")

    (again,) = [a for a in client.code_actions(URI, summary["range"]) if a.get("command")]
    client.request("workspace/executeCommand", {"command": again["command"]["command"], "arguments": [URI]})
    client.receive(REFRESH)
    assert client.pull(URI)["items"] == folded["items"]


def test_nothing_stands_for_the_questions_about_work_that_is_done(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    client.open(URI, "---\nstatus: done\n---\n\n" + SPEC)
    assert client.pull(URI)["items"] == []
    (action,) = client.code_actions(URI, make_range(4, 3, 4, 3))
    client.request(
        "workspace/executeCommand",
        {"command": "whylint.showAll", "arguments": action["command"]["arguments"]},
    )
    assert {item["severity"] for item in client.pull(URI)["items"]} == {4}


def test_what_was_folded_is_pushed_to_a_client_that_cannot_pull(connect: Connect) -> None:
    client = connect(clients.EMACS)
    client.open(URI, LONG_SPEC)
    assert of_rule(client.receive(PUBLISH)["diagnostics"], "more-findings")
    client.request("workspace/executeCommand", {"command": "whylint.showAll", "arguments": [URI]})
    assert of_rule(client.receive(PUBLISH)["diagnostics"], "more-findings") == []


def test_edits_that_arrive_together_are_pushed_together(connect: Connect) -> None:
    client = connect(clients.BARE)
    client.open(URI, "")
    client.receive(PUBLISH)
    client.send_together(
        {
            "method": "textDocument/didChange",
            "params": {
                "textDocument": {"uri": URI, "version": version},
                "contentChanges": [insertion(0, 0, "x")],
            },
        }
        for version in range(2, 30)
    )
    versions = [client.receive(PUBLISH)["version"]]
    while versions[-1] != 29:
        versions.append(client.receive(PUBLISH)["version"])
    assert len(versions) < 5
