"""Keeping all data: the variance of a draw tends to a multiple of the true one, neither 0 nor infinity.

Setting.  As in replace, but a generation is fitted to all draws since generation 1, n of them from each fit.  With
t n draws kept, whose average is m_t, and n new ones,

    m_{t+1} = (t m_t + the average of the new draws)/(t + 1)

    Theorem    E[V(m_t)] = P_t V(m_0),   P_t = prod_{i = 1..t} (1 + v2/(n i^2))
               E[V(m_t)] - v2 Var[m_t] = V(m_0)    as in replace
    Corollary  v2 < 0    P_t -> sin(pi x)/(pi x),    x = sqrt(|v2|/n)      binomial
               v2 > 0    P_t -> sinh(pi x)/(pi x),   x = sqrt(v2/n)        gamma, negative binomial, secant
               v2 = 0    Var[m_t] = (V(m_0)/n) sum_{i <= t} 1/i^2 -> (pi^2/6) V(m_0)/n    normal, Poisson

Units.     m in (unit of x), V in (unit of x)^2, v2 a number, at least -1; n >= 1 and t >= 0 are counts.
Assumed.   Two moments of the draws, as in replace.
Note.      The share of real data, 1/t, tends to 0 and nothing collapses.  For n large both products are
           1 + v2 pi^2/(6 n): the law pi^2/6 is what they have in common.  One real draw per generation (n = 1) and
           Bernoulli laws (v2 = -1) make x = 1 and P_t = 0 from the first fit on: one draw has no variance.
"""

from sympy import Integer, Product, Sum, binomial, exp, pi, prod, sin, sqrt

from collapse_math.assumptions import (
    ACCUMULATE,
    CONSTANT_SIZE,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
    QUADRATIC_VARIANCE,
)
from collapse_math.derivation import Theorem
from collapse_math.lemmas import EULER_SINE_PRODUCT, HYPERBOLIC_SINE_PRODUCT, SUM_OF_INVERSE_SQUARES, x
from collapse_math.moments import Refit
from collapse_math.quantities import real
from derivations.families.setting import CURVED, TRUTH, draws, i, m, m_0, mean_of, n, slope, t, v2, variance

theorem = Theorem(
    "families.accumulate",
    says="with all data kept E[V(m_t)] = V(m_0) prod (1 + v2/(n i^2)), which tends to a sinc, 1 or a sinhc",
    assumes=(
        INDEPENDENT_DRAWS,
        MATCHING_MOMENTS,
        QUADRATIC_VARIANCE,
        CONSTANT_SIZE,
        ACCUMULATE,
        FRESH_RANDOMNESS,
    ),
    symbols=(n, t, m_0),
    catalogue=("Z2",),
)
V_0 = variance(m_0)
COMPOSE = (ACCUMULATE, FRESH_RANDOMNESS)

# 1. One refit.  Of t + 1 samples of equal size the last one is new; the average of the others is m.
refit = Refit({m: (t * m + draws.average)/(t + 1)}, (draws,), sizes=(CONSTANT_SIZE,))
factor = 1 + v2/(n * (t + 1)**2)
centre = theorem.expectation("the mean is kept on average", m, after=refit, equals=m)
wander = theorem.expectation(
    "its steps get shorter", (m - m_0)**2, after=refit, equals=(m - m_0)**2 + variance(m)/(n * (t + 1)**2)
)
keep = theorem.expectation("V is multiplied by less and less", variance(m), after=refit, equals=factor * variance(m))

# 2. Generations compose: the factors of all refits are multiplied.
product = Product(1 + v2/(n * i**2), (i, 1, t))
(mean,) = theorem.over_generations(t, {centre: m_0}, start=TRUTH, uses=COMPOSE)
(within,) = theorem.over_generations(t, {keep: product * V_0}, start=TRUTH, uses=COMPOSE)

