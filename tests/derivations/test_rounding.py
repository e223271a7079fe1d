"""The chapter on rounding: what it rests on, and its numbers by enumeration, quadrature and moments of loops."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from checked_book import report_of
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from collapse_math.loops import Draw, Generation, Loop, Refit, Source
from collapse_math.schedules import exact_moments
from derivations import CONTENTS, load


def each(names: str, uses: set[str]) -> dict[str, set[str]]:
    return dict.fromkeys(names.split(), uses)


COMPOSED = {"constant-size", "replace", "fresh-randomness"}
DITHERED = COMPOSED | {"subtractive-dither", "divisor-n"}
STOCHASTIC = COMPOSED | {"stochastic-rounding", "divisor-n"}
INDEPENDENT = {"independent-draws"}
CELL = {"matching-moments", "nearest-rounding", "constant-size"}
NEAREST = CELL | INDEPENDENT | {"gaussian-draws", "divisor-n"}
GEOMETRIC = {"r^t -> 0 for |r| < 1"}

PINS: dict[str, tuple[str, set[str], dict[str, set[str]]]] = {
    "dithered": (
        "proved",
        GEOMETRIC | {"1/n -> 0"},
        each("expected_variance variance_of_mean floor pace_of_mean total_variance", DITHERED | INDEPENDENT),
    ),
    "stochastic": (
        "axiom",
        {"z3", "Markov's inequality"},
        each("variance_from_below variance_from_above large_variance", STOCHASTIC | INDEPENDENT)
        | each("total_from_below total_from_above", STOCHASTIC | INDEPENDENT)
        | {"expected_mean": COMPOSED | {"stochastic-rounding"}, "error_of_a_point": set()},
    ),
    "absorbed": (
        "solver-certified",
        GEOMETRIC | {"z3"},
        each("points_differ expected_variance limit_of_differing", STOCHASTIC | INDEPENDENT | {"one-cell"})
        | each("limit_of_variance", STOCHASTIC | INDEPENDENT | {"one-cell"}),
    ),
    "one_cell": (
        "axiom",
        {"Markov's inequality"},
        each("points_differ points_differ_at_any_time points_differ_from_the_middle", CELL),
    ),
    "nearest": (
        "solver-certified",
        {"Fourier series of a rounded normal draw", "z3"},
        each("stored_variance variance_from_above variance_from_below error_for_a_wide_law first_variance", NEAREST)
        | each("mean_to_the_right mean_to_the_left", NEAREST - {"divisor-n", "independent-draws"}),
    ),
}


@pytest.mark.parametrize("module", CONTENTS["rounding"])
def test_what_it_rests_on(module: str) -> None:
    report = report_of(f"rounding.{module}")
    grade, rests_on, uses = PINS[module]
    assert report.problems == []
    assert report.grade == grade
    assert set(report.rests_on) == rests_on
    assert {name: {a.key for a in used} for name, used in report.uses.items()} == uses


def number(module: str, name: str, **at: Any) -> Fraction:
    """A conclusion at values, of which those are taken on which it depends."""
    conclusion = load(f"rounding.{module}").conclusions[name]
    names = {q.name for q in conclusion.parameters}
    exact = conclusion.closed_form.exact(**{key: value for key, value in at.items() if key in names})
    assert exact is not None
    return exact


POSITIVE = st.fractions(Fraction(1, 9), 9, max_denominator=9)


# Subtractive dither -----------------------------------------------------------------------------------


@given(n=st.integers(2, 9), t=st.integers(0, 12), width=POSITIVE, variance=POSITIVE)
def test_dither_is_a_loop_with_added_variance(n: int, t: int, width: Fraction, variance: Fraction) -> None:
    source = Source(-1, 1, integrate_square_of_error(width))
    loop = Loop((Generation((Draw("x", n, source),), Refit((("x", 1),)), ("x",)),) * (t + 1), 0, variance)
    moments, at = exact_moments(loop), {"n": n, "t": t, "D": width, "v_0": variance}
    within, between = number("dithered", "expected_variance", **at), number("dithered", "variance_of_mean", **at)
    assert (within, between) == (moments.expected_variances[t], moments.variances_of_means[t])
    assert within + between == number("dithered", "total_variance", **at)
    floor = number("dithered", "floor", **at)
    assert abs(number("dithered", "expected_variance", **{**at, "t": 300}) - floor) < (variance + floor) / 10**5
    pace = number("dithered", "pace_of_mean", **at)
    assert abs(number("dithered", "variance_of_mean", **{**at, "t": 300}) / 300 - pace) <= (variance + floor) / 300


def integrate_square_of_error(width: Fraction) -> Fraction:
    """The mean of x^2 over (-D/2, D/2), by Simpson's rule, which is exact for it."""
    return ((-width / 2) ** 2 + 4 * 0 + (width / 2) ** 2) / 6


# Stochastic rounding: all outcomes of a coin -----------------------------------------------------------


def rounded(point: float, width: float) -> list[tuple[float, float]]:
    """What may be stored of a point, with its probability."""
    cell = math.floor(point / width)
    up = point / width - cell
    return [(1 - up, cell * width), (up, (cell + 1) * width)]


