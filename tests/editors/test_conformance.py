"""The judge of recorded sessions catches what breaks the protocol."""

from __future__ import annotations

from typing import Any

import pytest
from conformance import violations

pytestmark = pytest.mark.editor

URI = "file:///spec.md"
RANGE = {"start": {"line": 4, "character": 15}, "end": {"line": 4, "character": 32}}
DIAGNOSTIC = {"range": RANGE, "message": "What happens when the upload fails?", "severity": 2}
PUBLICATION = {"uri": URI, "diagnostics": [DIAGNOSTIC]}
POSITION = {"textDocument": {"uri": URI}, "position": RANGE["start"]}

Exchange = tuple[str, str | dict[str, Any]]


def client(**message: Any) -> Exchange:
    return "client", {"jsonrpc": "2.0", **message}


def server(**message: Any) -> Exchange:
    return "server", {"jsonrpc": "2.0", **message}


INITIALIZE = [
    client(id=0, method="initialize", params={"processId": None, "rootUri": None, "capabilities": {}}),
    server(id=0, result={"capabilities": {"hoverProvider": True}}),
]
SHUTDOWN = [client(id=9, method="shutdown"), server(id=9, result=None), client(method="exit")]


def publish(**changes: Any) -> Exchange:
    return server(method="textDocument/publishDiagnostics", params=PUBLICATION | changes)


def test_a_session_by_the_book_has_no_violations() -> None:
    session = [
        server(method="window/logMessage", params={"type": 3, "message": "Starting"}),
        *INITIALIZE,
        publish(),
        client(id="a", method="textDocument/hover", params=POSITION),
        server(id=0, method="workspace/configuration", params={"items": [{"section": "whylint"}]}),
        server(id="a", result={"contents": {"kind": "markdown", "value": "why"}, "range": RANGE}),
        client(id=0, result=[{}]),
        client(id="b", method="textDocument/hover", params=POSITION),
        client(method="$/cancelRequest", params={"id": "b"}),
        server(id="b", error={"code": -32800, "message": "Cancelled"}),
        *SHUTDOWN,
    ]
    assert violations(session) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("server", "print('debug')"), "no message"),
        (server(method="window/alert", params={}), "window/alert is unknown"),
        (server(method="initialized", params={}), "is not the server's to send"),
        (server(id=1, method="window/logMessage", params={"type": 3, "message": ""}), "is a notification"),
        (server(method="workspace/codeLens/refresh"), "is a request"),
        (server(method="workspace/codeLens/refresh", id=1, params={"a": 1}), "takes no params"),
        (server(id=5, result=None), "answers a request that is not open: 5"),
        (server(), "neither a call nor an answer"),
        (server(method="$/progress", params={"token": 1, "value": {}}, more=1), "unknown members ['more']"),
        (("server", {"jsonrpc": "1.0", "method": "telemetry/event", "params": 1}), "not JSON-RPC 2.0"),
        (publish(version="1"), "params.version"),
        (publish(uri="spec.md"), "params.uri"),
        (publish(diagnostics=None), "params.diagnostics"),
        (publish(diagnostics=[DIAGNOSTIC | {"severity": 5}]), "params.diagnostics[0].severity"),
        (publish(diagnostics=[DIAGNOSTIC | {"related": []}]), "'related' was unexpected"),
        (publish(diagnostics=[{"range": RANGE}]), "'message' is a required property"),
        (
            publish(diagnostics=[DIAGNOSTIC | {"range": RANGE | {"start": {"line": -1, "character": 0}}}]),
            "less than the minimum",
        ),
    ],
)
def test_a_wrong_message_is_a_violation(wrong: Exchange, said: str) -> None:
    found = violations([*INITIALIZE, wrong, *SHUTDOWN])
    assert len(found) == 1
    assert found[0].startswith("message 2: ")
    assert said in found[0]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"result": {"contents": 1}}, "textDocument/hover result"),
        ({}, "either a result or an error"),
        ({"result": None, "error": {"code": -32800, "message": ""}}, "either a result or an error"),
        ({"error": {"code": -32603, "message": "Traceback"}}, "textDocument/hover failed"),
    ],
)
def test_a_wrong_answer_is_a_violation(answer: dict[str, Any], said: str) -> None:
    asked = client(id=1, method="textDocument/hover", params=POSITION)
    [found] = violations([*INITIALIZE, asked, server(id=1, **answer), *SHUTDOWN])
    assert said in found


def test_requests_want_one_answer_each() -> None:
    asked = client(id=1, method="textDocument/hover", params=POSITION)
    answered = server(id=1, result=None)
    assert violations([*INITIALIZE, asked, *SHUTDOWN]) == ["never answered: textDocument/hover"]
    [found] = violations([*INITIALIZE, asked, answered, answered, *SHUTDOWN])
    assert "not open: 1" in found


def test_the_server_waits_to_be_initialized_and_asks_nothing_once_it_is_shut_down() -> None:
    asks = server(id=1, method="workspace/codeLens/refresh")
    [early] = violations([publish(), *INITIALIZE, *SHUTDOWN])
    crossed = violations([*INITIALIZE, SHUTDOWN[0], asks, *SHUTDOWN[1:]])
    [late] = violations([*INITIALIZE, *SHUTDOWN[:2], asks, SHUTDOWN[2]])
    [twice] = violations([*INITIALIZE, asks, asks, *SHUTDOWN])
    assert "before the answer to initialize" in early
    assert crossed == []
    assert "after it was shut down" in late
    assert "reuses the id" in twice


def test_what_a_client_asks_after_it_has_said_goodbye_is_an_invalid_request() -> None:
    asked = client(id=1, method="textDocument/hover", params=POSITION)
    refused = server(id=1, error={"code": -32600, "message": "The server is shutting down"})
    answered = server(id=1, result=None)
    assert violations([*INITIALIZE, SHUTDOWN[0], asked, refused, *SHUTDOWN[1:]]) == []
    [found] = violations([*INITIALIZE, SHUTDOWN[0], asked, answered, *SHUTDOWN[1:]])
    assert "is no invalid request" in found
