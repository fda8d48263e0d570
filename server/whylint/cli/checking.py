"""Going over documents: each is looked up in the cache, and analysed where that has not been done before."""

from __future__ import annotations

import gc
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from whylint.cli.workers import Workers
from whylint.workspace.cache import Cache, key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from whylint.cli.documents import Document
    from whylint.cli.outcome import Outcome
    from whylint.cli.workers import Job
    from whylint.settings import Settings
    from whylint.spec.cover import Destination
    from whylint.workspace.neighbours import Around

    Coming: TypeAlias = "Outcome | Job[Outcome]"

AHEAD = 200  # the most documents that are read before the first of them is told about


@dataclass(frozen=True, slots=True)
class Task:
    """To find out what there is to say about a text, and to keep that. Processes can pass it on.

    path, around and destinations matter where other documents are around; cache: the folder to keep it in, None for
    nowhere; key: what it is kept under.
    """

    path: str
    text: str
    around: tuple[Around, ...]
    destinations: tuple[Destination, ...]
    settings: Settings
    with_fixes: bool
    cache: Path | None
    key: str

    def __call__(self) -> Outcome:
        """Do it."""
        from whylint.cli.outcome import outcome  # noqa: PLC0415 - loads the parser, for what is not known yet

        # A document's objects live until all is said about it: the collector looks at them then, and never at what
        # was there before.
        gc.disable()
        gc.freeze()
        found = outcome(
            self.path, self.text, self.around, self.destinations, self.settings, with_fixes=self.with_fixes
        )
        gc.collect()
        if self.cache is not None:
            Cache(self.cache).put(self.key, found)
        return found


def outcomes(
    documents: Iterable[Document],
    settings_of: Callable[[Document], Settings],
    *,
    with_fixes: bool,
    cache: Path | None,
) -> Iterator[tuple[Document, Outcome]]:
    """Yield what there is to say about each document, in their order.

    cache: the folder of known answers, None where they are neither looked up nor kept.
    """
    known = Cache(cache) if cache is not None else None
    missed: list[str] = []
    waiting: deque[tuple[Document, Coming]] = deque()
    with Workers() as workers:
        for document in documents:
            text, settings = document.text, settings_of(document)
            around, led_to = document.around, document.destinations
            # Alone a document says the same wherever it stands.
            place = (document.path, around, led_to) if around or led_to else ()
            key = key_of(text, settings, with_fixes, *place) if known else ""
            coming: Coming | None = known.get(key) if known else None
            if coming is None:
                missed.append(key)
                coming = workers.start(
                    Task(document.path, text, around, led_to, settings, with_fixes, cache, key),
                    size=len(text),
                )
            waiting.append((document, coming))
            while waiting and (len(waiting) > AHEAD or _is_here(waiting[0][1])):
                yield _next(waiting)
        while waiting:
            yield _next(waiting)
    if known:
        known.trim(missed)


def _is_here(coming: Coming) -> bool:
    return isinstance(coming, dict) or coming.done()


def _next(waiting: deque[tuple[Document, Coming]]) -> tuple[Document, Outcome]:
    document, coming = waiting.popleft()
    return document, coming if isinstance(coming, dict) else coming.result()
