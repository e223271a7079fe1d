"""The refitted Gaussian without a formula: all outcomes of a chain, with their probabilities.

`two_point_chain` lists every outcome for draws of a two-point law, in fractions; `bootstrap_chain` does so for
draws from the last sample itself.  `normal_chain` does the same
for normal draws on a grid: a mean of normal draws by Gauss-Hermite nodes, exact for the polynomials that occur,
a sum of squares by the trapezoidal rule in its logarithm, whose error is far below 1e-9 for analytic functions.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
STEP = 0.2  # of the trapezoidal rule, in log x
Outcome = tuple[Fraction, Fraction, Fraction]  # mean, variance, probability


def two_point_chain(
    mean: Fraction, variance: Fraction, skew: Fraction, points: int, divisor: Fraction, refits: int
) -> Iterator[Outcome]:
    """Every (mean, variance, probability) of the last fit of a chain.

    The draws of a fit (m, v) are m + skew with the odds v : skew^2, and m - v/skew: mean m and variance v.
    """
    if refits == 0:
        yield mean, variance, Fraction(1)
        return
    high = variance / (variance + skew**2)
    values = ((mean + skew, high), (mean - variance / skew, 1 - high))
    for sample in itertools.product(values, repeat=points):
        probability = math.prod((share for _, share in sample), start=Fraction(1))
        if not probability:
            continue
        average = sum((x for x, _ in sample), Fraction(0)) / points
        squares = sum(((x - average) ** 2 for x, _ in sample), Fraction(0))
        for m, v, rest in two_point_chain(average, squares / divisor, skew, points, divisor, refits - 1):
            yield m, v, probability * rest


def bootstrap_chain(sample: tuple[Fraction, ...], refits: int) -> Iterator[Outcome]:
    """Every (mean, variance, probability) of the last sample, each drawn with replacement from the one before."""
    if refits == 0:
        mean = sum(sample, Fraction(0)) / len(sample)
        yield mean, sum(((x - mean) ** 2 for x in sample), Fraction(0)) / len(sample), Fraction(1)
        return
    for drawn, times in Counter(map(tuple, map(sorted, itertools.product(sample, repeat=len(sample))))).items():
        for mean, variance, rest in bootstrap_chain(drawn, refits - 1):
            yield mean, variance, rest * Fraction(times, len(sample) ** len(sample))


def chi_square_grid(degrees: float, lowest_order: float = 0.0) -> tuple[Array, Array]:
    """Values of a chi-square variable and their probabilities, good for moments down to an order below zero.

    The density of log X decays like exp(degrees log x / 2) to the left and faster than that to the right.
    """
    decay = min(degrees + 2 * lowest_order, 8)
    log_x = np.arange(-80 / decay, 6, STEP)
    log_weight = degrees / 2 * log_x - np.exp(log_x) / 2 - degrees / 2 * math.log(2) - math.lgamma(degrees / 2)
    return np.exp(log_x), STEP * np.exp(log_weight)


def normal_chain(points: int, divisor: float, refits: int) -> tuple[Array, Array, Array]:
    """Drift (M - m_0)/sqrt(v_0), variance V/v_0 and probability of all outcomes of a chain of normal draws.

    x_i = M + sqrt(V) z_i gives the next mean M + sqrt(V/n) Z and the sum of squares V X with a standard
    normal Z and a chi-square X of n - 1 degrees of freedom.
    """
    z, z_share = np.polynomial.hermite_e.hermegauss(6)
    x, x_share = chi_square_grid(points - 1)
    drift, variance, probability = np.zeros(1), np.ones(1), np.ones(1)
    for _ in range(refits):
        moved = drift[:, None] + np.sqrt(variance / points)[:, None] * z
        shape = (len(drift), len(z), len(x))
        share = probability[:, None, None] * (z_share / z_share.sum())[:, None] * x_share
        drift = np.broadcast_to(moved[:, :, None], shape).ravel()
        variance = np.broadcast_to((variance[:, None] * x / divisor)[:, None, :], shape).ravel()
        probability = share.ravel()
    return drift, variance, probability


def mean_and_variance(statistic: Callable[[Array, Array], Array], chain: tuple[Array, Array, Array]) -> Array:
    """Mean and variance of a statistic of drift and variance over all outcomes."""
    drift, variance, probability = chain
    values = statistic(drift, variance)
    mean = probability @ values
    return np.array([mean, probability @ (values - mean) ** 2])
