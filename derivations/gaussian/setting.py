"""The setting of this chapter: a normal law refitted to its own samples.

Generation 0 is the truth, with mean m_0 and variance v_0.  A generation draws n points from the present
fit (m, v) and refits: the new mean is the sample mean, the new variance the sum of squares about it over
n, over n - 1, or over any number c.  t counts fits; the first is fitted to real data.
"""

from sympy import Expr, log, pi, sqrt

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N,
    DIVISOR_N_MINUS_1,
    FIXED_DIVISOR,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
    REPLACE,
)
from collapse_math.axioms import COCHRAN
from collapse_math.cochran import cochran_form
from collapse_math.ledger import Assumption
from collapse_math.moments import Refit, Sample, StandardNormal
from collapse_math.observed import Observed
from collapse_math.quantities import Quantity, integer, real

n = integer("n", at_least=2)  # draws per generation
t = integer("t", at_least=0)  # fits so far
m, m_0 = real("m"), real("m_0")  # mean of the present fit; of the truth
v, v_0 = real("v", above=0), real("v_0", above=0)  # variance of the present fit; of the truth
x = real("x")  # one draw
c = real("c", above=0)  # what the sum of squares is divided by, if neither n nor n - 1

TRUTH = {m: m_0, v: v_0}
COMPOSE = (REPLACE, FRESH_RANDOMNESS)

# What is fitted, from the sample itself: any law with the mean and variance of the fit will do.
draws = Sample("x", n, m, {2: v}, two_moments=(MATCHING_MOMENTS,), independent=(INDEPENDENT_DRAWS,))

MEAN_ALONE = Refit({m: draws.average}, (draws,))  # what holds of it holds for samples of any size


def refit(divisor: str | Expr) -> Refit:
    """One refit by moments with divisor "n", "n-1" or a number c, written out in the draws."""
    count, assumption = divided_by(divisor)
    return Refit(
        {m: draws.average, v: draws.sum_of_squares/count}, (draws,), {v: (assumption,)}, (CONSTANT_SIZE,)
    )


def normal_refit(divisor: str | Expr, size: Quantity = n) -> Refit:
    """The same for normal draws, by Cochran's theorem: m' = m + sqrt(v/n) Z and v' = v X / divisor."""
    return cochran_form(refit(divisor), draws, COCHRAN).at({n: size})


def divided_by(divisor: str | Expr) -> tuple[Expr, Assumption]:
    """What the sum of squares is divided by, and the assumption that says so."""
    named = {"n": (n, DIVISOR_N), "n-1": (n - 1, DIVISOR_N_MINUS_1)}
    return named[divisor] if isinstance(divisor, str) else (divisor, FIXED_DIVISOR)


def log_density(mean: Expr, variance: Expr) -> Expr:
    """The logarithm of the normal density at x."""
    return -log(2 * pi * variance)/2 - (x - mean)**2/(2 * variance)


def normal_draw(mean: Expr, variance: Expr) -> Refit:
    """One draw x = mean + sqrt(variance) Z of a normal law."""
    noise = StandardNormal("Z")
    return Refit({x: mean + sqrt(variance) * noise.value}, (noise,))


def mean_of(
    statistic: str, variance: Expr, *, points: int, refits: int, size: Quantity = n, divisor: int | None = None
) -> Observed:
    """The mean over chains of what a run records, with a bound on its variance for normal draws."""
    at = {size: points, t: refits, m_0: 1, v_0: 2}
    return Observed("gaussian", statistic, "mean", at if divisor is None else {**at, c: divisor}, variance)
