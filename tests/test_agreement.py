"""Holding conclusions against simulations: false conclusions fall, bounds on variances hold, plans are feasible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from checked_book import report_of
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from sympy import Expr, Integer, Rational, exp

from collapse_math.agreement import Agreement, agreements, agreements_without, observations, simulated, soon
from collapse_math.assumptions import ASSUMPTIONS
from collapse_math.breaking import breakable, broken, chosen_assumption
from collapse_math.comparison import KURTOSIS, Plan, growth, planned
from collapse_math.configuration import (
    PROCESSES,
    arguments_of,
    loop_of,
    refits_of,
    settings_of,
    switches,
    true_shares,
    violations,
)
from collapse_math.derivation import Theorem
from collapse_math.observed import Observed
from collapse_math.quantities import integer, real
from collapse_math.results import Report
from collapse_math.sequences import integers, reals
from collapse_math.verdict import BoundOfMean, RobustMean, Underpowered
from derivations import keys, load

n, t, d = integer("n", at_least=2), integer("t", at_least=0), integer("d", at_least=1)
v_0, sigma2 = real("v_0", above=0), real("sigma2", above=0)
SMALL = {n: 3, t: 2, v_0: 2}
LINE = {n: 4, d: 2, t: 2, sigma2: 2}


def judged(expression: Expr, observed: Observed, settings: dict[str, str]) -> list[Agreement]:
    """What comes of holding any expression, however false, against a process in which draws are normal."""
    theorem = Theorem("test.specimen", "a specimen", (), (n, t, d, v_0, sigma2))
    theorem.concludes("specimen", "specimen", theorem.equation("", expression, expression), observed)
    assumed = [a for a in ASSUMPTIONS.values() if a.set_by and set(a.set_by) <= set(settings.items())]
    theorem.assumes = (*assumed, ASSUMPTIONS["gaussian-draws"])
    report = Report(theorem.key, [], {"specimen": theorem.assumes}, [], (), "proved")
    return list(agreements(theorem, report))


# Each statement is true for one value of `change`, and false for the others by a slip of the pen.
SPECIMENS: dict[str, tuple[Callable[[int], Expr], Observed, dict[str, str]]] = {
    "mean variance": (
        lambda change: v_0 * (1 - Rational(1) / (n + change)) ** t,
        Observed("gaussian", "variances", "mean", SMALL, v_0**2),
        {"divisor": "n"},
    ),
    "mean variance, exponent": (
        lambda change: v_0 * (1 - Rational(1) / n) ** (t + change),
        Observed("gaussian", "variances", "mean", SMALL, v_0**2),
        {"divisor": "n"},
    ),
    "degrees of freedom": (
        lambda change: n - 1 + change,
        Observed("gaussian", "refit_ratios", "chi-square", {n: 6, t: 2}, scale=n),
        {"divisor": "n"},
    ),
    "scale of a chi-square variable": (
        lambda change: n - 1,
        Observed("gaussian", "refit_ratios", "chi-square", {n: 6, t: 2}, scale=n),
        {"divisor": "n"},
    ),
    "error on the rows": (
        lambda change: t * sigma2 * (d + change) / n,
        Observed("regression", "in_sample_risks", "mean", LINE, 2 * d * (t * sigma2 / n) ** 2),
        {"noise": "known", "design": "fixed", "estimator": "ols"},
    ),
    "bound of a probability": (
        lambda change: exp(Integer(-1)) + Rational(change, 10),  # V/v_0 is exponential
        Observed("gaussian", "variances", "at-most", {n: 3, t: 1, v_0: 2}, level=v_0),
        {"divisor": "n-1"},
    ),
    "bound of a probability from below": (
        lambda change: exp(Integer(-1)) - Rational(change, 10),
        Observed("gaussian", "variances", "at-least", {n: 3, t: 1, v_0: 2}, level=v_0),
        {"divisor": "n-1"},
    ),
    "bound of a mean": (
        lambda change: v_0 * (1 - Rational(1) / n) ** t + Rational(change, 4),
        Observed("gaussian", "variances", "mean-at-most", SMALL, v_0**2),
        {"divisor": "n"},
    ),
    "bound of a mean from below": (
        lambda change: v_0 * (1 - Rational(1) / n) ** t - Rational(change, 4),
        Observed("gaussian", "variances", "mean-at-least", SMALL, v_0**2),
        {"divisor": "n"},
    ),
    "bound in every chain": (
        lambda change: Rational(change, 10**6),
        Observed("regression", "scaled_explained_steps", "never-above", LINE),
        {"noise": "none", "design": "fixed", "estimator": "ols"},
    ),
    "bound in every chain from below": (
        lambda change: -Rational(change, 10**6),
        Observed("regression", "scaled_explained_steps", "never-below", LINE),
        {"noise": "none", "design": "fixed", "estimator": "ols"},
    ),
    "no step at all": (
        lambda change: Integer(change),
        Observed("regression", "scaled_explained_steps", "constant", LINE),
        {"noise": "none", "design": "fixed", "estimator": "ols"},
    ),
}


@pytest.mark.parametrize("specimen", SPECIMENS)
def test_a_true_statement_agrees(specimen: str) -> None:
    expression, observed, settings = SPECIMENS[specimen]
    found = judged(expression(0), observed, settings)
    assert found
    assert all(a.verdict.agrees for a in found), [a.verdict.summary for a in found]


UNSEEN = (
    ("error on the rows", -1),
    *((name, 1) for name in SPECIMENS if name.startswith("bound")),  # no error: a bound may be too large, or too small
)
SLIPS = [(name, change) for name in SPECIMENS if name != "scale of a chi-square variable" for change in (-1, 1)]


@pytest.mark.parametrize(("specimen", "change"), [slip for slip in SLIPS if slip not in UNSEEN])
def test_a_false_statement_disagrees(specimen: str, change: int) -> None:
    expression, observed, settings = SPECIMENS[specimen]
    assert not all(a.verdict.agrees for a in judged(expression(change), observed, settings))


def test_a_wrong_scale_or_divisor_disagrees() -> None:
    expression, observed, settings = SPECIMENS["scale of a chi-square variable"]
    wrong_scale = judged(expression(0), replace(observed, scale=n - 1), settings)
    wrong_process = judged(expression(0), observed, {"divisor": "n-1"})
    assert not any(a.verdict.agrees for a in [*wrong_scale, *wrong_process])


def test_both_error_rates_are_stated() -> None:
    expression, observed, settings = SPECIMENS["mean variance"]
    for agreement in judged(expression(0), observed, settings):
        assert agreement.verdict.false_alarm == 1e-9
        assert 0 < agreement.verdict.miss <= 1e-4


def test_a_plan_holds_the_value_and_the_bound_at_the_point() -> None:
    expression, observed, _ = SPECIMENS["mean variance"]
    theorem = Theorem("test.specimen", "a specimen", (), (n, t, v_0))
    conclusion = theorem.concludes("specimen", "specimen", theorem.equation("", expression(0), expression(0)))
    mean, bound = 2 * (2 / 3) ** 2, 2.0**2
    for factor, variance in ((None, bound), (5.0, 5 * (bound + mean**2) - mean**2)):
        (check,) = planned(conclusion, observed, {}, factor).checks
        assert isinstance(check, RobustMean)
        assert check.mean == pytest.approx(mean, rel=1e-12)
        assert check.variance == pytest.approx(variance, rel=1e-12)
        assert check.smallest_effect <= 0.12 * variance**0.5


def test_what_lies_between_0_and_1_has_a_bounded_variance_in_every_process() -> None:
    theorem, p_0 = load("tokens.diversity"), real("p_0", at_least=0, at_most=1)
    observed = Observed("tokens", "first_shares", "mean", {n: 3, t: 5, p_0: Fraction(1, 4)}, "unit")
    for switch, value in (("dependence", "correlated"), ("memory", "accumulate"), ("sampling", "sharpened")):
        assert growth(switch, value, observed) == 1
        assert soon(observed, switch) == observed
    for factor in (None, 1.0):
        (check,) = planned(theorem.conclusions["expected_share"], observed, {}, factor).checks
        assert isinstance(check, RobustMean)
        assert (check.mean, check.variance) == (0.25, pytest.approx(0.25 * 0.75))


@pytest.mark.parametrize(
    ("given_at", "shares"),
    [
        ({"p_0": Fraction(1, 4)}, (0.25, 0.75)),
        ({"p_0": Fraction(1, 4), "q_0": Fraction(1, 2)}, (0.25, 0.5, 0.25)),
        ({"p_0": Fraction(1, 4), "q_0": Fraction(1, 4), "u_0": Fraction(1, 2)}, (0.25, 0.25, 0.5)),
        ({"G_0": Fraction(3, 4)}, (0.25,) * 4),
    ],
)
def test_the_truth_of_tokens(given_at: dict[str, int | Fraction], shares: tuple[float, ...]) -> None:
    assert true_shares(given_at) == shares


def test_a_diversity_that_equal_shares_do_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="1 - 1/K"):
        true_shares({"G_0": Fraction(2, 5)})


# The process: settings and arguments ------------------------------------------------------------------


def test_assumptions_set_the_switches_of_their_process_only() -> None:
    chosen = [ASSUMPTIONS[key] for key in ("divisor-n-minus-1", "known-noise", "ridge", "replace")]
    assert settings_of(chosen, "gaussian") == {"divisor": "n-1"}
    assert settings_of(chosen, "regression") == {"noise": "known", "estimator": "ridge"}


def test_every_switch_that_an_assumption_names_exists() -> None:
    for assumption in ASSUMPTIONS.values():
        for switch, _ in (*assumption.broken_by, *assumption.set_by):
            assert any(switch in switches(process) for process in PROCESSES), (assumption.key, switch)


@given(s=st.fractions(min_value="1/100", max_value=100), rows=st.integers(2, 6), seed=st.integers(0, 2**32))
def test_an_eigenvalue_makes_the_design(s: Fraction, rows: int, seed: int) -> None:
    eigenvalue = real("s", above=0)
    observed = Observed("regression", "prediction_risks", "mean", {n: rows, d: 2, eigenvalue: s})
    design = arguments_of(observed, {}, np.random.default_rng(seed))["design_matrix"]
    np.testing.assert_allclose(design.T @ design, float(s) * np.eye(2), atol=1e-12 * float(s))


def test_a_parameter_that_the_process_lacks_is_refused() -> None:
    observed = Observed("gaussian", "variances", "mean", {n: 3, real("kappa"): 1}, 1)
    with pytest.raises(ValueError, match="no parameter for kappa"):
        arguments_of(observed, {}, np.random.default_rng(0))


def test_what_a_process_is_told_besides_its_parameters_tells_runs_apart() -> None:
    p_0, told = real("p_0", above=0), {"starts": ((0.25, 0.75),)}
    observed = Observed("laws", "first_shares", "constant", {p_0: Fraction(1, 4)}, arguments=told)
    other = replace(observed, arguments={"starts": ((0.5, 0.5),)})
    theorem = Theorem("test.specimen", "a specimen", (), (p_0,))
    theorem.concludes("specimen", "specimen", theorem.equation("", p_0, p_0), observed, other)
    report = Report(theorem.key, [], {"specimen": ()}, [], (), "proved")
    assert [a.verdict.agrees for a in agreements(theorem, report)] == [True, False]
    assert arguments_of(observed, {}, np.random.default_rng(0)) == {"generations": 1, **told}


def test_a_record_can_look_at_more_refits_than_its_formula_counts() -> None:
    sequences = {integers("n", at_least=2): (3, 4), reals("alpha"): (Fraction(1, 3), Fraction(1, 2))}
    observed = Observed("loop", "variances", "mean", {t: 1, v_0: 2}, "exact", sequences=sequences)
    assert refits_of(observed) == 1
    later = replace(observed, arguments={"generations": 2})
    assert refits_of(later) == 2
    assert len(loop_of(later, {"real": "split"}).generations) == 2


@pytest.mark.parametrize(("variance", "span", "bound"), [("span", 4, 4.0), ("unit", 1, 0.25)])
def test_a_statistic_in_an_interval_has_a_bounded_variance_in_every_process(
    variance: Any, span: int, bound: float
) -> None:
    observed = Observed("tokens", "support_sizes", "mean-at-most", {n: 3, t: 5}, variance, span=span)
    theorem = Theorem("test.specimen", "a specimen", (), (n, t))
    conclusion = theorem.concludes("specimen", "specimen", theorem.equation("", n, n))
    (check,) = planned(conclusion, observed, {}).checks
    assert isinstance(check, BoundOfMean)
    assert (check.mean, check.variance, check.least) == (3.0, bound, False)
    assert growth("dependence", "correlated", observed) == 1
    assert soon(observed, "dependence") == observed


def test_only_values_that_a_process_knows_violate_an_assumption() -> None:
    split = ASSUMPTIONS["random-split"]
    assert violations(split, "laws") == [("real", "none")]
    assert violations(split, "tokens") == [("real", "number"), ("real", "none")]


def records() -> list[tuple[str, str, Observed]]:
    return [(key, c.name, o) for key in keys() for c, o in observations(load(key))]


def test_the_book_is_observed() -> None:
    assert len(records()) >= 30


@pytest.mark.parametrize(("key", "name", "observed"), records(), ids=lambda x: x if isinstance(x, str) else "")
def test_every_record_can_be_followed(key: str, name: str, observed: Observed) -> None:
    theorem = load(key)
    settings = settings_of(theorem.assumes, observed.process)
    plan = planned(theorem.conclusions[name], observed, settings)
    assert plan.chains >= 1000
    arguments = arguments_of(observed, settings, np.random.default_rng(1))
    run = PROCESSES[observed.process](chains=2, **arguments).run(np.random.default_rng(2))
    values = getattr(run, observed.statistic)
    assert values.shape[1:] == (2,)
    assert values.shape[0] in (refits_of(observed), refits_of(observed) + 1)
    if "draws" in switches(observed.process) and ASSUMPTIONS["gaussian-draws"] not in theorem.assumes:
        for law in ("uniform", "laplace", "student"):
            assert planned(theorem.conclusions[name], observed, settings, growth("draws", law, observed)).chains


def test_too_many_draws_are_refused() -> None:
    expression, observed, settings = SPECIMENS["mean variance"]
    with pytest.raises(Underpowered, match="more than"):
        judged(expression(0), replace(observed, at={n: 10_000, t: 2, v_0: 1}), settings)


# Variance bounds in changed processes -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("law", "distribution"), [("uniform", stats.uniform), ("laplace", stats.laplace), ("student", stats.t(10))]
)
def test_kurtosis(law: str, distribution: Any) -> None:
    assert KURTOSIS[law] == pytest.approx(3 + float(distribution.stats(moments="k")))


matrices = st.integers(2, 5).flatmap(
    lambda size: st.tuples(*(st.lists(st.floats(-3, 3), min_size=size**2, max_size=size**2) for _ in range(2)))
)


@given(matrices)
def test_the_bound_for_other_laws(entries: tuple[list[float], list[float]]) -> None:
    """E[(z'Az)(z'Bz)] for independent draws, against (k - 1)/2 times its value for normal ones."""
    a, b = (semidefinite(e) for e in entries)
    normal = np.trace(a) * np.trace(b) + 2 * np.trace(a @ b)
    for law in ("uniform", "laplace", "student"):
        one_refit = growth("draws", law, Observed("gaussian", "variances", "mean", {n: 3, t: 1}))
        mixed = normal + (KURTOSIS[law] - 3) * np.sum(np.diag(a) * np.diag(b))
        assert mixed <= one_refit * normal * (1 + 1e-9) + 1e-12


@given(matrices)
def test_the_bound_for_correlated_draws(entries: tuple[list[float], list[float]]) -> None:
    """E[(z'Az)(z'Bz)] for normal draws with all correlations 1/2, against independent ones."""
    a, b = (semidefinite(e) for e in entries)
    size = len(a)
    r = (np.eye(size) + np.ones((size, size))) / 2
    independent = np.trace(a) * np.trace(b) + 2 * np.trace(a @ b)
    dependent = np.trace(a @ r) * np.trace(b @ r) + 2 * np.trace(a @ r @ b @ r)
    once = growth("dependence", "correlated", Observed("gaussian", "variances", "mean", {n: size, t: 1}))
    twice = growth("dependence", "correlated", Observed("gaussian", "variances", "mean", {n: size, t: 2}))
    assert dependent <= np.sqrt(twice) * independent * (1 + 1e-9) + 1e-12
    square = np.trace(a @ r) ** 2 + 2 * np.trace(a @ r @ a @ r)
    assert square <= once * (np.trace(a) ** 2 + 2 * np.trace(a @ a)) * (1 + 1e-9) + 1e-12


def semidefinite(entries: list[float]) -> np.ndarray:
    root = np.array(entries).reshape(int(len(entries) ** 0.5), -1)
    return np.asarray(root @ root.T)


@given(st.integers(2, 60), st.integers(1, 6), st.sampled_from(["laplace", "student", "uniform"]))
def test_the_bound_holds_for_the_variance_of_a_sample(size: int, refits: int, law: str) -> None:
    """E[V_t^2] for any kurtosis k: per refit ((n-1)/n)^2 (1 + k/n - (n-3)/(n(n-1))), by the variance of S^2."""

    def second_moment(kurtosis: float) -> float:
        of_unbiased = 1 + kurtosis / size - (size - 3) / (size * (size - 1))
        return float((((size - 1) / size) ** 2 * of_unbiased) ** refits)

    bound = growth("draws", law, Observed("gaussian", "variances", "mean", {n: size, t: refits}))
    assert second_moment(KURTOSIS[law]) <= bound * second_moment(3) * (1 + 1e-12)


def test_where_no_bound_is_known_none_is_made_up() -> None:
    observed = Observed("gaussian", "log_variances", "mean", SMALL, 1)
    with pytest.raises(ValueError, match="no known bound"):
        growth("draws", "laplace", observed)


def test_generation_0_is_no_refit() -> None:
    observed = Observed("gaussian", "squared_drifts", "chi-square", {n: 3, t: 1, v_0: 2}, scale=n / v_0)
    assert all(a.verdict.agrees for a in judged(Integer(1), observed, {"divisor": "n"}))


# Breaking assumptions ---------------------------------------------------------------------------------


def fallen(key: str, assumption: str) -> set[str]:
    theorem = load(key)
    found = list(agreements_without(theorem, report_of(key), ASSUMPTIONS[assumption]))
    assert found
    return {a.conclusion for a in found if not a.verdict.agrees}


def test_two_moments_are_enough_for_the_decay_of_the_mean_variance() -> None:
    assert fallen("gaussian.variance_decay", "gaussian-draws") == set()


def test_the_divisor_decides_on_the_decay_and_not_on_the_mean() -> None:
    found = fallen("gaussian.variance_decay", "divisor-n")
    assert {"expected_variance", "variance_of_mean"} <= found
    assert "expected_mean" not in found


def test_the_typical_rate_is_that_of_normal_draws() -> None:
    assert "expected_log_variance" in fallen("gaussian.typical_decay", "gaussian-draws")


def test_reused_randomness_is_looked_at_once() -> None:
    theorem = load("regression.typical_refitted_noise")
    conclusion = theorem.conclusions["residual_pivot"]
    (observed,) = conclusion.observed
    settings = settings_of(theorem.assumes, "regression")
    for randomness, rows in (("fresh", refits_of(observed)), ("reused", 1)):
        plan = planned(conclusion, observed, {**settings, "randomness": randomness})
        assert isinstance(plan, Plan)
        values = simulated([replace(plan, chains=3)], np.random.default_rng(0))
        assert values[observed.statistic].shape == (rows, 3)


def test_a_conclusion_that_falls_without_using_the_assumption_is_a_contradiction() -> None:
    found = broken(load("gaussian.variance_decay"), ASSUMPTIONS["divisor-n"], 0)
    assert found.consistent
    denied = replace(found, report=replace(found.report, uses=dict.fromkeys(found.report.uses, ())))
    assert not denied.consistent


def test_only_what_says_something_can_be_broken() -> None:
    theorem = load("gaussian.variance_decay")
    allowed = {a.key for a in breakable(theorem)}
    assert {a.key for a in theorem.assumes} <= allowed
    assert "gaussian-draws" in allowed
    assert "divisor-n-minus-1" not in allowed
    for key, message in (("gausian-draws", "did you mean gaussian-draws"), ("ridge", "does not assume this")):
        with pytest.raises(ValueError, match=message):
            chosen_assumption(theorem, key)


# Seeds ------------------------------------------------------------------------------------------------


def test_the_seed_and_the_parameters_decide_on_the_draws() -> None:
    theorem, report = load("gaussian.typical_decay"), report_of("gaussian.typical_decay")

    def statistics(seed: int) -> list[float]:
        return [a.verdict.statistic for a in agreements(theorem, report, seed)]

    assert statistics(0) == statistics(0)
    assert statistics(0) != statistics(1)
