"""The counterexamples to theorem 4, once more: recursions in plain fractions and floats, and the law of two points."""

from __future__ import annotations

import math
from fractions import Fraction as F

from hypothesis import given
from hypothesis import strategies as st


def test_the_pull_of_one_over_root_t_makes_growth_slower_than_linear() -> None:
    square = 0.0
    for t in range(1, 10_001):
        square = (1 - 1 / math.sqrt(t)) ** 2 * square + 1.0
        assert square <= math.sqrt(t) * (1 + 1e-12)
    assert square < 0.01 * 10_000


def test_the_drift_of_refitting_stays_below_the_variance_of_the_truth() -> None:
    """E M'^2 and E V' of ten points, from the moments of one point and of two; truth 0 and 1."""
    drift, spread, n = F(0), F(1), 10
    for t in range(1, 41):
        square, product = spread + drift, drift
        drift = (n * square + n * (n - 1) * product) / n**2
        spread = square - drift
        assert drift + spread == 1
        if t == 20:
            assert drift < F(20, 10)
    assert drift < 1


@given(st.lists(st.fractions(0, 1), min_size=1, max_size=6), st.data())
def test_a_law_on_the_unit_interval_has_no_more_variance_than_its_mean_allows(
    points: list[F], data: st.DataObject
) -> None:
    weights = [data.draw(st.integers(1, 9)) for _ in points]
    total = sum(weights)
    mean = sum(w * x for w, x in zip(weights, points, strict=True)) / total
    variance = sum(w * (x - mean) ** 2 for w, x in zip(weights, points, strict=True)) / total
    assert variance <= mean * (1 - mean)
