"""Average a real fit and a synthetic one, and the best weight is the golden ratio of their degrees of freedom.

Setting.  Each generation draws n_r new rows with real labels and n_s new ones that the last fit labels, all normal
with mean 0 and covariance Sigma, with noise of variance sigma2.  Each part is fitted by least squares, and the next
model is alpha times the real fit plus 1 - alpha times the synthetic one.  The error is that of a prediction at a new
row, (b_t - beta)' Sigma (b_t - beta).

    Theorem    it is R f (1 - (1 - alpha)^(2t)) on average, where R = sigma2 d/(n_r-d-1) is that of the real fit alone,
               f = (alpha^2 + (1 - alpha)^2/k) / (1 - (1 - alpha)^2)  and  k = (n_s-d-1)/(n_r-d-1)
    Corollary  it tends to R f
    Theorem    f >= g with equality at alpha = g, where k g^2 + g = 1, that is g = (sqrt(1 + 4k) - 1)/(2k)

With n_s = n_r this is k = 1 and the golden ratio of mixed_labels.  With more synthetic rows g falls, like 1/sqrt k.

Units.     sigma2 in (unit of y)^2; n_r, n_s >= d + 2; 0 < alpha <= 1.
Assumed.   Of the inputs that they are normal; of the noise nothing but its mean square.
"""

from fractions import Fraction

from sympy import Basic, Integer, Rational, sqrt

from collapse_math.assumptions import (
    GAUSSIAN_DESIGN,
    KNOWN_NOISE,
    LEAST_SQUARES,
    LINEAR_TRUTH,
    MATCHING_MOMENTS,
    REPLACE,
    SEPARATE_FITS,
)
from collapse_math.claims import Telescope
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from collapse_math.matrix_axioms import PARTIAL_REGRESSION
from collapse_math.moments import ChiSquare, Refit, Sample
from collapse_math.observed import Observed
from derivations.regression.setting import b, beta, d, i, over_directions, sigma2, t
from derivations.regression_loops.setting import alpha, fourth_moment, n_r, n_s

BOTH_FINITE: tuple[Basic, ...] = (n_r > d + 1, n_s > d + 1)

theorem = Theorem(
    "regression_loops.separate_fits",
    says="averaging a real fit and a synthetic one is best with the weight g for which k g^2 + g = 1, "
    "k = (n_s-d-1)/(n_r-d-1)",
    assumes=(MATCHING_MOMENTS, KNOWN_NOISE, SEPARATE_FITS, GAUSSIAN_DESIGN, LEAST_SQUARES, LINEAR_TRUTH, REPLACE),
    symbols=(n_r, n_s, d, alpha, t, sigma2),
    conditions=BOTH_FINITE,
    catalogue=("E11",),
    sources=(Source("He, Xu and Cheng", 2025, "arXiv 2502.18049, for the golden ratio"),),
)
kept = 1 - alpha
spare_r, spare_s = n_r - d - 1, n_s - d - 1

# 1. In each fit the coefficient of a column is off by u/sqrt(C), as in regression.random_design.
#    New rows turn any noise, even the same at each generation, in a direction of its own.
design = (GAUSSIAN_DESIGN,)
u_r = Sample("u_r", Integer(1), Integer(0), {2: sigma2}, (MATCHING_MOMENTS,), centred=design)
u_s = Sample("u_s", Integer(1), Integer(0), {2: sigma2}, (MATCHING_MOMENTS, KNOWN_NOISE), centred=design)
column_r, column_s = ChiSquare("C_r", n_r - d + 1), ChiSquare("C_s", n_s - d + 1)
real_fit = beta + u_r.power_sum(1)/sqrt(column_r.value)
synthetic_fit = b + u_s.power_sum(1)/sqrt(column_s.value)
refit = Refit(
    {b: alpha * real_fit + kept * synthetic_fit},
    (u_r, u_s, column_r, column_s),
    {b: (LEAST_SQUARES, SEPARATE_FITS)},
    by=PARTIAL_REGRESSION,
    order=2,
)
added = sigma2 * (alpha**2/spare_r + kept**2/spare_s)
wander = theorem.expectation(
    "the error after one refit", (b - beta)**2, after=refit, equals=kept**2 * (b - beta)**2 + added
)

# 2. Generations compose, from the truth on; the error of a prediction is the sum over the d columns.
k = spare_s/spare_r
f = (alpha**2 + kept**2/k)/(1 - kept**2)
(error,) = theorem.over_generations(
    t, {wander: f * (1 - kept ** (2 * t)) * sigma2/spare_r}, start={b: beta}, uses=(LINEAR_TRUTH, REPLACE)
)
risk = theorem.equation(
    "the error of a prediction",
    over_directions(error.right),
    d * error.right,
    how=Telescope(i * error.right),
    given=(error,),
)
limit = theorem.limit(
    "it levels off",
    risk.right,
    t,
    f * sigma2 * d/spare_r,
    {kept ** (2 * t): (Integer(0), GEOMETRIC_LIMIT, {r: kept**2})},
    given=(risk,),
)

# 3. k (f - g) is a square over what f is divided by, because k g^2 = 1 - g.
g = (sqrt(1 + 4 * k) - 1)/(2 * k)
root = theorem.equation("g solves k g^2 + g = 1", k * g**2 + g, Integer(1))
square = theorem.equation(
    "the distance from g is a square", k * (f - g), (1 + k + k * g) * (alpha - g)**2/(1 - kept**2)
)
positive = theorem.inequality("g is positive", g, ">", Integer(0))
least = theorem.inequality("so nothing is below g", f, ">=", g, given=(square, positive))
attained = theorem.equation("and alpha = g is best", f.xreplace({alpha: g}), g)

# For normal noise, by Minkowski's inequality: each refit adds alpha times a real step and 1 - alpha times a synthetic
# one, and what was there before keeps 1 - alpha of its length.
longest = alpha * fourth_moment(n_r)**Rational(1, 4) + kept * fourth_moment(n_s)**Rational(1, 4)
bound = (longest * (1 - kept**t)/alpha)**4
theorem.concludes(
    "prediction_risk",
    "E (b_t - beta)' Sigma (b_t - beta)",
    risk,
    Observed(
        "regression",
        "prediction_risks",
        "mean",
        {n_r: 8, n_s: 9, d: 2, t: 2, sigma2: 2, alpha: Fraction(3, 5)},
        bound - risk.right**2,
    ),
)
theorem.concludes("limit_of_prediction_risk", "lim E (b_t - beta)' Sigma (b_t - beta)", limit)
theorem.concludes("best_weight", "k g^2 + g for g = (sqrt(1 + 4k) - 1)/(2k)", root)
theorem.concludes("factor_from_below", "(alpha^2 + (1-alpha)^2/k) / (1 - (1-alpha)^2)", least)
theorem.concludes("factor_at_the_best_weight", "the factor at alpha = g", attained)

if __name__ == "__main__":
    theorem.main()
