"""The expected squared distance of a refitted regression from the truth is bounded: it tends to 2 sigma2.

Setting.  As in refitted_noise, with normal noise.  A fit is a normal law for the label of each row, with mean
x'b_t and variance s_t^2; its squared 2-Wasserstein distance from the true law N(x'beta, sigma2) is averaged over
the n rows.

    Theorem    E W_2(fit t, truth)^2 = 2 sigma2 (1 - c^t),   c = sqrt(2/n) Gamma((n-d+1)/2) / Gamma((n-d)/2) < 1
    Corollary  it tends to 2 sigma2: sigma2 for the error of the line, sigma2 for the noise that was lost

Units.     W_2^2 in (unit of y)^2; n > d and t >= 0 are counts.
Assumed.   Normal noise and the same rows at each generation.
Compare.   divergence: it grows for ever.
"""

from sympy import Integer, Rational, gamma, sqrt

from collapse_math.assumptions import (
    FIXED_DESIGN,
    FULL_RANK,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    LEAST_SQUARES,
    MATCHING_MOMENTS,
    NOISE_DIVISOR_N,
)
from collapse_math.axioms import COUPLING_OF_LABELS
from collapse_math.claims import ByLemma, Telescope
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GAMMA_RATIO, GEOMETRIC_LIMIT, r, z
from collapse_math.lemmas import s as exponent
from collapse_math.observed import Observed
from derivations.regression import refitted_noise
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
    s,
    sigma2,
    t,
    v,
)

theorem = Theorem(
    "regression.wasserstein",
    says="E W_2(fit t, truth)^2 = 2 sigma2 (1 - c^t) -> 2 sigma2, averaged over rows: bounded",
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

# 1. The standard deviation of the noise is multiplied by sqrt(R/n), which is c on average.
c = sqrt(2/n) * gamma(half + Rational(1, 2)) / gamma(half)
factor = theorem.expectation(
    "one refit keeps c of the standard deviation", sqrt(v), after=normal_refit("n"), equals=c * sqrt(v)
)
(deviation,) = theorem.over_generations(t, {factor: c**t * sqrt(sigma2)}, start=TRUTH, uses=COMPOSE)

# 2. W_2^2 = (x'b - x'beta)^2 + (sqrt v - sqrt sigma2)^2 for each row.  Averaged over the rows, the first term is the
#    sum of s (b - beta)^2 / n over the d directions; give each its share 1/d of the second.  All but one term cancels.
noise, error = theorem.cites(refitted_noise.level), theorem.cites(refitted_noise.error)
gap = 2 * sigma2 * (1 - c**t)
part = theorem.by_linearity(
    "a direction's part",
    s * (b - beta) ** 2 / n + (sqrt(v) - sqrt(sigma2)) ** 2 / d,
    {error: s/n, noise: 1/d, deviation: -2 * sqrt(sigma2) / d},
    rest=sigma2/d,
    equals=gap / d,
)

# 3. It is a direction's part of the distance.  The d parts are alike in their means.
share = theorem.by_axiom("a direction's part of the distance", COUPLING_OF_LABELS, given=(part,), equals=gap / d)
distance = theorem.equation(
    "the distance, averaged over rows",
    over_directions(share.right),
    gap,
    how=Telescope(i * gap / d),
    given=(share,),
)

# 4. c < 1 by Wendel's inequality at z = (n-d)/2.
wendel = theorem.inequality(
    "Wendel's inequality",
    gamma(half + Rational(1, 2)),
    "<",
    sqrt(half) * gamma(half),
    how=ByLemma(GAMMA_RATIO, {z: half, exponent: Rational(1, 2)}),
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

# Held against a simulation: W_2^2 is at most B + max(s_t^2, sigma2), where the error B on the rows has a mean square
# of at most d (d + 2)(t sigma2/n)^2 (refitted_noise), and E[s_t^4] = fourth^t sigma2^2.
fourth = (n - d) * (n - d + 2) / n**2
theorem.concludes(
    "expected_distance",
    "E W_2(fit t, truth)^2",
    distance,
    Observed(
        "regression",
        "squared_wasserstein_distances",
        "mean",
        {n: 6, d: 2, t: 2, sigma2: 2},
        2 * (d * (d + 2) * (t/n) ** 2 + fourth**t + 1) * sigma2**2 - gap**2,
    ),
)
theorem.concludes("limit_of_distance", "lim E W_2(fit t, truth)^2", levels_off)

if __name__ == "__main__":
    theorem.main()
