"""The chapter on several dimensions: what it rests on, and its numbers by ways that know nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from checked_book import report_of
from gaussian_chains import chi_square_grid
from hypothesis import given
from hypothesis import strategies as st
from multivariate_chains import (
    Array,
    Matrix,
    Outcome,
    bootstrap_chain,
    determinant,
    normal_chain,
    symmetric_function,
    two_point_chain,
    word_chain,
)

from collapse_math.closed_forms import ClosedForm
from collapse_math.observed import Observed
from collapse_math.refuter import quantities_of
from collapse_math.results import Conclusion
from derivations import CONTENTS, load

# What the theorems rest on ----------------------------------------------------------------------------

MEAN = {"matching-moments", "fresh-randomness"}
REFIT = {"matching-moments", "independent-draws", "constant-size", "fixed-divisor"}
CHAIN = REFIT | {"replace", "fresh-randomness"}
NORMAL = CHAIN | {"gaussian-draws"}
TUPLES = {"averages over tuples of different draws"}
VOLUMES = TUPLES | {"determinants as mean squared volumes", "dimensions.lineages"}
INVERSE = {"chi-square law of an inverse covariance"}
CHI_SQUARE = {"Euler's integral for Gamma", "recurrence of gamma"}
BARTLETT = {"Bartlett's decomposition"} | CHI_SQUARE


def each(names: str, uses: set[str]) -> dict[str, set[str]]:
    """The same assumptions for several conclusions."""
    return dict.fromkeys(names.split(), uses)


PINS: dict[str, tuple[str, set[str], dict[str, set[str]]]] = {
    "covariance": (
        "proved",
        set(),
        each("expected_covariance covariance_of_means", CHAIN)
        | each("expected_covariance_for_divisor_n covariance_of_means_for_divisor_n", CHAIN)
        | each("expected_covariance_for_unbiased_divisor covariance_of_means_for_unbiased_divisor", CHAIN)
        | {"conservation_for_divisor_n": CHAIN, "expected_mean": MEAN},
    ),
    "conservation": ("proved", set(), each("conservation conservation_of_trace", MEAN | {"divisor-n"})),
    "inverse": (
        "axiom",
        INVERSE | CHI_SQUARE | {"z3"},
        each("expected_inverse expected_inverse_for_divisor_n expected_inverse_for_unbiased_divisor", NORMAL)
        | each("growth_for_divisor_n growth_for_unbiased_divisor", NORMAL)
        | {"degrees_of_freedom": REFIT | {"gaussian-draws"}},
    ),
    "lineages": (
        "proved",
        TUPLES,
        each("expected_diversity one_point two_points further_lineage", CHAIN - {"matching-moments", "fixed-divisor"})
        | {"share_apart": set()},
    ),
    "minors": (
        "proved",
        VOLUMES,
        each("expected_minor expected_symmetric_function expected_minor_of_two", CHAIN)
        | each("factor_for_divisor_n factor_for_unbiased_divisor factor_of_last_coordinate", CHAIN),
    ),
    "generalised_variance": (
        "solver-certified",
        VOLUMES | BARTLETT | {"dimensions.minors", "z3"},
        each("expected_determinant factor_beyond_the_mean_covariances upper_bound_of_that_factor", CHAIN)
        | each("lower_bound_of_that_factor decay_for_unbiased_divisor", CHAIN)
        | {"moment": NORMAL, "factor": set()},
    ),
}


@pytest.mark.parametrize("module", CONTENTS["dimensions"])
def test_what_it_rests_on(module: str) -> None:
    report = report_of(f"dimensions.{module}")
    grade, rests_on, uses = PINS[module]
    assert report.problems == []
    assert report.grade == grade
    assert set(report.rests_on) == rests_on
    assert {name: {a.key for a in used} for name, used in report.uses.items()} == uses


# Conclusions as numbers -------------------------------------------------------------------------------


def conclusion(module: str, name: str) -> Conclusion:
    return load(f"dimensions.{module}").conclusions[name]


def own(module: str, name: str, at: dict[str, object]) -> dict[str, object]:
    """Those of the values on which a conclusion depends."""
    names = {q.name for q in conclusion(module, name).parameters}
    return {key: value for key, value in at.items() if key in names}


def exact(module: str, name: str, **at: object) -> Fraction:
    value = conclusion(module, name).closed_form.exact(**own(module, name, at))
    assert value is not None
    return value


def number(module: str, name: str, **at: object) -> float:
    return float(conclusion(module, name).array(**own(module, name, at)))


def left_side(module: str, name: str, **at: object) -> float:
    """The left side of an inequality."""
    left = conclusion(module, name).fact.left
    assert left is not None
    return float(ClosedForm(left, quantities_of(left)).array(**at))


# Draws of any law: every outcome of a chain of two-point draws ---------------------------------------

ENTRIES = st.fractions(-2, 2, max_denominator=3)
SMALL = st.fractions(Fraction(1, 4), 4, max_denominator=6)


@st.composite
def covariances(draw: st.DrawFn, size: int) -> Matrix:
    """L diag(D) L' with any L and positive D."""
    lower = [[draw(ENTRIES) if j < i else Fraction(int(i == j)) for j in range(size)] for i in range(size)]
    spread = [draw(SMALL) for _ in range(size)]
    return tuple(
        tuple(sum((lower[i][k] * spread[k] * lower[j][k] for k in range(size)), Fraction(0)) for j in range(size))
        for i in range(size)
    )


