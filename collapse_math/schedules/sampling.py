"""Expectations of products of power sums, of independent draws and of a random choice from a finite pool.

Expand the product of p_a = sum_i x_i^a, p_b, ... into sums over indices and group the terms by which indices coincide:

    p_a p_b ... p_z = sum over set partitions of {a, b, ..., z} of  sum over distinct i, j, ... of x_i^A x_j^B ...

where A, B, ... are the sums of the blocks.  Among n independent draws there are n (n - 1) ... choices of distinct
indices, each with the expectation mu_A mu_B ....  Of k points chosen from N without replacement, each choice of b
distinct points of the pool is in the sample with probability k (k - 1) ... (k - b + 1) / (N (N - 1) ... (N - b + 1)).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import comb, factorial, perm, prod

from collapse_math.schedules.polynomials import ONE, Polynomial, power, total

Orders = tuple[int, ...]
"""The orders of the power sums in a product."""

Moments = Callable[[int], Polynomial]
"""A polynomial for each order k: the raw moment of a law, or the power sum of a store."""

Products = Callable[[Orders], Polynomial]
"""The expectation of a product of power sums."""


def raw_moments(mean: Polynomial, variance: Polynomial, kurtosis: Fraction) -> Moments:
    """The function k -> E x^k, k <= 4, of a law that is symmetric about its mean.

    Up to order 2 the law may be any with this mean and variance.  kurtosis is E(x - mean)^4 / variance^2.
    """
    central = {0: ONE, 2: variance, 4: (variance * variance).times(kurtosis)}

    def moment(order: int) -> Polynomial:
        return total([power(mean, order - k) * central[k].times(comb(order, k)) for k in central if k <= order])

    return moment


def mixed(parts: list[tuple[int | Fraction, Moments]]) -> Moments:
    """The raw moments of a mixture of laws with these probabilities."""
    return lambda order: total([moments(order).times(probability) for probability, moments in parts])


def sums_of_draws(points: int, moments: Moments) -> Products:
    """E of products of the power sums of independent draws of a law with these raw moments."""

    def expectation(orders: Orders) -> Polynomial:
        terms = []
        for blocks in set_partitions(orders):
            term = ONE
            for block in blocks:
                term = term * moments(sum(block))
            terms.append(term.times(perm(points, len(blocks))))
        return total(terms)

    return expectation


def sums_of_points(power_sum: Moments) -> Products:
    """Products of the power sums of points that are given."""

    def expectation(orders: Orders) -> Polynomial:
        term = ONE
        for order in orders:
            term = term * power_sum(order)
        return term

    return expectation


def sums_of_chosen(points: int, held: int, power_sum: Moments) -> Products:
    """E of products of the power sums of `points` points, chosen without replacement from a pool of `held`.

    power_sum   order -> the power sum of all points of the pool
    """

    products = sums_of_points(power_sum)

    def over_distinct(orders: Orders) -> Polynomial:
        """Sum over distinct points of the pool of x_i^A x_j^B ...: all choices less those that coincide (Moebius)."""
        terms = []
        for blocks in set_partitions(orders):
            sign = prod((-1) ** (len(block) - 1) * factorial(len(block) - 1) for block in blocks)
            terms.append(products(tuple(map(sum, blocks))).times(sign))
        return total(terms)

    def expectation(orders: Orders) -> Polynomial:
        terms = []
        for blocks in set_partitions(orders):
            if len(blocks) <= points:
                probability = Fraction(perm(points, len(blocks)), perm(held, len(blocks)))
                terms.append(over_distinct(tuple(map(sum, blocks))).times(probability))
        return total(terms)

    return expectation


def set_partitions(items: Orders) -> Iterator[tuple[Orders, ...]]:
    """All ways to put the items into blocks, as tuples of blocks; items are distinct even where they are equal."""
    if not items:
        yield ()
        return
    first, rest = items[0], items[1:]
    for blocks in set_partitions(rest):
        yield ((first,), *blocks)
        for i, block in enumerate(blocks):
            yield (*blocks[:i], (first, *block), *blocks[i + 1 :])