def refits(mean: float, variance: float, n: int, width: float) -> list[tuple[float, float, float]]:
    """All next fits with their probabilities: n points, each one deviation up or down, then rounded."""
    one = [
        (p / 2, stored) for side in (-1, 1) for p, stored in rounded(mean + side * math.sqrt(variance), width) if p > 0
    ]
    found = []
    for outcome in itertools.product(one, repeat=n):
        stored = np.array([y for _, y in outcome])
        found.append((math.prod(p for p, _ in outcome), float(stored.mean()), float(stored.var())))
    return found


@given(n=st.integers(2, 3), mean=st.floats(-2, 2), variance=st.floats(0.01, 4), width=st.sampled_from([0.5, 1.0, 3.0]))
def test_all_outcomes_of_two_refits(n: int, mean: float, variance: float, width: float) -> None:
    first = refits(mean, variance, n, width)
    assert sum(p for p, _, _ in first) == pytest.approx(1)
    # One refit, by what is to be shown of the errors: f (1 - f) at both points of the coin.
    shares = [(mean + side * math.sqrt(variance)) / width % 1 for side in (-1, 1)]
    q = sum(f * (1 - f) for f in shares) / 2
    assert sum(p * v for p, _, v in first) == pytest.approx((1 - 1 / n) * (variance + width**2 * q), rel=1e-9)
    fits = [first]
    if n == 2:
        fits.append([(p * r, m, v) for p, M, V in first for r, m, v in refits(M, V, n, width)])
    for t, found in enumerate(fits, start=1):
        at = {"n": n, "t": t, "D": Fraction(width), "v_0": Fraction(variance), "m_0": Fraction(mean)}
        within = sum(p * v for p, _, v in found)
        total = within + sum(p * (m - mean) ** 2 for p, m, _ in found)
        slack = 1e-9 * (1 + total)
        low, high = (float(number("stochastic", f"variance_from_{end}", **at)) for end in ("below", "above"))
        assert low - slack <= within <= high + slack
        low, high = (float(number("stochastic", f"total_from_{end}", **at)) for end in ("below", "above"))
        assert low - slack <= total <= high + slack
        assert sum(p * m for p, m, _ in found) == pytest.approx(float(number("stochastic", "expected_mean", **at)))
        tail = sum(p for p, _, v in found if v >= 1)
        assert tail <= float(number("stochastic", "large_variance", **at, eps=1)) + 1e-9


def test_bounds_are_reached_in_the_middle_of_cells_and_at_grid_points() -> None:
    at = {"n": 2, "t": 1, "D": 1, "v_0": 1, "m_0": 0}
    at_points = sum(p * v for p, _, v in refits(0.0, 1.0, 2, 1.0))
    in_the_middle = sum(p * v for p, _, v in refits(0.5, 1.0, 2, 1.0))
    assert at_points == pytest.approx(float(number("stochastic", "variance_from_below", **at)))
    assert in_the_middle == pytest.approx(float(number("stochastic", "variance_from_above", **at)))


# Absorption --------------------------------------------------------------------------------------------


def probability_of_one(n: int) -> float:
    """The p of normal draws that the page gives."""
    return float(((stats.norm.cdf(1 / (2 * math.sqrt(n - 1))) - 0.5) / 2) ** n)


@given(n=st.integers(2, 6), offset=st.floats(-0.5, 0.5), share=st.floats(1e-3, 1))
def test_normal_draws_are_stored_alike_with_this_probability(n: int, offset: float, share: float) -> None:
    """By quadrature, in cells of width 1, at the multiple next to the mean alone."""
    deviation = math.sqrt(share * (n - 1))

    def weight(x: float) -> float:
        return float((1 - abs(x)) * stats.norm.pdf(x, offset, deviation))

    edges = sorted({-1.0, 0.0, 1.0, *(x for k in (-6, 0, 6) if abs(x := offset + k * deviation) < 1)})
    one = sum(integrate.quad(weight, a, b)[0] for a, b in itertools.pairwise(edges))
    assert probability_of_one(n) <= one**n
    assert probability_of_one(n) <= 1 / n


def absorbing(p: float, n: int, width: float, variance: float, generations: int) -> list[float]:
    """P(points differ) when everything is as bad as is allowed: probability 1 - p of going on at v <= K, else 1.

    The variance jumps between 0, K and a larger value in such a way that its mean is as large as it may be.
    """
    K = (n - 1) * width**2
    alive, mean, found = 1.0, variance, [1.0]
    for _ in range(generations):
        above = min(alive, mean / K)
        alive, mean = alive - p * (alive - above), (1 - 1 / n) * (mean + alive * width**2 / 4)
        found.append(alive)
    return found


