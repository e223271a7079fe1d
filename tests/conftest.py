"""Hypothesis profiles: `dev` (default), `ci` (the same examples every time), `long` (many examples).

Choose one with the environment variable HYPOTHESIS_PROFILE.  Examples are checked exactly or at a false
alarm rate of 1e-9, never at 1%: Hypothesis searches for failures, and would find every false alarm.

Every statistical check is counted, see false_alarms.py; every theorem of the book is checked once, see checked_book.py.
"""

import gc
import os
import shutil
import tempfile

import pytest
from checked_book import FOLDER, once
from effort import PROFILE
from false_alarms import ACCOUNT, counted
from hypothesis import HealthCheck, settings

from collapse_math.derivation import Theorem
from collapse_math.planning import Check

Check._verdict = counted(Check._verdict)
Theorem.check = once(Theorem.check)

settings.register_profile("dev", max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("dev"), max_examples=25, derandomize=True, database=None)
settings.register_profile("long", parent=settings.get_profile("dev"), max_examples=2_000)
settings.load_profile(PROFILE)


def pytest_configure(config: pytest.Config) -> None:
    """The process that starts the others makes a folder for what they share."""
    if not hasattr(config, "workerinput"):
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="collapse-math-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """And removes it."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(FOLDER))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the garbage collector need not look at it again, nor forked processes copy it."""
    gc.collect()
    gc.freeze()


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name sets and switches in one order, so that all worker processes give a test the same name."""
    if isinstance(val, set | frozenset):
        return "{" + ", ".join(sorted(map(str, val))) + "}"
    return str(val) if isinstance(val, dict) else None


def pytest_runtest_setup(item: pytest.Item) -> None:
    """What checks this test makes is counted for its file."""
    ACCOUNT.opens(item.path)
