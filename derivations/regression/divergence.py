"""The divergence of a refitted regression from the truth grows linearly for ever, and exactly so.

Setting.  As in refitted_noise, with normal noise.  A fit is a normal law for the label of each row, with mean
x'b_t and variance s_t^2; its divergence from the true law N(x'beta, sigma2) is averaged over the n rows.

    Theorem    E KL(fit t || truth) = (t/2) (log(n/2) - psi((n-d)/2))

Units.     Nats; n > d and t >= 0 are counts.
Assumed.   Normal noise and the same rows at each generation.
Compare.   wasserstein: the expected squared distance does not grow for ever.
"""

from sympy import log, polygamma

from collapse_math.assumptions import (
    FIXED_DESIGN,
    FULL_RANK,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    LEAST_SQUARES,
    MATCHING_MOMENTS,
    NOISE_DIVISOR_N,
)
from collapse_math.claims import Telescope
from collapse_math.derivation import Theorem
from collapse_math.observed import Observed
from derivations.gaussian import divergence as gaussian_divergence
from derivations.gaussian.setting import m, m_0, v_0
from derivations.regression import refitted_noise, typical_refitted_noise
from derivations.regression.setting import COMPOSE, RESIDUALS_LEFT, b, beta, d, i, n, over_directions, s, sigma2, t, v

theorem = Theorem(
    "regression.divergence",
    says="E KL(fit t || truth) = (t/2)(log(n/2) - psi((n-d)/2)), averaged over rows: exactly linear in t",
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

# 1. The divergence of one row's normal laws, whose means are m = x'b and m_0 = x'beta: line and noise.
one_row = theorem.cites(gaussian_divergence.forward, {v_0: sigma2})
of_noise = (v / sigma2 - 1 - log(v) + log(sigma2)) / 2
row = theorem.equation(
    "the divergence of a row", one_row.right, (m - m_0) ** 2 / (2 * sigma2) + of_noise, given=(one_row,)
)

# 2. Averaged over the rows, (x'b - x'beta)^2 is the sum of s (b - beta)^2 / n over the d directions.  Give each of
#    them its share 1/d of what depends on the noise.  Then line and noise cancel against the 1 in the mean of a
#    direction's part, and the log is left.
noise, error = theorem.cites(refitted_noise.level), theorem.cites(refitted_noise.error)
level = theorem.cites(typical_refitted_noise.level)
loss = (log(n/2) - polygamma(0, half)) * t/2
part = theorem.by_linearity(
    "a direction's part",
    s * (b - beta) ** 2 / (2 * n * sigma2) + of_noise / d,
    {error: s / (2 * n * sigma2), noise: 1 / (2 * d * sigma2), level: -1 / (2 * d)},
    rest=(log(sigma2) - 1) / (2 * d),
    equals=loss / d,
)

# 3. The d parts are alike in their means.
divergence = theorem.equation(
    "the divergence is what the log loses",
    over_directions(part.right),
    loss,
    how=Telescope(i * loss / d),
    given=(row, part),
)

# Held against a simulation: the divergence is (A + B)/2 with A = y - 1 - log y for y = s_t^2/sigma2 and B the error
# on the rows over sigma2, both >= 0.  A^2 <= (y - 1)^2 + (log y)^2, since y - 1 and log y have the same sign; B^2
# has a mean of at most d (d + 2)(t/n)^2 (refitted_noise).
fourth = (n - d) * (n - d + 2) / n**2
square_of_log = t * polygamma(1, half) + 4 * loss**2
square_of_a = fourth**t - 2 * (1 - d/n) ** t + 1 + square_of_log
theorem.concludes(
    "expected_divergence",
    "E KL(fit t || truth)",
    divergence,
    Observed(
        "regression",
        "divergences_of_fit_from_truth",
        "mean",
        {n: 6, d: 2, t: 2, sigma2: 2},
        (square_of_a + d * (d + 2) * (t/n) ** 2) / 2 - loss**2,
    ),
)

if __name__ == "__main__":
    theorem.main()
