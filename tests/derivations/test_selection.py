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

RESTS_ON: dict[str, set[str]] = {
    "temperature": {"exp(y) >= 1 + y", "r^t -> 0 for |r| < 1", "z3"},
    "temperature_with_real_data": {"exp(y) >= 1 + y", "log x <= x - 1", "z3"},
    "temperature_fixed_point": {
        "exp(y) >= 1 + y",
        "intermediate value theorem",
        "log x <= x - 1",
        "selection.temperature_with_real_data",
        "z3",
    },
    "acceptance": {"r^t -> 0 for |r| < 1", "z3"},
    "verifier": {"r^t -> 0 for |r| < 1", "z3"},
    "verifier_of_samples": {"exp(y) >= 1 + y", "log x <= x - 1", "z3"},
    "verifier_one_at_a_time": {"z3"},
    "self_verification": {"convergence of a non-negative supermartingale", "r^t -> 0 for |r| < 1"},
    "truncated_normal": {
        "convergence of a non-negative supermartingale",
        "erf x > 2 x exp(-x^2)/sqrt(pi) for x > 0",
        "integral of exp(-z^2 u^2/2) over 0 < u < 1",
        "integral of u^2 exp(-z^2 u^2/2) over 0 < u < 1",
        "r^t -> 0 for |r| < 1",
        "selection.self_verification",
        "z3",
    },
    "top_fraction": {
        "erf x < 1",
        "integral of exp(-z w - w^2/2) over w > 0",
        "integral of w exp(-z w - w^2/2) over w > 0",
        "integral of w^2 exp(-z w - w^2/2) over w > 0",
        "r^t -> 0 for |r| < 1",
        "z3",
    },
    "fixed_verifier": {
        "cumulants of an exponential family",
        "erf x > 2 x exp(-x^2)/sqrt(pi) for x > 0",
        "exp(y) >= 1 + y",
        "normal mass of an interval, from above",
        "normal mass of an interval, from below",
        "r^t -> 0 for |r| < 1",
        "z3",
    },
    "fixed_verifier_of_samples": {
        "1/n -> 0",
        "cumulants of an exponential family",
        "erf x > 2 x exp(-x^2)/sqrt(pi) for x > 0",
        "exp(y) >= 1 + y",
        "normal mass of an interval, from above",
        "normal mass of an interval, from below",
        "normal mass of an interval, from its ends",
        "r^t -> 0 for |r| < 1",
        "selection.fixed_verifier",
        "z3",
    },
    "curation": {"1/(t + 1) -> 0"},
    "curation_with_real_data": {"r^t -> 0 for |r| < 1", "z3"},
    "curation_of_candidates": {"r^t -> 0 for |r| < 1", "recurrence of gamma", "z3"},
    "curation_in_turn": {"r^t -> 0 for |r| < 1", "z3"},
    "feedback_bias": {"r^t -> 0 for |r| < 1"},
    "contaminated_anchor": set(),
    "contaminated_by_taste": {"r^t -> 0 for |r| < 1", "z3"},
    "contaminated_by_sharpening": {"r^t -> 0 for |r| < 1", "z3"},
    "consensus": {"r^t -> 0 for |r| < 1", "z3"},
    "ensemble": {"a product of shares that are left vanishes", "log x <= x - 1", "z3"},
    "ensemble_of_samples": {"r^t -> 0 for |r| < 1"},
    "independence": {"log x <= x - 1", "r^t -> 0 for |r| < 1", "z3"},
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


@pytest.mark.parametrize(
    ("name", "b", "low", "high"),
    [("mild", 10 / 9, 0.048767, 0.048768), ("half", 2, 0.015227, 0.015228), ("middle", 2, 0.5, 0.52),
     ("other", 2, 0.96, 0.97)],
)  # fmt: skip
def test_all_places_where_a_loop_stays_by_bisection(name: str, b: float, low: float, high: float) -> None:
    def gain(q: float) -> float:
        return following(0.3, 0.05, q, b) - q

    rises = gain(low) < 0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if (gain(middle) < 0) == rises else (low, middle)
    shown = theorem("temperature_fixed_point").conclusions[name].shown
    first, _, second = shown.partition("between ")[2].partition(" and ")
    assert float(F(first)) < low < float(second)
    assert gain(low) == pytest.approx(0, abs=1e-12)


@given(st.fractions(F(1, 20), F(9, 20), max_denominator=40), st.floats(1.05, 5), st.floats(0.02, 0.95))
def test_a_loop_at_any_temperature_below_1_stays_between_both(p: F, b: float, alpha: float) -> None:
    q = float(p)
    for _ in range(400):
        q, last = following(float(p), alpha, q, b), q
        assert alpha * p < q < last or q == pytest.approx(last, abs=1e-9)
    at = {"alpha": F(alpha), "b": F(b), "q": F(q)}
    ahead, behind = (following(float(p), alpha, q + step, b) for step in (1e-5, -1e-5))
    slope = number("temperature_fixed_point", "slope", **at)
    assert 0 < slope == pytest.approx((ahead - behind) / 2e-5, rel=1e-3)


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


@pytest.mark.parametrize(("n", "R"), [(2, F(3)), (4, F(6, 5)), (7, F(5, 2))])
def test_answers_replaced_one_at_a_time_by_a_linear_system(n: int, R: F) -> None:
    """The probabilities to prevail from each number of right answers, by elimination in fractions."""
    rows = []
    for i in range(1, n):
        P, q = R * i / (R * i + n - i), F(i, n)
        row = [F(0)] * (n + 1)
        row[i - 1], row[i + 1] = -(1 - P) * q, -P * (1 - q)
        row[i] = -row[i - 1] - row[i + 1]
        gain = (-row[i + 1] + row[i - 1]) / n
        assert gain == exact("verifier_one_at_a_time", "gain", n=n, R=R, q=q)
        rows.append(row)
    chances = [number("verifier_one_at_a_time", "prevails", n=n, R=R, q_0=F(i, n)) for i in range(n + 1)]
    assert (chances[0], chances[n]) == (0, pytest.approx(1))
    for row in rows:  # the chances solve the system, whose solution is unique
        assert math.fsum(float(a) * c for a, c in zip(row, chances, strict=True)) == pytest.approx(0, abs=1e-12)


def test_the_diffusion_approximation_is_one() -> None:
    found, s = prevails(100, 1.2), math.log(1.2)
    diffusion = (1 - math.exp(-2 * 100 * s * 0.2)) / (1 - math.exp(-2 * 100 * s))
    assert diffusion == pytest.approx(0.9993, abs=5e-5)
    assert diffusion == pytest.approx(found[20], abs=2e-4)
    assert diffusion != pytest.approx(found[20], abs=1e-6)
    assert pytest.approx(0.026, abs=5e-4) == 1.2**-20
    assert pytest.approx(0.0007, abs=5e-5) == 1.2**-40


# What a model keeps of its own output ---------------------------------------------------------------------


def density(x: np.ndarray) -> np.ndarray:
    return np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)


