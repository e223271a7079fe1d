"""With divisor n - 1 the mean variance stays put for ever, and the variance of the means grows without bound.

Setting.  As in variance_decay, but the sum of squares is divided by n - 1, which makes one fit unbiased.

    Theorem    E[V_t]            = v_0              for every t
               E[M_t]            = m_0              whatever the sizes of the samples are
               Var[M_t]          = t v_0/n
    Corollary  E[V_t] + Var[M_t] = (1 + t/n) v_0    not conserved: it gains v_0/n per refit

Units.     v_0, V_t and Var[M_t] in (unit of x)^2; n >= 2 and t >= 0 are counts.
Assumed.   Only that the draws are independent with the mean and variance of the fit, as for divisor n; given
           the fit, uncorrelated draws would do.  E[M_t] takes the mean of the draws and new randomness only.
Note.      These are averages over chains.  With normal draws V_t tends to 0 almost surely
           (typical_decay_unbiased) and M_t converges (path_length): the averages are kept up by ever rarer
           and ever larger chains.
"""

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N_MINUS_1,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from derivations.gaussian.setting import COMPOSE, MEAN_ALONE, TRUTH, m, m_0, mean_of, n, refit, t, v, v_0

theorem = Theorem(
    "gaussian.unbiased_divisor",
    says="E[V_t] = v_0 for ever and Var[M_t] = t v_0/n: the sum of both grows by v_0/n per refit",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, DIVISOR_N_MINUS_1, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, m_0, v_0),
    catalogue=("B1", "B4"),
    sources=(Source("Shumailov et al.", 2023, "arXiv 2305.17493: a draw of fit t has the variance v_0 (1 + t/n)"),),
)

# 1. One refit.  The divisor n - 1 is chosen so that the sample variance has the mean v.
keep = theorem.expectation("one refit keeps the variance on average", v, after=refit("n-1"), equals=v)

# 2. The mean does not know the divisor; it takes a step of variance v/n, as before.
centre = theorem.expectation("the mean is kept on average", m, after=MEAN_ALONE, equals=m)
wander = theorem.expectation(
    "the mean takes a step of variance v/n", (m - m_0)**2, after=refit("n-1"), equals=(m - m_0)**2 + v/n
)

# 3. Over generations the steps no longer get shorter on average, so their variances add up.
(mean,) = theorem.over_generations(t, {centre: m_0}, start={m: m_0}, uses=(FRESH_RANDOMNESS,))
within, between = theorem.over_generations(
    t, {keep: v_0, wander: t * v_0/n}, start=TRUTH, uses=COMPOSE
)

# 4. A draw from fit t has the variance E[V_t] + Var[M_t] about m_0; it grows, by v_0/n per refit.
total = theorem.equation(
    "within and between grow together", within.right + between.right, (1 + t/n) * v_0, given=(within, between)
)
growth = theorem.equation(
    "by v_0/n per refit", total.right.xreplace({t: t + 1}) - total.right, v_0/n, given=(total,)
)

# Variances of what a simulation records, for normal draws: V_t^2 has the mean q^t v_0^2 with
# q = 1 + 2/(n-1), so that E[(M_t - m_0)^2 V_t] <= t q^t v_0^2/n and E[(M_t - m_0)^4] <= 3 q^t (t v_0/n)^2.
squares = (1 + 2/(n - 1))**t
theorem.concludes(
    "expected_variance", "E[V_t]", within, mean_of("variances", (squares - 1) * v_0**2, points=4, refits=2)
)
theorem.concludes("expected_mean", "E[M_t]", mean, mean_of("means", t * v_0/n, points=4, refits=2))
theorem.concludes(
    "variance_of_mean",
    "Var[M_t]",
    between,
    mean_of("squared_drifts", 3 * squares * (t * v_0/n)**2, points=4, refits=2),
)
theorem.concludes(
    "total_variance",
    "E[V_t] + Var[M_t]",
    total,
    mean_of(
        "distances_of_draws",
        (squares * (1 + 2 * t/n + 3 * (t/n)**2) - (1 + t/n)**2) * v_0**2,
        points=4,
        refits=2,
    ),
)
theorem.concludes("growth_of_total", "growth of E[V_t] + Var[M_t] per refit", growth)

if __name__ == "__main__":
    theorem.main()
