"""How far a refitted regression is from the truth: the divergence grows for ever, the distance does not.

Setting.  As in refitted_noise, with normal noise.  A fit is a normal law for the label of each row, with mean
x'b_t and variance s_t^2; distances to the true law N(x'beta, sigma2) are averaged over the n rows.

    Theorem    E KL(fit t || truth)   = (t/2) (log(n/2) - psi((n-d)/2))      exactly linear in t
    Theorem    E W_2(fit t, truth)^2  = 2 sigma2 (1 - c^t),   c = sqrt(2/n) Gamma((n-d+1)/2) / Gamma((n-d)/2) < 1
    Corollary  the latter tends to 2 sigma2

Units.     KL in nats, W_2^2 in (unit of y)^2; n > d and t >= 0 are counts.
Assumed.   Normal noise and the same rows at each generation.
"""

from sympy import Integer, Rational, gamma, log, polygamma, sqrt

from collapse_math.assumptions import (
    FIXED_DESIGN,
    FULL_RANK,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    LEAST_SQUARES,
    MATCHING_MOMENTS,
    NOISE_DIVISOR_N,
)
from collapse_math.axioms import COUPLING_OF_QUANTILES, GAMMA_RATIO, GEOMETRIC_LIMIT, r, z
from collapse_math.axioms import s as share
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from derivations.gaussian import divergence as gaussian_divergence
from derivations.gaussian.setting import m, m_0, v_0
from derivations.regression import refitted_noise, typical_refitted_noise
from derivations.regression.setting import COMPOSE, RESIDUALS_LEFT, d, n, normal_refit, sigma2, t, v

theorem = Theorem(
    "regression.distances",
    says="E KL(fit t || truth) = (t/2)(log(n/2) - psi((n-d)/2)), while E W_2(fit t, truth)^2 -> 2 sigma2",
    assumes=(
        INDEPENDENT_DRAWS,
        MATCHING_MOMENTS,
        GAUSSIAN_DRAWS,
        FULL_RANK,
        FIXED_DESIGN,
        LEAST_SQUARES,
        NOISE_DIVISOR_N,
        *COMPOSE,
    ),
    symbols=(n, d, t, sigma2),
    conditions=RESIDUALS_LEFT,
    catalogue=("E3",),
)
half = (n - d) / 2

# 1. Noise and error of the line on average, and the log of the noise variance.
noise = theorem.cites(refitted_noise.level)
error = theorem.cites(refitted_noise.in_sample)
level = theorem.cites(typical_refitted_noise.level)

# 2. The divergence of one row's normal laws, m = x'b_t and m_0 = x'beta, is linear in (m - m_0)^2, v and log v.
#    Averaged over rows and runs, the first two cancel against the 1, and the log is left.
one_row = theorem.cites(gaussian_divergence.forward, {v_0: sigma2})
divergence = theorem.equation(
    "the divergence is what the log loses",
    one_row.right.xreplace({(m - m_0) ** 2: error.right, log(v): level.right, v: noise.right}),
    (log(n/2) - polygamma(0, half)) * t/2,
    given=(one_row, noise, error, level),
)

# 3. The standard deviation of the noise is multiplied by sqrt(R/n), which is c on average.
c = sqrt(2/n) * gamma(half + Rational(1, 2)) / gamma(half)
factor = theorem.expectation(
    "one refit keeps c of the standard deviation", sqrt(v), after=normal_refit("n"), equals=c * sqrt(v)
)
(deviation,) = theorem.over_generations(t, {factor: c**t * sqrt(sigma2)}, start={v: sigma2}, uses=COMPOSE)

# 4. W_2^2 = (x'b_t - x'beta)^2 + (s_t - sigma)^2 for each row: again all but one term cancels.
squares = theorem.equation(
    "the distance is what the standard deviation loses",
    error.right + noise.right - 2 * sqrt(sigma2) * deviation.right + sigma2,
    2 * sigma2 * (1 - c**t),
    given=(error, noise, deviation),
)
distance = theorem.by_axiom(
    "this is the distance, averaged over rows", COUPLING_OF_QUANTILES, given=(squares,), equals=squares.right
)

# 5. c < 1 by Wendel's inequality at z = (n-d)/2.
wendel = theorem.inequality(
    "Wendel's inequality",
    gamma(half + Rational(1, 2)),
    "<",
    sqrt(half) * gamma(half),
    how=ByLemma(GAMMA_RATIO, {z: half, share: Rational(1, 2)}),
)
below_one = theorem.inequality("c is below 1", c, "<", Integer(1), given=(wendel,))
levels_off = theorem.limit(
    "the distance levels off",
    distance.right,
    t,
    2 * sigma2,
    {c**t: (Integer(0), GEOMETRIC_LIMIT, {r: c})},
    given=(distance, below_one),
)

theorem.concludes("expected_divergence", "E KL(fit t || truth)", divergence)
theorem.concludes("expected_distance", "E W_2(fit t, truth)^2", distance)
theorem.concludes("limit_of_distance", "lim E W_2(fit t, truth)^2", levels_off)

if __name__ == "__main__":
    theorem.main()
