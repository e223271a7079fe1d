"""A computation in a process of its own: its answer, its exceptions, its time and its memory."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

import pytest

from collapse_math.workers import MEMORY, Failed, TimeUp, each_within, within


def loop_for_ever() -> None:
    while True:
        pass


def inside_one_call() -> int:
    """A single call into C, which no signal and no thread would interrupt."""
    return 7 ** (10**9)


def die() -> None:
    os._exit(3)


def answer_with_what_cannot_be_sent() -> Callable[[], int]:
    return lambda: 1


def end_with(path: Path) -> int:
    """Answer, and write a file at the very end of the process."""
    Finalize(None, path.write_text, ("ended",), exitpriority=0)
    return 1


def answer_and_stay() -> int:
    """Answer, and leave a thread behind that keeps the process from ending."""
    threading.Thread(target=time.sleep, args=(60,)).start()
    return 2


def raise_what_cannot_be_sent() -> None:
    class Local(Exception):
        """Known in the worker only."""

    raise Local


def test_the_answer_comes_back() -> None:
    assert within(10, divmod, 17, 5) == (3, 2)
    assert within(10, dict, a=1) == {"a": 1}


def test_the_work_is_done_elsewhere() -> None:
    assert within(10, os.getpid) != os.getpid()


def test_a_large_answer_comes_back() -> None:
    assert len(within(10, bytes, 10**7)) == 10**7


def test_an_exception_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        within(10, divmod, 1, 0)


@pytest.mark.parametrize("work", [loop_for_ever, inside_one_call, lambda: time.sleep(60)])
def test_the_time_limit_holds(work: Callable[[], Any]) -> None:
    started = time.monotonic()
    with pytest.raises(TimeUp, match=r"0\.3 seconds"):
        within(0.3, work)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("work", [die, answer_with_what_cannot_be_sent, raise_what_cannot_be_sent])
def test_a_process_that_dies_gives_no_answer(work: Callable[[], Any]) -> None:
    with pytest.raises(TimeUp, match="without an answer"):
        within(10, work)


def test_a_process_that_has_answered_ends_by_itself(tmp_path: Path) -> None:
    """What is done at its end, such as writing down which lines were covered, is done."""
    assert within(10, end_with, tmp_path / "end") == 1
    assert (tmp_path / "end").read_text() == "ended"


def test_one_that_does_not_end_is_stopped() -> None:
    started = time.monotonic()
    assert within(10, answer_and_stay) == 2
    assert time.monotonic() - started < 5
    assert multiprocessing.active_children() == []


def test_memory_is_bounded() -> None:
    with pytest.raises(MemoryError):
        within(10, bytearray, MEMORY)
    assert len(within(10, bytearray, 2**20)) == 2**20


def test_many_computations_share_a_process() -> None:
    one, other = each_within(10, [os.getpid, os.getpid])
    assert one == other


@pytest.mark.parametrize("work", [loop_for_ever, die])
def test_one_that_is_stopped_does_not_stop_the_others(work: Callable[[], Any]) -> None:
    results = list(each_within(0.5, [os.getpid, work, os.getpid, work, os.getpid]))
    assert [isinstance(result, Failed) for result in results] == [False, True, False, True, False]
    assert all(isinstance(result.problem, TimeUp) for result in results if isinstance(result, Failed))
    assert len({results[place] for place in (0, 2, 4)}) == 3


def test_one_that_raises_does_not_stop_the_others() -> None:
    one, raised, other = each_within(10, [os.getpid, lambda: divmod(1, 0), os.getpid])
    assert isinstance(raised, Failed)
    assert isinstance(raised.problem, ZeroDivisionError)
    assert one == other != raised


def test_those_that_nobody_waits_for_are_stopped() -> None:
    results = each_within(10, [os.getpid, loop_for_ever])
    assert not isinstance(next(results), Failed)
    results.close()
    assert multiprocessing.active_children() == []


def test_nothing_is_left_behind() -> None:
    for work in (loop_for_ever, die):
        with pytest.raises(TimeUp):
            within(0.2, work)
    assert multiprocessing.active_children() == []
