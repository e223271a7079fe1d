"""Loops with any sizes and shares: against described loops, outcomes listed one by one, and far generations."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from fractions import Fraction as F

import pytest
from checked_book import report_of
from hypothesis import given
from hypothesis import strategies as st
from random_loops import loops

from collapse_math.derivation import Theorem
from collapse_math.loops import Loop
from collapse_math.schedules import exact_moments
from collapse_math.schemes import described
from collapse_math.steps import supposed_by
from derivations import load

AT = {"m_0": F(1), "v_0": F(2)}
sizes = st.lists(st.integers(2, 30), min_size=1, max_size=6)
shares = st.fractions(F(1, 100), F(99, 100), max_denominator=100)
schedules = st.integers(1, 6).flatmap(
    lambda t: st.tuples(st.lists(st.integers(2, 30), min_size=t, max_size=t), st.lists(shares, min_size=t, max_size=t))
)

RESTS_ON = {
    "growing_samples": {
        "a product of shares that are left vanishes",
        "a product of shares that are left stays positive",
    },
    "any_loop": set(),
    "idealised": {
        "a product of shares that are left vanishes",
        "a product of shares that are left stays positive",
    },
    "conservation": set(),
    "drift": {"z3"},
    "diversity": {
        "Toeplitz averaging",
        "a sum of larger terms diverges",
        "the reciprocal of what grows vanishes",
        "schedules.drift",
        "z3",
    },
    "necessity": {"schedules.drift", "z3"},
    "learning": {
        "Toeplitz averaging",
        "a limit does not depend on the first term",
        "a product of shares that are left stays positive",
        "a product of shares that are left vanishes",
        "a sum of larger terms diverges",
        "the reciprocal of what grows vanishes",
        "z3",
    },
    "each_side": {
        *(f"schedules.{name}" for name in ("diversity", "drift", "growing_samples", "idealised", "learning")),
        "1/(t + 1) -> 0",
        "Toeplitz averaging",
        "a limit does not depend on the first term",
        "a product of shares that are left stays positive",
        "a product of shares that are left vanishes",
        "a sum of larger terms diverges",
        "a sum of smaller terms converges",
        "the harmonic series diverges",
        "the inverse squares have a finite sum",
        "the reciprocal of what grows vanishes",
        "the reciprocal of what vanishes grows",
        "z3",
    },
}
SUPPOSED = {
    ("growing_samples", "expected_variance"): [],
    ("growing_samples", "collapse"): ["the sum of 1/n(t) diverges"],
    ("growing_samples", "share_kept"): ["the sum of 1/n(t) converges"],
    ("diversity", "variance_kept"): ["(n(t) - 1) beta(t) -> R", "the sum of 1/n(t) + alpha(t) diverges"],
    ("diversity", "all_variance_kept"): ["(n(t) - 1) beta(t) -> infinity", "the sum of 1/n(t) + alpha(t) diverges"],
    ("idealised", "score"): [],
    ("idealised", "truth_reached"): ["the sum of alpha(t) diverges"],
    ("idealised", "part_left"): ["the sum of alpha(t) converges"],
    ("learning", "mean_learned"): ["(n(t) - 1) beta(t) -> infinity", "the sum of alpha(t) diverges"],
    ("learning", "variance_learned"): ["(n(t) - 1) beta(t) -> infinity", "the sum of alpha(t) diverges"],
    ("learning", "start_kept"): ["the sum of alpha(t) converges"],
}


def theorem(name: str) -> Theorem:
    return load(f"schedules.{name}")


def value(name: str, conclusion: str, **at: object) -> F:
    exact = theorem(name).conclusions[conclusion].closed_form.exact(**at)
    assert exact is not None
    return exact


@pytest.mark.parametrize("name", RESTS_ON)
def test_what_each_result_rests_on(name: str) -> None:
    report = report_of(f"schedules.{name}")
    assert report.problems == []
    assert set(report.rests_on) == RESTS_ON[name]


@pytest.mark.parametrize(("name", "conclusion"), SUPPOSED)
def test_what_each_conclusion_supposes(name: str, conclusion: str) -> None:
    titles = sorted(step.title for step in supposed_by(theorem(name).conclusions[conclusion].fact))
    assert titles == SUPPOSED[name, conclusion]


def test_what_is_conserved_needs_neither_independence_nor_equal_sizes() -> None:
    uses = report_of("schedules.conservation").uses
    assert {a.key for a in uses["conserved"]} == {
        "matching-moments", "random-split", "divisor-n", "replace", "fresh-randomness"
    }  # fmt: skip
    assert "divisor-n" not in {a.key for a in uses["expected_mean"]}


# Against the exact moments of a loop that is described, not derived ------------------------------------------


@given(sizes)
def test_growing_samples_against_a_described_loop(n: list[int]) -> None:
    t = len(n)
    moments = exact_moments(described({**AT, "t": t}, {}, {"n": n}))
    assert value("growing_samples", "expected_variance", n=n, t=t, v_0=2) == moments.expected_variances[t]
    assert value("growing_samples", "variance_of_mean", n=n, t=t, v_0=2) == moments.variances_of_means[t]


@given(schedules)
def test_drift_and_conservation_against_a_described_loop(schedule: tuple[list[int], list[F]]) -> None:
    n, alpha = schedule
    t = len(n)
    moments = exact_moments(described({**AT, "t": t}, {"real": "split"}, {"n": n, "alpha": alpha}))
    assert value("drift", "squared_drift", n=n, alpha=alpha, t=t, v_0=2) == moments.variances_of_means[t]
    assert value("drift", "expected_variance", n=n, alpha=alpha, t=t, v_0=2) == moments.expected_variances[t]
    assert moments.variances_of_means[t] + moments.expected_variances[t] == value("conservation", "conserved", v_0=2)


@given(schedules)
def test_the_bounds_hold_for_a_described_loop(schedule: tuple[list[int], list[F]]) -> None:
    n, alpha = schedule
    t = len(n)
    moments = exact_moments(described({**AT, "t": t}, {"real": "split"}, {"n": n, "alpha": alpha}))
    assert moments.variances_of_means[t] <= 2
    assert moments.expected_variances[t] >= alpha[-1]
    assert moments.expected_variances[t] >= 2 * math.prod((1 - F(1, size) for size in n), start=F(1))


@given(schedules, st.integers(2, 9))
def test_a_loop_that_starts_at_the_truth_is_a_case_of_one_that_starts_anywhere(
    schedule: tuple[list[int], list[F]], v_0: int
) -> None:
    n, alpha = schedule
    at = {"n": n, "alpha": alpha, "t": len(n), "v_0": v_0, "m_0": 3}
    start = {**at, "m_1": 3, "v_1": v_0}
    anywhere = value("learning", "squared_drift", **start)
    assert anywhere == value("drift", "squared_drift", n=n, alpha=alpha, t=len(n), v_0=v_0)


# Outcomes one by one, from a start that is not the truth --------------------------------------------------------


def outcomes(mean: float, variance: float, n: Sequence[int], alpha: Sequence[float]) -> Iterator[tuple[float, ...]]:
    """Every (mean, variance, probability) of the last fit, if all laws have two points, one deviation from the mean."""
    if not n:
        yield mean, variance, 1.0
        return
    true, own = math.sqrt(2), math.sqrt(variance)
    law = [(1 - true, alpha[0] / 2), (1 + true, alpha[0] / 2)]
    law += [(mean - own, (1 - alpha[0]) / 2), (mean + own, (1 - alpha[0]) / 2)]
    for sample in itertools.product(law, repeat=n[0]):
        points = [x for x, _ in sample]
        average = sum(points) / n[0]
        spread = sum((x - average) ** 2 for x in points) / n[0]
        for m, v, rest in outcomes(average, spread, n[1:], alpha[1:]):
            yield m, v, rest * math.prod(p for _, p in sample)


@pytest.mark.parametrize(
    ("n", "alpha"), [((2,), (F(1, 4),)), ((3, 2), (F(1, 2), F(1, 5))), ((2, 3, 2), (0, F(1, 3), 0))]
)
def test_a_loop_that_starts_wrong_outcome_by_outcome(n: tuple[int, ...], alpha: tuple[F, ...]) -> None:
    listed = list(outcomes(4.0, 0.5, n, [float(share) for share in alpha]))
    at = {"n": list(n), "alpha": list(alpha), "t": len(n), "m_0": 1, "v_0": 2, "m_1": 4, "v_1": F(1, 2)}
    names = ("alpha", "t", "m_0", "m_1")
    drift = math.fsum(p * (m - 1) ** 2 for m, _, p in listed)
    whole = math.fsum(p * (v + (m - 1) ** 2) for m, v, p in listed)
    centre = math.fsum(p * m for m, _, p in listed)
    assert float(value("learning", "squared_drift", **at)) == pytest.approx(drift, rel=1e-12)
    assert float(value("conservation", "mean_square", **{k: at[k] for k in at if k != "n"})) == pytest.approx(whole)
    assert float(value("conservation", "expected_mean", **{k: at[k] for k in names})) == pytest.approx(centre)


# Schedules on each side of each boundary: what a described loop does after many generations ------------------------

LONG = 250


def far(n: Sequence[int], alpha: Sequence[F] | None = None) -> float:
    """E V_t of the described loop after all its generations, truth 1."""
    at, sequences = {"t": len(n)}, {"n": list(n), **({} if alpha is None else {"alpha": list(alpha)})}
    moments = exact_moments(described(at, {} if alpha is None else {"real": "split"}, sequences))
    return float(moments.expected_variances[-1])


def limit_of(R: F) -> float:
    found = theorem("diversity").conclusions["variance_kept"].closed_form.exact(R=R, v_0=1)
    return float(found or 0)


def root_share(t: int) -> F:
    """Near 1/sqrt(t + 1), as a fraction with a short denominator."""
    return F(1, math.isqrt(t) + 1)


GENERATIONS = range(1, LONG + 1)
LINEAR = [t + 1 for t in GENERATIONS]
SCHEDULES = {
    # sizes, shares, R; None where it is infinite
    "one real point of ten": ([10] * LONG, [F(1, 10)] * LONG, 9 * (F(2, 10) - F(1, 100))),
    "sizes grow, shares vanish, real points grow": (LINEAR, [root_share(t) for t in GENERATIONS], None),
    "sizes grow, two real points each": (LINEAR, [F(2, t + 1) if t > 1 else F(1, 2) for t in GENERATIONS], F(4)),
    "sizes fixed, shares vanish": ([10] * LONG, [F(1, t + 1) for t in GENERATIONS], F(0)),
}


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_loop_comes_near_what_the_number_of_real_points_decides(name: str) -> None:
    n, alpha, R = SCHEDULES[name]
    expected = 1.0 if R is None else limit_of(R)
    distances = [abs(far(n[:t], alpha[:t]) - expected) for t in (10, 50, LONG)]
    assert distances[2] < 0.07
    assert distances[2] <= distances[1] <= distances[0]


def test_without_real_data_sizes_decide() -> None:
    squares = [(t + 1) ** 2 for t in GENERATIONS]
    assert far(squares) == pytest.approx(0.5, abs=0.01)  # prod (1 - 1/(t+1)^2) = (t + 2)/(2 t + 2)
    assert far([t + 1 for t in GENERATIONS]) == pytest.approx(1 / (LONG + 1))
    assert far([10] * LONG) < 1e-11


def test_one_migrant_per_generation_keeps_two_thirds() -> None:
    for size in (10, 100, 1000):
        share = F(1, size)
        R = (size - 1) * (2 * share - share**2)
        assert limit_of(R) == pytest.approx(2 / 3, abs=1 / size)


# Without samples, and for loops of every kind -----------------------------------------------------------------------


@given(schedules, st.fractions(0, 1, max_denominator=20), st.fractions(0, 1, max_denominator=20))
def test_the_idealised_loop_step_by_step(schedule: tuple[list[int], list[F]], p: F, q_0: F) -> None:
    _, alpha = schedule
    q = q_0
    for share in alpha:
        q = share * p + (1 - share) * q
    assert value("idealised", "score", alpha=alpha, t=len(alpha), p=p, q_0=q_0) == q


@given(loop=loops(generations=6, points=20, plain=True))
def test_every_loop_of_plain_fits_conserves_what_any_loop_says(loop: Loop) -> None:
    moments = exact_moments(loop)
    total = value("any_loop", "conserved", v_0=loop.variance)
    assert all(v + m == total for v, m in zip(moments.expected_variances, moments.variances_of_means, strict=True))


def test_a_pool_of_any_points() -> None:
    """Groups put together one after the other, weights and all, against the sums over single points."""
    groups = [(F(1), [F(2), F(5)]), (F(3), [F(-1)]), (F(1, 2), [F(4), F(4), F(7)])]
    points = [(weight, x) for weight, xs in groups for x in xs]
    total = sum(weight for weight, _ in points)
    mean = sum(weight * x for weight, x in points) / total
    spread = sum(weight * (x - mean) ** 2 for weight, x in points) / total
    held, m, v = F(0), F(0), F(0)
    for weight, xs in groups:
        own = F(sum(xs)) / len(xs)
        at = {"w": held / (held + weight * len(xs)), "m_0": 1, "m_1": m, "v_1": v, "m_2": own}
        at["v_2"] = sum((x - own) ** 2 for x in xs) / len(xs)
        square = value("any_loop", "pool", **at)
        held, m = held + weight * len(xs), at["w"] * m + (1 - at["w"]) * own
        v = square - (m - 1) ** 2
    assert (m, v) == (mean, spread)
