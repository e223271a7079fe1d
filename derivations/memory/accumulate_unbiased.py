"""The divisor that makes one fit unbiased biases every fit to accumulated data but the first.

Setting.  As in accumulate, but the sum of squares is divided by the size of the pool less 1, which for t n
independent points would have the mean v_0.  Those of the pool are not independent: new points are drawn about the
mean of the older ones.  Write r, s = (1 +- sqrt(1 + 4n))/(2n), the roots of n x^2 = x + 1.

    Theorem    E[V_t] = v_0 prod_(j = 2..t) (1 - 1/(j (jn - 1)))  for t >= 1:  v_0 at t = 1, less at every later t
               Var[M_t] = (v_0 + E[V_1]/4 + E[V_2]/9 + ... + E[V_(t-1)]/t^2)/n
    Limit      E[V_t] -> v_0 Gamma(2 - 1/n)/(Gamma(2 - r) Gamma(2 - s)) > 0
    Refuted    "the estimator with divisor N - 1 is unbiased", here N = t n: for n = 2 and t = 2, E[V_2] = 5/6 v_0
    Right      for replaced data it is unbiased at every t (gaussian.unbiased_divisor)

Units.     v_0, V_t and Var[M_t] in (unit of x)^2; n >= 2 and t >= 1 are counts.
Assumed.   Only that the draws are independent with the mean and variance of the fit.
"""

from sympy import Integer, Mul, Product, Rational, Sum, Symbol, gamma, sqrt

from collapse_math.assumptions import (
    ACCUMULATE,
    CONSTANT_SIZE,
    DIVISOR_N_MINUS_1,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GAMMA_RATIO_LIMIT, a, b
from collapse_math.quantities import integer
from derivations.gaussian.setting import TRUTH, m, m_0, n, refit, v, v_0
from derivations.memory.setting import COMPOSE, j, later, pooled_unbiased, seen

k = Symbol("k", integer=True)
t, two = later, integer("t", at_least=2)
theorem = Theorem(
    "memory.accumulate_unbiased",
    says="with divisor N - 1, E[V_t] = v_0 prod_(2 <= j <= t) (1 - 1/(j (jn-1))) < v_0 for t >= 2: it is biased",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, DIVISOR_N_MINUS_1, CONSTANT_SIZE, ACCUMULATE, FRESH_RANDOMNESS),
    symbols=(n, t, m_0, v_0),
    catalogue=("C2",),
)
left = Product(1 - 1/(j * (j * n - 1)), (j, 2, t))

# 1. The first fit is unbiased.  From then on the pool counts j n - 1 with j = t + 1, but what the new points bring
#    has the mean (n - 1) v about their average and t/(t+1) v between that and the old mean: 1/j less than n v.
first = theorem.expectation("the first fit", v, after=refit("n-1"), equals=v)
keep = theorem.expectation(
    "one refit of the pool", v, after=pooled_unbiased(), equals=(1 - 1/((t + 1) * ((t + 1) * n - 1))) * v
)
start = theorem.expectation("its mean", (m - m_0)**2, after=refit("n-1"), equals=(m - m_0)**2 + v/n)
wander = theorem.expectation(
    "the mean does not know the divisor",
    (m - m_0)**2,
    after=pooled_unbiased(),
    equals=(m - m_0)**2 + v/(n * (t + 1)**2),
)

# 2. Generations compose.  The mean takes a step at every refit, the shorter the less variance is left.
steps = Sum(left.xreplace({t: k})/(k + 1)**2, (k, 1, t - 1))
within, between = theorem.over_generations(
    t,
    {keep: left * v_0, wander: (1 + steps) * v_0/n},
    start=TRUTH,
    first=(first, start),
    uses=COMPOSE,
)

# 3. From the second fit on it is below v_0, by a share of 1/(4n - 2) or more.
some = theorem.inequality("the product is positive", left, ">", Integer(0), how=Induction(t))
some_left = theorem.cites(some, {t: two})
less = theorem.inequality(
    "and less than 1",
    left.xreplace({t: two}),
    "<=",
    1 - 1/(4 * n - 2),
    how=Induction(two),
    given=(some_left,),
)
biased = theorem.inequality(
    "so the estimator is biased", left.xreplace({t: two}) * v_0, "<", v_0, given=(less, within)
)
point = {n: Integer(2), t: Integer(2)}
refuted = theorem.equation(
    "at two points a generation, and two fits", within.right.xreplace(point), Rational(5, 6) * v_0, given=(within,)
)

# 4. j (jn - 1) - 1 = n (j - r)(j - s), so that the product is a ratio of Gamma values; r + s = 1/n makes it converge.
r, s = (1 + sqrt(1 + 4 * n))/(2 * n), (1 - sqrt(1 + 4 * n))/(2 * n)
share = gamma(2 - 1/n)/(gamma(2 - r) * gamma(2 - s))
ratio = gamma(t + 1 - r) * gamma(t + 1 - s)/(gamma(t + 1) * gamma(t + 1 - 1/n))
closed = theorem.equation("in closed form", within.right, share * ratio * v_0, how=Induction(t), given=(within,))
one = t**r * gamma(t + 1 - r)/gamma(t + 1)
other = t**(s - 1/n) * gamma(t + 1 - s)/gamma(t + 1 - 1/n)
remains = theorem.limit(
    "what remains",
    closed.right,
    t,
    share * v_0,
    {
        one: (Integer(1), GAMMA_RATIO_LIMIT, {a: 1 - r, b: Integer(1)}),
        other: (Integer(1), GAMMA_RATIO_LIMIT, {a: 1 - s, b: 1 - 1/n}),
    },
    form=Mul(share * v_0, one, other, evaluate=False),
    given=(closed,),
)
kept = theorem.inequality("is something", share, ">", Integer(0))

theorem.concludes("expected_variance", "E[V_t]", within, seen("variances", points=2, refits=3))
theorem.concludes("expected_variance_in_closed_form", "E[V_t]", closed, seen("variances", points=3, refits=2))
theorem.concludes("bias", "E[V_t] for t >= 2", biased)
theorem.concludes("bias_at_a_point", "E[V_2] for n = 2", refuted, seen("variances", points=2, refits=2))
theorem.concludes("variance_of_mean", "Var[M_t]", between, seen("squared_drifts", points=2, refits=3))
theorem.concludes("limit_of_expected_variance", "lim E[V_t]", remains)
theorem.concludes("something_remains", "lim E[V_t]/v_0", kept)

if __name__ == "__main__":
    theorem.main()