def moments_between(low: float, high: float, centre: float = 0.0) -> tuple[float, float]:
    """Mean and variance of N(centre, 1) between two points, by quadrature."""
    x, weights = np.polynomial.legendre.leggauss(200)
    x = (high - low) / 2 * x + (high + low) / 2
    mass = weights * density(x - centre)
    mean = float(mass @ x / mass.sum())
    return mean, float(mass @ (x - mean) ** 2 / mass.sum())


@pytest.mark.parametrize("z", [F(1, 5), F(1), F(3)])
def test_what_a_normal_law_keeps_by_quadrature(z: F) -> None:
    kappa = number("truncated_normal", "kappa", z=z)
    assert kappa == pytest.approx(moments_between(-float(z), float(z))[1], rel=1e-9)
    told = number("truncated_normal", "expected_variance", z=z, t=3, v_0=2)
    assert told == pytest.approx(2 * kappa**3, rel=1e-12)


@pytest.mark.parametrize("z", [F(-1), F(0), F(3, 2)])
def test_the_top_of_a_normal_law_by_quadrature(z: F) -> None:
    mean, variance = moments_between(float(z), 12)
    assert number("top_fraction", "intensity", z=z) == pytest.approx(mean, rel=1e-9)
    assert number("top_fraction", "kept_variance", z=z) == pytest.approx(variance, rel=1e-8)


