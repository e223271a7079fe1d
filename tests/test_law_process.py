"""Loops with unlimited data do literally what they say, whatever the laws are."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from collapse_math.processes import LawChain, LawRun

PAIR: dict[str, Any] = {"generations": 2, "chains": 3, "starts": ((0.25, 0.75),)}


def run(**changes: Any) -> LawRun:
    """A run of two outcomes, or of what the changes say."""
    return LawChain(**{**PAIR, **changes}).run(np.random.default_rng(4))


def test_nothing_happens_to_a_law_that_is_left_alone() -> None:
    whole = run(starts=((0.25, 0.5, 0.25),), parts=(2, 1, 3))
    np.testing.assert_allclose(whole.laws[2], whole.laws[0], rtol=1e-14)
    assert whole.laws.shape == (3, 6, 3)
    np.testing.assert_allclose(whole.first_shares, 0.25)
    np.testing.assert_allclose(whole.laws[:, 2], 0.5)
    assert len(np.unique(whole.laws[0, 0])) == 3, "each group is divided in another way in each loop"


@pytest.mark.parametrize(
    ("changes", "shares"),
    [
        ({"power": 2.0}, (1 / 10, 1 / 82)),
        ({"power": 2.0, "tempering": "none"}, (1 / 4, 1 / 4)),
        ({"accepted": (1.0, 0.5)}, (2 / 5, 4 / 7)),
        ({"accepted": (1.0, 0.5), "acceptance": "likelihood"}, (2 / 11, 8 / 89)),
        ({"odds": (3.0, 1.0)}, (1 / 2, 3 / 4)),
        ({"odds": (9.0, 1.0), "reward": "fading"}, (3 / 4, 9 / 10)),
        ({"odds": (3.0, 1.0), "reward": "none"}, (1 / 4, 1 / 4)),
        ({"truth": (0.75, 0.25), "real_share": 0.5}, (1 / 2, 5 / 8)),
        ({"truth": (0.75, 0.25), "real_share": (0.5, 0.0)}, (1 / 2, 1 / 2)),
        ({"truth": (0.75, 0.25), "real_share": 0.5, "real": "none"}, (1 / 4, 1 / 4)),
        ({"truth": (0.75, 0.25), "real_share": 0.5, "memory": "accumulate"}, (1 / 2, 9 / 16)),
        ({"truth": (0.75, 0.25), "real_share": 0.5, "power": 2.0}, (17 / 40, 0.375 + 0.5 * 289 / (289 + 529))),
    ],
)
def test_two_outcomes_by_hand(changes: dict[str, Any], shares: tuple[float, float]) -> None:
    np.testing.assert_allclose(run(**changes).first_shares[1:], np.array(shares)[:, None] * np.ones(3))


def test_human_data_by_hand() -> None:
    human = {"truth": (0.5, 0.5), "real_share": 0.5, "improved": 0.5, "power": 2.0, "selects": "human"}
    found = run(generations=1, **human)
    np.testing.assert_allclose(found.human_shares, 0.3)  # half of it the truth, half of it 1/10
    np.testing.assert_allclose(found.first_shares[1], 0.275)
    np.testing.assert_allclose(found.first_steps, 0.025)


def test_members_learn_from_each_other_or_alone() -> None:
    two = {"starts": ((0.5, 0.5), (0.1, 0.9)), "weights": (0.25, 0.75)}
    together, alone = run(**two), run(**two, learning="alone")
    for found in (together, alone):
        np.testing.assert_allclose(found.first_shares, 0.2)
        np.testing.assert_allclose(found.member_gaps[0], 0.3)
    np.testing.assert_allclose(together.member_gaps[1:], 0, atol=1e-15)
    np.testing.assert_allclose(alone.member_gaps, 0.3)
    np.testing.assert_allclose(run(weights=(0.5, 0.5)).members[0, 0], run(weights=(0.5, 0.5)).members[0, 1])


def test_the_last_group_can_be_accepted_less_often() -> None:
    even, uneven = (run(generations=1, parts=(1, 4), accepted=(1.0, 0.5), uneven=u) for u in (False, True))
    factors = uneven.laws[1, 1:] / uneven.laws[0, 1:] / (uneven.laws[1, 0] / uneven.laws[0, 0])
    assert factors.max() < 0.5
    assert len(np.unique(factors)) == factors.size
    np.testing.assert_allclose(even.laws[1, 1:] / even.laws[0, 1:], 0.8)


def test_statistics_by_hand() -> None:
    found = run(starts=((0.2, 0.3, 0.5),), parts=(1, 1, 2), power=2.0, place=0.5, generations=1)
    half = found.laws[0, 2]
    squares = 0.04 + 0.09 + half**2 + (0.5 - half) ** 2
    first = 0.04 / squares
    for name, expected in {
        "first_shares": first,
        "distances_below": 0.5 - first,
        "squared_distances": (0.5 - first) ** 2,
        "contractions": (first - 0.5) / -0.3,
        "odds": 0.04 / (squares - 0.04),
        "inverse_odds": (squares - 0.04) / 0.04,
        "quotients": 4 / 9,
        "log_quotients": math.log(4 / 9),
        "odds_of_last": (squares - 0.13) / 0.13,
        "right_shares": (0.04 + half**2) / squares,
        "leads": 2 * first - 1,
        "lead_steps": 2 * first - 0.4,
        "squared_leads": (2 * first - 1) ** 2,
        "first_contents": -first * np.log(first),
        "entropies": np.log(squares) - sum(p**2 * np.log(p**2) for p in (0.2, 0.3, half, 0.5 - half)) / squares,
    }.items():
        np.testing.assert_allclose(getattr(found, name)[-1], np.broadcast_to(expected, 3), err_msg=name)


def test_samples_are_shares_of_a_thousand_draws() -> None:
    found = run(data="sample", parts=(1, 3))
    np.testing.assert_allclose(found.laws[1:] * 1000, np.round(found.laws[1:] * 1000), atol=1e-9)
    assert np.ptp(found.first_shares[1]) > 0
    np.testing.assert_allclose(found.laws.sum(axis=1), 1.0)


def test_the_same_seed_gives_the_same_run() -> None:
    np.testing.assert_array_equal(run(parts=(2, 2)).laws, run(parts=(2, 2)).laws)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"generations": 0}, "generations must be"),
        ({"chains": 0}, "chains must be"),
        ({"starts": ((0.5, 0.6),)}, "starts must give 2 groups shares with sum 1"),
        ({"truth": (1.0,)}, "truth must give 2 groups"),
        ({"truth": (-0.5, 1.5)}, "truth must give 2 groups"),
        ({"starts": ((0.5, 0.5),) * 3, "weights": (0.5, 0.5)}, "starts must be 1 or 2 laws"),
        ({"weights": (0.5, 0.6)}, "weights must be positive with sum 1"),
        ({"parts": (1,)}, "parts must be 2 numbers"),
        ({"parts": (1, 0)}, "one of the parts must be"),
        ({"power": 0.0}, "power must be"),
        ({"accepted": (1.0, 1.5)}, "accepted must be at most 1"),
        ({"odds": (1.0, 0.0)}, "one of the odds must be"),
        ({"improved": 1.5}, "improved must lie in"),
        ({"real_share": (0.5, 2.0)}, "real_share must lie in"),
        ({"real_share": (0.5,)}, "real_share must be 1 or 2 numbers"),
        ({"place": math.nan}, "place must be"),
        ({"data": "much"}, "data must be one of"),
        ({"memory": "short"}, "memory must be one of"),
        ({"tempering": "hot"}, "tempering must be one of"),
        ({"acceptance": "never"}, "acceptance must be one of"),
        ({"reward": "high"}, "reward must be one of"),
        ({"selects": "nobody"}, "selects must be one of"),
        ({"real": "number"}, "real must be one of"),
        ({"learning": "never"}, "learning must be one of"),
    ],
)
def test_arguments_out_of_range_are_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        run(**changes)
