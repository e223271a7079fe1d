"""Bounds of expectations: for every outcome of the draws, carried back over generations, and in the limit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy
from sympy import Basic, Expr

from collapse_math.answers import Answer, NotShown
from collapse_math.checker import decide
from collapse_math.claims import ByInequality, Claim, Ring
from collapse_math.counts import Counts, PoissonTotal
from collapse_math.exact.polynomials import OutsideLanguage, TooLarge
from collapse_math.ledger import Assumption
from collapse_math.moments import Refit
from collapse_math.moments.expectations import symbols_of
from collapse_math.proofs.proof import Proof
from collapse_math.quantities import Quantity
from collapse_math.steps.base import Step, merged, undecided
from collapse_math.steps.ranges import stays_in_range
from collapse_math.steps.renewal import renewed_by

if TYPE_CHECKING:
    from collapse_math.results import Fact

BOUNDS = {"<=": ("<", "<="), ">=": (">", ">=")}


@dataclass(eq=False, repr=False)
class Outcomes(Step):
    """E[X] <= E[Y] (or >=) after one refit, since X <= Y whatever is drawn.

    The outcomes are that none, all, or some of the draws are counted; or that a Poisson number is 0 or not.

    observable  X, a function of the fit that is made by `after`
    fact        E[Y], known or bounded on the same side, after a refit made of the same draws
    inside      a count that lies between 0 and the number of draws; the facts in `given` may speak of it
    """

    kind = "outcomes"
    title: str
    observable: Expr
    after: Refit
    relation: str
    fact: Fact
    inside: Quantity
    given: tuple[Fact, ...]
    conditions: tuple[Basic, ...]

    @property
    def premises(self) -> tuple[Fact, ...]:
        """The expectation it is compared with, and what is used of the outcomes."""
        return (self.fact, *self.given)

    def decide(self) -> Answer:
        """One claim for each kind of outcome."""
        try:
            draw = self.counts()
            self.inside_is_free()
            here, there = self.after.after(self.observable), self.compared()
            answers = [decide(Claim(draw.size, ">=", sympy.Integer(1), self.conditions), ByInequality())]
            known = [fact.claim for fact in self.given]
            for values, conditions in draw.cases(self.inside):
                left, right = here.xreplace(values), there.xreplace(values)
                if symbols_of(draw, left) | symbols_of(draw, right):
                    raise NotShown(f"{left} and {right} are not determined by the count")
                claim = Claim(left, self.relation, right, (*self.conditions, *conditions))
                answers.append(decide(claim, ByInequality(), known))
        except (NotShown, OutsideLanguage, TooLarge) as problem:
            return undecided(problem)
        uses = {a for p in self.observable.free_symbols for a in self.after.estimators.get(p, ())}
        return merged(answers, sorted(uses | set(self.after.sizes), key=str))

    def counts(self) -> Counts | PoissonTotal:
        """What both refits draw."""
        refit = self.fact.refit
        if refit is None or self.fact.observable is None:
            raise NotShown(f"'{self.fact.step.title}' is no expectation after one refit")
        if self.relation not in BOUNDS or self.fact.relation not in ("=", self.relation):
            raise NotShown(f"'{self.fact.step.title}' bounds nothing on this side")
        draws = self.after.draws
        if refit.draws != draws or not self.after.agrees(refit):
            raise NotShown("the two expectations are over different draws")
        if len(draws) != 1 or not isinstance(draws[0], Counts | PoissonTotal) or len(draws[0].outcomes) != 1:
            raise NotShown("the outcomes are those of one count")
        if not self.inside.domain.integer or self.inside.domain.lower != 1 or self.inside.domain.upper is not None:
            raise NotShown(f"{self.inside} must stand for all counts from 1 on")
        return draws[0]

    def inside_is_free(self) -> None:
        """The count of an outcome is in none of the formulas, and neither is what is drawn in an observable."""
        observables = [e for e in (self.observable, self.fact.observable, self.fact.right) if e is not None]
        if drawn := symbols_of(self.after.draws[0], *observables):
            raise NotShown(f"an observable is a function of the fit; {min(drawn, key=str)} is no part of it")
        made = [e for refit in (self.after, self.fact.refit) if refit for e in refit.parameters.values()]
        laws = [e for draw in self.after.draws for e in draw.law]
        if any(self.inside in e.free_symbols for e in (*observables, *made, *laws, *self.conditions)):
            raise NotShown(f"{self.inside} stands for all counts, and may not be in a formula")

    def compared(self) -> Expr:
        """Y in terms of what is drawn."""
        if self.fact.refit is None or self.fact.observable is None:
            raise NotShown("there is nothing to compare with")
        return self.fact.refit.after(self.fact.observable)


@dataclass(eq=False, repr=False)
class Loosened(Step):
    """E[X] <= w (or >=), since E[X] <= v and v <= w."""

    kind = "bound"
    title: str
    fact: Fact
    bound: Fact

    @property
    def premises(self) -> tuple[Fact, ...]:
        """The expectation and the inequality."""
        return (self.fact, self.bound)

    @property
    def relation(self) -> str:
        """The side from which the expectation is bounded."""
        return next((side for side, signs in BOUNDS.items() if self.bound.relation in signs), "")

    def decide(self) -> Answer:
        """The inequality starts where the expectation ends."""
        if self.fact.observable is None or self.fact.relation not in ("=", self.relation):
            return undecided(NotShown(f"'{self.fact.step.title}' is no expectation that this bounds"))
        if self.bound.left is None or not self.relation:
            return undecided(NotShown(f"'{self.bound.step.title}' is no inequality between expressions"))
        if self.bound.left == self.fact.right:
            return merged([])
        conditions = self.fact.theorem.conditions
        return merged([decide(Claim(self.bound.left, "=", self.fact.right, conditions), Ring())])


@dataclass(eq=False, repr=False)
class Backwards(Step):
    """E[X_t] <= F_t(start) for t >= 1 (or >=, or =), carried from the last refit back to the first.

    first  E[X after one refit | present fit] <= F_1(present fit)
    carry  E[F_t(next fit) | present fit] <= F_(t+1)(present fit), for every t >= 1

    X after t refits is X after the last of them; with the fit before it X is F_1 at most, with the one before
    that F_2, and so on.
    """

    kind = "backwards"
    title: str
    over: Quantity
    first: Fact
    carry: Fact
    start: dict[Quantity, Expr]
    uses: tuple[Assumption, ...]
    conditions: tuple[Basic, ...]

    @property
    def premises(self) -> tuple[Fact, ...]:
        """The bounds after one refit."""
        return (self.first, self.carry)

    @property
    def relation(self) -> str:
        """The relation that both bounds share."""
        return self.first.relation if self.first.relation != "=" else self.carry.relation

    def decide(self) -> Answer:
        """The bounds fit together; the fits stay where they hold."""
        try:
            family = self.family()
            refits = [fact.refit for fact in self.premises if fact.refit is not None]
            answers = [stays_in_range(refit, self.start, self.conditions, ends=False) for refit in refits]
            known = [fact.refit.after(fact.observable) for fact in self.premises if fact.refit and fact.observable]
            proof = Proof(self.conditions, *known)
            renewed = renewed_by(proof, self.premises, set(refits[0].parameters) | set(refits[1].parameters), self.uses)
            at_one = family.xreplace({self.over: sympy.Integer(1)})
            next_one = family.xreplace({self.over: self.over + 1})
            answers += [
                decide(Claim(self.first.right, "=", at_one, self.conditions), Ring()),
                decide(Claim(self.carry.right, "=", next_one, self.conditions), Ring()),
            ]
        except (NotShown, OutsideLanguage, TooLarge) as problem:
            return undecided(problem)
        return merged(answers, [*self.uses, *renewed])

    def family(self) -> Expr:
        """F_t, once all that is not a formula has been looked at."""
        domain = self.over.domain
        if not domain.integer or domain.lower != 1 or domain.upper is not None:
            raise NotShown(f"{self.over} must count refits: 1, 2, ... without end")
        first, carry = self.first.refit, self.carry.refit
        family = self.carry.observable
        if first is None or carry is None or family is None:
            raise NotShown("only expectations after one refit are carried back")
        if {self.first.relation, self.carry.relation} - {"="} not in ({"<="}, {">="}, set()):
            raise NotShown("the bounds are on different sides")
        if first.draws != carry.draws or not first.agrees(carry):
            raise NotShown("the bounds are for different refits")
        if not any(assumption.composes for assumption in self.uses):
            raise NotShown("generations compose only if it is said what each sees of the past, such as by 'replace'")
        later = {self.over: self.over + 1}
        if any(refit.at(later) != refit for refit in (first, carry)):
            raise NotShown(f"a refit that depends on {self.over} is another one at each generation")
        if any(self.over in condition.free_symbols for condition in self.conditions):
            raise NotShown(f"no condition may mention {self.over}")
        present = set(carry.parameters) | set(first.parameters)
        if (self.first.right.free_symbols | family.free_symbols) & present - set(self.start):
            raise NotShown("the bound contains a parameter of the fit that has no start")
        if any(c.free_symbols & present for c in self.conditions):
            raise NotShown("a condition on a parameter of the fit need not hold for the next fit")
        return family


@dataclass(eq=False, repr=False)
class Enclosed(Step):
    """The limit of an expectation that two bounds enclose."""

    kind = "limit"
    title: str
    below: Fact
    above: Fact
    limits: tuple[Fact, ...]
    equals: Expr
    conditions: tuple[Basic, ...]

    @property
    def premises(self) -> tuple[Fact, ...]:
        """Both bounds and both limits."""
        return (self.below, self.above, *self.limits)

    def decide(self) -> Answer:
        """Both bounds are of one expectation and have this limit."""
        low, high = self.below, self.above
        if low.over is None or (low.observable, low.over, low.start) != (high.observable, high.over, high.start):
            return undecided(NotShown("the bounds are of different expectations"))
        alike = len(low.first) == len(high.first) and all(map(Refit.agrees, low.first, high.first))
        if not alike or not all(a.agrees(b) for a in low.refits for b in high.refits):
            return undecided(NotShown("the bounds are of expectations under different processes"))
        if low.relation not in (">=", "=") or high.relation not in ("<=", "="):
            return undecided(NotShown("the first bound must be from below and the second from above"))
        answers = []
        for end in (low.right, high.right):
            if low.over not in end.free_symbols:
                answers.append(decide(Claim(end, "=", self.equals, self.conditions), Ring()))
                continue
            limit = sympy.Limit(end, low.over, sympy.oo)
            known = [f for f in self.limits if (f.left, f.relation) == (limit, "=")]
            if not known:
                return undecided(NotShown(f"no limit of {end} is given"))
            answers.append(decide(Claim(known[0].right, "=", self.equals, self.conditions), Ring()))
        return merged(answers)
