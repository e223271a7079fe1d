"""Samples that grow in proportion to the generation only slow a collapse down, from exponential to a small power of t.

Setting.  As in replace, but refit number t draws n t points.

    Theorem    E[V(m_t)] = V(m_0) Gamma(t + 1 + v2/n)/(Gamma(1 + v2/n) t!),   n > -v2
    Corollary  v2 = -a < 0, n > a    E[V(m_t)]/V(m_0) < t^s/(t Gamma(s)) for t >= 1, s = 1 - a/n

Units.     V in (unit of x)^2; n >= 1 and t >= 0 are counts.
Assumed.   Two moments of the draws.
Not said.  For n = 1 and Bernoulli draws, v2 = -1, everything is lost at the first refit.
"""

from sympy import Product, factorial, gamma

from collapse_math.assumptions import GROWING_SIZE, INDEPENDENT_DRAWS, MATCHING_MOMENTS, QUADRATIC_VARIANCE
from collapse_math.claims import ByLemma, Telescope
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GAMMA_RATIO, s, z
from collapse_math.moments import Refit
from collapse_math.quantities import integer, real
from derivations.families.setting import COMPOSE, TRUTH, i, m, m_0, mean_of, n, sample, t, v2, variance

a = real("a", above=0, at_most=1)  # -v2
t_1 = integer("t", at_least=1)

theorem = Theorem(
    "families.growing_sizes",
    says="with n t points at refit t a binomial chain loses its variance like t^(-|v2|/n)",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, QUADRATIC_VARIANCE, GROWING_SIZE, *COMPOSE),
    symbols=(n, t, m_0),
    conditions=(n > -v2, n > a),
    catalogue=("Z2",),
)
V_0 = variance(m_0)

# 1. Refit number t + 1 sees n (t + 1) points.
new = sample(n * (t + 1))
refit = Refit({m: new.average}, (new,), sizes=(GROWING_SIZE,))
keep = theorem.expectation(
    "V is multiplied by less and less", variance(m), after=refit, equals=(1 + v2/(n * (t + 1))) * variance(m)
)
ratio = gamma(t + 1 + v2/n)/(gamma(1 + v2/n) * factorial(t))
(within,) = theorem.over_generations(t, {keep: ratio * V_0}, start=TRUTH, uses=COMPOSE)

# 2. The product of the factors is that ratio.
factors = theorem.equation(
    "a product of consecutive ratios",
    Product(1 + v2/(n * i), (i, 1, t)),
    ratio,
    how=Telescope(gamma(i + v2/n)/gamma(i)/gamma(1 + v2/n)),
)

# 3. v2 = -a: Gamma(t + s) < t^s Gamma(t) at s = 1 - a/n.
share = 1 - a/n
wendel = theorem.inequality(
    "Gamma from above", gamma(t_1 + share), "<", t_1**share * gamma(t_1), how=ByLemma(GAMMA_RATIO, {z: t_1, s: share})
)
slow = theorem.inequality(
    "a power of t",
    ratio.xreplace({v2: -a, t: t_1}),
    "<",
    t_1**share/(t_1 * gamma(share)),
    given=(wendel, within),
)

bounded = 1/(8 * v2)**2  # V lies between 0 and 1/(4 a): nothing in a range r varies by more than r^2/4
theorem.concludes(
    "expected_variance", "E[V(m_t)]", within, *mean_of("variances", bounded, ["binomial"], points=2, refits=3)
)
theorem.concludes("product", "E[V(m_t)]/V(m_0)", factors)
theorem.concludes("upper_bound", "E[V(m_t)]/V(m_0) for v2 = -a", slow)

if __name__ == "__main__":
    theorem.main()
