"""The setting of this chapter: schedules of sample sizes, n_1 at first and then more and more.

Generation t draws n(t) points from the last fit and refits by moments; generation 0 is the truth.  What the mean
variance and the drift are for any sizes n(1), n(2), ... is in schedules.growing_samples for divisor n, and in unbiased
for divisor n - 1; here the sizes are given by a formula in s = 1, 2, 3, ...

    quadratic    n_1 s^2                      one_more    n_1 + s - 1
    squares      (n_1 + s - 1)^2              linear      n_1 s
    geometric    n_1 ratio^s
"""

from sympy import Expr, Lambda, Symbol

from collapse_math.observed import Observed
from collapse_math.quantities import Quantity, integer
from derivations.gaussian.setting import m_0, t, v_0
from derivations.schedules.setting import n

n_1, ratio = integer("n_1", at_least=2), integer("ratio", at_least=2)
later = integer("t", at_least=1)
s = Symbol("s", integer=True)  # the number of a generation

QUADRATIC = Lambda(s, n_1 * s**2)
SQUARES = Lambda(s, (n_1 + s - 1)**2)
GEOMETRIC = Lambda(s, n_1 * ratio**s)
LINEAR = Lambda(s, n_1 * s)
ONE_MORE = Lambda(s, n_1 + s - 1)


def seen(statistic: str, sizes: Lambda, *, refits: int = 3, variance: Expr | str = "exact") -> Observed:
    """The mean of a statistic over chains with sizes by this schedule, for n_1 = 3 and ratio = 2."""
    at: dict[Quantity, int] = {n_1: 3, t: refits, m_0: 1, v_0: 2}
    if ratio in sizes.expr.free_symbols:
        at[ratio] = 2
    terms = tuple(int(sizes(k).xreplace(at)) for k in range(1, refits + 1))
    return Observed("loop", statistic, "mean", at, variance, sequences={n: terms})
