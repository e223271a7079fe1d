"""If the variance is known, the mean drifts without bound exactly if the squared weights of new draws have no sum.

Setting.  As in step_weights, but the variance v_0 of the truth is known: draws have it for ever, and only the mean is
fitted.

    Theorem    Var[M_t] = (w(1)^2 + ... + w(t)^2) v_0/n, which grows without bound if the sum diverges
    Corollary  Var[M_t] = t omega^2 v_0/n for a constant weight omega

Units.     v_0 and Var[M_t] in (unit of x)^2; n >= 2 and t >= 0 are counts, 0 <= w(t) <= 1.
Assumed.   Only that the draws are independent with the mean of the fit and the variance v_0.
"""

from sympy import Lambda, Limit, Sum, oo

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    KNOWN_VARIANCE,
    MATCHING_MOMENTS,
    STEP_WEIGHTS,
)
from collapse_math.derivation import Theorem
from collapse_math.moments import Refit
from collapse_math.quantities import real
from collapse_math.rules import DIVERGENCE_BY_COMPARISON
from collapse_math.rules import a as larger
from collapse_math.rules import b as smaller
from collapse_math.rules import c as factor
from derivations.gaussian.setting import m, m_0, n, t, v_0
from derivations.memory.setting import j, known_draws, seen_with_weights, w

constant = real("omega", above=0, at_most=1)  # the same weight at every fit
COMPOSE = (STEP_WEIGHTS, FRESH_RANDOMNESS)

theorem = Theorem(
    "memory.step_weights_known",
    says="if the variance is known, Var[M_t] = (v_0/n) sum_(j <= t) w(j)^2, bounded if and only if the sum is",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, CONSTANT_SIZE, KNOWN_VARIANCE, *COMPOSE),
    symbols=(n, t, w, m_0, v_0),
    catalogue=("D8",),
)
squares = Sum(w(j)**2, (j, 1, t))
no_sum = theorem.suppose("the squared weights have no finite sum", Limit(squares, t, oo), "=", oo)

# Draws have the variance v_0 for ever, and the variances of the steps of the mean add up.
moved = Refit({m: (1 - w(t + 1)) * m + w(t + 1) * known_draws.average}, (known_draws,), {}, (CONSTANT_SIZE,))
known = theorem.expectation(
    "a step of known variance", (m - m_0)**2, after=moved, equals=(m - m_0)**2 + w(t + 1)**2 * v_0/n
)
(drift,) = theorem.over_generations(t, {known: squares * v_0/n}, start={m: m_0}, uses=COMPOSE)
wanders = theorem.by_rule(
    "without a finite sum the mean wanders off",
    DIVERGENCE_BY_COMPARISON,
    {larger: Lambda(j, w(j)**2 * v_0/n), smaller: Lambda(j, w(j)**2), factor: n/v_0},
    given=(no_sum, drift),
)
always = Refit({m: (1 - constant) * m + constant * known_draws.average}, (known_draws,), {}, (CONSTANT_SIZE,))
one = theorem.expectation(
    "a step of constant weight", (m - m_0)**2, after=always, equals=(m - m_0)**2 + constant**2 * v_0/n
)
(steady,) = theorem.over_generations(t, {one: t * constant**2 * v_0/n}, start={m: m_0}, uses=COMPOSE)

theorem.concludes("variance_of_mean", "Var[M_t]", drift, seen_with_weights("squared_drifts"))
theorem.concludes("unbounded_drift", "lim Var[M_t]", wanders)
theorem.concludes("variance_of_mean_for_constant_weight", "Var[M_t]", steady)

if __name__ == "__main__":
    theorem.main()
