"""How far one refit takes a round normal law in the plane from the truth, in Wasserstein's distance.

Setting.  The truth is normal in the plane with covariance v_0 times 1.  One generation of n >= 3 points is drawn from
it, real data therefore, and mean and covariances are fitted with divisor c.  W2 is the 2-Wasserstein distance of that
fit from the truth, and nu = n - 1.

    Theorem    E[tr Sigma_1^(1/2)] = sqrt(2 v_0/c) Gamma(nu + 1/2)/Gamma(nu) F,   F = 2F1(-1/2, nu-1; nu; -1)
               E[W2^2] = 2 v_0/n + 2 v_0 nu/c + 2 v_0 - 2 sqrt(v_0) E[tr Sigma_1^(1/2)]
    c = n - 1  E[W2^2] = v_0 (2/n + 4 - 2 sqrt(2/nu) Gamma(nu + 1/2)/Gamma(nu) F)

Units.     W2^2 and v_0 in (unit of x)^2; n is a count, c > 0 a number.
Assumed.   Normal draws, and a round truth: after one refit the fit is no longer round, so that this says nothing of the
           second refit.
Why.       The square of tr Sigma^(1/2), a sum of two roots, is tr Sigma + 2 sqrt(det Sigma) = tr Sigma (1 + B), and the
           trace is independent of the shape B.
"""

from sympy import Integer, Integral, Rational, gamma, hyper, sqrt

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FIXED_DIVISOR,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.lemmas import EULER_HYPERGEOMETRIC, z
from collapse_math.lemmas import s as share
from collapse_math.matrix_axioms import COUPLING_OF_NORMAL_LAWS, SPHERICITY
from collapse_math.moments import ChiSquare, Refit, Sample
from collapse_math.quantities import integer, real
from derivations.dimensions import covariance, minors
from derivations.dimensions.setting import D, c, d, k, m, m_0, mean_of, q, q_0, r, r_0, t, v, v_0, w_0
from derivations.dimensions.setting import n as any_n

n = integer("n", at_least=3)
roots = real("roots", at_least=0)  # tr Sigma^(1/2), the sum of the roots of both eigenvalues

theorem = Theorem(
    "dimensions.wasserstein",
    says="E[W2^2] after one refit of a round normal law in the plane, through a hypergeometric function",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, FIXED_DIVISOR, CONSTANT_SIZE),
    symbols=(n, c, v_0),
    catalogue=("F7",),
)
nu = n - 1
F = hyper([-Rational(1, 2), nu - 1], [nu], -1)

# 1. The shape B = 2 sqrt(det)/tr has the density (nu - 1) b^(nu - 2): the mean of sqrt(1 + B) is Euler's integral.
bend = theorem.equation(
    "mean of sqrt(1 + B)",
    Integral((nu - 1) * share**(nu - 2) * sqrt(1 + share), (share, 0, 1)),
    F,
    how=ByLemma(EULER_HYPERGEOMETRIC, {z: nu - 1}),
)

# 2. The trace is v X/c, independent of the shape, so that tr Sigma^(1/2) = sqrt(v X/c) sqrt(1 + B).
size, shape = ChiSquare("X", 2 * nu), Sample("S", Integer(1), bend.right, {})
fit = Refit(
    {roots: sqrt(v * size.value/c) * shape.power_sum(1)}, (size, shape), {roots: (FIXED_DIVISOR,)}, (CONSTANT_SIZE,),
    by=SPHERICITY,
)
root = sqrt(2/c) * gamma(nu + Rational(1, 2))/gamma(nu) * F
one = theorem.expectation("mean of tr Sigma^(1/2)", roots, after=fit, equals=sqrt(v) * root)

#    The same form gives the mean of det Sigma = (v X B/(2 c))^2, which is known for draws of any law (minors): b^2 has
#    the mean (nu-1)/(nu+1) under that density.
ratio = Sample("B", Integer(1), (nu - 1)/nu, {2: (nu - 1)/(nu + 1) - ((nu - 1)/nu)**2})
area = Refit(
    {D: (v * size.value/(2 * c))**2 * ratio.power_sum(2)}, (size, ratio), {D: (FIXED_DIVISOR,)}, (CONSTANT_SIZE,),
    by=SPHERICITY,
)
flat = theorem.expectation("mean of det Sigma", D, after=area, equals=nu * (nu - 1)/c**2 * v**2)
plane = theorem.cites(minors.keep, {any_n: n, k: Integer(2)})
theorem.equation("as by the law of minors", flat.right/v**2, plane.right/minors.D, given=(flat, plane))

# 3. The distance, with E|mu|^2 and E tr Sigma from the first theorem of this chapter, twice one coordinate each.
within, between = theorem.cites(covariance.keep, {any_n: n}), theorem.cites(covariance.wander, {any_n: n})
truth = {m: m_0, q: q_0, r: v_0}
closed = 2 * v_0/n + 2 * v_0 * nu/c + 2 * v_0 - 2 * v_0 * root
parts = theorem.equation(
    "expectation of the squared distance",
    2 * (between.right + within.right).xreplace(truth) + 2 * v_0 - 2 * sqrt(v_0) * one.right.xreplace({v: v_0}),
    closed,
    given=(within, between, one),
)
distance = theorem.by_axiom("squared distance", COUPLING_OF_NORMAL_LAWS, given=(parts,), equals=closed)
unbiased = theorem.equation(
    "for c = n - 1",
    distance.right.xreplace({c: nu}),
    v_0 * (2/n + 4 - 2 * sqrt(2/nu) * gamma(nu + Rational(1, 2))/gamma(nu) * F),
    given=(distance,),
)

# Held against a simulation: in units of v_0 and with eigenvalues l, W2^2 is |mu|^2 + sum (sqrt l - 1)^2, whose square
# is at most 2 |mu|^4 + 4 sum (l - 1)^2, with the means 16/n^2 and 4 (E[tr Sigma^2] - 2 E[tr Sigma] + 2); the first of
# these is in second_moments.
of_square = (8 * nu * (nu + 2) - 2 * nu * (nu - 1))/(3 * c**2)
spread = (16/n**2 + 4 * (of_square - 4 * nu/c + 2)) * v_0**2 - distance.right**2
theorem.concludes("expected_trace_of_root", "E[tr Sigma_1^(1/2)] for v_0 = v", one)
theorem.concludes(
    "expected_squared_distance",
    "E[W2^2]",
    distance,
    mean_of(
        "squared_wasserstein_distances", {n: 6, d: 2, c: 5, t: 1, v_0: 2, w_0: 2, r_0: 0}, spread
    ),
)
theorem.concludes("expected_squared_distance_for_unbiased_divisor", "E[W2^2] for c = n - 1", unbiased)

if __name__ == "__main__":
    theorem.main()
