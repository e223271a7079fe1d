"""The counterexamples to the definitions, to section 5.1 and to inequality 17, once more in plain arithmetic."""

from __future__ import annotations

import math
from fractions import Fraction as F
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

between = st.fractions(F(1, 100), F(99, 100), max_denominator=100)


def divergence(of: F, at: F) -> float:
    return float(of) * math.log(of / at) + float(1 - of) * math.log((1 - of) / (1 - at))


@given(st.fractions(F(51, 100), F(99, 100), max_denominator=100))
def test_above_one_half_no_law_is_nearest_to_it(q: F) -> None:
    assert divergence(F(1, 2), (q + F(1, 2)) / 2) < divergence(F(1, 2), q)


def test_two_laws_are_equally_near() -> None:
    assert divergence(F(1, 2), F(1, 4)) == divergence(F(1, 2), F(3, 4))


@pytest.mark.parametrize(("a", "b", "right"), [(F(6, 10), F(1, 2), F(3, 13)), (F(1, 2), F(6, 10), F(5, 29))])
def test_what_a_verifier_accepts_of_a_hundred_answers(a: F, b: F, right: F) -> None:
    kept_right, kept_wrong = 20 * a, 80 * b
    assert kept_right / (kept_right + kept_wrong) == right


@given(st.lists(between, min_size=1, max_size=5), st.data(), between, between)
def test_the_mixture_of_what_members_learn_is_what_one_model_learns(
    members: list[F], data: st.DataObject, p: F, alpha: F
) -> None:
    counts = [data.draw(st.integers(1, 9)) for _ in members]
    weights = [F(count, sum(counts)) for count in counts]
    mixture = sum(w * q for w, q in zip(weights, members, strict=True))
    learned = [alpha * p + (1 - alpha) * mixture for _ in members]
    assert sum(w * q for w, q in zip(weights, learned, strict=True)) == alpha * p + (1 - alpha) * mixture
    assert len(set(learned)) == 1


def test_the_least_focal_loss_is_not_at_the_share_of_the_data() -> None:
    """Over a grid, for a symbol of share 1/10: the best model gives it twice that or more."""

    def loss(model: float) -> float:
        return -0.1 * (1 - model) * math.log(model) - 0.9 * model * math.log(1 - model)

    best = min((k / 1000 for k in range(1, 1000)), key=loss)
    assert best > 0.15
    assert loss(0.2) < loss(0.1)


@given(between, between)
def test_squared_loss_is_least_at_the_share_of_the_data(share: F, model: F) -> None:
    def loss(q: F) -> F:
        return share * (1 - q) ** 2 + (1 - share) * q**2

    assert loss(model) >= loss(share)


def test_label_smoothing_keeps_diversity_for_ever() -> None:
    """Every outcome of four draws, thirty times, by the law of the count: never below e (1 - e/2)."""
    e, n = F(1, 10), 4
    floor = e * (1 - e / 2)
    law = {F(1, 2): 1.0}
    for _ in range(30):
        after: dict[F, float] = {}
        for share, weight in law.items():
            for count in range(n + 1):
                chance = math.comb(n, count) * float(share) ** count * float(1 - share) ** (n - count)
                smoothed = (1 - e) * F(count, n) + e / 2
                after[smoothed] = after.get(smoothed, 0.0) + weight * chance
        law = after
        assert all(2 * share * (1 - share) >= floor for share in law)
    assert math.fsum(weight * float(2 * share * (1 - share)) for share, weight in law.items()) > float(floor)


def test_one_joint_law_has_two_causes() -> None:
    """Both directions of cause and effect give the same passive law and different outcomes of setting X to 1."""
    agree = F(3, 4)
    first_causes = {(x, y): F(1, 2) * (agree if x == y else 1 - agree) for x, y in product((0, 1), repeat=2)}
    second_causes = {(x, y): F(1, 2) * (agree if y == x else 1 - agree) for x, y in product((0, 1), repeat=2)}
    assert first_causes == second_causes
    y_follows = first_causes[1, 1] / (first_causes[1, 1] + first_causes[1, 0])
    y_stays = sum(mass for (_, y), mass in second_causes.items() if y)
    assert (y_follows, y_stays) == (F(3, 4), F(1, 2))


@given(between, between, between)
def test_no_guess_is_nearer_to_both_of_two_truths(one: F, other: F, guess: F) -> None:
    middle = (one + other) / 2
    assert max(abs(one - guess), abs(other - guess)) >= abs(one - middle)
