"""The chapter on exponential families: what it rests on, and its numbers by ways that know nothing of it."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import cache

import mpmath
import numpy as np
import pytest
from checked_book import report_of
from family_moments import Polynomial, added, expected, times, value
from gaussian_chains import chi_square_grid
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from collapse_math.closed_forms import ClosedForm
from collapse_math.observed import Observed
from collapse_math.refuter import quantities_of
from collapse_math.results import Conclusion
from derivations import CONTENTS, load

Array = NDArray[np.float64]

# What the theorems rest on ----------------------------------------------------------------------------

MOMENTS = {"independent-draws", "matching-moments", "quadratic-variance", "fresh-randomness"}
REPLACED = MOMENTS | {"replace", "constant-size"}
KEPT = MOMENTS | {"accumulate", "constant-size"}
CONSERVED = {"matching-moments", "quadratic-variance", "fresh-randomness"}
ONE_REFIT = {"independent-draws", "matching-moments", "exponential-draws", "constant-size"}
EXPONENTIAL = ONE_REFIT | {"replace", "fresh-randomness"}
REGULAR = {"independent-draws", "regular-family", "fresh-randomness"}
EVEN = {"independent-draws", "uniform-draws", "constant-size", "replace", "fresh-randomness"}
UNIFORM = {"largest of uniform draws", "Euler's integral for Beta"}
SUM = {"sum of exponential draws", "Euler's integral for Gamma"}
SIX = ("normal", "hyperbolic_secant", "Poisson", "binomial", "gamma", "negative_binomial")


def each(names: str, uses: set[str]) -> dict[str, set[str]]:
    """The same assumptions for several conclusions."""
    return dict.fromkeys(names.split(), uses)


PINS: dict[str, tuple[str, set[str], dict[str, set[str]]]] = {
    "variance_functions": (
        "axiom",
        {"cumulants of an exponential family", "z3"},
        {f"{what}_of_{name}": set() for what in ("variance", "score", "rise_of_mean") for name in SIX},
    ),
    "replace": (
        "solver-certified",
        {"r^t -> 0 for |r| < 1", "z3"},
        each("expected_variance variance_of_mean variance_of_mean_at_zero", REPLACED)
        | each("collapse_below_zero limit_of_variance_of_mean growth_above_zero", REPLACED)
        | {"expected_mean": {"matching-moments", "fresh-randomness"}, "conservation": CONSERVED},
    ),
    "second_moments": (
        "solver-certified",
        {"z3"},
        each("mean_square variance_of_variance", REPLACED | {"exponential-family"}),
    ),
    "accumulate": (
        "proved",
        {
            "Euler's sine product",
            "Euler's product for the hyperbolic sine",
            "1 + 1/4 + 1/9 + ... = pi^2/6",
        },
        each("expected_variance limit_below_zero limit_above_zero", KEPT)
        | each("variance_of_mean_at_zero limit_of_variance_of_mean_at_zero", KEPT)
        | {"expected_mean": KEPT - {"independent-draws"}, "conservation": CONSERVED | {"constant-size"}},
    ),
    "sizes": (
        "axiom",
        {"a product of shares that are left vanishes", "a product of shares that are left stays positive"},
        each("expected_variance collapse survival quadratic_sizes", MOMENTS | {"replace"}),
    ),
    "growing_sizes": (
        "solver-certified",
        {"Gamma(z + s) < z^s Gamma(z) for 0 < s < 1", "recurrence of gamma", "z3"},
        each("expected_variance upper_bound", MOMENTS | {"replace", "growing-size"}) | {"product": set()},
    ),
    "exponential": (
        "axiom",
        SUM | {"recurrence of gamma"},
        each("moment expected_mean variance_of_mean", EXPONENTIAL) | {"degrees_of_freedom": ONE_REFIT},
    ),
    "exponential_collapse": (
        "axiom",
        SUM
        | {"1/n -> 0", "psi(z) < log z - 1/(2z)", "psi(z) > log z - 1/(2z) - 1/(12z^2)"}
        | {"strong law of large numbers", "z3"},
        each("expected_log_mean variance_of_log_mean drift collapse", EXPONENTIAL) | {"drift_for_large_samples": set()},
    ),
    "uniform": (
        "axiom",
        UNIFORM | {"r^t -> 0 for |r| < 1", "strong law of large numbers", "recurrence of gamma", "recurrence of psi"},
        each("moment expected_end variance_of_end limit_of_expected_end", EVEN)
        | each("expected_log_end variance_of_log_end drift collapse", EVEN),
    ),
    "uniform_law": (
        "axiom",
        UNIFORM
        | {"families.uniform", "r^t -> 0 for |r| < 1", "strong law of large numbers"}
        | {"recurrence of gamma", "recurrence of psi"}
        | {"Euler's integral for Gamma", "uniqueness of the Laplace transform"},
        each("transform slope_of_tail distribution degrees_of_freedom", EVEN) | {"tail_at_zero": set()},
    ),
    "maximum_likelihood": (
        "proved",
        {"asymptotic normality of maximum likelihood"},
        each("variance divergence", REGULAR | {"replace"}),
    ),
    "maximum_likelihood_kept": (
        "proved",
        {"asymptotic normality of maximum likelihood", "1 + 1/4 + 1/9 + ... = pi^2/6"},
        each("variance limit_of_variance divergence efficiency", REGULAR | {"accumulate"}),
    ),
}


@pytest.mark.parametrize("module", CONTENTS["families"])
def test_what_it_rests_on(module: str) -> None:
    report = report_of(f"families.{module}")
    grade, rests_on, uses = PINS[module]
    assert report.problems == []
    assert report.grade == grade
    assert set(report.rests_on) == rests_on
    assert {name: {a.key for a in used} for name, used in report.uses.items()} == uses


@pytest.mark.parametrize("module", ["maximum_likelihood", "maximum_likelihood_kept"])
def test_what_is_asymptotic_says_so(module: str) -> None:
    assert "asymptotic" in load(f"families.{module}").says


# Conclusions as numbers -------------------------------------------------------------------------------


def conclusion(module: str, name: str) -> Conclusion:
    return load(f"families.{module}").conclusions[name]


def own(module: str, name: str, at: dict[str, object]) -> dict[str, object]:
    """Those of the values on which a conclusion depends."""
    names = {q.name for q in conclusion(module, name).parameters}
    return {key: value for key, value in at.items() if key in names}


def exact(module: str, name: str, **at: object) -> Fraction:
    number = conclusion(module, name).closed_form.exact(**own(module, name, at))
    assert number is not None
    return number


def number(module: str, name: str, **at: object) -> float:
    return float(conclusion(module, name).array(**own(module, name, at)))


# Any quadratic variance function: polynomials in the mean ----------------------------------------------

COEFFICIENT = st.fractions(-3, 3, max_denominator=6)
CURVATURE = st.fractions(-1, 3, max_denominator=6)
LAW = st.tuples(COEFFICIENT, COEFFICIENT, CURVATURE)
WHOLE = Fraction(1)


def squared_distance(m_0: Fraction) -> Polynomial:
    return [m_0**2, -2 * m_0, Fraction(1)]


@given(law=LAW, m_0=COEFFICIENT, n=st.integers(1, 6), t=st.integers(0, 4))
def test_replace(law: tuple[Fraction, Fraction, Fraction], m_0: Fraction, n: int, t: int) -> None:
    v0, v1, v2 = law
    variance, refits = [v0, v1, v2], [(n, WHOLE)] * t
    at = {"n": n, "t": t, "m_0": m_0, "v0": v0, "v1": v1, "v2": v2}
    within = value(expected(variance, variance, refits), m_0)
    between = value(expected(squared_distance(m_0), variance, refits), m_0)
    assert exact("replace", "expected_variance", **at) == within
    assert exact("replace", "variance_of_mean", **at) == between
    assert exact("replace", "conservation", **at) == within - v2 * between
    assert exact("replace", "expected_mean", **at) == value(expected([Fraction(0), Fraction(1)], variance, refits), m_0)
    if not v2:
        assert exact("replace", "variance_of_mean_at_zero", **at) == between
    if v2 > 0 and value(variance, m_0) > 0:
        assert within >= exact("replace", "growth_above_zero", b=v2, **at) * value(variance, m_0)


@given(law=LAW, m_0=COEFFICIENT, n=st.integers(1, 6), t=st.integers(0, 3))
def test_second_moments(law: tuple[Fraction, Fraction, Fraction], m_0: Fraction, n: int, t: int) -> None:
    v0, v1, v2 = law
    assume(n > -3 * v2)
    variance, refits = [v0, v1, v2], [(n, WHOLE)] * t
    at = {"n": n, "t": t, "m_0": m_0, "v0": v0, "v1": v1, "v2": v2}
    square = value(expected(times(variance, variance), variance, refits), m_0)
    assert exact("second_moments", "mean_square", **at) == square
    spread = square - value(expected(variance, variance, refits), m_0) ** 2
    assert exact("second_moments", "variance_of_variance", **at) == spread


@given(law=LAW, m_0=COEFFICIENT, n=st.integers(1, 6), t=st.integers(0, 5))
def test_accumulate(law: tuple[Fraction, Fraction, Fraction], m_0: Fraction, n: int, t: int) -> None:
    v0, v1, v2 = law
    variance, refits = [v0, v1, v2], [(n, Fraction(1, k)) for k in range(1, t + 1)]
    at = {"n": n, "t": t, "m_0": m_0, "v0": v0, "v1": v1, "v2": v2}
    within = value(expected(variance, variance, refits), m_0)
    between = value(expected(squared_distance(m_0), variance, refits), m_0)
    assert exact("accumulate", "expected_variance", **at) == within
    assert exact("accumulate", "expected_mean", **at) == m_0
    assert exact("accumulate", "conservation", **at) == within - v2 * between
    if not v2:
        assert exact("accumulate", "variance_of_mean_at_zero", **at) == between


@given(law=LAW, m_0=COEFFICIENT, sizes=st.lists(st.integers(1, 9), max_size=5), n=st.integers(1, 4))
def test_sizes(law: tuple[Fraction, Fraction, Fraction], m_0: Fraction, sizes: list[int], n: int) -> None:
    v0, v1, v2 = law
    variance = [v0, v1, v2]
    at = {"m_0": m_0, "v0": v0, "v1": v1, "v2": v2, "t": len(sizes)}
    refits = [(size, WHOLE) for size in sizes]
    within = value(expected(variance, variance, refits), m_0)
    assert exact("sizes", "expected_variance", n=sizes or [1], **at) == within
    squares = [(n * k**2, WHOLE) for k in range(1, len(sizes) + 1)]
    found = exact("sizes", "quadratic_sizes", n=n, **at)
    assert found == value(expected(variance, variance, squares), m_0)
    assert found == exact("accumulate", "expected_variance", n=n, **at)
    if n > -v2:
        growing = [(n * k, WHOLE) for k in range(1, len(sizes) + 1)]
        found_growing = number("growing_sizes", "expected_variance", n=n, **at)
        true = value(expected(variance, variance, growing), m_0)
        assert found_growing == pytest.approx(float(true), rel=1e-11, abs=1e-11)


@given(n=st.integers(2, 50), t=st.integers(1, 400), a=st.fractions(Fraction(1, 20), 1, max_denominator=20))
def test_growing_samples_only_slow_it_down(n: int, t: int, a: Fraction) -> None:
    left = math.prod(1 - float(a) / (n * k) for k in range(1, t + 1))
    bound = number("growing_sizes", "upper_bound", n=n, t=t, a=a)
    assert left < bound < 1.2 * left
    assert number("growing_sizes", "product", n=n, t=t, v2=-a) == pytest.approx(left, rel=1e-11)


# The six families, by their densities -------------------------------------------------------------------


@cache
def binomial_outcomes(trials: int, points: int, successes: Fraction) -> dict[Fraction, Fraction]:
    """The law of the average of binomial draws with a given mean, in fractions."""
    p, draws = successes / trials, trials * points
    return {Fraction(k, points): math.comb(draws, k) * p**k * (1 - p) ** (draws - k) for k in range(draws + 1)}


@pytest.mark.parametrize(("trials", "points"), [(1, 1), (1, 2), (1, 4), (2, 3), (3, 2)])
@pytest.mark.parametrize("m_0", [Fraction(1, 3), Fraction(7, 8)])
def test_binomial_fits_one_outcome_at_a_time(trials: int, points: int, m_0: Fraction) -> None:
    chain = {m_0: Fraction(1)}
    for t in range(4):
        at = {"n": points, "t": t, "m_0": m_0, "v0": 0, "v1": 1, "v2": Fraction(-1, trials)}
        within = sum((p * (m - m**2 / trials) for m, p in chain.items()), Fraction(0))
        between = sum((p * (m - m_0) ** 2 for m, p in chain.items()), Fraction(0))
        assert exact("replace", "expected_variance", **at) == within
        assert exact("replace", "variance_of_mean", **at) == between
        moved: dict[Fraction, Fraction] = {}
        for m, p in chain.items():
            for after, q in binomial_outcomes(trials, points, m).items():
                moved[after] = moved.get(after, Fraction(0)) + p * q
        chain = moved


def density_moments(name: str, u: float, r: float) -> tuple[float, float]:
    """Mean and variance of a law from its probabilities or its density; r is N for the binomial."""
    with mpmath.workdps(30):
        r_ = mpmath.mpf(r)
        if name == "hyperbolic_secant":
            # r = 2: the density sech(pi x/2)/2 with itself is x/(2 sinh(pi x/2)) up to a factor; tilted by theta x.
            theta = mpmath.atan(u)

            def weight(x: mpmath.mpf) -> mpmath.mpf:
                return mpmath.exp(theta * x) * (x / mpmath.sinh(mpmath.pi * x / 2) if x else 2 / mpmath.pi)

            parts = [mpmath.quad(lambda x, k=k: weight(x) * x**k, [-200, -10, 0, 10, 200]) for k in range(3)]
        elif name == "gamma":
            parts = [
                mpmath.quad(lambda x, k=k: x ** (r_ - 1 + k) * mpmath.exp(-x / u), [0, 1, 10, 400]) for k in range(3)
            ]
        else:
            weights = {
                "Poisson": lambda x: mpmath.mpf(u) ** x / mpmath.factorial(x),
                "binomial": lambda x: mpmath.binomial(r, x) * mpmath.mpf(u) ** x if x <= r else mpmath.mpf(0),
                "negative_binomial": lambda x: mpmath.rf(r_, x) / mpmath.factorial(x) * mpmath.mpf(u) ** x,
            }[name]
            parts = [mpmath.fsum(weights(x) * mpmath.mpf(x) ** k for x in range(400)) for k in range(3)]
        mean = parts[1] / parts[0]
        return float(mean), float(parts[2] / parts[0] - mean**2)


@pytest.mark.parametrize(
    ("name", "u", "r"),
    [
        ("Poisson", 1.7, 1),
        ("binomial", 0.6, 3),
        ("gamma", 0.8, 2.5),
        ("negative_binomial", 0.4, 1.5),
        ("hyperbolic_secant", 0.7, 2),
    ],
)
def test_variance_functions_by_densities(name: str, u: float, r: float) -> None:
    mean, variance = density_moments(name, u, r)
    at = {"u": u, "r": r, "N": int(r)}
    assert number("variance_functions", f"variance_of_{name}", **at) == pytest.approx(variance, rel=1e-12)
    assert number("variance_functions", f"score_of_{name}", xbar=mean, **at) == pytest.approx(0, abs=1e-12)
    found = {
        "Poisson": mean,
        "binomial": mean - mean**2 / r,
        "gamma": mean**2 / r,
        "negative_binomial": mean + mean**2 / r,
        "hyperbolic_secant": r + mean**2 / r,
    }[name]
    assert found == pytest.approx(variance, rel=1e-12)


# Exponential fits: a chi-square variable on a grid ------------------------------------------------------


@pytest.mark.parametrize("n", [1, 2, 5])
def test_moments_of_exponential_fits(n: int) -> None:
    x, share = chi_square_grid(2 * n, -0.6)
    first = x / (2 * n)
    both = np.outer(first, first)
    for order in (Fraction(-1, 2), Fraction(1, 2), Fraction(1), Fraction(5, 2)):
        mean = float(share @ (3 * both) ** float(order) @ share)
        assert number("exponential", "moment", n=n, t=2, s=order, m_0=3) == pytest.approx(mean, rel=1e-8)
    assert number("exponential", "degrees_of_freedom", n=n) == pytest.approx(float(share @ x), rel=1e-10)
    variance = float(share @ (3 * both) ** 2 @ share) - 9
    assert number("exponential", "variance_of_mean", n=n, t=2, m_0=3) == pytest.approx(variance, rel=1e-8)
    logs = np.log(3 * both)
    level = float(share @ logs @ share)
    assert number("exponential_collapse", "expected_log_mean", n=n, t=2, m_0=3) == pytest.approx(level, rel=1e-8)
    spread = float(share @ (logs - level) ** 2 @ share)
    assert number("exponential_collapse", "variance_of_log_mean", n=n, t=2, m_0=3) == pytest.approx(spread, rel=1e-8)


@given(n=st.integers(1, 10**6))
def test_typical_exponential_fits_fall(n: int) -> None:
    with mpmath.workdps(40):
        drift = mpmath.digamma(n) - mpmath.log(n)
    assert number("exponential_collapse", "drift", n=n) == pytest.approx(float(drift), rel=1e-11)
    assert drift < 0
    limit = number("exponential_collapse", "drift_for_large_samples")
    assert n * drift == pytest.approx(limit, abs=0.1 / n)


def test_moments_that_do_not_exist_are_refused() -> None:
    with pytest.raises(ValueError, match="s > -n"):
        number("exponential", "moment", n=3, t=1, m_0=1, s=-3)


# Uniform fits: the largest draw, by its density --------------------------------------------------------


def after_two(n: int, of: Callable[[Array], Array]) -> float:
    """E of a function of theta_2/theta_0, a product of two largest draws with density n x^(n - 1).

    By Gauss and Legendre's rule in s, x = s^4: logarithms and inverse roots are then flat at 0.
    """
    nodes, weights = np.polynomial.legendre.leggauss(100)
    s = (nodes + 1) / 2
    largest, density = s**4, n * s ** (4 * (n - 1)) * 4 * s**3 * weights / 2
    return float(density @ of(np.outer(largest, largest)) @ density)


@pytest.mark.parametrize("n", [1, 2, 4])
def test_uniform_fits_by_the_density_of_the_largest_draw(n: int) -> None:
    at = {"n": n, "t": 2, "theta_0": 3}
    mean, square = after_two(n, lambda x: 3 * x), after_two(n, lambda x: 9 * x**2)
    level, log_square = after_two(n, lambda x: np.log(3 * x)), after_two(n, lambda x: np.log(3 * x) ** 2)
    for s in (Fraction(1, 2), Fraction(-1, 2)):
        root = after_two(n, lambda x, s=s: (3 * x) ** float(s))
        assert number("uniform", "moment", s=s, **at) == pytest.approx(root, rel=1e-9)
    assert number("uniform", "expected_end", **at) == pytest.approx(mean, rel=1e-11)
    assert number("uniform", "variance_of_end", **at) == pytest.approx(square - mean**2, rel=1e-11)
    assert number("uniform", "expected_log_end", **at) == pytest.approx(level, rel=1e-9)
    assert number("uniform", "variance_of_log_end", **at) == pytest.approx(log_square - level**2, rel=1e-9)


@given(n=st.integers(1, 60), t=st.integers(1, 40), x=st.fractions(Fraction(1, 100), Fraction(99, 100)))
def test_the_law_of_uniform_fits_is_an_incomplete_gamma_function(n: int, t: int, x: Fraction) -> None:
    with mpmath.workdps(30):
        level = -n * mpmath.log(mpmath.mpf(x.numerator) / x.denominator)
        tail = mpmath.gammainc(t, level, mpmath.inf, regularized=True)
        slope = -(level ** (t - 1)) * mpmath.exp(-level) / mpmath.gamma(t)
    assert number("uniform_law", "distribution", n=n, t=t, x=x) == pytest.approx(float(tail), rel=1e-11, abs=1e-300)
    y = Fraction(str(mpmath.nstr(level, 17)))
    assert number("uniform_law", "slope_of_tail", t=t, y=y) == pytest.approx(float(slope), rel=1e-9)


@given(n=st.integers(1, 30), t=st.integers(1, 30))
def test_the_law_has_the_moments(n: int, t: int) -> None:
    """E[theta_t] is the integral of P(theta_t > x) over x."""
    with mpmath.workdps(20):
        tail = mpmath.quad(
            lambda x: 1 - mpmath.gammainc(t, -n * mpmath.log(x), mpmath.inf, regularized=True), [0, 0.25, 0.5, 0.75, 1]
        )
    assert exact("uniform", "expected_end", n=n, t=t, theta_0=1) == pytest.approx(float(tail), rel=1e-6)


# Limits are approached, and theorems agree --------------------------------------------------------------


@pytest.mark.parametrize(("n", "a"), [(2, 1), (3, Fraction(1, 2)), (20, 1)])
def test_limits_are_approached(n: int, a: Fraction | int) -> None:
    law = {"n": n, "m_0": Fraction(1, 3), "v0": Fraction(1, 5), "v1": 1}
    far, scale = {**law, "t": 400}, float(Fraction(1, 5) + Fraction(1, 3))
    left = 2 * scale * math.exp(-400 * a / n)
    assert number("replace", "expected_variance", v2=-a, **far) == pytest.approx(0, abs=left)
    moved = number("replace", "limit_of_variance_of_mean", a=a, **law)
    assert number("replace", "variance_of_mean", v2=-a, **far) == pytest.approx(moved, abs=left / float(a))
    near = 2 / (n * 400) * scale
    for name, sign in (("limit_below_zero", -1), ("limit_above_zero", 1)):
        limit = number("accumulate", name, a=a, b=a, **law)
        assert number("accumulate", "expected_variance", v2=sign * a, **far) == pytest.approx(limit, abs=4 * near)
    basel = number("accumulate", "limit_of_variance_of_mean_at_zero", **law)
    assert number("accumulate", "variance_of_mean_at_zero", **far) == pytest.approx(basel, abs=near)
    assert basel == pytest.approx(math.pi**2 / 6 * scale / n)


def test_one_draw_per_generation_leaves_a_bernoulli_law_nothing() -> None:
    at = {"n": 1, "v0": 0, "v1": 1, "v2": -1, "m_0": Fraction(2, 5)}
    for module in ("replace", "accumulate"):
        assert exact(module, "expected_variance", t=1, **at) == 0
    almost = number("accumulate", "limit_below_zero", a=1 - Fraction(1, 10**9), n=1, v0=0, v1=1, m_0=Fraction(2, 5))
    assert 0 < almost < 1e-8


@given(n=st.integers(1, 10**6), t=st.integers(0, 50), m_0=st.fractions(Fraction(1, 9), 9))
def test_exponential_laws_are_a_case_of_all(n: int, t: int, m_0: Fraction) -> None:
    at = {"n": n, "t": t, "m_0": m_0, "v0": 0, "v1": 0, "v2": 1}
    spread = exact("exponential", "variance_of_mean", **at)
    assert spread == exact("replace", "variance_of_mean", **at)
    assert spread + m_0**2 == exact("replace", "expected_variance", **at)
    assert exact("exponential", "expected_mean", **at) == exact("replace", "expected_mean", **at) == m_0


@given(t=st.integers(0, 30), p=st.integers(1, 9), J=st.fractions(Fraction(1, 9), 9))
def test_maximum_likelihood_is_what_families_tend_to(t: int, p: int, J: Fraction) -> None:
    """n Var[m_t] at n = 10^9 for a family with V(m_0) = 1/J, the inverse information of its mean."""
    n = 10**9
    at = {"n": n, "t": t, "m_0": 0, "v0": 1 / J, "v1": Fraction(1, 3), "v2": Fraction(1, 2)}
    for module, family in (("maximum_likelihood", "replace"), ("maximum_likelihood_kept", "accumulate")):
        within = exact(family, "expected_variance", **at)
        between = (within - exact(family, "conservation", **at)) / at["v2"]
        assert number(module, "variance", t=t, J=J) == pytest.approx(float(n * between), rel=1e-7)
        assert exact(module, "divergence", t=t, p=p) == p * J * exact(module, "variance", t=t, J=J) / 2
    assert number("maximum_likelihood_kept", "efficiency") == pytest.approx(6 / math.pi**2)
    assert number("maximum_likelihood_kept", "variance", t=t, J=J) < number(
        "maximum_likelihood_kept", "limit_of_variance", J=J
    )


# What simulations record ---------------------------------------------------------------------------------

RECORDS = [
    pytest.param(module, record, id=f"{module}.{name}: {record.statistic} {record.at}")
    for module in CONTENTS["families"]
    for name, found in load(f"families.{module}").conclusions.items()
    for record in found.observed
    if record.kind == "mean" and record.process == "families" and record.statistic != "log_means"
]


@pytest.mark.parametrize(("module", "record"), RECORDS)
def test_recorded_statistics_vary_as_stated(module: str, record: Observed) -> None:
    """The bound on a variance holds, and not so loosely that a simulation needs a hundred times the draws."""
    at = {q.name: Fraction(x) for q, x in record.at.items()}
    variance, m_0 = [at["v0"], at["v1"], at["v2"]], at["m_0"]
    observable = {
        "means": [Fraction(0), Fraction(1)],
        "variances": variance,
        "squared_variances": times(variance, variance),
        "squared_drifts": squared_distance(m_0),
        "variances_less_drifts": added(variance, squared_distance(m_0), -at["v2"]),
    }[record.statistic]
    t = int(at["t"])
    if record.sequences:
        [given] = record.sequences.values()
        sizes = [int(size) for size in given[:t]]
    else:
        n = int(at["n"])
        sizes = [n * k if module == "growing_sizes" else n for k in range(1, t + 1)]
    refits = [(size, Fraction(1, k) if module == "accumulate" else WHOLE) for k, size in enumerate(sizes, start=1)]
    mean = value(expected(observable, variance, refits), m_0)
    square = value(expected(times(observable, observable), variance, refits), m_0)
    expression = record.variance
    bound = ClosedForm(expression, quantities_of(expression)).exact(
        **{q.name: at[q.name] for q in quantities_of(expression)}
    )
    assert bound is not None
    assert square - mean**2 <= bound <= 20 * (square - mean**2)
