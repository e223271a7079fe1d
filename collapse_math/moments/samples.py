"""Samples, of one or several coordinates, and points chosen from a pool: their power sums and what these have as mean.

For i.i.d. x_1, ..., x_n with raw moments mu_k = E x^k and power sums P_k = sum_i x_i^k,

    E[P_a P_b ... P_z] = sum over set partitions of {a, b, ..., z} of
                         n (n - 1) ... (n - blocks + 1) * product over blocks of mu_(sum of the block):

expand the product into sums over indices and group the terms by which indices coincide.  The sample size
stays a symbol.  For draws with several coordinates the orders a, b, ... are tuples, and nothing else changes.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import sympy
from sympy import Expr, Integer

from collapse_math.exact.polynomials import OutsideLanguage
from collapse_math.ledger import Assumption
from collapse_math.moments.partitions import partition_types
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
