"""With one real point and divisor n - 1 the mean variance comes to 2 v_0, and its second moment grows without bound.

Setting.  As in any_divisor, with normal draws, r = 1 real and s synthetic points per generation, and divisor c = s.

    Theorem    E[V_t^2] >= v_0^2/n^2 (1 + 1/(5n))^(t-1)   for all t, n = s + 1

So there is no stationary law with a finite second moment, for any s; an average over few chains says little about the
mean, which is 2 v_0 in the end (any_divisor).  Two real points, or divisor n, would do (second_moments).

Units.     v_0 and V_t in (unit of x)^2; s >= 1 and t >= 0 are counts.
Assumed.   Normal draws.
Bounds.    This is a lower bound, and not a sharp one.
"""

from sympy import Integer

from collapse_math.assumptions import (
    COMMON_MEAN,
    CONSTANT_SIZE,
    FIXED_DIVISOR,
    FRESH_REAL_POINTS,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.derivation import Theorem
from derivations.fresh_data.second_moments import fourth, mixed, second
from derivations.fresh_data.setting import COMPOSE, TRUTH, c, m, pooled, r, s, t, v, v_0

theorem = Theorem(
    "fresh_data.no_second_moment",
    says="one real point and divisor n - 1: E[V_t^2] grows without bound, although E[V_t] -> 2 v_0",
    assumes=(
        INDEPENDENT_DRAWS,
        MATCHING_MOMENTS,
        GAUSSIAN_DRAWS,
        FRESH_REAL_POINTS,
        COMMON_MEAN,
        FIXED_DIVISOR,
        CONSTANT_SIZE,
        *COMPOSE,
    ),
    symbols=(s, t, v_0),
    catalogue=("D1",),
)

# 1. One refit, by the formulas of second_moments at r = 1 and c = s, derived again for this refit.
n = s + 1
here = {r: Integer(1), c: s}
refit = pooled(c, normal=True).at(here)
level = v**2 + m**2 * v + m**4/5
after = second.right + mixed.right + fourth.right/5
grows = theorem.expectation("one refit, the level", level, after=refit, equals=after.xreplace(here))
square = theorem.expectation("one refit, square of the variance", v**2, after=refit, equals=second.right.xreplace(here))

# 2. The level gains a share of itself at every refit, and a share of it is in the next square.
factor = 1 + 1/(5 * n)
total, lower = theorem.bounds_over_generations(
    t,
    ">=",
    {grows: (factor * level, v_0**2 * factor**t), square: (level/n**2, v_0**2/n**2 * factor**(t - 1))},
    start=TRUTH,
    uses=COMPOSE,
)

theorem.concludes("lower_bound", "E[V_t^2]", lower)
theorem.concludes("lower_bound_of_level", "E[V_t^2] + E[(M_t - m_0)^2 V_t] + E[(M_t - m_0)^4]/5", total)

if __name__ == "__main__":
    theorem.main()
