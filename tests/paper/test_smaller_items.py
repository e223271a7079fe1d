"""The counterexamples to the remark on verifiers, to theorem 8 and to inequality 16, once more in plain arithmetic."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction as F

from hypothesis import given
from hypothesis import strategies as st

from derivations.paper.repeated_contraction import theorem as repeated_contraction

between = st.fractions(F(1, 100), F(99, 100), max_denominator=100)


def test_a_verifier_that_errs_raises_the_share_of_right_answers() -> None:
    """Of 100 answers 20 are right; 12 of these and 40 of the others are kept."""
    right, wrong = F(20) * F(6, 10), F(80) * F(1, 2)
    assert right / (right + wrong) == F(12, 52) > F(1, 5)


@given(between, between, between)
def test_selection_again_and_again_leaves_right_answers(a: F, b: F, q: F) -> None:
    if a < b + F(1, 20):
        return
    right, wrong = float(q), float(1 - q)
    for _ in range(400):
        right, wrong = right * float(a), wrong * float(b)
        right, wrong = right / (right + wrong), wrong / (right + wrong)
    assert right > 0.999


def test_members_that_learn_the_mixture_become_more_diverse() -> None:
    members = [(F(1, 4), F(3, 4)), (F(3, 4), F(1, 4))]
    before = sum(1 - sum(p**2 for p in law) for law in members) / 2
    mixture = tuple(sum(column) / 2 for column in zip(*members, strict=True))
    assert 1 - sum(p**2 for p in mixture) == F(1, 2) > before


def test_two_of_eight_hypotheses_are_worth_two_bits() -> None:
    """As many yes-or-no answers as it takes to tell which quarter of eight hypotheses is meant."""
    answers = list(itertools.product((False, True), repeat=2))
    assert len(answers) * 2 == 8
    assert math.log2(8 / 2) == 2


@given(between, between, between)
def test_mixing_contracts_the_divergence_itself(alpha: F, p: F, q: F) -> None:
    """Inequality 20 for the Kullback-Leibler divergence of two outcomes, in floats."""

    def divergence(of: F, at: F) -> float:
        return float(of) * math.log(of / at) + float(1 - of) * math.log((1 - of) / (1 - at))

    mixed = alpha * p + (1 - alpha) * q
    assert divergence(p, mixed) <= float(1 - alpha) * divergence(p, q) + 1e-12


@given(st.lists(st.tuples(between, st.fractions(0, 2, max_denominator=50), st.fractions(0, 1)), min_size=1, max_size=8))
def test_what_is_contracted_again_and_again_stays_below_its_bound(steps: list[tuple[F, F, F]]) -> None:
    """The inequality taken in part and in full, in fractions, from a divergence of 3; and the closed form."""
    found, worst = F(3), F(3)
    for alpha, delta, part in steps:
        found = part * ((1 - alpha) * found + delta)
        worst = (1 - alpha) * worst + delta
        assert found <= worst
    alphas, deltas, _ = zip(*steps, strict=True)
    at = {"alpha": alphas, "delta": deltas, "t": len(steps), "D_0": 3}
    assert F(repeated_contraction.conclusions["at_most"].evaluate(**at).exact or "") == worst


def test_errors_as_large_as_the_shares_keep_a_divergence() -> None:
    """So that it takes errors that vanish beside the shares, not errors that vanish; after 3000 steps."""
    kept = gone = 1.0
    for t in range(1, 3_001):
        share = 1 / (t + 1)
        kept, gone = (1 - share) * kept + share, (1 - share) * gone + share**2
    assert abs(kept - 1) < 1e-9
    assert gone < 0.01
