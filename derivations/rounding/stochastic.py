"""Rounded up or down at random, points lose no more of their variance than without a grid, and gain D^2/4 at most.

Setting.  A point that is the share f into its cell is rounded up with probability f and down with probability 1 - f, so
that it is right on average; the variance of the error is f (1 - f) D^2.

    Theorem    (1 - 1/n)^t v_0 <= E[V_t] <= (1 - 1/n)^t v_0 + (n - 1) D^2/4 (1 - (1 - 1/n)^t)
               v_0 <= E[V_t] + E[(M_t - m_0)^2] <= v_0 + t D^2/4
               E[M_t] = m_0
    Corollary  P(V_t >= eps) is at most the first upper bound over eps

Units.     v_0, D^2, V_t and eps in (unit of x)^2; n >= 2 and t >= 0 are counts; q is the mean of f (1 - f).
Assumed.   Of the draws their mean and variance only.
Note.      The upper bound does not tend to 0, but E[V_t] does, for normal draws: see absorbed.
"""

from sympy import Rational

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N,
    INDEPENDENT_DRAWS,
    STOCHASTIC_ROUNDING,
)
from collapse_math.axioms import MARKOV
from collapse_math.derivation import Theorem
from collapse_math.observed import Observed
from collapse_math.quantities import real
from derivations.gaussian.setting import COMPOSE, TRUTH, m, m_0, n, t, v, v_0
from derivations.rounding.setting import HELD_AGAINST, STOCHASTIC, D, keep, q, refit

f = real("f", at_least=0, at_most=1)
eps = real("eps", above=0)

theorem = Theorem(
    "rounding.stochastic",
    says="rounded up or down at random, E[V_t] lies between (1 - 1/n)^t v_0 and that plus (n - 1) D^2/4",
    assumes=(INDEPENDENT_DRAWS, STOCHASTIC_ROUNDING, DIVISOR_N, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, D, f, q, m_0, v_0, eps),
)
AFTER = refit(STOCHASTIC)

# 1. Whatever the share f is, and so for its mean q over the draws of a generation.
quarter = theorem.inequality("the error of a point", f * (1 - f), "<=", Rational(1, 4))

# 2. One refit, whatever q is for the present fit.
centre = theorem.expectation("the mean stays", m, after=AFTER, equals=m)
within = theorem.expectation("a share is kept, of more", v, after=AFTER, equals=keep * (v + D**2 * q))
squares = v + (m - m_0)**2
whole = theorem.expectation("the rest moves the mean", squares, after=AFTER, equals=squares + D**2 * q)

# 3. Generations compose: bounds with q = 0 and with q = 1/4 at every one of them.
(mean,) = theorem.over_generations(t, {centre: m_0}, start=TRUTH, uses=COMPOSE)
decay, top = keep**t * v_0, keep**t * v_0 + (n - 1) * D**2/4 * (1 - keep**t)
low, low_total = theorem.bounds_over_generations(
    t, ">=", {within: (keep * v, decay), whole: (squares, v_0)}, start=TRUTH, uses=COMPOSE
)
high, high_total = theorem.bounds_over_generations(
    t,
    "<=",
    {within: (keep * (v + D**2/4), top), whole: (squares + D**2/4, v_0 + t * D**2/4)},
    start=TRUTH,
    uses=COMPOSE,
)

# 4. Markov's inequality, with the bound for the mean.
share = theorem.equation("the bound over eps", high.right/eps, top/eps, given=(high,))
rare = theorem.by_axiom("P(V_t >= eps)", MARKOV, given=(share,), equals=top/eps)

# The mean of M_t, whose variance the total bounds; and how often V_t is large.
of_mean = Observed("rounding", "means", "mean", HELD_AGAINST, v_0 * (1 - keep**t) + t * D**2/4)
of_tail = Observed("rounding", "variances", "at-most", {**HELD_AGAINST, eps: 10}, level=eps)
theorem.concludes("error_of_a_point", "f (1 - f)", quarter)
theorem.concludes("expected_mean", "E[M_t]", mean, of_mean)
theorem.concludes("variance_from_below", "E[V_t]", low)
theorem.concludes("variance_from_above", "E[V_t]", high)
theorem.concludes("total_from_below", "E[V_t] + E[(M_t - m_0)^2]", low_total)
theorem.concludes("total_from_above", "E[V_t] + E[(M_t - m_0)^2]", high_total)
theorem.concludes("large_variance", "a bound of P(V_t >= eps):", rare, of_tail)

if __name__ == "__main__":
    theorem.main()
