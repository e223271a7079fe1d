"""Refitted laws in several dimensions without a formula: all outcomes of a chain, with their probabilities.

`two_point_chain` lists every outcome for coordinates that take two values each, in fractions, `bootstrap_chain` does
so for draws from the last sample itself, and `word_chain` for words.  `normal_chain` lists nodes for normal draws in
the plane: the sums of squares and products of n normal points are those of a random triangle (a, 0; b, e), where a^2
and e^2 are chi-square with n - 1 and n - 2 degrees of freedom and b is standard normal; Gauss nodes for these
integrate every polynomial that occurs without error.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import scipy.special
from numpy.typing import NDArray

Array = NDArray[np.float64]
Vector = tuple[Fraction, ...]
Matrix = tuple[Vector, ...]
Outcome = tuple[Vector, Matrix, Fraction]  # mean, covariance matrix, probability


def fitted(sample: tuple[Vector, ...], divisor: Fraction) -> tuple[Vector, Matrix]:
    """The average of some points, and their sums of squares and products about it over a divisor."""
    size, places = len(sample), range(len(sample[0]))
    average = tuple(sum((x[i] for x in sample), Fraction(0)) / size for i in places)
    products = [
        [sum(((x[i] - average[i]) * (x[j] - average[j]) for x in sample), Fraction(0)) for j in places] for i in places
    ]
    return average, tuple(tuple(entry / divisor for entry in row) for row in products)


def determinant(matrix: Matrix) -> Fraction:
    """By the first row."""
    if not matrix:
        return Fraction(1)
    minors = (tuple(row[:i] + row[i + 1 :] for row in matrix[1:]) for i in range(len(matrix)))
    return sum(((-1) ** i * matrix[0][i] * determinant(minor) for i, minor in enumerate(minors)), Fraction(0))


def symmetric_function(matrix: Matrix, order: int) -> Fraction:
    """The sum of all principal minors of one size."""
    chosen = itertools.combinations(range(len(matrix)), order)
    return sum((determinant(tuple(tuple(matrix[i][j] for j in c) for i in c)) for c in chosen), Fraction(0))


def triangular(matrix: Matrix) -> tuple[list[list[Fraction]], list[Fraction]]:
    """L and D with the matrix equal to L diag(D) L', L having ones on its diagonal; the matrix may be singular."""
    size = len(matrix)
    lower = [[Fraction(int(i == j)) for j in range(size)] for i in range(size)]
    spread: list[Fraction] = []
    for j in range(size):
        spread.append(matrix[j][j] - sum((lower[j][k] ** 2 * spread[k] for k in range(j)), Fraction(0)))
        for i in range(j + 1, size):
            rest = matrix[i][j] - sum((lower[i][k] * lower[j][k] * spread[k] for k in range(j)), Fraction(0))
            lower[i][j] = rest / spread[j] if spread[j] else Fraction(0)
    return lower, spread


def two_point_draws(mean: Vector, covariance: Matrix, skew: Fraction) -> list[tuple[Vector, Fraction]]:
    """The values of mean + L y with their probabilities.

    A coordinate of y with variance D is `skew` with the odds D : skew^2, and -D/skew, so that its mean is 0.
    """
    lower, spread = triangular(covariance)
    coordinates = []
    for variance in spread:
        high = variance / (variance + skew**2)
        coordinates.append([(skew, high), (-variance / skew, 1 - high)] if variance else [(Fraction(0), Fraction(1))])
    values = []
    for y in itertools.product(*coordinates):
        shift = [sum((row[k] * y[k][0] for k in range(len(y))), Fraction(0)) for row in lower]
        chance = math.prod((share for _, share in y), start=Fraction(1))
        values.append((tuple(m + s for m, s in zip(mean, shift, strict=True)), chance))
    return values


