"""Expectations of any function of one count, as sums over what the count can be."""

from __future__ import annotations

from dataclasses import dataclass

import sympy
from sympy import Basic, Expr

from collapse_math.answers import Answer, NotShown
from collapse_math.checker import decide
from collapse_math.claims import ByInequality, Claim, Ring
from collapse_math.counts import Counts
from collapse_math.moments import Refit
from collapse_math.moments.expectations import symbols_of
from collapse_math.steps.base import ZERO, Step, merged, undecided

INDEX = sympy.Symbol("outcome", integer=True)


@dataclass(eq=False, repr=False)
class SumOverOutcomes(Step):
    """E[f(C)] = sum over j = 0, ..., n of binomial(n, j) p^j (1 - p)^(n - j) f(j), every term of which is defined.

    C is how many of n independent draws have an outcome of probability p, and f any function of it.
    """

    kind = "sum"
    title: str
    observable: Expr
    after: Refit
    equals: Expr
    conditions: tuple[Basic, ...]

    def decide(self) -> Answer:
        """The probabilities belong to a law, and the claimed value has the normal form of the sum."""
        try:
            draw = self.counts()
            whole = self.whole(draw)
        except NotShown as problem:
            return undecided(problem)
        claims = [Claim(amount, ">=", ZERO, self.conditions) for amount in (draw.size, *draw.not_negative())]
        answers = [decide(claim, ByInequality()) for claim in claims]
        answers.append(decide(Claim(whole, "=", self.equals, self.conditions), Ring()))
        made = {a for p in self.observable.free_symbols for a in self.after.estimators.get(p, ())}
        uses = {*draw.single, *draw.independent, *self.after.sizes, *made}
        return merged(answers, sorted(uses, key=str))

    def counts(self) -> Counts:
        """What is drawn: one count, of which the law is known."""
        draws = self.after.draws
        if len(draws) != 1 or not isinstance(draws[0], Counts) or len(draws[0].outcomes) != 1 or draws[0].at_most:
            raise NotShown("the outcomes are those of one count whose law is known")
        if self.after.by is not None or symbols_of(draws[0], self.observable):
            raise NotShown("an observable is a function of the fit, which is made of the count alone")
        return draws[0]

    def whole(self, draw: Counts) -> Expr:
        """The sum, with the count replaced by its index."""
        observable = self.after.after(self.observable)
        if INDEX.name in {s.name for e in (observable, *draw.law) for s in e.free_symbols}:
            raise NotShown(f"{INDEX} is the index of the sum, and may not be in a formula")
        here = observable.xreplace({draw.count(): INDEX})
        if symbols_of(draw, here):
            raise NotShown(f"{here} is not written in terms of the count")
        n, [p] = draw.size, draw.shares
        probability = sympy.binomial(n, INDEX, evaluate=False) * p**INDEX * (1 - p) ** (n - INDEX)
        return sympy.Sum(probability * here, (INDEX, ZERO, n))
