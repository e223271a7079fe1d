"""Refitting a family with quadratic variance function: the variance of a draw is multiplied by 1 + v2/n, on average.

Setting.  Generation 0 is the truth, the law with mean m_0 in a family with V(m) = v0 + v1 m + v2 m^2.  Each
generation draws n points from the present fit, the law with mean m_t, and m_{t+1} is their average.

    Theorem    E[m_t]    = m_0
               E[V(m_t)] = (1 + v2/n)^t V(m_0)
               Var[m_t]  = (V(m_0)/n) sum_{j < t} (1 + v2/n)^j
    Corollary  E[V(m_t)] - v2 Var[m_t] = V(m_0)    one law of conservation for all families
    Corollary  v2 < 0    E[V(m_t)] -> 0 and Var[m_t] -> V(m_0)/|v2|                binomial: collapse
               v2 = 0    E[V(m_t)] = V(m_0) and Var[m_t] = t V(m_0)/n              normal of known variance, Poisson
               v2 > 0    E[V(m_t)] >= (1 + t v2/n) V(m_0), Var[m_t] >= t V(m_0)/n  gamma, negative binomial, secant

Units.     m in (unit of x), V in (unit of x)^2, v2 a number, at least -1; n >= 1 and t >= 0 are counts.
Assumed.   Two moments of the draws.  That they come from an exponential family is not used: any law with this
           mean and variance will do.  E[m_t] takes the mean of the draws and new randomness only; conservation
           takes neither constant sizes nor what a generation sees of earlier ones.
Not said.  What a typical chain does: with v2 >= 0 the averages are kept up by few of the chains (exponential).
"""

from sympy import Integer, Sum

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
    QUADRATIC_VARIANCE,
)
from collapse_math.claims import Induction, Telescope
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from collapse_math.quantities import real
from derivations.families.setting import (
    COMPOSE,
    CURVED,
    DRAWN,
    FAMILIES,
    MEAN_ALONE,
    MOVING,
    SQUARE,
    TRUTH,
    j,
    m,
    m_0,
    mean_of,
    n,
    refit,
    slope,
    t,
    v2,
    variance,
)

theorem = Theorem(
    "families.replace",
    says="E[V(m_t)] = (1 + v2/n)^t V(m_0) in every family with V = v0 + v1 m + v2 m^2",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, QUADRATIC_VARIANCE, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, m_0),
    catalogue=("Z2",),
)
V_0, k = variance(m_0), 1 + v2/n

# 1. The average is unbiased, with variance V(m)/n.  V is quadratic, so that it gains v2 times that.
centre = theorem.expectation("the mean is kept on average", m, after=MEAN_ALONE, equals=m)
wander = theorem.expectation(
    "it takes a step of variance V/n", (m - m_0)**2, after=refit, equals=(m - m_0)**2 + variance(m)/n
)
keep = theorem.expectation("V is multiplied by 1 + v2/n", variance(m), after=refit, equals=k * variance(m))

# 2. Generations compose.
steps = Sum(V_0/n * k**j, (j, 0, t - 1))
(mean,) = theorem.over_generations(t, {centre: m_0}, start=TRUTH, uses=(FRESH_RANDOMNESS,))
between, within = theorem.over_generations(t, {wander: steps, keep: k**t * V_0}, start=TRUTH, uses=COMPOSE)

# 3. What V gains, over v2, is what the mean moves, whatever the number of the draws is.
kept = variance(m) - v2 * (m - m_0)**2
conserve = theorem.expectation("V - v2 (m - m_0)^2 stays", kept, after=DRAWN, equals=kept)
(conserved,) = theorem.over_generations(t, {conserve: V_0}, start=TRUTH, uses=(FRESH_RANDOMNESS,))

# 4. v2 = -a < 0: what is lost inside the fits goes into the variance between them, and all of it is lost.
a, b = real("a", above=0, at_most=1), real("b", above=0)
V_a = V_0.xreplace({v2: -a})
inside = theorem.cites(within, {v2: -a})
outside = theorem.equation(
    "a geometric sum",
    steps.xreplace({v2: -a}),
    V_a/a * (1 - (1 - a/n)**t),
    how=Telescope(-V_a/a * (1 - a/n)**j),
    given=(between,),
)
vanishes = {(1 - a/n)**t: (Integer(0), GEOMETRIC_LIMIT, {r: 1 - a/n})}
gone = theorem.limit("all of V is lost", inside.right, t, Integer(0), vanishes, given=(inside,))
moved = theorem.limit("and found between", outside.right, t, V_a/a, vanishes, given=(outside,))

# 5. v2 = 0: steps of one size.  v2 = b > 0: (1 + b/n)^t is at least 1 + t b/n.
flat = V_0.xreplace({v2: Integer(0)})
line = theorem.equation(
    "steps of one size", steps.xreplace({v2: Integer(0)}), t * flat/n, how=Telescope(j * flat/n), given=(between,)
)
grows = theorem.inequality("growth", (1 + b/n)**t, ">=", 1 + t * b/n, how=Induction(t), given=(within,))

# A simulation is held against these with variances of what it records, for draws from an exponential family
# (second_moments).  Of V(m) = V(m_0) + V'(m_0) (m - m_0) + v2 (m - m_0)^2 and (x + y)^2 <= 2 x^2 + 2 y^2 follows
# the bound for the squared drift.
spread = SQUARE - (k**t * V_0)**2
drift = 2 * (spread + slope(m_0)**2 * steps)/v2**2
theorem.concludes("expected_variance", "E[V(m_t)]", within, *mean_of("variances", spread, MOVING))
theorem.concludes("expected_mean", "E[m_t]", mean, *mean_of("means", steps, FAMILIES))
theorem.concludes("variance_of_mean", "Var[m_t]", between, *mean_of("squared_drifts", drift, CURVED))
theorem.concludes(
    "conservation",
    "E[V(m_t)] - v2 Var[m_t]",
    conserved,
    *mean_of("variances_less_drifts", slope(m_0)**2 * steps, MOVING),
)
theorem.concludes("collapse_below_zero", "lim E[V(m_t)] for v2 = -a", gone)
theorem.concludes("limit_of_variance_of_mean", "lim Var[m_t] for v2 = -a", moved)
theorem.concludes("variance_of_mean_at_zero", "Var[m_t] for v2 = 0", line)
theorem.concludes("growth_above_zero", "E[V(m_t)]/V(m_0) for v2 = b", grows)

if __name__ == "__main__":
    theorem.main()
