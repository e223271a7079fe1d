"""Fourth moments across chains, and the law of the mean to which a chain converges, by other ways."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import numpy as np
import pytest
from false_alarms import ACCOUNT
from gaussian_results import exact, number
from hypothesis import given
from hypothesis import strategies as st

from collapse_math.processes import GaussianChain
from collapse_math.regimes import replace
from collapse_math.schedules import exact_moments, limits_of_moments

MODULES = {"n": "ensemble_kurtosis", "n-1": "ensemble_kurtosis_unbiased"}
NAMES = {
    (0, 2): "mean_square_of_variance",
    (2, 1): "mean_of_squared_drift_times_variance",
    (4, 0): "fourth_moment_of_mean",
}


# Fourth moments ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("divisor", MODULES)
@given(n=st.integers(2, 9), refits=st.integers(1, 12), variance=st.fractions(Fraction(1, 9), 9, max_denominator=9))
def test_fourth_moments_against_the_recursion_of_a_described_loop(
    divisor: str, n: int, refits: int, variance: Fraction
) -> None:
    loop = replace(n, refits, divisor="n" if divisor == "n" else "n-1", mean=3, variance=variance)
    found = exact_moments(loop, order=4).joint_moments
    for t in range(refits + 1):
        at = {"n": n, "t": t, "v_0": variance}
        for powers, name in NAMES.items():
            assert exact(MODULES[divisor], name, **at) == found[powers][t]
        of_draw = found[4, 0][t] + 6 * found[2, 1][t] + 3 * found[0, 2][t]
        assert exact(MODULES[divisor], "fourth_moment_of_a_draw", **at) == of_draw
        square = (found[2, 0][t] + found[0, 1][t]) ** 2
        assert exact(MODULES[divisor], "kurtosis", **at) == of_draw / square


@pytest.mark.parametrize("n", [2, 3, 10])
def test_limits_of_fourth_moments_against_the_shortest_recurrence(n: int) -> None:
    found = limits_of_moments(replace(n, 1, variance=2), order=4)
    assert exact("ensemble_kurtosis", "limit_of_fourth_moment_of_mean", n=n, v_0=2) == found[4, 0].value
    assert exact("ensemble_kurtosis", "limit_of_kurtosis", n=n) == found[4, 0].value / 4
    assert exact("terminal_mean", "terminal_fourth_moment", n=n, v_0=2) == found[4, 0].value
    assert exact("terminal_mean", "terminal_variance", v_0=2) == found[2, 0].value
    assert limits_of_moments(replace(n, 1, divisor="n-1"), order=4)[4, 0].value is None


@given(n=st.integers(2, 1000), t=st.integers(0, 500))
def test_tails_get_heavier_from_refit_to_refit(n: int, t: int) -> None:
    for module in MODULES.values():
        now, then = (exact(module, "kurtosis", n=n, t=at) for at in (t, t + 1))
        assert 3 <= now < then
    assert exact("ensemble_kurtosis", "kurtosis", n=n, t=t) < exact("ensemble_kurtosis", "limit_of_kurtosis", n=n)
    for module in MODULES.values():
        assert exact(module, "kurtosis", n=n, t=0) == 3


def test_literal_draws_of_the_fits() -> None:
    """One draw from the last fit of each of many chains: its kurtosis is the one stated, within 5%."""
    ACCOUNT.spend(1e-9)
    generator = np.random.default_rng(20)
    run = GaussianChain(points=6, generations=3, chains=1_000_000, variance=2).run(generator)
    x = run.means[-1] + np.exp(run.log_variances[-1] / 2) * generator.standard_normal(run.means.shape[1])
    assert np.mean(x**4) / np.mean(x**2) ** 2 == pytest.approx(
        number("ensemble_kurtosis", "kurtosis", n=6, t=3), rel=0.05
    )


@pytest.mark.parametrize("n", [2, 5, 40])
def test_the_pace_of_the_unbiased_fourth_moment(n: int) -> None:
    module, far = "ensemble_kurtosis_unbiased", 60 * n
    shrink = Fraction(n - 1, n + 1) ** far
    moment = exact(module, "fourth_moment_of_a_draw", n=n, t=far, v_0=3) * shrink
    assert float(moment) == pytest.approx(number(module, "pace_of_fourth_moment", n=n, v_0=3), rel=1e-9)


# The limit of the mean -----------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [2, 3, 7, 100])
def test_moments_of_the_limit_from_its_own_equation(n: int) -> None:
    """R = Z/sqrt n + sqrt(Y) R' in law, with E Y = 1 - 1/n and E Y^2 = 1 - 1/n^2, for v_0 = 1."""
    mean, square = 1 - Fraction(1, n), 1 - Fraction(1, n**2)
    second = Fraction(1, n) / (1 - mean)
    fourth = (Fraction(3, n**2) + 6 * Fraction(1, n) * mean * second) / (1 - square)
    assert exact("terminal_mean", "terminal_variance", v_0=1) == second
    assert exact("terminal_mean", "terminal_fourth_moment", n=n, v_0=1) == fourth
    assert exact("terminal_mean", "terminal_kurtosis", n=n) == fourth / second**2


