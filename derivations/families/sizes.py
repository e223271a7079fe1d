"""Samples of any sizes: a binomial chain collapses on average if and only if the sum of 1/n(t) diverges.

Setting.  As in replace, but refit number i draws n(i) points, for any sequence n(1), n(2), ... of sizes.

    Theorem    E[V(m_t)] = V(m_0) prod_{i <= t} (1 + v2/n(i))
    Corollary  v2 = -a < 0, sum 1/n(i) = infinity                    E[V(m_t)] -> 0
               v2 = -a < 0, sum 1/n(i) < infinity, each n(i) >= 2    E[V(m_t)]/V(m_0) has a limit above 0
    Corollary  n(i) = n i^2    E[V(m_t)] = V(m_0) prod_{i <= t} (1 + v2/(n i^2)), as with n points and all data kept

Units.     V in (unit of x)^2; n(i) >= 1 and t >= 0 are counts.
Assumed.   Two moments of the draws.  The sizes are fixed in advance.
Note.      A fixed number of points more per generation, n(i) = n i, is not enough (growing_sizes); n i^(1 + e) is.
           Keeping data buys what a sample that grows with the square of the generation would.
"""

from fractions import Fraction

from sympy import Integer, Lambda, Limit, Product, Rational, Sum, oo

from collapse_math import rules
from collapse_math.assumptions import INDEPENDENT_DRAWS, MATCHING_MOMENTS, QUADRATIC_VARIANCE
from collapse_math.derivation import Theorem
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from collapse_math.quantities import Quantity, real
from collapse_math.sequences import integers
from derivations.families.setting import COMPOSE, FAMILIES, TRUTH, i, m, m_0, sample, t, v2, variance
from derivations.families.setting import n as points

theorem = Theorem(
    "families.sizes",
    says="E[V(m_t)] = V(m_0) prod (1 + v2/n(i)) for any sizes: with v2 < 0 it vanishes if sum 1/n(i) diverges",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, QUADRATIC_VARIANCE, *COMPOSE),
    symbols=(t, m_0),
    catalogue=("Z2",),
)
n, large = integers("n", at_least=1), integers("N", at_least=2)
V_0 = variance(m_0)

# 1. Refit number t + 1 sees n(t + 1) points.
new = sample(n(t + 1))
refit = Refit({m: new.average}, (new,))
keep = theorem.expectation(
    "V is multiplied by 1 + v2/n", variance(m), after=refit, equals=(1 + v2/n(t + 1)) * variance(m)
)
(within,) = theorem.over_generations(t, {keep: Product(1 + v2/n(i), (i, 1, t)) * V_0}, start=TRUTH, uses=COMPOSE)

# 2. v2 = -a: each refit takes the share a/n(i), and what is left vanishes if these add up to infinity.
a = real("a", above=0, at_most=1)
V_a, left = V_0.xreplace({v2: -a}), Product(1 - a/n(i), (i, 1, t))
lost = theorem.cites(within, {v2: -a})
endless = theorem.suppose("sum 1/n diverges", Limit(Sum(a/n(i), (i, 1, t)), t, oo), "=", oo)
nothing = theorem.by_rule(
    "nothing is left", rules.VANISHING_PRODUCT, {rules.share: Lambda(i, a/n(i))}, given=(endless,)
)
gone = theorem.limit("collapse", lost.right, t, Integer(0), {left: nothing}, given=(lost,))

# 3. If they have a finite sum, and no single refit takes all, something is left.
finite = theorem.suppose("sum 1/n converges", Limit(Sum(a/large(i), (i, 1, t)), t, oo), "<", oo)
stays = theorem.by_rule(
    "something is left", rules.POSITIVE_PRODUCT, {rules.part: Lambda(i, a/large(i))}, given=(finite, within)
)

# 4. Sizes n i^2 make the product of accumulate.
squares = theorem.cites(within, {n: Lambda(i, points * i**2)})

# With three trials V lies between 0 and 3/4, and so varies by 9/64 at most.
at: dict[Quantity, int | Fraction] = {t: 3, **FAMILIES["binomial"]}
seen = Observed("families", "variances", "mean", at, Rational(9, 64), sequences={n: (2, 5, 3)})
theorem.concludes("expected_variance", "E[V(m_t)]", within, seen)
theorem.concludes("collapse", "lim E[V(m_t)] for v2 = -a and sum 1/n(i) = infinity", gone)
theorem.concludes("survival", "lim E[V(m_t)]/V(m_0) for v2 = -a and sum 1/n(i) < infinity", stays)
theorem.concludes("quadratic_sizes", "E[V(m_t)] for n(i) = n i^2", squares)

if __name__ == "__main__":
    theorem.main()
