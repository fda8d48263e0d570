"""Sessions with a server of this process, over pipes."""

from __future__ import annotations

import asyncio
import os
import threading
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from lsp_client import SECONDS_TO_WAIT, Client

from whylint.lsp.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator


class Connect(Protocol):
    """Begins a session as a client with these capabilities; None: the client is still to initialize it."""

    def __call__(self, capabilities: dict[str, Any] | None, **params: object) -> Client: ...


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Give a way to begin sessions; at the end of the test, each that still runs must end well."""
    running: list[tuple[Client, threading.Thread, list[int]]] = []

    def begin(capabilities: dict[str, Any] | None, **params: object) -> Client:
        server_reads, client_writes = os.pipe()
        client_reads, server_writes = os.pipe()
        exit_codes: list[int] = []

        def run() -> None:
            exit_codes.append(asyncio.run(Server().talk(server_reads, server_writes)))
            os.close(server_writes)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        client = Client(os.fdopen(client_writes, "wb"), os.fdopen(client_reads, "rb"))
        running.append((client, thread, exit_codes))
        if capabilities is not None:
            client.initialize(capabilities, **params)
        return client

    yield begin

    for client, thread, exit_codes in running:
        if client.capabilities and not client.left:
            client.leave()
        client.close()
        client.wait_for_end()
        thread.join(SECONDS_TO_WAIT)
        assert exit_codes == [0 if client.capabilities else 1]
