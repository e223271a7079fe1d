"""The simulators do literally what they say, and every broken assumption is seen by some check.

(1) Each run is held, draw by draw, to the two lines "draw" and "fit", written out without regard to rounding.
(2) Runs are held to laws that are classical for one sample (the sum of squares of a normal sample is
chi-square, its mean is normal), by checks with a false-alarm rate of 1e-9 each.  (3) Each switch is thrown, and
each mistake made that public simulators make, and the same checks must see it.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from collapse_math.processes import GaussianChain, GaussianRun, RegressionChain, RegressionRun
from collapse_math.processes.draws import CORRELATION, standardised_draws
from collapse_math.processes.gaussian import kullback_leibler_divergence, squared_wasserstein_distance
from collapse_math.verdict import ChiSquareSum, NormalSum, RobustMean, Verdict, WholeLaw, judge_equal

RATES = {"false_alarm": 1e-9, "miss": 1e-4}


def generator(*parameters: object) -> np.random.Generator:
    """A generator whose seed is derived from the parameters of the test, so that nobody chooses it."""
    return np.random.default_rng(zlib.crc32(repr(parameters).encode()))


# ---------------------------------------------------------------- standardised draws

MARGINALS: dict[str, Callable[[Any], Any]] = {
    "gaussian": stats.norm.cdf,
    "uniform": stats.uniform(-math.sqrt(3), 2 * math.sqrt(3)).cdf,
    "laplace": stats.laplace(scale=math.sqrt(0.5)).cdf,
    "student": stats.t(10, scale=math.sqrt(0.8)).cdf,
}


@pytest.mark.parametrize("law", MARGINALS)
@pytest.mark.parametrize("dependence", ["independent", "correlated"])
def test_every_single_draw_has_its_law(law: Any, dependence: Any) -> None:
    check = WholeLaw(smallest_effect=0.02, **RATES)
    draws = standardised_draws(generator(law, dependence), (2, check.draws_needed), law, dependence)
    for point in draws:  # the points of one chain may depend on each other, chains do not
        verdict = check.judge(point, MARGINALS[law])
        assert verdict.agrees, verdict.summary


@pytest.mark.parametrize(("dependence", "correlation"), [("independent", 0.0), ("correlated", CORRELATION)])
def test_draws_are_correlated_as_said(dependence: Any, correlation: float) -> None:
    check = ChiSquareSum(degrees=1, smallest_effect=0.05, **RATES)
    first, second = standardised_draws(generator(dependence), (2, check.draws_needed), "gaussian", dependence)
    verdict = check.judge((first - second) ** 2 / (2 * (1 - correlation)))
    assert verdict.agrees, verdict.summary


# ---------------------------------------------------------------- the Gaussian chain, literally


def literal_gaussian(chain: GaussianChain, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Means and variances, from data points in their own unit."""
    rng = np.random.default_rng(seed)
    mean, variance = np.full(chain.chains, chain.mean), np.full(chain.chains, chain.variance)
    means, variances = [mean], [variance]
    data = np.empty((0, chain.chains))
    for t in range(1, chain.generations + 1):
        if chain.randomness == "reused":
            rng = np.random.default_rng(seed)
        points = chain.points * t if chain.sizes == "growing" else chain.points
        draws = standardised_draws(rng, (points, chain.chains), chain.draws, chain.dependence)
        inflation = 1.1 if chain.matching == "inflated" else 1.0
        new = mean + inflation * np.sqrt(variance) * draws
        data = np.concatenate([data, new]) if chain.memory == "accumulate" else new
        mean = np.mean(data, axis=0)
        if chain.divisor == "n" or (chain.divisor == "varying" and t in (1, 3, 5, 7)):
            variance = np.var(data, axis=0)
        elif chain.divisor in ("n-1", "varying"):
            variance = np.var(data, axis=0, ddof=1)
        else:
            variance = np.sum((data - mean) ** 2, axis=0) / chain.divisor
        means.append(mean)
        variances.append(variance)
    return np.array(means), np.array(variances)


@settings(deadline=None, max_examples=150)
@given(
    chain=st.builds(
        GaussianChain,
        points=st.integers(2, 7),
        generations=st.integers(1, 5),
        chains=st.integers(1, 4),
        mean=st.floats(-3, 3),
        variance=st.floats(0.1, 10),
        divisor=st.sampled_from(["n", "n-1", "varying", 3.5]),
        draws=st.sampled_from(list(MARGINALS)),
        dependence=st.sampled_from(["independent", "correlated"]),
        matching=st.sampled_from(["matched", "inflated"]),
        memory=st.sampled_from(["replace", "accumulate"]),
        randomness=st.sampled_from(["fresh", "reused"]),
        sizes=st.sampled_from(["constant", "growing"]),
    )
)
def test_a_gaussian_run_is_its_two_lines(chain: GaussianChain) -> None:
    seed = zlib.crc32(repr(chain).encode())
    run = chain.run(np.random.default_rng(seed))
    means, variances = literal_gaussian(chain, seed)
    # Points are rounded to 1e-16 of their size; a fitted standard deviation may be much smaller than a point.
    largest_point = np.abs(means).max() + 10 * math.sqrt(variances.max())
    rounding = 1e-14 * largest_point / math.sqrt(variances.min())
    np.testing.assert_allclose(run.variances, variances, rtol=rounding)
    np.testing.assert_allclose(run.means, means, rtol=0, atol=rounding * math.sqrt(variances.max()))
    steps = np.diff(means, axis=0) / np.sqrt(variances[:-1])
    np.testing.assert_allclose(run.scaled_mean_steps, steps, rtol=0, atol=100 * rounding)
    np.testing.assert_allclose(run.refit_ratios, variances[1:] / variances[:-1], rtol=2 * rounding)
    np.testing.assert_allclose(run.standard_deviations**2, run.variances)
    np.testing.assert_allclose(run.squared_drifts, (run.means - chain.mean) ** 2)


