"""Exact moments of the schemes that have names, each against a recursion written out by hand for that scheme alone."""

from __future__ import annotations

import math
from fractions import Fraction as F
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from collapse_math import regimes
from collapse_math.loops import TRUTH, Draw, Generation, Loop, Refit, Source
from collapse_math.schedules import exact_moments

KNOWN_VARIANCE = Source(variance_factor=0, added_variance=1)

SIZES = st.integers(2, 40)


@given(n=SIZES, variance=st.fractions(F(1, 10), 10))
def test_replace(n: int, variance: F) -> None:
    plain = exact_moments(regimes.replace(n, 7, variance=variance), order=4)
    unbiased = exact_moments(regimes.replace(n, 7, divisor="n-1", variance=variance), order=4)
    for t in range(8):
        assert plain.expected_variances[t] == (1 - F(1, n)) ** t * variance
        assert unbiased.expected_variances[t] == variance
        assert unbiased.variances_of_means[t] == variance * F(t, n)
        # A chi-square with n - 1 degrees of freedom over n - 1 has the second moment 1 + 2/(n - 1).
        assert unbiased.joint_moments[0, 2][t] == (1 + F(2, n - 1)) ** t * variance**2
        assert plain.joint_moments[0, 2][t] == ((1 - F(1, n)) ** 2 * (1 + F(2, n - 1))) ** t * variance**2
        # The catalogue's kurtosis of a point drawn from fit t: from 3 up to 6 n - 3.
        fourth = plain.joint_moments[4, 0][t] + 6 * plain.joint_moments[2, 1][t] + 3 * plain.joint_moments[0, 2][t]
        assert fourth == (6 * n - 3 - 6 * (n - 1) * (1 - F(1, n**2)) ** t) * variance**2


@given(sizes=st.lists(SIZES, min_size=1, max_size=8))
def test_growing_sizes(sizes: list[int]) -> None:
    moments = exact_moments(regimes.replace(sizes, len(sizes)))
    assert moments.expected_variances[-1] == math.prod(1 - F(1, n) for n in sizes)


@given(n=SIZES)
def test_accumulate(n: int) -> None:
    plain = exact_moments(regimes.accumulate(n, 8), order=4)
    unbiased = exact_moments(regimes.accumulate(n, 8, divisor="n-1"))
    known = exact_moments(regimes.accumulate(n, 8, source=KNOWN_VARIANCE))
    expected, squared, corrected = F(1), F(1), F(1)
    for t in range(1, 9):
        expected *= 1 - F(1, n * t**2)
        # V_t / V_{t-1} = (n (t - 1) + chi-square(n - 1) + ((t - 1)/t) chi-square(1)) / (n t), by Cochran's theorem.
        mean = n * (t - 1) + (n - 1) + F(t - 1, t)
        spread = 2 * (n - 1) + 2 * F(t - 1, t) ** 2
        squared *= (mean**2 + spread) / F(n * t) ** 2
        corrected *= 1 if t == 1 else 1 - F(1, t * (t * n - 1))
        assert plain.expected_variances[t] == expected
        assert plain.joint_moments[0, 2][t] == squared
        assert unbiased.expected_variances[t] == corrected
        assert known.variances_of_means[t] == sum(F(1, n * j**2) for j in range(1, t + 1))
    assert corrected < 1  # unbiased for independent points, and these are not


@given(n=st.integers(2, 12), divisor=st.sampled_from(["n", "n-1"]))
def test_accumulate_and_subsample(n: int, divisor: Any) -> None:
    # The unbiased variance S of the pool of t n points; the fit to n of them has the mean k S.
    moments = exact_moments(regimes.accumulate_and_subsample(n, n, 7, divisor=divisor))
    k = 1 - F(1, n) if divisor == "n" else F(1)
    pool = F(1)
    for t in range(1, 8):
        assert moments.expected_variances[t] == k * pool
        pool *= (t * n - 1 + (n - 1) * k + F(t, t + 1) * (k + 1 - F(1, t))) / ((t + 1) * n - 1)


