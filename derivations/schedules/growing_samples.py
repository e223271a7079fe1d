"""With no real data at all a loop keeps some of its variance if and only if its samples grow fast enough.

Setting.  Generation t + 1 draws n(t+1) points from the present fit and refits by moments with divisor n(t+1).  The
sizes n(1), n(2), ... are any sequence of counts, 2 or more; generation 0 is the truth.

    Theorem    E[V_t]   = v_0 prod_{j <= t} (1 - 1/n(j))
               Var[M_t] = v_0 - E[V_t]
    Corollary  E[V_t] -> 0                 if the sum of 1/n(t) diverges, as it does for n(t) = c t
               lim E[V_t] > 0              if it converges, as it does for n(t) = c t^2

Units.     v_0, V_t and Var[M_t] in (unit of x)^2; n(t) >= 2 and t >= 0 are counts.
Assumed.   Means and variances of draws only, of whatever law.  On trust: when infinite products vanish.
Not said.  Whether V_t tends to 0 almost surely.  A sequence that is never negative and tends to 0 on average does so
           in probability.
"""

from sympy import Integer, Lambda, Limit, Product, Sum, oo

from collapse_math.assumptions import DIVISOR_N, INDEPENDENT_DRAWS, MATCHING_MOMENTS
from collapse_math.derivation import Theorem
from collapse_math.moments import Refit, Sample
from collapse_math.rules import POSITIVE_PRODUCT, VANISHING_PRODUCT, part, share
from derivations.gaussian.setting import COMPOSE, TRUTH, m, m_0, t, v, v_0
from derivations.schedules.setting import k, n, next_n, s, seen

theorem = Theorem(
    "schedules.growing_samples",
    says="E[V_t] = v_0 prod (1 - 1/n(j)), which tends to 0 if and only if the sum of 1/n(t) diverges",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, DIVISOR_N, *COMPOSE),
    symbols=(n, t, m_0, v_0),
    catalogue=("B8", "F2"),
)
draws = Sample("x", next_n, m, {2: v}, two_moments=(MATCHING_MOMENTS,), independent=(INDEPENDENT_DRAWS,))
refit = Refit({m: draws.average, v: draws.sum_of_squares/next_n}, (draws,), {v: (DIVISOR_N,)})
left = Product(1 - 1/n(k), (k, 1, t))

# 1. One refit of a sample of size n(t+1), from the definition of the estimator.
keep = theorem.expectation("one refit keeps 1 - 1/n of the variance", v, after=refit, equals=(1 - 1/next_n) * v)
wander = theorem.expectation(
    "the mean takes a step of variance v/n", (m - m_0)**2, after=refit, equals=(m - m_0)**2 + v/next_n
)

# 2. From the truth on, for any sizes.
within, between = theorem.over_generations(
    t, {keep: v_0 * left, wander: v_0 * (1 - left)}, start=TRUTH, uses=COMPOSE
)

# 3. Whether the product vanishes is decided by the sum of 1/n.
total = Limit(Sum(1/n(k), (k, 1, t)), t, oo)
slow = theorem.suppose("the sum of 1/n(t) diverges", total, "=", oo)
fast = theorem.suppose("the sum of 1/n(t) converges", total, "<", oo)
vanishes = theorem.by_rule(
    "the product vanishes", VANISHING_PRODUCT, {share: Lambda(s, 1/n(s))}, given=(slow,)
)
remains = theorem.by_rule(
    "the product stays positive", POSITIVE_PRODUCT, {part: Lambda(s, 1/n(s))}, given=(fast,)
)
collapse = theorem.limit("the variance vanishes", within.right, t, Integer(0), {left: vanishes}, given=(within,))

theorem.concludes("expected_variance", "E[V_t]", within, seen("variances", shares=False))
theorem.concludes("variance_of_mean", "Var[M_t]", between, seen("squared_drifts", shares=False))
theorem.concludes("collapse", "lim E[V_t]", collapse)
theorem.concludes("share_kept", "lim prod (1 - 1/n(j))", remains)

if __name__ == "__main__":
    theorem.main()
