"""Refitted families: every single draw has its law, a refit is an average, and every switch does what it says."""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import stats
from scipy.special import betaincc

from collapse_math.processes import FamilyChain, UniformChain
from collapse_math.processes.families import COPIED
from collapse_math.processes.gaussian import INFLATION
from collapse_math.verdict import RobustMean, WholeLaw

RATES = {"false_alarm": 1e-9, "miss": 1e-4}
SMALL: dict[str, Any] = {"points": 3, "generations": 2, "chains": 5}

# A law in each family, by its variance function and its mean, with its distribution function.
LAWS: dict[str, tuple[tuple[float, float, float], float, Callable[[Any], Any]]] = {
    "normal": ((2, 0, 0), 1.0, stats.norm(1, math.sqrt(2)).cdf),
    "poisson": ((0, 1, 0), 1.3, stats.poisson(1.3).cdf),
    "binomial": ((0, 1, -1 / 3), 1.2, stats.binom(3, 0.4).cdf),
    "gamma": ((0, 0, 0.5), 3.0, stats.gamma(2, scale=1.5).cdf),
    "negative binomial": ((0, 1, 0.5), 1.5, stats.nbinom(2, 2 / 3.5).cdf),
    # For r = 1 the distribution function of log(B/(1 - B))/pi is that of B at the inverse.
    "hyperbolic secant": (
        (1, 0, 1),
        0.7,
        lambda x: (
            1 - betaincc(0.5 + math.atan(0.7) / math.pi, 0.5 - math.atan(0.7) / math.pi, 1 / (1 + np.exp(-math.pi * x)))
        ),
    ),
}


KEEPING = [("replace", "constant"), ("replace", "growing"), ("accumulate", "growing")]


def generator(*parameters: object) -> np.random.Generator:
    """A generator whose seed is derived from the parameters of the test, so that nobody chooses it."""
    return np.random.default_rng(zlib.crc32(repr(parameters).encode()))


def chain_of(name: str, **changes: Any) -> FamilyChain:
    (v0, v1, v2), mean, _ = LAWS[name]
    return FamilyChain(**{**SMALL, "mean": mean, "v0": v0, "v1": v1, "v2": v2, **changes})


def recorded(name: str, chains: int, **changes: Any) -> np.ndarray:
    """The means after one refit to one point: single draws."""
    chain = chain_of(name, points=1, generations=1, chains=chains, **changes)
    return np.asarray(chain.run(generator(name, changes)).means[1])


@pytest.mark.parametrize("name", LAWS)
@pytest.mark.parametrize("dependence", ["independent", "correlated"])
def test_every_single_draw_has_its_law(name: str, dependence: str) -> None:
    """The distribution function at a draw is uniform; where it jumps, at a uniform place of the jump."""
    check = WholeLaw(smallest_effect=0.02, **RATES)
    draws = recorded(name, check.draws_needed, dependence=dependence)
    distribution = LAWS[name][2]
    above = distribution(draws)
    below = distribution(draws - 1) if name in ("poisson", "binomial", "negative binomial") else above
    place = below + generator(name, "place").random(draws.size) * (above - below)
    verdict = check.judge(place, stats.uniform.cdf)
    assert verdict.agrees, verdict.summary


def test_a_sum_of_secants() -> None:
    """For r = 2 and mean 1 the variance is 2 + 1/2; the fourth cumulant is V (D + 6 v2 V) = 8.75, with D = -4."""
    check = RobustMean(mean=2.5, variance=45, smallest_effect=0.25, **RATES)
    chain = FamilyChain(points=1, generations=1, chains=check.draws_needed, mean=1, v0=2, v1=0, v2=0.5)
    draws = chain.run(generator("secants")).means[1]
    assert check.judge((draws - 1) ** 2).agrees


