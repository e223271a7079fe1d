"""Linear combinations of expectations, and their sums over a family."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sympy import Basic, Expr, Integer

from collapse_math.answers import Answer, NotShown
from collapse_math.checker import decide
from collapse_math.claims import Claim, Ring
from collapse_math.exact.polynomials import OutsideLanguage, TooLarge, number
from collapse_math.moments import Refit
from collapse_math.moments.expectations import symbols_of
from collapse_math.proofs.proof import Proof
from collapse_math.quantities import Quantity
from collapse_math.steps.agreement import one_way
from collapse_math.steps.base import Step, merged, undecided
from collapse_math.steps.linear import in_terms_of

if TYPE_CHECKING:
    from collapse_math.results import Fact


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
