"""The chapter on fresh data: what it rests on, and its numbers by ways that know nothing of it.

The second route is the schedule engine: it is told how points are drawn and fitted, and multiplies rational numbers.
It is held against all outcomes of tiny loops in test_schedules.
"""

from __future__ import annotations

from fractions import Fraction as F
from typing import Any

import pytest
from checked_book import report_of
from flint import arb
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sympy import Rational

from collapse_math.configuration import parameters_of, settings_of
from collapse_math.observed import Observed
from collapse_math.results import Conclusion
from collapse_math.schedules import exact_moments, limits_of_moments
from collapse_math.schemes import CHOICES, described
from derivations import CONTENTS, load

# What the theorems rest on ----------------------------------------------------------------------------

COMPOSE = {"replace", "fresh-randomness"}
POOLED = {"matching-moments", "fresh-real-points", "common-mean", "constant-size"} | COMPOSE
INDEPENDENT = {"independent-draws"}
N = {"divisor-n"}
GEOMETRIC = {"r^t -> 0 for |r| < 1"}
MANY = {"1/n -> 0"}


def each(names: str, uses: set[str]) -> dict[str, set[str]]:
    """The same assumptions for several conclusions."""
    return dict.fromkeys(names.split(), uses)


FIXED, SPLIT = {"fixed-divisor"}, {"matching-moments", "random-split", "constant-size"} | COMPOSE | INDEPENDENT
SAME_SET = POOLED - {"fresh-real-points"} | {"fixed-real-set"} | INDEPENDENT | N
WARM = POOLED - {"matching-moments"} | {"sampling-temperature"} | INDEPENDENT | FIXED
Z3 = {"z3"}
KNOWN = {"known-variance"}
WEIGHED = POOLED - {"common-mean"} | {"weighted-means"}
VARIANCES_WEIGHED = POOLED - {"common-mean"} | {"weighted-variances"} | INDEPENDENT
ALL_KEPT = POOLED - {"common-mean", "replace"} | {"accumulate"} | INDEPENDENT | KNOWN

