"""The setting of this chapter: what is drawn is stored on a grid before it is fitted.

As in the chapter on the refitted Gaussian, generation 0 is the truth with mean m_0 and variance v_0, and a generation
draws n points from the present fit (m, v).  Each is rounded to a multiple of D, in one of three ways, and the next fit
is one to the points as they are read from the store, with divisor n.  t counts fits.
"""

from fractions import Fraction

from sympy import Expr, Integer, Rational

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N,
    INDEPENDENT_DRAWS,
    STOCHASTIC_ROUNDING,
    SUBTRACTIVE_DITHER,
)
from collapse_math.ledger import Assumption
from collapse_math.moments import Refit, Sample
from collapse_math.observed import Observed
from collapse_math.quantities import Quantity, real
from derivations.gaussian.setting import m, m_0, n, t, v, v_0

D = real("D", above=0)  # width of a cell
q = real("q", at_least=0, at_most=Rational(1, 4))  # mean of f (1 - f), where f is how far into its cell a point is
keep = 1 - 1/n  # the share of a variance that is left after a refit
a = real("a", at_least=0, at_most=1)  # 1 as long as stored points differ, else 0


def stored(error: Expr, by: Assumption) -> Sample:
    """Points as they are read: right on average, with errors of this variance that are uncorrelated with the draws."""
    return Sample("y", n, m, {2: v + error}, two_moments=(by,), independent=(INDEPENDENT_DRAWS,))


def refit(points: Sample) -> Refit:
    """One refit by moments to stored points."""
    return Refit({m: points.average, v: points.sum_of_squares/n}, (points,), {v: (DIVISOR_N,)}, (CONSTANT_SIZE,))


DITHERED = refit(stored(D**2/12, SUBTRACTIVE_DITHER))
STOCHASTIC = stored(D**2 * q, STOCHASTIC_ROUNDING)
HELD_AGAINST: dict[Quantity, int | Fraction] = {n: 4, t: 2, m_0: Fraction(1, 3), v_0: 2, D: 3}


def seen(statistic: str, mean: Expr, added: Expr) -> Observed:
    """The mean over chains of a part of the mean squared distance from m_0.

    By a refit the second moment of this distance grows by a factor of 1 + 2/n at most, after `added` has been added to
    it: so it is for symmetric draws whose fourth moment is that of normal ones or less, as for a sum of a normal draw
    and a uniform error.
    """
    return Observed("rounding", statistic, "mean", HELD_AGAINST, (1 + Integer(2)/n)**t * (v_0 + t * added)**2 - mean**2)
