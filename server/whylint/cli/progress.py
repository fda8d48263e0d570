"""A bar that shows how far a command is, on the terminal of somebody who waits for it."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress

PATIENCE = 0.5  # seconds before there is a bar at all
BETWEEN = 0.1  # seconds between two looks of it


class Bar:
    """The bar, on standard error where that is a terminal. It is away while something is written, and at the end."""

    def __init__(self, total: int) -> None:
        """Show how many of ``total`` documents are done."""
        self._total = total
        self._done = 0
        self._progress: Progress | None = None
        self._next = monotonic() + PATIENCE if sys.stderr.isatty() else float("inf")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.hide()

    def step(self) -> None:
        """Count one document more."""
        self._done += 1
        now = monotonic()
        if now >= self._next:
            self._next = now + BETWEEN
            self._progress = self._progress or self._made()
            self._progress.start()
            self._progress.update(self._progress.task_ids[0], completed=self._done, refresh=True)

    def hide(self) -> None:
        """Make room for what is to be written; with the next step the bar comes back below it."""
        if self._progress is not None:
            self._progress.stop()

    def _made(self) -> Progress:
        from rich.console import Console  # noqa: PLC0415 - 30 ms that only somebody who waits has
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415

        progress = Progress(
            "Reading",
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            auto_refresh=False,  # A thread that draws would have to be kept from drawing between written lines.
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        progress.add_task("", total=self._total)
        return progress
