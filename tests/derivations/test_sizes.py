"""Loops without real data whose samples grow: against described loops, Gamma values, and far generations."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from checked_book import report_of
from hypothesis import given
from hypothesis import strategies as st

from collapse_math.regimes import replace
from collapse_math.results import Conclusion
from collapse_math.schedules import exact_moments
from derivations import CONTENTS, load

TWO_MOMENTS = {"independent-draws", "matching-moments", "replace", "fresh-randomness"}
N, UNBIASED = TWO_MOMENTS | {"divisor-n"}, TWO_MOMENTS | {"divisor-n-minus-1"}
NORMAL = UNBIASED | {"gaussian-draws"}
PRODUCTS = {"a product of shares that are left vanishes", "a product of shares that are left stays positive"}
C4 = {
    "Cochran's theorem",
    "Euler's integral for Gamma",
    "Gamma(z + s) < z^s Gamma(z) for 0 < s < 1",
    "recurrence of gamma",
    "1/n -> 0",
    "z3",
}
C4 |= {f"sample.{name}" for name in ("chi_square", "deviation", "deviation_bias", "deviation_steps")}
C4 |= {"sample.iid_sample", "sample.normal_sample"}
SUMS = {"a sum of larger terms diverges", "a sum of smaller terms converges"}


def each(names: str, uses: set[str]) -> dict[str, set[str]]:
    return dict.fromkeys(names.split(), uses)


PINS: dict[str, tuple[set[str], dict[str, set[str]]]] = {
    "that_keep": (
        PRODUCTS | {"1/n -> 0", "Euler's sine product", "schedules.growing_samples", "z3"},
        each("quadratic quadratic_limit squares squares_limit geometric geometric_bound", N),
    ),
    "that_lose": (
        PRODUCTS
        | {"1/n -> 0", "n^(b - a) Gamma(n + a)/Gamma(n + b) -> 1", "recurrence of gamma", "schedules.growing_samples"}
        | {"a sum of larger terms diverges", "the harmonic series diverges"},
        each("linear linear_pace linear_limit one_more one_more_pace", N),
    ),
    "unbiased": (
        C4 | PRODUCTS | SUMS,
        each("expected_variance variance_of_mean", UNBIASED)
        | each("expected_deviation mean_square_of_variance what_is_kept", NORMAL)
        | each("collapse kept_is_positive", set()),
    ),
    "unbiased_schedules": (
        C4 | PRODUCTS | SUMS | {"sizes.unbiased", "1 + 1/4 + 1/9 + ... = pi^2/6", "recurrence of harmonic"},
        each("quadratic quadratic_limit geometric linear", UNBIASED) | each("one_more one_more_mean_square", NORMAL),
    ),
    "supermartingale": (
        {"Cochran's theorem", "Euler's integral for Gamma", "recurrence of gamma", "z3", "log x <= x - 1"}
        | {"Cauchy-Schwarz inequality", "convergence of a bounded martingale", "1/(t + 1) -> 0"}
        | {"Euler's product for the hyperbolic sine"},
        each("expected_variance variance_of_variance terminal_variance_of_variance share_that_survives", NORMAL),
    ),
}


@pytest.mark.parametrize("module", CONTENTS["sizes"])
def test_what_it_rests_on(module: str) -> None:
    report = report_of(f"sizes.{module}")
    rests_on, uses = PINS[module]
    assert report.problems == []
    assert report.grade == "axiom"
    assert set(report.rests_on) == rests_on
    assert {name: {a.key for a in used} for name, used in report.uses.items()} == uses


# Numbers ----------------------------------------------------------------------------------------------------


def conclusion(module: str, name: str) -> Conclusion:
    return load(f"sizes.{module}").conclusions[name]


def own(module: str, name: str, at: dict[str, object]) -> dict[str, object]:
    names = {q.name for q in conclusion(module, name).parameters}
    return {key: value for key, value in at.items() if key in names}


def exact(module: str, name: str, **at: object) -> Fraction:
    value = conclusion(module, name).closed_form.exact(**own(module, name, at))
    assert value is not None
    return value


def number(module: str, name: str, **at: object) -> float:
    return float(conclusion(module, name).evaluate(15, **own(module, name, at)).decimal)


SCHEDULES: dict[str, Callable[[int, int, int], int]] = {
    "quadratic": lambda s, first, ratio: first * s**2,
    "squares": lambda s, first, ratio: (first + s - 1) ** 2,
    "geometric": lambda s, first, ratio: first * ratio**s,
    "linear": lambda s, first, ratio: first * s,
    "one_more": lambda s, first, ratio: first + s - 1,
}
MEANS = {"quadratic": "that_keep", "squares": "that_keep", "geometric": "that_keep"}
MEANS |= {"linear": "that_lose", "one_more": "that_lose"}


@pytest.mark.parametrize("schedule", SCHEDULES)
@given(first=st.integers(2, 7), ratio=st.integers(2, 4), refits=st.integers(1, 5))
def test_variance_and_drift_against_described_loops(schedule: str, first: int, ratio: int, refits: int) -> None:
    sizes = [SCHEDULES[schedule](s, first, ratio) for s in range(1, refits + 1)]
    at = {"n_1": first, "ratio": ratio, "v_0": 3}
    with_n = exact_moments(replace(sizes, refits, variance=3))
    without = exact_moments(replace(sizes, refits, variance=3, divisor="n-1"))
    for t in range(1, refits + 1):
        found = number(MEANS[schedule], schedule, t=t, **at)
        assert found == pytest.approx(float(with_n.expected_variances[t]), rel=1e-12)
        if schedule in ("quadratic", "geometric", "linear"):
            drift = exact("unbiased_schedules", schedule, t=t, **at)
            assert drift == without.variances_of_means[t]


@pytest.mark.parametrize("schedule", ["quadratic", "squares", "one_more"])
@given(first=st.integers(2, 5), refits=st.integers(1, 4))
def test_normal_draws_against_described_loops(schedule: str, first: int, refits: int) -> None:
    sizes = [SCHEDULES[schedule](s, first, 2) for s in range(1, refits + 1)]
    found = exact_moments(replace(sizes, refits, variance=3, divisor="n-1"), order=4)
    at = {"t": refits, "v_0": 3, "n": sizes}
    assert exact("unbiased", "expected_variance", v_0=3) == found.expected_variances[-1]
    assert exact("unbiased", "variance_of_mean", **at) == found.variances_of_means[-1]
    assert exact("unbiased", "mean_square_of_variance", **at) == found.joint_moments[0, 2][-1]
    if schedule == "one_more":
        square = exact("unbiased_schedules", "one_more_mean_square", n_1=first, t=refits, v_0=3)
        assert square == found.joint_moments[0, 2][-1]
    if schedule == "squares" and first == 2:
        spread = exact("supermartingale", "variance_of_variance", t=refits, v_0=3)
        assert spread == found.joint_moments[0, 2][-1] - 9


def log_c4(points: int) -> mpmath.mpf:
    half = mpmath.mpf(points - 1) / 2
    return mpmath.loggamma(half + mpmath.mpf(1) / 2) - mpmath.loggamma(half) - mpmath.log(half) / 2


@given(first=st.integers(2, 30), t=st.integers(0, 40), schedule=st.sampled_from(sorted(SCHEDULES)))
def test_what_deviations_keep(first: int, t: int, schedule: str) -> None:
    sizes = [min(SCHEDULES[schedule](s, first, 2), 10**9) for s in range(1, t + 1)]
    with mpmath.workdps(30):
        kept = float(mpmath.sqrt(3) * mpmath.exp(sum((log_c4(points) for points in sizes), mpmath.mpf(0))))
    at = {"t": t, "v_0": 3, "n": sizes or [2]}
    assert number("unbiased", "expected_deviation", **at) == pytest.approx(kept, rel=1e-12)
    least = number("unbiased", "what_is_kept", **at)
    assert least <= kept * (1 + 1e-12)
    if schedule == "one_more":
        squared = number("unbiased_schedules", "one_more", n_1=first, t=t, v_0=3)
        assert squared == pytest.approx(kept**2, rel=1e-12)


def test_limits_are_approached() -> None:
    far = 20_000
    for first in (2, 5):
        at = {"n_1": first, "v_0": 3, "t": far}
        for name in ("quadratic", "squares"):
            assert number("that_keep", name, **at) == pytest.approx(
                number("that_keep", f"{name}_limit", **at), rel=1e-3
            )
        pace = far ** (1 / first) * number("that_lose", "linear", **at)
        assert pace == pytest.approx(number("that_lose", "linear_pace", **at), rel=1e-3)
        assert far * number("that_lose", "one_more", **at) == pytest.approx(
            number("that_lose", "one_more_pace", **at), rel=1e-3
        )
        drift = number("unbiased_schedules", "quadratic", **at)
        assert drift == pytest.approx(number("unbiased_schedules", "quadratic_limit", **at), rel=1e-3)
    spread = number("supermartingale", "variance_of_variance", t=far, v_0=3)
    assert spread == pytest.approx(number("supermartingale", "terminal_variance_of_variance", v_0=3), rel=1e-3)
    assert number("supermartingale", "share_that_survives") == pytest.approx(math.pi / math.sinh(math.pi), rel=1e-12)


def test_the_squares_from_four_on_keep_half() -> None:
    assert exact("that_keep", "squares_limit", n_1=2, v_0=1) == Fraction(1, 2)
    for t in range(9):
        assert exact("that_keep", "squares", n_1=2, t=t, v_0=1) == Fraction(t + 2, 2 * (t + 1))


@given(first=st.integers(2, 50), ratio=st.integers(2, 9), t=st.integers(0, 12))
def test_geometric_sizes_keep_more_than_the_bound(first: int, ratio: int, t: int) -> None:
    at = {"n_1": first, "ratio": ratio, "t": t, "v_0": 2}
    assert exact("that_keep", "geometric", **at) >= exact("that_keep", "geometric_bound", **at) > 0


def test_literal_chains_with_growing_samples_keep_a_variance() -> None:
    """Sizes 4, 9, ..., 41^2 and divisor n - 1, by the chi-square law: the variance is never near 0 in most chains."""
    generator = np.random.default_rng(3)
    log_variance = np.zeros(20_000)
    for size in ((s + 1) ** 2 for s in range(1, 41)):
        log_variance += np.log(generator.chisquare(size - 1, 20_000) / (size - 1))
    assert np.mean(log_variance > math.log(0.01)) > number("supermartingale", "share_that_survives")
