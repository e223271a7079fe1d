"""Real points that come by chance, and any divisor: where the mean variance tends to, if it does not explode.

Setting.  As in random_split, but the sum of squares is divided by a number c, the same at every generation.  Let
b = 1 - alpha and R = c n (1+b) - b (c + n (n-1)(1+b)).

    Theorem    if R > 0:  E[V_t] -> V = v_0 n (n-1) alpha (1+b)/R   and   Var[M_t] -> D = v_0 c/R
               with two rates, x < y < 1: E[V_t] = V + X x^t + Y y^t, and the same for Var[M_t] with other X and Y

For divisor n - 1, see split_unbiased; for R <= 0, split_explosion.

Units.     v_0, V, D, V_t, Var[M_t] in (unit of x)^2; n >= 2 and t >= 0 are counts; all else has no unit.
Assumed.   Independent draws with the two moments of their source; no normality.
Compare.   any_divisor, where the number of real points is fixed.
"""

from fractions import Fraction

from sympy import Expr, Integer, sqrt

from collapse_math.assumptions import CONSTANT_SIZE, FIXED_DIVISOR, INDEPENDENT_DRAWS, MATCHING_MOMENTS, RANDOM_SPLIT
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT
from collapse_math.lemmas import r as ratio
from collapse_math.quantities import Quantity
from collapse_math.results import Fact
from derivations.fresh_data.setting import COMPOSE, TRUTH, alpha, c, m, mean_of, split, t, v, v_0
from derivations.fresh_data.setting import share_of_fit as b
from derivations.fresh_data.setting import size as n

room = b * (c + n * (n - 1) * (1 + b)) < c * n * (1 + b)
R = c * n * (1 + b) - b * (c + n * (n - 1) * (1 + b))
theorem = Theorem(
    "fresh_data.split_any_divisor",
    says="E[V_t] -> v_0 n (n-1) alpha (2-alpha)/R if R = c n (2-alpha) - (1-alpha) (c + n (n-1) (2-alpha)) > 0",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, RANDOM_SPLIT, FIXED_DIVISOR, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, alpha, c, t, v_0),
    conditions=(room,),
    catalogue=("D1",),
    outside={room: "there the mean variance grows without bound"},
)

# 1. One refit.
inside = alpha * v_0 + b * v + alpha * b * m**2
keep = theorem.expectation("one refit, within", v, after=split(c), equals=(n - 1) * inside/c)
wander = theorem.expectation("one refit, between", m**2, after=split(c), equals=inside/n + b**2 * m**2)

# 2. Where both would stay, and the distance from there, which is multiplied by a matrix at every refit: with its
#    eigenvalues x and y, matrix^t e = (y^t (matrix e - x e) - x^t (matrix e - y e))/(y - x).
V, D = v_0 * n * (n - 1) * alpha * (1 + b)/R, v_0 * c/R
trace = b * (c * n * b + c * alpha + n * (n - 1))
gap = sqrt(trace**2 - 4 * c * n**2 * (n - 1) * b**3)
x, y = (trace - gap)/(2 * c * n), (trace + gap)/(2 * c * n)
e_V, e_D = v_0 - V, -D
f_V, f_D = (n - 1) * b * (e_V + alpha * e_D)/c, b * (e_V + alpha * e_D)/n + b**2 * e_D
within, between = theorem.over_generations(
    t,
    {
        keep: V + (y**t * (f_V - x * e_V) - x**t * (f_V - y * e_V))/(y - x),
        wander: D + (y**t * (f_D - x * e_D) - x**t * (f_D - y * e_D))/(y - x),
    },
    start=TRUTH,
    uses=COMPOSE,
)

# 3. Both eigenvalues lie between 0 and 1, so that both powers vanish.
def vanishing(rate: Expr, name: str) -> Fact:
    """The powers of a rate between 0 and 1 vanish."""
    given = (
        theorem.inequality(f"{name} rate, from below", rate, ">", Integer(0)),
        theorem.inequality(f"{name} rate, from above", rate, "<", Integer(1)),
    )
    vanishes = {rate**t: (Integer(0), GEOMETRIC_LIMIT, {ratio: rate})}
    return theorem.limit(f"powers of the {name} rate", rate**t, t, Integer(0), vanishes, given=given)


powers = {x**t: vanishing(x, "fast"), y**t: vanishing(y, "slow")}
limit = theorem.limit("what is kept", within.right, t, V, powers, given=(within,))
drift = theorem.limit("how far the means go", between.right, t, D, powers, given=(between,))

small: dict[Quantity, int | Fraction] = {n: 4, alpha: Fraction(1, 4), c: 3}
theorem.concludes("expected_variance", "E[V_t]", within, mean_of("variances", 3, small))
theorem.concludes("variance_of_mean", "Var[M_t]", between, mean_of("squared_drifts", 3, small))
theorem.concludes("rate", "lim y^t", powers[y**t])
theorem.concludes("limit", "lim E[V_t]", limit)
theorem.concludes("limit_of_drift", "lim Var[M_t]", drift)

if __name__ == "__main__":
    theorem.main()
