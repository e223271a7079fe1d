"""Refit the noise variance too, and a regression loses d/n of its noise at every refit on average.

Setting.  The labels of each generation are the predictions of the last fit plus noise of the variance fitted
last; the next fit is least squares on the same n rows of d inputs, n > d, with s_t^2 = RSS/n.

    Theorem    E[s_t^2] = (1 - d/n)^t sigma2
    Theorem    Cov[b_t] = (n/d) (1 - (1 - d/n)^t) sigma2 (X'X)^-1
    Corollary  E|b_t - beta|^2 is that with tr (X'X)^-1, and E|X(b_t - beta)|^2 / n = (1 - (1 - d/n)^t) sigma2
    Corollary  noise and error on the rows add up to sigma2, to which the latter tends

Units.     sigma2 and s_t^2 in (unit of y)^2, s in (unit of x)^2, trace = tr (X'X)^-1 in (unit of x)^-2; n, d and
           t >= 0 are counts.
Assumed.   Of the noise two moments only.  The decay of E[s_t^2] does not even need the same rows again.
Note.      A typical chain is another matter: on the log scale, noise is lost faster (typical_refitted_noise).
"""

from sympy import Integer

from collapse_math.assumptions import (
    FIXED_DESIGN,
    FULL_RANK,
    INDEPENDENT_DRAWS,
    LEAST_SQUARES,
    MATCHING_MOMENTS,
    NOISE_DIVISOR_N,
)
from collapse_math.claims import Telescope
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from collapse_math.observed import Observed
from derivations.regression.known_noise import trace
from derivations.regression.setting import (
    COMPOSE,
    RESIDUALS_LEFT,
    TRUTH,
    b,
    b_2,
    beta,
    beta_2,
    d,
    elsewhere,
    i,
    n,
    over_directions,
    refit,
    s,
    sigma2,
    t,
    v,
)

theorem = Theorem(
    "regression.refitted_noise",
    says="E[s_t^2] = (1 - d/n)^t sigma2, and what is lost as noise is gained as error of the fitted line",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, FULL_RANK, FIXED_DESIGN, LEAST_SQUARES, NOISE_DIVISOR_N, *COMPOSE),
    symbols=(n, d, t, sigma2, s, trace),
    conditions=RESIDUALS_LEFT,
    catalogue=("E3", "Z1"),
)
keep = 1 - d/n

# 1. Of n coordinates of the noise, least squares leaves n - d in RSS.
after = refit("n")
shrink = theorem.expectation("one refit keeps 1 - d/n of the noise", v, after=after, equals=keep * v)

# 2. The others move the coefficients: along an eigenvector by a step of variance v/s, which has no mean and no
#    correlation with the step along another eigenvector.
wander = theorem.expectation(
    "the coefficient takes a step of variance v/s", (b - beta) ** 2, after=after, equals=(b - beta) ** 2 + v / s
)
centre = theorem.expectation("a refit is unbiased", b, after=after, equals=b)
across = theorem.expectation("and steps are uncorrelated", b * b_2, after=after, equals=b * b_2)

# 3. Generations compose; for the coefficients in the direction of one and the same eigenvector.
(level,) = theorem.over_generations(t, {shrink: keep**t * sigma2}, start=TRUTH, uses=COMPOSE)
_, error = theorem.over_generations(
    t,
    {shrink: keep**t * sigma2, wander: (1 - keep**t) * sigma2 * n / (d * s)},
    start=TRUTH,
    uses=(*COMPOSE, FIXED_DESIGN),
)
(mean,) = theorem.over_generations(t, {centre: beta}, start=TRUTH, uses=COMPOSE)
(product,) = theorem.over_generations(t, {across: beta * beta_2}, start=TRUTH, uses=(*COMPOSE, FIXED_DESIGN))
covariance = product.right - mean.right * elsewhere(mean.right)
uncorrelated = theorem.equation("two directions are uncorrelated", covariance, Integer(0), given=(product, mean))

# 4. Direction by direction: one with eigenvalue s adds 1/s to the trace and its error to the sum, which before
#    the first one are both 0.
share = (1 - keep**t) * sigma2 * n/d
whole = theorem.equation(
    "a direction adds its share of the trace", share * (trace + 1/s) - error.right, share * trace, given=(error,)
)

#    |X(b - beta)|^2 is the sum of s (b - beta)^2 over the d directions.
in_sample = theorem.equation(
    "the error on the rows",
    over_directions(s * error.right / n),
    (1 - keep**t) * sigma2,
    how=Telescope(i * (1 - keep**t) * sigma2 / d),
    given=(error,),
)

# 5. Nothing vanishes: a refit moves d/n of the noise into the error of the line.
total = theorem.equation(
    "noise and error add up to sigma2", level.right + in_sample.right, sigma2, given=(level, in_sample)
)
# 6. In the end everything is error, and nothing noise.
shares = {keep**t: (Integer(0), GEOMETRIC_LIMIT, {r: keep})}
noise_limit = theorem.limit("no noise is left on average", level.right, t, Integer(0), shares, given=(level,))
error_limit = theorem.limit("the error levels off", in_sample.right, t, sigma2, shares, given=(in_sample,))

# With normal noise s_t^2 / s_(t-1)^2 is chi-square over n and the error, given all s_t, is chi-square times
# their sum over n: hence the first variance, and with E[s_j^2 s_k^2] <= sigma2^2 the bounds on the others, of a
# sum by (x + y)^2 <= 2 x^2 + 2 y^2.
fourth = (n - d) * (n - d + 2) / n**2
square_of_error = d * (d + 2) * (t * sigma2 / n) ** 2
small = {n: 4, d: 2, t: 2, sigma2: 2}
theorem.concludes(
    "expected_noise_variance",
    "E[s_t^2]",
    level,
    Observed("regression", "noise_variances", "mean", small, (fourth**t - keep ** (2 * t)) * sigma2**2),
)
theorem.concludes(
    "coefficient_error",
    "E[(b_t - beta)^2] along an eigenvector",
    error,
    Observed("regression", "prediction_risks", "mean", {n: 4, d: 1, t: 2, s: 5, sigma2: 2}, 3 * (t * sigma2 / s) ** 2),
)
theorem.concludes("covariance_of_coefficients", "Cov[b_t, b_2t] along two eigenvectors", uncorrelated)
theorem.concludes("error_of_all_coefficients", "E|b_t - beta|^2", whole)
theorem.concludes(
    "in_sample_risk",
    "E|X(b_t - beta)|^2 / n",
    in_sample,
    Observed("regression", "in_sample_risks", "mean", small, square_of_error),
)
theorem.concludes(
    "conservation",
    "E[s_t^2] + E|X(b_t - beta)|^2 / n",
    total,
    Observed(
        "regression", "spreads_of_labels", "mean", small, 2 * fourth**t * sigma2**2 + 2 * square_of_error - sigma2**2
    ),
)
theorem.concludes("limit_of_noise_variance", "lim E[s_t^2]", noise_limit)
theorem.concludes("limit_of_in_sample_risk", "lim E|X(b_t - beta)|^2 / n", error_limit)

if __name__ == "__main__":
    theorem.main()
