"""Every reading that is said to hold is searched for counterexamples within what it states, by whatever is simplest.

Readings with a formal statement are searched in test_verdicts; the others here, or in the file that is named.
"""

from __future__ import annotations

import ast
import math
from fractions import Fraction as F
from itertools import product
from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st

from derivations.paper import items

between = st.fractions(F(1, 50), F(49, 50), max_denominator=50)
SEARCHES = {
    "Headline, 1": "test_searches.test_with_a_constant_size_a_vanishing_share_collapses",
    "Definition 1, 1": "test_searches.test_a_law_that_differs_has_a_positive_divergence",
    "Definition 2, 1": "test_searches.test_no_law_is_as_near_to_the_mixture_as_itself",
    "Theorem 2, 3": "test_searches.test_resampling_takes_entropy_on_average",
    "Theorem 2, 4": "test_searches.test_resampling_takes_one_part_in_n_of_the_diversity",
    "Theorem 2, 5": "test_searches.test_a_token_is_the_last_one_as_often_as_it_occurs",
    "Corollary 3, 1": "test_information.test_nothing_made_of_an_observation_tells_more",
    "Theorem 4, 1": "test_searches.test_noise_adds_up",
    "Theorem 4, 2": "test_theorem_4.test_the_bound_of_a_weakening_pull_is_below_the_squared_error",
    "Theorem 5, 1": "test_searches.test_shares_with_a_lower_bound_lead_to_the_truth",
    "Theorem 5, 2": "test_searches.test_a_share_keeps_half_of_itself",
    "Remark 6, 1": "test_searches.test_what_lies_near_its_own_mean_has_less_variance",
    "Remark 6, 2": "test_searches.test_selection_ends_in_what_is_accepted_most_often",
    "Theorem 8, 1": "test_searches.test_two_members_that_sample_lose_diversity",
    "Proposition 9, 1": "test_information.test_nothing_made_of_an_observation_tells_more",
    "Equations 23 to 26, 4": "test_programs.test_the_truth_is_left_no_more_often_than_the_bound_says",
}


def test_every_reading_that_is_shown_is_searched() -> None:
    """By a test that is there, and takes its cases from Hypothesis."""
    shown = {
        f"{item.key}, {number}"
        for item in items()
        for number, reading in enumerate(item.readings, start=1)
        if reading.shown_by and reading.formal is None
    }
    assert shown == SEARCHES.keys()
    for module, name in (search.split(".") for search in SEARCHES.values()):
        tree = ast.parse((Path(__file__).parent / f"{module}.py").read_text(encoding="utf-8"))
        [test] = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
        assert any(ast.unparse(decorator).startswith("given(") for decorator in test.decorator_list)


laws = st.lists(st.integers(1, 9), min_size=2, max_size=4).map(lambda w: [F(x, sum(w)) for x in w])


def of_one_length(how_many: int) -> st.SearchStrategy[list[list[F]]]:
    """So many laws on the same outcomes."""
    weights = st.integers(2, 4).flatmap(
        lambda k: st.lists(st.lists(st.integers(1, 9), min_size=k, max_size=k), min_size=how_many, max_size=how_many)
    )
    return weights.map(lambda rows: [[F(x, sum(row)) for x in row] for row in rows])


def divergence(of: list[F], at: list[F]) -> float:
    return math.fsum(float(p) * math.log(p / q) for p, q in zip(of, at, strict=True))


def gini(law: list[F]) -> F:
    return 1 - sum(p**2 for p in law)


def samples(law: list[F], draws: int) -> list[tuple[F, list[F]]]:
    """All empirical laws of so many draws, sequence by sequence, with their probabilities."""
    return [
        (math.prod((law[i] for i in drawn), start=F(1)), [F(drawn.count(i), draws) for i in range(len(law))])
        for drawn in product(range(len(law)), repeat=draws)
    ]


@given(st.integers(2, 6), st.lists(st.floats(0, 1), min_size=1, max_size=5))
def test_with_a_constant_size_a_vanishing_share_collapses(n: int, parts: list[float]) -> None:
    """Shares of 1/(t + 1) at most; the mean squares of one point and of two."""
    spread, drift = 1.0, 0.0
    for t in range(1, 2_001):
        share = parts[t % len(parts)] / (t + 1)
        square = share + (1 - share) * (spread + drift)
        drift = (square + (n - 1) * (1 - share) ** 2 * drift) / n
        spread = square - drift
    assert spread < 0.02


@given(of_one_length(2))
def test_a_law_that_differs_has_a_positive_divergence(two: list[list[F]]) -> None:
    p, q = two
    squared = sum((x - y) ** 2 for x, y in zip(p, q, strict=True))
    assert divergence(p, q) >= float(squared) / 2 - 1e-12
    assert p == q or divergence(p, q) > 0


@given(of_one_length(3), between)
def test_no_law_is_as_near_to_the_mixture_as_itself(three: list[list[F]], alpha: F) -> None:
    p, q, other = three
    mixture = [alpha * x + (1 - alpha) * y for x, y in zip(p, q, strict=True)]
    assert divergence(mixture, mixture) == 0
    assert other == mixture or divergence(mixture, other) > 0


