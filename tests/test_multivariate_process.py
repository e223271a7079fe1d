"""The chain in several dimensions does literally what it says, and every broken assumption is seen by some check.

(1) Each run is held, draw by draw, to the lines "draw" and "fit" written out point by point, and to NumPy's own
covariances, determinants and eigenvalues.  (2) In one dimension it is the chain of `processes.gaussian`.  (3) Runs are
held to classical laws of one normal sample, by checks with a false-alarm rate of 1e-9 each; each switch is thrown, and
the same checks must see it.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import scipy.linalg
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from collapse_math.processes import GaussianChain, MultivariateChain, MultivariateRun
from collapse_math.processes.draws import LAWS, standardised_draws
from collapse_math.verdict import ChiSquareSum, Verdict, WholeLaw

RATES = {"false_alarm": 1e-9, "miss": 1e-4}
TRUTH = ((2.0, 0.5, -0.3), (0.5, 1.0, 0.2), (-0.3, 0.2, 3.0))


def generator(*parameters: object) -> np.random.Generator:
    return np.random.default_rng(zlib.crc32(repr(parameters).encode()))


def literal(chain: MultivariateChain, run: MultivariateRun, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Means and covariances from data points in their own unit, one chain after the other, drawn with its factors."""
    rng = np.random.default_rng(seed)
    means = np.broadcast_to(chain.centre, (chain.chains, chain.dimensions))
    all_means, all_covariances = [means], [np.broadcast_to(chain.truth, run.factors[0].shape)]
    data: list[list[np.ndarray]] = [[] for _ in range(chain.chains)]
    for t in range(1, chain.generations + 1):
        if chain.randomness == "reused":
            rng = np.random.default_rng(seed)
        points = chain.points * t if chain.sizes == "growing" else chain.points
        z = standardised_draws(rng, (points, chain.dimensions * chain.chains), chain.draws, chain.dependence)
        z = z.reshape(points, chain.dimensions, chain.chains) * (1.1 if chain.matching == "inflated" else 1.0)
        covariances = []
        for c in range(chain.chains):
            new = [means[c] + run.factors[t - 1, c] @ z[i, :, c] for i in range(points)]
            data[c] = data[c] + new if chain.memory == "accumulate" else new
            used = np.array(data[c])
            squares = np.atleast_2d(np.cov(used.T, ddof=0)) * len(used)
            divisor = {"n": len(used), "n-1": len(used) - 1, "varying": len(used) - (1 - t % 2)}.get(
                str(chain.divisor), chain.divisor
            )
            covariances.append(squares / divisor)
        means = np.array([np.mean(data[c], axis=0) for c in range(chain.chains)])
        all_means.append(means)
        all_covariances.append(np.array(covariances))
    return np.array(all_means), np.array(all_covariances)


CHAINS = st.builds(
    MultivariateChain,
    points=st.integers(4, 7),
    dimensions=st.just(3),
    generations=st.integers(1, 4),
    chains=st.integers(1, 3),
    mean=st.sampled_from([None, (1.0, -2.0, 0.5)]),
    covariance=st.sampled_from([None, TRUTH]),
    divisor=st.sampled_from(["n", "n-1", "varying", 3.5]),
    draws=st.sampled_from(list(LAWS)),
    dependence=st.sampled_from(["independent", "correlated"]),
    matching=st.sampled_from(["matched", "inflated"]),
    memory=st.sampled_from(["replace", "accumulate"]),
    randomness=st.sampled_from(["fresh", "reused"]),
    sizes=st.sampled_from(["constant", "growing"]),
)


@settings(deadline=None, max_examples=100)
@given(chain=CHAINS)
def test_a_run_is_its_two_lines(chain: MultivariateChain) -> None:
    seed = zlib.crc32(repr(chain).encode())
    run = chain.run(np.random.default_rng(seed))
    means, covariances = literal(chain, run, seed)
    size = np.abs(covariances).max()
    np.testing.assert_allclose(run.locations, means, rtol=0, atol=1e-12 * max(1, np.abs(means).max()))
    np.testing.assert_allclose(run.matrices, covariances, rtol=0, atol=1e-12 * size)
    np.testing.assert_allclose(run.determinants, np.linalg.det(covariances), rtol=1e-6, atol=1e-13 * size**3)


