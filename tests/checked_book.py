"""The theorems of the book, each checked once in a run of the tests, by whichever process needs its report first.

The run makes a folder for the reports and removes it when it ends, so that no report outlives the source it is about.
A theorem that a test builds itself, such as that of a module with a planted error, is checked every time.
"""

from __future__ import annotations

import fcntl
import os
import pickle
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path

from collapse_math.checker import SECONDS
from collapse_math.derivation import Theorem
from collapse_math.results import Report
from derivations import load

FOLDER = "COLLAPSE_MATH_TEST_REPORTS"  # in the environment, which all processes of a run share
KNOWN: dict[str, Report] = {}
IN_FULL = Theorem.check


def report_of(key: str) -> Report:
    """The report of one theorem."""
    return load(key).check(known=KNOWN)


def once(check: Callable[..., Report]) -> Callable[..., Report]:
    """The method that checks a theorem, made to look for the report of a theorem of the book first."""

    @wraps(check)
    def checking(self: Theorem, seconds: float = SECONDS, known: dict[str, Report] | None = None) -> Report:
        known = {} if known is None else known
        if self.key in known or not in_the_book(self):
            return check(self, seconds, known)
        for cited in self.cited():
            cited.check(seconds, known)
        with (Path(os.environ[FOLDER]) / self.key).open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            if not (kept := file.read()):
                kept = pickle.dumps(check(self, seconds, known))
                file.write(kept)
        known[self.key] = pickle.loads(kept)
        return known[self.key]

    return checking


def in_the_book(theorem: Theorem) -> bool:
    """Whether it is the very theorem of one of the book's modules."""
    return getattr(sys.modules.get(f"derivations.{theorem.key}"), "theorem", None) is theorem
