"""The law of one refit of a Gaussian, and all moments of the variance after t of them.

Setting.  Generation 0 is the truth, with variance v_0.  Each generation draws n points from the present
fit and refits, dividing the sum of squares by a number c; c = n and c = n - 1 are the usual choices.

    Theorem    c V_{t+1}/V_t is chi-square with n - 1 degrees of freedom, at every t
    Corollary  E[V_t^s] = v_0^s m_s^t,   m_s = (2/c)^s Gamma((n-1)/2 + s)/Gamma((n-1)/2),   s > -(n-1)/2

Units.     V_t and v_0 in (unit of x)^2; n >= 2 and t >= 0 are counts, c > 0 a number, s any real order above
           -(n-1)/2.
Assumed.   Normal draws.  A law with the same mean and variance has the same E[V_t], the case s = 1, and
           in general no other moment in common.
See also.  moment_growth, for what the orders 1/2, 1, 2, 3 and -1 say.
"""

from sympy import gamma

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FIXED_DIVISOR,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.axioms import COCHRAN
from collapse_math.derivation import Theorem
from collapse_math.observed import Observed
from collapse_math.quantities import real
from derivations.gaussian.setting import COMPOSE, TRUTH, c, m, m_0, n, normal_refit, refit, t, v, v_0

s = real("s")  # order of the moment

theorem = Theorem(
    "gaussian.all_moments",
    says="c V_{t+1}/V_t is chi-square with n - 1 degrees of freedom, and E[V_t^s] = v_0^s m_s^t for s > -(n-1)/2",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, FIXED_DIVISOR, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, s, c, v_0),
    conditions=(s > -(n - 1)/2,),
    catalogue=("A1", "A2", "B1", "B2"),
)

# 1. For normal draws c V_{t+1}/V_t is chi-square (Cochran), whatever V_t is.  Its mean is its degrees of
#    freedom, and the means of any law give that away: E[V_{t+1}] = (n-1) E[V_t]/c.
keep = theorem.expectation("one refit, any law", v, after=refit(c), equals=(n - 1) * v/c)
(mean,) = theorem.over_generations(t, {keep: ((n - 1)/c)**t * v_0}, start=TRUTH, uses=COMPOSE)
degrees = theorem.equation(
    "mean of c V_{t+1}/V_t", c * mean.right.xreplace({t: t + 1})/mean.right, n - 1, given=(mean,)
)
law = theorem.by_axiom("c V_{t+1}/V_t is chi-square", COCHRAN, given=(degrees,), equals=n - 1)

#    Cochran's form agrees with the sample in what draws of any law have in common: mean and drift.
theorem.expectation("the mean from Cochran's form", v, after=normal_refit(c), equals=keep.right)
theorem.expectation(
    "and the drift", (m - m_0)**2, after=normal_refit(c), equals=(m - m_0)**2 + v/n
)

# 2. One refit multiplies the moment of order s by a ratio of Gamma values: a moment of that law.
m_s = (2/c)**s * gamma((n - 1)/2 + s)/gamma((n - 1)/2)
one = theorem.expectation("one refit multiplies by m_s", v**s, after=normal_refit(c), equals=m_s * v**s)

# 3. Generations compose.
(moment,) = theorem.over_generations(t, {one: m_s**t * v_0**s}, start=TRUTH, uses=COMPOSE)

ratio = Observed("gaussian", "refit_ratios", "chi-square", {n: 4, c: 3}, scale=c)
theorem.concludes("degrees_of_freedom", "degrees of freedom of c V_{t+1}/V_t", law, ratio)
theorem.concludes("moment", "E[V_t^s]", moment)

if __name__ == "__main__":
    theorem.main()
