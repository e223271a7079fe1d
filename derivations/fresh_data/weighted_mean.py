"""Weigh the mean of the new real points against that of the synthetic ones, and the drift levels off at a golden ratio.

Setting.  The variance is known.  A generation draws r points of the truth and s about the last mean, and the new mean
is w (mean of the real points) + (1 - w) (mean of the others), 0 < w <= 1.  Only the last model is kept.

    Theorem    E[(M_t - m_0)^2] = f (1 - (1-w)^(2t)) v_0/r,   f = (w^2 + (1-w)^2/k)/(1 - (1-w)^2),   k = s/r
    Corollary  it tends to f v_0/r, for every weight
    Theorem    f >= g with equality at w = g alone, where g = (sqrt(1 + 4k) - 1)/(2k) is the root of k g^2 + g = 1:
               the best weight is also the share of the error of r real points that is left
    Corollary  as many synthetic points as real ones: g = (sqrt 5 - 1)/2 = 0.618..., the golden ratio;  pooling them
               all alike, w = r/(r + s), leaves more, by a factor of 1.08 for k = 1

It is best among constant weights and for the drift in the end.  After the first fits a smaller weight does better; the
best weight for every fit is found in best_weights.  That f exceeds g by a multiple of (w - g)^2 is the argument of
regression_loops.mixed_labels, where k = 1.

Units.     v_0 in (unit of x)^2; r, s >= 1 and t >= 0 are counts; w, k, f and g have none.
Assumed.   Independent draws with the variance of the truth; no normality.
"""

from fractions import Fraction

from sympy import Integer, Rational, sqrt

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FRESH_REAL_POINTS,
    INDEPENDENT_DRAWS,
    KNOWN_VARIANCE,
    MATCHING_MOMENTS,
    WEIGHTED_MEANS,
)
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import GEOMETRIC_LIMIT
from collapse_math.lemmas import r as ratio
from collapse_math.moments import Refit
from collapse_math.quantities import Quantity
from derivations.fresh_data.setting import COMPOSE, known_points, m, mean_of, r, real_points, s, t, v_0, w

theorem = Theorem(
    "fresh_data.weighted_mean",
    says="weight w for new real points: (M_t - m_0)^2 -> f v_0/r, least at w = f = g, k g^2 + g = 1, k = s/r",
    assumes=(
        INDEPENDENT_DRAWS,
        MATCHING_MOMENTS,
        KNOWN_VARIANCE,
        FRESH_REAL_POINTS,
        WEIGHTED_MEANS,
        CONSTANT_SIZE,
        *COMPOSE,
    ),
    symbols=(r, s, w, t, v_0),
    catalogue=("D3",),
    sources=(
        Source("He, Xu and Cheng", 2025, "arXiv 2502.18049, abstract: a weight of one over the golden ratio"),
    ),
)
k = s/r
f = (w**2 + (1 - w)**2/k)/(1 - (1 - w)**2)

# 1. One refit keeps 1 - w of the error of the mean, and adds the noise of both groups.
average = w * real_points.average + (1 - w) * known_points.average
refit = Refit({m: average}, (real_points, known_points), {m: (WEIGHTED_MEANS,)}, (CONSTANT_SIZE,))
centre = theorem.expectation("the truth pulls", m, after=refit, equals=(1 - w) * m)
wander = theorem.expectation(
    "the error after one refit",
    m**2,
    after=refit,
    equals=(1 - w)**2 * m**2 + (w**2 + (1 - w)**2/k) * v_0/r,
)

# 2. Generations compose, and (1 - w)^(2t) vanishes.
(mean,) = theorem.over_generations(t, {centre: Integer(0)}, start={m: Integer(0)}, uses=COMPOSE)
(drift,) = theorem.over_generations(
    t, {wander: f * (1 - (1 - w) ** (2 * t)) * v_0/r}, start={m: Integer(0)}, uses=COMPOSE
)
limit = theorem.limit(
    "the drift levels off",
    drift.right,
    t,
    f * v_0/r,
    {(1 - w) ** (2 * t): (Integer(0), GEOMETRIC_LIMIT, {ratio: (1 - w)**2})},
    given=(drift,),
)

# 3. f - g is a multiple of (w - g)^2, because k g^2 = 1 - g.
g = (sqrt(1 + 4 * k) - 1)/(2 * k)
root = theorem.equation("the root", k * g**2 + g, Integer(1))
positive = theorem.inequality("it is positive", g, ">", Integer(0))
share = theorem.inequality("and a share", g, "<", Integer(1))
square = theorem.equation(
    "the distance from g is a square", f - g, (1 + 1/k + g) * (w - g)**2/(1 - (1 - w)**2)
)
least = theorem.inequality("so no weight leaves less", f, ">=", g, given=(square, positive))
attained = theorem.equation("and w = g is best", f.xreplace({w: g}), g)

# 4. Equal numbers; and what pooling all points alike leaves, r real ones among r + s.
same = {s: r}
golden = theorem.equation("equal numbers", g.xreplace(same), (sqrt(5) - 1)/2)
pooled = theorem.equation("all points alike", f.xreplace({w: r/(r + s)}), (r + s)/(r + 2 * s))
worse = theorem.inequality("which is not best", pooled.right, ">", g, given=(pooled,))
two_thirds = theorem.equation("two thirds for equal numbers", pooled.right.xreplace(same), Rational(2, 3))

small: dict[Quantity, int | Fraction] = {r: 2, s: 3, w: Fraction(2, 5)}
theorem.concludes("expected_mean", "E[M_t] - m_0", mean)
theorem.concludes("variance_of_mean", "Var[M_t]", drift, mean_of("squared_drifts", 3, small))
theorem.concludes("limit_of_drift", "lim Var[M_t]", limit)
theorem.concludes("root", "k g^2 + g", root)
theorem.concludes("share", "g", share)
theorem.concludes("factor_from_below", "f", least)
theorem.concludes("factor_at_the_best_weight", "f at w = g", attained)
theorem.concludes("golden_ratio", "g for s = r", golden)
theorem.concludes("factor_for_pooled_points", "f at w = r/(r + s)", pooled)
theorem.concludes("pooled_points_leave_more", "f at w = r/(r + s)", worse)
theorem.concludes("two_thirds", "f at w = 1/2 for s = r", two_thirds)

if __name__ == "__main__":
    theorem.main()
