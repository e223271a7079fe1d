"""A Gaussian refitted to its own samples loses 1/n of its variance at every refit, on average.

Setting.  Generation 0 is the truth, with mean m_0 and variance v_0.  Each generation draws n points from
the present fit and refits by moments with divisor n.  t counts fits; the first one sees real data.

    Theorem    E[V_t]   = (1 - 1/n)^t v_0
               E[M_t]   = m_0                 whatever the sizes of the samples are
    Corollary  Var[M_t] = v_0 - E[V_t]        what is lost within moves between, whatever the sizes are

Units.     v_0, V_t and Var[M_t] in (unit of x)^2; n >= 2 and t >= 0 are counts.
Assumed.   Only that the draws are independent with the mean and variance of the fit.  Normality is not
           needed: bootstrap, uniform or Laplace draws obey the same law.  Given the fit, uncorrelated draws
           would do.  E[M_t] takes the mean of the draws and new randomness only; conservation takes their
           variance and divisor n as well, but neither independence nor constant sizes.
Note.      On the log scale normal chains fall about twice as fast (typical_decay), so that for t well above n
           most of them are far below this mean.
"""

from collapse_math.assumptions import CONSTANT_SIZE, DIVISOR_N, FRESH_RANDOMNESS, INDEPENDENT_DRAWS, MATCHING_MOMENTS
from collapse_math.derivation import Theorem
from collapse_math.moments import Refit
from derivations.gaussian.setting import COMPOSE, MEAN_ALONE, TRUTH, draws, m, m_0, mean_of, n, refit, t, v, v_0

theorem = Theorem(
    "gaussian.variance_decay",
    says="E[V_t] = (1 - 1/n)^t v_0, and what is lost within moves between: Var[M_t] = v_0 - E[V_t]",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, DIVISOR_N, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, m_0, v_0),
    catalogue=("B1", "B4", "B14", "Z1"),
)

# 1. One refit, from the definition of the estimator: v' = P_2/n - (P_1/n)^2 with P_k = sum x_i^k.
keep = theorem.expectation(
    "one refit keeps 1 - 1/n of the variance", v, after=refit("n"), equals=(1 - 1/n) * v
)

# 2. The new mean is unbiased, and off by the sampling error v/n on top of where the old one was.
centre = theorem.expectation("the mean is kept on average", m, after=MEAN_ALONE, equals=m)
wander = theorem.expectation(
    "the mean takes a step of variance v/n", (m - m_0)**2, after=refit("n"), equals=(m - m_0)**2 + v/n
)

# 3. Generations compose, because a generation sees only the fit before it.
(mean,) = theorem.over_generations(t, {centre: m_0}, start={m: m_0}, uses=(FRESH_RANDOMNESS,))
within, between = theorem.over_generations(
    t,
    {keep: (1 - 1/n)**t * v_0, wander: (1 - (1 - 1/n)**t) * v_0},
    start=TRUTH,
    uses=COMPOSE,
)

# 4. Nothing vanishes: each refit moves E[V_t]/n from inside the fit into the spread of the means.
total = theorem.equation(
    "within and between add up to v_0", within.right + between.right, v_0, given=(within, between)
)

# 5. That takes less than the two results apart: the new V + (M - m_0)^2 is the mean of (x_i - m_0)^2, whatever
#    the number of the draws is, and however they depend on each other.
any_size = Refit({m: draws.average, v: draws.sum_of_squares/n}, (draws,), {v: (DIVISOR_N,)})
squares = v + (m - m_0)**2
kept = theorem.expectation("a draw stays as far from m_0", squares, after=any_size, equals=squares)
(conserved,) = theorem.over_generations(t, {kept: v_0}, start=TRUTH, uses=(FRESH_RANDOMNESS,))

# A simulation is held against these with variances of what it records: Var[V_t] is exact for normal draws
# (all_moments); E[(M_t - m_0)^4] is at most 3 (t v_0/n)^2, since E[(M_t - m_0)^2 V_t] is at most t v_0^2/n.
# These and E[V_t^2] <= v_0^2 bound the variance of V_t + (M_t - m_0)^2.
spread = ((1 - 1/n**2)**t - (1 - 1/n)**(2 * t)) * v_0**2
theorem.concludes("expected_variance", "E[V_t]", within, mean_of("variances", spread, points=3, refits=2))
theorem.concludes("expected_mean", "E[M_t]", mean, mean_of("means", t * v_0/n, points=3, refits=2))
theorem.concludes(
    "variance_of_mean",
    "Var[M_t]",
    between,
    mean_of("squared_drifts", 3 * (t * v_0/n)**2, points=3, refits=2),
)
theorem.concludes(
    "conservation",
    "E[V_t] + Var[M_t]",
    conserved,
    mean_of("distances_of_draws", (2 * t/n + 3 * (t/n)**2) * v_0**2, points=3, refits=2),
)

if __name__ == "__main__":
    theorem.main()
