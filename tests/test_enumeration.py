"""The exact law of one token, against samples listed one by one and linear algebra done by hand."""

from __future__ import annotations

import itertools
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collapse_math.enumeration import TokenLaw

unit = st.fractions(0, 1, max_denominator=5)


def listed_law(law: TokenLaw, start: Fraction, generations: int) -> dict[int, Fraction]:
    """The law of the count by listing every sample of every generation."""
    present = {start: Fraction(1)}
    for _ in range(generations):
        after: Counter[int] = Counter()
        for share, weight in present.items():
            mixed = law.real_share * law.truth + (1 - law.real_share) * share
            for sample in itertools.product((0, 1), repeat=law.draws):
                probability = Fraction(1)
                for place, drawn in enumerate(sample):
                    chance = Fraction(law.truth) if place < law.real_draws else mixed
                    probability *= chance if drawn else 1 - chance
                after[sum(sample)] += weight * probability
        present = {Fraction(count, law.draws): weight for count, weight in after.items()}
    return dict(after)


@given(unit, unit, unit, st.integers(1, 4), st.integers(0, 4), st.integers(1, 3))
def test_the_law_by_listing_every_sample(
    start: Fraction, truth: Fraction, share: Fraction, draws: int, real: int, generations: int
) -> None:
    for law in (
        TokenLaw(draws),
        TokenLaw(draws, truth, real_share=share),
        TokenLaw(draws, truth, real_draws=min(real, draws)),
    ):
        found = law.law(start, generations)
        assert dict(enumerate(found.probabilities)) == {
            count: listed_law(law, start, generations).get(count, 0) for count in range(draws + 1)
        }
        assert sum(found.probabilities) == 1
        assert (found.lost, found.alone) == (found.probabilities[0], found.probabilities[-1])
        shares = [Fraction(c, draws) for c in range(draws + 1)]
        assert found.mean == sum(p * x for p, x in zip(found.probabilities, shares, strict=True))
        assert found.diversity == sum(p * x * (1 - x) for p, x in zip(found.probabilities, shares, strict=True))


@pytest.mark.parametrize("draws", [2, 3, 5, 8])
def test_times_and_chances_obey_their_one_step_equations(draws: int) -> None:
    """What is expected now is what is expected after one refit, which takes one unit of time."""
    law = TokenLaw(draws)
    times, chances = law.expected_time(), law.alone_in_the_end()
    for count in range(draws + 1):
        row = law.one_refit(Fraction(count, draws))
        settled = count in (0, draws)
        assert times[count] == (0 if settled else 1 + sum(p * x for p, x in zip(row, times, strict=True)))
        assert chances[count] == sum(p * x for p, x in zip(row, chances, strict=True))
    assert (chances[0], chances[draws]) == (0, 1)


@given(unit, st.integers(2, 5))
def test_the_time_from_the_start(start: Fraction, draws: int) -> None:
    """The first refit, and then from wherever it leads."""
    law = TokenLaw(draws)
    first = listed_law(law, start, 1)
    later = sum((weight * law.expected_time()[count] for count, weight in first.items()), Fraction(0))
    assert law.expected_time_from(start) == 1 + later


@given(unit, st.integers(1, 5), unit)
def test_quantiles(start: Fraction, draws: int, level: Fraction) -> None:
    found = TokenLaw(draws).law(start, 2)
    count = found.quantile(level)
    assert sum(found.probabilities[: count + 1]) >= level
    assert count == 0 or sum(found.probabilities[:count]) < level


def test_two_draws_by_hand() -> None:
    """From one of two, the next count is 1 with probability one half: two refits on average."""
    assert TokenLaw(2).expected_time() == (0, 2, 0)
    assert TokenLaw(2).alone_in_the_end() == (0, Fraction(1, 2), 1)


@given(st.fractions(Fraction(1, 5), Fraction(4, 5), max_denominator=5), st.integers(1, 6), st.integers(1, 6))
def test_the_stationary_law_is_left_as_it_is(truth: Fraction, draws: int, real: int) -> None:
    for law in (TokenLaw(draws, truth, real_share=Fraction(1, real + 1)), TokenLaw(draws, truth, real_draws=1)):
        found = law.stationary()
        after = [
            sum(p * law.one_refit(Fraction(i, draws))[j] for i, p in enumerate(found.probabilities))
            for j in range(draws + 1)
        ]
        assert tuple(after) == found.probabilities
        assert sum(found.probabilities) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"draws": 0}, "draws must be"),
        ({"draws": 2, "truth": Fraction(3, 2)}, "truth must be at most 1"),
        ({"draws": 2, "truth": 0.5}, "truth must be an integer or a Fraction"),
        ({"draws": 2, "real_share": 2}, "real_share must be at most 1"),
        ({"draws": 2, "real_draws": 3}, "real_draws must be at most draws"),
        ({"draws": 2, "real_draws": -1}, "real_draws must be"),
        ({"draws": 2, "real_draws": 1, "real_share": Fraction(1, 2)}, "not both"),
    ],
)
def test_arguments_out_of_range_are_refused(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        TokenLaw(**arguments)


def test_what_has_no_answer_is_refused() -> None:
    with pytest.raises(ValueError, match="no token is lost for good"):
        TokenLaw(3, Fraction(1, 2), real_draws=1).expected_time()
    with pytest.raises(ValueError, match="at once"):
        TokenLaw(1).alone_in_the_end()
    for law in (TokenLaw(3), TokenLaw(3, 1, real_draws=1)):
        with pytest.raises(ValueError, match="unique law"):
            law.stationary()
    for start, generations in ((Fraction(3, 2), 1), (Fraction(1, 2), 0)):
        with pytest.raises(ValueError, match="must be"):
            TokenLaw(3).law(start, generations)
