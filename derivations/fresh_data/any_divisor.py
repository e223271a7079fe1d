"""With divisor n - 1 one real point per generation doubles the mean variance, whatever the number of the others.

Setting.  As in pooled_fit, but the sum of squares is divided by a number c, the same at every generation.  Let

    k = (n-1)(r+2s) + s   and   R = c n (r+2s) - s k,   n = r + s.

    Theorem    if R > 0:  E[V_t] -> V = v_0 r k/R   and   Var[M_t] -> D = v_0 c n/R
               with two rates, a < b < 1: E[V_t] = V + A a^t + B b^t, and the same for Var[M_t] with other A and B
    Corollary  divisor n - 1:  R > 0 always, and E[V_t] -> v_0 x/(x - s) > v_0 with x = r (r+2s-1);
               r = 1:  E[V_t] -> 2 v_0 and Var[M_t] -> v_0 for every s
    Compare    divisor n:  E[V_t] -> v_0 x/(x + n)  (pooled_fit)

Dividing by n - 1 makes the variance of independent points unbiased.  The points of a pooled fit are not independent:
the synthetic ones share the error of the last mean, and lie apart from the real ones.

Units.     v_0, V, D, V_t, Var[M_t] in (unit of x)^2; r, s >= 1 and t >= 0 are counts; all else has no unit.
Assumed.   Independent draws with the two moments of their source; no normality.
Not said.  What happens if R <= 0: E[V_t] grows without bound then (explosion).
"""

from sympy import Expr, Integer, sqrt

from collapse_math.assumptions import (
    COMMON_MEAN,
    CONSTANT_SIZE,
    FIXED_DIVISOR,
    FRESH_REAL_POINTS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT
from collapse_math.lemmas import r as ratio
from collapse_math.results import Fact
from derivations.fresh_data.setting import COMPOSE, TRUTH, c, m, mean_of, n, pooled, r, s, t, v, v_0

k = (n - 1) * (r + 2 * s) + s
room = s * k < c * n * (r + 2 * s)
theorem = Theorem(
    "fresh_data.any_divisor",
    says="one real point per generation and divisor n - 1: E[V_t] -> 2 v_0 for every number of synthetic points",
    assumes=(
        INDEPENDENT_DRAWS, MATCHING_MOMENTS, FRESH_REAL_POINTS, COMMON_MEAN, FIXED_DIVISOR, CONSTANT_SIZE, *COMPOSE
    ),
    symbols=(r, s, c, t, v_0),
    conditions=(room,),
    catalogue=("D1",),
    outside={room: "there the mean variance grows without bound"},
)

# 1. One refit.  Only the variance within knows the divisor.
inside = (r * v_0 + s * v)/n
keep = theorem.expectation(
    "one refit, within", v, after=pooled(c), equals=((n - 1) * inside + r * s * m**2/n)/c
)
wander = theorem.expectation("one refit, between", m**2, after=pooled(c), equals=inside/n + (s/n)**2 * m**2)

# 2. Where both would stay: D is inside/n over 1 - (s/n)^2, and with it V is k/(c (r + 2s)) times inside.
R = c * n * (r + 2 * s) - s * k
V, D = v_0 * r * k/R, v_0 * c * n/R

# 3. The distance from there is multiplied by a matrix at every refit.  Its powers, by its eigenvalues a and b:
#    matrix^t x = (b^t (matrix x - a x) - a^t (matrix x - b x))/(b - a).
trace, gap = s * (c * s + n * (n - 1)), s * sqrt((c * s + n * (n - 1))**2 - 4 * c * n**2 * (s - 1))
a, b = (trace - gap)/(2 * c * n**2), (trace + gap)/(2 * c * n**2)
x_V, x_D = v_0 - V, -D
y_V, y_D = ((n - 1) * s * x_V + r * s * x_D)/(n * c), (s * x_V + s**2 * x_D)/n**2
within, between = theorem.over_generations(
    t,
    {
        keep: V + (b**t * (y_V - a * x_V) - a**t * (y_V - b * x_V))/(b - a),
        wander: D + (b**t * (y_D - a * x_D) - a**t * (y_D - b * x_D))/(b - a),
    },
    start=TRUTH,
    uses=COMPOSE,
)

# 4. Both eigenvalues lie between 0 and 1, so that both powers vanish.
def vanishing(rate: Expr, name: str) -> Fact:
    """The powers of a rate between 0 and 1 vanish."""
    given = (
        theorem.inequality(f"{name} rate, from below", rate, ">=", Integer(0)),
        theorem.inequality(f"{name} rate, from above", rate, "<", Integer(1)),
    )
    vanishes = {rate**t: (Integer(0), GEOMETRIC_LIMIT, {ratio: rate})}
    return theorem.limit(f"powers of the {name} rate", rate**t, t, Integer(0), vanishes, given=given)


powers = {a**t: vanishing(a, "fast"), b**t: vanishing(b, "slow")}
limit = theorem.limit("what is kept", within.right, t, V, powers, given=(within,))
drift = theorem.limit("how far the means go", between.right, t, D, powers, given=(between,))

# 5. Divisor n - 1, for which there is always room.
unbiased, one = {c: n - 1}, {c: s, r: Integer(1)}
always = theorem.inequality("room for n - 1", R.xreplace(unbiased), ">", Integer(0))
x = r * (r + 2 * s - 1)
gained = v_0 * x/(x - s)
gain = theorem.equation("what n - 1 comes to", V.xreplace(unbiased), gained, given=(limit,))
more = theorem.inequality("it is more than there was", gained, ">", v_0, given=(gain,))
double = theorem.equation("one real point doubles it", V.xreplace(one), 2 * v_0, given=(limit,))
wide = theorem.equation("and the means spread as far as the truth", D.xreplace(one), v_0, given=(drift,))

small = {r: 1, s: 3, c: 3}
theorem.concludes("expected_variance", "E[V_t]", within, mean_of("variances", 3, small))
theorem.concludes("variance_of_mean", "Var[M_t]", between, mean_of("squared_drifts", 3, small))
theorem.concludes("rate", "lim b^t", powers[b**t])
theorem.concludes("limit", "lim E[V_t]", limit)
theorem.concludes("limit_of_drift", "lim Var[M_t]", drift)
theorem.concludes("room_for_unbiased_divisor", "R at c = n - 1", always)
theorem.concludes("limit_for_unbiased_divisor", "lim E[V_t] at c = n - 1", gain)
theorem.concludes("gain_for_unbiased_divisor", "lim E[V_t] at c = n - 1", more)
theorem.concludes("one_real_point", "lim E[V_t] at c = n - 1, r = 1", double)
theorem.concludes("drift_with_one_real_point", "lim Var[M_t] at c = n - 1, r = 1", wide)

if __name__ == "__main__":
    theorem.main()
