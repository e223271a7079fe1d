"""A model that keeps only what it finds likely itself loses variance geometrically, at a rate that no n makes slower.

Setting.  Draws from the fit (m, v) are kept if they lie within z fitted deviations of its mean, until there are n.
What is kept has the mean m and the variance kappa v, kappa < 1: of a symmetric law of any shape.  The next fit takes
the mean and the variance of the kept draws, with divisor n - 1.  Generation 0 is the truth, (m_0, v_0).

    Theorem    E[V_t]   = kappa^t v_0                                    for every n
               E[M_t]   = m_0
               Var[M_t] = v_0 kappa (1 - kappa^t)/(n (1 - kappa)) -> v_0 kappa/(n (1 - kappa))
    Corollary  E[V_t] -> 0, and V_t -> 0 almost surely
    Compare    without selection E[V_t] = v_0 for this divisor, and Var[M_t] = t v_0/n has no bound

Units.     v_0, V_t and Var[M_t] in (unit of x)^2; kappa has no unit; n >= 2 and t are counts.
Assumed.   Independent kept draws with these two moments; no normality.
Note.      The model never sees that anything is wrong: by its own judgement all of its data are likely.
"""

from fractions import Fraction

from sympy import Expr, Integer

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N_MINUS_1,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    KEPT_IN_THE_MIDDLE,
    REPLACE,
)
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from collapse_math.moments import Refit, Sample
from collapse_math.observed import Observed, Point
from collapse_math.process_axioms import SUPERMARTINGALE_LIMIT
from collapse_math.quantities import real
from derivations.selection.setting import m, m_0, n, t, v, v_0

kappa = real("kappa", above=0, below=1)  # the part of the variance that what is kept has

theorem = Theorem(
    "selection.self_verification",
    says="keeping what lies within z deviations of one's own mean: E[V_t] = kappa^t v_0, whatever n is",
    assumes=(
        INDEPENDENT_DRAWS,
        KEPT_IN_THE_MIDDLE,
        DIVISOR_N_MINUS_1,
        CONSTANT_SIZE,
        REPLACE,
        FRESH_RANDOMNESS,
    ),
    symbols=(n, t, kappa, m_0, v_0),
    catalogue=("M4",),
)

# 1. One refit, in the kept draws.
kept = Sample("x", n, m, {2: kappa * v}, two_moments=(KEPT_IN_THE_MIDDLE,), independent=(INDEPENDENT_DRAWS,))
REFIT = Refit(
    {m: kept.average, v: kept.sum_of_squares/(n - 1)}, (kept,), {v: (DIVISOR_N_MINUS_1,)}, (CONSTANT_SIZE,)
)
less = theorem.expectation("one refit keeps kappa of the variance", v, after=REFIT, equals=kappa * v)
wander = theorem.expectation(
    "the mean takes a step of variance kappa v/n", (m - m_0)**2, after=REFIT, equals=(m - m_0)**2 + kappa * v/n
)
any_size = Refit({m: kept.average}, (kept,))
centre = theorem.expectation("and none on average", m, after=any_size, equals=m)

# 2. Many refits, from the truth.
start, compose = {m: m_0, v: v_0}, (REPLACE, FRESH_RANDOMNESS)
(mean,) = theorem.over_generations(t, {centre: m_0}, start={m: m_0}, uses=(FRESH_RANDOMNESS,))
within, between = theorem.over_generations(
    t,
    {less: kappa**t * v_0, wander: v_0 * kappa * (1 - kappa**t)/(n * (1 - kappa))},
    start=start,
    uses=compose,
)

# 3. In the end.
powers = {kappa**t: (Integer(0), GEOMETRIC_LIMIT, {r: kappa})}
gone = theorem.limit("nothing is left within", within.right, t, Integer(0), powers, given=(within,))
falls = theorem.inequality("it falls on average", less.right, "<=", v, given=(less,))
surely = theorem.by_axiom(
    "in almost every chain", SUPERMARTINGALE_LIMIT, given=(gone, within, less, falls), equals=Integer(0)
)
drift = theorem.limit(
    "how far the means go", between.right, t, v_0 * kappa/(n * (1 - kappa)), powers, given=(between,)
)



def seen(statistic: str, spread: Expr) -> Observed:
    """Uniform draws, of variance 1, are uniform within z = 1, too, and have one third of the variance there."""
    at: Point = {n: 3, t: 2, kappa: Fraction(1, 3), m_0: 1, v_0: 2}
    return Observed("selected", statistic, "mean", at, spread, arguments={"base": "uniform", "bar": 1.0})


# The kurtosis of what is kept, 9/5, is below that of normal draws, so that a refit of three draws multiplies E[V^2] by
# 2 kappa^2 at most, and the fourth moment of a step of the mean is 3 (kappa V/n)^2 at most: see truncated_normal.
theorem.concludes("expected_variance", "E[V_t]", within, seen("variances", (2**t - 1) * within.right**2))
theorem.concludes("expected_mean", "E[M_t]", mean, seen("means", between.right))
theorem.concludes("variance_of_mean", "Var[M_t]", between, seen("squared_drifts", 24 * (kappa * v_0/n)**2))
theorem.concludes("limit", "lim E[V_t]", gone)
theorem.concludes("almost_surely", "lim V_t, almost surely", surely)
theorem.concludes("limit_of_drift", "lim Var[M_t]", drift)

if __name__ == "__main__":
    theorem.main()
