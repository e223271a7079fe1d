"""What a statistical check promises before anything is drawn, what it answers, and what a suite costs.

A check compares draws with a law.  It can fail although the law is right (a false alarm), and it can pass
although the law is wrong (a miss).  So a check is designed before it is used: from the rate of false alarms,
the rate of misses, and the smallest effect that must not be missed, follows how many draws it needs.  Given
too few, it refuses.  The checks themselves are in `verdict`.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from functools import cached_property

MOST_DRAWS = 10**10
"""A check that needs more draws than this is not planned, but refused."""


class Underpowered(Exception):
    """The draws at hand are too few to see the smallest effect at the stated rates."""


class BudgetExceeded(Exception):
    """One more check would bring the sum of the false-alarm rates above the budget."""


@dataclass(frozen=True)
class Verdict:
    """The outcome of a check.

    check             what was compared with what
    agrees            whether the statistic lies in the interval
    statistic         what was computed from the draws
    expected          its value, or its mean, according to the law
    interval          where it must lie
    draws             number of values
    false_alarm       if the law is right, the statistic lies outside with at most this probability
    miss              if the law is wrong by the smallest effect or more, it lies inside with at most this
                      probability, at this number of draws
    smallest_effect   in the unit that the check says
    """

    check: str
    agrees: bool
    statistic: float
    expected: float
    interval: tuple[float, float]
    draws: int
    false_alarm: float
    miss: float
    smallest_effect: float

    @property
    def summary(self) -> str:
        """The verdict in one sentence."""
        low, high = self.interval
        return (
            f"{self.check} {'agrees' if self.agrees else 'DISAGREES'}: {self.statistic:.6g}, expected "
            f"{self.expected:.6g}, allowed {low:.6g} to {high:.6g} ({self.draws} draws, false alarm "
            f"{self.false_alarm:.1g}, miss {self.miss:.1g} for an effect of {self.smallest_effect:.3g})"
        )


@dataclass(frozen=True, kw_only=True)
class Check(ABC):
    """What all checks have in common: the two rates, the smallest effect, and the refusal.

    false_alarm       greatest probability of failing when the law is right, between 0 and 1
    miss              greatest probability of passing when the law is wrong by `smallest_effect` or more
    smallest_effect   greater than 0; each check says what it measures

    Raises ValueError for rates or effects out of range, and for values that are not numbers.
    """

    false_alarm: float
    miss: float
    smallest_effect: float

    def __post_init__(self) -> None:
        """Refuse rates and effects out of range."""
        for name in ("false_alarm", "miss"):
            rate = getattr(self, name)
            if not 0 < rate < 1:
                raise ValueError(f"{name} must lie between 0 and 1, not {rate!r}: state a probability")
        if not 0 < self.smallest_effect < math.inf:
            raise ValueError(
                f"smallest_effect must be a number above 0, not {self.smallest_effect!r}: "
                "no number of draws sees a difference of nothing"
            )

    @abstractmethod
    def miss_rate(self, draws: int) -> float:
        """The greatest probability of passing, with this many draws, when the law is wrong by the effect."""

    @cached_property
    def draws_needed(self) -> int:
        """A number of draws with which misses are as rare as stated; one less does not do.

        Raises Underpowered if 1e10 draws are not enough.
        """
        enough = 1
        while self.miss_rate(enough) > self.miss:
            enough *= 2
            if enough > MOST_DRAWS:
                raise Underpowered(
                    f"an effect of {self.smallest_effect:g} needs more than {MOST_DRAWS:.0e} draws: "
                    "ask for a larger effect"
                )
        too_few = enough // 2
        while enough - too_few > 1:
            middle = (enough + too_few) // 2
            if self.miss_rate(middle) > self.miss:
                too_few = middle
            else:
                enough = middle
        return enough

    def _verdict(
        self, check: str, draws: int, statistic: float, expected: float, interval: tuple[float, float]
    ) -> Verdict:
        """Compare the statistic with its interval, once the draws are known to be enough."""
        miss = self.miss_rate(draws)
        if miss > self.miss:
            raise Underpowered(
                f"{check}: {draws} draws miss an effect of {self.smallest_effect:g} with probability "
                f"{miss:.3g}, above the {self.miss:.3g} stated: take {self.draws_needed} draws"
            )
        agrees = bool(interval[0] <= statistic <= interval[1])
        return Verdict(
            check, agrees, statistic, expected, interval, draws, self.false_alarm, miss, self.smallest_effect
        )


@dataclass
class Budget:
    """How often a whole suite may raise a false alarm: at most the sum of the rates of its checks.

    total      greatest probability of any false alarm in the suite, between 0 and 1
    verdicts   those recorded so far
    """

    total: float
    verdicts: list[Verdict] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Refuse a total out of range."""
        if not 0 < self.total < 1:
            raise ValueError(f"total must lie between 0 and 1, not {self.total!r}: state a probability")

    @property
    def spent(self) -> float:
        """Sum of the false-alarm rates recorded so far."""
        return math.fsum(verdict.false_alarm for verdict in self.verdicts)

    def record(self, verdict: Verdict) -> Verdict:
        """Record a verdict and return it; raises BudgetExceeded if the sum of the rates passes the total."""
        after = self.spent + verdict.false_alarm
        if after > self.total * (1 + 1e-12):  # decimal rates do not add up exactly in binary
            raise BudgetExceeded(
                f"{verdict.check} would bring the false-alarm rates to {after:.3g}, "
                f"above the budget of {self.total:.3g}: make the checks stricter, or fewer"
            )
        self.verdicts.append(verdict)
        return verdict
