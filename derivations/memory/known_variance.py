"""Accumulated data with a known variance: the mean drifts by pi^2/6 sampling errors in all, and no further.

Setting.  n points of variance v_0 are drawn about the present mean and join the pool; the next mean is that of the
pool.  The variance is known, and nothing else is fitted.

    Theorem    Var[M_t] = (1 + 1/4 + ... + 1/t^2) v_0/n
    Limit      Var[M_t] -> (pi^2/6) v_0/n, and Var[M_t] < (pi^2/6) v_0/n at every t
    Compare    with replaced data t v_0/n, without bound; with t n real points v_0/(t n), which vanishes

Units.     v_0 and Var[M_t] in (unit of x)^2; n >= 1 and t >= 0 are counts.
Assumed.   Only that the draws are uncorrelated with the stated mean and variance, as for any estimate that is an
           average of contributions with errors of one variance: a location, or an efficient estimate for large n.
Note.      With a fitted variance the drift is less, and in the limit it is v_0 (1 - sin(pi b)/(pi b)) with
           b = 1/sqrt n (accumulate_limit); both are pi^2 v_0/(6n) to first order in 1/n.
"""

from sympy import Sum, pi

from collapse_math.assumptions import (
    ACCUMULATE,
    CONSTANT_SIZE,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    KNOWN_VARIANCE,
    MATCHING_MOMENTS,
)
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import INVERSE_SQUARES_BELOW, SUM_OF_INVERSE_SQUARES
from collapse_math.moments import Refit
from derivations.gaussian.setting import m, m_0, n, t, v_0
from derivations.memory.setting import COMPOSE, j, known_draws, seen

theorem = Theorem(
    "memory.known_variance",
    says="with a known variance Var[M_t] = (v_0/n) sum_(j <= t) 1/j^2 -> (pi^2/6) v_0/n: the drift is bounded",
    assumes=(
        INDEPENDENT_DRAWS, MATCHING_MOMENTS, KNOWN_VARIANCE, CONSTANT_SIZE, ACCUMULATE, FRESH_RANDOMNESS
    ),
    symbols=(n, t, m_0, v_0),
    catalogue=("C5",),
    sources=(
        Source("Gerstgrasser et al.", 2024, "arXiv 2404.01413"), Source("Dey and Donoho", 2024, "arXiv 2410.22812")
    ),
)  # fmt: skip
squares = Sum(1/j**2, (j, 1, t))

# 1. One refit: the mean of the t n points of the pool and the n new ones.
pool = Refit(
    {m: (t * n * m + known_draws.power_sum(1))/((t + 1) * n)}, (known_draws,), {}, (CONSTANT_SIZE,)
)
centre = theorem.expectation("the mean is kept on average", m, after=pool, equals=m)
wander = theorem.expectation(
    "it moves by a sampling error over t + 1", (m - m_0)**2, after=pool, equals=(m - m_0)**2 + v_0/(n * (t + 1)**2)
)

# 2. Steps of known variance add up.
(mean,) = theorem.over_generations(t, {centre: m_0}, start={m: m_0}, uses=(FRESH_RANDOMNESS,))
(drift,) = theorem.over_generations(t, {wander: squares * v_0/n}, start={m: m_0}, uses=COMPOSE)

# 3. Euler's sum.
limit = theorem.limit(
    "all steps together", drift.right, t, pi**2 * v_0/(6 * n), {squares: (pi**2/6, SUM_OF_INVERSE_SQUARES, {})},
    given=(drift,),
)  # fmt: skip
euler = theorem.inequality("Euler's sum from below", squares, "<", pi**2/6, how=ByLemma(INVERSE_SQUARES_BELOW))
bound = theorem.inequality("never that much", drift.right, "<", pi**2 * v_0/(6 * n), given=(euler, drift))

theorem.concludes("expected_mean", "E[M_t]", mean, seen("means", points=2, refits=3))
theorem.concludes("variance_of_mean", "Var[M_t]", drift, seen("squared_drifts", points=2, refits=3))
theorem.concludes("limit_of_variance_of_mean", "lim Var[M_t]", limit)
theorem.concludes("bound_of_variance_of_mean", "Var[M_t]", bound)

if __name__ == "__main__":
    theorem.main()
