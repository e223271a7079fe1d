"""Bounds of expectations: what each step must refuse, tried without the search for counterexamples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sympy import Expr, Integer, Symbol, exp, harmonic, log

from collapse_math import lemmas
from collapse_math.assumptions import FRESH_RANDOMNESS, REPLACE
from collapse_math.claims import ByLemma, Induction
from collapse_math.counts import Counts, PoissonTotal
from collapse_math.derivation import Theorem
from collapse_math.ledger import Assumption
from collapse_math.lemmas import GEOMETRIC_LIMIT, HARMONIC_AVERAGE, LOG_CONCAVITY, RECIPROCAL_LIMIT
from collapse_math.moments import Draw, Refit
from collapse_math.quantities import Quantity, integer, real
from collapse_math.results import Fact, Report

LAW, APART, MADE = (Assumption(name, f"It is {name}.", ()) for name in ("law", "apart", "made"))
n, c = integer("n", at_least=2), integer("c", at_least=1)
t, from_0 = integer("t", at_least=1), integer("t", at_least=0)
p, p_0 = (real(name, at_least=0, at_most=1) for name in ("p", "p_0"))
alone, open_ = real("alone"), real("open")
keep, start = 1 - 1 / n, {p: p_0}

count = Counts("x", n, (LAW,), (APART,), (p,))
C = count.count()
PARAMETERS = {p: C / n, alone: count.all(), open_: 1 - count.none() - count.all()}
AFTER = Refit(PARAMETERS, (count,), {alone: (MADE,)})


@pytest.fixture(autouse=True)
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collapse_math.checker.refute", lambda *_: (None, 1))


def a_theorem(conditions: tuple[Any, ...] = ()) -> Theorem:
    return Theorem("test", says="", assumes=(LAW, APART, MADE, REPLACE), symbols=(n, t), conditions=conditions)


def stay(theorem: Theorem, after: Refit = AFTER) -> Fact:
    return theorem.expectation("p", p, after=after, equals=p)


ONE = Integer(1)


def mixed(theorem: Theorem, factor: Expr = ONE, after: Refit = AFTER) -> Fact:
    return theorem.expectation("p (1 - p)", factor * p * (1 - p), after=after, equals=factor * keep * p * (1 - p))


def outcome(
    observable: Expr = alone,
    relation: str = "<=",
    than: Callable[[Theorem], Fact] = stay,
    after: Refit = AFTER,
    inside: Quantity = c,
) -> Callable[[Theorem], Fact]:
    return lambda theorem: theorem.for_every_outcome(
        "outcomes", observable, relation, than(theorem), after=after, inside=inside
    )


def loosened(
    fact: Callable[[Theorem], Fact], left: Expr, relation: str, right: Expr, **how: Any
) -> Callable[[Theorem], Fact]:
    return lambda theorem: theorem.loosened(
        "loosened", fact(theorem), theorem.inequality("bound", left, relation, right, **how)
    )


SHRINKING = loosened(mixed, keep * p * (1 - p), "<=", p * (1 - p))


def composed(relation: str) -> Callable[[Theorem], Fact]:
    def build(theorem: Theorem) -> Fact:
        theorem.assumes = (*theorem.assumes, FRESH_RANDOMNESS)
        claims = {SHRINKING(theorem): (p * (1 - p), p_0 * (1 - p_0))}
        uses = (REPLACE, FRESH_RANDOMNESS)
        (found,) = theorem.bounds_over_generations(from_0, relation, claims, start=start, uses=uses)
        return found

    return build


def composed_as_an_equation(theorem: Theorem) -> Fact:
    """E[p' (1 - p')] <= p (1 - p) is no equation."""
    (found,) = theorem.over_generations(from_0, {SHRINKING(theorem): p_0 * (1 - p_0)}, start=start, uses=(REPLACE,))
    return found


ALONE_AT_MOST = outcome()


def backwards(
    first: Callable[[Theorem], Fact] = ALONE_AT_MOST,
    carry: Callable[[Theorem], Fact] = stay,
    over: Quantity = t,
    start: dict[Quantity, Expr] = start,
    uses: tuple[Assumption, ...] = (REPLACE, FRESH_RANDOMNESS),
) -> Callable[[Theorem], Fact]:
    return lambda theorem: theorem.backwards("back", over, first(theorem), carry(theorem), start=start, uses=uses)


def quarter(theorem: Theorem, power: Expr = t, after: Refit = AFTER) -> Fact:
    return mixed(theorem, 4 * keep**power, after)


open_below = outcome(open_, ">=", lambda theorem: mixed(theorem, Integer(4)))
vanishing = {keep**t: (Integer(0), GEOMETRIC_LIMIT, {lemmas.r: keep})}


def enclosed(
    equals: Expr = p_0,
    below: Callable[[Theorem], Fact] | None = None,
    above: Callable[[Theorem], Fact] | None = None,
    limits: bool = True,
) -> Callable[[Theorem], Fact]:
    def build(theorem: Theorem) -> Fact:
        low = (below or lower_bound)(theorem)
        high = (above or backwards())(theorem)
        known = (
            (theorem.limit("lower", low.right, t, low.right.xreplace({keep**t: Integer(0)}), vanishing),)
            if limits
            else ()
        )
        return theorem.enclosed("enclosed", equals, below=low, above=high, limits=known)

    return build


def lower_bound(theorem: Theorem, factor: Expr = ONE) -> Fact:
    known = factor * (p - n * p * (1 - p))
    less = theorem.expectation("less", known, after=AFTER, equals=factor * (p - n * keep * p * (1 - p)))
    family = factor * (p - n * keep**t * p * (1 - p))
    carry = theorem.expectation("carry", family, after=AFTER, equals=family.xreplace({t: t + 1}))
    first = theorem.for_every_outcome("alone", alone, ">=", less, after=AFTER, inside=c)
    return theorem.backwards("back", t, first, carry, start=start, uses=(REPLACE, FRESH_RANDOMNESS))


def report(build: Callable[[Theorem], Fact], **changes: Any) -> Report:
    theorem = a_theorem(**changes)
    theorem.concludes("it", "it", build(theorem))
    found = theorem.check(seconds=10)
    # The bookkeeping of assumptions is not what is tried here.
    found.problems[:] = [problem for problem in found.problems if not problem.startswith(("declares", "uses"))]
    return found


total = real("total")


def of_family(equals: Expr) -> Callable[[Theorem], Fact]:
    return lambda theorem: theorem.over_family(
        "all", backwards()(theorem), members=(p_0,), totals={p_0: total}, equals=equals
    )


inner = real("q", above=0, below=1)
pair = Counts("x", Integer(2), (LAW,), (APART,), (inner,))
OF_TWO = (1 - inner) ** 2 + inner * (1 - inner) + inner**2 / 3


def summed(
    made: Expr = 1 / (1 + C), draws: tuple[Draw, ...] = (pair,), observable: Expr = alone, equals: Expr = OF_TWO
) -> Callable[[Theorem], Fact]:
    """E[1/(1 + C)] of two draws, by what C can be."""
    after = Refit({alone: made}, draws, {alone: (MADE,)})
    return lambda theorem: theorem.sum_over_outcomes("sum", observable, after=after, equals=equals)


HONEST: dict[str, Callable[[Theorem], Fact]] = {
    "a sum over outcomes": summed(),
    "a bound for every outcome": outcome(),
    "a bound from below": open_below,
    "a bound of what is bounded": outcome(alone**2, "<=", outcome()),
    "a loosened expectation": loosened(mixed, keep * p * (1 - p), "<=", keep * p),
    "a loosened bound": loosened(outcome(), p, "<=", 2 * p),
    "a bound of one refit composed": composed("<="),
    "backwards": backwards(),
    "backwards from below": backwards(open_below, quarter),
    "backwards, an equation": backwards(stay, stay),
    "enclosed": enclosed(),
    "a family of bounds": of_family(total),
}


@pytest.mark.parametrize("build", HONEST.values(), ids=HONEST)
def test_the_honest_version_stands(build: Callable[[Theorem], Fact]) -> None:
    assert report(build).problems == []


other_law = Refit(PARAMETERS, (count.at({p: p / 2}),), {alone: (MADE,)})
other_name = Refit(PARAMETERS, (count,), {alone: (LAW,)})
two = Counts("x", n, (LAW,), (APART,), (p, p / 2))
several = Refit({p: two.count() / n, alone: two.all()}, (two,))
moving = Refit({p: t * C / (t * n), alone: count.all(), open_: t * count.none()}, (count,))
open_end = real("p", above=0, at_most=1)
at_open_end = Refit({open_end: C / n}, (Counts("x", n, (LAW,), (APART,), (open_end,)),))
wide = Refit({p: 2 * C / n - 1, alone: count.all()}, (count,))
no_draw = Counts("x", from_0, (LAW,), (APART,), (p,))
empty = Refit({open_: no_draw.none() + no_draw.all()}, (no_draw,))
renamed = Counts("y", n, (LAW,), (APART,), (p,))
elsewhere = Refit({p: renamed.count() / n}, (renamed,))
one_event = Refit({alone: count.all()}, (count,))
one_share = Refit({p: C / n}, (count,))


def half(theorem: Theorem) -> Fact:
    return theorem.expectation("half", p, after=other_law, equals=p / 2)


def stay_there(theorem: Theorem) -> Fact:
    return stay(theorem, other_name)


REFUSED: dict[str, tuple[str, Callable[[Theorem], Fact]]] = {
    # For every outcome.
    "false for no draw": ("not shown", outcome(1 - alone - open_)),
    "false for all draws": ("not shown", outcome(2 * alone)),
    "false in between": ("not shown", outcome(alone + open_)),
    "wrong side": ("not shown", outcome(alone, ">=")),
    "strict": ("bounds nothing", outcome(alone, "<")),
    "of a bound from the other side": ("bounds nothing", outcome(open_, ">=", outcome())),
    "no expectation": (
        "no expectation after one refit",
        outcome(alone, "<=", lambda theorem: theorem.equation("p", p, p)),
    ),
    "another law": ("over different draws", outcome(after=other_law)),
    "another way to refit": ("over different draws", outcome(after=other_name)),
    "several counts": ("one count", outcome(than=lambda theorem: stay(theorem, several), after=several)),
    "counts from 0": ("all counts from 1", outcome(inside=integer("c", at_least=0))),
    "counts from 2": ("all counts from 1", outcome(inside=integer("c", at_least=2))),
    "counts up to 5": ("all counts from 1", outcome(inside=integer("c", at_least=1, at_most=5))),
    "a count that is no integer": ("all counts from 1", outcome(inside=real("c", at_least=1))),
    "draws of another name": (
        "over different draws",
        outcome(
            alone, "<=", lambda theorem: theorem.expectation("", 1 + p, after=elsewhere, equals=1 + p), after=one_event
        ),
    ),
    "perhaps no draw at all": (
        "not shown",
        outcome(open_, "<=", lambda theorem: theorem.expectation("one", ONE, after=empty, equals=ONE), after=empty),
    ),
    # Summed over outcomes.
    "a sum of something else": ("normal form", summed(equals=OF_TWO - inner**2 / 3)),
    "a sum with a term that is not defined": ("divides by zero", summed(1 / C)),
    "a sum of an event": ("in terms of the count", summed(pair.none())),
    "a sum of what is drawn": ("a function of the fit", summed(observable=C)),
    "a sum over several counts": ("one count", summed(draws=(two,))),
    "a sum over two draws": ("one count", summed(draws=(pair, renamed))),
    "a sum over a law that is bounded": ("law is known", summed(draws=(replace(pair, at_most=True),))),
    "a sum of probabilities above one": (
        "not shown",
        summed(ONE, (replace(pair, shares=(2 * inner,)),), equals=ONE),
    ),
    "a sum whose index is in a formula": ("index of the sum", summed(Symbol("outcome") * C, equals=2 * inner)),
    # Loosened.
    "loosened from elsewhere": ("normal form", loosened(outcome(), p / 2, "<=", p)),
    "loosened to the other side": ("no expectation that this bounds", loosened(outcome(), p, ">=", p / 2)),
    "loosened by an equation": ("no inequality", lambda theorem: theorem.loosened("", stay(theorem), stay(theorem))),
    "loosened what is no expectation": (
        "no expectation that this bounds",
        loosened(lambda theorem: theorem.inequality("", p, "<=", Integer(1)), Integer(1), "<=", Integer(2)),
    ),
    # Over generations.
    "a bound composed as an equation": ("bounded another way", composed_as_an_equation),
    "a bound from above composed from below": (
        "bounded another way",
        composed(">="),
    ),
    # Backwards.
    "another first bound": ("normal form", backwards(open_below, lambda theorem: quarter(theorem, t + 1))),
    "what a refit carries is less": (
        "normal form",
        backwards(
            open_below, lambda theorem: theorem.expectation("", 4 * keep**t * p, after=AFTER, equals=4 * keep**t * p)
        ),
    ),
    "carried without loss": (
        "normal form",
        backwards(
            outcome(open_, ">=", lambda theorem: mixed(theorem, Integer(4))),
            lambda theorem: quarter(theorem, Integer(1)),
        ),
    ),
    "bounds from both sides": (
        "different sides",
        backwards(outcome(), lambda theorem: outcome(p, ">=", stay)(theorem)),
    ),
    "a carry under another law": ("different refits", backwards(carry=half)),
    "a carry of draws of another name": (
        "different refits",
        backwards(
            outcome(than=lambda theorem: stay(theorem, one_share), after=one_event),
            lambda theorem: stay(theorem, elsewhere),
        ),
    ),
    "a carry of another refit": ("different refits", backwards(carry=stay_there)),
    "a refit that depends on t": (
        "depends on t",
        backwards(lambda theorem: stay(theorem, moving), lambda theorem: stay(theorem, moving)),
    ),
    "refits from 0": ("must count refits", backwards(over=from_0)),
    "refits that are bounded": ("must count refits", backwards(over=integer("t", at_least=1, at_most=9))),
    "refits that are not counted": ("must count refits", backwards(over=real("t", at_least=1))),
    "nothing said of the past": ("generations compose only", backwards(uses=())),
    "no start": ("has no start", backwards(start={})),
    "start out of range": ("not shown", backwards(start={p: p_0 + 1})),
    "next fit out of range": (
        "not shown",
        backwards(
            lambda theorem: theorem.expectation("", p, after=wide, equals=2 * p - 1),
            lambda theorem: theorem.expectation("", p, after=wide, equals=2 * p - 1),
        ),
    ),
    "next fit at the open end of its range": (
        "not shown",
        backwards(
            lambda theorem: theorem.expectation("", open_end, after=at_open_end, equals=open_end),
            lambda theorem: theorem.expectation("", open_end, after=at_open_end, equals=open_end),
            start={open_end: (p_0 + 1) / 2},
        ),
    ),
    "back to many refits": ("only expectations after one refit", backwards(backwards(), stay)),
    # Families of bounds.
    "a family of bounds with another total": ("normal form", of_family(2 * total)),
    # Enclosed.
    "another limit": ("normal form", enclosed(p_0 / 2)),
    "a bound with another limit": ("normal form", enclosed(below=lambda theorem: lower_bound(theorem, ONE / 2))),
    "limit not given": ("no limit of", enclosed(limits=False)),
    "two bounds from above": ("from below and the second from above", enclosed(below=backwards(), limits=False)),
    "bounds of different expectations": (
        "different expectations",
        enclosed(above=backwards(outcome(alone**2), stay)),
    ),
    "bounds from different starts": ("different expectations", enclosed(above=backwards(start={p: p_0 / 2}))),
    "bounds of one refit": ("different expectations", enclosed(below=open_below, above=outcome(), limits=False)),
    "bounds under different processes": (
        "under different processes",
        enclosed(above=backwards(outcome(than=stay_there, after=other_name), stay_there)),
    ),
}


def test_what_a_sum_uses_is_said() -> None:
    assert set(report(summed()).uses["it"]) == {LAW, APART, MADE}


@pytest.mark.parametrize(("reason", "build"), REFUSED.values(), ids=REFUSED)
def test_the_theorem_does_not_stand(reason: str, build: Callable[[Theorem], Fact]) -> None:
    found = report(build)
    assert not found.established
    assert reason in " ".join(found.problems)


@pytest.mark.parametrize(
    ("reason", "condition"), [("no condition may mention t", t < 5), ("need not hold for the next fit", p < 1 / n)]
)
def test_conditions_that_do_not_last(reason: str, condition: Any) -> None:
    assert reason in " ".join(report(backwards(), conditions=(condition,)).problems)


def test_what_is_used_of_the_outcomes_is_passed_on() -> None:
    """A bound of C log C from below needs a lemma about single counts, which the theorem then rests on."""
    entropy = real("entropy")
    after = Refit({p: C / n, entropy: count.count_log_count()}, (count,))

    def build(theorem: Theorem) -> Fact:
        line = theorem.expectation("C - 1", n * p - 1, after=after, equals=n * p - 1)
        logs = [
            theorem.inequality(
                "log",
                log(1 / size),
                "<=",
                1 / size - 1,
                how=ByLemma(LOG_CONCAVITY, {lemmas.x: 1 / size}),
                given=(mixed(theorem),),
            )
            for size in (c, n)
        ]
        return theorem.for_every_outcome("C log C", entropy, ">=", line, after=after, inside=c, given=logs)

    found = report(build)
    assert found.problems == []
    assert "log x <= x - 1" in found.rests_on
    assert {a.key for a in found.uses["it"]} == {"law", "apart"}


def test_an_assumption_behind_an_estimator_is_used() -> None:
    theorem = a_theorem()
    theorem.concludes("it", "P(alone)", outcome()(theorem))
    assert {a.key for a in theorem.check(seconds=10).uses["it"]} == {"law", "made"}


def test_limits_of_both_ends_are_looked_for() -> None:
    """A bound that moves needs a limit of its own, even if the other one does not move."""
    theorem = a_theorem()
    low = lower_bound(theorem)
    wrong = theorem.limit("1/n", 1 / t, t, Integer(0), {1 / t: (Integer(0), RECIPROCAL_LIMIT, {lemmas.n: t})})
    fact = theorem.enclosed("enclosed", p_0, below=low, above=backwards()(theorem), limits=(wrong,))
    theorem.concludes("it", "it", fact)
    assert "no limit of" in " ".join(theorem.check(seconds=10).problems)


def test_a_family_of_bounds_is_a_bound() -> None:
    assert of_family(total)(a_theorem()).relation == "<="


small_only = Theorem("small", says="", assumes=(), symbols=(p,))
SMALL = small_only.inequality("p", p, "<=", Integer(1))
small_only.concludes("it", "p", SMALL)


def test_a_citation_may_take_ranges_from_what_is_given() -> None:
    """exp(-y) is 1 at most for y >= 0, since exp(y) >= 1 + y; nothing else says so."""
    y = real("y", at_least=0)

    def build(given: bool) -> Callable[[Theorem], Fact]:
        def made(theorem: Theorem) -> Fact:
            line = theorem.inequality("line", exp(y), ">=", 1 + y, how=ByLemma(lemmas.EXP_ABOVE_LINE, {lemmas.line: y}))
            return theorem.cites(SMALL, {p: exp(-y)}, given=(line,) if given else ())

        return made

    assert report(build(True)).problems == []
    assert "not shown" in " ".join(report(build(False)).problems)


def test_a_limit_may_use_what_is_given_to_be_defined() -> None:
    steps = integer("steps", at_least=1)

    def build(given: bool) -> Callable[[Theorem], Fact]:
        def made(theorem: Theorem) -> Fact:
            known = theorem.inequality("sum", harmonic(steps), ">=", Integer(1), how=Induction(steps))
            return theorem.limit(
                "limit",
                steps / (steps + harmonic(steps)),
                steps,
                Integer(1),
                {harmonic(steps) / steps: (Integer(0), HARMONIC_AVERAGE, {lemmas.n: steps})},
                form=1 / (1 + harmonic(steps) / steps),
                given=(known,) if given else (),
            )

        return made

    assert report(build(True)).problems == []
    assert report(build(False)).problems


N = PoissonTotal("N", Integer(1), (LAW,), (), real("mu", at_least=0))
new, old = real("new"), real("old")


def of_poisson(x: Expr, relation: str, y: Expr, mean: Expr) -> bool:
    """Whether E[X] relation E[Y] is shown, since X relation Y for every Poisson number."""

    def build(theorem: Theorem) -> Fact:
        after = Refit({new: x, old: y}, (N,))
        known = theorem.expectation("Y", old, after=after, equals=mean)
        return theorem.for_every_outcome("X", new, relation, known, after=after, inside=c)

    return report(build).established


def test_a_poisson_number_is_nothing_or_something() -> None:
    """A convex function is above its tangent; what fails for one kind of outcome alone is refused."""
    number, centre = N.count(), 1 + N.mean
    tangent = (2 - (1 + number) / centre) / centre
    assert of_poisson(1 / (1 + number), ">=", tangent, 1 / centre)
    assert not of_poisson(1 / (1 + number), "<=", tangent, 1 / centre)
    assert of_poisson(number, ">=", 1 - N.none(), 1 - exp(-N.mean))
    assert of_poisson(number + 1, ">=", Integer(1), Integer(1))
    assert not of_poisson(number, ">=", Integer(1), Integer(1))  # false for 0
    assert not of_poisson(number, "<=", Integer(1), Integer(1))  # false for 2
