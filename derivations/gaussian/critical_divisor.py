"""The divisor that holds a typical variance lies just above n - 2, so that n - 1 is on the side of collapse.

Setting.  A normal law is refitted to n of its own draws, V' = SS/c.  By general_divisor log V_t has the mean
step D = log c* - log c with c* = 2 exp(psi((n-1)/2)): a typical variance collapses if c > c*.

    Theorem    n - 2 < c* < n - 2 + 1/n                   (the lower bound for n >= 3)
    c = n - 1  E[V_t] = v_0, and yet E[log V_t] <= log v_0 - t/(n-1): the mean stays, a typical variance collapses
    c = n - 2  (log V_t)/t -> D > 0 almost surely, so V_t -> infinity       (n >= 3)

Units.     c* has none, D is in natural units per refit; n >= 2 counts draws.
Assumed.   Normal draws; nothing for the bounds of c*, which is a number.
"""

from sympy import Integer, exp, log, polygamma

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FIXED_DIVISOR,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.lemmas import LOG_CONCAVITY, LOG_SERIES, PSI_ABOVE_LOG, PSI_BELOW_LOG, u, x, z
from collapse_math.process_axioms import STRONG_LAW
from collapse_math.quantities import integer
from derivations.gaussian import general_divisor
from derivations.gaussian.setting import COMPOSE, c, mean_of, n, t, v_0

n_3 = integer("n", at_least=3)

theorem = Theorem(
    "gaussian.critical_divisor",
    says="n - 2 < c* < n - 2 + 1/n: with divisor n - 1 the mean variance stays and a typical one collapses",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, FIXED_DIVISOR, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, v_0),
    catalogue=("B2", "B3", "B13"),
)

# 1. From above: psi(z) < log z - 1/(2z) at z = (n-1)/2, and log y <= y - 1 at y = (n-1)/c*.
psi = polygamma(0, (n - 1)/2)
critical = 2 * exp(psi)
upper = theorem.inequality(
    "psi from above",
    psi,
    "<",
    log((n - 1)/2) - 1/(n - 1),
    how=ByLemma(PSI_BELOW_LOG, {z: (n - 1)/2}),
)
y = (n - 1)/critical
ceiling = theorem.inequality("log((n-1)/c*)", log(y), "<=", y - 1, how=ByLemma(LOG_CONCAVITY, {x: y}))
above = theorem.inequality("c* from above", critical, "<", n - 2 + 1/n, given=(upper, ceiling))

# 2. From below: one term more of psi, against the series of log(1 - 1/(n-1)).  This is D > 0 at c = n - 2;
#    then log y <= y - 1 at y = c*/(n-2).
psi_3 = polygamma(0, (n_3 - 1)/2)
lower = theorem.inequality(
    "psi from below",
    psi_3,
    ">",
    log((n_3 - 1)/2) - 1/(n_3 - 1) - 1/(3 * (n_3 - 1)**2),
    how=ByLemma(PSI_ABOVE_LOG, {z: (n_3 - 1)/2}),
)
series = theorem.inequality(
    "log(1 - 1/(n-1))",
    log(1 - 1/(n_3 - 1)),
    "<=",
    -1/(n_3 - 1) - 1/(2 * (n_3 - 1)**2),
    how=ByLemma(LOG_SERIES, {u: 1/(n_3 - 1)}),
)
positive = theorem.inequality(
    "log c* from below", psi_3 + log(2), ">", log(n_3 - 2), given=(lower, series)
)
y_3 = 2 * exp(psi_3)/(n_3 - 2)
floor = theorem.inequality("log(c*/(n-2))", log(y_3), "<=", y_3 - 1, how=ByLemma(LOG_CONCAVITY, {x: y_3}))
below = theorem.inequality("c* from below", 2 * exp(psi_3), ">", n_3 - 2, given=(positive, floor))

# 3. What this means for E[V_t] and for the mean of log V_t with the divisors n - 1 and n - 2.
mean = theorem.cites(general_divisor.mean, {c: n - 1})
unbiased = theorem.equation("mean for c = n - 1", mean.right, v_0, given=(mean,))
level = theorem.cites(general_divisor.level, {c: n - 1})
falls = theorem.inequality(
    "E[log V_t] for c = n - 1", level.right, "<=", log(v_0) - t/(n - 1), given=(level, upper)
)
level_3 = theorem.cites(general_divisor.level, {n: n_3, c: n_3 - 2})
rises = theorem.inequality("E[log V_t] for c = n - 2", level_3.right, ">=", log(v_0), given=(level_3, positive))

# 4. Almost surely, too: the strong law for the steps of log V_t with the divisor n - 2.
step = theorem.cites(general_divisor.step, {n: n_3, c: n_3 - 2})
D_3 = psi_3 + log(2) - log(n_3 - 2)
sure = theorem.by_axiom("(log V_t)/t for c = n - 2", STRONG_LAW, given=(step,), equals=D_3)
explodes = theorem.inequality("so V_t -> infinity", sure.right, ">", Integer(0), given=(sure, positive))

theorem.concludes("upper_bound", "c*", above)
theorem.concludes("lower_bound", "c*", below)
spread_of_mean = ((1 + 2/(n - 1))**t - 1) * v_0**2  # for normal draws (moment_growth)
theorem.concludes(
    "mean_for_unbiased_divisor",
    "E[V_t] for c = n - 1",
    unbiased,
    mean_of("variances", spread_of_mean, points=4, refits=2, divisor=3),
)
theorem.concludes(
    "typical_level_for_unbiased_divisor",
    "E[log V_t] for c = n - 1",
    level,
    mean_of("log_variances", t * polygamma(1, (n - 1)/2), points=4, refits=2, divisor=3),
)
theorem.concludes("typical_fall_for_unbiased_divisor", "E[log V_t] for c = n - 1", falls)
theorem.concludes("typical_rise_for_divisor_n_minus_2", "E[log V_t] for c = n - 2", rises)
theorem.concludes("explosion_for_divisor_n_minus_2", "lim (log V_t)/t almost surely for c = n - 2", explodes)

if __name__ == "__main__":
    theorem.main()
