"""Selection, verifiers and several models: every draw that is kept has its law, and every switch does what it says."""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
import pytest
from scipy import stats

from collapse_math.processes import EnsembleChain, PoolChain, SelectedChain, VerifiedChain
from collapse_math.verdict import Probability, WholeLaw

RATES = {"false_alarm": 1e-9, "miss": 1e-4}
SELECTED: dict[str, Any] = {"points": 3, "generations": 2, "chains": 5, "bar": 1.0}
VERIFIED: dict[str, Any] = {"answers": 3, "generations": 2, "chains": 5, "accuracy": 0.5}
POOL: dict[str, Any] = {"models": 3, "points": 2, "generations": 2, "chains": 5}
ENSEMBLE: dict[str, Any] = {
    "weights": (0.75, 0.25),
    "tokens": 3,
    "generations": 2,
    "chains": 5,
    "shares": (0.5, 0.25, 0.25),
}


def generator(*parameters: object) -> np.random.Generator:
    """A generator whose seed is derived from the parameters of the test, so that nobody chooses it."""
    return np.random.default_rng(zlib.crc32(repr(parameters).encode()))


def kept_draws(kept: str, bar: float, chains: int) -> np.ndarray:
    """Single kept draws: the differences of two kept draws tell one apart, their mean is the other."""
    run = SelectedChain(2, 1, chains, bar, 3.0, 4.0, kept=kept, divisor="n").run(generator(kept, bar))  # type: ignore[arg-type]
    sign = generator("sign", kept, bar).choice([-1.0, 1.0], chains)
    return np.asarray((run.means[1] + sign * np.sqrt(run.variances[1]) - 3.0) / 2.0)


@pytest.mark.parametrize(
    ("kept", "bar", "low", "high"), [("middle", 1.5, -1.5, 1.5), ("top", 0.5, 0.5, 9), ("all", 1, -9, 9)]
)
def test_what_is_kept_is_a_part_of_a_normal_law(kept: str, bar: float, low: float, high: float) -> None:
    check = WholeLaw(smallest_effect=0.03, **RATES)
    draws = kept_draws(kept, bar, check.draws_needed)
    assert check.judge(draws, stats.truncnorm(low, high).cdf).agrees
    assert draws.min() >= low - 1e-9
    assert draws.max() <= high + 1e-9


@pytest.mark.parametrize("right", [1.0, 0.4])
def test_an_accepted_answer_is_right_as_often_as_bayes_says(right: float) -> None:
    accepted = 0.3 * right / (0.3 * right + 0.7 * 0.2)
    check = Probability(probability=accepted, smallest_effect=0.03, **RATES)
    chain = VerifiedChain(1, 1, check.draws_needed, 0.3, right, 0.2)
    assert check.judge(chain.run(generator(right)).accuracies[1] == 1).agrees


def test_the_divisor_and_what_is_kept_of_earlier_draws() -> None:
    small, large = (SelectedChain(**SELECTED, divisor=d).run(generator(1)).variances[1] for d in ("n", "n-1"))
    np.testing.assert_allclose(small * 3, large * 2)
    again = SelectedChain(**{**SELECTED, "generations": 1}, randomness="reused").run(generator(2))
    reused = SelectedChain(**SELECTED, randomness="reused").run(generator(2))
    np.testing.assert_array_equal(again.means[1], reused.means[1])
    steps = np.diff(reused.means, axis=0) / np.sqrt(reused.variances[:-1])
    np.testing.assert_allclose(steps[0], steps[1])
    both = SelectedChain(**SELECTED, memory="accumulate").run(generator(3)).means
    newest = SelectedChain(**SELECTED, sizes="growing").run(generator(3)).means
    np.testing.assert_array_equal(both[1], newest[1])
    assert not np.allclose(both[2], newest[2])


def test_one_pool_makes_all_models_equal_and_none_leaves_them_apart() -> None:
    shared = PoolChain(**POOL, weight=1.0, gap=2.0).run(generator(4))
    np.testing.assert_allclose(shared.gaps[0], 2.0)
    np.testing.assert_allclose(shared.gaps[1:], 0.0, atol=1e-12)
    halfway, alone = (PoolChain(**POOL, weight=a, gap=2.0).run(generator(5)) for a in (0.5, 0.0))
    np.testing.assert_allclose(halfway.gaps[1], alone.gaps[1] / 2)
    np.testing.assert_allclose(halfway.squared_drifts[1], alone.squared_drifts[1])
    np.testing.assert_allclose(halfway.squared_gaps, halfway.gaps**2)


def test_an_ensemble_mixes_the_shares_of_its_members() -> None:
    run = EnsembleChain(**ENSEMBLE).run(generator(6))
    np.testing.assert_allclose(run.shares.sum(axis=1), 1.0)
    multiples = run.first_shares[1] * 12  # of 1/4 and 3/4 of a third
    np.testing.assert_allclose(multiples, np.round(multiples))
    np.testing.assert_allclose(run.diversities[0], 0.625)
    alone = EnsembleChain(**{**ENSEMBLE, "weights": (1.0,)}).run(generator(7))
    np.testing.assert_allclose(alone.shares[1:] * 3, np.round(alone.shares[1:] * 3))


def test_an_accuracy_of_one_or_none_stays() -> None:
    for accuracy in (0.0, 1.0):
        run = VerifiedChain(**{**VERIFIED, "accuracy": accuracy}).run(generator(accuracy))
        np.testing.assert_array_equal(run.accuracies, accuracy)
        np.testing.assert_array_equal(run.lost, 1 - accuracy)


@pytest.mark.parametrize(
    ("process", "standard", "wrong", "message"),
    [
        (SelectedChain, SELECTED, {"points": 1}, "points must be an integer of at least 2"),
        (SelectedChain, SELECTED, {"generations": 0}, "generations must be"),
        (SelectedChain, SELECTED, {"chains": 0}, "chains must be"),
        (SelectedChain, SELECTED, {"bar": 0.01}, "bar must be at least 0.05"),
        (SelectedChain, SELECTED, {"bar": 4.0, "kept": "top"}, "bar must be at most 3"),
        (SelectedChain, SELECTED, {"variance": 0.0}, "variance must be"),
        (SelectedChain, SELECTED, {"kept": "best"}, "kept must be one of"),
        (VerifiedChain, VERIFIED, {"answers": 0}, "answers must be"),
        (VerifiedChain, VERIFIED, {"accuracy": 1.5}, "accuracy must lie in"),
        (VerifiedChain, VERIFIED, {"wrong": 0.0}, "wrong must be"),
        (VerifiedChain, VERIFIED, {"right": 2.0}, "right must be at most 1"),
        (PoolChain, POOL, {"models": 1}, "models must be"),
        (PoolChain, POOL, {"weight": -0.5}, "weight must lie in"),
        (PoolChain, POOL, {"variance": 0.0}, "variance must be"),
        (EnsembleChain, ENSEMBLE, {"weights": (0.5, 0.6)}, "weights must sum to 1"),
        (EnsembleChain, ENSEMBLE, {"shares": (0.0, 1.0)}, "one of the shares must be"),
        (EnsembleChain, ENSEMBLE, {"tokens": 0}, "tokens must be"),
    ],
)
def test_arguments_out_of_range_are_refused(
    process: Any, standard: dict[str, Any], wrong: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        process(**{**standard, **wrong})