@given(real=st.integers(1, 20), synthetic=st.integers(1, 40))
def test_fresh_data(real: int, synthetic: int) -> None:
    moments = exact_moments(regimes.fresh_data(real, synthetic, 8))
    total, q, drift = real + synthetic, F(synthetic, real + synthetic), F(0)
    for t in range(1, 9):
        drift = F(1, total) + drift * (q**2 - q / total)
        assert moments.variances_of_means[t] == drift
        assert moments.expected_variances[t] == 1 - drift


@given(alpha=st.fractions(F(1, 50), F(49, 50)), n=SIZES)
def test_random_split(alpha: F, n: int) -> None:
    moments = exact_moments(regimes.random_split(alpha, n, 8))
    drift = F(0)
    for t in range(1, 9):
        drift = (1 - F(1, n)) * (1 - alpha) ** 2 * drift + F(1, n)
        assert moments.variances_of_means[t] == drift


@given(weight=st.fractions(F(1, 20), F(19, 20)), real=st.integers(1, 9), synthetic=st.integers(1, 9))
def test_weighted_means(weight: F, real: int, synthetic: int) -> None:
    moments = exact_moments(regimes.weighted_means(weight, real, synthetic, 6, source=KNOWN_VARIANCE))
    drift = F(0)
    for t in range(1, 7):
        drift = weight**2 / real + (1 - weight) ** 2 * (drift + F(1, synthetic))
        assert moments.variances_of_means[t] == drift


@given(weight=st.fractions(F(1, 20), F(19, 20)), n=st.integers(2, 9))
def test_weighted_variances_without_the_part_between_groups(weight: F, n: int) -> None:
    # w s_real^2 + (1 - w) s_synthetic^2, both unbiased: a mean square deviation from own means.
    loop = regimes.weighted_means(weight, n, n, 6, divisor="n-1", deviations="from own means")
    moments = exact_moments(loop, order=4)
    second = F(1)
    for t in range(1, 7):
        ratio = 1 + F(2, n - 1)
        second = weight**2 * ratio + (1 - weight) ** 2 * ratio * second + 2 * weight * (1 - weight)
        assert moments.expected_variances[t] == 1
        assert moments.joint_moments[0, 2][t] == second


def test_optimal_weights_give_ratios_of_fibonacci_numbers() -> None:
    # One real and one synthetic mean of n points each; the best weight is the variance that it leads to, times n.
    fibonacci = [0, 1]
    while len(fibonacci) < 30:
        fibonacci.append(fibonacci[-1] + fibonacci[-2])
    n, ratios = 4, [F(fibonacci[2 * t + 1], fibonacci[2 * t + 2]) for t in range(11)]
    first = Generation((Draw("real", n, TRUTH),), Refit((("real", 1),)), ("real",))
    draws = (Draw("real", n, TRUTH), Draw("synthetic", n, KNOWN_VARIANCE))
    later = [Generation(draws, Refit((("real", w), ("synthetic", 1 - w))), ("real", "synthetic")) for w in ratios[1:]]
    moments = exact_moments(Loop((first, *later)))
    assert [n * drift for drift in moments.variances_of_means[1:]] == ratios


@given(real=st.integers(2, 12), synthetic=st.integers(1, 12))
def test_fixed_real_points(real: int, synthetic: int) -> None:
    # Given the real points, with mean x and mean square s about it, U_t = E (M_t - x)^2 obeys a scalar recursion.
    moments = exact_moments(regimes.fixed_real(real, synthetic, 7))
    q, s, about = F(synthetic, real + synthetic), 1 - F(1, real), F(0)
    for t in range(1, 8):
        assert moments.variances_of_means[t] == F(1, real) + about
        assert moments.expected_variances[t] == s - about
        about = q**2 * (about + (s - about) / synthetic)