def index_of(n: int, divisor: float) -> float:
    """The root q of E (X/c)^(q/2) = 1, from numbers alone."""
    with mpmath.workdps(30):
        half = mpmath.mpf(n - 1) / 2

        def excess(q: mpmath.mpf) -> mpmath.mpf:
            return q / 2 * mpmath.log(2 / mpmath.mpf(divisor)) + mpmath.loggamma(half + q / 2) - mpmath.loggamma(half)

        return float(mpmath.findroot(excess, (mpmath.mpf("1.5"), mpmath.mpf("5.5")), solver="anderson"))


@pytest.mark.parametrize(("n", "rounded"), [(2, 4.73), (3, 4.42), (10, 4.11), (100, 4.01)])
def test_the_tail_index_of_divisor_n(n: int, rounded: float) -> None:
    index = index_of(n, n)
    assert round(index, 2) == rounded
    low, high = (exact("terminal_mean", f"order_of_{kind}_moment") for kind in ("a_finite", "an_infinite"))
    assert low < index < high
    assert index_of(n, n - 1) == pytest.approx(2, rel=1e-9)


@given(n=st.integers(2, 500), p=st.fractions(Fraction(1, 10), 10, max_denominator=10))
def test_the_divisor_of_an_index(n: int, p: Fraction) -> None:
    """E (X/c_p)^p = 1 for the divisor c_p that the theorem gives."""
    power = number("tail_index", "divisor", n=n, p=p)
    with mpmath.workdps(20):
        half = mpmath.mpf(n - 1) / 2
        ratio = mpmath.gammaprod([half + mpmath.mpf(p.numerator) / p.denominator], [half])
        assert power == pytest.approx(float(ratio), rel=1e-9)
    assert number("tail_index", "divisor_of_index_2", n=n) == n - 1
    assert exact("tail_index", "square_of_divisor_of_index_4", n=n) == n**2 - 1


@pytest.mark.parametrize("n", [2, 3, 5, 30])
def test_the_weighted_rise(n: int) -> None:
    """H = E[Y log Y] for Y = X/(n - 1), by quadrature."""
    with mpmath.workdps(20):
        half = mpmath.mpf(n - 1) / 2

        def integrand(x: mpmath.mpf) -> mpmath.mpf:
            return x / (n - 1) * mpmath.log(x / (n - 1)) * x ** (half - 1) * mpmath.exp(-x / 2)

        rise = mpmath.quad(integrand, [0, 1, n, 5 * n, mpmath.inf]) / (2**half * mpmath.gamma(half))
    module = "terminal_mean_unbiased"
    assert number(module, "expected_weighted_log", n=n, t=7, v_0=1) == pytest.approx(7 * float(rise), rel=1e-9)
    assert number(module, "tail", n=n, v_0=3) == pytest.approx(3 / (n * float(rise)), rel=1e-9)


def test_sizes_of_the_weighted_rise() -> None:
    module = "terminal_mean_unbiased"
    for n in (10**3, 10**6):
        assert number(module, "tail", n=n, v_0=2) == pytest.approx(2, abs=2 / n)
        rise = number(module, "expected_weighted_log", n=n, t=1, v_0=1)
        assert n * rise == pytest.approx(number(module, "weighted_drift_for_large_samples"), abs=2 / n)


@pytest.mark.parametrize(("n", "refits"), [(2, 120), (3, 150)])
def test_the_tail_of_literal_chains(n: int, refits: int) -> None:
    """Far out x^2 P(|M - m_0| > x) is near its limit: at 8 deviations within 17%, six standard errors."""
    ACCOUNT.spend(2e-9)
    run = GaussianChain(points=n, generations=refits, chains=150_000, divisor="n-1").run(np.random.default_rng(n))
    limit = number("terminal_mean_unbiased", "tail", n=n, v_0=1)
    share = np.mean(np.abs(run.means[-1]) > 8)
    assert 64 * share == pytest.approx(limit, rel=0.17)
    # With divisor n the tail is far thinner there.
    thin = GaussianChain(points=n, generations=refits, chains=150_000).run(np.random.default_rng(n))
    assert np.mean(np.abs(thin.means[-1]) > 8) < share / 4


def test_the_lower_bound_grows_without_end() -> None:
    name = "lower_bound_of_terminal_variance"
    assert [exact("terminal_mean_unbiased", name, n=4, t=t, v_0=3) for t in (0, 4, 400)] == [0, 3, 300]