PINS: dict[str, tuple[str, set[str], dict[str, set[str]]]] = {
    "pooled_fit": (
        "solver-certified",
        GEOMETRIC | MANY | Z3,
        each("expected_variance variance_of_mean limit limit_of_drift", POOLED | INDEPENDENT | N)
        | each("effective_size bound_on_size at_least at_most many_synthetic_points", POOLED | INDEPENDENT | N)
        | {"conservation": POOLED | N, "rate": set()},
    ),
    "without_between": (
        "solver-certified",
        GEOMETRIC | MANY | Z3 | {"fresh_data.pooled_fit"},
        each("true_value refuted true_among_many", POOLED | INDEPENDENT | N)
        | each("where_the_guess_stays claimed_value claimed_among_many", set())
        | {"error_of_the_guess": POOLED - COMPOSE | INDEPENDENT | N},
    ),
    "any_divisor": (
        "solver-certified",
        GEOMETRIC | Z3,
        each("expected_variance variance_of_mean limit limit_of_drift", POOLED | INDEPENDENT | FIXED)
        | each("limit_for_unbiased_divisor gain_for_unbiased_divisor", POOLED | INDEPENDENT | FIXED)
        | each("one_real_point drift_with_one_real_point", POOLED | INDEPENDENT | FIXED)
        | each("rate room_for_unbiased_divisor", set()),
    ),
    "temperature": (
        "solver-certified",
        GEOMETRIC | MANY | Z3,
        each("expected_variance variance_of_mean limit limit_of_drift many_points", WARM) | {"rate": set()},
    ),
    "explosion": (
        "solver-certified",
        Z3,
        each("lower_bound lower_bound_of_sum", POOLED | INDEPENDENT | FIXED)
        | each("growth one_real_point two_real_points", set()),
    ),
    "second_moments": (
        "solver-certified",
        Z3,
        each("mean_square mixed_moment fourth_moment_of_mean", POOLED | INDEPENDENT | FIXED | {"gaussian-draws"}),
    ),
    "no_second_moment": (
        "solver-certified",
        Z3,
        each("lower_bound lower_bound_of_level", POOLED | INDEPENDENT | FIXED | {"gaussian-draws"}),
    ),
    "one_real_point": (
        "solver-certified",
        GEOMETRIC | MANY | Z3,
        each(
            "upper_bound lower_bound limit among_many relative_variance", POOLED | INDEPENDENT | N | {"gaussian-draws"}
        ),
    ),
    "fixed_set": (
        "solver-certified",
        GEOMETRIC | MANY | Z3,
        each("expected_variance variance_of_mean conservation limit limit_of_drift", SAME_SET)
        | each("many_synthetic_points less_than_fresh", SAME_SET),
    ),
    "random_split": (
        "solver-certified",
        GEOMETRIC | MANY | Z3,
        each("expected_variance variance_of_mean limit limit_of_drift", SPLIT | N)
        | each("one_real_point one_among_many excess_of_drift less_than_by_number", SPLIT | N)
        | {"conservation": SPLIT - INDEPENDENT | N},
    ),
    "split_any_divisor": (
        "solver-certified",
        GEOMETRIC | Z3,
        each("expected_variance variance_of_mean limit limit_of_drift", SPLIT | FIXED) | {"rate": set()},
    ),
    "split_unbiased": (
        "solver-certified",
        GEOMETRIC | Z3 | {"fresh_data.split_any_divisor"},
        each("limit gain one_real_point less_than_by_number", SPLIT | FIXED)
        | each("half_a_point fewer_than_that", set()),
    ),
    "split_explosion": (
        "solver-certified",
        Z3,
        each("lower_bound lower_bound_of_sum", SPLIT | FIXED) | each("growth unbiased_divisor divisor_n", set()),
    ),
    "weighted_mean": (
        "solver-certified",
        GEOMETRIC | Z3,
        {"expected_mean": WEIGHED | KNOWN - INDEPENDENT}
        | each("variance_of_mean limit_of_drift", WEIGHED | KNOWN | INDEPENDENT)
        | each("root share factor_from_below factor_at_the_best_weight golden_ratio", set())
        | each("factor_for_pooled_points pooled_points_leave_more two_thirds", set()),
    ),
    "weighted_mean_refitted": (
        "solver-certified",
        GEOMETRIC | Z3 | {"fresh_data.weighted_mean"},
        each(
            "expected_variance variance_of_mean limit_of_drift drift_from_below distance_in_the_end",
            WEIGHED | INDEPENDENT | {"own-means", "divisor-n-minus-1"},
        ),
    ),
    "best_weights": (
        "solver-certified",
        GEOMETRIC | Z3 | {"fresh_data.weighted_mean"},
        each("excess best error limit constant_weight", WEIGHED | KNOWN | INDEPENDENT)
        | {"cost_of_a_weight": WEIGHED - COMPOSE | KNOWN | INDEPENDENT}
        | each("numerator denominator share", {"constant-size", "replace"})
        | each("numerator_from_real_points denominator_from_real_points", {"constant-size", "replace"}),
    ),
    "weighted_variance": (
        "solver-certified",
        GEOMETRIC | MANY | Z3,
        {"expected_variance": VARIANCES_WEIGHED}
        | each("mean_square variance_of_variance limit", VARIANCES_WEIGHED | {"gaussian-draws"})
        | each("left_by_the_best_weight left_by_the_golden_ratio", VARIANCES_WEIGHED | {"gaussian-draws"})
        | each("root factor_from_below room_at_the_best_weight factor_at_the_best_weight equal_sizes", set())
        | each("above_the_golden_ratio little_above_the_golden_ratio large_samples best_weight_of_five", set()),
    ),
    "kept_share": (
        "solver-certified",
        Z3 | {"recurrence of gamma"},
        each("variance_of_mean mostly_real_from_below mostly_real_from_above", ALL_KEPT)
        | each("mostly_synthetic_from_below mostly_synthetic_from_above", ALL_KEPT),
    ),
    "kept_share_rates": (
        "solver-certified",
        MANY
        | Z3
        | {
            "fresh_data.kept_share",
            "1 + 1/4 + ... + 1/t^2 < pi^2/6",
            "Gamma(z + s) < z^s Gamma(z) for 0 < s < 1",
            "n^(-p) -> 0 for p > 0",
            "n^(b - a) Gamma(n + a)/Gamma(n + b) -> 1",
            "recurrence of gamma",
            "recurrence of harmonic",
        },
        each("rate slow_rate_from_below slow_rate_from_above", ALL_KEPT)
        | each("equal_parts_from_below equal_parts_from_above", ALL_KEPT),
    ),
    "unlimited_data": (
        "axiom",
        GEOMETRIC
        | {"schedules.idealised", "a product of shares that are left stays positive"}
        | {"a product of shares that are left vanishes"},
        each("score truth_reached mean_of_a_normal_law variance_of_a_normal_law", {"unlimited-data", "replace"})
        | each("variance_restored score_above_the_bound", {"unlimited-data", "replace"})
        | {"truth_reached_above_the_bound": {"unlimited-data", "replace"}, "factor": set()},
    ),
}


