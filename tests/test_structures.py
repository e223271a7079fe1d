"""What classical theorems about martingales and perpetuities ask of a chain, and what they refuse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sympy import Expr, Integer, pi, sqrt

from collapse_math import lemmas
from collapse_math.assumptions import FRESH_RANDOMNESS, REPLACE
from collapse_math.derivation import Theorem
from collapse_math.ledger import Axiom
from collapse_math.lemmas import GEOMETRIC_LIMIT
from collapse_math.moments import ChiSquare, Draw, Refit, StandardNormal
from collapse_math.process_axioms import (
    CLOSED_MARTINGALE,
    KESTEN_GOLDIE,
    MARTINGALE_LIMIT,
    PERPETUITY_FINITE,
    PERPETUITY_INFINITE,
    SUPERMARTINGALE_LIMIT,
)
from collapse_math.quantities import integer, real
from collapse_math.results import Fact, Report

n, t = integer("n", at_least=2), integer("t", at_least=0)
m, m_0 = real("m"), real("m_0")
v, v_0 = real("v", above=0), real("v_0", above=0)
w = real("w")
Z, X, OTHER = StandardNormal("Z"), ChiSquare("X", n - 1), StandardNormal("W")
COMPOSE = (REPLACE, FRESH_RANDOMNESS)
START = {m: m_0, v: v_0}
keep, shrink = 1 - 1 / n, 1 - 1 / n**2
ZERO, ONE, TWO, FOUR = map(Integer, (0, 1, 2, 4))


def chain(place: Expr, scale: Expr, *draws: Draw) -> Refit:
    return Refit({m: place, v: scale}, draws or (Z, X))


normal = chain(m + sqrt(v / n) * Z.value, v * X.value / n)
unbiased = chain(m + sqrt(v / n) * Z.value, v * X.value / (n - 1))
biased = chain(m + 1 + sqrt(v / n) * Z.value, v * X.value / n)


def a_theorem() -> Theorem:
    return Theorem("test", says="", assumes=COMPOSE, symbols=(n, t))


def concluded(theorem: Theorem, fact: Fact) -> Report:
    theorem.concludes("it", "it", fact)
    return theorem.check(seconds=20)


def moments(theorem: Theorem, refit: Refit = normal) -> tuple[Fact, Fact]:
    """E[(M_t - m_0)^2] and E[V_t]."""
    wander = theorem.expectation("drift", (m - m_0) ** 2, after=refit, equals=(m - m_0) ** 2 + v / n)
    level = theorem.expectation("variance", v, after=refit, equals=keep * v)
    return theorem.over_generations(t, {wander: (1 - keep**t) * v_0, level: keep**t * v_0}, start=START, uses=COMPOSE)


def limit_of(theorem: Theorem, fact: Fact, value: Expr) -> Fact:
    gone = {keep**t: (ZERO, GEOMETRIC_LIMIT, {lemmas.r: keep})}
    return theorem.limit("limit", fact.right, t, value, gone, given=(fact,))


# Martingales -------------------------------------------------------------------------------------------------


def converging(
    observable: Expr = m, mean: Expr = m, refit: Refit = normal, equals: Expr = v_0, reverse: bool = False
) -> Report:
    theorem = a_theorem()
    drift, level = moments(theorem)
    kept = theorem.expectation("kept", observable, after=refit, equals=mean)
    given = [limit_of(theorem, drift, v_0), drift, kept]
    if reverse:
        given[0] = limit_of(theorem, level, ZERO)
    return concluded(theorem, theorem.by_axiom("converges", MARTINGALE_LIMIT, given=given, equals=equals))


def without_expectations() -> Report:
    theorem = a_theorem()
    zero = theorem.equation("zero", v_0 - v_0, ZERO)
    given = (zero, zero, zero)
    return concluded(theorem, theorem.by_axiom("converges", MARTINGALE_LIMIT, given=given, equals=ZERO))


Y, THREE = ChiSquare("Y", ONE), ChiSquare("Y", Integer(3))
HALVED = Refit({m: m + v * Z.value, v: v / 2}, (Z,))  # v stands for the deviation, which halves
LENGTH = Refit({w: w + v * sqrt(Y.value), v: v / 2}, (Y,))
STRIDE, LONGEST = sqrt(2 / pi) * v, 2 * sqrt(2 / pi) * v_0


def closed(
    relation: str = "<",
    bound: Expr = LONGEST,
    *,
    after: Refit = LENGTH,
    gain: Expr = STRIDE,
    closes: Expr = (1 - 2**-t) * LONGEST,
    start: Expr = ZERO,
    begins: Expr = v_0,
    left: Expr | None = None,
) -> Report:
    """A martingale with steps that halve, and the length of its path."""
    theorem = a_theorem()
    wander = theorem.expectation("drift", (m - m_0) ** 2, after=HALVED, equals=(m - m_0) ** 2 + v**2)
    fall = theorem.expectation("square", v**2, after=HALVED, equals=v**2 / 4)
    drift, _ = theorem.over_generations(
        t, {wander: 4 * (1 - 4**-t) * v_0**2 / 3, fall: 4**-t * v_0**2}, start=START, uses=COMPOSE
    )
    kept = theorem.expectation("kept", m, after=HALVED, equals=m)
    one = theorem.expectation("longer", w, after=after, equals=w + gain)
    less = theorem.expectation("deviation", v, after=after, equals=after.after(v))
    length, _ = theorem.over_generations(
        t, {one: closes, less: (after.after(v) / v) ** t * begins}, start={w: start, v: begins}, uses=COMPOSE
    )
    finite = theorem.inequality("finite", length.right if left is None else left, relation, bound)
    given = (drift, kept, length, finite)
    return concluded(theorem, theorem.by_axiom("closed", CLOSED_MARTINGALE, given=given, equals=drift.right))


def falling(
    left: Expr = keep * v, relation: str = "<=", right: Expr = v, observable: Expr = v, mean: Expr = keep * v
) -> Report:
    """V_t as a supermartingale."""
    theorem = a_theorem()
    drift, level = moments(theorem)
    moment = level if observable == v else drift
    value = limit_of(theorem, moment, ZERO if observable == v else v_0)
    one = theorem.expectation("one refit", observable, after=normal, equals=mean)
    falls = theorem.inequality("falls", left, relation, right)
    axiom = SUPERMARTINGALE_LIMIT
    return concluded(theorem, theorem.by_axiom("falls", axiom, given=(value, moment, one, falls), equals=value.right))


def closed_falling() -> Report:
    """V_t, which falls on average, taken for a martingale."""
    theorem = a_theorem()
    _, level = moments(theorem)
    one = theorem.expectation("one refit", v, after=normal, equals=keep * v)
    given = (limit_of(theorem, level, ZERO), level, one)
    return concluded(theorem, theorem.by_axiom("converges", MARTINGALE_LIMIT, given=given, equals=ZERO))


def falling_below_zero() -> Report:
    """M_t - m_0 - V_t rises, and its negative falls; it has both signs."""
    theorem = a_theorem()
    level = theorem.expectation("variance", v, after=normal, equals=keep * v)
    (moment,) = theorem.over_generations(t, {level: keep**t * v_0}, start=START, uses=COMPOSE)
    lost = theorem.by_linearity("lost", v - v_0, {moment: ONE}, rest=-v_0, equals=keep**t * v_0 - v_0)
    gone = {keep**t: (ZERO, GEOMETRIC_LIMIT, {lemmas.r: keep})}
    value = theorem.limit("limit", lost.right, t, -v_0, gone, given=(lost,))
    one = theorem.expectation("one refit", v - v_0, after=normal, equals=keep * v - v_0)
    falls = theorem.inequality("falls", keep * v - v_0, "<=", v - v_0)
    given = (value, lost, one, falls)
    return concluded(theorem, theorem.by_axiom("falls", SUPERMARTINGALE_LIMIT, given=given, equals=-v_0))


def falling_squared() -> Report:
    """E[V_t^2] goes with V_t in the place of E[V_t]."""
    theorem = a_theorem()
    square = theorem.expectation("square", v**2, after=normal, equals=shrink * v**2)
    (moment,) = theorem.over_generations(t, {square: shrink**t * v_0**2}, start=START, uses=COMPOSE)
    gone = {shrink**t: (ZERO, GEOMETRIC_LIMIT, {lemmas.r: shrink})}
    value = theorem.limit("limit", moment.right, t, ZERO, gone, given=(moment,))
    one = theorem.expectation("one refit", v, after=normal, equals=keep * v)
    falls = theorem.inequality("falls", keep * v, "<=", v)
    given = (value, moment, one, falls)
    return concluded(theorem, theorem.by_axiom("falls", SUPERMARTINGALE_LIMIT, given=given, equals=ZERO))


# Perpetuities ------------------------------------------------------------------------------------------------


def perpetuity(
    refit: Refit = unbiased,
    observable: Expr = v,
    factor: Expr = ONE,
    order: Expr = TWO,
    axiom: Axiom = KESTEN_GOLDIE,
    bound: tuple[Expr, str, Expr] | None = None,
) -> Report:
    theorem = a_theorem()
    given = [theorem.expectation("moment", observable, after=refit, equals=factor * observable)]
    if bound is not None:
        given.append(theorem.inequality("factor", *bound))
    return concluded(theorem, theorem.by_axiom("tail", axiom, given=given, equals=order))


def three_parameters() -> Refit:
    return Refit({**unbiased.parameters, w: w}, unbiased.draws)


def not_after_one_refit() -> Report:
    theorem = a_theorem()
    _, level = moments(theorem)
    return concluded(theorem, theorem.by_axiom("tail", KESTEN_GOLDIE, given=(level,), equals=TWO))


def fourth(axiom: Axiom, left: Expr, relation: str, right: Expr) -> Report:
    """E[V'^2] = (1 - 1/n^2) V^2 for divisor n."""
    return perpetuity(normal, v**2, shrink, FOUR, axiom, (left, relation, right))


HONEST: dict[str, Callable[[], Report]] = {
    "bounded martingale": converging,
    "closed martingale": closed,
    "supermartingale": falling,
    "tail index": perpetuity,
    "finite moment": lambda: fourth(PERPETUITY_FINITE, shrink, "<", ONE),
    "infinite moment": lambda: perpetuity(
        unbiased, v**2, (n + 1) / (n - 1), FOUR, PERPETUITY_INFINITE, ((n + 1) / (n - 1), ">", ONE)
    ),
    "infinite moment at the edge": lambda: perpetuity(
        bound=(ONE, ">=", ONE), axiom=PERPETUITY_INFINITE
    ),
}  # fmt: skip

REFUSED: dict[str, tuple[Callable[[], Report], str]] = {
    "facts that are no expectations": (without_expectations, "an expectation after one refit and one after many"),
    "a limit of something else": (lambda: converging(reverse=True, equals=ZERO), "or its limit"),
    "another estimator": (lambda: converging(refit=unbiased), "different estimators"),
    "a mean that is not kept": (lambda: converging(mean=m + 1, refit=biased), "different estimators"),
    "something else that is kept": (
        lambda: converging(v / keep, v), "neither v/(1 - 1/n)"
    ),
    "what is not kept": (lambda: converging(2 * m + v, 2 * m + keep * v), "neither 2*m + v"),
    "what falls, as a martingale": (closed_falling, "a refit does not keep it"),
    "a bound that moves": (lambda: closed(bound=LONGEST + t), "moves with t"),
    "a bound from below": (lambda: closed(">", -v_0), "an upper bound of it"),
    "a bound of something else": (lambda: closed(left=ZERO), "the bound is one of something else"),
    "a path that begins below zero": (
        lambda: closed(start=-ONE, closes=(1 - 2**-t) * LONGEST - 1), "does not start at 0"
    ),
    "a path that begins with another fit": (
        lambda: closed(begins=v_0 / 2, closes=(1 - 2**-t) * LONGEST / 2), "or not with the same fit"
    ),
    "a path of half the steps": (
        lambda: closed(
            after=Refit({w: w + v * sqrt(Y.value) / 2, v: v / 2}, (Y,)),
            gain=v / sqrt(2 * pi), closes=(1 - 2**-t) * LONGEST / 2,
        ),
        "a gain is not the size of a step",
    ),
    "a path of faster steps": (
        lambda: closed(
            after=Refit({w: w + v * sqrt(Y.value), v: v / 4}, (Y,)), closes=2 * (1 - 4**-t) * LONGEST / 3
        ),
        "different estimators",
    ),
    "a path of squared steps": (
        lambda: closed(
            after=Refit({w: w + v * Y.value, v: v / 2}, (Y,)), gain=v, closes=2 * (1 - 2**-t) * v_0,
        ),
        "no multiple of the root",
    ),
    "a path of steps of three degrees": (
        lambda: closed(
            after=Refit({w: w + v * sqrt(THREE.value), v: v / 2}, (THREE,)),
            gain=2 * sqrt(2 / pi) * v, closes=2 * (1 - 2**-t) * LONGEST, bound=2 * LONGEST,
        ),
        "degrees of freedom is not 1",
    ),
    "a path of negative steps": (
        lambda: closed(
            after=Refit({w: w - v * sqrt(Y.value), v: v / 2}, (Y,)),
            gain=-sqrt(2 / pi) * v, closes=-(1 - 2**-t) * LONGEST,
        ),
        "is not negative",
    ),
    "a path of sure steps": (
        lambda: closed(after=Refit({w: w + v, v: v / 2}, ()), gain=v, closes=2 * (1 - 2**-t) * v_0),
        "not made of one normal and one chi-square",
    ),
    "a fall of something else": (lambda: falling(left=keep**2 * v), "is not the mean after one refit"),
    "a fall below something else": (lambda: falling(right=2 * v), "it is not said to fall below v"),
    "a rise": (lambda: falling(left=v, relation=">=", right=keep * v), "must be of the form"),
    "a fall of what may be negative": (falling_below_zero, "is not negative"),
    "a square of what falls": (falling_squared, "nothing is known but its mean"),
    "an expectation after many refits": (not_after_one_refit, "after one refit"),
    "three parameters": (lambda: perpetuity(three_parameters()), "moved by one normal and one chi-square"),
    "two normal draws": (
        lambda: perpetuity(chain(m + sqrt(v) * (Z.value + OTHER.value), v * X.value / (n - 1), Z, X, OTHER)),
        "moved by one normal and one chi-square",
    ),
    "the wrong order": (lambda: perpetuity(order=FOUR), "not that of order 4"),
    "a moment that is not kept": (lambda: perpetuity(normal, v, keep), "the moment of order 2 is not kept"),
    "a place with a drift": (
        lambda: perpetuity(chain(m + 1 + sqrt(v) * Z.value, v * X.value / (n - 1))), "does not move by a multiple"
    ),
    "a place that stays": (
        lambda: perpetuity(chain(m + 0 * Z.value, v * X.value / (n - 1))), "that the place moves"
    ),
    "a step in another unit": (
        lambda: perpetuity(chain(m + v * Z.value, v * X.value / (n - 1))), "the step of the place depends on the fit"
    ),
    "a variance that is added to": (
        lambda: perpetuity(chain(m + sqrt(v) * Z.value, (v * X.value / (n - 1) + v) / 2)),
        "is not multiplied by a chi-square variable",
    ),
    "a variance that grows with the place": (
        lambda: perpetuity(
            chain(m + sqrt(v) * Z.value, v * X.value / (n - 1) * (1 + m**2)), v, 1 + m**2,
            axiom=PERPETUITY_INFINITE, bound=(1 + m**2, ">=", ONE),
        ),
        "the growth of the variance depends on the fit",
    ),
    "a bound on another factor": (
        lambda: fourth(PERPETUITY_FINITE, keep, "<", ONE),
        "not about the factor",
    ),
    "a bound that is not 1": (
        lambda: fourth(PERPETUITY_FINITE, shrink, "<", TWO),
        "is to be < 1",
    ),
    "a factor on the wrong side": (
        lambda: fourth(PERPETUITY_INFINITE, shrink, "<", ONE),
        "is to be >= 1",
    ),
    "a factor that may be 1": (
        lambda: perpetuity(bound=(ONE, "<=", ONE), axiom=PERPETUITY_FINITE), "is to be < 1"
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search for counterexamples is off, so that each refusal is the proof's own."""
    monkeypatch.setattr("collapse_math.checker.refute", lambda *_: (None, 1))


@pytest.mark.parametrize("name", HONEST)
def test_the_honest_version_stands(name: str) -> None:
    assert HONEST[name]().problems == []


@pytest.mark.parametrize("name", REFUSED)
def test_the_theorem_does_not_stand(name: str) -> None:
    build, reason = REFUSED[name]
    report = build()
    assert not report.established
    assert reason in " ".join(report.problems)
