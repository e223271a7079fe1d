"""What a step of a theorem may be, and how each kind is decided.

Every kind ends in claims between expressions, which go through the same three gates as a user's own
claim: counterexample search, definedness, normal form.  What the kinds add is the little that is needed
to speak about random quantities: expectation from the definition, composition of generations, linearity,
limits put together from known limits, and classical theorems by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import sympy
from sympy import Basic, Expr, Symbol

from collapse_math.assumptions import REPLACE
from collapse_math.checker import (
    ESTABLISHED,
    Answer,
    NotShown,
    Proof,
    decide,
    in_range,
    lemma_applies,
    refuse_capture,
)
from collapse_math.claims import Claim, Justification, Ring
from collapse_math.exact import ONE, Frac, OutsideLanguage, TooLarge, number, put
from collapse_math.ledger import Assumption, Axiom, Lemma
from collapse_math.moments import ChiSquare, Monomial, Refit, expectation, split, symbols_of
from collapse_math.quantities import Domain, Quantity
from collapse_math.refuter import admissible_points, quantities_of

if TYPE_CHECKING:
    from collapse_math.results import Fact

ZERO = sympy.Integer(0)


class Step:
    """One step: its kind, its title, the facts it uses, and how it is decided."""

    kind: str
    title: str

    def __repr__(self) -> str:
        """Kind and title; its facts would fill pages."""
        return f"<{self.kind} step: {self.title}>"

    @property
    def premises(self) -> tuple[Fact, ...]:
        """The facts it uses."""
        return ()

    def decide(self) -> Answer:
        """Decide the step in this process."""
        raise NotImplementedError


def merged(answers: Sequence[Answer], uses: Sequence[Assumption] = (), rests_on: Sequence[str] = ()) -> Answer:
    """One answer for several claims that must all be established."""
    for answer in answers:
        if answer.outcome != ESTABLISHED:
            return answer
    certified = any(a.grade == "solver-certified" for a in answers)
    return Answer(
        ESTABLISHED,
        "solver-certified" if certified else "proved",
        rests_on=tuple(sorted({*rests_on, *(r for a in answers for r in a.rests_on)})),
        uses=tuple(uses),
        points=sum(a.points for a in answers),
    )


def undecided(problem: Exception) -> Answer:
    """The answer when a step could not be carried out."""
    return Answer("undecided", because=str(problem))


@dataclass(eq=False, repr=False)
class Algebraic(Step):
    """A claim between expressions with its justification."""

    title: str
    claim: Claim
    how: Justification
    given: tuple[Fact, ...] = ()

    def __post_init__(self) -> None:
        """Name the kind after the justification."""
        self.kind = type(self.how).__name__.removeprefix("By").lower()

    @property
    def premises(self) -> tuple[Fact, ...]:
        """The facts it uses."""
        return self.given

    def decide(self) -> Answer:
        """Through the checker."""
        return decide(self.claim, self.how, [fact.claim for fact in self.given if fact.left is not None])


@dataclass(eq=False, repr=False)
class ExpectationStep(Step):
    """E[observable of the next fit | present fit] = equals, from the estimators' formulas."""

    kind = "expectation"
    title: str
    observable: Expr
    after: Refit
    equals: Expr
    conditions: tuple[Basic, ...]

    def decide(self) -> Answer:
        """Compute it, then hold the result against the claim."""
        try:
            for draw in self.after.draws:
                if drawn := symbols_of(draw, self.observable) & self.observable.free_symbols:
                    raise NotShown(f"an observable is a function of the fit; {min(drawn, key=str)} is no part of it")
            refuse_capture((self.observable,), self.after.parameters, "the observable")
            estimator = self.after.after(self.observable)
            proof = Proof(self.conditions, self.observable, estimator, self.equals, *self.conditions)
            proof.algebra.normal(self.observable)
            value, uses = expectation(proof.algebra, estimator, self.after.draws, self.after.order)
            opened = proof.settled()
            derived = proof.algebra.show(value)
        except (NotShown, OutsideLanguage, TooLarge) as problem:
            return undecided(problem)
        for parameter in self.observable.free_symbols & set(self.after.parameters):
            uses |= set(self.after.estimators.get(parameter, ()))
        uses |= set(self.after.sizes)
        rests_on = []
        if self.after.by is not None:
            uses |= set(self.after.by.needs)
            rests_on.append(self.after.by.name)
        if any(isinstance(draw, ChiSquare) for draw in self.after.draws):
            rests_on.append("Euler's integral for Gamma")
        answer = decide(Claim(derived, "=", self.equals, self.conditions), Ring())
        return merged([opened, answer], sorted(uses, key=str), rests_on)