@pytest.mark.parametrize("module", CONTENTS["fresh_data"])
def test_what_it_rests_on(module: str) -> None:
    report = report_of(f"fresh_data.{module}")
    grade, rests_on, uses = PINS[module]
    assert report.problems == []
    assert report.grade == grade
    assert set(report.rests_on) == rests_on
    assert {name: {a.key for a in used} for name, used in report.uses.items()} == uses


# Conclusions as numbers -------------------------------------------------------------------------------


def conclusion(module: str, name: str) -> Conclusion:
    return load(f"fresh_data.{module}").conclusions[name]


def exact(module: str, name: str, **at: Any) -> F:
    """The closed form at those of the values on which it depends."""
    form = conclusion(module, name).closed_form
    value = form.exact(**{q.name: at[q.name] for q in conclusion(module, name).parameters})
    assert value is not None
    return value


def number(module: str, name: str, **at: Any) -> float:
    return float(conclusion(module, name).array(**{q.name: at[q.name] for q in conclusion(module, name).parameters}))


VARIANCES = st.fractions(F(1, 4), 4, max_denominator=6)
SHARES = st.fractions(F(1, 9), F(8, 9), max_denominator=9)
LEAST = {"fixed_set": 2, "weighted_mean_refitted": 2, "weighted_variance": 2}  # real points that have a variance

# What a record sees, in terms of the joint moments (i, j) of M_t - m_0 and V_t.
IN_MOMENTS = {
    "variances": [(0, 1)],
    "squared_variances": [(0, 2)],
    "squared_drifts": [(2, 0)],
    "distances_of_draws": [(0, 1), (2, 0)],
}
RECORDS = [
    pytest.param(module, name, record, id=f"{module}.{name}")
    for module in CONTENTS["fresh_data"]
    for name, found in load(f"fresh_data.{module}").conclusions.items()
    for record in found.observed
    if record.process == "loop" and not record.sequences
]


def switches(module: str) -> dict[str, str]:
    """What a theorem's assumptions say about the loop."""
    assumed = settings_of(load(f"fresh_data.{module}").assumes, "loop")
    return {switch: value for switch, value in assumed.items() if switch in CHOICES}


