"""Exact moments of any scheme of recursive training that draws points and fits their mean and their variance.

    loop = fresh_data(real=3, synthetic=5, generations=10)       a description, from `regimes` or from `loops`
    exact_moments(loop).expected_variances[10]                   E V_10, a Fraction
    limits_of_moments(loop)[0, 1].value                          its limit, or None if it has none

No formula of any scheme is known here.  Given the past, points are independent draws of laws whose mean and variance
are part of the state, or points chosen from a pool; sums over them have conditional moments by definition, and the
moments of the state obey a linear recursion, which is run with rational numbers.

    polynomials    polynomials in the state
    sampling       products of sums over draws, and over points chosen without replacement
    expectations   what is carried from step to step, exact or enclosed in balls
    recursion      one step after the other
    moments        the moments of all fits
    limits         what they tend to, and whether they do
"""

from collapse_math.schedules.limits import Limit, limits_of_moments
from collapse_math.schedules.moments import LoopMoments, enclosed_moments, exact_moments

__all__ = ["Limit", "LoopMoments", "enclosed_moments", "exact_moments", "limits_of_moments"]
