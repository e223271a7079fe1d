"""What a loop loses as spread of its fits it gains as distance of their means, whatever the sizes of the samples are.

Setting.  See setting.py: generation t + 1 draws n(t+1) points, each real with probability alpha(t+1).  The loop starts
at a fit with mean m_1 and variance v_1, which need not be the truth.  S_t = V_t + (M_t - m_0)^2 is the mean square,
about the mean of the truth, of a point drawn from fit t.

    Theorem    E[S_t]      = v_0 + (v_1 + (m_1 - m_0)^2 - v_0) prod_{j <= t} (1 - alpha(j))
    Corollary  E[S_t]      = v_0                      for a loop that starts at the truth
               E[M_t]      = m_0 + (m_1 - m_0) prod_{j <= t} (1 - alpha(j))

Units.     v_0, v_1 and S_t in (unit of x)^2, m_0 and m_1 in (unit of x); n(t) >= 2 and t are counts.
Assumed.   That draws have the mean and the variance of what they come from, divisor n, and new randomness in every
           generation.  Neither the sizes nor independence within a generation matter to what is conserved.
Not said.  How E[S_t] is divided between spread and distance; see drift.py.
"""

from collapse_math.assumptions import DIVISOR_N, MATCHING_MOMENTS, RANDOM_SPLIT
from collapse_math.derivation import Theorem
from collapse_math.quantities import real
from derivations.gaussian.setting import COMPOSE, TRUTH, m, m_0, t, v, v_0
from derivations.schedules.setting import REFIT, alpha, forgotten, n, next_alpha, seen

m_1, v_1 = real("m_1"), real("v_1", above=0)
START = {m: m_1, v: v_1}

theorem = Theorem(
    "schedules.conservation",
    says="E[V_t + (M_t - m_0)^2] moves to v_0 by the factor 1 - alpha(t) per refit, whatever the sample sizes are",
    assumes=(MATCHING_MOMENTS, RANDOM_SPLIT, DIVISOR_N, *COMPOSE),
    symbols=(n, alpha, t, m_0, v_0, m_1, v_1),
    catalogue=("Z1", "F3", "F4"),
)

# 1. One refit.  V + (M - m_0)^2 is the mean of (x_i - m_0)^2, so its expectation is that of one draw.
squares = v + (m - m_0)**2
mean = theorem.expectation("the mean moves towards the truth", m, after=REFIT, equals=m + next_alpha * (m_0 - m))
one = theorem.expectation(
    "and so does the mean square", squares, after=REFIT, equals=(1 - next_alpha) * squares + next_alpha * v_0
)

# 2. From refit to refit, for a loop that starts anywhere.
(centre,) = theorem.over_generations(t, {mean: m_0 + (m_1 - m_0) * forgotten(t)}, start=START, uses=COMPOSE)
(whole,) = theorem.over_generations(
    t, {one: v_0 + (v_1 + (m_1 - m_0)**2 - v_0) * forgotten(t)}, start=START, uses=COMPOSE
)

# 3. And for one that starts at the truth, as a model does that has been fitted to real data only.
(conserved,) = theorem.over_generations(t, {one: v_0}, start=TRUTH, uses=COMPOSE)

theorem.concludes("expected_mean", "E[M_t]", centre)
theorem.concludes("mean_square", "E[V_t + (M_t - m_0)^2]", whole)
theorem.concludes("conserved", "E[V_t + (M_t - m_0)^2]", conserved, seen("distances_of_draws"))

if __name__ == "__main__":
    theorem.main()
