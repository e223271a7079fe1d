"""False or empty theorems that the engine once let stand: each must fall, and for the reason given.

As in test_derivation, the search for counterexamples is switched off, so that each refusal is the proof's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from sympy import Basic, Expr, Integer, Lambda, Limit, Rational, Sum, Symbol, oo, pi, sqrt
from test_derivation import blind, by_n, concluded

from collapse_math.assumptions import FRESH_RANDOMNESS, REPLACE
from collapse_math.axioms import CAUCHY_SCHWARZ, DATA_PROCESSING, MARKOV
from collapse_math.claims import Telescope
from collapse_math.counts import Counts, PoissonTotal
from collapse_math.derivation import Theorem
from collapse_math.evaluation import read_values
from collapse_math.ledger import Axiom, Source
from collapse_math.lemmas import GEOMETRIC_LIMIT, RECIPROCAL_LIMIT, r
from collapse_math.moments import ChiSquare, Refit, Sample, StandardNormal
from collapse_math.process_axioms import (
    BOREL_CANTELLI,
    BOUNDED_MARTINGALE,
    CLOSED_MARTINGALE,
    GOLDIE_CONSTANT,
    LEVY_BOREL_CANTELLI,
    MARTINGALE_LIMIT,
    ORTHOGONAL_STEPS,
    PERPETUITY_FINITE,
    STRONG_LAW,
)
from collapse_math.quantities import Quantity, integer, real
from collapse_math.results import Fact, Report, condition_on
from collapse_math.sequences import integers, reals

__all__ = ["blind"]  # a fixture that every test here uses

n, t, later = integer("n", at_least=2), integer("t", at_least=0), integer("t", at_least=1)
c, few = integer("c", at_least=1), integer("few", at_least=2, at_most=9)
x, y = real("x"), real("y")
p, p_0 = (real(name, at_least=0, at_most=1) for name in ("p", "p_0"))
m, m_0 = real("m"), real("m_0")
v, v_0 = real("v", above=0), real("v_0", above=0)
alpha, any_real, sizes = reals("alpha", above=0, below=1), reals("b"), integers("n", at_least=2)
i = Symbol("i", integer=True)
ZERO, ONE = Integer(0), Integer(1)
PAST = (REPLACE, FRESH_RANDOMNESS)
keep = 1 - 1 / n


def a_theorem(key: str = "test") -> Theorem:
    return Theorem(key, says="", assumes=PAST, symbols=(n, t))


def without_labels(report: Report) -> Report:
    """The bookkeeping of assumptions is not what is tried here."""
    report.problems[:] = [problem for problem in report.problems if not problem.startswith(("declares", "uses"))]
    return report


Made = Callable[[Theorem], Fact]


def standing(made: Made) -> Fact:
    """The fact of another theorem, which stands."""
    other = a_theorem("other")
    fact = made(other)
    other.concludes("it", "it", fact)
    other.assumes = PAST if fact.over is not None else ()
    return fact


# Facts of other theorems: x/n -> 0, a statement on alpha that does not mention it, a mean that stays -------------


def vanishing(theorem: Theorem, top: Expr = x) -> Fact:
    return theorem.limit("x/n", top / n, n, ZERO, {1 / n: (ZERO, RECIPROCAL_LIMIT, {})})


def of_alpha(theorem: Theorem) -> Fact:
    below = theorem.inequality("below 1", alpha(1), "<", ONE)
    return theorem.by_axiom("P", MARKOV, given=(theorem.equation("1", ONE, ONE, given=(below,)),), equals=ONE)


def mean_stays(theorem: Theorem, centre: Expr = m_0) -> Fact:
    sample = Sample("x", n, m, {2: v})
    refit = Refit({m: sample.average, v: v}, (sample,))
    kept = theorem.expectation("mean", m, after=refit, equals=m)
    return theorem.over_generations(t, {kept: centre}, start={m: m_0, v: v_0}, uses=PAST)[0]


def cited(made: Made, at: Mapping[Quantity, Expr]) -> Made:
    return lambda theorem: theorem.cites(standing(made), at)


def supposed(theorem: Theorem, value: Expr = ZERO) -> Fact:
    return theorem.suppose(f"alpha -> {value}", Limit(alpha(t + 1), t, oo), "=", value)


def from_a_foreign_supposition(theorem: Theorem) -> Fact:
    def one_more(other: Theorem) -> Fact:
        return theorem_limit(other, supposed(other), ONE)

    return theorem_limit(theorem, standing(one_more), Integer(2), shift=1)


def theorem_limit(theorem: Theorem, known: Fact, value: Expr, shift: int = 0) -> Fact:
    part = alpha(t + 1) + shift
    return theorem.limit("one more", 1 + part, t, value, {part: known}, form=Lambda((y,), 1 + y))


def both(theorem: Theorem) -> Fact:
    one, other = supposed(theorem), supposed(theorem, ONE)
    part = alpha(t + 1)
    return theorem.limit("sum", 2 * part, t, ONE, {part: one, 1 * part: other, part + 0: other}, given=(one,))


# One refit ------------------------------------------------------------------------------------------------------


def of_counts(share: Expr, size: Expr = n, **how: Any) -> Refit:
    draw = Counts("x", size, (), (), (share,), **how)
    return Refit({p: draw.count() / size}, (draw,))


def mean_of(refit: Refit, equals: Expr, observable: Expr = p) -> Made:
    return lambda theorem: theorem.expectation("mean", observable, after=refit, equals=equals)


both_likely = Counts("x", n, (), (), (Rational(3, 4), Rational(3, 4)))
TWICE = Refit({v: both_likely.count(0) + both_likely.count(1)}, (both_likely,))


def of_poisson(mean: Expr) -> Made:
    draw = PoissonTotal("x", n, mean=mean)
    return mean_of(Refit({v: draw.count() / n}, (draw,)), mean, v)


def for_every_outcome(observable: Expr, than: Expr, equals: Expr) -> Made:
    def made(theorem: Theorem) -> Fact:
        known = theorem.expectation("known", than, after=of_counts(p), equals=equals)
        return theorem.for_every_outcome("outcomes", observable, "<=", known, after=of_counts(p), inside=c)

    return made


def bounded_law(observable: Expr, equals: Expr, share: Expr = 1 + v) -> Made:
    """A draw of which the probability is `share` at most."""
    return mean_of(of_counts(share, at_most=True), equals, observable)


def through_another_law(share: Expr = p) -> Made:
    """A draw of which the probability is what another one shows, of which only a bound is known."""
    seen = Counts("x", ONE, (), (), (share,), at_most=True)
    copied = Counts("y", ONE, (), (), (1 - seen.count(),))
    return mean_of(Refit({v: seen.count() + 3 * copied.count()}, (seen, copied)), 3 - 2 * share, v)


def composed_as_an_equation(theorem: Theorem) -> Fact:
    kept = bounded_law(p, 1 + v)(theorem)
    return theorem.over_generations(t, {kept: 1 + v}, start={p: p_0}, uses=(REPLACE,))[0]


def with_a_draw(theorem: Theorem) -> Fact:
    draw = by_n.draws[0]
    assert isinstance(draw, Sample)
    kept = theorem.expectation("mean", by_n_mean, after=by_n, equals=by_n_mean)
    rest = -draw.average
    return theorem.by_linearity("less", by_n_mean + rest, {kept: ONE}, rest=rest, equals=by_n_mean + rest)


[by_n_mean] = [parameter for parameter in by_n.parameters if parameter.name == "m"]


def by_two_theorems(theorem: Theorem, factor: int = 5) -> Fact:
    """v - v = 0 for a sample and for chi-square draws that make five times as much of it."""
    sample, square = Sample("x", n, m, {2: v}), ChiSquare("X", n - 1)
    law = Axiom("law", "X is.", Source("nobody", 0, "nowhere"))
    one = theorem.expectation("sample", v, after=Refit({v: sample.sum_of_squares / n}, (sample,)), equals=keep * v)
    other = theorem.expectation(
        "square", v, after=Refit({v: factor * v * square.value / n}, (square,), by=law), equals=factor * keep * v
    )
    return theorem.by_linearity(
        "nothing", ZERO, {one: ONE, other: -ONE}, rest=ZERO, equals=keep * v - factor * keep * v
    )


# Generations, and classical theorems about them -------------------------------------------------------------------

Z = StandardNormal("Z")
WALK = Refit({m: m + Z.value}, (Z,))
SLOW_WALK, SQUARE = Refit({m: m + v * Z.value}, (Z,)), ChiSquare("Y", ONE)
GAIN, LONG = v * sqrt(SQUARE.value), v * sqrt(2 / pi)
LONGER, SHORTER = Refit({x: x + GAIN}, (SQUARE,)), Refit({x: x + GAIN, v: v / 2}, (SQUARE,))
BOUNDED = v_0 * sqrt(2 / pi)
j = integer("j", at_least=1)
DRIFTS, STEPS = Refit({x: 1 + Z.value}, (Z,)), Refit({x: Z.value}, (Z,))
SPREAD = (m - m_0) ** 2


def walk_moments(theorem: Theorem) -> tuple[Fact, Fact]:
    """E[(M_t - m_0)^2] = t of a random walk, and that a step keeps it on average."""
    kept = theorem.expectation("kept", m, after=WALK, equals=m)
    grows = theorem.expectation("spread", SPREAD, after=WALK, equals=SPREAD + 1)
    (spread,) = theorem.over_generations(t, {grows: t}, start={m: m_0}, uses=PAST)
    return spread, kept


def settles(axiom: Axiom, left: Expr, relation: str, right: Expr) -> Made:
    """A random walk comes to rest, as something is bounded."""

    def made(theorem: Theorem) -> Fact:
        spread, kept = walk_moments(theorem)
        bound = theorem.inequality("bound", left, relation, right)
        return theorem.by_axiom("rests", axiom, given=(spread, kept, bound), equals=t)

    return made


def settles_by_a_length(path: Refit, begins: Mapping[Quantity, Expr], closes: Expr, left: Expr, right: Expr) -> Made:
    """A walk with steps v Z comes to rest, as a path or some other quantity x has a bounded mean."""

    def made(theorem: Theorem) -> Fact:
        kept = theorem.expectation("kept", m, after=SLOW_WALK, equals=m)
        grows = theorem.expectation("spread", SPREAD, after=SLOW_WALK, equals=SPREAD + v**2)
        (spread,) = theorem.over_generations(t, {grows: v**2 * t}, start={m: m_0}, uses=PAST)
        gain = (path.after(x) - x).xreplace({SQUARE.value: 2 / pi})
        claimed = {theorem.expectation("longer", x, after=path, equals=x + gain): closes}
        if v in begins:
            shorter = path.after(v)
            claimed[theorem.expectation("shorter", v, after=path, equals=shorter)] = (shorter / v) ** t * begins[v]
        length, *_ = theorem.over_generations(t, claimed, start=begins, uses=PAST if v in begins else (REPLACE,))
        bound = theorem.inequality("bound", left, "<", right)
        return theorem.by_axiom("rests", CLOSED_MARTINGALE, given=(spread, kept, length, bound), equals=v**2 * t)

    return made


def settles_though_it_grows(theorem: Theorem) -> Fact:
    """A martingale with steps of the size 2^t goes for ever, but not where the growth of v is left out."""
    doubles = Refit({m: m + v * 2**-t * Z.value, v: 4 * v}, (Z,))
    kept = theorem.expectation("kept", m, after=doubles, equals=m)
    longer = theorem.expectation("longer", x, after=Refit({x: x + GAIN * 2**-t}, (SQUARE,)), equals=x + LONG * 2**-t)
    closed = 2 * LONG * (1 - 2**-t)
    (length,) = theorem.over_generations(t, {longer: closed}, start={x: ZERO}, uses=(REPLACE,))
    bound = theorem.inequality("bound", closed, "<", 2 * LONG)
    grows = theorem.expectation("spread", SPREAD, after=doubles, equals=SPREAD + v**2 * 4**-t)
    square = theorem.expectation("square", v**2, after=doubles, equals=16 * v**2)
    start = {m: m_0, v: v_0}
    spread, _ = theorem.over_generations(
        t, {grows: v_0**2 * (4**t - 1) / 3, square: 16**t * v_0**2}, start=start, uses=PAST
    )
    return theorem.by_axiom("rests", CLOSED_MARTINGALE, given=(spread, kept, length, bound), equals=spread.right)


def divided(relation: str) -> Made:
    """A fit that is divided by a number of which something is supposed."""

    def made(theorem: Theorem) -> Fact:
        known = theorem.suppose("of the divisor", any_real(1), relation, ZERO)
        after = Refit({x: x / any_real(1)}, ())
        return theorem.expectation("divided", x, after=after, equals=x / any_real(1), given=(known,))

    return made


def steps_add_up(
    steps: Refit, mean: Refit | None, squared: Expr, amount: Expr | None = None, first: Expr = ONE
) -> Made:
    """The mean square of a sum of steps x, as the sum of mean squares, for want of another mean that of 0 = 0."""

    def made(theorem: Theorem) -> Fact:
        square = theorem.expectation("square", x**2, after=steps, equals=squared)
        total = Sum(squared if amount is None else amount, (j, first, t))
        added = theorem.equation("sum", total, (t + 1 - first) * total.function, how=Telescope(j * total.function))
        if mean is None:
            none = theorem.equation("no mean", ZERO, ZERO)
        else:
            none = theorem.expectation("no mean", x, after=mean, equals=ZERO)
        return theorem.by_axiom("it", ORTHOGONAL_STEPS, given=(added, square, none), equals=added.right)

    return made


def settles_without_a_limit(theorem: Theorem) -> Fact:
    spread, kept = walk_moments(theorem)
    return theorem.by_axiom("rests", MARTINGALE_LIMIT, given=(spread, kept, kept), equals=t)


def backwards(uses: tuple[Any, ...]) -> Made:
    def made(theorem: Theorem) -> Fact:
        mixed = p * (1 - p)
        first = theorem.expectation("first", mixed, after=of_counts(p), equals=keep * mixed)
        carry = theorem.expectation(
            "carry", keep**later * mixed, after=of_counts(p), equals=keep ** (later + 1) * mixed
        )
        return theorem.backwards("back", later, first, carry, start={p: p_0}, uses=uses)

    return made


def from_different_first_fits(theorem: Theorem) -> Fact:
    """0 <= lim E[V_t] <= 0, though the bounds are of loops whose first fits differ."""
    sample = Sample("x", n, m, {2: v})
    found = []
    for more in (0, 1):
        first = Refit({v: sample.sum_of_squares / n + more, m: sample.average}, (sample,))
        then = Refit({v: sample.sum_of_squares / n, m: sample.average}, (sample,))
        began = theorem.expectation("first", v, after=first, equals=keep * v + more)
        falls = theorem.expectation("then", v, after=then, equals=keep * v)
        closed = keep**later * (v_0 + more / keep)
        found += theorem.over_generations(later, {falls: closed}, start={v: v_0, m: m_0}, uses=PAST, first=(began,))
    part = {keep**later: (ZERO, GEOMETRIC_LIMIT, {r: keep})}
    limits = [theorem.limit("limit", fact.right, later, ZERO, part) for fact in found]
    return theorem.enclosed("enclosed", ZERO, below=found[1], above=found[0], limits=limits)


def for_ever(theorem: Theorem) -> Fact:
    """p' = p + 5 alpha, which is no probability."""
    beyond = p + 5 * alpha(t + 1)
    step = theorem.expectation("step", p, after=Refit({p: beyond}, ()), equals=beyond)
    least = theorem.inequality("least", beyond, ">=", 5 * alpha(t + 1))
    endless = theorem.suppose("no finite sum", Limit(Sum(5 * alpha(i), (i, 1, t)), t, oo), "=", oo)
    return theorem.by_axiom("for ever", LEVY_BOREL_CANTELLI, given=(step, least, endless), equals=ONE)


