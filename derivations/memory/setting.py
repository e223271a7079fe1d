"""The setting of this chapter: points of earlier generations are kept.

As in the chapter on the refitted Gaussian, generation 0 is the truth with mean m_0 and variance v_0, a generation
draws n points from the present fit (m, v), and t counts fits.  But the new points join a pool, and the next fit is
one to the pool.  After t fits the pool holds t n points, of which the present fit says all that matters: their mean is
m and their sum of squares about it is v times the divisor that v was made with.  For t = 0 it holds none.
"""

from collections.abc import Mapping
from fractions import Fraction

from sympy import Symbol, sqrt

from collapse_math.assumptions import (
    ACCUMULATE,
    CONSTANT_SIZE,
    DIVISOR_N,
    DIVISOR_N_MINUS_1,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    KERNEL_DRAWS,
    KNOWN_VARIANCE,
    MATCHING_MOMENTS,
)
from collapse_math.axioms import COCHRAN
from collapse_math.ledger import Assumption
from collapse_math.moments import ChiSquare, Refit, Sample, StandardNormal
from collapse_math.observed import Observed
from collapse_math.quantities import Quantity, integer, real
from collapse_math.sequences import reals
from derivations.gaussian.setting import draws, m, m_0, n, t, v, v_0

later = integer("t", at_least=1)  # fits so far, where the first is not made as the others
j = Symbol("j", integer=True)  # counts factors and terms
w = reals("w", at_least=0, at_most=1)  # w(t): the share of the points of fit t that are new

# Where the variance of the truth is known and only the mean is fitted.
known_draws = Sample(
    "x", n, m, {2: v_0}, two_moments=(MATCHING_MOMENTS, KNOWN_VARIANCE), independent=(INDEPENDENT_DRAWS,)
)

# Draws from the fit through a kernel of variance h^2.
h = real("h", at_least=0)
kernel_draws = Sample("x", n, m, {2: v + h**2}, two_moments=(KERNEL_DRAWS,), independent=(INDEPENDENT_DRAWS,))

COMPOSE = (ACCUMULATE, FRESH_RANDOMNESS)


def pooled(sample: Sample = draws, fits: Quantity = t) -> Refit:
    """Mean and variance, with divisor n, of the pool that the draws have joined: from its sums of x and x^2."""
    first = fits * n * m + sample.power_sum(1)
    second = fits * n * (v + m**2) + sample.power_sum(2)
    points = (fits + 1) * n
    return Refit(
        {m: first/points, v: second/points - (first/points)**2}, (sample,), {v: (DIVISOR_N,)}, (CONSTANT_SIZE,)
    )


def pooled_unbiased() -> Refit:
    """The same with divisor (t + 1) n - 1, for t >= 1: about the new mean, old and new points have a part each."""
    first = later * n * m + draws.power_sum(1)
    points = (later + 1) * n
    between = later * n/(later + 1) * (draws.average - m)**2
    squares = (later * n - 1) * v + draws.sum_of_squares + between
    return Refit(
        {m: first/points, v: squares/(points - 1)}, (draws,), {v: (DIVISOR_N_MINUS_1,)}, (CONSTANT_SIZE,)
    )


def pooled_normal() -> Refit:
    """`pooled` for normal draws: their mean is m + sqrt(v/n) Z, their sum of squares v X (Cochran)."""
    shift, scale = StandardNormal("Z"), ChiSquare("X", n - 1)
    squares = t * n * v + v * scale.value + t/(t + 1) * v * shift.value**2
    moved = {m: m + sqrt(v/n) * shift.value/(t + 1), v: squares/((t + 1) * n)}
    return Refit(moved, (shift, scale), {v: (DIVISOR_N,)}, (CONSTANT_SIZE,), by=COCHRAN)


def share_renewed(*sizes: Assumption) -> Refit:
    """A share w of the points is new; the others, whichever they are, have the mean and variance of the last fit."""
    new = w(t + 1)
    first = (1 - new) * m + new * draws.average
    second = (1 - new) * (v + m**2) + new * draws.power_sum(2)/n
    return Refit({m: first, v: second - first**2}, (draws,), {v: (DIVISOR_N,)}, sizes)


def seen(
    statistic: str, *, points: int, refits: int, others: Mapping[Quantity, int | Fraction] | None = None
) -> Observed:
    """The mean over chains of what a run of the described loop records; its variance is computed from the loop."""
    at = {n: points, t: refits, m_0: 1, v_0: 2, **(others or {})}
    return Observed("loop", statistic, "mean", at, "exact")


def seen_with_weights(statistic: str) -> Observed:
    """The same for weights that change; the first is 1, since a run has no points before its first fit."""
    weights = (Fraction(1), Fraction(1, 2), Fraction(4, 5))
    return Observed("loop", statistic, "mean", {n: 3, t: 3, m_0: 1, v_0: 2}, "exact", sequences={w: weights})
