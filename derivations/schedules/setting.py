"""The setting of this chapter: sample sizes and shares of real data that differ from generation to generation.

Generation t + 1 draws n(t+1) points.  Each is real, a draw of the truth with mean m_0 and variance v_0, with
probability alpha(t+1); otherwise it is drawn from the present fit (m, v).  The next fit is the mean and the variance,
divisor n, of these points alone.  Both n(1), n(2), ... and alpha(1), alpha(2), ... are arbitrary sequences.

Whether a point is real is part of drawing it.  So all n(t+1) points are independent draws of one law, the mixture of
the truth and the fit; its variance has a term for the distance of the two means.
"""

from fractions import Fraction

from sympy import Expr, Product, Sum, Symbol

from collapse_math.assumptions import DIVISOR_N, INDEPENDENT_DRAWS, MATCHING_MOMENTS, RANDOM_SPLIT
from collapse_math.moments import Refit, Sample
from collapse_math.observed import Observed
from collapse_math.sequences import SequenceQuantity, integers, reals
from derivations.gaussian.setting import m, m_0, t, v, v_0

n = integers("n", at_least=2)  # points of each generation
alpha = reals("alpha", at_least=0, below=1)  # the probability with which each of them is real
s = Symbol("s", integer=True)  # an index of a sequence
i, k = Symbol("i", integer=True), Symbol("k", integer=True)  # indices of sums and products

next_n, next_alpha = n(t + 1), alpha(t + 1)

mixture = Sample(
    "x",
    next_n,
    next_alpha * m_0 + (1 - next_alpha) * m,
    {2: next_alpha * v_0 + (1 - next_alpha) * v + next_alpha * (1 - next_alpha) * (m - m_0)**2},
    two_moments=(MATCHING_MOMENTS, RANDOM_SPLIT),
    independent=(INDEPENDENT_DRAWS,),
)

REFIT = Refit(
    {m: mixture.average, v: mixture.sum_of_squares/next_n}, (mixture,), {v: (DIVISOR_N,)}
)


def forgotten(last: Expr) -> Expr:
    """The product of 1 - alpha over the first generations: what the start still counts."""
    return Product(1 - alpha(i), (i, 1, last))


def kept(last: Expr) -> Expr:
    """The product of (1 - 1/n)(1 - alpha)^2: what a squared distance of the mean still counts."""
    return Product((1 - 1/n(i)) * (1 - alpha(i))**2, (i, 1, last))


def drift(last: Expr) -> Expr:
    """E[(M_t - m_0)^2] of a loop that starts at the truth, in units of v_0."""
    return kept(last) * Sum(1/(n(k) * kept(k)), (k, 1, last))


def seen(statistic: str, *, shares: bool = True) -> Observed:
    """The mean of a statistic over chains of a loop with three generations of different sizes, and shares."""
    schedule: dict[SequenceQuantity, tuple[int | Fraction, ...]] = {n: (4, 6, 9)}
    if shares:
        schedule[alpha] = (Fraction(1, 2), Fraction(1, 3), Fraction(2, 3))
    return Observed("loop", statistic, "mean", {t: 3, m_0: 1, v_0: 2}, "exact", sequences=schedule)
