"""All minors of one size decay alike, whatever the law of the draws: k coordinates behave as k + 1 lineages.

Setting.  Each generation draws n points in d dimensions and refits with divisor c.  D is the determinant of the
covariances of any k coordinates, or of any k projections of the points: det B'Sigma B.

    Theorem    E[D_t] = p^t D_0,   p = (n-1)(n-2)...(n-k)/c^k
    c = n      p = (1 - 1/n)(1 - 2/n)...(1 - k/n): the chance that k + 1 lineages stay apart (lineages)
    c = n - 1  p = (1 - 1/nu)(1 - 2/nu)...(1 - (k-1)/nu) with nu = n - 1: below 1 from k = 2 on
    Corollary  E[e_k(Sigma_t)] = p^t e_k(Sigma_0) for the sum e_k of all principal minors of size k, which is the k-th
               elementary symmetric function of the eigenvalues; the determinant is e_d, the trace e_1
    k >= n     p = 0: n points span no more than n - 1 dimensions

Units.     D in (unit of x)^(2 k); n >= 2, k >= 1 and t >= 0 are counts, c > 0 a number.
Assumed.   Only that draws are independent with the means and covariances of the fit.  With c = n they may be drawn from
           the last points themselves (bootstrap).
Why.       D is a mean squared volume of k + 1 points.  That is quadratic in each point, so that only the covariances
           of the draws count, and vanishes if two of them coincide.
"""

from sympy import Integer, Product

from collapse_math.assumptions import CONSTANT_SIZE, FIXED_DIVISOR, INDEPENDENT_DRAWS, MATCHING_MOMENTS
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.matrix_axioms import SQUARED_VOLUMES
from collapse_math.moments import JointSample, Refit, Sample
from collapse_math.quantities import real
from derivations.dimensions import lineages
from derivations.dimensions.setting import (
    COMPOSE,
    TRUTH,
    c,
    d,
    draws,
    i,
    k,
    mean_of,
    n,
    r,
    r_0,
    refit,
    t,
    v,
    v_0,
    w,
    w_0,
)

# They are never negative, but nothing here takes that.
D, D_0 = real("D"), real("D_0")  # determinant of the covariances of k coordinates: of the present fit; of the truth
e_0 = real("e_0")  # sum of the principal minors of size k of Sigma_0

theorem = Theorem(
    "dimensions.minors",
    says="E det = ((n-1)...(n-k)/c^k)^t det for any k coordinates and any law of the draws: k + 1 lineages for c = n",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, FIXED_DIVISOR, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, k, t, c, v_0, w_0, r_0, D_0, e_0),
    catalogue=("Z3", "F2"),
)

# 1. c^k D' is (n-1)(n-2)...(n-k) times an average of squared volumes, of which each is D on average.
share = Product((n - i)/c, (i, 1, k))
volume = Sample("h", Integer(1), D, {})
spanned = Refit(
    {D: share * volume.power_sum(1)}, (volume,), {D: (FIXED_DIVISOR,)}, (CONSTANT_SIZE,), by=SQUARED_VOLUMES
)
factor = theorem.equation(
    "tuples over points and divisors", Product(n - i, (i, 1, k))/c**k, share, how=Induction(k)
)
keep = theorem.expectation("one refit keeps the share p", D, after=spanned, equals=share * D)

# 2. Generations compose, and minors of one size add up.
(minor,) = theorem.over_generations(t, {keep: share**t * D_0}, start={D: D_0}, uses=COMPOSE)
total = theorem.over_family(
    "all minors of one size", minor, members=(D_0,), totals={D_0: e_0}, equals=share**t * e_0
)

# 3. Two coordinates, from the definition of the estimators.  Third and fourth moments cancel, whatever they are.
orders: list[tuple[int, ...]] = [(a, b) for a in range(5) for b in range(5) if a + b in (3, 4)]
any_moments = {order: real(f"mu_{order[0]}{order[1]}") for order in orders}
any_law = JointSample(
    draws.name, n, draws.means, {**draws.central, **any_moments}, draws.two_moments, (), draws.independent
)
two = theorem.expectation(
    "two coordinates", v * w - r**2, after=refit(c, any_law), equals=(n - 1) * (n - 2)/c**2 * (v * w - r**2)
)
(pair,) = theorem.over_generations(
    t, {two: ((n - 1) * (n - 2)/c**2)**t * (v_0 * w_0 - r_0**2)}, start=TRUTH, uses=COMPOSE
)
theorem.equation(
    "as for k = 2",
    minor.right.xreplace({k: Integer(2), D_0: v_0 * w_0 - r_0**2}),
    pair.right,
    given=(minor, pair),
)

# 4. The two usual divisors.  With c = n it is the law of k + 1 lineages.
kept = theorem.cites(lineages.apart, {lineages.K: k + 1})
for_n = theorem.equation(
    "p for c = n", share.xreplace({c: n}), kept.right, how=Induction(k), given=(kept, minor)
)
for_n_1 = theorem.equation(
    "p for c = n - 1",
    share.xreplace({c: n - 1}),
    Product(1 - i/(n - 1), (i, 0, k - 1)),
    how=Induction(k),
    given=(minor,),
)
last = theorem.equation("the last coordinate", (n - k)/c * share.xreplace({k: k - 1}), share)

# Bounds for normal draws, of which D'/D is a product of chi-square variables over c (generalised_variance).
square = Product((n - i) * (n - i + 2)/c**2, (i, 1, k))**t * D_0**2
at = {t: 2, D_0: 5}
theorem.concludes(
    "expected_minor",
    "E[D_t]",
    minor,
    mean_of("determinants_of_two", {**at, n: 6, c: 6, k: 2}, square - minor.right**2),
    mean_of("determinants", {**at, n: 7, c: 6, k: 2, d: 2}, square - minor.right**2),
)
theorem.concludes("expected_symmetric_function", "E[e_k(Sigma_t)]", total)
theorem.concludes("expected_minor_of_two", "E[v_t w_t - r_t^2]", pair)
theorem.concludes("factor_for_divisor_n", "p for c = n", for_n)
theorem.concludes("factor_for_unbiased_divisor", "p for c = n - 1", for_n_1)
theorem.concludes("factor_of_last_coordinate", "p", last)

if __name__ == "__main__":
    theorem.main()
