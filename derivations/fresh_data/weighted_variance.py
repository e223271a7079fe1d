"""The best weight of real points for the variance is larger than the golden ratio at every finite size: 2/3 for five.

Setting.  A generation draws r points of the truth and s of the last fit, and the new variance is w (variance of the
real points) + (1 - w) (that of the others), both unbiased, 0 < w <= 1.  A = 2/(r-1) and B = 2/(s-1) are the squared
relative errors of both.

    Theorem    E[V_t] = v_0, and if k = (1-w)^2 (1+B) < 1
               Var[V_t] = f (1 - k^t) v_0^2 -> f v_0^2,   f = (w^2 A + (1-w)^2 B)/(1 - k)
    Theorem    f >= A w* with equality at w = w* alone, the positive root of A (1+B) w^2 + B (1-A) w = B
    Corollary  s = r:  w* = (A - 1 + sqrt(A^2 + 2A + 5))/(2 (1+A)),   g < w* <= g + A/9,   g = (sqrt 5 - 1)/2, so that
               w* -> g as r grows; w* = 2/3 for r = 5, and there the weight g leaves more than 2/3 does

So the golden ratio, which is exact for the mean (weighted_mean), is the limit of large samples for the variance: what
a fit adds to the error is B V_t^2, and V_t varies.

Units.     v_0, V_t in (unit of x)^2; r, s >= 2 and t >= 0 are counts; w, k, f, A, B have none.
Assumed.   Normal draws, for their fourth moment.
Outside.   For k >= 1 the variance of V_t grows without bound: E[(V_{t+1} - v_0)^2] is at least E[(V_t - v_0)^2] plus
           (w^2 A + (1-w)^2 B) v_0^2.
"""

from fractions import Fraction

from sympy import Integer, Rational, sqrt

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FRESH_REAL_POINTS,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
    WEIGHTED_VARIANCES,
)
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import GEOMETRIC_LIMIT, RECIPROCAL_LIMIT
from collapse_math.lemmas import n as number
from collapse_math.lemmas import r as ratio
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from collapse_math.quantities import Quantity, integer
from derivations.fresh_data.setting import COMPOSE, m_0, mean_of, normal_real, normal_synthetic, t, v, v_0, w
from derivations.fresh_data.setting import r as any_r
from derivations.fresh_data.setting import s as any_s

r, s = integer("r", at_least=2), integer("s", at_least=2)  # both groups have a variance
A, B = 2/(r - 1), 2/(s - 1)
k = (1 - w)**2 * (1 + B)
settles = k < 1
theorem = Theorem(
    "fresh_data.weighted_variance",
    says="weight w for the variance of real points: Var[V_t] levels off, least at w = 2/3 for 5 + 5 points",
    assumes=(
        INDEPENDENT_DRAWS,
        MATCHING_MOMENTS,
        GAUSSIAN_DRAWS,
        FRESH_REAL_POINTS,
        WEIGHTED_VARIANCES,
        CONSTANT_SIZE,
        *COMPOSE,
    ),
    symbols=(r, s, w, t, v_0),
    conditions=(settles,),
    catalogue=("D4",),
    sources=(Source("He, Xu and Cheng", 2025, "arXiv 2502.18049, for the golden ratio as a limit"),),
    outside={settles: "there the variance of V_t grows without bound"},
)

# 1. One refit.
real_part, other = (draws.sum_of_squares/(draws.size - 1) for draws in (normal_real, normal_synthetic))
refit = Refit(
    {v: w * real_part + (1 - w) * other},
    (normal_real, normal_synthetic),
    {v: (WEIGHTED_VARIANCES,)},
    (CONSTANT_SIZE,),
).at({any_r: r, any_s: s})
keep = theorem.expectation("one refit", v, after=refit, equals=w * v_0 + (1 - w) * v)
square = theorem.expectation(
    "its square",
    v**2,
    after=refit,
    equals=w**2 * (1 + A) * v_0**2 + k * v**2 + 2 * w * (1 - w) * v_0 * v,
)

# 2. Generations compose, and k^t vanishes.
f = (w**2 * A + (1 - w)**2 * B)/(1 - k)
(mean,) = theorem.over_generations(t, {keep: v_0}, start={v: v_0}, uses=COMPOSE)
_, mean_square = theorem.over_generations(
    t, {keep: v_0, square: (1 + f * (1 - k**t)) * v_0**2}, start={v: v_0}, uses=COMPOSE
)
spread = theorem.by_linearity(
    "the variance of V_t",
    (v - v_0)**2,
    {mean_square: Integer(1), mean: -2 * v_0},
    rest=v_0**2,
    equals=f * (1 - k**t) * v_0**2,
)
limit = theorem.limit(
    "it levels off", spread.right, t, f * v_0**2, {k**t: (Integer(0), GEOMETRIC_LIMIT, {ratio: k})}, given=(spread,)
)

