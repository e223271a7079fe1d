"""Fit a regression to its own predictions, and nothing happens at all: it is stale, and stays as good as it was.

Setting.  The first fit is least squares on n real rows of d inputs, n >= d.  From then on labels are the
predictions of the last fit, without noise, on the same rows or on any others of full column rank.

    Theorem    b_t = b_1 for all t >= 1
    Corollary  the residual sum of squares is 0 from the second fit on: the model is sure of itself
    Corollary  E|X(b_t - beta)|^2 / n = sigma2 d/n for all t >= 1, the error of the first fit on its rows

This is the matrix identity H H = H for H = X (X'X)^-1 X': what a projection has projected it leaves alone.

Units.     sigma2 in (unit of y)^2, s in (unit of x)^2; n, d and t >= 1 are counts.
Assumed.   Not that earlier rows are thrown away: if they are kept, their labels are predictions of the same b,
           up to residuals of the first fit that are orthogonal to X, and X'y = X'X b for all rows together.
           The residual sum of squares is then that of the first fit.
Note.      With noisy labels a model wanders off (known_noise), with a penalty it forgets (ridge_on_predictions).
"""

from sympy import Integer

from collapse_math.assumptions import (
    FULL_RANK,
    INDEPENDENT_DRAWS,
    LEAST_SQUARES,
    LINEAR_TRUTH,
    MATCHING_MOMENTS,
    NOISELESS_LABELS,
    REPLACE,
)
from collapse_math.claims import Telescope
from collapse_math.derivation import Theorem
from collapse_math.matrix_axioms import SINGULAR_VALUES
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from collapse_math.quantities import integer, real
from derivations.regression.setting import b, b_1, beta, d, first_fit, i, n, over_directions, s, sigma2, solution

k = integer("k", at_least=0)  # fits to predictions, after the first fit
t = integer("t", at_least=1)  # all fits, t = k + 1; only where a simulation looks
left_over, step = real("left_over", at_least=0), real("step", at_least=0)

theorem = Theorem(
    "regression.predicted_outcomes",
    says="b_t = b_1: least squares fitted to its own predictions changes nothing",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, FULL_RANK, LEAST_SQUARES, NOISELESS_LABELS, LINEAR_TRUTH, REPLACE),
    symbols=(n, d, k, sigma2, s),
    conditions=(n >= d,),
    catalogue=("E15",),
)

# 1. Along an eigenvector of X'X, of whatever rows, the normal equation is s b' = s b.  The labels have no
#    coordinates outside the column space; of what is left over inside, and of the step of the fitted values,
#    this is the part in one direction, and RSS and |X(b' - b)|^2 are sums of d such parts, each with its own s.
again = solution(s * b)
predicted = Refit(
    {b: again, left_over: s * (b - again) ** 2, step: s * (again - b) ** 2},
    (),
    {
        b: (LEAST_SQUARES, NOISELESS_LABELS),
        left_over: (LEAST_SQUARES, NOISELESS_LABELS, REPLACE),
        step: (LEAST_SQUARES, NOISELESS_LABELS),
    },
    (FULL_RANK,),
    by=SINGULAR_VALUES,
)
same = theorem.expectation("a refit changes nothing", b, after=predicted, equals=b)
nothing_left = theorem.expectation("nothing is left over", left_over, after=predicted, equals=Integer(0))
no_step = theorem.expectation("no fitted value moves", step, after=predicted, equals=Integer(0))

# 2. So it goes on for ever.
(forever,) = theorem.over_generations(k, {same: b_1}, start={b: b_1}, uses=())

# 3. The first fit carries the noise of real labels, and all later fits carry it along.
first = theorem.expectation("the error of the first fit", (b_1 - beta) ** 2, after=first_fit(), equals=sigma2 / s)
error = theorem.equation("the error of all fits", first.right, sigma2 / s, given=(first, forever))

# 4. |X(b - beta)|^2 is the sum of s (b - beta)^2 over the d directions.
in_sample = theorem.equation(
    "the error on the rows",
    over_directions(s * error.right / n),
    sigma2 * d / n,
    how=Telescope(i * sigma2 / n),
    given=(error,),
)

at = {n: 5, d: 2, t: 2, sigma2: 2}
theorem.concludes("coefficient", "b_t", forever)
theorem.concludes(
    "residual_sum_of_squares",
    "RSS_(t+1), in each direction and in all,",
    nothing_left,
    Observed("regression", "scaled_residual_sums_of_squares", "constant", at),
)
theorem.concludes(
    "step_of_fitted_values",
    "|X(b_(t+1) - b_t)|^2, in each direction and in all,",
    no_step,
    Observed("regression", "scaled_explained_steps", "constant", at),
)
# For normal noise both errors are chi-square, times sigma2/s or sigma2/n.
theorem.concludes(
    "coefficient_error",
    "E[(b_t - beta)^2] along an eigenvector",
    error,
    Observed("regression", "prediction_risks", "mean", {n: 4, d: 1, t: 2, s: 5, sigma2: 2}, 2 * (sigma2 / s) ** 2),
)
theorem.concludes(
    "in_sample_risk",
    "E|X(b_t - beta)|^2 / n",
    in_sample,
    Observed("regression", "in_sample_risks", "mean", at, 2 * d * (sigma2 / n) ** 2),
)

if __name__ == "__main__":
    theorem.main()
