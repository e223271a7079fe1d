"""The chapter on the Gaussian chain: what it rests on, and its numbers by ways that know nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache

import mpmath
import numpy as np
import pytest
from checked_book import report_of
from gaussian_chains import Array, normal_chain, two_point_chain
from hypothesis import given
from hypothesis import strategies as st

from collapse_math.closed_forms import ClosedForm
from collapse_math.observed import Observed
from collapse_math.refuter import quantities_of
from collapse_math.results import Conclusion
from derivations import CONTENTS, load

# What the theorems rest on ----------------------------------------------------------------------------

MEAN = {"matching-moments", "constant-size", "replace", "fresh-randomness"}
MOMENTS = MEAN | {"independent-draws"}
NORMAL = MOMENTS | {"gaussian-draws"}
N, UNBIASED, FIXED = {"divisor-n"}, {"divisor-n-minus-1"}, {"fixed-divisor"}

LAW = {"Cochran's theorem", "Euler's integral for Gamma"}
WALK = {"strong law of large numbers", "z3", "log x <= x - 1"}
BELOW_LOG, ABOVE_LOG = {"psi(z) < log z - 1/(2z)"}, {"psi(z) > log z - 1/(2z) - 1/(12z^2)"}
WENDEL = {"Gamma(z + s) < z^s Gamma(z) for 0 < s < 1", "z3"}
GEOMETRIC = {"r^t -> 0 for |r| < 1"}
TYPICAL = LAW | WALK | BELOW_LOG | ABOVE_LOG | {"1/n -> 0"}
DIVISOR = LAW | WALK | {"Chung-Fuchs theorem", "psi_1(z) > 1/z"}
C4 = LAW | WENDEL | {"recurrence of gamma", "sample.chi_square", "sample.iid_sample", "sample.normal_sample"}
DISTANCE = {"2-Wasserstein distance of normal laws"} | GEOMETRIC
REVERSE = GEOMETRIC | {"t r^t -> 0 for |r| < 1", "recurrence of gamma"}


def each(names: str, uses: set[str]) -> dict[str, set[str]]:
    """The same assumptions for several conclusions."""
    return dict.fromkeys(names.split(), uses)


PINS: dict[str, tuple[str, set[str], dict[str, set[str]]]] = {
    "variance_decay": (
        "proved",
        set(),
        each("expected_variance variance_of_mean conservation", MOMENTS | N) | {"expected_mean": MEAN},
    ),
    "unbiased_divisor": (
        "proved",
        set(),
        each("expected_variance variance_of_mean total_variance growth_of_total", MOMENTS | UNBIASED)
        | {"expected_mean": MEAN},
    ),
    "all_moments": ("axiom", LAW | {"recurrence of gamma"}, each("degrees_of_freedom moment", NORMAL | FIXED)),
    "moment_growth": (
        "axiom",
        C4 | {"gaussian.all_moments"},
        each("expected_deviation mean_square mean_cube mean_inverse relative_variance", NORMAL | FIXED)
        | each("variance_for_unbiased_divisor growth_for_unbiased_divisor mean_square_for_divisor_n", NORMAL | FIXED)
        | {"factor_of_deviation": set()},
    ),
    "typical_decay": (
        "axiom",
        TYPICAL,
        each("expected_log_variance variance_of_log_variance drift expected_entropy", NORMAL | N)
        | each("drift_is_negative drift_for_large_samples", set()),
    ),
    "general_divisor": (
        "axiom",
        DIVISOR,
        each("expected_log_variance variance_of_log_variance drift_at_critical", NORMAL | FIXED)
        | each("drift_above_critical collapse_above_critical", NORMAL | FIXED)
        | each("drift_below_critical blow_up_below_critical", NORMAL | FIXED)
        | {"expected_variance": MOMENTS | FIXED},
    ),
    "critical_divisor": (
        "axiom",
        DIVISOR | BELOW_LOG | ABOVE_LOG | {"gaussian.general_divisor", "log(1 - u) <= -u - u^2/2 for 0 <= u < 1"},
        each("upper_bound lower_bound", set())
        | each("typical_level_for_unbiased_divisor typical_fall_for_unbiased_divisor", NORMAL | FIXED)
        | {"typical_rise_for_divisor_n_minus_2": NORMAL | FIXED, "mean_for_unbiased_divisor": MOMENTS | FIXED},
    ),
    "wasserstein": (
        "axiom",
        LAW | WENDEL | DISTANCE | {"gaussian.variance_decay"},
        each("expected_squared_distance limit bound", NORMAL | N) | {"factor_of_deviation": set()},
    ),
    "wasserstein_unbiased": (
        "axiom",
        C4 | DISTANCE | {"gaussian.unbiased_divisor", "1/n -> 0"},
        each("expected_squared_distance limit_per_refit lower_bound", NORMAL | UNBIASED),
    ),
    "divergence": (
        "axiom",
        TYPICAL | REVERSE | {"gaussian.typical_decay", "gaussian.variance_decay"},
        each("divergence_of_fit_from_truth divergence_of_truth_from_fit", set())
        | each("expected_divergence_of_fit_from_truth pace_of_divergence_of_fit_from_truth", NORMAL | N)
        | each("expected_divergence_of_truth_from_fit pace_of_divergence_of_truth_from_fit", NORMAL | N),
    ),
    "divergence_unbiased": (
        "axiom",
        TYPICAL
        | REVERSE
        | {"gaussian.divergence", "gaussian.typical_decay", "gaussian.unbiased_divisor", "gaussian.variance_decay"},
        each("expected_divergence_of_fit_from_truth pace_of_divergence_of_fit_from_truth", NORMAL | UNBIASED)
        | each("expected_divergence_of_truth_from_fit pace_of_divergence_of_truth_from_fit", NORMAL | UNBIASED),
    ),
}


@pytest.mark.parametrize("module", CONTENTS["gaussian"])
def test_what_it_rests_on(module: str) -> None:
    report = report_of(f"gaussian.{module}")
    grade, rests_on, uses = PINS[module]
    assert report.problems == []
    assert report.grade == grade
    assert set(report.rests_on) == rests_on
    assert {name: {a.key for a in used} for name, used in report.uses.items()} == uses


# Conclusions as numbers -------------------------------------------------------------------------------


def conclusion(module: str, name: str) -> Conclusion:
    return load(f"gaussian.{module}").conclusions[name]


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


# Draws of any law: every outcome of a chain of two-point draws ---------------------------------------

SMALL = st.fractions(Fraction(1, 4), 4, max_denominator=6)


@given(
    shape=st.sampled_from([(2, 0), (2, 1), (2, 3), (3, 2), (4, 1)]),
    mean=st.fractions(-3, 3, max_denominator=4),
    variance=SMALL,
    skew=SMALL,
    other=SMALL,
)
def test_two_moments_are_enough(
    shape: tuple[int, int], mean: Fraction, variance: Fraction, skew: Fraction, other: Fraction
) -> None:
    n, t = shape
    at = {"n": n, "t": t, "m_0": mean, "v_0": variance}
    for module, divisor in (("variance_decay", Fraction(n)), ("unbiased_divisor", Fraction(n - 1)), ("", other)):
        chain = list(two_point_chain(mean, variance, skew, n, divisor, t))
        assert sum(p for _, _, p in chain) == 1
        within = sum(p * v for _, v, p in chain)
        if not module:
            assert exact("general_divisor", "expected_variance", c=other, **at) == within
            continue
        between = sum(p * (m - mean) ** 2 for m, _, p in chain)
        assert exact(module, "expected_variance", **at) == within
        assert exact(module, "expected_mean", **at) == sum(p * m for m, _, p in chain)
        assert exact(module, "variance_of_mean", **at) == between
        total = "conservation" if module == "variance_decay" else "total_variance"
        assert exact(module, total, **at) == within + between


# Normal draws: all outcomes of a chain on a grid -------------------------------------------------------

# What a run records, in terms of the drift d = (M - m_0)/sqrt(v_0) and the ratio r = V/v_0, for v_0 = 2.
STATISTICS: dict[str, Callable[[Array, Array], Array]] = {
    "means": lambda d, r: 1 + np.sqrt(2) * d,
    "variances": lambda d, r: 2 * r,
    "squared_drifts": lambda d, r: 2 * d**2,
    "log_variances": lambda d, r: np.log(2 * r),
    "standard_deviations": lambda d, r: np.sqrt(2 * r),
    "squared_wasserstein_distances": lambda d, r: 2 * (d**2 + (np.sqrt(r) - 1) ** 2),
    "divergences_of_fit_from_truth": lambda d, r: (r - 1 - np.log(r) + d**2) / 2,
    "divergences_of_truth_from_fit": lambda d, r: (1 / r - 1 + np.log(r) + d**2 / r) / 2,
}
MEANS = [
    pytest.param(module, name, record, id=f"{module}.{name}")
    for module in CONTENTS["gaussian"]
    for name, found in load(f"gaussian.{module}").conclusions.items()
    for record in found.observed
    if record.kind == "mean"
]


@cache
def outcomes(n: int, divisor: float, t: int) -> tuple[Array, Array, Array]:
    return normal_chain(n, divisor, t)


def divisor_of(module: str, at: dict[str, object]) -> float:
    """The divisor that a theorem assumes."""
    (kind,) = (a.key for a in load(f"gaussian.{module}").assumes if "divisor" in a.key)
    n = int(str(at["n"]))
    return {"divisor-n": float(n), "divisor-n-minus-1": n - 1.0}.get(kind) or float(str(at["c"]))


def mean_and_variance(
    statistic: Callable[[Array, Array], Array], chain: tuple[Array, Array, Array]
) -> tuple[float, float]:
    drift, ratio, probability = chain
    values = statistic(drift, ratio)
    mean = float(probability @ values)
    return mean, float(probability @ (values - mean) ** 2)


@pytest.mark.parametrize(("module", "name", "record"), MEANS)
@pytest.mark.parametrize("shift", [0, 1])
def test_expectations_over_all_outcomes(module: str, name: str, record: Observed, shift: int) -> None:
    """At the parameters of the record, and with one point more, the mean is right and its variance bounded.

    The bound may be loose, but not so loose that a simulation needs a hundred times the draws.
    """
    at = {q.name: value for q, value in record.at.items()}
    at |= {name: at[name] + shift for name in ("n", "c") if name in at}
    chain = outcomes(int(at["n"]), divisor_of(module, at), int(at["t"]))
    assert chain[2].sum() == pytest.approx(1, abs=1e-12)
    mean, variance = mean_and_variance(STATISTICS[record.statistic], chain)
    assert number(module, name, **at) == pytest.approx(mean, rel=1e-9, abs=1e-9)
    bound = ClosedForm(record.variance, quantities_of(record.variance))
    stated = float(bound.array(**{q.name: at[q.name] for q in bound.parameters}))
    assert variance * (1 - 1e-9) <= stated <= 20 * variance


@pytest.mark.parametrize(("n", "divisor"), [(3, 3.0), (5, 4.0), (7, 2.5)])
def test_moments_over_all_outcomes(n: int, divisor: float) -> None:
    _, ratio, probability = outcomes(n, divisor, 2)
    at = {"n": n, "c": Fraction(divisor), "t": 2, "v_0": 3}
    variance = 3 * ratio

    def expected(values: Array) -> object:
        return pytest.approx(float(probability @ values), rel=1e-8)

    for order in (Fraction(-1, 4), Fraction(1, 2), Fraction(3, 2), Fraction(3)):
        assert number("all_moments", "moment", s=order, **at) == expected(variance ** float(order))
    mean = float(probability @ variance)
    growth = "moment_growth"
    assert number(growth, "expected_deviation", **at) == expected(np.sqrt(variance))
    assert number(growth, "mean_square", **at) == expected(variance**2)
    assert number(growth, "mean_cube", **at) == expected(variance**3)
    assert number(growth, "relative_variance", **at) == expected((variance / mean - 1) ** 2)
    if n >= 5:
        assert number(growth, "mean_inverse", **at) == expected(1 / variance)
    if divisor == n - 1:
        spread = expected((variance - 3) ** 2)
        assert number(growth, "variance_for_unbiased_divisor", **at) == spread
    if divisor == n:
        assert number(growth, "mean_square_for_divisor_n", **at) == expected(variance**2)


@pytest.mark.parametrize("order", [Fraction(-1), Fraction(-3, 2)])
def test_moments_that_do_not_exist_are_refused(order: Fraction) -> None:
    with pytest.raises(ValueError, match="is required"):
        number("all_moments", "moment", n=3, t=1, c=3, v_0=1, s=order)


# Divergence and entropy, by integrals of the densities ------------------------------------------------

GRID = np.linspace(-40, 40, 20_001)


def log_density(mean: float, variance: float) -> Array:
    return np.asarray(-((GRID - mean) ** 2) / (2 * variance) - np.log(2 * np.pi * variance) / 2)


def expectation(of: Array, log_weight: Array) -> float:
    return float(np.sum(np.exp(log_weight) * of) * (GRID[1] - GRID[0]))


@pytest.mark.parametrize(("m", "v"), [(0.3, 0.7), (-1.5, 2.5), (2.0, 1.2)])
def test_divergences_by_integrals(m: float, v: float) -> None:
    fit, truth = log_density(m, v), log_density(0.5, 1.2)
    at = {"m": m, "v": v, "m_0": 0.5, "v_0": 1.2}
    found = [number("divergence", f"divergence_of_{way}", **at) for way in ("fit_from_truth", "truth_from_fit")]
    assert found == pytest.approx([expectation(fit - truth, fit), expectation(truth - fit, truth)], rel=1e-9)


def test_entropy_by_an_integral() -> None:
    """Before the first refit the expected entropy is that of the truth."""
    truth = log_density(0, 1.7)
    found = number("typical_decay", "expected_entropy", n=5, t=0, v_0=1.7)
    assert found == pytest.approx(expectation(-truth, truth), rel=1e-9)


# Bounds and limits, at many points ---------------------------------------------------------------------


@given(n=st.integers(2, 10**7))
def test_where_the_critical_divisor_lies(n: int) -> None:
    with mpmath.workdps(40):
        critical = 2 * mpmath.exp(mpmath.digamma(mpmath.mpf(n - 1) / 2))
        assert n - 2 < critical < n - 2 + mpmath.mpf(1) / n
    assert number("critical_divisor", "upper_bound", n=n) == pytest.approx(float(n - 2 + 1 / n), rel=1e-12)


def test_the_critical_multiple_of_the_unbiased_estimator() -> None:
    """For ten draws log V_t has no drift if the unbiased estimator is multiplied by 1.122."""
    with mpmath.workdps(20):
        critical = 2 * mpmath.exp(mpmath.digamma(mpmath.mpf(9) / 2))
    drift = number("general_divisor", "expected_log_variance", n=10, t=1, v_0=1, c=Fraction(str(critical)))
    assert abs(drift) < 1e-15
    assert round(float(9 / critical), 3) == 1.122


@given(n=st.integers(3, 10**5), t=st.integers(1, 10**4), nearer=st.fractions(Fraction(1, 10), 1))
def test_sides_of_the_critical_divisor(n: int, t: int, nearer: Fraction) -> None:
    """E[log V_t] rises for divisors up to n - 2 and falls from n - 2 + 1/n on."""
    at = {"n": n, "t": t, "v_0": 1}
    assert number("general_divisor", "expected_log_variance", c=nearer * (n - 2), **at) > 0
    assert number("general_divisor", "expected_log_variance", c=n - 2 + Fraction(1, n) / nearer, **at) < 0
    assert number("typical_decay", "expected_log_variance", **at) < -t / n


def test_limits_are_approached() -> None:
    for n in (10**3, 10**6):
        drift = number("typical_decay", "drift", n=n)
        assert n * drift == pytest.approx(
            float(conclusion("typical_decay", "drift_for_large_samples").expression), abs=4 / n
        )
    far = {"n": 5, "v_0": 2}
    assert number("wasserstein", "expected_squared_distance", t=1000, **far) == pytest.approx(
        number("wasserstein", "limit", **far), rel=1e-12
    )
    per_refit = number("wasserstein_unbiased", "expected_squared_distance", t=10**9, **far) / 10**9
    assert per_refit == pytest.approx(number("wasserstein_unbiased", "limit_per_refit", **far), rel=1e-7)
    name = "divergence_of_truth_from_fit"
    for module, h in (("divergence", Fraction(8, 5)), ("divergence_unbiased", Fraction(7, 5))):
        scaled = number(module, f"expected_{name}", n=8, t=200) / float(h**200)
        assert scaled == pytest.approx(number(module, f"pace_of_{name}", n=8), rel=1e-9)


# The same results from different theorems ---------------------------------------------------------------

COUNTS, REFITS = np.meshgrid([4, 5, 8, 30, 1000, 10**6], [0, 1, 2, 3, 17, 60])
AT: dict[str, object] = {"n": COUNTS, "t": REFITS, "v_0": 3.5}


def table(module: str, name: str, **at: object) -> Array:
    return np.broadcast_to(conclusion(module, name).array(**own(module, name, at)), COUNTS.shape)


def test_one_divisor_is_a_case_of_any_divisor() -> None:
    for module, c in (("variance_decay", COUNTS), ("unbiased_divisor", COUNTS - 1)):
        mean = table(module, "expected_variance", **AT)
        assert mean == pytest.approx(table("general_divisor", "expected_variance", c=c, **AT), rel=1e-11)
        assert mean == pytest.approx(table("all_moments", "moment", c=c, s=1, **AT), rel=1e-11)
    for name, c in (("expected_log_variance", COUNTS), ("variance_of_log_variance", 3)):
        general = table("general_divisor", name, c=c, **AT)
        assert table("typical_decay", name, **AT) == pytest.approx(general, rel=1e-11)


@pytest.mark.parametrize(
    ("module", "moments", "c"),
    [("wasserstein", "variance_decay", COUNTS), ("wasserstein_unbiased", "unbiased_divisor", COUNTS - 1)],
)
def test_distances_are_made_of_moments(module: str, moments: str, c: Array) -> None:
    """E W2^2 = E[(M - m_0)^2] + E[V] + v_0 - 2 sqrt(v_0) E[sqrt V], whatever the divisor."""
    total = table(moments, "variance_of_mean", **AT) + table(moments, "expected_variance", **AT)
    root = table("moment_growth", "expected_deviation", c=c, **AT)
    distance = table(module, "expected_squared_distance", **AT)
    assert distance == pytest.approx(total + 3.5 - 2 * np.sqrt(3.5) * root, abs=1e-9)


def test_bounds_of_distances() -> None:
    """Below 2 v_0 for ever with divisor n, above t v_0/n with divisor n - 1."""
    assert np.all(table("wasserstein", "expected_squared_distance", **AT) < table("wasserstein", "bound", **AT))
    distance = table("wasserstein_unbiased", "expected_squared_distance", **AT)
    assert np.all(distance >= table("wasserstein_unbiased", "lower_bound", **AT))
    assert distance.max() > table("wasserstein", "bound", **AT).max()


@given(n=st.integers(4, 10**6), t=st.integers(0, 60))
def test_divergences_from_the_fit(n: int, t: int) -> None:
    """In the catalogue's form: E[1/V] grows by h, and the drift adds h^j/n for every refit j."""
    for module, chain, h in (
        ("divergence", "typical_decay", Fraction(n, n - 3)),
        ("divergence_unbiased", "critical_divisor", Fraction(n - 1, n - 3)),
    ):
        name = {"typical_decay": "expected_log_variance"}.get(chain, "typical_level_for_unbiased_divisor")
        fall = number(chain, name, n=n, t=t, v_0=1)
        expected = (float(h**t) + float(sum(h**j for j in range(1, t + 1))) / n - 1 + fall) / 2
        name = "expected_divergence_of_truth_from_fit"
        assert number(module, name, n=n, t=t) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(n=st.integers(2, 10**9), t=st.integers(0, 10**6), v=st.fractions(Fraction(1, 100), 100))
