"""With real data the variance keeps a finite second moment, unless there is one real point and the divisor is n - 1.

Setting.  As in any_divisor, with normal draws: r real and s synthetic points per generation, divisor c.

    Theorem    if c >= s + 1, for all t:  E[V_t^2] <= 8 r^3 v_0^2,   E[(M_t - m_0)^2 V_t] <= 4 r^2 v_0^2,
               E[(M_t - m_0)^4] <= 6 r v_0^2
    Corollary  that covers divisor n for every r, and divisor n - 1 for r >= 2

One real point and divisor n - 1, c = s, is what is left out, and no_second_moment shows that it has to be.

Units.     v_0, V_t in (unit of x)^2; r, s >= 1 and t >= 0 are counts; c has none.
Assumed.   Normal draws: a fit to draws with heavier tails varies more.
Bounds.    These are upper bounds; where the second moments end for r = 1 and divisor n, see one_real_point.
"""

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
from derivations.fresh_data.setting import COMPOSE, TRUTH, c, m, n, pooled, r, s, t, v, v_0

enough = c >= s + 1
theorem = Theorem(
    "fresh_data.second_moments",
    says="E[V_t^2] stays bounded if the divisor is n, or n - 1 with at least two real points",
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
    symbols=(r, s, c, t, v_0),
    conditions=(enough,),
    catalogue=("D1",),
    outside={enough: "for one real point and divisor n - 1 see no_second_moment"},
)

# 1. One refit.  The new mean has the mean q m and the variance e, the difference of the two groups m and h, and their
#    covariance is g; the squares within both groups, w on average, are independent of them.
q, e, h, g = s/n, (r * v_0 + s * v)/n**2, v_0/r + v/s, (v - v_0)/n
w = (r - 1) * v_0 + (s - 1) * v
next_fit = pooled(c, normal=True)
both = (q**2 * m**2 + e) * (m**2 + h) + 2 * g**2 + 4 * q * m**2 * g
apart = r * s/n
inside = theorem.expectation("variance", v, after=next_fit, equals=(w + apart * (m**2 + h))/c)
between = theorem.expectation("square of the mean", m**2, after=next_fit, equals=q**2 * m**2 + e)
fourth = theorem.expectation(
    "its fourth power", m**4, after=next_fit, equals=q**4 * m**4 + 6 * q**2 * m**2 * e + 3 * e**2
)
mixed = theorem.expectation(
    "its square times the variance", m**2 * v, after=next_fit, equals=((q**2 * m**2 + e) * w + apart * both)/c
)
squares = w**2 + 2 * ((r - 1) * v_0**2 + (s - 1) * v**2) + 2 * w * apart * (m**2 + h)
second = theorem.expectation(
    "square of the variance",
    v**2,
    after=next_fit,
    equals=(squares + apart**2 * (m**4 + 6 * m**2 * h + 3 * h**2))/c**2,
)

# 2. If the moments are at most these, so are the next: they are sums of the present ones with weights that are not
#    negative, once it is used that g is at most v/n and g^2 at most (v^2 + v_0^2)/n^2.
at_most = (q**2 * m**2 + e) * (m**2 + h) + 2 * (v**2 + v_0**2)/n**2 + 4 * q * m**2 * v/n
drifts = {fact: fact.right for fact in (between, inside, fourth, second)}
drifts[mixed] = ((q**2 * m**2 + e) * w + apart * at_most)/c
bounds = {
    between: v_0,
    inside: r * v_0,
    fourth: 6 * r * v_0**2,
    mixed: 4 * r**2 * v_0**2,
    second: 8 * r**3 * v_0**2,
}
bound_of_mean, bound_of_variance, bound_of_fourth, bound_of_mixed, bound_of_second = theorem.bounds_over_generations(
    t, "<=", {fact: (drifts[fact], bound) for fact, bound in bounds.items()}, start=TRUTH, uses=COMPOSE
)

theorem.concludes("mean_square", "E[V_t^2]", bound_of_second)
theorem.concludes("mixed_moment", "E[(M_t - m_0)^2 V_t]", bound_of_mixed)
theorem.concludes("fourth_moment_of_mean", "E[(M_t - m_0)^4]", bound_of_fourth)

if __name__ == "__main__":
    theorem.main()
