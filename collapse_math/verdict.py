"""Statistical checks that say how often they err, both ways, before anything is drawn.

    check = ChiSquareSum(degrees=4, false_alarm=1e-9, miss=1e-4, smallest_effect=0.1)
    check.draws_needed            how many
    check.judge(values)           a Verdict, or Underpowered if they are too few

The rates are exact, or bounds that hold at every number of draws; none of them rests on a limit theorem.

    ChiSquareSum    values are independent chi-square; sees a wrong scale            exact
    NormalSum       values are independent standard normal; sees a shifted mean      exact
    WholeLaw        values follow a continuous law; sees any other law               bound
    Probability     an event has a given probability; sees another                   exact
    AtMost          an event has at most a given probability; sees a greater one     exact
    RobustMean      values have a given mean, and at most a given variance           bound, for any law
    BoundOfMean     values have a given mean at most, or at least                    bound, for any law
    judge_equal     a statement about every single value, up to rounding             no chance involved
    judge_bound     a bound of every single value, up to rounding                    no chance involved
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from collapse_math import chi_square
from collapse_math.planning import Budget, BudgetExceeded, Check, Underpowered, Verdict

__all__ = [
    "AtMost",
    "BoundOfMean",
    "Budget",
    "BudgetExceeded",
    "Check",
    "ChiSquareSum",
    "NormalSum",
    "Probability",
    "RobustMean",
    "Underpowered",
    "Verdict",
    "WholeLaw",
    "judge_bound",
    "judge_equal",
]

Array = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class ChiSquareSum(Check):
    """Independent chi-square values: their sum is chi-square with all the degrees of freedom together.

    degrees           degrees of freedom of one value, greater than 0
    smallest_effect   the values are too large by the factor 1 + effect or more, or too small by it

    Sees a wrong scale, and dependence that widens or narrows the sum; not a wrong shape (see `WholeLaw`).
    For the sum of the squares of N standard normals, degrees = 1.
    """

    degrees: float

    def __post_init__(self) -> None:
        """Refuse degrees of freedom out of range."""
        super().__post_init__()
        if not 0 < self.degrees < math.inf:
            raise ValueError(f"degrees must be a number above 0, not {self.degrees!r}: no chi-square has such")

    def interval(self, draws: int) -> tuple[float, float]:
        """Where the sum of this many values must lie, each side missed with half the false-alarm rate."""
        return chi_square.central_interval(self.false_alarm, draws * self.degrees)

    def miss_rate(self, draws: int) -> float:
        """The probability of passing at a scale off by just 1 + effect, the worse side; exact."""
        low, high = self.interval(draws)
        scales = (1 + self.smallest_effect, 1 / (1 + self.smallest_effect))
        return max(chi_square.between(low / scale, high / scale, draws * self.degrees) for scale in scales)

    def judge(self, values: ArrayLike, check: str = "chi-square sum") -> Verdict:
        """Judge chi-square values of any shape."""
        numbers = _numbers(values)
        draws = numbers.size
        return self._verdict(check, draws, float(numbers.sum()), draws * self.degrees, self.interval(draws))


@dataclass(frozen=True, kw_only=True)
class NormalSum(Check):
    """Independent standard normal values: their sum over the root of their number is standard normal.

    smallest_effect   their mean is off by this many standard deviations or more, either way

    For a wrong standard deviation, give the squares of the values to `ChiSquareSum`.
    """

    def miss_rate(self, draws: int) -> float:
        """The probability of passing when the mean is off by just the effect; exact."""
        bound = float(stats.norm.isf(self.false_alarm / 2))
        shift = self.smallest_effect * math.sqrt(draws)
        return _between(stats.norm, -bound - shift, bound - shift)

    def judge(self, values: ArrayLike, check: str = "normal sum") -> Verdict:
        """Judge standard normal values of any shape; the statistic is sum / sqrt(number)."""
        numbers = _numbers(values)
        bound = float(stats.norm.isf(self.false_alarm / 2))
        statistic = float(numbers.sum() / math.sqrt(numbers.size))
        return self._verdict(check, numbers.size, statistic, 0.0, (-bound, bound))


@dataclass(frozen=True, kw_only=True)
class WholeLaw(Check):
    """Independent values of a continuous law: their empirical distribution is near the true one everywhere.

    smallest_effect   the two distribution functions differ somewhere by this much or more, less than 1

    Source: the inequality of Dvoretzky, Kiefer and Wolfowitz with the constant of Massart (1990).  The
    greatest distance exceeds e with probability at most 2 exp(-2 N e^2), at every N.  A miss needs the
    empirical distribution to be off at one point, which Hoeffding (1963) bounds by exp(-2 N (effect - e)^2).
    """

    def __post_init__(self) -> None:
        """Refuse an effect out of range."""
        super().__post_init__()
        if self.smallest_effect >= 1:
            raise ValueError(
                f"smallest_effect must be below 1, not {self.smallest_effect!r}: probabilities differ by less"
            )

    def distance(self, draws: int) -> float:
        """The distance that is exceeded with the false-alarm rate at most."""
        return math.sqrt(math.log(2 / self.false_alarm) / (2 * draws))

    def miss_rate(self, draws: int) -> float:
        """A bound on the probability of passing at another law."""
        gap = self.smallest_effect - self.distance(draws)
        return math.exp(-2 * draws * gap**2) if gap > 0 else 1.0

    def judge(self, values: ArrayLike, distribution: Callable[[Array], ArrayLike], check: str = "whole law") -> Verdict:
        """Judge values of any shape against a continuous distribution function, which takes an array."""
        ordered = np.sort(_numbers(values), axis=None)
        draws = ordered.size
        levels = _numbers(distribution(ordered))
        if levels.shape != ordered.shape or levels.min() < 0 or levels.max() > 1:
            raise ValueError("distribution must return one probability for each value: give a distribution function")
        above = np.arange(1, draws + 1) / draws - levels
        below = levels - np.arange(draws) / draws
        return self._verdict(check, draws, float(max(above.max(), below.max())), 0.0, (0.0, self.distance(draws)))


@dataclass(frozen=True, kw_only=True)
class Probability(Check):
    """Independent trials of an event: the number of times it happens is binomial.

    probability       of the event, between 0 and 1
    smallest_effect   the probability is off by this much or more, either way as far as it stays in [0, 1]

    The interval is that of shares for which the interval of Clopper and Pearson (1934) holds `probability`.
    """

    probability: float

    def __post_init__(self) -> None:
        """Refuse a probability out of range, or an effect that leads out of the range."""
        super().__post_init__()
        if not 0 <= self.probability <= 1:
            raise ValueError(f"probability must lie in [0, 1], not {self.probability!r}: give a probability")
        if not self._others():
            raise ValueError(
                f"smallest_effect must leave a probability in [0, 1], not {self.smallest_effect!r} "
                f"at {self.probability!r}: ask for a smaller effect"
            )

    def counts(self, draws: int) -> tuple[int, int]:
        """The least and the greatest count that is allowed; beyond either lies half the false-alarm rate."""
        low = int(stats.binom.ppf(self.false_alarm / 2, draws, self.probability))
        high = int(stats.binom.isf(self.false_alarm / 2, draws, self.probability))
        return low, high

    def miss_rate(self, draws: int) -> float:
        """The probability of passing at a probability off by just the effect, the worse side; exact."""
        low, high = self.counts(draws)
        return max(_between(stats.binom, low - 1, high, draws, other) for other in self._others())

    def _others(self) -> list[float]:
        either_way = (self.probability - self.smallest_effect, self.probability + self.smallest_effect)
        return [other for other in either_way if 0 <= other <= 1]

    def judge(self, events: ArrayLike, check: str = "probability") -> Verdict:
        """Judge an array of True and False, of any shape; the statistic is the share of True."""
        happened = np.asarray(events)
        if happened.dtype != np.bool_ or happened.size == 0:
            raise ValueError(f"events must be True or False, not {happened.dtype}: compare the values first")
        draws = happened.size
        low, high = self.counts(draws)
        share = int(happened.sum()) / draws
        return self._verdict(check, draws, share, self.probability, (low / draws, high / draws))


@dataclass(frozen=True, kw_only=True)
class AtMost(Probability):
    """Independent trials of an event that has a given probability or a smaller one.

    probability       its greatest probability, between 0 and 1
    smallest_effect   the probability is greater by this much or more, and still at most 1

    Sees no bound that is too large: that it is none takes a proof.
    """

    def counts(self, draws: int) -> tuple[int, int]:
        """From no event to the greatest count that is allowed; beyond it lies the false-alarm rate at most."""
        return 0, int(stats.binom.isf(self.false_alarm, draws, self.probability))

    def _others(self) -> list[float]:
        return [other for other in (self.probability + self.smallest_effect,) if other <= 1]


@dataclass(frozen=True, kw_only=True)
class RobustMean(Check):
    """Independent values with a given mean, of any law whose variance is at most a given one.

    mean              the mean
    variance          a bound on the variance, in (unit of the values)^2, greater than 0; it must hold for the
                      true law, or the rates do not
    smallest_effect   the mean is off by this much or more, in the unit of the values

    Values count by psi(a (value - mean)) with psi(x) = log(1 + x + x^2/2) for x >= 0 and psi(-x) = -psi(x): next to
    the mean as they are, far out by a logarithm.  As exp(psi(x)) is at most 1 + x + x^2/2 at every x, the sum over N
    values exceeds N log(1 + a^2 variance/2) + log(2/false_alarm) with half the false-alarm rate at most (Markov's
    inequality), and so it is below.  Where the mean is larger by e, exp(-psi) is on average at most
    1 - a e + a^2 (variance + e^2)/2, which bounds the probability that the sum is no larger than that; and as psi
    rises, a mean that is larger still is missed no oftener.

    Source: Catoni (2012), Challenging the empirical mean and empirical variance: a deviation study.
    """

    mean: float
    variance: float

    def __post_init__(self) -> None:
        """Refuse a mean or a variance out of range."""
        super().__post_init__()
        if not math.isfinite(self.mean):
            raise ValueError(f"mean must be finite, not {self.mean!r}: test a logarithm or a probability")
        if not 0 < self.variance < math.inf:
            raise ValueError(
                f"variance must be a finite number above 0, not {self.variance!r}: "
                "without a bound test a logarithm or a probability"
            )

    @property
    def scale(self) -> float:
        """The factor a, in 1/(unit of the values): nearly the one with which the fewest draws are enough."""
        return self.smallest_effect / (2 * self.variance + self.smallest_effect**2)

    def bound(self, draws: int) -> float:
        """How far from 0 the sum of psi may be."""
        return draws * math.log1p(self.scale**2 * self.variance / 2) + math.log(2 / self.false_alarm)

    def miss_rate(self, draws: int) -> float:
        """A bound on the probability of passing when the mean is off by the effect."""
        effect = self.scale * self.smallest_effect
        growth = math.log1p((self.scale**2 * self.variance + effect**2) / 2 - effect)
        return math.exp(min(0.0, self.bound(draws) + draws * growth))

    def judge(self, values: ArrayLike, check: str = "robust mean") -> Verdict:
        """Judge independent values of any shape; the statistic is their mean, where those far out count for less."""
        numbers = _numbers(values)
        off = self.scale * (numbers - self.mean)
        with np.errstate(over="ignore"):
            total = float(np.copysign(np.log1p(np.abs(off) + off**2 / 2), off).sum())
        found = self.mean + total / (numbers.size * self.scale)
        return self._verdict(check, numbers.size, found, self.mean, self._interval(found, numbers.size))

    def _interval(self, found: float, draws: int) -> tuple[float, float]:
        """Where the statistic may lie."""
        distance = self.bound(draws) / (draws * self.scale)
        return self.mean - distance, self.mean + distance


@dataclass(frozen=True, kw_only=True)
class BoundOfMean(RobustMean):
    """Independent values with a given mean or a smaller one, of any law whose variance is at most a given one.

    mean              the greatest that the mean may be; with `least` the smallest
    smallest_effect   the mean is beyond it by this much or more

    Sees no bound that is too large, or with `least` too small: that it is none takes a proof.
    """

    least: bool = False

    def _interval(self, found: float, draws: int) -> tuple[float, float]:
        """Where the statistic may lie: on the side of the bound where the mean may be, anywhere."""
        low, high = super()._interval(found, draws)
        return (low, max(found, high)) if self.least else (min(found, low), high)


def judge_equal(
    values: ArrayLike,
    expected: ArrayLike,
    *,
    tolerance: float,
    scale: float | None = None,
    check: str = "equality",
) -> Verdict:
    """Judge a statement that holds in every run for every value; no chance is involved.

    values, expected   arrays that broadcast
    tolerance          greatest relative deviation that rounding may cause, at least 0
    scale              what deviations are relative to; if left out, |expected|, which must not be zero

    The rates are 0 and the smallest effect is the tolerance.  Raises ValueError for values that are no
    numbers.
    """
    if not 0 <= tolerance < math.inf:
        raise ValueError(f"tolerance must be a number of at least 0, not {tolerance!r}: state the rounding")
    found, wanted = np.broadcast_arrays(_numbers(values), _numbers(expected))
    sizes = np.abs(wanted) if scale is None else np.full(wanted.shape, scale)
    if not np.all(sizes > 0):
        raise ValueError("scale must be above 0 where expected is zero: say what a deviation is relative to")
    deviation = float(np.max(np.abs(found - wanted) / sizes))
    agrees = deviation <= tolerance
    return Verdict(check, agrees, deviation, 0.0, (0.0, tolerance), found.size, 0.0, 0.0, tolerance)


def judge_bound(
    values: ArrayLike, bound: float, *, least: bool, tolerance: float, scale: float, check: str = "bound"
) -> Verdict:
    """Judge a bound that holds in every run for every value; no chance is involved.

    values      an array
    bound       the greatest that a value may be; with `least` the smallest
    tolerance   how far beyond it rounding may lead, as a multiple of `scale`, at least 0

    The statistic is how far beyond the bound the worst value is, 0 if none is; the rates are 0 and the smallest effect
    is the tolerance.  Raises ValueError for values that are no numbers.
    """
    found = _numbers(values)
    beyond = float(np.max(bound - found if least else found - bound)) / scale
    excess = max(beyond, 0.0)
    return Verdict(check, excess <= tolerance, excess, 0.0, (0.0, tolerance), found.size, 0.0, 0.0, tolerance)


def _numbers(values: ArrayLike) -> Array:
    """The values as an array of floats, which may hold infinities but no nan."""
    numbers = np.asarray(values, dtype=np.float64)
    if numbers.size == 0 or np.isnan(numbers).any():
        raise ValueError("values must be numbers, one or more, and no nan: find the cause of a nan")
    return numbers


def _between(law: Any, low: float, high: float, *parameters: float) -> float:
    """P(low < X <= high), from the side on which it does not cancel."""
    below_low, below_high = law.cdf([low, high], *parameters)
    if below_low < 0.5:
        return float(below_high - below_low)
    above_low, above_high = law.sf([low, high], *parameters)
    return float(above_low - above_high)
