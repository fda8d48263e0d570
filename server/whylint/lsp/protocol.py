"""The manners of a session: what is answered when, and what pygls would do otherwise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInvalidRequest,
    JsonRpcMethodNotFound,
    JsonRpcParseError,
    JsonRpcServerNotInitialized,
)
from pygls.protocol import LanguageServerProtocol, lsp_method

if TYPE_CHECKING:
    from collections.abc import Generator

    from cattrs import Converter
    from pygls.lsp.server import LanguageServer

    from whylint.lsp.server import Server


class Protocol(LanguageServerProtocol):
    """pygls' protocol, with documents of our own, and with an answer to every request.

    pygls splits a document at more characters than the protocol does, so that an edit below a form feed lands
    on the wrong line; hence it never sees one.
    """

    _server: Server

    def __init__(self, server: LanguageServer, converter: Converter) -> None:
        super().__init__(server, converter)
        self._initialized = False
        self.exit_code: int | None = None

    @property
    def shut_down(self) -> bool:
        """Whether the client has asked the server to prepare for its end."""
        return self._shutdown

    def receive(self, body: bytes) -> None:
        """Handle one message; whatever is wrong with it, a request gets an answer and the session goes on."""
        try:
            data = json.loads(body)
        except (ValueError, RecursionError) as error:
            self._refuse(None, JsonRpcParseError(f"Not JSON: {error}"))
            return
        if not isinstance(data, dict) or data.get("jsonrpc") != self.VERSION:
            self._refuse(None, JsonRpcInvalidRequest("Not a message of JSON-RPC 2.0"))
            return
        try:
            self._check_method(data)
            self.handle_message(self.structure_message(data))
        except JsonRpcException as error:
            if "method" in data and "id" in data:
                self._refuse(data["id"], error)
            return
        self._initialized = self._initialized or data.get("method") == types.INITIALIZE

    def _check_method(self, data: dict[str, Any]) -> None:
        """Raise where the message comes before its time or after it, or is not known."""
        method = data.get("method")
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
        if method != types.CANCEL_REQUEST and method not in self.fm.builtin_features | self.fm.features:
            raise JsonRpcMethodNotFound(f"No such method: {method}")

    def _refuse(self, message_id: int | str | None, error: JsonRpcException) -> None:
        self._send_data(types.ResponseErrorMessage(message_id, error.to_response_error()))

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

    @lsp_method(types.EXIT)
    def lsp_exit(self, *_: object) -> Generator[Any, Any, None]:
        """End the session after this message, where pygls would end the process."""
        self.exit_code = 0 if self.shut_down else 1
        yield from ()
