"""Regression results that need normal noise or normal designs, by integrals over chi-square densities.

Facts about random designs, which are axioms, are held against random matrices.  Variances that records state
for simulations are held against exact fourth moments.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from fractions import Fraction
from importlib import import_module

import numpy as np
import pytest
from regression_results import conclusion, exact, theorem_of, value
from scipy import integrate, stats
from sympy import sympify

from collapse_math.closed_forms import ClosedForm
from collapse_math.refuter import quantities_of
from collapse_math.verdict import RobustMean, WholeLaw

ROWS_AND_COLUMNS = [(2, 1), (3, 1), (4, 2), (7, 3), (12, 11), (40, 5)]


def chi_square_mean(function: Callable[[float], float], degrees: int) -> float:
    """The expectation of a function of a chi-square variable, by quadrature in y = log x."""

    def integrand(y: float) -> float:
        x = np.exp(y)
        return float(function(x) * stats.chi2.pdf(x, degrees) * x)

    pieces = [integrate.quad(integrand, a, a + 4, epsabs=1e-13)[0] for a in range(-60, 8, 4)]
    return float(np.sum(pieces))


@pytest.mark.parametrize(("n", "d"), ROWS_AND_COLUMNS)
def test_logarithm_of_the_noise(n: int, d: int) -> None:
    log_mean = chi_square_mean(np.log, n - d)
    spread = chi_square_mean(lambda x: (np.log(x) - log_mean) ** 2, n - d)
    drift = log_mean - np.log(n)
    at = {"n": n, "d": d, "t": 6, "sigma2": 3}
    typical = "typical_refitted_noise"
    assert value(typical, "drift", n=n, d=d) == pytest.approx(drift, abs=1e-9)
    assert value(typical, "expected_log_noise_variance", **at) == pytest.approx(np.log(3) + 6 * drift, abs=1e-8)
    assert value(typical, "variance_of_log_noise_variance", **at) == pytest.approx(6 * spread, rel=1e-9)
    entropy = float(stats.norm(scale=np.sqrt(3)).entropy())
    assert value(typical, "expected_entropy", **at) == pytest.approx(entropy + 3 * drift, abs=1e-8)
    assert value("unbiased_noise", "drift", n=n, d=d) == pytest.approx(log_mean - np.log(n - d), abs=1e-9)
    level = value("unbiased_noise", "expected_log_noise_variance", **at)
    assert level == pytest.approx(np.log(3) + 6 * (log_mean - np.log(n - d)), abs=1e-8)
    assert value("divergence", "expected_divergence", **at) == pytest.approx(-3 * drift, abs=1e-8)


@pytest.mark.parametrize(("n", "d"), ROWS_AND_COLUMNS)
def test_distance_of_the_fit(n: int, d: int) -> None:
    # From E sqrt R of one refit; E s_t^2 and the error on the rows add up to sigma2 (test_refitted_noise).
    root = chi_square_mean(np.sqrt, n - d) / np.sqrt(n)
    for t in (0, 1, 5):
        expected = 2 * 3 - 2 * 3 * root**t
        assert value("wasserstein", "expected_distance", n=n, d=d, t=t, sigma2=3) == pytest.approx(expected)


@pytest.mark.parametrize(("n", "d"), [(3, 1), (4, 2), (6, 3), (20, 4)])
def test_inverse_moment_behind_new_rows(n: int, d: int) -> None:
    per_column = chi_square_mean(lambda x: 1 / x, n - d + 1)
    noise, error, inverse = Fraction(2), Fraction(0), Fraction(1, n - d - 1)
    assert float(inverse) == pytest.approx(per_column)
    for t in range(5):
        at = {"n": n, "d": d, "t": t, "sigma2": 2}
        assert exact("random_design", "prediction_risk", **at) == 2 * t * d * inverse
        assert exact("random_design_unbiased", "prediction_risk", **at) == 2 * t * d * inverse
        assert exact("random_design_unbiased", "expected_noise_variance", **at) == 2
        assert exact("random_design_refitted", "prediction_risk", **at) == d * error
        assert exact("random_design_refitted", "expected_noise_variance", **at) == noise
        noise, error = noise * Fraction(n - d, n), error + noise * inverse


def test_the_error_on_new_rows_is_infinite_with_one_row_to_spare() -> None:
    # n = d + 1: E[1/C] with 2 degrees of freedom takes the same from every decade near zero.
    density = stats.chi2(2).pdf
    decades = [integrate.quad(lambda x: density(x) / x, 10.0**k / 10, 10.0**k)[0] for k in (-2, -4, -6, -8)]
    assert decades == pytest.approx([np.log(10) / 2] * 4, rel=1e-2)
    for module in ("random_design", "random_design_refitted", "random_design_unbiased"):
        with pytest.raises(ValueError, match=r"n > d \+ 1 is required, but .* the expectation is infinite"):
            conclusion(module, "prediction_risk").array(n=3, d=2, t=1, sigma2=1)


# The axiom behind new rows: random matrices -----------------------------------------------------------

FALSE_ALARM, MISS = 1e-9, 1e-4


def generator_for(*parameters: int) -> np.random.Generator:
    return np.random.default_rng([zlib.crc32(b"new rows"), *parameters])


@pytest.mark.parametrize(("n", "d"), [(3, 2), (5, 3), (4, 1)])
def test_inverse_diagonal_of_a_wishart_matrix_is_one_over_chi_square(n: int, d: int) -> None:
    check = WholeLaw(false_alarm=FALSE_ALARM, miss=MISS, smallest_effect=0.03)
    rows = generator_for(n, d).standard_normal((check.draws_needed, n, d))
    inverse = np.linalg.inv(np.swapaxes(rows, 1, 2) @ rows)
    verdict = check.judge(1 / inverse[:, 0, 0], stats.chi2(n - d + 1).cdf)
    assert verdict.agrees, verdict


def test_trace_of_an_inverse_wishart_matrix() -> None:
    # (X'X)^-1 = 1/C along any direction, so the trace has at most d^2 times the variance of 1/C.
    n, d = 10, 3
    degrees = n - d + 1
    mean = value("random_design", "expected_trace", n=n, d=d)
    spread = d**2 * (1 / ((degrees - 2) * (degrees - 4)) - 1 / (degrees - 2) ** 2)
    check = RobustMean(mean=mean, variance=spread, smallest_effect=0.05 * mean, false_alarm=FALSE_ALARM, miss=MISS)
    rows = generator_for(n, d, 2).standard_normal((check.draws_needed, n, d))
    inverse = np.linalg.inv(np.swapaxes(rows, 1, 2) @ rows)
    verdict = check.judge(np.trace(inverse, axis1=1, axis2=2))
    assert verdict.agrees, verdict


def test_new_rows_make_any_noise_white() -> None:
    # One noise vector for all designs, and all of it on one row: the mean square of a step is still v/(n-d-1).
    n, d = 9, 2
    degrees = n - d + 1
    square = 3 * n / (n + 2) / ((degrees - 2) * (degrees - 4))  # E u^4 E 1/C^2 for a random direction, v = 1
    mean = value("random_design", "prediction_risk", n=n, d=d, t=1, sigma2=1) / d
    check = RobustMean(
        mean=mean, variance=square - mean**2, smallest_effect=0.1 * mean, false_alarm=FALSE_ALARM, miss=MISS
    )
    rows = generator_for(n, d, 1).standard_normal((check.draws_needed, n, d))
    pull = rows[:, 0, :] * np.sqrt(n)
    steps = np.linalg.solve(np.swapaxes(rows, 1, 2) @ rows, pull[..., None])[:, 0, 0]
    verdict = check.judge(steps**2)
    assert verdict.agrees, verdict


# Variances stated for simulations ---------------------------------------------------------------------


def squared_line(n: int, d: int, t: int, sigma2: Fraction, divisor: int) -> tuple[Fraction, Fraction]:
    """E[s_t^4] and E[(sum of s_j^2 for j < t)^2], for normal noise and RSS over `divisor`."""
    first, second = Fraction(n - d, divisor), Fraction((n - d) * (n - d + 2), divisor**2)
    square, mixed, total = sigma2**2, Fraction(0), Fraction(0)
    for _ in range(t):
        square, mixed, total = second * square, first * (mixed + square), total + 2 * mixed + square
    return square, total


def stated(module: str, name: str) -> tuple[dict[str, Fraction], Fraction, Fraction]:
    """The point of a record, the mean and the stated variance there."""
    [record] = conclusion(module, name).observed
    at = {q.name: Fraction(x) for q, x in record.at.items()}
    variance = sympify(record.variance)
    parameters = quantities_of(variance)
    bound = ClosedForm(variance, parameters).exact(**{q.name: at[q.name] for q in parameters})
    assert bound is not None
    return at, exact(module, name, **at), bound


def floats(module: str, name: str) -> tuple[dict[str, float], float, float]:
    """The same, where it is irrational."""
    [record] = conclusion(module, name).observed
    at = {q.name: float(x) for q, x in record.at.items()}
    variance = sympify(record.variance)
    parameters = quantities_of(variance)
    bound = ClosedForm(variance, parameters).array(**{q.name: at[q.name] for q in parameters})
    return at, value(module, name, **at), float(bound)


@pytest.mark.parametrize("module", ["known_noise", "refitted_noise", "unbiased_noise", "predicted_outcomes"])
def test_stated_variances_hold(module: str) -> None:
    for name in ("expected_noise_variance", "in_sample_risk", "coefficient_error"):
        if name not in theorem_of(module).conclusions:
            continue
        at, mean, bound = stated(module, name)
        n, d, t = int(at["n"]), int(at["d"]), int(at["t"])
        square, total = squared_line(n, d, t, at["sigma2"], n if module == "refitted_noise" else n - d)
        if module == "known_noise":
            total = (t * at["sigma2"]) ** 2
        if module == "predicted_outcomes":
            total = at["sigma2"] ** 2
        # |X(b - beta)|^2 is the sum of all s_j^2 times chi-square with d degrees of freedom.
        fourth = {
            "expected_noise_variance": square,
            "in_sample_risk": total * d * (d + 2) / n**2,
            "coefficient_error": total * 3 / at.get("s", 1) ** 2,
        }[name]
        assert fourth - mean**2 <= bound
        assert bound <= 4 * (fourth - mean**2)  # else it wastes draws


def test_stated_variance_of_a_prediction_with_unbiased_noise_holds() -> None:
    # |b_t - beta|^2 for independent steps of random length: E|step|^4 E s^4 and (1 + 2/d) (E|step|^2)^2 E s_j^2 s_k^2.
    at, mean, bound = stated("random_design_unbiased", "prediction_risk")
    n, d, t = int(at["n"]), int(at["d"]), int(at["t"])
    per_row = chi_square_mean(lambda x: x**-1, n - d + 1) * d
    # One step squared is chi-square(d) over chi-square(n - d + 1).
    square = d * (d + 2) * chi_square_mean(lambda x: x**-2, n - d + 1)
    growth = Fraction(n - d + 2, n - d)
    noise = [float(at["sigma2"]) ** 2 * float(growth) ** j for j in range(t)]  # E s_j^4 = E s_j^2 s_k^2 for k > j
    fourth = sum(noise) * square + sum(noise[j] * 2 * (t - 1 - j) for j in range(t)) * (1 + 2 / d) * per_row**2
    assert fourth - float(mean) ** 2 <= float(bound) <= 4 * (fourth - float(mean) ** 2)


@pytest.mark.parametrize("seed", range(3))
def test_stated_variances_of_distances_hold(seed: int) -> None:
    # Second moments of KL and W_2^2 at the records' points, from the pivots: chi-square draws and no simulator.
    generator = generator_for(6, 2, 10 + seed)
    (at, kl, kl_bound), (_, distance, distance_bound) = (
        floats("divergence", "expected_divergence"),
        floats("wasserstein", "expected_distance"),
    )
    n, d, t, sigma2 = (at[name] for name in ("n", "d", "t", "sigma2"))
    noise, spread = np.full(200_000, sigma2), np.zeros(200_000)
    for _ in range(int(t)):
        spread, noise = spread + noise, noise * generator.chisquare(n - d, 200_000) / n
    line = spread * generator.chisquare(d, 200_000) / n
    ratio = noise / sigma2
    for values, mean, bound in (
        ((ratio - 1 - np.log(ratio) + line / sigma2) / 2, kl, kl_bound),
        (line + (np.sqrt(noise) - np.sqrt(sigma2)) ** 2, distance, distance_bound),
    ):
        assert np.mean(values) == pytest.approx(mean, rel=0.03)
        assert np.var(values) < bound


@pytest.mark.parametrize(("n", "d"), [(5, 1), (6, 1), (9, 1)])
def test_fourth_moment_of_a_step_on_new_rows(n: int, d: int) -> None:
    # d = 1: a step is u/sqrt(C), so its fourth moment is 3 E[1/C^2].
    inverse_square = chi_square_mean(lambda x: x**-2, n - d + 1)
    parameters = quantities_of(sympify(import_module("derivations.regression.random_design").fourth))
    form = ClosedForm(import_module("derivations.regression.random_design").fourth, parameters)
    assert float(form.array(n=n, d=d, sigma2=1)) == pytest.approx(3 * inverse_square)
