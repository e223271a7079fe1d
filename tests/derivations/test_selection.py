"""Selection: against the literal maps and chains, in fractions where that is possible, and by other routes."""

from __future__ import annotations

import math
from fractions import Fraction as F

import numpy as np
import pytest
from checked_book import report_of
from hypothesis import given
from hypothesis import strategies as st

from collapse_math.derivation import Theorem
from derivations import CONTENTS, load

RESTS_ON = {
    "temperature": {"exp(y) >= 1 + y", "r^t -> 0 for |r| < 1", "z3"},
    "temperature_with_real_data": {"exp(y) >= 1 + y", "log x <= x - 1", "z3"},
    "acceptance": {"r^t -> 0 for |r| < 1", "z3"},
    "verifier": {"r^t -> 0 for |r| < 1", "z3"},
    "verifier_of_samples": {"exp(y) >= 1 + y", "log x <= x - 1", "z3"},
}
shares = st.fractions(F(1, 50), F(49, 50), max_denominator=60)
rounds = st.integers(0, 6)


def theorem(name: str) -> Theorem:
    return load(f"selection.{name}")


def exact(name: str, conclusion: str, **at: object) -> F:
    value = theorem(name).conclusions[conclusion].closed_form.exact(**at)
    assert value is not None
    return value


def number(name: str, conclusion: str, **at: object) -> float:
    return float(theorem(name).conclusions[conclusion].closed_form.decimal(15, **at))


@pytest.mark.parametrize("name", CONTENTS["selection"])
def test_what_each_result_rests_on(name: str) -> None:
    report = report_of(f"selection.{name}")
    assert report.problems == []
    assert set(report.rests_on) == RESTS_ON[name]


# Temperature ---------------------------------------------------------------------------------------------


def at_temperature(law: list[F], power: int) -> list[F]:
    """The law with its probabilities raised to a power and rescaled."""
    raised = [p**power for p in law]
    return [p / sum(raised) for p in raised]


@given(st.lists(st.integers(1, 9), min_size=2, max_size=4), st.integers(2, 3), st.integers(0, 3))
def test_temperature_generation_by_generation(weights: list[int], power: int, t: int) -> None:
    law = start = [F(w, sum(weights)) for w in weights]
    for _ in range(t):
        law = at_temperature(law, power)
    p, q = min(start), max(start)
    now = min(law) / max(law)
    told = number("temperature", "log_quotient", T=F(1, power), t=t, p_0=p, q_0=q)
    assert told == pytest.approx(math.log(now), rel=1e-12, abs=1e-12)
    if p < q:
        L = F(math.log(q / p)).limit_denominator(10**12)
        bound = exact("temperature", "less_likely_at_most", T_c=F(1, power), t=t, L=L)
        assert float(now) <= float(bound) * (1 + 1e-9)


def test_a_normal_density_raised_to_a_power() -> None:
    x = np.linspace(-40, 40, 200_001)
    density = np.exp(-((x - 1) ** 2) / (2 * 2.0))
    for t in range(4):
        weight = density / density.sum()
        mean = float(weight @ x)
        assert float(weight @ (x - mean) ** 2) == pytest.approx(
            number("temperature", "variance", T=F(4, 5), t=t, v_0=2), rel=1e-9
        )
        density = density ** (1 / 0.8)


def following(p: float, alpha: float, q: float, b: float) -> float:
    return alpha * p + (1 - alpha) * q**b / (q**b + (1 - q) ** b)


@given(shares, st.floats(1.01, 6), st.floats(0.01, 0.99))
def test_the_truth_is_left_at_once(p: F, b: float, alpha: float) -> None:
    step = following(float(p), alpha, float(p), b) - float(p)
    assert (step > 0) == (p > F(1, 2)) or abs(p - F(1, 2)) < F(1, 10**6)


@pytest.mark.parametrize(
    ("temperature", "below", "above"),
    [(0.9, "mild_from_below", "mild_from_above"), (0.5, "half_from_below", "half_from_above")],
)
def test_where_a_loop_with_real_data_stays(temperature: float, below: str, above: str) -> None:
    q = 0.3
    for _ in range(3000):
        q, last = following(0.3, 0.05, q, 1 / temperature), q
        assert q <= last  # it falls, down to the largest q at which it stays
    steps = theorem("temperature_with_real_data").conclusions
    low, high = (float(steps[name].expression) for name in (below, above))
    assert low < q < high
    assert high - low < 2e-4
    catalogue = {0.9: 0.0488, 0.5: 0.0152}
    assert q == pytest.approx(catalogue[temperature], abs=5e-5)