@pytest.mark.parametrize(("module", "name", "record"), RECORDS)
@settings(max_examples=25)
@given(data=st.data(), refits=st.integers(1, 5), variance=VARIANCES)
def test_expectations_of_the_described_loop(
    module: str, name: str, record: Observed, data: st.DataObject, refits: int, variance: F
) -> None:
    drawn = {"r": data.draw(st.integers(LEAST.get(module, 1), 5)), "s": data.draw(st.integers(2, 5))}
    drawn |= {
        "n": drawn["r"] + drawn["s"],
        "alpha": data.draw(SHARES),
        "tau": data.draw(SHARES),
        "w": data.draw(SHARES),
        "t": refits,
        "v_0": variance,
    }
    drawn["c"] = drawn["n"] * data.draw(st.fractions(1, 2, max_denominator=4))
    at = {name: drawn[name] for name in parameters_of(record) if name in drawn}
    if module == "weighted_variance":  # only then does the second moment settle
        assume((1 - drawn["w"]) ** 2 * (1 + F(2, drawn["s"] - 1)) < 1)
    order = 4 if record.statistic == "squared_variances" else 2
    joint = exact_moments(described(at, switches(module)), order=order).joint_moments
    expected = sum(joint[powers][-1] for powers in IN_MOMENTS[record.statistic])
    if "c" not in at and module != "kept_share":
        assert exact(module, name, **at) == expected
    else:  # with two rates, that are roots, or with values of Gamma
        assert number(module, name, **at) == pytest.approx(float(expected), rel=1e-9)


# One kind of fit: r real and s synthetic points together, with divisor n --------------------------------

BOTH = st.fixed_dictionaries({"r": st.integers(1, 12), "s": st.integers(1, 12), "v_0": VARIANCES})


def limits(module: str, at: dict[str, Any]) -> Any:
    return limits_of_moments(described({"t": 1, **at}, switches(module)))


def test_before_any_fit() -> None:
    at = {"r": 2, "s": 3, "t": 0, "v_0": F(7, 2)}
    assert exact("pooled_fit", "expected_variance", **at) == F(7, 2)
    assert exact("pooled_fit", "variance_of_mean", **at) == 0


@given(BOTH)
def test_what_a_pooled_fit_keeps(at: dict[str, Any]) -> None:
    found = limits("pooled_fit", at)
    kept, lost = found[0, 1], found[2, 0]
    assert exact("pooled_fit", "limit", **at) == kept.value
    assert exact("pooled_fit", "limit_of_drift", **at) == lost.value
    assert exact("pooled_fit", "effective_size", **at) == at["v_0"] / lost.value
    rate = load("fresh_data.pooled_fit").conclusions["rate"].fact.left
    assert kept.rate.overlaps(arb(str(rate.xreplace({q: at[q.name] for q in rate.free_symbols}))))
    assert exact("pooled_fit", "at_least", **at) <= kept.value < exact("pooled_fit", "at_most", **at)
    assert exact("pooled_fit", "effective_size", **at) < 2 * at["r"] + 1


def test_one_real_point_in_numbers() -> None:
    """By hand: of two points, one real, half the variance is kept; of three four sevenths; then it is two thirds."""
    kept = [exact("pooled_fit", "limit", r=1, s=s, v_0=1) for s in (1, 2, 10**6)]
    assert kept[:2] == [F(1, 2), F(4, 7)]
    assert F(2, 3) - kept[2] == F(2, 3) / (3 * 10**6 + 1)
    assert exact("pooled_fit", "many_synthetic_points", r=1, v_0=1) == F(2, 3)
    assert exact("pooled_fit", "many_synthetic_points", r=2, v_0=1) == F(4, 5)


# The circulating formula --------------------------------------------------------------------------------


def test_the_circulating_formula_in_numbers() -> None:
    """At r = 1, s = 3 by hand: (1/4)/(1/4 + 3/16), and 1 - (1/4)/(1 - 9/16 + 3/16)."""
    assert exact("without_between", "claimed_value", v_0=1) == F(1, 4) / (F(1, 4) + F(3, 16)) == F(4, 7)
    assert exact("without_between", "true_value", v_0=1) == 1 - F(1, 4) / (1 - F(9, 16) + F(3, 16)) == F(3, 5)
    assert limits("without_between", {"r": 1, "s": 3})[0, 1].value == F(3, 5)
    assert exact("without_between", "claimed_among_many", v_0=1) == F(1, 2)
    assert exact("without_between", "true_among_many", v_0=1) == F(2, 3)


