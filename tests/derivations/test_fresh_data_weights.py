"""Weights for real points, and shares of them: the formulas against the schedule engine and hand-made recursions."""

from __future__ import annotations

import math
from fractions import Fraction as F
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collapse_math.results import Conclusion
from collapse_math.schedules import exact_moments, limits_of_moments
from collapse_math.schemes import described
from derivations import load

KNOWN_MEANS = {"real": "number", "weights": "means", "spread": "known"}
VARIANCES = {"real": "number", "weights": "variances"}
GOLDEN = (math.sqrt(5) - 1) / 2
WEIGHTS = st.fractions(F(1, 12), F(11, 12), max_denominator=12)
SIZES = st.fixed_dictionaries({"r": st.integers(2, 9), "s": st.integers(2, 9)})


def conclusion(module: str, name: str) -> Conclusion:
    return load(f"fresh_data.{module}").conclusions[name]


def number(module: str, name: str, **at: Any) -> float:
    own = conclusion(module, name).parameters
    return float(conclusion(module, name).array(**{q.name: at[q.name] for q in own}))


# The weight of the mean ----------------------------------------------------------------------------------


@given(at=SIZES, w=WEIGHTS)
def test_what_a_weight_of_the_mean_leaves(at: dict[str, int], w: F) -> None:
    left = limits_of_moments(described({**at, "w": w, "t": 1}, KNOWN_MEANS))[2, 0].value
    assert number("weighted_mean", "limit_of_drift", **at, w=w, v_0=1) == pytest.approx(float(left))
    assert number("weighted_mean", "factor_from_below", **at) <= float(left) * at["r"] * (1 + 1e-12)
    pooled = described({**at, "w": F(at["r"], sum(at.values())), "t": 1}, KNOWN_MEANS)
    all_alike = limits_of_moments(pooled)[2, 0].value * at["r"]
    assert number("weighted_mean", "factor_for_pooled_points", **at) == pytest.approx(float(all_alike))


@given(SIZES)
def test_the_best_weight_of_the_mean_by_search(at: dict[str, int]) -> None:
    """Of all weights of so many thousandths the best one is next to g, and leaves hardly more than it."""
    r, s = at["r"], at["s"]

    def left(w: float) -> float:
        return (w**2 + (1 - w) ** 2 * r / s) / (1 - (1 - w) ** 2)

    best = min((i / 2000 for i in range(1, 2001)), key=left)
    assert number("weighted_mean", "factor_at_the_best_weight", **at) == pytest.approx(left(best), rel=1e-6)
    assert abs(best - left(best)) < 1e-3


def test_the_golden_ratio() -> None:
    assert number("weighted_mean", "golden_ratio") == pytest.approx(GOLDEN)
    assert number("weighted_mean", "two_thirds") / GOLDEN == pytest.approx(1.0787, abs=1e-4)


@given(at=SIZES, w=WEIGHTS)
def test_a_fitted_variance_changes_nothing(at: dict[str, int], w: F) -> None:
    fitted = {"real": "number", "weights": "means", "deviations": "own", "divisor": "n-1"}
    found = limits_of_moments(described({**at, "w": w, "t": 1}, fitted))
    known = limits_of_moments(described({**at, "w": w, "t": 1}, KNOWN_MEANS))
    assert found[0, 1].value == 1
    assert found[2, 0].value == known[2, 0].value
    total = number("weighted_mean_refitted", "distance_in_the_end", **at, w=w, v_0=1)
    assert total == pytest.approx(float(1 + known[2, 0].value))


# A weight for every fit ----------------------------------------------------------------------------------


def fibonacci(count: int) -> list[int]:
    numbers = [0, 1]
    while len(numbers) < count:
        numbers.append(numbers[-1] + numbers[-2])
    return numbers


F_ = fibonacci(40)


def drift(weights: list[F], r: int, s: int) -> list[F]:
    at = {"r": r, "s": s, "t": len(weights)}
    return exact_moments(described(at, KNOWN_MEANS, {"w": weights})).joint_moments[2, 0]