@given(n=SIZES, factor=st.fractions(F(1, 10), F(9, 10)))
def test_low_temperature(n: int, factor: F) -> None:
    # MAD's sampling bias lambda, with the unbiased divisor and a first generation of real points.
    loop = regimes.replace(n, 6, divisor="n-1", source=Source(variance_factor=factor))
    moments = exact_moments(loop)
    for t in range(1, 7):
        assert moments.expected_variances[t] == factor ** (t - 1)
        assert moments.variances_of_means[t] == (1 - factor**t) / (1 - factor) / n


@given(n=SIZES, added=st.fractions(F(1, 10), 3))
def test_kernel_variance(n: int, added: F) -> None:
    moments = exact_moments(regimes.replace(n, 6, source=Source(added_variance=added)))
    pooled = exact_moments(regimes.accumulate(n, 6, source=Source(added_variance=added)))
    for t in range(1, 7):
        assert moments.expected_variances[t] + moments.variances_of_means[t] == 1 + (t - 1) * added
        harmonic = sum(F(1, j) for j in range(1, t + 1))
        assert pooled.expected_variances[t] + pooled.variances_of_means[t] == 1 + added * (harmonic - 1)


@given(n=SIZES, window=st.integers(1, 4))
def test_drift_over_a_window_with_known_variance(n: int, window: int) -> None:
    # M_t is the average of the last K batch means, each of them M plus noise of variance 1/n: Cov(M_s, M_t) by hand.
    moments = exact_moments(regimes.sliding_window(n, window, 7, source=KNOWN_VARIANCE))
    effects = [[F(0)] * 7]  # of the noise of each batch on M_0, M_1, ...
    for t in range(1, 8):
        batches = range(max(1, t - window + 1), t + 1)
        effects.append([sum(effects[s - 1][j] + (j == s - 1) for s in batches) / F(len(batches)) for j in range(7)])
        assert moments.variances_of_means[t] == sum(effect**2 for effect in effects[t]) / n


# ---------------------------------------------------------------- what must not be mixed up


@given(real=st.integers(1, 10), synthetic=st.integers(1, 40))
def test_a_fixed_number_of_real_points_and_a_random_one_differ_at_order_one_over_n(real: int, synthetic: int) -> None:
    n = real + synthetic
    alpha = F(real, n)
    fixed, random = regimes.fresh_data(real, synthetic, 4), regimes.random_split(alpha, n, 4)
    difference = exact_moments(random).variances_of_means[2] - exact_moments(fixed).variances_of_means[2]
    # A random number of real points adds Var(number) (M - m_0)^2 / n^2 = alpha (1 - alpha) (M - m_0)^2 / n.
    assert difference == alpha * (1 - alpha) / n * exact_moments(fixed).variances_of_means[1]
    assert difference > 0


@given(real=st.integers(2, 10), synthetic=st.integers(2, 10))
def test_the_unbiased_divisor_inflates_when_real_and_synthetic_points_are_mixed(real: int, synthetic: int) -> None:
    moments = exact_moments(regimes.fresh_data(real, synthetic, 6, divisor="n-1"))
    assert all(earlier < later for earlier, later in pairwise(moments.expected_variances[1:]))


@given(real=st.integers(2, 10), synthetic=st.integers(2, 10))
def test_deviations_from_own_means_leave_out_what_lies_between_groups(real: int, synthetic: int) -> None:
    steps = (Draw("real", real, TRUTH), Draw("synthetic", synthetic))
    weights, n = (("real", 1), ("synthetic", 1)), real + synthetic
    whole, within = (
        exact_moments(Loop((Generation(steps, Refit(weights, "n", deviations), ("real", "synthetic")),) * 2))
        for deviations in ("from the common mean", "from own means")
    )
    # At generation 1 the two group means are independent: the part between them is (a b / n^2) (1/a + 1/b) = 1/n.
    assert whole.expected_variances[1] - within.expected_variances[1] == F(1, n)
    assert within.expected_variances[1] == 1 - F(2, n)
