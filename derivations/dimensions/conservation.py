"""With divisor n, E[Sigma_t] and Cov[mu_t] add up to Sigma_0, entry by entry and however many points are drawn.

Setting.  Each generation draws any number of points, which may depend on each other, and refits with that number as
the divisor.  r is an entry of Sigma, m and q are the means of its two coordinates.

    Theorem    E[r_t + (m_t - m_0)(l_t - q_0)] = r_0,   so that E[Sigma_t] + Cov[mu_t] = Sigma_0
    Corollary  E[tr Sigma_t] + E|mu_t - mu_0|^2 = tr Sigma_0: the mean squared distance of a draw from mu_0 is kept

Units.     Sigma and its trace in the square of the unit of x; t >= 0 counts fits.
Assumed.   The means and covariances of the draws, new randomness, and divisor n.  Neither independence of the draws
           nor constant sizes; nor what a generation sees of earlier ones, provided that each draw is as far from the
           truth as those it replaces.
Why.       The new r + (m - m_0)(q - q_0) is the average of (x_i - m_0)(y_i - q_0), to which each draw contributes
           the same on average, be there one or a million of them.
"""

from collapse_math.assumptions import DIVISOR_N, FRESH_RANDOMNESS, MATCHING_MOMENTS
from collapse_math.derivation import Theorem
from collapse_math.moments import Refit
from derivations.dimensions.setting import (
    TRUTH,
    draws,
    m,
    m_0,
    mean_of,
    n,
    q,
    q_0,
    r,
    r_0,
    refit,
    t,
    trace_0,
    v_0,
    w_0,
)

theorem = Theorem(
    "dimensions.conservation",
    says="with divisor n, E[Sigma_t] + Cov[mu_t] = Sigma_0 whatever the sizes of the samples are",
    assumes=(MATCHING_MOMENTS, DIVISOR_N, FRESH_RANDOMNESS),
    symbols=(t, m_0, q_0, v_0, w_0, r_0),
    catalogue=("Z1", "F1"),
)

# 1. One refit, from the definition.  The number of points does not matter, so that no assumption speaks of it.
by_n = refit("n")
any_size = Refit(by_n.parameters, (draws,), by_n.estimators)
product = r + (m - m_0) * (q - q_0)
kept = theorem.expectation("a draw stays as far from the truth", product, after=any_size, equals=product)
(conserved,) = theorem.over_generations(t, {kept: r_0}, start=TRUTH, uses=(FRESH_RANDOMNESS,))

# 2. The trace is the sum over the diagonal, of which r_0 is one entry.
trace = theorem.over_family(
    "the sum over the diagonal", conserved, members=(r_0,), totals={r_0: trace_0}, equals=trace_0
)

# For normal draws: the square is at most twice that of each part, and both are bounded as in covariance.
spread = 2 * ((1 - 1/n**2)**t + 3 * (t/n)**2) * v_0 * w_0
theorem.concludes(
    "conservation",
    "E[Sigma_t] + Cov[mu_t]",
    conserved,
    mean_of("products_of_draws", {n: 4, t: 2, m_0: 1, q_0: 2}, spread - r_0**2),
)
theorem.concludes("conservation_of_trace", "E[tr Sigma_t] + E|mu_t - mu_0|^2", trace)

if __name__ == "__main__":
    theorem.main()
