"""Keep everything and add a share alpha of real data to each batch: how far the mean still is from the truth.

Setting.  The variance is known.  A generation draws r points of the truth and s about the last mean, n = r + s, and the
next mean is that of all points so far.  alpha = r/n, and g(t) = (1 - alpha)(1 - alpha/2) ... (1 - alpha/t).

    Theorem    Var[M_t] = (v_0/n) sum_(j <= t) (g(t)/g(j))^2/j^2,   g(t) = Gamma(t+1-alpha)/(Gamma(1-alpha) Gamma(t+1))
    Bounds     for alpha other than 1/2 Var[M_t] lies between b(e) v_0/n and b(2e) v_0/n, e = (1 - alpha)/2,
               b(x) = (1/(t + x) - g(t)^2/x)/(2 alpha - 1)

Units.     v_0 and Var[M_t] in (unit of x)^2; r, s >= 1 and t are counts; alpha, g and b have none.
Assumed.   Independent draws with the variance of the truth; no normality.
Compare.   Without real data the drift does not vanish: Var[M_t] -> (pi^2/6) v_0/n (memory.known_variance).
           With them it does: kept_share_rates says how fast.
"""

from fractions import Fraction

from sympy import Expr, Integer, Sum, Symbol, gamma

from collapse_math.assumptions import (
    ACCUMULATE,
    CONSTANT_SIZE,
    FRESH_RANDOMNESS,
    FRESH_REAL_POINTS,
    INDEPENDENT_DRAWS,
    KNOWN_VARIANCE,
    MATCHING_MOMENTS,
)
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.moments import Refit
from collapse_math.quantities import Quantity, real
from collapse_math.results import Fact
from derivations.fresh_data.setting import known_points, m, mean_of, n, r, real_points, s, t, v_0

j = Symbol("j", integer=True)
theorem = Theorem(
    "fresh_data.kept_share",
    says="all data kept, a share alpha of new ones real: Var[M_t] as a sum of ratios of Gamma values, and close bounds",
    assumes=(
        INDEPENDENT_DRAWS,
        MATCHING_MOMENTS,
        KNOWN_VARIANCE,
        FRESH_REAL_POINTS,
        ACCUMULATE,
        FRESH_RANDOMNESS,
        CONSTANT_SIZE,
    ),
    symbols=(r, s, t, v_0),
    catalogue=("D5",),
)

# 1. One refit: the mean of the t n points of the pool and of the new ones, of which the real ones pull it to the truth.
total = t * n * m + real_points.power_sum(1) + known_points.power_sum(1)
pool = Refit({m: total/((t + 1) * n)}, (real_points, known_points), {}, (CONSTANT_SIZE,))
wander = theorem.expectation(
    "one refit", m**2, after=pool, equals=(1 - r/n/(t + 1))**2 * m**2 + v_0/(n * (t + 1)**2)
)


# 2. Generations compose.
def G(alpha: Expr) -> Expr:
    """g(t) times Gamma(1 - alpha)."""
    return gamma(t + 1 - alpha)/gamma(t + 1)


def error(alpha: Expr) -> Expr:
    """Var[M_t] over v_0/n."""
    return G(alpha)**2 * Sum((gamma(j)/gamma(j + 1 - alpha))**2, (j, 1, t))


(drift,) = theorem.over_generations(
    t, {wander: error(r/n) * v_0/n}, start={m: Integer(0)}, uses=(ACCUMULATE, FRESH_RANDOMNESS)
)


# 3. For alpha other than 1/2 it stays between two solutions of the same recursion with a little more noise, or less.
def guess(alpha: Expr, x: Expr) -> Expr:
    """b(x), which is 0 for t = 0."""
    return (1/(t + x) - G(alpha)**2/(x * gamma(1 - alpha)**2))/(2 * alpha - 1)


mostly_real = real("alpha", above=Fraction(1, 2), below=1)
mostly_synthetic = real("alpha", above=0, below=Fraction(1, 2))


def enclosed(title: str, alpha: Quantity, near: Expr, far: Expr) -> tuple[Fact, Fact]:
    """The error between two bounds."""
    here, low, high = error(alpha), guess(alpha, near), guess(alpha, far)
    return (
        theorem.inequality(f"{title}, from below", low, "<=", here, how=Induction(t), given=(drift,)),
        theorem.inequality(f"{title}, from above", here, "<=", high, how=Induction(t), given=(drift,)),
    )


more = enclosed("mostly real", mostly_real, (1 - mostly_real)/2, 1 - mostly_real)
less = enclosed("mostly synthetic", mostly_synthetic, 1 - mostly_synthetic, (1 - mostly_synthetic)/2)

at = {r: 2, s: 1}
theorem.concludes("variance_of_mean", "Var[M_t]", drift, mean_of("squared_drifts", 3, at))
theorem.concludes("mostly_real_from_below", "b((1 - alpha)/2), alpha > 1/2", more[0])
theorem.concludes("mostly_real_from_above", "n Var[M_t]/v_0, alpha > 1/2", more[1])
theorem.concludes("mostly_synthetic_from_below", "b(1 - alpha), alpha < 1/2", less[0])
theorem.concludes("mostly_synthetic_from_above", "n Var[M_t]/v_0, alpha < 1/2", less[1])

if __name__ == "__main__":
    theorem.main()
