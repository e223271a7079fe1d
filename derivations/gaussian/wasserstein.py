"""The expected squared Wasserstein distance of a refitted Gaussian from the truth tends to 2 v_0, from below.

Setting.  A normal law is refitted to n of its own draws with divisor n.  W2 is the 2-Wasserstein distance of
fit t, N(M_t, V_t), from the truth N(m_0, v_0); between normal laws W2^2 = (M_t - m_0)^2 + (sqrt V_t - sqrt v_0)^2.

    Theorem    E[W2^2] = 2 v_0 (1 - k^t),   k = sqrt(2/n) Gamma(n/2)/Gamma((n-1)/2) < sqrt(1 - 1/n)
    Corollary  E[W2^2] -> 2 v_0, and never exceeds it

Why 2 v_0. In the end fit t is a point somewhere: v_0 for its place, v_0 for the spread it has lost.

Units.     W2^2, V_t and v_0 in (unit of x)^2; k has none; n >= 2 and t >= 0 are counts.
Assumed.   Normal draws, for E[sqrt V_t]; what E[V_t] and Var[M_t] need is less (variance_decay).
Compare.   wasserstein_unbiased: with divisor n - 1 the same expectation grows without bound.
"""

from sympy import Integer, Rational, gamma, sqrt

from collapse_math.assumptions import CONSTANT_SIZE, DIVISOR_N, GAUSSIAN_DRAWS, INDEPENDENT_DRAWS, MATCHING_MOMENTS
from collapse_math.axioms import COUPLING_OF_QUANTILES
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GAMMA_RATIO, GEOMETRIC_LIMIT, r, s, z
from derivations.gaussian import variance_decay
from derivations.gaussian.setting import COMPOSE, TRUTH, m, m_0, mean_of, n, normal_refit, t, v, v_0

theorem = Theorem(
    "gaussian.wasserstein",
    says="E[W2^2] = 2 v_0 (1 - k^t) -> 2 v_0 for divisor n: bounded",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, DIVISOR_N, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, v_0),
    catalogue=("B6",),
)

# 1. The standard deviation loses a factor k per refit on average: a moment of order 1/2.
k = sqrt(2/n) * gamma(n/2)/gamma((n - 1)/2)
shrink = theorem.expectation("one refit shrinks by k", sqrt(v), after=normal_refit("n"), equals=k * sqrt(v))
(deviation,) = theorem.over_generations(t, {shrink: k**t * sqrt(v_0)}, start=TRUTH, uses=COMPOSE)

# 2. Expanding the square, the distance is linear in what is known: (M - m_0)^2, V and sqrt V.
within, between = theorem.cites(variance_decay.within), theorem.cites(variance_decay.between)
expected = theorem.by_linearity(
    "expectation of the squared distance",
    (m - m_0)**2 + (sqrt(v) - sqrt(v_0))**2,
    {between: Integer(1), within: Integer(1), deviation: -2 * sqrt(v_0)},
    rest=v_0,
    equals=2 * v_0 * (1 - k**t),
)
distance = theorem.by_axiom(
    "squared Wasserstein distance", COUPLING_OF_QUANTILES, given=(expected,), equals=2 * v_0 * (1 - k**t)
)

# 3. Wendel: Gamma(z + 1/2) < sqrt(z) Gamma(z) at z = (n-1)/2 keeps k below sqrt(1 - 1/n), and so below 1.
half = Rational(1, 2)
wendel = theorem.inequality(
    "Gamma(n/2) from above",
    gamma(n/2),
    "<",
    sqrt((n - 1)/2) * gamma((n - 1)/2),
    how=ByLemma(GAMMA_RATIO, {z: (n - 1)/2, s: half}),
)
below = theorem.inequality("k from above", k, "<", sqrt(1 - 1/n), given=(wendel,))
contracts = theorem.inequality("k is below 1", k, "<", Integer(1), given=(wendel,))

# 4. So k^t vanishes, and the distance comes up to 2 v_0 from below.
limit = theorem.limit(
    "limit over generations",
    distance.right,
    t,
    2 * v_0,
    {k**t: (Integer(0), GEOMETRIC_LIMIT, {r: k})},
    form=2 * v_0 * (1 - k**t),
    given=(contracts, distance),
)
bounded = theorem.inequality("never beyond", distance.right, "<", 2 * v_0, given=(distance,))

# Held against a simulation: W2^4 <= 2 (M - m_0)^4 + 2 max(V, v_0)^2, of which the first has a mean of at most
# 6 (t v_0/n)^2 (variance_decay) and the second one of at most 2 (E[V_t^2] + v_0^2) <= 4 v_0^2.
spread = (6 * (t/n)**2 + 4) * v_0**2 - distance.right**2
theorem.concludes(
    "expected_squared_distance",
    "E[W2^2]",
    distance,
    mean_of("squared_wasserstein_distances", spread, points=3, refits=2),
)
theorem.concludes("factor_of_deviation", "k", below)
theorem.concludes("limit", "lim E[W2^2]", limit)
theorem.concludes("bound", "E[W2^2]", bounded)

if __name__ == "__main__":
    theorem.main()
