"""Polynomials in the state of a loop: the power sums of its stores and the means and variances of its fits.

Every variable has a weight, the power of the unit of x it is measured in: 1 for a mean and for a sum of points, 2 for
a variance and for a sum of squares, k for a power sum of order k.  Everything is measured from the mean of the truth.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from flint import fmpq


class Variable(NamedTuple):
    """One number of the state: of a store, its power sum of order `weight`; of a fit, its mean (1) or variance (2)."""

    owner: str
    weight: int


Monomial = tuple[Variable, ...]
"""A product of variables, in ascending order; the empty one is 1."""


def product(first: Monomial, second: Monomial) -> Monomial:
    """The product of two monomials."""
    return tuple(sorted(first + second))


@lru_cache(maxsize=4096)
def monomials(variables: tuple[Variable, ...], weight: int) -> tuple[Monomial, ...]:
    """All monomials of this total weight; `variables` in ascending order."""
    if weight == 0:
        return ((),)
    return tuple(
        (variable, *rest)
        for i, variable in enumerate(variables)
        if variable.weight <= weight
        for rest in monomials(variables[i:], weight - variable.weight)
    )


def rational(value: int | Fraction | fmpq) -> fmpq:
    """An exact number as FLINT has it."""
    return fmpq(value.numerator, value.denominator) if isinstance(value, Fraction) else fmpq(value)


class Polynomial:
    """A polynomial with rational coefficients; immutable."""

    def __init__(self, terms: Mapping[Monomial, fmpq]) -> None:
        """Of coefficients by monomial."""
        self.terms = terms

    @staticmethod
    def constant(value: int | Fraction | fmpq) -> Polynomial:
        """A number."""
        return Polynomial({(): rational(value)})

    @staticmethod
    def of(*variables: Variable) -> Polynomial:
        """A product of variables."""
        return Polynomial({tuple(sorted(variables)): fmpq(1)})

    def __add__(self, other: Polynomial) -> Polynomial:
        """The sum."""
        return total((self, other))

    def __mul__(self, other: Polynomial) -> Polynomial:
        """The product."""
        terms: dict[Monomial, fmpq] = {}
        for left, a in self.terms.items():
            for right, b in other.terms.items():
                monomial = product(left, right)
                terms[monomial] = terms.get(monomial, 0) + a * b
        return Polynomial(terms)

    def times(self, factor: int | Fraction | fmpq) -> Polynomial:
        """The product with a number."""
        number = rational(factor)
        return Polynomial({monomial: number * coefficient for monomial, coefficient in self.terms.items()})


ZERO = Polynomial({})
ONE = Polynomial.constant(1)


def total(polynomials: Iterable[Polynomial]) -> Polynomial:
    """Their sum."""
    terms: dict[Monomial, fmpq] = {}
    for polynomial in polynomials:
        for monomial, coefficient in polynomial.terms.items():
            terms[monomial] = terms.get(monomial, 0) + coefficient
    return Polynomial(terms)


def power(polynomial: Polynomial, exponent: int) -> Polynomial:
    """A power of a polynomial."""
    result = ONE
    for _ in range(exponent):
        result = result * polynomial
    return result
