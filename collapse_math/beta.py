"""Beta variables: shares between 0 and 1, such as the largest of uniform draws, or a draw from a posterior law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import sympy
from sympy import Expr

from collapse_math.exact.polynomials import OutsideLanguage
from collapse_math.quantities import Quantity, real
from collapse_math.sequences import replaced


@dataclass(frozen=True)
class Beta:
    """A Beta variable, independent of all other draws: its density goes with x^(first - 1) (1 - x)^(second - 1)."""

    name: str
    first: Expr
    second: Expr

    def at(self, values: Mapping[Quantity, Expr]) -> Beta:
        """The variable with quantities replaced in its parameters."""
        return replace(self, first=replaced(self.first, values), second=replaced(self.second, values))

    @property
    def law(self) -> tuple[Expr, ...]:
        """What its law is made of."""
        return (self.first, self.second)

    @property
    def value(self) -> Quantity:
        """Its symbol, a number between 0 and 1."""
        return real(self.name, above=0, below=1)

    def requires(self, power: Expr) -> Iterator[tuple[Expr, str]]:
        """What must be positive for the law and its moment of this order to exist, and why."""
        for parameter in self.law:
            yield parameter, f"the parameter {parameter} of {self.name} must be positive"
        yield self.first + power, f"E[{self.name}^a] exists for a > -({self.first}) only, not for a = {power}"

    def expectation(self, power: Expr, logs: int) -> Expr:
        """E[X^a (log X)^j]: B(first + a, second)/B(first, second), differentiated j times in a at a = 0."""
        first, total = self.first, self.first + self.second
        if logs == 0:
            above, below = sympy.gamma(first + power), sympy.gamma(total + power)
            return above * sympy.gamma(total) / (sympy.gamma(first) * below)
        mean = sympy.polygamma(0, first) - sympy.polygamma(0, total)
        if power == 0 and logs in (1, 2):
            return mean if logs == 1 else mean**2 + sympy.polygamma(1, first) - sympy.polygamma(1, total)
        raise OutsideLanguage(f"E[{self.name}^a (log {self.name})^{logs}] is known for a = 0 and one or two logs")
