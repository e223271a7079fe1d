"""The chapter on memory, against exact moments of described loops, which know nothing of it, and against numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from checked_book import report_of
from hypothesis import given
from hypothesis import strategies as st

from collapse_math.loops import Draw, Fade, Generation, Loop, Refit, Source
from collapse_math.regimes import accumulate, accumulate_and_subsample, forgetting, replace, sliding_window
from collapse_math.results import Conclusion
from collapse_math.schedules import enclosed_moments, exact_moments
from derivations import CONTENTS, load

# What the theorems rest on ----------------------------------------------------------------------------

DRAWS = {"independent-draws", "matching-moments"}
POOL = DRAWS | {"constant-size", "accumulate", "fresh-randomness"}
WEIGHTED = DRAWS | {"constant-size", "step-weights", "fresh-randomness"}
FADING = DRAWS | {"constant-size", "fading-memory", "fresh-randomness"}
CHOSEN = DRAWS | {"constant-size", "subsample", "fresh-randomness"}
WINDOW = DRAWS | {"constant-size", "sliding-window", "fresh-randomness"}
SMOOTHED = DRAWS | {"kernel-draws", "constant-size", "fresh-randomness"}
KNOWN, NORMAL = {"known-variance"}, {"gaussian-draws"}
N, UNBIASED = {"divisor-n"}, {"divisor-n-minus-1"}
RATIO = {"n^(b - a) Gamma(n + a)/Gamma(n + b) -> 1", "recurrence of gamma"}
INVERSE_SQUARES = {"1 + 1/4 + ... + 1/t^2 < pi^2/6"}
SINE = {"sin x > x - x^3/6", "sin x < x - x^3/6 + x^5/120", "Euler's sine product"}


def each(names: str, uses: set[str]) -> dict[str, set[str]]:
    return dict.fromkeys(names.split(), uses)


PINS: dict[str, tuple[str, set[str], dict[str, set[str]]]] = {
    "accumulate": (
        "solver-certified",
        {"z3"},
        each("expected_variance variance_of_mean bound_of_expected_variance bound_of_variance_of_mean", POOL | N)
        | {"expected_mean": {"matching-moments", "fresh-randomness"}}
        | {"conservation": {"matching-moments", "fresh-randomness"} | N},
    ),
    "accumulate_limit": (
        "axiom",
        {"memory.accumulate", "convergence of a bounded martingale", "1/n -> 0", "recurrence of gamma", "z3"}
        | SINE
        | INVERSE_SQUARES,
        each("expected_variance limit_of_expected_variance limit_of_variance_of_mean", POOL | N)
        | {"variance_of_final_mean": POOL | N}
        | {"bound_of_variance_of_mean": POOL | N, "size_of_loss": set()},
    ),
    "accumulate_spread": (
        "axiom",
        {"memory.accumulate", "martingale bounded in mean square", "recurrence of gamma", "z3"}
        | {"Cochran's theorem", "Euler's integral for Gamma", "the inverse squares have a finite sum"}
        | {"a product of shares that are left stays positive", "a sum of smaller terms converges"},
        each("mean_square_of_variance limit_of_mean_square relative_mean_square", POOL | N | NORMAL)
        | each("bound_of_relative_mean_square relative_mean_square_of_limit limit_is_random", POOL | N | NORMAL)
        | {"growth_of_relative_mean_square": set()},
    ),
    "accumulate_unbiased": (
        "solver-certified",
        {"z3"} | RATIO,
        each("expected_variance expected_variance_in_closed_form variance_of_mean", POOL | UNBIASED)
        | each("bias bias_at_a_point limit_of_expected_variance", POOL | UNBIASED)
        | {"something_remains": set()},
    ),
    "known_variance": (
        "solver-certified",
        {"1 + 1/4 + 1/9 + ... = pi^2/6", "z3"} | INVERSE_SQUARES,
        each("variance_of_mean limit_of_variance_of_mean bound_of_variance_of_mean", POOL | KNOWN)
        | {"expected_mean": {"matching-moments", "constant-size", "fresh-randomness"} | KNOWN},
    ),
    "step_weights": (
        "axiom",
        {
            "a product of shares that are left stays positive",
            "a product of shares that are left vanishes",
            "a sum of larger terms diverges",
            "a sum of smaller terms converges",
            "z3",
        },
        each("expected_variance variance_of_mean collapse no_collapse", WEIGHTED | N),
    ),
    "step_weights_known": (
        "axiom",
        {"a sum of larger terms diverges"},
        each("variance_of_mean unbounded_drift variance_of_mean_for_constant_weight", WEIGHTED | KNOWN),
    ),
    "fading": (
        "solver-certified",
        {"r^t -> 0 for |r| < 1", "z3"},
        each("expected_variance variance_of_mean bound_of_expected_variance collapse", FADING | N),
    ),
    "fading_drift": (
        "solver-certified",
        {"1/n -> 0", "z3"},
        each("variance_of_mean bound_of_pace pace", FADING | KNOWN),
    ),
    "sliding_window": (
        "axiom",
        {"renewal theorem"},
        each("variance_of_weighted_mean pace variance_of_mean_for_two", WINDOW | KNOWN),
    ),
    "subsample": (
        "solver-certified",
        {"z3"} | RATIO,
        each("expected_variance variance_of_mean conservation plateau", CHOSEN | N)
        | each("expected_variance_of_pool variance_of_mean_of_pool", CHOSEN | N)
        | {"plateau_is_positive": set()},
    ),
    "subsample_unbiased": (
        "solver-certified",
        {"z3"} | RATIO,
        each("expected_variance variance_of_mean growth", CHOSEN | UNBIASED)
        | each("expected_variance_of_pool variance_of_mean_of_pool", CHOSEN | UNBIASED)
        | each("lowest_variance_for_k_equal_to_n no_fall_after_that no_plateau_at_a_point", CHOSEN | UNBIASED)
        | {"growth_is_positive": set()},
    ),
    "kernel": (
        "proved",
        {"1/n -> 0", "r^t -> 0 for |r| < 1"},
        each("expected_variance variance_of_mean total_variance floor pace_of_mean", SMOOTHED | N | {"replace"}),
    ),
    "kernel_unbiased": (
        "proved",
        set(),
        each("expected_variance variance_of_mean", SMOOTHED | UNBIASED | {"replace"}),
    ),
    "kernel_accumulate": (
        "solver-certified",
        {"H_n - log n -> EulerGamma", "recurrence of harmonic", "z3"},
        each("expected_variance variance_of_mean", SMOOTHED | N | {"accumulate"})
        | each("mean_square growth", (SMOOTHED | N | {"accumulate"}) - {"independent-draws"}),
    ),
}


@pytest.mark.parametrize("module", CONTENTS["memory"])
def test_what_it_rests_on(module: str) -> None:
    report = report_of(f"memory.{module}")
    grade, rests_on, uses = PINS[module]
    assert report.problems == []
    assert report.grade == grade
    assert set(report.rests_on) == rests_on
    assert {name: {a.key for a in used} for name, used in report.uses.items()} == uses


# Conclusions as numbers -------------------------------------------------------------------------------


def conclusion(module: str, name: str) -> Conclusion:
    return load(f"memory.{module}").conclusions[name]


def own(module: str, name: str, at: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the values on which a conclusion depends."""
    names = {q.name for q in conclusion(module, name).parameters}
    return {key: value for key, value in at.items() if key in names}