# 3. Conservation is that of replace.
kept = variance(m) - v2 * (m - m_0)**2
conserve = theorem.expectation("V - v2 (m - m_0)^2 stays", kept, after=refit, equals=kept)
(conserved,) = theorem.over_generations(t, {conserve: V_0}, start=TRUTH, uses=(FRESH_RANDOMNESS,))

# 4. v2 is -a or b: Euler's products for the sine and the hyperbolic sine.
a, b = real("a", above=0, at_most=1), real("b", above=0)
x_a, x_b = sqrt(a/n), sqrt(b/n)
lost, gained = theorem.cites(within, {v2: -a}), theorem.cites(within, {v2: b})
sinc, sinhc = sin(pi * x_a)/(pi * x_a), (exp(pi * x_b) - exp(-pi * x_b))/(2 * pi * x_b)
falls = theorem.limit(
    "below zero",
    lost.right,
    t,
    sinc * V_0.xreplace({v2: -a}),
    {product.xreplace({v2: -a}): (sinc, EULER_SINE_PRODUCT, {x: x_a})},
    given=(lost,),
)
rises = theorem.limit(
    "above zero",
    gained.right,
    t,
    sinhc * V_0.xreplace({v2: b}),
    {product.xreplace({v2: b}): (sinhc, HYPERBOLIC_SINE_PRODUCT, {x: x_b})},
    given=(gained,),
)

# 5. v2 = 0: the variances of the steps add up to V/n times 1 + 1/4 + 1/9 + ...
none = {v2: Integer(0)}
flat, flat_refit = V_0.xreplace(none), refit.at(none)
level = theorem.expectation("the mean, for v2 = 0", m, after=flat_refit, equals=m)
spread = theorem.expectation(
    "its steps, for v2 = 0", (m - m_0)**2, after=flat_refit, equals=wander.right.xreplace(none)
)
squares = Sum(1/i**2, (i, 1, t))
_, between = theorem.over_generations(t, {level: m_0, spread: flat/n * squares}, start=TRUTH, uses=COMPOSE)
basel = theorem.limit(
    "the law pi^2/6",
    between.right,
    t,
    pi**2/6 * flat/n,
    {squares: (pi**2/6, SUM_OF_INVERSE_SQUARES, {})},
    given=(between,),
)

# A simulation is held against these with variances of what it records.  V lies between 0 and 1/(4 a) for binomial
# laws, and nothing in a range r varies by more than r^2/4.  For gamma laws m_{t+1}/m_t is (t + G)/(t + 1), where G
# is gamma with mean 1 and shape n/v2.  Normal means are normal: the square varies by 2 Var^2.
bounded = 1/(8 * v2)**2
moments = [prod(1 + k * v2/n for k in range(order)) for order in range(5)]
fourths = [sum(binomial(4, j) * (k - 1)**(4 - j) * moments[j] for j in range(5))/k**4 for k in (1, 2)]
gamma = prod(fourths) * (v2 * m_0**2)**2 - within.right**2
drift = (product - 1)/v2 * V_0
theorem.concludes(
    "expected_variance",
    "E[V(m_t)]",
    within,
    *mean_of("variances", bounded, ["binomial"]),
    *mean_of("variances", gamma, ["gamma"]),
)
theorem.concludes("expected_mean", "E[m_t]", mean, *mean_of("means", drift, CURVED))
theorem.concludes(
    "conservation",
    "E[V(m_t)] - v2 Var[m_t]",
    conserved,
    *mean_of("variances_less_drifts", slope(m_0)**2 * drift, CURVED),
)
theorem.concludes("limit_below_zero", "lim E[V(m_t)] for v2 = -a", falls)
theorem.concludes("limit_above_zero", "lim E[V(m_t)] for v2 = b", rises)
theorem.concludes(
    "variance_of_mean_at_zero",
    "Var[m_t] for v2 = 0",
    between,
    *mean_of("squared_drifts", 2 * between.right**2, ["normal"]),
)
theorem.concludes("limit_of_variance_of_mean_at_zero", "lim Var[m_t] for v2 = 0", basel)

if __name__ == "__main__":
    theorem.main()
