"""The counterexamples to the headline and to theorem 5, once more: literal draws, and plain fractions."""

from __future__ import annotations

import math
from fractions import Fraction as F

import numpy as np
from false_alarms import ACCOUNT
from hypothesis import given
from hypothesis import strategies as st

from derivations.paper.no_rest import theorem as no_rest


def kept_variance(points: list[int], shares: list[float], chains: int, seed: int) -> np.ndarray:
    """V_t of chains that draw every point, real or not, from a normal law and refit; truth 0 and 1."""
    generator = np.random.default_rng(seed)
    mean, variance = np.zeros(chains), np.ones(chains)
    for size, share in zip(points, shares, strict=True):
        real = generator.random((size, chains)) < share
        x = np.where(real, 0.0, mean) + np.where(real, 1.0, np.sqrt(variance)) * generator.standard_normal(
            (size, chains)
        )
        mean, variance = x.mean(axis=0), x.var(axis=0)
    return variance


def test_a_vanishing_share_keeps_the_variance_in_literal_draws() -> None:
    """A fit to 201 points has V near its mean by a tenth; the mean of 4,000 is forty standard errors above 0.9."""
    ACCOUNT.spend(1e-9)
    generations = range(1, 201)
    shares = [1 / (math.isqrt(t) + 1) for t in generations]
    found = kept_variance([t + 1 for t in generations], shares, 4_000, seed=5)
    assert found.mean() > 0.9


def test_one_percent_of_a_thousand_points_keeps_more_than_half() -> None:
    """The moments of the fixed point of A = (1 - 1/n)(1 - a)^2 A + 1/n, iterated in fractions."""
    n, a, drift = 1000, F(1, 100), F(0)
    for _ in range(40):
        drift = (1 - F(1, n)) * (1 - a) ** 2 * drift + F(1, n)
        drift = drift.limit_denominator(10**12)
    fixed = F(1, n) / (1 - (1 - F(1, n)) * (1 - a) ** 2)
    assert 1 - fixed == F(198801, 208801)
    assert 1 - drift > F(1, 2)


def test_growing_squares_keep_half() -> None:
    left = F(1)
    for t in range(1, 201):
        left *= 1 - F(1, (t + 1) ** 2)
    assert left == F(101, 201)


def test_one_real_point_of_ten_leaves_more_than_a_third_as_error() -> None:
    """All outcomes of the first two moments: E M'^2 and E V' from those before, point by point."""
    n, a = 10, F(1, 10)
    drift, spread = F(0), F(1)
    for _ in range(200):
        square = a + (1 - a) * (spread + drift)  # of one point
        product = ((1 - a) ** 2) * drift  # of two different points
        drift = ((n * square + n * (n - 1) * product) / n**2).limit_denominator(10**15)
        spread = (square - drift).limit_denominator(10**15)
    assert F(1, 3) < drift < F(3, 8)


def test_the_limit_of_the_idealised_loop_can_have_more_entropy_than_the_truth() -> None:
    """P = (1/4, 3/4), Q_0 = (1/2, 1/2) and shares of which half of the start survives: 1/4 and a third."""

    def entropy(share: F) -> float:
        return -math.fsum(float(x) * math.log(x) for x in (share, 1 - share))

    share, left = F(1, 2), F(1)
    for alpha in (F(1, 4), F(1, 3)):
        share, left = alpha * F(1, 4) + (1 - alpha) * share, left * (1 - alpha)
    assert (left, share) == (F(1, 2), F(3, 8))
    assert entropy(share) > entropy(F(1, 4))


@given(
    st.integers(1, 4),
    st.fractions(0, F(9, 10), max_denominator=10),
    st.lists(st.fractions(0, F(9, 10), max_denominator=10), min_size=1, max_size=4),
)
def test_how_long_a_token_that_is_left_alone_stays_so(n: int, p: F, shares: list[F]) -> None:
    """Draw by draw: real or not, and the token or another one; the present model has the token alone."""
    alone = F(1)
    for share in shares:
        for _ in range(n):
            alone *= share * p + (1 - share) * 1
    at = {"n": n, "p": p, "alpha": tuple(shares), "t": len(shares)}
    assert F(no_rest.conclusions["so_far"].evaluate(**at).exact or "") == alone


def test_a_loop_of_two_draws_goes_on_leaving_both_ends() -> None:
    """n = 2, P = (1/2, 1/2), alpha(t) = 1/(t + 1): where each run is, exactly, and those that never moved."""
    law, never = [0.5, 0.0, 0.5], 0.5  # of 0, 1, 2 draws of the token; runs that were at 2 from the start on
    for t in range(1, 100_001):
        alpha, after = 1 / (t + 1), [0.0, 0.0, 0.0]
        for count, weight in enumerate(law):
            share = alpha / 2 + (1 - alpha) * count / 2
            for found in range(3):
                after[found] += weight * math.comb(2, found) * share**found * (1 - share) ** (2 - found)
        never *= (1 - alpha / 2) ** 2
        law = after
    assert law[1] < 1e-4  # diversity vanishes
    assert never < 1e-4  # and no run has been at rest


def test_a_share_that_comes_back_does_not_hold_the_error_of_theorem_4() -> None:
    """Noise of variance 1 at every step, and one half taken back at the generations 1, 2, 4, 8, ..."""
    square = F(0)
    for t in range(1, 2**12 + 1):
        pulled = t & (t - 1) == 0
        square = (F(1, 4) if pulled else 1) * square + 1
        square = square.limit_denominator(10**12)
        if pulled:
            assert square >= F(t, 14)


def test_one_percent_of_ten_points_leaves_four_fifths_as_error() -> None:
    """The moments of one point and of two, until they no longer change."""
    n, a = 10, 0.01
    drift, spread = 0.0, 1.0
    for _ in range(2_000):
        square, product = a + (1 - a) * (spread + drift), (1 - a) ** 2 * drift
        drift = (n * square + n * (n - 1) * product) / n**2
        spread = square - drift
    assert abs(drift - 1 / (1 + 9 * (2 * a - a * a))) < 1e-9
    assert drift > 4 / 5