@dataclass(eq=False, repr=False)
class Generations(Step):
    """Closed forms of expectations after t fits, all of them together, by induction over t.

    E[f_i(fit) | fit before] = sum_j a_ij f_j + b_i is known for one refit.  The next generation sees only
    the fit before it, so E[f_i] obeys the same linear recursion; the claim holds at the start and is
    carried by one step.
    """

    kind = "induction"
    over: Quantity
    facts: tuple[Fact, ...]
    closed: tuple[Expr, ...]
    start: dict[Quantity, Expr]
    uses: tuple[Assumption, ...]
    conditions: tuple[Basic, ...]
    title: str = field(default="generations compose", init=False)

    @property
    def premises(self) -> tuple[Fact, ...]:
        """The one-refit expectations."""
        return self.facts

    def observables(self) -> list[Expr]:
        """The functions of the fit whose expectations are followed."""
        found = [fact.observable for fact in self.facts]
        if any(o is None for o in found):
            raise NotShown("only expectations after one refit can be composed")
        return [o for o in found if o is not None]

    def decide(self) -> Answer:
        """Base and step as equations."""
        try:
            self.fits_together()
            stepped, opened = self.stepped()
            answers = [opened]
            for observable, claim, step in zip(self.observables(), self.closed, stepped, strict=True):
                base = Claim(observable.xreplace(self.start), "=", claim.xreplace({self.over: ZERO}), self.conditions)
                after = Claim(step, "=", claim.xreplace({self.over: self.over + 1}), self.conditions)
                answers += [decide(base, Ring()), decide(after, Ring())]
        except (NotShown, OutsideLanguage, TooLarge) as problem:
            return undecided(problem)
        return merged(answers, self.uses)

    def fits_together(self) -> None:
        """Refits are counted from 0, all facts speak of one way to refit, and no parameter is left over."""
        domain = self.over.domain
        if not domain.integer or domain.lower != 0 or domain.upper is not None:
            raise NotShown(f"{self.over} must count refits: 0, 1, 2, ... without end")
        if any(self.over in c.free_symbols for c in self.conditions):
            raise NotShown(f"no condition may mention {self.over}")
        refits = [fact.refit for fact in self.facts if fact.refit is not None]
        if len(refits) < len(self.facts):
            raise NotShown("every fact must be an expectation after one refit")
        for refit in refits:
            if not set(self.start) <= set(refit.parameters):
                raise NotShown("a parameter has a start but is not refitted")
            if not refit.agrees(refits[0]):
                raise NotShown("the facts speak of different estimators")
        if REPLACE not in self.uses and any(fact.right != fact.observable for fact in self.facts):
            raise NotShown("generations compose only if each sees the last fit alone: that uses 'replace'")
        for claim in self.closed:
            if claim.free_symbols & self.random:
                raise NotShown(f"the closed form {claim} still contains a parameter of the fit")
        for observable in self.observables():
            refuse_capture((observable,), self.start, "the observable")
            if self.over in observable.free_symbols:
                raise NotShown(f"the observable {observable} may not mention {self.over}, which moves on")
        if any(c.free_symbols & self.random for c in self.conditions):
            raise NotShown("a condition on a parameter of the fit need not hold for the next fit")

    @property
    def random(self) -> set[Quantity]:
        """The parameters of the fit."""
        return {parameter for fact in self.facts for parameter in fact.random}

    def stepped(self) -> tuple[list[Expr], Answer]:
        """The right sides of the recursion with the claimed closed forms put in, and that all is defined."""
        observables = self.observables()
        proof = Proof(self.conditions, *observables, *(f.right for f in self.facts), *self.closed, *self.conditions)
        for claim in self.closed:
            proof.algebra.normal(claim)
        stepped = []
        for fact in self.facts:
            coefficients, rest = in_terms_of(proof, fact.right, observables, self.random)
            total = proof.algebra.show(rest)
            for coefficient, claim in zip(coefficients, self.closed, strict=True):
                total += proof.algebra.show(coefficient) * claim
            stepped.append(total)
        return stepped, proof.settled()


