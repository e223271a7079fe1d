"""If nothing is thrown away, refits become gentler and gentler: the mean variance no longer decays to zero.

Setting.  n points are drawn from the present fit and join a pool of all points so far, and mean and variance, with
divisor n (here: the size of the pool), are fitted to the pool.  The first n points are real.

    Theorem    E[V_t]   = v_0 (1 - 1/n)(1 - 1/(4n)) ... (1 - 1/(n t^2))
               E[M_t]   = m_0
    Corollary  Var[M_t] = v_0 - E[V_t]      what is lost within moves between, as when data are replaced
    Bounds     E[V_t] > (1 - 1/n)^2 v_0     however long it goes on: two refits to replaced data take as much
               Var[M_t] < 2 v_0/n

    The first refit loses a share 1/n of the variance, the t-th a share 1/(n t^2) only: the n new points are a share
    1/t of the pool, and count by its square.  What is left in the limit is the subject of accumulate_limit.

Units.     v_0, V_t and Var[M_t] in (unit of x)^2; n >= 2 and t >= 0 are counts.
Assumed.   Only that the draws are independent with the mean and variance of the fit; normality is not needed.
           Conservation needs no independence, and holds whatever share of the points is new at each refit, one
           generation or all of them: then, too, every point is as far from m_0 on average as a real one.
Not said.  Kazdan et al. study this regime and divisor; their theorem was not consulted.
"""

from sympy import Product

from collapse_math.assumptions import (
    ACCUMULATE,
    CONSTANT_SIZE,
    DIVISOR_N,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from derivations.gaussian.setting import TRUTH, m, m_0, n, t, v, v_0
from derivations.memory.setting import COMPOSE, j, later, pooled, seen, share_renewed

theorem = Theorem(
    "memory.accumulate",
    says="E[V_t] = v_0 prod_(j <= t) (1 - 1/(n j^2)), which stays above (1 - 1/n)^2 v_0",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, DIVISOR_N, CONSTANT_SIZE, ACCUMULATE, FRESH_RANDOMNESS),
    symbols=(n, t, m_0, v_0),
    catalogue=("C1", "Z1"),
    sources=(Source("Kazdan et al.", 2024, "arXiv 2410.16713: the regime"),),
)

# 1. One refit of the pool, from its sums of x and of x^2.
keep = theorem.expectation(
    "the pool of t + 1 generations loses 1/(n (t+1)^2)", v, after=pooled(), equals=(1 - 1/(n * (t + 1)**2)) * v
)
wander = theorem.expectation(
    "its mean moves by an average of n draws, divided by t + 1",
    (m - m_0)**2,
    after=pooled(),
    equals=(m - m_0)**2 + v/(n * (t + 1)**2),
)
centre = theorem.expectation("and is kept on average, whatever is kept", m, after=share_renewed(), equals=m)

# 2. Over generations the factors differ, so that a product takes the place of a power.
left = Product(1 - 1/(n * j**2), (j, 1, t))
(mean,) = theorem.over_generations(t, {centre: m_0}, start={m: m_0}, uses=(FRESH_RANDOMNESS,))
within, between = theorem.over_generations(
    t, {keep: left * v_0, wander: (1 - left) * v_0}, start=TRUTH, uses=COMPOSE
)

# 3. Conservation takes less: the new V + (M - m_0)^2 is the mean of (x_i - m_0)^2 over all points of the fit, a share
#    w of which is new; and a draw from the fit has that mean square as well.
squares = v + (m - m_0)**2
kept = theorem.expectation("a point stays as far from m_0", squares, after=share_renewed(), equals=squares)
(conserved,) = theorem.over_generations(t, {kept: v_0}, start=TRUTH, uses=(FRESH_RANDOMNESS,))

# 4. The variances of the steps can be summed: 1/4 + 1/9 + ... + 1/t^2 <= 1 - 1/t, and a product of factors 1 - a is at
#    least 1 less the sum of the a.  Both at once, by induction from the first fit on.
after_one = left.xreplace({t: later})
least = theorem.inequality(
    "more than (1 - 1/n)^2 is left",
    after_one,
    ">=",
    (1 - 1/n) * (1 - 1/n + 1/(n * later)),
    how=Induction(later),
)
floor = theorem.inequality(
    "two refits without memory take more", after_one * v_0, ">", (1 - 1/n)**2 * v_0, given=(least, within)
)
bound = theorem.inequality(
    "so that the mean stays near", (1 - after_one) * v_0, "<", (1 - (1 - 1/n)**2) * v_0, given=(least, between)
)

theorem.concludes("expected_variance", "E[V_t]", within, seen("variances", points=3, refits=3))
theorem.concludes("expected_mean", "E[M_t]", mean, seen("means", points=3, refits=3))
theorem.concludes("variance_of_mean", "Var[M_t]", between, seen("squared_drifts", points=3, refits=3))
theorem.concludes(
    "conservation", "E[V_t] + Var[M_t]", conserved, seen("distances_of_draws", points=3, refits=3)
)
theorem.concludes("bound_of_expected_variance", "E[V_t] for t >= 1", floor)
theorem.concludes("bound_of_variance_of_mean", "Var[M_t] for t >= 1", bound)

if __name__ == "__main__":
    theorem.main()
