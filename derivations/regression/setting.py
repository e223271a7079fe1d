"""The setting of this chapter: a linear regression refitted to labels that the last fit has made.

Generation 0 is the truth: labels X beta plus noise of variance sigma2.  A generation labels n rows of d
inputs by the present fit, X b plus noise of variance v, and fits the next coefficients and the next noise
variance to these labels.  t counts fits; the first one sees real labels.

Coordinates.  Along an eigenvector of X'X with eigenvalue s, the normal equations (X'X + penalty) b' = X'y
are the single equation

    (s + penalty) b' = s b + sqrt(s) u        b, b', beta: coordinates of the coefficients
                                              u: a coordinate of the label noise

and n - d further coordinates r of the noise are what least squares leaves: RSS = sum r_j^2.  The rotation
leaves white noise white, so u and r have mean 0, variance v, and no correlation; this takes two moments of
the noise and no more.  Nothing is known of their moments of higher order, alone or jointly: `order=2`.
"""

from sympy import Basic, Expr, Integer, Sum, sqrt

from collapse_math.assumptions import (
    FRESH_RANDOMNESS,
    FULL_RANK,
    INDEPENDENT_DRAWS,
    LEAST_SQUARES,
    LINEAR_TRUTH,
    MATCHING_MOMENTS,
    NOISE_DIVISOR_N,
    NOISE_DIVISOR_N_MINUS_D,
    REPLACE,
)
from collapse_math.axioms import COCHRAN_LEAST_SQUARES, PARTIAL_REGRESSION, SINGULAR_VALUES
from collapse_math.ledger import Assumption
from collapse_math.moments import ChiSquare, Refit, Sample
from collapse_math.quantities import integer, real

n = integer("n", at_least=1)  # rows per generation
d = integer("d", at_least=1)  # columns: coefficients to be fitted
t = integer("t", at_least=0)  # fits so far
i = integer("i", at_least=1)  # counts the d directions
s = real("s", above=0)  # an eigenvalue of X'X
b, b_1, beta = real("b"), real("b_1"), real("beta")  # its coefficient: of the present, of the first fit; of the truth
v, sigma2 = real("v", above=0), real("sigma2", above=0)  # noise variance: of the present fit; of the truth

RESIDUALS_LEFT: tuple[Basic, ...] = (n > d,)  # what refitting the noise variance takes
FINITE_ERROR: tuple[Basic, ...] = (n > d + 1,)  # what a finite mean error takes if the rows are new
TRUTH = {b: beta, v: sigma2}
COMPOSE = (LINEAR_TRUTH, REPLACE, FRESH_RANDOMNESS)


def noise(variance: Expr, *known: Assumption) -> Sample:
    """The coordinate u of the label noise in the direction of one eigenvector: one draw."""
    return Sample(
        "u",
        Integer(1),
        Integer(0),
        {2: variance},
        two_moments=(MATCHING_MOMENTS, *known),
        independent=(INDEPENDENT_DRAWS,),
    )


def residuals(variance: Expr) -> Sample:
    """The n - d coordinates r that least squares leaves; that they stay white takes uncorrelated noise."""
    return Sample("r", n - d, Integer(0), {2: variance}, two_moments=(MATCHING_MOMENTS, INDEPENDENT_DRAWS))


def solution(pull: Expr, penalty: Expr | int = 0) -> Expr:
    """The b' that solves (s + penalty) b' = pull, the normal equation along one eigenvector."""
    return pull / (s + penalty)


def pull(present: Expr, errors: Sample) -> Expr:
    """X'y along one eigenvector, for labels y = X b + noise: s b + sqrt(s) u."""
    return s * present + sqrt(s) * errors.power_sum(1)


def least_squares(variance: Expr, *known: Assumption) -> Refit:
    """Least squares on labels whose noise has the given variance; the noise variance is not refitted."""
    errors = noise(variance, *known)
    return Refit(
        {b: solution(pull(b, errors))}, (errors,), {b: (LEAST_SQUARES,)}, (FULL_RANK,), by=SINGULAR_VALUES, order=2
    )


