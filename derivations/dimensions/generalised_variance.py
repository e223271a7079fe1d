"""The volume that a refitted normal law fills collapses on average even where its covariance matrix does not.

Setting.  A normal law is refitted to n of its own draws with divisor c.  D = det Sigma is the generalised variance of
k >= 2 coordinates, n > k; the volume of an ellipsoid of concentration is a constant times its root.

    Theorem    c^k D_{t+1}/D_t is a product of independent chi-squares with n - 1, ..., n - k degrees of freedom
               E[D_t^s] = m_s^t D_0^s,   m_s = (2/c)^(k s) prod_(i <= k) Gamma((n-i)/2 + s)/Gamma((n-i)/2)
    c = n - 1  E[D_t] <= (1 - 1/(n-1))^t D_0, although E[Sigma_t] = Sigma_0
    Any c      E[D_t] = f^t det E[Sigma_t] with f = (1 - 1/(n-1))...(1 - (k-1)/(n-1)), the share for c = n - 1: at
               every refit a volume loses that share more than the mean covariances say

Units.     D in (unit of x)^(2 k); n, k and t >= 0 are counts, c > 0 a number, s > -(n-k)/2 any order.
Assumed.   Normal draws for moments of any order; the mean, s = 1, is the same for draws of any law (minors).
"""

from sympy import Integer, Product, gamma

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FIXED_DIVISOR,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.claims import Induction, Telescope
from collapse_math.derivation import Theorem
from collapse_math.quantities import integer, real
from derivations.dimensions import minors
from derivations.dimensions.setting import COMPOSE, D_0, D, c, d, i, mean_of, n, normal_refit, t
from derivations.dimensions.setting import k as any_k

k = integer("k", at_least=2)  # coordinates
s = real("s")  # order of the moment

theorem = Theorem(
    "dimensions.generalised_variance",
    says="E det Sigma_t falls like (1 - 1/(n-1))^t or faster for c = n - 1, where E Sigma_t stays; all moments of det",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, FIXED_DIVISOR, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, k, t, s, c, D_0),
    conditions=(n > k, s > -(n - k)/2),
    catalogue=("F2", "A5"),
)

# 1. All moments: a refit multiplies D by a product of chi-square variables (Bartlett), and generations compose.
m_s = Product(2**s * gamma((n - i)/2 + s)/gamma((n - i)/2), (i, 1, k))/c**(k * s)
one = theorem.expectation("one refit multiplies by m_s", D**s, after=normal_refit(c, k), equals=m_s * D**s)
(moment,) = theorem.over_generations(t, {one: m_s**t * D_0**s}, start={D: D_0}, uses=COMPOSE)

# 2. The mean is that of draws of any law, which no moment beyond the second knows.
whole = theorem.expectation(
    "the mean of D'", D, after=normal_refit(c, k), equals=Product(n - i, (i, 1, k))/c**k * D
)
share = Product((n - i)/c, (i, 1, k))
factor = theorem.cites(minors.factor, {any_k: k})
mean = theorem.cites(minors.minor, {any_k: k, minors.D_0: D_0})
theorem.equation("one and the same", whole.right/D, factor.left, given=(whole, factor))
closed = theorem.equation(
    "as a ratio of Gamma values", share, gamma(n)/(c**k * gamma(n - k)), how=Telescope(c**(1 - i)/gamma(n - i + 1))
)

# 3. det E[Sigma_t] is ((n-1)/c)^(k t) D_0.  What E[D_t] loses on top of that is the same for every divisor.
f = Product(1 - i/(n - 1), (i, 0, k - 1))
extra = theorem.equation("beyond the mean covariances", ((n - 1)/c)**k * f, share, how=Induction(k), given=(mean,))
below = theorem.inequality("which is a loss", f, "<=", 1 - 1/(n - 1), how=Induction(k), given=(extra,))
positive = theorem.inequality("though not of everything", f, ">", Integer(0), how=Induction(k), given=(extra,))

#    With c = n - 1 the mean covariances stay, and that loss is all.
unbiased = theorem.cites(minors.for_n_1, {any_k: k})
decay = theorem.inequality(
    "so E[D_t] falls for c = n - 1",
    f**t * D_0,
    "<=",
    (1 - 1/(n - 1))**t * D_0,
    how=Induction(t),
    given=(below, positive, unbiased),
)

square = Product((n - i) * (n - i + 2)/c**2, (i, 1, k))**t * D_0**2
theorem.concludes("moment", "E[D_t^s]", moment)
theorem.concludes(
    "expected_determinant",
    "E[D_t]",
    mean,
    mean_of("determinants", {n: 6, c: 5, k: 3, d: 3, t: 2, D_0: 5}, square - mean.right**2),
)
theorem.concludes("factor", "E[D_{t+1}]/E[D_t]", closed)
theorem.concludes("factor_beyond_the_mean_covariances", "E[D_{t+1}]/E[D_t]", extra)
theorem.concludes("upper_bound_of_that_factor", "f", below)
theorem.concludes("lower_bound_of_that_factor", "f", positive)
theorem.concludes("decay_for_unbiased_divisor", "E[D_t] for c = n - 1", decay)

if __name__ == "__main__":
    theorem.main()
