"""Loops that answers describe in words, for the engine that computes their moments exactly."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from collapse_math import regimes
from collapse_math.loops import Loop


def vanishing_share(points: int, generations: int) -> Loop:
    """`points` draws at every generation, of which 1/(t + 1) are real at generation t, on average."""
    shares = [Fraction(1, t + 1) for t in range(1, generations + 1)]
    return regimes.random_split(shares, points, generations)


def growing_with_vanishing_share(generations: int) -> Loop:
    """t + 1 draws at generation t, of which about one in sqrt(t) is real, on average."""
    shares = [Fraction(1, isqrt(t) + 1) for t in range(1, generations + 1)]
    return regimes.random_split(shares, [t + 1 for t in range(1, generations + 1)], generations)


def doubling(real: int, generations: int) -> Loop:
    """As many real draws at every generation, among synthetic ones that double from the same number on."""
    return regimes.fresh_data(real, [real * 2**t for t in range(generations)], generations)
