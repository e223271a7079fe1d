"""The same with the divisor k - 1, which makes each fit unbiased for the pool: the variance grows without end.

Setting.  As in subsample: n new points a generation join the pool, and k <= n of all points, chosen without
replacement, are fitted, with divisor k - 1.  Write r, s = (1 - n/k +- sqrt((1 - n/k)^2 + 4n(n/k + 2)))/(2n).

    Theorem    E[V_t] = E[S_t] = v_0 prod_(i = 2..t) (n i^2 + (n/k - 1) i - n/k - 2)/(i (n i - 1)),   t >= 1
               Var[M_t] = Var[P_t] + (1/k - 1/(t n)) E[S_t]
    Growth     E[V_t]/t^(1/k) -> v_0 Gamma(2 - 1/n)/(Gamma(2 - r) Gamma(2 - s)) > 0: asymptotically like t^(1/k)
    Start      for k = n it falls first: E[V_2] = E[V_3] = (1 - 1/(4n - 2)) v_0, and from then on it never does
    Refuted    "unbiased", and "a plateau", for this divisor: for n = k = 2, E[V_2] = 5/6 v_0, and E[V_8] > 1.02 v_0

    Every fit has the variance of the pool on average.  But the new points lie about the mean of the fit, which is off
    that of the pool, and that adds to the spread of the pool more than the divisor of the pool expects.

Units.     v_0 and all variances in (unit of x)^2; n >= k >= 2 and t >= 1 are counts.
Assumed.   That the draws are independent with the mean and variance of the fit, and the choice is at random.
"""

from sympy import Integer, Mul, Product, Rational, Sum, Symbol, gamma, sqrt

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N_MINUS_1,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
    SUBSAMPLE,
)
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GAMMA_RATIO_LIMIT, a, b
from collapse_math.quantities import integer
from derivations.gaussian.setting import TRUTH, m, m_0, n, v, v_0
from derivations.memory.setting import later as t
from derivations.memory.setting import seen
from derivations.memory.subsample import CHOSEN, COMPOSE, SOURCE, centre, first_fit, followed, i, k, next_fit, pool

q = Symbol("q", integer=True)  # counts terms
far = integer("t", at_least=3)  # the number of a fit

theorem = Theorem(
    "memory.subsample_unbiased",
    says="if k points of all are fitted with divisor k - 1, E[V_t] grows like t^(1/k), asymptotically: no plateau",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, DIVISOR_N_MINUS_1, CONSTANT_SIZE, SUBSAMPLE, FRESH_RANDOMNESS),
    symbols=(n, k, t, m_0, v_0),
    conditions=(k <= n,),
    catalogue=("C6",),
    sources=(SOURCE,),
)

# 1. One generation: nothing is lost by the fit.  The pool and the mean move as with divisor k.
kept = Integer(1)
first = followed(theorem, first_fit("n-1"), kept=kept, points=n, pool=v, centre=(m - m_0)**2 + v/n)
then = followed(theorem, next_fit("n-1"), kept=kept, points=(t + 1) * n, pool=pool, centre=centre)

# 2. All generations.  With nothing conserved, the steps of the pool's mean are added up.
factor = (n * i**2 + (n/k - 1) * i - n/k - 2)/(i * (n * i - 1))
left = Product(factor, (i, 2, t))
apart = 1/k - 1/(t * n)
steps = Sum((1/n + apart.xreplace({t: q})) * left.xreplace({t: q})/(q + 1)**2, (q, 1, t - 1))
closed = (left, left, apart * left, Integer(0), 1/n + steps, 1/n + steps + apart * left)
in_pool, within, _, _, pools, between = theorem.over_generations(
    t, {fact: value * v_0 for fact, value in zip(then, closed, strict=True)}, start=TRUTH, first=first, uses=COMPOSE
)

# 3. The numerator is n (i - r)(i - s) with r + s = 1/n - 1/k: as a ratio of Gamma values the product is like t^(1/k).
root = sqrt((1 - n/k)**2 + 4 * n * (n/k + 2))
r_1, r_2 = (1 - n/k + root)/(2 * n), (1 - n/k - root)/(2 * n)
share = gamma(2 - 1/n)/(gamma(2 - r_1) * gamma(2 - r_2))
ratio = gamma(t + 1 - r_1) * gamma(t + 1 - r_2)/(gamma(t + 1) * gamma(t + 1 - 1/n))
form = theorem.equation("in closed form", within.right, share * ratio * v_0, how=Induction(t), given=(within,))
one = t**r_1 * gamma(t + 1 - r_1)/gamma(t + 1)
other = t**(r_2 - 1/n) * gamma(t + 1 - r_2)/gamma(t + 1 - 1/n)
parts = {
    one: (Integer(1), GAMMA_RATIO_LIMIT, {a: 1 - r_1, b: Integer(1)}),
    other: (Integer(1), GAMMA_RATIO_LIMIT, {a: 1 - r_2, b: 1 - 1/n}),
}
growth = theorem.limit(
    "growth",
    form.right/t**(1/k),
    t,
    share * v_0,
    parts,
    Mul(share * v_0, one, other, evaluate=False),
    (form,),
)
positive = theorem.inequality("which is growth indeed", share, ">", Integer(0))

# 4. If as many are fitted as are drawn, the mean variance is lowest at the second and third fit.
alike = {k: n}
lowest = theorem.equation(
    "the third fit", within.right.xreplace({**alike, t: Integer(3)}), (1 - 1/(4 * n - 2)) * v_0, given=(within,)
)
rising = theorem.inequality("and on it goes", factor.xreplace({**alike, i: far}), ">=", Integer(1), given=(within,))
above = theorem.inequality(
    "above the truth after eight fits to two points",
    within.right.xreplace({n: Integer(2), k: Integer(2), t: Integer(8)}),
    ">",
    Rational(102, 100) * v_0,
    given=(within,),
)

theorem.concludes("expected_variance", "E[V_t]", within, seen("variances", points=3, refits=3, others=CHOSEN))
theorem.concludes("variance_of_mean", "Var[M_t]", between, seen("squared_drifts", points=3, refits=3, others=CHOSEN))
theorem.concludes("expected_variance_of_pool", "E[S_t]", in_pool)
theorem.concludes("variance_of_mean_of_pool", "Var[P_t]", pools)
theorem.concludes("lowest_variance_for_k_equal_to_n", "E[V_3] for k = n", lowest)
theorem.concludes("no_fall_after_that", "E[V_t]/E[V_(t-1)] for k = n, t >= 3", rising)
theorem.concludes("no_plateau_at_a_point", "E[V_8] for n = k = 2", above)
theorem.concludes("growth", "lim E[V_t]/t^(1/k)", growth)
theorem.concludes("growth_is_positive", "lim E[V_t]/(v_0 t^(1/k))", positive)

if __name__ == "__main__":
    theorem.main()
