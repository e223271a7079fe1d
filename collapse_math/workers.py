"""Running a computation in a process of its own, with a time limit that always holds.

SymPy, FLINT and z3 spend their time in code that Python cannot interrupt, so a thread or a signal would
not stop them.  A forked process can be stopped whatever it is doing.
"""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, ParamSpec, TypeVar

MEMORY = 8 * 2**30  # bytes of address space; a polynomial that needs more will not be checked
ENDING = 1.0  # seconds that a process has to end by itself once its answer is there

P = ParamSpec("P")
R = TypeVar("R")


class TimeUp(Exception):
    """The time limit was reached, or the process ended without an answer."""


def within(seconds: float, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Return `work(*args, **kwargs)`, computed in a forked process.

    An exception raised by the work is raised here.  Raises TimeUp after `seconds`, or when the process
    dies (out of memory, say).
    """
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    worker = context.Process(target=answer, args=(sender, work, args, kwargs), daemon=False)
    worker.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise TimeUp(f"stopped at the time limit of {seconds:g} seconds")
        succeeded, result = receiver.recv()
        worker.join(ENDING)
    except EOFError:
        raise TimeUp("the checking process ended without an answer") from None
    finally:
        worker.kill()
        worker.join()
        receiver.close()
    if not succeeded:
        raise result
    return result  # type: ignore[no-any-return]


def answer(sender: Connection, work: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    """Do the work in the forked process and send back what came of it."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    allowed = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (allowed, most))
    try:
        result = (True, work(*args, **kwargs))
    except Exception as problem:
        result = (False, problem)
    sender.send(result)
    sender.close()