# Any divisor --------------------------------------------------------------------------------------------


def room(module: str, **at: Any) -> F:
    """R, positive where the mean variance has a limit; from its definition in the docstrings."""
    if module == "any_divisor":
        n, both = at["r"] + at["s"], at["r"] + 2 * at["s"]
        return F(at["c"] * n * both - at["s"] * ((n - 1) * both + at["s"]))
    n, b = at["n"], 1 - at["alpha"]
    return F(at["c"] * n * (1 + b) - b * (at["c"] + n * (n - 1) * (1 + b)))


@settings(max_examples=60)
@given(
    at=BOTH, alpha=st.fractions(F(1, 40), F(1, 2), max_denominator=40), less=st.fractions(F(-1), 2, max_denominator=5)
)
def test_where_any_divisor_leads_to(at: dict[str, Any], alpha: F, less: F) -> None:
    n = at["r"] + at["s"]
    for module, own in (
        ("any_divisor", {**at, "c": max(n - less, F(1, 3))}),
        ("split_any_divisor", {"n": n, "alpha": alpha, "v_0": at["v_0"], "c": max(n - less, F(1, 3))}),
    ):
        kept, lost = (limits(module, own)[powers] for powers in ((0, 1), (2, 0)))
        assert kept.exists == lost.exists == (room(module, **own) > 0)
        if kept.exists:
            assert exact(module, "limit", **own) == kept.value
            assert exact(module, "limit_of_drift", **own) == lost.value
            power = conclusion(module, "rate").fact.left.args[0]
            rate = power.base.xreplace({q: own[q.name] for q in power.base.free_symbols})
            if less:  # for divisor n the two variances add up to v_0, and the start is such that one rate is missing
                assert float(kept.rate.mid()) == pytest.approx(float(rate), rel=1e-9)
        else:
            explosion = "explosion" if module == "any_divisor" else "split_explosion"
            within = exact_moments(described({"t": 12, **own}, switches(module))).expected_variances
            for t in range(13):
                assert within[t] >= exact(explosion, "lower_bound", t=t, **own)


@given(BOTH)
def test_divisor_n_minus_1(at: dict[str, Any]) -> None:
    unbiased = {**at, "c": at["r"] + at["s"] - 1}
    kept = limits("any_divisor", unbiased)[0, 1].value
    assert exact("any_divisor", "limit_for_unbiased_divisor", **at) == kept > at["v_0"]
    assert room("any_divisor", **unbiased) > 0
    one = limits("any_divisor", {**at, "r": 1, "c": at["s"]})
    assert exact("any_divisor", "one_real_point", v_0=at["v_0"]) == one[0, 1].value == 2 * at["v_0"]
    assert exact("any_divisor", "drift_with_one_real_point", v_0=at["v_0"]) == one[2, 0].value


@given(st.integers(2, 40))
def test_explosion_with_divisor_n_minus_2(n: int) -> None:
    assert room("any_divisor", r=1, s=n - 1, c=n - 2) < 0 < room("any_divisor", r=1, s=n - 1, c=n - 1)
    assert room("any_divisor", r=2, s=n - 1, c=n - 1) > 0  # of n + 1 points


# The real points are always the same --------------------------------------------------------------------


@given(r=st.integers(2, 9), s=st.integers(2, 9), v_0=VARIANCES)
def test_a_fixed_set(r: int, s: int, v_0: F) -> None:
    at = {"r": r, "s": s, "v_0": v_0}
    found = limits_of_moments(described({"t": 2, **at}, switches("fixed_set")))
    assert exact("fixed_set", "limit", **at) == found[0, 1].value
    assert exact("fixed_set", "limit_of_drift", **at) == found[2, 0].value > v_0 / r
    assert exact("fixed_set", "many_synthetic_points", **at) == v_0 * F(2 * (r - 1), 2 * r + 1)


# Real points that come by chance ------------------------------------------------------------------------

CHANCE = st.fixed_dictionaries({"n": st.integers(2, 12), "alpha": SHARES, "v_0": VARIANCES})


