"""Classical theorems by name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sympy import Basic, Expr

from collapse_math.checker import Answer, NotShown, Proof, decide
from collapse_math.claims import Claim, Ring
from collapse_math.exact import OutsideLanguage, TooLarge
from collapse_math.ledger import Axiom
from collapse_math.moments import expectation
from collapse_math.steps.base import ZERO, Step, merged, undecided
from collapse_math.steps.structures import is_martingale, is_perpetuity

if TYPE_CHECKING:
    from collapse_math.results import Fact


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
            if self.axiom.of_martingales:
                steps.append(is_martingale(self.given, self.conditions))
            if relation := self.axiom.of_perpetuities:
                steps.append(is_perpetuity(self.given, self.equals, relation, self.conditions))
        except (NotShown, OutsideLanguage, TooLarge) as problem:
            return undecided(problem)
        shown = first.right if first.refit is None else first.right - (first.observable or 0)
        if self.axiom.of_perpetuities:  # the value is the order of the moment
            shown = self.equals
        known = [fact.claim for fact in self.given if fact.left is not None]
        value = decide(Claim(shown, "=", self.equals, self.conditions), Ring(), known)
        zeros = [self.is_zero(self.given[place]) for place in self.axiom.vanishing]
        answer = merged([*steps, value, *zeros], uses, [self.axiom.name])
        return replace(answer, grade="axiom") if answer else answer

    def is_zero(self, fact: Fact) -> Answer:
        """A hypothesis is an equation with the value 0."""
        if fact.relation != "=":
            return undecided(NotShown(f"'{fact.step.title}' is no equation, and {self.axiom.name} needs one"))
        return decide(Claim(fact.right, "=", ZERO, self.conditions), Ring())

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
