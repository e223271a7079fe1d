"""All data are kept, but only a fixed number of them is fitted: with divisor k the variance does not collapse.

Setting.  n points are drawn from the present fit and join the pool, of which k <= n points are then chosen, without
replacement; they alone are fitted, with divisor k.  The first n points are real.  S_t is the variance of the pool
with divisor t n - 1, P_t its mean; the fit has M_t and V_t.  Write r, s = (1 +- sqrt(1 + 4n(n/k + 2 - 1/k)))/(2n).

    Theorem    E[S_t] = v_0 prod_(i = 2..t) (n i^2 - i - n/k - 2 + 1/k)/(i (n i - 1)),   t >= 1
               E[V_t] = (1 - 1/k) E[S_t],   Var[M_t] = v_0 - E[V_t],   Var[P_t] = v_0 - (1 - 1/(t n)) E[S_t]
    Limit      E[V_t] -> (1 - 1/k) v_0 Gamma(2 - 1/n)/(Gamma(2 - r) Gamma(2 - s)) > 0: a plateau

    A fit is short of a share 1/k of the pool's variance, but the pool takes that up through n of its t n points only.

Units.     v_0 and all variances in (unit of x)^2; n >= k >= 2 and t >= 1 are counts.
Assumed.   That the draws are independent with the mean and variance of the fit, and the choice is at random.
Note.      With divisor k - 1 there is no plateau (subsample_unbiased).  Kazdan et al. study this regime with k = n.
"""

from sympy import Expr, Integer, Mul, Product, Symbol, gamma, sqrt

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N,
    DIVISOR_N_MINUS_1,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
    SUBSAMPLE,
)
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import GAMMA_RATIO_LIMIT, a, b
from collapse_math.moments import Refit, Subsample
from collapse_math.quantities import integer, real
from collapse_math.results import Fact
from derivations.gaussian.setting import TRUTH, draws, m, m_0, n, v, v_0
from derivations.memory.setting import later as t
from derivations.memory.setting import seen

k = integer("k", at_least=2)  # points that are fitted
p, s = real("p"), real("s", at_least=0)  # mean of the pool, and its variance with its size less 1 for a divisor
i = Symbol("i", integer=True)  # counts factors
COMPOSE = (SUBSAMPLE, FRESH_RANDOMNESS)
SOURCE = Source("Kazdan et al.", 2024, "arXiv 2410.16713: the regime")


def fitted(divisor: str, points: Expr, mean: Expr, variance: Expr) -> Refit:
    """A pool of so many points with this mean and variance, and a fit to k of them."""
    y = Subsample("y", k, points, mean, variance * (points - 1)/points, (SUBSAMPLE,))
    count, assumption = {"n": (k, DIVISOR_N), "n-1": (k - 1, DIVISOR_N_MINUS_1)}[divisor]
    parameters = {p: mean, s: variance, m: y.average, v: y.sum_of_squares/count}
    return Refit(parameters, (draws, y), {v: (assumption,)}, (CONSTANT_SIZE,))


def first_fit(divisor: str) -> Refit:
    """A fit to k of the n real points."""
    return fitted(divisor, n, draws.average, draws.sum_of_squares/(n - 1))


def next_fit(divisor: str) -> Refit:
    """A fit to k of all points, of which n are new: old and new ones deviate from the mean of all."""
    points = (t + 1) * n
    between = t * n/(t + 1) * (draws.average - p)**2
    squares = (t * n - 1) * s + draws.sum_of_squares + between
    return fitted(divisor, points, (t * n * p + draws.power_sum(1))/points, squares/(points - 1))


def followed(
    theorem: Theorem, refit: Refit, *, kept: Expr, points: Expr, pool: Expr, centre: Expr
) -> tuple[Fact, ...]:
    """What a refit does to S, V, (M - P)^2, (P - m_0)(M - P), (P - m_0)^2 and (M - m_0)^2."""
    apart = (1/k - 1/points) * pool  # the variance of the mean of k points, of a pool without any others
    return (
        theorem.expectation("the pool", s, after=refit, equals=pool),
        theorem.expectation("the fit", v, after=refit, equals=kept * pool),
        theorem.expectation("its mean is off the pool's", (m - p)**2, after=refit, equals=apart),
        theorem.expectation("either way", (p - m_0) * (m - p), after=refit, equals=Integer(0)),
        theorem.expectation("the mean of the pool", (p - m_0)**2, after=refit, equals=centre),
        theorem.expectation("the mean of the fit", (m - m_0)**2, after=refit, equals=centre + apart),
    )


