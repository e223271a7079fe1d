"""The logarithm of a chi-square variable: its mean is digamma + log 2, its variance trigamma, at nu/2.

Setting.  X is chi-square with nu degrees of freedom.

    Theorem    E[log X]   = psi(nu/2) + log 2
               Var[log X] = psi_1(nu/2)
    Corollary  E[log X] < log nu - 1/nu      the mean of the logarithm lies below the log of the mean

Units.     log X is in natural units; nu >= 1 counts degrees of freedom.
Assumed.   Nothing about data.
Method.    E[X^s] = E[exp(s log X)] generates the moments of log X: differentiate at s = 0.
"""

from sympy import Rational, log, polygamma

from collapse_math.axioms import MOMENTS_OF_LOGARITHM
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import PSI_BELOW_LOG, z
from collapse_math.quantities import real
from derivations.sample import chi_square
from derivations.sample.chi_square import nu

s = real("s", above=Rational(-1, 2), below=Rational(1, 2))  # around 0, where all moments exist
half = nu/2
psi, psi_1 = polygamma(0, half), polygamma(1, half)

theorem = Theorem(
    "sample.log_chi_square",
    says="E[log X] = psi(nu/2) + log 2 and Var[log X] = psi_1(nu/2) for a chi-square X with nu degrees of freedom",
    assumes=(),
    symbols=(nu,),
    catalogue=("A3",),
    sources=(Source("Johnson, Kotz and Balakrishnan", 1994, "Continuous Univariate Distributions 1, chapter 18"),),
)

# 1. Differentiate the moment of order s twice, for s around 0.
moment = theorem.cites(chi_square.moment, {chi_square.s: s})
log_weight = polygamma(0, half + s) + log(2)
slope = theorem.derivative("first derivative", moment.right, s, moment.right * log_weight)
bend = theorem.derivative(
    "second derivative", slope.right, s, moment.right * (log_weight**2 + polygamma(1, half + s))
)

# 2. At s = 0 the derivatives are the moments of log X.
mean = theorem.by_axiom("mean of log X", MOMENTS_OF_LOGARITHM, given=(moment, slope), equals=psi + log(2))
square = theorem.by_axiom(
    "mean square of log X", MOMENTS_OF_LOGARITHM, given=(moment, slope, bend), equals=(psi + log(2))**2 + psi_1
)
variance = theorem.equation("variance of log X", square.right - mean.right**2, psi_1, given=(mean, square))

# 3. How far the mean lies below log nu: psi(z) < log z - 1/(2z) at z = nu/2.
below = theorem.inequality("psi from above", psi, "<", log(half) - 1/nu, how=ByLemma(PSI_BELOW_LOG, {z: half}))
gap = theorem.inequality("below log E[X]", mean.right, "<", log(nu) - 1/nu, given=(below,))

theorem.concludes("mean", "E[log X]", mean)
theorem.concludes("mean_square", "E[(log X)^2]", square)
theorem.concludes("variance", "Var[log X]", variance)
theorem.concludes("upper_bound_of_mean", "E[log X]", gap)

if __name__ == "__main__":
    theorem.main()
