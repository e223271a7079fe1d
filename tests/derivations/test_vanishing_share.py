"""Shares of real tokens that vanish: every path of small chains, in fractions, and the process itself."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction as F

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collapse_math.processes import TokenChain
from collapse_math.results import Conclusion
from collapse_math.sequences import Listed
from collapse_math.verdict import Probability
from derivations import load


def conclusion(name: str) -> Conclusion:
    found = load("tokens.vanishing_share").conclusions | load("tokens.hopping").conclusions
    return found[name]


def binomial(n: int, c: int, share: F) -> F:
    return math.comb(n, c) * share**c * (1 - share) ** (n - c)


def after(n: int, truth: F, shares: Sequence[F]) -> tuple[dict[F, F], F, F]:
    """The law of p_t, E[number of changes after the first fit], and E[sum of squared steps]."""
    law, changes, squares = {truth: F(1)}, F(0), F(0)
    for t, real in enumerate(shares):
        later: dict[F, F] = defaultdict(F)
        for p, weight in law.items():
            for c in range(n + 1):
                chance = weight * binomial(n, c, real * truth + (1 - real) * p)
                later[F(c, n)] += chance
                changes += chance * (F(c, n) != p) * (t > 0)
                squares += chance * (F(c, n) - p) ** 2
        law = dict(later)
    return law, changes, squares


SHARES = st.lists(st.fractions(0, F(8, 9), max_denominator=9), min_size=1, max_size=5)
TRUTHS = st.fractions(F(1, 6), F(5, 6), max_denominator=6)


@given(n=st.integers(2, 5), truth=TRUTHS, shares=SHARES)
def test_moments_on_every_path(n: int, truth: F, shares: list[F]) -> None:
    law, changes, squares = after(n, truth, shares)
    at = {"n": n, "p_0": truth, "alpha": Listed(tuple(shares)), "t": len(shares)}

    def exact(name: str) -> F:
        found = conclusion(name)
        value = found.closed_form.exact(**{q.name: at[q.name] for q in found.parameters})
        assert value is not None
        return value

    inside = sum(weight * p * (1 - p) for p, weight in law.items())
    assert exact("expected_share") == sum(weight * p for p, weight in law.items())
    assert exact("expected_diversity_of_one") == inside
    assert exact("squared_error") == sum(weight * (p - truth) ** 2 for p, weight in law.items())
    assert squares + inside <= exact("steps_at_most")
    assert changes <= n**2 * exact("steps_at_most")
    assert exact("real_tokens") == n * sum(shares)


@given(n=st.integers(2, 7), truth=TRUTHS, real=st.fractions(0, 1, max_denominator=12))
def test_a_change_is_never_less_likely_than_that(n: int, truth: F, real: F) -> None:
    """From every share that a chain can have."""
    for c in range(n + 1):
        p = F(c, n)
        law, changes, squares = after(n, p, [F(0)]), F(0), F(0)
        assert sum(law[0].values()) == 1
        mix = real * truth + (1 - real) * p
        for d in range(n + 1):
            changes += binomial(n, d, mix) * (d != c)
            squares += binomial(n, d, mix) * F(d - c, n) ** 2
        assert changes >= squares >= real * truth * (1 - truth) / n
    assert changes == 1 - (1 - real * (1 - truth)) ** n  # at the vertex 1


def coin(shares: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Two draws of a fair coin: E[p_t (1 - p_t)] and the expected number of changes, from its three states."""
    within, changes = np.zeros(len(shares) + 1), np.zeros(len(shares) + 1)
    within[0], open_ = 0.25, 1.0
    for t, real in enumerate(shares):
        leaves = real - real**2 / 4
        changes[t + 1] = changes[t] + open_ / 2 + (1 - open_) * leaves
        mixed = real / 2 * (1 - real / 2) * 2  # both draws differ, at a vertex
        open_ = open_ / 2 + (1 - open_) * mixed
        within[t + 1] = open_ / 4
    return within, changes


def test_one_over_t_collapses_and_does_not_come_to_rest() -> None:
    t = np.arange(1, 200_001)
    within, changes = coin(1 / (t + 1))
    assert within[-1] < 1e-5
    assert changes[-1] - changes[len(t) // 10] == pytest.approx(2 * math.log(10), rel=0.01)  # there and back
    _, rests = coin(1 / (t + 1.0) ** 2)
    assert rests[-1] - rests[len(t) // 10] < 1e-3
    assert rests[-1] <= 4 * (0.25 + math.pi**2 / 6 - 1)


def test_the_process_hops() -> None:
    """Whether anything changes between generations 12 and 60, by multiplying the probabilities of what does not."""
    n, truth, generations, since = 2, 0.5, 60, 12
    shares = tuple(1 / (t + 1) for t in range(1, generations + 1))
    law = np.array([0.25, 0.5, 0.25])
    for real in shares[1:since]:  # generation 1 draws from the truth, wherever it looks
        mix = real * truth + (1 - real) * np.array([0, 0.5, 1])
        moves = np.array([(1 - mix) ** 2, 2 * mix * (1 - mix), mix**2])
        law = moves @ law
    for real in shares[since:]:
        mix = real * truth + (1 - real) * np.array([0, 0.5, 1])
        law = law * np.array([(1 - mix[0]) ** 2, 2 * mix[1] * (1 - mix[1]), mix[2] ** 2])
    check = Probability(probability=float(law.sum()), smallest_effect=0.03, false_alarm=1e-9, miss=1e-4)
    chain = TokenChain(n, generations, check.draws_needed, (truth, 1 - truth), real_share=shares, real="split")
    changes = chain.run(np.random.default_rng(5)).changes
    assert check.judge(changes[-1] == changes[since]).agrees