def test_statistics_of_a_run() -> None:
    """What a run records, against the same by NumPy from means and covariances."""
    run = MultivariateChain(6, 3, 2, 20, (1.0, -2.0, 0.5), TRUTH).run(generator("statistics"))
    truth, centre = np.array(TRUTH), run.chain.centre
    for t in range(3):
        for c in range(20):
            mean, matrix = run.locations[t, c], run.matrices[t, c]
            drift, inverse = mean - centre, np.linalg.inv(matrix)
            fall = math.log(np.linalg.det(truth) / np.linalg.det(matrix))
            root = scipy.linalg.sqrtm(truth)
            overlap = np.trace(scipy.linalg.sqrtm(root @ matrix @ root)).real
            expected = {
                "means": mean[0],
                "variances": matrix[0, 0],
                "covariances": matrix[0, 1],
                "squared_drifts": drift[0] ** 2,
                "products_of_drifts": drift[0] * drift[1],
                "products_of_draws": matrix[0, 1] + drift[0] * drift[1],
                "determinants": np.linalg.det(matrix),
                "log_determinants": math.log(np.linalg.det(matrix)),
                "determinants_of_two": matrix[0, 0] * matrix[1, 1] - matrix[0, 1] ** 2,
                "inverse_entries": inverse[0, 0],
                "squared_traces": np.trace(matrix) ** 2,
                "traces_of_squares": np.sum(matrix**2),
                "ranks": 3,
                "divergences_of_fit_from_truth": (
                    np.trace(np.linalg.solve(truth, matrix)) + drift @ np.linalg.solve(truth, drift) - 3 + fall
                )
                / 2,
                "divergences_of_truth_from_fit": (np.trace(inverse @ truth) + drift @ inverse @ drift - 3 - fall) / 2,
                "squared_wasserstein_distances": drift @ drift + np.trace(matrix) + np.trace(truth) - 2 * overlap,
            }
            for name, value in expected.items():
                found = getattr(run, name)
                assert found.shape == (3, 20)
                assert found[t, c] == pytest.approx(value, rel=1e-9, abs=1e-9), name
            np.testing.assert_allclose(run.spectra[t, c], np.linalg.eigvalsh(matrix)[::-1], rtol=1e-9)
    ratios = run.inverse_entries[:-1] / run.inverse_entries[1:]
    np.testing.assert_allclose(run.ratios_of_inverse_entries, ratios)


def test_divergences_and_distances_vanish_for_the_truth() -> None:
    run = MultivariateChain(6, 3, 1, 4, None, TRUTH).run(generator("truth"))
    for name in ("fit_from_truth", "truth_from_fit"):
        np.testing.assert_allclose(getattr(run, f"divergences_of_{name}")[0], 0, atol=1e-14)
    np.testing.assert_allclose(run.squared_wasserstein_distances[0], 0, atol=1e-13)


@pytest.mark.parametrize("memory", ["replace", "accumulate"])
def test_in_one_dimension_it_is_the_gaussian_chain(memory: Any) -> None:
    one = MultivariateChain(4, 1, 5, 30, (1.5,), ((2.0,),), memory=memory).run(generator("one"))
    line = GaussianChain(4, 5, 30, mean=1.5, variance=2.0, memory=memory).run(generator("one"))
    for name in ("means", "variances", "squared_drifts", "squared_wasserstein_distances"):
        np.testing.assert_allclose(getattr(one, name), getattr(line, name), rtol=1e-9, atol=1e-12, err_msg=name)
    np.testing.assert_allclose(one.log_determinants, line.log_variances, rtol=1e-9)


def test_more_dimensions_than_points() -> None:
    run = MultivariateChain(3, 5, 4, 50, None, None).run(generator("flat"))
    assert (run.ranks[1:] == 2).all()
    assert (run.ranks[0] == 5).all()
    assert not run.determinants[1:].any()
    assert np.isneginf(run.log_determinants[1:]).all()


