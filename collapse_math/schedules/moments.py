"""The moments of all fits of a loop: exact, or enclosed in balls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Generic, Literal, TypeVar

from flint import arb, ctx, fmpq

from collapse_math.exact_arguments import exact_number, whole_number
from collapse_math.loops import Loop, Number
from collapse_math.schedules.expectations import EnclosedExpectations, ExactExpectations
from collapse_math.schedules.polynomials import Variable, rational
from collapse_math.schedules.recursion import Kind, Recursion, mean_of, variance_of

Value = TypeVar("Value")
Order = Literal[2, 4]
Powers = tuple[int, int]
Pair = tuple[int, int]

POWERS: dict[Order, tuple[Powers, ...]] = {2: ((2, 0), (0, 1)), 4: ((2, 0), (0, 1), (4, 0), (2, 1), (0, 2))}
"""The powers (i, j) of M_t - m_0 and of V_t whose joint moments are computed; those of odd weight are zero."""


@dataclass(frozen=True)
class LoopMoments(Generic[Value]):
    """Moments of the fits of a loop, as Fractions or as balls.

    loop                       what was described
    joint_moments              by (i, j): E (M_t - m_0)^i V_t^j, in (unit of x)^(i + 2j), for t = 0, 1, ...; entry 0 is
                               the truth.  (2, 0) and (0, 1) always; (4, 0), (2, 1) and (0, 2) at order 4.
    covariances_of_means       by (s, t): Cov(M_s, M_t), in (unit of x)^2, for the pairs asked for
    covariances_of_variances   by (s, t): Cov(V_s, V_t), in (unit of x)^4, for the same pairs, at order 4
    """

    loop: Loop
    joint_moments: Mapping[Powers, tuple[Value, ...]]
    covariances_of_means: Mapping[Pair, Value]
    covariances_of_variances: Mapping[Pair, Value]

    @property
    def expected_means(self) -> tuple[Number, ...]:
        """E M_t, in (unit of x): m_0, for every draw has the mean of its source and every fit an average of points."""
        return (self.loop.mean,) * (len(self.loop.generations) + 1)

    @property
    def variances_of_means(self) -> tuple[Value, ...]:
        """Var M_t, in (unit of x)^2, for t = 0, 1, ..."""
        return self.joint_moments[2, 0]

    @property
    def expected_variances(self) -> tuple[Value, ...]:
        """E V_t, in (unit of x)^2, for t = 0, 1, ..."""
        return self.joint_moments[0, 1]


def exact_moments(
    loop: Loop, *, order: Order = 2, kurtosis: Number = 3, pairs: Iterable[Pair] = ()
) -> LoopMoments[Fraction]:
    """Moments of all fits, as Fractions.

    order      2: Var M_t and E V_t, for draws of any law with the mean and the variance of its source
               4: also E (M_t - m_0)^4, E (M_t - m_0)^2 V_t and E V_t^2, for draws of a law with this kurtosis that is
               symmetric about its mean; they are finite at every t, whether or not they have a limit
    kurtosis   E(x - mean)^4 / variance^2 of the draws of each source, at least 1: 3 for normal draws
    pairs      (s, t) with 0 <= s <= t whose covariances are wanted

    Raises ValueError for arguments out of range.
    """
    return _moments(loop, order, kurtosis, pairs, ExactExpectations, lambda x: Fraction(int(x.p), int(x.q)))


def enclosed_moments(
    loop: Loop, *, order: Order = 2, kurtosis: Number = 3, pairs: Iterable[Pair] = (), bits: int = 256
) -> LoopMoments[arb]:
    """The same as balls that contain the moments, computed with this many bits.

    For loops so long that the denominators, whose length grows in proportion to t, get in the way.  A moment that
    decays needs more bits, the same number for every halving, since it is a difference of others that do not.
    """
    whole_number("bits", bits, 2, "give a working precision")
    with ctx.workprec(bits):
        return _moments(loop, order, kurtosis, pairs, EnclosedExpectations, arb)


def _moments(
    loop: Loop,
    order: Order,
    kurtosis: Number,
    pairs: Iterable[Pair],
    kind: Kind,
    finished: Callable[[Any], Value],
) -> LoopMoments[Value]:
    recursion = begin(loop, order, kurtosis, kind)
    partners = _later_partners(pairs, len(loop.generations))
    moments = {powers: [finished(value)] for powers, value in _truth(loop, order).items()}
    means: dict[Pair, Value] = {}
    variances: dict[Pair, Value] = {}
    for t in range(1, len(loop.generations) + 1):
        recursion.advance()
        for (i, j), series in moments.items():
            series.append(finished(recursion.present.of((mean_of(t),) * i + (variance_of(t),) * j)))
        if t in partners:
            for past in _remembered(t, order):
                recursion.remember(past)
        for s in [s for s, later in partners.items() if t in later]:
            means[s, t] = finished(recursion.with_past[mean_of(s)].of((mean_of(t),)))
            if order == 4:
                expected = [recursion.with_past[variance_of(s)].of(monomial) for monomial in ((), (variance_of(t),))]
                variances[s, t] = finished(expected[1] - expected[0] * recursion.present.of((variance_of(t),)))
        for past in [v for s, later in partners.items() if t == max(later) for v in _remembered(s, order)]:
            recursion.forget_past(past)
    return LoopMoments(loop, {powers: tuple(series) for powers, series in moments.items()}, means, variances)


def begin(loop: Loop, order: Order, kurtosis: Number, kind: Kind) -> Recursion:
    """The recursion before generation 1, if the order and the kurtosis are such that there is one."""
    if order not in POWERS:
        raise ValueError(f"order must be 2 or 4, not {order!r}: odd moments are zero and higher ones are not computed")
    exact_number("kurtosis", kurtosis, "it is 3 for a normal law")
    if kurtosis < 1:
        raise ValueError(f"kurtosis must be at least 1, not {kurtosis}: no law has less, and a fair coin has 1")
    return Recursion(loop, order, Fraction(kurtosis), kind)


def _truth(loop: Loop, order: Order) -> dict[Powers, fmpq]:
    return {(i, j): rational(Fraction(loop.variance) ** j if i == 0 else 0) for i, j in POWERS[order]}


def _remembered(fit: int, order: Order) -> list[Variable]:
    """What covariances of this order need of an earlier fit."""
    return [mean_of(fit), variance_of(fit)] if order == 4 else [mean_of(fit)]


def _later_partners(pairs: Iterable[Pair], generations: int) -> dict[int, set[int]]:
    """By fit s, the fits t >= s whose covariance with it is wanted."""
    partners: defaultdict[int, set[int]] = defaultdict(set)
    for s, t in pairs:
        if not 1 <= s <= t <= generations:
            raise ValueError(
                f"pairs must be (s, t) with 1 <= s <= t <= {generations}, not {(s, t)!r}: "
                "the truth varies with nothing, and the earlier fit comes first"
            )
        partners[s].add(t)
    return dict(partners)
