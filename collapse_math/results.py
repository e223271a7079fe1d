"""What derivations yield: facts, the conclusions they are named as, and the report of a check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from sympy import Basic, Expr
from sympy.core.relational import Relational

from collapse_math.answers import Answer
from collapse_math.balls import Value
from collapse_math.claims import Claim
from collapse_math.closed_forms import ClosedForm
from collapse_math.ledger import Assumption
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from collapse_math.quantities import Quantity, exact
from collapse_math.refuter import quantities_of
from collapse_math.report.notebook import Typeset

if TYPE_CHECKING:
    from collapse_math.derivation import Theorem
    from collapse_math.steps import Step


@dataclass(frozen=True, eq=False, repr=False)
class Fact(Typeset):
    """What one step establishes, `left relation right`, for use in later steps.

    observable  for an expectation: the function of the fit whose expectation `right` is
    refit       for an expectation after one refit: that refit
    over        for an expectation after many refits: their number
    random      for an expectation: the parameters of the fit
    refits      for an expectation: the refits it was derived from
    start       for an expectation after many refits: the parameters before the first one
    first       for an expectation after many refits: how the first is made, if it is not as the others
    """

    theorem: Theorem
    step: Step
    right: Expr
    relation: str = "="
    left: Expr | None = None
    observable: Expr | None = None
    refit: Refit | None = None
    over: Expr | None = None
    random: frozenset[Quantity] = frozenset()
    refits: tuple[Refit, ...] = ()
    start: frozenset[tuple[Quantity, Expr]] = frozenset()
    first: tuple[Refit, ...] = ()

    def __repr__(self) -> str:
        """The theorem and the step it is from."""
        return f"<Fact {self.theorem.key}: {self.step.title}>"

    @property
    def claim(self) -> Claim:
        """The fact as a claim; only for equations and inequalities between expressions."""
        if self.left is None:
            raise ValueError(f"'{self.step.title}' is an expectation and no claim between two expressions")
        return Claim(self.left, self.relation, self.right, self.theorem.conditions)


@dataclass(frozen=True, repr=False)
class Conclusion(Typeset):
    """A named result of a theorem.

    shown     its left side as it is written, such as E[V_t]
    fact      the step that establishes it
    observed  how a simulation can be held against it
    """

    name: str
    shown: str
    fact: Fact
    observed: tuple[Observed, ...] = ()

    def __repr__(self) -> str:
        """The statement."""
        return f"<Conclusion {self.statement}>"

    @property
    def expression(self) -> Expr:
        """The closed form."""
        return self.fact.right

    @property
    def parameters(self) -> tuple[Quantity, ...]:
        """The quantities it depends on, in the theorem's order."""
        return self.fact.theorem.in_order(quantities_of(self.fact.right))

    @property
    def statement(self) -> str:
        """The conclusion on one line."""
        return f"{self.shown} {self.fact.relation} {self.expression}"

    @cached_property
    def closed_form(self) -> ClosedForm:
        """The closed form, ready to be evaluated; the conditions between its parameters belong to it."""
        conditions = [condition_on(self.parameters, condition) for condition in self.fact.theorem.conditions]
        needed = [condition for condition in conditions if condition is not None]
        return ClosedForm(self.expression, self.parameters, needed, self.fact.theorem.outside)

    def evaluate(self, digits: int = 15, **values: object) -> Value:
        """Its value, exact where that is a fraction, and in decimals of which each is right; see `ClosedForm`."""
        return self.closed_form.evaluate(digits, **values)

    def array(self, **values: object) -> NDArray[np.float64]:
        """Its values at arrays that broadcast together, to a relative error of 1e-12; see `ClosedForm`."""
        return self.closed_form.array(**values)


def condition_on(parameters: Sequence[Quantity], condition: Basic) -> Basic | None:
    """What a condition asks of parameters: as it is, or where others are as small as they may be, if that is easiest.

    So n > d + 1 asks for n > 2 where d >= 1 does not occur.  None if it asks for nothing, or for what is not so simple.
    """
    at: dict[Basic, Basic] = {}
    for other in condition.free_symbols - set(parameters):
        if not isinstance(condition, Relational) or not isinstance(other, Quantity):
            return None
        if not hasattr(condition, "gts") or other.domain.lower is None or other.domain.lower_open:
            return None
        if not (condition.gts - condition.lts).diff(other).is_negative:
            return None
        at[other] = exact(other.domain.lower)
    asked = condition.xreplace(at)
    return asked if asked.free_symbols else None


@dataclass
class Report:
    """What checking a theorem found.

    answers      one for each step, in order
    uses         for each conclusion the assumptions its steps used
    problems     why the theorem does not stand; empty if it does
    rests_on     axioms, lemmas, functional equations, solvers, computed steps and theorems it rests on
    """

    key: str
    answers: list[Answer]
    uses: dict[str, tuple[Assumption, ...]]
    problems: list[str]
    rests_on: tuple[str, ...]
    grade: str

    @property
    def established(self) -> bool:
        """Whether the theorem stands."""
        return not self.problems
