"""Divide by the spare rows instead, and the noise of a regression that keeps its rows is not unbiased.

Setting.  As in kept_rows_refitted, but with s_t^2 = RSS/(t n - d), which without memory is unbiased
(regression.unbiased_noise); n > d.

    Theorem    E[s_1^2] = sigma2, and refit number j keeps 1 - d/(j (j n - d)) of the noise:
               E[s_t^2] = sigma2 times the product of these from j = 2 to t
    Corollary  it is below sigma2 from the second fit on: labels that a fit has made are not independent of it
    Corollary  the product is Gamma(2-x) Gamma(t+1-p) Gamma(t+1-q) / (Gamma(2-p) Gamma(2-q) Gamma(t+1) Gamma(t+1-x)),
               x = d/n, with the roots p, q of r^2 = x (r + 1); as t grows, the Gamma functions of t drop out

Units.     sigma2 and s_t^2 in (unit of y)^2; n, d and t >= 1 are counts.
Assumed.   Of the noise two moments only.
"""

from sympy import Integer, Mul, Product, gamma, sqrt

from collapse_math.assumptions import (
    FIXED_DESIGN,
    FULL_RANK,
    INDEPENDENT_DRAWS,
    LEAST_SQUARES,
    MATCHING_MOMENTS,
    NOISE_DIVISOR_N_MINUS_D,
)
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GAMMA_RATIO_LIMIT
from collapse_math.lemmas import a as below
from collapse_math.lemmas import b as above
from collapse_math.observed import Observed
from collapse_math.quantities import integer
from derivations.regression.setting import RESIDUALS_LEFT, TRUTH, d, n, refit, sigma2, v
from derivations.regression_loops.setting import KEPT, j, kept_refit_of_noise, left_along, left_share, u

t = integer("t", at_least=1)
t_2 = integer("t", at_least=2)

theorem = Theorem(
    "regression_loops.kept_rows_unbiased",
    says="if all rows are kept, RSS/(t n - d) is biased: refit j keeps 1 - d/(j (j n - d)) of the noise on average",
    assumes=(
        INDEPENDENT_DRAWS,
        MATCHING_MOMENTS,
        FULL_RANK,
        FIXED_DESIGN,
        LEAST_SQUARES,
        NOISE_DIVISOR_N_MINUS_D,
        *KEPT,
    ),
    symbols=(n, d, t, sigma2),
    conditions=RESIDUALS_LEFT,
    catalogue=("E6",),
)
share = 1 - d/(j * (j * n - d))
product = Product(share, (j, 2, t))

# 1. The first fit, to real labels, is unbiased.
first = theorem.expectation("the first fit is unbiased", v, after=refit("n-d"), equals=v)

# 2. Later ones keep (t n - d) v of RSS, and add t/(t+1) of d squared coordinates of the new noise and all of n - d.
left = theorem.equation("what is left along one eigenvector", left_along(t, u), left_share(t) * u**2)
shrink = theorem.expectation(
    "refit j = t + 1 keeps 1 - d/(j (j n - d))",
    v,
    after=kept_refit_of_noise(t, "n-d"),
    equals=share.xreplace({j: t + 1}) * v,
)
(level,) = theorem.over_generations(
    t, {shrink: sigma2 * product}, start=TRUTH, uses=(*KEPT, FIXED_DESIGN), first=(first,)
)

# 3. A factor below 1 comes with every fit after the first.
falls = theorem.inequality(
    "so it is biased", level.right.xreplace({t: t_2}), "<", sigma2, how=Induction(t_2), given=(level,)
)

# 4. j^2 - x j - x = (j - p)(j - q), so that the product is one of Gamma functions.
x = d/n
p, q = (x + sqrt(x**2 + 4 * x))/2, (x - sqrt(x**2 + 4 * x))/2
moving = gamma(t + 1 - p) * gamma(t + 1 - q)/(gamma(t + 1) * gamma(t + 1 - x))
fixed = gamma(2 - x)/(gamma(2 - p) * gamma(2 - q))
closed = theorem.equation(
    "the noise by Gamma functions", level.right, sigma2 * fixed * moving, how=Induction(t), given=(level,)
)

# 5. Since p + q = x, quotients of Gamma functions that tend to powers of t tend to 1 together (Wendel).
low = t**p * gamma(t + 1 - p)/gamma(t + 1)
high = t ** (q - x) * gamma(t + 1 - q)/gamma(t + 1 - x)
limit = theorem.limit(
    "the noise levels off",
    closed.right,
    t,
    sigma2 * fixed,
    {
        low: (Integer(1), GAMMA_RATIO_LIMIT, {below: 1 - p, above: Integer(1)}),
        high: (Integer(1), GAMMA_RATIO_LIMIT, {below: 1 - q, above: 1 - x}),
    },
    form=Mul(sigma2 * fixed, low, high, evaluate=False),
    given=(closed,),
)

# For normal noise, E[s_t^4]: the first variance is chi-square over n - d, and refit j multiplies by a sum of
# independent chi-square variables and a constant.
fourth = sigma2**2 * (1 + 2/(n - d)) * Product(
    share**2 + 2 * ((1 - 1/j)**2 * d + n - d)/(j * n - d)**2, (j, 2, t)
)
theorem.concludes(
    "expected_noise_variance",
    "E[s_t^2]",
    level,
    Observed("regression", "noise_variances", "mean", {n: 3, d: 2, t: 3, sigma2: 2}, fourth - level.right**2),
)
theorem.concludes("biased_downwards", "E[s_t^2] for t >= 2", falls)
theorem.concludes("noise_variance_by_gamma_functions", "E[s_t^2]", closed)
theorem.concludes("limit_of_noise_variance", "lim E[s_t^2]", limit)

if __name__ == "__main__":
    theorem.main()
