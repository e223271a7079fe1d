"""The process that stores points on a grid, against what rounding is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collapse_math.processes import GaussianChain, RoundedChain

WIDTHS = st.sampled_from([0.25, 1.0, 3.0])


def stored(points: Any, width: float, rounding: Any, seed: int) -> Any:
    chain = RoundedChain(2, 1, 1, width=width, rounding=rounding)
    return chain._stored(points, np.random.default_rng(seed))


@given(st.integers(0, 2**32), WIDTHS, st.floats(-50, 50))
def test_what_is_stored(seed: int, width: float, centre: float) -> None:
    points = centre + np.random.default_rng(seed).normal(size=(40, 50))
    nearest, up_or_down, read = (stored(points, width, kind, seed) for kind in ("nearest", "stochastic", "subtractive"))
    for grid in (nearest, up_or_down):
        assert np.allclose(grid / width, np.round(grid / width), atol=1e-9)
    assert np.abs(nearest - points).max() <= width / 2 * (1 + 1e-9)
    assert np.abs(up_or_down - points).max() <= width * (1 + 1e-9)
    assert np.abs(read - points).max() <= width / 2 * (1 + 1e-9)
    assert np.array_equal(stored(points, width, "none", seed), points)


@pytest.mark.parametrize("point", [0.0, 0.1, 0.5, -1.3])
def test_errors_of_one_point(point: float) -> None:
    """Every shift alike often: what is stored is right on average, and read with errors that are uniform."""
    points = np.full((1, 100_000), point)

    class EveryShift:
        def random(self, shape: tuple[int, int]) -> Any:
            return ((np.arange(shape[1]) + 0.5) / shape[1]).reshape(shape)

    chains = [RoundedChain(2, 1, 1, rounding=kind) for kind in ("stochastic", "subtractive")]
    up_or_down, read = (chain._stored(points, EveryShift()) - point for chain in chains)
    share = point % 1
    assert up_or_down.mean() == pytest.approx(0, abs=2e-5)
    assert (up_or_down**2).mean() == pytest.approx(share * (1 - share), abs=2e-5)
    assert np.sort(read.ravel()) == pytest.approx(np.linspace(-0.5, 0.5, 100_001)[:-1], abs=2e-5)


@given(
    st.fixed_dictionaries(
        {
            "divisor": st.sampled_from(["n", "n-1"]),
            "memory": st.sampled_from(["replace", "accumulate"]),
            "sizes": st.sampled_from(["constant", "growing"]),
            "draws": st.sampled_from(["gaussian", "laplace"]),
            "dependence": st.sampled_from(["independent", "correlated"]),
            "matching": st.sampled_from(["matched", "inflated"]),
            "randomness": st.sampled_from(["fresh", "reused"]),
        }
    ),
    st.integers(0, 2**32),
)
def test_without_rounding_it_is_the_gaussian_chain(switches: dict[str, Any], seed: int) -> None:
    plain = GaussianChain(3, 3, 5, mean=0.5, variance=2.0, **switches).run(np.random.default_rng(seed))
    rounded = RoundedChain(3, 3, 5, mean=0.5, variance=2.0, rounding="none", **switches).run(
        np.random.default_rng(seed)
    )
    assert rounded.means == pytest.approx(plain.means, rel=1e-9)
    assert rounded.variances == pytest.approx(plain.variances, rel=1e-9)
    assert rounded.distances_of_draws == pytest.approx(plain.distances_of_draws, rel=1e-9)


@pytest.mark.parametrize("rounding", ["nearest", "stochastic"])
@pytest.mark.parametrize("width", [0.7, 1.0])
def test_points_that_are_all_the_same_stay_so(rounding: Any, width: float) -> None:
    run = RoundedChain(3, 60, 400, width=width, rounding=rounding).run(np.random.default_rng(1))
    dead = run.variances == 0
    assert dead[-1].mean() > 0.9
    assert np.all(dead[1:] >= dead[:-1])
    assert np.array_equal(run.means[1:][dead[:-1]], run.means[:-1][dead[:-1]])
    assert np.array_equal(run.spreads, ~dead)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"points": 1}, "points must be an integer of at least 2"),
        ({"width": 0}, "width must be a finite number greater than 0"),
        ({"rounding": "up"}, "rounding must be one of 'nearest', 'stochastic', 'subtractive', 'none'"),
        ({"divisor": 3}, "divisor must be one of 'n', 'n-1'"),
    ],
)
def test_arguments_out_of_range(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        RoundedChain(**{"points": 2, "generations": 1, "chains": 1, **arguments})
