"""With all data kept, a kernel of fixed width adds h^2 log t to the spread of the data: glacial growth.

Setting.  The first n points are real.  Then n points a generation are drawn through a kernel of standard deviation h
about the fit to the pool, and join the pool; a draw has the variance V_t + h^2, V_t with divisor n.

    Theorem    E[V_t] + Var[M_t] = v_0 + h^2 (1/2 + 1/3 + ... + 1/t) = v_0 + h^2 (H_t - 1),   t >= 1: the mean square of
               all points about m_0
    Growth     it is h^2 log t + v_0 + h^2 (EulerGamma - 1) asymptotically, so that doubling t adds h^2 log 2
    Parts      E[V_t] = P_t (v_0 + h^2 sum_(q = 2..t) (1/q - 1/(n q^2))/P_q) with P_t = prod_(j <= t) (1 - 1/(n j^2))

Units.     v_0, h^2, V_t and Var[M_t] in (unit of x)^2; n >= 2 and t >= 1 are counts.
Assumed.   For the mean square only that the draws have the mean of the fit and its variance plus h^2; independence
           is needed for its two parts.  The divisor is n.
Source.    Kazdan et al. observe the slow growth; the closed form is derived here.
"""

from sympy import EulerGamma, Product, Sum, Symbol, harmonic, log

from collapse_math.assumptions import (
    ACCUMULATE,
    CONSTANT_SIZE,
    DIVISOR_N,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    KERNEL_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import EULER_CONSTANT
from collapse_math.lemmas import n as any_n
from derivations.gaussian.setting import TRUTH, m, m_0, n, refit, v, v_0
from derivations.memory.setting import COMPOSE, h, j, kernel_draws, pooled, seen
from derivations.memory.setting import later as t

q = Symbol("q", integer=True)  # counts terms

theorem = Theorem(
    "memory.kernel_accumulate",
    says="with a kernel of variance h^2 the mean square of accumulated data is v_0 + h^2 (H_t - 1), about h^2 log t",
    assumes=(
        INDEPENDENT_DRAWS, MATCHING_MOMENTS, KERNEL_DRAWS, DIVISOR_N, CONSTANT_SIZE, ACCUMULATE, FRESH_RANDOMNESS
    ),
    symbols=(n, t, h, m_0, v_0),
    catalogue=("K2",),
    sources=(Source("Kazdan et al.", 2024, "arXiv 2410.16713: the regime, and that growth is slow"),),
)  # fmt: skip

# 1. A new point is as far from m_0 as the points before, and by h^2 farther; it is one of t + 1 generations.
square = v + (m - m_0)**2
grown = pooled(kernel_draws, t)
start = theorem.expectation("the first n points", square, after=refit("n"), equals=square)
more = theorem.expectation("the mean square of the pool", square, after=grown, equals=square + h**2/(t + 1))
(spread,) = theorem.over_generations(
    t, {more: v_0 + h**2 * (harmonic(t) - 1)}, start=TRUTH, first=(start,), uses=COMPOSE
)

# 2. H_t - log t tends to Euler's constant.
growth = theorem.limit(
    "it grows like a logarithm",
    spread.right - h**2 * log(t),
    t,
    v_0 + h**2 * (EulerGamma - 1),
    {harmonic(t) - log(t): (EulerGamma, EULER_CONSTANT, {any_n: t})},
    v_0 - h**2 + h**2 * (harmonic(t) - log(t)),
    (spread,),
)

# 3. Its part within: a refit keeps all but 1/(n j^2) of what there was, and adds its share of h^2.
left = Product(1 - 1/(n * j**2), (j, 1, t))
first = theorem.expectation("the variance of the first n points", v, after=refit("n"), equals=(1 - 1/n) * v)
begin = theorem.expectation("and their mean", (m - m_0)**2, after=refit("n"), equals=(m - m_0)**2 + v/n)
keep = theorem.expectation(
    "the variance of the pool",
    v,
    after=grown,
    equals=(1 - 1/(n * (t + 1)**2)) * v + (1/(t + 1) - 1/(n * (t + 1)**2)) * h**2,
)
step = theorem.expectation(
    "its mean", (m - m_0)**2, after=grown, equals=(m - m_0)**2 + (v + h**2)/(n * (t + 1)**2)
)
gains = Sum((1/q - 1/(n * q**2))/left.xreplace({t: q}), (q, 2, t))
inside = left * (v_0 + h**2 * gains)
within, between = theorem.over_generations(
    t, {keep: inside, step: spread.right - inside}, start=TRUTH, first=(first, begin), uses=COMPOSE
)

WIDE = {h: 1}
theorem.concludes("expected_variance", "E[V_t]", within, seen("variances", points=3, refits=3, others=WIDE))
theorem.concludes("variance_of_mean", "Var[M_t]", between, seen("squared_drifts", points=3, refits=3, others=WIDE))
theorem.concludes(
    "mean_square", "E[V_t] + Var[M_t]", spread, seen("distances_of_draws", points=3, refits=3, others=WIDE)
)
theorem.concludes("growth", "lim (E[V_t] + Var[M_t] - h^2 log t)", growth)

if __name__ == "__main__":
    theorem.main()
