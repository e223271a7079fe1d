"""On a grid of cells the collapse is complete after finitely many refits, and this takes a geometric time at most.

Setting.  As in stochastic.  If all stored points are the same, the fit has the variance 0 and a multiple of D for its
mean: all that it draws is that multiple, and so is all that is stored, for ever.  From a fit with variance (n - 1) D^2
or less, all stored points are the same with probability p at least; p <= 1/n.

    Theorem    P(V_t > 0) <= (1 - p/2)^t (1 + 2 v_0/((n - 1) D^2))
               E[V_t]     <= (1 - p/2)^t (v_0 + (n - 1) D^2/2)
    Corollary  both tend to 0: a chain stops at a random multiple of D, however fine the grid is

Why.       A large variance falls on average, as D^2/4 is all that rounding adds; from a small one a chain may stop at
           once.  P(V_t > (n - 1) D^2) is E[V_t]/((n - 1) D^2) at most, and so the two bounds carry each other on.

For normal draws p = (g/2)^n will do, with g = Phi(1/(2 sqrt(n - 1))) - 1/2: a draw is within D/2 of the multiple next
to m with probability g at least, and if it is, it is stored there with probability 1/2 at least.

Units.     v_0, D^2 and V_t in (unit of x)^2; n >= 2 and t >= 0 are counts; a is 1 as long as stored points differ.
Note.      A bound: for large n this p is so small that the time it allows is of no use.  With subtractive dither
           nothing of the kind happens (dithered).
"""

from fractions import Fraction

from sympy import Integer

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N,
    INDEPENDENT_DRAWS,
    ONE_CELL,
    STOCHASTIC_ROUNDING,
)
from collapse_math.counts import Counts
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from collapse_math.quantities import Quantity, real
from derivations.gaussian.setting import COMPOSE, n, t, v, v_0
from derivations.rounding.setting import D, a, keep, q, stored

p = real("p", above=0, below=1)

theorem = Theorem(
    "rounding.absorbed",
    says="rounded up or down at random, stored points are all the same but for a probability of order (1 - p/2)^t",
    assumes=(INDEPENDENT_DRAWS, STOCHASTIC_ROUNDING, ONE_CELL, DIVISOR_N, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, D, p, q, v_0),
    conditions=(n * p <= 1,),
)
K = (n - 1) * D**2

# 1. Where points differ they go on to differ with probability 1 - p at most if v <= K, and 1 at most if not: in either
#    case 1 - p + p v/K at most.  Where they do not, nothing is rounded, and nothing changes.
goes_on = Counts("o", Integer(1), (ONE_CELL,), (), (1 - p + p * v/K,), at_most=True)
points = stored(a * D**2 * q, STOCHASTIC_ROUNDING)
AFTER = Refit(
    {a: a * goes_on.count(), v: points.sum_of_squares/n}, (goes_on, points), {v: (DIVISOR_N,)}, (CONSTANT_SIZE,)
)
differ = theorem.expectation("points differ", a, after=AFTER, equals=a * (1 - p + p * v/K))
spread = theorem.expectation("their variance", v, after=AFTER, equals=keep * (v + a * D**2 * q))

# 2. Each is bounded by both, with q = 1/4.
ratio = 1 - p/2
still, left = theorem.bounds_over_generations(
    t,
    "<=",
    {
        differ: ((1 - p) * a + p * v/K, ratio**t * (1 + 2 * v_0/K)),
        spread: (keep * (v + a * D**2/4), ratio**t * (v_0 + K/2)),
    },
    start={a: Integer(1), v: v_0},
    uses=COMPOSE,
)

# 3. In the long run.
vanishes = {ratio**t: (Integer(0), GEOMETRIC_LIMIT, {r: ratio})}
never = theorem.limit("no chain goes on", still.right, t, Integer(0), vanishes, given=(still,))
nothing = theorem.limit("nothing is left", left.right, t, Integer(0), vanishes, given=(left,))

# With two points, a cell of width 4, and the p of normal draws, 0.00917 > 1/110.
at: dict[Quantity, int | Fraction] = {n: 2, t: 40, D: 4, v_0: 1, p: Fraction(1, 110)}
theorem.concludes(
    "points_differ", "P(V_t > 0)", still, Observed("rounding", "spreads", "at-most", at, level=Integer(1)/2)
)
theorem.concludes("expected_variance", "E[V_t]", left)
theorem.concludes("limit_of_differing", "lim P(V_t > 0)", never)
theorem.concludes("limit_of_variance", "lim E[V_t]", nothing)

if __name__ == "__main__":
    theorem.main()
