"""A language client as small as can be: it writes messages, and keeps all that the server sends."""

from __future__ import annotations

import json
import queue
import threading
from typing import IO, TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Json: TypeAlias = dict[str, Any]

# A server that has not answered by then never will.
SECONDS_TO_WAIT = 20


class ResponseError(Exception):
    """The server answered a request with an error."""

    def __init__(self, error: Json) -> None:
        super().__init__(error["message"])
        self.error = error
        self.code: int = error["code"]


class Client:
    """One session with a server that reads ``to_server`` and writes ``from_server``.

    Requests of the server are answered with null, or as ``answers`` has it for their method.
    messages: all that passed, with who sent it. left: the client has sent its last message.
    greeting: what the server logs of itself at first.
    """

    def __init__(self, to_server: IO[bytes], from_server: IO[bytes]) -> None:
        self.messages: list[tuple[str, Json]] = []
        self.capabilities: Json = {}
        self.greeting: Json = {}
        self.left = False
        self.answers: dict[str, Callable[[Any], Any]] = {}
        self._to_server = to_server
        self._from_server = from_server
        self._arrived: queue.Queue[Json | None] = queue.Queue()
        self._unread: list[Json] = []
        self._last_id = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def initialize(self, capabilities: Json, **params: object) -> Json:
        """Begin the session, and return the result of the server."""
        result: Json = self.request(
            "initialize", {"processId": None, "rootUri": None, "capabilities": capabilities, **params}
        )
        self.capabilities = result["capabilities"]
        self.notify("initialized", {})
        self.greeting = self.receive("window/logMessage")
        return result

    def leave(self) -> None:
        """End the session as the protocol has it."""
        self.request("shutdown")
        self.exit()

    def exit(self) -> None:
        """Send the last message."""
        self.notify("exit")
        self.left = True

    def request(self, method: str, params: object = None) -> Any:
        """Return the result that the server answers with; raise ``ResponseError`` where it is an error."""
        self._last_id += 1
        message: Json = {"jsonrpc": "2.0", "id": self._last_id, "method": method}
        self.send(message if params is None else {**message, "params": params})
        answer = self._receive(lambda got: "method" not in got and got.get("id") == message["id"])
        if "error" in answer:
            raise ResponseError(answer["error"])
        return answer["result"]

    def notify(self, method: str, params: object = None) -> None:
        """Tell the server something."""
        message: Json = {"jsonrpc": "2.0", "method": method}
        self.send(message if params is None else {**message, "params": params})

    def receive(self, method: str) -> Any:
        """Return the parameters of the next message ``method`` of the server, waiting until it comes."""
        return self._receive(lambda got: got.get("method") == method).get("params")

    def error(self) -> Json:
        """Return the next error that answers no request in particular."""
        error: Json = self._receive(lambda got: "error" in got and got["id"] is None)["error"]
        return error

    def answer(self, message_id: int | str) -> Json:
        """Return the whole answer to a message that was sent as it is."""
        return self._receive(lambda got: "method" not in got and got.get("id") == message_id)

    def sent(self, method: str) -> list[Json]:
        """Return the parameters of all messages ``method`` that have arrived and nobody has received."""
        return [message.get("params", {}) for message in self._unread if message.get("method") == method]

    def send(self, message: Json) -> None:
        """Send ``message`` as it is."""
        self.messages.append(("client", message))
        self.send_bytes(frame(json.dumps(message).encode()))

    def send_together(self, messages: Iterable[Json]) -> None:
        """Send ``messages`` in one piece."""
        complete = [{"jsonrpc": "2.0", **message} for message in messages]
        self.messages += (("client", message) for message in complete)
        self.send_bytes(b"".join(frame(json.dumps(message).encode()) for message in complete))

    def send_bytes(self, data: bytes) -> None:
        """Send what may be no message at all."""
        self._to_server.write(data)
        self._to_server.flush()

    def close(self) -> None:
        """Send nothing from now on, as when the client's process has died."""
        self._to_server.close()

    def wait_for_end(self) -> None:
        """Wait until the server has closed its output."""
        while (message := self._arrived.get(timeout=SECONDS_TO_WAIT)) is not None:
            self._unread.append(message)
        self._arrived.put(None)

    # Documents

    def open(self, uri: str, text: str, version: int = 1) -> None:
        document = {"uri": uri, "languageId": "markdown", "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def change(self, uri: str, version: int, *changes: Json) -> None:
        document = {"uri": uri, "version": version}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": list(changes)})

    def pull(self, uri: str, previous: str | None = None) -> Json:
        params: Json = {"textDocument": {"uri": uri}, "identifier": "whylint"}
        result: Json = self.request(
            "textDocument/diagnostic",
            params if previous is None else {**params, "previousResultId": previous},
        )
        return result

    def code_actions(self, uri: str, range_: Json, **context: object) -> list[Json]:
        params = {"textDocument": {"uri": uri}, "range": range_, "context": {"diagnostics": [], **context}}
        actions: list[Json] = self.request("textDocument/codeAction", params)
        return actions

    def hover(self, uri: str, line: int, character: int) -> Json | None:
        params = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
        result: Json | None = self.request("textDocument/hover", params)
        return result

    def _receive(self, wanted: Any) -> Json:
        for index, message in enumerate(self._unread):
            if wanted(message):
                return self._unread.pop(index)
        while True:
            arrived = self._arrived.get(timeout=SECONDS_TO_WAIT)
            if arrived is None:
                raise EOFError("the server has closed its output")
            if "method" in arrived and "id" in arrived:
                answer = self.answers.get(arrived["method"])
                result = answer(arrived.get("params")) if answer is not None else None
                self.send({"jsonrpc": "2.0", "id": arrived["id"], "result": result})
            if wanted(arrived):
                return arrived
            self._unread.append(arrived)

    def _listen(self) -> None:
        for message in read_frames(self._from_server):
            self.messages.append(("server", message))
            self._arrived.put(message)
        self._from_server.close()
        self._arrived.put(None)


def frame(body: bytes) -> bytes:
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def read_frames(stream: IO[bytes]) -> Iterable[Json]:
    """Yield the messages that arrive on ``stream``, and raise where there is anything else."""
    while header := stream.readline():
        name, length = header.split(b": ")
        assert name == b"Content-Length"
        while stream.readline() != b"\r\n":
            pass
        yield json.loads(stream.read(int(length)))


def insertion(line: int, character: int, text: str) -> Json:
    return replacement(line, character, line, character, text)


def replacement(line: int, character: int, end_line: int, end_character: int, text: str) -> Json:
    return {"range": make_range(line, character, end_line, end_character), "text": text}


def make_range(line: int, character: int, end_line: int, end_character: int) -> Json:
    return {
        "start": {"line": line, "character": character},
        "end": {"line": end_line, "character": end_character},
    }
