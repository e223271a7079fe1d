"""If the divisor is too small, real data do not keep the mean variance down: with one real point, n - 2 is too small.

Setting.  As in any_divisor, with k = (n-1)(r+2s) + s and R = c n (r+2s) - s k, but R <= 0.

    Theorem    E[V_t] >= d v_0 (1 + (t-1) e)   for all t, with d, e > 0: it grows without bound
    Corollary  r = 1:  R < 0 for c = n - 2, and R > 0 for c = n - 1
               r = 2:  R > 0 for c = n - 2

So any_divisor says exactly when the mean variance stays bounded: if R > 0.  One real point can undo the loss of a
degree of freedom in the divisor n - 1, which doubles the mean, but not of two.

Units.     v_0 and V_t in (unit of x)^2; r, s >= 1 and t >= 0 are counts; c, d, e, k and R have no unit.
Assumed.   Independent draws with the two moments of their source; no normality.
Not said.  What a typical chain does.
"""

from sympy import Integer

from collapse_math.assumptions import (
    COMMON_MEAN,
    CONSTANT_SIZE,
    FIXED_DIVISOR,
    FRESH_REAL_POINTS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.derivation import Theorem
from derivations.fresh_data.any_divisor import R, k
from derivations.fresh_data.setting import COMPOSE, TRUTH, c, m, n, pooled, r, s, t, v, v_0

no_room = s * k >= c * n * (r + 2 * s)
theorem = Theorem(
    "fresh_data.explosion",
    says="E[V_t] grows without bound if c n (r+2s) <= s ((n-1)(r+2s) + s): with one real point for c = n - 2",
    assumes=(
        INDEPENDENT_DRAWS, MATCHING_MOMENTS, FRESH_REAL_POINTS, COMMON_MEAN, FIXED_DIVISOR, CONSTANT_SIZE, *COMPOSE
    ),
    symbols=(r, s, c, t, v_0),
    conditions=(no_room,),
    catalogue=("D1",),
    outside={no_room: "there the mean variance has a limit"},
)

# 1. Of the variances between and within, this sum gains at every refit: what the means lose is made up for exactly,
#    and the rest is (s k/(c n (r+2s)) - 1) v >= 0 and a share of v_0.
weight, growth = n * s/(c * (r + 2 * s)), k/(c * (r + 2 * s))
level, e = weight * m**2 + v, r * growth/n
gains = theorem.expectation(
    "one refit, the sum", level, after=pooled(c), equals=weight * m**2 + growth * (r * v_0 + s * v)/n
)
keep = theorem.expectation(
    "one refit, within", v, after=pooled(c), equals=((n - 1) * (r * v_0 + s * v)/n + r * s * m**2/n)/c
)

# 2. So the sum grows at least linearly; and a fixed share of it is in the next variance.
d = r * (r + 2 * s)/n**2 * (n - 1) * s/((n - 1) * s + c * n)
total, within = theorem.bounds_over_generations(
    t,
    ">=",
    {gains: (level + e * v_0, v_0 * (1 + t * e)), keep: (d * level, d * v_0 * (1 + (t - 1) * e))},
    start=TRUTH,
    uses=COMPOSE,
)
grows = theorem.inequality("it grows at every refit", d * e, ">", Integer(0))

# 3. One real point, and two.
one = theorem.inequality("one real point", R.xreplace({c: n - 2}).xreplace({r: Integer(1)}), "<", Integer(0))
two = theorem.inequality("two real points", R.xreplace({c: n - 2}).xreplace({r: Integer(2)}), ">", Integer(0))

theorem.concludes("lower_bound", "E[V_t]", within)
theorem.concludes("lower_bound_of_sum", "E[V_t] + n s/(c (r+2s)) Var[M_t]", total)
theorem.concludes("growth", "d e", grows)
theorem.concludes("one_real_point", "R at c = n - 2, r = 1", one)
theorem.concludes("two_real_points", "R at c = n - 2, r = 2", two)

if __name__ == "__main__":
    theorem.main()
