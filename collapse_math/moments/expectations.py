"""The expectation of an expression over what is drawn: sums of products of powers of power sums, and of other draws.

The normal form of the expression is sorted by what is random in it; each random monomial of one draw is replaced by
its expectation, and those of different draws multiply.
"""

from __future__ import annotations

import itertools
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from flint import fmpq_mpoly
from sympy import Expr

from collapse_math.beta import Beta
from collapse_math.counts import Counted, CountRole, count_expectation, count_role
from collapse_math.exact.algebra import Algebra
from collapse_math.exact.atoms import Atom
from collapse_math.exact.expressions import put
from collapse_math.exact.polynomials import ONE, RING, ZERO, Frac, OutsideLanguage, number
from collapse_math.ledger import Assumption
from collapse_math.moments.normal_laws import ChiSquare, ChiSquareProduct
from collapse_math.moments.refits import Draw
from collapse_math.moments.samples import JointSample, Orders, Points, Sample
from collapse_math.quantities import Quantity

Monomial = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Role:
    """What an atom means to the draw it comes from: P_k, X^a, or log X."""

    draw: Draw
    order: int | Orders = 1
    power: Frac = field(default_factory=lambda: number(1))
    logarithm: bool = False

    @property
    def degree(self) -> int:
        """The degree in single draws of a sample; 0 for what is no sample."""
        if not isinstance(self.draw, Points | JointSample):
            return 0
        return self.order if isinstance(self.order, int) else sum(self.order)


def expectation(
    algebra: Algebra, expression: Expr, draws: Sequence[Draw], order: int | None = None
) -> tuple[Frac, set[Assumption]]:
    """The expectation of an expression over the draws, the rest of it being fixed.

    Returns its normal form and the assumptions it used.  The expression must be a sum of products of
    powers of power sums, of `order` at most in all, of real powers and logarithms of chi-square variables,
    and of powers of normal ones.  Raises OutsideLanguage otherwise.

    Where the law of a draw depends on another draw, the expectation given that one is taken first.
    """
    total, used = algebra.normal(expression), set[Assumption]()
    for stage in stages(draws):
        total, needs = expectation_over(algebra, total, stage, order)
        used |= needs
    return total, used


def stages(draws: Sequence[Draw]) -> Iterator[list[Draw]]:
    """The draws in groups, latest first: a group depends on later ones only, and its draws not on each other."""
    pending = list(draws)
    while pending:
        last = [d for d in pending if not any(symbols_of(d, *other.law) for other in pending)]
        if not last:
            raise OutsideLanguage("the laws of the draws depend on each other in a circle")
        yield last
        pending = [d for d in pending if d not in last]


def expectation_over(
    algebra: Algebra, whole: Frac, draws: Sequence[Draw], order: int | None
) -> tuple[Frac, set[Assumption]]:
    """The expectation of a normal form over draws that are independent of each other, given all others."""
    symbols = {s for draw in draws for s in symbols_of(draw, *(a.shown for a in algebra.atoms))}
    roles = {a.index: role for a in algebra.atoms if (role := role_of(algebra, a, draws)) is not None}
    for index in whole.atoms() - set(roles):
        if symbols & algebra.atoms[index].shown.free_symbols:
            raise OutsideLanguage(f"the expectation of {algebra.atoms[index].shown} is not known")
    below = split(whole.den, roles)
    if len(below) != 1:
        raise OutsideLanguage("something random occurs in a denominator that is a sum")
    [(divisors, bottom)] = below.items()
    total, used = number(0), set[Assumption]()
    for factors, top in split(whole.num, roles).items():
        exponents = dict(factors)
        for index, times in divisors:
            exponents[index] = exponents.get(index, 0) - times
        joint = sum(k * roles[i].degree for i, k in exponents.items())
        if order is not None and joint > order:
            raise OutsideLanguage(f"moments of order {joint} of the draws together are not given")
        term = Frac(top, ONE) * Frac(bottom, ONE).inverse()
        mine = [(draw, {i: k for i, k in exponents.items() if k and roles[i].draw == draw}) for draw in draws]
        met = [(draw, powers) for draw, powers in mine if powers]
        for draw, powers in met:
            value, needs = draw_expectation(algebra, draw, powers, roles)
            term, used = term * value, used | needs
            if len(met) > 1 and isinstance(draw, Sample | JointSample | Counted):
                used |= set(draw.independent)
        total = total + term
    for index in total.atoms():
        if symbols & algebra.atoms[index].shown.free_symbols:
            raise OutsideLanguage(f"the expectation still contains the random {algebra.atoms[index].shown}")
    return total, used


def symbols_of(draw: Draw, *expressions: Expr) -> set[Quantity]:
    """The random symbols of a draw that occur in some expressions."""
    met = {s for expression in expressions for s in expression.free_symbols}
    if isinstance(draw, Points | JointSample):
        return {s for s in met if s.name.startswith("P_") and s.name.endswith(f"({draw.name})")}
    if isinstance(draw, Counted):
        return met & draw.symbols()
    return met & {draw.value}