def outcomes_of_fits(
    mean: float, variance: float, law: list[tuple[float, float]], n: int, t: int
) -> list[tuple[float, ...]]:
    """Every (mean, variance, probability) after t fits to n draws mean + deviation * z of a law of z, divisor n - 1."""
    if t == 0:
        return [(mean, variance, 1.0)]
    found = []
    for picked in np.ndindex(*(len(law),) * n):
        points = [mean + math.sqrt(variance) * law[i][0] for i in picked]
        centre = sum(points) / n
        spread = sum((x - centre) ** 2 for x in points) / (n - 1)
        p = math.prod(law[i][1] for i in picked)
        found += [(m, v, p * rest) for m, v, rest in outcomes_of_fits(centre, spread, law, n, t - 1)]
    return found


def test_self_verification_outcome_by_outcome() -> None:
    kept = [(-0.6, 0.3), (0.0, 0.4), (0.6, 0.3)]  # what is kept, in deviations of the fit
    kappa = F(6, 10) * F(36, 100)
    for n, t in ((2, 3), (3, 2)):
        listed = outcomes_of_fits(1.0, 2.0, kept, n, t)
        at = {"kappa": kappa, "t": t, "v_0": 2}
        assert math.fsum(p * v for _, v, p in listed) == pytest.approx(
            number("self_verification", "expected_variance", **at)
        )
        drift = math.fsum(p * (m - 1) ** 2 for m, _, p in listed)
        assert drift == pytest.approx(number("self_verification", "variance_of_mean", n=n, **at))
        assert math.fsum(p * m for m, _, p in listed) == pytest.approx(1.0)


def test_selection_of_the_top_outcome_by_outcome_and_with_unlimited_data() -> None:
    kept = [(0.5, 0.5), (1.5, 0.5)]
    i, k = F(1), F(1, 4)
    listed = outcomes_of_fits(0.0, 2.0, kept, 3, 2)
    told = number("top_fraction", "expected_variance", k=k, t=2, v_0=2)
    assert math.fsum(p * v for _, v, p in listed) == pytest.approx(told)
    mean, deviation = F(1), F(3)
    for _ in range(4):
        mean, deviation = mean + i * deviation, deviation / 2
    assert exact("top_fraction", "mean", i=i, q=F(1, 2), t=4, m_0=1, s_0=3) == mean
    assert mean < exact("top_fraction", "limit_of_mean", i=i, q=F(1, 2), m_0=1, s_0=3)


@pytest.mark.parametrize(("r", "d_0", "t"), [(F(1, 4), F(4), 3), (F(1), F(1, 8), 2), (F(5, 2), F(3), 4)])
def test_a_fixed_verifier_by_quadrature(r: F, d_0: F, t: int) -> None:
    kappa, d = number("truncated_normal", "kappa", z=r), float(d_0)
    for _ in range(t):
        told = number("fixed_verifier", "next", r=r, d=F(d).limit_denominator(10**15))
        following, _ = moments_between(-float(r), float(r), d)
        assert told == pytest.approx(following, rel=1e-7)
        assert 0 < following <= kappa * d * (1 + 1e-9)
        d = following
    bound = number("fixed_verifier", "distance", r=r, d_0=d_0, t=t)
    assert d <= bound * (1 + 1e-9)


def accepted_law(r: float, d: float) -> tuple[np.ndarray, np.ndarray]:
    """Places and probabilities of an accepted draw, from the centre of the verifier (Gauss-Legendre)."""
    places, weights = np.polynomial.legendre.leggauss(60)
    mass = weights * np.exp(-((r * places - d) ** 2) / 2)
    return r * places, mass / mass.sum()


