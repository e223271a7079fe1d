"""Edited labels, too few rows, and kept rows with a penalty, by routes that know nothing of their derivations."""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np
import pytest
from gaussian_chains import chi_square_grid
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from regression_results import conclusion, exact, value
from test_regression_two_moments import CLOSE, VARIANCES, designs, eigenvectors

from collapse_math.configuration import fixed_design
from collapse_math.observed import Observed
from derivations.regression_loops import edited_labels_exactly

Array = NDArray[np.float64]

# Edited labels: the covariance of the label errors, by the mean over all masks -------------------------------


def after_round(covariance: Array, design: Array, rate: float, sigma2: float) -> Array:
    """The mean over all sets of rewritten rows; a rewritten label is the fit's prediction plus noise."""
    n = len(design)
    leave = np.eye(n) - design @ np.linalg.pinv(design)
    total = np.zeros((n, n))
    for rewritten in itertools.product((0.0, 1.0), repeat=n):
        mask = np.diag(rewritten)
        chance = np.prod([rate if one else 1 - rate for one in rewritten])
        carry = np.eye(n) - mask @ leave
        total += chance * (carry @ covariance @ carry.T + sigma2 * mask)
    return total


def label_errors(design: Array, rates: list[float], sigma2: float) -> Array:
    covariance = np.zeros((len(design), len(design)))
    for rate in rates:
        covariance = after_round(covariance, design, rate, sigma2)
    return covariance


@given(
    design=designs(columns=(1, 2)),
    later=st.lists(st.sampled_from([0.0, 0.1, 0.5, 0.9, 1.0]), max_size=4),
    sigma2=VARIANCES,
)
def test_edited_labels_lie_between_their_bounds(design: Array, later: list[float], sigma2: float) -> None:
    n, d = design.shape
    rates = [1.0, *later]
    covariance = label_errors(design, rates, sigma2)
    solve = np.linalg.pinv(design)
    error = solve @ covariance @ solve.T
    at = {"n": n, "d": d, "t": len(rates), "sigma2": sigma2}
    listed = [Fraction(rate) for rate in rates]

    def bound(name: str, **more: object) -> float:
        found = conclusion("regression_loops.edited_labels", name)
        known = {q.name for q in found.parameters}
        values = {key: number for key, number in {**at, "rate": listed, **more}.items() if key in known}
        return float(
            found.evaluate(**{k: Fraction(v) if isinstance(v, float) else v for k, v in values.items()}).decimal
        )

    loose = 1e-9 * n * sigma2 * len(rates)
    for s, vector in eigenvectors(design):
        assert vector @ error @ vector >= bound("coefficient_error", s=s) - loose / s
    trace = float(np.trace(solve @ solve.T))
    assert np.trace(error) >= bound("error_of_all_coefficients", trace=trace) * (1 - 1e-9)
    on_rows = float(np.trace(design @ error @ design.T)) / n
    assert bound("in_sample_risk_from_below") - loose <= on_rows <= bound("in_sample_risk_from_above") + loose
    leave = np.eye(n) - design @ solve
    assert np.trace(leave @ covariance @ leave) / n <= bound("mean_square_of_residuals") + loose


@pytest.mark.parametrize(("n", "d"), [(3, 1), (4, 2), (5, 2), (5, 3)])
@pytest.mark.parametrize("rate", [0.2, 0.75])
def test_equal_leverages_exactly(n: int, d: int, rate: float) -> None:
    (observed,) = edited_labels_exactly.theorem.conclusions["in_sample_risk"].observed
    at = {q: {"n": n, "d": d}.get(q.name, number) for q, number in observed.at.items()}
    design = fixed_design(Observed("regression", "", "mean", at), {"leverages": "equal"}, np.random.default_rng(0))
    fitted = design @ np.linalg.pinv(design)
    np.testing.assert_allclose(np.diag(fitted), d / n)
    names = {"n": n, "d": d, "rate": rate, "sigma2": 2.0}
    for t in (1, 2, 3, 6):
        covariance = label_errors(design, [1.0] + [rate] * (t - 1), 2.0)
        module = "regression_loops.edited_labels_exactly"
        on_rows = np.trace(fitted @ covariance @ fitted) / n
        assert on_rows == pytest.approx(value(module, "in_sample_risk", **names, t=t))
        left = np.trace(covariance - fitted @ covariance) / n
        assert left == pytest.approx(value(module, "mean_square_of_residuals", **names, t=t))


def test_the_quoted_bound_fails_at_two_points() -> None:
    module = "regression_loops.edited_labels"
    assert exact(module, "bound_if_all_is_rewritten", sigma2=1, trace=1) == 3
    assert exact(module, "bound_at_a_point") == Fraction(52, 19) > exact(module, "quoted_at_that_point")
    # The matrix recursion K' = K - m (QK + KQ) + m^2 A + m (1 - m) diag(A) + m, A = QKQ, for one normal X.
    generator = np.random.default_rng(0)
    errors = []
    for _ in range(200):
        design = generator.standard_normal((24, 4))
        solve = np.linalg.pinv(design)
        leave = np.eye(24) - design @ solve
        covariance = np.eye(24)
        for _ in range(40):
            rest = leave @ covariance @ leave
            turned = leave @ covariance
            covariance = covariance - 0.3 * (turned + turned.T) + 0.09 * rest + 0.21 * np.diag(np.diag(rest))
            covariance += 0.3 * np.eye(24)
        errors.append(np.trace(solve @ covariance @ solve.T))
        assert errors[-1] > 13 * np.trace(solve @ solve.T)
    assert 3 < np.mean(errors) < 5


