"""The garbage collector, kept away from objects that live as long as the server or a document."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def paused() -> Iterator[None]:
    """Collect nothing while many long-lived objects are made, and never look at them afterwards.

    The tree of a long document has hundreds of thousands of objects, and a collection that walks them all
    takes longer than a keystroke may.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def tidy() -> None:
    """Free what is left of documents that are closed, objects made while collection was paused included."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
