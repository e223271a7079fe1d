"""Ridge regression refitted to noisy predictions forgets the truth at a geometric rate, and then fluctuates about zero.

Setting.  The labels of each generation are the predictions of the last fit plus fresh noise of the true
variance sigma2; the next fit is ridge regression with a penalty > 0 on the same rows.  Along an eigenvector
of X'X with eigenvalue s > 0 a fit keeps m = s/(s + penalty) of the coefficient it is shown.

    Theorem    E[b_t] = m^t beta
    Theorem    E[(b_t - beta)^2] = (1 - m^t)^2 beta^2 + sigma2 s (1 - m^(2t)) / (penalty (2s + penalty))
    Corollary  their limits are 0 and beta^2 + sigma2 s / (penalty (2s + penalty)), of which the second term is the
               variance with which b_t goes on fluctuating
    Corollary  E|b_t - beta|^2 is the sum of E[(b_t - beta)^2] over the eigenvectors, each with its s and beta: of the
               squared biases, and of the variances

The error is bounded, unlike that of least squares (known_noise), which the penalty pays for with the truth.
Coefficients along eigenvectors with s = 0 are 0 from the first fit on.

Units.     sigma2 in (unit of y)^2, s and the penalty in (unit of x)^2, b and beta in (unit of y)/(unit of x); t
           counts fits.
Assumed.   Of the noise two moments only.  Any number of rows and any rank will do.
"""

from sympy import Integer

from collapse_math.assumptions import (
    FIXED_DESIGN,
    INDEPENDENT_DRAWS,
    KNOWN_NOISE,
    MATCHING_MOMENTS,
    RIDGE,
)
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from collapse_math.observed import Observed
from collapse_math.quantities import real
from collapse_math.sequences import reals
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
    s_2,
    sigma2,
    t,
    white_refit,
)

penalty = real("penalty", above=0)
spectrum, truth = reals("spectrum", above=0), reals("truth")  # the s and the beta of each eigenvector
m = s / (s + penalty)

theorem = Theorem(
    "regression.ridge",
    says="E[b_t] = m^t beta with m = s/(s + penalty): ridge regression on its own noisy predictions forgets the truth",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, KNOWN_NOISE, FIXED_DESIGN, RIDGE, *COMPOSE),
    symbols=(d, t, sigma2, penalty, s, beta, s_2, beta_2, spectrum, truth),
    catalogue=("E9",),
)

# 1. Along one eigenvector the normal equation is (s + penalty) b' = s b + sqrt(s) u.
refit = white_refit(sigma2, KNOWN_NOISE, penalty=penalty, by=RIDGE)
shrink = theorem.expectation("one refit keeps m of the coefficient", b, after=refit, equals=m * b)
wander = theorem.expectation(
    "and adds noise",
    (b - beta) ** 2,
    after=refit,
    equals=(m * b - beta) ** 2 + sigma2 * s / (s + penalty) ** 2,
)
shrink_2 = theorem.expectation("along another one", b_2, after=refit, equals=elsewhere(m * b))
wander_2 = theorem.expectation(
    "likewise", (b_2 - beta_2) ** 2, after=refit, equals=elsewhere(wander.right)
)

# 2. Generations compose in the direction of one and the same eigenvector, and of another one.
noise_share = sigma2 * s / (penalty * (2 * s + penalty))
kept = m**t * beta
off = (1 - m**t) ** 2 * beta**2 + noise_share * (1 - m ** (2 * t))
mean, error, _, error_2 = theorem.over_generations(
    t,
    {shrink: kept, wander: off, shrink_2: elsewhere(kept), wander_2: elsewhere(off)},
    start={b: beta, b_2: beta_2},
    uses=(*COMPOSE, FIXED_DESIGN),
)

# 3. |b - beta|^2 is the sum of (b - beta)^2 over the eigenvectors, and so is its mean: here for two, and for d with a
#    spectrum(i) and a truth(i) each, whatever these are.
both = theorem.by_linearity(
    "two eigenvectors",
    (b - beta) ** 2 + (b_2 - beta_2) ** 2,
    {error: Integer(1), error_2: Integer(1)},
    rest=Integer(0),
    equals=off + elsewhere(off),
)
each = {s: spectrum(i), beta: truth(i)}
bias, spread = (1 - m**t)**2 * beta**2, noise_share * (1 - m ** (2 * t))
whole = theorem.equation(
    "d eigenvectors",
    over_directions(error.right.xreplace(each)),
    over_directions(bias.xreplace(each)) + over_directions(spread.xreplace(each)),
    how=Induction(d),
    given=(error,),
)

# 4. m^t -> 0 and (m^2)^t -> 0.
forgetting = {m**t: (Integer(0), GEOMETRIC_LIMIT, {r: m}), m ** (2 * t): (Integer(0), GEOMETRIC_LIMIT, {r: m**2})}
mean_limit = theorem.limit("the truth is forgotten", mean.right, t, Integer(0), forgetting, given=(mean,))
error_limit = theorem.limit(
    "the error levels off",
    error.right,
    t,
    beta**2 + noise_share,
    forgetting,
    given=(error,),
)

# For normal noise b_t - beta is normal with the mean (m^t - 1) beta: hence the variance of its square.
variance = 2 * spread**2 + 4 * bias * spread
theorem.concludes("expected_coefficient", "E[b_t] along an eigenvector", mean)
theorem.concludes(
    "coefficient_error",
    "E[(b_t - beta)^2] along an eigenvector",
    error,
    Observed(
        "regression",
        "prediction_risks",
        "mean",
        {n: 2, d: 1, t: 2, s: 9, sigma2: 2, penalty: 1, beta: 1},
        variance,
    ),
)
theorem.concludes("error_along_two_eigenvectors", "E[(b_t - beta)^2 + (b_2t - beta_2)^2]", both)
theorem.concludes(
    "error_of_all_coefficients",
    "E|b_t - beta|^2",
    whole,
    Observed(
        "regression",
        "prediction_risks",
        "mean",
        {n: 3, d: 2, t: 2, sigma2: 2, penalty: 1},
        over_directions(variance.xreplace(each)),
        sequences={spectrum: (9, 1), truth: (1, 2)},
    ),
)
theorem.concludes("limit_of_coefficient", "lim E[b_t] along an eigenvector", mean_limit)
theorem.concludes("limit_of_coefficient_error", "lim E[(b_t - beta)^2] along an eigenvector", error_limit)

if __name__ == "__main__":
    theorem.main()
