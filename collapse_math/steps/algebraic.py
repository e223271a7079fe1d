"""Claims between expressions, and derivatives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy
from sympy import Basic, Expr, Symbol

from collapse_math.answers import Answer, NotShown
from collapse_math.checker import decide
from collapse_math.claims import Claim, Justification, Ring
from collapse_math.exact.polynomials import OutsideLanguage
from collapse_math.quantities import Quantity
from collapse_math.steps.base import Step, merged, undecided

if TYPE_CHECKING:
    from collapse_math.results import Fact


@dataclass(eq=False, repr=False)
class Algebraic(Step):
    """A claim between expressions with its justification."""

    title: str
    claim: Claim
    how: Justification
    given: tuple[Fact, ...] = ()

    def __post_init__(self) -> None:
        """Name the kind after the justification."""
        self.kind = type(self.how).__name__.removeprefix("By").lower()

    @property
    def premises(self) -> tuple[Fact, ...]:
        """The facts it uses."""
        return self.given

    def decide(self) -> Answer:
        """Through the checker."""
        return decide(self.claim, self.how, [fact.claim for fact in self.given if fact.left is not None])


@dataclass(eq=False, repr=False)
class Differentiation(Step):
    """d of / d by = equals."""

    kind = "derivative"
    title: str
    of: Expr
    by: Quantity
    equals: Expr
    conditions: tuple[Basic, ...]

    def decide(self) -> Answer:
        """By the rules below, then as an equation."""
        if self.by.domain.integer:
            return undecided(NotShown(f"{self.by} is an integer; one differentiates by a real quantity"))
        if any(q != self.by and q.name == self.by.name for q in self.of.free_symbols):
            return undecided(NotShown(f"two different quantities are called {self.by}: use one range for it"))
        try:
            slope = differentiated(self.of, self.by)
        except OutsideLanguage as problem:
            return undecided(problem)
        defined = decide(Claim(self.of, "=", self.of, self.conditions), Ring())
        return merged([defined, decide(Claim(slope, "=", self.equals, self.conditions), Ring())])


def differentiated(expression: Expr, by: Symbol) -> Expr:
    """The derivative by the rules for sums, products, powers, exp, log, erf, Gamma and psi."""
    if by not in expression.free_symbols:
        return sympy.Integer(0)
    if expression == by:
        return sympy.Integer(1)
    if expression.is_Add:
        return sympy.Add(*(differentiated(a, by) for a in expression.args))
    if expression.is_Mul:
        parts = expression.args
        return sympy.Add(*(sympy.Mul(*parts[:i], differentiated(a, by), *parts[i + 1 :]) for i, a in enumerate(parts)))
    if isinstance(expression, sympy.Pow):
        base, exponent = expression.args
        if by not in exponent.free_symbols:
            return exponent * base ** (exponent - 1) * differentiated(base, by)
        inner = differentiated(exponent, by) * sympy.log(base)
        if by in base.free_symbols:
            inner += exponent * differentiated(base, by) / base
        return expression * inner
    outer = {
        sympy.exp: lambda x: sympy.exp(x),
        sympy.log: lambda x: 1 / x,
        sympy.gamma: lambda x: sympy.gamma(x) * sympy.polygamma(0, x),
        sympy.loggamma: lambda x: sympy.polygamma(0, x),
        sympy.erf: lambda x: 2 * sympy.exp(-(x**2)) / sympy.sqrt(sympy.pi),
    }
    if expression.func in outer:
        return outer[expression.func](expression.args[0]) * differentiated(expression.args[0], by)
    if isinstance(expression, sympy.polygamma) and by not in expression.args[0].free_symbols:
        order, argument = expression.args
        return sympy.polygamma(order + 1, argument) * differentiated(argument, by)
    raise OutsideLanguage(f"no rule differentiates {expression}")