def exact(module: str, name: str, **at: Any) -> Fraction:
    value = conclusion(module, name).closed_form.exact(**own(module, name, at))
    assert value is not None
    return value


def number(module: str, name: str, **at: Any) -> float:
    return float(conclusion(module, name).array(**own(module, name, at)))


POINTS = st.integers(2, 9)
REFITS = st.integers(1, 12)
MEANS = st.fractions(-5, 5, max_denominator=9)
VARIANCES = st.fractions(Fraction(1, 9), 9, max_denominator=9)


def variances_at(loop: Loop, places: tuple[int, ...]) -> list[float]:
    """E V_t of a long loop at some t."""
    found = enclosed_moments(loop).expected_variances
    return [float(found[place].mid()) for place in places]


# Accumulated data -------------------------------------------------------------------------------------


@given(POINTS, REFITS, MEANS, VARIANCES)
def test_accumulated_data_with_divisor_n(n: int, t: int, mean: Fraction, variance: Fraction) -> None:
    moments = exact_moments(accumulate(n, t, mean=mean, variance=variance))
    at = {"n": n, "m_0": mean, "v_0": variance}
    for fits in range(t + 1):
        within = exact("accumulate", "expected_variance", t=fits, **at)
        between = exact("accumulate", "variance_of_mean", t=fits, **at)
        assert within == moments.expected_variances[fits]
        assert between == moments.variances_of_means[fits]
        assert within + between == exact("accumulate", "conservation", **at) == variance
        if fits:
            assert within > exact("accumulate", "bound_of_expected_variance", **at)
            assert between < exact("accumulate", "bound_of_variance_of_mean", **at)
        assert float(between) < number("accumulate_limit", "bound_of_variance_of_mean", **at)
        closed = number("accumulate_limit", "expected_variance", t=fits, **at)
        assert closed == pytest.approx(float(within), rel=1e-11)
    assert exact("accumulate", "expected_mean", m_0=mean) == moments.expected_means[t] == mean


