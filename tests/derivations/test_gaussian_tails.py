"""Bounds and rates of the probability that a chain with divisor n - 1 has not collapsed."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from false_alarms import ACCOUNT
from gaussian_results import exact, number
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, special, stats


def reaches(n: int, refits: int, level: float) -> float:
    """P(V_t >= level v_0) after one or two refits, from the chi-square law."""
    degrees = n - 1
    if refits == 1:
        return float(stats.chi2.sf(level * degrees, degrees))

    def both(log_x: float) -> float:
        x = math.exp(log_x)
        return float(stats.chi2.pdf(x, degrees) * x * stats.chi2.sf(level * degrees**2 / x, degrees))

    return float(integrate.quad(both, -40, math.log(degrees + 60 * math.sqrt(degrees)), limit=400)[0])


@given(
    n=st.integers(2, 60),
    refits=st.integers(1, 2),
    eps=st.fractions(Fraction(1, 50), 20),
    variance=st.fractions(Fraction(1, 9), 9),
    order=st.fractions(Fraction(1, 10), 5, max_denominator=10),
)
def test_no_probability_exceeds_its_bound(
    n: int, refits: int, eps: Fraction, variance: Fraction, order: Fraction
) -> None:
    at = {"n": n, "t": refits, "v_0": variance, "eps": eps, "s": order}
    probability = reaches(n, refits, float(eps**2 / variance)) * (1 - 1e-6)
    for name in ("bound", "exponential_bound", "published_bound"):
        assert probability <= number("tail_bound", name, **at)
    assert number("tail_bound", "bound", **at) <= number("tail_bound", "exponential_bound", **at)
    assert number("tail_bound", "exponential_bound", **at) <= number("tail_bound", "published_bound", **at)
    of_variance = reaches(n, refits, float(eps / variance)) * (1 - 1e-6)
    assert of_variance <= number("tail_bound", "bound_of_order_s", **at)


@given(n=st.integers(2, 500), t=st.integers(0, 300), eps=st.fractions(Fraction(1, 50), 20))
def test_the_bound_for_the_deviation_is_that_of_order_one_half(n: int, t: int, eps: Fraction) -> None:
    at = {"n": n, "t": t, "v_0": 2}
    half = number("tail_bound", "bound_of_order_s", eps=eps**2, s=Fraction(1, 2), **at)
    assert number("tail_bound", "bound", eps=eps, **at) == pytest.approx(half, rel=1e-9)


def test_before_the_first_refit_the_bound_is_that_of_a_constant() -> None:
    for name in ("bound", "exponential_bound", "published_bound"):
        assert number("tail_bound", name, n=5, t=0, v_0=4, eps=8) == 0.25


@pytest.mark.parametrize(("n", "order"), [(2, 0.5), (3, 0.5), (3, 1.5), (10, 0.5)])
def test_the_rate_far_out(n: int, order: float) -> None:
    """P(log V_t >= a t) by weighting chains whose draws have 2s more degrees of freedom, where the event is likely.

    By a normal approximation in those chains its logarithm is t times the rate less log(s sqrt(2 pi t psi_1)).
    """
    ACCOUNT.spend(1e-9)
    degrees, refits, chains = n - 1, 400, 20_000
    height = float(special.digamma(degrees / 2 + order) - math.log(degrees / 2))
    draws = np.random.default_rng(n).chisquare(degrees + 2 * order, (refits, chains))
    above = np.log(draws / degrees).sum(axis=0) - height * refits
    share = float(np.mean(np.where(above >= 0, np.exp(-order * np.maximum(above, 0)), 0)))
    log_m = order * math.log(2 / degrees) + math.lgamma(degrees / 2 + order) - math.lgamma(degrees / 2)
    found = (math.log(share) + refits * (log_m - order * height)) / refits
    spread = float(special.polygamma(1, degrees / 2 + order))
    correction = math.log(order * math.sqrt(2 * math.pi * refits * spread)) / refits
    expected = number("tail_rate", "rate", n=n, s=Fraction(order))
    assert found == pytest.approx(expected - correction, abs=0.3 / refits)


@given(n=st.integers(2, 10**6))
def test_the_rate_at_one_half(n: int) -> None:
    rate = number("tail_rate", "rate", n=n, s=Fraction(1, 2))
    assert number("tail_rate", "rate_at_half", n=n) == pytest.approx(rate, rel=1e-9)
    height = float(special.digamma(n / 2) - math.log((n - 1) / 2))
    room = 1e-14 * math.log(n + 1)
    assert (
        exact("tail_rate", "height_from_below") - room < height < number("tail_rate", "height_from_above", n=n) + room
    )
    # A bound cannot beat the true rate, and Markov's is as good up to half the height.
    markov = math.log(number("tail_bound", "bound", n=n, t=1, v_0=1, eps=1))
    assert rate < markov < rate + 1 / (2 * n * (n - 1)) + room
    assert n * rate == pytest.approx(float(exact("tail_rate", "rate_for_large_samples")), abs=2 / n)


@pytest.mark.parametrize("n", [3, 10, 100])
def test_the_best_order_is_near_one_half(n: int) -> None:
    orders = [Fraction(k, 250) for k in range(75, 175)]
    bounds = [number("tail_bound", "bound_of_order_s", n=n, t=1, v_0=1, eps=1, s=order) for order in orders]
    best = float(orders[int(np.argmin(bounds))])
    assert best == pytest.approx(0.5 - 1 / (12 * (n - 1)), abs=0.005)