@settings(max_examples=40)
@given(weights=st.lists(WEIGHTS, min_size=1, max_size=6), at=SIZES)
def test_no_weights_leave_less(weights: list[F], at: dict[str, int]) -> None:
    r, s = at["r"], at["s"]
    best = [F(0)]
    for _ in weights:
        other = best[-1] + F(r, s)
        best.append(1 / (1 + 1 / other))  # the inverse variances 1 and 1/other are added
    for after, least in zip(drift(weights, r, s), best, strict=True):
        assert after * r >= least
    assert [after * r for after in drift(best[1:], r, s)] == best


def test_fibonacci_numbers() -> None:
    ratios = [F(F_[2 * t], F_[2 * t + 1]) for t in range(8)]
    assert [error * 3 for error in drift(ratios[1:], 3, 3)] == ratios
    for t, share in enumerate(ratios):
        assert number("best_weights", "share", t=t) == pytest.approx(float(share))
        assert number("best_weights", "numerator", t=t) == pytest.approx(F_[2 * t])
        assert number("best_weights", "denominator", t=t) == pytest.approx(F_[2 * t + 1])
        assert number("best_weights", "numerator_from_real_points", t=t) == pytest.approx(F_[2 * t + 1])
        assert number("best_weights", "denominator_from_real_points", t=t) == pytest.approx(F_[2 * t + 2])
        assert number("best_weights", "error", t=t, r=3, v_0=6) == pytest.approx(2 * float(share))
    assert number("best_weights", "limit", r=1, v_0=1) == pytest.approx(float(ratios[-1]), abs=1e-5)


def test_changing_weights_are_described() -> None:
    record = conclusion("best_weights", "error").observed[0]
    (weights,) = record.sequences.values()
    assert drift(list(weights), 2, 2)[-1] == F(4, 13)  # 8/13 over two points
    for switches in (
        {**KNOWN_MEANS, "real": "set"},
        {**KNOWN_MEANS, "weights": "variances"},
        {**KNOWN_MEANS, "memory": "window"},
    ):
        with pytest.raises(ValueError, match="changing weights"):
            described({"r": 2, "s": 2, "t": 3}, switches, {"w": weights})


# The weight of the variance ------------------------------------------------------------------------------


@settings(max_examples=30)
@given(at=SIZES, w=WEIGHTS)
def test_what_a_weight_of_the_variance_leaves(at: dict[str, int], w: F) -> None:
    found = limits_of_moments(described({**at, "w": w, "t": 1}, VARIANCES), order=4)[0, 2]
    assert found.exists == ((1 - w) ** 2 * (1 + F(2, at["s"] - 1)) < 1)
    if found.exists:
        left = float(found.value - 1)
        assert number("weighted_variance", "limit", **at, w=w, v_0=1) == pytest.approx(left)
        assert number("weighted_variance", "factor_from_below", **at) <= left * (1 + 1e-12)


@pytest.mark.parametrize(("points", "weight"), [(5, 2 / 3), (10, 0.6407), (3, 0.7071), (400, 0.61856)])
def test_the_best_weight_of_the_variance_by_search(points: int, weight: float) -> None:
    """Fourth moments by the schedule engine at weights near the best, and at the golden ratio."""

    def left(w: F) -> F:
        at = {"r": points, "s": points, "w": w, "t": 1}
        return limits_of_moments(described(at, VARIANCES), order=4)[0, 2].value - 1

    near = min((F(i, 3000) for i in range(1800, 2200, 20)), key=left)
    assert float(near) == pytest.approx(weight, abs=7e-3)
    best = number("weighted_variance", "equal_sizes", r=points)
    assert best == pytest.approx(weight, abs=5e-5)
    assert GOLDEN < best <= GOLDEN + 2 / (9 * (points - 1))
    assert float(left(F(best).limit_denominator(10**4))) == pytest.approx(2 / (points - 1) * best, rel=1e-6)


def test_five_points() -> None:
    at = {"r": 5, "s": 5, "t": 1}
    left = {
        w: limits_of_moments(described({**at, "w": w}, VARIANCES), order=4)[0, 2].value - 1
        for w in (F(2, 3), F(618034, 10**6))
    }
    assert left[F(2, 3)] == F(1, 3) == conclusion("weighted_variance", "left_by_the_best_weight").closed_form.exact()
    assert left[F(618034, 10**6)] - F(1, 3) > F(1, 250)


