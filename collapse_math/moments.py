"""Expectations of polynomials in what is drawn, from the definition of an i.i.d. sample.

For i.i.d. x_1, ..., x_n with raw moments mu_k = E x^k and power sums P_k = sum_i x_i^k,

    E[P_a P_b ... P_z] = sum over set partitions of {a, b, ..., z} of
                         n (n - 1) ... (n - blocks + 1) * product over blocks of mu_(sum of the block):

expand the product into sums over indices and group the terms by which indices coincide.  The sample size
stays a symbol.  For draws with several coordinates the orders a, b, ... are tuples, and nothing else changes.
Besides samples there are points chosen from a pool without replacement, and the laws to which a normal sample reduces
(Cochran 1934, Bartlett 1933): chi-square variables, products of any number of them, and standard normal variables.
The counts of `collapse_math.counts` are one more kind.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from typing import Any

import sympy
from flint import fmpq_mpoly
from sympy import Expr, Integer

from collapse_math.beta import Beta
from collapse_math.counts import Counted, CountRole, count_expectation, count_role
from collapse_math.exact.algebra import Algebra
from collapse_math.exact.atoms import Atom
from collapse_math.exact.expressions import put
from collapse_math.exact.polynomials import ONE, RING, ZERO, Frac, OutsideLanguage, number
from collapse_math.ledger import Assumption, Axiom
from collapse_math.quantities import Quantity, real
from collapse_math.sequences import replaced


@dataclass(frozen=True)
class Points:
    """Points x_1, ..., x_n of which the power sums are used; `size` is n, an integer expression."""

    name: str
    size: Expr

    def power_sum(self, order: int) -> Quantity:
        """The symbol P_k = sum_i x_i^k."""
        return real(f"P_{order}({self.name})")

    @property
    def coordinates(self) -> list[tuple[Quantity, Quantity]]:
        """P_1 and P_2 of each coordinate of a draw, of which there is one."""
        return [(self.power_sum(1), self.power_sum(2))]

    @property
    def average(self) -> Expr:
        """The sample mean P_1 / n."""
        return self.power_sum(1) / self.size

    @property
    def sum_of_squares(self) -> Expr:
        """The sum of squares about the sample mean, P_2 - P_1^2 / n."""
        return self.power_sum(2) - self.power_sum(1) ** 2 / self.size


@dataclass(frozen=True)
class Sample(Points):
    """`size` independent draws of one law.

    mean      of the law
    central   its central moments by order, from 2; missing orders must not be needed
    two_moments, shape, independent   the assumptions that stand behind moments of order at most two,
              behind higher ones, and behind the independence of distinct draws
    centred   the assumptions, if any, by which the mean of a draw is what it is whatever else was drawn, now or before
    renewed   the assumptions, if any, by which the draws are independent of all earlier ones
    """

    mean: Expr
    central: Mapping[int, Expr]
    two_moments: tuple[Assumption, ...] = ()
    shape: tuple[Assumption, ...] = ()
    independent: tuple[Assumption, ...] = ()
    centred: tuple[Assumption, ...] = ()
    renewed: tuple[Assumption, ...] = ()

    def at(self, values: Mapping[Quantity, Expr]) -> Sample:
        """The sample with quantities replaced in its size and its moments."""
        central = {order: replaced(moment, values) for order, moment in self.central.items()}
        return replace(self, size=replaced(self.size, values), mean=replaced(self.mean, values), central=central)

    @property
    def law(self) -> tuple[Expr, ...]:
        """What its law is made of."""
        return (self.size, self.mean, *self.central.values())

    def requires(self) -> Iterator[tuple[Expr, str]]:
        """What must not be negative for there to be such a sample, and why."""
        yield self.size, f"the size {self.size} of {self.name} must not be negative"

    def raw_moment(self, order: int) -> Expr:
        """E x^k by the binomial theorem about the mean."""
        total: Expr = self.mean**order
        for k in range(2, order + 1):
            if k not in self.central:
                raise OutsideLanguage(f"the moment of order {k} of the law of {self.name} is not given")
            total += Integer(sympy.binomial(order, k)) * self.central[k] * self.mean ** (order - k)
        return total

    def expectation(self, powers: Mapping[int, int]) -> Expr:
        """E of the product of P_k^(powers[k])."""
        return expectation_of_power_sums(self, powers)

    def uses(self, powers: Mapping[int, int]) -> set[Assumption]:
        """The assumptions behind that expectation."""
        return behind(self, sum(k * times for k, times in powers.items()), sum(powers.values()))


Orders = tuple[int, ...]


@dataclass(frozen=True)
class JointSample:
    """`size` independent draws of one law of several coordinates.

    size      number of draws, an integer expression
    means     of the coordinates
    central   the joint central moments by the orders of the coordinates, such as (2, 0), (1, 1) and (0, 2);
              those of order 2 or more in all, of which missing ones must not be needed
    two_moments, shape, independent, renewed   as for a `Sample`
    """

    name: str
    size: Expr
    means: tuple[Expr, ...]
    central: Mapping[Orders, Expr]
    two_moments: tuple[Assumption, ...] = ()
    shape: tuple[Assumption, ...] = ()
    independent: tuple[Assumption, ...] = ()
    renewed: tuple[Assumption, ...] = ()

    def at(self, values: Mapping[Quantity, Expr]) -> JointSample:
        """The sample with quantities replaced in its size and its moments."""
        means = tuple(replaced(mean, values) for mean in self.means)
        central = {orders: replaced(moment, values) for orders, moment in self.central.items()}
        return replace(self, size=replaced(self.size, values), means=means, central=central)

    @property
    def law(self) -> tuple[Expr, ...]:
        """What its law is made of."""
        return (self.size, *self.means, *self.central.values())

    def requires(self) -> Iterator[tuple[Expr, str]]:
        """What must not be negative for there to be such a sample, and why."""
        yield self.size, f"the size {self.size} of {self.name} must not be negative"

    def power_sum(self, orders: Orders) -> Quantity:
        """The symbol P_(a,b) = sum_i x_i^a y_i^b."""
        return real(f"P_{','.join(map(str, orders))}({self.name})")

    @property
    def coordinates(self) -> list[tuple[Quantity, Quantity]]:
        """The power sums of order 1 and 2 of each coordinate."""
        places = range(len(self.means))
        return [(self.power_sum(self._orders(i)), self.power_sum(self._orders(i, i))) for i in places]

    def average(self, coordinate: int) -> Expr:
        """The sample mean of one coordinate, counted from 0."""
        return self.power_sum(self._orders(coordinate)) / self.size

    def sum_of_products(self, one: int, other: int) -> Expr:
        """The sum of products about the sample means of two coordinates, or of squares for one with itself."""
        together = self.power_sum(self._orders(one, other))
        return together - self.power_sum(self._orders(one)) * self.power_sum(self._orders(other)) / self.size

    def _orders(self, *coordinates: int) -> Orders:
        return tuple(coordinates.count(place) for place in range(len(self.means)))

    def raw_moment(self, orders: Orders) -> Expr:
        """E x^a y^b by the binomial theorem about the mean of each coordinate."""
        total: Expr = Integer(0)
        for inner in itertools.product(*(range(k + 1) for k in orders)):
            if sum(inner) == 1:
                continue  # deviations have mean zero
            if sum(inner) > 1 and inner not in self.central:
                raise OutsideLanguage(f"the moment of orders {inner} of the law of {self.name} is not given")
            choices = math.prod(math.comb(k, j) for k, j in zip(orders, inner, strict=True))
            powers = [mean ** (k - j) for mean, k, j in zip(self.means, orders, inner, strict=True)]
            total += choices * self.central.get(inner, Integer(1)) * sympy.prod(powers)
        return total

    def expectation(self, powers: Mapping[Orders, int]) -> Expr:
        """E of the product of P_k^(powers[k])."""
        return expectation_of_power_sums(self, powers)

    def uses(self, powers: Mapping[Orders, int]) -> set[Assumption]:
        """The assumptions behind that expectation."""
        return behind(self, sum(sum(k) * times for k, times in powers.items()), sum(powers.values()))


def expectation_of_power_sums(draws: Sample | JointSample, powers: Mapping[Any, int]) -> Expr:
    """E of the product of P_k^(powers[k]), by set partitions of its factors."""
    orders = tuple(k for k, times in sorted(powers.items()) for _ in range(times))
    total: Expr = Integer(0)
    for blocks, count in partition_types(orders).items():
        falling = sympy.prod([draws.size - i for i in range(len(blocks))])
        total += count * falling * sympy.prod([draws.raw_moment(b) for b in blocks])
    return total


def behind(draws: Sample | JointSample, order: int, factors: int) -> set[Assumption]:
    """The assumptions behind the expectation of a product of so many power sums, of that order in all."""
    used = set(draws.two_moments)
    if order > 2:
        used |= set(draws.shape)
    if factors > 1:
        used |= set(draws.independent)
    return used


@dataclass(frozen=True)
class Subsample(Points):
    """`size` points chosen at random, without replacement, from a pool.

    pool      number of points in the pool, an integer expression, at least `size`
    mean      of the pool
    variance  of the pool: the mean of the squares of deviations from its mean
    chosen    the assumptions behind the choice

    For x_1, ..., x_n chosen so, and i different from j, E[x_i x_j] = mean^2 - variance/(pool - 1): the sum over all
    ordered pairs of different points of the pool is (sum)^2 - (sum of squares).
    """

    pool: Expr
    mean: Expr
    variance: Expr
    chosen: tuple[Assumption, ...] = ()

    def at(self, values: Mapping[Quantity, Expr]) -> Subsample:
        """The subsample with quantities replaced in its numbers and its moments."""
        size, pool, mean, variance = (replaced(e, values) for e in self.law)
        return replace(self, size=size, pool=pool, mean=mean, variance=variance)

    @property
    def law(self) -> tuple[Expr, ...]:
        """What its law is made of."""
        return (self.size, self.pool, self.mean, self.variance)

    def requires(self) -> Iterator[tuple[Expr, str]]:
        """What must not be negative for there to be such a subsample, and why."""
        yield self.size, f"the size {self.size} of {self.name} must not be negative"
        yield self.pool - self.size, f"the pool of {self.pool} points must have {self.size} points for {self.name}"

    def expectation(self, powers: Mapping[int, int]) -> Expr:
        """E of the product of P_k^(powers[k]), of order 2 at most."""
        square = self.variance + self.mean**2
        known = {
            (): Integer(1),
            (1,): self.size * self.mean,
            (2,): self.size * square,
            (1, 1): self.size * square + self.size * (self.size - 1) * (self.mean**2 - self.variance / (self.pool - 1)),
        }
        orders = tuple(k for k, times in sorted(powers.items()) for _ in range(times))
        if orders not in known:
            raise OutsideLanguage(f"moments of {self.name} of order {sum(orders)} would need more of the pool")
        return known[orders]

    def uses(self, powers: Mapping[int, int]) -> set[Assumption]:
        """The assumptions behind that expectation."""
        return set(self.chosen) if powers else set()


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


Draw = Sample | JointSample | Subsample | ChiSquare | ChiSquareProduct | Beta | StandardNormal | Counted


@dataclass(frozen=True)
class Refit:
    """One generation: the parameters of the next fit in terms of what is drawn from the present one.

    parameters  each fitted parameter with its estimator, an expression in the draws and the present fit
    draws       what the estimators are made of; the law of one may depend on what another turned out to be
    estimators  the assumptions that fix how a parameter is estimated (its divisor, say)
    sizes       the assumptions behind the sample size, which hold for every parameter
    by          the classical theorem that gives the draws their law, if they are not the sample itself
    order       highest joint order of power sums that may be used, where samples are uncorrelated and no more
    """

    parameters: Mapping[Quantity, Expr]
    draws: tuple[Draw, ...]
    estimators: Mapping[Quantity, tuple[Assumption, ...]] = field(default_factory=dict)
    sizes: tuple[Assumption, ...] = ()
    by: Axiom | None = None
    order: int | None = None

    def __post_init__(self) -> None:
        """Refuse two things of one name, which would be taken for one random quantity."""
        names = [draw.name for draw in self.draws] + [parameter.name for parameter in self.parameters]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"the draws and the parameters of a refit need different names; {name} occurs twice")

    def agrees(self, other: Refit) -> bool:
        """Whether both describe one way to refit: same assumptions and laws and, for one kind of draws, formulas."""
        common = set(self.parameters) & set(other.parameters)
        formulas = self.by != other.by or all(self.parameters[p] == other.parameters[p] for p in common)
        theirs = {draw.name: draw for draw in other.draws}
        laws = all(theirs.get(draw.name, draw) == draw for draw in self.draws)
        return formulas and laws and self.estimators == other.estimators and self.sizes == other.sizes

    def at(self, values: Mapping[Quantity, Expr]) -> Refit:
        """The refit with quantities replaced in its formulas and in the laws of its draws."""
        return replace(
            self,
            parameters={p: replaced(e, values) for p, e in self.parameters.items()},
            draws=tuple(draw.at(values) for draw in self.draws),
        )

    def after(self, observable: Expr) -> Expr:
        """The observable of the next fit."""
        return observable.xreplace(dict(self.parameters))


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


@cache
def partition_types(orders: tuple[Any, ...]) -> dict[tuple[Any, ...], int]:
    """For all set partitions of the list: the multiset of block sums, and how many partitions have it."""
    counts: dict[tuple[Any, ...], int] = {(): 1}
    for order in orders:
        grown: dict[tuple[Any, ...], int] = {}
        for blocks, times in counts.items():
            # The next element opens a block of its own or joins one of the present blocks.
            for i in range(len(blocks) + 1):
                last = i == len(blocks)
                joined = (*blocks, order) if last else (*blocks[:i], added(blocks[i], order), *blocks[i + 1 :])
                key = tuple(sorted(joined))
                grown[key] = grown.get(key, 0) + times
        counts = grown
    return counts


def added(one: Any, other: Any) -> Any:
    """The sum of two orders, coordinate by coordinate."""
    return one + other if isinstance(one, int) else tuple(map(sum, zip(one, other, strict=True)))
