"""With divisor n - 1 the expected squared Wasserstein distance from the truth grows linearly for ever.

Setting.  As in wasserstein, but the sum of squares is divided by n - 1.

    Theorem    E[W2^2]   = v_0 (t/n + 2 (1 - c4^t)),   c4 = sqrt(2/(n-1)) Gamma(n/2)/Gamma((n-1)/2) < 1
    Corollary  E[W2^2]/t -> v_0/n,   and E[W2^2] >= t v_0/n at every t

Units.     W2^2, V_t and v_0 in (unit of x)^2; c4 has none; n >= 2 and t >= 0 are counts.
Assumed.   Normal draws, for E[sqrt V_t].
Note.      The distance itself, not squared, has a bounded expectation, and almost every chain converges
           (path_length).  E[W2^2] is made by few chains with a large variance (moment_growth).
"""

from sympy import Integer, gamma, sqrt

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N_MINUS_1,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.axioms import COUPLING_OF_QUANTILES
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import GEOMETRIC_LIMIT, RECIPROCAL_LIMIT, r
from collapse_math.lemmas import n as whole
from collapse_math.quantities import integer
from derivations.gaussian import unbiased_divisor
from derivations.gaussian.setting import COMPOSE, TRUTH, m, m_0, mean_of, n, normal_refit, t, v, v_0
from derivations.sample import deviation as sample_deviation

later = integer("t", at_least=1)

theorem = Theorem(
    "gaussian.wasserstein_unbiased",
    says="E[W2^2] = v_0 (t/n + 2 (1 - c4^t)) for divisor n - 1: it grows linearly for ever",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, DIVISOR_N_MINUS_1, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, v_0),
    catalogue=("B6",),
    sources=(Source("Shumailov et al.", 2024, "Nature 631, theorem 3.1: the expectation diverges"),),
)

# 1. The standard deviation loses the factor c4 < 1 per refit on average, though the variance keeps its mean.
c4 = sqrt(2/(n - 1)) * gamma(n/2)/gamma((n - 1)/2)
shrink = theorem.expectation("one refit shrinks by c4", sqrt(v), after=normal_refit("n-1"), equals=c4 * sqrt(v))
(deviation,) = theorem.over_generations(t, {shrink: c4**t * sqrt(v_0)}, start=TRUTH, uses=COMPOSE)
contracts = theorem.cites(sample_deviation.below_one)

# 2. The distance is linear in (M - m_0)^2, V and sqrt V, of which the first drives it off.
within, between = theorem.cites(unbiased_divisor.within), theorem.cites(unbiased_divisor.between)
closed = v_0 * (t/n + 2 * (1 - c4**t))
expected = theorem.by_linearity(
    "expectation of the squared distance",
    (m - m_0)**2 + (sqrt(v) - sqrt(v_0))**2,
    {between: Integer(1), within: Integer(1), deviation: -2 * sqrt(v_0)},
    rest=v_0,
    equals=closed,
)
distance = theorem.by_axiom("squared Wasserstein distance", COUPLING_OF_QUANTILES, given=(expected,), equals=closed)

# 3. Per refit it tends to the v_0/n by which the mean drifts.
per_refit = distance.right.xreplace({t: later})/later
rate = theorem.limit(
    "limit per refit",
    per_refit,
    later,
    v_0/n,
    {
        c4**later: (Integer(0), GEOMETRIC_LIMIT, {r: c4}),
        1/later: (Integer(0), RECIPROCAL_LIMIT, {whole: later}),
    },
    form=v_0 * (1/n + 2 * (1/later) * (1 - c4**later)),
    given=(contracts, distance),
)

# 4. It is never below that drift, because c4^t never exceeds 1.
faded = theorem.inequality("c4^t", c4**t, "<=", Integer(1), how=Induction(t), given=(contracts,))
floor = theorem.inequality("from below", distance.right, ">=", t * v_0/n, given=(distance, faded))

# Held against a simulation: W2^4 <= 2 (M - m_0)^4 + 2 max(V, v_0)^2, of which the first has a mean of at most
# 6 q^t (t v_0/n)^2 with q = 1 + 2/(n-1) (unbiased_divisor), the second one of at most 2 (q^t + 1) v_0^2.
squares = (1 + 2/(n - 1))**t
spread = (6 * squares * (t/n)**2 + 2 * squares + 2) * v_0**2 - distance.right**2
theorem.concludes(
    "expected_squared_distance",
    "E[W2^2]",
    distance,
    mean_of("squared_wasserstein_distances", spread, points=3, refits=2),
)
theorem.concludes("limit_per_refit", "lim E[W2^2]/t", rate)
theorem.concludes("lower_bound", "E[W2^2]", floor)

if __name__ == "__main__":
    theorem.main()