def refit(divisor: str) -> Refit:
    """Least squares, and the noise variance refitted as RSS over "n" or "n-d"."""
    count, assumption = DIVISORS[divisor]
    errors, left = noise(v), residuals(v)
    return Refit(
        {b: solution(pull(b, errors)), v: left.power_sum(2) / count},
        (errors, left),
        {b: (LEAST_SQUARES,), v: (LEAST_SQUARES, assumption)},
        (FULL_RANK,),
        by=SINGULAR_VALUES,
        order=2,
    )


def normal_refit(divisor: str) -> Refit:
    """The noise variance refitted to normal noise, by Cochran's theorem: v' = v R / divisor."""
    count, assumption = DIVISORS[divisor]
    left = ChiSquare("R", n - d)
    return Refit(
        {v: v * left.value / count},
        (left,),
        {v: (LEAST_SQUARES, assumption)},
        (FULL_RANK,),
        by=COCHRAN_LEAST_SQUARES,
    )


def first_fit(estimator: Assumption = LEAST_SQUARES, penalty: Expr | int = 0) -> Refit:
    """The fit b_1 to real labels, along one eigenvector."""
    errors = noise(sigma2, LINEAR_TRUTH)
    fitted = solution(pull(beta, errors), penalty)
    return Refit({b_1: fitted}, (errors,), {b_1: (estimator,)}, by=SINGULAR_VALUES, order=2)


def new_rows(variance: Expr, *known: Assumption) -> Refit:
    """Least squares on new rows: the coefficient b of one column, in coordinates of identity covariance.

    It moves by u / sqrt(C), where u is the coordinate of the noise in a random direction and C is chi-square
    with n - d + 1 degrees of freedom.  A random direction makes any noise white.
    """
    errors = Sample("u", Integer(1), Integer(0), {2: variance}, two_moments=(MATCHING_MOMENTS, *known))
    column = ChiSquare("C", n - d + 1)
    moved = b + errors.power_sum(1) / sqrt(column.value)
    return Refit({b: moved}, (errors, column), {b: (LEAST_SQUARES,)}, (FULL_RANK,), by=PARTIAL_REGRESSION, order=2)


# The same with s^2 = RSS/n, and RSS the sum of squares of n - d coordinates of the noise.
left_by_new_rows = Sample("r", n - d, Integer(0), {2: v}, two_moments=(MATCHING_MOMENTS,))
new_rows_refitted = Refit(
    {**new_rows(v).parameters, v: left_by_new_rows.power_sum(2) / n},
    (*new_rows(v).draws, left_by_new_rows),
    {b: (LEAST_SQUARES,), v: (LEAST_SQUARES, NOISE_DIVISOR_N)},
    (FULL_RANK,),
    by=PARTIAL_REGRESSION,
    order=2,
)


# One refit in units of the noise variance it sees: what it leaves, and what it explains.
residual, explained = real("R", above=0), real("E", above=0)  # RSS / v and |X(b' - b)|^2 / v
pivots = Refit(
    {residual: ChiSquare("R_1", n - d).value, explained: ChiSquare("E_1", d).value},
    (ChiSquare("R_1", n - d), ChiSquare("E_1", d)),
    {residual: (LEAST_SQUARES, REPLACE), explained: (LEAST_SQUARES, REPLACE)},
    (FULL_RANK,),
    by=COCHRAN_LEAST_SQUARES,
)


def over_directions(each: Expr) -> Expr:
    """The sum over the d directions, left standing, of a term that is the same in each."""
    return Sum(each, (i, 1, d))


DIVISORS = {"n": (n, NOISE_DIVISOR_N), "n-d": (n - d, NOISE_DIVISOR_N_MINUS_D)}