@given(CHANCE)
def test_what_chance_keeps(at: dict[str, Any]) -> None:
    found = limits("random_split", at)
    assert exact("random_split", "limit", **at) == found[0, 1].value
    assert exact("random_split", "limit_of_drift", **at) == found[2, 0].value


@given(BOTH)
def test_chance_against_number(at: dict[str, Any]) -> None:
    n = at["r"] + at["s"]
    chance = limits("random_split", {"n": n, "alpha": F(at["r"], n), "v_0": at["v_0"]})
    number_ = limits("pooled_fit", at)
    assert exact("random_split", "excess_of_drift", **at) == chance[2, 0].value / number_[2, 0].value - 1
    assert exact("random_split", "less_than_by_number", **at) == number_[0, 1].value > chance[0, 1].value


@given(n=st.integers(2, 30), v_0=VARIANCES)
def test_one_real_point_by_chance(n: int, v_0: F) -> None:
    at = {"n": n, "alpha": F(1, n), "v_0": v_0}
    assert exact("random_split", "one_real_point", n=n, v_0=v_0) == limits("random_split", at)[0, 1].value
    unbiased = limits("split_any_divisor", {**at, "c": n - 1})[0, 1].value
    assert exact("split_unbiased", "one_real_point", n=n, v_0=v_0) == unbiased < 2 * v_0


@given(n=st.integers(2, 12), alpha=st.fractions(F(1, 60), F(1, 3), max_denominator=60))
def test_when_chance_is_enough_for_divisor_n_minus_1(n: int, alpha: F) -> None:
    found = limits("split_any_divisor", {"n": n, "alpha": alpha, "c": n - 1})[0, 1]
    assert found.exists == (n * alpha * (2 - alpha) > 1 - alpha)
    if found.exists:
        assert exact("split_unbiased", "limit", n=n, alpha=alpha, v_0=1) == found.value > 1


@pytest.mark.parametrize("n", [2, 5, 20])
def test_half_a_point(n: int) -> None:
    for points, exists in ((F(1, 2 * n), True), (F(1, 2 * n + 1), False)):
        assert limits("split_any_divisor", {"n": n, "alpha": points, "c": n - 1})[0, 1].exists == exists


# Second moments -----------------------------------------------------------------------------------------

FEW = st.fixed_dictionaries({"r": st.integers(1, 6), "s": st.integers(1, 6), "v_0": VARIANCES})
BOUNDS = {(0, 2): "mean_square", (2, 1): "mixed_moment", (4, 0): "fourth_moment_of_mean"}


@settings(max_examples=40)
@given(at=FEW, more=st.fractions(0, 3, max_denominator=3))
def test_second_moments_are_bounded(at: dict[str, Any], more: F) -> None:
    loop = described({**at, "t": 8, "c": at["s"] + 1 + more}, switches("second_moments"))
    moments = exact_moments(loop, order=4).joint_moments
    for powers, name in BOUNDS.items():
        assert max(moments[powers]) <= exact("second_moments", name, **at)


@settings(max_examples=15, deadline=None)
@given(at=FEW, divisor=st.sampled_from(["n", "n-1"]))
def test_when_there_are_second_moments(at: dict[str, Any], divisor: str) -> None:
    loop = described({**at, "t": 1}, {"real": "number", "divisor": divisor})
    found = limits_of_moments(loop, order=4)
    for powers in BOUNDS:
        assert found[powers].exists == (divisor == "n" or at["r"] > 1)


@settings(max_examples=25)
@given(s=st.integers(1, 9), v_0=VARIANCES)
def test_a_second_moment_that_grows(s: int, v_0: F) -> None:
    loop = described({"r": 1, "s": s, "v_0": v_0, "c": s, "t": 8}, switches("no_second_moment"))
    moments = exact_moments(loop, order=4).joint_moments
    for t, second in enumerate(moments[0, 2]):
        assert second >= exact("no_second_moment", "lower_bound", s=s, t=t, v_0=v_0)
        level = second + moments[2, 1][t] + moments[4, 0][t] / 5
        assert level >= exact("no_second_moment", "lower_bound_of_level", s=s, t=t, v_0=v_0)


