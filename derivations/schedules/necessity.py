"""A loop that collapses must do with a vanishing share of real data; the converse is false.

Setting.  See setting.py.  The loop starts at the truth; beta = 1 - (1 - alpha)^2 = 2 alpha - alpha^2 >= alpha.

    Theorem    E[V_{t+1}] >= v_0 beta(t+1)/2 >= v_0 alpha(t+1)/2
    Corollary  E[V_t] -> 0 needs alpha(t) -> 0.

Units.     v_0 and V_t in (unit of x)^2; alpha and beta are pure numbers, t is a count.
Assumed.   Means and variances of draws only, and samples of 2 or more.
Not said.  That alpha(t) -> 0 is enough: it is not.  By diversity.py all the variance is kept if alpha(t) n(t) grows
           without bound, however fast the share alpha(t) vanishes.
"""

from fractions import Fraction

from collapse_math.assumptions import DIVISOR_N, INDEPENDENT_DRAWS, MATCHING_MOMENTS, RANDOM_SPLIT
from collapse_math.derivation import Theorem
from collapse_math.observed import Observed, Point, Schedule, Told
from derivations.gaussian.setting import COMPOSE, m_0, t, v_0
from derivations.schedules import drift as drift_theorem
from derivations.schedules.setting import alpha, drift, n, next_alpha, next_n

theorem = Theorem(
    "schedules.necessity",
    says="E[V_t] is at least half of v_0 alpha(t), so that collapse needs alpha(t) -> 0 (which does not suffice)",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, RANDOM_SPLIT, DIVISOR_N, *COMPOSE),
    symbols=(n, alpha, t, v_0),
    catalogue=("F6",),
)

# 1. What the loop keeps at the next refit, in terms of the distance of the mean at this one.
bounded = theorem.cites(drift_theorem.bounded)
following = theorem.cites(drift_theorem.spread, {t: t + 1})
one_step = v_0 * (1 - 1/next_n) * (1 - (1 - next_alpha)**2 * drift(t))
recursion = theorem.equation("the next spread", following.right, one_step, given=(following,))

# 2. The distance is at most 1, and 1 - 1/n at least one half.
beta = 2 * next_alpha - next_alpha**2
half = theorem.inequality(
    "at least half of beta", one_step, ">=", v_0 * beta/2, given=(bounded, recursion)
)
share = theorem.inequality("and so of alpha", one_step, ">=", v_0 * next_alpha/2, given=(half,))

# The third generation of a loop, seen from the second.
at: Point = {t: 2, m_0: 1, v_0: 2}
schedule: Schedule = {n: (2, 2, 2), alpha: (Fraction(1, 2),) * 3}
third: Told = {"generations": 3}
seen = Observed("loop", "variances", "mean-at-least", at, "exact", sequences=schedule, arguments=third)
theorem.concludes("half_of_beta", "E[V_{t+1}]", half, seen)
theorem.concludes("half_of_share", "E[V_{t+1}]", share, seen)

if __name__ == "__main__":
    theorem.main()
