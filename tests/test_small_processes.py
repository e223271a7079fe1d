"""Merged outcomes, shares of rows and laws of named families do literally what they say."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from scipy import linalg, stats

from collapse_math.processes import MergedChain, NamedChain, RowShareChain
from collapse_math.verdict import WholeLaw

ROWS: dict[str, Any] = {"real_rows": 2, "synthetic_rows": 3, "columns": 2, "chains": 5}
RATES = {"smallest_effect": 0.03, "false_alarm": 1e-9, "miss": 1e-4}


def test_two_outcomes_that_are_taken_for_one() -> None:
    run = MergedChain((0.25, 0.25), 4, generations=2).run(np.random.default_rng(1))
    np.testing.assert_allclose(run.entropies_lost, 0.5 * math.log(2) * np.ones((2, 4)))
    np.testing.assert_allclose(run.before.sum(axis=0), 1.0)
    np.testing.assert_allclose(run.after.sum(axis=0), 1.0)
    np.testing.assert_allclose(MergedChain((0.5,), 4).run(np.random.default_rng(2)).entropies_lost, 0.0, atol=1e-15)


def test_a_share_of_rows_by_other_roots() -> None:
    run = RowShareChain(**ROWS, generations=2).run(np.random.default_rng(3))
    rows = np.random.default_rng(3).standard_normal((2, 5, 5, 2))
    for t in range(2):
        for c in range(5):
            root = linalg.inv(linalg.sqrtm(rows[t, c].T @ rows[t, c]))
            share = root @ rows[t, c, :3].T @ rows[t, c, :3] @ root
            np.testing.assert_allclose(run.shares[t, c], share)
            assert run.squared_entries[t, c] == pytest.approx(share[0, 0] ** 2)
            assert run.squared_mixed_entries[t, c] == pytest.approx(share[1, 0] ** 2)
            assert run.determinants[t, c] == pytest.approx(np.linalg.det(share))
            assert run.differences_of_squares[t, c] == pytest.approx(share[0, 0] ** 2 - share[1, 0] ** 2)
    fixed = RowShareChain(**ROWS, design="fixed").run(np.random.default_rng(3))
    assert np.ptp(fixed.determinants) == 0


class Secant(stats.rv_continuous):
    """The hyperbolic secant law with arctan u = pi/4."""

    def _pdf(self, x: Any) -> Any:
        return np.exp(x * math.pi / 4) / (2 * np.cosh(math.pi * x / 2)) * math.cos(math.pi / 4)


@pytest.mark.parametrize(
    ("family", "u", "size", "law"),
    [
        ("normal", 0.5, 2, stats.norm(1.0, math.sqrt(2))),
        ("gamma", 0.5, 2, stats.gamma(2, scale=0.5)),
        ("hyperbolic secant", 1.0, 1, None),
    ],
)
def test_draws_have_the_law_of_the_family(family: Any, u: float, size: int, law: Any) -> None:
    check = WholeLaw(**RATES)
    draws = NamedChain(family, u, check.draws_needed, size).run(np.random.default_rng([5, size])).pairs[0, 0]
    if law is None:
        grid = np.linspace(-30, 60, 20001)
        mass = np.cumsum(Secant().pdf(grid)) * (grid[1] - grid[0])
        assert mass[-1] == pytest.approx(1, abs=1e-3)
        assert check.judge(draws, lambda x: np.interp(x, grid, mass)).agrees
    else:
        assert check.judge(draws, law.cdf).agrees


@pytest.mark.parametrize(
    ("family", "u", "size", "mean", "variance"),
    [("poisson", 2.0, 1, 2.0, 2.0), ("binomial", 1.0, 4, 2.0, 1.0), ("negative binomial", 0.5, 3, 3.0, 6.0)],
)
def test_counts_have_the_law_of_the_family(family: Any, u: float, size: int, mean: float, variance: float) -> None:
    run = NamedChain(family, u, 40_000, size, generations=2).run(np.random.default_rng(6))
    law = {
        "poisson": stats.poisson(2.0),
        "binomial": stats.binom(4, 0.5),
        "negative binomial": stats.nbinom(3, 0.5),
    }[family]
    assert (law.mean(), law.var()) == pytest.approx((mean, variance))
    for count in range(4):
        share = np.mean(run.pairs == count)
        assert abs(share - law.pmf(count)) < 0.02  # 16 standard deviations
    np.testing.assert_allclose(run.half_squared_differences, (run.pairs[1] - run.pairs[0]) ** 2 / 2)
    assert run.half_squared_differences.shape == (2, 40_000)


@pytest.mark.parametrize(
    ("chain", "arguments", "message"),
    [
        (MergedChain, {"merged": (), "chains": 2}, "merged must be positive"),
        (MergedChain, {"merged": (0.6, 0.6), "chains": 2}, "with a sum of at most 1"),
        (MergedChain, {"merged": (0.5,), "chains": 0}, "chains must be"),
        (MergedChain, {"merged": (0.5,), "chains": 2, "others": 0}, "others must be"),
        (MergedChain, {"merged": (0.5,), "chains": 2, "generations": 0}, "generations must be"),
        (RowShareChain, {**ROWS, "real_rows": 0}, "real_rows must be"),
        (RowShareChain, {**ROWS, "synthetic_rows": 0}, "synthetic_rows must be"),
        (RowShareChain, {**ROWS, "columns": 1}, "columns must be"),
        (RowShareChain, {**ROWS, "columns": 6}, "columns must be at most"),
        (RowShareChain, {**ROWS, "chains": 0}, "chains must be"),
        (RowShareChain, {**ROWS, "generations": 0}, "generations must be"),
        (RowShareChain, {**ROWS, "design": "any"}, "design must be one of"),
        (NamedChain, {"family": "any", "u": 1.0, "chains": 2}, "family must be one of"),
        (NamedChain, {"family": "poisson", "u": 0.0, "chains": 2}, "u must be"),
        (NamedChain, {"family": "negative binomial", "u": 1.0, "chains": 2}, "u must be below 1"),
        (NamedChain, {"family": "normal", "u": -1.0, "chains": 0}, "chains must be"),
        (NamedChain, {"family": "normal", "u": -1.0, "chains": 2, "size": 0}, "size must be"),
        (NamedChain, {"family": "normal", "u": -1.0, "chains": 2, "generations": 0}, "generations must be"),
    ],
)
def test_arguments_out_of_range_are_refused(chain: Any, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        chain(**arguments)
