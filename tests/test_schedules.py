"""Exact moments of loops, against all outcomes of tiny ones, a conservation law, and each other.

(1) Every moment of random tiny loops equals the one summed over all their outcomes.  (2) Every plain scheme, of any
size, conserves E V_t + Var M_t.  (3) Descriptions that say the same in other words have the same moments.
"""

from __future__ import annotations

import math
from fractions import Fraction as F
from itertools import combinations_with_replacement
from typing import Any

import pytest
from flint import arb, ctx, fmpq
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from loop_outcomes import how_many, outcomes, skewed_coin, symmetric_law
from random_loops import loops

from collapse_math import regimes
from collapse_math.loops import LAST_FIT, Draw, Fade, Generation, Loop, Pour, Refit, Source, Subsample
from collapse_math.schedules import enclosed_moments, exact_moments
from collapse_math.schedules.moments import POWERS

# ---------------------------------------------------------------- all outcomes


@settings(max_examples=40)
@given(loop=loops(generations=3, points=2), up=st.sampled_from([F(1), F(3, 2), F(1, 4)]))
def test_first_moments_are_those_of_all_outcomes_for_a_skewed_law(loop: Loop, up: F) -> None:
    assume(how_many(loop, 2) <= 500)
    found = outcomes(loop, skewed_coin(up), F)
    pairs = list(combinations_with_replacement(range(1, len(loop.generations) + 1), 2))
    moments = exact_moments(loop, pairs=pairs)
    assert sum(outcome.probability for outcome in found) == 1
    for t in range(len(loop.generations) + 1):
        means = [(outcome.probability, *outcome.fits[t]) for outcome in found]
        assert moments.expected_means[t] == sum(p * m for p, m, _ in means)
        assert moments.variances_of_means[t] == sum(p * (m - loop.mean) ** 2 for p, m, _ in means)
        assert moments.expected_variances[t] == sum(p * v for p, _, v in means)
    for s, t in pairs:
        covariance = sum(p * (fits[s][0] - loop.mean) * (fits[t][0] - loop.mean) for p, fits, _ in found)
        assert moments.covariances_of_means[s, t] == covariance


@settings(max_examples=40)
@given(loop=loops(generations=3, points=2), kurtosis=st.sampled_from([F(1), F(9, 5), F(3), F(6)]))
def test_second_moments_are_those_of_all_outcomes(loop: Loop, kurtosis: F) -> None:
    assume(how_many(loop, 3) <= 1500)
    found = outcomes(loop, symmetric_law(float(kurtosis)), float)
    pairs = list(combinations_with_replacement(range(1, len(loop.generations) + 1), 2))
    moments = exact_moments(loop, order=4, kurtosis=kurtosis, pairs=pairs)
    for t in range(len(loop.generations) + 1):
        for i, j in POWERS[4]:
            expected = sum(
                outcome.probability * (outcome.fits[t][0] - loop.mean) ** i * outcome.fits[t][1] ** j
                for outcome in found
            )
            assert float(moments.joint_moments[i, j][t]) == pytest.approx(expected, rel=1e-9, abs=1e-12)
    for s, t in pairs:
        product = sum(outcome.probability * outcome.fits[s][1] * outcome.fits[t][1] for outcome in found)
        covariance = product - float(moments.expected_variances[s] * moments.expected_variances[t])
        assert float(moments.covariances_of_variances[s, t]) == pytest.approx(covariance, rel=1e-9, abs=1e-9)


# ---------------------------------------------------------------- conservation


@given(loop=loops(generations=8, points=30, plain=True))
def test_every_plain_scheme_conserves_the_sum_of_both_variances(loop: Loop) -> None:
    moments = exact_moments(loop)
    for within, between in zip(moments.expected_variances, moments.variances_of_means, strict=True):
        assert within + between == loop.variance


# ---------------------------------------------------------------- the same in other words


def same_moments(*described: Loop) -> None:
    first, *others = (exact_moments(loop, order=4, pairs=[(1, 4), (3, 4)]) for loop in described)
    for other in others:
        assert other.joint_moments == first.joint_moments
        assert other.covariances_of_means == first.covariances_of_means
        assert other.covariances_of_variances == first.covariances_of_variances


@settings(max_examples=10)
@given(n=st.integers(2, 6), divisor=st.sampled_from(["n", "n-1", F(9, 2)]))
def test_accumulating_in_one_pool_in_many_stores_or_in_a_long_window(n: int, divisor: Any) -> None:
    separate = [
        Generation((Draw(str(t), n),), Refit(tuple((str(s), 1) for s in range(1, t + 1)), divisor)) for t in range(1, 5)
    ]
    poured = [Generation((Draw("new", n), Pour("new", "pool")), Refit((("pool", 1),), divisor)) for _ in range(1, 5)]
    window = regimes.sliding_window(n, 4, 4, divisor=divisor)
    same_moments(regimes.accumulate(n, 4, divisor=divisor), Loop(tuple(separate)), Loop(tuple(poured)), window)


