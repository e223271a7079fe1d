"""A divergence that every step contracts by 1 - alpha, up to an error, vanishes if the errors vanish beside the shares.

Setting.  0 <= D_{t+1} <= (1 - alpha(t+1)) D_t + delta(t+1), and nothing else is known of D: it may fall by more, which
is written as D_{t+1} = r(t+1) ((1 - alpha(t+1)) D_t + delta(t+1)) with any r(t) from 0 to 1.

    Theorem    0 <= D_t <= W_t,   W_{t+1} = (1 - alpha(t+1)) W_t + delta(t+1),   W_0 = D_0
    Corollary  D_t -> 0 if the sum of alpha(t) diverges and delta(t)/alpha(t) -> 0, even if alpha(t) -> 0

Why.       W_{t+1} is the average of W_t and delta/alpha with the weights 1 - alpha and alpha.

Units.     D and delta in the unit of the divergence; alpha and r are pure numbers, t is a count.
Assumed.   The inequality, and that a generation sees the last one alone.  On trust: Toeplitz's theorem.
Note.      Errors of the order 1/n(t) are small enough if alpha(t) n(t), the number of real points, grows without bound:
           what schedules.learning asks for as well, where samples are drawn.
"""

from sympy import Expr, Integer, Lambda, Limit, Product, Sum, oo

from collapse_math import rules
from collapse_math.assumptions import REPLACE
from collapse_math.derivation import Theorem
from collapse_math.moments import Refit
from collapse_math.quantities import real
from collapse_math.sequences import reals
from derivations.gaussian.setting import t
from derivations.schedules.setting import i, k, s

alpha = reals("alpha", above=0, below=1)  # the shares of real data
delta = reals("delta", at_least=0)  # the errors
r = reals("r", at_least=0, at_most=1)  # what is left of the bound
D, D_0 = real("D", at_least=0), real("D_0", at_least=0)  # the divergence now, and in the beginning
share, error = alpha(t + 1), delta(t + 1)

theorem = Theorem(
    "paper.repeated_contraction",
    says="D_{t+1} <= (1 - alpha) D_t + delta gives D_t -> 0 if sum alpha(t) = infinity and delta(t)/alpha(t) -> 0",
    assumes=(REPLACE,),
    symbols=(alpha, delta, r, t, D_0),
)


def kept(last: Expr) -> Expr:
    """What the divergence in the beginning still counts."""
    return Product(1 - alpha(i), (i, 1, last))


def worst(last: Expr) -> Expr:
    """The largest divergence that the inequality allows after so many steps."""
    return kept(last) * (D_0 + Sum(delta(k)/kept(k), (k, 1, last)))


# 1. A step, and all steps.
contracted = Refit({D: r(t + 1) * ((1 - share) * D + error)}, ())
step = theorem.expectation("a step", D, after=contracted, equals=r(t + 1) * ((1 - share) * D + error))
(above,) = theorem.bounds_over_generations(
    t, "<=", {step: ((1 - share) * D + error, worst(t))}, start={D: D_0}, uses=(REPLACE,)
)
(below,) = theorem.bounds_over_generations(
    t, ">=", {step: (Integer(0), Integer(0))}, start={D: D_0}, uses=(REPLACE,)
)

# 2. The bound is an average of delta/alpha, and of the beginning, which is forgotten.
endless = theorem.suppose("the sum of alpha(t) diverges", Limit(Sum(alpha(k), (k, 1, t)), t, oo), "=", oo)
small = theorem.suppose("delta(t)/alpha(t) -> 0", Limit(error/share, t, oo), "=", Integer(0))
vanishes = theorem.by_rule(
    "the bound vanishes",
    rules.TOEPLITZ,
    {
        rules.average: Lambda(s, worst(s)),
        rules.weight: Lambda(s, alpha(s)),
        rules.target: Lambda(s, delta(s)/alpha(s)),
        rules.limit: Integer(0),
    },
    given=(endless, small, above),
)
reached = theorem.enclosed("and what it bounds", Integer(0), below=below, above=above, limits=(vanishes,))

theorem.concludes("at_most", "D_t", above)
theorem.concludes("vanishes", "lim D_t", reached)

if __name__ == "__main__":
    theorem.main()
