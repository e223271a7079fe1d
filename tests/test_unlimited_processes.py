"""Densities, intervals, paired outcomes, candidates and exponential families do literally what they say."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from scipy import optimize, stats

from collapse_math.processes import CandidateChain, DensityChain, IntervalChain, PairedChain, ProjectedChain
from collapse_math.processes.projected import fitted, member

STANDARD: dict[Any, dict[str, Any]] = {
    DensityChain: {"generations": 2, "chains": 3},
    IntervalChain: {"generations": 2, "chains": 3, "radius": 1.0, "distance": 1.5},
    PairedChain: {"generations": 2, "chains": 3, "first": 0.5, "second": 0.25, "both": 0.2, "weight": 0.5},
    CandidateChain: {"generations": 2, "chains": 3, "candidates": 2, "odds": 3.0, "share": 0.25},
    ProjectedChain: {"generations": 2, "chains": 3, "true_mean": 1.0, "first_mean": 0.5, "real_share": (0.5, 0.5)},
}


def run(chain: Any, **changes: Any) -> Any:
    """A run with the standard arguments but for the changes."""
    return chain(**{**STANDARD[chain], **changes}).run(np.random.default_rng(6))


def test_a_density_that_is_left_alone_stays() -> None:
    found = run(DensityChain, mean=1.5, variance=2.0)
    np.testing.assert_allclose(found.means, 1.5, rtol=1e-12)
    np.testing.assert_allclose(found.variances, 2.0, rtol=1e-12)
    np.testing.assert_allclose(found.precisions * found.variances, 1.0)


@pytest.mark.parametrize(
    ("changes", "mean", "variance"),
    [
        ({"power": 2.0}, 1.0, 0.5),
        ({"power": 2.0, "tempering": "none"}, 1.0, 2.0),
        ({"slope": 0.5}, 3.0, 2.0),  # exp(x - (x - 1)^2/4) twice: exp(-(x - 3)^2/4)
        ({"slope": 0.5, "reward": "fading"}, 2.5, 2.0),
        ({"slope": 0.5, "reward": "none"}, 1.0, 2.0),
        ({"centre": 4.0, "width": 4.0}, 2.5, 1.0),  # precisions 1/2, 1/4 and 1/4
        ({"truth": (3.0, 2.0), "real_share": 0.5}, 2.5, 2.75),  # a quarter at 1: 2 + 4 * 3/16
        ({"truth": (3.0, 2.0), "real_share": 0.5, "family": "normal"}, 2.5, 2.75),  # first N(2, 3), then 5/2 + 1/4
    ],
)
def test_densities_by_hand(changes: dict[str, Any], mean: float, variance: float) -> None:
    found = run(DensityChain, mean=1.0, variance=2.0, **changes)
    np.testing.assert_allclose(found.means[-1], mean, rtol=1e-10)
    np.testing.assert_allclose(found.variances[-1], variance, rtol=1e-10)
    np.testing.assert_allclose(found.distances, found.means - changes.get("centre", 0.0))


@pytest.mark.parametrize(("radius", "distance"), [(1.0, 1.5), (3.0, 0.5)])
def test_what_a_verifier_accepts_is_a_truncated_normal_law(radius: float, distance: float) -> None:
    accepted = stats.truncnorm(-distance - radius, -distance + radius)
    known, spread = (
        run(IntervalChain, radius=radius, distance=distance, spread=spread) for spread in ("known", "fitted")
    )
    np.testing.assert_allclose(known.distances[0], distance)
    np.testing.assert_allclose(known.distances[1], distance + accepted.mean(), rtol=1e-9)
    np.testing.assert_allclose(spread.distances[1], known.distances[1])
    narrow, mean = accepted.std(), distance + accepted.mean()
    again = stats.truncnorm((-mean - radius) / narrow, (-mean + radius) / narrow, mean, narrow)
    np.testing.assert_allclose(spread.distances[2], again.mean(), rtol=1e-9)
    np.testing.assert_allclose(run(IntervalChain, centre="moving").distances, 1.5)


def test_a_product_law_keeps_its_parts_and_any_law_stays() -> None:
    alone = run(PairedChain, weight=0.0, values=3)
    np.testing.assert_allclose(alone.covariances[0], 0.075)
    np.testing.assert_allclose(alone.covariances[1:], 0.0, atol=1e-15)
    np.testing.assert_allclose(alone.laws[1].sum(axis=0), alone.laws[0].sum(axis=0))
    np.testing.assert_allclose(alone.first_parts, 0.5)
    np.testing.assert_allclose(alone.second_parts, 0.25)
    np.testing.assert_allclose(run(PairedChain).covariances[2], 0.075 / 4)
    np.testing.assert_allclose(run(PairedChain, capacity="any").covariances, 0.075)
    np.testing.assert_allclose(run(PairedChain).laws[0, :, :, 0], [[0.2, 0.3], [0.05, 0.45]])


@pytest.mark.parametrize(
    ("changes", "share"),
    [
        ({}, 1 / 16 + 6 / 16 * 3 / 4),
        ({"choice": "best"}, 7 / 16),
        ({"choice": "chance"}, 1 / 4),
        ({"dependence": "correlated"}, (11 / 32 + 1 / 4) / 2),
        ({"candidates": 1}, 1 / 4),
        ({"candidates": 3}, 1 / 64 + 9 / 64 * 6 / 7 + 27 / 64 * 3 / 5),
    ],
)
def test_candidates_by_hand(changes: dict[str, Any], share: float) -> None:
    found = run(CandidateChain, **changes)
    np.testing.assert_allclose(found.shares[1], share)
    np.testing.assert_allclose(found.inverse_odds[1], (1 - share) / share)
    np.testing.assert_allclose(found.laws.sum(axis=1), 1.0)


@pytest.mark.parametrize(
    ("choice", "shares"),
    [
        ("luce", (11 / 32, 473 / 2048, 473 / 2048 * (1 + 1575 / 4096))),  # p + p (1 - p)/2, less that, and again
        ("best", (7 / 16, 49 / 256, 1 - (207 / 256) ** 2)),  # one of two has the type, both, one
    ],
)
def test_tastes_that_take_turns(choice: str, shares: tuple[float, ...]) -> None:
    found = run(CandidateChain, odds=(3.0, 1 / 3), generations=3, choice=choice)
    np.testing.assert_allclose(found.shares[1:], np.array(shares)[:, None] * np.ones(3))


def test_sharpened_candidates_are_those_of_a_power_of_the_law() -> None:
    found = run(CandidateChain, sampling="sharpened", candidates=1)
    raised = found.laws[0] ** 1.5
    np.testing.assert_allclose(found.laws[1], raised / raised.sum(axis=0))


def test_a_fit_has_the_least_divergence() -> None:
    generator = np.random.default_rng(7)
    start, data = (pieces / pieces.sum(axis=0) for pieces in generator.standard_exponential((2, 5, 4)))
    statistic = generator.standard_normal((5, 4))
    found = fitted(start, statistic, data)
    for c in range(4):

        def divergence(a: float, c: int = c) -> float:
            law = start[:, c] * np.exp(a * statistic[:, c])
            return float(np.sum(data[:, c] * np.log(data[:, c] / (law / law.sum()))))

        best = optimize.minimize_scalar(divergence, bracket=(-1, 1))
        assert found[c] == pytest.approx(best.x, abs=1e-6)
        assert divergence(found[c]) <= best.fun + 1e-15
    np.testing.assert_allclose(member(start, statistic, np.zeros(4)), start)


def test_a_family_starts_where_it_is_told_and_stops_early() -> None:
    best, early = (run(ProjectedChain, fit=fit) for fit in ("best", "early"))
    for found in (best, early):
        np.testing.assert_allclose(found.means[0], 0.5)
        np.testing.assert_allclose((found.truth * found.statistic).sum(axis=0), 1.0)
        assert np.all(found.divergences > 0)
    assert np.all(np.abs(early.means[1] - 0.5) < np.abs(best.means[1] - 0.5))
    np.testing.assert_allclose(run(ProjectedChain, real_share=(0.0, 0.0)).members[2], best.members[0], rtol=1e-9)


@pytest.mark.parametrize("chain", STANDARD)
def test_switches_that_all_have_in_common(chain: Any) -> None:
    unlimited, again, sample, all_data = (
        run(chain, **change) for change in ({}, {}, {"data": "sample"}, {"memory": "accumulate"})
    )
    name = {DensityChain: "means", IntervalChain: "distances", ProjectedChain: "means"}.get(chain, "laws")
    np.testing.assert_array_equal(getattr(unlimited, name), getattr(again, name))
    assert not np.allclose(getattr(unlimited, name)[1], getattr(sample, name)[1], atol=1e-4)
    np.testing.assert_array_equal(getattr(unlimited, name)[1], getattr(all_data, name)[1])
    if chain in (IntervalChain, PairedChain, CandidateChain):
        assert not np.allclose(getattr(unlimited, name)[2], getattr(all_data, name)[2])


@pytest.mark.parametrize(
    ("chain", "changes", "message"),
    [
        *((chain, {"generations": 0}, "generations must be") for chain in STANDARD),
        *((chain, {"chains": 0}, "chains must be") for chain in STANDARD),
        *((chain, {"data": "some"}, "data must be one of") for chain in STANDARD),
        *((chain, {"memory": "none"}, "memory must be one of") for chain in STANDARD),
        (DensityChain, {"mean": math.inf}, "mean must be"),
        (DensityChain, {"variance": 0.01}, "variance must be"),
        (DensityChain, {"power": -1.0}, "power must be"),
        (DensityChain, {"slope": math.nan}, "slope must be"),
        (DensityChain, {"centre": math.nan}, "centre must be"),
        (DensityChain, {"width": 0.0}, "width must be greater than 0"),
        (DensityChain, {"real_share": 2.0}, "real_share must lie in"),
        (DensityChain, {"tempering": "hot"}, "tempering must be one of"),
        (DensityChain, {"reward": "high"}, "reward must be one of"),
        (DensityChain, {"family": "large"}, "family must be one of"),
        (IntervalChain, {"radius": 0.0}, "radius must be"),
        (IntervalChain, {"radius": 9.0}, "radius must be at most 8"),
        (IntervalChain, {"distance": math.nan}, "distance must be"),
        (IntervalChain, {"spread": "wide"}, "spread must be one of"),
        (IntervalChain, {"centre": "lost"}, "centre must be one of"),
        (PairedChain, {"first": 1.5}, "first must lie in"),
        (PairedChain, {"both": 0.3}, "both must fit to first and second"),
        (PairedChain, {"values": 0}, "values must be"),
        (PairedChain, {"capacity": "none"}, "capacity must be one of"),
        (CandidateChain, {"candidates": 0}, "candidates must be"),
        (CandidateChain, {"candidates": 7}, "candidates must be at most 6"),
        (CandidateChain, {"odds": 0.0}, "odds must be"),
        (CandidateChain, {"odds": (3.0, 0.0)}, "odds must be"),
        (CandidateChain, {"odds": ()}, "odds must be one number or more"),
        (CandidateChain, {"share": -0.5}, "share must lie in"),
        (CandidateChain, {"choice": "none"}, "choice must be one of"),
        (CandidateChain, {"dependence": "strong"}, "dependence must be one of"),
        (CandidateChain, {"sampling": "fast"}, "sampling must be one of"),
        (ProjectedChain, {"outcomes": 2}, "outcomes must be"),
        (ProjectedChain, {"true_mean": math.nan}, "true_mean must be"),
        (ProjectedChain, {"first_mean": 1.0}, "first_mean must differ"),
        (ProjectedChain, {"real_share": (0.5,)}, "real_share must be 2 numbers"),
        (ProjectedChain, {"fit": "late"}, "fit must be one of"),
    ],
)
def test_arguments_out_of_range_are_refused(chain: Any, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        run(chain, **changes)
