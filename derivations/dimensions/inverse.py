"""The inverse covariance grows on average, whichever divisor is used, and the faster the more dimensions there are.

Setting.  A normal law in d dimensions is refitted to n > d of its own draws with divisor c.  u = a'Sigma^-1 a is the
inverse covariance along a fixed vector a; a symmetric matrix is known once it is known along every vector.

    Theorem    c u_0/u_1 is chi-square with n - d degrees of freedom, whatever the fit before it is
               E[Sigma_t^-1] = h^t Sigma_0^-1,   h = c/(n-d-2),   for n >= d + 3
    c = n      h = n/(n-d-2) > 1
    c = n - 1  h = (n-1)/(n-d-2) > 1: the average of Sigma_t stays, that of its inverse explodes

Units.     Sigma^-1 in 1/(unit of x)^2; n, d and t >= 0 are counts, c > 0 a number.
Assumed.   Normal draws.
Why.       The inverse sees the narrowest direction of all: u/u' compares two spreads along a direction in which the
           other d - 1 coordinates have been fitted away, which takes d - 1 degrees of freedom.
"""

from fractions import Fraction

from sympy import Integer

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FIXED_DIVISOR,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.derivation import Theorem
from collapse_math.matrix_axioms import INVERSE_OF_COVARIANCE
from collapse_math.observed import Observed
from collapse_math.quantities import Quantity
from derivations.dimensions.setting import (
    COMPOSE,
    FINITE_INVERSE,
    INFINITE,
    c,
    d,
    inverse_refit,
    mean_of,
    n,
    t,
    u,
    u_0,
)

theorem = Theorem(
    "dimensions.inverse",
    says="E[Sigma_t^-1] = (c/(n-d-2))^t Sigma_0^-1: the inverse grows on average even where Sigma itself stays",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, FIXED_DIVISOR, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, d, t, c, u_0),
    conditions=FINITE_INVERSE,
    catalogue=("F1", "A4"),
    outside=INFINITE,
)

# 1. The law of one refit.  The mean of c u/u' is its degrees of freedom.
ratio = theorem.expectation("mean of 1/u'", 1/u, after=inverse_refit(), equals=(n - d)/(c * u))
degrees = theorem.equation("mean of c u/u'", c * u * ratio.right, n - d, given=(ratio,))
law = theorem.by_axiom("c u/u' is chi-square", INVERSE_OF_COVARIANCE, given=(degrees,), equals=n - d)

# 2. Its inverse moment, which exists from 3 degrees on; generations compose.
h = c/(n - d - 2)
grow = theorem.expectation("one refit multiplies by h", u, after=inverse_refit(), equals=h * u)
(inverse,) = theorem.over_generations(t, {grow: h**t * u_0}, start={u: u_0}, uses=COMPOSE)

# 3. The two usual divisors.
h_n, h_n_1 = h.xreplace({c: n}), h.xreplace({c: n - 1})
for_n = theorem.equation("for c = n", inverse.right.xreplace({c: n}), (n/(n - d - 2))**t * u_0, given=(inverse,))
for_n_1 = theorem.equation(
    "for c = n - 1", inverse.right.xreplace({c: n - 1}), ((n - 1)/(n - d - 2))**t * u_0, given=(inverse,)
)
grows_n = theorem.inequality("h for c = n", h_n, ">", Integer(1), given=(for_n,))
grows_n_1 = theorem.inequality("h for c = n - 1", h_n_1, ">", Integer(1), given=(for_n_1,))

# A simulation sees E[u_t] where E[u_t^2] exists, for n >= d + 5.
square = (c**2/((n - d - 2) * (n - d - 4)))**t * u_0**2
# The first entry of the inverse of ((2, 1), (1, 3)) is 3/5.
at: dict[Quantity, int | Fraction] = {n: 10, d: 3, t: 2, c: 10, u_0: Fraction(3, 5)}
theorem.concludes(
    "degrees_of_freedom",
    "degrees of freedom of c u_0/u_1",
    law,
    Observed("multivariate", "ratios_of_inverse_entries", "chi-square", {n: 6, d: 3, c: 5, t: 1}, scale=c),
)
theorem.concludes(
    "expected_inverse",
    "E[Sigma_t^-1]",
    inverse,
    mean_of("inverse_entries", at, square - inverse.right**2),
)
theorem.concludes("expected_inverse_for_divisor_n", "E[Sigma_t^-1] for c = n", for_n)
theorem.concludes("expected_inverse_for_unbiased_divisor", "E[Sigma_t^-1] for c = n - 1", for_n_1)
theorem.concludes("growth_for_divisor_n", "h for c = n", grows_n)
theorem.concludes("growth_for_unbiased_divisor", "h for c = n - 1", grows_n_1)

if __name__ == "__main__":
    theorem.main()
