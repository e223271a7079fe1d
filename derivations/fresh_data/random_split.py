"""Real points that come by chance keep less of the variance than a fixed number of them does, if not much less.

Setting.  Each of n points is real with probability alpha, else drawn from the last fit, independently of all others;
all are fitted together with divisor n.  Let b = 1 - alpha.

    Theorem    E[V_t]   = v_0 - u (1 - g^t)     u = v_0/(n - (n-1) b^2)
               Var[M_t] = u (1 - g^t)           g = b^2 (1 - 1/n)
    Corollary  E[V_t] -> v_0 (n-1) alpha (2-alpha)/(n - (n-1) b^2)
               alpha = 1/n, one real point on average:  v_0 (n-1) (2n-1)/(3 n^2 - 3n + 1) -> 2 v_0/3 as n grows
               For alpha = r/n this is less than with r real points in every generation: Var[M_t] has a limit that is
               larger by the share alpha b u/v_0, of order 1/n

With a fixed number, the means of both groups enter with fixed weights; here the weights vary too, which adds
alpha b m^2/n to the error of the mean.

Units.     v_0, u, V_t, Var[M_t] in (unit of x)^2; n >= 2 and t >= 0 are counts; 0 < alpha < 1 and g have no unit.
Assumed.   Independent draws with the two moments of their source; no normality.
"""

from fractions import Fraction

from sympy import Integer

from collapse_math.assumptions import CONSTANT_SIZE, DIVISOR_N, INDEPENDENT_DRAWS, MATCHING_MOMENTS, RANDOM_SPLIT
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, RECIPROCAL_LIMIT
from collapse_math.lemmas import n as number
from collapse_math.lemmas import r as ratio
from collapse_math.quantities import Quantity
from derivations.fresh_data import pooled_fit
from derivations.fresh_data.setting import COMPOSE, TRUTH, alpha, m, mean_of, r, s, share_of_fit, split, t, v, v_0
from derivations.fresh_data.setting import size as n

theorem = Theorem(
    "fresh_data.random_split",
    says="E[V_t] -> v_0 (n-1) alpha (2-alpha)/(n - (n-1) (1-alpha)^2): less than with a fixed number of real points",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, RANDOM_SPLIT, DIVISOR_N, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, alpha, t, v_0),
    catalogue=("D1", "Z1"),
)

# 1. One refit.  The law of a point is a mixture, whose variance has a part between the two sources.
b = share_of_fit
inside = alpha * v_0 + b * v + alpha * b * m**2
keep = theorem.expectation("one refit, within", v, after=split("n"), equals=(1 - 1/n) * inside)
wander = theorem.expectation("one refit, between", m**2, after=split("n"), equals=inside/n + b**2 * m**2)

# 2. Both together stay at v_0, and one recursion is left, which contracts by g.
squares = v + m**2
mixed = theorem.expectation(
    "the mean square distance from m_0", squares, after=split("n"), equals=alpha * v_0 + b * squares
)
(conserved,) = theorem.over_generations(t, {mixed: v_0}, start=TRUTH, uses=COMPOSE)
u, g = v_0/(n - (n - 1) * b**2), b**2 * (1 - 1/n)
within, between = theorem.over_generations(
    t, {keep: v_0 - u * (1 - g**t), wander: u * (1 - g**t)}, start=TRUTH, uses=COMPOSE
)

# 3. In the long run.
contracts = theorem.inequality("the recursion contracts", g, "<", Integer(1))
vanishes = {g**t: (Integer(0), GEOMETRIC_LIMIT, {ratio: g})}
kept = v_0 * (n - 1) * alpha * (2 - alpha)/(n - (n - 1) * b**2)
remains = theorem.limit("what is kept", within.right, t, kept, vanishes, given=(contracts, within))
drift = theorem.limit("how far the means go", between.right, t, u, vanishes, given=(contracts, between))

# 4. One real point on average.
one = v_0 * (n - 1) * (2 * n - 1)/(3 * n**2 - 3 * n + 1)
single = theorem.equation("one real point on average", kept.xreplace({alpha: 1/n}), one, given=(remains,))
crowd = theorem.limit(
    "among many points",
    one,
    n,
    2 * v_0/3,
    {1/n: (Integer(0), RECIPROCAL_LIMIT, {number: n})},
    form=v_0 * (1 - 1/n) * (2 - 1/n)/(3 - (3 - 1/n)/n),
    given=(single,),
)

# 5. Beside the same formulas for r real points in every generation, where alpha = r/n: the means take more.
same = {n: r + s, alpha: r/(r + s)}
share, chance = r * s/(r + s)**2, u.xreplace(same)
excess = theorem.equation(
    "the means take more", chance/pooled_fit.u - 1, share * chance/v_0, given=(drift,)
)
less = theorem.inequality("so less is kept", kept.xreplace(same), "<", pooled_fit.kept, given=(excess,))

small: dict[Quantity, int | Fraction] = {n: 4, alpha: Fraction(1, 4)}
theorem.concludes("expected_variance", "E[V_t]", within, mean_of("variances", 3, small))
theorem.concludes("variance_of_mean", "Var[M_t]", between, mean_of("squared_drifts", 3, small))
theorem.concludes("conservation", "E[V_t] + Var[M_t]", conserved, mean_of("distances_of_draws", 3, small))
theorem.concludes("limit", "lim E[V_t]", remains)
theorem.concludes("limit_of_drift", "lim Var[M_t]", drift)
theorem.concludes("one_real_point", "lim E[V_t] at alpha = 1/n", single)
theorem.concludes("one_among_many", "lim lim E[V_t] at alpha = 1/n", crowd)
theorem.concludes("excess_of_drift", "lim Var[M_t], by chance over by number, less 1", excess)
theorem.concludes("less_than_by_number", "lim E[V_t] at alpha = r/n", less)

if __name__ == "__main__":
    theorem.main()