# Everything kept -----------------------------------------------------------------------------------------

KEPT = {"real": "number", "memory": "accumulate", "spread": "known"}


def kept_errors(r: int, s: int, t: int) -> list[float]:
    """n Var[M_t]/v_0 by the schedule engine."""
    moments = exact_moments(described({"r": r, "s": s, "t": t}, KEPT)).joint_moments[2, 0]
    return [float(moment * (r + s)) for moment in moments]


@settings(max_examples=10)
@given(r=st.integers(1, 6), s=st.integers(1, 6))
def test_a_share_of_real_points_that_is_kept(r: int, s: int) -> None:
    errors, alpha = kept_errors(r, s, 8), r / (r + s)
    slack = 1 + 1e-9
    for t in (1, 3, 8):
        exactly = number("kept_share", "variance_of_mean", r=r, s=s, t=t, v_0=r + s)
        assert exactly == pytest.approx(errors[t])
        if r == s:
            low = number("kept_share_rates", "equal_parts_from_below", t=t)
            bound = conclusion("kept_share_rates", "equal_parts_from_above").fact.right
            high = float(bound.xreplace(dict.fromkeys(bound.free_symbols, t)))
            assert errors[t] <= high * slack
        else:
            part = "mostly_real" if r > s else "mostly_synthetic"
            sides = [conclusion("kept_share", f"{part}_from_{side}").fact for side in ("below", "above")]
            low, high = (
                float(side.xreplace({q: {"alpha": alpha, "t": t}[q.name] for q in side.free_symbols}))
                for side in (sides[0].left, sides[1].right)
            )
            assert low / slack <= errors[t] <= high * slack


def error_after(alpha: float, t: int) -> float:
    """By its recursion."""
    error = 0.0
    for i in range(1, t + 1):
        error = (1 - alpha / i) ** 2 * error + 1 / i**2
    return error


@pytest.mark.parametrize("alpha", [0.2, 0.35, 0.7, 0.9])
def test_rates_of_what_is_kept(alpha: float) -> None:
    t = 40_000
    if alpha > 0.5:
        limit = number("kept_share_rates", "rate", alpha=alpha)
        assert t * error_after(alpha, t) == pytest.approx(limit, rel=0.01)
    else:
        low, high = (number("kept_share_rates", f"slow_rate_from_{side}", alpha=alpha) for side in ("below", "above"))
        assert high == pytest.approx(2 * low)
        assert low < t ** (2 * alpha) * error_after(alpha, t) < high


# Unlimited data ------------------------------------------------------------------------------------------


@given(
    parts=st.fractions(F(1, 9), 9, max_denominator=9),
    t=st.integers(0, 6),
    truth=st.fractions(0, 1, max_denominator=9),
    start=st.fractions(0, 1, max_denominator=9),
)
def test_mixtures_of_laws(parts: F, t: int, truth: F, start: F) -> None:
    """Two-point laws, mixed as they are; their second moment about the true mean is a score as well."""
    law = start
    for _ in range(t):
        law = (truth + parts * law) / (1 + parts)
    exactly = conclusion("unlimited_data", "score").closed_form.exact(**{"lambda": parts}, t=t, p=truth, q_0=start)
    assert exactly == law


@given(
    parts=st.fractions(F(1, 9), 9, max_denominator=9),
    t=st.integers(0, 6),
    off=st.fractions(-2, 2, max_denominator=5),
    more=st.fractions(F(-9, 10), 3, max_denominator=10),
)
def test_normal_laws_fitted_to_mixtures(parts: F, t: int, off: F, more: F) -> None:
    """Mean and variance of a mixture of two laws, again and again; the truth has mean 0 and variance 1."""
    mean, variance, real = off, 1 + more, 1 / (1 + parts)
    for _ in range(t):
        variance = real + (1 - real) * variance + real * (1 - real) * mean**2
        mean = (1 - real) * mean
    at = {"lambda": parts, "t": t, "a": off, "b": more, "v_0": 1}
    for name, value in (("variance_of_a_normal_law", variance), ("mean_of_a_normal_law", mean)):
        own = {q.name: at[q.name] for q in conclusion("unlimited_data", name).parameters}
        assert conclusion("unlimited_data", name).closed_form.exact(**own) == value