def in_terms_of(
    proof: Proof, target: Expr, observables: Sequence[Expr], parameters: set[Quantity]
) -> tuple[list[Frac], Frac]:
    """Coefficients a_j and b, free of the parameters, with target = sum a_j observable_j + b.

    Raises NotShown if there are none: the recursion then does not close.
    """
    rows = [by_parameters(proof, e, parameters) for e in (*observables, target)]
    basis, goal = rows[:-1], dict(rows[-1])
    coefficients = [number(0)] * len(basis)
    used: list[tuple[int, Monomial, dict[Monomial, Frac], list[Frac]]] = []
    for j, row in enumerate(basis):
        current, mix = dict(row), [number(int(i == j)) for i in range(len(basis))]
        for _, pivot, other, other_mix in used:
            factor = current.get(pivot, number(0))
            current = {m: current.get(m, number(0)) - factor * other.get(m, number(0)) for m in {*current, *other}}
            mix = [a - factor * b for a, b in zip(mix, other_mix, strict=True)]
        candidates = [m for m, c in sorted(current.items()) if m and c != number(0)]
        if not candidates:
            continue
        scale = current[candidates[-1]]
        proof.show(scale, "!=", "that the observables are independent of each other")
        inverse = scale.inverse()
        current = {m: c * inverse for m, c in current.items()}
        used.append((j, candidates[-1], current, [a * inverse for a in mix]))
    for _, pivot, row, mix in used:
        factor = goal.get(pivot, number(0))
        goal = {m: goal.get(m, number(0)) - factor * row.get(m, number(0)) for m in {*goal, *row}}
        coefficients = [a + factor * b for a, b in zip(coefficients, mix, strict=True)]
    left_over = [m for m, c in goal.items() if m and c != number(0)]
    if left_over:
        raise NotShown(f"the recursion does not close: {target} is no linear combination of the observables")
    return coefficients, goal.get((), number(0))


def by_parameters(proof: Proof, expression: Expr, parameters: set[Quantity]) -> dict[Monomial, Frac]:
    """An expression as a sum over monomials in the atoms that contain parameters, divided ones included."""
    value = proof.algebra.normal(expression)
    random = {a.index for a in proof.algebra.atoms if a.shown.free_symbols & parameters}
    below = split(value.den, random)
    if len(below) != 1:
        raise NotShown(f"a sum with a parameter of the fit occurs in the denominator of {expression}")
    [(divisors, bottom)] = below.items()
    rows: dict[Monomial, Frac] = {}
    for factors, top in split(value.num, random).items():
        exponents = dict(factors)
        for index, times in divisors:
            exponents[index] = exponents.get(index, 0) - times
        rows[tuple(sorted((i, k) for i, k in exponents.items() if k))] = Frac(top, ONE) * Frac(ONE, bottom)
    return rows


@dataclass(eq=False, repr=False)
class Linearity(Step):
    """E[observable] from known expectations of which the observable is a linear combination."""

    kind = "linearity"
    title: str
    observable: Expr
    parts: dict[Fact, Expr]
    rest: Expr
    equals: Expr
    conditions: tuple[Basic, ...]

    @property
    def premises(self) -> tuple[Fact, ...]:
        """The parts."""
        return tuple(self.parts)

    def decide(self) -> Answer:
        """The observable is that combination, and so is its expectation; coefficients are not random."""
        combination, expected = self.rest, self.rest
        first = next(iter(self.parts))
        for fact in self.parts:
            if ((fact.refit is None), fact.over, fact.random) != ((first.refit is None), first.over, first.random):
                return undecided(NotShown("the parts are expectations at different times"))
            if fact.start != first.start or not all(a.agrees(b) for a in fact.refits for b in first.refits):
                return undecided(NotShown("the parts are expectations under different processes"))
        for fact, coefficient in self.parts.items():
            if fact.observable is None or fact.relation != "=":
                return undecided(NotShown(f"'{fact.step.title}' is no expectation"))
            if coefficient.free_symbols & fact.random or self.rest.free_symbols & fact.random:
                return undecided(NotShown("a coefficient contains a random quantity"))
            combination += coefficient * fact.observable
            expected += coefficient * fact.right
        same = decide(Claim(self.observable, "=", combination, self.conditions), Ring())
        value = decide(Claim(expected, "=", self.equals, self.conditions), Ring())
        return merged([same, value])