def test_the_same_generator_state_gives_the_same_run() -> None:
    chain = MultivariateChain(4, 2, 3, 5)
    first, second = chain.run(np.random.default_rng(7)), chain.run(np.random.default_rng(7))
    assert np.array_equal(first.matrices, second.matrices)
    assert not np.array_equal(first.matrices, chain.run(np.random.default_rng(8)).matrices)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"points": 1}, "points must be an integer of at least 2"),
        ({"dimensions": 0}, "dimensions must be an integer of at least 1"),
        ({"generations": 0}, "generations must be"),
        ({"chains": 0}, "chains must be"),
        ({"mean": (1.0,)}, "mean must be 2 numbers"),
        ({"covariance": ((1.0, 0.0),)}, "covariance must be 2 rows of 2 numbers, symmetric"),
        ({"covariance": ((1.0, 0.5), (0.4, 1.0))}, "symmetric"),
        ({"covariance": ((1.0, 2.0), (2.0, 1.0))}, "positive definite"),
        ({"divisor": 0}, "divisor must be"),
        ({"draws": "cauchy"}, "draws must be one of"),
        ({"memory": "window"}, "memory must be one of"),
    ],
)
def test_arguments_out_of_range_are_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replace(MultivariateChain(4, 2, 3, 5), **changes)


# Sampling theory of one normal sample: n times the variance of the first coordinate over that of the fit before is
# chi-square with n - 1 degrees of freedom, and n (Sigma_t^-1)_11/(Sigma_{t+1}^-1)_11 with n - d of them.


def disagreeing(run: MultivariateRun, checks: Iterable[str]) -> set[str]:
    n, d = run.chain.points, run.chain.dimensions
    kept = n * run.variances[1:] / run.variances[:-1]
    inverse = n * run.ratios_of_inverse_entries
    steps = math.sqrt(n) * np.linalg.solve(run.factors[:-1], np.diff(run.locations, axis=0)[..., None])[..., 0]
    repeats = (steps[1] - steps[0]) / math.sqrt(2)
    law = WholeLaw(smallest_effect=0.03, **RATES)

    def scale(degrees: int) -> ChiSquareSum:
        return ChiSquareSum(degrees=degrees, smallest_effect=0.1, **RATES)

    judge: dict[str, Callable[[], Verdict]] = {
        "scale": lambda: scale(n - 1).judge(kept),
        "law": lambda: law.judge(kept, stats.chi2(n - 1).cdf),
        "inverse scale": lambda: scale(n - d).judge(inverse),
        "inverse law": lambda: law.judge(inverse, stats.chi2(n - d).cdf),
        "steps": lambda: scale(1).judge(steps[..., 1] ** 2),
        "repeats": lambda: scale(1).judge(repeats[..., 1] ** 2),
    }
    return {name for name in checks or judge if not judge[name]().agrees}


STANDARD = MultivariateChain(5, 2, 3, 40_000, None, ((2.0, 1.0), (1.0, 3.0)))


@pytest.mark.parametrize(
    ("switch", "seen"),
    [
        ({}, set()),
        ({"points": 7, "dimensions": 3, "covariance": TRUTH}, set()),
        ({"divisor": "n-1"}, {"scale", "inverse scale"}),
        ({"divisor": "varying"}, {"scale", "inverse scale"}),
        ({"divisor": 6.0}, {"scale", "inverse scale"}),
        ({"draws": "uniform"}, {"law", "inverse law"}),
        ({"draws": "laplace"}, {"law", "inverse law"}),
        ({"draws": "student"}, {"law", "inverse law"}),
        ({"dependence": "correlated"}, {"scale", "inverse scale", "steps"}),
        ({"matching": "inflated"}, {"scale", "inverse scale", "steps"}),
        ({"memory": "accumulate"}, {"scale", "inverse scale", "steps"}),
        ({"randomness": "reused"}, {"repeats"}),
        ({"sizes": "growing"}, {"scale", "inverse scale", "steps"}),
    ],
    ids=lambda value: " ".join(map(str, sorted(value) or ["nothing"])),
)
def test_each_broken_assumption_is_seen(switch: dict[str, Any], seen: set[str]) -> None:
    """With none broken, no check disagrees."""
    assert disagreeing(replace(STANDARD, **switch).run(generator(switch)), seen) == seen
