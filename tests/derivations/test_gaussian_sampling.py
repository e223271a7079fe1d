"""Draws at a temperature, and the whole law of the variance: by the schedule engine, quadrature and a simulation."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from gaussian_results import exact, number
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, special, stats

from collapse_math.processes import GaussianChain
from collapse_math.schedules import exact_moments
from collapse_math.schemes import described
from collapse_math.verdict import WholeLaw

# Draws at a temperature ----------------------------------------------------------------------------------

TEMPERATURES = st.fractions(Fraction(1, 9), Fraction(8, 9), max_denominator=9)


@given(
    n=st.integers(2, 9), t=st.integers(1, 6), tau=TEMPERATURES, v_0=st.fractions(Fraction(1, 4), 4, max_denominator=4)
)
def test_moments_at_a_temperature(n: int, t: int, tau: Fraction, v_0: Fraction) -> None:
    at = {"n": n, "t": t, "tau": tau, "v_0": v_0}
    joint = exact_moments(described(at, {"divisor": "n-1"})).joint_moments
    assert exact("scaled_sampling", "expected_variance", **at) == joint[0, 1][-1]
    assert exact("scaled_sampling", "variance_of_mean", **at) == joint[2, 0][-1]
    assert joint[2, 0][-1] < exact("scaled_sampling", "limit_of_drift", **at)
    hot = {**at, "tau": 1 / tau}
    joint = exact_moments(described(hot, {"divisor": "n-1"})).joint_moments
    assert exact("scaled_sampling", "expected_variance", **hot) == joint[0, 1][-1]


@settings(max_examples=10, deadline=None)
@given(n=st.integers(2, 12), t=st.integers(1, 4), tau=TEMPERATURES)
def test_logarithms_at_a_temperature(n: int, t: int, tau: Fraction) -> None:
    """By quadrature over the chi-square law of each factor, of which t - 1 are shrunk."""
    mean, square = (
        integrate.quad(lambda u, k=k: u**k * math.exp(u) * stats.chi2.pdf(math.exp(u), n - 1), -60, 8, limit=400)[0]
        for k in (1, 2)
    )
    level = math.log(2) + t * (mean - math.log(n - 1)) + (t - 1) * 2 * math.log(tau)
    at = {"n": n, "t": t, "tau": tau, "v_0": 2}
    assert number("scaled_sampling", "expected_log_variance", **at) == pytest.approx(level, abs=1e-6)
    spread = t * (square - mean**2)
    assert number("scaled_sampling", "variance_of_log_variance", **at) == pytest.approx(spread, rel=1e-6)
    rate = mean - math.log(n - 1) + 2 * math.log(tau)
    assert number("scaled_sampling", "rate", **at) == pytest.approx(rate, abs=1e-6)
    assert number("scaled_sampling", "threshold", **at) == pytest.approx(rate, abs=1e-6)
    assert rate < number("scaled_sampling", "collapse", n=n)


# The whole law -------------------------------------------------------------------------------------------


def below(y: float, a: float) -> float:
    """P(Y_2 <= y) by the density of the book, over log y."""

    def mass(log_y: float) -> float:
        x = math.exp(log_y)
        return float(2 * x**a * special.k0(2 * math.sqrt(x)) / math.gamma(a) ** 2)

    return float(integrate.quad(mass, -60 / a, math.log(y), limit=400)[0])


@pytest.mark.parametrize("n", [2, 3, 6, 11])
def test_the_density_after_two_refits(n: int) -> None:
    """Against the law of a product of two gamma variables, by quadrature over one of them."""
    a = (n - 1) / 2
    for y in (0.03, 0.5, 2.0, 9.0):

        def product(log_u: float, y: float = y) -> float:
            u = math.exp(log_u)
            return float(stats.gamma.pdf(u, a) * u * stats.gamma.cdf(y / u, a))

        both = integrate.quad(product, -60 / a, 5, limit=400)[0]
        assert below(y, a) == pytest.approx(both, abs=1e-7)
    assert below(2000.0, a) == pytest.approx(number("product_law", "mass"), abs=1e-7)


@given(n=st.integers(2, 9), t=st.integers(0, 4), s=st.fractions(Fraction(-2, 5), 3, max_denominator=5))
def test_moments_of_the_product(n: int, t: int, s: Fraction) -> None:
    a = (n - 1) / 2
    one = float(stats.gamma.expect(lambda x: x ** float(s), args=(a,))) if n > 2 and s >= 0 else None
    at = {"n": n, "t": t, "s": s}
    for name in ("moments", "moments_of_product", "law"):
        value = number("product_law", name, **at)
        assert value == pytest.approx((math.gamma(a + s) / math.gamma(a)) ** t)
        if one is not None:
            assert value == pytest.approx(one**t, rel=1e-6)


def test_two_simulated_refits_follow_the_density() -> None:
    n, check = 4, WholeLaw(smallest_effect=0.02, false_alarm=1e-9, miss=1e-4)
    chain = GaussianChain(points=n, generations=2, chains=check.draws_needed, divisor="n-1")
    run = chain.run(np.random.default_rng(11))
    a = (n - 1) / 2
    y = a**2 * run.variances[2]
    grid = np.geomspace(1e-9, 400, 4000)
    density = 2 * grid**a * special.k0(2 * np.sqrt(grid)) / math.gamma(a) ** 2  # over log y
    shares = integrate.cumulative_simpson(density, x=np.log(grid), initial=0)
    for values, agrees in ((y, True), (a * run.variances[1], False)):
        verdict = check.judge(values, lambda at: np.clip(np.interp(at, grid, shares), 0, 1))
        assert verdict.agrees == agrees