@dataclass(eq=False, repr=False)
class Differentiation(Step):
    """d of / d by = equals."""

    kind = "derivative"
    title: str
    of: Expr
    by: Quantity
    equals: Expr
    conditions: tuple[Basic, ...]

    def decide(self) -> Answer:
        """By the rules below, then as an equation."""
        if self.by.domain.integer:
            return undecided(NotShown(f"{self.by} is an integer; one differentiates by a real quantity"))
        try:
            slope = differentiated(self.of, self.by)
        except OutsideLanguage as problem:
            return undecided(problem)
        defined = decide(Claim(self.of, "=", self.of, self.conditions), Ring())
        return merged([defined, decide(Claim(slope, "=", self.equals, self.conditions), Ring())])


def differentiated(expression: Expr, by: Symbol) -> Expr:
    """The derivative by the rules for sums, products, powers, exp, log, Gamma and psi."""
    if by not in expression.free_symbols:
        return sympy.Integer(0)
    if expression == by:
        return sympy.Integer(1)
    if expression.is_Add:
        return sympy.Add(*(differentiated(a, by) for a in expression.args))
    if expression.is_Mul:
        parts = expression.args
        return sympy.Add(*(sympy.Mul(*parts[:i], differentiated(a, by), *parts[i + 1 :]) for i, a in enumerate(parts)))
    if isinstance(expression, sympy.Pow):
        base, exponent = expression.args
        if by not in exponent.free_symbols:
            return exponent * base ** (exponent - 1) * differentiated(base, by)
        inner = differentiated(exponent, by) * sympy.log(base)
        if by in base.free_symbols:
            inner += exponent * differentiated(base, by) / base
        return expression * inner
    outer = {
        sympy.exp: lambda x: sympy.exp(x),
        sympy.log: lambda x: 1 / x,
        sympy.gamma: lambda x: sympy.gamma(x) * sympy.polygamma(0, x),
        sympy.loggamma: lambda x: sympy.polygamma(0, x),
    }
    if expression.func in outer:
        return outer[expression.func](expression.args[0]) * differentiated(expression.args[0], by)
    if isinstance(expression, sympy.polygamma) and by not in expression.args[0].free_symbols:
        order, argument = expression.args
        return sympy.polygamma(order + 1, argument) * differentiated(argument, by)
    raise OutsideLanguage(f"no rule differentiates {expression}")


@dataclass(eq=False, repr=False)
class LimitStep(Step):
    """The limit of F(parts) is F(limits of the parts), where F is a fraction that stays defined."""

    kind = "limit"
    title: str
    of: Expr
    over: Quantity
    equals: Expr
    parts: dict[Expr, tuple[Expr, Lemma, Mapping[Quantity, Expr]]]
    form: Expr
    given: tuple[Fact, ...]
    conditions: tuple[Basic, ...]

    @property
    def premises(self) -> tuple[Fact, ...]:
        """The facts it uses."""
        return self.given

    @property
    def left(self) -> Expr:
        """The limit, inert."""
        return sympy.Limit(self.of, self.over, sympy.oo)

    def decide(self) -> Answer:
        """Each part by its lemma; then the algebra of limits."""
        try:
            grows(self.over, self.conditions)
        except NotShown as problem:
            return undecided(problem)
        if self.equals.free_symbols & {self.over}:
            return undecided(NotShown(f"the limit {self.equals} contains {self.over}"))
        try:
            limits = [self.part_limit(part, *found) for part, found in self.parts.items()]
        except NotShown as problem:
            return undecided(problem)
        names = {part: Quantity(f"part#{i}", Domain(integer=False)) for i, part in enumerate(self.parts)}
        outline = self.form.xreplace(names)
        if self.over in outline.free_symbols:
            return undecided(NotShown(f"{outline} still contains {self.over}: a part has no given limit"))
        back = outline.xreplace({name: part for part, name in names.items()})
        # As written, so that c/c is not 1 before it is known that the limit c is not 0.
        at_limit = put(outline, {name: self.parts[part][0] for part, name in names.items()})
        if not rational_in(outline, set(names.values())):
            return undecided(NotShown(f"{outline} is no fraction of polynomials in its parts"))
        return merged(
            [
                *limits,
                decide(Claim(self.of, "=", back, self.conditions), Ring()),
                decide(Claim(at_limit, "=", self.equals, self.conditions), Ring()),
            ]
        )

    def part_limit(self, part: Expr, value: Expr, lemma: Lemma, at: Mapping[Quantity, Expr]) -> Answer:
        """The answer for the limit of one part; NotShown if it is no instance of the lemma."""
        limit = lemma.claim.left
        if not isinstance(limit, sympy.Limit) or limit.args[2] is not sympy.oo or lemma.claim.relation != "=":
            raise NotShown(f"{lemma.name} is no lemma about a limit at infinity")
        inside, variable = limit.args[0], limit.args[1]
        at = {**at, variable: self.over}
        for quantity in {*quantities_of(inside, lemma.claim.right, *lemma.claim.conditions)} - {variable}:
            if self.over in at.get(quantity, quantity).free_symbols:
                raise NotShown(f"{quantity} in {lemma.name} may not depend on {self.over}, which grows without end")
        known = [fact.claim for fact in self.given if fact.left is not None]
        sides = [side for claim in known for side in (claim.left, claim.right)]
        proof = Proof(self.conditions, part, inside.xreplace(at), *sides, *self.conditions)
        # A base below 1, say, may be known from an inequality that is given.
        proof.algebra.signs.conditions.extend((proof.difference(c.left, c.right), c.relation) for c in known)
        full = lemma_applies(proof, replace(lemma, claim=replace(lemma.claim, left=inside)), at)
        proof.show_equal(part, inside.xreplace(full), "the part is no instance of the lemma")
        proof.show_equal(value, lemma.claim.right.xreplace(full), "its limit is another")
        proof.lemmas.add(lemma.name)
        return proof.settled()


