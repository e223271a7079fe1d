"""Add new real rows at each generation, fit all rows together, and with too many columns the error still explodes.

Setting.  Each generation draws N = n_r + n_s new rows of d normal inputs with mean 0 and covariance Sigma.  The labels
of n_r of them are real, those of n_s are made by the last fit, all with noise of variance sigma2; the next fit is
least squares on all N rows.  The error is that of a prediction at a new row.

    Theorem    one refit turns an error |delta|^2 into g |delta|^2 + sigma2 d/(N-d-1) on average, for N >= d + 2, where
               g = n_s/(N (N-1) (N+2)) (N (n_s+1) - 2 + n_r (N d - 2)/(N-d-1))
    Theorem    after t generations it is sigma2 d/(N-d-1) (1 - g^t)/(1 - g), unless g = 1
    Corollary  g < 1 if and only if n_s (N d - 2) < (N (N+n_s+1) - 2) (N-d-1), for which 3 (d+1) <= 2 N is enough
    Corollary  with n_r = n_s = 6 and d = 10, g = 395/154 > 1: half of the data are real and new at each generation,
               and the mean error grows without bound

What a fit keeps of the error of its synthetic labels is not a share of it: with hardly more rows than columns, noise
is amplified, and an error in some labels is noise to the others.

Units.     sigma2 in (unit of y)^2; n_r, n_s and d are counts.
Assumed.   Of the inputs that they are normal; of the noise nothing but its mean square.
See also.  few_columns, for the level to which the error tends; separate_fits, where nothing explodes.
"""

from sympy import Basic, Integer, Ne, Rational

from collapse_math.assumptions import (
    FULL_RANK,
    GAUSSIAN_DESIGN,
    KNOWN_NOISE,
    LEAST_SQUARES,
    LINEAR_TRUTH,
    MATCHING_MOMENTS,
    NEW_REAL_ROWS,
    REPLACE,
)
from collapse_math.derivation import Theorem
from collapse_math.observed import Observed
from derivations.regression.setting import d, sigma2, t
from derivations.regression_loops import strong_collapse
from derivations.regression_loops.matrix_share import N
from derivations.regression_loops.setting import fourth_moment, n_r, n_s
from derivations.regression_loops.strong_collapse import added, g, kept_fourth, q, refit, spare

margin = (N * (N + n_s + 1) - 2) * spare - n_s * (N * d - 2)  # of the sign of 1 - g
NOT_ONE: tuple[Basic, ...] = (spare > 0, Ne(margin, 0))

theorem = Theorem(
    "regression_loops.new_real_rows",
    says="with n_r new real rows of N at each generation the error is sigma2 d/(N-d-1) (1 - g^t)/(1 - g), where g > 1 "
    "is possible",
    assumes=(
        MATCHING_MOMENTS,
        KNOWN_NOISE,
        NEW_REAL_ROWS,
        FULL_RANK,
        GAUSSIAN_DESIGN,
        LEAST_SQUARES,
        LINEAR_TRUTH,
        REPLACE,
    ),
    symbols=(n_r, n_s, d, t, sigma2, q),
    conditions=NOT_ONE,
    catalogue=("E13",),
)

# 1. One refit, as in strong_collapse with the error of the last fit for delta.
step = theorem.expectation("one refit", q, after=refit, equals=g * q + added)

# 2. Generations compose, from the truth on.
(composed,) = theorem.over_generations(
    t, {step: added * (1 - g**t)/(1 - g)}, start={q: Integer(0)}, uses=(LINEAR_TRUTH, REPLACE)
)
kept = theorem.cites(strong_collapse.kept)
error = theorem.equation(
    "what is kept is that", composed.right, added * (1 - kept.right**t)/(1 - kept.right), given=(composed, kept)
)

# 3. 1 - g has the sign of the margin.
sign = theorem.equation(
    "1 - g, and what decides on its sign", (1 - g) * N * (N - 1) * (N + 2) * spare, n_r * margin, given=(kept,)
)
steep = N * (N + 2 * n_s + 1) - 2  # by how much the margin falls with each further column
few = theorem.inequality(
    "up to two thirds as many columns as rows it is positive",
    3 * margin,
    ">",
    steep * (2 * N - 3 * (d + 1)),
)
point = {n_r: Integer(6), n_s: Integer(6), d: Integer(10)}
grows = theorem.equation("with n_r = n_s = 6 and d = 10", g.xreplace(point), Rational(395, 154), given=(kept,))

# Held against a simulation with normal noise: as in strong_collapse, twice.
twice = 4 * (kept_fourth + 1) * fourth_moment(N)
theorem.concludes("after_one_refit", "E|b' - beta|^2, given |b - beta|^2 = q", step)
theorem.concludes(
    "prediction_risk",
    "E (b_t - beta)' Sigma (b_t - beta)",
    error,
    Observed(
        "regression",
        "prediction_risks",
        "mean",
        {n_r: 8, n_s: 12, d: 2, t: 2, sigma2: 2},
        twice - error.right**2,
    ),
)
theorem.concludes("sign_of_1_minus_g", "(1 - g) N (N-1) (N+2) (N-d-1)", sign)
theorem.concludes("bound_on_the_margin", "3 (N (N+n_s+1) - 2) (N-d-1) - 3 n_s (N d - 2)", few)
theorem.concludes("growth_at_a_point", "g for n_r = n_s = 6, d = 10", grows)

if __name__ == "__main__":
    theorem.main()
