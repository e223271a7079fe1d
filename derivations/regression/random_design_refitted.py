"""With new rows and a refitted noise variance, the error levels off above the variance of the noise.

Setting.  Each generation draws n new rows of d normal inputs with mean 0 and covariance Sigma, labels them by
the last fit plus noise of the variance fitted last, and fits by least squares with s_t^2 = RSS/n.

    Theorem    E (b_t - beta)' Sigma (b_t - beta) = (1 - (1 - d/n)^t) sigma2 n/(n-d-1)      for n >= d + 2
    Corollary  it tends to sigma2 n/(n-d-1)
    Corollary  noise and error, weighted with 1 - (d+1)/n, add up to sigma2; with the error on the rows of the fit
               they do so without a weight (refitted_noise)

Units.     sigma2 in (unit of y)^2; n, d and t >= 0 are counts.
Assumed.   Of the inputs that they are normal; of the noise nothing but its mean square.  It may be correlated
           within a generation, since new rows see it from a new direction.
Note.      For n <= d + 1 the expectation is infinite, as in random_design.
"""

from dataclasses import replace

from sympy import Integer

from collapse_math.assumptions import (
    FULL_RANK,
    GAUSSIAN_DESIGN,
    LEAST_SQUARES,
    MATCHING_MOMENTS,
    NOISE_DIVISOR_N,
)
from collapse_math.claims import Telescope
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from collapse_math.moments import Refit, Sample
from collapse_math.observed import Observed
from derivations.regression.random_design import FINITE_ERROR, INFINITE, new_rows
from derivations.regression.setting import COMPOSE, DIVISORS, b, beta, d, i, n, over_directions, sigma2, t, v

theorem = Theorem(
    "regression.random_design_refitted",
    says="with new rows and refitted noise the error of a prediction tends to sigma2 n/(n-d-1)",
    assumes=(MATCHING_MOMENTS, FULL_RANK, GAUSSIAN_DESIGN, LEAST_SQUARES, NOISE_DIVISOR_N, *COMPOSE),
    symbols=(n, d, t, sigma2),
    conditions=FINITE_ERROR,
    catalogue=("E4",),
    outside=INFINITE,
)
keep = 1 - d/n


def new_rows_refitted(divisor: str) -> Refit:
    """As `new_rows`, with RSS, the sum of squares of n - d coordinates of the noise, over "n" or "n-d"."""
    count, assumption = DIVISORS[divisor]
    left = Sample("r", n - d, Integer(0), {2: v}, (MATCHING_MOMENTS,))
    coefficients = new_rows(v)
    return replace(
        coefficients,
        parameters={**coefficients.parameters, v: left.power_sum(2) / count},
        draws=(*coefficients.draws, left),
        estimators={**coefficients.estimators, v: (LEAST_SQUARES, assumption)},
    )


# 1. Of n coordinates of the noise, least squares leaves n - d in RSS, whatever the rows; the coefficient of a
#    column moves by u/sqrt(C), where C is chi-square with n - d + 1 degrees of freedom.
refit = new_rows_refitted("n")
shrink = theorem.expectation("one refit keeps 1 - d/n of the noise", v, after=refit, equals=keep * v)
wander = theorem.expectation(
    "the coefficient takes a step of variance v/(n-d-1)",
    (b - beta) ** 2,
    after=refit,
    equals=(b - beta) ** 2 + v / (n - d - 1),
)

# 2. Generations compose: each step is d/n smaller than the one before it.
level, error = theorem.over_generations(
    t,
    {shrink: keep**t * sigma2, wander: (1 - keep**t) * sigma2 * n / (d * (n - d - 1))},
    start={b: beta, v: sigma2},
    uses=COMPOSE,
)

# 3. The error of a prediction is the sum of (b - beta)^2 over the d columns.
risk = theorem.equation(
    "the error of a prediction",
    over_directions(error.right),
    (1 - keep**t) * sigma2 * n / (n - d - 1),
    how=Telescope(i * error.right),
    given=(error,),
)
total = theorem.equation(
    "noise and weighted error add up to sigma2",
    level.right + (1 - (d + 1) / n) * risk.right,
    sigma2,
    given=(level, risk),
)
levels_off = theorem.limit(
    "the error levels off",
    risk.right,
    t,
    sigma2 * n / (n - d - 1),
    {keep**t: (Integer(0), GEOMETRIC_LIMIT, {r: keep})},
    given=(risk,),
)

# With E[s_j^2 s_k^2] <= sigma2^2, the bound on the variance is that for noise of known variance (random_design).
second = sigma2 * d / (n - d - 1)
fourth = sigma2**2 * d * (d * (n - d - 2) + 2 * n) / ((n - d) * (n - d - 1) * (n - d - 3))
theorem.concludes("expected_noise_variance", "E[s_t^2]", level)
theorem.concludes(
    "prediction_risk",
    "E (b_t - beta)' Sigma (b_t - beta)",
    risk,
    Observed(
        "regression",
        "prediction_risks",
        "mean",
        {n: 8, d: 2, t: 2, sigma2: 2},
        t * fourth + t * (t - 1) * (1 + 2/d) * second**2,
    ),
)
theorem.concludes("conservation", "E[s_t^2] + (1 - (d+1)/n) E (b_t - beta)' Sigma (b_t - beta)", total)
theorem.concludes("limit_of_prediction_risk", "lim E (b_t - beta)' Sigma (b_t - beta)", levels_off)

if __name__ == "__main__":
    theorem.main()
