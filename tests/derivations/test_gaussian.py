"""The chapter on the Gaussian chain: what it rests on, and its numbers by ways that know nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache

import mpmath
import numpy as np
import pytest
from checked_book import report_of
from gaussian_chains import Array, bootstrap_chain, chi_square_grid, normal_chain, two_point_chain
from gaussian_results import conclusion, exact, number, own
from hypothesis import given
from hypothesis import strategies as st

from collapse_math.closed_forms import ClosedForm
from collapse_math.observed import Observed
from collapse_math.processes import GaussianChain
from collapse_math.refuter import quantities_of
from derivations import CONTENTS, load

# What the theorems rest on ----------------------------------------------------------------------------

# A mean is kept by samples of any size, added to earlier ones or not, but not if the same randomness comes back.
MEAN = {"matching-moments", "fresh-randomness"}
MOMENTS = MEAN | {"constant-size", "replace", "independent-draws"}
NORMAL = MOMENTS | {"gaussian-draws"}
# Means of steps that do not depend on the fit add up, whether or not the steps depend on each other.
LOG = NORMAL - {"fresh-randomness"}
ONE_REFIT = NORMAL - {"fresh-randomness", "replace"}
N, UNBIASED, FIXED = {"divisor-n"}, {"divisor-n-minus-1"}, {"fixed-divisor"}

LAW = {"Cochran's theorem", "Euler's integral for Gamma"}
WALK = {"strong law of large numbers", "z3", "log x <= x - 1"}
BELOW_LOG, ABOVE_LOG = {"psi(z) < log z - 1/(2z)"}, {"psi(z) > log z - 1/(2z) - 1/(12z^2)"}
WENDEL = {"Gamma(z + s) < z^s Gamma(z) for 0 < s < 1", "z3"}
GEOMETRIC = {"r^t -> 0 for |r| < 1"}
TYPICAL = LAW | WALK | BELOW_LOG | ABOVE_LOG | {"1/n -> 0"}
DIVISOR = LAW | WALK | {"Chung-Fuchs theorem", "psi_1(z) > 1/z"}
SAMPLE = {f"sample.{name}" for name in ("chi_square", "iid_sample", "normal_sample", "deviation")}
C4 = LAW | WENDEL | SAMPLE | {"recurrence of gamma"}
DISTANCE = {"2-Wasserstein distance of normal laws"} | GEOMETRIC
REVERSE = GEOMETRIC | {"t r^t -> 0 for |r| < 1", "recurrence of gamma"}

TERMINAL = (
    C4
    | GEOMETRIC
    | {"sample.deviation_steps", "gaussian.ensemble_kurtosis", "gaussian.variance_decay"}
    | {"convergence of a bounded martingale"}
    | {"moments of a perpetuity that exist", "moments of a perpetuity that do not exist"}
)


def each(names: str, uses: set[str]) -> dict[str, set[str]]:
    """The same assumptions for several conclusions."""
    return dict.fromkeys(names.split(), uses)


PINS: dict[str, tuple[str, set[str], dict[str, set[str]]]] = {
    "variance_decay": (
        "proved",
        set(),
        each("expected_variance variance_of_mean", MOMENTS | N) | {"expected_mean": MEAN, "conservation": MEAN | N},
    ),
    "unbiased_divisor": (
        "proved",
        set(),
        each("expected_variance variance_of_mean total_variance growth_of_total", MOMENTS | UNBIASED)
        | {"expected_mean": MEAN},
    ),
    "all_moments": (
        "axiom",
        LAW | {"recurrence of gamma"},
        each("degrees_of_freedom_at_every_refit moment independence", NORMAL | FIXED)
        | {"degrees_of_freedom": ONE_REFIT | FIXED},
    ),
    "moment_growth": (
        "axiom",
        C4 | {"gaussian.all_moments"},
        each("expected_deviation mean_square mean_cube mean_inverse relative_variance", NORMAL | FIXED)
        | each("variance_for_unbiased_divisor growth_for_unbiased_divisor mean_square_for_divisor_n", NORMAL | FIXED)
        | {"variance_for_divisor_n": NORMAL | FIXED}
        | each("factor_of_deviation factor_of_deviation_for_divisor_n", set()),
    ),
    "typical_decay": (
        "axiom",
        TYPICAL,
        each("expected_log_variance expected_entropy", LOG | N)
        | each("variance_of_log_variance drift collapse", NORMAL | N)
        | each("drift_is_negative drift_for_large_samples", set()),
    ),
    "typical_decay_unbiased": (
        "axiom",
        TYPICAL | {"gaussian.typical_decay"},
        each("expected_log_variance expected_entropy", LOG | UNBIASED)
        | each("variance_of_log_variance drift collapse", NORMAL | UNBIASED)
        | {"drift_for_large_samples": set()},
    ),
    "general_divisor": (
        "axiom",
        DIVISOR,
        each("variance_of_log_variance drift_at_critical", NORMAL | FIXED)
        | {"expected_log_variance": LOG | FIXED}
        | each("drift_above_critical collapse_above_critical", NORMAL | FIXED)
        | each("drift_below_critical blow_up_below_critical", NORMAL | FIXED)
        | {"expected_variance": MOMENTS | FIXED},
    ),
    "critical_divisor": (
        "axiom",
        DIVISOR | BELOW_LOG | ABOVE_LOG | {"gaussian.general_divisor", "log(1 - u) <= -u - u^2/2 for 0 <= u < 1"},
        each("upper_bound lower_bound", set())
        | each("typical_level_for_unbiased_divisor typical_fall_for_unbiased_divisor", LOG | FIXED)
        | {"typical_rise_for_divisor_n_minus_2": LOG | FIXED, "mean_for_unbiased_divisor": MOMENTS | FIXED}
        | {"explosion_for_divisor_n_minus_2": NORMAL | FIXED},
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
    "path_length": (
        "axiom",
        C4 | {"sample.deviation_steps", "sample.deviation_bias", "1/n -> 0"},
        each("expected_path_length bound_of_path_length bound_of_distance", NORMAL | UNBIASED),
    ),
    "divergence": (
        "axiom",
        TYPICAL | REVERSE | {"gaussian.typical_decay", "gaussian.variance_decay"},
        each("divergence_of_fit_from_truth divergence_of_truth_from_fit", set())
        | each("expected_divergence_of_fit_from_truth pace_of_divergence_of_fit_from_truth", NORMAL | N)
        | each("expected_divergence_of_truth_from_fit pace_of_divergence_of_truth_from_fit", NORMAL | N),
    ),
    "ensemble_kurtosis": (
        "solver-certified",
        LAW | GEOMETRIC | {"gaussian.variance_decay", "recurrence of gamma", "z3"},
        each("mean_square_of_variance mean_of_squared_drift_times_variance fourth_moment_of_mean", NORMAL | N)
        | each("fourth_moment_of_a_draw kurtosis kurtosis_from_below", NORMAL | N)
        | each("limit_of_fourth_moment_of_mean limit_of_kurtosis", NORMAL | N),
    ),
    "ensemble_kurtosis_unbiased": (
        "solver-certified",
        LAW | REVERSE | {"gaussian.ensemble_kurtosis", "gaussian.unbiased_divisor", "gaussian.variance_decay", "z3"},
        each("mean_square_of_variance mean_of_squared_drift_times_variance fourth_moment_of_mean", NORMAL | UNBIASED)
        | each("fourth_moment_of_a_draw kurtosis pace_of_fourth_moment", NORMAL | UNBIASED)
        | {"pace_of_squared_variance": MOMENTS | UNBIASED},
    ),
    "terminal_mean": (
        "axiom",
        TERMINAL,
        each("terminal_fourth_moment terminal_kurtosis", NORMAL | N)
        | each("order_of_a_finite_moment order_of_an_infinite_moment", NORMAL | N)
        | {"terminal_variance": MOMENTS | N},
    ),
    "terminal_mean_unbiased": (
        "axiom",
        C4
        | BELOW_LOG
        | ABOVE_LOG
        | {"sample.deviation_steps", "sample.deviation_bias", "gaussian.path_length", "gaussian.unbiased_divisor"}
        | {"martingale with a path of finite length", "Kesten-Goldie theorem", "Goldie's constant for k = 2"}
        | {"1/n -> 0", "recurrence of psi"},
        each("lower_bound_of_terminal_variance inverse_of_lower_bound", NORMAL | UNBIASED)
        | each("tail_index tail expected_weighted_log", NORMAL | UNBIASED)
        | each("weighted_drift_is_positive weighted_drift_for_large_samples", set()),
    ),
    "tail_index": (
        "axiom",
        TERMINAL | {"gaussian.terminal_mean", "Kesten-Goldie theorem"},
        {"tail_index": NORMAL | FIXED}
        | each("divisor divisor_of_index_2 square_of_divisor_of_index_4", set())
        | each("divisor_n_above_that_of_index_4 divisor_n_below_that_of_index_5", set()),
    ),
    "tail_bound": (
        "axiom",
        C4
        | {
            "sample.deviation_steps",
            "sample.deviation_bias",
            "sample.deviation_rate",
            "Markov's inequality",
            "1/n -> 0",
        }
        | {"log x <= x - 1", "log(1 - u) <= -u - u^2/2 for 0 <= u < 1"},
        each("bound bound_of_order_s exponential_bound published_bound", NORMAL | UNBIASED),
    ),
    "tail_rate": (
        "axiom",
        C4
        | BELOW_LOG
        | ABOVE_LOG
        | {"sample.deviation_steps", "sample.deviation_bias", "sample.deviation_rate", "Cramer's theorem", "1/n -> 0"}
        | {"log x <= x - 1", "log(1 - u) <= -u - u^2/2 for 0 <= u < 1"},
        each("rate rate_at_half", NORMAL | UNBIASED)
        | each("height_from_above height_from_below rate_for_large_samples", set()),
    ),
    "wasserstein_by_divisor": (
        "axiom",
        C4 | DISTANCE,
        each("expected_squared_distance lower_bound_up_to_n_minus_1", NORMAL | FIXED)
        | each("limit_above_n_minus_1 limit_for_divisor_n", NORMAL | FIXED),
    ),
    "rare_runs": (
        "axiom",
        C4
        | DISTANCE
        | {"gaussian.path_length", "gaussian.unbiased_divisor", "gaussian.wasserstein_unbiased", "Markov's inequality"}
        | {"sample.deviation_bias", "sample.deviation_steps", "1/n -> 0"},
        each("mean_from_below mean_at_the_point bound_at_every_t", NORMAL | UNBIASED)
        | each("bound_of_reaching_a_fraction share_at_the_point limit_of_reaching_a_fraction", NORMAL | UNBIASED),
    ),
    "rates": (
        "axiom",
        C4
        | TYPICAL
        | {"gaussian.path_length", "gaussian.unbiased_divisor", "gaussian.typical_decay"}
        | {"gaussian.typical_decay_unbiased", "gaussian.terminal_mean_unbiased"}
        | {"sample.deviation_bias", "sample.deviation_steps", "sample.deviation_rate"}
        | {"martingale with a path of finite length", "Kesten-Goldie theorem", "Goldie's constant for k = 2"}
        | {"strong law of large numbers", "log(1 - u) <= -u - u^2/2 for 0 <= u < 1", "recurrence of psi"},
        each("mean_variance mean_variance_is_above ratio_at_the_point", MOMENTS | UNBIASED)
        | each("rate_of_mean_deviation rate_of_typical_deviation rate_of_the_mass mean_against_typical", set()),
    ),
    "divergence_unbiased": (
        "axiom",
        TYPICAL
        | REVERSE
        | {"gaussian.divergence", "gaussian.typical_decay", "gaussian.typical_decay_unbiased"}
        | {"gaussian.unbiased_divisor", "gaussian.variance_decay"},
        each("expected_divergence_of_fit_from_truth pace_of_divergence_of_fit_from_truth", NORMAL | UNBIASED)
        | each("expected_divergence_of_truth_from_fit pace_of_divergence_of_truth_from_fit", NORMAL | UNBIASED),
    ),
}

WARM = MOMENTS - {"matching-moments"} | {"sampling-temperature"} | UNBIASED
PINS |= {
    "scaled_sampling": (
        "axiom",
        LAW | WALK | BELOW_LOG | GEOMETRIC,
        each("expected_variance variance_of_mean limit_of_drift bound_of_drift", WARM)
        | {"expected_log_variance": WARM - {"fresh-randomness"} | {"gaussian-draws"}}
        | each("variance_of_log_variance rate threshold collapse", WARM | {"gaussian-draws"}),
    ),
    "product_law": (
        "axiom",
        LAW
        | {"gaussian.all_moments", "recurrence of gamma", "uniqueness of the Mellin transform"}
        | {"Mellin transform of K_0(2 sqrt x)"},
        each("moments law law_after_two mass", NORMAL | FIXED) | each("moments_of_product moments_of_density", set()),
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


@given(data=st.lists(st.fractions(-3, 3, max_denominator=4), min_size=2, max_size=3), t=st.integers(0, 2))
def test_resampling_the_data_obeys_the_same_law(data: list[Fraction], t: int) -> None:
    """Draws with replacement from the last sample have its mean, and its variance with divisor n."""
    n = len(data)
    mean = sum(data, Fraction(0)) / n
    variance = sum(((x - mean) ** 2 for x in data), Fraction(0)) / n
    if not variance:
        return
    chain = list(bootstrap_chain(tuple(data), t))
    at = {"n": n, "t": t, "m_0": mean, "v_0": variance}
    assert exact("variance_decay", "expected_variance", **at) == sum(p * v for _, v, p in chain)
    assert exact("variance_decay", "expected_mean", **at) == sum(p * m for m, _, p in chain)
    assert exact("variance_decay", "variance_of_mean", **at) == sum(p * (m - mean) ** 2 for m, _, p in chain)


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
    "distances_of_draws": lambda d, r: 2 * (r + d**2),
    "squared_variances": lambda d, r: 4 * r**2,
    "inverse_variances": lambda d, r: 1 / (2 * r),
    "squared_drifts_times_variances": lambda d, r: 4 * d**2 * r,
    "fourth_powers_of_drifts": lambda d, r: 4 * d**4,
    "variances_times_logs": lambda d, r: 2 * r * np.log(2 * r),
    "drifts_times_variances": lambda d, r: 2 * np.sqrt(2) * d * r,
}
MEANS = [
    pytest.param(module, name, record, id=f"{module}.{name}")
    for module in CONTENTS["gaussian"]
    for name, found in load(f"gaussian.{module}").conclusions.items()
    for record in found.observed
    if record.kind == "mean" and module != "path_length" and record.process == "gaussian"
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


@pytest.mark.parametrize("n", [2, 3, 6])
@pytest.mark.parametrize("t", [1, 2])
def test_path_of_the_means(n: int, t: int) -> None:
    """A step is sqrt(V/n) |Z|, and E|Z| = sqrt(2/pi); V before each step is on the grid of all outcomes."""
    before = [outcomes(n, n - 1.0, refits) for refits in range(t)]
    roots = [float(probability @ np.sqrt(2 * ratio)) for _, ratio, probability in before]
    length = sum(np.sqrt(2 / (np.pi * n)) * root for root in roots)
    at = {"n": n, "t": t, "v_0": 2}
    assert number("path_length", "expected_path_length", **at) == pytest.approx(length, rel=1e-9)
    # |Z_1| is independent of V_1 and of |Z_2|.
    squares = sum(2 / n * float(probability @ ratio) for _, ratio, probability in before)
    square = squares + (2 * (2 / (np.pi * n)) * roots[0] * roots[1] if t == 2 else 0)
    (record,) = conclusion("path_length", "expected_path_length").observed
    bound = float(ClosedForm(record.variance, quantities_of(record.variance)).array(**at))
    assert (square - length**2) * (1 - 1e-9) <= bound <= 20 * (square - length**2)


@pytest.mark.parametrize(("n", "t"), [(2, 0), (2, 1), (3, 20), (40, 7), (10**5, 5)])
def test_bounds_of_the_path(n: int, t: int) -> None:
    """In all the mean goes sqrt(2 v_0/(pi n))/(1 - c4) on average, and the bound is at most 5/3 of that."""
    at = {"n": n, "v_0": 3}
    with mpmath.workdps(40):
        half = mpmath.mpf(n - 1) / 2
        c4 = mpmath.exp(mpmath.loggamma(half + mpmath.mpf(1) / 2) - mpmath.loggamma(half)) / mpmath.sqrt(half)
        whole = mpmath.sqrt(6 / (mpmath.pi * n)) / (1 - c4)
        part = float(whole * (1 - c4**t))
    bound = number("path_length", "bound_of_path_length", **at)
    assert 0.6 * bound < float(whole) < bound
    assert number("path_length", "expected_path_length", t=t, **at) == pytest.approx(part, rel=1e-9)
    assert number("path_length", "bound_of_distance", **at) == pytest.approx(bound + 2 * np.sqrt(3), rel=1e-9)


def test_statistics_of_a_run() -> None:
    """What a run records, against the same in terms of M, V and, for the path, of what it keeps of each step."""
    run = GaussianChain(points=4, generations=3, chains=50, mean=1, variance=2).run(np.random.default_rng(4))
    drift, ratio = (run.means - 1) / np.sqrt(2), np.exp(run.log_variances) / 2
    for name, statistic in STATISTICS.items():
        np.testing.assert_allclose(getattr(run, name), statistic(drift, ratio), rtol=1e-9, atol=1e-12, err_msg=name)
    steps = np.abs(np.diff(run.means, axis=0))
    for refits in range(4):
        np.testing.assert_allclose(run.path_lengths[refits], steps[:refits].sum(axis=0), rtol=1e-9)


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
        assert number(growth, "variance_for_divisor_n", **at) == expected((variance - mean) ** 2)


@pytest.mark.parametrize("n", [2, 3, 6])
@pytest.mark.parametrize(("s", "u"), [(Fraction(1), Fraction(1)), (Fraction(1, 2), Fraction(2)), (Fraction(-2, 5), 1)])
def test_ratios_are_independent(n: int, s: Fraction, u: Fraction) -> None:
    """Over all outcomes of two refits, the second from each outcome of the first."""
    first, share = chi_square_grid(n - 1)
    second, share_2 = chi_square_grid(n - 1, float(min(s, Fraction(0))))
    variance = 3 * first / 2.5
    later = variance[:, None] * second / 2.5
    joint = share @ ((later / variance[:, None]) ** float(s) * variance[:, None] ** float(u)) @ share_2
    apart = number("all_moments", "independence", n=n, c=Fraction(5, 2), s=s)
    assert apart == pytest.approx(joint / (share @ variance ** float(u)), rel=1e-8)


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


@pytest.mark.parametrize(("module", "divisor"), [("typical_decay", 5.0), ("typical_decay_unbiased", 4.0)])
def test_entropy_by_an_integral(module: str, divisor: float) -> None:
    """At first the expected entropy is that of the truth; rescaling a law by sqrt r adds half of log r to it."""
    truth = log_density(0, 1.7)
    found = number(module, "expected_entropy", n=5, t=0, v_0=1.7)
    assert found == pytest.approx(expectation(-truth, truth), rel=1e-9)
    _, ratio, probability = outcomes(5, divisor, 2)
    later = number(module, "expected_entropy", n=5, t=2, v_0=1.7)
    assert later - found == pytest.approx(float(probability @ np.log(ratio)) / 2, rel=1e-9)


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
        for module in ("typical_decay", "typical_decay_unbiased"):
            limit = float(conclusion(module, "drift_for_large_samples").expression)
            assert n * number(module, "drift", n=n) == pytest.approx(limit, abs=4 / n)
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
    for module, c in (("typical_decay", COUNTS), ("typical_decay_unbiased", COUNTS - 1)):
        for name in ("expected_log_variance", "variance_of_log_variance"):
            general = table("general_divisor", name, c=c, **AT)
            assert table(module, name, **AT) == pytest.approx(general, rel=1e-11)


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
