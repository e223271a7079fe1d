"""Limits put together from known limits, and limits of what is enclosed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import sympy
from sympy import Basic, Expr

from collapse_math.answers import Answer, NotShown
from collapse_math.checker import decide
from collapse_math.claims import Claim, Ring
from collapse_math.exact.expressions import put
from collapse_math.ledger import Lemma
from collapse_math.proofs.instances import lemma_applies
from collapse_math.proofs.proof import Proof
from collapse_math.quantities import Domain, Quantity
from collapse_math.refuter import quantities_of
from collapse_math.steps.base import Step, merged, undecided

if TYPE_CHECKING:
    from collapse_math.results import Fact


@dataclass(eq=False, repr=False)
class LimitStep(Step):
    """The limit of F(parts) is F(limits of the parts), where F is a fraction that stays defined."""

    kind = "limit"
    title: str
    of: Expr
    over: Quantity
    equals: Expr
    parts: dict[Expr, Fact | tuple[Expr, Lemma, Mapping[Quantity, Expr]]]
    form: Expr
    given: tuple[Fact, ...]
    conditions: tuple[Basic, ...]

    @property
    def premises(self) -> tuple[Fact, ...]:
        """The facts it uses."""
        return (*(known for known in self.parts.values() if not isinstance(known, tuple)), *self.given)

    @property
    def left(self) -> Expr:
        """The limit, inert."""
        return sympy.Limit(self.of, self.over, sympy.oo)

    def decide(self) -> Answer:
        """Each part by its lemma; then the algebra of limits."""
        try:
            grows(self.over, self.conditions)
        except NotShown as problem:
            return undecided(problem)
        if self.equals.free_symbols & {self.over}:
            return undecided(NotShown(f"the limit {self.equals} contains {self.over}"))
        try:
            limits = [
                self.part_limit(part, *found) if isinstance(found, tuple) else self.known_limit(part, found)
                for part, found in self.parts.items()
            ]
        except NotShown as problem:
            return undecided(problem)
        names = {part: Quantity(f"part#{i}", Domain(integer=False)) for i, part in enumerate(self.parts)}
        if isinstance(self.form, sympy.Lambda):
            outline = put(self.form.expr, dict(zip(self.form.variables, names.values(), strict=True)))
        else:
            outline = self.form.xreplace(names)
        if self.over in outline.free_symbols:
            return undecided(NotShown(f"{outline} still contains {self.over}: a part has no given limit"))
        back = outline.xreplace({name: part for part, name in names.items()})
        # As written, so that c/c is not 1 before it is known that the limit c is not 0.
        values = {part: found[0] if isinstance(found, tuple) else found.right for part, found in self.parts.items()}
        at_limit = put(outline, {name: values[part] for part, name in names.items()})
        if not rational_in(outline, set(names.values())):
            return undecided(NotShown(f"{outline} is no fraction of polynomials in its parts"))
        known = [fact.claim for fact in self.given if fact.left is not None and not fact.left.has(sympy.Limit)]
        return merged(
            [
                *limits,
                decide(Claim(self.of, "=", back, self.conditions), Ring(), known),
                decide(Claim(at_limit, "=", self.equals, self.conditions), Ring(), known),
            ]
        )

    def known_limit(self, part: Expr, known: Fact) -> Answer:
        """The answer for a part whose limit is a fact; NotShown if the fact is about something else."""
        limit = known.left
        if not isinstance(limit, sympy.Limit) or limit.args[1:3] != (self.over, sympy.oo) or known.relation != "=":
            raise NotShown(f"'{known.step.title}' is no limit as {self.over} grows")
        if known.right.has(sympy.oo):
            raise NotShown(f"{part} grows without bound, and the algebra of limits is about numbers")
        return decide(Claim(part, "=", limit.args[0], self.conditions), Ring())

    def part_limit(self, part: Expr, value: Expr, lemma: Lemma, at: Mapping[Quantity, Expr]) -> Answer:
        """The answer for the limit of one part; NotShown if it is no instance of the lemma."""
        limit = lemma.claim.left
        if not isinstance(limit, sympy.Limit) or limit.args[2] is not sympy.oo or lemma.claim.relation != "=":
            raise NotShown(f"{lemma.name} is no lemma about a limit at infinity")
        inside, variable = limit.args[0], limit.args[1]
        at = {**at, variable: self.over}
        for quantity in {*quantities_of(inside, lemma.claim.right, *lemma.claim.conditions)} - {variable}:
            if self.over in at.get(quantity, quantity).free_symbols:
                raise NotShown(f"{quantity} in {lemma.name} may not depend on {self.over}, which grows without end")
        known = [fact.claim for fact in self.given if fact.left is not None]
        sides = [side for claim in known for side in (claim.left, claim.right)]
        proof = Proof(self.conditions, part, inside.xreplace(at), *sides, *self.conditions)
        # A base below 1, say, may be known from an inequality that is given.
        proof.algebra.signs.conditions.extend((proof.difference(c.left, c.right), c.relation) for c in known)
        full = lemma_applies(proof, replace(lemma, claim=replace(lemma.claim, left=inside)), at)
        proof.show_equal(part, inside.xreplace(full), "the part is no instance of the lemma")
        proof.show_equal(value, lemma.claim.right.xreplace(full), "its limit is another")
        proof.lemmas.add(lemma.name)
        return proof.settled()


def grows(over: Quantity, conditions: Sequence[Basic]) -> None:
    """A quantity can grow without end; NotShown otherwise."""
    if over.domain.upper is not None:
        raise NotShown(f"{over} has an upper bound and cannot grow")
    if any(over in c.free_symbols for c in conditions):
        raise NotShown(f"no condition may mention {over}, which grows without end")


def rational_in(expression: Expr, names: set[Quantity]) -> bool:
    """Whether an expression is built from the names by sums, products and integer powers."""
    if not expression.free_symbols & names or expression in names:
        return True
    if expression.is_Add or expression.is_Mul:
        return all(rational_in(a, names) for a in expression.args)
    if isinstance(expression, sympy.Pow) and isinstance(expression.args[1], sympy.Integer):
        return rational_in(expression.args[0], names)
    return False


@dataclass(eq=False, repr=False)
class Squeeze(Step):
    """below <= of <= above, and both ends have the same limit."""

    kind = "limit"
    title: str
    of: Expr
    over: Quantity
    equals: Expr
    below: Fact
    above: Fact
    limits: tuple[Fact, ...]
    conditions: tuple[Basic, ...]

    @property
    def premises(self) -> tuple[Fact, ...]:
        """Both inequalities and both limits."""
        return (self.below, self.above, *self.limits)

    @property
    def left(self) -> Expr:
        """The limit, inert."""
        return sympy.Limit(self.of, self.over, sympy.oo)

    def decide(self) -> Answer:
        """The pieces fit together."""
        try:
            grows(self.over, self.conditions)
        except NotShown as problem:
            return undecided(problem)
        low, high = self.below.claim, self.above.claim
        if low.relation not in ("<", "<=") or high.relation not in ("<", "<="):
            return undecided(NotShown("the enclosing facts must be of the form lower <= of and of <= upper"))
        pairs = [(low.right, self.of), (high.left, self.of)]
        for end in (low.left, high.right):
            limit = sympy.Limit(end, self.over, sympy.oo)
            known = [f for f in self.limits if (f.left, f.relation) == (limit, "=")]
            if not known:
                return undecided(NotShown(f"no limit of {end} is given"))
            pairs.append((known[0].right, self.equals))
        return merged([decide(Claim(a, "=", b, self.conditions), Ring()) for a, b in pairs])
