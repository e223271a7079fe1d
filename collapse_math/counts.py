"""Expectations of how often an outcome occurs: falling powers, factors z^C, and two events.

For n independent draws, each of outcome i with probability p_i, the counts C_i have

    E[prod C_i^(j_i) z_i^(C_i)] = n^(J) prod (p_i z_i)^(j_i) (1 + sum p_i (z_i - 1))^(n - J),   J = sum of the j_i,

with falling powers C^(j) = C (C - 1) ... (C - j + 1): choose J different draws in order, j_i of which have outcome
i; each of the other n - J draws brings the factor z_i of its outcome, which is 1 + sum p_i (z_i - 1) on average.
A plain power is a sum of falling ones with Stirling numbers of the second kind.  The event that an outcome is
missing is the factor 0^C.  A total of Poisson draws is what many draws of a rare outcome tend to:
E[X^(j) z^X] = (mu z)^j exp(mu (z - 1)).
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Self

import sympy
from sympy import Basic, Expr, Integer
from sympy.functions.combinatorial.numbers import stirling

from collapse_math.exact.algebra import Algebra
from collapse_math.exact.atoms import Atom
from collapse_math.exact.polynomials import Frac, OutsideLanguage
from collapse_math.ledger import Assumption
from collapse_math.quantities import Domain, Quantity

ZERO, ONE = Integer(0), Integer(1)
EVENT = Domain(integer=True, lower=Fraction(0), upper=Fraction(1))


@dataclass(frozen=True)
class Counted:
    """`size` independent draws, of which only counts are seen.

    size         number of draws, an integer expression
    single       the assumptions behind the law of one draw
    independent  those behind the independence of distinct draws
    """

    name: str
    size: Expr
    single: tuple[Assumption, ...] = ()
    independent: tuple[Assumption, ...] = ()

    @property
    def outcomes(self) -> range:
        """The numbers of the outcomes that are counted."""
        return range(1)

    @property
    def law(self) -> tuple[Expr, ...]:
        """What their law is made of."""
        return (self.size,)

    def count(self, outcome: int = 0) -> Quantity:
        """The symbol C_i: how many draws have the outcome."""
        return Quantity(f"C_{outcome + 1}({self.name})", Domain(integer=True, lower=Fraction(0)))

    def none(self, outcome: int = 0) -> Quantity:
        """The symbol that is 1 if no draw has the outcome, and 0 otherwise."""
        return Quantity(f"none_{outcome + 1}({self.name})", EVENT)

    def symbols(self) -> set[Quantity]:
        """All symbols of these draws."""
        return {symbol(i) for i in self.outcomes for symbol in (self.count, self.none)}

    def at(self, values: Mapping[Quantity, Expr]) -> Self:
        """The draws with quantities replaced in their number and in their law."""
        return replace(self, size=self.size.xreplace(dict(values)))

    def not_negative(self) -> tuple[Expr, ...]:
        """What must not be negative, or there is no such law."""
        raise NotImplementedError

    def moment(self, orders: Mapping[int, Expr], factors: Mapping[int, Expr]) -> Expr:
        """E of the product of C_i^(orders[i]), falling, and factors[i]^(C_i)."""
        raise NotImplementedError


@dataclass(frozen=True)
class Counts(Counted):
    """How often each of several outcomes occurs.

    shares   the probabilities of the outcomes that are counted; what is left over is one more outcome
    at_most  whether the shares are only bounds of these probabilities from above, so that they may be larger than 1
    """

    shares: tuple[Expr, ...] = ()
    at_most: bool = False

    @property
    def outcomes(self) -> range:
        """The numbers of the outcomes that are counted."""
        return range(len(self.shares))

    @property
    def law(self) -> tuple[Expr, ...]:
        """What their law is made of."""
        return (self.size, *self.shares)

    def all(self, outcome: int = 0) -> Quantity:
        """The symbol that is 1 if every draw has the outcome, and 0 otherwise."""
        return Quantity(f"all_{outcome + 1}({self.name})", EVENT)

    def count_log_count(self, outcome: int = 0) -> Quantity:
        """The symbol C_i log C_i, which is 0 for C_i = 0; only bounds of its expectation are known."""
        return Quantity(f"ClogC_{outcome + 1}({self.name})", Domain(integer=False, lower=Fraction(0)))

    def cases(self, inside: Quantity) -> list[tuple[dict[Quantity, Expr], tuple[Basic, ...]]]:
        """What the symbols of a single outcome are if no draw, all or `inside` draws have it, and when that is."""
        n = self.size
        found: list[tuple[dict[Quantity, Expr], tuple[Basic, ...]]] = []
        for count, none, every, entropy in (
            (ZERO, ONE, ZERO, ZERO),
            (n, ZERO, ONE, n * sympy.log(n)),
            (inside, ZERO, ZERO, inside * sympy.log(inside)),
        ):
            values = {self.count(): count, self.none(): none, self.all(): every, self.count_log_count(): entropy}
            found.append((values, (sympy.Lt(inside, n),) if count == inside else ()))
        return found

    def symbols(self) -> set[Quantity]:
        """All symbols of these draws."""
        return super().symbols() | {symbol(i) for i in self.outcomes for symbol in (self.all, self.count_log_count)}

    def at(self, values: Mapping[Quantity, Expr]) -> Self:
        """The draws with quantities replaced in their number and in their law."""
        return replace(super().at(values), shares=tuple(share.xreplace(dict(values)) for share in self.shares))

    def not_negative(self) -> tuple[Expr, ...]:
        """Each probability, and its complement if it is one; and what they leave over.

        Of shares that are nothing but quantities, as those of some tokens among others, it is understood that they
        leave something over: a condition on parameters of the fit could not be carried on to the next one.
        """
        if self.at_most:
            return self.shares
        together = () if all(share.is_Symbol for share in self.shares) else (1 - sympy.Add(*self.shares),)
        return (*self.shares, *(1 - share for share in self.shares), *together)

    def moment(self, orders: Mapping[int, Expr], factors: Mapping[int, Expr]) -> Expr:
        """E of the product of C_i^(orders[i]), falling, and factors[i]^(C_i)."""
        total = sympy.Add(*orders.values())
        chosen = [(self.shares[i] * factors.get(i, ONE)) ** order for i, order in orders.items()]
        others = 1 + sympy.Add(*(self.shares[i] * (z - 1) for i, z in factors.items()))
        return sympy.ff(self.size, total) * sympy.Mul(*chosen) * others ** (self.size - total)


@dataclass(frozen=True)
class PoissonTotal(Counted):
    """The sum of Poisson draws.

    mean  of one draw
    """

    mean: Expr = ONE

    @property
    def law(self) -> tuple[Expr, ...]:
        """What their law is made of."""
        return (self.size, self.mean)

    def at(self, values: Mapping[Quantity, Expr]) -> Self:
        """The draws with quantities replaced in their number and in their law."""
        return replace(super().at(values), mean=self.mean.xreplace(dict(values)))

    def not_negative(self) -> tuple[Expr, ...]:
        """The mean of one draw."""
        return (self.mean,)

    def cases(self, inside: Quantity) -> list[tuple[dict[Quantity, Expr], tuple[Basic, ...]]]:
        """What the symbols are if the total is 0 or `inside`."""
        return [({self.count(): count, self.none(): none}, ()) for count, none in ((ZERO, ONE), (inside, ZERO))]

    def moment(self, orders: Mapping[int, Expr], factors: Mapping[int, Expr]) -> Expr:
        """E of X^(orders[0]), falling, times factors[0]^X."""
        factor = factors.get(0, ONE)
        mean = self.size * self.mean
        return (mean * factor) ** orders.get(0, ZERO) * sympy.exp(mean * (factor - 1))


@dataclass(frozen=True)
class CountRole:
    """What an atom means to counted draws.

    kind   count: C_i; falling: C_i^(value); factor: value^(C_i); all: the event that every draw has the outcome,
           which has the probability `value`
    """

    draw: Counted
    outcome: int
    kind: str
    value: Expr = ONE
    degree = 0  # in single draws of a sample


def count_role(algebra: Algebra, atom: Atom, draw: Counted) -> CountRole | None:
    """What an atom is to counted draws, if it is anything."""
    for i in draw.outcomes:
        if atom.shown == draw.none(i):
            return CountRole(draw, i, "factor", ZERO)
        if isinstance(draw, Counts) and atom.shown == draw.all(i):
            return CountRole(draw, i, "all", draw.shares[i] ** draw.size)
        for count in algebra.atoms:
            if count.shown != draw.count(i):
                continue
            if atom == count:
                return CountRole(draw, i, "count")
            if atom.kind == "falling" and algebra.single_atom(atom.argument[0]) == count:
                return CountRole(draw, i, "falling", algebra.show(atom.argument[1]))
            if (rate := rate_in(atom, count)) is not None:
                base = algebra.show(atom.argument[0]) if atom.kind == "power" else sympy.E
                return CountRole(draw, i, "factor", base ** algebra.show(rate))
    return None


def rate_in(atom: Atom, count: Atom) -> Frac | None:
    """For base^(rate * C), a power or an exponential, the rate; it does not contain the count."""
    if atom.kind == "exp":
        exponent = atom.argument
    elif atom.kind == "power":
        base, monomial, order = atom.argument
        if count.index in base.atoms():
            return None
        exponent = Frac(monomial.num / order, monomial.den)
    else:
        return None
    rate: Frac = exponent * count.frac.inverse()
    return None if count.index in rate.atoms() else rate


def count_expectation(
    algebra: Algebra, draw: Counted, powers: Mapping[int, int], roles: Mapping[int, CountRole]
) -> tuple[Frac, set[Assumption]]:
    """The expectation of a product of powers of atoms with these roles."""
    size = algebra.normal(draw.size)
    if not algebra.is_integer(size):
        raise OutsideLanguage(f"the size {draw.size} of {draw.name} is not shown to be an integer")
    algebra.require(size, ">=", f"the size {draw.size} of {draw.name} must not be negative")
    for amount in draw.not_negative():
        algebra.require(algebra.normal(amount), ">=", f"{amount} must not be negative in the law of {draw.name}")
    if any(roles[i].kind == "all" for i in powers):
        if len(powers) > 1 or min(powers.values()) < 1:
            raise OutsideLanguage(f"the event that all draws of {draw.name} agree may not be multiplied with others")
        [role] = (roles[i] for i in powers)
        return algebra.normal(role.value), {*draw.single, *draw.independent}
    # For each outcome its power of the count as a sum of falling ones: (order, coefficient).
    falling: dict[int, list[tuple[Expr, Expr]]] = {}
    factors: dict[int, Expr] = {}
    for i, times in powers.items():
        role = roles[i]
        if role.kind == "factor":
            factors[role.outcome] = factors.get(role.outcome, ONE) * role.value**times
        elif role.outcome in falling or times < 1 or (role.kind == "falling" and times > 1):
            raise OutsideLanguage(f"the expectation of a power {times} of {algebra.atoms[i].shown} is not known")
        elif role.kind == "falling":
            falling[role.outcome] = [(role.value, ONE)]
        else:
            falling[role.outcome] = [(Integer(j), Integer(stirling(times, j))) for j in range(1, times + 1)]
    if any(factors.get(i) == 0 for i in falling):
        raise OutsideLanguage(f"a count of {draw.name} times the event that it is 0 is 0: leave it out")
    total = ZERO
    for choice in itertools.product(*falling.values()):
        orders = dict(zip(falling, (order for order, _ in choice), strict=True))
        total += sympy.Mul(*(coefficient for _, coefficient in choice)) * draw.moment(orders, factors)
    apart = factors or sum(powers.values()) > 1 or any(roles[i].kind == "falling" for i in powers)
    return algebra.normal(total), {*draw.single, *(draw.independent if apart else ())}