theorem = Theorem(
    "memory.subsample",
    says="if k points of all are fitted with divisor k, E[V_t] tends to a positive limit: a plateau, no collapse",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, DIVISOR_N, CONSTANT_SIZE, SUBSAMPLE, FRESH_RANDOMNESS),
    symbols=(n, k, t, m_0, v_0),
    conditions=(k <= n,),
    catalogue=("C6",),
    sources=(SOURCE,),
)
kept = 1 - 1/k

# 1. One generation.  The new points bring (n - 1) v about their average, and t n/(t + 1) times the square by which it
#    is off the pool's mean, v/n + (M - P)^2 on average.
first = followed(theorem, first_fit("n"), kept=kept, points=n, pool=v, centre=(m - m_0)**2 + v/n)
pool = ((t * n - 1) * s + (n - 1) * v + t * n/(t + 1) * (v/n + (m - p)**2))/((t + 1) * n - 1)
centre = (p - m_0)**2 + 2 * (p - m_0) * (m - p)/(t + 1) + ((m - p)**2 + v/n)/(t + 1)**2
then = followed(theorem, next_fit("n"), kept=kept, points=(t + 1) * n, pool=pool, centre=centre)

# 2. All generations, for all six at once.
left = Product((n * i**2 - i - n/k - 2 + 1/k)/(i * (n * i - 1)), (i, 2, t))
apart = 1/k - 1/(t * n)
between_pools = 1 - (1 - 1/(t * n)) * left
closed = (left, kept * left, apart * left, Integer(0), between_pools, 1 - kept * left)
in_pool, within, _, _, pools, between = theorem.over_generations(
    t, {fact: value * v_0 for fact, value in zip(then, closed, strict=True)}, start=TRUTH, first=first, uses=COMPOSE
)
total = theorem.equation("nothing is lost in all", within.right + between.right, v_0, given=(within, between))

# 3. The numerator is n (i - r)(i - s) with r + s = 1/n, so that the product converges, as a ratio of Gamma values.
root = sqrt(1 + 4 * n * (n/k + 2 - 1/k))
r_1, r_2 = (1 + root)/(2 * n), (1 - root)/(2 * n)
share = gamma(2 - 1/n)/(gamma(2 - r_1) * gamma(2 - r_2))
ratio = gamma(t + 1 - r_1) * gamma(t + 1 - r_2)/(gamma(t + 1) * gamma(t + 1 - 1/n))
form = theorem.equation("in closed form", within.right, kept * share * ratio * v_0, how=Induction(t), given=(within,))
one = t**r_1 * gamma(t + 1 - r_1)/gamma(t + 1)
other = t**(r_2 - 1/n) * gamma(t + 1 - r_2)/gamma(t + 1 - 1/n)
parts = {
    one: (Integer(1), GAMMA_RATIO_LIMIT, {a: 1 - r_1, b: Integer(1)}),
    other: (Integer(1), GAMMA_RATIO_LIMIT, {a: 1 - r_2, b: 1 - 1/n}),
}
plateau = theorem.limit(
    "the plateau",
    form.right,
    t,
    kept * share * v_0,
    parts,
    Mul(kept * share * v_0, one, other, evaluate=False),
    (form,),
)
positive = theorem.inequality("is above zero", kept * share, ">", Integer(0))

CHOSEN = {k: 2}
theorem.concludes("expected_variance", "E[V_t]", within, seen("variances", points=3, refits=3, others=CHOSEN))
theorem.concludes("variance_of_mean", "Var[M_t]", between, seen("squared_drifts", points=3, refits=3, others=CHOSEN))
theorem.concludes(
    "conservation", "E[V_t] + Var[M_t]", total, seen("distances_of_draws", points=3, refits=3, others=CHOSEN)
)
theorem.concludes("expected_variance_of_pool", "E[S_t]", in_pool)
theorem.concludes("variance_of_mean_of_pool", "Var[P_t]", pools)
theorem.concludes("plateau", "lim E[V_t]", plateau)
theorem.concludes("plateau_is_positive", "lim E[V_t]/v_0", positive)

if __name__ == "__main__":
    theorem.main()