@given(POINTS, REFITS, VARIANCES)
def test_accumulated_data_with_divisor_one_less(n: int, t: int, variance: Fraction) -> None:
    moments = exact_moments(accumulate(n, t, divisor="n-1", variance=variance))
    for fits in range(1, t + 1):
        at = {"n": n, "t": fits, "v_0": variance}
        within = exact("accumulate_unbiased", "expected_variance", **at)
        assert within == moments.expected_variances[fits]
        assert exact("accumulate_unbiased", "variance_of_mean", **at) == moments.variances_of_means[fits]
        closed = number("accumulate_unbiased", "expected_variance_in_closed_form", **at)
        assert closed == pytest.approx(float(within), rel=1e-11)
        assert (within < variance) == (fits > 1)
        assert fits == 1 or within <= variance * (1 - Fraction(1, 4 * n - 2))


def test_the_estimator_called_unbiased_is_biased_at_a_point() -> None:
    """All outcomes of two fits to two points a generation would say the same: see test_schedules."""
    at_two = exact_moments(accumulate(2, 2, divisor="n-1")).expected_variances[2]
    assert exact("accumulate_unbiased", "bias_at_a_point", v_0=1) == at_two == Fraction(5, 6)


@pytest.mark.parametrize("n", [2, 3, 10])
@pytest.mark.parametrize(
    ("module", "options", "rate"),
    [("accumulate_limit", {}, 1), ("accumulate_unbiased", {"divisor": "n-1"}, 1)],
)
def test_limits_are_approached_like_one_over_t(n: int, module: str, options: dict[str, Any], rate: int) -> None:
    """A product of 1 - 1/(n j^2) beyond t is 1 - 1/(n t) to first order."""
    limit = number(module, "limit_of_expected_variance", n=n, v_0=1)
    places = (100, 400)
    for place, value in zip(places, variances_at(accumulate(n, 400, **options), places), strict=True):
        assert (value / limit - 1) * n * place == pytest.approx(rate, abs=1.5 / place)


def test_what_the_limits_are_worth() -> None:
    share = {n: number("accumulate_limit", "limit_of_expected_variance", n=n, v_0=1) for n in (2, 10, 10**4)}
    assert share[2] == pytest.approx(0.358, abs=5e-4)
    assert share[10] == pytest.approx(0.843, abs=5e-4)
    assert (1 - share[10**4]) * 10**4 == pytest.approx(math.pi**2 / 6, rel=2e-4)
    between = number("accumulate_limit", "limit_of_variance_of_mean", n=10, v_0=1)
    assert between + share[10] == pytest.approx(1, rel=1e-11)
    assert number("accumulate_limit", "size_of_loss") == pytest.approx(math.pi**2 / 6, rel=1e-11)
    assert number("accumulate_unbiased", "something_remains") == 0


# How much chains differ -------------------------------------------------------------------------------


