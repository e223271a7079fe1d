"""With divisor n - 1 it takes half a real point per generation, or a little less, to hold the mean variance.

Setting.  As in split_any_divisor, with divisor n - 1: each of n points is real with probability alpha.

    Theorem    if n alpha (2-alpha) > 1 - alpha:
               E[V_t] -> v_0 n alpha (2-alpha)/(n alpha (2-alpha) - (1-alpha)) > v_0
    Corollary  alpha = 1/n, one real point on average:  E[V_t] -> v_0 (2n-1)/n < 2 v_0
               the condition holds for alpha = 1/(2n) and fails for alpha = 1/(2n+1), whatever n is

Units.     v_0 and V_t in (unit of x)^2; n >= 2 and t >= 0 are counts; 0 < alpha < 1 has no unit.
Assumed.   Independent draws with the two moments of their source; no normality.
Compare.   any_divisor: exactly one real point per generation makes it 2 v_0.
"""

from sympy import Integer

from collapse_math.assumptions import CONSTANT_SIZE, FIXED_DIVISOR, INDEPENDENT_DRAWS, MATCHING_MOMENTS, RANDOM_SPLIT
from collapse_math.derivation import Theorem
from derivations.fresh_data import split_any_divisor
from derivations.fresh_data.setting import COMPOSE, alpha, c, t, v_0
from derivations.fresh_data.setting import share_of_fit as b
from derivations.fresh_data.setting import size as n

enough = n * alpha * (2 - alpha) > b
theorem = Theorem(
    "fresh_data.split_unbiased",
    says="divisor n - 1, real points by chance: E[V_t] has a limit, above v_0, if n alpha (2-alpha) > 1 - alpha",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, RANDOM_SPLIT, FIXED_DIVISOR, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, alpha, t, v_0),
    conditions=(enough,),
    catalogue=("D1",),
    outside={enough: "there the mean variance grows without bound"},
)

# 1. The limit for any divisor, at c = n - 1.
limit = theorem.cites(split_any_divisor.limit, {c: n - 1})
gain = n * alpha * (2 - alpha)
kept = theorem.equation("for divisor n - 1", limit.right, v_0 * gain/(gain - b), given=(limit,))
more = theorem.inequality("more than there was", kept.right, ">", v_0, given=(kept,))

# 2. One real point on average.
one = theorem.equation("one real point", kept.right.xreplace({alpha: 1/n}), v_0 * (2 * n - 1)/n, given=(kept,))
less = theorem.inequality("less than with exactly one", one.right, "<", 2 * v_0, given=(one,))

# 3. How many it takes.
space = gain - b
half = theorem.inequality("half a point will do", space.xreplace({alpha: 1/(2 * n)}), ">", Integer(0))
fewer = theorem.inequality("a little less will not", space.xreplace({alpha: 1/(2 * n + 1)}), "<", Integer(0))

theorem.concludes("limit", "lim E[V_t]", kept)
theorem.concludes("gain", "lim E[V_t]", more)
theorem.concludes("one_real_point", "lim E[V_t] at alpha = 1/n", one)
theorem.concludes("less_than_by_number", "lim E[V_t] at alpha = 1/n", less)
theorem.concludes("half_a_point", "n alpha (2-alpha) - (1-alpha) at alpha = 1/(2n)", half)
theorem.concludes("fewer_than_that", "n alpha (2-alpha) - (1-alpha) at alpha = 1/(2n+1)", fewer)

if __name__ == "__main__":
    theorem.main()
