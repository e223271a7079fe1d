"""Bounds on expectations over generations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sympy import Expr

from collapse_math.answers import NotShown
from collapse_math.claims import ByInequality, Claim, Justification
from collapse_math.quantities import Quantity
from collapse_math.steps.generations import Generations


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
