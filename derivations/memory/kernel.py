"""Draws through a kernel of fixed width put a floor under the collapse, and the mean wanders without end.

Setting.  The first n points are real.  From then on n points are drawn about the last n ones through a kernel of
standard deviation h, that is, from a kernel density estimate, and replace them; a draw has the variance V_t + h^2,
where V_t is that of the last points with divisor n.

    Theorem    E[V_t]   = (1 - 1/n)^t v_0 + (n - 1) h^2 (1 - (1 - 1/n)^(t-1)),   t >= 1
               E[V_t] + Var[M_t] = v_0 + (t - 1) h^2: every generation adds h^2 to what there is
    Limit      E[V_t] -> (n - 1) h^2 whatever v_0 is, and Var[M_t]/t -> h^2

Units.     v_0, h^2, V_t and Var[M_t] in (unit of x)^2; n >= 2 and t >= 1 are counts.
Assumed.   Only that the draws are independent and have the mean of the points and their variance plus h^2.  The shape
           of the kernel does not matter; h = 0 is the bootstrap, and the law of variance_decay.
Source.    Borji studies repeated kernel density estimates by experiment; the closed form is derived here.
"""

from sympy import Integer

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    KERNEL_DRAWS,
    MATCHING_MOMENTS,
    REPLACE,
)
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import GEOMETRIC_LIMIT, RECIPROCAL_LIMIT, r
from collapse_math.lemmas import n as any_n
from collapse_math.moments import Refit
from derivations.gaussian.setting import COMPOSE, TRUTH, m, m_0, n, refit, v, v_0
from derivations.memory.setting import h, kernel_draws, seen
from derivations.memory.setting import later as t

theorem = Theorem(
    "memory.kernel",
    says="resampled through a kernel of variance h^2, E[V_t] -> (n - 1) h^2, and Var[M_t] grows by h^2 a generation",
    assumes=(
        INDEPENDENT_DRAWS, MATCHING_MOMENTS, KERNEL_DRAWS, DIVISOR_N, CONSTANT_SIZE, REPLACE, FRESH_RANDOMNESS
    ),
    symbols=(n, t, h, m_0, v_0),
    catalogue=("K1",),
    sources=(Source("Borji", 2024, "arXiv 2410.12954: by experiment"),),
)  # fmt: skip
keep = 1 - 1/n

# 1. The first fit sees real points; the others have points with h^2 more.
smoothed = Refit(
    {m: kernel_draws.average, v: kernel_draws.sum_of_squares/n}, (kernel_draws,), {v: (DIVISOR_N,)}, (CONSTANT_SIZE,)
)
start = theorem.expectation("the variance of n real points", v, after=refit("n"), equals=keep * v)
begin = theorem.expectation("and their mean", (m - m_0)**2, after=refit("n"), equals=(m - m_0)**2 + v/n)
one = theorem.expectation("a share 1 - 1/n is kept, of more", v, after=smoothed, equals=keep * (v + h**2))
step = theorem.expectation("the mean", (m - m_0)**2, after=smoothed, equals=(m - m_0)**2 + (v + h**2)/n)

# 2. Generations compose.
inside = keep**t * v_0 + (n - 1) * h**2 * (1 - keep**(t - 1))
total = v_0 + (t - 1) * h**2
within, between = theorem.over_generations(
    t, {one: inside, step: total - inside}, start=TRUTH, first=(start, begin), uses=COMPOSE
)
both = theorem.equation("every generation adds h^2", within.right + between.right, total, given=(within, between))

# 3. The truth is forgotten.
power = {keep**t: (Integer(0), GEOMETRIC_LIMIT, {r: keep})}
form = keep**t * v_0 + (n - 1) * h**2 * (1 - keep**t/keep)
floor = theorem.limit("the floor", within.right, t, (n - 1) * h**2, power, form, (within,))
pace = theorem.limit(
    "the pace of the mean",
    between.right/t,
    t,
    h**2,
    {**power, 1/t: (Integer(0), RECIPROCAL_LIMIT, {any_n: t})},
    v_0 * (1/t) + (1 - 1/t) * h**2 - form * (1/t),
    (between,),
)

WIDE = {h: 1}
theorem.concludes("expected_variance", "E[V_t]", within, seen("variances", points=3, refits=3, others=WIDE))
theorem.concludes("variance_of_mean", "Var[M_t]", between, seen("squared_drifts", points=3, refits=3, others=WIDE))
theorem.concludes(
    "total_variance", "E[V_t] + Var[M_t]", both, seen("distances_of_draws", points=3, refits=3, others=WIDE)
)
theorem.concludes("floor", "lim E[V_t]", floor)
theorem.concludes("pace_of_mean", "lim Var[M_t]/t", pace)

if __name__ == "__main__":
    theorem.main()
