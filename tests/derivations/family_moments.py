"""Moments of refitted families, exactly: polynomials in the mean, from the cumulants of a sum.

In a natural exponential family each cumulant is V times the derivative of the one before it (Morris).  Cumulants of
independent draws add up, and moments follow from cumulants.  So E[m'^k | m] is a polynomial in m, and after any number
of refits E[m_t^k] one in m_0: lists of fractions, the constant first.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import comb

Polynomial = list[Fraction]
ONE: Polynomial = [Fraction(1)]


def added(one: Polynomial, other: Polynomial, factor: Fraction = Fraction(1)) -> Polynomial:
    """one + factor other."""
    longer = max(len(one), len(other))
    padded = [[*p, *[Fraction(0)] * (longer - len(p))] for p in (one, other)]
    return [a + factor * b for a, b in zip(*padded, strict=True)]


def times(one: Polynomial, other: Polynomial) -> Polynomial:
    """The product."""
    product = [Fraction(0)] * (len(one) + len(other) - 1)
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            product[i + j] += a * b
    return product


def value(polynomial: Polynomial, at: Fraction) -> Fraction:
    """The value at a point."""
    return sum((c * at**k for k, c in enumerate(polynomial)), Fraction(0))


def raw_moments(variance: Polynomial, points: int, share: Fraction, highest: int) -> list[Polynomial]:
    """E[((1 - share) m + share average)^k | m] for k = 0 to `highest`, where the average is that of `points` draws."""
    cumulants: list[Polynomial] = [[], [Fraction(0), Fraction(1)]]
    while len(cumulants) <= highest:
        slope = [k * c for k, c in enumerate(cumulants[-1])][1:]
        cumulants.append(times(variance, slope or [Fraction(0)]))
    scaled = [[], cumulants[1]] + [
        [c * share**k / Fraction(points) ** (k - 1) for c in cumulants[k]] for k in range(2, highest + 1)
    ]
    moments = [ONE]
    for k in range(1, highest + 1):
        total: Polynomial = [Fraction(0)]
        for j in range(1, k + 1):
            total = added(total, times(scaled[j], moments[k - j]), Fraction(comb(k - 1, j - 1)))
        moments.append(total)
    return moments


def expected(observable: Polynomial, variance: Polynomial, refits: Sequence[tuple[int, Fraction]]) -> Polynomial:
    """E of a polynomial in m_t as a polynomial in m_0; a refit is its number of points and their share in the fit."""
    for points, share in reversed(refits):
        moments = raw_moments(variance, points, share, len(observable) - 1)
        total: Polynomial = [Fraction(0)]
        for coefficient, moment in zip(observable, moments, strict=True):
            total = added(total, moment, coefficient)
        observable = total
    return observable