def test_the_same_generator_state_gives_the_same_run() -> None:
    chain = GaussianChain(3, 4, 5)
    first, second = chain.run(np.random.default_rng(7)), chain.run(np.random.default_rng(7))
    assert np.array_equal(first.means, second.means)
    assert not np.array_equal(first.means, chain.run(np.random.default_rng(8)).means)


# ---------------------------------------------------------------- distances of two normal laws

LAWS_TO_COMPARE = [(0.0, 1.0, 0.0, 1.0), (0.5, 0.3, -1.0, 2.0), (3.0, 4.0, 2.0, 0.5), (0.0, 1.0, 0.1, 1.1)]


@pytest.mark.parametrize(("mean", "variance", "other_mean", "other_variance"), LAWS_TO_COMPARE)
def test_distances_against_their_definition(
    mean: float, variance: float, other_mean: float, other_variance: float
) -> None:
    law = stats.norm(mean, math.sqrt(variance))
    other = stats.norm(other_mean, math.sqrt(other_variance))
    arguments = [np.array(x) for x in (mean, math.log(variance), other_mean, math.log(other_variance))]

    # Optimal transport on the line matches quantiles.
    transport, _ = integrate.quad(lambda level: (law.ppf(level) - other.ppf(level)) ** 2, 0, 1)
    assert squared_wasserstein_distance(*arguments) == pytest.approx(transport, rel=1e-6, abs=1e-12)

    divergence, _ = integrate.quad(
        lambda x: law.pdf(x) * (law.logpdf(x) - other.logpdf(x)), *law.support(), epsabs=1e-12
    )
    assert kullback_leibler_divergence(*arguments) == pytest.approx(divergence, rel=1e-6, abs=1e-10)


def test_the_distances_of_a_run_compare_each_fit_with_the_truth() -> None:
    run = GaussianChain(4, 2, 3, mean=1.0, variance=2.0).run(generator("distances"))
    for t in range(3):
        for c in range(3):
            fit = (run.means[t, c], run.log_variances[t, c])
            truth = (np.array(1.0), np.array(math.log(2.0)))
            assert run.squared_wasserstein_distances[t, c] == squared_wasserstein_distance(*fit, *truth)
            assert run.divergences_of_fit_from_truth[t, c] == kullback_leibler_divergence(*fit, *truth)
            assert run.divergences_of_truth_from_fit[t, c] == kullback_leibler_divergence(*truth, *fit)
    assert not run.squared_wasserstein_distances[0].any()


# ---------------------------------------------------------------- the Gaussian chain against sampling theory


def sampling_theory(run: GaussianRun, divisor: float) -> dict[str, Verdict]:
    """Compare a run with what is classical for one normal sample and a divisor c (Cochran, A1).

    Each c V_{t+1}/V_t is chi-square(n - 1), each sqrt(n) (M_{t+1} - M_t)/sqrt(V_t) standard normal, and all are
    independent: so the difference of the steps of two generations, over sqrt(2), is standard normal too.
    """
    points = run.chain.points
    ratios = divisor * run.refit_ratios
    steps = math.sqrt(points) * run.scaled_mean_steps
    pairs = len(steps) // 2
    repeats = (steps[0 : 2 * pairs : 2] - steps[1 : 2 * pairs : 2]) / math.sqrt(2)
    effect = 1 / (1 - 1 / points**2) - 1  # tells (n - 1)/n from n/(n + 1)
    law = WholeLaw(smallest_effect=0.03, **RATES)
    return {
        "ratio scale": ChiSquareSum(degrees=points - 1, smallest_effect=effect, **RATES).judge(ratios),
        "ratio law": law.judge(ratios, stats.chi2(points - 1).cdf),
        "step mean": NormalSum(smallest_effect=0.03, **RATES).judge(steps),
        "step scale": ChiSquareSum(degrees=1, smallest_effect=0.1, **RATES).judge(steps**2),
        "step law": law.judge(steps, stats.norm.cdf),
        "repeats": ChiSquareSum(degrees=1, smallest_effect=0.1, **RATES).judge(repeats**2),
    }


def disagreeing(verdicts: dict[str, Verdict]) -> set[str]:
    return {name for name, verdict in verdicts.items() if not verdict.agrees}


