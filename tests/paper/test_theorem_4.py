"""The counterexamples to theorem 4, once more: recursions in plain fractions and floats, and the law of two points."""

from __future__ import annotations

import math
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivations.paper.weakening_pull import theorem as weakening_pull


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


@given(st.lists(st.fractions(0, F(9, 10), max_denominator=20), min_size=1, max_size=12))
def test_the_bound_of_a_weakening_pull_is_below_the_squared_error(shares: list[F]) -> None:
    """Both recursions in fractions, and the closed form of the bound, for arbitrary shares."""
    square, least = F(0), F(0)
    for t, share in enumerate(shares, start=1):
        square = (1 - share) ** 2 * square + 1
        least = ((1 - share) * (1 - F(1, t + 1))) ** 2 * least + 1
        assert square >= least
    at = {"s": 1, "alpha": tuple(shares), "t": len(shares)}
    assert F(weakening_pull.conclusions["at_least"].evaluate(**at).exact or "") == least


@pytest.mark.parametrize("power", [0.1, 0.5, 1.0, 2.0])
def test_the_bound_grows_however_alpha_vanishes(power: float) -> None:
    least, seen = 0.0, []
    for t in range(1, 100_001):
        least = ((1 - 0.9 * t**-power) * (1 - 1 / (t + 1))) ** 2 * least + 1
        if t in (100, 3_000, 100_000):
            seen.append(least)
    assert seen[0] * 1.2 < seen[1] < seen[2] / 1.2
