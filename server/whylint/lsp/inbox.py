"""The messages that have arrived and wait for their turn."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whylint.lsp.wire import Json


class Inbox:
    """A queue of messages that a request leaves when the client takes it back.

    Each message is handled to its end before the next one, so that a request can be cancelled while it waits
    and not later. It is while a person types that requests wait, and that the client takes back what the next
    edit has outdated. A request that cannot be answered yet is held back while others are.
    """

    def __init__(self) -> None:
        self._waiting: deque[Json] = deque()
        self._held: list[Json] = []
        self._closed = False
        self._changed = asyncio.Event()

    def put(self, message: Json) -> None:
        """Let ``message`` wait for its turn."""
        self._waiting.append(message)
        self._changed.set()

    @property
    def is_closed(self) -> bool:
        """Whether nothing more arrives."""
        return self._closed

    def hold(self, message: Json) -> None:
        """Let a request wait until ``release``, and others go before it."""
        self._held.append(message)

    def release(self) -> None:
        """Let the requests that were held back have the next turns."""
        self._waiting.extendleft(reversed(self._held))
        self._held.clear()

    def close(self) -> None:
        """Let ``take`` return None after the messages that are waiting now."""
        self._closed = True
        self._changed.set()

    def withdraw(self, params: object) -> Json | None:
        """Remove and return the waiting request that a cancellation with ``params`` names, or return None."""
        if isinstance(params, dict):
            for messages in (self._waiting, self._held):
                for message in messages:
                    if "method" in message and "id" in message and message["id"] == params.get("id"):
                        messages.remove(message)
                        return message
        return None

    async def take(self) -> Json | None:
        """Return the next message, waiting until there is one; None after the last."""
        while not self._waiting and not self._closed:
            self._changed.clear()
            await self._changed.wait()
        return self._waiting.popleft() if self._waiting else None

    async def is_empty(self) -> bool:
        """Return whether nothing waits, after letting in what has arrived by now."""
        await asyncio.sleep(0)
        return not self._waiting
