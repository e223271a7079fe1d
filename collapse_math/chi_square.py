"""Tails of the chi-square law with any number of degrees of freedom, however many.

Sums of chi-square values have millions of degrees of freedom, and checks at a false-alarm rate of 1e-9 look
six standard deviations out.  There the lower tail that SciPy 1.17 computes is wrong without a word, since it
sums 2000 terms of a series that needs more: at 5e-10 it is off by 0.2% at 1e7 degrees of freedom, by 20% at
1e8 and by a factor of two at 1e9.  Up to 1e6 degrees its relative error is below 1e-9.

Beyond that, this module uses the formula of Lugannani and Rice (1980) for the tails of a sum of independent
values.  The tests hold it to an integral of the density.
"""

from __future__ import annotations

import math

from scipy.optimize import brentq
from scipy.stats import chi2, norm

MANY_DEGREES = 1e6
"""Up to here SciPy is used, from here on the formula of Lugannani and Rice, good to 1e-7."""

FARTHEST = 30.0
"""Quantiles are sought within so many standard deviations."""


def below(value: float, degrees: float) -> float:
    """P(X <= value) for a chi-square X; of good relative accuracy when it is small.

    degrees   degrees of freedom, greater than 0
    """
    if degrees <= MANY_DEGREES:
        return float(chi2.cdf(value, degrees))
    root, correction = _saddle_point(value, degrees)
    return float(norm.cdf(root) - correction)


def above(value: float, degrees: float) -> float:
    """P(X > value) for a chi-square X; of good relative accuracy when it is small."""
    if degrees <= MANY_DEGREES:
        return float(chi2.sf(value, degrees))
    root, correction = _saddle_point(value, degrees)
    return float(norm.sf(root) + correction)


def between(low: float, high: float, degrees: float) -> float:
    """P(low < X <= high) for a chi-square X, from the side on which it does not cancel."""
    if low > degrees:
        return above(low, degrees) - above(high, degrees)
    return below(high, degrees) - below(low, degrees)


def central_interval(outside: float, degrees: float) -> tuple[float, float]:
    """The values with probability `outside`/2 below and `outside`/2 above; `outside` from 1e-180 to 1."""
    tail = outside / 2
    if degrees <= MANY_DEGREES:
        return float(chi2.ppf(tail, degrees)), float(chi2.isf(tail, degrees))
    spread = math.sqrt(2 * degrees)

    def excess_below(score: float) -> float:
        return math.log(below(degrees + score * spread, degrees) / tail)

    def excess_above(score: float) -> float:
        return math.log(above(degrees + score * spread, degrees) / tail)

    low = brentq(excess_below, -FARTHEST, 1.0)
    high = brentq(excess_above, -1.0, FARTHEST)
    return degrees + low * spread, degrees + high * spread


def _saddle_point(value: float, degrees: float) -> tuple[float, float]:
    """The root and the correction of P(X > value) = P(Z > root) + correction, with Z standard normal."""
    if value <= 0:
        return -math.inf, 0.0
    deviation = value / degrees - 1
    if abs(deviation) < 1e-6:  # the limit of what follows, which cancels
        root = deviation * math.sqrt(degrees / 2)
        return root, -float(norm.pdf(root)) * math.sqrt(2 / degrees) / 3
    root = math.copysign(math.sqrt(degrees * (deviation - math.log1p(deviation))), deviation)
    correction = 1 / (deviation * math.sqrt(degrees / 2)) - 1 / root
    return root, float(norm.pdf(root)) * correction
