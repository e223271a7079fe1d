"""The setting of this chapter: every generation sees new points of the truth besides those of the last fit.

Generation 0 is the truth, with mean m_0 and variance v_0.  A generation draws r points from the truth and s from the
present fit (m, v), or n points each of which is real with probability alpha, and refits all of them together: the new
mean is their average, the new variance their sum of squares about it over their number, over that number less 1, or
over any number c.  Or both groups are fitted apart, and weighed.  Means are measured from m_0 here, so that real
points have the mean 0 and a fit the mean m.  t counts fits; the first sees nothing but real data.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from sympy import Expr, Integer

from collapse_math.assumptions import (
    COMMON_MEAN,
    CONSTANT_SIZE,
    DIVISOR_N,
    FIXED_DIVISOR,
    FRESH_RANDOMNESS,
    FRESH_REAL_POINTS,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    KNOWN_VARIANCE,
    MATCHING_MOMENTS,
    RANDOM_SPLIT,
    REPLACE,
)
from collapse_math.moments import Refit, Sample
from collapse_math.observed import Observed
from collapse_math.quantities import Quantity, integer, real

r, s = integer("r", at_least=1), integer("s", at_least=1)  # real and synthetic points per generation
n = r + s
size = integer("n", at_least=2)  # the number of points where each is real with probability alpha
alpha = real("alpha", above=0, below=1)
t = integer("t", at_least=0)  # fits so far
m, m_0 = real("m"), real("m_0")  # mean of the present fit, measured from that of the truth; that of the truth
v, v_0 = real("v", above=0), real("v_0", above=0)  # variance of the present fit; of the truth
w = real("w", above=0, at_most=1)  # the weight of the real points, where both groups are fitted apart
c = real("c", above=0)  # what the sum of squares is divided by, if neither n nor n - 1

TRUTH = {m: Integer(0), v: v_0}
COMPOSE = (REPLACE, FRESH_RANDOMNESS)

INDEPENDENT = (INDEPENDENT_DRAWS,)
REAL = (MATCHING_MOMENTS, FRESH_REAL_POINTS)
real_points = Sample("y", r, Integer(0), {2: v_0}, two_moments=REAL, independent=INDEPENDENT)
synthetic_points = Sample("x", s, m, {2: v}, two_moments=REAL, independent=INDEPENDENT)

# Where the variance of the truth is known and only the mean is fitted.
known_points = Sample("x", s, m, {2: v_0}, two_moments=(*REAL, KNOWN_VARIANCE), independent=INDEPENDENT)

# The same with normal draws, whose moments are known up to order four.
normal_real = replace(real_points, central={2: v_0, 3: Integer(0), 4: 3 * v_0**2}, shape=(GAUSSIAN_DRAWS,))
normal_synthetic = replace(synthetic_points, central={2: v, 3: Integer(0), 4: 3 * v**2}, shape=(GAUSSIAN_DRAWS,))

total = real_points.power_sum(1) + synthetic_points.power_sum(1)
sum_of_squares = real_points.power_sum(2) + synthetic_points.power_sum(2) - total**2/n

# Where each point is real with probability alpha, it has the mean (1 - alpha) m, and its variance has a part between.
share_of_fit: Expr = 1 - alpha
mixed_points = Sample(
    "x",
    size,
    share_of_fit * m,
    {2: alpha * v_0 + share_of_fit * v + alpha * share_of_fit * m**2},
    two_moments=(MATCHING_MOMENTS, RANDOM_SPLIT),
    independent=INDEPENDENT,
)


def pooled(divisor: str | Expr, *, normal: bool = False) -> Refit:
    """One refit of all r + s points together, with divisor "n" or a number c, written out in the draws."""
    count, assumption = (n, DIVISOR_N) if isinstance(divisor, str) else (divisor, FIXED_DIVISOR)
    points = (normal_real, normal_synthetic) if normal else (real_points, synthetic_points)
    return Refit(
        {m: total/n, v: sum_of_squares/count}, points, {v: (assumption, COMMON_MEAN)}, (CONSTANT_SIZE,)
    )


def split(divisor: str | Expr) -> Refit:
    """One refit of points each of which is real with probability alpha, with divisor "n" or a number c."""
    count, assumption = (size, DIVISOR_N) if isinstance(divisor, str) else (divisor, FIXED_DIVISOR)
    return Refit(
        {m: mixed_points.average, v: mixed_points.sum_of_squares/count},
        (mixed_points,),
        {v: (assumption,)},
        (CONSTANT_SIZE,),
    )


def mean_of(statistic: str, refits: int, at: Mapping[Quantity, int | Fraction]) -> Observed:
    """The mean over chains of what a loop records; its variance is computed from the description of the loop."""
    return Observed("loop", statistic, "mean", {**at, t: refits, m_0: 1, v_0: 2}, "exact")
