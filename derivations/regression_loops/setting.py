"""The setting of this chapter: regressions that keep rows, or see real labels again.

As in the last chapter a generation labels rows by the present fit, X b plus noise of variance v, along an eigenvector
of X'X with eigenvalue s; t counts fits.

Kept rows.  If the same n rows come back at every generation, each time with labels of their own, t fits have left
t copies of them.  All that a new fit has to know of these is X'y and the residual sum of squares.  The present fit
solves its normal equation, t s b = X'y; and about any other coefficient b' the kept rows leave

    RSS + t s (b' - b)^2,

since their residuals are orthogonal to X.  So the new fit and its residuals are written in b, RSS and the new noise,
and for t = 0, when nothing is kept, they are those of the last chapter.

Mixed labels.  A label that is alpha times a real one and 1 - alpha times a synthetic one has along an eigenvector the
coordinate alpha (sqrt(s) beta + u_r) + (1 - alpha) (sqrt(s) b + u_s), with the noise of both.
"""

from dataclasses import replace

from sympy import Expr, Integer, sqrt

from collapse_math.assumptions import (
    ACCUMULATE,
    FRESH_RANDOMNESS,
    FULL_RANK,
    INDEPENDENT_DRAWS,
    LEAST_SQUARES,
    LINEAR_TRUTH,
    MATCHING_MOMENTS,
    MIXED_LABELS,
    NOISE_DIVISOR_N,
    NOISE_DIVISOR_N_MINUS_D,
    SHORTEST_LEAST_SQUARES,
)
from collapse_math.ledger import Assumption
from collapse_math.matrix_axioms import SINGULAR_VALUES
from collapse_math.moments import Refit, Sample
from collapse_math.quantities import integer, real
from derivations.regression.setting import (
    b,
    b_2,
    beta,
    d,
    elsewhere,
    n,
    noise,
    pull,
    residuals,
    s,
    sigma2,
    solution,
    v,
)

j = integer("j", at_least=1)  # counts fits in sums and products
u = real("u")  # a coordinate of the new label noise in the column space
alpha = real("alpha", above=0, at_most=1)  # share of the real label in a mixed one
n_r, n_s = integer("n_r", at_least=1), integer("n_s", at_least=1)  # real rows and synthetic ones per generation
KEPT = (LINEAR_TRUTH, ACCUMULATE, FRESH_RANDOMNESS)

# All d coordinates of the label noise in the column space, of which u is one: used for sums of squares alone.
fitted_noise = Sample("e", d, Integer(0), {2: v}, two_moments=(MATCHING_MOMENTS, INDEPENDENT_DRAWS))


def with_kept(copies: Expr, errors: Expr) -> Expr:
    """The b' that solves the normal equation of so many kept copies of the rows and the new one."""
    return (copies * s * b + pull(b, errors)) / ((copies + 1) * s)


def kept_refit(copies: Expr, variance: Expr, *known: Assumption) -> Refit:
    """Least squares on kept and new rows, along two eigenvectors; the new labels have noise of the given variance."""
    errors, errors_2 = noise(variance, *known), noise(variance, *known, name="u_2")
    return Refit(
        {
            b: with_kept(copies, errors.power_sum(1)),
            b_2: elsewhere(with_kept(copies, errors_2.power_sum(1))),
        },
        (errors, errors_2),
        {b: (LEAST_SQUARES,), b_2: (LEAST_SQUARES,)},
        (FULL_RANK,),
        by=SINGULAR_VALUES,
        order=2,
    )


def left_along(copies: Expr, errors: Expr) -> Expr:
    """What kept and new rows leave along one eigenvector: its part of the new RSS beyond the old one."""
    moved = with_kept(copies, errors) - b
    return copies * s * moved**2 + (errors - sqrt(s) * moved)**2


def left_share(copies: Expr) -> Expr:
    """The same as a share of the squared noise: `left_along` is this times errors^2, as its users show first."""
    return copies/(copies + 1)


def kept_refit_of_noise(copies: Expr, divisor: str) -> Refit:
    """Least squares on kept and new rows, and the noise variance refitted as RSS over the divisor."""
    before, assumption = divided_by(copies, divisor)
    count, _ = divided_by(copies + 1, divisor)
    coefficients, untouched = kept_refit(copies, v), residuals(v)
    squares = before * v + left_share(copies) * fitted_noise.power_sum(2) + untouched.power_sum(2)
    return replace(
        coefficients,
        parameters={**coefficients.parameters, v: squares/count},
        draws=(*coefficients.draws, fitted_noise, untouched),
        estimators={**coefficients.estimators, v: (LEAST_SQUARES, assumption)},
    )


def divided_by(copies: Expr, divisor: str) -> tuple[Expr, Assumption]:
    """What RSS on so many copies of the rows is divided by, and the assumption that says so."""
    return {"n": (copies * n, NOISE_DIVISOR_N), "n-d": (copies * n - d, NOISE_DIVISOR_N_MINUS_D)}[divisor]


def mixed_refit(
    variance: Expr, *known: Assumption, penalty: Expr | int = 0, by: Assumption = SHORTEST_LEAST_SQUARES
) -> Refit:
    """The coefficient fitted along one eigenvector to mixed labels; the synthetic part has noise of this variance."""
    real_part, synthetic = noise(sigma2, name="u_r"), noise(variance, *known, name="u_s")
    pulled = alpha * pull(beta, real_part.power_sum(1)) + (1 - alpha) * pull(b, synthetic.power_sum(1))
    return Refit(
        {b: solution(pulled, penalty)}, (real_part, synthetic), {b: (by, MIXED_LABELS)}, by=SINGULAR_VALUES, order=2
    )


def fourth_moment(rows: Expr) -> Expr:
    """E|step|^4 of a fit to so many new rows with normal noise, as in random_design: for records of observations."""
    spare = rows - d
    return sigma2**2 * d * (d * (spare - 2) + 2 * rows)/(spare * (spare - 1) * (spare - 3))