@pytest.mark.parametrize(("memory", "sizes"), KEEPING)
@pytest.mark.parametrize("name", LAWS)
def test_a_refit_is_the_average_of_its_points(name: str, memory: Any, sizes: Any) -> None:
    """Points of each generation are recorded as they are drawn, and averaged here one by one."""
    chain = chain_of(name, generations=3, memory=memory, sizes=sizes)
    run, again = chain.run(generator(name)), generator(name)
    data = np.empty((0, chain.chains))
    for t in range(3):
        points = 3 * (t + 1) if sizes == "growing" else 3
        new = chain._draw(again, run.means[t], points)
        assert new.shape == (points, chain.chains)
        data = np.concatenate([data, new]) if memory == "accumulate" else new
        for c in range(chain.chains):
            assert run.means[t + 1, c] == pytest.approx(sum(data[:, c]) / len(data), rel=1e-12)


def test_copies_are_copies() -> None:
    """Two points of one generation are equal if one is a copy and the other the original or a copy, too."""
    check = RobustMean(mean=COPIED**2, variance=0.1875, smallest_effect=0.02, **RATES)
    chain = chain_of("gamma", dependence="correlated")
    points = chain._draw(generator("copies"), np.full(check.draws_needed, 3.0), 2)
    assert check.judge(points[0] == points[1]).agrees


def test_inflated_draws_and_other_laws() -> None:
    """1.1 times the distance from the mean; inverse Gaussian draws whose variance goes with the cube of the mean."""
    plain, inflated = (recorded("gamma", 100, matching=m) for m in ("matched", "inflated"))
    same = chain_of("gamma", points=1, generations=1, chains=100)._draw(generator("one"), np.full(100, 3.0), 1)[0]
    wide = chain_of("gamma", matching="inflated")._draw(generator("one"), np.full(100, 3.0), 1)[0]
    np.testing.assert_allclose(wide - 3, INFLATION * (same - 3), rtol=1e-12)
    assert inflated.min() >= 0
    assert not np.array_equal(plain, inflated)
    check = RobustMean(mean=36, variance=36**2 * 40, smallest_effect=12, **RATES)
    cubic = chain_of("gamma", law="cubic")._draw(generator("cubic"), np.full(check.draws_needed, 6.0), 1)[0]
    assert check.judge((cubic - 6) ** 2).agrees  # V(3) = 4.5, and twice the mean makes eight times that: 36


def test_normal_draws_have_the_two_moments_of_the_family() -> None:
    check = WholeLaw(smallest_effect=0.02, **RATES)
    draws = recorded("gamma", check.draws_needed, shape="normal")
    assert check.judge(draws, stats.norm(3, math.sqrt(4.5)).cdf).agrees


def test_reused_randomness_repeats() -> None:
    run = chain_of("normal", randomness="reused", generations=2).run(generator("reused"))
    np.testing.assert_allclose(np.diff(run.means, axis=0)[0], np.diff(run.means, axis=0)[1], rtol=1e-9)


@pytest.mark.parametrize("name", LAWS)
def test_what_a_run_records(name: str) -> None:
    run = chain_of(name).run(generator(name))
    (v0, v1, v2), mean, _ = LAWS[name]
    assert run.chain.family == name
    np.testing.assert_allclose(run.variances, v0 + v1 * run.means + v2 * run.means**2, rtol=1e-12)
    np.testing.assert_allclose(run.squared_variances, run.variances**2)
    assert np.array_equal(run.not_zero, run.means != 0)
    np.testing.assert_allclose(run.squared_drifts, (run.means - mean) ** 2)
    np.testing.assert_allclose(run.variances_less_drifts, run.variances - v2 * (run.means - mean) ** 2)


