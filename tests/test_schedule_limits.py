"""What moments tend to: fixed points by hand, divergence where there is none, and the two tests behind it."""

from __future__ import annotations

import math
from fractions import Fraction as F
from typing import Any

import numpy as np
import pytest
from flint import arb, fmpq, fmpq_poly
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st
from random_loops import loops

from collapse_math import regimes
from collapse_math.loops import TRUTH, Draw, Generation, Loop, Refit, Source
from collapse_math.schedules import exact_moments, limits_of_moments
from collapse_math.schedules.limits import inside_unit_circle, shortest_recurrence

KNOWN_VARIANCE = Source(variance_factor=0, added_variance=1)


def holds(ball: arb, value: F) -> bool:
    """Whether a ball contains a fraction, which need not have an end in binary."""
    return bool((ball * value.denominator - value.numerator).contains(0))


# ---------------------------------------------------------------- fixed points by hand


@given(real=st.integers(1, 20), synthetic=st.integers(1, 40))
def test_fresh_data(real: int, synthetic: int) -> None:
    n, q = real + synthetic, F(synthetic, real + synthetic)
    limits = limits_of_moments(regimes.fresh_data(real, synthetic, 1))
    assert limits[2, 0].value == F(1, n) / (1 - q**2 + q / n)
    assert limits[0, 1].value == 1 - F(1, n) / (1 - q**2 + q / n)
    assert holds(limits[0, 1].rate, q**2 - q / n)


@given(alpha=st.fractions(F(1, 30), F(29, 30)), n=st.integers(2, 30))
def test_random_split_and_where_the_unbiased_divisor_diverges(alpha: F, n: int) -> None:
    plain = limits_of_moments(regimes.random_split(alpha, n, 1))
    assert plain[2, 0].value == 1 / (n - (n - 1) * (1 - alpha) ** 2)
    unbiased = limits_of_moments(regimes.random_split(alpha, n, 1, divisor="n-1"))
    # S = alpha + (1 - alpha)(V + A) and V' = S - (1 - alpha)^2 A: solved for the fixed point of A = E (M - m_0)^2
    # and V, it is positive, and attracts, if and only if n (2 alpha - alpha^2) > 1 - alpha.
    gap = n * (2 * alpha - alpha**2) - (1 - alpha)
    if gap <= 0:
        assert unbiased[2, 0].value is None
        assert unbiased[0, 1].value is None
        assert unbiased[0, 1].rate >= 1 - 1e-9
    else:
        drift, within = unbiased[2, 0].value, unbiased[0, 1].value
        assert drift is not None
        assert within is not None
        assert within == alpha + (1 - alpha) * (within + drift) - (1 - alpha) ** 2 * drift
        assert drift == (1 - alpha) ** 2 * drift + within / n


@given(real=st.integers(2, 12), synthetic=st.integers(1, 12))
def test_fixed_real_points(real: int, synthetic: int) -> None:
    n, q, s = real + synthetic, F(synthetic, real + synthetic), 1 - F(1, real)
    about = q * s / n / (1 - q**2 + q / n)
    limits = limits_of_moments(regimes.fixed_real(real, synthetic, 2))
    assert limits[0, 1].value == s - about
    assert limits[2, 0].value == F(1, real) + about


@given(weight=st.fractions(F(1, 20), F(19, 20)), real=st.integers(1, 9), k=st.integers(1, 4))
def test_the_golden_ratio_is_the_best_weight_for_means(weight: F, real: int, k: int) -> None:
    loop = regimes.weighted_means(weight, real, k * real, 2, source=KNOWN_VARIANCE)
    drift = limits_of_moments(loop)[2, 0].value
    assert drift == (weight**2 + (1 - weight) ** 2 / k) / (1 - (1 - weight) ** 2) / real
    best = (math.sqrt(1 + 4 * k) - 1) / (2 * k)
    assert drift * real >= best * (1 - 1e-12)


@given(n=st.integers(2, 20), factor=st.fractions(F(1, 10), F(9, 10)))
def test_low_temperature_stops_the_drift(n: int, factor: F) -> None:
    loop = regimes.replace(n, 2, divisor="n-1", source=Source(variance_factor=factor))
    limits = limits_of_moments(loop)
    assert limits[0, 1].value == 0
    assert limits[2, 0].value == 1 / (n * (1 - factor))


@given(n=st.integers(2, 20), added=st.fractions(F(1, 10), 3))
def test_a_kernel_keeps_a_variance_and_lets_the_mean_go(n: int, added: F) -> None:
    limits = limits_of_moments(regimes.replace(n, 2, source=Source(added_variance=added)))
    assert limits[0, 1].value == added * (n - 1)
    assert limits[2, 0].value is None


