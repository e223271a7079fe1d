"""With at most two thirds as many columns as rows, new real rows at each generation keep the error bounded.

Setting.  As in new_real_rows: N = n_r + n_s new normal rows at each generation, n_r of them with real labels, one fit.

    Theorem    if 3 (d+1) <= 2 N, then g < 1, and the error tends to sigma2 d/((N-d-1)(1-g))

Units.     sigma2 in (unit of y)^2; n_r, n_s, d and t are counts.
Assumed.   As in new_real_rows.
Not said.  That two thirds are needed: with few synthetic rows more columns do no harm.
"""

from sympy import Integer

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
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from derivations.regression.setting import d, sigma2, t
from derivations.regression_loops import new_real_rows
from derivations.regression_loops.matrix_share import N
from derivations.regression_loops.setting import n_r, n_s
from derivations.regression_loops.strong_collapse import added, g, spare

theorem = Theorem(
    "regression_loops.few_columns",
    says="with n_r new real rows of N and 3 (d+1) <= 2 N the error tends to sigma2 d/((N-d-1)(1-g)), g < 1",
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
    symbols=(n_r, n_s, d, t, sigma2),
    conditions=(spare > 0, 2 * N - 3 * d - 3 >= 0),  # the second one implies the first
    catalogue=("E13",),
)

# 1. The margin is positive, so that 1 - g is.
few = theorem.inequality("the margin is positive", new_real_rows.margin, ">", Integer(0))
below = theorem.inequality("g is below 1", g, "<", Integer(1), given=(few,))
above = theorem.inequality("and positive", g, ">", Integer(0))

# 2. g^t -> 0.
error = theorem.cites(new_real_rows.error)
limit = theorem.limit(
    "the error levels off",
    error.right,
    t,
    added/(1 - g),
    {g**t: (Integer(0), GEOMETRIC_LIMIT, {r: g})},
    given=(error, below, above),
)

theorem.concludes("factor_is_below_one", "g", below)
theorem.concludes("limit_of_prediction_risk", "lim E (b_t - beta)' Sigma (b_t - beta)", limit)

if __name__ == "__main__":
    theorem.main()