def expected(chain: list[Outcome], of: Callable[[Outcome], Fraction]) -> Fraction:
    return sum((outcome[2] * of(outcome) for outcome in chain), Fraction(0))


@given(
    shape=st.sampled_from([(2, 0), (2, 1), (2, 2), (3, 1), (4, 1)]),
    covariance=covariances(2),
    skew=SMALL,
    divisor=st.sampled_from(["n", "n-1"]) | SMALL,
)
def test_two_moments_are_enough(
    shape: tuple[int, int], covariance: Matrix, skew: Fraction, divisor: str | Fraction
) -> None:
    n, t = shape
    c = {"n": Fraction(n), "n-1": Fraction(n - 1)}.get(str(divisor), divisor)
    mean = (Fraction(1), Fraction(-2))
    chain = list(two_point_chain(mean, covariance, skew, n, Fraction(c), t))
    assert expected(chain, lambda _: Fraction(1)) == 1
    at = {"n": n, "t": t, "c": c, "m_0": 1, "q_0": -2}
    at |= {"v_0": covariance[0][0], "w_0": covariance[1][1], "r_0": covariance[0][1]}
    within = expected(chain, lambda o: o[1][0][1])
    between = expected(chain, lambda o: (o[0][0] - 1) * (o[0][1] + 2))
    assert exact("covariance", "expected_covariance", **at) == within
    assert exact("covariance", "expected_mean", **at) == expected(chain, lambda o: o[0][0])
    assert exact("covariance", "covariance_of_means", **at) == between
    kind = {"n": "divisor_n", "n-1": "unbiased_divisor"}.get(str(divisor))
    if kind is not None:
        assert exact("covariance", f"expected_covariance_for_{kind}", **at) == within
        assert exact("covariance", f"covariance_of_means_for_{kind}", **at) == between
    if kind == "divisor_n":
        assert exact("conservation", "conservation", **at) == within + between == covariance[0][1]
        assert exact("covariance", "conservation_for_divisor_n", **at) == covariance[0][1]
        trace = covariance[0][0] + covariance[1][1]
        kept = expected(chain, lambda o: o[1][0][0] + o[1][1][1] + (o[0][0] - 1) ** 2 + (o[0][1] + 2) ** 2)
        assert exact("conservation", "conservation_of_trace", trace_0=trace) == kept == trace
    volume = expected(chain, lambda o: determinant(o[1]))
    at |= {"k": 2, "D_0": determinant(covariance)}
    assert exact("minors", "expected_minor", **at) == exact("minors", "expected_minor_of_two", **at) == volume
    if n > 2:
        assert exact("generalised_variance", "expected_determinant", **at) == volume


@given(covariance=covariances(3), skew=SMALL, points=st.integers(2, 4), divisor=SMALL)
def test_minors_of_every_size(covariance: Matrix, skew: Fraction, points: int, divisor: Fraction) -> None:
    """The symmetric functions of three eigenvalues, also where there are too few points for a volume."""
    chain = list(two_point_chain((Fraction(0),) * 3, covariance, skew, points, divisor, 1))
    for k in (1, 2, 3):
        after = expected(chain, lambda o, k=k: symmetric_function(o[1], k))
        at = {"n": points, "k": k, "t": 1, "c": divisor, "e_0": symmetric_function(covariance, k)}
        assert exact("minors", "expected_symmetric_function", **at) == after
        assert (after == 0) == (k >= points)
        corner = expected(chain, lambda o, k=k: determinant(tuple(row[:k] for row in o[1][:k])))
        at["D_0"] = determinant(tuple(row[:k] for row in covariance[:k]))
        assert exact("minors", "expected_minor", **at) == corner


POINTS = st.lists(st.tuples(ENTRIES, ENTRIES), min_size=3, max_size=4)


