"""The root of an unbiased variance is too small: the sample deviation of normal draws and its factor c4.

Setting.  S^2 = SS/(n-1) is the unbiased variance of n independent normal draws with variance v_0.

    Theorem    E[S] = c4 sqrt(v_0),   c4 = sqrt(2/(n-1)) Gamma(n/2)/Gamma((n-1)/2)
    Size       sqrt((n-2)/(n-1)) < c4 < 1      (the lower bound for n >= 3)

Units.     S in (unit of x), v_0 in its square; c4 has none; n >= 2 counts draws.
Assumed.   Independent normal draws with variance v_0; nothing for the bounds of c4, which is a number.
See also.  deviation_bias, for 1 - c4 = 1/(4n) + O(1/n^2).
"""

from sympy import Integer, Rational, gamma, sqrt

from collapse_math.assumptions import GAUSSIAN_DRAWS, INDEPENDENT_DRAWS, MATCHING_MOMENTS
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import GAMMA_RATIO
from collapse_math.lemmas import s as shift
from collapse_math.lemmas import z as argument
from collapse_math.observed import Observed
from collapse_math.quantities import integer, real
from derivations.sample import chi_square, normal_sample
from derivations.sample.setting import n, v_0

n_3 = integer("n", at_least=3)
half = Rational(1, 2)

theorem = Theorem(
    "sample.deviation",
    says="E[S] = c4 sqrt(v_0) with sqrt((n-2)/(n-1)) < c4 < 1: a root of something unbiased is too small",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS),
    symbols=(n, v_0),
    catalogue=("A2",),
    sources=(Source("Student", 1908, "Biometrika 6, 1-25, sections I and II"),),
)

# 1. The moment of order 1/2 of the chi-square law of SS/v_0.
law = theorem.cites(normal_sample.law)
root = theorem.cites(chi_square.moment, {chi_square.nu: law.right, chi_square.s: half})
c4 = sqrt(2/(n - 1)) * gamma(n/2)/gamma((n - 1)/2)
deviation = theorem.equation("mean of S", sqrt(v_0/(n - 1)) * root.right, c4 * sqrt(v_0), given=(law, root))

# 2. Wendel's inequality Gamma(z + 1/2) < sqrt(z) Gamma(z) bounds c4 on both sides: at z = (n-1)/2, and at
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

# One fit with the divisor n - 1 = 3 to four points; the square of S has the mean v_0.
at = {n: 4, integer("t", at_least=0): 1, real("c", above=0): 3, v_0: 2}
seen = Observed("gaussian", "standard_deviations", "mean", at, v_0 * (1 - c4**2))
theorem.concludes("mean_of_sample_deviation", "E[S]", deviation, seen)
theorem.concludes("upper_bound_of_c4", "c4", below_one)
theorem.concludes("lower_bound_of_c4", "sqrt((n-2)/(n-1))", above_root)

if __name__ == "__main__":
    theorem.main()
