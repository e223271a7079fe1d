"""Running a computation in a process of its own, with a time limit that always holds.

SymPy, FLINT and z3 spend their time in code that Python cannot interrupt, so a thread or a signal would
not stop them.  A forked process can be stopped whatever it is doing.
"""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from typing import ParamSpec, TypeVar

MEMORY = 8 * 2**30  # bytes of address space; a polynomial that needs more will not be checked
ENDING = 1.0  # seconds that a process has to end by itself once its answers are there

P = ParamSpec("P")
R = TypeVar("R")


class TimeUp(Exception):
    """The time limit was reached, or the process ended without an answer."""


@dataclass(frozen=True)
class Failed:
    """What comes of work that was not done: the exception that it raised, or TimeUp."""

    problem: Exception


def within(seconds: float, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Return `work(*args, **kwargs)`, computed in a forked process.

    An exception raised by the work is raised here.  Raises TimeUp after `seconds`, or when the process
    dies (out of memory, say).
    """
    [result] = each_within(seconds, [partial(work, *args, **kwargs)])
    if isinstance(result, Failed):
        raise result.problem
    return result


def each_within(seconds: float, works: Sequence[Callable[[], R]]) -> Iterator[R | Failed]:
    """The results of several computations, each as soon as it is there; `seconds` limits each of them.

    One forked process does them one after the other, since forking a process that has loaded SymPy takes longer
    than most of them.  Where one has to be stopped, or dies, another process goes on with the next.
    """
    done = 0
    while done < len(works):
        for result in in_one_process(seconds, works[done:]):
            done += 1
            yield result


def in_one_process(seconds: float, works: Sequence[Callable[[], R]]) -> Iterator[R | Failed]:
    """The results up to the first that does not come."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    worker = context.Process(target=answer, args=(sender, works), daemon=False)
    worker.start()
    sender.close()
    try:
        for _ in works:
            if not receiver.poll(seconds):
                raise TimeUp(f"stopped at the time limit of {seconds:g} seconds")
            yield receiver.recv()
        worker.join(ENDING)
    except TimeUp as problem:
        yield Failed(problem)
    except EOFError:
        yield Failed(TimeUp("the checking process ended without an answer"))
    finally:
        worker.kill()
        worker.join()
        receiver.close()


def answer(sender: Connection, works: Sequence[Callable[[], R]]) -> None:
    """Do the work in the forked process and send back what comes of it."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    allowed = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (allowed, most))
    for work in works:
        try:
            result: R | Failed = work()
        except Exception as problem:
            result = Failed(problem)
        sender.send(result)
    sender.close()
