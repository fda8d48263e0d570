"""What is made while collection is paused is left alone, and freed once it is known to be rubbish."""

from __future__ import annotations

import gc
import weakref

import pytest

from whylint.lsp import collector


class Circle:
    def __init__(self) -> None:
        self.itself = self


def fail_while_paused() -> None:
    with collector.paused():
        assert not gc.isenabled()
        raise ZeroDivisionError


def test_collection_goes_on_after_the_pause_whatever_happened() -> None:
    with pytest.raises(ZeroDivisionError):
        fail_while_paused()
    assert gc.isenabled()


def test_what_a_pause_has_left_behind_is_freed_by_tidying() -> None:
    with collector.paused():
        circle = Circle()
    alive = weakref.ref(circle)
    del circle
    gc.collect()
    assert alive() is not None
    collector.tidy()
    assert alive() is None
