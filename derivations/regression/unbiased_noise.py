"""With the unbiased noise variance the mean stays, and yet almost surely all noise is lost.

Setting.  The labels of each generation are the predictions of the last fit plus noise of the variance fitted
last; the next fit is least squares on the same n rows of d inputs, n > d, with s_t^2 = RSS/(n - d).

    Theorem    E[s_t^2] = sigma2
    Theorem    E|X(b_t - beta)|^2 / n = t sigma2 d/n, as if the noise were known; along an eigenvector t sigma2/s
    Theorem    E[log s_t^2] = log sigma2 + t L,   L = psi((n-d)/2) - log((n-d)/2) < 0
    Corollary  (log s_t^2) / t -> L almost surely, hence s_t^2 -> 0

Units.     sigma2 and s_t^2 in (unit of y)^2, s in (unit of x)^2, logs in natural units; n, d, t are counts.
Assumed.   Two moments of the noise for the means, normal noise for the logarithm.
Note.      As almost every chain loses its noise, the constant mean of s_t^2, and with it the linear growth of the
           mean error, is kept up by ever rarer chains.
"""

from sympy import Integer, log, polygamma

from collapse_math.assumptions import (
    FIXED_DESIGN,
    FULL_RANK,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    LEAST_SQUARES,
    LINEAR_TRUTH,
    MATCHING_MOMENTS,
    NOISE_DIVISOR_N_MINUS_D,
    REPLACE,
)
from collapse_math.claims import ByLemma, Telescope
from collapse_math.derivation import Theorem
from collapse_math.lemmas import PSI_BELOW_LOG, z
from collapse_math.observed import Observed
from collapse_math.process_axioms import STRONG_LAW
from derivations.regression.setting import (
    COMPOSE,
    RESIDUALS_LEFT,
    TRUTH,
    b,
    beta,
    d,
    i,
    n,
    normal_refit,
    over_directions,
    refit,
    s,
    sigma2,
    t,
    v,
)

theorem = Theorem(
    "regression.unbiased_noise",
    says="E[s_t^2] = sigma2 and the error grows like t sigma2 d/n, yet s_t -> 0 almost surely",
    assumes=(
        INDEPENDENT_DRAWS,
        MATCHING_MOMENTS,
        GAUSSIAN_DRAWS,
        FULL_RANK,
        FIXED_DESIGN,
        LEAST_SQUARES,
        NOISE_DIVISOR_N_MINUS_D,
        *COMPOSE,
    ),
    symbols=(n, d, t, sigma2, s),
    conditions=RESIDUALS_LEFT,
    catalogue=("E2",),
)

# 1. Least squares leaves n - d coordinates of the noise, and divides by as many.
keep = theorem.expectation("one refit keeps the noise on average", v, after=refit("n-d"), equals=v)
wander = theorem.expectation(
    "the coefficient takes a step of variance v/s", (b - beta) ** 2, after=refit("n-d"), equals=(b - beta) ** 2 + v / s
)

# 2. Generations compose; for the coefficients in the direction of one and the same eigenvector.
(level,) = theorem.over_generations(t, {keep: sigma2}, start=TRUTH, uses=COMPOSE)
_, error = theorem.over_generations(
    t, {keep: sigma2, wander: t * sigma2 / s}, start=TRUTH, uses=(*COMPOSE, FIXED_DESIGN)
)
in_sample = theorem.equation(
    "the error on the rows",
    over_directions(s * error.right / n),
    t * sigma2 * d / n,
    how=Telescope(i * t * sigma2 / n),
    given=(error,),
)

# 3. For normal noise, one refit adds log(R/(n-d)) to the log of the noise variance, whatever the fit.
half = (n - d) / 2
L = polygamma(0, half) - log(half)
step = theorem.expectation("one refit adds L", log(v), after=normal_refit("n-d"), equals=log(v) + L)
(log_level,) = theorem.over_generations(
    t, {step: log(sigma2) + t * L}, start={v: sigma2}, uses=(LINEAR_TRUTH, REPLACE)
)

# 4. psi(z) < log z - 1/(2z) at z = (n-d)/2, so L < 0; the strong law does the rest.
upper = theorem.inequality(
    "psi from above", polygamma(0, half), "<", log(half) - 1 / (n - d), how=ByLemma(PSI_BELOW_LOG, {z: half})
)
negative = theorem.inequality("L is negative", L, "<", Integer(0), given=(upper,))
sure = theorem.by_axiom("(log s_t^2)/t -> L < 0 almost surely, so s_t -> 0", STRONG_LAW, given=(step,), equals=L)

# With normal noise s_t^2 / s_(t-1)^2 is chi-square over n - d and the error, given all s_t, is chi-square times
# their sum over n: hence the first variance, and with E[s_j^2 s_k^2] <= E[s_t^4] bounds on the others.
fourth = (1 + 2 / (n - d)) ** t * sigma2**2
small = {n: 6, d: 2, t: 2, sigma2: 2}
theorem.concludes(
    "expected_noise_variance",
    "E[s_t^2]",
    level,
    Observed("regression", "noise_variances", "mean", small, fourth - sigma2**2),
)
theorem.concludes(
    "coefficient_error",
    "E[(b_t - beta)^2] along an eigenvector",
    error,
    Observed("regression", "prediction_risks", "mean", {n: 5, d: 1, t: 2, s: 5, sigma2: 2}, 3 * fourth * (t / s) ** 2),
)
theorem.concludes(
    "in_sample_risk",
    "E|X(b_t - beta)|^2 / n",
    in_sample,
    Observed("regression", "in_sample_risks", "mean", small, d * (d + 2) * fourth * (t / n) ** 2),
)
theorem.concludes(
    "expected_log_noise_variance",
    "E[log s_t^2]",
    log_level,
    Observed("regression", "log_noise_variances", "mean", {n: 4, d: 2, t: 2, sigma2: 8}, t * polygamma(1, half)),
)
theorem.concludes("drift", "lim (log s_t^2)/t almost surely", sure)
theorem.concludes("drift_is_negative", "L", negative)

if __name__ == "__main__":
    theorem.main()
