"""Weights of new data that are what theorems suppose of them, so that these are not about nothing.

    w(t) = 1/2            the squares have no finite sum: memory fades too fast, and nothing stays
    w(t) = 1/(t + 1)      they have one: a part stays
    a(t) = 1/(t + 1)      steps towards real draws, which tend to zero and have an infinite sum: the truth is learned

Units.     As in the theorems that are cited.
Assumed.   What they assume.
"""

from sympy import Integer, Lambda, Rational

from collapse_math.derivation import Theorem
from derivations.gaussian.setting import n, t, v_0
from derivations.learners import vanishing_steps
from derivations.memory import step_weights, step_weights_known
from derivations.memory.setting import w
from derivations.schedules.series import FEW, FEWER, converges, diverges, tends, y
from derivations.schedules.setting import s

theorem = Theorem(
    "paper.satisfied_by_weights",
    says="weights 1/2 have no finite sum of squares, and weights 1/(t + 1) have one",
    assumes=tuple(
        dict.fromkeys((
            *step_weights.theorem.assumes, *step_weights_known.theorem.assumes, *vanishing_steps.theorem.assumes
        ))
    ),
    symbols=(t, n, v_0),
)
HALF = Lambda(s, Rational(1, 2))

# 1. Weights of the newest data.
no_sum = diverges(theorem, Lambda(s, HALF(s)**2), Integer(4))
faded = theorem.cites(step_weights.gone, {w: HALF}, given=(no_sum,))
strayed = theorem.cites(step_weights_known.wanders, {w: HALF}, given=(no_sum,))
kept = theorem.cites(step_weights.stays, {w: FEW}, given=(converges(theorem, FEWER, Integer(1)),))

# 2. Steps towards real draws.
endless, small = diverges(theorem, FEW, Integer(2)), tends(theorem, FEW, Integer(0), y/(1 + y))
learned = theorem.cites(vanishing_steps.learned, {vanishing_steps.a: FEW}, given=(endless, small))

theorem.concludes("faded", "lim E[V_t]/v_0, w(t) = 1/2,", faded)
theorem.concludes("strayed", "lim Var[M_t], w(t) = 1/2,", strayed)
theorem.concludes("kept", "lim E[V_t]/v_0, w(t) = 1/(t + 1),", kept)
theorem.concludes("learned", "lim E[(p_t - p_0)^2], a(t) = 1/(t + 1),", learned)

if __name__ == "__main__":
    theorem.main()
