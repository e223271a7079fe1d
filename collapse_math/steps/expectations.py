"""Expectations: after one refit from the definition, after many by composing generations, and their combinations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from sympy import Add, Basic, Expr, Integer

from collapse_math.answers import Answer, NotShown
from collapse_math.beta import Beta
from collapse_math.checker import decide
from collapse_math.claims import ByInequality, Claim, Justification, Ring
from collapse_math.counts import Counts
from collapse_math.exact.polynomials import ONE, Frac, OutsideLanguage, TooLarge, number
from collapse_math.ledger import Assumption
from collapse_math.moments import ChiSquare, ChiSquareProduct, JointSample, Refit, expectation
from collapse_math.moments.expectations import Monomial, split, symbols_of
from collapse_math.moments.samples import Points
from collapse_math.proofs.instances import in_range, refuse_capture
from collapse_math.proofs.proof import Proof
from collapse_math.quantities import Domain, Quantity
from collapse_math.steps.agreement import one_way
from collapse_math.steps.base import Step, merged, undecided
from collapse_math.steps.renewal import renewed_by

if TYPE_CHECKING:
    from collapse_math.results import Fact


@dataclass(eq=False, repr=False)
class ExpectationStep(Step):
    """E[observable of the next fit | present fit] = equals, from the estimators' formulas.

    It is `equals` at most where the observable rises with a count of which the probability is at most known.
    """

    kind = "expectation"
    title: str
    observable: Expr
    after: Refit
    equals: Expr
    conditions: tuple[Basic, ...]

    @property
    def bounding(self) -> list[Counts]:
        """The counts in the next observable of whose probabilities there are only bounds."""
        counts = [draw for draw in self.after.draws if isinstance(draw, Counts) and draw.at_most]
        return [draw for draw in counts if symbols_of(draw, self.after.after(self.observable))]

    @property
    def relation(self) -> str:
        """How the expectation compares with the claimed value."""
        return "<=" if self.bounding else "="

    def rises(self, proof: Proof, draw: Counts) -> None:
        """The next observable is linear in a count, with a factor that is not negative and not random; or NotShown."""
        observable = self.after.after(self.observable)
        random = {s for other in self.after.draws for s in symbols_of(other, observable, *draw.law)}
        rows = by_parameters(proof, observable, set(random))
        own = [(m, c) for m, c in rows.items() if any(proof.algebra.atoms[i].shown in draw.symbols() for i, _ in m)]
        counts = {((proof.algebra.quantity(draw.count(i)).index, 1),) for i in draw.outcomes}
        if len(own) != 1 or own[0][0] not in counts or any(e.free_symbols & random for e in draw.law):
            raise NotShown(f"{draw.name} has a law that is only bounded, and {observable} is not linear in its count")
        [(_, factor)] = own
        proof.show(factor, ">=", f"that {observable} does not fall where {draw.name} rises")

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
            for draw in self.after.draws:
                if isinstance(draw, Counts) and any(symbols_of(draw, *other.law) for other in self.after.draws):
                    # What is drawn by counts may take that these add up to the number of draws at most.
                    others = draw.size - Add(*(draw.count(i) for i in draw.outcomes))
                    proof.algebra.signs.conditions.append((proof.algebra.normal(others), ">="))
            for draw in self.bounding:
                self.rises(proof, draw)
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
        if any(isinstance(draw, ChiSquare | ChiSquareProduct) for draw in self.after.draws):
            rests_on.append("Euler's integral for Gamma")
        if any(isinstance(draw, Beta) for draw in self.after.draws):
            rests_on.append("Euler's integral for Beta")
        answer = decide(Claim(derived, "=", self.equals, self.conditions), Ring())
        return merged([opened, answer], sorted(uses, key=str), rests_on)


@dataclass(eq=False, repr=False)
class Generations(Step):
    """Closed forms of expectations after t fits, all of them together, by induction over t.

    E[f_i(fit) | fit before] = sum_j a_ij f_j + b_i is known for one refit.  The next generation sees only
    the fit before it, so E[f_i] obeys the same linear recursion; the claim holds at the start and is
    carried by one step.  If the first fit is made otherwise than the others, E[f_i] after it is given in
    `first`, and the claim starts at t = 1.
    """

    kind = "induction"
    over: Quantity
    facts: tuple[Fact, ...]
    closed: tuple[Expr, ...]
    start: dict[Quantity, Expr]
    uses: tuple[Assumption, ...]
    conditions: tuple[Basic, ...]
    first: tuple[Fact, ...] = ()
    title: str = field(default="generations compose", init=False)
    relation: str = field(default="=", init=False)

    @property
    def premises(self) -> tuple[Fact, ...]:
        """The one-refit expectations."""
        return (*self.facts, *self.first)

    @property
    def recursion(self) -> tuple[Expr, ...]:
        """The expectations after one refit, as functions of the fit before it."""
        return tuple(fact.right for fact in self.facts)

    @property
    def begins(self) -> int:
        """The number of refits at which the claim starts."""
        return 1 if self.first else 0

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
            stepped, opened, renewed = self.stepped()
            refits = [fact.refit for fact in self.premises if fact.refit]
            answers = [opened, *(stays_in_range(refit, self.start, self.conditions) for refit in refits)]
            begins = Integer(self.begins)
            answers += [decide(claim, how) for claim, how in self.of_one_refit()]
            how = Ring() if self.relation == "=" else ByInequality()
            for began, claim, step in zip(self.beginnings(), self.closed, stepped, strict=True):
                base = Claim(began, self.relation, claim.xreplace({self.over: begins}), self.conditions)
                after = Claim(step, self.relation, claim.xreplace({self.over: self.over + 1}), self.conditions)
                answers += [decide(base, how), decide(after, how)]
        except (NotShown, OutsideLanguage, TooLarge) as problem:
            return undecided(problem)
        return merged(answers, [*self.uses, *renewed])

    def of_one_refit(self) -> Iterator[tuple[Claim, Justification]]:
        """What has to hold of the expectations after one refit, besides their recursion."""
        return iter(())

    def beginnings(self) -> list[Expr]:
        """The expectations at which the claim starts: before any fit, or after the first."""
        if not self.first:
            return [observable.xreplace(self.start) for observable in self.observables()]
        if [fact.observable for fact in self.first] != self.observables():
            raise NotShown("after the first fit the same observables must be known, in the same order")
        refuse_capture([fact.right for fact in self.first], self.start, "the first fit")
        return [fact.right.xreplace(self.start) for fact in self.first]

    def fits_together(self) -> None:
        """Refits are counted from the start, all facts speak of one way to refit, and no parameter is left over."""
        domain = self.over.domain
        if not domain.integer or domain.lower != self.begins or domain.upper is not None:
            raise NotShown(f"{self.over} must count refits: {self.begins}, {self.begins + 1}, ... without end")
        if any(self.over in c.free_symbols for c in self.conditions):
            raise NotShown(f"no condition may mention {self.over}")
        for facts in (self.facts, self.first):
            self.speak_of_one_refit(facts)
        moves = any(fact.right != fact.observable for fact in self.facts)
        if moves and not any(assumption.composes for assumption in self.uses):
            raise NotShown("generations compose only if it is said what each sees of the past, such as by 'replace'")
        for claim in self.closed:
            if claim.free_symbols & self.random:
                raise NotShown(f"the closed form {claim} still contains a parameter of the fit")
        for observable in self.observables():
            refuse_capture((observable,), self.start, "the observable")
            if self.over in observable.free_symbols:
                raise NotShown(f"the observable {observable} may not mention {self.over}, which moves on")
        if any(c.free_symbols & self.random for c in self.conditions):
            raise NotShown("a condition on a parameter of the fit need not hold for the next fit")

    def speak_of_one_refit(self, facts: Sequence[Fact]) -> None:
        """The facts are expectations after one refit, made in one way."""
        refits = [fact.refit for fact in facts if fact.refit is not None]
        if any(fact.relation not in ("=", self.relation) for fact in facts):
            raise NotShown(f"expectations that are to be {self.relation} something may not be bounded another way")
        if len(refits) < len(facts):
            raise NotShown("every fact must be an expectation after one refit")
        for refit in refits:
            if not set(self.start) <= set(refit.parameters):
                raise NotShown("a parameter has a start but is not refitted")
            if not one_way(refit, refits[0], self.conditions):
                raise NotShown("the facts speak of different estimators")

    @property
    def random(self) -> set[Quantity]:
        """The parameters of the fit."""
        return {parameter for fact in self.premises for parameter in fact.random}

    def stepped(self) -> tuple[list[Expr], Answer, set[Assumption]]:
        """The right sides of the recursion with the claimed closed forms put in, that all is defined, what it takes."""
        observables, recursion = self.observables(), self.recursion
        proof = Proof(self.conditions, *observables, *recursion, *self.closed, *self.conditions)
        for claim in self.closed:
            proof.algebra.normal(claim)
        stepped = []
        for right in recursion:
            coefficients, rest = in_terms_of(proof, right, observables, self.random)
            total = proof.algebra.show(rest)
            for coefficient, claim in zip(coefficients, self.closed, strict=True):
                if self.relation != "=":
                    proof.show(coefficient, ">=", f"that {right} does not fall where an observable rises")
                total += proof.algebra.show(coefficient) * claim
            stepped.append(total)
        return stepped, proof.settled(), renewed_by(proof, self.facts, self.random, self.uses)


@dataclass(eq=False, repr=False, kw_only=True)
class Bounds(Generations):
    """Bounds on expectations after t fits, all of them together, by induction over t.

    After one refit E[f_i(fit) | fit before] <= sum_j a_ij f_j + b_i whatever the fit before it, with a_ij >= 0, so that
    bounds on the E[f_j] make one on the next E[f_i].  Of E[f_i(fit) | fit before] itself a bound will do.  The claim
    holds at the start and is carried by one step.  With >= in place of <= throughout, these are bounds from below.
    """

    relation: str
    drifts: tuple[Expr, ...]

    @property
    def recursion(self) -> tuple[Expr, ...]:
        """The bounds on expectations after one refit, as functions of the fit before it."""
        return self.drifts

    def fits_together(self) -> None:
        """As for equations; and a bound may be reached, since a fit may be at the ends of its range."""
        super().fits_together()
        if self.relation not in ("<=", ">="):
            raise NotShown(f"bounds over generations are <= or >=, not {self.relation}")

    def of_one_refit(self) -> Iterator[tuple[Claim, Justification]]:
        """The bounds on expectations after one refit, for every fit before it, those at the ends included."""
        ends = {
            parameter: Quantity(parameter.name, replace(parameter.domain, lower_open=False, upper_open=False))
            for parameter in self.random
        }
        for fact, drift in zip(self.facts, self.drifts, strict=True):
            claim = Claim(fact.right.xreplace(ends), self.relation, drift.xreplace(ends), self.conditions)
            yield claim, ByInequality()


def stays_in_range(
    refit: Refit, start: Mapping[Quantity, Expr], conditions: Sequence[Basic], *, ends: bool = True
) -> Answer:
    """The start lies in the ranges of the parameters, and so does each next fit, up to the `ends`; or NotShown."""
    estimators = {parameter: in_squares(e, refit) for parameter, e in refit.parameters.items()}
    proof = Proof(conditions, *estimators.values(), *start.values(), *conditions)
    for parameter, estimator in estimators.items():
        if parameter in start:
            in_range(proof, parameter, start[parameter], "the start")
        closed = replace(parameter.domain, lower_open=False, upper_open=False) if ends else parameter.domain
        in_range(proof, Quantity(parameter.name, closed), estimator, "the next fit")
    return proof.settled()


def in_squares(estimator: Expr, refit: Refit) -> Expr:
    """The estimator with P_2 written through the sum of squares, about the mean if P_1 occurs, which is >= 0.

    A count is written through the share of the draws, which is at most 1.
    """
    for draw in refit.draws:
        if isinstance(draw, Counts):
            unit = Domain(integer=False, lower=Fraction(0), upper=Fraction(1))
            shares = {draw.count(i): draw.size * Quantity(f"share#{draw.name}{i}", unit) for i in draw.outcomes}
            estimator = estimator.xreplace(shares)
        if not isinstance(draw, Points | JointSample):
            continue
        for first, second in draw.coordinates:
            square: Expr = Quantity(f"squares#{second.name}", Domain(integer=False, lower=Fraction(0)))
            about_mean = square + first**2 / draw.size
            estimator = estimator.xreplace({second: about_mean if estimator.has(first) else square})
    return estimator


def in_terms_of(
    proof: Proof, target: Expr, observables: Sequence[Expr], parameters: set[Quantity]
) -> tuple[list[Frac], Frac]:
    """Coefficients a_j and b, free of the parameters, with target = sum a_j observable_j + b.

    Found by elimination, in which a pivot may vanish for some values of the quantities: the identity holds there
    as well, as long as the coefficients themselves have no pole.  Raises NotShown if there are none: the recursion
    then does not close.
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
        inverse = current[candidates[-1]].inverse()
        current = {m: c * inverse for m, c in current.items()}
        used.append((j, candidates[-1], current, [a * inverse for a in mix]))
    for _, pivot, row, mix in used:
        factor = goal.get(pivot, number(0))
        goal = {m: goal.get(m, number(0)) - factor * row.get(m, number(0)) for m in {*goal, *row}}
        coefficients = [a + factor * b for a, b in zip(coefficients, mix, strict=True)]
    left_over = [m for m, c in goal.items() if m and c != number(0)]
    if left_over:
        raise NotShown(f"the recursion does not close: {target} is no linear combination of the observables")
    found = (*coefficients, goal.get((), number(0)))
    for coefficient in found:
        proof.show(Frac(coefficient.den, ONE), "!=", f"that a coefficient in {target} is defined")
    return list(found[:-1]), found[-1]


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
            alike = all(one_way(a, b, self.conditions) for a in fact.refits for b in first.refits)
            began_alike = len(fact.first) == len(first.first) and all(map(Refit.agrees, fact.first, first.first))
            if fact.start != first.start or not alike or not began_alike:
                return undecided(NotShown("the parts are expectations under different processes"))
        for fact, coefficient in self.parts.items():
            if fact.observable is None or fact.relation != "=":
                return undecided(NotShown(f"'{fact.step.title}' is no expectation"))
            drawn = [s for refit in fact.refits for d in refit.draws for s in symbols_of(d, coefficient, self.rest)]
            if drawn or coefficient.free_symbols & fact.random or self.rest.free_symbols & fact.random:
                return undecided(NotShown("a coefficient contains a random quantity"))
            combination += coefficient * fact.observable
            expected += coefficient * fact.right
        same = decide(Claim(self.observable, "=", combination, self.conditions), Ring())
        value = decide(Claim(expected, "=", self.equals, self.conditions), Ring())
        return merged([same, value])