def that_end(theorem: Theorem) -> Fact:
    """E[p_t] <= p_0 - S(t) + S(t), where S(t) may tend to minus infinity."""
    kept = theorem.expectation("kept", p, after=of_counts(p), equals=p)
    (bound,) = theorem.bounds_over_generations(t, "<=", {kept: (p, p_0)}, start={p: p_0}, uses=PAST)
    finite = theorem.suppose("finite", Limit(Sum(any_real(i), (i, 1, t)), t, oo), "<", oo)
    return theorem.by_axiom("end", BOREL_CANTELLI, given=(bound, finite), equals=ZERO)


def steps_that_change(axiom: Axiom) -> Made:
    """A walk, or a perpetuity, with a sample size n(t + 1) that changes."""
    square = ChiSquare("X", sizes(t + 1) - 1)
    refit = Refit({m: m + Z.value * v, v: v * square.value}, (Z, square))

    def made(theorem: Theorem) -> Fact:
        if axiom == STRONG_LAW:
            steady = Refit({m: m + sizes(t + 1) + Z.value}, (Z,))
            step = theorem.expectation("step", m, after=steady, equals=m + sizes(t + 1))
            return theorem.by_axiom("walk", axiom, given=(step,), equals=sizes(t + 1))
        moment = theorem.expectation("moment", v, after=refit, equals=(sizes(t + 1) - 1) * v)
        factor = theorem.inequality("factor", ZERO, "<", ONE)
        return theorem.by_axiom("finite", axiom, given=(moment, factor), equals=Integer(2))

    return made


