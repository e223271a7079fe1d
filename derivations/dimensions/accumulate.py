"""If nothing is thrown away, all entries of the covariance matrix keep the same share, in any dimension.

Setting.  n points in d dimensions are drawn from the present fit at each refit and join the pool of all points so far,
to which mean and covariances are fitted with the size of the pool for a divisor.  The first n points are real.  r is
any entry of Sigma, the covariance of two coordinates with means m and q and variances v and w.

    Theorem    E[Sigma_t]        = s_t Sigma_0,         s_t = (1 - 1/n)(1 - 1/(4n))...(1 - 1/(n t^2))
               Cov[mu_t]         = (1 - s_t) Sigma_0    what is lost within moves between
               E[v_t w_t - r_t^2] = p_t (v_0 w_0 - r_0^2),   p_t = prod_(j <= t) (1 - 3/(n j^2) + 2/(n^2 j^3))
    Corollary  E[Sigma_t] -> Sigma_0 sin(pi b)/(pi b), b = 1/sqrt n, and Cov[mu_t] -> what that leaves of Sigma_0
    Corollary  E[e_2(Sigma_t)] = p_t e_2(Sigma_0) for the sum of all minors of two coordinates
    Lineages   s_t is the chance that two lineages stay apart, each choosing a parent among all earlier points, and p_t
               that three do: 1 - 3/(n j^2) + 2/(n^2 j^3) is the share of triples of points without new ones that repeat

Units.     Sigma in the square of the unit of x; n >= 2 and t >= 0 are counts.
Assumed.   Only that the draws are independent with the means and covariances of the fit.
Not said.  Kazdan et al. study this regime in one dimension and with this divisor; their theorem was not consulted.
"""

from sympy import Product, Symbol, pi, sin, sqrt

from collapse_math.assumptions import (
    ACCUMULATE,
    CONSTANT_SIZE,
    DIVISOR_N,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import EULER_SINE_PRODUCT, x
from collapse_math.moments import Refit
from collapse_math.quantities import real
from derivations.dimensions.minors import any_law
from derivations.dimensions.setting import TRUTH, m, m_0, mean_of, n, q, q_0, r, r_0, t, v, v_0, w, w_0

j = Symbol("j", integer=True)  # counts refits
e_0 = real("e_0")  # sum of all minors of two coordinates of Sigma_0

theorem = Theorem(
    "dimensions.accumulate",
    says="E[Sigma_t] = Sigma_0 prod_(j <= t) (1 - 1/(n j^2)) in any dimension when all points are kept",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, DIVISOR_N, CONSTANT_SIZE, ACCUMULATE, FRESH_RANDOMNESS),
    symbols=(n, t, m_0, q_0, v_0, w_0, r_0, e_0),
    catalogue=("C4", "Z3", "Z1"),
    sources=(Source("Kazdan et al.", 2024, "arXiv 2410.16713: the regime"),),
)

# 1. The pool of t n points has the sums t n m and t n (v + m^2), and so on; n new points add theirs.
points = (t + 1) * n
first = {m: (t * n * m + any_law.power_sum((1, 0)))/points, q: (t * n * q + any_law.power_sum((0, 1)))/points}
second = {
    v: (t * n * (v + m**2) + any_law.power_sum((2, 0)))/points - first[m]**2,
    r: (t * n * (r + m * q) + any_law.power_sum((1, 1)))/points - first[m] * first[q],
    w: (t * n * (w + q**2) + any_law.power_sum((0, 2)))/points - first[q]**2,
}
pooled = Refit({**first, **second}, (any_law,), dict.fromkeys(second, (DIVISOR_N,)), (CONSTANT_SIZE,))

# 2. One refit of the pool.  Third and fourth moments of the draws cancel in the minor, whatever they are.
step = 1/(n * (t + 1)**2)
keep = theorem.expectation("a covariance loses 1/(n (t+1)^2)", r, after=pooled, equals=(1 - step) * r)
wander = theorem.expectation(
    "which the means gain",
    (m - m_0) * (q - q_0),
    after=pooled,
    equals=(m - m_0) * (q - q_0) + step * r,
)
flatten = theorem.expectation(
    "a minor of two loses more",
    v * w - r**2,
    after=pooled,
    equals=(1 - 3 * step + 2/(n**2 * (t + 1)**3)) * (v * w - r**2),
)

# 3. Generations compose.
s = Product(1 - 1/(n * j**2), (j, 1, t))
p = Product(1 - 3/(n * j**2) + 2/(n**2 * j**3), (j, 1, t))
within, between, minor = theorem.over_generations(
    t,
    {keep: s * r_0, wander: (1 - s) * r_0, flatten: p * (v_0 * w_0 - r_0**2)},
    start=TRUTH,
    uses=(ACCUMULATE, FRESH_RANDOMNESS),
)
total = theorem.equation("within and between", within.right + between.right, r_0, given=(within, between))
minors = theorem.over_family(
    "all minors of two",
    minor,
    members=(v_0, w_0, r_0),
    totals={v_0 * w_0 - r_0**2: e_0},
    equals=p * e_0,
)

# 4. Euler's product for the sine, at b = 1/sqrt n.
b = 1/sqrt(n)
sinc = sin(pi * b)/(pi * b)
product = {s: (sinc, EULER_SINE_PRODUCT, {x: b})}
remains = theorem.limit("what remains within", within.right, t, sinc * r_0, product, given=(within,))
moves = theorem.limit("and what moves between", between.right, t, (1 - sinc) * r_0, product, given=(between,))

# 5. Of the (n j)^3 triples of points of a pool of n j, those with two equal new ones or three are left out: 3 n (n j)
#    pairs of equal new points with any third, less 2 n for the triples in which all three are equal.
pool = n * (t + 1)
triples = theorem.equation(
    "triples that do not repeat a new point",
    (pool**3 - 3 * n * pool + 2 * n)/pool**3,
    1 - 3 * step + 2/(n**2 * (t + 1)**3),
    given=(flatten,),
)

# Bounds for normal draws: no mean square of a variance or of a determinant is larger than at the start, and the mean
# moves less than one that forgets (covariance).
apart = 3 * (t/n)**2 * v_0 * w_0
at = {n: 4, t: 2, m_0: 1, q_0: 2}
theorem.concludes(
    "expected_covariance", "E[Sigma_t]", within, mean_of("covariances", at, v_0 * w_0 - within.right**2)
)
theorem.concludes(
    "covariance_of_means", "Cov[mu_t]", between, mean_of("products_of_drifts", at, apart - between.right**2)
)
theorem.concludes("conservation", "E[Sigma_t] + Cov[mu_t]", total)
theorem.concludes(
    "expected_minor_of_two",
    "E[v_t w_t - r_t^2]",
    minor,
    mean_of("determinants_of_two", at, (v_0 * w_0 - r_0**2)**2 - minor.right**2),
)
theorem.concludes("expected_symmetric_function", "E[e_2(Sigma_t)]", minors)
theorem.concludes("limit_of_expected_covariance", "lim E[Sigma_t]", remains)
theorem.concludes("limit_of_covariance_of_means", "lim Cov[mu_t]", moves)
theorem.concludes("share_of_triples", "p_{t+1}/p_t", triples)

if __name__ == "__main__":
    theorem.main()
