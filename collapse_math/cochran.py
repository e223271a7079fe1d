"""Cochran's form of a refit: what power sums of normal draws are, in independent normal and chi-square variables.

For n independent normal draws with mean m and variance v

    P_1 = n (m + sqrt(v/n) Z)                 Z standard normal
    P_2 = v X + P_1^2/n                       X chi-square with n - 1 degrees of freedom, independent of Z

and if their mean is 0 and known, so that only P_2 is used, P_2 = v X with n degrees of freedom.  The form of a refit
is computed from the refit itself by putting this for the power sums.
"""

from __future__ import annotations

from dataclasses import replace

from sympy import sqrt

from collapse_math.ledger import Axiom
from collapse_math.moments import ChiSquare, Draw, Refit, Sample, StandardNormal


def cochran_form(refit: Refit, sample: Sample, by: Axiom, *, shift: str = "Z", squares: str = "X") -> Refit:
    """The refit with normal draws in place of a sample; `shift` and `squares` name Z and X.

    Raises ValueError if the mean of the draws is neither fitted nor zero.
    """
    first, second = sample.power_sum(1), sample.power_sum(2)
    size, variance = sample.size, sample.central[2]
    if any(estimator.has(first) for estimator in refit.parameters.values()):
        normal, square = StandardNormal(shift), ChiSquare(squares, size - 1)
        total = size * (sample.mean + sqrt(variance / size) * normal.value)
        law: tuple[Draw, ...] = (normal, square)
        values = {first: total, second: variance * square.value + total**2 / size}
    elif sample.mean == 0:
        square = ChiSquare(squares, size)
        law, values = (square,), {second: variance * square.value}
    else:
        raise ValueError(f"the squares of {sample.name} are not about its mean: fit the mean, or let it be 0")
    return replace(
        refit,
        parameters={parameter: estimator.xreplace(values) for parameter, estimator in refit.parameters.items()},
        draws=(*(draw for draw in refit.draws if draw != sample), *law),
        by=by,
    )