@given(POINTS, st.integers(1, 6), VARIANCES)
def test_the_mean_square_of_the_variance(n: int, t: int, variance: Fraction) -> None:
    """For normal draws, of kurtosis 3, from the fourth moments of the described loop."""
    moments = exact_moments(accumulate(n, t, variance=variance), order=4, kurtosis=3)
    for fits in range(1, t + 1):
        at = {"n": n, "t": fits, "v_0": variance}
        square = exact("accumulate_spread", "mean_square_of_variance", **at)
        assert square == moments.joint_moments[0, 2][fits]
        ratio = exact("accumulate_spread", "relative_mean_square", **at)
        assert ratio == square / moments.expected_variances[fits] ** 2
        assert ratio == exact("accumulate_spread", "relative_mean_square_of_limit", **at)
        assert exact("accumulate_spread", "limit_is_random", **at) + 1 == ratio >= Fraction(n + 1, n - 1)
        assert ratio < exact("accumulate_spread", "bound_of_relative_mean_square", n=n)


def test_one_fit_is_a_sample_variance() -> None:
    """n V_1/v_0 is chi-square: mean n - 1 and mean square (n - 1)(n + 1)."""
    assert exact("accumulate_spread", "mean_square_of_variance", n=5, t=1, v_0=1) == Fraction(24, 25)
    assert exact("accumulate_spread", "relative_mean_square", n=5, t=1) == Fraction(3, 2)


def test_the_relative_variance_of_the_limit_for_large_samples() -> None:
    """Each refit adds 2/(n j^2) to first order: pi^2/(3n) in all."""
    at = {"n": 2000, "t": 3000}
    found = conclusion("accumulate_spread", "relative_mean_square").array(**at)
    assert (float(found) - 1) * 2000 == pytest.approx(math.pi**2 / 3, rel=2e-3)


# Weights that fade ------------------------------------------------------------------------------------


def known(variance: Fraction) -> Source:
    """Draws with the mean of the last fit and this variance."""
    return Source(-1, 0, variance)


@given(POINTS, REFITS, MEANS, VARIANCES)
def test_accumulated_data_with_known_variance(n: int, t: int, mean: Fraction, variance: Fraction) -> None:
    moments = exact_moments(accumulate(n, t, source=known(variance), mean=mean, variance=variance))
    for fits in range(t + 1):
        between = exact("known_variance", "variance_of_mean", n=n, t=fits, v_0=variance)
        assert between == moments.variances_of_means[fits]
        assert float(between) < number("known_variance", "bound_of_variance_of_mean", n=n, v_0=variance)
    assert exact("known_variance", "expected_mean", m_0=mean) == mean


def test_the_known_variance_drifts_to_a_sixth_of_pi_squared() -> None:
    found = enclosed_moments(accumulate(3, 1000, source=known(Fraction(1)))).variances_of_means
    limit = number("known_variance", "limit_of_variance_of_mean", n=3, v_0=1)
    for t in (100, 1000):
        assert (limit - float(found[t].mid())) * 3 * t == pytest.approx(1, abs=1 / t)


FADES = st.fractions(Fraction(1, 9), 2, max_denominator=9)


@st.composite
def faded_loops(draw: st.DrawFn, source: Source) -> tuple[Loop, list[Fraction]]:
    """A loop in which the pool fades by another factor at every generation, and the shares of the newest draws."""
    n, fades = draw(POINTS), draw(st.lists(FADES, min_size=1, max_size=7))
    weight, shares, generations = Fraction(0), [], []
    for t, factor in enumerate(fades):
        weight = weight * factor + n
        shares.append(n / weight)
        fade = (Fade("pool", factor),) if t else ()
        drawn = Draw("pool", n, source if t else Source(-1))
        generations.append(Generation((*fade, drawn), Refit((("pool", 1),))))
    return Loop(tuple(generations), 0, Fraction(3, 2)), shares


@given(faded_loops(Source(-1)))
def test_any_weights_with_a_fitted_variance(drawn: tuple[Loop, list[Fraction]]) -> None:
    loop, shares = drawn
    moments, n = exact_moments(loop), loop.generations[0].steps[0].points
    at = {"n": n, "t": len(shares), "w": shares, "v_0": loop.variance}
    assert exact("step_weights", "expected_variance", **at) == moments.expected_variances[-1]
    assert exact("step_weights", "variance_of_mean", **at) == moments.variances_of_means[-1]


