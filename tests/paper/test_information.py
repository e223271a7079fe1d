"""Corollary 3 and proposition 9, once more: information from lists of outcomes, and channels drawn at random."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable
from fractions import Fraction as F
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

Outcome = tuple[Hashable, Hashable, F]  # what the truth is, what is seen, and how probable that is


def information(outcomes: Iterable[Outcome]) -> float:
    """H(truth) + H(seen) - H(both), in nats."""
    truths: dict[Hashable, F] = defaultdict(F)
    seen: dict[Hashable, F] = defaultdict(F)
    both: dict[Hashable, F] = defaultdict(F)
    for truth, what, probability in outcomes:
        truths[truth] += probability
        seen[what] += probability
        both[truth, what] += probability
    assert sum(both.values()) == 1
    return entropy(truths.values()) + entropy(seen.values()) - entropy(both.values())


def entropy(law: Iterable[F]) -> float:
    return -math.fsum(float(p) * math.log(p) for p in law if p > 0)


TRUTHS = {"mostly ones": F(3, 4), "mostly zeros": F(1, 4)}


def chance(one: F, bit: int) -> F:
    return one if bit else 1 - one


def one_draw() -> list[Outcome]:
    return [(name, bit, chance(one, bit) / 2) for name, one in TRUTHS.items() for bit in (0, 1)]


def two_draws_of_the_next_generation(alpha: F) -> list[Outcome]:
    """Every truth, first draw, and for each of two draws whether it is real and what it is; the counts are seen."""
    found = []
    for (name, one), first in product(TRUTHS.items(), (0, 1)):
        for (real, a), (too, b) in product(product((True, False), (0, 1)), repeat=2):
            probability = chance(one, first) / 2
            for is_real, bit in ((real, a), (too, b)):
                probability *= alpha * chance(one, bit) if is_real else (1 - alpha) * F(bit == first)
            found.append((name, a + b, probability))
    return found


def test_one_percent_of_real_draws_tells_something_new() -> None:
    before, after = information(one_draw()), information(two_draws_of_the_next_generation(F(1, 100)))
    assert before == pytest.approx(0.1308120359411369591)
    assert after == pytest.approx(0.131894816635122467)


def test_without_real_draws_two_copies_tell_what_one_draw_tells() -> None:
    assert information(two_draws_of_the_next_generation(F(0))) == pytest.approx(information(one_draw()))


def test_a_mixture_without_samples_gives_the_truth_away() -> None:
    alpha = F(1, 100)
    mixed = [(name, alpha * TRUTHS[str(name)] + (1 - alpha) * F(int(str(bit))), p) for name, bit, p in one_draw()]
    assert len({law for _, law, _ in mixed}) == 4
    assert information(mixed) == pytest.approx(math.log(2))


def test_a_softer_model_has_a_smaller_loss_and_tells_the_same() -> None:
    """All truths, first draws and new draws."""

    def expected_loss(share: F) -> float:
        return -math.fsum(
            float(chance(one, first) * chance(one, new) / 2) * math.log(share if new == first else 1 - share)
            for one, first, new in product(TRUTHS.values(), (0, 1), (0, 1))
        )

    assert expected_loss(F(5, 8)) == pytest.approx(0.6615632381579820598)
    assert expected_loss(F(99, 100)) == pytest.approx(1.733220279653972664)
    sharp = [(name, (bit, F(99, 100)), p) for name, bit, p in one_draw()]
    soft = [(name, (bit, F(5, 8)), p) for name, bit, p in one_draw()]
    assert information(sharp) == information(soft)


@given(st.fractions(F(51, 100), F(99, 100), max_denominator=100), st.integers(1, 6))
def test_the_number_of_heads_tells_what_the_tosses_tell(p: F, tosses: int) -> None:
    outcomes = [
        (name, sequence, math.prod((chance(one, bit) for bit in sequence), start=F(1, 2)))
        for name, one in (("p", p), ("1 - p", 1 - p))
        for sequence in product((0, 1), repeat=tosses)
    ]
    counts = [(name, sum(sequence), probability) for name, sequence, probability in outcomes]
    assert information(counts) == pytest.approx(information(outcomes), abs=1e-12)
    first = [(name, sequence[0], probability) for name, sequence, probability in outcomes]
    assert tosses == 1 or information(first) < information(outcomes)


@st.composite
def channels(draw: st.DrawFn) -> tuple[list[list[F]], list[list[F]]]:
    """A joint law of truth and observation, and a channel from observations to what is made of them."""
    truths, seen, made = (draw(st.integers(1, 4)) for _ in range(3))
    weights = [[draw(st.integers(0, 9)) for _ in range(seen)] for _ in range(truths)]
    weights[0][0] += 1
    total = sum(map(sum, weights))
    channel = []
    for _ in range(seen):
        row = [draw(st.integers(0, 9)) for _ in range(made)]
        row[0] += 1
        channel.append([F(weight, sum(row)) for weight in row])
    return [[F(weight, total) for weight in row] for row in weights], channel


@given(channels())
def test_nothing_made_of_an_observation_tells_more(made: tuple[list[list[F]], list[list[F]]]) -> None:
    joint, channel = made
    before = [(m, x, mass) for m, row in enumerate(joint) for x, mass in enumerate(row)]
    after = [(m, y, mass * share) for m, x, mass in before for y, share in enumerate(channel[int(str(x))])]
    assert information(after) <= information(before) + 1e-12


masses = st.fractions(F(1, 50), 1, max_denominator=50)


@given(masses, masses, masses, masses)
def test_what_merging_loses_is_at_least_what_is_said(u: F, w: F, more: F, too: F) -> None:
    """The masses of two values with one value of the truth, and with it and all others."""
    U, W = u + more, w + too
    lost = math.fsum(
        [float(u) * math.log(u / U), float(w) * math.log(w / W), -float(u + w) * math.log((u + w) / (U + W))]
    )
    first, second = u * (U + W) / (U * (u + w)), w * (U + W) / (W * (u + w))
    bound = 3 * (u * W - w * U) ** 2 * (1 / (U * (2 * first + 4)) + 1 / (W * (2 * second + 4)))
    assert lost >= float(bound / ((u + w) * (U + W))) - 1e-12
    assert u * W == w * U or lost > 0
