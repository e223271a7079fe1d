"""The chapter on samples: what it rests on, and its numbers by ways that know nothing of it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
import sympy
from checked_book import report_of
from gaussian_chains import chi_square_grid
from hypothesis import given
from hypothesis import strategies as st

from collapse_math.checker import check
from collapse_math.claims import Claim
from collapse_math.moments import ChiSquare, StandardNormal
from derivations import load
from derivations.sample import chi_square, log_chi_square

SAMPLE = {"independent-draws"}
NORMAL = {"independent-draws", "matching-moments", "gaussian-draws"}
EULER = {"Euler's integral for Gamma"}
LAW = EULER | {"Cochran's theorem", "recurrence of gamma", "sample.chi_square", "sample.iid_sample"}
WENDEL = LAW | {"Gamma(z + s) < z^s Gamma(z) for 0 < s < 1", "sample.normal_sample", "z3"}

PINS = {
    "sample.iid_sample": (
        "proved",
        set(),
        {
            "mean_of_average": set(),
            **dict.fromkeys(
                (
                    "variance_of_average",
                    "mean_of_squares",
                    "mean_with_divisor_n",
                    "mean_with_divisor_n_minus_1",
                    "mean_square_of_squares",
                    "variance_of_sample_variance",
                    "covariance_of_mean_and_variance",
                ),
                SAMPLE,
            ),
        },
    ),
    "sample.chi_square": ("proved", EULER | {"recurrence of gamma"}, {"moment": set(), "pole": set()}),
    "sample.log_chi_square": (
        "axiom",
        EULER
        | {"sample.chi_square", "recurrence of gamma"}
        | {"differentiation under the expectation", "psi(z) < log z - 1/(2z)"},
        {name: set() for name in ("mean", "mean_square", "variance", "upper_bound_of_mean")},
    ),
    "sample.normal_sample": (
        "axiom",
        LAW,
        {
            **dict.fromkeys(
                (
                    "degrees_of_freedom",
                    "degrees_of_freedom_of_average",
                    "independence",
                    "covariance_of_mean_and_variance",
                    "mean_of_sample_variance",
                    "variance_of_sample_variance",
                    "mean_of_inverse_variance",
                ),
                NORMAL,
            ),
        },
    ),
    "sample.deviation": (
        "axiom",
        WENDEL,
        {"mean_of_sample_deviation": NORMAL, "upper_bound_of_c4": set(), "lower_bound_of_c4": set()},
    ),
    # Of sample.deviation these take the bounds of c4 only, which are no statements about data.
    "sample.deviation_steps": (
        "axiom",
        WENDEL | {"sample.deviation"},
        {"upper_bound": set(), "lower_bound": set()},
    ),
    "sample.deviation_bias": (
        "axiom",
        WENDEL | {"sample.deviation", "sample.deviation_steps", "1/n -> 0"},
        {"upper_bound": set(), "lower_bound": set(), "limit": set()},
    ),
    "sample.deviation_rate": (
        "axiom",
        WENDEL
        | {"sample.deviation", "sample.deviation_steps", "sample.deviation_bias", "1/n -> 0"}
        | {"log x <= x - 1", "log(1 - u) <= -u - u^2/2 for 0 <= u < 1"},
        {"bound": set(), "published_bound": set(), "limit": set()},
    ),
}


@pytest.mark.parametrize("key", PINS)
def test_what_it_rests_on(key: str) -> None:
    report = report_of(key)
    grade, rests_on, uses = PINS[key]
    assert report.problems == []
    assert report.grade == grade
    assert set(report.rests_on) == rests_on
    assert {name: {a.key for a in used} for name, used in report.uses.items()} == uses


# Any law: every sample of a law of three points -----------------------------------------------------


def exact(key: str, name: str, **at: object) -> Fraction:
    """A conclusion as a fraction; values that it does not depend on may be given as well."""
    conclusion = load(key).conclusions[name]
    known = {q.name for q in conclusion.parameters}
    value = conclusion.closed_form.exact(**{k: v for k, v in at.items() if k in known})
    assert value is not None
    return value


@given(
    points=st.lists(st.integers(-5, 5), min_size=3, max_size=3),
    odds=st.lists(st.integers(1, 4), min_size=3, max_size=3),
    n=st.integers(2, 4),
)
def test_moments_of_a_sample_of_any_law(points: list[int], odds: list[int], n: int) -> None:
    law = [(Fraction(x), Fraction(o, sum(odds))) for x, o in zip(points, odds, strict=True)]
    mean = sum(p * x for x, p in law)
    about = {k: sum(p * (x - mean) ** k for x, p in law) for k in (2, 3, 4)}
    if not about[2]:
        return
    at = {"n": n, "m_0": mean, "v_0": about[2], "mu_3": about[3], "mu_4": about[4]}
    found = {name: exact("sample.iid_sample", name, **at) for name in load("sample.iid_sample").conclusions}
    assert found == moments_over_all_samples(law, n)


def moments_over_all_samples(law: Sequence[tuple[Any, Any]], n: int) -> dict[str, Any]:
    """What the theorem concludes, by listing every sample of n draws of a law of values and probabilities."""
    expected = dict.fromkeys(("A", "A2", "SS", "SS2", "A SS"), Fraction(0))
    for sample in itertools.product(law, repeat=n):
        share = math.prod((p for _, p in sample), start=Fraction(1))
        average = sum(x for x, _ in sample) / n
        squares = sum((x - average) ** 2 for x, _ in sample)
        for name, value in zip(expected, (average, average**2, squares, squares**2, average * squares), strict=True):
            expected[name] += share * value
    return {
        "mean_of_average": expected["A"],
        "variance_of_average": expected["A2"] - expected["A"] ** 2,
        "mean_of_squares": expected["SS"],
        "mean_with_divisor_n": expected["SS"] / n,
        "mean_with_divisor_n_minus_1": expected["SS"] / (n - 1),
        "mean_square_of_squares": expected["SS2"],
        "variance_of_sample_variance": (expected["SS2"] - expected["SS"] ** 2) / (n - 1) ** 2,
        "covariance_of_mean_and_variance": (expected["A SS"] - expected["A"] * expected["SS"]) / (n - 1),
    }


@pytest.mark.parametrize("n", [2, 3])
@pytest.mark.parametrize(("law", "third", "fourth"), [("exponential", 2, 9), ("laplace", 0, 6)])
def test_moments_of_a_sample_of_skewed_and_of_heavy_draws(law: str, third: int, fourth: int, n: int) -> None:
    """Gauss-Laguerre nodes stand for an exponential variable: they are exact for polynomials of this degree."""
    nodes, weights = np.polynomial.laguerre.laggauss(5)
    values = list(zip(nodes, weights, strict=True))
    if law == "laplace":  # an exponential variable with a random sign; its variance is 2
        values = [(sign * x / math.sqrt(2), w / 2) for x, w in values for sign in (-1, 1)]
    at = {"n": n, "m_0": int(law == "exponential"), "v_0": 1, "mu_3": third, "mu_4": fourth}
    for name, value in moments_over_all_samples(values, n).items():
        assert float(exact("sample.iid_sample", name, **at)) == pytest.approx(value, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("variance_of_sample_variance", {"n": 2, "v_0": 2, "mu_4": 3}),
        ("mean_square_of_squares", {"n": 2, "v_0": 2, "mu_4": Fraction(399, 100)}),
    ],
)
def test_fourth_moments_that_no_law_has_are_refused(name: str, at: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="is required"):
        exact("sample.iid_sample", name, **at)
    assert exact("sample.iid_sample", name, **at | {"mu_4": 4}) >= 0  # a fair coin's


# The chi-square law: sums over its density ----------------------------------------------------------


def number(key: str, name: str, **at: object) -> float:
    return float(load(key).conclusions[name].array(**at))


@pytest.mark.parametrize("degrees", [1, 2, 3, 5, 12])
@pytest.mark.parametrize("order", [Fraction(-2, 5), Fraction(1, 2), Fraction(1), Fraction(9, 4), Fraction(4)])
def test_moments_of_a_chi_square_variable(degrees: int, order: Fraction) -> None:
    x, share = chi_square_grid(degrees, min(float(order), 0.0))
    expected = share @ x ** float(order)
    assert number("sample.chi_square", "moment", nu=degrees, s=order) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(("degrees", "order"), [(1, Fraction(-1, 2)), (2, Fraction(-1)), (5, Fraction(-3))])
def test_orders_without_a_moment_are_refused(degrees: int, order: Fraction) -> None:
    with pytest.raises(ValueError, match="is required"):
        number("sample.chi_square", "moment", nu=degrees, s=order)


@pytest.mark.parametrize("degrees", [1, 2, 5])
def test_moments_near_the_last_order(degrees: int) -> None:
    """There (nu/2 + s) E[X^s] comes near 2^(-nu/2)/Gamma(nu/2), the density without its power of x, at 0."""
    expected = 1 / (2 ** (degrees / 2) * math.gamma(degrees / 2))
    for left in (Fraction(1, 10**4), Fraction(1, 10**8)):
        order = left - Fraction(degrees, 2)
        near = number("sample.chi_square", "pole", nu=degrees, s=order)
        assert near == pytest.approx(expected, rel=4 * float(left))
        assert float(left) * number("sample.chi_square", "moment", nu=degrees, s=order) == pytest.approx(near)


@given(nu=st.integers(1, 10**6), order=st.integers(1, 6))
def test_moments_of_whole_order_are_products(nu: int, order: int) -> None:
    """E X^k = nu (nu + 2) ... (nu + 2k - 2): integration by parts, once for each factor."""
    product = math.prod(nu + 2 * j for j in range(order))
    assert number("sample.chi_square", "moment", nu=nu, s=order) == pytest.approx(product, rel=1e-11)


@pytest.mark.parametrize("degrees", [1, 2, 3, 5, 12])
def test_logarithm_of_a_chi_square_variable(degrees: int) -> None:
    x, share = chi_square_grid(degrees)
    mean, square = share @ np.log(x), share @ np.log(x) ** 2
    assert number("sample.log_chi_square", "mean", nu=degrees) == pytest.approx(mean, abs=1e-9)
    assert number("sample.log_chi_square", "mean_square", nu=degrees) == pytest.approx(square, rel=1e-9)
    assert number("sample.log_chi_square", "variance", nu=degrees) == pytest.approx(square - mean**2, rel=1e-9)
    assert mean < number("sample.log_chi_square", "upper_bound_of_mean", nu=degrees)


# What the engine knows of these laws is what the chapter derives ------------------------------------


def agree(left: sympy.Expr, right: sympy.Expr, *conditions: sympy.Basic) -> bool:
    return bool(check(Claim(left, "=", right, conditions)))


def test_the_engine_has_the_derived_moments() -> None:
    nu, s = chi_square.nu, chi_square.s
    built_in = ChiSquare("X", nu).expectation(s, 0)
    assert agree(built_in, chi_square.moment.right, *chi_square.theorem.conditions)
    assert not agree(2 * built_in, chi_square.moment.right, *chi_square.theorem.conditions)


def test_the_engine_has_the_derived_logarithms() -> None:
    law, zero = ChiSquare("X", log_chi_square.nu), sympy.Integer(0)
    assert agree(law.expectation(zero, 1), log_chi_square.mean.right)
    assert agree(law.expectation(zero, 2), log_chi_square.square.right)
    assert not agree(law.expectation(zero, 1), log_chi_square.square.right)


@pytest.mark.parametrize("order", range(9))
def test_the_engine_has_the_moments_of_a_normal_variable(order: int) -> None:
    """Z^2 is chi-square with one degree of freedom, and Z is symmetric."""
    at = {chi_square.nu: sympy.Integer(1), chi_square.s: sympy.Integer(order // 2)}
    derived = sympy.Integer(0) if order % 2 else chi_square.moment.right.xreplace(at)
    assert agree(StandardNormal("Z").expectation(order), derived)


# Normal samples -------------------------------------------------------------------------------------

# c4 as printed in tables for control charts: Montgomery, Introduction to Statistical Quality Control, appendix VI.
TABLE = {2: 0.7979, 3: 0.8862, 4: 0.9213, 5: 0.9400, 10: 0.9727, 25: 0.9896}


@pytest.mark.parametrize("n", TABLE)
def test_c4_as_printed(n: int) -> None:
    assert round(number("sample.deviation", "mean_of_sample_deviation", n=n, v_0=1), 4) == TABLE[n]


@given(n=st.integers(3, 10**9))
def test_neighbouring_c4(n: int) -> None:
    """c4(n) c4(n+1) = sqrt(1 - 1/n), since Gamma((n+1)/2) is (n-1)/2 times Gamma((n-1)/2)."""
    here, there = (number("sample.deviation", "mean_of_sample_deviation", n=k, v_0=1) for k in (n, n + 1))
    assert here * there == pytest.approx(math.sqrt(1 - 1 / n), rel=1e-11)
    assert math.sqrt((n - 2) / (n - 1)) < here < 1


@given(n=st.integers(2, 10**6), j=st.integers(1, 10**4))
def test_how_much_c4_falls_short_of_1(n: int, j: int) -> None:
    with mpmath.workdps(60):
        half = mpmath.mpf(n - 1) / 2
        log_ratio = mpmath.loggamma(half + mpmath.mpf(1) / 2) - mpmath.loggamma(half)
        c4 = mpmath.exp(log_ratio) / mpmath.sqrt(half)
        least, most = (
            mpmath.mpf(bound.numerator) / bound.denominator
            for bound in (exact("sample.deviation_steps", f"{end}_bound", n=n, j=j) for end in ("lower", "upper"))
        )
        assert least < c4**2 * (1 + 1 / mpmath.mpf(2 * n - 3))
        assert c4**2 * (1 + 1 / mpmath.mpf(2 * n - 2)) < most
        assert mpmath.mpf(1) / (4 * n) < 1 - c4 < mpmath.mpf(1) / (4 * n) + mpmath.mpf(1) / n**2
        # The series in the catalogue goes on with -7/(32 n^2) + O(1/n^3).
        assert abs(n**2 * (1 - c4) - mpmath.mpf(n) / 4 - mpmath.mpf(7) / 32) < mpmath.mpf(1) / n
    name = "upper_bound"
    assert number("sample.deviation_bias", name, n=n) == pytest.approx(1 / (4 * n) + 1 / n**2, rel=1e-12)
    assert exact("sample.deviation_bias", "limit") == Fraction(1, 4)


@given(n=st.integers(2, 10**7))
def test_the_rate_of_c4(n: int) -> None:
    """log c4 lies just above -1/(4n-4), so that 4n - 2 leaves little room, and 4n - 1 a little more."""
    with mpmath.workdps(60):
        half = mpmath.mpf(n - 1) / 2
        log_c4 = mpmath.loggamma(half + mpmath.mpf(1) / 2) - mpmath.loggamma(half) - mpmath.log(half) / 2
        bounds = [exact("sample.deviation_rate", name, n=n) for name in ("bound", "published_bound")]
        sharper, published = (mpmath.mpf(bound.numerator) / bound.denominator for bound in bounds)
        assert -mpmath.mpf(1) / (4 * n - 4) < log_c4 < sharper < published
        assert abs(n * log_c4 - exact("sample.deviation_rate", "limit")) < mpmath.mpf(1) / (2 * n)


@pytest.mark.parametrize(("n", "order"), [(2, 1), (2, 2), (3, 1), (4, 2), (5, 1)])
def test_average_and_squares_are_independent(n: int, order: int) -> None:
    """All samples of n draws on Gauss-Hermite nodes, which are exact for polynomials of this degree."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(5)
    draws = np.sqrt(3) * np.array(list(itertools.product(nodes, repeat=n)))
    share = np.prod(list(itertools.product(weights / weights.sum(), repeat=n)), axis=1)
    average = draws.mean(axis=1)
    squares = ((draws - average[:, None]) ** 2).sum(axis=1)
    apart = share @ (average**2 * squares**order) / (share @ average**2)
    found = number("sample.normal_sample", "independence", n=n, v_0=3, s=order)
    assert found == pytest.approx(apart, rel=1e-9)
    assert found == pytest.approx(share @ squares**order, rel=1e-9)
    assert share @ (average * squares) == pytest.approx(0, abs=1e-9)
    assert exact("sample.normal_sample", "covariance_of_mean_and_variance") == 0
    # n (A - m_0)^2/v_0 has the moments 1, 3, 15 of chi-square with one degree of freedom.
    assert exact("sample.normal_sample", "degrees_of_freedom_of_average") == 1
    moments = [share @ (n * average**2 / 3) ** k for k in (1, 2, 3)]
    assert moments == pytest.approx([1, 3, 15], rel=1e-9)


