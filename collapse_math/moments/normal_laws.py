"""The laws to which a normal sample reduces (Cochran 1934, Bartlett 1933).

Chi-square variables, products of any number of them, and standard normal variables, each independent of all others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import sympy
from sympy import Expr, Integer

from collapse_math.exact.polynomials import OutsideLanguage
from collapse_math.quantities import Quantity, real
from collapse_math.sequences import replaced


@dataclass(frozen=True)
class ChiSquare:
    """A chi-square variable with `degrees` of freedom, independent of all other draws."""

    name: str
    degrees: Expr

    def at(self, values: Mapping[Quantity, Expr]) -> ChiSquare:
        """The variable with quantities replaced in its degrees of freedom."""
        return replace(self, degrees=replaced(self.degrees, values))

    @property
    def law(self) -> tuple[Expr, ...]:
        """What its law is made of."""
        return (self.degrees,)

    @property
    def value(self) -> Quantity:
        """Its symbol, a positive number."""
        return real(self.name, above=0)

    def expectation(self, power: Expr, logs: int) -> Expr:
        """E[X^a (log X)^j]: 2^a Gamma(nu/2 + a) / Gamma(nu/2), differentiated j times in a."""
        half = self.degrees / 2
        moment = Integer(2) ** power * sympy.gamma(half + power) / sympy.gamma(half)
        first = sympy.polygamma(0, half + power) + sympy.log(2)
        if logs == 0:
            return moment
        if logs in (1, 2):
            return moment * (first if logs == 1 else first**2 + sympy.polygamma(1, half + power))
        raise OutsideLanguage(f"E[{self.name}^a (log {self.name})^{logs}] is known for two logs at most")


@dataclass(frozen=True)
class ChiSquareProduct:
    """The product of independent chi-square variables, one for each index from `lower` to `upper`.

    degrees   degrees of freedom, an expression in the index
    """

    name: str
    degrees: Expr
    index: Quantity
    lower: Expr
    upper: Expr

    def at(self, values: Mapping[Quantity, Expr]) -> ChiSquareProduct:
        """The product with quantities replaced in its range and its degrees of freedom; not so its index.

        Raises ValueError if the index occurs in what is put.
        """
        if any(self.index in value.free_symbols for value in values.values()):
            raise ValueError(f"{self.index} is the index of {self.name}: put something else")
        rule = {quantity: value for quantity, value in values.items() if quantity != self.index}
        return replace(
            self,
            degrees=replaced(self.degrees, rule),
            lower=replaced(self.lower, rule),
            upper=replaced(self.upper, rule),
        )

    @property
    def law(self) -> tuple[Expr, ...]:
        """What its law is made of."""
        return (self.degrees, self.lower, self.upper)

    @property
    def value(self) -> Quantity:
        """Its symbol, a positive number."""
        return real(self.name, above=0)

    def expectation(self, power: Expr, logs: int) -> Expr:
        """E[W^a (log W)^j]: moments multiply over the factors; means and variances of logarithms add up."""
        each, over = ChiSquare(self.name, self.degrees), (self.index, self.lower, self.upper)
        if logs == 0:
            return sympy.Product(each.expectation(power, 0), over)
        if power == 0 and logs in (1, 2):
            mean = sympy.Sum(each.expectation(power, 1), over)
            return mean if logs == 1 else mean**2 + sympy.Sum(sympy.polygamma(1, self.degrees / 2), over)
        raise OutsideLanguage(f"E[{self.name}^a (log {self.name})^{logs}] is known for a = 0 and one or two logs")


@dataclass(frozen=True)
class StandardNormal:
    """A standard normal variable, independent of all other draws."""

    name: str

    def at(self, values: Mapping[Quantity, Expr]) -> StandardNormal:
        """Itself: nothing in it can be replaced."""
        return self

    @property
    def law(self) -> tuple[Expr, ...]:
        """Nothing: there is one standard normal law."""
        return ()

    @property
    def value(self) -> Quantity:
        """Its symbol."""
        return real(self.name)

    def expectation(self, power: int) -> Expr:
        """E Z^k: 1 * 3 * ... * (k - 1) for even k, 0 for odd k."""
        return Integer(0) if power % 2 else Integer(sympy.factorial2(power - 1)) if power else Integer(1)
