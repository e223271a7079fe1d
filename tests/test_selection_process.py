"""Selection, verifiers and several models: every draw that is kept has its law, and every switch does what it says."""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
import pytest
from scipy import stats

from collapse_math.processes import (
    BiasedChain,
    EnsembleChain,
    PoolChain,
    ReplacedChain,
    SelectedChain,
    VerifiedChain,
)
from collapse_math.verdict import Probability, WholeLaw

RATES = {"false_alarm": 1e-9, "miss": 1e-4}
SELECTED: dict[str, Any] = {"points": 3, "generations": 2, "chains": 5, "bar": 1.0}
VERIFIED: dict[str, Any] = {"answers": 3, "generations": 2, "chains": 5, "accuracy": 0.5}
REPLACED: dict[str, Any] = {"answers": 4, "generations": 3, "chains": 50, "right_ones": 2}
BIASED: dict[str, Any] = {"human": 2, "own": 3, "generations": 2, "chains": 5, "delta": 0.5}
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
    run = SelectedChain(2, 1, chains, bar, 3.0, 4.0, kept=kept, divisor="n").run(generator(kept, bar))
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


def test_uniform_draws_are_uniform_where_they_are_kept() -> None:
    check = WholeLaw(smallest_effect=0.03, **RATES)
    run = SelectedChain(2, 1, check.draws_needed, 1.0, base="uniform", divisor="n").run(generator("uniform"))
    sign = generator("sign").choice([-1.0, 1.0], check.draws_needed)
    draws = run.means[1] + sign * np.sqrt(run.variances[1])
    assert check.judge(draws, stats.uniform(-1, 2).cdf).agrees


def test_one_answer_is_replaced_in_a_round_or_all() -> None:
    one, all_new = (ReplacedChain(**REPLACED, replaced=replaced).run(generator(9)) for replaced in ("one", "all"))
    assert set(np.unique(np.diff(one.counts, axis=0))) == {-1, 0, 1}
    assert np.abs(np.diff(all_new.counts, axis=0)).max() > 1
    np.testing.assert_array_equal(one.gains, (one.counts - 2) / 4)
    np.testing.assert_array_equal(one.powers, 0.5**one.counts)
    np.testing.assert_array_equal(one.all_right, one.counts == 4)
    for right_ones in (0, 4):
        assert np.all(ReplacedChain(**{**REPLACED, "right_ones": right_ones}).run(generator(8)).counts == right_ones)


# Of three answers two are right, and wrong ones are accepted half as often; or 4/9 and half of 1/9.
@pytest.mark.parametrize(("acceptance", "accepted"), [("answer", 4 / 5), ("likelihood", 8 / 9)])
def test_what_replaces_an_answer_is_right_as_often_as_bayes_says(acceptance: Any, accepted: float) -> None:
    check = Probability(probability=accepted, smallest_effect=0.03, **RATES)
    chain = ReplacedChain(3, 1, check.draws_needed, 2, acceptance=acceptance, replaced="all")
    counts = chain.run(generator(acceptance)).counts[1]
    chosen = generator("chosen", acceptance).random(len(counts)) < counts / 3  # one of the three, at random
    assert check.judge(chosen).agrees


def test_reused_rounds_repeat_themselves() -> None:
    run = BiasedChain(0, 3, 2, 9, 0.5, randomness="reused").run(generator("reused"))
    np.testing.assert_allclose(np.diff(run.means, axis=0)[0], np.diff(run.means, axis=0)[1])
    all_new: dict[str, Any] = {**REPLACED, "replaced": "all", "right": 1.0, "wrong": 1.0}
    kept, fresh = (
        np.array([ReplacedChain(**all_new, randomness=randomness).run(generator("again")).counts])
        for randomness in ("reused", "fresh")
    )
    np.testing.assert_array_equal(kept[:, 1], fresh[:, 1])
    assert not np.array_equal(kept[:, 2], fresh[:, 2])


def test_a_bias_is_added_in_every_round_or_once() -> None:
    draws = generator("bias").standard_normal((2, 5, 5))
    run = BiasedChain(**BIASED, start=2.0).run(generator("bias"))
    first = (draws[0].sum(axis=0) + 3 * 2.0) / 5
    np.testing.assert_allclose(run.means[0], 2.0)
    np.testing.assert_allclose(run.scaled_squares, 5 * run.means**2)
    np.testing.assert_allclose(run.scaled_divergences, 5 * run.means**2 / 2)
    np.testing.assert_allclose(run.means[1], first + 0.5)
    np.testing.assert_allclose(run.means[2], (draws[1].sum(axis=0) + 3 * run.means[1]) / 5 + 0.5)
    once = BiasedChain(**BIASED, start=2.0, bias="once").run(generator("bias"))
    np.testing.assert_allclose(once.means[2], run.means[2] - 0.5)
    pooled = BiasedChain(**BIASED, start=2.0, memory="accumulate").run(generator("bias"))
    np.testing.assert_allclose(pooled.means[2], (first + run.means[2] - 0.5) / 2 + 0.5)


