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
from hypothesis import given, settings
from hypothesis import strategies as st

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


PINS: dict[str, tuple[str, set[str], dict[str, set[str]]]] = {
    "pooled_fit": (
        "solver-certified",
        GEOMETRIC | MANY | {"z3"},
        each("expected_variance variance_of_mean limit limit_of_drift", POOLED | INDEPENDENT | N)
        | each("effective_size bound_on_size at_least at_most many_synthetic_points", POOLED | INDEPENDENT | N)
        | {"conservation": POOLED | N, "rate": set()},
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


# What a record sees, in terms of the joint moments (i, j) of M_t - m_0 and V_t.
IN_MOMENTS = {"variances": [(0, 1)], "squared_drifts": [(2, 0)], "distances_of_draws": [(0, 1), (2, 0)]}
RECORDS = [
    pytest.param(module, name, record, id=f"{module}.{name}")
    for module in CONTENTS["fresh_data"]
    for name, found in load(f"fresh_data.{module}").conclusions.items()
    for record in found.observed
]


def switches(module: str) -> dict[str, str]:
    """What a theorem's assumptions say about the loop."""
    assumed = settings_of(load(f"fresh_data.{module}").assumes, "loop")
    return {switch: value for switch, value in assumed.items() if switch in CHOICES}


@pytest.mark.parametrize(("module", "name", "record"), RECORDS)
@settings(max_examples=25)
@given(
    real=st.integers(1, 5),
    synthetic=st.integers(1, 5),
    refits=st.integers(1, 5),
    variance=st.fractions(F(1, 4), 4, max_denominator=6),
)
def test_expectations_of_the_described_loop(
    module: str, name: str, record: Observed, real: int, synthetic: int, refits: int, variance: F
) -> None:
    drawn = {"r": real, "s": synthetic, "t": refits, "v_0": variance}
    at = {name: drawn.get(name, value) for name, value in parameters_of(record).items()}
    joint = exact_moments(described(at, switches(module))).joint_moments
    assert exact(module, name, **at) == sum(joint[powers][-1] for powers in IN_MOMENTS[record.statistic])


# One kind of fit: r real and s synthetic points together, with divisor n --------------------------------

COUNTS = {"r": st.integers(1, 12), "s": st.integers(1, 12)}


def limits(module: str, at: dict[str, Any]) -> Any:
    return limits_of_moments(described({"t": 1, **at}, switches(module)))


def test_before_any_fit() -> None:
    at = {"r": 2, "s": 3, "t": 0, "v_0": F(7, 2)}
    assert exact("pooled_fit", "expected_variance", **at) == F(7, 2)
    assert exact("pooled_fit", "variance_of_mean", **at) == 0


@given(st.fixed_dictionaries({**COUNTS, "v_0": st.fractions(F(1, 4), 4, max_denominator=6)}))
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
