"""Expressions that bind a variable: inert sums and products, integrals, and iterates of a map.

f(1) + ... + f(t + 1) becomes the sum up to t plus f(t + 1); of an integral, factors without the variable are taken
out.  While the normal form of what is inside is found, the range of the bound variable is among the conditions.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import sympy
from sympy import Basic, Expr, Symbol

from collapse_math.exact.atoms import Atom
from collapse_math.exact.expressions import put, single_range
from collapse_math.exact.polynomials import ONE, RING, Frac, OutsideLanguage, number
from collapse_math.iterates import HERE, Iterate
from collapse_math.quantities import Domain, Quantity, exact

if TYPE_CHECKING:
    from collapse_math.exact.algebra import Algebra

MAX_TERMS_WRITTEN_OUT = 200  # of a sum or product
MAX_APPLICATIONS = 6  # of the map of an iterate that are written out


class Binders:
    """Normal forms of sums, products, integrals and iterates for one `Algebra`."""

    def __init__(self, algebra: Algebra) -> None:
        """Bound variables over the atoms of an algebra, none of them in force."""
        self.algebra = algebra
        self.signs = algebra.signs
        self.depth = 0

    def value(self, expression: Basic) -> Frac:
        """The normal form of an expression of a kind in BINDERS."""
        result: Frac = getattr(self, BINDERS[expression.func])(expression)
        return result

    def _sum(self, expression: Basic) -> Frac:
        return self.iterated(expression)

    def _product(self, expression: Basic) -> Frac:
        return self.iterated(expression)

    def iterated(self, expression: Basic) -> Frac:
        """An inert sum or product; f(1) + ... + f(t + 1) becomes the sum up to t plus f(t + 1)."""
        body, (index, lower, upper) = single_range(expression)
        kind = type(expression).__name__.lower()
        first, last = self.algebra.normal(lower), self.algebra.normal(upper)
        for end in (first, last):
            if not self.algebra.is_integer(end):
                raise OutsideLanguage(f"the limits of {expression} are not known to be integers")
        self.algebra.require(last - first + number(1), ">=", "the range of {} must not be reversed", expression)
        with self.bound(index, lower, upper) as inner:
            term = self.algebra.normal(put(body, {index: inner}))
            # Only signs that are plain to see: the solver is for what a claim is about.
            above, not_below = self.signs.plainly(term, ">"), self.signs.plainly(term, ">=")
        # The signs hold where the terms were met; under another bound variable it is another atom.
        family = (kind, self.algebra.key(term), self.algebra.key(first), above, not_below)
        for other in self.algebra.atoms:
            if other.kind == kind and other.argument[0] == family:
                distance = (last - other.argument[1]).constant()
                if distance is not None and distance.denominator == 1 and abs(distance) <= MAX_TERMS_WRITTEN_OUT:
                    return self.extended(other, body, index, other.argument[2], int(distance))
        fixed = (last - first).constant()
        if fixed is not None and fixed <= MAX_TERMS_WRITTEN_OUT:
            terms = [self.algebra.normal(put(body, {index: lower + i})) for i in range(int(fixed) + 1)]
            total = number(0 if kind == "sum" else 1)
            for term in terms:
                total = total + term if kind == "sum" else total * term
            return total
        traits = {"positive": kind == "product" and above, "nonnegative": not_below}
        return self.algebra.atom(
            kind, (family, self.algebra.key(last)), expression, argument=(family, last, upper), **traits
        ).frac

    def extended(self, atom: Atom, body: Expr, index: Symbol, upper: Expr, distance: int) -> Frac:
        """The sum or product with its upper limit moved by `distance`."""
        first_moved = upper + 1 if distance > 0 else upper + distance + 1
        value = atom.frac
        for i in range(abs(distance)):
            term = self.algebra.normal(put(body, {index: first_moved + i}))
            if atom.kind == "sum":
                value = value + term if distance > 0 else value - term
            elif distance > 0:
                value = value * term
            else:
                self.algebra.require(term, "!=", "a factor taken off {} must not vanish", atom.shown)
                value = value * term.inverse()
        return value

    def _iterate(self, expression: Basic) -> Frac:
        """An iterate, written through that of the fewest applications which are surely not a negative number."""
        body, start, times = expression.args
        count, first = self.algebra.normal(times), self.algebra.normal(start)
        if not self.algebra.is_integer(count):
            raise OutsideLanguage(f"the number of applications in {expression} is not known to be an integer")
        self.algebra.require(count, ">=", "the number of applications in {} must not be negative", expression)
        steps = 0
        while steps < MAX_APPLICATIONS and self.signs.holds(count - number(steps + 1), ">="):
            steps += 1
        fewest = count - number(steps)
        value = first
        if fewest != number(0):
            key = (self.algebra.key(self.algebra.normal(body)), self.algebra.key(first), self.algebra.key(fewest))
            value = self.algebra.atom("iterate", key, Iterate(body, start, self.algebra.show(fewest))).frac
        for _ in range(steps):
            value = self.algebra.normal(put(body, {HERE: self.algebra.show(value)}))
        return value

    def _integral(self, expression: Basic) -> Frac:
        """An inert definite integral: an atom of its integrand, factors without the variable taken out."""
        body, (variable, lower, upper) = single_range(expression)
        domain = variable.domain if isinstance(variable, Quantity) else None
        ends = [sympy.oo if e is None else exact(e) for e in (domain.lower, domain.upper)] if domain else []
        if (
            domain is None
            or domain.integer
            or [-ends[0] if ends[0] is sympy.oo else ends[0], ends[1]] != [lower, upper]
        ):
            raise OutsideLanguage(f"{expression}: the range of the variable must be the range of integration")
        with self.bound(variable, lower, upper, domain) as inner:
            inside = self.algebra.normal(put(body, {variable: inner}))
            own = self.algebra.quantity(inner).index
        depends = {own} | {
            a.index
            for a in self.algebra.atoms
            if a.kind != "quantity" and inner in getattr(a.shown, "free_symbols", ())
        }
        outside = number(1)
        for polynomial, direction in ((inside.num, 1), (inside.den, -1)):
            if len(polynomial) == 1:
                [(monomial, coefficient)] = polynomial.to_dict().items()
                outer = tuple(0 if i in depends else k for i, k in enumerate(monomial))
                factor = Frac(RING.from_dict({outer: coefficient}), ONE)
                outside = outside * (factor if direction > 0 else factor.inverse())
        inside = inside * outside.inverse()
        made = self.algebra.atom("integral", (self.algebra.key(inside), str(variable.domain)), expression)
        return outside * made.frac

    @contextmanager
    def bound(self, index: Symbol, lower: Expr, upper: Expr, domain: Domain | None = None) -> Iterator[Quantity]:
        """A fresh name for a bound variable, with its range among the conditions while inside.

        The variable of an integral has a `domain`; an index is an integer, whatever is declared of its name.
        """
        if index in lower.free_symbols | upper.free_symbols:
            raise OutsideLanguage(f"the bound variable {index} occurs in its own limits")
        self.depth += 1
        # A name that no quantity of a claim can have, so that nothing is captured.
        inner = Quantity(f"index#{self.depth}", domain or Domain(integer=True))
        try:
            if domain is not None:
                yield inner
            else:
                this = self.algebra.quantity(inner).frac
                low, high = this - self.algebra.normal(lower), self.algebra.normal(upper) - this
                with self.signs.assuming([(low, ">="), (high, ">=")]):
                    yield inner
        finally:
            self.depth -= 1


BINDERS: dict[type, str] = {
    sympy.Sum: "_sum",
    sympy.Product: "_product",
    sympy.Integral: "_integral",
    Iterate: "_iterate",
}
