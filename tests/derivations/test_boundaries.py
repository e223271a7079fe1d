"""The theorem that replaces the headline, on each side of each of its boundaries: draw by draw, and far out.

The loop is the one of tokens, so that nothing here knows of the fits that the theorems are about: n(t) draws, each real
with probability alpha(t), and one token of which the truth has the share 1/2.  Chains of literal draws are held
against a recursion of two moments, and the recursion, a hundred times farther out, against what is claimed.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest
from false_alarms import ACCOUNT

TRUTH, NEAR, FAR, CHAINS, FALSE_ALARM = 0.5, 150, 20_000, 4_000, 1e-9


@dataclass(frozen=True)
class Schedule:
    """What generation t draws, where the loop starts, and what is claimed of it in the long run.

    kept   the chance that two draws of one model differ, over that in the truth; None if only a bound is claimed
    error  the mean square of p_t - 1/2, over 1/4; None likewise
    least  a lower bound of what is kept
    """

    size: Callable[[int], int]
    share: Callable[[int], float]
    kept: float | None
    error: float | None
    start: float = TRUTH
    least: float = 0.0


WRONG = 0.9  # a start that is not the truth; its squared distance is (0.4/0.5)^2 = 0.64 of 1/4
SCHEDULES = {
    # Without real data sizes decide: the sum of 1/n(t) diverges, barely, or converges.
    "no real data, n = 10": Schedule(lambda t: 10, lambda t: 0, 0, 1),
    "no real data, n = t + 1": Schedule(lambda t: t + 1, lambda t: 0, 0, 1),
    "no real data, n = (t + 1)^2": Schedule(lambda t: (t + 1) ** 2, lambda t: 0, 1 / 2, 1 / 2),
    # The number alpha n of real draws tends to zero, to a number, or grows, with the sum of 1/n + alpha infinite.
    "alpha n -> 0, n = 10, alpha = 1/(t + 1)": Schedule(lambda t: 10, lambda t: 1 / (t + 1), 0, 1),
    "alpha n -> 0, n = 10, alpha = 1/(t + 1)^2": Schedule(lambda t: 10, lambda t: 1 / (t + 1) ** 2, 0, 1),
    "alpha n -> 0, n = t + 1": Schedule(lambda t: t + 1, lambda t: (t + 1) ** -1.5, 0, 1),
    "alpha n = 1, n = 50": Schedule(lambda t: 50, lambda t: 1 / 50, 0.6600, 0.3400),
    "alpha n = 1/2, n = t + 1": Schedule(lambda t: t + 1, lambda t: 0.5 / (t + 1), 1 / 2, 1 / 2),
    "alpha n = 1, n = t + 1": Schedule(lambda t: t + 1, lambda t: 1 / (t + 1), 2 / 3, 1 / 3),
    "alpha n = 2, n = t + 1": Schedule(lambda t: t + 1, lambda t: min(1, 2 / (t + 1)), 4 / 5, 1 / 5),
    "alpha n grows, n = t + 1": Schedule(lambda t: t + 1, lambda t: (t + 1) ** -0.5, 1, 0),
    "alpha n grows, n = (t + 1)^2": Schedule(lambda t: (t + 1) ** 2, lambda t: 1 / (t + 1), 1, 0),
    # The sum of 1/n + alpha is finite: a part stays, whatever alpha n does.
    "all sums finite": Schedule(lambda t: (t + 1) ** 2, lambda t: 1 / (t + 1) ** 2, None, None, least=1 / 2),
    # From a wrong start: the truth is learned if the sum of alpha is infinite and alpha n grows, and only then.
    "learned": Schedule(lambda t: (t + 1) ** 2, lambda t: 1 / (t + 1), 1, 0, start=WRONG),
    "a finite sum of alpha leaves a bias": Schedule(
        lambda t: (t + 1) ** 3, lambda t: 1 / (t + 1) ** 2, None, None, start=WRONG
    ),
    "one real draw leaves an error": Schedule(lambda t: t + 1, lambda t: 1 / (t + 1), 2 / 3, 1 / 3, start=WRONG),
}


def moments(schedule: Schedule, generations: int) -> tuple[float, float, float]:
    """E[p_t], and over 1/4: what is kept, 4 E[p (1 - p)], and the error, 4 E[(p - 1/2)^2]."""
    mean, square = schedule.start, schedule.start**2
    for t in range(1, generations + 1):
        n, share = schedule.size(t), schedule.share(t)
        # Of a draw, the mean chance; of two different draws, the mean product.
        one = share * TRUTH + (1 - share) * mean
        two = share**2 * TRUTH**2 + 2 * share * (1 - share) * TRUTH * mean + (1 - share) ** 2 * square
        mean, square = one, one / n + (1 - 1 / n) * two
    return mean, 4 * (mean - square), 4 * (square - mean + TRUTH**2)


def drawn(schedule: Schedule, generations: int) -> np.ndarray:
    """The share of the token in chains of literal draws."""
    generator = np.random.default_rng(8)
    p = np.full(CHAINS, schedule.start)
    for t in range(1, generations + 1):
        n, share = schedule.size(t), schedule.share(t)
        real = generator.binomial(n, share, CHAINS)
        p = (generator.binomial(real, TRUTH) + generator.binomial(n - real, p)) / n
    return p


@pytest.mark.parametrize("name", SCHEDULES)
def test_chains_of_draws_follow_the_moments(name: str) -> None:
    """4 p (1 - p) lies in [0, 1]: its mean over chains is off by more than this rarely (Hoeffding)."""
    ACCOUNT.spend(FALSE_ALARM)
    allowed = math.sqrt(math.log(2 / FALSE_ALARM) / (2 * CHAINS))
    assert allowed < 0.06
    p = drawn(SCHEDULES[name], NEAR)
    assert abs((4 * p * (1 - p)).mean() - moments(SCHEDULES[name], NEAR)[1]) < allowed


@pytest.mark.parametrize("name", SCHEDULES)
def test_far_out_the_claim_is_seen(name: str) -> None:
    schedule = SCHEDULES[name]
    early, late = moments(schedule, 200), moments(schedule, FAR)
    for claimed, then, now in ((schedule.kept, early[1], late[1]), (schedule.error, early[2], late[2])):
        if claimed is not None:
            assert abs(now - claimed) < 0.03  # t^(-1/2) and log t are slow
            assert abs(now - claimed) <= abs(then - claimed) + 1e-3
    assert late[1] >= schedule.least


def test_a_finite_sum_of_shares_keeps_half_of_the_bias() -> None:
    """prod (1 - 1/(t + 1)^2) tends to 1/2."""
    mean, _, error = moments(SCHEDULES["a finite sum of alpha leaves a bias"], FAR)
    assert mean - TRUTH == pytest.approx((WRONG - TRUTH) / 2, rel=1e-3)
    assert error > 4 * (mean - TRUTH) ** 2
    assert moments(SCHEDULES["learned"], FAR)[0] == pytest.approx(TRUTH, abs=1e-3)
