"""The chapter on several dimensions: what it rests on, and its numbers by ways that know nothing of it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from fractions import Fraction
from functools import cache

import mpmath
import numpy as np
import pytest
import scipy.stats
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
from collapse_math.configuration import arguments_of, settings_of
from collapse_math.derivation import Theorem
from collapse_math.observed import Observed
from collapse_math.processes import MultivariateChain
from collapse_math.refuter import quantities_of
from collapse_math.results import Conclusion
from collapse_math.verdict import RobustMean
from derivations import CONTENTS, load

# What the theorems rest on ----------------------------------------------------------------------------

MEAN = {"matching-moments", "fresh-randomness"}
REFIT = {"matching-moments", "independent-draws", "constant-size", "fixed-divisor"}
CHAIN = REFIT | {"replace", "fresh-randomness"}
NORMAL = CHAIN | {"gaussian-draws"}
ONE_NORMAL = REFIT | {"gaussian-draws"}
BY_N = CHAIN - {"fixed-divisor"} | {"divisor-n"}
KEPT = CHAIN - {"fixed-divisor", "replace"} | {"divisor-n", "accumulate"}
TUPLES = {"averages over tuples of different draws"}
VOLUMES = TUPLES | {"determinants as mean squared volumes", "dimensions.lineages"}
INVERSE = {"chi-square law of an inverse covariance"}
CHI_SQUARE = {"Euler's integral for Gamma", "recurrence of gamma"}
BARTLETT = {"Bartlett's decomposition"} | CHI_SQUARE
BELOW_LOG = {"psi(z) < log z - 1/(2z)", "log x <= x - 1", "z3"}
ABOVE_LOG = {"psi(z) > log z - 1/(2z) - 1/(12z^2)"}
WALK = {"strong law of large numbers", "Bartlett's decomposition", "Euler's integral for Gamma"} | BELOW_LOG
GEOMETRIC = {"r^t -> 0 for |r| < 1"}
LOG = NORMAL - {"fresh-randomness"}


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
        | each("expected_squared_distance_of_means", CHAIN)
        | {"expected_squared_distance_of_means_for_unbiased_divisor": CHAIN}
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
        | each("factor_for_divisor_n factor_for_unbiased_divisor", CHAIN)
        | {"factor_of_last_coordinate": set()},
    ),
    "generalised_variance": (
        "solver-certified",
        VOLUMES | BARTLETT | {"dimensions.minors", "z3"},
        each("expected_determinant factor_beyond_the_mean_covariances upper_bound_of_that_factor", CHAIN)
        | each("lower_bound_of_that_factor decay_for_unbiased_divisor", CHAIN)
        | {"moment": NORMAL, "factor": set()},
    ),
    "second_moments": (
        "proved",
        VOLUMES | GEOMETRIC | {"dimensions.minors"},
        each("mean_squared_trace mean_trace_of_square growing_part decaying_part limit_of_ratio", NORMAL)
        | each("growth_for_unbiased_divisor decay_for_unbiased_divisor", REFIT | {"gaussian-draws"}),
    ),
    "log_volume": (
        "axiom",
        WALK | CHI_SQUARE,
        each("expected_log_determinant expected_entropy", LOG)
        | each("variance_of_log_determinant rate collapse_for_unbiased_divisor", NORMAL)
        | {"rate_for_divisor_n_is_negative": set()},
    ),
    "spectrum": (
        "axiom",
        WALK | ABOVE_LOG | {"Newman's theorem on Lyapunov exponents"},
        each("rate_of_eigenvalue rate_of_largest_eigenvalue rate_of_ratio", NORMAL)
        | each("lower_bound_of_rate_of_ratio ratio_grows", NORMAL),
    ),
    "rank": (
        "axiom",
        VOLUMES
        | WALK
        | CHI_SQUARE
        | {"points of a normal law in general position", "dimensions.minors", "dimensions.log_volume"},
        {
            "rank": {"independent-draws", "matching-moments", "gaussian-draws", "replace"},
            "volume_of_n_coordinates": REFIT,
            "log_volume_of_fewer": LOG,
        },
    ),
    "divergence": (
        "axiom",
        WALK | CHI_SQUARE | {"dimensions.covariance", "dimensions.log_volume"},
        each("expected_divergence expected_divergence_for_divisor_n pace_for_divisor_n", NORMAL)
        | {"expected_divergence_for_unbiased_divisor": NORMAL},
    ),
    "divergence_of_truth": (
        "axiom",
        WALK
        | INVERSE
        | CHI_SQUARE
        | GEOMETRIC
        | {"t r^t -> 0 for |r| < 1", "dimensions.inverse", "dimensions.log_volume"},
        each("expected_divergence_for_divisor_n expected_divergence_for_unbiased_divisor", NORMAL)
        | each("expected_distance_of_means_for_divisor_n expected_distance_of_means_for_unbiased_divisor", NORMAL)
        | {"pace_for_divisor_n": NORMAL},
    ),
    "wasserstein": (
        "axiom",
        VOLUMES
        | CHI_SQUARE
        | {"law of the sphericity ratio in the plane", "Euler's integral for 2F1"}
        | {"2-Wasserstein distance of normal laws in several dimensions"}
        | {"dimensions.covariance", "dimensions.minors"},
        each("expected_squared_distance expected_squared_distance_for_unbiased_divisor", ONE_NORMAL)
        | {"expected_trace_of_root": ONE_NORMAL},
    ),
    "wasserstein_limit": (
        "axiom",
        GEOMETRIC
        | {"z3", "the overlap of normal laws is not negative", "the overlap of normal laws by Cauchy and Jensen"},
        {"lower_bound": BY_N, "limit": BY_N, "upper_bound": BY_N},
    ),
    "accumulate": (
        "solver-certified",
        {"z3", "Euler's sine product"},
        each("expected_covariance covariance_of_means conservation expected_minor_of_two", KEPT)
        | each("expected_symmetric_function limit_of_expected_covariance limit_of_covariance_of_means", KEPT)
        | {"share_of_triples": KEPT - {"accumulate", "fresh-randomness"}},
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
    form = ClosedForm(left, quantities_of(left))
    return float(form.array(**{q.name: at[q.name] for q in form.parameters}))


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
        moved = expected(chain, lambda o: (o[0][0] - 1) ** 2 + (o[0][1] + 2) ** 2)
        assert exact("covariance", "expected_squared_distance_of_means", trace_0=trace, **at) == moved
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


@given(shape=st.sampled_from([(2, 0), (2, 1), (2, 2), (3, 1), (3, 2)]), covariance=covariances(2), skew=SMALL)
def test_all_points_kept(shape: tuple[int, int], covariance: Matrix, skew: Fraction) -> None:
    n, t = shape
    chain = list(two_point_chain((Fraction(1), Fraction(-2)), covariance, skew, n, None, t))
    within = expected(chain, lambda o: o[1][0][1])
    between = expected(chain, lambda o: (o[0][0] - 1) * (o[0][1] + 2))
    at = {"n": n, "t": t, "v_0": covariance[0][0], "w_0": covariance[1][1], "r_0": covariance[0][1]}
    assert exact("accumulate", "expected_covariance", **at) == within
    assert exact("accumulate", "covariance_of_means", **at) == between
    assert exact("accumulate", "conservation", **at) == within + between == covariance[0][1]
    volume = expected(chain, lambda o: determinant(o[1]))
    assert exact("accumulate", "expected_minor_of_two", **at) == volume
    assert exact("accumulate", "expected_symmetric_function", e_0=determinant(covariance), **at) == volume


@given(n=st.integers(2, 30), t=st.integers(0, 30), v=SMALL)
def test_kept_points_in_one_dimension_and_in_triples(n: int, t: int, v: Fraction) -> None:
    at = {"n": n, "t": t, "r_0": v, "m_0": 0, "v_0": v}
    line = load("memory.accumulate").conclusions
    for name, other in (("expected_covariance", "expected_variance"), ("covariance_of_means", "variance_of_mean")):
        names = {q.name for q in line[other].parameters}
        known = line[other].closed_form.exact(**{key: value for key, value in at.items() if key in names})
        assert exact("accumulate", name, **at) == known
    pool = n * (t + 1)
    assert exact("accumulate", "share_of_triples", **at) == Fraction(pool**3 - 3 * n * pool + 2 * n, pool**3)


def test_triples_by_listing_them() -> None:
    for n, t in ((2, 0), (2, 1), (3, 1)):
        pool = n * (t + 1)
        # The new points are the last n.
        repeats = [
            any(a == b >= pool - n for a, b in itertools.combinations(triple, 2))
            for triple in itertools.product(range(pool), repeat=3)
        ]
        share = Fraction(repeats.count(False), pool**3)
        assert exact("accumulate", "share_of_triples", n=n, t=t) == share


@pytest.mark.parametrize("n", [2, 3, 10])
def test_what_is_left_of_kept_points(n: int) -> None:
    sinc = np.sinc(1 / np.sqrt(n))
    at = {"n": n, "r_0": 3}
    assert number("accumulate", "limit_of_expected_covariance", **at) == pytest.approx(3 * sinc, rel=1e-12)
    assert number("accumulate", "limit_of_covariance_of_means", **at) == pytest.approx(3 * (1 - sinc), rel=1e-12)
    late = number("accumulate", "expected_covariance", t=5000, **at)
    assert late == pytest.approx(3 * sinc, rel=1e-3)


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
    "squared_traces": lambda drift, matrix: np.trace(matrix, axis1=1, axis2=2) ** 2,
    "traces_of_squares": lambda drift, matrix: (matrix**2).sum(axis=(1, 2)),
}
IN_THE_PLANE = {"T_0": 25, "Q_0": 15}  # traces of the truth without its third coordinate
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
    if "traces" in record.statistic:
        at |= IN_THE_PLANE
    if module == "accumulate":  # held against a long run below
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


# Second moments by Isserlis' rule, logarithms by quadrature, rates by long runs ------------------------------


def pairings(indices: list[tuple[int, int]], covariance: Matrix) -> Fraction:
    """E of a product of normal draws of mean 0, each given by its point and its coordinate (Isserlis)."""
    if not indices:
        return Fraction(1)
    (point, coordinate), rest = indices[0], indices[1:]
    return sum(
        (
            covariance[coordinate][other] * pairings(rest[:place] + rest[place + 1 :], covariance)
            for place, (partner, other) in enumerate(rest)
            if partner == point
        ),
        Fraction(0),
    )


def product_of_entries(n: int, one: tuple[int, int], other: tuple[int, int], covariance: Matrix) -> Fraction:
    """E of the product of two entries of the sums of products about the average, all points written out."""
    total = Fraction(0)
    for i, j, k, m in itertools.product(range(n), repeat=4):
        weight = (Fraction(int(i == j)) - Fraction(1, n)) * (Fraction(int(k == m)) - Fraction(1, n))
        total += weight * pairings([(i, one[0]), (j, one[1]), (k, other[0]), (m, other[1])], covariance)
    return total


@given(n=st.integers(2, 4), covariance=covariances(2), c=SMALL)
def test_second_moments_of_one_refit_by_isserlis(n: int, covariance: Matrix, c: Fraction) -> None:
    places = list(itertools.product(range(2), repeat=2))
    squared = sum(product_of_entries(n, (i, i), (j, j), covariance) for i, j in places) / c**2
    of_square = sum(product_of_entries(n, (i, j), (i, j), covariance) for i, j in places) / c**2
    trace, square = sum(covariance[i][i] for i in range(2)), sum(covariance[i][j] ** 2 for i, j in places)
    at = {"n": n, "t": 1, "c": c, "T_0": trace**2, "Q_0": square}
    assert exact("second_moments", "mean_squared_trace", **at) == squared
    assert exact("second_moments", "mean_trace_of_square", **at) == of_square
    assert exact("second_moments", "growing_part", **at) == squared + 2 * of_square
    assert exact("second_moments", "decaying_part", **at) == squared - of_square


def test_the_mean_spectrum_becomes_that_of_rank_one() -> None:
    """In five dimensions T/Q starts at 5; it comes near 1 at the rate ((n-2)/(n+1))^t, for every divisor."""
    for c in (6, 5):
        at = {"n": 6, "c": c, "T_0": 25, "Q_0": 5}
        ratios = [
            exact("second_moments", "mean_squared_trace", t=t, **at)
            / exact("second_moments", "mean_trace_of_square", t=t, **at)
            for t in (0, 20, 21)
        ]
        assert ratios[0] == 5
        assert float((ratios[2] - 1) / (ratios[1] - 1)) == pytest.approx(4 / 7, rel=1e-4)
    assert exact("second_moments", "limit_of_ratio") == 1
    assert exact("second_moments", "growth_for_unbiased_divisor", n=6) == Fraction(7, 5)
    assert exact("second_moments", "decay_for_unbiased_divisor", n=6) == Fraction(4, 5)


@given(n=st.integers(2, 50), t=st.integers(0, 20), v=SMALL)
def test_in_one_dimension_both_traces_are_the_square_of_the_variance(n: int, t: int, v: Fraction) -> None:
    at = {"n": n, "t": t, "c": n, "T_0": v**2, "Q_0": v**2}
    square = load("gaussian.moment_growth").conclusions["mean_square_for_divisor_n"].closed_form
    assert exact("second_moments", "mean_squared_trace", **at) == square.exact(n=n, t=t, v_0=v)
    assert exact("second_moments", "mean_trace_of_square", **at) == square.exact(n=n, t=t, v_0=v)


@pytest.mark.parametrize(("n", "k", "c"), [(2, 1, 2.0), (5, 3, 4.0), (9, 8, 9.0)])
def test_logarithms_of_determinants_factor_by_factor(n: int, k: int, c: float) -> None:
    means = [grid_mean(n - i, lambda x: np.log(x / c)) for i in range(1, k + 1)]
    squares = [grid_mean(n - i, lambda x: np.log(x / c) ** 2) for i in range(1, k + 1)]
    at = {"n": n, "k": k, "c": Fraction(c), "t": 3, "D_0": 2}
    level = np.log(2) + 3 * sum(means)
    spread = 3 * sum(square - mean**2 for square, mean in zip(squares, means, strict=True))
    assert number("log_volume", "expected_log_determinant", **at) == pytest.approx(level, rel=1e-8)
    assert number("log_volume", "variance_of_log_determinant", **at) == pytest.approx(spread, rel=1e-8)
    assert number("log_volume", "rate", **at) == pytest.approx(sum(means), rel=1e-8)
    entropy = (k * np.log(2 * np.pi * np.e) + level) / 2
    assert number("log_volume", "expected_entropy", **at) == pytest.approx(entropy, rel=1e-8)
    if c == n - 1:
        assert left_side("log_volume", "collapse_for_unbiased_divisor", **at) == pytest.approx(sum(means), rel=1e-8)
    if c == n:
        negative = left_side("log_volume", "rate_for_divisor_n_is_negative", **at)
        assert negative == pytest.approx(sum(means), rel=1e-8)


@given(n=st.integers(2, 10**4), t=st.integers(0, 100), c=SMALL, v=SMALL)
def test_one_dimension_is_the_gaussian_chain(n: int, t: int, c: Fraction, v: Fraction) -> None:
    line = load("gaussian.general_divisor").conclusions
    at = {"n": n, "t": t, "c": c}
    found = number("log_volume", "expected_log_determinant", k=1, D_0=v, **at)
    assert found == pytest.approx(float(line["expected_log_variance"].array(v_0=v, **at)), rel=1e-9, abs=1e-9)
    assert exact("covariance", "expected_covariance", r_0=v, **at) == line["expected_variance"].closed_form.exact(
        v_0=v, **at
    )
    for module, unbiased in (("divergence", False), ("divergence_unbiased", True)):
        kind = "unbiased_divisor" if unbiased else "divisor_n"
        conclusions = load(f"gaussian.{module}").conclusions
        found = number("divergence", f"expected_divergence_for_{kind}", n=n, d=1, t=t)
        wanted = conclusions["expected_divergence_of_fit_from_truth"].array(n=n, t=t)
        assert found == pytest.approx(float(wanted), rel=1e-8, abs=1e-8)
        if n >= 4:
            found = number("divergence_of_truth", f"expected_divergence_for_{kind}", n=n, d=1, t=t)
            wanted = conclusions["expected_divergence_of_truth_from_fit"].array(n=n, t=t)
            assert found == pytest.approx(float(wanted), rel=1e-8, abs=1e-8)


@pytest.mark.parametrize("n", [4, 7])
@pytest.mark.parametrize("c", ["n", "n-1"])
def test_divergences_of_one_refit_in_the_plane(n: int, c: str) -> None:
    """Over all triangles (a, 0; b, e)/sqrt(c) and means (z_1, z_2)/sqrt(n): of b and z only mean squares count."""
    divisor = {"n": n, "n-1": n - 1}[c]
    trace = sum(grid_mean(n - i, lambda x: x) for i in (1, 2)) / divisor + 1 / divisor
    logs = sum(grid_mean(n - i, lambda x: np.log(x / divisor)) for i in (1, 2))
    kind = {"n": "divisor_n", "n-1": "unbiased_divisor"}[c]
    forward = (trace + 2 / n - 2 - logs) / 2
    assert number("divergence", f"expected_divergence_for_{kind}", n=n, d=2, t=1) == pytest.approx(forward, rel=1e-8)
    assert number("divergence", "expected_divergence", n=n, d=2, t=1, c=divisor) == pytest.approx(forward, rel=1e-8)
    if n > 4:
        # Of the inverse of a random triangle, the entries (b^2 + e^2)/(a e)^2 and 1/e^2, times c.
        inverse_a, inverse_e = (grid_mean(n - i, lambda x: 1 / x, -1) for i in (1, 2))
        spread = divisor * (inverse_a * inverse_e + inverse_a + inverse_e)
        reverse = (spread * (1 + 1 / n) - 2 + logs) / 2
        found = number("divergence_of_truth", f"expected_divergence_for_{kind}", n=n, d=2, t=1)
        assert found == pytest.approx(reverse, rel=1e-8)
        distance = number("divergence_of_truth", f"expected_distance_of_means_for_{kind}", n=n, d=2, t=1)
        assert distance == pytest.approx(spread / n, rel=1e-8)


@given(n=st.integers(6, 500), data=st.data(), t=st.integers(0, 20))
def test_divergences_as_sums_over_refits(n: int, data: st.DataObject, t: int) -> None:
    d = data.draw(st.integers(1, min(n - 3, 12)))
    for kind, c in (("divisor_n", n), ("unbiased_divisor", n - 1)):
        h = Fraction(c, n - d - 2)
        fall = number("log_volume", "expected_log_determinant", n=n, k=d, c=c, t=t, D_0=1)
        drift = Fraction(d, n) * sum((h**j for j in range(1, t + 1)), Fraction(0))
        name = f"expected_distance_of_means_for_{kind}"
        assert exact("divergence_of_truth", name, n=n, d=d, t=t) == drift
        found = number("divergence_of_truth", f"expected_divergence_for_{kind}", n=n, d=d, t=t)
        assert found == pytest.approx((float(d * h**t + drift - d) + fall) / 2, rel=1e-8, abs=1e-8)
        kept = Fraction(n - 1, c)
        spread = float(d * (kept**t - 1) + Fraction(d, n) * sum((kept**j for j in range(t)), Fraction(0)))
        forward = number("divergence", f"expected_divergence_for_{kind}", n=n, d=d, t=t)
        assert forward == pytest.approx((spread - fall) / 2, rel=1e-8, abs=1e-8)
        assert number("divergence", "expected_divergence", n=n, d=d, t=t, c=c) == pytest.approx(
            forward, rel=1e-8, abs=1e-8
        )
    assert left_side("divergence", "pace_for_divisor_n", n=n, d=d) > 0


def test_the_divergence_of_the_truth_in_units_of_its_growth() -> None:
    for d in (1, 2, 5):
        n = d + 8
        scaled = number("divergence_of_truth", "expected_divergence_for_divisor_n", n=n, d=d, t=150)
        scaled /= float(Fraction(n, n - d - 2) ** 150)
        limit = number("divergence_of_truth", "pace_for_divisor_n", d=d)
        assert scaled == pytest.approx(limit, rel=1e-6)
        assert limit == pytest.approx(d * (d + 3) / (2 * (d + 2)))


def test_divergences_from_the_definition() -> None:
    """The mean of log(p/q) over draws from p, by Gauss nodes, which are exact for a quadratic form."""
    run = MultivariateChain(5, 2, 2, 6, (1.0, -2.0), ((2.0, 1.0), (1.0, 3.0))).run(np.random.default_rng(3))
    z, share = np.polynomial.hermite_e.hermegauss(3)
    grid = np.array(list(itertools.product(z, z)))
    weight = np.outer(share, share).ravel() / share.sum() ** 2
    truth = scipy.stats.multivariate_normal(run.chain.centre, run.chain.truth)
    for c in range(6):
        fit = scipy.stats.multivariate_normal(run.locations[2, c], run.matrices[2, c])
        for p, q, found in (
            (fit, truth, run.divergences_of_fit_from_truth),
            (truth, fit, run.divergences_of_truth_from_fit),
        ):
            draws = p.mean + grid @ np.linalg.cholesky(p.cov).T
            assert found[2, c] == pytest.approx(float(weight @ (p.logpdf(draws) - q.logpdf(draws))), rel=1e-9)


BY_LONG_RUNS = [
    pytest.param(load(f"dimensions.{module}"), record, id=f"{module}.{record.statistic}")
    for module in CONTENTS["dimensions"]
    for found in load(f"dimensions.{module}").conclusions.values()
    for record in found.observed
    if record.kind == "mean" and (record.statistic not in STATISTICS or module == "accumulate")
]


@pytest.mark.parametrize(("theorem", "record"), BY_LONG_RUNS)
def test_bounds_on_variances_hold_in_a_long_run(theorem: Theorem, record: Observed) -> None:
    """And are not so loose that a simulation needs forty times the draws."""
    settings = settings_of(theorem.assumes, "multivariate")
    arguments = arguments_of(record, settings, np.random.default_rng(0))
    run = MultivariateChain(chains=50_000, **arguments).run(np.random.default_rng(1))
    variance = float(getattr(run, record.statistic)[-1].var())
    assert record.variance is not None
    bound = ClosedForm(record.variance, quantities_of(record.variance))
    at = {quantity.name: value for quantity, value in record.at.items()}
    stated = float(bound.array(**{q.name: at[q.name] for q in bound.parameters}))
    assert variance <= 1.1 * stated <= 40 * variance


@given(n=st.integers(2, 10**5), data=st.data())
def test_rates_of_eigenvalues(n: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(0, min(n - 2, 50)))
    with mpmath.workdps(30):
        rate = mpmath.digamma(mpmath.mpf(n - k - 1) / 2) + mpmath.log(mpmath.mpf(2) / n)
        before = mpmath.digamma(mpmath.mpf(n - k) / 2) + mpmath.log(mpmath.mpf(2) / n)
    at = {"n": n, "k": k, "c": n}
    assert number("spectrum", "rate_of_eigenvalue", **at) == pytest.approx(float(rate), rel=1e-9)
    assert number("spectrum", "rate_of_ratio", **at) == pytest.approx(float(before - rate), rel=1e-9)
    least = number("spectrum", "lower_bound_of_rate_of_ratio", **at)
    assert 0 < least < float(before - rate)
    largest = number("spectrum", "rate_of_largest_eigenvalue", **at)
    line = float(load("gaussian.typical_decay").conclusions["drift"].array(n=n))
    assert largest == pytest.approx(line, rel=1e-9)


def test_the_rates_add_up_to_that_of_the_volume() -> None:
    for n, d in ((5, 1), (7, 4), (30, 29)):
        total = sum(number("spectrum", "rate_of_eigenvalue", n=n, k=k, c=n) for k in range(d))
        assert number("log_volume", "rate", n=n, k=d, c=n) == pytest.approx(total, rel=1e-9)


def test_measured_rates_of_eigenvalues() -> None:
    """From refit 15 to refit 35 the logarithms of both eigenvalues move by 20 times their rates, on average."""
    run = MultivariateChain(5, 2, 35, 70_000, None, ((2.0, 1.0), (1.0, 3.0))).run(np.random.default_rng(5))
    larger = np.log(run.spectra[[15, 35], :, 0])
    smaller = run.log_determinants[[15, 35]] - larger
    for k, logs in ((0, larger), (1, smaller)):
        moved = 20 * number("spectrum", "rate_of_eigenvalue", n=5, k=k, c=5)
        # One refit changes a logarithm by that of a random number with two moments; twenty of them have this variance.
        check = RobustMean(
            mean=moved,
            variance=20 * float(mpmath.psi(1, (4 - k) / 2)) * 1.5,
            smallest_effect=0.8,
            false_alarm=1e-9,
            miss=1e-4,
        )
        verdict = check.judge(logs[1] - logs[0])
        assert verdict.agrees, verdict.summary


def sum_of_roots(n: int) -> float:
    """E of the sum of the roots of both eigenvalues of the sums of products of n standard normal points in the plane.

    By the density of the eigenvalues x > y, which is (x - y) (x y)^((n - 4)/2) exp(-(x + y)/2) over a constant, in
    terms of their roots a > b = a u; the constant is an integral of the same kind.
    """
    nodes, weights = np.polynomial.legendre.leggauss(100)
    a, u = np.meshgrid(8 * (nodes + 1), (nodes + 1) / 2, indexing="ij")  # up to 16, beyond which nothing is left
    b = a * u
    density = a * (a * b) ** (n - 3) * (a**2 - b**2) * np.exp(-(a**2 + b**2) / 2)
    return float(weights @ ((a + b) * density) @ weights / (weights @ density @ weights))


@pytest.mark.parametrize(("n", "c"), [(3, 2), (3, 3), (4, 3), (7, 6), (7, 9)])
def test_the_distance_of_one_refit_by_the_density_of_eigenvalues(n: int, c: int) -> None:
    roots = sum_of_roots(n) / np.sqrt(c)
    at = {"n": n, "c": c, "v": 3, "v_0": 3}
    assert number("wasserstein", "expected_trace_of_root", **at) == pytest.approx(np.sqrt(3) * roots, rel=1e-12)
    distance = 3 * (2 / n + 2 * (n - 1) / c + 2 - 2 * roots)
    assert number("wasserstein", "expected_squared_distance", **at) == pytest.approx(distance, rel=1e-12)
    if c == n - 1:
        found = number("wasserstein", "expected_squared_distance_for_unbiased_divisor", **at)
        assert found == pytest.approx(distance, rel=1e-12)
        # Two directions are harder to fit than one, twice: the roots of both eigenvalues are pushed apart.
        line = load("gaussian.wasserstein_unbiased").conclusions["expected_squared_distance"]
        assert found > 2 * float(line.array(n=n, t=1, v_0=3))


def test_bounds_of_the_distance() -> None:
    """Against the exact distance of one refit, against runs of any length, and at the start, where it is 0."""
    module = "wasserstein_limit"
    for n in (3, 5, 20):
        at = {"n": n, "d": 2, "t": 1, "trace_0": 6, "Q_0": 18}
        exact_distance = number("wasserstein", "expected_squared_distance", n=n, c=n, v_0=3)
        assert number(module, "lower_bound", **at) <= exact_distance <= number(module, "upper_bound", **at)
    truth = np.array([[2.0, 1.0, 0.0], [1.0, 3.0, 0.0], [0.0, 0.0, 1.0]])
    covariance = tuple(map(tuple, truth.tolist()))
    at = {"n": 4, "d": 3, "trace_0": 6, "Q_0": 16}
    for law in ("gaussian", "uniform"):
        run = MultivariateChain(4, 3, 40, 5_000, None, covariance, draws=law).run(np.random.default_rng(11))
        for t in (0, 2, 5, 20, 40):
            distances = run.squared_wasserstein_distances[t]
            margin = 10 * float(distances.std()) / np.sqrt(5_000) + 1e-9
            assert number(module, "lower_bound", t=t, **at) - margin <= distances.mean()
            assert distances.mean() <= number(module, "upper_bound", **at) + margin
    assert number(module, "lower_bound", t=400, **at) == pytest.approx(12, rel=1e-12)
    assert number(module, "limit", **at) == number(module, "upper_bound", **at) == 12


def test_the_distance_grows_with_the_other_divisor() -> None:
    name = "expected_squared_distance_of_means_for_unbiased_divisor"
    assert exact("covariance", name, n=4, t=100, trace_0=6) == 150 > exact("wasserstein_limit", "limit", trace_0=6)


@given(n=st.integers(2, 40), t=st.integers(0, 20), c=SMALL)
def test_rank(n: int, t: int, c: Fraction) -> None:
    assert exact("rank", "rank", n=n) == n - 1
    assert left_side("rank", "volume_of_n_coordinates", n=n, c=c, D_0=2) == 0
    found = number("rank", "log_volume_of_fewer", n=n, c=c, t=t, D_0=2)
    whole = number("log_volume", "expected_log_determinant", n=n, k=n - 1, c=c, t=t, D_0=2)
    assert found == pytest.approx(whole, rel=1e-12)
