"""With divisor n the mean squared Wasserstein distance from the truth stays below 2 tr Sigma_0 in any dimension.

Setting.  Each generation draws n points in d dimensions and refits with divisor n.  W2 is the 2-Wasserstein distance of
the normal laws with the mean and covariances of fit t and of the truth.

    Theorem    E[W2^2] <= 2 tr Sigma_0,   and   E[W2^2] >= 2 tr Sigma_0 - 2 sqrt(d tr Sigma_0^2) (1 - 1/n)^(t/2)
    Corollary  E[W2^2] -> 2 tr Sigma_0
    Published  that E[W2^2] grows beyond all bounds; this is so for divisor n - 1, where E|mu_t - mu_0|^2 alone is
               t tr Sigma_0/n (covariance), and not for divisor n

Units.     W2^2 and tr Sigma_0 in (unit of x)^2; n, d and t >= 0 are counts.
Assumed.   Only that the draws are independent with the means and covariances of the fit.
Why.       What is lost within moves between (conservation): |mu - mu_0|^2 + tr Sigma keeps its mean tr Sigma_0.  All
           that the distance falls short of 2 tr Sigma_0 is the overlap of fit and truth, which dies out with Sigma.
"""

from sympy import Integer, sqrt

from collapse_math.assumptions import CONSTANT_SIZE, DIVISOR_N, INDEPENDENT_DRAWS, MATCHING_MOMENTS
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import GEOMETRIC_LIMIT
from collapse_math.lemmas import r as any_base
from collapse_math.matrix_axioms import OVERLAP_FROM_ABOVE, OVERLAP_FROM_BELOW
from collapse_math.quantities import real
from derivations.dimensions.setting import COMPOSE, TRUTH, d, m, m_0, n, q, q_0, r, r_0, refit, t, trace_0

Q_0 = real("Q_0", above=0)  # tr Sigma_0^2

theorem = Theorem(
    "dimensions.wasserstein_limit",
    says="with divisor n, E[W2^2] -> 2 tr Sigma_0 from below in any dimension, not to infinity",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, DIVISOR_N, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, d, t, trace_0, Q_0),
    catalogue=("B6", "Z1"),
    sources=(Source("Shumailov et al.", 2024, "Nature 631, theorem 3.1: the expectation diverges"),),
)
a = 1 - 1/n

# 1. Entry by entry, as in covariance: what is lost within, and what the means have moved.
keep = theorem.expectation("an entry of Sigma", r, after=refit("n"), equals=a * r)
product = (m - m_0) * (q - q_0)
wander = theorem.expectation("and of mu mu'", product, after=refit("n"), equals=product + r/n)
within, between = theorem.over_generations(
    t, {keep: a**t * r_0, wander: (1 - a**t) * r_0}, start=TRUTH, uses=COMPOSE
)

# 2. The sum over the diagonal, and over all entries of Sigma_0 times those of Sigma_t.
both = theorem.by_linearity(
    "within and between", r + product, {within: Integer(1), between: Integer(1)}, rest=Integer(0), equals=r_0
)
kept = theorem.over_family(
    "E tr Sigma_t + E|mu_t - mu_0|^2", both, members=(r_0,), totals={r_0: trace_0}, equals=trace_0
)
together = theorem.by_linearity(
    "an entry times that of the truth", r_0 * r, {within: r_0}, rest=Integer(0), equals=a**t * r_0**2
)
common = theorem.over_family(
    "E tr Sigma_0 Sigma_t", together, members=(r_0,), totals={r_0**2: Q_0}, equals=a**t * Q_0
)

# 3. The distance is their sum and tr Sigma_0 less twice the overlap, of which both ends are known.
ceiling = theorem.equation("without the overlap", kept.right + trace_0, 2 * trace_0, given=(kept,))
most = theorem.by_axiom("no more than", OVERLAP_FROM_BELOW, given=(ceiling,), equals=2 * trace_0)
b = sqrt(a)
overlap = sqrt(d * Q_0) * b**t
square = theorem.equation("square of the largest overlap", overlap**2, d * common.right, given=(common,))
floor = theorem.equation(
    "with the largest overlap", ceiling.right - 2 * overlap, 2 * (trace_0 - overlap), given=(ceiling, square)
)
least = theorem.by_axiom("no less than", OVERLAP_FROM_ABOVE, given=(floor,), equals=2 * (trace_0 - overlap))

# 4. (1 - 1/n)^(t/2) vanishes, so that both ends come together.
limit = theorem.limit(
    "the lower end in the limit",
    least.right,
    t,
    2 * trace_0,
    {b**t: (Integer(0), GEOMETRIC_LIMIT, {any_base: b})},
    given=(least, most),
)

theorem.concludes("upper_bound", "upper bound of E[W2^2]", most)
theorem.concludes("lower_bound", "lower bound of E[W2^2]", least)
theorem.concludes("limit", "lim E[W2^2]", limit)

if __name__ == "__main__":
    theorem.main()