@pytest.mark.parametrize("r", [F(1, 4), F(1), F(5, 2)])
def test_a_fixed_verifier_of_two_accepted_draws_by_quadrature(r: F) -> None:
    """E[d_t^2] is a polynomial in the start, by the pairs of draws that can be accepted, generation by generation."""
    told = theorem("fixed_verifier_of_samples").conclusions
    kappa = number("truncated_normal", "kappa", z=r)
    starts = float(r) * np.cos(np.pi * (np.arange(24) + 0.5) / 24)
    expected = np.polynomial.Chebyshev.fit(starts, starts**2, 23, domain=[-float(r), float(r)])
    for t in range(1, 5):
        following = []
        for d_0 in [*starts, 0.0, 3.0]:
            places, law = accepted_law(float(r), d_0)
            pairs = (places[:, None] + places) / 2
            following.append(float(law @ expected(pairs) @ law))
            mean, square = float(law @ places), float(law @ places**2)
            if t == 1 and d_0 > 0:
                at = {"r": r, "d": F(d_0)}
                assert square == pytest.approx(float(told["mean_square"].closed_form.decimal(15, **at)), rel=1e-9)
                assert square <= kappa + d_0 * mean + 1e-12
                assert 0 < mean <= kappa * d_0
            bound = number("fixed_verifier_of_samples", "squared_distance", k=F(kappa), n=2, t=t, d_0=F(d_0))
            assert following[-1] <= bound * (1 + 1e-9)
        if t == 1:
            assert following[-2] == pytest.approx(number("fixed_verifier_of_samples", "from_centre", r=r, n=2))
        expected = np.polynomial.Chebyshev.fit(starts, following[:-2], 23, domain=[-float(r), float(r)])
    end = number("fixed_verifier_of_samples", "in_the_end", k=F(kappa), n=2)
    assert kappa / (2 * (1 - kappa**2)) <= end
    assert number("fixed_verifier_of_samples", "many_draws", k=F(kappa)) == pytest.approx(kappa / (1 - kappa**2))


# Curation -------------------------------------------------------------------------------------------------


def test_curation_of_a_normal_law_on_a_grid() -> None:
    x = np.linspace(-30, 30, 60_001)
    for reward, place in ((-((x - 2) ** 2) / (2 * 3.0), True), (0.4 * x, False)):
        law = np.exp(-((x + 1) ** 2) / (2 * 1.5))
        for t in range(4):
            weight = law / law.sum()
            mean = float(weight @ x)
            variance = float(weight @ (x - mean) ** 2)
            if place:
                at = {"t": t, "v_0": F(3, 2), "w": 3}
                assert variance == pytest.approx(number("curation", "variance", **at), rel=1e-9)
                assert mean - 2 == pytest.approx(number("curation", "distance", m_0=-1, c=2, **at), rel=1e-9)
            else:
                told = number("curation", "mean", t=t, m_0=-1, b=F(2, 5), v_0=F(3, 2))
                assert (mean, variance) == (pytest.approx(told, rel=1e-9, abs=1e-12), pytest.approx(1.5, rel=1e-9))
            law = law * np.exp(reward)


advantages = st.fractions(F(21, 20), 6, max_denominator=20)


def preferred(p: F, R: F) -> F:
    return R * p / (R * p + 1 - p)


@given(shares, advantages, shares, shares, st.integers(0, 5))
def test_curation_with_real_data_generation_by_generation(alpha: F, R: F, x: F, start: F, t: int) -> None:
    truth = (x - (1 - alpha) * preferred(x, R)) / alpha
    if truth <= 0:
        return
    p = start
    for _ in range(t):
        p = alpha * truth + (1 - alpha) * preferred(p, R)
    at = {"alpha": alpha, "R": R, "x": x}
    assert (p - x) ** 2 <= exact("curation_with_real_data", "distance", start=start, t=t, **at)
    assert exact("curation_with_real_data", "gain", **at) == x - truth
    assert exact("curation_with_real_data", "rate", **at) == 1 - alpha * truth / x


@given(st.integers(2, 6), advantages, shares)
def test_curation_candidate_by_candidate(K: int, R: F, p: F) -> None:
    following = F(0)
    for kinds in np.ndindex(*(2,) * K):
        preferred_ones = sum(kinds)
        probability = p**preferred_ones * (1 - p) ** (K - preferred_ones)
        following += probability * (preferred_ones * R) / (preferred_ones * R + K - preferred_ones)
    if K == 2:
        assert following == exact("curation_of_candidates", "two_candidates", R=R, p=p)
    if K == 3:
        assert following == exact("curation_of_candidates", "three_candidates", R=R, p=p)
    assert following == exact("curation_of_candidates", "next", K=K, R=R, p=p)
    assert following >= exact("curation_of_candidates", "next_at_least", K=K, R=R, p=p)
    assert (1 - following) / following <= exact("curation_of_candidates", "inverse_odds", K=K, R=R, p_0=p, t=1)