def test_nothing_vanishes(n: int, t: int, v: Fraction) -> None:
    """With divisor n what is lost within is found between; with divisor n - 1 the sum grows by v_0/n per refit."""
    small = {"n": n, "t": t % 50, "v_0": v}
    within, between = (exact("variance_decay", name, **small) for name in ("expected_variance", "variance_of_mean"))
    assert within + between == exact("variance_decay", "conservation", **small) == v
    at = {"n": n, "t": t, "v_0": v}
    total = exact("unbiased_divisor", "total_variance", **at)
    assert total == exact("unbiased_divisor", "expected_variance", **at) + exact(
        "unbiased_divisor", "variance_of_mean", **at
    )
    later = exact("unbiased_divisor", "total_variance", **at | {"t": t + 1})
    assert later - total == exact("unbiased_divisor", "growth_of_total", **at) == v / n


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("variance_decay", "variance_of_mean"),
        ("unbiased_divisor", "variance_of_mean"),
        ("moment_growth", "relative_variance"),
        ("typical_decay", "variance_of_log_variance"),
        ("wasserstein", "expected_squared_distance"),
        ("wasserstein_unbiased", "expected_squared_distance"),
        ("divergence", "expected_divergence_of_fit_from_truth"),
        ("divergence", "expected_divergence_of_truth_from_fit"),
        ("divergence_unbiased", "expected_divergence_of_fit_from_truth"),
        ("divergence_unbiased", "expected_divergence_of_truth_from_fit"),
    ],
)
def test_before_the_first_refit_nothing_has_happened(module: str, name: str) -> None:
    assert np.all(table(module, name, **AT | {"t": 0}) == 0)
    later = table(module, name, **AT | {"t": np.arange(1, 7)[:, None]})
    assert np.all(np.diff(later, axis=0) > 0)
    assert np.all(later > 0)
