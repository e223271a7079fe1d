"""Exact moments of a thousand generations with full memory take well under a minute, and a generation no more later.

Run with -s to see the seconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations

import pytest

from collapse_math import regimes
from collapse_math.schedules import enclosed_moments, exact_moments

TASKS: dict[str, Callable[[], object]] = {
    "first moments": lambda: exact_moments(regimes.accumulate(10, 1000)),
    "second moments": lambda: exact_moments(regimes.accumulate(10, 1000), order=4),
    "first moments in balls": lambda: enclosed_moments(regimes.accumulate(10, 1000)),
    "a weight for each age, in balls": lambda: enclosed_moments(regimes.forgetting(10, Fraction(9, 10), 1000)),
    "a subsample of all": lambda: exact_moments(regimes.accumulate_and_subsample(10, 10, 1000)),
    "all covariances of 300 fits": lambda: exact_moments(
        regimes.accumulate(10, 300), pairs=combinations(range(1, 301), 2)
    ),
}


@pytest.mark.parametrize("task", TASKS)
def test_seconds(task: str) -> None:
    start = time.perf_counter()
    TASKS[task]()
    seconds = time.perf_counter() - start
    print(f"{task}: {seconds:.2f} s")
    assert seconds < 60
