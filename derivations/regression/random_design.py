"""New rows at each generation cost more than the same rows: t sigma2 d/(n-d-1) in place of t sigma2 d/n.

Setting.  Each generation draws n new rows of d normal inputs with mean 0 and covariance Sigma, labels them by
the last fit plus fresh noise of the true variance sigma2, and fits by least squares.  The error is that of a
prediction at a new row, E[(x'b_t - x'beta)^2] = (b_t - beta)' Sigma (b_t - beta).

    Theorem    E (b_t - beta)' Sigma (b_t - beta) = t sigma2 d/(n-d-1)      for n >= d + 2 and any Sigma
    Compare    with phi = d/n this is (1 + 1/(n-d-1)) times t sigma2 phi/(1 - phi), the published limit as n
               and d grow in proportion; so that limit is too low at every n

Existence. For n = d and n = d + 1 the expectation is infinite: it is E[1/C] for a chi-square variable C with
           n - d + 1 degrees of freedom, which must be above 2.  Any single error is finite all the same.
Units.     sigma2 in (unit of y)^2; n, d and t >= 0 are counts.
Assumed.   Of the inputs that they are normal; of the noise nothing but its mean square.  It may be correlated,
           or even the same at each generation: new rows see it from a new direction.
"""

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
from collapse_math.ledger import Source
from collapse_math.observed import Observed
from derivations.regression.setting import (
    FINITE_ERROR,
    b,
    beta,
    d,
    i,
    n,
    new_rows,
    over_directions,
    sigma2,
    t,
)

theorem = Theorem(
    "regression.random_design",
    says="E (b_t - beta)' Sigma (b_t - beta) = t sigma2 d/(n-d-1) for n >= d + 2, with new rows at each generation",
    assumes=(MATCHING_MOMENTS, KNOWN_NOISE, FULL_RANK, GAUSSIAN_DESIGN, LEAST_SQUARES, LINEAR_TRUTH, REPLACE),
    symbols=(n, d, t, sigma2),
    conditions=FINITE_ERROR,
    catalogue=("E4",),
    sources=(Source("Dohmatob et al.", 2024, "arXiv 2402.07712, the limit t sigma2 phi/(1 - phi)"),),
)

# 1. In coordinates in which Sigma is the identity, the coefficient of a column moves by u/sqrt(C), where C is
#    chi-square with n - d + 1 degrees of freedom and u a coordinate of the noise.
centre = theorem.expectation("a refit is unbiased", b, after=new_rows(sigma2, KNOWN_NOISE), equals=b)
wander = theorem.expectation(
    "a refit adds sigma2/(n-d-1)",
    (b - beta) ** 2,
    after=new_rows(sigma2, KNOWN_NOISE),
    equals=(b - beta) ** 2 + sigma2 / (n - d - 1),
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

# 5. On the same rows the error is t sigma2 d/n (known_noise), which is less.
more = theorem.inequality("new rows cost more", d/n, "<", d / (n - d - 1))

# For normal noise the fits' steps are independent with rotationally symmetric laws; E|step|^2 = second and, by
# the second moments of an inverse Wishart matrix, E|step|^4 = fourth.
second = sigma2 * d / (n - d - 1)
fourth = sigma2**2 * d * (d * (n - d - 2) + 2 * n) / ((n - d) * (n - d - 1) * (n - d - 3))
theorem.concludes("expected_coefficient", "E[b_t]", mean)
theorem.concludes(
    "prediction_risk",
    "E (b_t - beta)' Sigma (b_t - beta)",
    risk,
    Observed(
        "regression",
        "prediction_risks",
        "mean",
        {n: 8, d: 2, t: 2, sigma2: 2},
        t * fourth + t * (t - 1) * (1 + 2/d) * second**2 - (t * second) ** 2,
    ),
)
theorem.concludes("corrected_limit", "t sigma2 d/(n-d-1)", corrected)
theorem.concludes("more_than_on_the_same_rows", "d/n", more)

if __name__ == "__main__":
    theorem.main()
