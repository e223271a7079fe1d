"""Borel and Cantelli, Levy, Robbins and Siegmund, Bolzano: what must be shown for what they say to hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sympy import Basic, Expr, Integer, Lambda, Limit, Ne, Sum, harmonic, oo
from test_derivation import a_theorem, blind, concluded

from collapse_math.assumptions import FAITHFUL_SAMPLING, FRESH_RANDOMNESS, PLUG_IN, REPLACE, STOCHASTIC_STEPS
from collapse_math.axioms import INTERMEDIATE_VALUE
from collapse_math.counts import Counts
from collapse_math.derivation import Theorem
from collapse_math.ledger import Assumption
from collapse_math.moments import Refit
from collapse_math.process_axioms import ALMOST_SUPERMARTINGALE, BOREL_CANTELLI, LEVY_BOREL_CANTELLI
from collapse_math.quantities import Quantity, integer, real
from collapse_math.results import Fact, Report
from collapse_math.rules import DIVERGENCE_BY_COMPARISON
from collapse_math.rules import a as larger
from collapse_math.rules import b as smaller
from collapse_math.rules import c as factor
from collapse_math.sequences import reals

__all__ = ["blind"]  # a fixture that every test here uses

n, t, k = integer("n", at_least=2), integer("t", at_least=0), integer("k", at_least=1)
alpha = reals("alpha", at_least=0, below=1)
p, count = real("p", at_least=0, at_most=1), real("count", at_least=0)
chance = alpha(t + 1)
draws = Counts("x", n, (FAITHFUL_SAMPLING,), (), (chance,))
REFIT = Refit({p: draws.count() / n, count: count + draws.count()}, (draws,), {p: (PLUG_IN,), count: (PLUG_IN,)})


def total(term: Expr) -> Expr:
    return Limit(Sum(term, (k, 1, t)), t, oo)


def for_ever(
    observable: Expr = p,
    mean: Expr = chance,
    *,
    bounded: Expr = chance,
    relation: str = ">=",
    bound: Expr = chance / 2,
    end: Expr = oo,
    value: int = 1,
) -> Report:
    """Some draw is of one kind: infinitely often, if half of its probabilities have no finite sum."""
    theorem = a_theorem(FAITHFUL_SAMPLING, PLUG_IN, REPLACE, FRESH_RANDOMNESS)
    step = theorem.expectation("a share", observable, after=REFIT, equals=mean)
    least = theorem.inequality("at least", bounded, relation, bound)
    endless = theorem.suppose("no finite sum", total(alpha(k)), "=", end)
    halves = theorem.by_rule(
        "nor have the halves",
        DIVERGENCE_BY_COMPARISON,
        {smaller: Lambda(k, alpha(k)), larger: Lambda(k, alpha(k) / 2), factor: Integer(2)},
        given=(endless,),
    )
    given = (step, least, halves if end is oo else endless)
    return concluded(theorem, theorem.by_axiom("it", LEVY_BOREL_CANTELLI, given=given, equals=Integer(value)))


def followed(theorem: Theorem) -> Fact:
    more = theorem.expectation("more", count, after=REFIT, equals=count + n * chance)
    sums = n * Sum(alpha(k), (k, 1, t))
    return theorem.over_generations(t, {more: sums}, start={count: Integer(0)}, uses=(REPLACE,))[0]


def with_more(theorem: Theorem) -> Fact:
    """A bound that grows by 1 at every refit besides."""
    more = theorem.expectation("more", count, after=REFIT, equals=count + n * chance)
    closed = n * Sum(alpha(k), (k, 1, t)) + t
    (found,) = theorem.bounds_over_generations(
        t, "<=", {more: (count + n * chance + 1, closed)}, start={count: Integer(0)}, uses=(REPLACE,)
    )
    return found


def of_any_sign(theorem: Theorem) -> Fact:
    """What need not be positive."""
    less = theorem.expectation("less", -count, after=REFIT, equals=-count - n * chance)
    sums = -n * Sum(alpha(k), (k, 1, t))
    return theorem.over_generations(t, {less: sums}, start={count: Integer(0)}, uses=(REPLACE,))[0]


def after_one(theorem: Theorem) -> Fact:
    return theorem.expectation("more", count, after=REFIT, equals=count + n * chance)


def that_end(what: Callable[[Theorem], Fact] = followed, relation: str = "<", value: int = 0) -> Report:
    theorem = a_theorem(FAITHFUL_SAMPLING, PLUG_IN, REPLACE)
    finite = theorem.suppose("a finite sum", total(alpha(k)), relation, oo)
    given = (what(theorem), finite)
    return concluded(theorem, theorem.by_axiom("it", BOREL_CANTELLI, given=given, equals=Integer(value)))


truth, step = real("truth", at_least=0, at_most=1), reals("step", at_least=0, at_most=1)
now, noise, end_of_run = step(t + 1), truth * (1 - truth), integer("T", at_least=0)
one = Counts("x", Integer(1), (FAITHFUL_SAMPLING,), (), (truth,))
MOVED, LOST, GAINED = now * one.count(), 1 - (1 - step(k)) ** 2, step(k) ** 2 * noise


def almost(
    observable: Expr = (p - truth) ** 2,
    mean: Expr = (1 - now) ** 2 * (p - truth) ** 2 + now**2 * noise,
    *,
    moved: Expr = MOVED,
    lost: Expr = LOST,
    gained: Expr = GAINED,
    counter: Quantity = t,
    relations: str = "=<",
    value: int = 0,
    sees: Assumption = STOCHASTIC_STEPS,
) -> Report:
    """Steps towards real draws: what they lose on average has no finite sum, and what they gain has one."""
    theorem = a_theorem(FAITHFUL_SAMPLING, sees, FRESH_RANDOMNESS)
    fit = Refit({p: (1 - now) * p + moved}, (one,), {p: (sees,)})
    after = theorem.expectation("an error", observable, after=fit, equals=mean)
    endless = theorem.suppose("no finite sum", total(lost), relations[0], oo)
    finite = theorem.suppose("a finite sum", Limit(Sum(gained, (k, 1, counter)), counter, oo), relations[1], oo)
    given = (after, endless, finite)
    return concluded(theorem, theorem.by_axiom("it", ALMOST_SUPERMARTINGALE, given=given, equals=Integer(value)))


x, push, whole = real("x", above=0, below=1), real("push", above=0, below=1), integer("m", at_least=0)
MADE, PLACES = x**2 + push * (1 - x), (push / 2, (1 + push) / 2)


def fixed(
    made: Expr = MADE,
    places: tuple[Expr, Expr] = PLACES,
    *,
    fitted: Quantity = x,
    observable: Expr | None = None,
    relations: str = "><",
    aside: Expr | int = 0,
    conditions: tuple[Basic, ...] = (),
    draws: tuple[Counts, ...] = (),
    also: tuple[Quantity, ...] = (),
) -> Report:
    """The next x is x^2 + push (1 - x), which is x at x = push."""
    theorem = a_theorem(PLUG_IN, conditions=conditions)
    seen = fitted if observable is None else observable
    fit = Refit({fitted: made, **dict.fromkeys(also, x)}, draws, {fitted: (PLUG_IN,)})
    after = theorem.expectation("next", seen, after=fit, equals=seen.xreplace({fitted: made}))
    signs = (
        theorem.inequality("a sign", made.xreplace({fitted: place}) + aside, relation, place + aside)
        for place, relation in zip(places, relations, strict=True)
    )
    given = (after, *signs)
    return concluded(theorem, theorem.by_axiom("it", INTERMEDIATE_VALUE, given=given, equals=Integer(0)))


HONEST: dict[str, Callable[[], Report]] = {
    "for ever": for_ever,
    "that end": that_end,
    "almost a supermartingale": almost,
    "a fixed point": fixed,
    "less is lost": lambda: almost(lost=step(k)),
    "more is gained": lambda: almost(gained=step(k) ** 2),
}
REFUSED: dict[str, tuple[Callable[[], Report], str]] = {
    "more than 1": (
        lambda: for_ever(2 * p, 2 * chance, bounded=2 * chance, bound=chance / 2),
        "lies between 0 and 1",
    ),
    "another mean": (lambda: for_ever(bounded=chance + 1), "one of another mean"),
    "a bound from above": (lambda: for_ever(relation="<=", bound=Integer(1)), "does not bound the mean from below"),
    "other bounds": (lambda: for_ever(bound=chance / 3), "one of other bounds"),
    "a finite sum": (lambda: for_ever(end=Integer(7)), "does not say that a sum diverges"),
    "for ever with probability 0": (lambda: for_ever(value=0), "different normal forms"),
    "a bound that moves": (lambda: that_end(with_more), "in that sum only"),
    "of any sign": (lambda: that_end(of_any_sign), "is not negative"),
    "after one refit": (lambda: that_end(after_one), "after all refits"),
    "an infinite sum": (lambda: that_end(relation="="), "does not say that a sum is finite"),
    "more is lost": (lambda: almost(lost=1 - (1 - step(k)) ** 3), "is no more than"),
    "less is gained": (lambda: almost(gained=step(k) ** 2 * noise / 2), "is no more than"),
    "more than all is lost": (
        lambda: almost(lost=2 * step(k), gained=2 * step(k) ** 2),
        "step(t + 1) is not negative",
    ),
    "what need not be positive": (
        lambda: almost(p - truth, (1 - now) * (p - truth), lost=step(k)),
        "is not negative",
    ),
    "what is lost is finite": (lambda: almost(relations="<<"), "does not say that a sum diverges"),
    "what is gained is not": (lambda: almost(relations="=="), "does not say that a sum is finite"),
    "nothing said of the past": (lambda: almost(sees=PLUG_IN), "what a generation sees"),
    "two counters": (lambda: almost(counter=end_of_run), "one counter"),
    "what is lost is random": (lambda: almost(lost=step(k) * p), "not random"),
    "a next fit out of range": (
        lambda: almost(
            moved=2 * now * one.count(), mean=(1 - now) ** 2 * (p - truth) ** 2 + 9 * now, gained=9 * step(k)
        ),
        "the next fit",
    ),
    "almost, with another limit": (lambda: almost(value=1), "different normal forms"),
    "a sign of something else": (lambda: fixed(aside=-push / 4), "a sign is that of something else"),
    "the same sign twice": (
        lambda: fixed(places=(push / 2, push / 3), relations=">>"),
        "does not say that something is < a place",
    ),
    "a place out of range": (lambda: fixed(places=(push - 1, PLACES[1])), "for intermediate value theorem"),
    "what is drawn moves it": (
        lambda: fixed(draws=(Counts("y", Integer(1), (), (), (truth,)),)),
        "by which nothing is drawn",
    ),
    "a condition on what moves": (lambda: fixed(conditions=(Ne(x, push),)), "hold x back"),
    "another observable": (lambda: fixed(observable=x**2), "one real quantity"),
    "two that are fitted": (lambda: fixed(also=(push,)), "one real quantity"),
    "steps over it": (lambda: fixed(3 - whole, (Integer(1), Integer(2)), fitted=whole), "one real quantity"),
    "no rule differentiates it": (lambda: fixed(push * harmonic(x)), "no rule differentiates"),
    "with probability 1": (lambda: that_end(value=1), "different normal forms"),
}


@pytest.mark.parametrize("build", HONEST.values(), ids=HONEST)
def test_the_honest_version_stands(build: Callable[[], Report]) -> None:
    assert build().problems == []


@pytest.mark.parametrize("name", REFUSED)
def test_others_are_refused(name: str) -> None:
    build, reason = REFUSED[name]
    report = build()
    assert not report.established
    assert reason in " ".join(report.problems)
