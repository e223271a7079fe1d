"""Throw the past away but label more and more rows: the error still grows, like the logarithm of t.

Setting.  As in regression.known_noise, without memory; but generation number j labels its n rows j times, each time
with fresh noise of the true variance sigma2, and fits by least squares to these j n labels, n >= d.

    Theorem    E[(b_t - beta)^2] = (sigma2/s) H_t along an eigenvector of X'X, with H_t = 1 + 1/2 + ... + 1/t
    Corollary  E|b_t - beta|^2 = sigma2 tr (X'X)^-1 H_t,  and  E|X(b_t - beta)|^2 / n = (sigma2 d/n) H_t
    Corollary  less sigma2/s log t, the error tends to 0.577... sigma2/s (Euler's constant)

So the j-fold amount of new labels does less good than j generations of old ones, kept (kept_rows): there the error
stays bounded, and the labels to be made at each generation are no more than n.

Units.     sigma2 in (unit of y)^2, s in (unit of x)^2, trace = tr (X'X)^-1 in (unit of x)^-2; n, d and t are counts.
Assumed.   Of the noise two moments only.
See also.  more_new_rows, for new normal rows in place of repeated ones.
"""

from dataclasses import replace

from sympy import EulerGamma, harmonic, log

from collapse_math.assumptions import (
    FIXED_DESIGN,
    GROWING_ROWS,
    INDEPENDENT_DRAWS,
    KNOWN_NOISE,
    LEAST_SQUARES,
    MATCHING_MOMENTS,
)
from collapse_math.claims import Telescope
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import EULER_CONSTANT
from collapse_math.lemmas import n as grows
from collapse_math.observed import Observed
from collapse_math.quantities import integer
from derivations.regression.known_noise import trace
from derivations.regression.setting import COMPOSE, b, beta, d, i, n, over_directions, s, sigma2, t, white_refit

t_1 = integer("t", at_least=1)

theorem = Theorem(
    "regression_loops.repeated_rows",
    says="with j n labels in generation j and no memory, E|b_t - beta|^2 = sigma2 tr (X'X)^-1 (1 + 1/2 + ... + 1/t)",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, KNOWN_NOISE, GROWING_ROWS, FIXED_DESIGN, LEAST_SQUARES, *COMPOSE),
    symbols=(n, d, t, sigma2, s, trace),
    conditions=(n >= d,),
    catalogue=("E8",),
    sources=(Source("Gerstgrasser et al.", 2024, "arXiv 2404.01413, appendix E, for the growth like log t"),),
)

# 1. With t + 1 copies of the rows, X'X has the eigenvalue (t+1) s in place of s.
refit = replace(white_refit(sigma2, KNOWN_NOISE).at({s: (t + 1) * s}), sizes=(GROWING_ROWS,))
wander = theorem.expectation(
    "refit t + 1 adds sigma2/((t+1) s)", (b - beta)**2, after=refit, equals=(b - beta)**2 + sigma2/((t + 1) * s)
)

# 2. Generations compose.
(error,) = theorem.over_generations(
    t, {wander: sigma2/s * harmonic(t)}, start={b: beta}, uses=(*COMPOSE, FIXED_DESIGN)
)

# 3. All directions together, and the error on the rows.
whole = theorem.equation(
    "a direction adds its share of the trace",
    sigma2 * harmonic(t) * (trace + 1/s) - error.right,
    sigma2 * harmonic(t) * trace,
    given=(error,),
)
in_sample = theorem.equation(
    "the error on the rows",
    over_directions(s * error.right/n),
    sigma2 * d/n * harmonic(t),
    how=Telescope(i * sigma2/n * harmonic(t)),
    given=(error,),
)

# 4. H_t is log t and Euler's constant.
excess = harmonic(t_1) - log(t_1)
grows_like_log = theorem.limit(
    "the error grows like log t",
    error.right.xreplace({t: t_1}) - sigma2/s * log(t_1),
    t_1,
    sigma2/s * EulerGamma,
    {excess: (EulerGamma, EULER_CONSTANT, {grows: t_1})},
    form=sigma2/s * excess,
    given=(error,),
)

# For normal noise the errors are multiples of chi-square variables with one degree of freedom and with d.
theorem.concludes(
    "coefficient_error",
    "E[(b_t - beta)^2] along an eigenvector",
    error,
    Observed("regression", "prediction_risks", "mean", {n: 4, d: 1, t: 3, s: 5, sigma2: 2}, 2 * error.right**2),
)
theorem.concludes("error_of_all_coefficients", "E|b_t - beta|^2", whole)
theorem.concludes(
    "in_sample_risk",
    "E|X(b_t - beta)|^2 / n",
    in_sample,
    Observed("regression", "in_sample_risks", "mean", {n: 5, d: 2, t: 3, sigma2: 2}, 2 * in_sample.right**2/d),
)
theorem.concludes("limit_over_log", "lim E[(b_t - beta)^2] - (sigma2/s) log t", grows_like_log)

if __name__ == "__main__":
    theorem.main()
