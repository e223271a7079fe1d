"""With divisor n(t) - 1 and samples of any sizes the mean variance stays; the sum of 1/n(s) decides about all the rest.

Setting.  Generation t draws n(t) points from the last fit and refits by moments with divisor n(t) - 1.  The sizes
n(1), n(2), ... are any sequence of counts, 2 or more; generation 0 is the truth.

    Theorem    E[V_t]      = v_0
               Var[M_t]    = v_0 sum_(s <= t) 1/n(s)
               E[sqrt V_t] = sqrt(v_0) prod_(s <= t) c4(n(s)),   c4(n) = sqrt(2/(n-1)) Gamma(n/2)/Gamma((n-1)/2)
               E[V_t^2]    = v_0^2 prod_(s <= t) (1 + 2/(n(s) - 1))
    Corollary  If the sum of 1/n(s) diverges, E[sqrt V_t] -> 0, so that V_t -> 0 in probability; Var[M_t] is unbounded
               If it converges, E[sqrt V_t] stays above a positive number, and Var[M_t] has a limit

Units.     V_t and v_0 in (unit of x)^2; c4 has none; n(s) >= 2 and t >= 0 are counts.
Assumed.   Normal draws for E[sqrt V_t] and E[V_t^2], two moments for the rest.  On trust: when infinite products
           vanish.
Compare.   growing_samples: with divisor n(t) it is the same sum that decides.  "Superlinear growth", c s^p with p > 1,
           is on the side of convergence.
"""

from dataclasses import replace

from sympy import Expr, Integer, Lambda, Limit, Product, Sum, gamma, oo, sqrt

from collapse_math.assumptions import DIVISOR_N_MINUS_1, GAUSSIAN_DRAWS, INDEPENDENT_DRAWS, MATCHING_MOMENTS
from collapse_math.axioms import COCHRAN
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.moments import ChiSquare, Refit, Sample, StandardNormal
from collapse_math.rules import (
    CONVERGENCE_BY_COMPARISON,
    DIVERGENCE_BY_COMPARISON,
    POSITIVE_PRODUCT,
    VANISHING_PRODUCT,
    j,
    part,
    share,
)
from collapse_math.rules import a as larger
from collapse_math.rules import b as smaller
from collapse_math.rules import c as factor
from derivations.gaussian.setting import COMPOSE, TRUTH, m, m_0, t, v, v_0
from derivations.sample import deviation_bias
from derivations.sample.setting import n as size
from derivations.schedules.setting import k, n, next_n, s, seen

theorem = Theorem(
    "sizes.unbiased",
    says="for divisor n(t) - 1, E[sqrt V_t] = sqrt(v_0) prod c4(n(s)), which vanishes iff the sum of 1/n(s) diverges",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, DIVISOR_N_MINUS_1, *COMPOSE),
    symbols=(n, t, m_0, v_0),
    catalogue=("B8",),
    sources=(Source("Xu, He and Cheng", 2025, "arXiv 2505.13947: superlinear growth of samples is needed"),),
)
draws = Sample("x", next_n, m, {2: v}, two_moments=(MATCHING_MOMENTS,), independent=(INDEPENDENT_DRAWS,))
refit = Refit({m: draws.average, v: draws.sum_of_squares/(next_n - 1)}, (draws,), {v: (DIVISOR_N_MINUS_1,)})
shift, scale = StandardNormal("Z"), ChiSquare("X", next_n - 1)
normal_refit = Refit(
    {m: m + sqrt(v/next_n) * shift.value, v: v * scale.value/(next_n - 1)},
    (shift, scale),
    {v: (DIVISOR_N_MINUS_1,)},
    by=COCHRAN,
)


def c4(points: Expr) -> Expr:
    """What a refit to so many normal draws keeps of the deviation on average."""
    return sqrt(2/(points - 1)) * gamma(points/2)/gamma((points - 1)/2)


# 1. One refit to n(t+1) draws of any law; generations compose.
keep = theorem.expectation("one refit keeps the variance", v, after=refit, equals=v)
wander = theorem.expectation(
    "the mean takes a step of variance v/n", (m - m_0)**2, after=refit, equals=(m - m_0)**2 + v/next_n
)
total = Sum(1/n(k), (k, 1, t))
within, between = theorem.over_generations(t, {keep: v_0, wander: v_0 * total}, start=TRUTH, uses=COMPOSE)

