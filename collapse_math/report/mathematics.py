"""Each kind of step as mathematics: what it says, as formulas, and why it holds, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import singledispatch

import sympy
from sympy import Basic, Expr
from sympy.core.relational import Relational

from collapse_math.answers import Answer
from collapse_math.beta import Beta
from collapse_math.claims import ByInequality, ByLemma, Computed, Induction, Justification, Telescope
from collapse_math.counts import Counted, Counts, PoissonTotal
from collapse_math.derivation import Theorem
from collapse_math.ledger import Axiom, Lemma, Rule
from collapse_math.moments import ChiSquare, ChiSquareProduct, Draw, JointSample, Refit, StandardNormal, Subsample
from collapse_math.report.notation import Expectation, ExpectationAfter, Written, counted, statement
from collapse_math.results import Conclusion, Fact
from collapse_math.steps import (
    Algebraic,
    AxiomStep,
    Backwards,
    Bounds,
    Citation,
    Differentiation,
    Enclosed,
    ExpectationStep,
    Family,
    Generations,
    LimitStep,
    Linearity,
    Loosened,
    Outcomes,
    RuleStep,
    Squeeze,
    Step,
    SumOverOutcomes,
    Supposition,
)

Name = Callable[[Fact], str]


@dataclass(frozen=True)
class Shown:
    """A step as it is read: its title, formulas, and the reason."""

    title: str
    formulas: tuple[Basic, ...]
    reason: str


def formula_of(what: Fact | Conclusion) -> Basic:
    """A conclusion or a fact as a formula, such as E[V_t] = (1 - 1/n)^t v_0."""
    if isinstance(what, Conclusion):
        return statement(Written(what.shown), what.fact.relation, what.expression)
    left = what.left
    if left is None and what.observable is not None:
        if what.refit is not None:
            left = after_one(what.observable, what.refit)
        else:
            left = Expectation(what.observable) if what.over is None else ExpectationAfter(what.observable, what.over)
    return what.right if left is None else statement(left, what.relation, what.right)


def after_one(observable: Expr, refit: Refit) -> Expr:
    """E[observable of the next fit | present fit]."""
    primed = {p: sympy.Symbol(f"{p.name}'") for p in refit.parameters}
    return Expectation(observable.xreplace(primed), *present(refit))


def present(refit: Refit) -> list[Expr]:
    """The parameters of the present fit."""
    return list(refit.parameters)


def refit_formulas(refit: Refit) -> list[Basic]:
    """How the next fit is made of what is drawn from the present one."""
    return [statement(sympy.Symbol(f"{p.name}'"), "=", made) for p, made in refit.parameters.items()]


def all_drawn(refit: Refit) -> str:
    """What a refit draws, in words."""
    return ", and ".join(drawn(draw, "independent" if refit.order is None else "uncorrelated") for draw in refit.draws)


def drawn(draw: Draw, how_related: str) -> str:
    """One of the things that are drawn, in words."""
    if isinstance(draw, ChiSquare):
        return f"{draw.name} is chi-square with {draw.degrees} degrees of freedom"
    if isinstance(draw, Beta):
        return f"{draw.name} is a Beta variable with parameters {draw.first} and {draw.second}"
    if isinstance(draw, StandardNormal):
        return f"{draw.name} is standard normal"
    if isinstance(draw, Subsample):
        moments = f"mean {draw.mean} and variance {draw.variance}"
        return f"{draw.name} are {draw.size} of the {draw.pool} points of a pool with {moments}, without replacement"
    if isinstance(draw, ChiSquareProduct):
        over = f"{draw.index} = {draw.lower}, ..., {draw.upper}"
        return f"{draw.name} is a product of independent chi-squares with {draw.degrees} degrees of freedom, {over}"
    if isinstance(draw, JointSample):
        means = ", ".join(map(str, draw.means))
        return f"{draw.name} are {draw.size} {how_related} draws of {len(draw.means)} coordinates with means {means}"
    if isinstance(draw, Counts):
        listed = ", ".join(f"{counted(draw.count(i))} with probability {p}" for i, p in enumerate(draw.shares))
        return f"of {draw.size} {how_related} draws, {listed}"
    if isinstance(draw, Counted):
        mean = f" with mean {draw.mean}" if isinstance(draw, PoissonTotal) else ""
        return f"{counted(draw.count())} is the sum of {draw.size} {how_related} Poisson draws{mean}"
    moments = " and ".join([f"mean {draw.mean}", *(f"variance {c}" for k, c in draw.central.items() if k == 2)])
    if draw.size == 1:
        return f"{draw.name} is one draw with {moments}"
    return f"{draw.name} are {draw.size} {how_related} draws with {moments}"


@singledispatch
def shown(step: Step, answer: Answer, name: Name) -> Shown:
    """A step as it is read; `name` says how to refer to an earlier fact."""
    raise TypeError(f"there is no way to show a step of type {type(step).__name__}")


@shown.register
def _(step: Algebraic, answer: Answer, name: Name) -> Shown:
    claim = step.claim
    # Where SymPy has brought both sides to the same form already, one is enough to read.
    formula = claim.right if claim.left == claim.right else statement(claim.left, claim.relation, claim.right)
    return Shown(step.title, (formula,), f"{how(step.how, answer)}{given(step.given, name)}")


@shown.register
def _(step: ExpectationStep, answer: Answer, name: Name) -> Shown:
    refit = step.after
    reason = "expand, and take the expectation of each product of draws"
    if refit.by is not None:
        reason += f"; the form of the refit by {refit.by.name}"
    return Shown(step.title, (statement(after_one(step.observable, refit), "=", step.equals),), reason)


@shown.register
def _(step: Generations, answer: Answer, name: Name) -> Shown:
    formulas = tuple(
        statement(ExpectationAfter(observable, step.over), step.relation, closed)
        for observable, closed in zip(step.observables(), step.closed, strict=True)
    )
    start = ", ".join(f"{parameter} = {value}" for parameter, value in step.start.items())
    base = f"true of the truth, {step.over} = 0 and {start}"
    if step.first:
        base = f"true of the first fit, {step.over} = 1, by {name_all(step.first, name)} at the truth, {start}"
    carried = f"carried from {step.over} to {step.over} + 1 by {name_all(step.facts, name)}"
    if isinstance(step, Bounds):
        carried += f", which are {step.relation} {' and '.join(map(str, step.drifts))}, whatever the fit"
    return Shown(step.title, formulas, f"induction over {step.over}: {base}; {carried}")


@shown.register
def _(step: Linearity, answer: Answer, name: Name) -> Shown:
    generations = [f.step for f in step.parts if isinstance(f.step, Generations)]
    left = ExpectationAfter(step.observable, generations[0].over) if generations else Expectation(step.observable)
    return Shown(
        step.title,
        (statement(left, "=", step.equals),),
        f"linearity of the expectation{given(step.parts, name)}",
    )


@shown.register
def _(step: Family, answer: Answer, name: Name) -> Shown:
    sums = ", ".join(f"{total} is the sum of {each}" for each, total in step.totals.items())
    return Shown(
        step.title, (step.equals,), f"linearity of the expectation, term by term{given([step.fact], name)}; {sums}"
    )


@shown.register
def _(step: Differentiation, answer: Answer, name: Name) -> Shown:
    derivative = sympy.Derivative(step.of, step.by, evaluate=False)
    return Shown(step.title, (statement(derivative, "=", step.equals),), "rules of differentiation")


@shown.register
def _(step: LimitStep, answer: Answer, name: Name) -> Shown:
    parts = "; ".join(
        f"{part} -> {found[0]} by '{found[1].name}'" if isinstance(found, tuple) else f"{part} by {name(found)}"
        for part, found in step.parts.items()
    )
    return Shown(
        step.title,
        (statement(step.left, "=", step.equals),),
        f"limit of a fraction of parts: {parts}{given(step.given, name)}",
    )


@shown.register
def _(step: Squeeze, answer: Answer, name: Name) -> Shown:
    bounds = f"between the bounds of {name(step.below)} and {name(step.above)}"
    return Shown(
        step.title,
        (statement(step.left, "=", step.equals),),
        f"{bounds}, which have this limit by {name_all(step.limits, name)}",
    )


@shown.register
def _(step: Outcomes, answer: Answer, name: Name) -> Shown:
    left, other = after_one(step.observable, step.after), step.fact.observable
    right = left if other is None or step.fact.refit is None else after_one(other, step.fact.refit)
    return Shown(
        step.title,
        (statement(left, step.relation, right), statement(left, step.relation, step.fact.right)),
        f"it holds whatever is drawn: none, all, or {step.inside} of the draws; {name(step.fact)}"
        f"{given(step.given, name)}",
    )


@shown.register
def _(step: SumOverOutcomes, answer: Answer, name: Name) -> Shown:
    made = after_one(step.observable, step.after)
    return Shown(step.title, (statement(made, "=", step.equals),), "what it is for each count, times its probability")


@shown.register
def _(step: Loosened, answer: Answer, name: Name) -> Shown:
    left = formula_of(step.fact)
    left = left.lhs if isinstance(left, Relational) else left
    reason = f"{name(step.fact)} with {name(step.bound)}"
    return Shown(step.title, (statement(left, step.relation, step.bound.right),), reason)


@shown.register
def _(step: Backwards, answer: Answer, name: Name) -> Shown:
    family, observable = step.carry.observable, step.first.observable
    formulas = (
        (statement(ExpectationAfter(observable, step.over), step.relation, family.xreplace(step.start)),)
        if family is not None and observable is not None
        else ()
    )
    start = ", ".join(f"{parameter} = {value}" for parameter, value in step.start.items())
    return Shown(
        step.title,
        formulas,
        f"the last refit by {name(step.first)}, each one before it by {name(step.carry)}, back to {start}",
    )


@shown.register
def _(step: Enclosed, answer: Answer, name: Name) -> Shown:
    bounds = f"between the bounds of {name(step.below)} and {name(step.above)}"
    observable, over = step.below.observable, step.below.over
    left = sympy.Limit(ExpectationAfter(observable, over), over, sympy.oo) if over is not None else Written("limit")
    return Shown(
        step.title,
        (statement(left, "=", step.equals),),
        f"{bounds}, which have this limit by {name_all(step.limits, name)}",
    )


@shown.register
def _(step: AxiomStep, answer: Answer, name: Name) -> Shown:
    met = "; ".join(
        f"{hypothesis} is {name(fact)}" for hypothesis, fact in zip(step.axiom.hypotheses, step.given, strict=False)
    )
    value = (step.equals,) if isinstance(step.equals, Expr) else ()
    return Shown(step.title, value, f"{step.axiom.name}: {met}" if met else step.axiom.name)


@shown.register
def _(step: Supposition, answer: Answer, name: Name) -> Shown:
    claim = step.claim
    return Shown(step.title, (statement(claim.left, claim.relation, claim.right),), "supposed, not shown")


@shown.register
def _(step: RuleStep, answer: Answer, name: Name) -> Shown:
    claim = step.conclusion
    formula = statement(claim.left, claim.relation, claim.right)
    return Shown(step.title, (formula,), f"{step.rule.name}{given(step.given, name)}")


@shown.register
def _(step: Citation, answer: Answer, name: Name) -> Shown:
    fact = step.fact
    at = ", ".join(f"{quantity} = {value}" for quantity, value in step.at.items())
    return Shown(
        step.title,
        (formula_of(fact),),
        f"{name(fact)}{f', at {at}' if at else ''}",
    )


def how(justification: Justification, answer: Answer) -> str:
    """A justification in words."""
    match justification:
        case Induction(over=quantity):
            return f"induction over {quantity}"
        case Telescope(certificate=certificate):
            return f"telescoping: the terms are differences of {certificate}"
        case ByLemma(lemma=lemma, at=at):
            values = ", ".join(f"{q} = {v}" for q, v in at.items())
            return f"'{lemma.name}'{f' at {values}' if values else ''}"
        case ByInequality():
            return "no value violates it, by the solver z3" if "z3" in answer.rests_on else "signs of the parts"
        case Computed():
            return "computed by SymPy alone, not proved"
    return "both sides are the same fraction of polynomials"


def given(facts: Iterable[Fact], name: Name) -> str:
    """The facts a step uses, as an addition to its reason."""
    known = list(facts)
    return f", from {name_all(known, name)}" if known else ""


def name_all(facts: Iterable[Fact], name: Name) -> str:
    """Several facts, each step once."""
    names = list(dict.fromkeys(name(fact) for fact in facts))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def namer(theorem: Theorem) -> Name:
    """How to refer to facts within a theorem: by the number of the step, elsewhere with the theorem's key."""

    def name(fact: Fact) -> str:
        number = next(i for i, step in enumerate(fact.theorem.steps, start=1) if step is fact.step)
        return f"step {number}" if fact.theorem is theorem else f"step {number} of {fact.theorem.key}"

    return name


