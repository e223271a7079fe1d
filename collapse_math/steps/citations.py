"""Facts of other modules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import sympy
from sympy import Basic, Expr, Lambda

from collapse_math.answers import Answer, NotShown
from collapse_math.exact.polynomials import OutsideLanguage, TooLarge
from collapse_math.proofs.instances import in_range, refuse_capture
from collapse_math.proofs.proof import Proof, inequalities
from collapse_math.quantities import Quantity
from collapse_math.refuter import admissible_points, quantities_of
from collapse_math.sequences import replaced
from collapse_math.steps.base import Step, undecided
from collapse_math.steps.rules import same_claim, supposed_by

if TYPE_CHECKING:
    from collapse_math.results import Fact


@dataclass(eq=False, repr=False)
class Citation(Step):
    """A fact of another theorem at the values put for its quantities, which must lie in their ranges.

    at     what its quantities stand for; a sequence stands for a `Lambda` of its index
    given  facts that are what the other theorem supposes, or from which it follows that ranges are kept
    """

    kind = "citation"
    fact: Fact
    at: Mapping[Quantity, Expr]
    given: tuple[Fact, ...]
    conditions: tuple[Basic, ...]

    def __post_init__(self) -> None:
        """Name the theorem it is from."""
        self.title = f"by {self.fact.theorem.key}"

    @property
    def premises(self) -> tuple[Fact, ...]:
        """The fact, and what shows the suppositions behind it."""
        return (self.fact, *self.given)

    @property
    def discharging(self) -> tuple[Fact, ...]:
        """What the other theorem supposes is shown here by the given facts, or it cannot be cited."""
        return self.given

    def decide(self) -> Answer:
        """Its conditions hold here, and so do its suppositions."""
        theirs = self.fact.theorem.conditions
        fact = self.fact
        expressions = [e for e in (fact.left, fact.right, fact.observable, fact.over) if e is not None]
        try:
            if not any(True for _ in admissible_points(self.conditions, quantities_of(*self.conditions))):
                raise NotShown("no admissible values were found; the conditions may contradict each other")
            if not all(isinstance(key, Quantity) for key in self.at):
                raise NotShown(f"only quantities of {fact.theorem.key} may be replaced")
            refuse_capture(expressions, self.at, fact.theorem.key)
            self.refuse_what_grows(expressions)
            if fact.random & {s for key, value in self.at.items() for s in key.free_symbols | value.free_symbols}:
                raise NotShown(f"the parameters of the fit in {fact.theorem.key} are random and cannot be replaced")
            self.suppositions_hold()
            values = [value.expr if isinstance(value, Lambda) else value for value in self.at.values()]
            known = [known.claim for known in self.given if known.left is not None]
            sides = [side for claim in known for side in (claim.left, claim.right)]
            proof = Proof(self.conditions, *values, *sides, *self.conditions)
            # What stands for a quantity may lie in its range by what is given.
            proof.algebra.signs.conditions.extend(inequalities(proof, known))
            # Also where the fact does not show the quantity: what is behind it may not hold outside the range.
            for quantity, value in self.at.items():
                in_range(proof, quantity, value, self.fact.theorem.key)
            for condition in theirs:
                value, relation = proof.as_condition(condition, self.at)
                proof.show(value, relation, f"the condition {condition} of {self.fact.theorem.key}")
            proof.settle(known)
            return proof.settled()
        except (NotShown, OutsideLanguage, TooLarge) as problem:
            return undecided(problem)

    def refuse_what_grows(self, expressions: Sequence[Expr]) -> None:
        """Nothing is put for a counter of which a limit is taken, and nothing that is put depends on one."""
        counters = {node.args[1] for expression in expressions for node in expression.atoms(sympy.Limit)}
        mentioned = {s for key, value in self.at.items() for s in key.free_symbols | value.free_symbols}
        if captured := counters & mentioned:
            raise NotShown(f"{min(captured, key=str)} grows without end in a limit of {self.fact.theorem.key}")

    def suppositions_hold(self) -> None:
        """Each supposition behind the fact is given here, or NotShown."""
        for supposed in supposed_by(self.fact):
            claim = supposed.claim
            refuse_capture((claim.left, claim.right), self.at, self.fact.theorem.key)
            self.refuse_what_grows((claim.left, claim.right))
            left, right = replaced(claim.left, self.at), replaced(claim.right, self.at)
            here = replace(claim, left=left, right=right, conditions=self.conditions)
            if not any(same_claim(here, known.claim) for known in self.given if known.left is not None):
                raise NotShown(f"{self.fact.theorem.key} supposes that {here}, which is not given")