@settings(max_examples=10)
@given(n=st.integers(2, 6), factor=st.sampled_from([F(1, 2), F(3)]), divisor=st.sampled_from(["n", "n-1"]))
def test_forgetting_is_a_weight_for_each_age(n: int, factor: F, divisor: Any) -> None:
    weighted = [
        Generation((Draw(str(t), n),), Refit(tuple((str(s), factor ** (t - s)) for s in range(1, t + 1)), divisor))
        for t in range(1, 5)
    ]
    same_moments(regimes.forgetting(n, factor, 4, divisor=divisor), Loop(tuple(weighted)))


@settings(max_examples=10)
@given(real=st.integers(2, 6), synthetic=st.integers(1, 6))
def test_replaying_everything_is_fixing_the_real_points(real: int, synthetic: int) -> None:
    same_moments(regimes.replay(real, real, synthetic, 4), regimes.fixed_real(real, synthetic, 4))


@settings(max_examples=10)
@given(n=st.integers(2, 6))
def test_choosing_from_new_points_of_the_truth_is_drawing_fewer(n: int) -> None:
    draws, refit = (Draw("many", n + 3), Subsample("many", n, "few")), Refit((("few", 1),))
    chosen = Loop((Generation(draws, refit, ("few", "many")),) * 4)
    same_moments(regimes.replace(n, 4), chosen)


def test_relative_and_absolute_numbers_of_fits_and_equal_parts_of_a_split() -> None:
    n, refit = 3, Refit((("x", 1),))
    relative = [Generation((Draw("x", n, Source(-2 if t > 1 else -1)),), refit, ("x",)) for t in range(1, 5)]
    absolute = [Generation((Draw("x", n, Source(max(t - 2, 0))),), refit, ("x",)) for t in range(1, 5)]
    split = ((F(1, 3), LAST_FIT), (F(2, 3), LAST_FIT))
    same_moments(Loop(tuple(relative)), Loop(tuple(absolute)))
    same_moments(regimes.replace(n, 4), Loop((Generation((Draw("x", n, split),), refit, ("x",)),) * 4))


def test_fading_everything_changes_nothing() -> None:
    faded = Generation((Draw("x", 3), Fade("x", F(1, 7))), Refit((("x", 5),), "n-1"), ("x",))
    same_moments(regimes.replace(3, 4, divisor="n-1"), Loop((faded,) * 4))


# ---------------------------------------------------------------- balls, size, errors


@settings(max_examples=15)
@given(loop=loops(generations=5, points=9))
def test_balls_contain_the_exact_moments(loop: Loop) -> None:
    pairs = [(1, len(loop.generations))]
    exact = exact_moments(loop, order=4, pairs=pairs)
    for bits in (30, 200):
        balls = enclosed_moments(loop, order=4, pairs=pairs, bits=bits)
        both = [(exact.joint_moments[powers], balls.joint_moments[powers]) for powers in POWERS[4]]
        for pair in pairs:
            both.append(((exact.covariances_of_means[pair],), (balls.covariances_of_means[pair],)))
            both.append(((exact.covariances_of_variances[pair],), (balls.covariances_of_variances[pair],)))
        for value, ball in ((value, ball) for series in both for value, ball in zip(*series, strict=True)):
            with ctx.workprec(2000):
                assert (ball - arb(fmpq(value.numerator, value.denominator))).contains(0)
            assert ball.rad() <= 2.0 ** (20 - bits) * max(1, abs(value))


def test_many_generations_with_full_memory_are_a_product() -> None:
    moments = exact_moments(regimes.accumulate(10, 300))
    assert moments.expected_variances[300] == math.prod(1 - F(1, 10 * j**2) for j in range(1, 301))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"order": 3}, "order must be 2 or 4, not 3"),
        ({"kurtosis": F(1, 2)}, "kurtosis must be at least 1, not 1/2"),
        ({"kurtosis": 3.0}, "kurtosis must be an integer or a Fraction greater than 0, not 3.0"),
        ({"pairs": [(0, 1)]}, r"pairs must be \(s, t\) with 1 <= s <= t <= 3, not \(0, 1\)"),
        ({"pairs": [(2, 4)]}, r"pairs must be \(s, t\) with 1 <= s <= t <= 3, not \(2, 4\)"),
    ],
)
def test_arguments_out_of_range(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        exact_moments(regimes.replace(3, 3), **arguments)