# 2. Of normal draws: the deviation, and the square of the variance.
shrink = theorem.expectation("the deviation", sqrt(v), after=normal_refit, equals=c4(next_n) * sqrt(v))
square = theorem.expectation(
    "the squared variance", v**2, after=normal_refit, equals=(1 + 2/(next_n - 1)) * v**2
)
left = Product(c4(n(k)), (k, 1, t))
spread = Product(1 + 2/(n(k) - 1), (k, 1, t))
(deviation,) = theorem.over_generations(t, {shrink: left * sqrt(v_0)}, start=TRUTH, uses=COMPOSE)
(mean_square,) = theorem.over_generations(t, {square: spread * v_0**2}, start=TRUTH, uses=COMPOSE)
# 3. 1 - c4 lies between 1/(4n) and 1/(4n) + 1/n^2 (deviation_bias), and so does the product between products.
here = {size: next_n}
defect, excess = theorem.cites(deviation_bias.defect, here), theorem.cites(deviation_bias.excess, here)
least, most = Lambda(s, 1/(4 * n(s)) + 1/n(s)**2), Lambda(s, 1/(4 * n(s)))
low, high = (Product(1 - lost(j), (j, 1, t)) for lost in (least, most))
above = theorem.inequality("from above", left, "<=", high, how=Induction(t), given=(defect,))
below = theorem.inequality("from below", left, ">=", low, how=Induction(t), given=(excess,))

# 4. Both are decided by the sum of 1/n.
whole = Limit(total, t, oo)
slow = theorem.suppose("the sum of 1/n(s) diverges", whole, "=", oo)
fast = theorem.suppose("the sum of 1/n(s) converges", whole, "<", oo)
one_over_n = Lambda(s, 1/n(s))
endless = theorem.by_rule(
    "so does that of 1/(4n)",
    DIVERGENCE_BY_COMPARISON,
    {smaller: one_over_n, larger: most, factor: Integer(4)},
    given=(slow,),
)
vanishes = theorem.by_rule("the upper product vanishes", VANISHING_PRODUCT, {share: most}, given=(endless,))
bounded = theorem.by_rule(
    "so does that of 1/(4n) + 1/n^2",
    CONVERGENCE_BY_COMPARISON,
    {smaller: one_over_n, larger: least, factor: Integer(1)},
    given=(fast,),
)
remains = theorem.by_rule("the lower product stays positive", POSITIVE_PRODUCT, {part: least}, given=(bounded,))
nothing = theorem.inequality("no deviation is negative", Integer(0), "<=", left)
zero = theorem.limit("zero", Integer(0), t, Integer(0), {})
collapse = theorem.squeeze(
    "the deviation vanishes", left, t, Integer(0), below=nothing, above=above, limits=(zero, vanishes)
)
floor = theorem.inequality(
    "or is at least", deviation.right, ">=", low * sqrt(v_0), given=(deviation, below)
)

# Held against a simulation: the fourth moment of a chi-square variable gives E[V_t^4].
fourth = Product((n(k) + 1) * (n(k) + 3) * (n(k) + 5)/(n(k) - 1)**3, (k, 1, t))
theorem.concludes("expected_variance", "E[V_t]", within, seen("variances", shares=False))
theorem.concludes("variance_of_mean", "Var[M_t]", between, seen("squared_drifts", shares=False))
theorem.concludes(
    "expected_deviation",
    "E[sqrt V_t]",
    deviation,
    replace(seen("standard_deviations", shares=False), variance=v_0 - deviation.right**2),
)
theorem.concludes(
    "mean_square_of_variance",
    "E[V_t^2]",
    mean_square,
    replace(seen("squared_variances", shares=False), variance=fourth * v_0**4 - mean_square.right**2),
)
theorem.concludes("collapse", "lim E[sqrt V_t]/sqrt(v_0), if sum 1/n(s) diverges,", collapse)
theorem.concludes("what_is_kept", "E[sqrt V_t]", floor)
theorem.concludes("kept_is_positive", "lim prod (1 - 1/(4n(s)) - 1/n(s)^2), if sum 1/n(s) converges,", remains)

if __name__ == "__main__":
    theorem.main()
