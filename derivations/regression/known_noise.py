"""With noise of a known variance, a refitted regression wanders off for ever, at a constant rate.

Setting.  The labels of each generation are the predictions of the last fit plus fresh noise of the true
variance sigma2; the next fit is least squares on the same n rows of d inputs, n >= d.

    Theorem    Cov[b_t] = t sigma2 (X'X)^-1: along an eigenvector with eigenvalue s, E[(b_t - beta)^2] = t sigma2/s,
               and the errors along two eigenvectors are uncorrelated
    Corollary  E|b_t - beta|^2 = t sigma2 tr (X'X)^-1
    Corollary  E|X(b_t - beta)|^2 / n = t sigma2 d/n, on average over the rows
    Corollary  labels made by fit t deviate from the true line by sigma2 (1 + t d/n): more spread, never less

Units.     sigma2 in (unit of y)^2, s in (unit of x)^2, trace = tr (X'X)^-1 in (unit of x)^-2, b and beta in
           (unit of y)/(unit of x); n, d and t >= 0 are counts.
Assumed.   Of the noise two moments only; that its values are uncorrelated would do.
Note.      Nothing collapses here: what is lost is the truth, not diversity.  For that the noise variance must
           be refitted as well (refitted_noise).
"""

from sympy import Integer

from collapse_math.assumptions import (
    FIXED_DESIGN,
    FULL_RANK,
    INDEPENDENT_DRAWS,
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
from collapse_math.quantities import real
from derivations.regression.setting import (
    COMPOSE,
    b,
    b_2,
    beta,
    beta_2,
    d,
    elsewhere,
    i,
    n,
    over_directions,
    s,
    sigma2,
    t,
    v,
    white_refit,
)

trace = real("trace", at_least=0)  # of (X'X)^-1: the sum of 1/s over the eigenvalues s of X'X
START = {b: beta, b_2: beta_2}

theorem = Theorem(
    "regression.known_noise",
    says="Cov[b_t] = t sigma2 (X'X)^-1: the error of a regression refitted to noisy predictions grows linearly",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, KNOWN_NOISE, FULL_RANK, FIXED_DESIGN, LEAST_SQUARES, *COMPOSE),
    symbols=(n, d, t, sigma2, s, trace, beta),
    conditions=(n >= d,),
    catalogue=("E1",),
    sources=(Source("Gerstgrasser et al.", 2024, "arXiv 2404.01413, the case in which data are replaced"),),
)

# 1. Along one eigenvector, from the normal equation: a refit is unbiased whatever the noise variance v ...
centre = theorem.expectation("a refit is unbiased", b, after=white_refit(v), equals=b)

# 2. ... and with noise of variance sigma2 it adds sigma2/s to the mean squared error, and nothing to the mean
#    product of two coordinates.
refit = white_refit(sigma2, KNOWN_NOISE)
wander = theorem.expectation(
    "a refit adds sigma2/s to the mean squared error",
    (b - beta) ** 2,
    after=refit,
    equals=(b - beta) ** 2 + sigma2 / s,
)
across = theorem.expectation("and nothing across directions", b * b_2, after=refit, equals=b * b_2)

# 3. Generations compose, because a generation sees only the fit before it; the error does so in one direction.
#    Means add up even if the noise of two generations depends on each other.
(mean,) = theorem.over_generations(t, {centre: beta}, start=START, uses=(LINEAR_TRUTH, REPLACE))
(error,) = theorem.over_generations(t, {wander: t * sigma2 / s}, start=START, uses=(*COMPOSE, FIXED_DESIGN))
(product,) = theorem.over_generations(t, {across: beta * beta_2}, start=START, uses=(*COMPOSE, FIXED_DESIGN))
uncorrelated = theorem.equation(
    "two directions are uncorrelated",
    product.right - mean.right * elsewhere(mean.right),
    Integer(0),
    given=(product, mean),
)

# 4. |b - beta|^2 is the sum of (b - beta)^2 over the directions.  Direction by direction: one with eigenvalue s
#    adds 1/s to the trace and t sigma2/s to the sum, which before the first one are both 0.
whole = theorem.equation(
    "a direction adds its share of the trace",
    t * sigma2 * (trace + 1/s) - error.right,
    t * sigma2 * trace,
    given=(error,),
)

# 5. |X(b - beta)|^2 is the sum of s (b - beta)^2 over the d directions.
in_sample = theorem.equation(
    "the error on the rows",
    over_directions(s * error.right / n),
    t * sigma2 * d / n,
    how=Telescope(i * t * sigma2 / n),
    given=(error,),
)

# 6. A label made by fit t carries this error and fresh noise of variance sigma2.
labels = theorem.equation(
    "the spread of labels", sigma2 + in_sample.right, sigma2 * (1 + t * d/n), given=(in_sample,)
)

# The error is sigma2/s, or sigma2/n, times t times chi-square for normal noise: hence the variances.
small, chi_square = {n: 5, d: 2, t: 2, sigma2: 2}, 2 * d * (t * sigma2 / n) ** 2
theorem.concludes("expected_coefficient", "E[b_t]", mean)
theorem.concludes(
    "coefficient_error",
    "E[(b_t - beta)^2] along an eigenvector",
    error,
    Observed(
        "regression", "prediction_risks", "mean", {n: 4, d: 1, t: 2, s: 5, sigma2: 2}, 2 * (t * sigma2 / s) ** 2
    ),
)
theorem.concludes("covariance_of_coefficients", "Cov[b_t, b_2t] along two eigenvectors", uncorrelated)
theorem.concludes("error_of_all_coefficients", "E|b_t - beta|^2", whole)
theorem.concludes(
    "in_sample_risk",
    "E|X(b_t - beta)|^2 / n",
    in_sample,
    Observed("regression", "in_sample_risks", "mean", small, chi_square),
)
theorem.concludes(
    "spread_of_labels",
    "E|y_(t+1) - X beta|^2 / n",
    labels,
    Observed("regression", "spreads_of_labels", "mean", small, chi_square),
)

if __name__ == "__main__":
    theorem.main()
