"""Records of loops: assumptions choose the loop, variances are exact, and each broken assumption is seen."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F
from typing import Any

import numpy as np
import pytest
from sympy import Rational

from collapse_math import regimes
from collapse_math.agreement import Agreement, agreements, agreements_without, soon
from collapse_math.assumptions import ASSUMPTIONS
from collapse_math.breaking import breakable
from collapse_math.comparison import growth, planned, value_of, variance_of
from collapse_math.configuration import arguments_of, settings_of
from collapse_math.derivation import Theorem
from collapse_math.loops import LAST_FIT, TRUTH, Draw, Generation, Loop, Refit, Source
from collapse_math.observed import Observed
from collapse_math.quantities import integer, real
from collapse_math.results import Report
from collapse_math.schedules import exact_moments
from collapse_math.schemes import CHOICES, STANDARD, described
from collapse_math.verdict import RobustMean

n, r, s, t = integer("n", at_least=2), integer("r", at_least=1), integer("s", at_least=1), integer("t", at_least=0)
m_0, v_0 = real("m_0"), real("v_0", above=0)
TRUE = {"m_0": 1, "v_0": 2}
OF_TRUTH: Any = {"mean": 1, "variance": 2}
BOTH = {"r": 1, "s": 3, "t": 3, **TRUE}
POINTS = {"n": 4, "t": 3, **TRUE}

# Parameters, switches, and the regime that they are to choose.
DESCRIBED: dict[str, tuple[dict[str, Any], dict[str, str], Loop]] = {
    "nothing said": (POINTS, {}, regimes.replace(4, 3, **OF_TRUTH)),
    "a divisor": (POINTS | {"c": F(7, 2)}, {}, regimes.replace(4, 3, divisor=F(7, 2), **OF_TRUTH)),
    "another one": (POINTS | {"c": 4}, {"divisor": "n-1"}, regimes.replace(4, 3, divisor="n-1", **OF_TRUTH)),
    "accumulate": (POINTS, {"memory": "accumulate"}, regimes.accumulate(4, 3, **OF_TRUTH)),
    "subsample": (
        POINTS | {"k": 2},
        {"memory": "subsample"},
        regimes.accumulate_and_subsample(4, 2, 3, **OF_TRUTH),
    ),
    "window": (POINTS | {"K": 2}, {"memory": "window"}, regimes.sliding_window(4, 2, 3, **OF_TRUTH)),
    "fading": (POINTS | {"f": F(1, 2)}, {"memory": "fading"}, regimes.forgetting(4, F(1, 2), 3, **OF_TRUTH)),
    "fresh": (BOTH, {"real": "number"}, regimes.fresh_data(1, 3, 3, **OF_TRUTH)),
    "a share": (POINTS | {"alpha": F(1, 4)}, {"real": "number"}, regimes.fresh_data(1, 3, 3, **OF_TRUTH)),
    "split": (BOTH, {"real": "split"}, regimes.random_split(F(1, 4), 4, 3, **OF_TRUTH)),
    "set": (BOTH | {"r": 2}, {"real": "set"}, regimes.fixed_real(2, 3, 3, **OF_TRUTH)),
    "no real points": (BOTH, {"real": "none"}, regimes.replace(4, 3, **OF_TRUTH)),
    "own means": (
        BOTH,
        {"real": "number", "deviations": "own"},
        regimes.fresh_data(1, 3, 3, deviations="from own means", **OF_TRUTH),
    ),
    "kept": (
        BOTH,
        {"real": "number", "memory": "accumulate"},
        regimes.fresh_data(1, 3, 3, keep=True, **OF_TRUTH),
    ),
    "means": (
        BOTH | {"w": F(2, 3)},
        {"real": "number", "weights": "means"},
        regimes.weighted_means(F(2, 3), 1, 3, 3, **OF_TRUTH),
    ),
    "variances": (
        BOTH | {"r": 2, "w": F(2, 3)},
        {"real": "number", "weights": "variances"},
        regimes.weighted_variances(F(2, 3), 2, 3, 3, **OF_TRUTH),
    ),
    "kernel and temperature": (
        POINTS | {"h": F(1, 2), "tau": F(2, 3)},
        {},
        regimes.replace(4, 3, source=Source(-1, F(4, 9), F(1, 4)), **OF_TRUTH),
    ),
    "growing": (POINTS, {"sizes": "growing"}, regimes.replace([4, 8, 12], 3, **OF_TRUTH)),
}


@pytest.mark.parametrize("name", DESCRIBED)
def test_switches_choose_a_regime(name: str) -> None:
    at, switches, loop = DESCRIBED[name]
    assert described(at, switches) == loop


def test_the_same_switches_written_out() -> None:
    batch = Refit((("batch", 1),))

    def loop(source: Source, truth: Source = TRUTH, other: Any = "n") -> Loop:
        draws = (Draw("batch", 3, truth if truth != TRUTH else LAST_FIT), Draw("batch", 3, source))
        refits = (batch, replace(batch, divisor=other))
        return Loop(tuple(Generation((d,), f, ("batch",)) for d, f in zip(draws, refits, strict=True)), 1, 2)

    at = {"n": 3, "t": 2, **TRUE}
    assert described(at, {"divisor": "varying"}) == loop(LAST_FIT, other="n-1")
    inflated = loop(Source(-1, F(121, 100)), Source(-1, F(121, 100)))
    assert described(at, {"matching": "inflated"}) == inflated
    known = Source(-1, 0, 2)
    assert described(at, {"spread": "known"}) == loop(known, known)


@pytest.mark.parametrize("weights", [(1,), (1, F(1, 2)), (1, F(1, 3), F(4, 5), F(1, 7))])
def test_weights_of_the_newest_points(weights: tuple[F, ...]) -> None:
    """Fits are averages, over generations, of the mean of each: with the weights that are said."""
    at = {"n": 4, "t": len(weights), **TRUE}
    loop = described(at, {"memory": "steps"}, {"w": weights})
    for holding, made, weight in zip(loop.holdings[1:], loop.generations, weights, strict=True):
        assert made.steps[-1] == Draw("pool", 4, LAST_FIT)
        assert 4 / holding["pool"].weight == weight
    for memory, regime in (("replace", regimes.replace), ("accumulate", regimes.accumulate)):
        assert described(at, {"memory": memory}, {"w": weights}) == regime(4, len(weights), **OF_TRUTH)


@pytest.mark.parametrize("weights", [(F(1, 2),), (1, 1), (1, 0)])
def test_weights_that_no_pool_has(weights: tuple[F, ...]) -> None:
    with pytest.raises(ValueError, match="w must be 1 at first"):
        described({"n": 4, "t": len(weights)}, {"memory": "steps"}, {"w": weights})


def test_standard_settings_change_nothing() -> None:
    assert described(BOTH, STANDARD) == described(BOTH, {})
    assert all(STANDARD[switch] in values for switch, values in CHOICES.items())


REFUSED: list[tuple[dict[str, Any], dict[str, str], str]] = [
    (POINTS | {"kappa": 1}, {}, "no parameter for kappa"),
    ({"t": 3}, {}, "needs a value for r"),
    (POINTS, {"memory": "window"}, "needs a value for K"),
    (POINTS, {"memory": "elephant"}, "no setting memory = elephant"),
    (POINTS, {"colour": "red"}, "no setting colour = red"),
    (POINTS | {"alpha": F(1, 3)}, {"real": "number"}, "alpha n must be a number of points, not 4/3"),
    (BOTH | {"K": 2}, {"memory": "window", "real": "number"}, "no loop is described for memory = window"),
    (BOTH, {"real": "split", "deviations": "own"}, "no loop is described for .* deviations = own"),
]


@pytest.mark.parametrize(("at", "switches", "message"), REFUSED, ids=[message for _, _, message in REFUSED])
def test_refused(at: dict[str, Any], switches: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        described(at, switches)


# Variances of statistics -------------------------------------------------------------------------------

CHAIN = {n: 3, t: 2, m_0: 1, v_0: 2}


def test_exact_variances_are_those_of_the_gaussian_chapter() -> None:
    spread = ((1 - 1 / n**2) ** t - (1 - 1 / n) ** (2 * t)) * v_0**2
    for statistic, variance in (("variances", spread), ("means", v_0 * (1 - (1 - 1 / n) ** t))):
        observed = Observed("loop", statistic, "mean", CHAIN, "exact")
        assert variance_of(observed, {"divisor": "n"}) == pytest.approx(value_of(variance, observed), rel=1e-12)


def test_the_distance_of_a_draw_is_the_sum_of_both() -> None:
    observed = Observed("loop", "distances_of_draws", "mean", CHAIN, "exact")
    joint = exact_moments(described({"n": 3, "t": 2, **TRUE}, {}), order=4).joint_moments
    square = joint[0, 2][-1] + 2 * joint[2, 1][-1] + joint[4, 0][-1]
    assert variance_of(observed, {}) == pytest.approx(float(square - 4), rel=1e-12)  # its mean is v_0


@pytest.mark.parametrize("law", ["uniform", "laplace", "student"])
def test_exact_variances_know_the_law_of_the_draws(law: str) -> None:
    """One fit of n = 3 with divisor n: Var S^2 = v_0^2 (kurtosis/n - (n - 3)/(n (n - 1)))."""
    kurtosis = {"uniform": F(9, 5), "laplace": F(6), "student": F(4)}[law]
    observed = Observed("loop", "variances", "mean", {n: 3, t: 1, v_0: 2}, "exact")
    assert variance_of(observed, {"draws": law}) == pytest.approx(float(4 * F(4, 9) * kurtosis / 3), rel=1e-12)
    assert growth("draws", law, observed) == 1
    assert growth("dependence", "correlated", observed) > 1


def test_what_has_no_exact_variance_is_refused() -> None:
    with pytest.raises(ValueError, match="squared_variances has no exact variance"):
        variance_of(Observed("loop", "squared_variances", "mean", CHAIN, "exact"), {})


def test_only_what_is_bounded_is_looked_at_soon() -> None:
    observed = Observed("loop", "variances", "mean", {n: 3, t: 6}, "exact")
    refits = {switch: soon(observed, switch).at[t] for switch in ("draws", "memory", "randomness", "dependence")}
    assert refits == {"draws": 6, "memory": 6, "randomness": 2, "dependence": 1}


# A theorem about one real point among four -------------------------------------------------------------

FRESH = ("independent-draws", "matching-moments", "divisor-n", "common-mean", "fresh-real-points", "constant-size")
COMPOSE = ("replace", "fresh-randomness")
ALSO_HELD = {"gaussian-draws"}


def specimen(between: int = 3) -> tuple[Theorem, Report]:
    """E V_2 and E M_2, by a recursion in numbers; without the term between both groups it is wrong."""
    theorem = Theorem("test.specimen", "", tuple(ASSUMPTIONS[key] for key in FRESH + COMPOSE), (r, s, t, m_0, v_0))
    at = {r: 1, s: 3, t: 2, m_0: 1, v_0: 2}
    drift: Any = Rational(0)
    for _ in range(2):
        drift = Rational(1, 4) + drift * (Rational(9, 16) - Rational(between, 16))
    for name, statistic, value in (("variance", "variances", (1 - drift) * v_0), ("mean", "means", m_0)):
        fact = theorem.equation("", value, value)
        theorem.concludes(name, name, fact, Observed("loop", statistic, "mean", at, "exact"))
    report = Report(theorem.key, [], {"variance": theorem.assumes, "mean": theorem.assumes[1:2]}, [], (), "proved")
    return theorem, report


def fallen(found: list[Agreement]) -> set[str]:
    assert found
    return {agreement.conclusion for agreement in found if not agreement.verdict.agrees}


def test_a_true_statement_about_a_loop_agrees_whatever_the_law_of_the_draws() -> None:
    found = list(agreements(*specimen()))
    assert len(found) == 8
    assert fallen(found) == set()


def test_a_false_one_disagrees() -> None:
    assert fallen(list(agreements(*specimen(0)))) == {"variance"}


@pytest.mark.parametrize("key", [*FRESH, *COMPOSE, *ALSO_HELD])
def test_what_depends_on_an_assumption_falls_without_it(key: str) -> None:
    theorem, report = specimen()
    found = fallen(list(agreements_without(theorem, report, ASSUMPTIONS[key])))
    assert found == (set() if key in ALSO_HELD else {"variance"})


def test_assumptions_of_other_loops_are_not_there_to_be_broken() -> None:
    theorem, _ = specimen()
    assert {a.key for a in breakable(theorem)} == {*FRESH, *COMPOSE, *ALSO_HELD}
    theorem.assumes = (*theorem.assumes[:6], ASSUMPTIONS["accumulate"])
    assert "replace" not in {a.key for a in breakable(theorem)}
    theorem.assumes = (*theorem.assumes[:6], ASSUMPTIONS["subsample"])
    assert "replace" not in {a.key for a in breakable(theorem)}


def test_a_plan_rests_on_the_process_as_assumed_or_as_changed() -> None:
    theorem, _ = specimen()
    conclusion = theorem.conclusions["variance"]
    (observed,) = conclusion.observed
    assumed = settings_of(theorem.assumes, "loop")
    changed = {**assumed, "memory": "accumulate"}
    variances = []
    for plan in (planned(conclusion, observed, changed), planned(conclusion, observed, changed, assumed=assumed)):
        (check,) = plan.checks
        assert isinstance(check, RobustMean)
        variances.append(check.variance)
    assert variances == [variance_of(observed, changed), variance_of(observed, assumed)]
    assert variances[0] != variances[1]


def test_the_process_gets_its_own_switches() -> None:
    observed = Observed("loop", "variances", "mean", {n: 3, t: 2}, "exact")
    arguments = arguments_of(observed, {"draws": "laplace", "memory": "accumulate"}, np.random.default_rng(0))
    assert arguments == {"loop": regimes.accumulate(3, 2), "draws": "laplace"}
