"""How the server behaves when something is wrong, on either side."""

from __future__ import annotations

import json
import re
import threading
from typing import TYPE_CHECKING, Any

import clients
import pytest
from lsp_client import SECONDS_TO_WAIT, ResponseError, frame, insertion
from samples import PROMISE, SPEC, URI

from whylint import engine, exits

if TYPE_CHECKING:
    from conftest import Connect


PARSE_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS, INTERNAL_ERROR = (
    -32700,
    -32600,
    -32601,
    -32602,
    -32603,
)
NOT_INITIALIZED, CANCELLED = -32002, -32800
ERROR, WARNING, INFO = 1, 2, 3


def test_it_introduces_itself(connect: Connect) -> None:
    client = connect(None)
    result = client.initialize(clients.VS_CODE)
    assert result["serverInfo"]["name"] == "whylint"
    assert result["capabilities"]["textDocumentSync"]["change"] == 2
    assert result["capabilities"]["hoverProvider"] is True
    assert client.greeting["message"].startswith(f"Whylint {result['serverInfo']['version']} on Python ")
    assert client.greeting["message"].endswith("; columns in utf-16")
    assert client.greeting["type"] == INFO
    assert result["capabilities"]["executeCommandProvider"] == {
        "commands": [
            "whylint.rules",
            "whylint.openQuestions",
            "whylint.showAll",
            "whylint.show",
            "whylint.askGroup",
            "whylint.disableForProject",
        ]
    }


@pytest.mark.parametrize(
    ("known", "offered"), [({}, True), ({"prepareSupport": True}, {"prepareProvider": True})]
)
def test_renaming_is_offered_in_the_words_that_the_client_knows(
    connect: Connect, known: dict[str, bool], offered: object
) -> None:
    result = connect(None).initialize({"textDocument": {"rename": known}})
    assert result["capabilities"]["renameProvider"] == offered


@pytest.mark.parametrize("params", [None, {}, {"textDocument": {"uri": URI}}])
def test_a_request_that_it_does_not_know_is_answered_so(connect: Connect, params: object) -> None:
    client = connect(clients.VS_CODE)
    with pytest.raises(ResponseError, match="No such method: textDocument/tea") as raised:
        client.request("textDocument/tea", params)
    assert raised.value.code == METHOD_NOT_FOUND


def test_a_request_with_wrong_parameters_is_answered_so(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    with pytest.raises(ResponseError) as raised:
        client.request("textDocument/hover", {"textDocument": 1})
    assert raised.value.code == INVALID_PARAMS


@pytest.mark.parametrize("arguments", [[], [URI, URI]])
def test_a_command_with_wrong_arguments_is_answered_so(connect: Connect, arguments: list[str]) -> None:
    client = connect(clients.VS_CODE)
    with pytest.raises(ResponseError) as raised:
        client.request("workspace/executeCommand", {"command": "whylint.showAll", "arguments": arguments})
    assert raised.value.code == INVALID_PARAMS


@pytest.mark.parametrize(
    "message",
    [
        {"method": "$/unheardOf", "params": {}},
        {"method": "textDocument/didTeleport"},
        {"method": "textDocument/didChange", "params": {"nonsense": True}},
        {"method": "$/cancelRequest", "params": {"id": 4711}},
        {"method": "$/setTrace", "params": {"value": "verbose"}},
        {"method": "workspace/didChangeConfiguration", "params": {"settings": None}},
        {"id": 4711, "result": None},
        {"id": 4711, "error": {"code": 1, "message": "no"}},
        {"id": 4711},
        {"method": "$/cancelRequest", "params": [4711]},
        {"method": "$/cancelRequest"},
        {"id": [], "result": None},
        {"id": {}, "error": {"code": 1, "message": "no"}},
        {},
    ],
)
def test_messages_that_need_no_answer_get_none(connect: Connect, message: dict[str, object]) -> None:
    client = connect(clients.VS_CODE)
    before = len(client.messages)
    client.send({"jsonrpc": "2.0", **message})
    client.open(URI, SPEC)
    assert client.pull(URI)["items"]
    answers = [
        got for sender, got in client.messages[before:] if sender == "server" and got.get("method") is None
    ]
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", PARSE_ERROR),
        (b"\xff\xfe\xfd", PARSE_ERROR),
        (b"[" * 200_000, PARSE_ERROR),
        (b"", PARSE_ERROR),
        (b"[]", INVALID_REQUEST),
        (b'"hello"', INVALID_REQUEST),
        (b'{"id": 1, "method": "shutdown"}', INVALID_REQUEST),
    ],
)
def test_what_is_no_message_is_answered_so_and_the_session_goes_on(
    connect: Connect, body: bytes, code: int
) -> None:
    client = connect(clients.VS_CODE)
    client.send_bytes(frame(body))
    assert client.error()["code"] == code
    client.open(URI, SPEC)
    assert client.pull(URI)["items"]


@pytest.mark.parametrize(
    "data",
    [
        b"what is this?\r\n\r\n",
        b"Content-Length: many\r\n\r\n",
        b"Content-Length: -1\r\n\r\n",
        b"garbage\r\n",
    ],
)
def test_what_stands_between_messages_is_passed_over(connect: Connect, data: bytes) -> None:
    client = connect(clients.VS_CODE)
    client.send_bytes(data)
    client.open(URI, SPEC)
    assert client.pull(URI)["items"]