def from_anything(axiom: Axiom, equals: Expr, *others: tuple[Expr, str, Expr]) -> Made:
    """A classical theorem, given statements that have nothing to do with it."""

    def made(theorem: Theorem) -> Fact:
        given = [theorem.equation("the value", equals, equals)]
        for left, relation, right in others:
            if relation == "=":
                given.append(theorem.equation("something", left, right))
            else:
                given.append(theorem.inequality("something", left, relation, right))
        return theorem.by_axiom("it", axiom, given=given, equals=equals)

    return made


def namesake(theorem: Theorem) -> Fact:
    return theorem.derivative("slope", v**2, real("v"), ZERO)


HONEST: dict[str, Made] = {
    "a limit cited": cited(vanishing, {x: y**2}),
    "a mean that stays": cited(mean_stays, {v_0: v_0 + 1}),
    "a limit of what another theorem supposes": lambda theorem: theorem_limit(theorem, supposed(theorem), ONE),
    "a probability": mean_of(of_counts(p / 2), p / 2),
    "a Poisson mean": of_poisson(v),
    "an outcome": for_every_outcome(p**2, p, p),
    "a probability that is bounded": bounded_law(3 * p + 1, 4 + 3 * v),
    "one law by two theorems": lambda theorem: by_two_theorems(theorem, 1),
    "backwards": backwards(PAST),
    "a fit divided by what is positive": divided(">"),
    "a sum of steps": steps_add_up(STEPS, STEPS, ONE),
}
REFUSED: dict[str, tuple[Made, str]] = {
    "a limit in which its counter is put": (cited(vanishing, {x: n}), "grows without end in a limit"),
    "a limit in which its counter comes with a sequence": (
        cited(lambda theorem: vanishing(theorem, any_real(1)), {any_real: Lambda(i, n)}),
        "grows without end in a limit",
    ),
    "a counter of a limit that is bounded": (cited(vanishing, {n: few}), "grows without end in a limit"),
    "a sequence out of range where it is not seen": (
        cited(of_alpha, {alpha: Lambda(i, Integer(7))}),
        "7 < 1 for other",
    ),
    "a start out of range": (cited(mean_stays, {v_0: -ONE}), "-1 > 0 for other"),
    "a supposition of another theorem": (from_a_foreign_supposition, "supposes something: cite its fact"),
    "a conclusion that is supposed": (supposed, "is what is supposed"),
    "two suppositions of one limit": (both, "supposes both"),
    "a probability of two": (mean_of(of_counts(2 * p), 2 * p), "1 - 2*p must not be negative"),
    "a probability below zero": (mean_of(of_counts(p - 1), p - 1), "p - 1 must not be negative"),
    "two probabilities of three quarters": (mean_of(TWICE, 3 * n / 2, v), "-1/2 must not be negative"),
    "a negative Poisson mean": (of_poisson(-v), "-v must not be negative"),
    "the count of an outcome in what is compared": (
        for_every_outcome(p * (p - c / n) * (p - 1), 0 * p, ZERO),
        "may not be in a formula",
    ),
    "a draw compared": (for_every_outcome(of_counts(p).draws[0].count() / n, p, p), "is no part of it"),
    "a bounded law where the observable falls": (bounded_law(-p, -1 - v), "does not fall where x rises"),
    "a bounded law squared": (bounded_law(p**2, ((1 + v) + (n - 1) * (1 + v) ** 2) / n), "not linear in its count"),
    "a bounded law behind another one": (through_another_law(), "not linear in its count"),
    "a bounded law as an equation": (composed_as_an_equation, "bounded another way"),
    "a bounded law that is negative": (bounded_law(p, -v, -v), "-v must not be negative"),
    "a draw in a combination": (with_a_draw, "a coefficient contains a random quantity"),
    "two formulas by two theorems": (by_two_theorems, "under different processes"),
    "backwards with draws that repeat": (backwards((REPLACE,)), "x meets the fit"),
    "bounds for different first fits": (from_different_first_fits, "different processes"),
    "a walk that rests as 0 < 1": (settles(BOUNDED_MARTINGALE, ZERO, "<", ONE), "the bound is one of something else"),
    "a walk that rests below what moves": (settles(BOUNDED_MARTINGALE, later, "<=", later), "moves with t"),
    "a walk that rests by a bound from below": (settles(BOUNDED_MARTINGALE, t, ">=", ZERO), "an upper bound of it"),
    "a walk of finite length as 0 < 1": (settles_by_a_length(LONGER, {x: ZERO}, t * LONG, ZERO, ONE), "something else"),
    "a walk of finite length as what moves": (
        settles_by_a_length(LONGER, {x: ZERO}, t * LONG, t * LONG, (t + 1) * LONG),
        "moves with t",
    ),
    "a walk of finite length as something else stays": (
        settles_by_a_length(Refit({x: x}, ()), {x: ZERO}, ZERO, ZERO, ONE),
        "not made of one normal and one chi-square",
    ),
    "a walk of finite length as that of another one": (
        settles_by_a_length(
            SHORTER, {x: ZERO, v: v_0}, 2 * BOUNDED * (1 - 2**-t), 2 * BOUNDED * (1 - 2**-t), 2 * BOUNDED
        ),
        "is not what its steps depend on",
    ),
    "a martingale that grows, but not in its path": (settles_though_it_grows, "is not what its steps depend on"),
    "a fit divided by what may vanish": (divided(">="), "must not vanish"),
    "steps that drift, without a mean": (steps_add_up(DRIFTS, None, Integer(2)), "followed from one refit to the next"),
    "steps that drift, by the mean of others": (steps_add_up(DRIFTS, STEPS, Integer(2)), "by one refit"),
    "steps of a random size": (
        steps_add_up(Refit({x: y * Z.value, y: 2 * y}, (Z,)), Refit({x: y * Z.value, y: 2 * y}, (Z,)), y**2),
        "whatever the fit is",
    ),
    "a sum that is of other squares": (
        steps_add_up(STEPS, STEPS, ONE, amount=ZERO),
        "the sum is one of something else",
    ),
    "a sum of more steps than there are": (steps_add_up(STEPS, STEPS, ONE, first=-ONE), "the sum over refits 1"),
    "a walk that rests without a limit": (settles_without_a_limit, "is no limit, and"),
    "a share that leaves its range for ever": (for_ever, "for the next fit"),
    "a sum of negative terms that is below infinity": (that_end, "b(t + 1) is not negative"),
    "a walk whose steps change": (steps_that_change(STRONG_LAW), "another one at each refit"),
    "a perpetuity that changes": (steps_that_change(PERPETUITY_FINITE), "moves alike at each refit"),
    "data processing by anything": (
        from_anything(DATA_PROCESSING, ZERO, (ZERO, "<", ONE)),
        "which data processing needs",
    ),
    "Cauchy-Schwarz by anything": (from_anything(CAUCHY_SCHWARZ, ONE, (x, "=", x)), "needs something that is > 0"),
    "Goldie's constant by another index": (
        from_anything(GOLDIE_CONSTANT, ONE, (x, "=", x), (ZERO, "<", ONE)),
        "x and 2 have different normal forms",
    ),
    "a derivative by a namesake": (namesake, "two different quantities are called v"),
}