@given(faded_loops(known(Fraction(3, 2))))
def test_any_weights_with_a_known_variance(drawn: tuple[Loop, list[Fraction]]) -> None:
    loop, shares = drawn
    n = loop.generations[0].steps[0].points
    at = {"n": n, "t": len(shares), "w": shares, "v_0": loop.variance}
    found = exact("step_weights_known", "variance_of_mean", **at)
    assert found == exact_moments(loop).variances_of_means[-1]


@pytest.mark.parametrize(("name", "value"), [("collapse", 0), ("no_collapse", 0), ("unbounded_drift", math.inf)])
def test_what_the_sum_of_squared_weights_decides(name: str, value: float) -> None:
    fact = conclusion("step_weights_known" if name == "unbounded_drift" else "step_weights", name).fact
    assert (float(fact.right), fact.relation) == (value, ">" if name == "no_collapse" else "=")


@given(POINTS, st.integers(0, 12), VARIANCES, st.fractions(Fraction(1, 9), 1, max_denominator=9))
def test_a_constant_weight_from_the_truth_on(n: int, t: int, variance: Fraction, weight: Fraction) -> None:
    """Every fit is a weighted mean of the last one and of n draws about it: the errors add up, one by one."""
    total = Fraction(0)
    for _ in range(t):
        total += weight**2 * variance / n
    assert (
        exact("step_weights_known", "variance_of_mean_for_constant_weight", n=n, t=t, omega=weight, v_0=variance)
        == total
    )


@given(POINTS, REFITS, VARIANCES, st.fractions(Fraction(1, 9), Fraction(8, 9), max_denominator=9))
def test_memory_that_fades(n: int, t: int, variance: Fraction, factor: Fraction) -> None:
    at = {"n": n, "t": t, "f": factor, "v_0": variance}
    moments = exact_moments(forgetting(n, factor, t, variance=variance))
    within = exact("fading", "expected_variance", **at)
    assert within == moments.expected_variances[t] <= exact("fading", "bound_of_expected_variance", **at)
    assert exact("fading", "variance_of_mean", **at) == moments.variances_of_means[t]
    drifting = exact_moments(forgetting(n, factor, t, source=known(variance), variance=variance))
    drift = exact("fading_drift", "variance_of_mean", **at)
    assert drift == drifting.variances_of_means[t]
    assert exact("fading_drift", "pace", **at) <= drift / t <= exact("fading_drift", "bound_of_pace", **at)


def test_the_rates_of_fading() -> None:
    """After a long time: the share kept at a refit, and the step of the drift."""
    factor, n = Fraction(3, 4), 5
    kept = [float(x.mid()) for x in enclosed_moments(forgetting(n, factor, 80)).expected_variances]
    assert kept[80] / kept[79] == pytest.approx(1 - (1 - 0.75) ** 2 / n, rel=1e-9)
    found = enclosed_moments(forgetting(n, factor, 80, source=known(Fraction(1)))).variances_of_means
    step = float((found[80] - found[79]).mid())
    assert step == pytest.approx(number("fading_drift", "pace", n=n, f=factor, v_0=1), rel=1e-9)
    assert number("fading", "collapse") == 0


# A part of what was kept ------------------------------------------------------------------------------

SIZES = POINTS.flatmap(lambda n: st.tuples(st.just(n), st.integers(2, n)))
DIVISORS = {"subsample": "n", "subsample_unbiased": "n-1"}


def pool_seen_at_the_end(loop: Loop) -> Loop:
    """The same loop, but the last fit is one to the whole pool, with its size less 1 for a divisor."""
    *before, last = loop.generations
    return Loop((*before, Generation(last.steps[:1], Refit((("pool", 1),), "n-1"))), loop.mean, loop.variance)