def depends_on(draw: Draw, draws: Sequence[Draw]) -> set[Quantity]:
    """The quantities in the law of a draw, and in the laws of those that it depends on."""
    found = {quantity for expression in draw.law for quantity in expression.free_symbols}
    others = [other for other in draws if other != draw and symbols_of(other, *draw.law)]
    return found.union(*(depends_on(other, [d for d in draws if d != draw]) for other in others))


def role_of(algebra: Algebra, atom: Atom, draws: Sequence[Draw]) -> Role | CountRole | None:
    """What an atom is to one of the draws, if it is anything."""
    for draw in draws:
        if isinstance(draw, Counted):
            if (counted := count_role(algebra, atom, draw)) is not None:
                return counted
            continue
        if isinstance(draw, Points | JointSample):
            for order in orders_of(draw):
                if atom.shown == draw.power_sum(order):
                    return Role(draw, order=order)
            continue
        if atom.shown == draw.value:
            return Role(draw)
        if atom.kind not in ("power", "root", "log"):
            continue
        base = atom.argument if atom.kind == "log" else atom.argument[0]
        single = algebra.single_atom(base)
        if single is None or single.shown != draw.value:
            continue
        if atom.kind == "log":
            return Role(draw, logarithm=True)
        steps = atom.argument[1] if atom.kind == "power" else number(1)
        return Role(draw, power=steps * number(Fraction(1, atom.argument[-1])))
    return None


def orders_of(draw: Points | JointSample) -> list[Any]:
    """The orders of the power sums of a draw that have a meaning, up to 8 in all."""
    if isinstance(draw, Points):
        return list(range(1, 9))
    return [k for k in itertools.product(range(9), repeat=len(draw.means)) if 1 <= sum(k) <= 8]


def split(polynomial: fmpq_mpoly, chosen: Container[int]) -> dict[Monomial, fmpq_mpoly]:
    """A polynomial as a sum over monomials in the chosen atoms, with coefficients in the others."""
    parts: dict[Monomial, fmpq_mpoly] = {}
    for monomial, coefficient in polynomial.to_dict().items():
        own = tuple((i, int(k)) for i, k in enumerate(monomial) if k and i in chosen)
        rest = tuple(0 if i in chosen else k for i, k in enumerate(monomial))
        parts[own] = parts.get(own, ZERO) + RING.from_dict({rest: coefficient})
    return parts


def draw_expectation(
    algebra: Algebra, draw: Draw, exponents: Mapping[int, int], every: Mapping[int, Role | CountRole]
) -> tuple[Frac, set[Assumption]]:
    """The expectation of one random monomial of one draw."""
    if isinstance(draw, Counted):
        return count_expectation(algebra, draw, exponents, {i: r for i, r in every.items() if isinstance(r, CountRole)})
    roles = {i: role for i, role in every.items() if isinstance(role, Role)}
    if isinstance(draw, Points | JointSample):
        if min(exponents.values()) < 0:
            raise OutsideLanguage(f"a power sum of {draw.name} occurs in a denominator")
        size = algebra.normal(draw.size)
        if not algebra.is_integer(size):
            raise OutsideLanguage(f"the size {draw.size} of {draw.name} is not shown to be an integer")
        for amount, reason in draw.requires():
            algebra.require(algebra.normal(amount), ">=", reason)
        powers: dict[Any, int] = {roles[i].order: k for i, k in exponents.items()}
        return algebra.normal(draw.expectation(powers)), draw.uses(powers)
    logs = sum(k for i, k in exponents.items() if roles[i].logarithm)
    total = number(0)
    for i, k in exponents.items():
        if not roles[i].logarithm:
            total = total + number(k) * roles[i].power
    if isinstance(draw, ChiSquare):
        has_moment(algebra, draw.name, draw.degrees, total)
        return algebra.normal(draw.expectation(algebra.show(total), logs)), set()
    if isinstance(draw, ChiSquareProduct):
        with algebra.binders.bound(draw.index, draw.lower, draw.upper) as inner:
            has_moment(algebra, f"each factor of {draw.name}", put(draw.degrees, {draw.index: inner}), total)
        return algebra.normal(draw.expectation(algebra.show(total), logs)), set()
    if isinstance(draw, Beta):
        power = algebra.show(total)
        for amount, reason in draw.requires(power):
            algebra.require(algebra.normal(amount), ">", reason)
        return algebra.normal(draw.expectation(power, logs)), set()
    whole = total.constant()
    if whole is None or whole.denominator != 1 or whole < 0 or logs:
        raise OutsideLanguage(f"only whole powers of the normal variable {draw.name} have a known expectation")
    return algebra.normal(draw.expectation(int(whole))), set()


def has_moment(algebra: Algebra, name: str, degrees: Expr, order: Frac) -> None:
    """Require that a chi-square variable exists, and its moment of this order."""
    count = algebra.normal(degrees)
    algebra.require(count, ">", f"{name} must have a positive number of degrees of freedom")
    exists = f"E[{name}^a] exists for a > -({degrees})/2 only, not for a = {algebra.show(order)}"
    algebra.require(count * number(Fraction(1, 2)) + order, ">", exists)
