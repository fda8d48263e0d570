"""How messages travel: frames of bytes over standard input and output, and the objects they carry."""

from __future__ import annotations

import asyncio
import os
import re
import threading
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from lsprotocol import types
from pygls.protocol import JsonRPCResponseMessage, default_converter

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from cattrs import Converter

# A value of the protocol as JSON writes it. Diagnostics are built of these, because lsprotocol's classes take
# several times as long to make and to write.
Json: TypeAlias = dict[str, Any]

_CONTENT_LENGTH = re.compile(rb"^content-length:[ \t]*(\d+)[ \t]*\r$", re.IGNORECASE | re.MULTILINE)


def read_in_background(descriptor: int) -> asyncio.StreamReader:
    """Return what arrives at the file ``descriptor`` as a stream of the running loop.

    A thread of its own reads, because no event loop reads pipes on every system, and because a client must be
    able to go on writing while the server waits for it to read. It reads the bare descriptor, because a
    buffered file that a thread waits for would keep the process from ending.
    """
    loop = asyncio.get_running_loop()
    stream = asyncio.StreamReader()

    def feed() -> None:
        try:
            while data := os.read(descriptor, 1 << 16):
                loop.call_soon_threadsafe(stream.feed_data, data)
            loop.call_soon_threadsafe(stream.feed_eof)
        except RuntimeError:
            return  # The loop has ended before its input.
        except OSError:
            loop.call_soon_threadsafe(stream.feed_eof)

    threading.Thread(target=feed, name="standard input", daemon=True).start()
    return stream


async def read_messages(stream: asyncio.StreamReader) -> AsyncIterator[bytes]:
    """Yield the body of each message until the stream ends; what stands between frames is passed over."""
    try:
        while True:
            header = await stream.readuntil(b"\r\n\r\n")
            if length := _CONTENT_LENGTH.search(header):
                yield await stream.readexactly(int(length[1]))
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        return


class Output:
    """Writes to a file descriptor until its reader is gone; then calls ``lost``, and drops the rest."""

    def __init__(self, descriptor: int, lost: Callable[[], None]) -> None:
        self._descriptor = descriptor
        self._lost = lost
        self._open = True

    def write(self, data: bytes) -> None:
        """Write all of ``data``, waiting while the reader is slow."""
        rest = memoryview(data)
        while self._open and rest:
            try:
                rest = rest[os.write(self._descriptor, rest) :]
            except OSError:
                self.close()
                self._lost()

    def close(self) -> None:
        """Write nothing from now on."""
        self._open = False


@cache
def make_converter() -> Converter:
    """Return pygls' converter, except that it leaves alone what is a value of JSON already.

    lsprotocol objects in a result are still converted, where the JSON encoder meets them. An error keeps its
    code and its message but not its data, where pygls puts the traceback. All servers of a process share it: it learns
    each class of the protocol when it first meets one, which takes longer than to begin a session.
    """
    converter: Converter = default_converter()  # type: ignore[no-untyped-call] # pygls does not annotate it
    converter.register_unstructure_hook(JsonRPCResponseMessage, _write_response)
    converter.register_unstructure_hook(types.ResponseErrorMessage, _write_error)
    converter.register_unstructure_hook(types.PublishDiagnosticsNotification, _write_notification)
    return converter


def _write_response(message: JsonRPCResponseMessage) -> Json:
    return {"jsonrpc": message.jsonrpc, "id": message.id, "result": message.result}


def _write_error(message: types.ResponseErrorMessage) -> Json:
    error = message.error or types.ResponseError(types.ErrorCodes.InternalError, "Internal error")
    return {
        "jsonrpc": message.jsonrpc,
        "id": message.id,
        "error": {"code": error.code, "message": error.message},
    }


def _write_notification(message: types.PublishDiagnosticsNotification) -> Json:
    return {"jsonrpc": message.jsonrpc, "method": message.method, "params": message.params}