@pytest.mark.parametrize("module", DIVISORS)
@given(sizes=SIZES, t=REFITS, variance=VARIANCES)
def test_a_subsample_of_what_was_kept(module: str, sizes: tuple[int, int], t: int, variance: Fraction) -> None:
    n, k = sizes
    loop = accumulate_and_subsample(n, k, t, divisor=DIVISORS[module], variance=variance)
    fits, pools = exact_moments(loop), exact_moments(pool_seen_at_the_end(loop))
    at = {"n": n, "k": k, "t": t, "v_0": variance}
    assert exact(module, "expected_variance", **at) == fits.expected_variances[t]
    assert exact(module, "variance_of_mean", **at) == fits.variances_of_means[t]
    assert exact(module, "expected_variance_of_pool", **at) == pools.expected_variances[t]
    assert exact(module, "variance_of_mean_of_pool", **at) == pools.variances_of_means[t]


@given(sizes=SIZES, t=REFITS, variance=VARIANCES)
def test_nothing_is_lost_with_divisor_k(sizes: tuple[int, int], t: int, variance: Fraction) -> None:
    n, k = sizes
    at = {"n": n, "k": k, "t": t, "v_0": variance}
    within, between = (exact("subsample", name, **at) for name in ("expected_variance", "variance_of_mean"))
    assert within + between == exact("subsample", "conservation", **at) == variance


@pytest.mark.parametrize("n", [2, 3, 8])
def test_a_subsample_of_everything_at_first(n: int) -> None:
    """After one fit the pool has n points; if all are chosen, it is a fit to accumulated data."""
    at = {"n": n, "k": n, "t": 1, "v_0": 1}
    for module, other in (("subsample", "accumulate"), ("subsample_unbiased", "accumulate_unbiased")):
        for name in ("expected_variance", "variance_of_mean"):
            assert exact(module, name, **at) == exact(other, name, **at)


@pytest.mark.parametrize(("n", "k"), [(2, 2), (5, 2), (5, 5), (12, 3)])
def test_the_plateau_and_the_growth(n: int, k: int) -> None:
    """At the measured rate: the relative distance to the limit falls like 1/t."""
    at = {"n": n, "k": k, "v_0": 1}
    for module, power, name in (("subsample", 0, "plateau"), ("subsample_unbiased", 1 / k, "growth")):
        limit = number(module, name, **at)
        places = (100, 200, 400)
        found = variances_at(accumulate_and_subsample(n, k, 400, divisor=DIVISORS[module]), places)
        gaps = [value / place**power / limit - 1 for place, value in zip(places, found, strict=True)]
        assert abs(gaps[2]) < 0.02
        assert gaps[0] / gaps[1] == pytest.approx(2, rel=0.05)
        assert gaps[1] / gaps[2] == pytest.approx(2, rel=0.03)


@given(st.integers(2, 30))
def test_where_the_growth_begins(n: int) -> None:
    found = exact_moments(accumulate_and_subsample(n, n, 6, divisor="n-1")).expected_variances
    assert found[2] == found[3] == exact("subsample_unbiased", "lowest_variance_for_k_equal_to_n", n=n, v_0=1)
    assert list(found[3:]) == sorted(set(found[3:]))
    assert number("subsample_unbiased", "no_fall_after_that") == 1
    assert number("subsample", "plateau_is_positive") == number("subsample_unbiased", "growth_is_positive") == 0
    found = accumulate_and_subsample(2, 2, 8, divisor="n-1")
    assert exact_moments(found).expected_variances[8] == Fraction(74453875, 72648576)
    assert number("subsample_unbiased", "no_plateau_at_a_point", v_0=1) == 1.02


# A window -----------------------------------------------------------------------------------------------


@given(POINTS, REFITS, VARIANCES)
def test_a_window_of_two(n: int, t: int, variance: Fraction) -> None:
    loop = sliding_window(n, 2, t, source=known(variance), variance=variance)
    found = exact("sliding_window", "variance_of_mean_for_two", n=n, t=t, v_0=variance)
    assert found == exact_moments(loop).variances_of_means[t]


def averages_in_the_window(n: int, window: int, generations: int) -> list[list[Fraction]]:
    """Which share each error of the draws has in the averages of the last K generations, all errors of variance 1/n."""
    errors: list[dict[int, Fraction]] = []
    for t in range(generations):
        last = errors[-window:]
        average = {s: sum((e.get(s, Fraction(0)) for e in last), Fraction(0)) / len(last) for e in last for s in e}
        errors.append({**average, t: Fraction(1)})
    return [[e.get(s, Fraction(0)) for s in range(generations)] for e in errors[-window:]]


