"""Results on regression loops, by routes that know nothing of their derivations.

Where two moments of the noise are enough, every chain that a small skewed law allows is run with numpy's least squares,
and weighted.  Where normal rows are drawn, quadrature is done over what is drawn.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from gaussian_chains import chi_square_grid
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from regression_results import exact, value
from test_regression_two_moments import CLOSE, NOISE, VARIANCES, WEIGHTS, designs, eigenvectors

Array = NDArray[np.float64]

# Kept rows ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Path:
    """One way that a chain can go: its probability, all rows and labels so far, the last fit and its noise variance."""

    weight: float
    rows: Array
    labels: Array
    fit: Array
    variance: float


def kept_paths(design: Array, beta: Array, sigma2: float, noise: str, refits: int, keep: bool = True) -> list[Path]:
    """Every chain in which all rows are kept (or none) and the noise has the law of two values."""
    n, d = design.shape
    paths = [Path(1.0, np.empty((0, d)), np.empty(0), beta, sigma2)]
    for _ in range(refits):
        paths = [further(path, design, np.array(z), sigma2, noise, keep) for path in paths for z in outcomes(n)]
    return paths


def outcomes(n: int) -> list[tuple[float, ...]]:
    return list(itertools.product(NOISE, repeat=n))


def further(path: Path, design: Array, z: Array, sigma2: float, noise: str, keep: bool) -> Path:
    weight = path.weight * float(np.prod([dict(zip(NOISE, WEIGHTS, strict=True))[x] for x in z]))
    new = design @ path.fit + np.sqrt(path.variance) * z
    rows = np.vstack([path.rows, design]) if keep else design
    labels = np.concatenate([path.labels, new]) if keep else new
    fit = np.linalg.lstsq(rows, labels, rcond=None)[0]
    rss = float(((labels - rows @ fit) ** 2).sum())
    spare = len(labels) - design.shape[1]
    variance = {"known": sigma2, "n": rss / len(labels), "n-d": rss / spare if spare else 0.0}[noise]
    return Path(weight, rows, labels, fit, variance)


def mean_error(paths: list[Path], beta: Array) -> Array:
    return np.asarray(sum(path.weight * np.outer(path.fit - beta, path.fit - beta) for path in paths))


SMALL = designs(columns=(1, 2)).filter(lambda design: len(design) <= 3)
SPARE = designs(spare=1, columns=(1, 2)).filter(lambda design: len(design) <= 3)


@given(design=SMALL, t=st.integers(0, 3), sigma2=VARIANCES)
def test_kept_rows_with_known_noise(design: Array, t: int, sigma2: float) -> None:
    n, d = design.shape
    beta = np.arange(1.0, d + 1)
    t = min(t, 2 if n == 3 else 3)
    error = mean_error(kept_paths(design, beta, sigma2, "known", t), beta)
    module, at = "regression_loops.kept_rows", {"n": n, "d": d, "t": t, "sigma2": sigma2}
    for s, vector in eigenvectors(design):
        assert error @ vector == pytest.approx(value(module, "coefficient_error", **at, s=s) * vector, **CLOSE)
    trace = float(np.trace(np.linalg.inv(design.T @ design)))
    assert np.trace(error) == pytest.approx(value(module, "error_of_all_coefficients", **at, trace=trace), **CLOSE)
    on_rows = np.trace(design @ error @ design.T) / n
    assert on_rows == pytest.approx(value(module, "in_sample_risk", **at), **CLOSE)


@pytest.mark.parametrize("noise", ["n", "n-d"])
@given(design=SPARE, t=st.integers(1, 2), sigma2=VARIANCES)
def test_kept_rows_with_refitted_noise(noise: str, design: Array, t: int, sigma2: float) -> None:
    n, d = design.shape
    beta = np.arange(1.0, d + 1)
    t += n == 2
    paths = kept_paths(design, beta, sigma2, noise, t)
    module = {"n": "regression_loops.kept_rows_refitted", "n-d": "regression_loops.kept_rows_unbiased"}[noise]
    at = {"n": n, "d": d, "t": t, "sigma2": sigma2}
    left = sum(path.weight * path.variance for path in paths)
    assert left == pytest.approx(value(module, "expected_noise_variance", **at), **CLOSE)
    if noise == "n":
        error = mean_error(paths, beta)
        for s, vector in eigenvectors(design):
            assert error @ vector == pytest.approx(value(module, "coefficient_error", **at, s=s) * vector, **CLOSE)


COLUMNS, MORE, TIMES = st.integers(1, 40), st.integers(1, 40), st.integers(1, 30)


@given(d=COLUMNS, more=MORE, t=TIMES)
def test_a_pool_by_its_recursion(d: int, more: int, t: int) -> None:
    # RSS of t n labels grows by v (n - d/t) with refit t, of which E v is RSS over a number.
    n, v, w = d + more, Fraction(1), Fraction(1)
    rss = rss_of_unbiased = error = Fraction(0)
    for j in range(1, t + 1):
        error += v / j**2
        rss += v * (n - Fraction(d, j))
        rss_of_unbiased += w * (n - Fraction(d, j))
        v, w = rss / (j * n), rss_of_unbiased / (j * n - d)
    at = {"n": n, "d": d, "t": t, "sigma2": Fraction(1)}
    assert exact("regression_loops.kept_rows_refitted", "expected_noise_variance", **at) == v
    assert exact("regression_loops.kept_rows_refitted", "in_sample_risk", **at) == error * d / n == 1 - v
    assert exact("regression_loops.kept_rows_unbiased", "expected_noise_variance", **at) == w
    assert w == 1 if t == 1 else w < 1
    for module, number in (("kept_rows_refitted", v), ("kept_rows_unbiased", w)):
        by_gamma = value(f"regression_loops.{module}", "noise_variance_by_gamma_functions", **at)
        assert by_gamma == pytest.approx(float(number), rel=1e-11)


@given(d=COLUMNS, more=MORE, t=TIMES)
def test_the_two_laws_are_one_to_first_order(d: int, more: int, t: int) -> None:
    at = {"n": d + more, "d": d, "t": t, "sigma2": Fraction(2)}
    known = exact("regression_loops.kept_rows", "in_sample_risk", **at)
    refitted = exact("regression_loops.kept_rows_refitted", "in_sample_risk", **at)
    assert known - known**2 / 4 <= refitted <= known
    assert exact("regression_loops.one_product", "refitted_error_from_above", **at) == known
    assert exact("regression_loops.one_product", "refitted_error_from_below", **at) == known - known**2 / 4
    share = value("regression_loops.one_product", "common_order", **at)
    assert share == pytest.approx(float(known) * (1 - d / (d + more) * np.pi**2 / 12))


@pytest.mark.parametrize(("n", "d"), [(2, 1), (5, 2), (40, 13)])
def test_limits_with_kept_rows_are_approached(n: int, d: int) -> None:
    # By mpmath, 30 digits: products up to t differ from their limits by about x/t.
    t = 20_000
    x = mpmath.mpf(d) / n
    with mpmath.workdps(30):
        refitted = mpmath.nprod(lambda j: 1 - x / j**2, [1, mpmath.inf])
        unbiased = mpmath.nprod(lambda j: 1 - x / (j * (j - x)), [2, mpmath.inf])
    at = {"n": n, "d": d, "sigma2": 1.0}
    limits = {
        ("kept_rows", "limit_of_in_sample_risk"): d / n * np.pi**2 / 6,
        ("kept_rows_refitted", "limit_of_noise_variance"): float(refitted),
        ("kept_rows_refitted", "limit_of_in_sample_risk"): 1 - float(refitted),
        ("kept_rows_unbiased", "limit_of_noise_variance"): float(unbiased),
    }
    for (module, name), limit in limits.items():
        assert value(f"regression_loops.{module}", name, **at) == pytest.approx(limit, rel=1e-9)
        before = {"limit_of_noise_variance": "noise_variance_by_gamma_functions"}.get(name, "in_sample_risk")
        if before == "noise_variance_by_gamma_functions":
            assert value(f"regression_loops.{module}", before, **at, t=t) == pytest.approx(limit, abs=2 / t)


# New rows ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [3, 5, 8])
def test_new_rows_of_one_column_by_quadrature(n: int) -> None:
    # b_2 - beta = e_1/A_1 + e_2/(A_1 + A_2) with X'noise e_i of variance A_i, and A_i chi-square with n degrees.
    a, share = chi_square_grid(n, lowest_order=-1)
    first, second = a[:, None], a[None, :]
    weight = share[:, None] * share[None, :]
    kept = (weight * (1 / first + second / (first + second) ** 2)).sum()
    at = {"n": n, "d": 1, "t": 2, "sigma2": 1.0}
    assert kept == pytest.approx(value("regression_loops.new_rows_kept", "prediction_risk", **at), rel=1e-8)
    # Without memory, the second fit sees 2 n rows of its own.
    b, share_b = chi_square_grid(2 * n, lowest_order=-1)
    more = (share / a).sum() + (share_b / b).sum()
    assert more == pytest.approx(value("regression_loops.more_new_rows", "prediction_risk", **at), rel=1e-8)


@given(d=COLUMNS, more=MORE, t=TIMES, sigma2=st.fractions(Fraction(1, 9), 9, max_denominator=9))
def test_new_rows_as_sums(d: int, more: int, t: int, sigma2: Fraction) -> None:
    n = d + 1 + more
    at = {"n": n, "d": d, "t": t, "sigma2": sigma2}
    kept = sigma2 * sum(Fraction(d, j * (j * n - d - 1)) for j in range(1, t + 1))
    more_rows = sigma2 * sum(Fraction(d, j * n - d - 1) for j in range(1, t + 1))
    same_rows = sigma2 * sum(Fraction(d, (n - d - 1) * j * j) for j in range(1, t + 1))
    for module, total in (("new_rows_kept", kept), ("more_new_rows", more_rows)):
        assert value(f"regression_loops.{module}", "prediction_risk", **at) == pytest.approx(float(total), rel=1e-11)
    assert kept == same_rows if t == 1 else kept < same_rows
    trace = Fraction(d, n - d - 1)
    assert exact("regression_loops.kept_rows", "error_of_all_coefficients", **at, trace=trace) == same_rows
    assert float(kept) > 6 / np.pi**2 * float(same_rows)
    first = exact("regression.random_design", "prediction_risk", **{**at, "t": 1})
    assert exact("regression_loops.new_rows_kept", "no_less_than_the_first_error", **at) == first <= kept


def test_the_point_at_which_the_quoted_sum_fails() -> None:
    here = exact("regression_loops.new_rows_kept", "at_a_point")
    quoted = exact("regression_loops.new_rows_kept", "quoted_at_that_point")
    assert (here, quoted) == (Fraction(2, 1) + Fraction(2, 2 * 5), Fraction(2, 1) * (1 + Fraction(1, 4)))
    limit = value("regression_loops.new_rows_kept", "limit_of_prediction_risk", n=4, d=2, sigma2=1)
    assert limit == pytest.approx(float(mpmath.nsum(lambda j: 2 / (j * (4 * j - 3)), [1, mpmath.inf])))


@given(design=SMALL, t=st.integers(0, 2), sigma2=VARIANCES)
def test_repeated_rows(design: Array, t: int, sigma2: float) -> None:
    # Refit j fits 1, ..., j copies of the design, all labelled anew; independent steps.
    d = design.shape[1]
    error = np.zeros((d, d))
    for j in range(1, t + 1):
        copies = np.vstack([design] * j)
        solve = np.linalg.pinv(copies)
        error += sigma2 * solve @ solve.T
    for s, vector in eigenvectors(design):
        along = value("regression_loops.repeated_rows", "coefficient_error", t=t, sigma2=sigma2, s=s)
        assert error @ vector == pytest.approx(along * vector, **CLOSE)
    at = {"n": len(design), "d": d, "t": t, "sigma2": sigma2}
    on_rows = np.trace(design @ error @ design.T) / len(design)
    assert on_rows == pytest.approx(value("regression_loops.repeated_rows", "in_sample_risk", **at), **CLOSE)


def test_a_harmonic_number_is_a_logarithm_and_a_constant() -> None:
    at = {"s": 2.0, "sigma2": 3.0}
    later = value("regression_loops.repeated_rows", "coefficient_error", t=10**6, **at) - 1.5 * np.log(10**6)
    assert later == pytest.approx(value("regression_loops.repeated_rows", "limit_over_log", **at), abs=1e-5)
