"""Exponential laws refitted to their own samples: the law of one refit, and every moment after t of them.

Setting.  Waiting times with an exponential law are refitted to n of their own draws; the fitted mean is the average.
The sum of n draws with mean m is m X/2, where X is chi-square with 2n degrees of freedom.

    Theorem    2n m_1/m_0 is chi-square with 2n degrees of freedom, whatever m_0 is
               E[m_t^s]  = m_0^s g_s^t,   g_s = Gamma(n + s)/(n^s Gamma(n)),   s > -n
    Corollary  E[m_t]    = m_0,           Var[m_t] = ((1 + 1/n)^t - 1) m_0^2

Units.     m_t in (unit of x); n >= 1 and t >= 0 are counts, s is a number.
Assumed.   Exponential draws.  The mean and its variance take two moments only (replace, with v2 = 1).
See also.  exponential_collapse: E[V(m_t)] = E[m_t^2] grows for ever, and yet almost every chain dies out.
"""

from sympy import gamma

from collapse_math.assumptions import CONSTANT_SIZE, EXPONENTIAL_DRAWS, INDEPENDENT_DRAWS, MATCHING_MOMENTS
from collapse_math.axioms import SUM_OF_EXPONENTIALS
from collapse_math.derivation import Theorem
from collapse_math.observed import Observed
from collapse_math.quantities import real
from derivations.families.setting import COMPOSE, EXPONENTIAL, exponential_refit, lifetime, mean_lifetime, n, t

m, m_0 = lifetime, mean_lifetime
s = real("s")  # order of a moment

theorem = Theorem(
    "families.exponential",
    says="exponential fits: 2n m_1/m_0 is chi-square with 2n degrees of freedom, and E[m_t^s] = m_0^s g_s^t",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, EXPONENTIAL_DRAWS, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, s, m_0),
    conditions=(s > -n,),
    catalogue=("Q2", "Z2"),
)
TRUTH = {m: m_0}

# 1. One refit multiplies the mean by X/(2n).
keep = theorem.expectation("the mean is kept on average", m, after=exponential_refit, equals=m)
ratio = theorem.equation("mean of 2n m'/m", 2 * n * keep.right/m, 2 * n, given=(keep,))
law = theorem.by_axiom("2n m'/m is chi-square", SUM_OF_EXPONENTIALS, given=(ratio,), equals=2 * n)
g_s = gamma(n + s)/(n**s * gamma(n))
one = theorem.expectation("a moment of order s", m**s, after=exponential_refit, equals=g_s * m**s)
square = theorem.expectation("the square", m**2, after=exponential_refit, equals=(1 + 1/n) * m**2)

# 2. Generations compose.
(moment,) = theorem.over_generations(t, {one: g_s**t * m_0**s}, start=TRUTH, uses=COMPOSE)
mean, mean_square = theorem.over_generations(
    t, {keep: m_0, square: (1 + 1/n)**t * m_0**2}, start=TRUTH, uses=COMPOSE
)
spread = theorem.equation(
    "variance of the mean", mean_square.right - mean.right**2, ((1 + 1/n)**t - 1) * m_0**2, given=(mean, mean_square)
)

pivot = Observed("families", "refit_ratios", "chi-square", {n: 3, t: 1, **EXPONENTIAL}, scale=2 * n)
means = Observed("families", "means", "mean", {n: 3, t: 2, **EXPONENTIAL}, spread.right)
theorem.concludes("degrees_of_freedom", "degrees of freedom of 2n m_1/m_0", law, pivot)
theorem.concludes("moment", "E[m_t^s]", moment)
theorem.concludes("expected_mean", "E[m_t]", mean, means)
theorem.concludes("variance_of_mean", "Var[m_t]", spread)

if __name__ == "__main__":
    theorem.main()
