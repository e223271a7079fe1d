"""Expectations of polynomials in what is drawn, from the definition of an i.i.d. sample.

Besides samples there are points chosen from a pool without replacement, and the laws to which a normal sample reduces:
chi-square variables, products of any number of them, and standard normal variables.  The counts of
`collapse_math.counts` and the shares of `collapse_math.beta` are two more kinds.
"""

from collapse_math.moments.expectations import expectation
from collapse_math.moments.normal_laws import ChiSquare, ChiSquareProduct, StandardNormal
from collapse_math.moments.refits import Draw, Refit
from collapse_math.moments.samples import JointSample, Sample, Subsample

__all__ = [
    "ChiSquare",
    "ChiSquareProduct",
    "Draw",
    "JointSample",
    "Refit",
    "Sample",
    "StandardNormal",
    "Subsample",
    "expectation",
]
