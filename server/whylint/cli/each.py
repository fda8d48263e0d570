"""The same work on each document, on all cores where there is enough of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from whylint.cli.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from whylint.cli.documents import Document

Result = TypeVar("Result")


def of_each(
    documents: Iterable[Document], work: Callable[[Document], Callable[[], Result]]
) -> Iterator[tuple[Document, Result]]:
    """Yield each document with what the work on it gives, in their order.

    work: returns what is to be done, which processes must be able to pass on, and its result too.
    """
    with Workers() as workers:
        jobs = [(each, workers.start(work(each), size=len(each.text))) for each in documents]
        for document, job in jobs:
            yield document, job.result()