def two_point_chain(
    mean: Vector,
    covariance: Matrix,
    skew: Fraction,
    points: int,
    divisor: Fraction | None,
    refits: int,
    kept: tuple[Vector, ...] = (),
) -> Iterator[Outcome]:
    """Every outcome of a chain of two-point draws; without a divisor all points are kept, and counted for one."""
    if refits == 0:
        yield mean, covariance, Fraction(1)
        return
    for drawn in itertools.combinations_with_replacement(two_point_draws(mean, covariance, skew), points):
        chance = math.prod((share for _, share in drawn), start=Fraction(1)) * orders(drawn)
        sample = (*kept, *(x for x, _ in drawn))
        fit = fitted(sample, Fraction(len(sample)) if divisor is None else divisor)
        rest = two_point_chain(*fit, skew, points, divisor, refits - 1, sample if divisor is None else ())
        yield from ((m, v, chance * share) for m, v, share in rest)


def bootstrap_chain(sample: tuple[Vector, ...], refits: int) -> Iterator[Outcome]:
    """Every mean, covariance (with divisor n) and probability of the last sample, each drawn from the one before."""
    if refits == 0:
        yield *fitted(sample, Fraction(len(sample))), Fraction(1)
        return
    size = len(sample)
    for chosen in itertools.combinations_with_replacement(range(size), size):
        drawn = tuple(sample[i] for i in chosen)
        for mean, covariance, rest in bootstrap_chain(drawn, refits - 1):
            yield mean, covariance, rest * Fraction(orders(chosen), size**size)


def word_chain(frequencies: Vector, points: int, refits: int) -> Iterator[tuple[Vector, Fraction]]:
    """Every outcome of a table of frequencies that is replaced by those of n words drawn from it."""
    if refits == 0:
        yield frequencies, Fraction(1)
        return
    for drawn in itertools.combinations_with_replacement(range(len(frequencies)), points):
        chance = math.prod((frequencies[i] for i in drawn), start=Fraction(1)) * orders(drawn)
        if chance:
            table = tuple(Fraction(drawn.count(i), points) for i in range(len(frequencies)))
            for last, rest in word_chain(table, points, refits - 1):
                yield last, chance * rest


def orders(drawn: tuple[object, ...]) -> int:
    """In how many orders so many equal and unequal things can be drawn."""
    return math.factorial(len(drawn)) // math.prod(math.factorial(times) for times in Counter(drawn).values())


def chi_square_nodes(degrees: float, count: int) -> tuple[Array, Array]:
    """Gauss nodes and weights of the chi-square law: exact for polynomials of degree 2 count - 1."""
    nodes, weights = scipy.special.roots_genlaguerre(count, degrees / 2 - 1)
    return 2 * nodes, weights / weights.sum()


def normal_chain(points: int, divisor: float, refits: int, drifts: int = 1) -> tuple[Array, Array, Array]:
    """Drift, covariance matrix and probability of all nodes of a chain in the plane from mean 0 and covariance 1.

    Shapes (nodes, 2), (nodes, 2, 2) and (nodes,).  Exact for polynomials of degree 4 in the covariances, and of degree
    2 drifts - 1 in the means.
    """
    squares = (chi_square_nodes(points - 1, 5), chi_square_nodes(points - 2, 5))
    normals = (np.polynomial.hermite_e.hermegauss(5), *2 * (np.polynomial.hermite_e.hermegauss(drifts),))
    nodes, shares = zip(*squares, *normals, strict=True)
    a2, e2, b, *z = (grid.ravel() for grid in np.meshgrid(*nodes, indexing="ij"))
    share = math.prod(grid.ravel() for grid in np.meshgrid(*(w / w.sum() for w in shares), indexing="ij"))
    triangle = np.stack([np.sqrt(a2), np.zeros_like(b), b, np.sqrt(e2)], axis=1).reshape(-1, 2, 2) / math.sqrt(divisor)
    step = np.stack(z, axis=1) / math.sqrt(points)
    drift, factor, probability = np.zeros((1, 2)), np.eye(2)[None], np.ones(1)
    for _ in range(refits):
        drift = (drift[:, None] + np.einsum("aij,bj->abi", factor, step)).reshape(-1, 2)
        factor = np.einsum("aij,bjk->abik", factor, triangle).reshape(-1, 2, 2)
        probability = np.outer(probability, share).ravel()
    return drift, factor @ factor.transpose(0, 2, 1), probability