def chosen_of_two(p: F, odds: F) -> F:
    """The probability that the chosen one of two candidates has the first type, pair by pair."""
    pairs = {(a, b): (p if a else 1 - p) * (p if b else 1 - p) for a in (0, 1) for b in (0, 1)}
    weights = (F(1), odds)
    return sum((w * (a * odds + b * odds) / (weights[a] + weights[b]) for (a, b), w in pairs.items()), F(0))


@given(advantages, shares)
def test_tastes_that_take_turns_pair_by_pair(R: F, p: F) -> None:
    first = chosen_of_two(p, R)
    second = chosen_of_two(first, 1 / R)
    assert first == exact("curation_in_turn", "first", R=R, p=p)
    assert second == exact("curation_in_turn", "second", R=R, p=p)
    assert exact("curation_in_turn", "with_many_candidates", p=p) == p
    # Named the other way round, the type that is behind after one generation is the one that gains.
    assert chosen_of_two(1 - first, R) == 1 - second
    if p >= F(1, 2):
        assert (1 - second) / second <= exact("curation_in_turn", "inverse_odds", R=R, p_0=p, t=1)


def after_pairs_of_generations(other: float, odds: float, pairs: int) -> float:
    """The probability of the second type, which is kept small where the first one is almost alone."""
    for taste in (odds, 1 / odds) * pairs:
        other = other**2 + 2 * other * (1 - other) / (1 + taste)
    return other


@pytest.mark.parametrize("p_0", [F(1, 2), F(3, 5), F(9, 10)])
@pytest.mark.parametrize("R", [F(3, 2), F(3), F(40)])
def test_a_majority_is_alone_in_the_end_although_tastes_take_turns(R: F, p_0: F) -> None:
    for t in (1, 5, 2000):
        other = after_pairs_of_generations(float(1 - p_0), float(R), t)
        bound = number("curation_in_turn", "inverse_odds", R=R, p_0=p_0, t=t)
        assert other / (1 - other) <= bound * (1 + 1e-9)
    assert other < 1e-6


def test_a_type_that_is_behind_after_its_own_turn_vanishes() -> None:
    p = F(2, 5)
    assert chosen_of_two(p, F(3, 2)) < F(1, 2)
    assert after_pairs_of_generations(float(1 - p), 1.5, 2000) > 1 - 1e-6
    ahead = F(49, 100)  # behind at the start, but not after its turn: two generations add to it
    assert chosen_of_two(ahead, F(3)) > 1 - ahead
    assert after_pairs_of_generations(float(1 - ahead), 3.0, 2000) < 1e-6


# Feedback and contaminated data ----------------------------------------------------------------------------


@given(st.integers(1, 5), st.integers(0, 9), st.fractions(-2, 2, max_denominator=5), st.integers(0, 5))
def test_feedback_bias_round_by_round(r: int, s: int, delta: F, t: int) -> None:
    bias = F(3)
    for _ in range(t):
        bias = F(s) * bias / (r + s) + delta
    assert exact("feedback_bias", "bias", r=r, s=s, delta=delta, m_0=3, t=t) == bias
    end = exact("feedback_bias", "limit", r=r, s=s, delta=delta)
    assert end == F(s) * end / (r + s) + delta


@given(shares, shares, shares, shares, shares)
def test_what_counts_as_human_data(alpha: F, c: F, p: F, q: F, made: F) -> None:
    human = (1 - c) * p + c * made
    following = alpha * human + (1 - alpha) * q
    assert exact("contaminated_anchor", "one_generation", alpha=alpha, c=c, p=p, q=q, S=made) == following
    balance = exact("contaminated_anchor", "balance", c=c, p=p, q=q, S=made)
    assert balance == q - p - c / (1 - c) * (made - q)
    assert (
        exact("contaminated_anchor", "kept_at_least", c=c, p=p)
        <= human
        <= exact("contaminated_anchor", "kept_at_most", c=c, p=p)
    )


