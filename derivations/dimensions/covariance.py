"""The covariance matrix decays as a variance does, by a factor that knows nothing of the dimension.

Setting.  Each generation draws n points in d dimensions and refits, dividing sums of products by a number c.
r is any entry of Sigma, the covariance of two coordinates with means m and q.

    Theorem    E[Sigma_t]  = ((n-1)/c)^t Sigma_0
               E[mu_t]     = mu_0
               Cov[mu_t]   = (1/n) sum_{j<t} ((n-1)/c)^j Sigma_0
    c = n      E[Sigma_t]  = (1 - 1/n)^t Sigma_0,   Cov[mu_t] = (1 - (1 - 1/n)^t) Sigma_0: they add up to Sigma_0
    c = n - 1  E[Sigma_t]  = Sigma_0,               Cov[mu_t] = (t/n) Sigma_0: E|mu_t - mu_0|^2 = t tr Sigma_0/n, and
               so does the mean squared 2-Wasserstein distance from the truth, which is no less, grow without bound

Units.     Sigma in (unit of x)(unit of y); n >= 2 and t >= 0 are counts, c > 0 a number.
Assumed.   Only that the draws are independent with the means and covariances of the fit.  E[mu_t] takes the means
           and new randomness only.
Note.      On average the shape of Sigma is kept, and with c = n - 1 all of it.  No single chain does that: volumes
           (generalised_variance) and all directions but one (spectrum) collapse faster.
"""

from sympy import Sum, Symbol

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FIXED_DIVISOR,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.claims import Telescope
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from derivations.dimensions.setting import (
    COMPOSE,
    TRUTH,
    c,
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
from derivations.gaussian.setting import MEAN_ALONE

j = Symbol("j", integer=True)  # counts refits

theorem = Theorem(
    "dimensions.covariance",
    says="E[Sigma_t] = ((n-1)/c)^t Sigma_0 in any dimension, and Cov[mu_t] is the sum of E[Sigma_j]/n over j < t",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, FIXED_DIVISOR, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, c, m_0, q_0, v_0, w_0, r_0, trace_0),
    catalogue=("F1", "Z1"),
    sources=(Source("Alemohammad et al.", 2023, "arXiv 2307.01850, equation 2, for E[Sigma_t] with c = n - 1"),),
)

# 1. One refit, from the definition: r' = (P_11 - P_10 P_01/n)/c with P_ab = sum x_i^a y_i^b.
keep = theorem.expectation("one refit keeps (n-1)/c of a covariance", r, after=refit(c), equals=(n - 1) * r/c)
centre = theorem.expectation("the mean is kept on average", m, after=MEAN_ALONE, equals=m)
wander = theorem.expectation(
    "two means move together as two draws do",
    (m - m_0) * (q - q_0),
    after=refit(c),
    equals=(m - m_0) * (q - q_0) + r/n,
)

# 2. Generations compose.
keeps = (n - 1)/c
moved = Sum(keeps**j, (j, 0, t - 1))
(mean,) = theorem.over_generations(t, {centre: m_0}, start={m: m_0}, uses=(FRESH_RANDOMNESS,))
within, between = theorem.over_generations(
    t, {keep: keeps**t * r_0, wander: moved * r_0/n}, start=TRUTH, uses=COMPOSE
)

# 3. Divisor n: the geometric sum, and nothing vanishes.
by_n = {c: n}
decay = theorem.equation("E[Sigma_t] for c = n", within.right.xreplace(by_n), (1 - 1/n)**t * r_0, given=(within,))
sum_n = theorem.equation(
    "sum for c = n", moved.xreplace(by_n), n * (1 - (1 - 1/n)**t), how=Telescope(-n * (1 - 1/n)**j)
)
spread = theorem.equation(
    "Cov[mu_t] for c = n", sum_n.right * r_0/n, (1 - (1 - 1/n)**t) * r_0, given=(between, sum_n)
)
total = theorem.equation("within and between", decay.right + spread.right, r_0, given=(decay, spread))

# 4. Divisor n - 1: the terms of the sum are all alike.
by_n_1 = {c: n - 1}
level = theorem.equation("E[Sigma_t] for c = n - 1", within.right.xreplace(by_n_1), r_0, given=(within,))
sum_n_1 = theorem.equation("sum for c = n - 1", moved.xreplace(by_n_1), t, how=Telescope(j))
drift = theorem.equation("Cov[mu_t] for c = n - 1", sum_n_1.right * r_0/n, t * r_0/n, given=(between, sum_n_1))

#    The trace is the sum over the diagonal: how far the mean goes.
path = theorem.over_family(
    "E|mu_t - mu_0|^2", between, members=(r_0,), totals={r_0: trace_0}, equals=moved * trace_0/n
)
far = theorem.equation(
    "E|mu_t - mu_0|^2 for c = n - 1", sum_n_1.right * trace_0/n, t * trace_0/n, given=(path, sum_n_1)
)

# Variances of what a simulation records, for normal draws and c >= n - 1.  By Cauchy-Schwarz E[r^2] is at most the
# mean of v w, which is at most that of all_moments, and E[(m - m_0)^2 (q - q_0)^2] at most 3 (t/n)^2 v_0 w_0 times
# (1 + 2/(n-1))^t (gaussian.unbiased_divisor).
together = ((n**2 - 1)/c**2)**t * v_0 * w_0
apart = 3 * (1 + 2/(n - 1))**t * (t/n)**2 * v_0 * w_0
for_n, for_n_1 = {n: 4, c: 4, t: 2, m_0: 1, q_0: 2}, {n: 5, c: 4, t: 2, m_0: 1, q_0: 2}
theorem.concludes(
    "expected_covariance",
    "E[Sigma_t]",
    within,
    mean_of("covariances", for_n, together - within.right**2),
    mean_of("covariances", for_n_1, together - within.right**2),
)
theorem.concludes("expected_mean", "E[mu_t]", mean, mean_of("means", for_n, t * v_0/(n - 1)))
theorem.concludes(
    "covariance_of_means",
    "Cov[mu_t]",
    between,
    mean_of("products_of_drifts", for_n, apart - between.right**2),
    mean_of("products_of_drifts", for_n_1, apart - between.right**2),
)
theorem.concludes("expected_covariance_for_divisor_n", "E[Sigma_t] for c = n", decay)
theorem.concludes("covariance_of_means_for_divisor_n", "Cov[mu_t] for c = n", spread)
theorem.concludes("conservation_for_divisor_n", "E[Sigma_t] + Cov[mu_t] for c = n", total)
theorem.concludes("expected_covariance_for_unbiased_divisor", "E[Sigma_t] for c = n - 1", level)
theorem.concludes("covariance_of_means_for_unbiased_divisor", "Cov[mu_t] for c = n - 1", drift)
theorem.concludes("expected_squared_distance_of_means", "E|mu_t - mu_0|^2", path)
theorem.concludes("expected_squared_distance_of_means_for_unbiased_divisor", "E|mu_t - mu_0|^2 for c = n - 1", far)

if __name__ == "__main__":
    theorem.main()
