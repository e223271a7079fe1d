"""The setting of this chapter: a normal law refitted to its own samples.

Generation 0 is the truth, with mean m_0 and variance v_0.  A generation draws n points from the present
fit (m, v) and refits: the new mean is the sample mean, the new variance the sum of squares over n or
over n - 1.  t counts fits; the first is fitted to real data.
"""

from sympy import sqrt

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N,
    DIVISOR_N_MINUS_1,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
    REPLACE,
)
from collapse_math.axioms import COCHRAN
from collapse_math.moments import ChiSquare, Refit, Sample, StandardNormal
from collapse_math.quantities import integer, real

n = integer("n", at_least=2)  # draws per generation
t = integer("t", at_least=0)  # fits so far
m, m_0 = real("m"), real("m_0")  # mean of the present fit; of the truth
v, v_0 = real("v", above=0), real("v_0", above=0)  # variance of the present fit; of the truth

TRUTH = {m: m_0, v: v_0}
COMPOSE = (REPLACE, FRESH_RANDOMNESS)

# What is fitted, from the sample itself: any law with the mean and variance of the fit will do.
draws = Sample("x", n, m, {2: v}, two_moments=(MATCHING_MOMENTS,), independent=(INDEPENDENT_DRAWS,))


def refit(divisor: str) -> Refit:
    """One refit by moments with divisor "n" or "n-1", written out in the draws."""
    count, assumption = DIVISORS[divisor]
    return Refit(
        {m: draws.average, v: draws.sum_of_squares / count}, (draws,), {v: (assumption,)}, (CONSTANT_SIZE,)
    )


def normal_refit(divisor: str) -> Refit:
    """The same for normal draws, by Cochran's theorem: m' = m + sqrt(v/n) Z and v' = v X / divisor."""
    count, assumption = DIVISORS[divisor]
    shift, scale = StandardNormal("Z"), ChiSquare("X", n - 1)
    moved = {m: m + sqrt(v / n) * shift.value, v: v * scale.value / count}
    return Refit(moved, (shift, scale), {v: (assumption,)}, (CONSTANT_SIZE,), by=COCHRAN)


DIVISORS = {"n": (n, DIVISOR_N), "n-1": (n - 1, DIVISOR_N_MINUS_1)}
