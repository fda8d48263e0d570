"""Judges a recorded session by the language server protocol, message by message."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIENT = Path(__file__).resolve().parents[2] / "client"

_DIRECTIONS = {"client": "clientToServer", "server": "serverToClient"}
_MEMBERS = {"jsonrpc", "id", "method", "params", "result", "error"}
_ALLOWED_BEFORE_INITIALIZED = {
    "$/progress",
    "telemetry/event",
    "window/logMessage",
    "window/showMessage",
    "window/showMessageRequest",
}
# RequestCancelled, ContentModified, ServerCancelled, RequestFailed: what a well-behaved server may answer.
_ORDINARY_ERRORS = {-32800, -32801, -32802, -32803}
_INVALID_REQUEST = -32600

Message = dict[str, Any]


@cache
def protocol() -> dict[str, Any]:
    """Return the schema that ``protocol-schema.mjs`` describes."""
    script = CLIENT / "scripts" / "protocol-schema.mjs"
    made = subprocess.run(["node", script], capture_output=True, text=True, check=False)
    assert made.returncode == 0, f"First run `npm --prefix client ci`: {made.stderr}"
    schema: dict[str, Any] = json.loads(made.stdout)
    return schema


@cache
def _validator(method: str, part: str) -> Draft7Validator:
    known = protocol()
    return Draft7Validator({"definitions": known["definitions"], **known["messages"][method][part]})


def read(recording: Path) -> list[tuple[str, str | Message]]:
    """Return the sender and the body of each message; a body that is no JSON object stays text."""
    return [_parsed(json.loads(line)) for line in recording.read_text("utf-8").splitlines()]


def _parsed(record: dict[str, str]) -> tuple[str, str | Message]:
    try:
        body = json.loads(record["body"], parse_constant=_reject)
    except (KeyError, ValueError):
        body = None
    text = record.get("body", record.get("garbage", ""))
    return record["sender"], body if isinstance(body, dict) else text


def _reject(constant: str) -> None:
    raise ValueError(f"{constant} is Python's, not JSON's")


def violations(messages: list[tuple[str, str | Message]]) -> list[str]:
    """Return what the server did against the protocol, in order."""
    session = _Session()
    found = []
    for number, (sender, message) in enumerate(messages):
        if isinstance(message, str):
            problems = [f"no message: {message[:200]!r}"]
        else:
            problems = list(session.hear(sender, message))
        if sender == "server":
            found += [f"message {number}: {problem}" for problem in problems]
    return found + [f"never answered: {method}" for method in session.unanswered()]


class _Session:
    """What has been said so far, as far as it decides what may be said next."""

    def __init__(self) -> None:
        self._pending: dict[str, dict[object, str]] = {"client": {}, "server": {}}
        self._initialized = False
        self._closing = self._closed = False
        self._too_late: set[object] = set()

    def hear(self, sender: str, message: Message) -> Iterator[str]:
        """Yield what is wrong with the next message."""
        if message.get("jsonrpc") != "2.0":
            yield "not JSON-RPC 2.0"
        if strangers := set(message) - _MEMBERS:
            yield f"unknown members {sorted(strangers)}"
        if "method" in message:
            yield from self._hear_call(sender, message)
        elif "id" in message:
            yield from self._hear_answer(sender, message)
        else:
            yield "neither a call nor an answer"

    def unanswered(self) -> list[str]:
        """Return the methods of the client's requests that got no answer."""
        return list(self._pending["client"].values())

    def _hear_call(self, sender: str, message: Message) -> Iterator[str]:
        method = message["method"]
        known = protocol()["messages"].get(method)
        if known is None:
            if not method.startswith("$/"):
                yield f"{method} is unknown"
            return
        if known["direction"] not in ("both", _DIRECTIONS[sender]):
            yield f"{method} is not the {sender}'s to send"
        if (known["kind"] == "request") != ("id" in message):
            yield f"{method} is a {known['kind']}"
        if sender == "server" and not self._initialized and method not in _ALLOWED_BEFORE_INITIALIZED:
            yield f"{method} before the answer to initialize"
        if sender == "server" and self._closed and "id" in message:
            yield f"{method} after it was shut down"
        if sender == "client" and self._closing and "id" in message:
            self._too_late.add(message["id"])
        if method == "shutdown":
            self._closing = True
        if "params" in known:
            yield from _mismatch(method, "params", message.get("params"))
        elif message.get("params"):
            yield f"{method} takes no params"
        if "id" in message:
            if message["id"] in self._pending[sender]:
                yield f"{method} reuses the id of a request not answered yet"
            self._pending[sender][message["id"]] = method

    def _hear_answer(self, sender: str, message: Message) -> Iterator[str]:
        asker = "client" if sender == "server" else "server"
        method = self._pending[asker].pop(message["id"], None)
        if method is None:
            yield f"answers a request that is not open: {message['id']!r}"
            return
        if method == "initialize":
            self._initialized = True
        if method == "shutdown":
            # What the server asked before may have crossed the request.
            self._closed = True
        if ("result" in message) == ("error" in message):
            yield f"{method} wants either a result or an error"
        elif sender == "server" and message["id"] in self._too_late:
            if message.get("error", {}).get("code") != _INVALID_REQUEST:
                yield f"{method} after the request to shut down is no invalid request"
        elif "error" in message:
            if message["error"].get("code") not in _ORDINARY_ERRORS:
                yield f"{method} failed: {message['error']}"
        elif method in protocol()["messages"]:
            yield from _mismatch(method, "result", message["result"])


def _mismatch(method: str, part: str, value: object) -> Iterator[str]:
    error = best_match(_validator(method, part).iter_errors(value))
    if error is not None:
        yield f"{method} {part}{error.json_path.removeprefix('$')}: {error.message[:300]}"
