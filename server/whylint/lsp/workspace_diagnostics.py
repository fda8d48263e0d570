"""What is found in the files of the workspace that are not open, for clients that ask for all of it.

An answer names the files of which something has changed since the client's last one. Where nothing has, it is held back
until something does: a client asks again as soon as it is answered.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from whylint.lsp.addresses import uri_of
from whylint.lsp.diagnostics import diagnostics

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
    from pathlib import Path

    from whylint.lsp.session import Session
    from whylint.lsp.wire import Json
    from whylint.lsp.work import Work


SECONDS_BETWEEN_PARTS = 0.3  # of an answer that a client takes in parts


class _Known(NamedTuple):
    """What was found in a file while it and its neighbours had the texts that ``stamp`` stands for.

    result_id: stands for the findings, "" for none.
    """

    stamp: str
    result_id: str


class WorkspaceDiagnostics:
    """The findings in files that are not open; each file is read again only when it or a neighbour has changed."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[Path, _Known] = {}
        self._changed = asyncio.Event()

    def stir(self, *, forget: bool = False) -> None:
        """Look again at what may have changed; ``forget``: at every file, for the settings may have."""
        if forget:
            self._known.clear()
        self._changed.set()

    async def answer(
        self,
        previous: Mapping[str, str],
        files: Callable[[], Awaitable[Sequence[Path]]],
        work: Callable[[], Work],
        tell: Callable[[list[Json]], None] | None = None,
    ) -> Json:
        """Return what a client asks for that knows the results ``previous``, once there is something new to tell.

        files: finds the files to look at; work: begins the work of looking, which is no work while nothing happens.
        tell: gives the client what is found so far; then only the rest is returned.
        """
        while True:
            self._changed.clear()
            told = False
            async with work() as looking:
                items: list[Json] = []
                last = monotonic()
                async for item in self._news(previous, await looking.wait_for(files()), looking):
                    items.append(item)
                    if tell is not None and monotonic() - last > SECONDS_BETWEEN_PARTS:
                        tell(items)
                        items, told, last = [], True, monotonic()
            if items or told:
                return {"items": items}
            await self._changed.wait()

    async def _news(
        self, previous: Mapping[str, str], files: Sequence[Path], work: Work
    ) -> AsyncIterator[Json]:
        gone = dict(previous)
        for done, path in enumerate(files):
            await work.rest(done, len(files))
            uri = uri_of(str(path))
            known_id = gone.pop(uri, None)
            if uri in self._session.documents:
                continue
            result_id, found = self._findings(path, known_id)
            if result_id != (known_id or ""):
                yield {"uri": uri, "version": None, "kind": "full", "resultId": result_id, "items": found}
        for uri in gone:
            if uri not in self._session.documents:
                yield {"uri": uri, "version": None, "kind": "full", "items": []}

    def _findings(self, path: Path, known_id: str | None) -> tuple[str, list[Json]]:
        """Return the id of what is found in a file, and that itself where the client does not know it by the id."""
        texts = self._session.texts_of(path)
        if texts is None:
            return "", []
        stamp, known = _digest(texts), self._known.get(path)
        if known is not None and known.stamp == stamp and known.result_id in ("", known_id):
            return known.result_id, []
        document, snapshot = self._session.read(path, texts[0])
        found = [] if snapshot is None else diagnostics(document, snapshot)
        result_id = _digest(found) if found else ""
        self._known[path] = _Known(stamp, result_id)
        return result_id, found


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode("utf-8", "replace")).hexdigest()[:16]
