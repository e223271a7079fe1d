"""With new normal rows at each generation, the error of a prediction at a new row grows by sigma2 d/(n-d-1).

Setting.  Each generation draws n new rows of d normal inputs with mean 0 and covariance Sigma, labels them by
the last fit plus noise of the true variance sigma2, and fits by least squares.  The error is that of a
prediction at a new row, E[(x'b_t - x'beta)^2] = (b_t - beta)' Sigma (b_t - beta).

    Theorem    E (b_t - beta)' Sigma (b_t - beta) = t sigma2 d/(n-d-1)      for n >= d + 2 and any Sigma
    Corollary  this is above t sigma2 d/n, the error on the rows of the fit (known_noise)
    Corollary  with phi = d/n it is (1 + 1/(n-d-1)) times t sigma2 phi/(1 - phi), the published limit as n and d
               grow in proportion; so that limit is too low at every n
    Lemma      E tr (X'X)^-1 = d/(n-d-1) for Sigma = 1: with one normal X for all generations, the error at a new
               row is, averaged over X, the same t sigma2 d/(n-d-1) (known_noise).  Redrawing rows costs nothing.

Units.     sigma2 in (unit of y)^2; n, d and t >= 0 are counts.
Assumed.   Of the inputs that they are normal; of the noise nothing but its mean square.  It may be correlated,
           or even the same at each generation: new rows see it from a new direction.
Note.      For n = d and n = d + 1 the expectation is infinite, as E[1/C] is for a chi-square variable C with one
           or two degrees of freedom: its density near 0 is no smaller than a constant.  Any single error is finite.
"""

from sympy import Basic, Expr, Integer, sqrt

from collapse_math.assumptions import (
    FULL_RANK,
    GAUSSIAN_DESIGN,
    KNOWN_NOISE,
    LEAST_SQUARES,
    LINEAR_TRUTH,
    MATCHING_MOMENTS,
    REPLACE,
)
from collapse_math.claims import Telescope
from collapse_math.derivation import Theorem
from collapse_math.ledger import Assumption, Source
from collapse_math.matrix_axioms import PARTIAL_REGRESSION
from collapse_math.moments import ChiSquare, Refit, Sample
from collapse_math.observed import Observed
from collapse_math.quantities import real
from derivations.regression.setting import b, beta, d, i, n, over_directions, sigma2, t

FINITE_ERROR: tuple[Basic, ...] = (n > d + 1,)
INFINITE = {
    FINITE_ERROR[0]: "for n <= d + 1 the expectation is infinite, as it is the mean of 1/C for a chi-square variable C "
    "with n - d + 1 degrees of freedom, which must be above 2, so give more rows"
}
column = ChiSquare("C", n - d + 1)  # squared length of a column less its projection onto the others
inverse = real("inverse", above=0)  # a diagonal entry of (X'X)^-1, which is 1/C

theorem = Theorem(
    "regression.random_design",
    says="E (b_t - beta)' Sigma (b_t - beta) = t sigma2 d/(n-d-1) for n >= d + 2, with new rows at each generation",
    assumes=(MATCHING_MOMENTS, KNOWN_NOISE, FULL_RANK, GAUSSIAN_DESIGN, LEAST_SQUARES, LINEAR_TRUTH, REPLACE),
    symbols=(n, d, t, sigma2),
    conditions=FINITE_ERROR,
    catalogue=("E4",),
    sources=(
        Source("Gerstgrasser et al.", 2024, "arXiv 2404.01413, equations 3 and 4, for the exact d/(n-d-1)"),
        Source("Dohmatob et al.", 2024, "arXiv 2402.07712, for the limit t sigma2 phi/(1 - phi)"),
    ),
    outside=INFINITE,
)


def new_rows(variance: Expr, *known: Assumption) -> Refit:
    """Least squares on new rows: the coefficient b of one column, in coordinates of identity covariance.

    It moves by u/sqrt(C), where u is the coordinate of the noise in a random direction, which makes any noise white.
    """
    errors = Sample(
        "u", Integer(1), Integer(0), {2: variance}, (MATCHING_MOMENTS, *known), centred=(GAUSSIAN_DESIGN,)
    )
    moved = b + errors.power_sum(1) / sqrt(column.value)
    return Refit({b: moved}, (errors, column), {b: (LEAST_SQUARES,)}, (FULL_RANK,), by=PARTIAL_REGRESSION, order=2)


# 1. A refit is unbiased and adds u^2/C to the squared error.
refit = new_rows(sigma2, KNOWN_NOISE)
centre = theorem.expectation("a refit is unbiased", b, after=refit, equals=b)
wander = theorem.expectation(
    "a refit adds sigma2/(n-d-1)", (b - beta) ** 2, after=refit, equals=(b - beta) ** 2 + sigma2 / (n - d - 1)
)

# 2. Generations compose, because a generation sees only the fit before it, through rows of its own.
mean, error = theorem.over_generations(
    t, {centre: beta, wander: t * sigma2 / (n - d - 1)}, start={b: beta}, uses=(LINEAR_TRUTH, REPLACE)
)

# 3. The error of a prediction is the sum of (b - beta)^2 over the d columns.
risk = theorem.equation(
    "the error of a prediction",
    over_directions(error.right),
    t * sigma2 * d / (n - d - 1),
    how=Telescope(i * t * sigma2 / (n - d - 1)),
    given=(error,),
)

# 4. With phi = d/n, the limit when n and d grow in proportion, corrected.
phi = d/n
corrected = theorem.equation(
    "the limit and its correction",
    risk.right,
    t * sigma2 * phi / (1 - phi) * (1 + 1 / (n - d - 1)),
    given=(risk,),
)

# 5. On the rows of the fit, whatever they are, the error is t sigma2 d/n.
on_rows = theorem.inequality("a new row is predicted less well than a fitted one", d/n, "<", d / (n - d - 1))

# 6. With one X for all generations the error is t sigma2 tr (X'X)^-1, of which this is the mean over X.
entry = theorem.expectation(
    "an entry of (X'X)^-1",
    inverse,
    after=Refit({inverse: 1 / column.value}, (column,), sizes=(FULL_RANK,), by=PARTIAL_REGRESSION),
    equals=1 / (n - d - 1),
)
trace = theorem.equation(
    "the trace", over_directions(entry.right), d / (n - d - 1), how=Telescope(i / (n - d - 1)), given=(entry,)
)

# For normal noise the fits' steps are independent with rotationally symmetric laws; E|step|^2 = second and, by
# the second moments of an inverse Wishart matrix, E|step|^4 = fourth.
second = sigma2 * d / (n - d - 1)
fourth = sigma2**2 * d * (d * (n - d - 2) + 2 * n) / ((n - d) * (n - d - 1) * (n - d - 3))
at = {n: 8, d: 2, t: 2, sigma2: 2}
spread = t * fourth + t * (t - 1) * (1 + 2/d) * second**2 - (t * second) ** 2
theorem.concludes("expected_coefficient", "E[b_t]", mean)
theorem.concludes(
    "prediction_risk",
    "E (b_t - beta)' Sigma (b_t - beta)",
    risk,
    Observed("regression", "prediction_risks", "mean", at, spread),
)
theorem.concludes("corrected_limit", "t sigma2 d/(n-d-1)", corrected)
theorem.concludes("above_error_on_fitted_rows", "d/n", on_rows)
theorem.concludes("expected_trace", "E tr (X'X)^-1 for Sigma = 1", trace)

if __name__ == "__main__":
    theorem.main()
