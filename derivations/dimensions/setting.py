"""The setting of this chapter: a law in d dimensions refitted to its own samples.

Generation 0 is the truth, with mean mu_0 and covariance matrix Sigma_0.  A generation draws n points from the present
fit (mu, Sigma) and refits: the new mean is the average, the new covariance matrix the sum of products about it over a
number c, which is n for maximum likelihood and n - 1 for the unbiased fit.  t counts fits.

Two coordinates.  Most of what is said of a matrix is said entry by entry: of two coordinates x and y with means m and
q, variances v and w, and covariance r.  They stand for any two, for a coordinate with itself, and as well for the
coordinates a'x and b'x along any two directions, since the projection of a refitted sample is the refitted projection.
"""

from collections.abc import Mapping
from fractions import Fraction

from sympy import Basic, Expr, Integer, sqrt

from collapse_math.assumptions import CONSTANT_SIZE, INDEPENDENT_DRAWS, MATCHING_MOMENTS
from collapse_math.matrix_axioms import BARTLETT, INVERSE_OF_COVARIANCE
from collapse_math.moments import ChiSquare, ChiSquareProduct, JointSample, Refit, Sample, StandardNormal
from collapse_math.observed import Observed
from collapse_math.quantities import Quantity, integer, real
from derivations.gaussian.setting import COMPOSE, c, divided_by, m, m_0, n, t, v, v_0

__all__ = ["COMPOSE", "c", "m", "m_0", "n", "t", "v", "v_0"]

d = integer("d", at_least=1)  # dimensions
k = integer("k", at_least=1)  # coordinates of a minor, or directions of a projection
i = integer("i", at_least=1)  # counts them
q, q_0 = real("q"), real("q_0")  # mean of a second coordinate y: of the present fit; of the truth
w, w_0 = real("w", above=0), real("w_0", above=0)  # its variance
r, r_0 = real("r"), real("r_0")  # covariance of x and y
trace_0 = real("trace_0", above=0)  # of Sigma_0
D, D_0 = real("D", above=0), real("D_0", above=0)  # determinant of the covariances of k coordinates
u, u_0 = real("u", above=0), real("u_0", above=0)  # inverse covariance along a vector: a'Sigma^-1 a
s = real("s", at_least=0)  # how far the mean is from the truth: (mu - mu_0)'Sigma^-1 (mu - mu_0)

TRUTH = {m: m_0, q: q_0, v: v_0, w: w_0, r: r_0}
ENOUGH_POINTS: tuple[Basic, ...] = (n > k,)  # else every determinant of k coordinates vanishes
FINITE_INVERSE: tuple[Basic, ...] = (n > d + 2,)
INFINITE = {
    FINITE_INVERSE[0]: "for n <= d + 2 the expectation is infinite, as it is the mean of 1/X for a chi-square variable "
    "X with n - d degrees of freedom, which must be above 2, so draw more points"
}

# What is fitted, from the sample itself: any law with the means and covariances of the fit will do.
draws = JointSample(
    "x",
    n,
    (m, q),
    {(2, 0): v, (1, 1): r, (0, 2): w},
    two_moments=(MATCHING_MOMENTS,),
    independent=(INDEPENDENT_DRAWS,),
)


def refit(divisor: str | Expr, sample: JointSample = draws) -> Refit:
    """One refit by moments with divisor "n", "n-1" or a number c, written out in the draws."""
    count, assumption = divided_by(divisor)
    second = {v: (0, 0), r: (0, 1), w: (1, 1)}
    return Refit(
        {m: sample.average(0), q: sample.average(1)}
        | {moment: sample.sum_of_products(*pair)/count for moment, pair in second.items()},
        (sample,),
        dict.fromkeys(second, (assumption,)),
        (CONSTANT_SIZE,),
    )


def normal_refit(divisor: str | Expr, coordinates: Expr = k) -> Refit:
    """The determinant D of k coordinates for normal draws: D' = D X_1 ... X_k/c^k, X_i chi-square (Bartlett)."""
    count, assumption = divided_by(divisor)
    volume = ChiSquareProduct("W", n - i, i, Integer(1), coordinates)
    return Refit({D: D * volume.value/count**coordinates}, (volume,), {D: (assumption,)}, (CONSTANT_SIZE,), by=BARTLETT)


def inverse_refit(divisor: Expr = c) -> Refit:
    """What the inverse does for normal draws: u' = c u/X with X chi-square, and X is independent of the new mean.

    The mean moves by Z/sqrt(n) along its distance from the truth, and in d - 1 other directions, in the unit of the
    present fit; along the new distance, too, the inverse is multiplied by c/X.
    """
    scale, along, across = ChiSquare("X", n - d), StandardNormal("Z"), Sample("y", d - 1, Integer(0), {2: Integer(1)})
    moved = (sqrt(s) + along.value/sqrt(n))**2 + across.power_sum(2)/n
    _, assumption = divided_by(divisor)
    return Refit(
        {u: divisor * u/scale.value, s: divisor * moved/scale.value},
        (scale, along, across),
        {u: (assumption,), s: (assumption,)},
        (CONSTANT_SIZE,),
        by=INVERSE_OF_COVARIANCE,
    )


def mean_of(statistic: str, at: Mapping[Quantity, int | Fraction], variance: Expr) -> Observed:
    """The mean over chains of what a run records, with a bound on its variance for normal draws.

    Unless `at` says otherwise, two coordinates have the variances 2 and 3 and the covariance 1, and a third one the
    variance 1.
    """
    return Observed("multivariate", statistic, "mean", {d: 3, v_0: 2, w_0: 3, r_0: 1, **at}, variance)
