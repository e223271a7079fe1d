"""The setting of this chapter: a linear regression refitted to labels that the last fit has made.

Generation 0 is the truth: labels X beta plus noise of variance sigma2.  A generation labels n rows of d
inputs by the present fit, X b plus noise of variance v, and fits the next coefficients and the next noise
variance to these labels.  t counts fits; the first one sees real labels.

Coordinates.  Along an eigenvector of X'X with eigenvalue s, the normal equations (X'X + penalty) b' = X'y
are the single equation

    (s + penalty) b' = s b + sqrt(s) u        b, b', beta: coordinates of the coefficients
                                              u: a coordinate of the label noise

and n - d further coordinates r of the noise are what least squares leaves: RSS = sum r_j^2.  A second
eigenvector, with the eigenvalue s_2, stands for any other direction.  The rotation leaves white noise white, so
u, u_2 and r have mean 0, variance v, and no correlation; this takes two moments of the noise and no more: that
its values are uncorrelated would do.  Nothing is known of moments of higher order, alone or jointly: `order=2`.
"""

from dataclasses import replace

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
from collapse_math.axioms import COCHRAN_LEAST_SQUARES
from collapse_math.cochran import cochran_form
from collapse_math.ledger import Assumption
from collapse_math.matrix_axioms import SINGULAR_VALUES
from collapse_math.moments import Refit, Sample
from collapse_math.quantities import integer, real

n = integer("n", at_least=1)  # rows per generation
d = integer("d", at_least=1)  # columns: coefficients to be fitted
t = integer("t", at_least=0)  # fits so far
i = integer("i", at_least=1)  # counts the d directions
s = real("s", above=0)  # an eigenvalue of X'X
b, b_1, beta = real("b"), real("b_1"), real("beta")  # its coefficient: of the present, of the first fit; of the truth
s_2, b_2, beta_2 = real("s_2", above=0), real("b_2"), real("beta_2")  # the same in another direction
v, sigma2 = real("v", above=0), real("sigma2", above=0)  # noise variance: of the present fit; of the truth

RESIDUALS_LEFT: tuple[Basic, ...] = (n > d,)  # what refitting the noise variance takes
TRUTH = {b: beta, b_2: beta_2, v: sigma2}
COMPOSE = (LINEAR_TRUTH, REPLACE, FRESH_RANDOMNESS)


def noise(variance: Expr, *known: Assumption, name: str = "u") -> Sample:
    """The coordinate u of the label noise in the direction of one eigenvector: one draw."""
    return Sample(
        name,
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


def pull(present: Expr, errors: Expr) -> Expr:
    """X'y along one eigenvector, for labels y = X b + noise: s b + sqrt(s) u."""
    return s * present + sqrt(s) * errors


def elsewhere(equation: Expr) -> Expr:
    """What holds along the one eigenvector, for another one."""
    return equation.xreplace({s: s_2, b: b_2, beta: beta_2})


def white_refit(variance: Expr, *known: Assumption, penalty: Expr | int = 0, by: Assumption = LEAST_SQUARES) -> Refit:
    """The coefficients fitted to labels with uncorrelated noise of the given variance, along both eigenvectors."""
    errors, errors_2 = noise(variance, *known), noise(variance, *known, name="u_2")
    fitted = solution(pull(b, errors.power_sum(1)), penalty)
    return Refit(
        {b: fitted, b_2: elsewhere(solution(pull(b, errors_2.power_sum(1)), penalty))},
        (errors, errors_2),
        {b: (by,), b_2: (by,)},
        (FULL_RANK,) if by == LEAST_SQUARES else (),
        by=SINGULAR_VALUES,
        order=2,
    )


def refit(divisor: str) -> Refit:
    """Least squares, and the noise variance refitted as RSS over "n" or "n-d"."""
    count, assumption = DIVISORS[divisor]
    coefficients, left = white_refit(v), residuals(v)
    return replace(
        coefficients,
        parameters={**coefficients.parameters, v: left.power_sum(2) / count},
        draws=(*coefficients.draws, left),
        estimators={**coefficients.estimators, v: (LEAST_SQUARES, assumption)},
    )


def normal_refit(divisor: str) -> Refit:
    """The same for normal noise, by Cochran's theorem: v' = v R / divisor."""
    return cochran_form(refit(divisor), residuals(v), COCHRAN_LEAST_SQUARES, squares="R")


def first_fit(estimator: Assumption = LEAST_SQUARES, penalty: Expr | int = 0) -> Refit:
    """The fit b_1 to real labels, along one eigenvector."""
    errors = noise(sigma2, LINEAR_TRUTH)
    fitted = solution(pull(beta, errors.power_sum(1)), penalty)
    return Refit({b_1: fitted}, (errors,), {b_1: (estimator,)}, by=SINGULAR_VALUES, order=2)


def over_directions(each: Expr) -> Expr:
    """The sum over the d directions, left standing, of a term that is the same in each."""
    return Sum(each, (i, 1, d))


DIVISORS = {"n": (n, NOISE_DIVISOR_N), "n-d": (n - d, NOISE_DIVISOR_N_MINUS_D)}