@settings(deadline=None, max_examples=12)
@given(
    points=st.integers(2, 5),
    divisor=st.sampled_from(["n", "n-1"]) | st.floats(0.5, 10),
    mean=st.floats(-1e3, 1e3),
    variance=st.floats(1e-6, 1e6),
)
def test_the_chain_agrees_with_sampling_theory(points: int, divisor: Any, mean: float, variance: float) -> None:
    chain = GaussianChain(points, 4, 30_000, mean=mean, variance=variance, divisor=divisor)
    divide_by = {"n": points, "n-1": points - 1}.get(divisor, divisor)
    assert disagreeing(sampling_theory(chain.run(generator(chain)), divide_by)) == set()


BROKEN_GAUSSIAN: list[tuple[dict[str, Any], set[str], set[str]]] = [
    # switch thrown, checks that must disagree, checks that must still agree
    ({"divisor": "n-1"}, {"ratio scale", "ratio law"}, {"step mean", "step scale", "step law", "repeats"}),
    ({"divisor": "varying"}, {"ratio scale", "ratio law"}, {"step mean", "step scale", "step law", "repeats"}),
    ({"divisor": 6.0}, {"ratio scale", "ratio law"}, {"step mean", "step scale", "step law", "repeats"}),
    # Any law with the variance of the fit keeps the mean of V_{t+1}/V_t, and loses its law.
    ({"draws": "uniform"}, {"ratio law"}, {"ratio scale", "step mean", "step scale", "repeats"}),
    ({"draws": "laplace"}, {"ratio law"}, {"ratio scale", "step mean", "step scale", "repeats"}),
    ({"draws": "student"}, {"ratio law"}, {"ratio scale", "step mean", "step scale", "repeats"}),
    ({"dependence": "correlated"}, {"ratio scale", "step scale"}, set()),
    ({"matching": "inflated"}, {"ratio scale", "step scale"}, {"step mean"}),
    ({"memory": "accumulate"}, {"ratio scale", "step scale"}, set()),
    ({"randomness": "reused"}, {"repeats"}, set()),
    ({"sizes": "growing"}, {"ratio scale", "step scale"}, {"step mean"}),
]


@pytest.mark.parametrize(("switch", "seen", "kept"), BROKEN_GAUSSIAN)
def test_each_broken_assumption_of_the_gaussian_chain_is_seen(
    switch: dict[str, Any], seen: set[str], kept: set[str]
) -> None:
    chain = replace(GaussianChain(5, 4, 40_000), **switch)
    found = disagreeing(sampling_theory(chain.run(generator(switch)), 5))
    assert seen <= found
    assert not kept & found


def test_a_chain_of_two_points_is_right_long_after_its_variance_has_underflowed() -> None:
    run = GaussianChain(2, 3000, 40).run(generator("underflow"))
    assert run.log_variances[-1].max() < -4000
    assert not run.variances[-1].any()
    assert np.isinf(run.divergences_of_truth_from_fit[-1]).all()
    late = replace(run, log_variances=run.log_variances[2900:], scaled_mean_steps=run.scaled_mean_steps[2900:])
    check = ChiSquareSum(degrees=1, smallest_effect=0.4, **RATES)
    for pivot in (2 * late.refit_ratios, 2 * late.scaled_mean_steps**2):
        verdict = check.judge(pivot)
        assert verdict.agrees, verdict.summary


def test_a_growing_chain_never_returns_an_infinity() -> None:
    with pytest.raises(FloatingPointError):
        GaussianChain(5, 1000, 2, divisor=0.1).run(generator("overflow"))


# Means over chains, of statistics whose variance is finite and known: B1, B2, C1 and C3 of the catalogue.

MEAN_VARIANCE_AFTER_FOUR: list[tuple[dict[str, Any], float, float]] = [
    ({}, (1 - 1 / 4) ** 4, ((1 - 1 / 4) ** 2 * (1 + 2 / 3)) ** 4),
    ({"divisor": "n-1"}, 1.0, (1 + 2 / 3) ** 4),
    ({"sizes": "growing"}, 3 / 4 * 7 / 8 * 11 / 12 * 15 / 16, 1.0),  # each factor of the second moment is < 1
    (
        {"memory": "accumulate"},
        math.prod(1 - 1 / (4 * j**2) for j in (1, 2, 3, 4)),
        math.prod((1 - 1 / (4 * j**2)) ** 2 + (6 + 2 * ((j - 1) / j) ** 2) / (16 * j**2) for j in (1, 2, 3, 4)),
    ),
]


@pytest.mark.parametrize(("switch", "mean", "second_moment"), MEAN_VARIANCE_AFTER_FOUR, ids=str)
def test_mean_variance_after_four_refits(switch: dict[str, Any], mean: float, second_moment: float) -> None:
    check = RobustMean(mean=mean, variance=second_moment, smallest_effect=0.1, **RATES)
    chain = replace(GaussianChain(4, 4, check.draws_needed), **switch)
    verdict = check.judge(chain.run(generator("mean variance", switch)).variances[4])
    assert verdict.agrees, verdict.summary


# ---------------------------------------------------------------- mistakes that public simulators make


