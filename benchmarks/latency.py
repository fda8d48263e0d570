"""How long an editor waits: from an edit to the diagnostics that follow from it, over standard input and output."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.tools import Tool

Json = dict[str, Any]

CAPABILITIES: Json = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {
        "synchronization": {"didSave": True},
        "publishDiagnostics": {"versionSupport": True, "relatedInformation": True},
        "diagnostic": {"relatedDocumentSupport": False},
        "documentSymbol": {},
        "hover": {"contentFormat": ["markdown"]},
    },
    "workspace": {"configuration": True, "diagnostics": {"refreshSupport": True}},
    "window": {"workDoneProgress": True},
}


@dataclass(frozen=True, slots=True)
class Session:
    """What one session showed, in milliseconds.

    ready: until the server was ready. opened: until the document's first diagnostics. hover: until a hover that was
    asked for then. read: until the diagnostics of all of the document, when its outline is there. edits: for each edit
    until its diagnostics. memory: what the server took up at the end, in megabytes.
    """

    ready: float
    opened: float
    hover: float
    read: float
    edits: tuple[float, ...]
    memory: float


def session(tool: Tool, document: Path, edits: int, seed: int = 1) -> Session:
    """Open a document in a server and type ``edits`` single characters here and there, each once the last is done."""
    lines = document.read_text(encoding="utf-8").split("\n")
    random = Random(seed)
    places = [number for number, line in enumerate(lines) if len(line) > 20 and line[0].isalpha()]
    started = perf_counter()
    with subprocess.Popen(
        tool.server,
        cwd=document.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **tool.variables},
    ) as process:
        client = _Client(process, document)
        client.initialize()
        ready = perf_counter() - started
        opened, hover, read = client.seconds_to_open("\n".join(lines), places[0])
        typed = [client.seconds_to_type(random.choice(places), random.randint(1, 15)) for _ in range(edits)]
        memory = _memory(process.pid)
        process.kill()
    return Session(
        ready * 1e3, opened * 1e3, hover * 1e3, read * 1e3, tuple(each * 1e3 for each in typed), memory
    )


class _Client:
    """A client that waits for the diagnostics of each edit: it pulls them where the server lets it."""

    def __init__(self, process: subprocess.Popen[bytes], document: Path) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._input, self._output = process.stdin, process.stdout
        self._document = {"uri": document.as_uri()}
        self._language = "python" if document.suffix == ".py" else "markdown"
        self._folder = document.parent.as_uri()
        self._version = 0
        self._requests = 0
        self._pulls = False

    def initialize(self) -> None:
        folder = {"uri": self._folder, "name": "benchmark"}
        answer = self._request(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": self._folder,
                "workspaceFolders": [folder],
                "capabilities": CAPABILITIES,
            },
        )
        self._pulls = bool(answer["capabilities"].get("diagnosticProvider"))
        self._send({"method": "initialized", "params": {}})

    def seconds_to_open(self, text: str, line: int) -> tuple[float, float, float]:
        """Open the document; return what ``Session`` has of it: opened, hover on a line, read."""
        self._version += 1
        document = {**self._document, "languageId": self._language, "version": self._version, "text": text}
        opened = self._seconds({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        begun = perf_counter()
        outline = self._ask("textDocument/documentSymbol", {"textDocument": self._document})
        place = {"textDocument": self._document, "position": {"line": line, "character": 3}}
        hover = self._ask("textDocument/hover", place)
        answered: dict[int, float] = {}
        for message in self._messages():
            if "method" not in message:
                answered[message["id"]] = perf_counter() - begun
            if outline in answered and hover in answered:
                break
        if self._pulls:
            self._request("textDocument/diagnostic", {"textDocument": self._document})
        return opened, answered[hover], opened + perf_counter() - begun

    def seconds_to_type(self, line: int, character: int) -> float:
        self._version += 1
        place = {"line": line, "character": character}
        change = {"range": {"start": place, "end": place}, "text": "x"}
        document = {**self._document, "version": self._version}
        params = {"textDocument": document, "contentChanges": [change]}
        return self._seconds({"method": "textDocument/didChange", "params": params})

    def _seconds(self, message: Json) -> float:
        started = perf_counter()
        self._send(message)
        if self._pulls:
            self._request("textDocument/diagnostic", {"textDocument": self._document})
        else:
            self._wait_for_push()
        return perf_counter() - started

    def _wait_for_push(self) -> None:
        """Wait for diagnostics of this version; from a server that tells no versions, for the next ones."""
        for message in self._messages():
            if message.get("method") == "textDocument/publishDiagnostics":
                version = message["params"].get("version")
                if version is None or version == self._version:
                    return

    def _ask(self, method: str, params: Json) -> int:
        """Send a request, and return its number."""
        self._requests += 1
        self._send({"id": self._requests, "method": method, "params": params})
        return self._requests

    def _request(self, method: str, params: Json) -> Any:
        number = self._ask(method, params)
        for message in self._messages():
            if message.get("id") == number and "method" not in message:
                return message.get("result")
        raise EOFError(f"the server has ended before it answered {method}")

    def _messages(self) -> Iterator[Json]:
        """Yield what arrives; what the server asks is answered with nothing."""
        while header := self._output.readline():
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                header = self._output.readline()
            message = json.loads(self._output.read(length))
            if "id" in message and "method" in message:
                asked = (
                    message["params"].get("items", [])
                    if message["method"] == "workspace/configuration"
                    else None
                )
                answer = None if asked is None else [None] * len(asked)
                self._send({"id": message["id"], "result": answer})
            yield message

    def _send(self, message: Json) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._input.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._input.flush()


def _memory(process: int) -> float:
    """Return the megabytes of memory that a process takes up; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return next(
        (int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0.0
    )
