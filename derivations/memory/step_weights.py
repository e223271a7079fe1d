"""How fast the past may fade: memory stops the collapse, and the drift, exactly if the squared weights are summable.

Setting.  Fit t gives its n newest draws the weight w(t) together, and everything before, as the last fit has it, the
rest.  With w(t) = 1 the data are replaced, with w(t) = 1/t they accumulate, with a constant weight, or with
w(t) = (1 - f)/(1 - f^t), they fade.  The variance is the weighted mean square about the weighted mean (divisor n).

    Theorem    E[V_t]   = v_0 (1 - w(1)^2/n)(1 - w(2)^2/n) ... (1 - w(t)^2/n),   Var[M_t] = v_0 - E[V_t]
               E[V_t] -> 0             if w(1)^2 + w(2)^2 + ... diverges
               E[V_t] -> something > 0 if it converges

Units.     v_0, V_t and Var[M_t] in (unit of x)^2; n >= 2 and t >= 0 are counts, 0 <= w(t) <= 1.
Assumed.   Only that the draws are independent with the mean and variance of the fit.
Note.      The mean square of the draws about m_0 is v_0 at every t, whatever the weights are (accumulate).
See also.  step_weights_known, where the variance is known.
"""

from sympy import Integer, Lambda, Limit, Product, Sum, oo

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
    STEP_WEIGHTS,
)
from collapse_math.derivation import Theorem
from collapse_math.rules import (
    CONVERGENCE_BY_COMPARISON,
    DIVERGENCE_BY_COMPARISON,
    POSITIVE_PRODUCT,
    VANISHING_PRODUCT,
    part,
    share,
)
from collapse_math.rules import a as larger
from collapse_math.rules import b as smaller
from collapse_math.rules import c as factor
from derivations.gaussian.setting import TRUTH, m, m_0, n, t, v, v_0
from derivations.memory.setting import j, seen_with_weights, share_renewed, w

COMPOSE = (STEP_WEIGHTS, FRESH_RANDOMNESS)

theorem = Theorem(
    "memory.step_weights",
    says="E[V_t] = v_0 prod_(j <= t) (1 - w(j)^2/n): the variance collapses if and only if sum w(j)^2 diverges",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, DIVISOR_N, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, w, m_0, v_0),
    catalogue=("D8",),
)

# 1. One refit, for any weight, and all of them.
sized = share_renewed(CONSTANT_SIZE)
keep = theorem.expectation("one refit", v, after=sized, equals=(1 - w(t + 1)**2/n) * v)
wander = theorem.expectation(
    "the mean takes a step", (m - m_0)**2, after=sized, equals=(m - m_0)**2 + w(t + 1)**2 * v/n
)
left = Product(1 - w(j)**2/n, (j, 1, t))
within, between = theorem.over_generations(
    t, {keep: left * v_0, wander: (1 - left) * v_0}, start=TRUTH, uses=COMPOSE
)

# 2. A product of factors 1 - a with a < 1 tends to zero if the a have no sum, and else to something positive.
squares = Sum(w(j)**2, (j, 1, t))
no_sum = theorem.suppose("the squared weights have no finite sum", Limit(squares, t, oo), "=", oo)
shares = Lambda(j, w(j)**2/n)
many = theorem.by_rule(
    "nor have the shares that are lost",
    DIVERGENCE_BY_COMPARISON,
    {larger: shares, smaller: Lambda(j, w(j)**2), factor: n},
    given=(no_sum,),
)
gone = theorem.by_rule("so that nothing is left", VANISHING_PRODUCT, {share: shares}, given=(many, within))
a_sum = theorem.suppose("the squared weights have a finite sum", Limit(squares, t, oo), "<", oo)
few = theorem.by_rule(
    "so have the shares that are lost",
    CONVERGENCE_BY_COMPARISON,
    {larger: shares, smaller: Lambda(j, w(j)**2), factor: Integer(1)},
    given=(a_sum,),
)
stays = theorem.by_rule("so that something is left", POSITIVE_PRODUCT, {part: shares}, given=(few, within))

theorem.concludes("expected_variance", "E[V_t]", within, seen_with_weights("variances"))
theorem.concludes("variance_of_mean", "Var[M_t]", between, seen_with_weights("squared_drifts"))
theorem.concludes("collapse", "lim E[V_t]/v_0", gone)
theorem.concludes("no_collapse", "lim E[V_t]/v_0", stays)

if __name__ == "__main__":
    theorem.main()
