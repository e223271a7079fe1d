"""The expectations of all monomials of the state that are carried, and how one change of the state changes them.

What a step does to the state is known by conditional expectation: given the state before, each monomial of the new
variables has an expectation that is a polynomial in the old ones.  By the tower rule the unconditional expectations
change by a linear map, and since no step raises the weight, those of weight up to 2, or up to 4, form a closed system.

Besides E[g], for monomials g of the present state, the same maps carry E[f g] for any f of the past: the past acts on
the future through the present alone.  That is where covariances between generations come from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import lcm
from typing import Any, Protocol

from flint import arb, fmpq, fmpz

from collapse_math.schedules.polynomials import Monomial

Rows = Mapping[Monomial, Mapping[Monomial, fmpq]]
"""A linear map: for each new monomial the old ones whose expectations it combines, with their coefficients."""

Kept = Sequence[Monomial]
"""Monomials whose expectations stay as they are; all others are forgotten."""


class Expectations(Protocol):
    """Expectations of the monomials of some weights."""

    weights: tuple[int, ...]

    def apply(self, rows: Rows, kept: Kept) -> None:
        """Keep some expectations, and put combinations of the present ones in place of the others."""

    def of(self, monomial: Monomial) -> Any:
        """The expectation of a monomial, an fmpq or an arb."""


class ExactExpectations:
    """Rational expectations, as integers over one common denominator.

    Sums of fractions whose denominators have thousands of digits would each cost a greatest common divisor; here only
    the factors that a map brings in are looked for again, and they are small.
    """

    def __init__(self, weights: tuple[int, ...], start: Mapping[Monomial, fmpq]) -> None:
        """Of the monomials of these weights that occur so far."""
        self.weights = weights
        self.denominator = fmpz(lcm(*(int(value.q) for value in start.values())))
        self.numerators = {monomial: (value * self.denominator).p for monomial, value in start.items()}

    def apply(self, rows: Rows, kept: Kept) -> None:
        """Keep some expectations, and put combinations of the present ones in place of the others."""
        scale = fmpz(lcm(*(int(factor.q) for row in rows.values() for factor in row.values())))
        old = self.numerators
        new = {
            monomial: sum((old[source] * (factor * scale).p for source, factor in row.items()), fmpz(0))
            for monomial, row in rows.items()
        }
        common = scale
        for numerator in new.values():
            common = common.gcd(numerator)
        growth = scale // common
        self.numerators = {monomial: old[monomial] * growth for monomial in kept}
        self.numerators.update({monomial: numerator // common for monomial, numerator in new.items()})
        self.denominator *= growth

    def of(self, monomial: Monomial) -> fmpq:
        """The expectation of a monomial."""
        return fmpq(self.numerators[monomial], self.denominator)


class EnclosedExpectations:
    """Expectations as balls, at the working precision of the moment."""

    def __init__(self, weights: tuple[int, ...], start: Mapping[Monomial, fmpq]) -> None:
        """Of the monomials of these weights that occur so far."""
        self.weights = weights
        self.balls = {monomial: arb(value) for monomial, value in start.items()}

    def apply(self, rows: Rows, kept: Kept) -> None:
        """Keep some expectations, and put combinations of the present ones in place of the others."""
        old = self.balls
        self.balls = {monomial: old[monomial] for monomial in kept}
        for monomial, row in rows.items():
            self.balls[monomial] = sum((old[source] * factor for source, factor in row.items()), arb(0))

    def of(self, monomial: Monomial) -> arb:
        """The expectation of a monomial."""
        return self.balls[monomial]