@dataclass(eq=False, repr=False)
class Family(Step):
    """The sum of E[observable] over a family of observables of one kind, such as all minors of one size.

    The fact, an equation or a bound, holds for every member, whatever its own quantities are, and is linear in the
    expressions of which `totals` gives the sums over the family, with coefficients that all members have in common.
    """

    kind = "linearity"
    title: str
    fact: Fact
    members: tuple[Quantity, ...]
    totals: dict[Expr, Expr]
    equals: Expr
    conditions: tuple[Basic, ...]

    @property
    def premises(self) -> tuple[Fact, ...]:
        """The expectation for one member."""
        return (self.fact,)

    def decide(self) -> Answer:
        """What it comes to, with each expression replaced by its total."""
        fact, own = self.fact, set(self.members)
        if fact.observable is None or fact.relation not in ("=", "<=", ">=") or fact.refit is not None:
            return undecided(NotShown(f"'{fact.step.title}' is no expectation after all refits"))
        if any(total.free_symbols & own for total in (*self.totals.values(), self.equals)):
            return undecided(NotShown("a total may not mention what differs from member to member"))
        if any(c.free_symbols & own for c in self.conditions):
            return undecided(NotShown("a condition on one member need not hold for all"))
        try:
            proof = Proof(self.conditions, fact.right, *self.totals, *self.totals.values(), *self.conditions)
            coefficients, rest = in_terms_of(proof, fact.right, list(self.totals), own)
            if rest != number(0):
                raise NotShown("the number of members would count: a part of the expectation is the same for all")
            total: Expr = Integer(0)
            for coefficient, whole in zip(coefficients, self.totals.values(), strict=True):
                total += proof.algebra.show(coefficient) * whole
            opened = proof.settled()
        except (NotShown, OutsideLanguage, TooLarge) as problem:
            return undecided(problem)
        return merged([opened, decide(Claim(total, "=", self.equals, self.conditions), Ring())])
