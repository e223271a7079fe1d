"""The published divergence of the Wasserstein distance holds for divisors up to n - 1, and fails above.

Setting.  A normal law is refitted to n of its own draws; the sum of squares is divided by c.  Write q = (n-1)/c for
what a refit keeps of the mean variance, and W2 for the distance of fit t from the truth, as in wasserstein.

    Published  "E[W2^2] -> infinity as t grows", for repeated normal fits (Nature 631, theorem 3.1)
    Theorem    E[W2^2] = v_0 ((1 + q + ... + q^(t-1))/n + q^t + 1 - 2 k^t),  k = sqrt(2/c) Gamma(n/2)/Gamma((n-1)/2)
    c <= n - 1 E[W2^2] >= t v_0/n: it holds, as for the unbiased estimators of the published proof
    c > n - 1  E[W2^2] -> v_0 (1 + 1/(n (1 - q))): it fails, and for c = n, maximum likelihood, the limit is 2 v_0
    The point  n = 10, t = 400: at least 40 v_0 for c = 9, and below 2 v_0 for c = 10

Units.     W2^2, V_t and v_0 in (unit of x)^2; k, q and c have none; n >= 2 and t >= 0 are counts.
Assumed.   Normal draws.
See also.  rare_runs: for c = n - 1 the expectation speaks of few chains only.
"""

from sympy import Expr, Integer, Sum, gamma, sqrt

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FIXED_DIVISOR,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.axioms import COUPLING_OF_QUANTILES
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from collapse_math.quantities import Quantity, integer, real
from derivations.gaussian.setting import COMPOSE, TRUTH, c, m, m_0, mean_of, n, normal_refit, t, v, v_0
from derivations.sample import deviation as sample_deviation

shrinking, growing = real("q", above=0, below=1), real("q", at_least=1)
j = integer("j", at_least=0)

theorem = Theorem(
    "gaussian.wasserstein_by_divisor",
    says="E[W2^2] grows without bound for divisors c <= n - 1 and has a limit for c > n - 1, 2 v_0 for c = n",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, FIXED_DIVISOR, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, c, v_0),
    catalogue=("B6",),
    sources=(Source("Shumailov et al.", 2024, "Nature 631, theorem 3.1"),),
)
q = (n - 1)/c
k = sqrt(2/c) * gamma(n/2)/gamma((n - 1)/2)
drift = Sum(q**j, (j, 0, t - 1))/n

# 1. Variance, deviation and drift for any divisor.
refit = normal_refit(c)
keep = theorem.expectation("the variance keeps a share q", v, after=refit, equals=q * v)
shrink = theorem.expectation("the deviation a share k", sqrt(v), after=refit, equals=k * sqrt(v))
wander = theorem.expectation(
    "the mean takes a step of variance v/n", (m - m_0)**2, after=refit, equals=(m - m_0)**2 + v/n
)
within, deviation, between = theorem.over_generations(
    t,
    {keep: q**t * v_0, shrink: k**t * sqrt(v_0), wander: drift * v_0},
    start=TRUTH,
    uses=COMPOSE,
)

# 2. The distance is linear in them.
closed = v_0 * (drift + q**t + 1 - 2 * k**t)
expected = theorem.by_linearity(
    "expectation of the squared distance",
    (m - m_0)**2 + (sqrt(v) - sqrt(v_0))**2,
    {between: Integer(1), within: Integer(1), deviation: -2 * sqrt(v_0)},
    rest=v_0,
    equals=closed,
)
distance = theorem.by_axiom("squared Wasserstein distance", COUPLING_OF_QUANTILES, given=(expected,), equals=closed)
c4 = theorem.cites(sample_deviation.below_one)


def at_share(share: Quantity, formula: Expr) -> Expr:
    """A formula for the divisor c = (n-1)/q."""
    return formula.xreplace({c: (n - 1)/share})


# 3. For q >= 1 each term of the drift is 1 or more, and the rest is not negative: it is at least (q^(t/2) - 1)^2.
powers = theorem.inequality("q^t", growing**t, ">=", Integer(1), how=Induction(t))
many = theorem.inequality(
    "the drift", Sum(growing**j, (j, 0, t - 1)), ">=", t, how=Induction(t), given=(powers,)
)
faded = theorem.inequality("c4^t", c4.left**t, "<=", Integer(1), how=Induction(t), given=(c4,))
floor = theorem.inequality(
    "the distance from below",
    at_share(growing, distance.right),
    ">=",
    t * v_0/n,
    given=(distance, many, faded),
)

# 4. For q < 1 the drift is a geometric sum, and k < 1.
k_below = at_share(shrinking, k)
below = theorem.inequality("k is below 1", k_below, "<", Integer(1), given=(c4,))
tame = v_0 * ((1 - shrinking**t)/(n * (1 - shrinking)) + shrinking**t + 1 - 2 * k_below**t)
finite = theorem.equation(
    "the distance for q < 1", at_share(shrinking, distance.right), tame, how=Induction(t), given=(distance,)
)
limit = theorem.limit(
    "its limit",
    finite.right,
    t,
    v_0 * (1 + 1/(n * (1 - shrinking))),
    {
        shrinking**t: (Integer(0), GEOMETRIC_LIMIT, {r: shrinking}),
        k_below**t: (Integer(0), GEOMETRIC_LIMIT, {r: k_below}),
    },
    given=(below, finite),
)
likely = theorem.equation("for c = n", limit.right.xreplace({shrinking: 1 - 1/n}), 2 * v_0, given=(limit,))

# Held against a simulation; the square of W2^2 is at most 2 (M - m_0)^4 + 2 max(V, v_0)^2, of which the first has a
# mean of at most 6 (t v_0/n)^2 max(1, h)^t with h = E[V'^2]/V^2, and the second one of at most 2 (h^t + 1) v_0^2.
h = (n - 1) * (n + 1)/c**2
spread = (6 * (t/n)**2 * (1 + h)**t + 2 * h**t + 2) * v_0**2 - distance.right**2
theorem.concludes(
    "expected_squared_distance",
    "E[W2^2]",
    distance,
    mean_of("squared_wasserstein_distances", spread, points=3, refits=2, divisor=2),
    mean_of("squared_wasserstein_distances", spread, points=3, refits=2, divisor=4),
)
theorem.concludes("lower_bound_up_to_n_minus_1", "E[W2^2] for c = (n-1)/q, q >= 1,", floor)
theorem.concludes("limit_above_n_minus_1", "lim E[W2^2] for c = (n-1)/q, q < 1,", limit)
theorem.concludes("limit_for_divisor_n", "lim E[W2^2] for c = n", likely)

if __name__ == "__main__":
    theorem.main()
