"""A comparison of a conclusion with a simulation, planned before anything is drawn.

    mean            robust mean, valid for any law with at most the stated variance
    mean-at-most    the same on one side; mean-at-least on the other
    chi-square      two checks on the refits of all chains: the exact law of their sum, and the whole law
    constant        every chain, to the stated rounding error
    never-above     every chain, a bound, to the same error; never-below the same from below
    at-most         the exact law of a count, at the greatest probability that the bound allows
    at-least        the same for the count of those that do not reach the level

Variances.  A record bounds the variance of its statistic for normal draws under the theorem's assumptions.
Where the process is another one, and the conclusion is to hold all the same, the bound is multiplied by what
`growth` says, for statistics that are linear in the draws of each refit, or sums of squares.  For independent,
symmetric draws z with kurtosis k and positive semidefinite A and B

    E[(z'Az)(z'Bz)] = tr A tr B + 2 tr AB + (k - 3) sum_i a_ii b_ii,   sum_i a_ii b_ii <= (tr A tr B + 2 tr AB)/2,

so that a refit multiplies second moments by at most max(1, (k - 1)/2) times what it does for normal draws. For normal
draws with a correlation matrix whose largest eigenvalue is r, put R^(1/2) A R^(1/2) for A: tr A grows by r at most
and tr AB is at most tr A tr B, which makes 3 r^2, and r^2 for a single refit, where A = B. With divisor n - 1 in
place of n, variances are n/(n - 1) times larger. If randomness is reused, a sum of t steps has at most t times the
variance (Cauchy-Schwarz).

A determinant of the covariances of j coordinates is a sum of squared volumes of j + 1 points each.  A volume is a
linear function of the coordinates of each of its points; for squares f and g of linear functions of one z as above,
E[f g] is again at most max(1, (k - 1)/2) times what it is for normal draws.  Two volumes share j + 1 points at most, so
that a refit multiplies the second moment by at most the power j + 1 of that.

A record may leave its variance to the fourth moments of the described loop.  They are exact for every law of the draws
and every way to keep and to mix data, so that only dependence and reused randomness need these factors.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from scipy import stats
from sympy import Expr, sympify

from collapse_math.closed_forms import ClosedForm
from collapse_math.configuration import Settings, dimensions_of, loop_of, point_of, refits_of, size_of
from collapse_math.observed import Observed
from collapse_math.processes.gaussian import INFLATION
from collapse_math.refuter import quantities_of
from collapse_math.results import Conclusion
from collapse_math.schedules import exact_moments
from collapse_math.verdict import (
    AtMost,
    BoundOfMean,
    ChiSquareSum,
    RobustMean,
    Underpowered,
    Verdict,
    WholeLaw,
    judge_bound,
    judge_equal,
)

FALSE_ALARM = 1e-9
MISS = 1e-4
EFFECT = 0.06  # on a scale: of the scale; on a mean: see `effect_on_mean`
EFFECT_ELSEWHERE = 0.12  # on a mean, if the process is not the one the variance bound is stated for
EFFECT_ON_LAW = 0.03  # distance between distribution functions
ROUNDING = 1e-9  # relative to the expected value, or to 1 if that is larger
CHAINS_OF_A_CONSTANT = 1000
MOST_DRAWS = 3 * 10**8  # standardised draws in one comparison

LINEAR_OR_SQUARES = {
    "means",
    "variances",
    "squared_drifts",
    "distances_of_draws",
    "covariances",
    "products_of_drifts",
    "products_of_draws",
    "noise_variances",
    "in_sample_risks",
    "prediction_risks",
    "spreads_of_labels",
    "variances_less_drifts",
}
"""The statistics for which the bounds above hold; of products of two coordinates, those of the squares of both."""
DETERMINANTS = {"determinants": None, "determinants_of_two": 2}
"""Determinants of covariances, and of how many coordinates; None for all of them."""
KURTOSIS = {"gaussian": Fraction(3), "uniform": Fraction(9, 5), "laplace": Fraction(6), "student": Fraction(4)}
EVERY_CHAIN = ("constant", "never-above", "never-below")  # the kinds of records in which nothing is left to chance
BY_RANGE = ("unit", "span")  # variances that are bounded by where a statistic can lie, in every process
MEANS = ("mean", "mean-at-most", "mean-at-least")
BOUNDED_BY_GROWTH = ("dependence", "randomness")  # the switches that no exact moment knows
IN_MOMENTS: dict[str, tuple[tuple[int, int], ...]] = {
    "means": ((1, 0),),
    "variances": ((0, 1),),
    "squared_drifts": ((2, 0),),
    "distances_of_draws": ((0, 1), (2, 0)),
}
"""Statistics as sums of powers (i, j): of M_t - m_0 and of V_t, or of their likes without m_0, which vary as much."""

Array = NDArray[np.float64]
Checks = RobustMean | ChiSquareSum | WholeLaw | AtMost


@dataclass(frozen=True)
class Plan:
    """A comparison before anything is drawn.

    settings  the switches of the process
    expected  the closed form at the parameters of the record
    checks    what to judge the values by; none for a constant
    chains    how many chains that takes
    """

    conclusion: str
    observed: Observed
    settings: Settings
    expected: float
    checks: tuple[Checks, ...]
    chains: int

    def judge(self, values: Array) -> Iterator[Verdict]:
        """Judge the values of the statistic, of shape (refits, chains)."""
        what = f"{self.conclusion} by {self.observed.statistic}"
        if self.observed.kind in EVERY_CHAIN:
            yield self._of_every_chain(values[-1], what)
        for check in self.checks:
            if isinstance(check, RobustMean):
                yield check.judge(values[-1], f"mean of {what}")
                continue
            if isinstance(check, AtMost):
                level = value_of(sympify(self.observed.level), self.observed)
                if self.observed.kind == "at-least":
                    yield check.judge(values[-1] < level, f"how often {what} stays below {level:.6g}")
                else:
                    yield check.judge(values[-1] >= level, f"how often {what} reaches {level:.6g}")
                continue
            scaled = values * value_of(sympify(self.observed.scale), self.observed)
            if isinstance(check, ChiSquareSum):
                yield check.judge(scaled, f"chi-square sum of {what}")
            else:
                yield check.judge(scaled, stats.chi2(self.expected).cdf, f"chi-square law of {what}")

    def _of_every_chain(self, values: Array, what: str) -> Verdict:
        """Judge what is said of every chain."""
        scale = max(abs(self.expected), 1.0)
        if self.observed.kind == "constant":
            return judge_equal(
                values, self.expected, tolerance=ROUNDING, scale=scale, check=f"greatest error of {what}"
            )
        least, check = self.observed.kind == "never-below", f"{what}, beyond the bound"
        return judge_bound(values, self.expected, least=least, tolerance=ROUNDING, scale=scale, check=check)


def planned(
    conclusion: Conclusion,
    observed: Observed,
    settings: Settings,
    factor: float | None = None,
    assumed: Settings | None = None,
) -> Plan:
    """Fix the checks and the number of chains of one comparison.

    factor   what the second moment of the statistic may be multiplied by, if the process is another one
    assumed  the switches of the process whose exact variance counts, if they are not those of the process that is run

    Raises Underpowered if it takes too many draws.
    """
    expected = value_of(conclusion.expression, observed)
    checks: tuple[Checks, ...] = ()
    chains = CHAINS_OF_A_CONSTANT
    if observed.kind in MEANS:
        if observed.variance == "unit" and observed.kind == "mean":
            variance = expected * (1 - expected)
        else:
            variance = variance_of(observed, settings if assumed is None else assumed)
            if variance <= 0:
                raise ValueError(
                    f"{conclusion.name}: the variance of {observed.statistic} must be above 0, not {variance:g}: "
                    "bound it, or record what is the same in every chain as constant"
                )
        mean = check_of_mean(observed.kind, expected, variance, factor)
        checks, chains = (mean,), mean.draws_needed
    elif observed.kind == "chi-square":
        scale = ChiSquareSum(degrees=expected, smallest_effect=EFFECT, false_alarm=FALSE_ALARM, miss=MISS)
        law = WholeLaw(smallest_effect=EFFECT_ON_LAW, false_alarm=FALSE_ALARM, miss=MISS)
        # Enough for one refit alone: it is all that counts if the refits depend on each other.
        checks, chains = (scale, law), max(scale.draws_needed, law.draws_needed)
    elif observed.kind in ("at-most", "at-least"):
        probability = expected if observed.kind == "at-most" else 1 - expected
        bound = AtMost(probability=probability, smallest_effect=EFFECT_ON_LAW, false_alarm=FALSE_ALARM, miss=MISS)
        checks, chains = (bound,), bound.draws_needed
    elif observed.kind not in EVERY_CHAIN:
        kinds = ", ".join((*MEANS, *EVERY_CHAIN, "chi-square", "at-most"))
        raise ValueError(f"{conclusion.name}: a record must be {kinds} or at-least, not {observed.kind}")
    draws = chains * refits_of(observed) * size_of(observed) * dimensions_of(observed)
    if draws > MOST_DRAWS:
        raise Underpowered(
            f"{conclusion.name}: {observed.statistic} at {point_of(observed)} needs {draws:.2g} draws, more than "
            f"{MOST_DRAWS:.0e}: observe it where its variance is smaller, or bound the variance better"
        )
    return Plan(conclusion.name, observed, settings, expected, checks, chains)


def variance_of(observed: Observed, settings: Settings) -> float:
    """The variance of a statistic, or the bound on it that is stated for the process as assumed."""
    if observed.variance is None:
        raise ValueError(f"{observed.statistic}: the record of a mean must bound the variance of the statistic")
    if observed.variance in BY_RANGE:
        return value_of(sympify(observed.span), observed) ** 2 / 4
    if observed.variance != "exact":
        return value_of(sympify(observed.variance), observed)
    if observed.statistic not in IN_MOMENTS:
        raise ValueError(
            f"{observed.statistic} has no exact variance: bound it, or choose one of {', '.join(IN_MOMENTS)}"
        )
    kurtosis = KURTOSIS[settings.get("draws", "gaussian")]
    joint = exact_moments(loop_of(observed, settings), order=4, kurtosis=kurtosis).joint_moments
    powers = IN_MOMENTS[observed.statistic]
    square = sum((joint[a + i, b + j][-1] for a, b in powers for i, j in powers), Fraction(0))
    mean = sum((joint[power][-1] for power in powers if power in joint), Fraction(0))
    return float(square - mean**2)


def check_of_mean(kind: str, expected: float, variance: float, factor: float | None) -> RobustMean:
    """The check of an expectation, or of a bound of it, with a bound on the variance."""
    share = EFFECT
    if factor is not None:
        variance, share = factor * (variance + expected**2) - expected**2, EFFECT_ELSEWHERE
    effect = effect_on_mean(share, expected, math.sqrt(variance))
    if kind == "mean":
        return RobustMean(mean=expected, variance=variance, smallest_effect=effect, false_alarm=FALSE_ALARM, miss=MISS)
    return BoundOfMean(
        mean=expected,
        variance=variance,
        smallest_effect=effect,
        false_alarm=FALSE_ALARM,
        miss=MISS,
        least=kind == "mean-at-least",
    )


def effect_on_mean(share: float, expected: float, deviation: float) -> float:
    """The smallest effect to be seen: a share of the mean, taken to lie between half and one standard deviation.

    A mean that happens to be near zero, such as that of a logarithm, cannot be seen to a share of itself.
    """
    return share * min(max(abs(expected), deviation / 2), deviation)


def growth(switch: str, value: str, observed: Observed) -> float:
    """How much larger a second moment can be once a switch is turned that the conclusion does not depend on.

    It is 1 where the variance is computed for the changed process, or bounded for every process.  Raises ValueError
    for a statistic of which it is not known.
    """
    exact = observed.variance == "exact" and switch not in BOUNDED_BY_GROWTH
    if exact or observed.variance in BY_RANGE or observed.kind in EVERY_CHAIN:
        return 1.0
    refits, size = refits_of(observed), size_of(observed)
    if switch == "draws" and observed.statistic in DETERMINANTS:
        coordinates = DETERMINANTS[observed.statistic] or dimensions_of(observed)
        return max(1.0, float(KURTOSIS[value] - 1) / 2) ** ((coordinates + 1) * refits)
    bounded = observed.kind not in MEANS or observed.statistic in LINEAR_OR_SQUARES
    if switch in ("draws", "dependence", "divisor", "matching") and not bounded:
        raise ValueError(f"{observed.statistic} has no known bound on its variance for {switch} = {value}")
    match switch, value:
        case "draws", law:
            return max(1.0, float(KURTOSIS[law] - 1) / 2) ** refits
        case "dependence", "correlated":
            largest_eigenvalue = (size + 1) / 2  # all correlations are 1/2
            return largest_eigenvalue**2 if refits == 1 else (3 * largest_eigenvalue**2) ** refits
        case "divisor", "n-1" | "varying":
            return (size / (size - 1)) ** (2 * refits)
        case "matching", "inflated":
            return float(INFLATION ** (4 * refits))
        case "randomness", "reused":
            return float(refits)
    return 1.0


def value_of(expression: Expr, observed: Observed) -> float:
    """An expression at the parameters of a record."""
    values = {quantity.name: value for quantity, value in {**observed.at, **observed.sequences}.items()}
    parameters = quantities_of(expression)
    if lacking := [q.name for q in parameters if q.name not in values]:
        raise ValueError(f"the record of {observed.statistic} has no value for {lacking[0]}: give it one")
    form = ClosedForm(expression, parameters)
    return float(Fraction(form.decimal(17, **{q.name: values[q.name] for q in parameters})))
