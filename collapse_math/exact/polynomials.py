"""Fractions of polynomials over the rational numbers (python-flint), the normal forms of the deciding engine."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

MAX_ATOMS = 48
MAX_TERMS = 20_000
RING = fmpq_mpoly_ctx.get([f"a{i}" for i in range(MAX_ATOMS)], Ordering.lex)
ONE = RING.constant(1)
ZERO = RING.constant(0)
GENERATORS = RING.gens()


class OutsideLanguage(ValueError):
    """The expression contains something the engine does not reason about."""


class TooLarge(ValueError):
    """The normal form would exceed the engine's limits."""


@dataclass(frozen=True)
class Frac:
    """A fraction of polynomials in lowest terms."""

    num: fmpq_mpoly
    den: fmpq_mpoly

    def __add__(self, other: Frac) -> Frac:
        """Sum."""
        if self.den == other.den:
            return reduced(self.num + other.num, self.den)
        return reduced(self.num * other.den + other.num * self.den, self.den * other.den)

    def __neg__(self) -> Frac:
        """Negative."""
        return Frac(-self.num, self.den)

    def __sub__(self, other: Frac) -> Frac:
        """Difference."""
        return self + (-other)

    def __mul__(self, other: Frac) -> Frac:
        """Product."""
        return reduced(self.num * other.num, self.den * other.den)

    def inverse(self) -> Frac:
        """Reciprocal; the caller has made sure that the numerator is not the zero polynomial."""
        return reduced(self.den, self.num)

    def constant(self) -> Fraction | None:
        """The value, if the fraction is a number."""
        if self.num.is_constant() and self.den.is_constant():
            return to_fraction(self.num.leading_coefficient()) if self.num != ZERO else Fraction(0)
        return None

    def atoms(self) -> set[int]:
        """The indices of the atoms that occur."""
        return {i for p in (self.num, self.den) for i, k in enumerate(p.degrees()) if k > 0}


def reduced(num: fmpq_mpoly, den: fmpq_mpoly) -> Frac:
    """Cancel the common factor and make the leading coefficient of the denominator 1."""
    if num == ZERO:
        return Frac(ZERO, ONE)
    if len(num) > MAX_TERMS or len(den) > MAX_TERMS:
        raise TooLarge(f"a polynomial of more than {MAX_TERMS} terms arose")
    if not den.is_constant():
        common = num.gcd(den)
        if not common.is_one():
            num, den = num / common, den / common
    lead = den.leading_coefficient()
    return Frac(num / lead, den / lead) if lead != 1 else Frac(num, den)


def number(value: Fraction | int) -> Frac:
    """A rational number as a fraction."""
    value = Fraction(value)
    return Frac(RING.constant(fmpq(value.numerator, value.denominator)), ONE)


def to_fraction(value: fmpq) -> Fraction:
    """A python-flint rational as a Fraction."""
    return Fraction(int(value.p), int(value.q))
