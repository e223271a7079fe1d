"""If all rows are kept, the error of a refitted regression stays below pi^2/6 times that of a single fit.

Setting.  As in regression.known_noise: the labels of each generation are the predictions of the last fit plus fresh
noise of the true variance sigma2, on the same n rows of d inputs, n >= d.  But the next fit is least squares on all
labels so far, real ones and those of every generation.

    Theorem    E[(b_t - beta)^2] = (sigma2/s) (1 + 1/4 + ... + 1/t^2) along an eigenvector of X'X with eigenvalue s,
               and the errors along two eigenvectors are uncorrelated
    Corollary  E|b_t - beta|^2 = sigma2 tr (X'X)^-1 (1 + 1/4 + ... + 1/t^2)
    Corollary  E|X(b_t - beta)|^2 / n = (sigma2 d/n) (1 + 1/4 + ... + 1/t^2)
    Corollary  all of these stay below pi^2/6 times what they are after the first fit, and tend to it

Units.     sigma2 in (unit of y)^2, s in (unit of x)^2, trace = tr (X'X)^-1 in (unit of x)^-2; n, d and t >= 0 are
           counts.
Assumed.   Of the noise two moments only.  The share of real labels is 1/t, and tends to 0.
Compare.   known_noise: without the old rows the error is t times that of a single fit.
"""

from sympy import Integer, Sum, pi

from collapse_math.assumptions import (
    ACCUMULATE,
    FIXED_DESIGN,
    FULL_RANK,
    INDEPENDENT_DRAWS,
    KNOWN_NOISE,
    LEAST_SQUARES,
    LINEAR_TRUTH,
    MATCHING_MOMENTS,
)
from collapse_math.claims import ByLemma, Telescope
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import INVERSE_SQUARES_BELOW, SUM_OF_INVERSE_SQUARES
from collapse_math.observed import Observed
from derivations.regression.known_noise import trace
from derivations.regression.setting import (
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
)
from derivations.regression_loops.setting import KEPT, j, kept_refit

START = {b: beta, b_2: beta_2}

theorem = Theorem(
    "regression_loops.kept_rows",
    says="if all rows are kept, E|b_t - beta|^2 = sigma2 tr (X'X)^-1 (1 + 1/4 + ... + 1/t^2): below pi^2/6 of one fit",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, KNOWN_NOISE, FULL_RANK, FIXED_DESIGN, LEAST_SQUARES, *KEPT),
    symbols=(n, d, t, sigma2, s, trace, beta),
    conditions=(n >= d,),
    catalogue=("E5",),
    sources=(Source("Gerstgrasser et al.", 2024, "arXiv 2404.01413, theorem 2: the case in which data accumulate"),),
)
squares = Sum(1/j**2, (j, 1, t))

# 1. One of t + 1 copies of the rows is new, and so the fit takes 1/(t+1) of the step it would take on that copy alone.
centre = theorem.expectation("a refit is unbiased", b, after=kept_refit(t, v), equals=b)
refit = kept_refit(t, sigma2, KNOWN_NOISE)
wander = theorem.expectation(
    "refit t + 1 adds sigma2/s over (t+1)^2",
    (b - beta)**2,
    after=refit,
    equals=(b - beta)**2 + sigma2/(s * (t + 1)**2),
)
across = theorem.expectation("and nothing across directions", b * b_2, after=refit, equals=b * b_2)

# 2. Generations compose: of the past a refit sees X'y, which is t s b.
(mean,) = theorem.over_generations(t, {centre: beta}, start=START, uses=(LINEAR_TRUTH, ACCUMULATE))
(error,) = theorem.over_generations(t, {wander: sigma2/s * squares}, start=START, uses=(*KEPT, FIXED_DESIGN))
(product,) = theorem.over_generations(t, {across: beta * beta_2}, start=START, uses=(*KEPT, FIXED_DESIGN))
uncorrelated = theorem.equation(
    "two directions are uncorrelated",
    product.right - mean.right * elsewhere(mean.right),
    Integer(0),
    given=(product, mean),
)

# 3. Direction by direction, as for known_noise: each adds 1/s to the trace; on the rows each adds the same.
whole = theorem.equation(
    "a direction adds its share of the trace",
    sigma2 * squares * (trace + 1/s) - error.right,
    sigma2 * squares * trace,
    given=(error,),
)
in_sample = theorem.equation(
    "the error on the rows",
    over_directions(s * error.right/n),
    sigma2 * d/n * squares,
    how=Telescope(i * sigma2/n * squares),
    given=(error,),
)

# 4. The sum of 1/j^2 tends to pi^2/6 from below (Euler).
below = theorem.inequality("the sum is below pi^2/6", squares, "<", pi**2/6, how=ByLemma(INVERSE_SQUARES_BELOW))
bound = theorem.inequality(
    "so the error is bounded", error.right, "<", pi**2/6 * sigma2/s, given=(below, error)
)
tends = {squares: (pi**2/6, SUM_OF_INVERSE_SQUARES, {t: t})}
error_limit = theorem.limit("the error levels off", error.right, t, pi**2/6 * sigma2/s, tends, given=(error,))
risk_limit = theorem.limit(
    "on the rows as well", in_sample.right, t, pi**2/6 * sigma2 * d/n, tends, given=(in_sample,)
)

# For normal noise the errors are normal: along an eigenvector a multiple of chi-square with one degree of freedom, on
# the rows with d.
theorem.concludes("expected_coefficient", "E[b_t]", mean)
theorem.concludes(
    "coefficient_error",
    "E[(b_t - beta)^2] along an eigenvector",
    error,
    Observed("regression", "prediction_risks", "mean", {n: 4, d: 1, t: 3, s: 5, sigma2: 2}, 2 * error.right**2),
)
theorem.concludes("covariance_of_coefficients", "Cov[b_t, b_2t] along two eigenvectors", uncorrelated)
theorem.concludes("error_of_all_coefficients", "E|b_t - beta|^2", whole)
theorem.concludes(
    "in_sample_risk",
    "E|X(b_t - beta)|^2 / n",
    in_sample,
    Observed("regression", "in_sample_risks", "mean", {n: 5, d: 2, t: 3, sigma2: 2}, 2 * in_sample.right**2/d),
)
theorem.concludes("bound_on_coefficient_error", "E[(b_t - beta)^2] along an eigenvector", bound)
theorem.concludes("limit_of_coefficient_error", "lim E[(b_t - beta)^2] along an eigenvector", error_limit)
theorem.concludes("limit_of_in_sample_risk", "lim E|X(b_t - beta)|^2 / n", risk_limit)

if __name__ == "__main__":
    theorem.main()