@given(laws, st.integers(1, 4))
def test_resampling_takes_one_part_in_n_of_the_diversity(law: list[F], n: int) -> None:
    assert sum(chance * gini(found) for chance, found in samples(law, n)) == (1 - F(1, n)) * gini(law)


@given(laws, st.integers(1, 4))
def test_resampling_takes_entropy_on_average(law: list[F], n: int) -> None:
    """And G/(2 n) of it, or more."""

    def entropy(some: list[F]) -> float:
        return -math.fsum(float(p) * math.log(p) for p in some if p)

    after = math.fsum(float(chance) * entropy(found) for chance, found in samples(law, n))
    assert after <= entropy(law) - float(gini(law)) / (2 * n) + 1e-12


@given(between, st.integers(1, 6))
def test_a_token_is_the_last_one_as_often_as_it_occurs(p: F, n: int) -> None:
    """All counts, again and again."""
    law = [math.comb(n, k) * float(p) ** k * float(1 - p) ** (n - k) for k in range(n + 1)]
    for _ in range(250):
        law = [
            math.fsum(w * math.comb(n, k) * (c / n) ** k * (1 - c / n) ** (n - k) for c, w in enumerate(law))
            for k in range(n + 1)
        ]
    assert abs(law[-1] - float(p)) < 1e-9
    assert abs(law[0] + law[-1] - 1) < 1e-9


@given(st.lists(st.fractions(-3, 3, max_denominator=6), min_size=1, max_size=3), st.integers(1, 4))
def test_noise_adds_up(values: list[F], t: int) -> None:
    """All paths of noise that takes some values and their opposites, equally often."""
    noise = [*values, *(-value for value in values)]
    variance = sum(x**2 for x in noise) / len(noise)
    assert sum(sum(path) ** 2 for path in product(noise, repeat=t)) / F(len(noise) ** t) == variance * t


@given(between, between, between, st.lists(between, min_size=1, max_size=8))
def test_shares_with_a_lower_bound_lead_to_the_truth(p: F, q_0: F, low: F, more: list[F]) -> None:
    q = q_0
    for t, part in enumerate(more, start=1):
        share = low + (1 - low) * part
        q = share * p + (1 - share) * q
        assert abs(q - p) <= (1 - low) ** t * abs(q_0 - p)


@given(st.lists(st.tuples(st.integers(2, 50), st.fractions(0, 1, max_denominator=50)), min_size=1, max_size=8))
def test_a_share_keeps_half_of_itself(schedule: list[tuple[int, F]]) -> None:
    spread, drift = F(1), F(0)
    for n, share in schedule:
        square = share + (1 - share) * (spread + drift)
        drift = (square + (n - 1) * (1 - share) ** 2 * drift) / n
        spread = square - drift
        assert spread >= share / 2


@given(laws, st.lists(st.fractions(-5, 5, max_denominator=4), min_size=4, max_size=4), between.map(lambda z: 2 * z))
def test_what_lies_near_its_own_mean_has_less_variance(law: list[F], values: list[F], z: F) -> None:
    """Of any law, within z deviations: less about the old mean, and so about its own."""

    def variance(some: list[tuple[F, F]]) -> F:
        total = sum(w for w, _ in some)
        mean = sum(w * x for w, x in some) / total
        return sum(w * (x - mean) ** 2 for w, x in some) / total

    weighted = list(zip(law, values, strict=False))
    mean, whole = sum(w * x for w, x in weighted), variance(weighted)
    near = [(w, x) for w, x in weighted if (x - mean) ** 2 <= z**2 * whole]
    assume(near)
    assert variance(near) <= whole
    assert len(near) == len(weighted) or variance(near) < whole


@given(laws, st.data())
def test_selection_ends_in_what_is_accepted_most_often(law: list[F], data: st.DataObject) -> None:
    accepted = [data.draw(st.sampled_from([F(1, 4), F(1, 2), F(3, 4), F(1)])) for _ in law]
    right = [data.draw(st.booleans()) for _ in law]
    shares = [float(p) for p in law]
    for _ in range(200):
        kept = [p * float(a) for p, a in zip(shares, accepted, strict=True)]
        shares = [p / math.fsum(kept) for p in kept]
    favourites = [i for i, a in enumerate(accepted) if a == max(accepted)]
    wanted = sum(law[i] for i in favourites if right[i]) / sum(law[i] for i in favourites)
    assert abs(math.fsum(p for p, good in zip(shares, right, strict=True) if good) - float(wanted)) < 1e-9


@given(between, between, st.integers(1, 3))
def test_two_members_that_sample_lose_diversity(p: F, weight: F, n: int) -> None:
    """All samples of both, drawn from their mixture."""
    mixture = [p, 1 - p]
    after = sum(
        chance * too * gini([weight * x + (1 - weight) * y for x, y in zip(one, other, strict=True)])
        for (chance, one), (too, other) in product(samples(mixture, n), repeat=2)
    )
    assert after == (1 - (weight**2 + (1 - weight) ** 2) / n) * gini(mixture)
