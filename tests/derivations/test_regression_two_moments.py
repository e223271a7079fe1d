"""Regression results that need two moments of the noise, by the expectation over all label vectors of a small law.

The law has two values and is skewed, so that nothing rests on symmetry; designs are arbitrary matrices of
small integers, fits are numpy's, and chains run for several generations.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray
from regression_results import conclusion, value

from derivations.gaussian import variance_decay

Array = NDArray[np.float64]

NOISE, WEIGHTS = np.array([2.0, -0.5]), np.array([0.2, 0.8])  # mean 0, variance 1, skewed


def test_the_small_law_has_mean_zero_and_variance_one() -> None:
    mean, square = WEIGHTS @ NOISE, WEIGHTS @ NOISE**2
    assert mean == pytest.approx(0, abs=1e-15)
    assert square == pytest.approx(1)


@dataclass(frozen=True)
class AllChains:
    """Every chain that the small law allows: weights (paths,), coefficients (paths, d), noise variances (paths,)."""

    weights: Array
    coefficients: Array
    variances: Array

    def mean(self, values: Array) -> Array:
        return np.asarray(np.tensordot(self.weights, values, axes=1))

    def error(self, beta: Array) -> Array:
        """E[(b - beta)(b - beta)'], shape (d, d)."""
        off = self.coefficients - beta
        return self.mean(off[:, :, None] * off[:, None, :])


def all_chains(designs: list[Array], beta: Array, sigma2: float, noise: str, penalty: float = 0.0) -> AllChains:
    """Label by X b + sqrt(v) e for every e, fit, and refit the noise variance ("n", "n-d"), keep it or drop it."""
    weights, fits, variances = np.ones(1), beta[None, :], np.full(1, sigma2)
    for design in designs:
        n, d = design.shape
        errors = np.array(list(itertools.product(NOISE, repeat=n)))
        chances = np.array(list(itertools.product(WEIGHTS, repeat=n))).prod(axis=1)
        labels = (fits @ design.T)[:, None, :] + np.sqrt(variances)[:, None, None] * errors
        gram = design.T @ design + penalty * np.eye(d)
        fitted = np.linalg.solve(gram, design.T @ labels.reshape(-1, n).T).T
        rss = ((labels.reshape(-1, n) - fitted @ design.T) ** 2).sum(axis=1)
        divisors = {"n": rss / n, "n-d": rss / max(n - d, 1), "none": 0 * rss}
        weights, fits = np.outer(weights, chances).ravel(), fitted
        variances = divisors.get(noise, np.full(rss.shape, sigma2))
    return AllChains(weights, fits, variances)


def eigenvectors(design: Array) -> Iterator[tuple[float, Array]]:
    """Eigenvalues and eigenvectors of X'X."""
    values, vectors = np.linalg.eigh(design.T @ design)
    yield from zip(values.tolist(), vectors.T, strict=True)


@st.composite
def designs(draw: st.DrawFn, spare: int = 0, columns: tuple[int, int] = (1, 3)) -> Array:
    """A matrix of small integers with full column rank and `spare` or more rows to spare, at most 4 rows."""
    d = draw(st.integers(columns[0], min(columns[1], 4 - spare)))
    n = draw(st.integers(d + spare, 4))
    rows = draw(st.lists(st.lists(st.integers(-3, 3), min_size=d, max_size=d), min_size=n, max_size=n))
    design = np.array(rows, dtype=np.float64)
    assume(round(float(np.linalg.det(design.T @ design))) != 0)
    return design


REFITS = st.integers(1, 3)
VARIANCES = st.sampled_from([0.25, 1.0, 2.0, 9.0])
CLOSE = {"rel": 1e-9, "abs": 1e-9}


def held_against(
    module: str, chains: AllChains, design: Array, truth: Array, t: int, sigma2: float, **more: float
) -> None:
    """Error along all eigenvectors, no correlation between them, and the error on the rows."""
    n, d = design.shape
    error = chains.error(truth)
    for eigenvalue, vector in eigenvectors(design):
        expected = value(module, "coefficient_error", n=n, d=d, t=t, s=eigenvalue, sigma2=sigma2, **more)
        assert vector @ error @ vector == pytest.approx(expected, **CLOSE)
        assert error @ vector == pytest.approx(expected * vector, **CLOSE)
    on_rows = np.trace(design @ error @ design.T) / n
    assert on_rows == pytest.approx(value(module, "in_sample_risk", n=n, d=d, t=t, sigma2=sigma2), **CLOSE)


@given(design=designs(), t=REFITS, sigma2=VARIANCES)
def test_known_noise(design: Array, t: int, sigma2: float) -> None:
    n, d = design.shape
    truth = np.arange(1.0, d + 1)
    chains = all_chains([design] * t, truth, sigma2, "known")
    held_against("known_noise", chains, design, truth, t, sigma2)
    assert chains.mean(chains.coefficients) == pytest.approx(truth)
    inverse = np.linalg.inv(design.T @ design)
    assert chains.error(truth) == pytest.approx(t * sigma2 * inverse, **CLOSE)
    trace = float(np.trace(inverse))
    whole = value("known_noise", "error_of_all_coefficients", t=t, sigma2=sigma2, trace=trace)
    assert np.trace(chains.error(truth)) == pytest.approx(whole)
    labels = np.trace(design @ chains.error(truth) @ design.T) / n + sigma2
    assert labels == pytest.approx(value("known_noise", "spread_of_labels", n=n, d=d, t=t, sigma2=sigma2))


@given(design=designs(spare=1), t=REFITS, sigma2=VARIANCES)
def test_refitted_noise(design: Array, t: int, sigma2: float) -> None:
    n, d = design.shape
    truth = np.arange(1.0, d + 1)
    chains = all_chains([design] * t, truth, sigma2, "n")
    held_against("refitted_noise", chains, design, truth, t, sigma2)
    noise = value("refitted_noise", "expected_noise_variance", n=n, d=d, t=t, sigma2=sigma2)
    assert chains.mean(chains.variances) == pytest.approx(noise)
    trace = float(np.trace(np.linalg.inv(design.T @ design)))
    whole = value("refitted_noise", "error_of_all_coefficients", n=n, d=d, t=t, sigma2=sigma2, trace=trace)
    assert np.trace(chains.error(truth)) == pytest.approx(whole)
    assert value("refitted_noise", "covariance_of_coefficients") == 0  # as `held_against` finds it


@given(design=designs(spare=1), t=REFITS, sigma2=VARIANCES)
def test_unbiased_noise(design: Array, t: int, sigma2: float) -> None:
    truth = np.arange(1.0, design.shape[1] + 1)
    chains = all_chains([design] * t, truth, sigma2, "n-d")
    held_against("unbiased_noise", chains, design, truth, t, sigma2)
    noise = value("unbiased_noise", "expected_noise_variance", sigma2=sigma2)
    assert chains.mean(chains.variances) == pytest.approx(noise)


@given(first=designs(columns=(2, 2)), others=st.lists(designs(columns=(2, 2)), max_size=2), sigma2=VARIANCES)
def test_predicted_outcomes(first: Array, others: list[Array], sigma2: float) -> None:
    # The same rows or other ones: after the first fit nothing moves, in any single chain.
    truth = np.array([1.0, -2.0])
    start = all_chains([first], truth, sigma2, "none")
    held_against("predicted_outcomes", start, first, truth, 1, sigma2)
    fits = start.coefficients
    for design in others:
        labels = fits @ design.T
        fits, *_ = np.linalg.lstsq(design, labels.T, rcond=None)
        fits = fits.T
        assert fits == pytest.approx(start.coefficients, **CLOSE)
        assert labels - fits @ design.T == pytest.approx(np.zeros_like(labels), abs=1e-9)


@given(first=designs(columns=(2, 2)), others=st.lists(designs(columns=(2, 2)), min_size=1, max_size=2))
def test_predicted_outcomes_with_all_rows_kept(first: Array, others: list[Array]) -> None:
    # Earlier rows, with the real labels of the first fit among them, do not move it either.
    rows, labels = first, first @ np.array([1.0, -2.0]) + np.linspace(-1, 2, len(first)) ** 3
    fit = start = np.linalg.lstsq(rows, labels, rcond=None)[0]
    for design in others:
        rows, labels = np.vstack([rows, design]), np.concatenate([labels, design @ fit])
        fit = np.linalg.lstsq(rows, labels, rcond=None)[0]
        assert fit == pytest.approx(start, **CLOSE)


@given(design=designs(), t=REFITS, sigma2=VARIANCES, penalty=st.sampled_from([0.1, 1.0, 7.5]))
def test_ridge(design: Array, t: int, sigma2: float, penalty: float) -> None:
    truth = np.arange(1.0, design.shape[1] + 1)
    for module, noise in (("ridge", "known"), ("ridge_on_predictions", "none")):
        chains = all_chains([design] * t, truth, sigma2, noise, penalty)
        for s, vector in eigenvectors(design):
            at = {"t": t, "s": s, "sigma2": sigma2, "penalty": penalty, "beta": vector @ truth}
            mean = value(module, "expected_coefficient", **at)
            error = value(module, "coefficient_error", **at)
            assert chains.mean(chains.coefficients @ vector) == pytest.approx(mean, **CLOSE)
            assert vector @ chains.error(truth) @ vector == pytest.approx(error, **CLOSE)


@given(design=designs(columns=(2, 2)), t=REFITS, sigma2=VARIANCES, penalty=st.sampled_from([0.1, 1.0, 7.5]))
def test_ridge_along_two_eigenvectors_together(design: Array, t: int, sigma2: float, penalty: float) -> None:
    truth = np.array([1.0, -2.0])
    error = np.trace(all_chains([design] * t, truth, sigma2, "known", penalty).error(truth))
    (s, vector), (s_2, vector_2) = eigenvectors(design)
    at = {"s": s, "beta": vector @ truth, "s_2": s_2, "beta_2": vector_2 @ truth}
    both = value("ridge", "error_along_two_eigenvectors", t=t, sigma2=sigma2, penalty=penalty, **at)
    assert error == pytest.approx(both, **CLOSE)


@given(design=designs(), t=REFITS, sigma2=VARIANCES, penalty=st.sampled_from([0.25, 2.0]))
def test_ridge_along_all_eigenvectors(design: Array, t: int, sigma2: float, penalty: float) -> None:
    truth = np.arange(1.0, design.shape[1] + 1)
    error = np.trace(all_chains([design] * t, truth, sigma2, "known", penalty).error(truth))
    spectrum, vectors = np.linalg.eigh(design.T @ design)
    listed = {"spectrum": [Fraction(x) for x in spectrum], "truth": [Fraction(x) for x in vectors.T @ truth]}
    whole = conclusion("ridge", "error_of_all_coefficients").evaluate(
        d=len(truth), t=t, sigma2=Fraction(sigma2), penalty=Fraction(penalty), **listed
    )
    assert error == pytest.approx(float(whole.decimal), **CLOSE)


def test_ridge_with_more_columns_than_rows() -> None:
    # Any rank will do: along eigenvectors with s > 0 as before, 0 along the others.
    design, truth = np.array([[1.0, 2.0, 0.0], [0.0, 1.0, -1.0]]), np.array([1.0, 2.0, 3.0])
    chains = all_chains([design] * 3, truth, 2.0, "known", 0.5)
    for s, vector in eigenvectors(design):
        if s < 1e-9:
            assert chains.coefficients @ vector == pytest.approx(np.zeros(len(chains.weights)), abs=1e-9)
            continue
        error = value("ridge", "coefficient_error", t=3, s=s, sigma2=2.0, penalty=0.5, beta=vector @ truth)
        assert vector @ chains.error(truth) @ vector == pytest.approx(error)


@given(n=st.integers(2, 4), t=REFITS, sigma2=VARIANCES)
def test_a_column_of_ones_is_the_gaussian_chain(n: int, t: int, sigma2: float) -> None:
    chains = all_chains([np.ones((n, 1))] * t, np.array([3.0]), sigma2, "n")
    mean = variance_decay.theorem.conclusions
    assert chains.mean(chains.variances) == pytest.approx(float(mean["expected_variance"].array(n=n, t=t, v_0=sigma2)))
    drift = float(chains.error(np.array([3.0]))[0, 0])
    assert drift == pytest.approx(float(mean["variance_of_mean"].array(n=n, t=t, v_0=sigma2)))
    assert drift == pytest.approx(value("dictionary", "in_sample_risk", n=n, t=t, v_0=sigma2))
