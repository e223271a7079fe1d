"""All moments of a chi-square variable, of whatever order, from Euler's integral.

Setting.  X is chi-square with nu degrees of freedom: it has the density

    f(x) = x^(nu/2 - 1) exp(-x/2) / (2^(nu/2) Gamma(nu/2)),    x > 0.

    Theorem    E[X^s] = 2^s Gamma(nu/2 + s) / Gamma(nu/2)      for s > -nu/2

Units.     X has none; nu >= 1 counts degrees of freedom, s is any real number above -nu/2.
Assumed.   Nothing about data: this is a statement about one law, which Cochran's theorem ties to samples.
Not said.  What happens at or below s = -nu/2, where the integral diverges at x = 0.  So E[1/X], the case
           s = -1, is finite from nu = 3 on.
"""

from sympy import Integer, Integral, Rational, exp, gamma, oo

from collapse_math.axioms import EULER_INTEGRAL, factor, rate, x, z
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.quantities import integer, real

nu = integer("nu", at_least=1)  # degrees of freedom
s = real("s")  # order of the moment
half = nu/2

theorem = Theorem(
    "sample.chi_square",
    says="E[X^s] = 2^s Gamma(nu/2 + s)/Gamma(nu/2) for a chi-square X with nu degrees of freedom and s > -nu/2",
    assumes=(),
    symbols=(nu, s),
    conditions=(s > -half,),
    catalogue=("A2",),
    sources=(Source("Johnson, Kotz and Balakrishnan", 1994, "Continuous Univariate Distributions 1, chapter 18"),),
)

# 1. The density has mass 1: Euler's integral at z = nu/2, rate 1/2.
scale = 1/(2**half * gamma(half))
density = scale * x**(half - 1) * exp(-x/2)
whole = theorem.equation(
    "the density has mass 1",
    Integral(density, (x, 0, oo)),
    Integer(1),
    how=ByLemma(EULER_INTEGRAL, {factor: scale, z: half, rate: Rational(1, 2)}),
)

# 2. A moment is the same integral at z = nu/2 + s, which has to be positive.
moment = theorem.equation(
    "moment of order s",
    Integral(x**s * density, (x, 0, oo)),
    2**s * gamma(half + s)/gamma(half),
    how=ByLemma(EULER_INTEGRAL, {factor: scale, z: half + s, rate: Rational(1, 2)}),
    given=(whole,),
)

theorem.concludes("moment", "E[X^s]", moment)

if __name__ == "__main__":
    theorem.main()
