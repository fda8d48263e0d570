"""The manners of a session: what is answered when, and what pygls would do otherwise."""

from __future__ import annotations

import asyncio
import json
import logging
from itertools import count
from time import perf_counter
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import (
    JsonRpcContentModified,
    JsonRpcException,
    JsonRpcInvalidRequest,
    JsonRpcMethodNotFound,
    JsonRpcParseError,
    JsonRpcServerNotInitialized,
)
from pygls.protocol import LanguageServerProtocol, lsp_method

from whylint.lsp.errors import RequestFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from concurrent.futures import Future

    from cattrs import Converter
    from pygls.lsp.server import LanguageServer

    from whylint.lsp.server import Server
    from whylint.lsp.wire import Json

logger = logging.getLogger(__name__)


class Protocol(LanguageServerProtocol):
    """pygls' protocol, with documents of our own, and with an answer to every request.

    pygls splits a document at more characters than the protocol does, so that an edit below a form feed lands
    on the wrong line; hence it never sees one.
    """

    _server: Server

    def __init__(self, server: LanguageServer, converter: Converter) -> None:
        super().__init__(server, converter)
        self._initialized = False
        self._numbers = count(1)
        self._inquiries: dict[str, Callable[[object], None]] = {}
        self.ended = False

    @property
    def shut_down(self) -> bool:
        """Whether the client has asked the server to prepare for its end."""
        return self._shutdown

    def decode(self, body: bytes) -> Json | None:
        """Return the message that ``body`` is; None where it is none, which the client is told."""
        try:
            message = json.loads(body)
        except (ValueError, RecursionError) as error:
            self.refuse(None, JsonRpcParseError(f"Not JSON: {error}"))
            return None
        if not isinstance(message, dict) or message.get("jsonrpc") != self.VERSION:
            self.refuse(None, JsonRpcInvalidRequest("Not a message of JSON-RPC 2.0"))
            return None
        return message

    def handle(self, message: Json) -> None:
        """Handle ``message``; whatever is wrong with it, a request gets an answer and the session goes on."""
        begun = perf_counter()
        if "method" not in message and (take := self._inquiries.pop(str(message.get("id")), None)):
            take(message.get("result"))
            return
        try:
            self._check_method(message)
            self.handle_message(self.structure_message(message))
        except JsonRpcException as error:
            if "method" in message and "id" in message:
                self.refuse(message["id"], error)
        except Exception as error:
            logger.exception("Cannot handle %s", message)
            self._server.report_server_error(error, JsonRpcException)
        else:
            self._initialized = self._initialized or message.get("method") == types.INITIALIZE
        if self.trace is not types.TraceValue.Off and "method" in message:
            self._trace(message, perf_counter() - begun)

    def _trace(self, message: Json, seconds: float) -> None:
        """Tell a client that follows what the server does of a message that was handled."""
        verbose = self.trace is types.TraceValue.Verbose
        self.notify(
            types.LOG_TRACE,
            types.LogTraceParams(
                f"{message['method']}: {seconds * 1000:.1f} ms",
                json.dumps(message.get("params"), ensure_ascii=False) if verbose else None,
            ),
        )

    def refuse(self, message_id: int | str | None, error: JsonRpcException) -> None:
        """Answer a request, or a message that has no id to be read, with ``error``."""
        self._send_data(types.ResponseErrorMessage(message_id, error.to_response_error()))

    def cancel(self, params: object) -> None:
        """Stop the request that a cancellation with ``params`` names, where it is being worked on."""
        if isinstance(params, dict) and isinstance(params.get("id"), int | str):
            # pygls keeps tasks there too, against its own annotation.
            future: object = self._request_futures.get(params["id"])
            if isinstance(future, asyncio.Task):
                future.cancel()

    def inquire(self, method: str, params: Json, take: Callable[[object], None]) -> None:
        """Send the client a request, and have its result taken, whatever it is; None where it gives none.

        pygls takes an answer of another type than the protocol has for a fault of its own.
        """
        message_id = f"{method} {next(self._numbers)}"
        self._inquiries[message_id] = take
        self._send_data({"jsonrpc": self.VERSION, "id": message_id, "method": method, "params": params})

    def ask(self, method: str, params: Json) -> None:
        """Send the client a request whose answer changes nothing here."""
        request = self.structure_message(
            {"jsonrpc": self.VERSION, "id": 0, "method": method, "params": params}
        )
        self.send_request(method, request.params)

    def _send_handler_result(self, future: Future[Any], *, msg_id: int | str) -> None:
        """Answer a request; what can't be granted is no fault that a log should tell of."""
        refused = None if future.cancelled() else future.exception()
        if isinstance(refused, RequestFailed | JsonRpcContentModified):
            self._request_futures.pop(msg_id, None)
            self.refuse(msg_id, refused)
        else:
            super()._send_handler_result(future, msg_id=msg_id)

    def _check_method(self, message: Json) -> None:
        """Raise where the message comes before its time or after it, or is not known."""
        method = message.get("method")
        if method is None or method == types.EXIT:
            return
        if not isinstance(method, str):
            raise JsonRpcInvalidRequest("The method is not a string")
        if self.shut_down:
            raise JsonRpcInvalidRequest("The server is shutting down")
        if method == types.INITIALIZE:
            if self._initialized:
                raise JsonRpcInvalidRequest("The server is initialized already")
        elif not self._initialized:
            raise JsonRpcServerNotInitialized("The server is not initialized yet")
        if method not in self.fm.builtin_features | self.fm.features:
            raise JsonRpcMethodNotFound(f"No such method: {method}")

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take over a document."""
        self._server.open(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Follow the edits of a document."""
        self._server.change(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Give a document back."""
        self._server.close(params)

    @lsp_method(types.NOTEBOOK_DOCUMENT_DID_OPEN)
    def lsp_notebook_document__did_open(self, params: types.DidOpenNotebookDocumentParams) -> None:
        """Take over the cells of a notebook."""
        self._server.open_notebook(params)

    @lsp_method(types.NOTEBOOK_DOCUMENT_DID_CHANGE)
    def lsp_notebook_document__did_change(self, params: types.DidChangeNotebookDocumentParams) -> None:
        """Follow the edits of a notebook."""
        self._server.change_notebook(params)

    @lsp_method(types.NOTEBOOK_DOCUMENT_DID_CLOSE)
    def lsp_notebook_document__did_close(self, params: types.DidCloseNotebookDocumentParams) -> None:
        """Give a notebook back."""
        self._server.close_notebook(params)

    @lsp_method(types.EXIT)
    def lsp_exit(self, *_: object) -> Generator[Any, Any, None]:
        """End the session after this message, where pygls would end the process."""
        self.ended = True
        yield from ()
