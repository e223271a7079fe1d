"""Powers: split over the factors of the base and the terms of the exponent, where that is allowed.

r^(t + 1) becomes r^t r, and (p q)^t becomes p^t q^t: for integer t always, otherwise for positive p and q only.
Roots and exponentials are powers too: exp(x + y) is exp(x) exp(y), and exp(x log a) is a^x.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

import sympy
from sympy import Basic, Rational

from collapse_math.exact.atoms import Atom
from collapse_math.exact.polynomials import (
    MAX_TERMS,
    ONE,
    RING,
    Frac,
    OutsideLanguage,
    TooLarge,
    number,
    reduced,
    to_fraction,
)

if TYPE_CHECKING:
    from collapse_math.exact.algebra import Algebra


class Powers:
    """Normal forms of powers, roots and exponentials for one `Algebra`."""

    def __init__(self, algebra: Algebra) -> None:
        """Powers in terms of the atoms of an algebra."""
        self.algebra = algebra
        self.signs = algebra.signs

    def power(self, expression: Basic) -> Frac:
        """base^exponent, split over the irreducible factors of the base where that is allowed."""
        base, exponent = self.algebra.normal(expression.args[0]), self.algebra.normal(expression.args[1])
        if expression.args[0] is sympy.E:
            return self.exponential(exponent)
        return self.raised(base, exponent, expression)

    def raised(self, base: Frac, exponent: Frac, shown: object) -> Frac:
        """base^exponent for normal forms."""
        fixed = exponent.constant()
        if fixed is not None and fixed.denominator == 1:
            return self.integer_power(base, fixed.numerator, shown)
        if base == number(1):
            return base
        whole = self.algebra.is_integer(exponent)
        if base == number(0):
            self.algebra.require(exponent, ">", "0 to the power {} needs a positive exponent", shown)
            return base
        above = self.signs.holds(base, ">")
        if not above:
            if not whole and fixed is not None and fixed > 0 and self.signs.holds(base, ">="):
                return self.root_power(base, self.root_steps(fixed))
            if not whole:
                raise OutsideLanguage(f"the base of {shown} is not known to be positive and its exponent is no integer")
            if not self.signs.holds(base, "!="):
                self.only_nonnegative_parts(exponent, shown)
        return self.split_power(base, exponent, whole, above)

    def integer_power(self, base: Frac, exponent: int, shown: object) -> Frac:
        """base^k for an integer k."""
        if exponent < 0:
            self.algebra.require(base, "!=", "the denominator in {} must not vanish", shown)
            if base == number(0):
                raise OutsideLanguage(f"{shown} divides by zero")
            return self.integer_power(base.inverse(), -exponent, shown)
        value = base.constant()
        if value is not None:
            bits = max(abs(value.numerator).bit_length(), value.denominator.bit_length())
            if bits * exponent > 1_000_000 and abs(value) not in (0, 1):
                raise TooLarge(f"{shown} has more than a million bits")
            return number(value**exponent)
        for p in (base.num, base.den):
            if exponent > 1 and math.comb(exponent + len(p) - 1, len(p) - 1) > MAX_TERMS:
                raise TooLarge(f"{shown} has more than {MAX_TERMS} terms")
        if exponent > 10_000:
            raise TooLarge(f"the exponent {exponent} in {shown} is too large to expand")
        return Frac(base.num**exponent, base.den**exponent)

    def only_nonnegative_parts(self, exponent: Frac, shown: object) -> None:
        """b^(x + y) = b^x b^y holds for b = 0 as well when x and y are non-negative integers."""
        for coefficient, monomial in self.exponent_terms(exponent):
            if coefficient < 0 or not self.signs.holds(monomial, ">="):
                raise OutsideLanguage(f"the base of {shown} may vanish while its exponent may be negative")

    def split_power(self, base: Frac, exponent: Frac, whole: bool, base_positive: bool) -> Frac:
        """(p q)^e = p^e q^e: for integer e always, otherwise for positive p and q only."""
        sign, factors = self.signed_factors(base)
        known = all(positive for _, _, positive in factors)
        if not whole and not (known and sign > 0):
            return self.power_atom(base, exponent, base_positive)
        result = number(1)
        if sign < 0:
            result = result * self.power_atom(number(-1), exponent, False)
        for factor, multiplicity, positive in factors:
            part = self.power_atom(factor, exponent, positive)
            result = result * self.integer_power(part, multiplicity, "a factor")
        return result

    def signed_factors(self, base: Frac) -> tuple[int, list[tuple[Frac, int, bool]]]:
        """The sign, and the factors with multiplicity and whether each is known to be positive.

        A polynomial factor is turned to its positive sign where that is known.
        """
        sign = 1
        factors: list[tuple[Frac, int, bool]] = []
        for polynomial, direction in ((base.num, 1), (base.den, -1)):
            constant, parts = polynomial.factor()
            value = to_fraction(constant)
            for part, multiplicity in parts:
                scale = math.lcm(*(to_fraction(c).denominator for c in part.coeffs()))
                value /= Fraction(scale) ** multiplicity
                piece = Frac(part * scale, ONE)
                positive = self.signs.holds(piece, ">")
                if not positive and self.signs.holds(-piece, ">"):
                    piece, positive = -piece, True
                    value *= (-1) ** multiplicity
                factors.append((piece, multiplicity * direction, positive))
            if value < 0:
                sign, value = -sign, -value
            for side, turn in ((value.numerator, direction), (value.denominator, -direction)):
                if side > 10**18:
                    raise TooLarge("a constant above 10^18 would have to be factored")
                for prime, multiplicity in sympy.factorint(side).items():
                    factors.append((number(prime), multiplicity * turn, True))
        return sign, factors

    def exponent_terms(self, exponent: Frac) -> Iterator[tuple[Fraction, Frac]]:
        """An exponent as a sum of coefficient times monomial, divided ones included, or as one monomial else."""
        if len(exponent.den) > 1:
            yield Fraction(1), exponent
            return
        for monomial, coefficient in exponent.num.to_dict().items():
            yield to_fraction(coefficient), reduced(RING.from_dict({monomial: 1}), exponent.den)

    def power_atom(self, base: Frac, exponent: Frac, positive: bool) -> Frac:
        """factor^exponent as a product of atoms base^monomial."""
        single = self.algebra.single_atom(base)
        if single is not None and single.kind in ("power", "root", "exp") and single.positive:
            return self.power_of_power(single, exponent)
        result = number(1)
        for coefficient, monomial in self.exponent_terms(exponent):
            steps = self.root_steps(coefficient)
            if monomial == number(1):
                if coefficient.denominator != 1 and not positive:
                    raise OutsideLanguage("a root of a number that is not known to be positive")
                result = result * self.root_power(base, steps)
            elif base == number(-1):
                # (-1)^m for an integer m: its square is 1, so only the parity of the coefficient counts.
                if coefficient.denominator == 1 and coefficient.numerator % 2:
                    result = result * self.parity_atom(monomial).frac
                elif coefficient.denominator != 1:
                    raise OutsideLanguage("a root of a negative number")
            else:
                order = self.algebra.root_order if positive else 1
                count = coefficient * order
                if count.denominator != 1:
                    raise OutsideLanguage("a root of a number of unknown sign")
                shown = self.algebra.show(base) ** (self.algebra.show(monomial) / order)
                made = self.algebra.atom(
                    "power",
                    (self.algebra.key(base), self.algebra.key(monomial), order, positive),
                    shown,
                    argument=(base, monomial, order),
                    positive=positive,
                )
                result = result * self.integer_power(made.frac, count.numerator, shown)
        return result

    def parity_atom(self, monomial: Frac) -> Atom:
        """(-1)^m; a root of unity of order two."""
        shown = sympy.Pow(-1, self.algebra.show(monomial), evaluate=False)
        return self.algebra.atom("root", ("parity", self.algebra.key(monomial)), shown, argument=(number(1), 2))

    def root_steps(self, exponent: Fraction) -> int:
        """A rational exponent in units of 1/root_order."""
        steps = exponent * self.algebra.root_order
        if steps.denominator != 1:
            raise OutsideLanguage(f"the exponent {exponent} has an unexpected denominator")
        return steps.numerator

    def root_power(self, base: Frac, steps: int) -> Frac:
        """base^(steps / root_order) for a base that is not negative."""
        whole, rest = divmod(steps, self.algebra.root_order)
        result = self.integer_power(base, whole, "a power")
        if rest:
            positive = self.signs.holds(base, ">")
            shown = self.algebra.show(base) ** Rational(1, self.algebra.root_order)
            root = self.algebra.atom(
                "root",
                (self.algebra.key(base), positive),
                shown,
                argument=(base, self.algebra.root_order),
                positive=positive,
            )
            result = result * self.integer_power(root.frac, rest, shown)
        return result

    def power_of_power(self, atom: Atom, exponent: Frac) -> Frac:
        """(b^m)^e = b^(m e) for b > 0, and likewise for exp and roots."""
        if atom.kind == "exp":
            return self.exponential(atom.argument * exponent)
        if atom.kind == "root":
            base, order = atom.argument
            return self.raised(base, exponent * number(Fraction(1, order)), atom.shown)
        base, monomial, order = atom.argument
        return self.raised(base, monomial * exponent * number(Fraction(1, order)), atom.shown)

    def exponential(self, exponent: Frac) -> Frac:
        """exp of a sum as a product of atoms exp(monomial); exp(k x log a) is a^(k x)."""
        result = number(1)
        for powers, factor in exponent.num.to_dict().items():
            coefficient, monomial = to_fraction(factor), reduced(RING.from_dict({powers: 1}), exponent.den)
            logarithm = self.only_logarithm(monomial)
            if logarithm is not None:
                times = number(coefficient) * monomial * logarithm.frac.inverse()
                result = result * self.raised(
                    logarithm.argument, times, sympy.exp(self.algebra.show(monomial), evaluate=False)
                )
                continue
            steps = coefficient * self.algebra.root_order
            scale = self.algebra.root_order if steps.denominator == 1 else coefficient.denominator
            piece = monomial * number(Fraction(1, scale))
            shown = sympy.exp(self.algebra.show(piece), evaluate=False)
            made = self.algebra.atom("exp", self.algebra.key(piece), shown, argument=piece, positive=True)
            result = result * self.integer_power(made.frac, (coefficient * scale).numerator, shown)
        return result

    def only_logarithm(self, monomial: Frac) -> Atom | None:
        """The logarithm in a monomial, if there is one and no other."""
        if not monomial.den.is_constant():
            return None
        found = [
            (self.algebra.atoms[i], k)
            for i, k in enumerate(monomial.num.degrees())
            if k and self.algebra.atoms[i].kind == "log"
        ]
        return found[0][0] if len(found) == 1 and found[0][1] == 1 else None
