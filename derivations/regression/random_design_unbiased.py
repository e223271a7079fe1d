"""With new rows and an unbiased noise variance, the error grows as if the noise were known, and for ever.

Setting.  Each generation draws n new rows of d normal inputs with mean 0 and covariance Sigma, labels them by
the last fit plus noise of the variance fitted last, and fits by least squares with s_t^2 = RSS/(n - d).

    Theorem    E[s_t^2] = sigma2
    Theorem    E (b_t - beta)' Sigma (b_t - beta) = t sigma2 d/(n-d-1)      for n >= d + 2
    Compare    with s_t^2 = RSS/n it levels off (random_design_refitted)

Units.     sigma2 in (unit of y)^2; n, d and t >= 0 are counts.
Assumed.   Of the inputs that they are normal; of the noise nothing but its mean square.
Note.      For n <= d + 1 the expectation is infinite, as in random_design.
"""

from collapse_math.assumptions import (
    FULL_RANK,
    GAUSSIAN_DESIGN,
    LEAST_SQUARES,
    MATCHING_MOMENTS,
    NOISE_DIVISOR_N_MINUS_D,
)
from collapse_math.claims import Telescope
from collapse_math.derivation import Theorem
from collapse_math.observed import Observed
from derivations.regression.random_design import FINITE_ERROR, INFINITE
from derivations.regression.random_design_refitted import new_rows_refitted
from derivations.regression.setting import COMPOSE, b, beta, d, i, n, over_directions, sigma2, t, v

theorem = Theorem(
    "regression.random_design_unbiased",
    says="with new rows and unbiased noise the error of a prediction is t sigma2 d/(n-d-1), as with known noise",
    assumes=(MATCHING_MOMENTS, FULL_RANK, GAUSSIAN_DESIGN, LEAST_SQUARES, NOISE_DIVISOR_N_MINUS_D, *COMPOSE),
    symbols=(n, d, t, sigma2),
    conditions=FINITE_ERROR,
    catalogue=("E4",),
    outside=INFINITE,
)

# 1. RSS is the sum of squares of n - d coordinates of the noise, and is divided by as many.
refit = new_rows_refitted("n-d")
keep = theorem.expectation("one refit keeps the noise on average", v, after=refit, equals=v)
wander = theorem.expectation(
    "the coefficient takes a step of variance v/(n-d-1)",
    (b - beta) ** 2,
    after=refit,
    equals=(b - beta) ** 2 + v / (n - d - 1),
)

# 2. Generations compose: steps are as large as the first one, on average.
level, error = theorem.over_generations(
    t, {keep: sigma2, wander: t * sigma2 / (n - d - 1)}, start={b: beta, v: sigma2}, uses=COMPOSE
)

# 3. The error of a prediction is the sum of (b - beta)^2 over the d columns.
risk = theorem.equation(
    "the error of a prediction",
    over_directions(error.right),
    t * sigma2 * d / (n - d - 1),
    how=Telescope(i * t * sigma2 / (n - d - 1)),
    given=(error,),
)

# As in random_design for normal noise, with E[s_j^2 s_k^2] <= E[s_t^4] = growth sigma2^2.
growth = (1 + 2 / (n - d)) ** t
second = sigma2 * d / (n - d - 1)
fourth = sigma2**2 * d * (d * (n - d - 2) + 2 * n) / ((n - d) * (n - d - 1) * (n - d - 3))
at = {n: 8, d: 2, t: 2, sigma2: 2}
theorem.concludes(
    "expected_noise_variance",
    "E[s_t^2]",
    level,
    Observed("regression", "noise_variances", "mean", at, (growth - 1) * sigma2**2),
)
theorem.concludes(
    "prediction_risk",
    "E (b_t - beta)' Sigma (b_t - beta)",
    risk,
    Observed(
        "regression",
        "prediction_risks",
        "mean",
        at,
        growth * (t * fourth + t * (t - 1) * (1 + 2/d) * second**2) - risk.right**2,
    ),
)

if __name__ == "__main__":
    theorem.main()