@pytest.mark.parametrize("n", [4, 5, 9])
def test_powers_of_a_normal_sample_variance(n: int) -> None:
    x, share = chi_square_grid(n - 1, lowest_order=-1)
    variances = 3 * x / (n - 1)
    at = {"n": n, "v_0": 3}
    mean, inverse = share @ variances, share @ (1 / variances)
    spread = share @ (variances - mean) ** 2
    assert number("sample.normal_sample", "mean_of_sample_variance", v_0=3) == pytest.approx(mean, rel=1e-9)
    assert number("sample.normal_sample", "variance_of_sample_variance", **at) == pytest.approx(spread, rel=1e-9)
    assert number("sample.normal_sample", "mean_of_inverse_variance", **at) == pytest.approx(inverse, rel=1e-9)


@given(n=st.integers(2, 10**6), v=st.fractions(Fraction(1, 1000), 1000))
def test_normal_draws_are_a_case_of_any_draws(n: int, v: Fraction) -> None:
    any_law = exact("sample.iid_sample", "variance_of_sample_variance", n=n, v_0=v, mu_4=3 * v**2)
    assert exact("sample.normal_sample", "variance_of_sample_variance", n=n, v_0=v) == any_law


def test_the_inverse_variance_of_three_draws_has_no_mean() -> None:
    with pytest.raises(ValueError, match="n must be"):
        number("sample.normal_sample", "mean_of_inverse_variance", n=3, v_0=1)
