"""Memory that fades by a constant factor slows the collapse down and does not stop it.

Setting.  Points of generation t that are a generations old weigh f^a, with 0 < f < 1, and all of them are fitted:
weighted mean, and weighted mean square about it.  So the newest draws have the share w(t) = (1 - f)/(1 - f^t) of the
weight: all of it at first, and nearly 1 - f later on.

    Theorem    E[V_t]   = v_0 prod_(j <= t) (1 - w(j)^2/n),   Var[M_t] = v_0 - E[V_t]
    Bound      E[V_t]  <= v_0 (1 - (1 - f)^2/n)^t -> 0: the collapse is as sure as without memory, but slower, by a
               factor of (1 - f)^2 in the rate

Units.     v_0, V_t and Var[M_t] in (unit of x)^2; f has no unit; n >= 2 and t >= 0 are counts.
Assumed.   Only that the draws are independent with the mean and variance of the fit.
"""

from fractions import Fraction

from sympy import Integer, Product, Sum

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N,
    FADING_MEMORY,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from collapse_math.moments import Refit
from collapse_math.quantities import real
from derivations.gaussian.setting import TRUTH, draws, m, m_0, n, t, v, v_0
from derivations.memory.setting import j, seen

f = real("f", above=0, below=1)  # what the weight of a point is multiplied by in a generation

theorem = Theorem(
    "memory.fading",
    says="if the weight of a point fades like f^age, E[V_t] <= v_0 (1 - (1-f)^2/n)^t: a slower collapse, but one",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, DIVISOR_N, CONSTANT_SIZE, FADING_MEMORY, FRESH_RANDOMNESS),
    symbols=(n, t, f, m_0, v_0),
    catalogue=("D8",),
)
COMPOSE = (FADING_MEMORY, FRESH_RANDOMNESS)

# 1. What all points weigh, over n: 1 for the newest draws, f for those before, and so on.
weight = (1 - f**t)/(1 - f)
theorem.equation("the points of t generations weigh", Sum(f**(j - 1), (j, 1, t)), weight, how=Induction(t))

# 2. One refit: sums of x and x^2 in which everything old has faded once more.
old, points = f * n * weight, n * weight.xreplace({t: t + 1})
first = old * m + draws.power_sum(1)
second = old * (v + m**2) + draws.power_sum(2)
faded = Refit(
    {m: first/points, v: second/points - (first/points)**2}, (draws,), {v: (DIVISOR_N,)}, (CONSTANT_SIZE,)
)
share = 1/weight
after = share.xreplace({t: t + 1})
keep = theorem.expectation("one refit", v, after=faded, equals=(1 - after**2/n) * v)
wander = theorem.expectation("moves the mean", (m - m_0)**2, after=faded, equals=(m - m_0)**2 + after**2 * v/n)

# 3. Generations compose.
left = Product(1 - share.xreplace({t: j})**2/n, (j, 1, t))
within, between = theorem.over_generations(
    t, {keep: left * v_0, wander: (1 - left) * v_0}, start=TRUTH, uses=COMPOSE
)

# 4. No share is smaller than 1 - f, so that no factor is larger than 1 - (1 - f)^2/n, and their product decays.
slow = 1 - (1 - f)**2/n
some = theorem.inequality("something is left", left, ">", Integer(0), how=Induction(t))
bound = theorem.inequality("less than a power", left, "<=", slow**t, how=Induction(t), given=(some,))
none = theorem.inequality("nothing is left below zero", Integer(0), "<=", left * v_0, given=(some, within))
most = theorem.inequality("within", left * v_0, "<=", slow**t * v_0, given=(bound, within))
ends = (
    theorem.limit("zero", Integer(0), t, Integer(0), {}),
    theorem.limit(
        "the power vanishes", slow**t * v_0, t, Integer(0), {slow**t: (Integer(0), GEOMETRIC_LIMIT, {r: slow})}
    ),
)
collapse = theorem.squeeze("collapse", left * v_0, t, Integer(0), below=none, above=most, limits=ends)

HALF = {f: Fraction(1, 2)}
theorem.concludes("expected_variance", "E[V_t]", within, seen("variances", points=2, refits=3, others=HALF))
theorem.concludes("variance_of_mean", "Var[M_t]", between, seen("squared_drifts", points=2, refits=3, others=HALF))
theorem.concludes("bound_of_expected_variance", "E[V_t]", most)
theorem.concludes("collapse", "lim E[V_t]", collapse)

if __name__ == "__main__":
    theorem.main()
