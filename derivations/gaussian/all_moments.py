"""The law of one refit of a Gaussian, and all moments of the variance after t of them.

Setting.  Generation 0 is the truth, with variance v_0.  Each generation draws n points from the present
fit and refits, dividing the sum of squares by a number c; c = n and c = n - 1 are the usual choices.

    Theorem    c V_{t+1}/V_t is chi-square with n - 1 degrees of freedom, whatever fit t is
               E[(V_{t+1}/V_t)^s V_t^u] = m_s E[V_t^u]: these ratios are independent of each other
    Corollary  E[V_t^s] = v_0^s m_s^t,   m_s = (2/c)^s Gamma((n-1)/2 + s)/Gamma((n-1)/2),   s > -(n-1)/2

Units.     V_t and v_0 in (unit of x)^2; n >= 2 and t >= 0 are counts, c > 0 a number, s any real order above
           -(n-1)/2 and u >= 0 another.
Assumed.   Normal draws.  A law with the same mean and variance has the same E[V_t], the case s = 1, and
           in general no other moment in common.
See also.  moment_growth, for what the orders 1/2, 1, 2, 3 and -1 say.
"""

from sympy import Integer, gamma

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
from collapse_math.quantities import integer, real
from derivations.gaussian.setting import COMPOSE, TRUTH, c, m, m_0, n, normal_refit, refit, t, v, v_0

s = real("s")  # order of the moment
u = real("u", at_least=0)  # of another
t_1 = integer("t", at_least=1)

theorem = Theorem(
    "gaussian.all_moments",
    says="c V_{t+1}/V_t is chi-square with n - 1 degrees of freedom, and E[V_t^s] = v_0^s m_s^t for s > -(n-1)/2",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, FIXED_DIVISOR, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, s, u, c, v_0),
    conditions=(s > -(n - 1)/2,),
    catalogue=("A1", "A2", "B1", "B2"),
)

# 1. For normal draws c V'/V is chi-square (Cochran), with as many degrees of freedom as it has on average, given the
#    fit, for draws of any law.
keep = theorem.expectation("one refit, any law", v, after=refit(c), equals=(n - 1) * v/c)
law = theorem.by_axiom("c V'/V is chi-square", COCHRAN, given=(keep,), equals=n - 1)
theorem.equation("mean of c V'/V", c * keep.right/v, law.right, given=(keep, law))

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

# 4. The ratio (V'/V)^s has the mean m_s whatever the present fit is.  So, for a function of that fit or of any
#    before it, such as V^u, the mean of the product is m_s times the mean of the function: independence.
given_fit = theorem.equation("the mean of the ratio, given the fit", one.right/v**s, m_s, given=(one,))
m_u = m_s.xreplace({s: u})
other = theorem.expectation("a moment of the fit", v**u, after=normal_refit(c), equals=m_u * v**u)
(before,) = theorem.over_generations(t, {other: m_u**t * v_0**u}, start=TRUTH, uses=COMPOSE)
joint = theorem.by_linearity(
    "the ratio with the fit before it",
    given_fit.right * v**u,
    {before: given_fit.right},
    rest=Integer(0),
    equals=m_s * m_u**t * v_0**u,
)
apart = theorem.equation(
    "the mean of the product is that of the means", joint.right/before.right, m_s, given=(joint, before, given_fit)
)

# 5. The law is free of the fit, and so it is that of c V_{t+1}/V_t for every t.  Its mean, for s = 1 and u = 0, is
#    indeed the same at every t.
at_all = theorem.cites(joint, {s: Integer(1), u: Integer(0)})
law_at_all = theorem.equation("mean of c V_{t+1}/V_t", c * at_all.right, law.right, given=(at_all, law))

first = Observed("gaussian", "refit_ratios", "chi-square", {n: 4, c: 3, t_1: 1}, scale=c)
each = Observed("gaussian", "refit_ratios", "chi-square", {n: 4, c: 3}, scale=c)
theorem.concludes("degrees_of_freedom", "degrees of freedom of c V_1/v_0", law, first)
theorem.concludes("degrees_of_freedom_at_every_refit", "degrees of freedom of c V_{t+1}/V_t", law_at_all, each)
theorem.concludes("moment", "E[V_t^s]", moment)
theorem.concludes("independence", "E[(V_{t+1}/V_t)^s V_t^u]/E[V_t^u]", apart)

if __name__ == "__main__":
    theorem.main()