@pytest.mark.parametrize("window", [1, 2, 3, 5])
def test_the_weighted_mean_of_the_window_moves_at_random(window: int) -> None:
    """By one more error of share 2/(K + 1) at every refit, and the others stay as they are."""
    total = Fraction(window * (window + 1), 2)
    walks = [
        [sum((weight * share for weight, share in enumerate(shares, start=1)), Fraction(0)) / total
         for shares in zip(*averages_in_the_window(1, window, t), strict=True)]
        for t in (window, window + 1, window + 4)
    ]  # fmt: skip
    for later, steps in ((walks[1], 1), (walks[2], 4)):
        assert later == walks[0] + [Fraction(2, window + 1)] * steps
    at = {"n": 1, "K": window, "v_0": 1, "m_0": 0, "u_0": 0}
    assert (
        exact("sliding_window", "variance_of_weighted_mean", t=4, **(at | {"n": 2}))
        == 4 * Fraction(2, window + 1) ** 2 / 2
    )


@pytest.mark.parametrize("window", [1, 2, 3, 4, 6])
def test_the_pace_of_the_window(window: int) -> None:
    found = enclosed_moments(sliding_window(3, window, 120, source=known(Fraction(1)))).variances_of_means
    pace = exact("sliding_window", "pace", n=3, K=window, v_0=1)
    assert float((found[120] - found[119]).mid()) == pytest.approx(float(pace), rel=1e-6)


# Draws through a kernel -----------------------------------------------------------------------------------

WIDTHS = st.fractions(0, 3, max_denominator=4)


@given(POINTS, REFITS, WIDTHS, VARIANCES)
def test_draws_through_a_kernel(n: int, t: int, h: Fraction, variance: Fraction) -> None:
    at = {"n": n, "t": t, "h": h, "v_0": variance}
    options: dict[str, Any] = {"source": Source(-1, 1, h**2), "variance": variance}
    for module, loop in (
        ("kernel", replace(n, t, **options)),
        ("kernel_unbiased", replace(n, t, divisor="n-1", **options)),
        ("kernel_accumulate", accumulate(n, t, **options)),
    ):
        moments = exact_moments(loop)
        assert exact(module, "expected_variance", **at) == moments.expected_variances[t]
        assert exact(module, "variance_of_mean", **at) == moments.variances_of_means[t]
        for name in {"total_variance", "mean_square"} & set(load(f"memory.{module}").conclusions):
            assert exact(module, name, **at) == moments.expected_variances[t] + moments.variances_of_means[t]


@given(POINTS, REFITS, VARIANCES)
def test_a_kernel_without_width_is_the_bootstrap(n: int, t: int, variance: Fraction) -> None:
    at = {"n": n, "t": t, "h": 0, "v_0": variance}
    assert exact("kernel", "expected_variance", **at) == (1 - Fraction(1, n)) ** t * variance
    assert exact("kernel_accumulate", "expected_variance", **at) == exact("accumulate", "expected_variance", **at)


def test_what_a_kernel_does_in_the_long_run() -> None:
    n, h = 4, Fraction(1, 2)
    replaced = enclosed_moments(replace(n, 200, source=Source(-1, 1, h**2)))
    assert float(replaced.expected_variances[200].mid()) == pytest.approx(number("kernel", "floor", n=n, h=h))
    step = replaced.variances_of_means[200] - replaced.variances_of_means[199]
    assert float(step.mid()) == pytest.approx(number("kernel", "pace_of_mean", h=h))
    kept = enclosed_moments(accumulate(n, 400, source=Source(-1, 1, h**2)))
    for t in (100, 400):
        square = float((kept.expected_variances[t] + kept.variances_of_means[t]).mid())
        gap = square - float(h**2) * math.log(t) - number("kernel_accumulate", "growth", h=h, v_0=1)
        assert gap * 2 * t / float(h**2) == pytest.approx(1, abs=1 / t)
