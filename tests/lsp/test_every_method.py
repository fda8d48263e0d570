"""The table of all methods in the documentation says what the server really does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import clients
from lsp_client import ResponseError
from lsprotocol import types

import whylint.lsp
from whylint.lsp.server import Server

if TYPE_CHECKING:
    from conftest import Connect

PAGE = Path(__file__).parents[2] / "docs" / "language-server.md"
ROW = re.compile(r"^\| (?P<methods>`[^|]*`) \| (?P<answer>yes|no) \| (?P<why>[^|]*) ?\|$", re.MULTILINE)
METHOD_NOT_FOUND = -32601
# What pygls sends under another name.
PYGLS = {types.WINDOW_WORK_DONE_PROGRESS_CREATE: r"\.create_async\("}


def table() -> dict[str, bool]:
    """Return what the page says of each method."""
    return {
        method: row["answer"] == "yes"
        for row in ROW.finditer(PAGE.read_text("utf-8"))
        for method in re.findall(r"`([^`]+)`", row["methods"])
    }


def is_request(method: str) -> bool:
    message, *_ = types.METHOD_TO_TYPES[method]
    return "id" in message.__annotations__


def test_every_method_of_the_protocol_has_a_row_and_every_no_its_reason() -> None:
    assert set(table()) == set(types.METHOD_TO_TYPES)
    rows = list(ROW.finditer(PAGE.read_text("utf-8")))
    assert len({method for row in rows for method in re.findall(r"`([^`]+)`", row["methods"])}) == len(
        table()
    )
    assert [row["methods"] for row in rows if row["answer"] == "no" and not row["why"].strip()] == []


def test_the_server_answers_the_requests_that_it_is_said_to_answer_and_no_others(connect: Connect) -> None:
    client = connect(
        clients.VS_CODE, initializationOptions={"inlay-hints": True, "workspace-diagnostics": True}
    )
    answered = {}
    for method in types.METHOD_TO_TYPES:
        ours = str(types.message_direction(method)) == "clientToServer"
        if ours and is_request(method) and method not in (types.INITIALIZE, types.SHUTDOWN):
            try:
                client.request(method, {})
            except ResponseError as error:
                answered[method] = error.code != METHOD_NOT_FOUND
            else:
                answered[method] = True
    assert answered == {method: table()[method] for method in answered}


def test_every_command_is_named(connect: Connect) -> None:
    for command in connect(clients.VS_CODE).capabilities["executeCommandProvider"]["commands"]:
        assert f"`{command}`" in PAGE.read_text("utf-8")


def test_the_server_takes_the_notifications_that_it_is_said_to_take_and_no_others(connect: Connect) -> None:
    taken = Server().protocol.fm
    handled = {*taken.features, *taken.builtin_features, types.CANCEL_REQUEST, types.PROGRESS}
    if "notebookDocumentSync" not in connect(clients.VS_CODE).capabilities:
        handled -= {method for method in handled if method.startswith("notebookDocument/")}
    for method, said in table().items():
        if str(types.message_direction(method)) != "serverToClient" and not is_request(method):
            assert (method in handled) is said, method


def test_the_server_sends_what_it_is_said_to_send_and_nothing_else() -> None:
    """Its sources name each message that it sends: by the protocol's constant, or by what pygls has for it."""
    folder = Path(whylint.lsp.__file__).parent
    source = "\n".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    for method, said in table().items():
        if str(types.message_direction(method)) == "serverToClient":
            snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", method).lower().replace("/", "_").removeprefix("$_")
            sent = PYGLS.get(method, rf"types\.{snake.upper()}\b|self\.{snake}\(")
            assert bool(re.search(sent, source)) is said, method
