"""The chapter on learners that do not collapse: what it rests on, and its numbers by other routes."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from checked_book import report_of
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import optimize

from collapse_math.results import Conclusion
from derivations import CONTENTS, load

UNLIMITED, PROJECTED = {"unlimited-data", "replace"}, {"projected-fit", "replace"}
PRODUCTS = {"a product of shares that are left vanishes", "a product of shares that are left stays positive"}


def each(names: str, uses: set[str]) -> dict[str, set[str]]:
    """The same assumptions for several conclusions."""
    return dict.fromkeys(names.split(), uses)


PINS: dict[str, tuple[str, set[str], dict[str, set[str]]]] = {
    "self_fit": (
        "axiom",
        {"z3", "log x <= x - 1", "x log x >= x - 1 + 3 (x - 1)^2/(2 x + 4)", "schedules.idealised"} | PRODUCTS,
        each("divergence_at_least divergence_at_most", set()) | {"unmoved": UNLIMITED},
    ),
    "projected_fit": (
        "axiom",
        {"z3", "log x <= x - 1", "a product of shares that are left vanishes"},
        each("pythagoras remainder_in_a_family both_divergences not_negative", set())
        | each("expectation expectation_reached", PROJECTED),
    ),
}


@pytest.mark.parametrize("module", CONTENTS["learners"])
def test_what_it_rests_on(module: str) -> None:
    report = report_of(f"learners.{module}")
    grade, rests_on, uses = PINS[module]
    assert report.problems == []
    assert report.grade == grade
    assert set(report.rests_on) == rests_on
    assert {name: {a.key for a in used} for name, used in report.uses.items()} == uses


def conclusion(module: str, name: str) -> Conclusion:
    return load(f"learners.{module}").conclusions[name]


def number(module: str, name: str, **at: object) -> float:
    """The value of a conclusion at those of the given numbers on which it depends."""
    found = conclusion(module, name)
    return float(found.evaluate(**{q.name: at[q.name] for q in found.parameters}).decimal)


def exact(module: str, name: str, **at: object) -> Fraction:
    """The same as a fraction."""
    found = conclusion(module, name)
    value = found.closed_form.exact(**{q.name: at[q.name] for q in found.parameters})
    assert value is not None
    return value


def law(weights: list[int]) -> list[Fraction]:
    return [Fraction(weight, sum(weights)) for weight in weights]


def divergence(one: list[Fraction], other: list[Fraction]) -> float:
    """Written as it is in textbooks."""
    return math.fsum(float(a) * math.log(a / b) for a, b in zip(one, other, strict=True))


LAWS = st.lists(st.integers(1, 9), min_size=4, max_size=4).map(law)

# Fits to unlimited data --------------------------------------------------------------------------------


@given(LAWS, LAWS)
def test_divergence_lies_between_its_bounds(one: list[Fraction], other: list[Fraction]) -> None:
    at = {"K": 4, "q": one, "r": other}
    found = divergence(one, other)
    assert number("self_fit", "divergence_at_least", **at) <= found + 1e-12
    assert found <= number("self_fit", "divergence_at_most", **at) + 1e-12
    assert (number("self_fit", "divergence_at_least", **at) == 0) == (one == other)


@given(LAWS, LAWS, LAWS)
def test_three_laws(truth: list[Fraction], one: list[Fraction], other: list[Fraction]) -> None:
    assume(truth != other)  # no precision would tell the sum of logarithms from 0
    at = {"K": 4, "p": truth, "q": one, "r": other}
    assert number("projected_fit", "pythagoras", **at) == pytest.approx(divergence(truth, other), abs=1e-12)


STATISTIC = np.array([-1.0, 0.0, 1.0, 3.0])
BASE = np.array([0.1, 0.4, 0.3, 0.2])


def member(parameter: float) -> np.ndarray:
    weights = BASE * np.exp(parameter * STATISTIC)
    return np.asarray(weights / weights.sum())


def kullback_leibler(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.sum(one * np.log(one / other)))


def closest(target: np.ndarray) -> float:
    """The parameter of the member with the least divergence from the target, found without moments."""
    found = optimize.minimize_scalar(
        lambda parameter: kullback_leibler(target, member(parameter)), bracket=(-1, 1), tol=1e-12
    )
    return float(found.x)


def test_a_loop_of_best_fits_found_by_search() -> None:
    """The error of the family is the same at every generation, and expectations follow the closed form."""
    truth, shares = np.array([0.3, 0.1, 0.5, 0.1]), [Fraction(1, 2), Fraction(1, 10), Fraction(1, 3), Fraction(1, 5)]
    parameters = [1.5]
    for share in shares:
        mixture = float(share) * truth + (1 - float(share)) * member(parameters[-1])
        parameters.append(closest(mixture))
    best = closest(truth)
    m, m_0 = float(truth @ STATISTIC), float(member(1.5) @ STATISTIC)
    for t, parameter in enumerate(parameters):
        present = member(parameter)
        stated = number("projected_fit", "expectation", alpha=shares[:t] or [0], t=t, m=Fraction(m), m_0=Fraction(m_0))
        assert present @ STATISTIC == pytest.approx(stated, abs=1e-6)
        fixed = kullback_leibler(truth, present) - kullback_leibler(member(best), present)
        assert fixed == pytest.approx(kullback_leibler(truth, member(best)), abs=1e-6)
        both = kullback_leibler(member(best), present) + kullback_leibler(present, member(best))
        assert both == pytest.approx((best - parameter) * (m - present @ STATISTIC), abs=1e-6)


def test_a_fit_to_a_member_is_that_member() -> None:
    for parameter in (-2.0, 0.0, 0.7):
        assert closest(member(parameter)) == pytest.approx(parameter, abs=1e-6)