def grows(over: Quantity, conditions: Sequence[Basic]) -> None:
    """A quantity can grow without end; NotShown otherwise."""
    if over.domain.upper is not None:
        raise NotShown(f"{over} has an upper bound and cannot grow")
    if any(over in c.free_symbols for c in conditions):
        raise NotShown(f"no condition may mention {over}, which grows without end")


def rational_in(expression: Expr, names: set[Quantity]) -> bool:
    """Whether an expression is built from the names by sums, products and integer powers."""
    if not expression.free_symbols & names or expression in names:
        return True
    if expression.is_Add or expression.is_Mul:
        return all(rational_in(a, names) for a in expression.args)
    if isinstance(expression, sympy.Pow) and isinstance(expression.args[1], sympy.Integer):
        return rational_in(expression.args[0], names)
    return False


@dataclass(eq=False, repr=False)
class Squeeze(Step):
    """below <= of <= above, and both ends have the same limit."""

    kind = "limit"
    title: str
    of: Expr
    over: Quantity
    equals: Expr
    below: Fact
    above: Fact
    limits: tuple[Fact, ...]
    conditions: tuple[Basic, ...]

    @property
    def premises(self) -> tuple[Fact, ...]:
        """Both inequalities and both limits."""
        return (self.below, self.above, *self.limits)

    @property
    def left(self) -> Expr:
        """The limit, inert."""
        return sympy.Limit(self.of, self.over, sympy.oo)

    def decide(self) -> Answer:
        """The pieces fit together."""
        try:
            grows(self.over, self.conditions)
        except NotShown as problem:
            return undecided(problem)
        low, high = self.below.claim, self.above.claim
        if low.relation not in ("<", "<=") or high.relation not in ("<", "<="):
            return undecided(NotShown("the enclosing facts must be of the form lower <= of and of <= upper"))
        pairs = [(low.right, self.of), (high.left, self.of)]
        for end in (low.left, high.right):
            limit = sympy.Limit(end, self.over, sympy.oo)
            known = [f for f in self.limits if (f.left, f.relation) == (limit, "=")]
            if not known:
                return undecided(NotShown(f"no limit of {end} is given"))
            pairs.append((known[0].right, self.equals))
        return merged([decide(Claim(a, "=", b, self.conditions), Ring()) for a, b in pairs])


