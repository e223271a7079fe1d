"""The exact drift of the mean and the exact diversity, for any sample sizes and any shares of real data.

Setting.  See setting.py.  The loop starts at the truth.

    Theorem    E[(M_t - m_0)^2] = v_0 D_t     with D_t = P_t sum_{j <= t} 1/(n(j) P_j),
                                              P_t = prod_{i <= t} (1 - 1/n(i)) (1 - alpha(i))^2
    Corollary  E[V_t]           = v_0 (1 - D_t)
               E[(M_t - m_0)^2] <= v_0                     a fit moves no farther than the truth spreads
               E[V_t] >= v_0 prod_{j <= t} (1 - 1/n(j))    real data can only help

Units.     v_0, V_t and the squared drift in (unit of x)^2; D_t is a pure number; n(t) and t are counts.
Assumed.   Only means and variances of draws; any law will do.
Note.      D_t obeys D_{t+1} = (1 - 1/n)(1 - alpha)^2 D_t + 1/n: what there is shrinks, and sampling adds 1/n.
"""

from sympy import Integer, Product

from collapse_math.assumptions import DIVISOR_N, INDEPENDENT_DRAWS, MATCHING_MOMENTS, RANDOM_SPLIT
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from derivations.gaussian.setting import COMPOSE, TRUTH, m, m_0, t, v, v_0
from derivations.schedules.setting import REFIT, alpha, drift, k, n, next_alpha, next_n, seen

theorem = Theorem(
    "schedules.drift",
    says="E[V_t] = v_0 (1 - D_t), where D_{t+1} = (1 - 1/n)(1 - alpha)^2 D_t + 1/n, for any n(t) and alpha(t)",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, RANDOM_SPLIT, DIVISOR_N, *COMPOSE),
    symbols=(n, alpha, t, m_0, v_0),
    catalogue=("F4", "F5", "B8"),
)

# 1. One refit: the mean square about m_0, which is conserved, and the distance of the mean.
squares, distance = v + (m - m_0)**2, (m - m_0)**2
whole = theorem.expectation(
    "spread and distance together", squares, after=REFIT, equals=(1 - next_alpha) * squares + next_alpha * v_0
)
moved = theorem.expectation(
    "the distance shrinks by (1 - alpha)^2 (1 - 1/n), and sampling adds to it",
    distance,
    after=REFIT,
    equals=(1 - 1/next_n) * (1 - next_alpha)**2 * distance + ((1 - next_alpha) * squares + next_alpha * v_0)/next_n,
)

# 2. Both together, from the truth on.
conserved, wandered = theorem.over_generations(t, {whole: v_0, moved: v_0 * drift(t)}, start=TRUTH, uses=COMPOSE)

# 3. The spread is what is left.
spread = theorem.by_linearity(
    "the spread is the rest",
    v,
    {conserved: Integer(1), wandered: Integer(-1)},
    equals=v_0 * (1 - drift(t)),
    rest=Integer(0),
)

# 4. Neither can exceed the whole, and real data only slow the loss down.
positive = theorem.inequality("a distance is not negative", drift(t), ">=", Integer(0), how=Induction(t))
bounded = theorem.inequality(
    "a fit moves no farther than the truth spreads", v_0 * drift(t), "<=", v_0, how=Induction(t), given=(wandered,)
)
at_least = theorem.inequality(
    "never below what is left without real data",
    v_0 * (1 - drift(t)),
    ">=",
    v_0 * Product(1 - 1/n(k), (k, 1, t)),
    how=Induction(t),
    given=(positive, spread),
)

theorem.concludes("squared_drift", "E[(M_t - m_0)^2]", wandered, seen("squared_drifts"))
theorem.concludes("expected_variance", "E[V_t]", spread, seen("variances"))
theorem.concludes("drift_bounded", "E[(M_t - m_0)^2]", bounded)
theorem.concludes("at_least", "E[V_t]", at_least)

if __name__ == "__main__":
    theorem.main()
