"""One loop, four rates: how fast a chain with divisor n - 1 collapses depends on what is asked.

Setting.  A normal law is refitted to n of its own draws with divisor n - 1.  All rates are per refit and on the log
scale, for the deviation sqrt V_t; multiply by two for the variance.

    E[V_t]             0, at every t: the mean variance never decays             (unbiased_divisor)
    E[sqrt V_t]        log c4,   n log c4 -> -1/4                                (deviation_rate)
    a typical chain    D/2,      n D/2 -> -1/2                                   (typical_decay_unbiased)
    the mass of E[V_t] H/2 > 0,  n H/2 -> 1/2: under the odds V_t : 1 it rises   (terminal_mean_unbiased)

    Published  "The variance decays like (1 - 1/n)^t."  With this divisor that is false of its mean at every t >= 1; at
               n = 10, t = 50 the mean is (10/9)^50 > 194 times as large.  It holds for divisor n (variance_decay).
    Published  P(sqrt V_t >= eps) <= exp(-t/(4n-1)) sqrt(v_0)/eps, valid as it is (tail_bound).  Its rate is that of the
               mean deviation: log c4 over D/2 tends to 1/2, so that it is half of the typical rate.

Units.     Rates are in natural units of log sqrt V per refit; n >= 2 and t >= 0 are counts.
Assumed.   For E[V_t] two moments of the draws only.  The rates are numbers; that they are rates of these quantities
           takes normal draws.
"""

from sympy import Integer, Lambda, Rational, gamma, log, sqrt

from collapse_math.assumptions import CONSTANT_SIZE, DIVISOR_N_MINUS_1, INDEPENDENT_DRAWS, MATCHING_MOMENTS
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.quantities import integer, real
from derivations.gaussian import terminal_mean_unbiased, typical_decay_unbiased, unbiased_divisor
from derivations.gaussian.setting import COMPOSE, mean_of, n, t, v_0
from derivations.sample import deviation_rate

later = integer("t", at_least=1)
y, w = real("y"), real("w")

theorem = Theorem(
    "gaussian.rates",
    says="for divisor n - 1: E[V_t] stays, E[sqrt V_t] decays like exp(-t/(4n)), a typical sqrt V_t like exp(-t/(2n))",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, DIVISOR_N_MINUS_1, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, v_0),
    catalogue=("B2", "B3", "B10"),
)
c4 = sqrt(2/(n - 1)) * gamma(n/2)/gamma((n - 1)/2)
D, H = typical_decay_unbiased.L, terminal_mean_unbiased.H

# 1. The mean variance stays, and so is above what has been claimed, at any t but 0; and at one point exactly.
mean = theorem.cites(unbiased_divisor.within)
decayed = theorem.inequality("(1 - 1/n)^t", (1 - 1/n)**later, "<", Integer(1), how=Induction(later))
above = theorem.inequality(
    "not the mean variance", mean.right, ">", (1 - 1/n)**later * v_0, given=(mean, decayed)
)
ratio = theorem.equation(
    "how far it is off at the point",
    mean.right/((1 - Rational(1, 10))**50 * v_0),
    Rational(10, 9)**50,
    given=(mean,),
)

# 2. The rates for large samples.
of_mean = theorem.cites(deviation_rate.size)
of_variance = theorem.cites(typical_decay_unbiased.size)
of_mass = theorem.cites(terminal_mean_unbiased.size)
typical = theorem.limit(
    "typical deviation", n * D/2, n, -Rational(1, 2), {n * D: of_variance}, form=Lambda(y, y/2)
)
massive = theorem.limit(
    "where the mass of the mean is", n * H/2, n, Rational(1, 2), {n * H: of_mass}, form=Lambda(y, y/2)
)
falls = theorem.cites(typical_decay_unbiased.negative)
share = theorem.limit(
    "mean against typical deviation",
    log(c4)/(D/2),
    n,
    Rational(1, 2),
    {n * log(c4): of_mean, n * D: of_variance},
    form=Lambda((y, w), y/(w/2)),
    given=(falls,),
)

spread = ((1 + 2/(n - 1))**t - 1) * v_0**2  # for normal draws (moment_growth)
theorem.concludes("mean_variance", "E[V_t]", mean, mean_of("variances", spread, points=4, refits=2))
theorem.concludes("mean_variance_is_above", "E[V_t]", above)
theorem.concludes("ratio_at_the_point", "E[V_50]/((1 - 1/10)^50 v_0) for n = 10", ratio)
theorem.concludes("rate_of_mean_deviation", "lim n log c4", of_mean)
theorem.concludes("rate_of_typical_deviation", "lim n D/2", typical)
theorem.concludes("rate_of_the_mass", "lim n H/2", massive)
theorem.concludes("mean_against_typical", "lim log c4/(D/2)", share)

if __name__ == "__main__":
    theorem.main()