def test_divisor_n_minus_1_called_maximum_likelihood_is_seen() -> None:
    rng = generator("ddof")
    log_variances = [np.zeros(30_000)]
    for _ in range(4):
        data = np.exp(log_variances[-1] / 2) * rng.standard_normal((5, 30_000))
        log_variances.append(np.log(np.var(data, axis=0, ddof=1)))
    honest = GaussianChain(5, 4, 30_000).run(generator("ddof"))
    mistaken = replace(honest, log_variances=np.array(log_variances))
    assert "ratio scale" in disagreeing(sampling_theory(mistaken, 5))


def test_synthetic_noise_that_repeats_the_real_noise_is_seen() -> None:
    # The helper that draws the first synthetic generation is seeded as the one that drew the real data.
    chain = GaussianChain(5, 4, 30_000)
    honest = chain.run(generator("repeat"))
    repeated = honest.scaled_mean_steps.copy()
    repeated[1] = repeated[0]
    assert disagreeing(sampling_theory(replace(honest, scaled_mean_steps=repeated), 5)) >= {"repeats"}
    assert disagreeing(sampling_theory(honest, 5)) == set()


def test_an_error_recorded_one_generation_late_is_seen() -> None:
    # n (M_1 - M_0)^2 / V_0 is chi-square(1); a record that starts with generation 0 twice says 0.
    check = ChiSquareSum(degrees=1, smallest_effect=0.2, **RATES)
    run = GaussianChain(5, 3, check.draws_needed, mean=2.0, variance=3.0).run(generator("late"))
    late = np.concatenate([run.squared_drifts[:1], run.squared_drifts[:-1]])
    assert check.judge(5 * run.squared_drifts[1] / 3.0).agrees
    assert not check.judge(5 * late[1] / 3.0).agrees
    # Row 0 of every record is the truth.
    assert judge_equal(run.means[0], 2.0, tolerance=0).agrees
    assert judge_equal(run.variances[0], 3.0, tolerance=1e-15).agrees


def test_a_decay_law_fitted_by_eye_is_seen() -> None:
    # Inverse square root in place of geometric: 1/sqrt(1 + t) is .38 at t = 6, (1 - 1/4)^6 is .18.
    second_moment = ((1 - 1 / 4) ** 2 * (1 + 2 / 3)) ** 6
    geometric = RobustMean(mean=(3 / 4) ** 6, variance=second_moment, smallest_effect=0.15, **RATES)
    by_eye = replace(geometric, mean=1 / math.sqrt(7))
    variances = GaussianChain(4, 6, geometric.draws_needed).run(generator("by eye")).variances[6]
    assert geometric.judge(variances).agrees
    assert not by_eye.judge(variances).agrees


# ---------------------------------------------------------------- the regression chain, literally


