"""A Gaussian run costs little more than the drawing of its normals, which no simulator can do without.

Both are timed in one run, in turn, and the fastest of each are compared: other work on the machine can only slow
a repetition down.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from collapse_math.processes import GaussianChain

POINTS, GENERATIONS, CHAINS = 100, 100, 1000


def draw_the_normals() -> None:
    rng = np.random.default_rng(0)
    buffer = np.empty((POINTS, CHAINS))
    for _ in range(GENERATIONS):
        rng.standard_normal(out=buffer)


def run_the_chain() -> None:
    GaussianChain(POINTS, GENERATIONS, CHAINS).run(np.random.default_rng(0))


def seconds(action: Callable[[], None]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def test_a_run_takes_at_most_1_3_times_the_time_of_its_draws() -> None:
    drawing, running = zip(*((seconds(draw_the_normals), seconds(run_the_chain)) for _ in range(15)), strict=True)
    ratio = min(running) / min(drawing)
    print(f"drawing {min(drawing):.4f} s, running {min(running):.4f} s, ratio {ratio:.3f}")
    assert ratio < 1.3
