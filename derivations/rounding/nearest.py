"""Rounded to the nearest, normal draws gain D^2/12 of variance, but for an error that is tiny unless D is large.

Setting.  Points are drawn from a normal law with mean m and variance v, and rounded to the nearest multiple of D; the
next fit is one to these, with divisor n.  q = exp(-2 pi^2 v/D^2), and v is such that q <= 1/2: v >= 0.036 D^2.

    Theorem    E[V'] lies within (1 - 1/n) 4 q (2 v + D^2/pi^2) of (1 - 1/n)(v + D^2/12)
               E[M'] lies within 2 q D/pi of m
    Corollary  for v >= D^2 the first distance is below 10^-7 v, and E[V'] is that of dithered, to seven digits

So as long as the law is wide against a cell, rounding to the nearest acts like dither: it adds D^2/12 in each
generation (Sheppard's correction).  Once it is narrow, one_cell applies.

Units.     v, V' and D^2 in (unit of x)^2; n >= 2 is a count; a_1, b_1 and c_1 are numbers between -1 and 1 that depend
           on m and v, and so nothing is said of them.
Assumed.   Normal draws: for a law on a grid of its own nothing of the kind is true.
Not said.  Anything about many generations: v wanders, and the theorem is about those with q <= 1/2.
"""

from fractions import Fraction

from sympy import Rational, pi

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
    NEAREST_ROUNDING,
)
from collapse_math.axioms import NORMAL_DRAW_ROUNDED
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.moments import Refit, Sample
from collapse_math.observed import Observed
from collapse_math.quantities import Quantity, integer, real
from derivations.gaussian.setting import m, m_0, n, v, v_0
from derivations.rounding.setting import D, keep

a_1, b_1, c_1 = (real(name, at_least=-1, at_most=1) for name in ("a_1", "b_1", "c_1"))
t = integer("t", at_least=0)
q = real("q", above=0, at_most=Rational(1, 2))  # exp(-2 pi^2 v/D^2)

theorem = Theorem(
    "rounding.nearest",
    says="rounded to the nearest multiple of D, E[V'] = (1 - 1/n)(v + D^2/12) up to 4 q (2 v + D^2/pi^2), q = "
    "exp(-2 pi^2 v/D^2)",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, NEAREST_ROUNDING, DIVISOR_N, CONSTANT_SIZE),
    symbols=(n, D, m, v, q, a_1, b_1, c_1),
    sources=(Source("Sheppard", 1898, "Proceedings of the London Mathematical Society 29, 353-380"),),
)

# 1. A stored point, with A = 2 q a_1, B = 2 q b_1 and C = 2 q c_1.
A, B, C = 2 * q * a_1, 2 * q * b_1, 2 * q * c_1
point = Sample(
    "y",
    n,
    m + D/pi * A,
    {2: v + D**2/12 + 4 * v * B + D**2/pi**2 * (C - A**2)},
    independent=(INDEPENDENT_DRAWS,),
)
AFTER = Refit(
    {m: point.average, v: point.sum_of_squares/n}, (point,), {v: (DIVISOR_N,)}, (CONSTANT_SIZE,), by=NORMAL_DRAW_ROUNDED
)

# 2. One refit.
spread = theorem.expectation(
    "the variance of stored points",
    v,
    after=AFTER,
    equals=keep * (v + D**2/12 + 8 * q * v * b_1 + D**2/pi**2 * (2 * q * c_1 - 4 * q**2 * a_1**2)),
)
centre = theorem.expectation("their mean", m, after=AFTER, equals=m + D/pi * A)

# 3. Whatever m is.
sheppard, error = keep * (v + D**2/12), keep * 4 * q * (2 * v + D**2/pi**2)
above = theorem.inequality("no more", spread.right, "<=", sheppard + error, given=(spread,))
below = theorem.inequality("and no less", spread.right, ">=", sheppard - error, given=(spread,))
right = theorem.inequality("not far to the right", centre.right - m, "<=", 2 * q * D/pi, given=(centre,))
left = theorem.inequality("nor to the left", m - centre.right, "<=", 2 * q * D/pi, given=(centre,))

# 4. For v >= D^2, q is at most exp(-2 pi^2), which is 2.7 10^-9, and the error is of no account.
u = real("u", above=0, at_most=Rational(1, 10**8))  # q
w = real("w", at_least=0)  # how much v is above D^2
small = theorem.inequality(
    "for a wide law", error.xreplace({q: u, v: D**2 + w}), "<", (D**2 + w) * Rational(1, 10**7), given=(above, below)
)
first = theorem.inequality(
    "from the truth", spread.right.xreplace({v: v_0}), "<=", (sheppard + error).xreplace({v: v_0}), given=(spread,)
)

# Where the error is far below what a simulation can see; V_1 varies by what it does without a grid, and a little more.
at: dict[Quantity, int | Fraction] = {n: 4, t: 1, m_0: Fraction(1, 3), v_0: 2, D: 1, q: Fraction(1, 10**15)}
seen = Observed("rounding", "variances", "mean", at, 2 * (v_0 + D**2)**2/(n - 1))
theorem.concludes("stored_variance", "E[V'] from the fit (m, v)", spread)
theorem.concludes("variance_from_above", "E[V'] from the fit (m, v)", above)
theorem.concludes("variance_from_below", "E[V'] from the fit (m, v)", below)
theorem.concludes("mean_to_the_right", "E[M'] - m from the fit (m, v)", right)
theorem.concludes("mean_to_the_left", "m - E[M'] from the fit (m, v)", left)
theorem.concludes("error_for_a_wide_law", "the distance of E[V'] from (1 - 1/n)(v + D^2/12) for v = D^2 + w", small)
theorem.concludes("first_variance", "E[V_1]", first, seen)

if __name__ == "__main__":
    theorem.main()
