"""How a conclusion can be seen in a simulated process: plain records, which draw nothing themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from sympy import Expr

from collapse_math.quantities import Quantity
from collapse_math.sequences import SequenceQuantity

Point = Mapping[Quantity, int | Fraction]
Told = Mapping[str, object]
Schedule = Mapping[SequenceQuantity, tuple[int | Fraction, ...]]


@dataclass(frozen=True)
class Observed:
    """A conclusion held against a process.

    process    its name, such as gaussian, loop or tokens; the assumptions of the theorem set its switches
    statistic  what is recorded of each chain, by the name of the attribute of the process's run
    kind       mean: its expectation is the closed form;
               chi-square: times `scale` it is chi-square at every refit, the closed form its degrees of freedom;
               mean-at-most, mean-at-least: the closed form bounds its expectation;
               constant: it equals the closed form in every chain;
               never-above, never-below: the closed form bounds it in every chain;
               at-most: the closed form bounds the probability that the statistic reaches `level`;
               at-least: the same from below
    at         values of all parameters at which it is held against the process
    variance   for a mean: the statistic's variance there, or a bound on it, as an expression; or "exact", and it is
               computed from the fourth moments of the described loop, which is no part of the derivation;
               or "unit": the statistic lies between 0 and 1, so that its variance is m (1 - m) at most for mean m;
               or "span": it lies in an interval of length `span`, so that its variance is a quarter of span^2 at most
    scale      for a chi-square law: the factor
    span       for a variance that is bounded by it: the length of the interval
    level      for bounds of a probability: what the statistic is to reach, as an expression
    sequences  the terms of sequences, such as sample sizes, one for each refit that is looked at, or more
    arguments  what else the process is told, by its own names
    """

    process: str
    statistic: str
    kind: str
    at: Point
    variance: Expr | int | Literal["exact", "unit", "span"] | None = None
    scale: Expr | int = 1
    span: Expr | int = 1
    level: Expr | int = 0
    sequences: Schedule = field(default_factory=dict)
    arguments: Told = field(default_factory=dict)
