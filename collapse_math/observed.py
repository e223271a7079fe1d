"""How a conclusion can be seen in a simulated process: plain records, which draw nothing themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sympy import Expr

from collapse_math.quantities import Quantity


@dataclass(frozen=True)
class Observed:
    """A conclusion held against a process.

    process    gaussian or regression
    statistic  what is recorded of each chain, a name the process knows
    kind       mean: its expectation is the closed form; chi-square: it is a sum-stable chi-square pivot
               whose degrees of freedom are the closed form; constant: it equals the closed form in every chain
    at         values of all parameters, at which it is held against the process
    variance   for a mean: a bound on the variance of the statistic at that point
    """

    process: str
    statistic: str
    kind: str
    at: Mapping[Quantity, int | str]
    variance: Expr | int | None = None
