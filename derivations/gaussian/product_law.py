"""The whole law of the variance: a product of chi-square variables; after two refits its density is a Bessel function.

Setting.  As in all_moments, with divisor n - 1.  Let a = (n-1)/2, and Y_t = a^t V_t/v_0.

    Theorem    E[Y_t^s] = (Gamma(a + s)/Gamma(a))^t for s > -a
               Y_t has the law of a product of t independent gamma variables of shape a
    Corollary  Y_2 has the density f(y) = 2 y^(a-1) K_0(2 sqrt y)/Gamma(a)^2, and V_2 the density a^2 f(a^2 x/v_0)/v_0

Units.     V_t, v_0 and x in (unit of x)^2; Y_t and y have none; n >= 2 and t >= 0 are counts.
Assumed.   Normal draws.
Method.    Moments of all orders s around 0, whole or not, determine a law.  Whole orders alone, E[Y_t^k], would not do
           for t >= 3: they grow like (k!)^t, too fast for Carleman's condition.
Note.      K_0(2 sqrt y) grows like log(1/y)/2 as y -> 0: for n = 3, where V_1 is exponential, the density of V_2 is
           already infinite at 0.  For t >= 3 the density is a Meijer G-function, the inverse Mellin transform of the
           moments.
"""

from sympy import Integer, Integral, Product, besselk, gamma, oo, sqrt

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FIXED_DIVISOR,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.axioms import MELLIN_TRANSFORM
from collapse_math.claims import ByLemma, Induction
from collapse_math.derivation import Theorem
from collapse_math.lemmas import MELLIN_BESSEL, factor, x, z
from collapse_math.moments import ChiSquareProduct, Refit
from collapse_math.quantities import integer, real
from derivations.gaussian import all_moments
from derivations.gaussian.all_moments import s
from derivations.gaussian.setting import COMPOSE, c, n, t, v_0

a = (n - 1)/2
j = integer("j", at_least=1)
y = real("y", above=0)

theorem = Theorem(
    "gaussian.product_law",
    says="a^t V_t/v_0 is a product of t gamma variables of shape a = (n-1)/2; for t = 2 its density contains K_0",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, FIXED_DIVISOR, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, s, v_0),
    conditions=(s > -a,),
    catalogue=("B11",),
)

# 1. The moments, by all_moments.
moment = theorem.cites(all_moments.moment, {c: n - 1})
whole = theorem.equation(
    "moments of Y_t", a ** (s * t) * moment.right/v_0**s, (gamma(a + s)/gamma(a))**t, given=(moment,)
)

# 2. Those of a product of independent gamma variables, halves of chi-square variables with n - 1 degrees of freedom.
factors = ChiSquareProduct("W", n - 1, j, Integer(1), t)
product = Refit({y: factors.value/2**t}, (factors,))
one = 2**s * gamma(a + s)/gamma(a)
factor_by_factor = Product(one, (j, 1, t))/2 ** (s * t)
independent = theorem.expectation("moments of the product", y**s, after=product, equals=factor_by_factor)
gammas = theorem.equation(
    "all factors are alike", factor_by_factor, (gamma(a + s)/gamma(a))**t, how=Induction(t), given=(independent,)
)
gap = theorem.equation("both agree", gammas.right - whole.right, Integer(0), given=(gammas, whole))
law = theorem.by_axiom("Y_t is such a product", MELLIN_TRANSFORM, given=(gammas, gap), equals=gammas.right)

# 3. After two refits: the moments of the density with K_0.
density = 2 * x ** (a - 1) * besselk(0, 2 * sqrt(x))/gamma(a)**2
bessel = theorem.equation(
    "moments of the density",
    Integral(x**s * density, (x, 0, oo)),
    gamma(a + s)**2/gamma(a)**2,
    how=ByLemma(MELLIN_BESSEL, {z: a + s, factor: 2/gamma(a)**2}),
)
twice = theorem.cites(whole, {t: Integer(2)})
no_gap = theorem.equation("they agree, too", bessel.right - twice.right, Integer(0), given=(bessel, twice))
after_two = theorem.by_axiom(
    "so this is the density of Y_2", MELLIN_TRANSFORM, given=(bessel, no_gap), equals=bessel.right
)
mass = theorem.cites(bessel, {s: Integer(0)})
total = theorem.equation("it is a density", mass.right, Integer(1), given=(mass, after_two))

theorem.concludes("moments", "E[Y_t^s]", whole)
theorem.concludes("moments_of_product", "E of the product of t gamma variables, to the power s", gammas)
theorem.concludes("law", "E[Y_t^s], that of the product", law)
theorem.concludes("law_after_two", "E[Y_2^s], that of the density", after_two)
theorem.concludes("moments_of_density", "the integral of y^s f(y)", bessel)
theorem.concludes("mass", "the integral of f(y)", total)

if __name__ == "__main__":
    theorem.main()
