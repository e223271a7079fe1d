"""One real point per generation keeps about two thirds of the variance, however many synthetic ones there are.

Setting.  Each generation fits r new points of the truth and s of the last fit together, n = r + s, with divisor n.

    Theorem    E[V_t]   = v_0 - u (1 - g^t)     u = v_0 n/(n^2 - s (s-1))
               Var[M_t] = u (1 - g^t)           g = s (s-1)/n^2 < 1
    Corollary  E[V_t] -> v_0 r (r+2s-1)/(r^2 + 2rs + s), which lies between r/(r+1) and 2r/(2r+1) of v_0 and
               tends to the latter as s grows: 2/3 for one real point, 4/5 for two
               v_0/Var[M_t] -> r + (r+1) s/n < 2r + 1, the number of independent real points that fit as well
    Compare    a circulating formula leaves the variance between the two groups out, see without_between

The variance within a fit and that between fits add up to v_0, as without real data (gaussian.variance_decay).  What is
new is that the means, which are pulled back towards m_0, no longer take all of it.

Units.     v_0, u, V_t, Var[M_t] in (unit of x)^2; r, s >= 1 and t >= 0 are counts; g has none.
Assumed.   Independent draws with the two moments of their source; no normality.  The two parts of a pooled fit lie
           apart by m, so that all deviations must be taken from the common mean.
Not said.  How V_t is distributed: see second_moments and one_real_point.
"""

from sympy import Integer

from collapse_math.assumptions import (
    COMMON_MEAN,
    CONSTANT_SIZE,
    DIVISOR_N,
    FRESH_REAL_POINTS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import GEOMETRIC_LIMIT, RECIPROCAL_LIMIT
from collapse_math.lemmas import n as number
from collapse_math.lemmas import r as ratio
from derivations.fresh_data.setting import COMPOSE, TRUTH, m, mean_of, n, pooled, r, s, t, v, v_0

theorem = Theorem(
    "fresh_data.pooled_fit",
    says="E[V_t] falls to between r/(r+1) and 2r/(2r+1) of v_0 with r real points per generation: 2/3 for one",
    assumes=(
        INDEPENDENT_DRAWS, MATCHING_MOMENTS, FRESH_REAL_POINTS, COMMON_MEAN, DIVISOR_N, CONSTANT_SIZE, *COMPOSE
    ),
    symbols=(r, s, t, v_0),
    catalogue=("D1", "Z1"),
    sources=(
        Source("Alemohammad et al.", 2023, "arXiv 2307.01850, section 5: the fresh data loop; the size by simulation"),
    ),
)

# 1. One refit.  Of the variance between both groups, m^2 r s/n^2, and of that within them, (r v_0 + s v)/n, the
#    average takes its share.
keep = theorem.expectation(
    "one refit, within",
    v,
    after=pooled("n"),
    equals=(1 - 1/n) * (r * v_0 + s * v)/n + r * s * m**2/n**2,
)
wander = theorem.expectation(
    "one refit, between", m**2, after=pooled("n"), equals=(r * v_0 + s * v)/n**2 + (s/n)**2 * m**2
)

# 2. Generations compose.  Both together stay at v_0, for which draws need not be independent, and so one recursion is
#    left, which contracts by g.
squares = v + m**2
mixed = theorem.expectation(
    "the mean square distance from m_0", squares, after=pooled("n"), equals=(r * v_0 + s * squares)/n
)
(conserved,) = theorem.over_generations(t, {mixed: v_0}, start=TRUTH, uses=COMPOSE)
u, g = v_0 * n/(n**2 - s * (s - 1)), s * (s - 1)/n**2
within, between = theorem.over_generations(
    t, {keep: v_0 - u * (1 - g**t), wander: u * (1 - g**t)}, start=TRUTH, uses=COMPOSE
)

# 3. In the long run.
contracts = theorem.inequality("the recursion contracts", g, "<", Integer(1))
vanishes = {g**t: (Integer(0), GEOMETRIC_LIMIT, {ratio: g})}
kept = v_0 * r * (r + 2 * s - 1)/(r**2 + 2 * r * s + s)
remains = theorem.limit("what is kept", within.right, t, kept, vanishes, given=(contracts, within))
drift = theorem.limit("how far the means go", between.right, t, u, vanishes, given=(contracts, between))

# 4. The mean of so many independent real points would be as good, and this is below 2r + 1.
size = theorem.equation("independent points", v_0/u, r + (r + 1) * s/n, given=(drift,))
largest = theorem.inequality("they are fewer than 2r + 1", v_0/u, "<", 2 * r + 1, given=(size,))

# 5. So r real points keep, whatever the number of the others is, a share that is largest if those are many.
share = theorem.equation("the rest is lost to the means", kept, v_0 - u, given=(remains, drift))
least = theorem.inequality("at least", kept, ">=", v_0 * r/(r + 1), given=(share,))
most = theorem.inequality("at most", kept, "<", v_0 * 2 * r/(2 * r + 1), given=(share,))
crowd = theorem.limit(
    "with many synthetic points",
    kept,
    s,
    v_0 * 2 * r/(2 * r + 1),
    {1/s: (Integer(0), RECIPROCAL_LIMIT, {number: s})},
    form=v_0 * r * ((r - 1)/s + 2)/(r**2/s + 2 * r + 1),
    given=(share,),
)

small = {r: 1, s: 3}
theorem.concludes("expected_variance", "E[V_t]", within, mean_of("variances", 3, small))
theorem.concludes("variance_of_mean", "Var[M_t]", between, mean_of("squared_drifts", 3, small))
theorem.concludes("conservation", "E[V_t] + Var[M_t]", conserved, mean_of("distances_of_draws", 3, small))
theorem.concludes("rate", "g", contracts)
theorem.concludes("limit", "lim E[V_t]", remains)
theorem.concludes("limit_of_drift", "lim Var[M_t]", drift)
theorem.concludes("effective_size", "v_0/lim Var[M_t]", size)
theorem.concludes("bound_on_size", "v_0/lim Var[M_t]", largest)
theorem.concludes("at_least", "lim E[V_t]", least)
theorem.concludes("at_most", "lim E[V_t]", most)
theorem.concludes("many_synthetic_points", "lim lim E[V_t]", crowd)

if __name__ == "__main__":
    theorem.main()