@given(points=POINTS, t=st.integers(0, 2))
def test_resampling_the_data_is_the_law_of_three_lineages(points: list[tuple[Fraction, Fraction]], t: int) -> None:
    """Draws with replacement from the last points have their covariances, with divisor n."""
    n = len(points)
    t = min(t, 1) if n == 4 else t
    start = next(bootstrap_chain(tuple(points), 0))
    after = expected(list(bootstrap_chain(tuple(points), t)), lambda o: determinant(o[1]))
    at = {"n": n, "t": t, "c": n, "k": 2, "K": 3, "D_0": determinant(start[1])}
    assert exact("minors", "expected_minor", **at) == after
    assert exact("lineages", "expected_diversity", **at) == after


@given(
    weights=st.lists(st.integers(1, 5), min_size=2, max_size=4),
    shape=st.sampled_from([(2, 1), (2, 3), (3, 2), (4, 1), (5, 1)]),
)
def test_words_are_the_same_law(weights: list[int], shape: tuple[int, int]) -> None:
    """e_K of the frequencies of words, 1/K! times the chance that K words differ, obeys the law of K lineages."""
    n, t = shape
    start = tuple(Fraction(w, sum(weights)) for w in weights)
    chain = list(word_chain(start, n, t))
    assert sum(p for _, p in chain) == 1
    for k in range(1, len(weights) + 1):
        before, after = diversity(start, k), sum((p * diversity(table, k) for table, p in chain), Fraction(0))
        assert exact("lineages", "expected_diversity", n=n, t=t, K=k, D_0=before) == after


def diversity(frequencies: tuple[Fraction, ...], order: int) -> Fraction:
    """The elementary symmetric function of the frequencies."""
    size = len(frequencies)
    diagonal = tuple(tuple(frequencies[i] if i == j else Fraction(0) for j in range(size)) for i in range(size))
    return symmetric_function(diagonal, order)


@given(n=st.integers(2, 40), lineages=st.integers(1, 45), t=st.integers(0, 5), start=SMALL)
def test_lineages_stay_apart(n: int, lineages: int, t: int, start: Fraction) -> None:
    """The chance that K choices among n differ, by counting; minors with divisor n follow it with K = k + 1."""
    apart = Fraction(1)
    for taken in range(lineages):
        apart *= Fraction(max(n - taken, 0), n)
    at = {"n": n, "K": lineages, "t": t, "D_0": start}
    assert exact("lineages", "share_apart", **at) == apart
    assert exact("lineages", "expected_diversity", **at) == apart**t * start
    further = exact("lineages", "further_lineage", **at)
    assert further == exact("lineages", "share_apart", n=n, K=lineages + 1)
    assert exact("lineages", "one_point", **at) == start
    assert exact("lineages", "two_points", **at) == (1 - Fraction(1, n)) ** t * start
    if lineages >= 2:
        at["k"] = lineages - 1
        assert exact("minors", "factor_for_divisor_n", **at) == apart
        assert exact("minors", "expected_minor", c=n, **at) == apart**t * start
        unbiased = exact("minors", "factor_for_unbiased_divisor", **at)
        assert unbiased == apart * Fraction(n, n - 1) ** (lineages - 1)
        assert exact("minors", "factor_of_last_coordinate", c=n, **at) == apart


# Normal draws: exact nodes in the plane, and factor by factor for determinants ----------------------------


@cache
def nodes(n: int, divisor: float, t: int, drifts: int = 1) -> tuple[Array, Array, Array]:
    return normal_chain(n, divisor, t, drifts)


# What a run records of the first two coordinates, for the truth with variances 2 and 3 and covariance 1.
ROOT = np.linalg.cholesky(np.array([[2.0, 1.0], [1.0, 3.0]]))
STATISTICS: dict[str, Callable[[Array, Array], Array]] = {
    "means": lambda drift, matrix: 1 + drift[:, 0],
    "variances": lambda drift, matrix: matrix[:, 0, 0],
    "covariances": lambda drift, matrix: matrix[:, 0, 1],
    "products_of_drifts": lambda drift, matrix: drift[:, 0] * drift[:, 1],
    "products_of_draws": lambda drift, matrix: matrix[:, 0, 1] + drift[:, 0] * drift[:, 1],
    "determinants_of_two": lambda drift, matrix: np.linalg.det(matrix),
    "determinants": lambda drift, matrix: np.linalg.det(matrix),
}
RECORDS = [
    pytest.param(module, name, record, id=f"{module}.{name}.{place}")
    for module in CONTENTS["dimensions"]
    for name, found in load(f"dimensions.{module}").conclusions.items()
    for place, record in enumerate(found.observed)
    if record.kind == "mean" and record.statistic in STATISTICS
]


