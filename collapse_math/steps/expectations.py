"""Expectations after one refit, from the definition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sympy import Add, Basic, Expr

from collapse_math.answers import Answer, NotShown
from collapse_math.beta import Beta
from collapse_math.checker import decide
from collapse_math.claims import Claim, Ring
from collapse_math.counts import Counts
from collapse_math.exact.polynomials import OutsideLanguage, TooLarge
from collapse_math.moments import ChiSquare, ChiSquareProduct, Refit, expectation
from collapse_math.moments.expectations import symbols_of
from collapse_math.proofs.instances import refuse_capture
from collapse_math.proofs.proof import Proof
from collapse_math.steps.base import Step, merged, undecided
from collapse_math.steps.linear import by_parameters

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
    given: tuple[Fact, ...] = ()

    @property
    def premises(self) -> tuple[Fact, ...]:
        """What shows that the next fit is defined, for every present fit."""
        return self.given

    @property
    def bounding(self) -> list[Counts]:
        """The counts in the next observable, or behind it, of whose probabilities there are only bounds."""
        counts = [draw for draw in self.after.draws if isinstance(draw, Counts) and draw.at_most]
        met = [self.after.after(self.observable), *(e for draw in self.after.draws for e in draw.law)]
        return [draw for draw in counts if symbols_of(draw, *met)]

    @property
    def relation(self) -> str:
        """How the expectation compares with the claimed value."""
        return "<=" if self.bounding else "="

    def rises(self, proof: Proof, draw: Counts) -> None:
        """The next observable is linear in a count, with a factor that is not negative and not random; or NotShown."""
        observable = self.after.after(self.observable)
        random = {s for other in self.after.draws for s in symbols_of(other, observable, *draw.law)}
        rows = by_parameters(proof, observable, random)
        own = [(m, c) for m, c in rows.items() if any(proof.algebra.atoms[i].shown in draw.symbols() for i, _ in m)]
        counts = {((proof.algebra.quantity(draw.count(i)).index, 1),) for i in draw.outcomes}
        laws = [e for other in self.after.draws for e in other.law]
        apart = not symbols_of(draw, *laws) and not any(e.free_symbols & random for e in draw.law)
        if len(own) != 1 or own[0][0] not in counts or not apart:
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
            known = [fact.claim for fact in self.given if fact.left is not None]
            proof.settle(known)
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
        answer = decide(Claim(derived, "=", self.equals, self.conditions), Ring(), known)
        return merged([opened, answer], sorted(uses, key=str), rests_on)