# 3. f - A w* is a multiple of (w - w*)^2.
best = (B * (A - 1) + sqrt(B**2 * (1 - A)**2 + 4 * A * B * (1 + B)))/(2 * A * (1 + B))
root = theorem.equation("the best weight is a root", A * (1 + B) * best**2 + B * (1 - A) * best, B)
positive = theorem.inequality("it is positive", best, ">", Integer(0))
gap = theorem.equation(
    "the distance from the best is a square",
    f - A * best,
    (A + B + A * (1 + B) * best) * (w - best)**2/(1 - k),
)
least = theorem.inequality("so no weight leaves less", f, ">=", A * best, given=(gap, positive))

# 4. At the best weight the variance of V_t levels off, too, and at A w*.
at_best = (1 - best)**2 * (1 + B)  # k
room = theorem.equation(
    "what is left to 1", A * best * (1 - at_best), best**2 * A + (1 - best)**2 * B, given=(root,)
)
inside = theorem.inequality("is positive", at_best, "<", Integer(1), given=(room, positive))
attained = theorem.equation(
    "and the best is attained",
    (best**2 * A + (1 - best)**2 * B)/(1 - at_best),
    A * best,
    given=(room, inside),
)

# 5. Equal sizes: between the golden ratio and a little more.
g = (sqrt(5) - 1)/2
equal = (A - 1 + sqrt(A**2 + 2 * A + 5))/(2 * (1 + A))
same = theorem.equation("equal sizes", best.xreplace({s: r}), equal)
above = theorem.inequality("more than the golden ratio", g, "<", equal, given=(same,))
below = theorem.inequality("by A/9 at most", equal, "<=", g + A/9, given=(same,))
small = {1/r: (Integer(0), RECIPROCAL_LIMIT, {number: r})}
ends = (
    theorem.limit("a constant", g, r, g, {}),
    theorem.limit("the upper bound", g + A/9, r, g, small, form=g + 2 * (1/r)/(1 - 1/r)/9),
)
golden = theorem.squeeze("for large samples", equal, r, g, below=above, above=below, limits=ends)

# 6. Five points of either kind: the weight 2/3, and what the golden ratio leaves in its place.
five = {r: Integer(5), s: Integer(5)}
two_thirds = theorem.equation("the best weight of five", equal.xreplace(five), Rational(2, 3), given=(same,))
left = f.xreplace(five)
third = theorem.equation("it leaves a third", left.xreplace({w: Rational(2, 3)}), Rational(1, 3), given=(spread,))
at_golden = theorem.inequality("and the golden ratio more", left.xreplace({w: g}), ">", third.right, given=(spread,))

# A draw of 5 has E[(S^2/v)^4] = 6 * 8 * 10/4^3 = 15/2, which is more than 1; so E[V_t^4] is at most (15/2)^t v_0^4.
small_loop: dict[Quantity, int | Fraction] = {r: 5, s: 5, w: Fraction(3, 5), t: 2, m_0: 1, v_0: 2}
bound_of_fourth = Rational(15, 2)**t * v_0**4
theorem.concludes("expected_variance", "E[V_t]", mean, mean_of("variances", 2, {r: 5, s: 5, w: Fraction(3, 5)}))
theorem.concludes(
    "mean_square",
    "E[V_t^2]",
    mean_square,
    Observed("loop", "squared_variances", "mean", small_loop, bound_of_fourth),
)
theorem.concludes("variance_of_variance", "Var[V_t]", spread)
theorem.concludes("limit", "lim Var[V_t]", limit)
theorem.concludes("root", "A (1+B) w*^2 + B (1-A) w*", root)
theorem.concludes("factor_from_below", "f", least)
theorem.concludes("room_at_the_best_weight", "k at w = w*", inside)
theorem.concludes("factor_at_the_best_weight", "f at w = w*", attained)
theorem.concludes("equal_sizes", "w* for s = r", same)
theorem.concludes("above_the_golden_ratio", "(sqrt 5 - 1)/2", above)
theorem.concludes("little_above_the_golden_ratio", "w* for s = r", below)
theorem.concludes("large_samples", "lim w* for s = r", golden)
theorem.concludes("best_weight_of_five", "w* for r = s = 5", two_thirds)
theorem.concludes("left_by_the_best_weight", "f at w = 2/3 for r = s = 5", third)
theorem.concludes("left_by_the_golden_ratio", "f at w = (sqrt 5 - 1)/2 for r = s = 5", at_golden)

if __name__ == "__main__":
    theorem.main()