def literal_regression(chain: RegressionChain, seed: int) -> dict[str, np.ndarray]:
    """Labels in their own unit, all kept rows stacked, one chain after the other."""
    rng = np.random.default_rng(seed)
    n, d = chain.rows, chain.columns
    beta = np.ones(d) if chain.coefficients is None else np.array(chain.coefficients)
    fixed = None
    if chain.design == "fixed":
        fixed = rng.standard_normal((n, d)) if chain.design_matrix is None else chain.design_matrix
    b = np.tile(beta, (chain.chains, 1))
    s2 = np.full(chain.chains, chain.noise_variance)
    record: dict[str, list[np.ndarray]] = {
        name: [] for name in ("coefficients", "noise_variances", "residuals", "explained", "in_sample")
    }
    rows = [np.empty((0, d)) for _ in range(chain.chains)]
    labels = [np.empty(0) for _ in range(chain.chains)]
    written = [np.empty(0) for _ in range(chain.chains)]
    z = z_real = np.empty((0, 0))
    for t in range(chain.generations):
        n = chain.rows * (t + 1 if chain.sizes == "growing" else 1)
        X = rng.standard_normal((chain.chains, n, d)) if fixed is None else np.empty((0, 0, 0))
        if fixed is not None:
            X = np.broadcast_to(np.concatenate([fixed] * (n // chain.rows)), (chain.chains, n, d))
        if chain.rank == "deficient":
            X = np.concatenate([X[..., :-1], np.zeros((chain.chains, n, 1))], axis=2)
        noisy = t == 0 or chain.noise != "none" or chain.real_data != "none"
        if noisy and (t == 0 or chain.randomness == "fresh"):
            z = z_real = standardised_draws(rng, (n, chain.chains), chain.draws, chain.dependence)
            if chain.real_data == "labels":
                z_real = standardised_draws(rng, (n, chain.chains), chain.draws, chain.dependence)
        edited = np.ones((chain.chains, n), dtype=bool)
        if chain.edits == "some" and t > 0:
            edited = rng.random((chain.chains, n)) < chain.edit_rate
        new_b, new_s2 = np.empty_like(b), np.empty_like(s2)
        residuals, explained, in_sample = (np.empty(chain.chains) for _ in range(3))
        for c in range(chain.chains):
            inflation = 1.1 if chain.matching == "inflated" else 1.0
            maker = b[c] + (np.eye(d)[0] * chain.shift if t == 0 else 0)
            sigma = math.sqrt(chain.noise_variance)
            bend = sigma * X[c][:, 0] ** 2 if chain.truth == "curved" else np.zeros(n)
            # Randomness that is used again repeats as often as there are rows to fill.
            again = [np.resize(draws[:, c], n) for draws in (z, z_real)]
            y = X[c] @ maker + inflation * np.sqrt(s2[c]) * again[0] + (bend if t == 0 else 0)
            real = X[c] @ beta + inflation * sigma * again[1] + bend
            if chain.real_data == "labels":
                y = chain.share * real + (1 - chain.share) * y
            elif chain.real_data != "none":
                y[: chain.real_rows] = real[: chain.real_rows]
            y = np.where(edited[c], y, written[c]) if chain.edits == "some" and t > 0 else y
            written[c] = y
            if chain.memory == "accumulate":
                rows[c], labels[c] = np.concatenate([rows[c], X[c]]), np.concatenate([labels[c], y])
            else:
                rows[c], labels[c] = X[c], y
            # Ridge regression is least squares with sqrt(penalty) times the identity as further rows.  Of all
            # coefficients that fit alike, lstsq gives the shortest.
            tall = np.concatenate([rows[c], math.sqrt(chain.penalty) * np.eye(d)])
            new_b[c] = np.linalg.lstsq(tall, np.concatenate([labels[c], np.zeros(d)]))[0]
            if chain.real_data == "apart":
                real_one = np.arange(len(labels[c])) % n < chain.real_rows
                fits = [
                    np.linalg.lstsq(
                        np.concatenate([rows[c][part], math.sqrt(chain.penalty) * np.eye(d)]),
                        np.concatenate([labels[c][part], np.zeros(d)]),
                    )[0]
                    for part in (real_one, ~real_one)
                ]
                new_b[c] = chain.share * fits[0] + (1 - chain.share) * fits[1]
            residuals[c] = np.sum((labels[c] - rows[c] @ new_b[c]) ** 2)
            explained[c] = np.sum((X[c] @ (new_b[c] - b[c])) ** 2)
            in_sample[c] = np.sum((X[c] @ (new_b[c] - beta)) ** 2) / n
            new_s2[c] = {
                "known": chain.noise_variance,
                "refit_n": residuals[c] / len(labels[c]),
                "refit_n_minus_d": residuals[c] / (len(labels[c]) - d),
                "none": 0.0,
            }[chain.noise]
        b, s2 = new_b, new_s2
        values = (b, s2, residuals, explained, in_sample)
        for name, value in zip(record, values, strict=True):
            record[name].append(value)
    return {name: np.array(values) for name, values in record.items()}


@settings(deadline=None, max_examples=150)
@given(
    chain=st.builds(
        RegressionChain,
        rows=st.integers(5, 9),
        columns=st.integers(1, 3),
        generations=st.integers(1, 5),
        chains=st.integers(1, 3),
        noise_variance=st.floats(0.1, 10),
        design=st.sampled_from(["fixed", "fresh"]),
        noise=st.sampled_from(["known", "refit_n", "refit_n_minus_d", "none"]),
        penalty=st.sampled_from([0.0, 0.3, 5.0]),
        draws=st.sampled_from(list(MARGINALS)),
        dependence=st.sampled_from(["independent", "correlated"]),
        memory=st.sampled_from(["replace", "accumulate"]),
        randomness=st.sampled_from(["fresh", "reused"]),
        matching=st.sampled_from(["matched", "inflated"]),
        truth=st.sampled_from(["linear", "curved"]),
        rank=st.sampled_from(["full", "deficient"]),
    )
)
def test_a_regression_run_is_its_two_lines(chain: RegressionChain) -> None:
    seed = zlib.crc32(repr(chain).encode())
    run = chain.run(np.random.default_rng(seed))
    literal = literal_regression(chain, seed)
    close: dict[str, Any] = {"rtol": 1e-6, "atol": 1e-10}
    np.testing.assert_allclose(run.coefficients[1:], literal["coefficients"], **close)
    np.testing.assert_allclose(run.noise_variances[1:], literal["noise_variances"], **close)
    np.testing.assert_allclose(run.residual_sums_of_squares, literal["residuals"], **close)
    np.testing.assert_allclose(run.explained_steps, literal["explained"], **close)
    np.testing.assert_allclose(run.in_sample_risks[1:], literal["in_sample"], **close)
    spreads = literal["noise_variances"] + literal["in_sample"]
    np.testing.assert_allclose(run.spreads_of_labels[1:], spreads, **close)
    np.testing.assert_allclose(run.prediction_risks[1:], np.sum((literal["coefficients"] - 1.0) ** 2, axis=-1), **close)
    assert not run.prediction_risks[0].any()
    assert not run.in_sample_risks[0].any()


MIXED: dict[str, Any] = {
    "real_data": st.sampled_from(["labels", "rows", "apart"]),
    "share": st.floats(0, 1),
    "real_rows": st.integers(3, 5),
    "shift": st.sampled_from([0.0, 1.5]),
    "noise": st.sampled_from(["known", "refit_n", "none"]),
}
CHANGES = {
    "mixed with real data": MIXED,
    "more and more rows": {
        "sizes": st.just("growing"),
        "noise": st.sampled_from(["known", "refit_n", "none"]),
        "randomness": st.sampled_from(["fresh", "reused"]),
    },
    "some labels edited": {
        "edits": st.just("some"),
        "edit_rate": st.floats(0, 1),
        "design": st.just("fixed"),
        "noise": st.sampled_from(["known", "none"]),
    },
    "fewer rows than columns": {
        "solution": st.just("shortest"),
        "rows": st.integers(1, 4),
        "columns": st.integers(17, 18),
        "noise": st.sampled_from(["known", "none"]),
        "penalty": st.just(0.0),
        "memory": st.sampled_from(["replace", "accumulate"]),
    },
}


@pytest.mark.parametrize("change", CHANGES)
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_a_regression_run_with_more_switches_is_its_two_lines(change: str, data: st.DataObject) -> None:
    strategies: dict[str, Any] = {
        "rows": st.integers(8, 10),
        "columns": st.integers(1, 3),
        "generations": st.integers(1, 4),
        "chains": st.integers(1, 3),
        "noise_variance": st.floats(0.1, 10),
        "design": st.sampled_from(["fixed", "fresh"]),
        "penalty": st.sampled_from([0.0, 0.3]),
        "memory": st.sampled_from(["replace", "accumulate"]),
        "truth": st.sampled_from(["linear", "curved"]),
    }
    chain = RegressionChain(**{name: data.draw(s, name) for name, s in (strategies | CHANGES[change]).items()})
    seed = zlib.crc32(repr(chain).encode())
    run, literal = chain.run(np.random.default_rng(seed)), literal_regression(chain, seed)
    close: dict[str, Any] = {"rtol": 1e-5, "atol": 1e-8}
    np.testing.assert_allclose(run.coefficients[1:], literal["coefficients"], **close)
    np.testing.assert_allclose(run.residual_sums_of_squares, literal["residuals"], **close)
    np.testing.assert_allclose(run.in_sample_risks[1:], literal["in_sample"], **close)
    np.testing.assert_allclose(run.explained_steps, literal["explained"], **close)


def test_a_given_design_and_given_coefficients_are_used() -> None:
    design = generator("design").standard_normal((6, 2))
    chain = RegressionChain(6, 2, 3, 2, coefficients=(3.0, -1.0), design_matrix=design, noise="refit_n")
    run = chain.run(np.random.default_rng(11))
    literal = literal_regression(chain, 11)
    assert run.design_matrix is design
    assert np.array_equal(run.coefficients[0], [[3.0, -1.0]] * 2)
    np.testing.assert_allclose(run.coefficients[1:], literal["coefficients"], rtol=1e-9)
    np.testing.assert_allclose(run.noise_variances[1:], literal["noise_variances"], rtol=1e-9)


# ---------------------------------------------------------------- the regression chain against sampling theory


def regression_theory(run: RegressionRun, rows: int, columns: int) -> dict[str, Verdict]:
    """Compare a run with what is classical for one least-squares fit to normal noise, whatever the design.

    RSS/s_t^2 is chi-square(n - d) and |X (b_{t+1} - b_t)|^2/s_t^2 is chi-square(d), all independent.  So the
    normal scores of RSS of two generations differ by sqrt(2) times a standard normal, unless draws repeat.
    """
    residuals, explained = run.scaled_residual_sums_of_squares, run.scaled_explained_steps
    left = stats.chi2(rows - columns)
    law = WholeLaw(smallest_effect=0.03, **RATES)
    repeats = ChiSquareSum(degrees=1, smallest_effect=0.2, **RATES)
    scores = stats.norm.ppf(left.cdf(residuals[:2]))
    return {
        "residual scale": ChiSquareSum(degrees=rows - columns, smallest_effect=0.05, **RATES).judge(residuals),
        "residual law": law.judge(residuals, left.cdf),
        "explained scale": ChiSquareSum(degrees=columns, smallest_effect=0.05, **RATES).judge(explained),
        "explained law": law.judge(explained, stats.chi2(columns).cdf),
        "repeats": repeats.judge((scores[0] - scores[1]) ** 2 / 2),
    }


@pytest.mark.parametrize("design", ["fixed", "fresh"])
@pytest.mark.parametrize("noise", ["known", "refit_n", "refit_n_minus_d"])
def test_least_squares_agrees_with_sampling_theory(design: Any, noise: Any) -> None:
    chain = RegressionChain(5, 2, 4, 12_000, design=design, noise=noise, noise_variance=3.0)
    run = chain.run(generator("regression", design, noise))
    assert disagreeing(regression_theory(run, 5, 2)) == set()
    refits = {"known": 0.0, "refit_n": math.log(5), "refit_n_minus_d": math.log(3)}[noise]
    growth = np.diff(run.log_noise_variances, axis=0)
    expected = np.log(run.scaled_residual_sums_of_squares) - refits if noise != "known" else 0.0 * growth
    np.testing.assert_allclose(growth, expected, atol=1e-12)


BROKEN_REGRESSION: list[tuple[dict[str, Any], set[str]]] = [
    ({"draws": "uniform"}, {"residual law"}),
    ({"draws": "laplace"}, {"residual law"}),
    ({"draws": "student", "rows": 7}, {"residual law"}),
    # Rows of a fresh design point anywhere, so noise with a part in common keeps the mean of RSS, not its law.
    ({"dependence": "correlated"}, {"residual law"}),
    ({"memory": "accumulate"}, {"residual scale", "explained scale"}),
    ({"randomness": "reused"}, {"repeats"}),
    ({"matching": "inflated"}, {"residual scale", "explained scale"}),
    ({"truth": "curved"}, {"residual scale", "explained scale"}),
    ({"rank": "deficient"}, {"residual scale", "explained scale"}),
    ({"penalty": 1.0}, {"residual scale", "explained scale"}),
    ({"noise": "none"}, {"residual scale", "explained scale"}),
]


@pytest.mark.parametrize(("switch", "seen"), BROKEN_REGRESSION)
def test_each_broken_assumption_of_the_regression_chain_is_seen(switch: dict[str, Any], seen: set[str]) -> None:
    chain = replace(RegressionChain(5, 2, 4, 12_000, noise="refit_n", design="fresh"), **switch)
    run = chain.run(generator("regression", switch))
    assert seen <= disagreeing(regression_theory(run, chain.rows, chain.columns))


@pytest.mark.parametrize(("memory", "growth"), [("replace", 4.0), ("accumulate", 1 + 1 / 4 + 1 / 9 + 1 / 16)])
def test_in_sample_risk_of_a_fixed_design_with_known_noise(memory: Any, growth: float) -> None:
    # Independent increments: n risk_t / (sigma^2 s) is chi-square(d), s being t or the sum of 1/i^2 (E1, E5).
    check = ChiSquareSum(degrees=3, smallest_effect=0.04, **RATES)
    chain = RegressionChain(8, 3, 4, check.draws_needed, noise_variance=2.0, memory=memory)
    risks = chain.run(generator("risk", memory)).in_sample_risks
    assert check.judge(8 * risks[4] / (2.0 * growth)).agrees
    assert not check.judge(8 * risks[3] / (2.0 * growth)).agrees  # one generation late


def test_prediction_risk_of_fresh_designs() -> None:
    # One fit: the mean of |b - beta|^2 is d/(n - d - 1) times the noise variance (inverse Wishart, A4).
    n, d = 12, 2
    denominator = (n - d) * (n - d - 1) * (n - d - 3)
    second_moment = (2 * d * (n - 1) + d * (d * (n - d - 2) + 2)) / denominator
    check = RobustMean(mean=d / (n - d - 1), variance=second_moment, smallest_effect=0.03, **RATES)
    chain = RegressionChain(n, d, 1, check.draws_needed, design="fresh")
    verdict = check.judge(chain.run(generator("prediction risk")).prediction_risks[1])
    assert verdict.agrees, verdict.summary


@pytest.mark.parametrize("design", ["fixed", "fresh"])
@pytest.mark.parametrize("memory", ["replace", "accumulate"])
def test_predicted_labels_change_nothing_except_for_ridge_without_memory(design: Any, memory: Any) -> None:
    # Kept real labels hold a ridge fit, too: its normal equations still hold after its predictions are added.
    chain = RegressionChain(8, 3, 20, 50, noise="none", design=design, memory=memory)
    stale = chain.run(generator("stale", design, memory)).coefficients
    assert judge_equal(stale[2:], stale[1], tolerance=1e-8).agrees
    assert not judge_equal(stale[1], stale[0], tolerance=1e-8).agrees
    ridge = replace(chain, penalty=1.0).run(generator("ridge", design, memory)).coefficients
    assert judge_equal(ridge[2:], ridge[1], tolerance=1e-8).agrees == (memory == "accumulate")


def test_distances_of_a_regression_are_means_over_its_rows() -> None:
    chain = RegressionChain(5, 2, 3, 4, noise="refit_n", noise_variance=2.0, coefficients=(3.0, -1.0))
    run = chain.run(generator("rows"))
    assert run.design_matrix is not None
    predictions = np.einsum("id,tcd->tci", run.design_matrix, run.coefficients)
    logs = run.log_noise_variances[..., np.newaxis]
    row = (predictions, logs, predictions[0], logs[0])
    kl, distance = kullback_leibler_divergence(*row), squared_wasserstein_distance(*row)
    np.testing.assert_allclose(run.divergences_of_fit_from_truth, kl.mean(axis=-1), atol=1e-12)
    np.testing.assert_allclose(run.squared_wasserstein_distances, distance.mean(axis=-1), atol=1e-12)


@pytest.mark.parametrize("noise", ["known", "refit_n"])
def test_without_full_rank_the_open_coefficient_is_zero_and_the_rows_are_used_alone(noise: Any) -> None:
    chain = RegressionChain(6, 3, 3, 5, noise=noise, rank="deficient")
    run = chain.run(generator("rank", noise))
    assert run.design_matrix is not None
    assert not run.design_matrix[:, -1].any()
    assert not run.coefficients[1:, :, -1].any()
    # Two columns and one row more for the residuals: the same labels, fitted without the third coefficient.
    same = replace(chain, columns=2, rank="full", design_matrix=run.design_matrix[:, :2])
    other = generator("rank", noise)
    other.standard_normal((6, 3))  # the design
    np.testing.assert_allclose(same.run(other).coefficients, run.coefficients[..., :2], atol=1e-12)


def test_a_regression_is_right_long_after_its_noise_has_underflowed() -> None:
    run = RegressionChain(2, 1, 2000, 40, noise="refit_n").run(generator("regression underflow"))
    assert run.log_noise_variances[-1].max() < -1500
    assert not run.noise_variances[-1].any()
    check = ChiSquareSum(degrees=1, smallest_effect=0.4, **RATES)
    for pivot in (run.scaled_residual_sums_of_squares[-100:], run.scaled_explained_steps[-100:]):
        verdict = check.judge(pivot)
        assert verdict.agrees, verdict.summary


# ---------------------------------------------------------------- arguments out of range

GAUSSIAN: dict[str, Any] = {"points": 2, "generations": 1, "chains": 1}
REGRESSION: dict[str, Any] = {"rows": 5, "columns": 2, "generations": 1, "chains": 1}

WRONG: list[tuple[str, dict[str, Any]]] = [
    ("points", GAUSSIAN | {"points": 1}),
    ("points", GAUSSIAN | {"points": 2.5}),
    ("generations", GAUSSIAN | {"generations": 0}),
    ("chains", GAUSSIAN | {"chains": False}),
    ("mean", GAUSSIAN | {"mean": math.nan}),
    ("variance", GAUSSIAN | {"variance": 0.0}),
    ("variance", GAUSSIAN | {"variance": math.inf}),
    ("divisor", GAUSSIAN | {"divisor": -1.0}),
    ("divisor", GAUSSIAN | {"divisor": "ml"}),
    ("draws", GAUSSIAN | {"draws": "cauchy"}),
    ("dependence", GAUSSIAN | {"dependence": "yes"}),
    ("matching", GAUSSIAN | {"matching": ""}),
    ("memory", GAUSSIAN | {"memory": "window"}),
    ("randomness", GAUSSIAN | {"randomness": None}),
    ("sizes", GAUSSIAN | {"sizes": "n"}),
    ("columns", REGRESSION | {"columns": 0}),
    ("rows", REGRESSION | {"rows": 1}),
    ("rows", REGRESSION | {"rows": 2, "noise": "refit_n"}),
    ("rows", REGRESSION | {"rows": 2, "noise": "refit_n_minus_d", "penalty": 1.0}),
    ("rows", REGRESSION | {"rows": 0, "penalty": 1.0}),
    ("penalty", REGRESSION | {"penalty": -1.0}),
    ("noise_variance", REGRESSION | {"noise_variance": 0.0}),
    ("coefficients", REGRESSION | {"coefficients": (1.0,)}),
    ("coefficients", REGRESSION | {"coefficients": (1.0, math.inf)}),
    ("design", REGRESSION | {"design": "new"}),
    ("noise", REGRESSION | {"noise": "refit"}),
    ("memory", REGRESSION | {"memory": "window"}),
    ("matching", REGRESSION | {"matching": "yes"}),
    ("truth", REGRESSION | {"truth": "quadratic"}),
    ("rank", REGRESSION | {"rank": 2}),
    ("sizes", REGRESSION | {"sizes": "shrinking"}),
    ("solution", REGRESSION | {"solution": "any"}),
    ("real_data", REGRESSION | {"real_data": "some"}),
    ("share", REGRESSION | {"share": 1.5}),
    ("share", REGRESSION | {"share": math.nan}),
    ("real_rows", REGRESSION | {"real_rows": -1}),
    ("real_rows", REGRESSION | {"real_rows": 6}),
    ("real_rows", REGRESSION | {"real_data": "apart", "real_rows": 1}),
    ("real_rows", REGRESSION | {"real_data": "apart", "real_rows": 4}),
    ("edits", REGRESSION | {"edits": "few"}),
    ("edits", REGRESSION | {"edits": "some", "design": "fresh"}),
    ("edits", REGRESSION | {"edits": "some", "noise": "refit_n"}),
    ("edits", REGRESSION | {"edits": "some", "sizes": "growing"}),
    ("edit_rate", REGRESSION | {"edit_rate": -0.1}),
    ("shift", REGRESSION | {"shift": math.inf}),
    ("design_matrix", REGRESSION | {"design_matrix": np.ones((5, 3))}),
    ("design_matrix", REGRESSION | {"design_matrix": np.ones((5, 2))}),
    ("design_matrix", REGRESSION | {"design_matrix": np.eye(5)[:, :2], "design": "fresh"}),
]


@pytest.mark.parametrize(("name", "arguments"), WRONG, ids=lambda x: str(x)[:60])
def test_wrong_arguments_are_named(name: str, arguments: dict[str, Any]) -> None:
    chain = GaussianChain if "points" in arguments else RegressionChain
    with pytest.raises(ValueError, match=f"^{name} (must|needs)"):
        chain(**arguments)


def test_fewer_rows_than_coefficients_are_enough_for_ridge() -> None:
    chain = RegressionChain(2, 3, 4, 5, penalty=1.0, noise="refit_n")
    literal = literal_regression(chain, 5)
    np.testing.assert_allclose(chain.run(np.random.default_rng(5)).coefficients[1:], literal["coefficients"])
