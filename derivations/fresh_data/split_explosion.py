"""If real points come by chance and too rarely for the divisor, the mean variance grows without bound.

Setting.  As in split_any_divisor, with b = 1 - alpha and R = c n (1+b) - b (c + n (n-1)(1+b)), but R <= 0.

    Theorem    E[V_t] >= d v_0 (1 + (t-1) e)   for all t, with d, e > 0
    Corollary  divisor n - 1:  this is so if n alpha (2-alpha) <= 1 - alpha
               divisor n:      R > 0 for every alpha > 0

So split_any_divisor says exactly when the mean variance stays bounded: if R > 0.

Units.     v_0 and V_t in (unit of x)^2; n >= 2 and t >= 0 are counts; all else has no unit.
Assumed.   Independent draws with the two moments of their source; no normality.
Not said.  What a typical chain does.
"""

from sympy import Integer

from collapse_math.assumptions import CONSTANT_SIZE, FIXED_DIVISOR, INDEPENDENT_DRAWS, MATCHING_MOMENTS, RANDOM_SPLIT
from collapse_math.derivation import Theorem
from derivations.fresh_data.setting import COMPOSE, TRUTH, alpha, c, m, split, t, v, v_0
from derivations.fresh_data.setting import share_of_fit as b
from derivations.fresh_data.setting import size as n
from derivations.fresh_data.split_any_divisor import R

no_room = b * (c + n * (n - 1) * (1 + b)) >= c * n * (1 + b)
theorem = Theorem(
    "fresh_data.split_explosion",
    says="real points by chance: E[V_t] grows without bound if R <= 0, for c = n - 1 if n alpha (2-alpha) <= 1 - alpha",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, RANDOM_SPLIT, FIXED_DIVISOR, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, alpha, c, t, v_0),
    conditions=(no_room,),
    catalogue=("D1",),
    outside={no_room: "there the mean variance has a limit"},
)

# 1. Of the variances between and within, this sum gains at every refit, as in explosion.
inside, scale = alpha * v_0 + b * v, c * (n * (1 + b) - b)
weight, growth = n * (n - 1) * b/scale, n * (n - 1) * (1 + b)/scale
level, e = weight * m**2 + v, alpha * growth
gains = theorem.expectation("one refit, the sum", level, after=split(c), equals=weight * m**2 + growth * inside)
keep = theorem.expectation(
    "one refit, within", v, after=split(c), equals=(n - 1) * (inside + alpha * b * m**2)/c
)

# 2. So the sum grows at least linearly; and a fixed share of it is in the next variance.
d = (n - 1) * b/((n - 1) * b + c) * alpha
total, within = theorem.bounds_over_generations(
    t,
    ">=",
    {gains: (level + e * v_0, v_0 * (1 + t * e)), keep: (d * level, d * v_0 * (1 + (t - 1) * e))},
    start=TRUTH,
    uses=COMPOSE,
)
grows = theorem.inequality("it grows at every refit", d * e, ">", Integer(0))

# 3. The two usual divisors.
unbiased = theorem.equation("divisor n - 1", R.xreplace({c: n - 1}), (n - 1) * (n * alpha * (2 - alpha) - b))
biased = theorem.inequality("divisor n", R.xreplace({c: n}), ">", Integer(0))

theorem.concludes("lower_bound", "E[V_t]", within)
theorem.concludes("lower_bound_of_sum", "E[V_t] + n (n-1) b/(c (n (1+b) - b)) Var[M_t]", total)
theorem.concludes("growth", "d e", grows)
theorem.concludes("unbiased_divisor", "R at c = n - 1", unbiased)
theorem.concludes("divisor_n", "R at c = n", biased)

if __name__ == "__main__":
    theorem.main()
