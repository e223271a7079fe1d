"""Where a chain ends up, for divisor n - 1: M_t converges, but to a limit without a variance, with a known tail.

Setting.  As in terminal_mean, but the sum of squares is divided by n - 1.  Var[M_t] = t v_0/n grows without end, and
yet the path of a chain has a finite length on average (path_length).

    Theorem    M_t converges almost surely to some M, and E[(M - m_0)^2] >= t v_0/n for every t: it is infinite
               E[V_t log V_t] = v_0 (log v_0 + t H),   H = psi((n+1)/2) - log((n-1)/2) > 0
    Asymptotic x^2 P(|M - m_0| > x) -> v_0/(n H) as x grows: the tail index is 2
    Size       n H -> 1, so that for large n the tail is that of v_0/x^2

Why.       A refit multiplies the variance by Y with E[Y] = 1.  Almost every chain shrinks, as E[log Y] < 0; but under
           the odds Y : 1, which E[V_t] counts with, log V_t rises by H = E[Y log Y] per refit.  A chain that does so
           for t refits has odds of about exp(-tH), a variance of about exp(tH) v_0, and goes as far as its root.

Units.     M_t in (unit of x), V_t and v_0 in its square, H in natural units per refit; n >= 2 and t >= 0 are counts.
Assumed.   Normal draws.
"""

from sympy import Integer, log, polygamma

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N_MINUS_1,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.lemmas import PSI_ABOVE_LOG, PSI_BELOW_LOG, RECIPROCAL_LIMIT, z
from collapse_math.lemmas import n as whole
from collapse_math.process_axioms import CLOSED_MARTINGALE, GOLDIE_CONSTANT, KESTEN_GOLDIE
from collapse_math.quantities import integer
from derivations.gaussian import path_length, unbiased_divisor
from derivations.gaussian.setting import COMPOSE, TRUTH, m, m_0, mean_of, n, normal_refit, t, v, v_0

later = integer("t", at_least=1)

theorem = Theorem(
    "gaussian.terminal_mean_unbiased",
    says="for divisor n - 1, M_t converges to M with infinite variance: x^2 P(|M - m_0| > x) -> v_0/(n H)",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, DIVISOR_N_MINUS_1, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, v_0),
    catalogue=("B5",),
)
refit = normal_refit("n-1")
half = (n - 1)/2
H = polygamma(0, half + 1) - log(half)

# 1. Steps of finite length in all: M_t converges, and the limit varies as much as each M_t at least.
moved = theorem.expectation("a refit keeps the mean", m, after=refit, equals=m)
between = theorem.cites(unbiased_divisor.between)
length, finite = theorem.cites(path_length.length), theorem.cites(path_length.finite)
floor = theorem.by_axiom(
    "a lower bound of the variance of the limit",
    CLOSED_MARTINGALE,
    given=(between, moved, length, finite),
    equals=t * v_0/n,
)
beyond = theorem.limit(
    "which is beyond all bounds",
    1/floor.right.xreplace({t: later}),
    later,
    Integer(0),
    {1/later: (Integer(0), RECIPROCAL_LIMIT, {whole: later})},
    given=(floor,),
)

# 2. V^(2/2) is kept on average: that is the index 2.
kept = theorem.expectation("order 2", v, after=refit, equals=v)
index = theorem.by_axiom("the tail index", KESTEN_GOLDIE, given=(kept,), equals=Integer(2))

# 3. Under the odds Y : 1 the logarithm of the variance rises by H > 0 per refit, and over generations by t H.
weighted = theorem.expectation("V log V", v * log(v), after=refit, equals=v * log(v) + v * H)
_, risen = theorem.over_generations(
    t, {kept: v_0, weighted: v_0 * (log(v_0) + t * H)}, start=TRUTH, uses=COMPOSE
)
psi = polygamma(0, half)
low = theorem.inequality(
    "psi from below", psi, ">", log(half) - 1/(n - 1) - 1/(3 * (n - 1)**2), how=ByLemma(PSI_ABOVE_LOG, {z: half})
)
positive = theorem.inequality("H is positive", H, ">", Integer(0), given=(low,))

# 4. Goldie's constant, for V_0 = v_0: the step of the mean, squared, over the growth of V log V.
drift = (m - m_0)**2
step = theorem.expectation("the mean takes a step of variance v/n", drift, after=refit, equals=drift + v/n)
ratio = theorem.equation(
    "Goldie's ratio",
    v_0 * (step.right - drift)/(weighted.right - v * log(v)),
    v_0/(n * H),
    given=(step, weighted, positive),
)
tail = theorem.by_axiom("the tail", GOLDIE_CONSTANT, given=(ratio, index, positive), equals=v_0/(n * H))

# 5. H is about 1/n.
high = theorem.inequality("psi from above", psi, "<", log(half) - 1/(n - 1), how=ByLemma(PSI_BELOW_LOG, {z: half}))
floor_value, ceiling_value = n/(n - 1) - n/(3 * (n - 1)**2), n/(n - 1)
below = theorem.inequality("n H from below", floor_value, "<", n * H, given=(low,))
above = theorem.inequality("n H from above", n * H, "<", ceiling_value, given=(high,))
small = {1/n: (Integer(0), RECIPROCAL_LIMIT, {whole: n})}
limits = (
    theorem.limit(
        "lower bound", floor_value, n, Integer(1), small, form=1/(1 - 1/n) - (1/n)/(3 * (1 - 1/n)**2)
    ),
    theorem.limit("upper bound", ceiling_value, n, Integer(1), small, form=1/(1 - 1/n)),
)
size = theorem.squeeze("n H -> 1", n * H, n, Integer(1), below=below, above=above, limits=limits)

# Held against a simulation.  Under the odds Y^2 : 1 the steps of log V have the mean psi((n-1)/2 + 2) - log((n-1)/2)
# and the variance psi_1((n-1)/2 + 2), which gives E[(V_t log V_t)^2] exactly.
level = log(v_0) + t * (polygamma(0, half + 2) - log(half))
square = ((n + 1)/(n - 1))**t * v_0**2 * (level**2 + t * polygamma(1, half + 2))
theorem.concludes("lower_bound_of_terminal_variance", "a lower bound of E[(M - m_0)^2], for every t:", floor)
theorem.concludes("inverse_of_lower_bound", "lim 1/(lower bound of E[(M - m_0)^2])", beyond)
theorem.concludes("tail_index", "tail index of M", index)
theorem.concludes("tail", "lim x^2 P(|M - m_0| > x)", tail)
theorem.concludes(
    "expected_weighted_log",
    "E[V_t log V_t]",
    risen,
    mean_of("variances_times_logs", square - risen.right**2, points=6, refits=2),
)
theorem.concludes("weighted_drift_is_positive", "H", positive)
theorem.concludes("weighted_drift_for_large_samples", "lim n H", size)

if __name__ == "__main__":
    theorem.main()
