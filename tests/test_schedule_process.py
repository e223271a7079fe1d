"""The process that carries out a loop, against the Gaussian chain, its own description, and the exact moments.

The exact moments and the process share nothing but the description: one multiplies rational numbers, the other draws.
"""

from __future__ import annotations

import math
import zlib
from fractions import Fraction as F
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from random_loops import loops

from collapse_math import regimes
from collapse_math.loops import LAST_FIT, TRUTH, Draw, Fade, Generation, Loop, Pour, Refit, Source, Subsample
from collapse_math.processes import GaussianChain, LoopProcess
from collapse_math.processes.draws import CORRELATION
from collapse_math.schedules import exact_moments
from collapse_math.verdict import ChiSquareSum, Probability, RobustMean, Verdict

RATES = {"false_alarm": 1e-9, "miss": 1e-4}
KURTOSIS = {"gaussian": F(3), "uniform": F(9, 5), "laplace": F(6), "student": F(4)}


def generator(*parameters: object) -> np.random.Generator:
    """A generator whose seed is derived from the parameters of the test, so that nobody chooses it."""
    return np.random.default_rng(zlib.crc32(repr(parameters).encode()))


# ---------------------------------------------------------------- draw by draw


@given(
    points=st.integers(2, 6),
    generations=st.integers(1, 4),
    divisor=st.sampled_from(["n", "n-1", 3.5]),
    memory=st.sampled_from(["replace", "accumulate"]),
    sizes=st.sampled_from(["constant", "growing"]),
    laws=st.fixed_dictionaries(
        {
            "draws": st.sampled_from(list(KURTOSIS)),
            "dependence": st.sampled_from(["independent", "correlated"]),
            "randomness": st.sampled_from(["fresh", "reused"]),
        }
    ),
)
def test_the_loops_of_the_gaussian_chain(
    points: int, generations: int, divisor: Any, memory: Any, sizes: Any, laws: Any
) -> None:
    chain = GaussianChain(
        points, generations, 3, mean=2.0, variance=1.5, divisor=divisor, memory=memory, sizes=sizes, **laws
    )
    scheme = regimes.replace if memory == "replace" else regimes.accumulate
    batches = [points * t for t in range(1, generations + 1)] if sizes == "growing" else points
    exact = divisor if isinstance(divisor, str) else F(divisor)
    loop = scheme(batches, generations, divisor=exact, mean=2, variance=F(3, 2))
    run = LoopProcess(loop, 3, **laws).run(generator(chain))
    expected = chain.run(generator(chain))
    np.testing.assert_allclose(run.means, expected.means, rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(run.variances, expected.variances, rtol=1e-4, atol=1e-12)
    np.testing.assert_allclose(run.squared_drifts, expected.squared_drifts, rtol=1e-4, atol=1e-8)
    np.testing.assert_allclose(run.distances_of_draws, expected.distances_of_draws, rtol=1e-4, atol=1e-8)


def test_points_of_one_generation_depend_on_each_other_whatever_their_source() -> None:
    # One real and one synthetic point: the standardised difference of the two means has the variance 2 (1 - 1/2).
    loop = regimes.weighted_means(F(1, 2), 1, 1, 1)
    check = ChiSquareSum(degrees=1, smallest_effect=0.1, **RATES)
    for dependence, correlation in (("independent", 0), ("correlated", CORRELATION)):
        process = LoopProcess(loop, check.draws_needed, dependence=dependence)
        run = process.run(generator(dependence))
        # With divisor n two points at a and b have the variance (a - b)^2/4.
        verdict = check.judge(2 * run.variances[1] / (1 - correlation))
        assert verdict.agrees, verdict.summary


def test_a_fit_weighs_points_and_stores() -> None:
    # Points of variance zero stand where their source stands: 7 is the truth, and stays.
    still = Source(0, variance_factor=0)
    steps = (Draw("x", 2, TRUTH), Fade("x", F(1, 2)), Draw("x", 1, still), Draw("y", 1, still), Pour("y", "x"))
    loop = Loop((Generation(steps, Refit((("x", 3),), "n-1")),), mean=7)
    run = LoopProcess(loop, 1000).run(generator("weights"))
    noise = generator("weights").standard_normal((2, 1000))
    # Weights 3/2, 3/2, 3 and 3, with the sum 9 and the sum of squares 45/2.
    mean = noise.sum(axis=0) / 6
    squares = 1.5 * ((noise - mean) ** 2).sum(axis=0) + 6 * mean**2
    np.testing.assert_allclose(run.means[1], 7 + mean)
    np.testing.assert_allclose(run.variances[1], squares / (9 - 22.5 / 9))


def test_a_subsample_is_part_of_its_store() -> None:
    # The chosen two and all four points: a fit that sees four of four has their mean whatever the choice.
    everything = Generation((Draw("x", 4), Subsample("x", 4, "y")), Refit((("y", 1),)), ("x", "y"))
    run = LoopProcess(Loop((everything,)), 500).run(generator("all"))
    np.testing.assert_allclose(run.means[1], generator("all").standard_normal((4, 500)).mean(axis=0))
    # Two of three: each point is left out as often as the others, in each chain on its own.
    check = Probability(probability=1 / 3, smallest_effect=0.05, **RATES)
    two = Generation((Draw("x", 3), Subsample("x", 2, "y")), Refit((("y", 1),)))
    run = LoopProcess(Loop((two,)), check.draws_needed).run(generator("two"))
    points = generator("two").standard_normal((3, check.draws_needed))
    distances = np.abs(points.sum(axis=0) - 2 * run.means[1] - points)
    assert distances.min(axis=0).max() < 1e-12
    for point in range(3):
        verdict = check.judge(distances.argmin(axis=0) == point)
        assert verdict.agrees, verdict.summary


# ---------------------------------------------------------------- against the exact moments


def held_against(loop: Loop, moments_of: Loop, draws: Any = "gaussian", effect: float = 0.12) -> list[Verdict]:
    """The last fit of a simulated loop against the exact moments of a described one, which should be the same.

    `effect` is in standard deviations of V_t, or of (M_t - m_0)^2.  The false-alarm rate rests on the variance of the
    statistic, which is exact if the moments are; if they are not, this is seen, or `test_schedules` sees it.
    """
    moments = exact_moments(moments_of, order=4, kurtosis=KURTOSIS[draws]).joint_moments
    checks = []
    for mean, second in ((moments[0, 1][-1], moments[0, 2][-1]), (moments[2, 0][-1], moments[4, 0][-1])):
        variance = float(second - mean**2)
        effect_in_units = effect * math.sqrt(variance)
        checks.append(RobustMean(mean=float(mean), variance=variance, smallest_effect=effect_in_units, **RATES))
    run = LoopProcess(loop, max(check.draws_needed for check in checks), draws).run(generator(loop, draws))
    return [
        check.judge(statistic[-1]) for check, statistic in zip(checks, (run.variances, run.squared_drifts), strict=True)
    ]


@settings(max_examples=8)
@given(loop=loops(generations=3, points=4), draws=st.sampled_from(list(KURTOSIS)))
def test_random_loops(loop: Loop, draws: Any) -> None:
    last = {powers: series[-1] for powers, series in exact_moments(loop, order=4).joint_moments.items()}
    assume(last[0, 2] > last[0, 1] ** 2 and last[4, 0] > last[2, 0] ** 2)  # something is random
    for verdict in held_against(loop, loop, draws):
        assert verdict.agrees, verdict.summary


NAMED = {
    "replace": regimes.replace(3, 3),
    "accumulate": regimes.accumulate(3, 3, divisor="n-1"),
    "accumulate and subsample": regimes.accumulate_and_subsample(3, 3, 3),
    "sliding window": regimes.sliding_window(2, 2, 4),
    "forgetting": regimes.forgetting(2, F(1, 2), 3),
    "fresh data": regimes.fresh_data(1, 3, 3),
    "random split": regimes.random_split(F(1, 4), 4, 3),
    "fixed real": regimes.fixed_real(2, 2, 3),
    "replay": regimes.replay(4, 2, 2, 3),
    "weighted means": regimes.weighted_means(F(1, 2), 2, 2, 3),
    "weighted variances": regimes.weighted_variances(F(1, 2), 2, 3, 3),
    "fresh data, all kept": regimes.fresh_data(1, 2, 3, keep=True),
    "low temperature": regimes.replace(3, 3, source=Source(variance_factor=F(1, 2))),
    "kernel": regimes.accumulate(2, 3, source=Source(added_variance=F(1, 2))),
}


@pytest.mark.parametrize("name", NAMED)
def test_named_schemes(name: str) -> None:
    for verdict in held_against(NAMED[name], NAMED[name]):
        assert verdict.agrees, verdict.summary


BETWEEN = (("real", 1), ("synthetic", 1))
DRAWN_APART = (Draw("real", 2, TRUTH), Draw("synthetic", 2))
MIXED_UP = {
    "n for n-1": (regimes.replace(3, 2), regimes.replace(3, 2, divisor="n-1")),
    "one generation off": (regimes.replace(2, 3), regimes.replace(2, 2)),
    "the part between groups": (
        Loop((Generation(DRAWN_APART, Refit(BETWEEN), ("real", "synthetic")),) * 2),
        Loop((Generation(DRAWN_APART, Refit(BETWEEN, deviations="from own means"), ("real", "synthetic")),) * 2),
    ),
    "a random number of real points": (regimes.random_split(F(1, 2), 2, 3), regimes.fresh_data(1, 1, 3)),
    "with replacement": (
        Loop((Generation((Draw("x", 2), Subsample("x", 2, "y")), Refit((("y", 1),))),)),
        Loop((Generation((Draw("x", 2), Draw("y", 2, LAST_FIT)), Refit((("x", 1), ("y", 1)))),)),
    ),
}


@pytest.mark.parametrize("mistake", MIXED_UP)
def test_schemes_that_are_mixed_up_are_told_apart(mistake: str) -> None:
    simulated, described = MIXED_UP[mistake]
    assert not all(verdict.agrees for verdict in held_against(simulated, described, effect=0.06))