def test_replacing() -> None:
    plain = limits_of_moments(regimes.replace(5, 1), order=4)
    assert (plain[2, 0].value, plain[0, 1].value, plain[0, 2].value) == (1, 0, 0)
    assert plain[4, 0].value == 6 * 5 - 3  # the kurtosis of the limit of M_t, whose variance is 1
    assert holds(plain[0, 1].rate, F(4, 5))
    unbiased = limits_of_moments(regimes.replace(5, 1, divisor="n-1"), order=4)
    assert unbiased[0, 1].value == 1
    assert unbiased[2, 0].value is None
    assert holds(unbiased[2, 0].rate, F(1))  # linear growth: the root 1 is double
    assert unbiased[0, 2].value is None
    assert holds(unbiased[0, 2].rate, F(3, 2))  # 1 + 2/(n - 1)


@settings(max_examples=8)
@given(synthetic=st.integers(1, 12))
def test_one_real_point_a_generation(synthetic: int) -> None:
    # Unbiased divisor: the mean of V_t tends to twice the true variance, for every n; the second moment diverges.
    unbiased = limits_of_moments(regimes.fresh_data(1, synthetic, 1, divisor="n-1"), order=4)
    assert unbiased[0, 1].value == 2
    assert unbiased[0, 2].value is None
    assert unbiased[0, 2].rate > 1
    plain = limits_of_moments(regimes.fresh_data(1, synthetic, 1), order=4)
    assert all(limit.exists for limit in plain.values())


@settings(max_examples=10)
@given(weight=st.fractions(F(1, 10), F(9, 10), max_denominator=20), n=st.integers(2, 9))
def test_the_weighted_variance(weight: F, n: int) -> None:
    loop = regimes.weighted_means(weight, n, n, 1, divisor="n-1", deviations="from own means")
    spread = F(2, n - 1)
    contraction = (1 - weight) ** 2 * (1 + spread)
    assume(contraction != 1)
    limits = limits_of_moments(loop, order=4)
    assert limits[0, 1].value == 1
    if contraction < 1:
        variance = (weight**2 * spread + (1 - weight) ** 2 * spread) / (1 - contraction)
        assert limits[0, 2].value == 1 + variance
    else:
        assert limits[0, 2].value is None


# ---------------------------------------------------------------- any loop


@settings(max_examples=15)
@given(loop=loops(generations=2, points=5))
def test_a_limit_is_where_the_moments_go(loop: Loop) -> None:
    try:
        before, after = loop.continued(1).holdings[-2:]
    except ValueError:
        reject()  # the last generation cannot be repeated at all
    if before != after:
        with pytest.raises(ValueError, match="its map is not constant"):
            limits_of_moments(loop)
        return
    limits = limits_of_moments(loop)
    later = exact_moments(loop.continued(60))
    for powers, limit in limits.items():
        ends = [float(moment) for moment in later.joint_moments[powers]]
        if limit.value is None:
            assert not limit.rate < 1
        elif limit.rate < 0.8:
            assert ends[-1] == pytest.approx(float(limit.value), rel=1e-3, abs=1e-3)
        for t in range(len(loop.generations) + 1, 45):
            terms = [c * later.joint_moments[powers][t + i] for i, c in enumerate(limit.recurrence)]
            assert sum(terms) == 0


def test_two_chains_that_take_turns_may_never_agree() -> None:
    # Each fit draws from the one before the last: two chains, started from the truth and from fit 1.
    first = Generation((Draw("x", 4, TRUTH),), Refit((("x", 1),)), ("x",))
    later = Generation((Draw("x", 4, Source(-2)),), Refit((("x", 1),)), ("x",))
    alternating = limits_of_moments(Loop((first, later)))
    assert alternating[0, 1].value == 0
    assert alternating[2, 0].value == 1
    # At a low temperature the one that starts from a fit to real points drifts to 1/2, the other to 1/4.
    refit = Refit((("x", 1),), "n-1")
    first = Generation((Draw("x", 4, TRUTH),), refit, ("x",))
    later = Generation((Draw("x", 4, Source(-2, variance_factor=F(1, 2))),), refit, ("x",))
    oscillating = limits_of_moments(Loop((first, later)))[2, 0]
    assert oscillating.value is None
    assert holds(oscillating.rate, F(1))
    drifts = exact_moments(Loop((first, later)).continued(40)).variances_of_means
    assert float(drifts[41]) == pytest.approx(1 / 2, abs=1e-5)
    assert float(drifts[42]) == pytest.approx(1 / 4, abs=1e-5)


