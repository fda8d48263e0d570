"""Work on many documents at once: on all cores where there is enough of it, in this process where there is not."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future, ProcessPoolExecutor
    from types import TracebackType

# To start the others takes some hundredths of a second: as long as reading this many characters.
WORTH_STARTING = 60_000

Result = TypeVar("Result")


class Job(Generic[Result]):
    """A piece of work: another process does it, or this one when its result is asked for."""

    def __init__(self, work: Callable[[], Result]) -> None:
        self._work = work
        self._elsewhere: Future[Result] | None = None
        self._begun = False

    def done(self) -> bool:
        """Tell whether the result is there."""
        return self._elsewhere is not None and self._elsewhere.done()

    def result(self) -> Result:
        """Return the result, once it is there. Raises what the work raises."""
        if self._elsewhere is not None:
            from concurrent.futures import BrokenExecutor  # noqa: PLC0415 - only with processes

            try:
                return self._elsewhere.result()
            except BrokenExecutor:
                # A process was ended from outside, as systems do that run out of memory. One is left: this one.
                self._elsewhere = None
        self._begun = True
        return self._work()

    def hand_over(self, pool: ProcessPoolExecutor) -> None:
        """Let another process do the work, if it is still to do."""
        from concurrent.futures import BrokenExecutor  # noqa: PLC0415 - only with processes

        if not self._begun:
            with suppress(BrokenExecutor):
                self._elsewhere = pool.submit(self._work)


class Workers:
    """Processes, as many as there are cores, that start as soon as enough work is waiting.

    To be used in a ``with`` statement, at whose end they stop; what nobody has asked for by then is dropped.
    """

    def __init__(self, count: int | None = None) -> None:
        """Use so many processes, by default one for each core that this process may run on."""
        self._count = count or _cores()
        self._waiting: list[Job[Any]] = []
        self._size = 0
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is None:
            return
        if kind is not None:
            import multiprocessing  # noqa: PLC0415 - loaded already

            # Nobody waits for what they are at; a long document may take seconds yet.
            for process in multiprocessing.active_children():
                process.terminate()
        self._pool.shutdown(cancel_futures=True)

    def start(self, work: Callable[[], Result], size: int) -> Job[Result]:
        """Take on work of some size, in characters to read. Pickle must be able to take it and its result."""
        job = Job(work)
        if self._pool is not None:
            job.hand_over(self._pool)
        elif self._count > 1:
            self._waiting.append(job)
            self._size += size
            if len(self._waiting) > 1 and self._size >= WORTH_STARTING:
                self._start_processes()
        return job

    def _start_processes(self) -> None:
        self._pool = _pool(self._count)
        if self._pool is None:
            self._count = 1
        else:
            for job in self._waiting:
                job.hand_over(self._pool)
        self._waiting.clear()


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _pool(count: int) -> ProcessPoolExecutor | None:
    """Return processes to work with, None where the system has none to give."""
    import multiprocessing  # noqa: PLC0415 - 20 ms that a few documents are done without
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - as above

    # A copy of this process has loaded everything already. Elsewhere than on Linux it is not safe to make one.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    try:
        return ProcessPoolExecutor(count, context, initializer=_begin)
    except (ImportError, OSError):
        return None


def _begin() -> None:
    """Set up a process that works: Ctrl+C ends it at once and quietly."""
    import gc  # noqa: PLC0415
    import signal  # noqa: PLC0415 - only with processes

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.freeze()
