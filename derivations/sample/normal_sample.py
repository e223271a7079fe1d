"""Mean and variance of a normal sample: a normal and a chi-square variable, independent of each other.

Setting.  x_1, ..., x_n are independent normal draws with mean m_0 and variance v_0; SS is their sum of
squares about their average, and S^2 = SS/(n-1) their variance with divisor n - 1.

    Theorem    SS/v_0 is chi-square with n - 1 degrees of freedom
    Corollary  E[S^2]   = v_0                    Var[S^2] = 2 v_0^2/(n - 1)
               E[S]     = c4 sqrt(v_0),          c4 = sqrt(2/(n-1)) Gamma(n/2)/Gamma((n-1)/2)
               E[1/S^2] = (n-1)/((n-3) v_0)      for n >= 4; infinite for n = 2 and 3
    Size       sqrt((n-2)/(n-1)) < c4 < 1        for n >= 3: a root of something unbiased is too small

Units.     S in (unit of x), S^2 and v_0 in its square; c4 has none; n >= 2 counts draws.
Assumed.   Independent normal draws with mean m_0 and variance v_0.
Two ways.  Var[S^2] comes from the chi-square law and again from the fourth moment of a normal draw.
"""

from sympy import Expr, Integer, Rational, gamma, sqrt

from collapse_math.assumptions import GAUSSIAN_DRAWS, INDEPENDENT_DRAWS, MATCHING_MOMENTS
from collapse_math.axioms import COCHRAN, GAMMA_RATIO
from collapse_math.axioms import s as shift
from collapse_math.axioms import z as argument
from collapse_math.claims import ByLemma
from collapse_math.derivation import Fact, Theorem
from collapse_math.ledger import Source
from collapse_math.moments import Refit, StandardNormal
from collapse_math.observed import Observed
from collapse_math.quantities import Quantity, integer, real
from derivations.sample import chi_square, iid_sample
from derivations.sample.setting import ONE_REFIT, m_0, n, v_0

n_3, n_4 = integer("n", at_least=3), integer("n", at_least=4)
x = real("x")
half = Rational(1, 2)

theorem = Theorem(
    "sample.normal_sample",
    says="SS/v_0 is chi-square with n - 1 degrees of freedom; E[S] = c4 sqrt(v_0), Var[S^2] = 2 v_0^2/(n - 1)",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS),
    symbols=(n, v_0),
    catalogue=("A1", "A2"),
    sources=(Source("Student", 1908, "Biometrika 6, 1-25, sections I and II"),),
)

# 1. The law: Cochran's theorem says chi-square, and the mean of SS, of any law, says with how many degrees.
squares = theorem.cites(iid_sample.level)
degrees = theorem.equation("mean of SS/v_0", squares.right/v_0, n - 1, given=(squares,))
law = theorem.by_axiom("SS/v_0 is chi-square", COCHRAN, given=(degrees,), equals=n - 1)


def moment(order: Expr, size: Quantity = n) -> Fact:
    """E[(SS/v_0)^order], a moment of the chi-square law."""
    return theorem.cites(chi_square.moment, {chi_square.nu: size - 1, chi_square.s: order})


# 2. Mean and variance of S^2 = v_0 X/(n-1), where X is chi-square: the moments of order 1 and 2.
first, second = moment(Integer(1)), moment(Integer(2))
mean = theorem.equation("mean of S^2", v_0 * first.right/(n - 1), v_0, given=(law, first))
spread = theorem.equation(
    "variance of S^2",
    (second.right - first.right**2) * (v_0/(n - 1))**2,
    2 * v_0**2/(n - 1),
    given=(law, first, second),
)

# 3. The same without the chi-square law: a normal draw x has E[(x - m_0)^4] = 3 v_0^2.
noise = StandardNormal("Z")
draw = Refit({x: m_0 + sqrt(v_0) * noise.value}, (noise,), {x: (GAUSSIAN_DRAWS,)})
fourth = theorem.expectation("fourth central moment", (x - m_0)**4, after=draw, equals=3 * v_0**2)
any_law = theorem.cites(iid_sample.spread, {iid_sample.mu_4: fourth.right})
theorem.equation(
    "variance of S^2 by the other way", any_law.right, spread.right, given=(any_law, fourth, spread)
)

# 4. The root of S^2: order 1/2.
root = moment(half)
c4 = sqrt(2/(n - 1)) * gamma(n/2)/gamma((n - 1)/2)
deviation = theorem.equation("mean of S", sqrt(v_0/(n - 1)) * root.right, c4 * sqrt(v_0), given=(law, root))

# 5. Wendel's inequality Gamma(z + 1/2) < sqrt(z) Gamma(z) bounds c4 on both sides: at z = (n-1)/2, and at
#    z = (n-2)/2, where the left side is the lower of the two Gamma values in c4.
above = theorem.inequality(
    "Gamma(n/2) from above",
    gamma(n/2),
    "<",
    sqrt((n - 1)/2) * gamma((n - 1)/2),
    how=ByLemma(GAMMA_RATIO, {argument: (n - 1)/2, shift: half}),
)
below_one = theorem.inequality("c4 from above", c4, "<", Integer(1), given=(above,))
below = theorem.inequality(
    "Gamma((n-1)/2) from above",
    gamma((n_3 - 1)/2),
    "<",
    sqrt((n_3 - 2)/2) * gamma((n_3 - 2)/2),
    how=ByLemma(GAMMA_RATIO, {argument: (n_3 - 2)/2, shift: half}),
)
above_root = theorem.inequality(
    "c4 from below", sqrt((n_3 - 2)/(n_3 - 1)), "<", c4.xreplace({n: n_3}), given=(below,)
)

# 6. The inverse of S^2: order -1, which the law has from 3 degrees of freedom on.
inverted = moment(Integer(-1), size=n_4)
inverse = theorem.equation(
    "mean of 1/S^2",
    (n_4 - 1) * inverted.right/v_0,
    (n_4 - 1)/((n_4 - 3) * v_0),
    given=(law, inverted),
)

# A simulation refits with divisor n unless told otherwise, so that SS/v_0 is n times its ratio of variances.
law_of_ratio = Observed("gaussian", "refit_ratios", "chi-square", ONE_REFIT, scale=n)
theorem.concludes("degrees_of_freedom", "degrees of freedom of SS/v_0", law, law_of_ratio)
theorem.concludes("mean_of_sample_variance", "E[S^2]", mean)
theorem.concludes("variance_of_sample_variance", "Var[S^2]", spread)
theorem.concludes("mean_of_sample_deviation", "E[S]", deviation)
theorem.concludes("upper_bound_of_c4", "c4", below_one)
theorem.concludes("lower_bound_of_c4", "sqrt((n-2)/(n-1))", above_root)
theorem.concludes("mean_of_inverse_variance", "E[1/S^2]", inverse)

if __name__ == "__main__":
    theorem.main()