@settings(max_examples=15, deadline=None)
@given(s=st.integers(4, 9), v_0=VARIANCES, t=st.integers(0, 6))
def test_the_second_moment_with_one_real_point(s: int, v_0: F, t: int) -> None:
    loop = described({"r": 1, "s": s, "v_0": v_0, "t": 6}, switches("one_real_point"))
    moments, ends = exact_moments(loop, order=4).joint_moments, limits_of_moments(loop, order=4)
    assert exact("one_real_point", "limit", s=s, v_0=v_0) == ends[0, 2].value
    low, high = (exact("one_real_point", name, s=s, t=t, v_0=v_0) for name in ("lower_bound", "upper_bound"))
    assert low <= moments[0, 2][t] <= high


@pytest.mark.parametrize("s", [1, 2, 3])
def test_the_limit_is_right_for_fewer_points_as_well(s: int) -> None:
    formula = conclusion("one_real_point", "limit").expression
    values = {q: {"s": s, "v_0": 1}[q.name] for q in formula.free_symbols}
    ends = limits_of_moments(described({"r": 1, "s": s, "t": 1}, switches("one_real_point")), order=4)
    assert formula.xreplace(values) == Rational(ends[0, 2].value)


def test_the_spread_with_one_real_point_among_many() -> None:
    """By an exact recursion for 400 synthetic points: the relative variance is near 2."""
    ends = limits_of_moments(described({"r": 1, "s": 400, "t": 1}, switches("one_real_point")), order=4)
    mean, square = ends[0, 1].value, ends[0, 2].value
    assert float(square) == pytest.approx(float(exact("one_real_point", "among_many", v_0=1)), rel=0.01)
    assert float(square / mean**2 - 1) == pytest.approx(float(exact("one_real_point", "relative_variance")), rel=0.01)


# Temperatures -------------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(at=BOTH, tau=st.fractions(F(1, 4), F(5, 4), max_denominator=8), more=st.fractions(0, 2, max_denominator=3))
def test_where_a_temperature_leads_to(at: dict[str, Any], tau: F, more: F) -> None:
    at = {**at, "s": at["s"] + 1}
    n, both = at["r"] + at["s"], at["r"] + 2 * at["s"]
    own = {**at, "tau": tau, "c": n - 1 + more}
    loop = described({"t": 2, **own}, switches("temperature"))
    kept, lost = (limits_of_moments(loop)[powers] for powers in ((0, 1), (2, 0)))
    exists = own["c"] * n * both > tau**2 * at["s"] * ((n - 1) * both + at["s"])
    assert kept.exists == lost.exists == exists
    if exists:
        assert exact("temperature", "limit", **own) == kept.value
        assert exact("temperature", "limit_of_drift", **own) == lost.value


def test_temperature_one_is_none() -> None:
    at = {"r": 2, "s": 3, "c": F(9, 2), "v_0": 1}
    assert exact("temperature", "limit", tau=1, **at) == exact("any_divisor", "limit", **at)
    for t in (1, 2, 5):
        warm = number("temperature", "expected_variance", tau=1, t=t, **at)
        assert warm == pytest.approx(number("any_divisor", "expected_variance", t=t, **at), rel=1e-12)


def test_a_temperature_with_many_points() -> None:
    """In units of v_0: what is kept is p + (1 - p) theta^2 times itself."""
    p, theta = F(1, 5), F(1, 2)
    kept = exact("temperature", "many_points", r=1, s=4, v_0=1, theta=theta)
    assert kept == p + (1 - p) * theta**2 * kept
    large = {"r": 10**4, "s": 4 * 10**4, "c": 5 * 10**4, "v_0": 1, "tau": theta}
    assert float(exact("temperature", "limit", **large)) == pytest.approx(float(kept), rel=1e-4)
