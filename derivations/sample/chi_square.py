"""All moments of a chi-square variable, of whatever order, from Euler's integral.

Setting.  X is chi-square with nu degrees of freedom: it has the density

    f(x) = x^(nu/2 - 1) exp(-x/2) / (2^(nu/2) Gamma(nu/2)),    x > 0.

    Theorem    E[X^s] = 2^s Gamma(nu/2 + s) / Gamma(nu/2)      for s > -nu/2
    Corollary  (nu/2 + s) E[X^s] -> 2^(-nu/2)/Gamma(nu/2) > 0 as s comes down to -nu/2

Units.     X has none; nu >= 1 counts degrees of freedom, s is any real number above -nu/2.
Assumed.   Nothing about data: this is a statement about one law, which Cochran's theorem ties to samples.
Note.      So E[X^s] grows beyond all bounds on the way to -nu/2.  Where X < 1 it rises as s falls, so that there
           is no finite moment at -nu/2 nor beyond: E[1/X], the case s = -1, is infinite for nu = 1 and 2.
"""

from sympy import Integer, Integral, Rational, exp, gamma, oo

from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import EULER_INTEGRAL, factor, rate, x, z
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

# 3. Near -nu/2 the moment has a pole: Gamma(z + 1) = z Gamma(z) at z = nu/2 + s leaves what does not vanish.
pole = theorem.equation(
    "distance from the end times moment",
    (half + s) * moment.right,
    2**s * gamma(half + s + 1)/gamma(half),
    given=(moment,),
)

theorem.concludes("moment", "E[X^s]", moment)
theorem.concludes("pole", "(nu/2 + s) E[X^s]", pole)

if __name__ == "__main__":
    theorem.main()
