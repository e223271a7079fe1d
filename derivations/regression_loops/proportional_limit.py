"""The published limit of strong collapse, from the exact value: rows and columns grow in proportion.

Setting.  As in strong_collapse, with n_r = x k real rows, n_s = y k synthetic ones and d = z k columns, k -> infinity.

    Theorem    the error tends to sigma2 phi/(1-phi) + (p_s^2 + p_r p_s phi/(1-phi)) |delta|^2,
               phi = d/N, p_r = n_r/N and p_s = n_s/N: for a fixed share p_s > 0 it does not vanish
    Corollary  of the first term the exact value is 1 + 1/(N-d-1) times the limit: at N = 16, d = 4 it is 4/11 sigma2,
               and the limit 1/3 is too low by one twelfth

Units.     sigma2 in (unit of y)^2; x, y, z and k are counts, x + y > z + 1.
Assumed.   As in strong_collapse.
"""

from sympy import Integer, Rational

from collapse_math.assumptions import (
    FULL_RANK,
    GAUSSIAN_DESIGN,
    KNOWN_NOISE,
    LEAST_SQUARES,
    MATCHING_MOMENTS,
    NEW_REAL_ROWS,
)
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import RECIPROCAL_LIMIT
from collapse_math.lemmas import n as grows
from collapse_math.observed import Observed, Point
from collapse_math.quantities import integer
from derivations.regression.setting import d, sigma2
from derivations.regression_loops import strong_collapse
from derivations.regression_loops.setting import n_r, n_s
from derivations.regression_loops.strong_collapse import delta

x, y, z = integer("x", at_least=1), integer("y", at_least=1), integer("z", at_least=1)
k = integer("k", at_least=1)  # the scale on which rows and columns grow

theorem = Theorem(
    "regression_loops.proportional_limit",
    says="as rows and columns grow in proportion, strong collapse tends to sigma2 phi/(1-phi) + (p_s^2 + p_r p_s "
    "phi/(1-phi)) |delta|^2",
    assumes=(MATCHING_MOMENTS, KNOWN_NOISE, NEW_REAL_ROWS, FULL_RANK, GAUSSIAN_DESIGN, LEAST_SQUARES),
    symbols=(x, y, z, k, sigma2, delta),
    conditions=(x + y > z + 1,),
    catalogue=("E14",),
    sources=(Source("Dohmatob et al.", 2024, "arXiv 2410.04840, corollary 1, for the limit"),),
)

# 1. The exact value is a fraction of polynomials in 1/k.
exact = theorem.cites(strong_collapse.risk, {n_r: x * k, n_s: y * k, d: z * k})
whole, small = x + y, 1/k
rest = whole - z - small
square = small * whole - small * (whole - 2 * small)  # 2/k^2, in 1/k
factor = y/(whole * (whole - small) * (whole + 2 * small)) * (
    whole * (y + small) - square + x * (whole * z - square)/rest
)

# 2. 1/k -> 0.
phi, p_r, p_s = z/whole, x/whole, y/whole
odds = phi/(1 - phi)
limit = theorem.limit(
    "the error tends to",
    exact.right,
    k,
    sigma2 * odds + (p_s**2 + p_r * p_s * odds) * delta**2,
    {small: (Integer(0), RECIPROCAL_LIMIT, {grows: k})},
    form=sigma2 * z/rest + factor * delta**2,
    given=(exact,),
)

# 3. The term of the noise, exactly and in the limit.
noise = exact.right.xreplace({delta: Integer(0)})
correction = theorem.equation(
    "the limit and its correction", noise, sigma2 * odds * (1 + 1/(whole * k - z * k - 1)), given=(exact,)
)
point = {x: Integer(3), y: Integer(1), z: Integer(1), k: Integer(4), sigma2: Integer(1)}
here = theorem.equation("at N = 16, d = 4", noise.xreplace(point), Rational(4, 11), given=(exact,))
there = theorem.equation("where the limit says", (sigma2 * odds).xreplace(point), Rational(1, 3))

# Where the exact value is seen: as in strong_collapse, with k = 2.
rows: Point = {n_r: 8, n_s: 12, d: 2, sigma2: 2, delta: 3}
at: Point = {x: 4, y: 6, z: 1, k: 2, **rows}
seen = Observed("regression", "prediction_risks", "mean", at, strong_collapse.SPREAD, arguments={"generations": 1})
theorem.concludes("exact_prediction_risk", "E|b - beta|^2 for n_r = x k, n_s = y k, d = z k", exact, seen)
theorem.concludes("limit_of_prediction_risk", "lim E|b - beta|^2", limit)
theorem.concludes("correction_of_the_noise_term", "sigma2 d/(N-d-1)", correction)
theorem.concludes("noise_term_at_a_point", "d/(N-d-1) for N = 16, d = 4", here)
theorem.concludes("limit_at_that_point", "phi/(1-phi)", there)

if __name__ == "__main__":
    theorem.main()
