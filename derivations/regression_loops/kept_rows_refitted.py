"""Keep all rows and refit the noise, and what a regression loses is a product that converges: the sinc law.

Setting.  As in kept_rows, but later labels carry noise of the variance fitted last, s_t^2 = RSS/(t n): the residual
sum of squares over all t n labels so far, n > d.

    Theorem    E[s_t^2] = sigma2 (1 - x)(1 - x/4) ... (1 - x/t^2),   x = d/n, the share that one fit takes
    Theorem    E[(b_t - beta)^2] = (sigma2 - E[s_t^2]) n/(d s) along an eigenvector of X'X with eigenvalue s
    Corollary  noise and error on the rows add up to sigma2, as without memory (regression.refitted_noise)
    Corollary  E[s_t^2] tends to sigma2 sin(pi sqrt x)/(pi sqrt x), which is not 0: memory keeps the noise alive
    Corollary  the product is Gamma(t+1-r) Gamma(t+1+r) / (Gamma(1-r) Gamma(1+r) Gamma(t+1)^2) with r = sqrt x

Units.     sigma2 and s_t^2 in (unit of y)^2, s in (unit of x)^2, trace = tr (X'X)^-1 in (unit of x)^-2; n, d and
           t >= 0 are counts.
Assumed.   Of the noise two moments only.
"""

from sympy import Product, Sum, gamma, pi, sin, sqrt

from collapse_math.assumptions import (
    FIXED_DESIGN,
    FULL_RANK,
    INDEPENDENT_DRAWS,
    LEAST_SQUARES,
    MATCHING_MOMENTS,
    NOISE_DIVISOR_N,
)
from collapse_math.claims import Induction, Telescope
from collapse_math.derivation import Theorem
from collapse_math.lemmas import EULER_SINE_PRODUCT, x
from collapse_math.observed import Observed
from derivations.regression.known_noise import trace
from derivations.regression.setting import RESIDUALS_LEFT, TRUTH, b, beta, d, i, n, over_directions, s, sigma2, t, v
from derivations.regression_loops.setting import KEPT, j, kept_refit_of_noise, left_along, left_share, u

theorem = Theorem(
    "regression_loops.kept_rows_refitted",
    says="if all rows are kept, E[s_t^2] = sigma2 (1 - x)(1 - x/4)...(1 - x/t^2) -> sigma2 sin(pi sqrt x)/(pi sqrt x), "
    "x = d/n",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, FULL_RANK, FIXED_DESIGN, LEAST_SQUARES, NOISE_DIVISOR_N, *KEPT),
    symbols=(n, d, t, sigma2, s, trace),
    conditions=RESIDUALS_LEFT,
    catalogue=("E6", "Z1"),
)
product = Product(1 - d/(n * j**2), (j, 1, t))

# 1. Of a coordinate u of the new noise in the column space the fit takes 1/(t+1); the rest is left on the new copy,
#    and the step leaves something on the t kept ones.
left = theorem.equation("what is left along one eigenvector", left_along(t, u), left_share(t) * u**2)

# 2. So RSS grows by t/(t+1) times d such squares, and by n - d of those that no fit takes.  It was t n v.
after = kept_refit_of_noise(t, "n")
shrink = theorem.expectation(
    "refit t + 1 takes d/n over (t+1)^2 of the noise", v, after=after, equals=(1 - d/(n * (t + 1)**2)) * v
)
wander = theorem.expectation(
    "and moves the coefficient", (b - beta)**2, after=after, equals=(b - beta)**2 + v/(s * (t + 1)**2)
)

# 3. Generations compose, for the coefficient in the direction of one and the same eigenvector.
level, error = theorem.over_generations(
    t,
    {shrink: sigma2 * product, wander: sigma2 * n/(d * s) * (1 - product)},
    start=TRUTH,
    uses=(*KEPT, FIXED_DESIGN),
)

# 4. All directions together, and the error on the rows.
whole = theorem.equation(
    "a direction adds its share of the trace",
    sigma2 * n/d * (1 - product) * (trace + 1/s) - error.right,
    sigma2 * n/d * (1 - product) * trace,
    given=(error,),
)
in_sample = theorem.equation(
    "the error on the rows",
    over_directions(s * error.right/n),
    sigma2 * (1 - product),
    how=Telescope(i * sigma2/d * (1 - product)),
    given=(error,),
)
total = theorem.equation(
    "noise and error add up to sigma2", level.right + in_sample.right, sigma2, given=(level, in_sample)
)

# 5. Euler's sine product.
root = sqrt(d/n)
sinc = sin(pi * root)/(pi * root)
tends = {product: (sinc, EULER_SINE_PRODUCT, {x: root})}
noise_limit = theorem.limit("noise is left", level.right, t, sigma2 * sinc, tends, given=(level,))
error_limit = theorem.limit(
    "the error levels off", in_sample.right, t, sigma2 * (1 - sinc), tends, given=(in_sample,)
)

# 6. The product without a product, for t in the millions.
quotient = gamma(t + 1 - root) * gamma(t + 1 + root)/(gamma(1 - root) * gamma(1 + root) * gamma(t + 1)**2)
closed = theorem.equation(
    "the noise by Gamma functions", level.right, sigma2 * quotient, how=Induction(t), given=(level,)
)

# For normal noise, E[s_t^4] is `fourth`, which falls with t.  The error on the rows is |a_1 + ... + a_t|^2 / n, where
# E|a_j|^4 = d (d + 2) E[s_(j-1)^4]/j^4: by Minkowski's inequality its square has at most the mean `square_of_error`.
fourth = sigma2**2 * Product(
    (1 - d/(n * j**2))**2 + 2 * ((1 - 1/j)**2 * d + n - d)/(n * j)**2, (j, 1, t)
)
square_of_error = d * (d + 2) * (sigma2/n)**2 * Sum(1/j, (j, 1, t))**4
small = {n: 4, d: 2, t: 2, sigma2: 2}
theorem.concludes(
    "expected_noise_variance",
    "E[s_t^2]",
    level,
    Observed("regression", "noise_variances", "mean", {**small, t: 3}, fourth - level.right**2),
)
theorem.concludes("noise_variance_by_gamma_functions", "E[s_t^2]", closed)
theorem.concludes(
    "coefficient_error",
    "E[(b_t - beta)^2] along an eigenvector",
    error,
    Observed(
        "regression",
        "prediction_risks",
        "mean",
        {n: 4, d: 1, t: 2, s: 5, sigma2: 2},
        square_of_error * (n/s)**2 - error.right**2,
    ),
)
theorem.concludes("error_of_all_coefficients", "E|b_t - beta|^2", whole)
theorem.concludes(
    "in_sample_risk",
    "E|X(b_t - beta)|^2 / n",
    in_sample,
    Observed("regression", "in_sample_risks", "mean", small, square_of_error - in_sample.right**2),
)
theorem.concludes(
    "conservation",
    "E[s_t^2] + E|X(b_t - beta)|^2 / n",
    total,
    Observed(
        "regression", "spreads_of_labels", "mean", small, 2 * fourth + 2 * square_of_error - sigma2**2
    ),
)
theorem.concludes("limit_of_noise_variance", "lim E[s_t^2]", noise_limit)
theorem.concludes("limit_of_in_sample_risk", "lim E|X(b_t - beta)|^2 / n", error_limit)

if __name__ == "__main__":
    theorem.main()