# Verifiers -----------------------------------------------------------------------------------------------


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 5), st.booleans()), min_size=2, max_size=5), st.integers(0, 8)
)
def test_acceptance_answer_by_answer(answers: list[tuple[int, int, bool]], t: int) -> None:
    law = start = [F(weight, sum(weight for weight, _, _ in answers)) for weight, _, _ in answers]
    for _ in range(t):
        kept = [p * F(acceptance, 5) for p, (_, acceptance, _) in zip(law, answers, strict=True)]
        law = [p / sum(kept) for p in kept]
    first, second = answers[0], answers[1]
    told = exact("acceptance", "quotient", a=F(first[1], 5), b=F(second[1], 5), p_0=start[0] / 2, q_0=start[1] / 2, t=t)
    assert told == law[0] / law[1]
    best = max(acceptance for _, acceptance, _ in answers)
    favourites = [acceptance == best for _, acceptance, _ in answers]
    top = sum(p for p, chosen in zip(start, favourites, strict=True) if chosen)
    h = sum(p for p, chosen, (_, _, right) in zip(start, favourites, answers, strict=True) if chosen and right) / top
    others = [F(acceptance, best) for _, acceptance, _ in answers if acceptance < best]
    g = max(others, default=F(1, 2))
    accuracy = sum(p for p, (_, _, right) in zip(law, answers, strict=True) if right)
    left_over = 1 / sum(p for p, chosen in zip(law, favourites, strict=True) if chosen) - 1
    at = {"g": g, "Z": 1 / top - 1, "t": t}
    assert left_over <= exact("acceptance", "outside", **at)
    assert (
        exact("acceptance", "accuracy_at_least", h=h, **at)
        <= accuracy
        <= exact("acceptance", "accuracy_at_most", h=h, **at)
    )


@given(shares, shares, shares, rounds)
def test_verifier_round_by_round(a: F, b: F, p: F, t: int) -> None:
    wrong = p
    for _ in range(t):
        wrong = wrong * b / (wrong * b + (1 - wrong) * a)
    odds = exact("verifier", "odds", a=a, b=b, p=p, t=t)
    assert odds == wrong / (1 - wrong)
    once = exact("verifier", "error", a=a, b=b, p=p)
    assert exact("verifier", "against_half", a=a, b=b, p=p) == F(1, 2) - once
    assert (once < F(1, 2)) == (b * p < a * (1 - p))
    assert exact("verifier", "gain", a=a, b=b, p=p) == p - once
    assert (once < p) == (b < a)


def binomial_chain(n: int, R: F) -> list[list[F]]:
    """The probabilities of k right answers among n after one round, given i of n before."""
    rows = []
    for i in range(n + 1):
        P = R * i / (R * i + n - i)
        rows.append([math.comb(n, k) * P**k * (1 - P) ** (n - k) for k in range(n + 1)])
    return rows


@given(st.integers(2, 5), st.fractions(F(11, 10), 4, max_denominator=10), st.integers(0, 5), st.integers(1, 4))
def test_a_verifier_of_samples_outcome_by_outcome(n: int, R: F, right: int, t: int) -> None:
    right = min(right, n)
    chain, law = binomial_chain(n, R), [F(int(k == right)) for k in range(n + 1)]
    for step in range(1, t + 1):
        law = [sum(law[i] * chain[i][k] for i in range(n + 1)) for k in range(n + 1)]
        if step == 1:
            assert law[0] == exact("verifier_of_samples", "lost_at_once", n=n, R=R, q=F(right, n))
    bound = exact("verifier_of_samples", "lost_at_most", n=n, R=R, q_0=F(right, n))
    assert law[0] <= bound
    assert sum(F(k, n) * mass for k, mass in enumerate(law)) >= F(right, n)


def prevails(n: int, R: float) -> np.ndarray:
    """The probability that all answers are right in the end, by the number at the start, as a linear system."""
    k = np.arange(n + 1)
    logs = [math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1) for i in k]
    inner = []
    for i in k[1:-1]:
        P = R * i / (R * i + n - i)
        inner.append(np.exp(logs + k * math.log(P) + (n - k) * math.log1p(-P)))
    matrix = np.array(inner)
    solved = np.linalg.solve(np.eye(n - 1) - matrix[:, 1:-1], matrix[:, -1])
    return np.concatenate([[0.0], solved, [1.0]])


@pytest.mark.parametrize(("n", "R"), [(20, 1.05), (100, 1.2), (10, 3.0)])
def test_the_right_answer_prevails_at_least_as_often_as_the_bound_says(n: int, R: float) -> None:
    found, ratio = prevails(n, R), F(R).limit_denominator(100)
    for right in range(1, n):
        lost = number("verifier_of_samples", "lost_at_most", n=n, R=ratio, q_0=F(right, n))
        assert 1 - found[right] <= lost * (1 + 1e-9)


def test_the_diffusion_approximation_is_one() -> None:
    found, s = prevails(100, 1.2), math.log(1.2)
    diffusion = (1 - math.exp(-2 * 100 * s * 0.2)) / (1 - math.exp(-2 * 100 * s))
    assert diffusion == pytest.approx(0.9993, abs=5e-5)
    assert diffusion == pytest.approx(found[20], abs=2e-4)
    assert diffusion != pytest.approx(found[20], abs=1e-6)
    assert pytest.approx(0.026, abs=5e-4) == 1.2**-20
    assert pytest.approx(0.0007, abs=5e-5) == 1.2**-40
