"""Expectations after many refits: those after one, composed over generations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sympy import Basic, Expr, Integer

from collapse_math.answers import Answer, NotShown
from collapse_math.checker import decide
from collapse_math.claims import ByInequality, Claim, Justification, Ring
from collapse_math.exact.polynomials import OutsideLanguage, TooLarge
from collapse_math.ledger import Assumption
from collapse_math.proofs.instances import refuse_capture
from collapse_math.proofs.proof import Proof
from collapse_math.quantities import Quantity
from collapse_math.steps.agreement import one_way
from collapse_math.steps.base import Step, merged, undecided
from collapse_math.steps.linear import in_terms_of
from collapse_math.steps.ranges import stays_in_range
from collapse_math.steps.renewal import renewed_by

if TYPE_CHECKING:
    from collapse_math.results import Fact


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
    given: tuple[Fact, ...] = ()
    title: str = field(default="generations compose", init=False)
    relation: str = field(default="=", init=False)

    @property
    def premises(self) -> tuple[Fact, ...]:
        """The one-refit expectations, and what shows that fits stay in their ranges."""
        return (*self.facts, *self.first, *self.given)

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
            refits = [fact.refit for fact in (*self.facts, *self.first) if fact.refit]
            known = [fact.claim for fact in self.given if fact.left is not None]
            answers = [opened, *(stays_in_range(refit, self.start, self.conditions, known=known) for refit in refits)]
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
        return {parameter for fact in (*self.facts, *self.first) for parameter in fact.random}

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
