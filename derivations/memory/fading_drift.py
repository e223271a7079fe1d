"""If the variance is known, a memory that fades lets the mean drift for ever, (1 - f)^2 sampling errors a generation.

Setting.  As in fading: the newest draws have the share w(t) = (1 - f)/(1 - f^t) of the weight.  But the variance is
known, draws have it, and only the mean is fitted.

    Theorem    Var[M_t] = (w(1)^2 + ... + w(t)^2) v_0/n
    Bounds     t (1 - f)^2 <= n Var[M_t]/v_0 <= t (1 - f)^2 + 2f/(1 - f)
    Limit      Var[M_t]/t -> (1 - f)^2 v_0/n: asymptotically a step of the constant weight 1 - f at every refit

Units.     v_0 and Var[M_t] in (unit of x)^2; f has no unit; n >= 2 and t >= 0 are counts, t >= 1 in the limit.
Assumed.   Only that the draws are independent with the mean of the fit and the known variance.
"""

from fractions import Fraction

from sympy import Integer, Sum

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FADING_MEMORY,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    KNOWN_VARIANCE,
    MATCHING_MOMENTS,
)
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.lemmas import RECIPROCAL_LIMIT
from collapse_math.lemmas import n as any_n
from collapse_math.moments import Refit
from derivations.gaussian.setting import m, m_0, n, t, v_0
from derivations.memory.fading import COMPOSE, f, share, weight
from derivations.memory.setting import j, known_draws, later, seen

theorem = Theorem(
    "memory.fading_drift",
    says="with known variance and weights f^age, Var[M_t]/t -> (1-f)^2 v_0/n: asymptotically a drift without end",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, KNOWN_VARIANCE, CONSTANT_SIZE, FADING_MEMORY, FRESH_RANDOMNESS),
    symbols=(n, t, f, m_0, v_0),
    catalogue=("D8",),
)

HALF = {f: Fraction(1, 2)}

# 1. One refit of the mean, in which everything old has faded once more.
points = n * weight.xreplace({t: t + 1})
faded = Refit({m: (f * n * weight * m + known_draws.power_sum(1))/points}, (known_draws,), {}, (CONSTANT_SIZE,))
after = share.xreplace({t: t + 1})
wander = theorem.expectation("one refit", (m - m_0)**2, after=faded, equals=(m - m_0)**2 + after**2 * v_0/n)
squares = Sum(share.xreplace({t: j})**2, (j, 1, t))
(drift,) = theorem.over_generations(t, {wander: squares * v_0/n}, start={m: m_0}, uses=COMPOSE)

# 2. A share is at least 1 - f, and its square exceeds (1 - f)^2 by 2 f^t at most.
low = theorem.inequality("from below", squares, ">=", t * (1 - f)**2, how=Induction(t))
excess = 2 * f * (1 - f**t)/(1 - f)
high = theorem.inequality("from above", squares, "<=", t * (1 - f)**2 + excess, how=Induction(t))

# 3. The excess is bounded, so that it does not count in proportion to t.
slope = (1 - f)**2 * v_0/n
ceiling = slope + 2 * f * v_0/((1 - f) * n * later)
pace = drift.right.xreplace({t: later})/later
lowest, highest = (theorem.cites(fact, {t: later}) for fact in (low, high))
below = theorem.inequality("the pace from below", slope, "<=", pace, given=(lowest, drift))
above = theorem.inequality("the pace from above", pace, "<=", ceiling, given=(highest, drift))
small = {1/later: (Integer(0), RECIPROCAL_LIMIT, {any_n: later})}
ends = (
    theorem.limit("the lower bound", slope, later, slope, {}),
    theorem.limit("the upper bound", ceiling, later, slope, small),
)
limit = theorem.squeeze("Var[M_t]/t", pace, later, slope, below=below, above=above, limits=ends)

theorem.concludes("variance_of_mean", "Var[M_t]", drift, seen("squared_drifts", points=2, refits=3, others=HALF))
theorem.concludes("bound_of_pace", "Var[M_t]/t", above)
theorem.concludes("pace", "lim Var[M_t]/t", limit)

if __name__ == "__main__":
    theorem.main()
