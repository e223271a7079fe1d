"""Throw the past away but draw more and more new rows: the error grows like the logarithm of t.

Setting.  Generation number j draws j n new rows of d normal inputs, labels them by the last fit plus noise of the
true variance sigma2, and fits by least squares to these rows alone.  The error is that of a prediction at a new row,
as in regression.random_design.

    Theorem    E (b_t - beta)' Sigma (b_t - beta) = sigma2 d sum_j 1/(j n - d - 1), j = 1, ..., t, for n >= d + 2
               = (sigma2 d/n) (psi(t+1-x) - psi(1-x)),   x = (d+1)/n
    Corollary  it is above sigma2 d/n times H_t = 1 + 1/2 + ... + 1/t, the error on repeated rows (repeated_rows)

Units.     sigma2 in (unit of y)^2; n, d and t >= 0 are counts.
Assumed.   Of the inputs that they are normal; of the noise nothing but its mean square.
"""

from dataclasses import replace

from sympy import Sum, harmonic, polygamma

from collapse_math.assumptions import (
    GAUSSIAN_DESIGN,
    GROWING_ROWS,
    KNOWN_NOISE,
    LEAST_SQUARES,
    LINEAR_TRUTH,
    MATCHING_MOMENTS,
    REPLACE,
)
from collapse_math.claims import Induction, Telescope
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.observed import Observed
from derivations.regression.random_design import FINITE_ERROR, INFINITE, new_rows
from derivations.regression.setting import b, beta, d, i, n, over_directions, sigma2, t
from derivations.regression_loops.setting import fourth_moment, j

theorem = Theorem(
    "regression_loops.more_new_rows",
    says="with j n new rows in generation j and no memory, the error is sigma2 d sum 1/(j n - d - 1): it grows like "
    "log t",
    assumes=(MATCHING_MOMENTS, KNOWN_NOISE, GROWING_ROWS, GAUSSIAN_DESIGN, LEAST_SQUARES, LINEAR_TRUTH, REPLACE),
    symbols=(n, d, t, sigma2),
    conditions=FINITE_ERROR,
    catalogue=("E8",),
    sources=(Source("Gerstgrasser et al.", 2024, "arXiv 2404.01413, appendix E, for the growth like log t"),),
    outside=INFINITE,
)
x = (d + 1)/n

# 1. Refit t + 1 sees (t+1) n new rows in place of n.
refit = replace(new_rows(sigma2, KNOWN_NOISE).at({n: (t + 1) * n}), sizes=(GROWING_ROWS,))
wander = theorem.expectation(
    "refit t + 1 adds sigma2/((t+1) n - d - 1)",
    (b - beta)**2,
    after=refit,
    equals=(b - beta)**2 + sigma2/((t + 1) * n - d - 1),
)

# 2. Generations compose; psi(z+1) = psi(z) + 1/z at z = t + 1 - x.
(error,) = theorem.over_generations(
    t,
    {wander: sigma2/n * (polygamma(0, t + 1 - x) - polygamma(0, 1 - x))},
    start={b: beta},
    uses=(LINEAR_TRUTH, REPLACE),
)

# 3. The error of a prediction is the sum over the d columns.
risk = theorem.equation(
    "the error of a prediction",
    over_directions(error.right),
    d * error.right,
    how=Telescope(i * error.right),
    given=(error,),
)
terms = Sum(sigma2 * d/(j * n - d - 1), (j, 1, t))
as_sum = theorem.equation(
    "as a sum over generations",
    terms,
    risk.right,
    how=Telescope(sigma2 * d/n * polygamma(0, j - x)),
    given=(risk,),
)

# 4. Each term is above sigma2 d/(j n), and these add up to the error on repeated rows.
above = theorem.inequality(
    "it grows like log t at least", terms, ">=", sigma2 * d/n * harmonic(t), how=Induction(t), given=(error,)
)

# For normal noise the fits' steps are independent with rotationally symmetric laws; E|step|^2 is `second`.
second = sigma2 * d/(j * n - d - 1)
pairs = (1 + 2/d) * (Sum(second, (j, 1, t))**2 - Sum(second**2, (j, 1, t)))
theorem.concludes(
    "prediction_risk",
    "E (b_t - beta)' Sigma (b_t - beta)",
    risk,
    Observed(
        "regression",
        "prediction_risks",
        "mean",
        {n: 8, d: 2, t: 2, sigma2: 2},
        Sum(fourth_moment(j * n), (j, 1, t)) + pairs - risk.right**2,
    ),
)
theorem.concludes("prediction_risk_as_a_sum", "E (b_t - beta)' Sigma (b_t - beta), the sum,", as_sum)
theorem.concludes("above_a_harmonic_number", "E (b_t - beta)' Sigma (b_t - beta)", above)

if __name__ == "__main__":
    theorem.main()