def test_ratios_and_logarithms() -> None:
    run = chain_of("gamma").run(generator("ratios"))
    np.testing.assert_allclose(run.log_means, np.log(run.means))
    np.testing.assert_allclose(run.refit_ratios * run.means[:-1], run.means[1:])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"points": 0}, "points must be an integer of at least 1"),
        ({"generations": 0}, "generations must be"),
        ({"chains": 0}, "chains must be"),
        ({"v1": 2}, "no family is drawn with"),
        ({"v0": 1, "v1": 0, "v2": -1}, "no family is drawn with"),
        ({"v2": -0.3}, "no family is drawn with"),
        ({"mean": -1.0}, "mean must lie from 0 to inf"),
        ({"v2": -1.0, "mean": 1.5}, "mean must lie from 0 to 1"),
        ({"mean": 0.0, "law": "cubic"}, "greater than 0"),
        ({"law": "linear"}, "law must be one of"),
        ({"shape": "square"}, "shape must be one of"),
        ({"memory": "some"}, "memory must be one of"),
    ],
)
def test_arguments_out_of_range_are_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        chain_of("poisson", **changes)


# ---------------------------------------------------------------- uniform laws


@pytest.mark.parametrize(("law", "power"), [("uniform", 1), ("triangular", 2)])
@pytest.mark.parametrize("dependence", ["independent", "correlated"])
def test_shares_of_the_end_have_their_law(law: Any, power: int, dependence: Any) -> None:
    check = WholeLaw(smallest_effect=0.02, **RATES)
    chain = UniformChain(points=1, generations=1, chains=check.draws_needed, law=law, dependence=dependence)
    draws = chain.run(generator("uniform", law, dependence)).ends[1]
    assert check.judge(draws, lambda x: x**power).agrees


@pytest.mark.parametrize(("memory", "sizes"), KEEPING)
def test_a_refit_is_the_largest_of_its_points(memory: Any, sizes: Any) -> None:
    chain = UniformChain(points=2, generations=4, chains=6, end=3.0, memory=memory, sizes=sizes)
    run, again = chain.run(generator("largest")), generator("largest")
    data = np.empty((0, 6))
    for t in range(4):
        new = run.ends[t] * again.random((2 * (t + 1) if sizes == "growing" else 2, 6))
        data = np.concatenate([data, new]) if memory == "accumulate" else new
        for c in range(6):
            assert run.ends[t + 1, c] == max(data[:, c])
    np.testing.assert_allclose(run.log_ends, np.log(run.ends))
    np.testing.assert_allclose(np.exp(-run.scaled_log_steps) * run.ends[:-1], run.ends[1:])


def test_dependent_shares_are_copies() -> None:
    check = RobustMean(mean=COPIED**2, variance=0.1875, smallest_effect=0.02, **RATES)
    chain = UniformChain(points=2, generations=1, chains=check.draws_needed, dependence="correlated")
    shares = chain._draw(generator("shares"), 2)
    assert check.judge(shares[0] == shares[1]).agrees


def test_reused_shares_repeat() -> None:
    run = UniformChain(points=2, generations=2, chains=4, randomness="reused").run(generator("again"))
    np.testing.assert_allclose(run.scaled_log_steps[0], run.scaled_log_steps[1])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"points": 0}, "points must be"),
        ({"generations": 0}, "generations must be"),
        ({"chains": 0}, "chains must be"),
        ({"end": 0.0}, "end must be"),
        ({"law": "square"}, "law must be one of"),
    ],
)
def test_arguments_of_uniform_chains_out_of_range_are_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        UniformChain(**{**SMALL, **changes})


def test_sizes_may_be_given_one_by_one() -> None:
    options: dict[str, Any] = {"generations": 3, "chains": 5, "mean": 2.0, "v0": 0.0, "v1": 1.0, "v2": 0.0}
    listed = FamilyChain((4, 8, 12), **options).run(np.random.default_rng(0))
    growing = FamilyChain(4, sizes="growing", **options).run(np.random.default_rng(0))
    assert np.array_equal(listed.means, growing.means)
    with pytest.raises(ValueError, match="points must be one number or 3, not 4"):
        FamilyChain((4, 8, 12, 16), **options)