@pytest.mark.parametrize(("module", "name", "record"), RECORDS)
def test_expectations_over_all_nodes(module: str, name: str, record: Observed) -> None:
    """At the parameters of the record the mean is right and its variance bounded, but not too loosely."""
    at = {quantity.name: value for quantity, value in record.at.items()}
    if record.statistic == "determinants" and at["d"] != 2:
        return
    drifts = 3 if "drift" in record.statistic or "draws" in record.statistic or record.statistic == "means" else 1
    drift, matrix, probability = nodes(int(at["n"]), float(at.get("c", at["n"])), int(at["t"]), drifts)
    values = STATISTICS[record.statistic](drift @ ROOT.T, ROOT @ matrix @ ROOT.T)
    mean = float(probability @ values)
    variance = float(probability @ (values - mean) ** 2)
    assert number(module, name, **at) == pytest.approx(mean, rel=1e-9)
    assert record.variance is not None
    bound = ClosedForm(record.variance, quantities_of(record.variance))
    stated = float(bound.array(**{q.name: at[q.name] for q in bound.parameters}))
    assert variance * (1 - 1e-9) <= stated <= 20 * variance


def grid_mean(degrees: float, of: Callable[[Array], Array], lowest_order: float = 0.0) -> float:
    values, share = chi_square_grid(degrees, lowest_order)
    return float(share @ of(values))


@pytest.mark.parametrize(("n", "k", "c"), [(3, 2, 3.0), (6, 3, 5.0), (9, 5, 4.5)])
@pytest.mark.parametrize("s", [Fraction(1, 2), Fraction(-1, 4), Fraction(1), Fraction(5, 2)])
def test_moments_of_determinants_factor_by_factor(n: int, k: int, c: float, s: Fraction) -> None:
    power = float(s)
    factors = [grid_mean(n - i, lambda x: x**power, min(power, 0)) / c**power for i in range(1, k + 1)]
    at = {"n": n, "k": k, "c": Fraction(c), "s": s, "t": 2, "D_0": 3}
    assert number("generalised_variance", "moment", **at) == pytest.approx(
        float(np.prod(factors)) ** 2 * 3**power, rel=1e-8
    )


@given(n=st.integers(3, 60), data=st.data())
def test_determinants_fall_faster_than_the_mean_covariances(n: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(2, n - 1))
    at = {"n": n, "k": k, "c": Fraction(7, 2), "t": 3, "D_0": 2}
    extra = Fraction(1)
    for i in range(1, k + 1):
        extra *= Fraction(n - i, n - 1)
    module = "generalised_variance"
    assert 0 < extra <= exact(module, "upper_bound_of_that_factor", **at) < 1
    factor = number(module, "factor", **at)
    assert factor == pytest.approx(float(exact(module, "factor_beyond_the_mean_covariances", **at)), rel=1e-9)
    assert exact(module, "factor_beyond_the_mean_covariances", **at) == extra * Fraction(2 * (n - 1), 7) ** k
    assert exact(module, "expected_determinant", **at | {"c": n - 1}) == extra**3 * 2
    assert extra**3 * 2 <= exact(module, "decay_for_unbiased_divisor", **at) < 2


@pytest.mark.parametrize(("n", "d", "c"), [(4, 1, 4.0), (7, 2, 6.0), (9, 4, 9.0)])
def test_the_inverse_along_a_vector(n: int, d: int, c: float) -> None:
    growth = c * grid_mean(n - d, lambda x: 1 / x, -1)
    at = {"n": n, "d": d, "c": Fraction(c), "t": 2, "u_0": 3}
    assert number("inverse", "expected_inverse", **at) == pytest.approx(3 * growth**2, rel=1e-8)
    assert exact("inverse", "degrees_of_freedom", **at) == n - d
    kind = "divisor_n" if c == n else "unbiased_divisor"
    assert number("inverse", f"expected_inverse_for_{kind}", **at) == pytest.approx(3 * growth**2, rel=1e-8)
    assert left_side("inverse", f"growth_for_{kind}", n=n, d=d) == pytest.approx(growth, rel=1e-8)


def test_the_inverse_in_the_plane_by_its_entries() -> None:
    """The inverse of a triangle (a, 0; b, e): its first entry is (b^2 + e^2)/(a e)^2, its other (a/(a e))^2."""
    n, c = 8, 7.0
    mean_of_inverse = [grid_mean(n - i, lambda x: 1 / x, -1) for i in (1, 2)]
    first = c * (mean_of_inverse[0] * mean_of_inverse[1] + mean_of_inverse[0])
    second = c * mean_of_inverse[1]
    at = {"n": n, "d": 2, "c": 7, "t": 1, "u_0": 1}
    assert number("inverse", "expected_inverse", **at) == pytest.approx(first, rel=1e-8)
    assert number("inverse", "expected_inverse", **at) == pytest.approx(second, rel=1e-8)


@pytest.mark.parametrize("n", [3, 4])
def test_an_inverse_without_a_mean_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match="for n <= d \\+ 2 the expectation is infinite"):
        number("inverse", "expected_inverse", n=n, d=2, c=n, t=1, u_0=1)
