"""The process of shrinkage does literally what it says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from collapse_math.processes import ShrinkageChain


def test_a_run_is_its_two_lines() -> None:
    run = ShrinkageChain(dimensions=4, chains=5, distance=1.5, generations=2).run(np.random.default_rng(3))
    theta = np.array([1.5, 0, 0, 0])
    draws = np.random.default_rng(3).standard_normal((4, 5))
    for c in range(5):
        x = theta + draws[:, c]
        for t in range(3):
            np.testing.assert_allclose(run.means[t, :, c], x)
            assert run.divergences[t, c] == pytest.approx(sum((x - theta) ** 2) / 2)
            assert run.divergences_before[t, c] == run.divergences[0, c]
            x = (1 - 2 / sum(x**2)) * x


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"dimensions": 2}, "dimensions must be"),
        ({"chains": 0}, "chains must be"),
        ({"generations": 0}, "generations must be"),
        ({"distance": -1.0}, "distance must be"),
    ],
)
def test_arguments_out_of_range_are_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ShrinkageChain(**{"dimensions": 3, "chains": 2, **changes})