@pytest.mark.parametrize("made", HONEST.values(), ids=HONEST)
def test_the_honest_version_stands(made: Made) -> None:
    assert report_of(made).problems == []


def report_of(made: Made) -> Report:
    theorem = a_theorem()
    return without_labels(concluded(theorem, made(theorem)))


@pytest.mark.parametrize("name", REFUSED)
def test_the_theorem_does_not_stand(name: str) -> None:
    made, reason = REFUSED[name]
    report = report_of(made)
    assert not report.established
    assert reason in " ".join(report.problems)


# Values where a theorem says nothing -------------------------------------------------------------------------------

rows, columns = integer("rows", at_least=1), integer("columns", at_least=1)


@pytest.mark.parametrize(
    ("parameters", "condition", "asked"),
    [
        ((rows, columns), rows > columns + 1, rows > columns + 1),
        ((rows,), rows > columns + 1, rows > 2),
        ((rows,), columns + 1 < rows, rows > 2),
        ((columns,), rows > columns + 1, None),  # met by many rows
        ((rows,), rows > columns**2 - 3 * columns, None),
        ((), rows > columns + 1, None),
        ((x,), x > v, None),  # v may be as small as one likes, but not 0
    ],
)
def test_what_a_condition_asks_of_some_quantities(
    parameters: tuple[Quantity, ...], condition: Basic, asked: Basic | None
) -> None:
    found = condition_on(parameters, condition)
    assert found == asked or (found is not None and found.reversed == asked)


def test_there_is_no_value_where_no_design_has_so_few_rows() -> None:
    theorem = a_theorem()
    theorem.conditions = (rows > columns + 1,)
    conclusion = theorem.concludes("it", "it", theorem.equation("it", 1 / rows, 1 / rows))
    assert conclusion.evaluate(rows=3).exact == "1/3"
    for refuse in (lambda: conclusion.evaluate(rows=2), lambda: read_values(theorem, ["it", "rows=2"])):
        with pytest.raises(ValueError, match="rows > 2 is required"):
            refuse()
