"""Theorems: every kind of step with what it must refuse, and the bookkeeping of assumptions.

The steps are tried blind: the search for counterexamples is switched off, so that each refusal below is
the proof's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import mpmath
import pytest
import sympy
from hypothesis import assume, given
from hypothesis import strategies as st
from sympy import Add, Basic, Expr, Integer, Mul, Pow, Rational, S, Sum, exp, gamma, log, loggamma, polygamma, sqrt

from collapse_math import lemmas
from collapse_math.answers import Answer
from collapse_math.assumptions import FRESH_RANDOMNESS, REPLACE
from collapse_math.claims import ByLemma, Computed, Induction
from collapse_math.derivation import Theorem
from collapse_math.ledger import Assumption, Axiom, Lemma, Source
from collapse_math.lemmas import GEOMETRIC_LIMIT, LOG_CONCAVITY, RECIPROCAL_LIMIT
from collapse_math.moments import ChiSquare, Refit, Sample, StandardNormal
from collapse_math.process_axioms import STRONG_LAW
from collapse_math.quantities import Quantity, integer, real
from collapse_math.results import Fact, Report
from collapse_math.steps import Step, differentiated

SOURCE = Source("nobody", 0, "nowhere")
TWO, SHAPE, APART, SIZE, BY_N, BY_N_1, RANKED = (
    Assumption(name, f"It is {name}.", ())
    for name in ("two moments", "shape", "apart", "size", "divided by n", "divided by n - 1", "ranked")
)
n = integer("n", at_least=2)
t = integer("t", at_least=0)
k = integer("k")
m, m_0 = real("m"), real("m_0")
v, v_0 = real("v", above=0), real("v_0", above=0)
x, y = real("x"), real("y")
larger = real("y", above=1)
keep = 1 - 1 / n

draws = Sample("x", n, m, {2: v}, (TWO,), (SHAPE,), (APART,))
known_shape = Sample("x", n, m, {2: v, 3: S(0), 4: 3 * v**2}, (TWO,), (SHAPE,), (APART,))
START = {m: m_0, v: v_0}


def by(divisor: Expr, *labels: Assumption, sample: Sample = draws) -> Refit:
    """A refit by moments."""
    formulas = {m: sample.average, v: sample.sum_of_squares / divisor}
    return Refit(formulas, (sample,), {v: labels}, (SIZE,))


by_n, by_n_1 = by(n, BY_N), by(n - 1, BY_N_1)
COCHRAN = Axiom("chi-square sum of squares", "As named.", SOURCE, needs=(RANKED,))
normal = Refit(
    {m: m + sqrt(v / n) * StandardNormal("Z").value, v: v * ChiSquare("X", n - 1).value / n},
    (StandardNormal("Z"), ChiSquare("X", n - 1)),
    {v: (BY_N,)},
    (SIZE,),
    by=COCHRAN,
)
ONE_REFIT = (TWO, APART, BY_N, SIZE)
PAST = (REPLACE, FRESH_RANDOMNESS)  # what a generation has to do with those before it
COMPOSED = (*ONE_REFIT, *PAST)


def a_theorem(*assumes: Assumption, conditions: tuple[Basic, ...] = (), key: str = "test") -> Theorem:
    return Theorem(key, says="", assumes=assumes, symbols=(n, t), conditions=conditions)


def concluded(theorem: Theorem, *facts: Fact) -> Report:
    for place, fact in enumerate(facts):
        theorem.concludes(f"c{place}", "it", fact)
    return theorem.check(seconds=10)


@pytest.fixture(autouse=True)
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collapse_math.checker.refute", lambda *_: (None, 1))


def decays(theorem: Theorem, refit: Refit = by_n, rate: Expr = keep) -> Fact:
    return theorem.expectation("variance", v, after=refit, equals=rate * v)


def wanders(theorem: Theorem, refit: Refit = by_n) -> Fact:
    return theorem.expectation("mean", (m - m_0) ** 2, after=refit, equals=(m - m_0) ** 2 + v / n)


def composed(theorem: Theorem, claims: Mapping[Fact, Expr], over: Quantity = t, **changes: Any) -> tuple[Fact, ...]:
    return theorem.over_generations(over, claims, **{"start": START, "uses": PAST, **changes})


# The whole way ---------------------------------------------------------------------------------------


def test_a_theorem_stands_and_says_what_it_rests_on() -> None:
    theorem = a_theorem(*COMPOSED)
    inside, between = composed(theorem, {decays(theorem): keep**t * v_0, wanders(theorem): (1 - keep**t) * v_0})
    total = theorem.equation("sum", inside.right + between.right, v_0, given=(inside, between))
    report = concluded(theorem, inside, total)
    assert report.problems == []
    assert report.established
    assert report.grade == "proved"
    assert set(report.uses["c0"]) == set(COMPOSED)
    assert [answer.outcome for answer in report.answers] == ["established"] * 4


def test_each_conclusion_has_its_own_assumptions() -> None:
    theorem = a_theorem(TWO, SIZE, APART, BY_N)
    centre = theorem.expectation("mean", m, after=by_n, equals=m)
    report = concluded(theorem, centre, decays(theorem))
    assert report.problems == []
    assert set(report.uses["c0"]) == {TWO, SIZE}
    assert set(report.uses["c1"]) == {TWO, SIZE, APART, BY_N}


def test_what_a_theorem_rests_on_is_passed_on() -> None:
    below = a_theorem(RANKED, BY_N, SIZE, key="below")
    first = decays(below, normal)
    concluded(below, first)
    above = a_theorem(RANKED, BY_N, SIZE, key="above")
    bound = above.inequality("log", log(keep), "<=", -1 / n, how=ByLemma(LOG_CONCAVITY, {lemmas.x: keep}))
    both = above.equation("both", n - n, S(0), given=(above.cites(first), bound))
    report = concluded(above, both)
    assert report.problems == []
    assert {"below", COCHRAN.name, LOG_CONCAVITY.name, "Euler's integral for Gamma"} <= set(report.rests_on)
    assert set(report.uses["c0"]) == {RANKED, BY_N, SIZE}


def test_the_grade_is_that_of_the_weakest_step() -> None:
    theorem = a_theorem()
    sure = theorem.equation("ring", x + x, 2 * x)
    assert concluded(theorem, sure).grade == "proved"
    theorem.inequality("square", x**2 + x + 1, ">", S(0))
    assert theorem.check().grade == "solver-certified"
    theorem.by_axiom(
        "as said", Axiom("some axiom", "It is.", SOURCE, hypotheses=("one fact",)), given=(sure,), equals=2 * x
    )
    assert theorem.check().grade == "axiom"
    theorem.equation("computed", sqrt(3 + 2 * sqrt(2)), 1 + sqrt(2), how=Computed())
    report = theorem.check()
    assert (report.grade, report.problems) == ("computed", [])
    assert {"SymPy alone: computed", "some axiom", "z3"} <= set(report.rests_on)


def test_the_solver_is_named_wherever_it_was_needed() -> None:
    """That 1/(x^2 + x + 2) lies between 0 and 1 is known from the solver alone."""
    base = 1 / (x**2 + x + 2)
    theorem = a_theorem()
    vanishes = theorem.limit("power", base**t, t, S(0), {base**t: (S(0), GEOMETRIC_LIMIT, {ANY_R: base})})
    report = concluded(theorem, vanishes)
    assert report.problems == []
    assert "z3" in report.rests_on
    assert report.grade == "solver-certified"


# What is refused -------------------------------------------------------------------------------------

Build = Callable[[], Report]


def undeclared() -> Report:
    theorem = a_theorem(TWO, BY_N, SIZE)
    return concluded(theorem, decays(theorem))


def idle() -> Report:
    theorem = a_theorem(*ONE_REFIT, SHAPE)
    return concluded(theorem, decays(theorem))


def used_by_no_conclusion() -> Report:
    theorem = a_theorem(TWO, SIZE, APART, BY_N)
    decays(theorem)
    return concluded(theorem, theorem.expectation("mean", m, after=by_n, equals=m))


def shape_not_declared() -> Report:
    theorem = a_theorem(*ONE_REFIT)
    fourth = 3 * (n - 1) * v**2 / n**3 * (n - 1) + keep * (n**2 - 2 * n + 3) * v**2 / n**2
    square = theorem.expectation("square", v**2, after=by(n, BY_N, sample=known_shape), equals=fourth)
    return concluded(theorem, square)


def axiom_not_declared() -> Report:
    theorem = a_theorem(BY_N, SIZE)
    return concluded(theorem, decays(theorem, normal))


def over_what_may_vanish(right: Expr) -> Report:
    """v/(x - 1) = v/(x - 1), given x > right."""
    theorem = a_theorem(conditions=(x > right,))
    above = theorem.inequality("above", x, ">", right)
    return concluded(theorem, theorem.equation("ratio", v / (x - 1), v / (x - 1), given=(above,)))


def positive_logarithm(theorem: Theorem) -> Fact:
    """log y > 0 for y > 1, which the signs of its parts do not tell."""
    inverse = ByLemma(LOG_CONCAVITY, {lemmas.x: 1 / larger})
    above = theorem.inequality("log 1/y <= 1/y - 1", log(1 / larger), "<=", 1 / larger - 1, how=inverse)
    return theorem.inequality("so log y > 0", log(larger), ">", Integer(0), given=(above,))


def given_not_to_vanish() -> Report:
    """1/log y is defined for y > 1, which is known from another step alone."""
    theorem = a_theorem()
    ratio, known = 2 / log(larger) - 1 / log(larger), positive_logarithm(theorem)
    return concluded(theorem, theorem.equation("ratio", ratio, 1 / log(larger), given=(known,)))


def limit_over_a_logarithm(known: bool) -> Report:
    """1/(n log y) -> 0, if it is given that log y > 0."""
    theorem = a_theorem()
    given = (positive_logarithm(theorem),) if known else ()
    return concluded(
        theorem, theorem.limit("limit", 1 / (n * log(larger)), n, S(0), SMALL, (1 / n) / log(larger), given)
    )


def undecided_step() -> Report:
    theorem = a_theorem(*ONE_REFIT)
    theorem.equation("wrong", x, y)
    return concluded(theorem, decays(theorem))


def nothing_concluded() -> Report:
    theorem = a_theorem()
    theorem.equation("right", x, x)
    return theorem.check()


def wrong_expectation() -> Report:
    theorem = a_theorem(*ONE_REFIT)
    return concluded(theorem, decays(theorem, rate=1 - 1 / (n + 1)))


def observable_with_a_draw() -> Report:
    X = ChiSquare("X", n - 1)
    theorem = a_theorem(RANKED, BY_N, SIZE)
    refit = Refit({v: v * X.value / n}, (X,), {v: (BY_N,)}, (SIZE,), by=COCHRAN)
    return concluded(theorem, theorem.expectation("X v", v * X.value, after=refit, equals=keep * (n + 1) * v))


def observable_undefined() -> Report:
    theorem = a_theorem(TWO, SIZE)
    one = Mul(m, Pow(m, -1, evaluate=False), evaluate=False)
    return concluded(theorem, theorem.expectation("m/m", one, after=by_n, equals=S(1)))


def observable_that_captures() -> Report:
    theorem = a_theorem(SIZE)
    refit = Refit({m: k * StandardNormal("Z").value ** 2}, (StandardNormal("Z"),), {}, (SIZE,))
    return concluded(theorem, theorem.expectation("sum", Sum(m * k, (k, 1, 3)), after=refit, equals=S(14)))


def too_few_degrees() -> Report:
    X = ChiSquare("X", n - 1)
    theorem = a_theorem(BY_N, SIZE)
    refit = Refit({v: v * X.value / n}, (X,), {v: (BY_N,)}, (SIZE,))
    return concluded(theorem, theorem.expectation("1/v", 1 / v, after=refit, equals=n / ((n - 3) * v)))


def too_few_degrees_in_numbers() -> Report:
    X = ChiSquare("X", Integer(1))
    theorem = a_theorem(BY_N, SIZE)
    refit = Refit({v: v * X.value}, (X,), {v: (BY_N,)}, (SIZE,))
    return concluded(theorem, theorem.expectation("1/v", 1 / v, after=refit, equals=-1 / v))


def contradictory_conditions() -> Report:
    below = a_theorem(key="below", conditions=(n > 5,))
    fact = below.inequality("n", n, ">", S(4))
    concluded(below, fact)
    above = a_theorem(conditions=(x > 5, x < 3))
    return concluded(above, above.cites(fact, {n: n}))


def composition(claims: Callable[[Theorem], Mapping[Fact, Expr]], *assumes: Assumption, **changes: Any) -> Build:
    def build() -> Report:
        theorem = a_theorem(*(assumes or COMPOSED), conditions=changes.get("conditions", ()))
        rest = {name: change for name, change in changes.items() if name != "conditions"}
        return concluded(theorem, *composed(theorem, claims(theorem), **rest))

    return build


def of_variance(closed: Expr, **changes: Any) -> Build:
    return composition(lambda theorem: {decays(theorem): closed}, **changes)


def chi_square_degrees() -> Report:
    """E[1/X] exists while a > 2, but the next fit may have a <= 2."""
    a = real("a", above=0)
    X = ChiSquare("X", a)
    theorem = a_theorem(SIZE, *PAST, conditions=(a > 2,))
    refit = Refit({a: (a - 2) * a / X.value}, (X,), {}, (SIZE,))
    fact = theorem.expectation("a", a, after=refit, equals=a)
    return concluded(theorem, *theorem.over_generations(t, {fact: m_0}, start={a: m_0}, uses=PAST))


def leaves_its_range() -> Report:
    """The variance of the next fit is a squared distance less 1, and so may be negative."""
    theorem = a_theorem(*COMPOSED)
    lower = Refit({m: draws.average, v: draws.sum_of_squares / n - 1}, (draws,), {v: (BY_N,)}, (SIZE,))
    fact = theorem.expectation("variance", v, after=lower, equals=keep * v - 1)
    return concluded(theorem, *composed(theorem, {fact: keep**t * (v_0 + n) - n}))


def scaled(by: Expr) -> Callable[[Theorem], Mapping[Fact, Expr]]:
    """The step of the mean is v/n, which is by * v over by * n: only where `by` does not vanish."""

    def claims(theorem: Theorem) -> Mapping[Fact, Expr]:
        multiple = theorem.expectation("multiple", by * v, after=by_n, equals=by * keep * v)
        return {multiple: by * keep**t * v_0, wanders(theorem): (1 - keep**t) * v_0}

    return claims


def mixed_labels(theorem: Theorem) -> Mapping[Fact, Expr]:
    return {decays(theorem): keep**t * v_0, wanders(theorem, by_n_1): (1 - keep**t) * v_0}


def mixed_formulas(theorem: Theorem) -> Mapping[Fact, Expr]:
    other = by(n - 1, BY_N)
    return {decays(theorem): keep**t * v_0, wanders(theorem, other): (1 - keep**t) * v_0}


def moving_observable(theorem: Theorem) -> Mapping[Fact, Expr]:
    """(t + 1) (m - m_0)^2 is another observable at the next fit."""
    moving = (t + 1) * (m - m_0) ** 2
    fact = theorem.expectation("moving", moving, after=by_n, equals=moving + (t + 1) * v / n)
    # What the recursion would give if t stood still: the sum of (s + 1) keep^s v_0/n over s < t.
    closed = v_0 * (n - keep**t * (n + t))
    return {fact: closed, decays(theorem): keep**t * v_0}


def hidden_pole(theorem: Theorem) -> Mapping[Fact, Expr]:
    one = Mul(n - 2, Pow(n - 2, -1, evaluate=False), evaluate=False)
    return {decays(theorem): Mul(one, keep**t * v_0, evaluate=False)}


single = integer("t", at_least=1)  # refits, where the first one is made otherwise
AFTER_FIRST = keep ** (single - 1) * v_0


def unbiased(theorem: Theorem) -> Fact:
    return decays(theorem, by_n_1, S(1))


def after_first(
    claims: Callable[[Theorem], Mapping[Fact, Expr]],
    first: Callable[[Theorem], Sequence[Fact]] = lambda theorem: (unbiased(theorem),),
    assumes: Sequence[Assumption] = (*COMPOSED, BY_N_1),
    over: Quantity = single,
) -> Build:
    def build() -> Report:
        theorem = a_theorem(*assumes)
        return concluded(theorem, *composed(theorem, claims(theorem), over, first=first(theorem)))

    return build


def of_both(theorem: Theorem) -> Mapping[Fact, Expr]:
    return {decays(theorem): AFTER_FIRST, wanders(theorem): v_0 * (1 + 1 / n) - AFTER_FIRST}


def lowered(theorem: Theorem) -> Fact:
    """The variance after a fit that may leave the range of variances."""
    lower = Refit({m: draws.average, v: draws.sum_of_squares / n - 1}, (draws,), {v: (BY_N,)}, (SIZE,))
    return theorem.expectation("lower", v, after=lower, equals=keep * v - 1)


def different_first_fits() -> Report:
    theorem = a_theorem(*COMPOSED, BY_N_1)
    fact = decays(theorem)
    (one,) = composed(theorem, {fact: AFTER_FIRST}, single, first=(unbiased(theorem),))
    (two,) = composed(theorem, {fact: keep**single * v_0}, single, first=(fact,))
    gap = theorem.by_linearity("gap", S(0), {one: S(1), two: S(-1)}, rest=S(0), equals=AFTER_FIRST / n)
    return concluded(theorem, gap)


def linear(
    observable: Expr,
    parts: Callable[[Theorem], Mapping[Fact, Expr]],
    equals: Expr,
    rest: int | Expr = 0,
    assumes: Sequence[Assumption] = COMPOSED,
) -> Build:
    def build() -> Report:
        theorem = a_theorem(*assumes)
        combined = theorem.by_linearity("linear", observable, parts(theorem), equals=equals, rest=sympy.sympify(rest))
        return concluded(theorem, combined)

    return build


def level(theorem: Theorem, refit: Refit = by_n, rate: Expr = keep, start: Expr = v_0, over: Quantity = t) -> Fact:
    fact = decays(theorem, refit, rate)
    (found,) = composed(theorem, {fact: rate**over * start}, over, start={**START, v: start})
    return found


def bounds(relation: str, drift: Expr, bound: Expr, *, on: Callable[[Theorem], Fact] = decays, **changes: Any) -> Build:
    """A bound on one expectation; by `changes`, another observable too, or other arguments."""

    def build() -> Report:
        theorem = a_theorem(*changes.pop("assumes", COMPOSED))
        claims = {on(theorem): (drift, bound)}
        if "also" in changes:
            claims[wanders(theorem)] = changes.pop("also")
        found = theorem.bounds_over_generations(t, relation, claims, **{"start": START, "uses": PAST, **changes})
        return concluded(theorem, *found)

    return build


def summed(
    equals: Expr,
    totals: Mapping[Expr, Expr],
    fact: Callable[[Theorem], Fact] | None = None,
    members: tuple[Quantity, ...] = (v_0,),
    assumes: Sequence[Assumption] = COMPOSED,
    conditions: tuple[Basic, ...] = (),
) -> Build:
    """The variances of several chains, added up."""

    def build() -> Report:
        theorem = a_theorem(*assumes, conditions=conditions)
        one = level(theorem) if fact is None else fact(theorem)
        return concluded(theorem, theorem.over_family("all", one, members=members, totals=totals, equals=equals))

    return build


def with_a_constant(theorem: Theorem) -> Fact:
    """E[V] + 1."""
    return theorem.by_linearity(
        "and one", v + 1, {level(theorem): Integer(1)}, equals=keep**t * v_0 + 1, rest=Integer(1)
    )


whole = real("V", above=0)
later = integer("s", at_least=0)


def limit(of: Expr, value: Expr, parts: Mapping[Expr, Any], over: Quantity = n, **changes: Any) -> Build:
    def build() -> Report:
        theorem = a_theorem(conditions=changes.get("conditions", ()))
        return concluded(theorem, theorem.limit("limit", of, over, value, parts, form=changes.get("form")))

    return build


ANY_N, ANY_T, ANY_R = lemmas.n, lemmas.t, lemmas.r
SMALL = {1 / n: (S(0), RECIPROCAL_LIMIT, {ANY_N: n})}
level_c, other_c, fixed = real("c", at_least=0), real("alpha"), integer("q", at_least=1)


def tends(inside: Expr, value: Expr) -> Lemma:
    """A limit in n, as somebody might state it."""
    return Lemma(f"{inside} -> {value}", lemmas.RECIPROCAL_LIMIT.claim.__class__(
        sympy.Limit(inside, ANY_N, sympy.oo), "=", value), SOURCE)  # fmt: skip


ABOVE_1, ABOVE_2 = tends(other_c + 1 / ANY_N, other_c), tends(other_c + 2 / ANY_N, other_c)
SHARE = tends(fixed / ANY_N, S(0))


def squeeze(of: Expr, below: tuple[Expr, str], above: tuple[str, Expr], value: Expr) -> Build:
    """Enclose between expressions in 1/n."""

    def build() -> Report:
        theorem = a_theorem()
        low = theorem.inequality("below", below[0], below[1], of)
        high = theorem.inequality("above", of, above[0], above[1])
        ends = [theorem.limit("end", end, n, end.xreplace({1 / n: S(0)}), SMALL) for end in (below[0], above[1])]
        found = theorem.squeeze("squeeze", of, n, value, below=low, above=high, limits=ends)
        return concluded(theorem, found)

    return build


def squeeze_turned() -> Report:
    theorem = a_theorem()
    low = theorem.inequality("below", -1 / n, "<=", S(0))
    high = theorem.inequality("above", S(0), "<=", 1 / n)
    ends = [theorem.limit("end", end, n, S(0), SMALL) for end in (-1 / n, 1 / n)]
    found = theorem.squeeze("squeeze", S(0), n, S(0), below=high, above=low, limits=ends)
    return concluded(theorem, found)


def squeeze_without_limit() -> Report:
    theorem = a_theorem()
    low, high = theorem.inequality("b", -1 / n, "<=", S(0)), theorem.inequality("a", S(0), "<=", 1 / n)
    end = theorem.limit("end", 1 / n, n, S(0), SMALL)
    return concluded(theorem, theorem.squeeze("squeeze", S(0), n, S(0), below=low, above=high, limits=(end,)))


def squeeze_of_another() -> Report:
    theorem = a_theorem()
    low, high = theorem.inequality("b", -1 / n, "<=", S(0)), theorem.inequality("a", S(0), "<=", 1 / n)
    ends = [theorem.limit("end", end, n, S(0), SMALL) for end in (-1 / n, 1 / n)]
    return concluded(theorem, theorem.squeeze("squeeze", x, n, S(0), below=low, above=high, limits=ends))


def squeeze_of_few() -> Report:
    """n - 1 lies between -1/n and 100/n for n <= 5."""
    limits = a_theorem(key="limits")
    ends = [limits.limit("end", end, n, S(0), SMALL) for end in (-1 / n, 100 / n)]
    concluded(limits, *ends)
    theorem = a_theorem(conditions=(n <= 5,))
    low, high = theorem.inequality("b", -1 / n, "<=", n - 1), theorem.inequality("a", n - 1, "<=", 100 / n)
    found = theorem.squeeze(
        "squeeze", n - 1, n, S(0), below=low, above=high, limits=[theorem.cites(end) for end in ends]
    )
    return concluded(theorem, found)


def axiom(given: Callable[[Theorem], Sequence[Fact]], equals: Expr, assumes: Sequence[Assumption]) -> Build:
    def build() -> Report:
        theorem = a_theorem(*assumes)
        return concluded(theorem, theorem.by_axiom("axiom", STRONG_LAW, given=given(theorem), equals=equals))

    return build


ORTHOGONAL = Axiom("orthogonal", "It is.", SOURCE, hypotheses=("the sum", "the mean, zero"), compared=((1, "=", 0),))


def orthogonal(other: Callable[[Theorem], Fact]) -> Build:
    """A statement about a sum of steps, given what is to be their mean."""

    def build() -> Report:
        theorem = a_theorem()
        total = theorem.equation("the sum", x + x, 2 * x)
        return concluded(theorem, theorem.by_axiom("axiom", ORTHOGONAL, given=(total, other(theorem)), equals=2 * x))

    return build


LOG_STEP = log(v) + polygamma(0, (n - 1) / 2) + log(2) - log(n)
WALK = (RANKED, BY_N, SIZE, REPLACE, FRESH_RANDOMNESS)


def log_step(theorem: Theorem) -> Fact:
    return theorem.expectation("log", log(v), after=normal, equals=LOG_STEP)


wide = integer("n", at_least=1)
OTHER = a_theorem(conditions=(x > 3,), key="other")
ABOVE_3 = OTHER.inequality("x > 2", x, ">", S(2))
LOG_BOUND = OTHER.inequality("log", log(keep), "<=", -1 / n, how=ByLemma(LOG_CONCAVITY, {lemmas.x: keep}))
GEOMETRIC = OTHER.equation(
    "geometric", Sum(v**k, (k, 0, t)) * (1 - v), 1 - v ** (t + 1), how=Induction(t)
)  # fmt: skip
SECOND_MOMENT = OTHER.expectation("m^2", m**2, after=by_n, equals=m**2 + v / n)
(CENTRE,) = composed(OTHER, {OTHER.expectation("m", m, after=by_n, equals=m): m_0})
OTHER.concludes("all", "it", OTHER.equation("", x, x, given=(ABOVE_3, LOG_BOUND, GEOMETRIC, SECOND_MOMENT, CENTRE)))
OTHER.assumes = (TWO, APART, SIZE, *PAST)
ALL_OF_OTHER = OTHER.assumes


def citing(fact: Fact, at: Mapping[Quantity, Expr], *assumes: Assumption, conditions: tuple[Basic, ...] = ()) -> Build:
    def build() -> Report:
        theorem = a_theorem(*assumes, conditions=conditions)
        return concluded(theorem, theorem.cites(fact, at))

    return build


def foreign_given() -> Report:
    theorem = a_theorem()
    return concluded(theorem, theorem.inequality("x > 1", x, ">", S(1), given=(ABOVE_3,)))


def citing_what_does_not_stand() -> Report:
    shaky = a_theorem(key="shaky")
    fact = shaky.equation("shaky", x, y)
    concluded(shaky, fact)
    theorem = a_theorem()
    return concluded(theorem, theorem.cites(fact))


def given_what_does_not_stand() -> Report:
    shaky = a_theorem(key="shaky")
    fact = shaky.inequality("shaky", x, ">", S(2))
    concluded(shaky, fact)
    theorem = a_theorem()
    return concluded(theorem, theorem.inequality("x > 1", x, ">", S(1), given=(fact,)))


def derivative(of: Expr, by_what: Quantity, equals: Expr) -> Build:
    def build() -> Report:
        theorem = a_theorem()
        return concluded(theorem, theorem.derivative("slope", of, by_what, equals))

    return build


one_more = integer("t", at_least=1)
few = integer("t", at_least=0, at_most=9)
REFUSED: dict[str, Build] = {
    "assumption not declared": undeclared,
    "assumption idle": idle,
    "assumption used by no conclusion": used_by_no_conclusion,
    "higher moments used, shape not declared": shape_not_declared,
    "need of an axiom not declared": axiom_not_declared,
    "undecided step": undecided_step,
    "denominator of a limit that may vanish": lambda: limit_over_a_logarithm(False),
    "denominator that vanishes, given something else": lambda: over_what_may_vanish(Integer(0)),
    "nothing concluded": nothing_concluded,
    "wrong expectation": wrong_expectation,
    "observable contains a draw": observable_with_a_draw,
    "observable undefined": observable_undefined,
    "observable captures": observable_that_captures,
    "expectation does not exist": too_few_degrees,
    "expectation does not exist, in numbers": too_few_degrees_in_numbers,
    "contradictory conditions": contradictory_conditions,
    # Over generations.
    "wrong base": of_variance(2 * keep**t * v_0),
    "wrong step": of_variance((1 - 1 / (n + 1)) ** t * v_0),
    "off by one": of_variance(keep ** (t + 1) * v_0),
    "right at the first two only": of_variance((1 - t / n) * v_0),
    "recursion does not close": composition(lambda theorem: {wanders(theorem): (1 - keep**t) * v_0}),
    "coefficient that may be undefined": composition(scaled(x)),
    "mixed divisors": composition(mixed_labels, *COMPOSED, BY_N_1),
    "mixed formulas under one label": composition(mixed_formulas),
    "parameter left in the closed form": of_variance(keep**t * v),
    "condition on the number of refits": of_variance(keep**t * v_0, conditions=(t < 5,)),
    "condition on a parameter": of_variance(keep**t * v_0, conditions=(v < 1,)),
    "condition on a parameter, degrees": chi_square_degrees,
    "refits counted from 1": of_variance(keep ** (one_more - 1) * v_0, over=one_more),
    "refits bounded": of_variance(keep**few * v_0, over=few),
    "refits not counted": of_variance(keep**x * v_0, over=x),
    "start of what is not refitted": of_variance(keep**t * v_0, start={**START, x: y}),
    "start missing": of_variance(keep**t * v_0, start={m: m_0}),
    "observable mentions the number of refits": composition(moving_observable),
    "closed form undefined": composition(hidden_pole),
    "start outside the range of the parameter": of_variance(keep**t * (v_0 - 1), start={m: m_0, v: v_0 - 1}),
    "next fit outside the range of the parameter": leaves_its_range,
    "'replace' not used": of_variance(keep**t * v_0, uses=()),
    "composing what is composed": composition(lambda theorem: {level(theorem): keep**t * v_0}),
    # After a first fit that is made otherwise.
    "first fit, wrong base": after_first(lambda theorem: {decays(theorem): keep**single * v_0}),
    "first fit, wrong step": after_first(lambda theorem: {decays(theorem): v_0}),
    "first fit, another observable": after_first(
        lambda theorem: {decays(theorem): AFTER_FIRST / n}, lambda theorem: (wanders(theorem, by_n_1),)
    ),
    "first fit, an observable too few": after_first(of_both),
    "first fit, counted from 0": after_first(lambda theorem: {decays(theorem): keep ** (t - 1) * v_0}, over=t),
    "first fit, mixed formulas": after_first(of_both, lambda theorem: (unbiased(theorem), wanders(theorem))),
    "first fit, already composed": after_first(
        lambda theorem: {decays(theorem): AFTER_FIRST}, lambda theorem: (level(theorem),)
    ),
    "first fit outside the range of the parameter": after_first(
        lambda theorem: {decays(theorem): keep ** (single - 1) * (keep * v_0 - 1)},
        lambda theorem: (lowered(theorem),),
        COMPOSED,
    ),
    "different first fits": different_first_fits,
    # Bounds over generations.
    "bound, wrong base": bounds("<=", v, v_0 / 2),
    "bound, wrong step": bounds("<=", v + v_0, v_0),
    "bound, wrong step from below": bounds(">=", keep * v / 2, keep**t * v_0),
    "bound, one refit exceeds it": bounds("<=", keep * v / 2, v_0),
    "bound, one refit falls below it": bounds(">=", v, S(0)),
    "bound, two refits may turn it round": bounds(">=", -v, -v_0),
    "bound, another observable may turn it round": bounds(
        ">=", keep * v - (m - m_0) ** 2, -2 * t * v_0 / n, also=((m - m_0) ** 2, S(0))
    ),
    "bound, recursion does not close": bounds("<=", v + (m - m_0) ** 2, v_0),
    "bound, undefined at the end of a range": bounds(
        "<=", LOG_STEP, log(v_0) + t * (LOG_STEP - log(v)), on=log_step, assumes=WALK[:-1], uses=WALK[3:4]
    ),
    "bound, strict": bounds("<", v, 2 * v_0),
    "bound, an equation": bounds("=", keep * v, keep**t * v_0),
    "bound, 'replace' not used": bounds("<=", v, v_0, uses=()),
    "bound taken for an expectation": linear(
        v, lambda theorem: {theorem.bounds_over_generations(
            t, "<=", {decays(theorem): (v, v_0)}, start=START, uses=PAST
        )[0]: S(1)}, v_0
    ),
    "bound taken for the value of an axiom": axiom(
        lambda theorem: theorem.bounds_over_generations(
            t, "<=", {decays(theorem): (v, v_0)}, start=START, uses=PAST
        ), v_0, COMPOSED
    ),
    # By linearity.
    "random coefficient": linear(v**2, lambda theorem: {level(theorem): v}, keep**t * v_0 * v),
    "random rest": linear(v + m, lambda theorem: {level(theorem): S(1)}, keep**t * v_0 + m, m),
    "wrong combination": linear(2 * v, lambda theorem: {level(theorem): S(3)}, 3 * keep**t * v_0),
    "wrong value": linear(2 * v, lambda theorem: {level(theorem): S(2)}, 3 * keep**t * v_0),
    "different times": linear(
        v, lambda theorem: {level(theorem): S(1), level(theorem, over=later): S(0)}, keep**t * v_0
    ),
    "one refit and many": linear(
        S(0), lambda theorem: {level(theorem): S(1), decays(theorem): S(-1)}, keep**t * v_0 - keep * v
    ),
    "different refits": linear(
        S(0),
        lambda theorem: {level(theorem): S(1), level(theorem, by_n_1, S(1)): S(-1)},
        keep**t * v_0 - v_0,
        assumes=(*COMPOSED, BY_N_1),
    ),
    "different refits under one label": linear(
        S(0), lambda theorem: {level(theorem): S(1), level(theorem, by(n - 1, BY_N), S(1)): S(-1)}, keep**t * v_0 - v_0
    ),
    "different labels of one formula": linear(
        S(0),
        lambda theorem: {level(theorem): S(1), level(theorem, by(n, BY_N_1)): S(-1)},
        S(0),
        assumes=(*COMPOSED, BY_N_1),
    ),
    "different starts": linear(
        S(0), lambda theorem: {level(theorem): S(1), level(theorem, start=2 * v_0): S(-1)}, -(keep**t) * v_0
    ),
    "part that is no expectation": linear(
        x, lambda theorem: {theorem.equation("x", x, x): S(1)}, x, assumes=()
    ),
    # Limits.
    "wrong limit": limit(1 - 1 / n, S(0), SMALL),
    "wrong limit of a part": limit(1 - 1 / n, S(0), {1 / n: (S(1), RECIPROCAL_LIMIT, {ANY_N: n})}),
    "no instance of the lemma": limit(2 / n, S(0), {2 / n: (S(0), RECIPROCAL_LIMIT, {ANY_N: n})}),
    "part still contains the variable": limit(
        S(2), S(1), SMALL, form=Add(S(1), Mul(n, 1 / n, evaluate=False), evaluate=False)
    ),
    "form of another expression": limit(2 - 1 / n, S(1), SMALL, form=1 - 1 / n),
    "denominator vanishes in the limit": limit(n, S(0), SMALL, form=Pow(1 / n, -1, evaluate=False)),
    "c/c where c may vanish": limit(
        (level_c + 2 / ANY_N) / (level_c + 1 / ANY_N),
        S(1),
        {
            level_c + 2 / ANY_N: (level_c, ABOVE_2, {other_c: level_c}),
            level_c + 1 / ANY_N: (level_c, ABOVE_1, {other_c: level_c}),
        },
        over=ANY_N,
    ),
    "base moves with the exponent": limit(keep**n, S(0), {keep**n: (S(0), GEOMETRIC_LIMIT, {ANY_R: keep})}),
    "the lemma's own quantity moves": limit(S(1), S(0), {S(1): (S(0), SHARE, {})}, over=fixed),
    "base of one": limit(
        (1 / level_c) ** t, S(0), {(1 / level_c) ** t: (S(0), GEOMETRIC_LIMIT, {ANY_R: 1 / level_c})}, over=t
    ),
    "base that may be one": limit(
        (1 / wide) ** t, S(0), {(1 / wide) ** t: (S(0), GEOMETRIC_LIMIT, {ANY_R: 1 / wide})}, over=t
    ),
    "no lemma about a limit": limit(log(n), S(0), {log(n): (n - 1, LOG_CONCAVITY, {lemmas.x: n})}),
    "limit contains the variable": limit(1 + 1 / n, 1 + 1 / n, {}),
    "no fraction of its parts": limit(2 ** (1 / n), S(1), SMALL),
    "condition on the variable": limit(1 - 1 / n, S(1), SMALL, conditions=(n < 9,)),
    "variable is bounded": limit(few - few, S(0), {}, over=few),
    "squeeze with limits apart": squeeze(S(0), (-1 / n, "<="), ("<=", 1 + 1 / n), S(0)),
    "squeeze to another value": squeeze(S(0), (-1 / n, "<="), ("<=", 1 / n), S(1)),
    "squeeze with wrong signs": squeeze(S(0), (1 / n, ">="), (">=", -1 / n), S(0)),
    "squeeze with a wrong sign below": squeeze(S(0), (1 / n, ">="), ("<=", 1 / n), S(0)),
    "squeeze with bounds exchanged": squeeze_turned,
    "squeeze without a limit": squeeze_without_limit,
    "squeeze of another expression": squeeze_of_another,
    "squeeze where n is small": squeeze_of_few,
    # Families.
    "wrong total": summed(keep ** (t + 1) * whole, {v_0: whole}),
    "total of something else": summed(keep**t * whole, {v_0**2: whole}),
    "total with a part for each member": summed(keep**t * whole + 1, {v_0: whole}, with_a_constant),
    "total that mentions a member": summed(keep**t * (whole + v_0), {v_0: whole + v_0}),
    "total after one refit": summed(keep * whole, {v: whole}, decays, (v,), ONE_REFIT),
    "total of a claim": summed(
        whole, {v_0: whole}, lambda theorem: theorem.equation("v_0", v_0 + m - m, v_0), assumes=()
    ),
    "total under a condition on a member": summed(keep**t * whole, {v_0: whole}, conditions=(v_0 > 2,)),
    # Axioms.
    "axiom without a fact": axiom(lambda theorem: (), LOG_STEP - log(v), WALK[3:]),
    "axiom with a fact too many": axiom(lambda theorem: 2 * (log_step(theorem),), LOG_STEP - log(v), WALK),
    "axiom with another value": axiom(lambda theorem: (log_step(theorem),), LOG_STEP - log(v) + 1, WALK),
    "axiom with a random value": axiom(lambda theorem: (log_step(theorem),), LOG_STEP, WALK),
    "walk whose step depends on the fit": axiom(
        lambda theorem: (theorem.expectation("m", m, after=normal, equals=m),), S(0), (*WALK[:1], *WALK[2:])
    ),
    "walk from an inequality": axiom(
        lambda theorem: (theorem.inequality("x", x, "<", x + 1),), x + 1, (REPLACE, FRESH_RANDOMNESS)
    ),
    "hypothesis that does not vanish": orthogonal(lambda theorem: theorem.equation("mean", S(1), S(1))),
    "hypothesis that is no equation": orthogonal(lambda theorem: theorem.inequality("mean", -(y**2), "<=", S(0))),
    "assumptions of an axiom not declared": axiom(lambda theorem: (log_step(theorem),), LOG_STEP - log(v), WALK[:3]),
    # Citations.
    "cited condition does not hold": citing(ABOVE_3, {}, conditions=(x > 2,)),
    "cited at a value outside its range": citing(LOG_BOUND, {n: Integer(1)}, conditions=(x > 3,)),
    "cited at a quantity of a wider range": citing(LOG_BOUND, {n: wide}, conditions=(x > 3,)),
    "cited at a fraction": citing(LOG_BOUND, {n: Rational(5, 2)}, conditions=(x > 3,)),
    "cited where it captures": citing(GEOMETRIC, {v: k**2 + 1}, conditions=(x > 3,)),
    "cited at a bound variable": citing(GEOMETRIC, {k: n}, conditions=(x > 3,)),
    "cited at a random parameter": citing(SECOND_MOMENT, {v: 2 * v}, *ONE_REFIT, conditions=(x > 3,)),
    "cited at a negative number of refits": citing(CENTRE, {t: Integer(-5)}, TWO, SIZE, *PAST, conditions=(x > 3,)),
    "given a fact under other conditions": foreign_given,
    "cites what does not stand": citing_what_does_not_stand,
    "given what does not stand": given_what_does_not_stand,
    # Derivatives.
    "wrong derivative": derivative(x**3, x, 3 * x**3),
    "derivative by an integer": derivative(n**2, n, 2 * n),
    "derivative at the edge": derivative(sqrt(level_c), level_c, 1 / (2 * sqrt(level_c))),
    "derivative of what is undefined": derivative(log(-1 - level_c), level_c, 1 / (1 + level_c)),
    "derivative without a rule": derivative(sympy.sin(x), x, sympy.cos(x)),
}  # fmt: skip


# For each reason what is refused for it.
BECAUSE: dict[str, tuple[str, ...]] = {
    "without declaring it": (
        "assumption not declared",
        "higher moments used, shape not declared",
        "need of an axiom not declared",
        "assumptions of an axiom not declared",
    ),
    "does not use it": ("assumption idle", "assumption used by no conclusion"),
    "different normal forms": (
        "undecided step",
        "wrong expectation",
        "wrong base",
        "wrong step",
        "off by one",
        "right at the first two only",
        "start missing",
        "first fit, wrong base",
        "first fit, wrong step",
        "wrong combination",
        "wrong total",
        "wrong value",
        "wrong limit",
        "form of another expression",
        "squeeze of another expression",
        "squeeze with limits apart",
        "squeeze to another value",
        "axiom with another value",
        "wrong derivative",
    ),
    "the number of members would count": ("total with a part for each member",),
    "differs from member to member": ("total that mentions a member",),
    "no expectation after all refits": ("total after one refit", "total of a claim"),
    "a condition on one member": ("total under a condition on a member",),
    "concludes nothing": ("nothing concluded",),
    "is no part of it": ("observable contains a draw",),
    "must not vanish": (
        "denominator that vanishes, given something else",
        "denominator of a limit that may vanish",
        "observable undefined",
        "closed form undefined",
        "c/c where c may vanish",
    ),
    "divides by zero": ("denominator vanishes in the limit",),
    "must be positive": ("derivative of what is undefined", "bound, undefined at the end of a range"),
    "not known to be positive": ("derivative at the edge",),
    "is a bound variable of": ("observable captures", "cited where it captures", "cited at a bound variable"),
    "exists for a >": ("expectation does not exist", "expectation does not exist, in numbers"),
    "may contradict each other": ("contradictory conditions",),
    "does not close": ("recursion does not close", "bound, recursion does not close", "total of something else"),
    "different estimators": (
        "mixed divisors",
        "mixed formulas under one label",
        "first fit, mixed formulas",
    ),
    "the same observables must be known": ("first fit, another observable", "first fit, an observable too few"),
    "is defined is not shown": ("coefficient that may be undefined",),
    "still contains a parameter": ("parameter left in the closed form",),
    "no condition may mention": (
        "condition on the number of refits",
        "condition on the variable",
        "squeeze where n is small",
    ),
    "need not hold for the next fit": ("condition on a parameter", "condition on a parameter, degrees"),
    "must count refits": (
        "refits counted from 1",
        "refits bounded",
        "refits not counted",
        "first fit, counted from 0",
    ),
    "a start but is not refitted": ("start of what is not refitted",),
    "which moves on": ("observable mentions the number of refits",),
    "what each sees of the past": ("'replace' not used", "bound, 'replace' not used"),
    "after one refit": ("composing what is composed", "first fit, already composed"),
    "coefficient contains a random": ("random coefficient", "random rest"),
    "at different times": ("different times", "one refit and many"),
    "different processes": (
        "different refits",
        "different refits under one label",
        "different labels of one formula",
        "different starts",
        "different first fits",
    ),
    "is no expectation": ("part that is no expectation", "bound taken for an expectation"),
    "is not shown": (
        "bound, wrong base",
        "bound, wrong step",
        "bound, wrong step from below",
        "bound, one refit exceeds it",
        "bound, one refit falls below it",
    ),
    "does not fall where": ("bound, two refits may turn it round", "bound, another observable may turn it round"),
    "are <= or >=": ("bound, strict", "bound, an equation"),
    "its limit is another": ("wrong limit of a part",),
    "no instance of the lemma": ("no instance of the lemma",),
    "still contains n": ("part still contains the variable",),
    "may not depend on": ("base moves with the exponent", "the lemma's own quantity moves"),
    "for the lemma": ("base of one", "base that may be one"),
    "for other": (
        "cited at a value outside its range",
        "cited at a quantity of a wider range",
        "cited at a negative number of refits",
    ),
    "for the start": ("start outside the range of the parameter",),
    "for the next fit": (
        "next fit outside the range of the parameter",
        "first fit outside the range of the parameter",
    ),
    "not shown to be an integer": ("cited at a fraction",),
    "no lemma about a limit": ("no lemma about a limit",),
    "contains n": ("limit contains the variable",),
    "no fraction of polynomials": ("no fraction of its parts",),
    "cannot grow": ("variable is bounded",),
    "must be of the form": ("squeeze with wrong signs", "squeeze with a wrong sign below"),
    "no limit of": ("squeeze with bounds exchanged", "squeeze without a limit"),
    "needs one fact for each": ("axiom without a fact", "axiom with a fact too many"),
    "not a random one": (
        "axiom with a random value",
        "walk from an inequality",
        "bound taken for the value of an axiom",
    ),
    "no random walk": ("walk whose step depends on the fit",),
    "1 and 0 have different": ("hypothesis that does not vanish",),
    "needs something that is = 0": ("hypothesis that is no equation",),
    "the condition x > 3": ("cited condition does not hold",),
    "cannot be replaced": ("cited at a random parameter",),
    "conditions of its own": ("given a fact under other conditions",),
    "is not established": ("cites what does not stand", "given what does not stand"),
    "is an integer": ("derivative by an integer",),
    "no rule differentiates": ("derivative without a rule",),
}


@pytest.mark.parametrize(("name", "reason"), [(name, reason) for reason, names in BECAUSE.items() for name in names])
def test_the_theorem_does_not_stand(name: str, reason: str) -> None:
    report = REFUSED[name]()
    assert not report.established
    assert report.grade == ""
    assert reason in " ".join(report.problems)


def test_each_refusal_has_its_reason() -> None:
    assert sorted(name for names in BECAUSE.values() for name in names) == sorted(REFUSED)


HONEST: dict[str, Build] = {
    "a family": summed(keep**t * whole, {v_0: whole}),
    "over generations": of_variance(keep**t * v_0),
    "two observables": composition(
        lambda theorem: {decays(theorem): keep**t * v_0, wanders(theorem): (1 - keep**t) * v_0}
    ),
    "an observable that leads with a symbol": composition(
        lambda theorem: {
            theorem.expectation(
                "product", (m - m_0) * v, after=by(n, BY_N, sample=known_shape), equals=keep * (m - m_0) * v
            ): S(0)
        },
        *COMPOSED,
        SHAPE,
    ),
    "after a first fit that is another": after_first(lambda theorem: {decays(theorem): AFTER_FIRST}),
    "two observables after a first fit": after_first(
        of_both, lambda theorem: (unbiased(theorem), wanders(theorem, by_n_1))
    ),
    "an observable that may vanish": composition(
        lambda theorem: {
            theorem.expectation("multiple", (x + y) * v, after=by_n, equals=keep * (x + y) * v): keep**t * (x + y) * v_0
        }
    ),
    "coefficient that is defined": composition(scaled(v_0)),
    "labels of a refit and of its normal form agree": composition(
        lambda theorem: {decays(theorem): keep**t * v_0, wanders(theorem, normal): (1 - keep**t) * v_0},
        *COMPOSED,
        RANKED,
    ),
    "bound from above": bounds("<=", v, v_0),
    "bound from below": bounds(">=", v / 2, 2**-t * v_0),
    "bounds on two": bounds("<=", v, v_0, also=((m - m_0) ** 2 + v, t * v_0)),
    "linear": linear(2 * v + 3, lambda theorem: {level(theorem): S(2)}, 2 * keep**t * v_0 + 3, S(3)),
    "linear after one refit": linear(
        2 * v + m, lambda theorem: {decays(theorem): S(2), theorem.expectation("m", m, after=by_n, equals=m): S(1)},
        2 * keep * v + m, assumes=ONE_REFIT,
    ),
    "limit": limit(n / (n + 1), S(1), SMALL, form=1 / (1 + 1 / n)),
    "limit of a power": limit(keep**t, S(0), {keep**t: (S(0), GEOMETRIC_LIMIT, {ANY_R: keep})}, over=t),
    "limit c/c where c is positive": limit(
        (v + 2 / ANY_N) / (v + 1 / ANY_N),
        S(1),
        {v + 2 / ANY_N: (v, ABOVE_2, {other_c: v}), v + 1 / ANY_N: (v, ABOVE_1, {other_c: v})},
        over=ANY_N,
    ),
    "squeeze": squeeze(S(0), (-1 / n, "<="), ("<=", 1 / n), S(0)),
    "denominator that does not vanish by what is given": given_not_to_vanish,
    "limit whose denominator does not vanish by what is given": lambda: limit_over_a_logarithm(True),
    "strong law": axiom(lambda theorem: (log_step(theorem),), LOG_STEP - log(v), WALK),
    "steps of mean zero": orthogonal(lambda theorem: theorem.equation("mean", y - y, S(0))),
    "citation": citing(LOG_BOUND, {n: n + 3}, conditions=(x > 4,)),
    "citation at a number": citing(ABOVE_3, {x: Integer(7)}),
    "derivative": derivative(x**3 * exp(2 * x), x, (3 * x**2 + 2 * x**3) * exp(2 * x)),
}  # fmt: skip


@pytest.mark.parametrize("build", HONEST.values(), ids=HONEST)
def test_the_honest_version_stands(build: Build) -> None:
    """The refusals above are no accidents: what they were made from stands."""
    assert build().problems == []


def test_a_fact_of_another_theorem_is_cited_before_it_is_concluded() -> None:
    with pytest.raises(ValueError, match="cite it first"):
        a_theorem().concludes("it", "it", ABOVE_3)


def test_a_conclusion_is_named_once() -> None:
    theorem = a_theorem()
    fact = theorem.equation("x", x, x)
    theorem.concludes("it", "it", fact)
    with pytest.raises(ValueError, match="already"):
        theorem.concludes("it", "it", fact)


def test_nothing_is_decided_while_a_theorem_is_written_down() -> None:
    theorem = a_theorem()
    fact = theorem.equation("false", x, x + 1)
    assert fact.right == x + 1
    assert not concluded(theorem, fact).established


class Endless(Step):
    """A step that is never decided."""

    title = "endless"

    def decide(self) -> Answer:
        while True:
            pass


class Broken(Step):
    """A step in which something is raised that nobody expects."""

    title = "broken"

    def decide(self) -> Answer:
        raise KeyError("lost")


@pytest.mark.parametrize(("step", "reason"), [(Endless(), "time limit"), (Broken(), "KeyError: 'lost'")])
def test_a_step_without_an_answer_is_undecided(step: Step, reason: str) -> None:
    theorem = a_theorem()
    theorem.concludes("it", "it", theorem.add(step, x))
    [problem] = theorem.check(seconds=0.3).problems
    assert reason in problem


# Derivatives by rule against differences of values ------------------------------------------------------


@st.composite
def smooth(draw: st.DrawFn, depth: int = 3) -> Expr:
    """Expressions that are smooth and positive for u > 0."""
    if depth == 0:
        return draw(st.sampled_from((u, 2 * u + 1, u**2 + Rational(1, 2), 1 / (1 + u), S(3))))
    a, b = draw(smooth(depth - 1)), draw(smooth(depth - 1))
    kinds: dict[str, Callable[[], Expr]] = {
        "sum": lambda: a + b,
        "product": lambda: a * b,
        "quotient": lambda: a / b,
        "power": lambda: a ** draw(st.sampled_from((S(2), S(-1), Rational(1, 3), w))),
        "exponent": lambda: draw(st.sampled_from((S(2), Rational(3, 2), w))) ** (a / (1 + a)),
        "both": lambda: a ** (b / (1 + b)),
        "exp": lambda: exp(-a),
        "log": lambda: log(1 + a),
        "gamma": lambda: gamma(1 + a / (1 + a)),
        "loggamma": lambda: loggamma(1 + a) + 1,
        "psi": lambda: polygamma(draw(st.integers(0, 2)), 1 + a) + 9,
        "erf": lambda: 1 + sympy.erf(a),
    }
    return kinds[draw(st.sampled_from(tuple(kinds)))]()


u, w = real("u", above=0), real("w", above=0)


@given(smooth(), st.sampled_from((Rational(1, 3), S(1), Rational(5, 2))))
def test_derivatives_by_rule_are_those_of_the_numbers(expression: Expr, place: Expr) -> None:
    assume(not expression.has(sympy.Abs))  # SymPy puts it where it does not see that a base is positive
    with mpmath.workdps(60):
        function = sympy.lambdify(u, expression.xreplace({w: Rational(7, 5)}), "mpmath")
        slope = sympy.lambdify(u, differentiated(expression, u).xreplace({w: Rational(7, 5)}), "mpmath")
        at, step = mpmath.mpf(place.p) / place.q, mpmath.mpf(10) ** -12
        # Central differences, once extrapolated: the error is of order step^4.
        near, far = ((function(at + h) - function(at - h)) / (2 * h) for h in (step, 2 * step))
        numerical = (4 * near - far) / 3
        assert abs(slope(at) - numerical) <= mpmath.mpf(10) ** -20 * (1 + abs(numerical))
