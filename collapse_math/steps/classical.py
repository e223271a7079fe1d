"""Classical theorems by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sympy import Basic, Expr, Integer

from collapse_math.answers import Answer, NotShown
from collapse_math.checker import decide
from collapse_math.claims import Claim, Ring
from collapse_math.exact.polynomials import OutsideLanguage, TooLarge
from collapse_math.ledger import Axiom
from collapse_math.quantities import Quantity
from collapse_math.steps.base import Step, merged, undecided
from collapse_math.steps.hypotheses import MET, moment_of_logarithm

if TYPE_CHECKING:
    from collapse_math.results import Fact


@dataclass(eq=False, repr=False)
class AxiomStep(Step):
    """What a classical theorem says once its hypotheses are given facts.

    at  what the quantities of the axiom stand for, where it names an observable
    """

    kind = "axiom"
    title: str
    axiom: Axiom
    given: tuple[Fact, ...]
    equals: Expr
    at: Mapping[Quantity, Expr]
    conditions: tuple[Basic, ...]

    @property
    def premises(self) -> tuple[Fact, ...]:
        """The facts it uses."""
        return self.given

    @property
    def left(self) -> Expr | None:
        """What the value is the value of, where that can be written down."""
        return moment_of_logarithm(self) if self.axiom.about == "a moment" and self.given else None

    def decide(self) -> Answer:
        """One fact for each hypothesis, about what the theorem speaks of, and the value is what they yield."""
        fewest = 2 if self.axiom.about == "a moment" else len(self.axiom.hypotheses)
        if not fewest <= len(self.given) <= len(self.axiom.hypotheses):
            wanted = "; ".join(self.axiom.hypotheses)
            return undecided(NotShown(f"{self.axiom.name} needs one fact for each of: {wanted}"))
        first = self.given[0]
        related = ("=", "<=") if self.axiom.about == "events that end" else ("=",)
        if first.relation not in related or self.equals.free_symbols & first.random:
            return undecided(NotShown(f"{self.axiom.name} is about the value of an equation, and not a random one"))
        try:
            answers, value = MET[self.axiom.about](self)
        except (NotShown, OutsideLanguage, TooLarge) as problem:
            return undecided(problem)
        values = [value] if self.axiom.value is None else [value, self.axiom.value]
        known = [fact.claim for fact in self.given if fact.left is not None]
        answers += [decide(Claim(v, "=", self.equals, self.conditions), Ring(), known) for v in values]
        answers += [self.compares(*wanted) for wanted in self.axiom.compared]
        answer = merged(answers, self.axiom.needs, [self.axiom.name])
        return replace(answer, grade="axiom") if answer else answer

    def compares(self, place: int, relation: str, number: int) -> Answer:
        """A hypothesis compares something with a number, as the theorem needs it."""
        fact, value = self.given[place], Integer(number)
        if fact.relation != relation:
            needed = f"{self.axiom.name} needs something that is {relation} {number}"
            return undecided(NotShown(f"'{fact.step.title}' says what is {fact.relation} {fact.right}, and {needed}"))
        return decide(Claim(fact.right, "=", value, self.conditions), Ring())
