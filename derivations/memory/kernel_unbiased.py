"""With divisor n - 1 in the kernel density estimate nothing is lost, and h^2 is gained, at every generation.

Setting.  As in kernel, but V_t has the divisor n - 1: n points a generation, drawn through a kernel of standard
deviation h about a fit with the variance V_t, replace the last ones.

    Theorem    E[V_t]   = v_0 + (t - 1) h^2,   t >= 1
               Var[M_t] = t v_0/n + t (t - 1) h^2/(2n)
    Compare    with divisor n there is a floor in place of growth, and Var[M_t] grows like t, not like t^2 (kernel)

Units.     v_0, h^2, V_t and Var[M_t] in (unit of x)^2; n >= 2 and t >= 1 are counts.
Assumed.   Only that the draws are independent and have the mean of the fit and its variance plus h^2.
"""

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N_MINUS_1,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    KERNEL_DRAWS,
    MATCHING_MOMENTS,
    REPLACE,
)
from collapse_math.derivation import Theorem
from collapse_math.moments import Refit
from derivations.gaussian.setting import COMPOSE, TRUTH, m, m_0, n, refit, v, v_0
from derivations.memory.setting import h, kernel_draws, seen
from derivations.memory.setting import later as t

theorem = Theorem(
    "memory.kernel_unbiased",
    says="through a kernel of variance h^2 and with divisor n - 1, E[V_t] = v_0 + (t-1) h^2: growth without end",
    assumes=(
        INDEPENDENT_DRAWS, MATCHING_MOMENTS, KERNEL_DRAWS, DIVISOR_N_MINUS_1, CONSTANT_SIZE, REPLACE, FRESH_RANDOMNESS
    ),
    symbols=(n, t, h, m_0, v_0),
    catalogue=("K1",),
)  # fmt: skip

# 1. The first fit sees real points; the others have points with h^2 more.
smoothed = Refit(
    {m: kernel_draws.average, v: kernel_draws.sum_of_squares/(n - 1)},
    (kernel_draws,),
    {v: (DIVISOR_N_MINUS_1,)},
    (CONSTANT_SIZE,),
)
start = theorem.expectation("the variance of n real points", v, after=refit("n-1"), equals=v)
begin = theorem.expectation("and their mean", (m - m_0)**2, after=refit("n-1"), equals=(m - m_0)**2 + v/n)
one = theorem.expectation("the kernel adds to the variance", v, after=smoothed, equals=v + h**2)
step = theorem.expectation("the mean", (m - m_0)**2, after=smoothed, equals=(m - m_0)**2 + (v + h**2)/n)

# 2. Steps of the mean that grow like t add up to t^2.
within, between = theorem.over_generations(
    t,
    {one: v_0 + (t - 1) * h**2, step: t * v_0/n + t * (t - 1) * h**2/(2 * n)},
    start=TRUTH,
    first=(start, begin),
    uses=COMPOSE,
)

WIDE = {h: 1}
theorem.concludes("expected_variance", "E[V_t]", within, seen("variances", points=4, refits=3, others=WIDE))
theorem.concludes("variance_of_mean", "Var[M_t]", between, seen("squared_drifts", points=4, refits=3, others=WIDE))

if __name__ == "__main__":
    theorem.main()