@given(shares, shares, advantages, shares, shares, st.integers(0, 4))
def test_human_data_improved_to_a_taste(alpha: F, c: F, R: F, x: F, q_0: F, t: int) -> None:
    truth = (x - c * preferred(x, R)) / (1 - c)
    if truth <= 0:
        return
    q = lost = q_0
    for _ in range(t):
        q = alpha * ((1 - c) * truth + c * preferred(q, R)) + (1 - alpha) * q
        lost = alpha * preferred(lost, R) + (1 - alpha) * lost
    assert (q - x) ** 2 <= exact("contaminated_by_taste", "distance", alpha=alpha, c=c, R=R, x=x, q_0=q_0, t=t)
    assert exact("contaminated_by_taste", "bias", c=c, R=R, x=x) == x - truth
    assert (1 - lost) / lost <= exact("contaminated_by_taste", "inverse_odds", alpha=alpha, R=R, q_0=q_0, t=t)


def test_where_the_loop_stays_does_not_depend_on_how_much_counts_as_human() -> None:
    ends = []
    for alpha in (0.05, 0.5, 0.9):
        q = 0.3
        for _ in range(5000):
            q = alpha * (0.6 * 0.3 + 0.4 * q**3 / (q**3 + (1 - q) ** 3)) + (1 - alpha) * q
        ends.append(q)
    assert ends == pytest.approx([ends[0]] * 3, rel=1e-9)
    assert 0.6 * 0.3 < ends[0] < 0.3


@pytest.mark.parametrize("c", [0.2, 0.45, 0.7, 0.95])
def test_opinion_splits_beyond_one_half(c: float) -> None:
    q = 0.501
    for _ in range(4000):
        q = 0.3 * ((1 - c) / 2 + c * q**2 / (q**2 + (1 - q) ** 2)) + 0.7 * q
    expected = 0.0 if c < 0.5 else math.sqrt(2 * c - 1)
    assert 2 * q - 1 == pytest.approx(expected, abs=1e-9)


@given(shares, shares, st.fractions(-1, 1, max_denominator=20), st.integers(0, 4))
def test_sharpened_human_data_generation_by_generation(alpha: F, c: F, y_0: F, t: int) -> None:
    q = (1 + y_0) / 2
    for step in range(t):
        before = 2 * q - 1
        q = alpha * ((1 - c) / 2 + c * at_temperature([q, 1 - q], 2)[0]) + (1 - alpha) * q
        assert exact("contaminated_by_sharpening", "one_generation", alpha=alpha, c=c, y=before) == 2 * q - 1
        assert (2 * q - 1) ** 2 <= exact("contaminated_by_sharpening", "lead", alpha=alpha, c=c, y_0=y_0, t=step + 1)


@pytest.mark.parametrize("b", [1.5, 3.0])
def test_the_slope_at_the_truth(b: float) -> None:
    h = 1e-6
    slope = (following_half(0.3, 0.4, 0.5 + h, b) - following_half(0.3, 0.4, 0.5 - h, b)) / (2 * h)
    at = {"alpha": F(3, 10), "b": F(b), "c": F(2, 5)}
    assert slope == pytest.approx(number("contaminated_by_sharpening", "slope", **at), rel=1e-8)


def following_half(alpha: float, c: float, q: float, b: float) -> float:
    return alpha * ((1 - c) / 2 + c * q**b / (q**b + (1 - q) ** b)) + (1 - alpha) * q


# Several models -------------------------------------------------------------------------------------------