def test_human_examples_are_a_number_a_share_or_none() -> None:
    far = {**BIASED, "delta": 0.0, "start": 1e6, "generations": 1, "chains": 60}
    number, split, none = (
        BiasedChain(**far, real=real).run(generator("human")).means[1] for real in ("number", "split", "none")
    )
    np.testing.assert_allclose(number / 1e6, 3 / 5, atol=1e-4)
    np.testing.assert_allclose(none / 1e6, 1.0, atol=1e-4)
    assert len(np.unique(np.round(split / 1e6 * 5))) > 2


def test_what_is_kept_of_an_interval_does_not_move_with_the_fit() -> None:
    check = WholeLaw(smallest_effect=0.03, **RATES)
    one = {"points": 2, "generations": 1, "chains": check.draws_needed, "bar": 1.0, "mean": 2.0}
    run = SelectedChain(**one, kept="interval", spread="known", divisor="n").run(generator("interval"))
    fitted = SelectedChain(**one, kept="interval", divisor="n").run(generator("interval"))
    np.testing.assert_array_equal(run.variances, 1.0)
    np.testing.assert_array_equal(run.means, fitted.means)
    sign = generator("sides").choice([-1.0, 1.0], check.draws_needed)
    draws = run.means[1] + sign * np.sqrt(fitted.variances[1])
    assert check.judge(draws, stats.truncnorm(-3, -1, loc=2).cdf).agrees
    with pytest.raises(ValueError, match=r"within 3 deviations"):
        SelectedChain(**{**SELECTED, "mean": 5.0}, kept="interval")


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


def test_members_that_learn_alone_go_apart() -> None:
    together, alone = (
        EnsembleChain(**ENSEMBLE, learning=learning).run(generator(10)) for learning in ("mixture", "alone")
    )
    np.testing.assert_array_equal(together.shares[1], alone.shares[1])
    assert not np.array_equal(together.shares[2], alone.shares[2])


@pytest.mark.parametrize(
    ("process", "standard", "name"),
    [
        (VerifiedChain, {**VERIFIED, "generations": 2}, "accuracies"),
        (PoolChain, {**POOL, "gap": 2.0}, "means"),
        (EnsembleChain, ENSEMBLE, "shares"),
    ],
)
def test_what_is_kept_of_earlier_draws_and_how_many_there_are(
    process: Any, standard: dict[str, Any], name: str
) -> None:
    def run(**changes: Any) -> np.ndarray:
        return np.asarray(getattr(process(**{**standard, "chains": 60, **changes}).run(generator(name)), name))

    plain, pooled, growing, reused = (
        run(**change) for change in ({}, {"memory": "accumulate"}, {"sizes": "growing"}, {"randomness": "reused"})
    )
    for other in (pooled, growing, reused):
        np.testing.assert_array_equal(plain[1], other[1])
        assert not np.array_equal(plain[2], other[2])
    if name != "means":  # shares of three draws, of six, and of nine
        for found, draws in ((plain, 3), (pooled, 6), (growing, 6)):
            parts = found[2] * draws * (1 if name == "accuracies" else 4)
            np.testing.assert_allclose(parts, np.round(parts), atol=1e-9)


def test_smoothing_and_sharpening_by_hand() -> None:
    small = {**ENSEMBLE, "weights": (1.0,), "generations": 1, "chains": 200}
    plain, smooth = (EnsembleChain(**small, smoothing=s).run(generator(11)).shares[1] for s in ("none", "additive"))
    np.testing.assert_allclose(smooth, (3 * plain + 0.5) / 4.5)
    sharp = EnsembleChain(**{**small, "shares": (0.8, 0.2)}, sampling="sharpened").run(generator(12)).shares[1]
    same = EnsembleChain(**{**small, "shares": (8 / 9, 1 / 9)}).run(generator(12)).shares[1]  # 4^1.5 = 8
    np.testing.assert_allclose(sharp, same)
    right, smoothed = (
        VerifiedChain(**{**VERIFIED, "generations": 1}, smoothing=s).run(generator(13)).accuracies[1]
        for s in ("none", "additive")
    )
    np.testing.assert_allclose(smoothed, (3 * right + 0.5) / 4)