@dataclass(eq=False, repr=False)
class AxiomStep(Step):
    """What a classical theorem says once its hypotheses are given facts."""

    kind = "axiom"
    title: str
    axiom: Axiom
    given: tuple[Fact, ...]
    equals: Expr
    conditions: tuple[Basic, ...]

    @property
    def premises(self) -> tuple[Fact, ...]:
        """The facts it uses."""
        return self.given

    def decide(self) -> Answer:
        """One fact for each hypothesis, and the value is that of the first fact."""
        if len(self.given) != len(self.axiom.hypotheses):
            wanted = "; ".join(self.axiom.hypotheses)
            return undecided(NotShown(f"{self.axiom.name} needs one fact for each of: {wanted}"))
        uses = self.axiom.needs
        first = self.given[0]
        if first.relation != "=" or self.equals.free_symbols & first.random:
            return undecided(NotShown(f"{self.axiom.name} is about the value of an equation, and not a random one"))
        try:
            steps = [self.is_walk()] if self.axiom.of_walks else []
        except (NotShown, OutsideLanguage, TooLarge) as problem:
            return undecided(problem)
        shown = first.right if first.refit is None else first.right - (first.observable or 0)
        value = decide(Claim(shown, "=", self.equals, self.conditions), Ring())
        answer = merged([*steps, value], uses, [self.axiom.name])
        return replace(answer, grade="axiom") if answer else answer

    def is_walk(self) -> Answer:
        """The steps of the observable are alike: they depend on the draws alone, not on the present fit."""
        first, *others = self.given
        pairs = [(f.refit, f.observable) for f in (first, *first.step.premises)]
        followed = [(refit, observable) for refit, observable in pairs if refit is not None and observable is not None]
        if not followed:
            raise NotShown(f"{self.axiom.name} needs an observable that is followed from refit to refit")
        refit, observable = followed[0]
        step = refit.after(observable) - observable
        proof = Proof(self.conditions, step, *(f.claim.left for f in others), *self.conditions)
        present = proof.algebra.normal(step).atoms()
        if any(proof.algebra.atoms[i].shown.free_symbols & set(refit.parameters) for i in present):
            raise NotShown(f"the step of {observable} depends on the present fit, so it is no random walk")
        for known in others:
            mean, _ = expectation(proof.algebra, step, refit.draws)
            square, _ = expectation(proof.algebra, step**2, refit.draws)
            variance = square - mean * mean
            claim = known.claim
            same = proof.algebra.vanishes(variance - proof.difference(claim.left, claim.right))
            if claim.relation != ">" or not same:
                raise NotShown(f"'{known.step.title}' does not say that the variance of the step is positive")
        return proof.settled()


@dataclass(eq=False, repr=False)
class Citation(Step):
    """A fact of another theorem at the values put for its quantities, which must lie in their ranges."""

    kind = "citation"
    fact: Fact
    at: dict[Quantity, Expr]
    conditions: tuple[Basic, ...]

    def __post_init__(self) -> None:
        """Name the theorem it is from."""
        self.title = f"by {self.fact.theorem.key}"

    @property
    def premises(self) -> tuple[Fact, ...]:
        """The fact."""
        return (self.fact,)

    def decide(self) -> Answer:
        """Its conditions hold here."""
        theirs = self.fact.theorem.conditions
        fact = self.fact
        expressions = [e for e in (fact.left, fact.right, fact.observable, fact.over) if e is not None]
        try:
            if not any(True for _ in admissible_points(self.conditions, quantities_of(*self.conditions))):
                raise NotShown("no admissible values were found; the conditions may contradict each other")
            if not all(isinstance(key, Quantity) for key in self.at):
                raise NotShown(f"only quantities of {fact.theorem.key} may be replaced")
            refuse_capture(expressions, self.at, fact.theorem.key)
            if fact.random & {s for key, value in self.at.items() for s in key.free_symbols | value.free_symbols}:
                raise NotShown(f"the parameters of the fit in {fact.theorem.key} are random and cannot be replaced")
            proof = Proof(self.conditions, *self.at.values(), *self.conditions)
            for quantity in quantities_of(*expressions, *theirs):
                in_range(proof, quantity, self.at.get(quantity, quantity), self.fact.theorem.key)
            for condition in theirs:
                value, relation = proof.as_condition(condition, self.at)
                proof.show(value, relation, f"the condition {condition} of {self.fact.theorem.key}")
            return proof.settled()
        except (NotShown, OutsideLanguage, TooLarge) as problem:
            return undecided(problem)
