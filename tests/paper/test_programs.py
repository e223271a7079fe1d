"""Proposition 10 and equations 23 to 26, once more: all sequences of draws, and programs chosen by the rule itself."""

from __future__ import annotations

import math
from fractions import Fraction as F
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivations.learners.two_programs import theorem as two_programs
from derivations.paper.finite_class import theorem as finite_class


def likelihood(one: F, bits: tuple[int, ...]) -> F:
    return math.prod((one if bit else 1 - one for bit in bits), start=F(1))


def chosen_longer(present: F, longer: F, draws: int, gap: int) -> F:
    """How probable it is that draws of the present program make the longer one win, its penalty being 2^gap."""
    return sum(
        (
            likelihood(present, bits)
            for bits in product((0, 1), repeat=draws)
            if likelihood(longer, bits) > 2**gap * likelihood(F(1, 2), bits)
        ),
        F(0),
    )


def test_the_longer_program_is_lost_though_it_is_the_truth() -> None:
    stay, back = (chosen_longer(present, F(3, 4), 4, 1) for present in (F(3, 4), F(1, 2)))
    assert (stay, back) == (F(81, 256), F(1, 16))
    share, conclusion = F(1), two_programs.conclusions["truth_held"]
    for t in range(1, 9):
        share = share * stay + (1 - share) * back
        assert F(conclusion.evaluate(t=t, a=1 - stay, b=back, x_0=1).exact or "") == share
        assert share < F(1, 2)
    assert F(two_programs.conclusions["in_the_long_run"].evaluate(a=1 - stay, b=back).exact or "") == F(16, 191)
    assert abs(share - F(16, 191)) < F(1, 10_000)
    assert F(16, 191) < F(1, 1 + 2)  # the prior of 2^-length


@given(st.integers(1, 7), st.fractions(F(51, 100), F(99, 100), max_denominator=100), st.integers(0, 6))
def test_where_all_ones_are_needed_the_longer_program_stays_as_often_as_they_occur(draws: int, p: F, gap: int) -> None:
    if not (2 * p) ** draws > 2**gap >= (2 * p) ** (draws - 1) * 2 * (1 - p):
        return
    assert chosen_longer(p, p, draws, gap) == p**draws
    assert chosen_longer(F(1, 2), p, draws, gap) == F(1, 2**draws)


def test_a_single_draw_never_outweighs_a_bit() -> None:
    assert all(chosen_longer(present, F(3, 4), 1, 1) == 0 for present in (F(3, 4), F(1, 2)))


def test_half_of_all_strings_have_even_parity() -> None:
    strings = list(product((0, 1), repeat=8))
    assert (len(strings), sum(sum(bits) % 2 == 0 for bits in strings)) == (256, 128)


@given(
    st.integers(1, 7),
    st.fractions(F(1, 50), F(49, 50), max_denominator=50),
    st.fractions(F(1, 50), F(49, 50), max_denominator=50),
    st.sampled_from([F(1, 4), F(1), F(2), F(8)]),
)
def test_the_truth_is_left_no_more_often_than_the_bound_says(draws: int, p: F, other: F, weight: F) -> None:
    left = sum(
        likelihood(p, bits)
        for bits in product((0, 1), repeat=draws)
        if weight * likelihood(other, bits) >= likelihood(p, bits)
    )
    rho = math.sqrt(p * other) + math.sqrt((1 - p) * (1 - other))
    assert left <= math.sqrt(weight) * rho**draws * (1 + 1e-12)


def test_the_rate_is_that_of_bhattacharyya() -> None:
    """With z^2 the odds ratio of 1/2 to 4/5, which is 1/4, rho is sqrt(2/5) + sqrt(1/10)."""
    at = {"p": F(4, 5), "z": F(1, 2), "w": 1, "n": 6}
    bound = float(finite_class.conclusions["left"].evaluate(**at).decimal)
    assert bound == pytest.approx((math.sqrt(2 / 5) + math.sqrt(1 / 10)) ** 6)
