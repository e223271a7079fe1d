"""Once the deviation of a fit is small against the width of a cell, rounding to the nearest ends the collapse at once.

Setting.  Points are rounded to the nearest multiple of D; delta > 0 is the distance of m from the nearest end of its
cell, an odd multiple of D/2.  If all draws of a generation are within delta of m, all stored points are the same; then
the next fit has variance 0, and nothing changes any more.

    Theorem    P(V' > 0) <= n v/delta^2 from the fit (m, v)
    Corollary  P(V_t > 0) <= n v_0/delta^2 for every t >= 1, where delta is that of m_0
               with m_0 a multiple of D: 4 n v_0/D^2

Units.     v, v_0, D^2 and delta^2 in (unit of x)^2; n is a count.
Assumed.   Of the draws their mean and variance only; independence is not needed.
Note.      For a deviation that is large against D nothing of the kind holds, and rounding adds about D^2/12 to each
           generation (Sheppard's correction), much as dither does (dithered).
"""

from sympy import Integer

from collapse_math.assumptions import CONSTANT_SIZE, MATCHING_MOMENTS, NEAREST_ROUNDING
from collapse_math.axioms import MARKOV
from collapse_math.derivation import Theorem
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from collapse_math.quantities import integer, real
from derivations.gaussian.setting import draws, m, m_0, n, v, v_0
from derivations.rounding.setting import D

delta = real("delta", above=0)
t = integer("t", at_least=1)
r = real("r", at_least=0)  # the sum of the squared distances of the draws from the mean of the fit they come from

theorem = Theorem(
    "rounding.one_cell",
    says="rounded to the nearest multiple of D, points differ with probability n v_0/delta^2 at most, delta <= D/2",
    assumes=(MATCHING_MOMENTS, NEAREST_ROUNDING, CONSTANT_SIZE),
    symbols=(n, t, D, delta, m_0, v_0),
)

# 1. If r < delta^2, no draw is as far as delta from m, and all are rounded to the middle of its cell.
AFTER = Refit(
    {r: draws.power_sum(2) - 2 * m * draws.power_sum(1) + n * m**2},
    (draws,),
    {r: (NEAREST_ROUNDING,)},
    (CONSTANT_SIZE,),
)
distance = theorem.expectation("squared distances", r, after=AFTER, equals=n * v)

# 2. Markov's inequality.
share = theorem.equation("over delta^2", n * v/delta**2, distance.right/delta**2, given=(distance,))
bound = theorem.by_axiom("P(V' > 0)", MARKOV, given=(share,), equals=n * v/delta**2)

# 3. The first refit decides, as what is all the same stays so.
at_start = theorem.equation("from the truth", bound.right.xreplace({v: v_0}), n * v_0/delta**2, given=(bound,))
centred = theorem.equation(
    "from the middle of a cell", at_start.right.xreplace({delta: D/2}), 4 * n * v_0/D**2, given=(at_start,)
)

at = {n: 3, t: 3, m_0: 0, v_0: 1, D: 5}
theorem.concludes("points_differ", "a bound of P(V' > 0) from the fit (m, v):", bound)
theorem.concludes("points_differ_at_any_time", "a bound of P(V_t > 0):", at_start)
theorem.concludes(
    "points_differ_from_the_middle",
    "a bound of P(V_t > 0) with m_0 a multiple of D:",
    centred,
    Observed("rounding", "spreads", "at-most", at, level=Integer(1)/2),
)

if __name__ == "__main__":
    theorem.main()
