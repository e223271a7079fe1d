"""One claim under justification: its algebra, and the facts that may be used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sympy
from sympy import Basic, Expr, Symbol

from collapse_math.answers import ESTABLISHED, Answer, NotShown
from collapse_math.claims import (
    Claim,
)
from collapse_math.exact.algebra import Algebra
from collapse_math.exact.expressions import common_root_order
from collapse_math.exact.polynomials import Frac


class Proof:
    """One claim under justification: its algebra, and the facts that may be used."""

    def __init__(self, conditions: Sequence[Basic], *expressions: Basic) -> None:
        """Open an algebra in which the conditions hold."""
        self.algebra = Algebra(common_root_order(*expressions))
        self.lemmas: set[str] = set()
        self.integrals_allowed: set[int] = set()
        self.algebra.signs.conditions.extend(self.as_condition(c) for c in conditions)
        self.owed_by_conditions = list(self.algebra.signs.unsettled)  # a condition cannot make itself defined

    def as_condition(self, condition: Basic, at: Mapping[Symbol, Expr] | None = None) -> tuple[Frac, str]:
        """A relation, with its quantities replaced, as a normal form and its relation to zero."""
        relation = {"==": "=", "Eq": "=", "Ne": "!="}.get(condition.rel_op, condition.rel_op)
        # Replaced side by side, since SymPy itself would decide a whole relation such as k + d > d.
        left, right = (self.algebra.normal(side.xreplace(dict(at or {}))) for side in (condition.lhs, condition.rhs))
        return left - right, relation

    def difference(self, left: Expr, right: Expr) -> Frac:
        """Normal form of left - right."""
        return self.algebra.normal(left) - self.algebra.normal(right)

    def show_equal(self, left: Expr, right: Expr, what: str) -> None:
        """Both sides have the same normal form, or NotShown."""
        if not self.algebra.vanishes(self.difference(left, right)):
            raise NotShown(f"{what}: {left} and {right} have different normal forms")

    def show(self, value: Frac, relation: str, what: str) -> None:
        """`value relation 0`, or NotShown."""
        if not self.algebra.signs.holds(value, relation):
            raise NotShown(f"{what} is not shown")

    def settle(self, given: Sequence[Claim]) -> None:
        """Settle obligations that follow from inequalities that are given: that a denominator is positive, say."""
        signs = self.algebra.signs
        if not signs.unsettled:
            return
        finite = [c for c in given if c.relation != "=" and not (c.left.has(sympy.Limit) or c.right.has(sympy.oo))]
        known = [(self.difference(c.left, c.right), c.relation) for c in finite]
        if known:
            with signs.assuming(known):
                left = [owed for owed in signs.unsettled if not signs.holds(owed.what, owed.relation)]
            signs.unsettled = [*self.owed_by_conditions, *left]

    def settled(self) -> Answer:
        """The answer, once every obligation is settled."""
        for obligation in self.algebra.signs.unsettled:
            raise NotShown(f"not shown to be defined: {obligation.reason}")
        for atom in self.algebra.atoms:
            if atom.kind == "integral" and atom.index not in self.integrals_allowed:
                raise NotShown(f"the convergence of {atom.shown} is not established: justify it by a lemma")
        solver = {"z3"} if self.algebra.signs.solver_used else set()
        rests_on = tuple(sorted(self.lemmas | self.algebra.facts_used | solver))
        return Answer(ESTABLISHED, "solver-certified" if solver else "proved", "", rests_on)


def inequalities(proof: Proof, given: Sequence[Claim]) -> list[tuple[Frac, str]]:
    """Those of the given claims that the signs of expressions can use."""
    usable = [c for c in given if c.relation != "=" and not sympy.Tuple(c.left, c.right).has(sympy.Limit, sympy.oo)]
    return [(proof.difference(c.left, c.right), c.relation) for c in usable]
