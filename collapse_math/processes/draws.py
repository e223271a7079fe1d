"""Standardised draws: the random numbers, with mean 0 and variance 1, that every process makes its data of.

A model with mean m and standard deviation s generates the point m + s z, where z is a standardised draw.  A
model that knows two moments does not say which law z follows, so the law is a switch; whether the draws of
one generation are independent of each other is another.

Each draw starts as a standard normal g, and only then is it given its law:

    gaussian    z = g
    uniform     z = sqrt(3) (2 Phi(g) - 1)             on [-sqrt(3), sqrt(3)]
    laplace     z = g sqrt(W),      W exponential      (a normal with an exponential variance is Laplace)
    student     z = g sqrt(8 / C),  C chi-square(10)   (Student's t with 10 degrees of freedom over its
                                                        standard deviation sqrt(10/8))

For dependent draws the normals of one generation have a part in common, and every single draw keeps its law.
"""

from __future__ import annotations

import math
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf

Array = NDArray[np.float64]
Law = Literal["gaussian", "uniform", "laplace", "student"]
Dependence = Literal["independent", "correlated"]
Randomness = Literal["fresh", "reused"]

LAWS: tuple[str, ...] = get_args(Law)
DEPENDENCES: tuple[str, ...] = get_args(Dependence)
RANDOMNESSES: tuple[str, ...] = get_args(Randomness)

CORRELATION = 0.5
"""Correlation of the normals behind any two draws of the same generation, when the draws are dependent."""

STUDENT_DEGREES = 10
"""Degrees of freedom of the Student law: high enough for eight moments, low enough to be seen."""


def standardised_draws(
    generator: np.random.Generator,
    shape: tuple[int, int],
    law: Law,
    dependence: Dependence,
    out: Array | None = None,
) -> Array:
    """Draw an array of the given shape (points, chains) with mean 0 and variance 1, in no unit.

    law          "gaussian", "uniform", "laplace" or "student" (10 degrees of freedom), see above
    dependence   "independent", or "correlated": the normals behind the points of one chain have correlation
                 one half with each other; chains are independent always
    out          an array of that shape to write to, to save memory
    """
    draws = generator.standard_normal(shape, out=out)
    if dependence == "correlated":
        shared = generator.standard_normal(shape[1])
        draws *= math.sqrt(1 - CORRELATION)
        draws += math.sqrt(CORRELATION) * shared
    if law == "uniform":
        draws /= math.sqrt(2)
        erf(draws, out=draws)  # erf(g / sqrt(2)) = 2 Phi(g) - 1
        draws *= math.sqrt(3)
    elif law == "laplace":
        draws *= np.sqrt(generator.standard_exponential(shape))
    elif law == "student":
        draws *= np.sqrt((STUDENT_DEGREES - 2) / generator.chisquare(STUDENT_DEGREES, shape))
    return draws