@given(n=st.integers(2, 6), variance=st.floats(0.01, 50), width=st.floats(0.1, 5), share=st.floats(0.01, 1))
def test_the_worst_chain_is_absorbed_in_time(n: int, variance: float, width: float, share: float) -> None:
    p = Fraction(share) / n
    worst = absorbing(float(p), n, width, variance, 60)
    for t in (0, 1, 5, 60):
        at = {"n": n, "t": t, "D": Fraction(width), "p": p, "v_0": Fraction(variance)}
        assert worst[t] <= float(number("absorbed", "points_differ", **at)) * (1 + 1e-9)
    assert number("absorbed", "limit_of_differing") == number("absorbed", "limit_of_variance") == 0


# Rounding to the nearest -------------------------------------------------------------------------------


@given(n=st.integers(2, 9), offset=st.floats(-0.499, 0.499), deviation=st.floats(0.001, 2), width=st.floats(0.1, 9))
def test_normal_draws_in_one_cell(n: int, offset: float, deviation: float, width: float) -> None:
    within = stats.norm.cdf(0.5, offset, deviation) - stats.norm.cdf(-0.5, offset, deviation)
    delta = Fraction((0.5 - abs(offset)) * width)
    at = {"n": n, "D": Fraction(width), "delta": delta, "v_0": Fraction((deviation * width) ** 2)}
    at["v"] = at["v_0"]
    bound = number("one_cell", "points_differ", **at)
    assert 1 - within**n <= float(bound) * (1 + 1e-9) + 1e-12
    assert bound == number("one_cell", "points_differ_at_any_time", **at)
    assert number("one_cell", "points_differ_from_the_middle", **at) <= bound


def test_two_points_of_chebyshev_reach_the_bound() -> None:
    """Mass 1/8 at both ends of the cell, else in the middle: for one point the bound would be an equation."""
    ends, delta = Fraction(1, 8), Fraction(1, 2)
    variance = 2 * ends * delta**2
    assert number("one_cell", "points_differ", n=3, delta=delta, v=variance) == 3 * 2 * ends
    assert 1 - (1 - 2 * ends) ** 3 < 3 * 2 * ends


def cells(mean: float, deviation: float) -> tuple[float, float]:
    """Mean and variance of a normal draw that is rounded to the nearest integer, cell by cell."""
    middle, reach = round(mean), math.ceil(12 * deviation + 2)
    numbers = np.arange(middle - reach, middle + reach + 1)
    ends = (np.append(numbers - 0.5, numbers[-1] + 0.5) - mean) / deviation
    # On the side of the smaller tail, where probabilities do not cancel.
    probabilities = np.where(
        ends[:-1] > 0, stats.norm.sf(ends[:-1]) - stats.norm.sf(ends[1:]), np.diff(stats.norm.cdf(ends))
    )
    first = float(probabilities @ (numbers - mean))
    return first, float(probabilities @ (numbers - mean) ** 2) - first**2


@given(mean=st.floats(-1, 1), deviation=st.floats(0.188, 1.5), n=st.integers(2, 9))
def test_normal_draws_rounded_to_the_nearest(mean: float, deviation: float, n: int) -> None:
    """The axiom and the bounds, in cells of width 1."""
    variance, shift = deviation**2, cells(mean, deviation)
    q = math.exp(-2 * math.pi**2 * variance)
    k = np.arange(1, 60)
    weights = (-1.0) ** k * q ** (k**2)
    A = float(weights @ (np.sin(2 * np.pi * k * mean) / k))
    B, C = (float(weights @ (np.cos(2 * np.pi * k * mean) / d)) for d in (1, k**2))
    assert shift[0] == pytest.approx(A / math.pi, abs=1e-12)
    stored = variance + 1 / 12 + 4 * variance * B + (C - A**2) / math.pi**2
    assert shift[1] == pytest.approx(stored, abs=1e-12)
    assert max(map(abs, (A, B, C))) <= q / (1 - q) + 1e-15
    assert q <= 0.5
    at = {"n": n, "v": Fraction(variance), "v_0": Fraction(variance), "q": Fraction(q), "D": 1}
    refitted = (1 - 1 / n) * shift[1]
    assert decimal("variance_from_below", at) - 1e-12 <= refitted <= decimal("variance_from_above", at) + 1e-12
    assert decimal("first_variance", at) == decimal("variance_from_above", at)
    assert -decimal("mean_to_the_left", at) - 1e-12 <= shift[0] <= decimal("mean_to_the_right", at) + 1e-12
    exact = {**at, "a_1": Fraction(A / (2 * q)), "b_1": Fraction(B / (2 * q)), "c_1": Fraction(C / (2 * q))}
    assert decimal("stored_variance", exact) == pytest.approx(refitted, abs=1e-12)


def decimal(name: str, at: dict[str, Any]) -> float:
    conclusion = load("rounding.nearest").conclusions[name]
    return float(conclusion.array(**{q.name: at[q.name] for q in conclusion.parameters}))


def test_for_a_wide_law_the_error_is_nothing() -> None:
    assert math.exp(-2 * math.pi**2) < 1e-8
    assert decimal("error_for_a_wide_law", {"D": 1, "w": 0}) == 1e-7
    for mean in (0.0, 0.25, 0.5):
        assert cells(mean, 1.0)[1] == pytest.approx(13 / 12, rel=1e-7)