def test_models_that_pool_nothing_are_as_far_apart_as_they_were() -> None:
    own, none = (
        PoolChain(**POOL, **how, gap=2.0).run(generator(14)) for how in ({"weight": 0.5, "pooling": "own"}, {})
    )
    np.testing.assert_array_equal(own.means, none.means)


def test_acceptance_can_depend_on_how_likely_an_answer_is() -> None:
    accepted = 0.09 / (0.09 + 0.49 / 2)  # each answer is accepted as often as it is drawn, and half of the wrong ones
    check = Probability(probability=accepted, smallest_effect=0.03, **RATES)
    chain = VerifiedChain(1, 1, check.draws_needed, 0.3, acceptance="likelihood")
    assert check.judge(chain.run(generator("likelihood")).accuracies[1] == 1).agrees


def test_an_accuracy_of_one_or_none_stays() -> None:
    for accuracy in (0.0, 1.0):
        run = VerifiedChain(**{**VERIFIED, "accuracy": accuracy}).run(generator(accuracy))
        np.testing.assert_array_equal(run.accuracies, accuracy)
        np.testing.assert_array_equal(run.lost, 1 - accuracy)
        np.testing.assert_array_equal(run.errors, 1 - accuracy)


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
        (SelectedChain, SELECTED, {"base": "round"}, "base must be one of"),
        (SelectedChain, SELECTED, {"bar": 1.7, "kept": "top", "base": "uniform"}, "bar must be at most 1.68"),
        (ReplacedChain, REPLACED, {"answers": 1}, "answers must be"),
        (ReplacedChain, REPLACED, {"generations": 0}, "generations must be"),
        (ReplacedChain, REPLACED, {"chains": 0}, "chains must be"),
        (ReplacedChain, REPLACED, {"right_ones": -1}, "right_ones must be"),
        (ReplacedChain, REPLACED, {"right_ones": 5}, "right_ones must be at most 4"),
        (ReplacedChain, REPLACED, {"right": 1.5}, "right must be at most 1"),
        (ReplacedChain, REPLACED, {"wrong": 0.0}, "wrong must be"),
        (ReplacedChain, REPLACED, {"acceptance": "all"}, "acceptance must be one of"),
        (ReplacedChain, REPLACED, {"replaced": "none"}, "replaced must be one of"),
        (ReplacedChain, REPLACED, {"randomness": "old"}, "randomness must be one of"),
        (BiasedChain, BIASED, {"human": -1}, "human must be"),
        (BiasedChain, BIASED, {"human": 0, "own": 0}, "must not both be 0"),
        (BiasedChain, BIASED, {"generations": 0}, "generations must be"),
        (BiasedChain, BIASED, {"chains": 0}, "chains must be"),
        (BiasedChain, BIASED, {"delta": np.inf}, "delta must be"),
        (BiasedChain, BIASED, {"start": np.inf}, "start must be"),
        (BiasedChain, BIASED, {"real": "all"}, "real must be one of"),
        (BiasedChain, BIASED, {"bias": "none"}, "bias must be one of"),
        (BiasedChain, BIASED, {"memory": "long"}, "memory must be one of"),
        (BiasedChain, BIASED, {"randomness": "old"}, "randomness must be one of"),
        (VerifiedChain, VERIFIED, {"answers": 0}, "answers must be"),
        (VerifiedChain, VERIFIED, {"accuracy": 1.5}, "accuracy must lie in"),
        (VerifiedChain, VERIFIED, {"wrong": 0.0}, "wrong must be"),
        (VerifiedChain, VERIFIED, {"right": 2.0}, "right must be at most 1"),
        *((VerifiedChain, VERIFIED, {s: "odd"}, f"{s} must be one of") for s in ("acceptance", "smoothing", "memory")),
        *((VerifiedChain, VERIFIED, {s: "odd"}, f"{s} must be one of") for s in ("randomness", "sizes")),
        *((PoolChain, POOL, {s: "odd"}, f"{s} must be one of") for s in ("pooling", "memory", "randomness", "sizes")),
        *((EnsembleChain, ENSEMBLE, {s: "odd"}, f"{s} must be one of") for s in ("learning", "sampling", "smoothing")),
        *((EnsembleChain, ENSEMBLE, {s: "odd"}, f"{s} must be one of") for s in ("memory", "randomness", "sizes")),
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