# Kept rows with a penalty ------------------------------------------------------------------------------------


@given(design=designs(columns=(1, 2)), t=st.integers(1, 4), sigma2=VARIANCES, penalty=st.sampled_from([0.1, 1.0, 7.5]))
def test_kept_rows_with_a_penalty(design: Array, t: int, sigma2: float, penalty: float) -> None:
    # Every label is a linear function of beta and of the noise of all generations; so is every fit.
    n, d = design.shape
    beta = np.arange(1.0, d + 1)
    mean, loadings = beta, np.zeros((d, n * t))
    means, noises = [], []
    for j in range(t):
        own = np.zeros((n, n * t))
        own[:, n * j : n * (j + 1)] = np.eye(n)
        means.append(design @ mean)
        noises.append(design @ loadings + own)
        solve = np.linalg.inv((j + 1) * design.T @ design + penalty * np.eye(d)) @ design.T
        mean, loadings = solve @ sum(means), solve @ sum(noises)
    error = np.outer(mean - beta, mean - beta) + sigma2 * loadings @ loadings.T
    module = "regression_loops.kept_rows_ridge"
    for s, vector in eigenvectors(design):
        at = {"t": t, "s": s, "sigma2": sigma2, "penalty": penalty, "beta": vector @ beta}
        assert vector @ mean == pytest.approx(value(module, "expected_coefficient", **at), **CLOSE)
        expected = value(module, "coefficient_error", **at)
        assert vector @ error @ vector == pytest.approx(expected, **CLOSE)
        assert expected < value(module, "bound_on_coefficient_error", **at)
        variance = sigma2 * vector @ loadings @ loadings.T @ vector
        assert variance == pytest.approx(value(module, "variance_of_coefficient", **at), **CLOSE)
    spectrum, vectors = np.linalg.eigh(design.T @ design)
    listed = {"spectrum": [Fraction(x) for x in spectrum], "truth": [Fraction(x) for x in vectors.T @ beta]}
    whole = conclusion(module, "error_of_all_coefficients").evaluate(
        d=d, t=t, sigma2=Fraction(sigma2), penalty=Fraction(penalty), **listed
    )
    assert float(whole.decimal) == pytest.approx(np.trace(error), **CLOSE)


# Too few rows --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("d", [3, 6])
def test_a_single_row_by_quadrature(d: int) -> None:
    # b' = x (x'b + e)/|x|^2, where (x'b)^2/|x|^2 is |b|^2 z/(z + y) with chi-squares z of 1 and y of d - 1 degrees.
    z, share_z = chi_square_grid(1)
    y, share_y = chi_square_grid(d - 1)
    seen = (share_z[:, None] * share_y * (z[:, None] / (z[:, None] + y))).sum()
    length, share = chi_square_grid(d, lowest_order=-1)
    at = {"n": 1, "d": d, "t": 1, "sigma2": 3.0, "beta2": 2.0}
    module = "regression_loops.too_few_rows"
    square = 2 * seen + 3 * (share / length).sum()
    assert square == pytest.approx(value(module, "squared_length", **at), rel=1e-7)
    assert 2 * seen == pytest.approx(value(module, "product_with_the_truth", **at), rel=1e-7)
    assert square - 4 * seen + 2 == pytest.approx(value(module, "prediction_risk", **at), rel=1e-7)


@given(
    n=st.integers(1, 20),
    more=st.integers(2, 20),
    t=st.integers(0, 9),
    sigma2=st.fractions(0, 9, max_denominator=9).filter(bool),
    beta2=st.fractions(0, 9, max_denominator=9),
)
def test_too_few_rows_by_their_recursion(n: int, more: int, t: int, sigma2: Fraction, beta2: Fraction) -> None:
    d = n + more
    share, added = Fraction(n, d), sigma2 * n / (more - 1)
    square = product = quiet = beta2
    for fit in range(t):
        square, product = share * square + added, share * product
        quiet = share * quiet + (added if fit == 0 else 0)
    at = {"n": n, "d": d, "t": t, "sigma2": sigma2, "beta2": beta2}
    module = "regression_loops.too_few_rows"
    assert exact(module, "squared_length", **at) == square
    assert exact(module, "prediction_risk", **at) == square - 2 * product + beta2
    assert exact(module, "limit_of_prediction_risk", **at) > exact(module, "worse_than_no_fit", **at) == beta2
    if t:
        silent = "regression_loops.too_few_rows_on_predictions"
        assert exact(silent, "squared_length", **at) == quiet
        assert exact(silent, "product_with_the_truth", **at) == product
        assert exact(silent, "prediction_risk", **at) == quiet - 2 * product + beta2
        assert exact(silent, "prediction_risk_without_noise", **at) == beta2 - product
        assert exact(silent, "prediction_risk_of_first_fit", **at) == exact(silent, "prediction_risk", **{**at, "t": 1})
        assert exact(silent, "limit_of_squared_length", **at) == 0


def test_the_same_few_rows_keep_what_was_seen() -> None:
    design = np.random.default_rng(0).standard_normal((3, 7))
    solve = np.linalg.pinv(design)
    first = solve @ (design @ np.ones(7) + np.array([1.0, -2.0, 0.5]))
    np.testing.assert_allclose(solve @ design @ first, first, atol=1e-12)


def test_where_there_are_rows_enough_there_is_no_value() -> None:
    risk = conclusion("regression_loops.too_few_rows", "prediction_risk")
    with pytest.raises(ValueError, match="take more columns or fewer rows"):
        risk.evaluate(n=3, d=4, t=1, sigma2=1, beta2=1)
