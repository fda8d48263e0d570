"""Work in other processes: in their place and order, and done all the same where there are none."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest

from whylint.cli import workers as workers_module
from whylint.cli.workers import WORTH_STARTING, Workers

if TYPE_CHECKING:
    from pathlib import Path


def process_of(number: int) -> tuple[int, int]:
    return number, os.getpid()


def fail(message: str) -> None:
    raise ValueError(message)


def die_elsewhere(home: int) -> int:
    """End any process but one, as a system does that runs out of memory."""
    if os.getpid() != home:
        os.kill(os.getpid(), signal.SIGKILL)
    return home


def test_a_little_work_is_done_in_this_process() -> None:
    with Workers(2) as workers:
        jobs = [workers.start(partial(process_of, number), 10) for number in range(20)]
        assert [job.result() for job in jobs] == [(number, os.getpid()) for number in range(20)]


def test_one_large_piece_is_done_in_this_process() -> None:
    with Workers(2) as workers:
        assert workers.start(os.getpid, 10 * WORTH_STARTING).result() == os.getpid()


def test_much_work_is_done_by_others() -> None:
    with Workers(2) as workers:
        jobs = [workers.start(partial(process_of, number), WORTH_STARTING // 2) for number in range(40)]
        results = [job.result() for job in jobs]
    assert [number for number, _ in results] == list(range(40))
    assert os.getpid() not in {process for _, process in results}


def test_what_was_asked_for_already_is_not_done_again(tmp_path: Path) -> None:
    with Workers(2) as workers:
        first = workers.start(partial((tmp_path / "once").mkdir), 1)
        first.result()
        assert workers.start(os.getpid, WORTH_STARTING).result() != os.getpid()


def test_what_goes_wrong_elsewhere_is_raised_here() -> None:
    with Workers(2) as workers:
        jobs = [workers.start(partial(fail, "no"), WORTH_STARTING) for _ in range(2)]
        with pytest.raises(ValueError, match="no"):
            jobs[1].result()


def test_when_a_process_is_killed_the_work_is_done_here() -> None:
    with Workers(2) as workers:
        jobs = [workers.start(partial(die_elsewhere, os.getpid()), WORTH_STARTING) for _ in range(4)]
        assert [job.result() for job in jobs] == [os.getpid()] * 4
        assert workers.start(partial(die_elsewhere, os.getpid()), 1).result() == os.getpid()


def test_who_leaves_early_does_not_wait_for_the_rest() -> None:
    def work() -> None:
        with Workers(2) as workers:
            jobs = [workers.start(partial(time.sleep, 0), WORTH_STARTING) for _ in range(2)]
            jobs += [workers.start(partial(time.sleep, 3_600), 1) for _ in range(20)]
            jobs[0].result()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert multiprocessing.active_children() == []


def test_where_there_are_no_processes_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers_module, "_pool", lambda _: None)
    with Workers(2) as workers:
        jobs = [workers.start(os.getpid, WORTH_STARTING) for _ in range(4)]
        assert [job.result() for job in jobs] == [os.getpid()] * 4