def test_headers_may_be_written_in_any_case_and_number(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    body = json.dumps({"jsonrpc": "2.0", "id": "seven", "method": "tea", "params": {}}).encode()
    header = b"content-type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:%d\r\n\r\n" % len(
        body
    )
    client.send_bytes(header + body)
    assert client.answer("seven")["error"]["code"] == METHOD_NOT_FOUND


def test_a_method_that_is_no_string_is_answered_so(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    client.send({"jsonrpc": "2.0", "id": "seven", "method": ["shutdown"]})
    assert client.answer("seven")["error"]["code"] == INVALID_REQUEST


def test_nothing_is_answered_before_the_session_is_initialized(connect: Connect) -> None:
    client = connect(None)
    with pytest.raises(ResponseError) as raised:
        client.hover(URI, 0, 0)
    assert raised.value.code == NOT_INITIALIZED
    client.open(URI, SPEC)
    client.initialize(clients.VS_CODE)
    assert client.pull(URI)["items"] == []


def test_a_session_is_initialized_once(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    with pytest.raises(ResponseError) as raised:
        client.initialize(clients.BARE)
    assert raised.value.code == INVALID_REQUEST


def test_after_the_shutdown_requests_are_refused(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    assert client.request("shutdown") is None
    with pytest.raises(ResponseError) as raised:
        client.pull(URI)
    assert raised.value.code == INVALID_REQUEST
    client.exit()


def test_a_request_is_taken_back_while_it_waits(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    started, released = threading.Event(), threading.Event()
    analyse = engine.analyse

    def slow(lines: list[str], *around: Any) -> engine.Analysis:
        started.set()
        assert released.wait(SECONDS_TO_WAIT)
        return analyse(lines, *around)

    monkeypatch.setattr(engine, "analyse", slow)
    client = connect(clients.VS_CODE)
    client.open(URI, SPEC)
    pull = {"method": "textDocument/diagnostic", "params": {"textDocument": {"uri": URI}}}
    client.send_together([{**pull, "id": "handled"}])
    assert started.wait(SECONDS_TO_WAIT)
    cancellations = [
        {"method": "$/cancelRequest", "params": {"id": name}} for name in ("handled", "waiting", "waiting")
    ]
    client.send_together([{**pull, "id": "waiting"}, *cancellations])
    released.set()
    assert client.answer("waiting")["error"]["code"] == CANCELLED
    assert client.answer("handled")["result"]["items"]


@pytest.mark.parametrize(("value", "details"), [("messages", None), ("verbose", '{"textDocument"')])
def test_a_client_that_follows_what_is_done_is_told(
    connect: Connect, value: str, details: str | None
) -> None:
    client = connect(clients.VS_CODE)
    client.open(URI, SPEC)
    client.notify("$/setTrace", {"value": value})
    client.hover(URI, 0, 0)
    client.notify("$/setTrace", {"value": "off"})
    client.hover(URI, 0, 0)
    traces = client.sent("$/logTrace")
    assert [trace["message"].partition(":")[0] for trace in traces] == ["$/setTrace", "textDocument/hover"]
    assert re.fullmatch(r"textDocument/hover: \d+\.\d ms", traces[1]["message"])
    if details is None:
        assert "verbose" not in traces[1]
    else:
        assert traces[1]["verbose"].startswith(details)


def test_tracing_may_begin_with_the_session(connect: Connect) -> None:
    client = connect(clients.NEOVIM, trace="messages")
    client.open(URI, SPEC)
    client.hover(URI, 0, 0)
    assert "textDocument/didOpen" in {
        trace["message"].partition(":")[0] for trace in client.sent("$/logTrace")
    }


def test_a_document_that_cannot_be_analysed_is_logged_and_shows_nothing(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = connect(clients.VS_CODE)
    client.open(URI, SPEC)
    assert client.pull(URI)["items"]

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("no such luck")

    with monkeypatch.context() as broken:
        broken.setattr(engine, "reanalyse", fail)
        client.change(URI, 2, insertion(0, 0, "\n"))
        assert client.pull(URI)["items"] == []
        assert client.hover(URI, PROMISE + 1, 3) is None
        assert (
            client.code_actions(
                URI, {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}
            )
            == []
        )
    message = client.receive("window/logMessage")
    assert message == {"type": ERROR, "message": f"Cannot analyse {URI}: ZeroDivisionError: no such luck"}
    assert client.sent("window/logMessage") == []
    assert client.sent("window/showMessage") == []

    client.change(URI, 3, insertion(0, 0, "\n"))
    assert client.pull(URI)["items"]


def test_a_feature_that_fails_answers_in_a_sentence_without_a_traceback(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("no such luck")

    monkeypatch.setattr(exits, "fixes", fail)
    client = connect(clients.VS_CODE)
    client.open(URI, SPEC)
    with pytest.raises(ResponseError) as raised:
        client.code_actions(URI, {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}})
    assert raised.value.error == {"code": INTERNAL_ERROR, "message": "ZeroDivisionError: no such luck"}
    assert client.sent("window/showMessage") == []
    assert client.pull(URI)["items"]


def test_a_notification_that_fails_pops_nothing_up(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("no such luck")

    client = connect(clients.VS_CODE)
    monkeypatch.setattr("whylint.lsp.server.apply", fail)
    client.open(URI, SPEC)
    client.change(URI, 2, insertion(0, 0, "\n"))
    assert "no such luck" in client.receive("window/logMessage")["message"]
    assert client.pull(URI)["items"]
    assert client.sent("window/showMessage") == []


def test_a_push_that_fails_pops_nothing_up_and_the_session_goes_on(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("no such luck")

    client = connect(clients.EMACS)
    with monkeypatch.context() as broken:
        broken.setattr("whylint.lsp.server.publication", fail)
        client.open(URI, SPEC)
        assert "no such luck" in client.receive("window/logMessage")["message"]
    client.change(URI, 2, insertion(0, 0, "\n"))
    assert client.receive("textDocument/publishDiagnostics")["version"] == 2
    assert client.sent("window/showMessage") == []