def refits(theorem: Theorem) -> Iterator[tuple[int, Refit]]:
    """Each refit that the steps speak of, with the number of the first step that does."""
    seen: list[tuple[object, ...]] = []
    for number, step in enumerate(theorem.steps, start=1):
        if isinstance(step, ExpectationStep):
            meaning = (*refit_formulas(step.after), all_drawn(step.after))
            if meaning not in seen:
                seen.append(meaning)
                yield number, step.after


def classical_facts(theorem: Theorem) -> dict[str, Axiom | Lemma | Rule]:
    """The axioms and lemmas that the steps name, here and in cited theorems, by name; nothing is checked."""
    found: dict[str, Axiom | Lemma | Rule] = {}
    for step in theorem.steps:
        match step:
            case AxiomStep(axiom=axiom):
                found[axiom.name] = axiom
            case Algebraic(how=ByLemma(lemma=lemma)):
                found[lemma.name] = lemma
            case LimitStep(parts=parts):
                found.update({known[1].name: known[1] for known in parts.values() if isinstance(known, tuple)})
            case RuleStep(rule=rule):
                found[rule.name] = rule
            case ExpectationStep(after=Refit(by=Axiom() as axiom)):
                found[axiom.name] = axiom
    for cited in theorem.cited():
        found.update(classical_facts(cited))
    return found
