"""Nor does the probability that a chain has not collapsed decay much faster than Markov's bound says.

Setting.  As in tail_bound, with divisor n - 1: log V_t is a random walk.  Let m_s be the factor by which a refit
multiplies E[V^s], and a_s = d log m_s/ds = psi((n-1)/2 + s) - log((n-1)/2).

    Asymptotic log P(V_t >= v_0 exp(a_s t))/t -> log m_s - s a_s,                    for every s > 0
    s = 1/2    log P(V_t >= v_0 exp(a t))/t   -> log c4 - a/2,                       a = psi(n/2) - log((n-1)/2)
               where log c4 is Markov's rate (tail_bound) and 0 < a < 1/(n (n-1)) is next to nothing
    Corollary  n (log c4 - a/2) -> -1/4, as n log c4 does (deviation_rate): with rates in units of 1/n no exponential
               bound does better for large n than Markov's for the deviation

Why.       Large values are due to chains that rise for all of the time.  A typical deviation falls at the rate
           D/2, where n D/2 -> -1/2 (typical_decay_unbiased): twice as fast as these probabilities do.

Note.      V_t >= v_0 exp(a t) implies V_t >= eps once t is large, for any eps.  As a > 0, an order slightly below 1/2
           makes Markov's bound slightly better: about 1/2 - 1/(12 (n-1)).

Units.     V_t and v_0 in (unit of x)^2; rates are per refit, a_s in natural units of log V; n >= 2 counts draws.
Assumed.   Normal draws.
"""

from sympy import Integer, Lambda, Rational, gamma, log, polygamma, sqrt

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N_MINUS_1,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.lemmas import LOG_CONCAVITY, LOG_SERIES, PSI_ABOVE_LOG, PSI_BELOW_LOG, RECIPROCAL_LIMIT, u, x, z
from collapse_math.lemmas import n as any_n
from collapse_math.process_axioms import CRAMER
from collapse_math.quantities import real
from derivations.gaussian.setting import COMPOSE, n, normal_refit, v
from derivations.sample import deviation_rate

s, y = real("s", above=0), real("y")

theorem = Theorem(
    "gaussian.tail_rate",
    says="for divisor n - 1, log P(V_t >= v_0 exp(a t))/t -> log c4 - a/2 with 0 < a < 1/(n(n-1)), about -1/(4n)",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, DIVISOR_N_MINUS_1, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, s),
    catalogue=("B10",),
)
half = (n - 1)/2
c4 = sqrt(2/(n - 1)) * gamma(n/2)/gamma(half)
log_m = s * log(2/(n - 1)) + log(gamma(half + s)) - log(gamma(half))
a_s = polygamma(0, half + s) - log(half)
refit = normal_refit("n-1")

# 1. log V is a random walk; the moments of its steps are m_s, and the slope of log m_s is a_s.
L = polygamma(0, half) - log(half)
walk = theorem.expectation("one step of log V", log(v), after=refit, equals=log(v) + L)
moment = theorem.expectation(
    "and its exponential moments",
    v**s,
    after=refit,
    equals=(2/(n - 1))**s * gamma(half + s)/gamma(half) * v**s,
)
factor = theorem.equation("log m_s", log(moment.right/v**s), log_m, given=(moment,))
slope = theorem.derivative("slope of log m_s", factor.right, s, a_s)

# 2. Cramer's theorem at the height that this slope gives.
tail = theorem.by_axiom(
    "Cramer's theorem", CRAMER, given=(walk, moment, factor, slope), equals=log_m - s * a_s
)

# 3. At s = 1/2 the factor is c4.
at_half = {s: Rational(1, 2)}
a = a_s.xreplace(at_half)
lowest = theorem.equation("at s = 1/2", tail.right.xreplace(at_half), log(c4) - a/2, given=(tail,))

# 4. There the height a is next to nothing: psi(z) < log z - 1/(2z) at z = n/2, and log(n/(n-1)) <= 1/(n-1).
psi = polygamma(0, n/2)
upper = theorem.inequality("psi from above", psi, "<", log(n/2) - 1/n, how=ByLemma(PSI_BELOW_LOG, {z: n/2}))
logs = theorem.inequality(
    "log(n/(n-1))", log(n/(n - 1)), "<=", 1/(n - 1), how=ByLemma(LOG_CONCAVITY, {x: n/(n - 1)})
)
little = theorem.inequality("a from above", a, "<", 1/(n * (n - 1)), given=(upper, logs))

#    It is positive: one term more of psi, and of log(1 - 1/n).
lower = theorem.inequality(
    "psi from below", psi, ">", log(n/2) - 1/n - 1/(3 * n**2), how=ByLemma(PSI_ABOVE_LOG, {z: n/2})
)
series = theorem.inequality(
    "log(1 - 1/n)", log(1 - 1/n), "<=", -1/n - 1/(2 * n**2), how=ByLemma(LOG_SERIES, {u: 1/n})
)
rises = theorem.inequality("a from below", a, ">", Integer(0), given=(lower, series))

# 5. So n (log c4 - a/2) has the limit of n log c4, from the bounds of the latter (deviation_rate).
log_c4, log_c4_below = theorem.cites(deviation_rate.above), theorem.cites(deviation_rate.floor)
of_c4 = deviation_rate.floor_value
floor_value, ceiling_value = of_c4 - 1/(2 * (n - 1)), deviation_rate.ceiling_value
floor = theorem.inequality(
    "the rate from below", floor_value, "<=", n * (log(c4) - a/2), given=(log_c4_below, little)
)
ceiling = theorem.inequality(
    "the rate from above", n * (log(c4) - a/2), "<=", ceiling_value, given=(log_c4, rises)
)
small = {1/n: (Integer(0), RECIPROCAL_LIMIT, {any_n: n})}
quarter = -Rational(1, 4)
limits = (
    theorem.limit(
        "lower bound",
        floor_value,
        n,
        quarter,
        small,
        form=Lambda(y, -(Rational(1, 4) + y)/(1 - y/4 - y**2) - y/(2 * (1 - y))),
    ),
    theorem.limit("upper bound", ceiling_value, n, quarter, small, form=Lambda(y, -1/(4 - 2 * y))),
)
size = theorem.squeeze(
    "n times the rate", n * (log(c4) - a/2), n, quarter, below=floor, above=ceiling, limits=limits
)

theorem.concludes("rate", "lim log P(V_t >= v_0 exp(a_s t))/t", tail)
theorem.concludes("rate_at_half", "lim log P(V_t >= v_0 exp(a t))/t", lowest)
theorem.concludes("height_from_above", "a", little)
theorem.concludes("height_from_below", "a", rises)
theorem.concludes("rate_for_large_samples", "lim n (log c4 - a/2)", size)

if __name__ == "__main__":
    theorem.main()
