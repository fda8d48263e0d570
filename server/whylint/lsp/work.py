"""Long work, done in pieces: the server answers in between, and a person sees it go on and may stop it."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING, Self, TypeVar
from uuid import uuid4

from lsprotocol import types

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from pygls.progress import Progress

T = TypeVar("T")

SECONDS_OF_A_PIECE = 0.02
SECONDS_OF_A_PIECE_UNASKED = 0.004  # of work that nobody waits for, as somebody may begin to type
SECONDS_UNTIL_SHOWN = 0.5
SECONDS_BETWEEN_REPORTS = 0.1


class Work:
    """A context in which long work calls ``rest`` after each small part of it.

    token: the client's, where it has asked to be told from the beginning; may_show: the client shows progress that the
    server begins, which it does for work that takes a while. may_go_on: for work that nobody waits for, whether the
    server has nothing better to do. The work is cancelled as an asyncio task is.
    """

    def __init__(
        self,
        progress: Progress,
        title: str,
        *,
        token: types.ProgressToken | None,
        may_show: bool,
        may_go_on: Callable[[], bool] | None = None,
    ) -> None:
        self._may_go_on = may_go_on
        self._piece = SECONDS_OF_A_PIECE if may_go_on is None else SECONDS_OF_A_PIECE_UNASKED
        self._progress = progress
        self._title = title
        self._token = token
        self._may_show = may_show and token is None
        self._creating: asyncio.Task[object] | None = None
        self._begun = self._rested = self._reported = monotonic()

    async def __aenter__(self) -> Self:
        """Begin to show the work to a client that asked for it."""
        if self._token is not None:
            self._begin(self._token)
        return self

    async def __aexit__(self, *_: object) -> None:
        """Show that the work has ended, however it did."""
        if self._creating is not None and self._token is None:
            self._creating.cancel()
        if self._token is not None:
            self._progress.end(self._token, types.WorkDoneProgressEnd())
            self._progress.tokens.pop(self._token, None)

    async def rest(self, done: int, total: int) -> None:
        """Let others have their turn if a piece is full; ``done`` of ``total`` parts of the work are.

        Raises CancelledError where a person has stopped the work.
        """
        now = monotonic()
        if now - self._rested < self._piece:
            return
        await asyncio.sleep(0)
        while self._may_go_on is not None and not self._may_go_on():
            await asyncio.sleep(SECONDS_BETWEEN_REPORTS)
        self._rested = monotonic()
        self._show(now, done, total)
        if self._is_stopped():
            raise asyncio.CancelledError

    async def wait_for(self, result: Awaitable[T]) -> T:
        """Return what is done elsewhere, once it is. Raises CancelledError where a person has stopped the work."""
        task = asyncio.ensure_future(result)
        try:
            while not task.done():
                await asyncio.wait([task], timeout=SECONDS_BETWEEN_REPORTS)
                if self._is_stopped():
                    raise asyncio.CancelledError
            return task.result()
        finally:
            task.cancel()

    def _is_stopped(self) -> bool:
        stopped = self._progress.tokens.get(self._token) if self._token is not None else None
        return stopped is not None and stopped.cancelled()

    def _show(self, now: float, done: int, total: int) -> None:
        if self._may_show and self._creating is None and now - self._begun > SECONDS_UNTIL_SHOWN:
            token = str(uuid4())
            self._creating = asyncio.create_task(self._progress.create_async(token), name=token)
        if self._creating is not None and self._token is None and self._creating.done():
            self._may_show = False
            if not self._creating.cancelled() and self._creating.exception() is None:
                self._token = self._creating.get_name()
                self._begin(self._token)
        if self._token is not None and now - self._reported > SECONDS_BETWEEN_REPORTS:
            self._reported = now
            percentage = 100 * done // total if total else 100
            message = f"{done} of {total}"
            self._progress.report(
                self._token, types.WorkDoneProgressReport(message=message, percentage=percentage)
            )

    def _begin(self, token: types.ProgressToken) -> None:
        value = types.WorkDoneProgressBegin(title=self._title, cancellable=True, percentage=0)
        self._progress.begin(token, value)