def test_frozen_stores_and_fits_are_part_of_the_limit() -> None:
    # Points from fit 1 for ever: given that fit, nothing else is random, and nothing is forgotten.
    first = Generation((Draw("x", 4, TRUTH),), Refit((("x", 1),)), ("x",))
    later = Generation((Draw("x", 4, Source(1)),), Refit((("x", 1),)), ("x",))
    limits = limits_of_moments(Loop((first, later)))
    assert limits[0, 1].value == F(3, 4) ** 2
    assert limits[2, 0].value == F(1, 4) + F(3, 4) / 4


def test_generations_that_differ_at_first_leave_no_trace() -> None:
    limits = limits_of_moments(regimes.replace([9, 3, 7, 2, 5, 8, 4, 4], 8))
    assert limits[0, 1].recurrence == (F(-3, 4), 1)
    assert limits[2, 0].value == 1


def test_a_fit_that_is_drawn_from_by_its_number_and_by_its_age() -> None:
    # At generation 3 both sources are fit 1; later they are not.
    both = ((F(1, 3), Source(1, F(1, 2))), (F(2, 3), Source(-2, F(1, 2))))
    first = Generation((Draw("x", 2, TRUTH),), Refit((("x", 1),)), ("x",))
    later = Generation((Draw("x", 2, both),), Refit((("x", 1),)), ("x",))
    loop = Loop((first, later))
    limits = limits_of_moments(loop)
    far = exact_moments(loop.continued(60))
    for powers, limit in limits.items():
        last = far.joint_moments[powers][-len(limit.recurrence) :]
        assert sum(c * moment for c, moment in zip(limit.recurrence, last, strict=True)) == 0
        assert limit.value is not None
        assert float(last[-1]) == pytest.approx(float(limit.value), rel=1e-4)


@pytest.mark.parametrize(
    "loop", [regimes.accumulate(4, 3), regimes.forgetting(4, F(1, 2), 3), regimes.sliding_window(4, 5, 3)]
)
def test_a_store_that_changes_is_refused(loop: Loop) -> None:
    with pytest.raises(ValueError, match="its map is not constant"):
        limits_of_moments(loop)


# ---------------------------------------------------------------- the two tests behind it

ROOTS = st.lists(st.fractions(-2, 2, max_denominator=7), max_size=5)
PAIRS = st.lists(
    st.tuples(st.fractions(-1, 1, max_denominator=5), st.fractions(F(1, 5), 1, max_denominator=5)), max_size=2
)


def with_roots(real: list[F], pairs: list[tuple[F, F]]) -> fmpq_poly:
    """The polynomial with these real roots and pairs of complex ones x + i y, x - i y."""
    polynomial = fmpq_poly([1])
    for root in real:
        polynomial *= fmpq_poly([fmpq(-root.numerator, root.denominator), 1])
    for x, y in pairs:
        lowest, middle = x**2 + y**2, -2 * x
        polynomial *= fmpq_poly(
            [fmpq(lowest.numerator, lowest.denominator), fmpq(middle.numerator, middle.denominator), 1]
        )
    return polynomial


@given(real=ROOTS, pairs=PAIRS)
def test_all_roots_inside_the_unit_circle(real: list[F], pairs: list[tuple[F, F]]) -> None:
    expected = all(abs(root) < 1 for root in real) and all(x**2 + y**2 < 1 for x, y in pairs)
    assert inside_unit_circle(with_roots(real, pairs) * fmpq(-3, 7)) == expected


@given(real=ROOTS, pairs=PAIRS, start=st.lists(st.integers(-9, 9), min_size=9, max_size=9))
def test_the_shortest_recurrence_of_a_sequence(real: list[F], pairs: list[tuple[F, F]], start: list[int]) -> None:
    given_recurrence = with_roots(real, pairs)
    order = given_recurrence.degree()
    sequence = [fmpq(value) for value in start[:order]]
    for t in range(2 * order):
        sequence.append(-sum((given_recurrence[i] * sequence[t + i] for i in range(order)), fmpq(0)))
    found = shortest_recurrence(sequence[: 2 * order])
    assert given_recurrence % found == 0
    for t in range(len(sequence) - found.degree()):
        assert sum((found[i] * sequence[t + i] for i in range(found.degree() + 1)), fmpq(0)) == 0
    # No shorter one: its Hankel matrix is regular.
    size: Any = found.degree()
    hankel = np.array([[float(sequence[i + j]) for j in range(size)] for i in range(size)])
    assert size == 0 or np.linalg.matrix_rank(hankel, tol=1e-14 * (1 + np.abs(hankel).max())) == size
