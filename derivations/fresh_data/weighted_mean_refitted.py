"""The golden ratio stays the best weight of real points for the mean where the variance is fitted, too, without bias.

Setting.  As in weighted_mean, but synthetic points have the variance of the last fit: the sums of squares of both
groups about their own means, weighed with w/r and (1 - w)/s, over what makes their sum unbiased for equal variances.

    Theorem    E[V_t] = v_0 at every t
               Var[M_t] = f (1 - (1-w)^(2t)) v_0/r,   f = (w^2 + (1-w)^2/k)/(1 - (1-w)^2),   k = s/r
    Corollary  all is as if the variance were known: Var[M_t] -> f v_0/r >= g v_0/r,  k g^2 + g = 1,
               with equality at w = g;  and for the sum of both, E[V_t] + Var[M_t] -> (1 + f/r) v_0

So the mean square distance of a draw from m_0 is not v_0 here, as it is with divisor n (pooled_fit), but more.

Units.     v_0, V_t and Var[M_t] in (unit of x)^2; r, s >= 2 and t >= 0 are counts; w, k, f and g have none.
Assumed.   Independent draws with the two moments of their source; no normality.
Note.      Taken from the common mean, the sum of squares would grow with (M_t - m_0)^2, and no divisor would be
           unbiased for all t (any_divisor).
"""

from fractions import Fraction

from sympy import Integer

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N_MINUS_1,
    FRESH_REAL_POINTS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
    OWN_MEANS,
    WEIGHTED_MEANS,
)
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import GEOMETRIC_LIMIT
from collapse_math.lemmas import r as ratio
from collapse_math.moments import Refit
from collapse_math.quantities import Quantity, integer
from derivations.fresh_data import weighted_mean
from derivations.fresh_data.setting import COMPOSE, TRUTH, m, mean_of, real_points, synthetic_points, t, v, v_0, w
from derivations.fresh_data.setting import r as any_r
from derivations.fresh_data.setting import s as any_s

r, s = integer("r", at_least=2), integer("s", at_least=2)  # both groups have a variance
sizes = {any_r: r, any_s: s}
theorem = Theorem(
    "fresh_data.weighted_mean_refitted",
    says="weight w for real points, variance refitted without bias: E[V_t] = v_0, and Var[M_t] as if it were known",
    assumes=(
        INDEPENDENT_DRAWS,
        MATCHING_MOMENTS,
        FRESH_REAL_POINTS,
        WEIGHTED_MEANS,
        OWN_MEANS,
        DIVISOR_N_MINUS_1,
        CONSTANT_SIZE,
        *COMPOSE,
    ),
    symbols=(r, s, w, t, v_0),
    catalogue=("D3",),
    sources=(
        Source("He, Xu and Cheng", 2025, "arXiv 2502.18049, abstract: a weight of one over the golden ratio"),
    ),
)

# 1. One refit: a weighted mean, and weighted sums of squares over 1 less one over the number of points of either kind.
average = w * real_points.average + (1 - w) * synthetic_points.average
squares = w/any_r * real_points.sum_of_squares + (1 - w)/any_s * synthetic_points.sum_of_squares
unbiased = w * (1 - 1/any_r) + (1 - w) * (1 - 1/any_s)
refit = Refit(
    {m: average, v: squares/unbiased},
    (real_points, synthetic_points),
    {m: (WEIGHTED_MEANS,), v: (WEIGHTED_MEANS, OWN_MEANS, DIVISOR_N_MINUS_1)},
    (CONSTANT_SIZE,),
).at(sizes)
p = w * (1 - 1/r)/(w * (1 - 1/r) + (1 - w) * (1 - 1/s))  # what the real points count for in the variance
keep = theorem.expectation("one refit, within", v, after=refit, equals=p * v_0 + (1 - p) * v)
wander = theorem.expectation(
    "one refit, between", m**2, after=refit, equals=w**2 * v_0/r + (1 - w)**2 * (m**2 + v/s)
)

# 2. The variance stays where it is, and so the mean moves as if it were known.
known = theorem.cites(weighted_mean.drift, sizes)
within, between = theorem.over_generations(t, {keep: v_0, wander: known.right}, start=TRUTH, uses=COMPOSE)

# 3. In the long run, and at the best weight.
f = weighted_mean.f.xreplace(sizes)
vanishes = {(1 - w) ** (2 * t): (Integer(0), GEOMETRIC_LIMIT, {ratio: (1 - w)**2})}
limit = theorem.limit("the drift levels off", between.right, t, f * v_0/r, vanishes, given=(between,))
least = theorem.cites(weighted_mean.least, sizes)
bound = theorem.inequality(
    "no weight leaves less", f * v_0/r, ">=", least.right * v_0/r, given=(least, between)
)
distance = theorem.equation("of a draw from m_0", v_0 + limit.right, (1 + f/r) * v_0, given=(within, limit))

small: dict[Quantity, int | Fraction] = {r: 2, s: 3, w: Fraction(2, 5)}
theorem.concludes("expected_variance", "E[V_t]", within, mean_of("variances", 3, small))
theorem.concludes("variance_of_mean", "Var[M_t]", between, mean_of("squared_drifts", 3, small))
theorem.concludes("limit_of_drift", "lim Var[M_t]", limit)
theorem.concludes("drift_from_below", "f v_0/r, which is lim Var[M_t]", bound)
theorem.concludes("distance_in_the_end", "lim E[V_t] + Var[M_t]", distance)

if __name__ == "__main__":
    theorem.main()