@given(st.integers(2, 5), st.integers(2, 6), st.fractions(F(1, 10), F(9, 10), max_denominator=10), st.integers(0, 5))
def test_consensus_by_matrices(K: int, n: int, a: F, t: int) -> None:
    """The covariance matrix of the K means, round by round, from the linear map of all of them."""
    mixing = [[(1 - a) * (i == j) + a / K for j in range(K)] for i in range(K)]

    def mixed(matrix: list[list[F]]) -> list[list[F]]:
        half = [[sum(mixing[i][k] * matrix[k][j] for k in range(K)) for j in range(K)] for i in range(K)]
        return [[sum(half[i][k] * mixing[j][k] for k in range(K)) for j in range(K)] for i in range(K)]

    covariance = [[F(0)] * K for _ in range(K)]
    for _ in range(t):
        covariance = mixed([[covariance[i][j] + F(2, n) * (i == j) for j in range(K)] for i in range(K)])
    average = sum(map(sum, covariance)) / K**2
    assert exact("consensus", "average", K=K, n=n, sigma2=2, t=t) == average
    own = covariance[0][0] - 2 * sum(covariance[0]) / K + average
    assert exact("consensus", "squared_gap", K=K, n=n, a=a, sigma2=2, t=t, d_0=0) == own
    offset = exact("consensus", "squared_gap", K=K, n=n, a=a, sigma2=2, t=t, d_0=3) - own
    assert offset == exact("consensus", "gap", a=a, t=t, d_0=3) ** 2


def test_an_ensemble_with_unlimited_data() -> None:
    weights, laws, truth = [F(1, 2), F(1, 3), F(1, 6)], [F(1, 5), F(1, 2), F(9, 10)], F(2, 5)
    alpha = [F(1, 4), F(1, 3), F(0)]
    r_0 = sum(w * q for w, q in zip(weights, laws, strict=True))
    members = laws
    for t, share in enumerate(alpha, start=1):
        mixture = sum(w * q for w, q in zip(weights, members, strict=True))
        members = [share * truth + (1 - share) * mixture for _ in members]
        assert set(members) == {exact("ensemble", "mixture", alpha=alpha[:t], t=t, p=truth, r_0=r_0)}


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99), st.fractions(F(1, 9), F(8, 9), max_denominator=9))
def test_the_mixture_has_more_entropy(one: float, two: float, omega: F) -> None:
    q_1, q_2 = F(one), F(two)
    m = float(omega * q_1 + (1 - omega) * q_2)
    told = number("ensemble", "entropy", omega=omega, q_1=q_1, q_2=q_2)
    assert -m * math.log(m) >= told - 1e-12


@pytest.mark.parametrize(
    ("n", "weights"), [(2, (F(1, 2), F(1, 2))), (3, (F(2, 3), F(1, 3))), (2, (F(1, 2), F(1, 3), F(1, 6)))]
)
def test_an_ensemble_of_samples_outcome_by_outcome(n: int, weights: tuple[F, ...]) -> None:
    p_0, S = F(2, 5), sum(w**2 for w in weights)
    law = {p_0: F(1)}
    for t in range(3):
        at = {"n": n, "S": S, "t": t}
        assert sum(p * mass for p, mass in law.items()) == p_0
        diversity = sum(2 * p * (1 - p) * mass for p, mass in law.items())
        assert diversity == exact("ensemble_of_samples", "diversity", G_0=2 * p_0 * (1 - p_0), **at)
        after: dict[F, F] = {}
        for p, mass in law.items():
            for counts in np.ndindex(*(n + 1,) * len(weights)):
                chance = math.prod(math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in counts)
                share = sum(w * F(k, n) for w, k in zip(weights, counts, strict=True))
                after[share] = after.get(share, F(0)) + mass * chance
        law = after


@given(st.lists(st.integers(1, 9), min_size=4, max_size=4), shares, st.integers(0, 4))
def test_members_that_know_no_dependence(weights: list[int], omega: F, t: int) -> None:
    law = start = np.array([[F(w, sum(weights)) for w in weights[:2]], [F(w, sum(weights)) for w in weights[2:]]])

    def entropy(table: np.ndarray) -> float:
        return -sum(float(x) * math.log(x) for x in table.flat)

    for _ in range(t):
        product = np.outer(law.sum(axis=1), law.sum(axis=0))
        following = omega * law + (1 - omega) * product
        information = entropy(product) - entropy(law)
        assert entropy(following) >= entropy(law) + float(1 - omega) * information - 1e-12
        law = following
    p_0, q_0 = start[0].sum(), start[:, 0].sum()
    told = exact("independence", "covariance", omega=omega, t=t, p_0=p_0, q_0=q_0, r_0=start[0, 0])
    assert law[0, 0] - law[0].sum() * law[:, 0].sum() == told
