"""The checks err as often as they say, both ways; each is seen to fail, and each refuses too few draws.

Rates are measured at a few per cent, where they can be measured, and compared with the binomial law of the
number of errors: outside its central 1 - 1e-9, a test here fails.  Wrong by how much a check must see, and
how often it must, is computed here and never taken from the check.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable

import mpmath
import numpy as np
import pytest
from false_alarms import ACCOUNT, measured
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from collapse_math import chi_square
from collapse_math.verdict import (
    AtMost,
    BoundOfMean,
    Budget,
    BudgetExceeded,
    Check,
    ChiSquareSum,
    NormalSum,
    Probability,
    RobustMean,
    Underpowered,
    Verdict,
    WholeLaw,
    judge_bound,
    judge_equal,
)

REPEATS = 1000
COARSE = {"false_alarm": 0.05, "miss": 0.1}
STRICT = {"false_alarm": 1e-9, "miss": 1e-4}


def generator(*parameters: object) -> np.random.Generator:
    """A generator whose seed is derived from the parameters of the test, so that nobody chooses it."""
    return np.random.default_rng(zlib.crc32(repr(parameters).encode()))


def times_wrong(judge: Callable[[], Verdict], *, agrees: bool) -> int:
    """In how many of the repetitions the verdict is not `agrees`."""
    with measured():
        return sum(judge().agrees != agrees for _ in range(REPEATS))


def band(rate: float) -> range:
    """The numbers of errors in all repetitions that a true rate leaves possible, up to 1e-9."""
    ACCOUNT.spend(1e-9)
    law = stats.binom(REPEATS, rate)
    return range(int(law.ppf(5e-10)), int(law.isf(5e-10)) + 1)


# ---------------------------------------------------------------- tails of the chi-square law


@pytest.mark.parametrize("degrees", [3.0, 1e3, 1e6, 1.001e6, 1e7, 1e9])
@pytest.mark.parametrize("outside", [1e-9, 1e-30, 0.1])
def test_central_interval_against_an_integral_of_the_density(degrees: float, outside: float) -> None:
    low, high = chi_square.central_interval(outside, degrees)
    spread = math.sqrt(2 * degrees)
    with mpmath.workdps(40):

        def density(value: mpmath.mpf) -> mpmath.mpf:
            half = mpmath.mpf(degrees) / 2
            return mpmath.exp((half - 1) * mpmath.log(value / 2) - value / 2 - mpmath.loggamma(half)) / 2

        farther = [low - step * spread for step in (16, 8, 4, 2, 1, 0.5)]
        below = mpmath.quad(density, [*sorted({max(point, 0.0) for point in farther}), low])
        above = mpmath.quad(density, [high + step * spread for step in (0, 0.5, 1, 2, 4, 8, 16, 32)])
        assert float(below) == pytest.approx(outside / 2, rel=1e-7, abs=0)
        assert float(above) == pytest.approx(outside / 2, rel=1e-7, abs=0)


@pytest.mark.parametrize("score", [-2.0, -0.01, -1e-8, 0.0, 1e-8, 0.01, 2.0])
def test_probabilities_in_the_middle(score: float) -> None:
    # Here SciPy is right at 1e7 degrees too, and the two sides must add up to one.
    degrees = 1e7
    value = degrees + score * math.sqrt(2 * degrees)
    assert chi_square.below(value, degrees) == pytest.approx(stats.chi2.cdf(value, degrees), abs=1e-6)
    assert chi_square.below(value, degrees) + chi_square.above(value, degrees) == pytest.approx(1.0)
    assert chi_square.below(-1.0, degrees) == 0.0
    assert chi_square.above(-1.0, degrees) == 1.0


# ---------------------------------------------------------------- calibration: false alarms


def test_false_alarms_of_the_chi_square_sum() -> None:
    check = ChiSquareSum(degrees=2, smallest_effect=0.5, **COARSE)
    draw = generator("chi-square, right")
    wrong = times_wrong(lambda: check.judge(draw.chisquare(2, check.draws_needed)), agrees=True)
    assert wrong in band(0.05)


def test_false_alarms_of_the_normal_sum() -> None:
    check = NormalSum(smallest_effect=0.5, **COARSE)
    draw = generator("normal, right")
    wrong = times_wrong(lambda: check.judge(draw.standard_normal(check.draws_needed)), agrees=True)
    assert wrong in band(0.05)


def test_false_alarms_of_the_probability() -> None:
    check = Probability(probability=0.3, smallest_effect=0.2, **COARSE)
    draws = check.draws_needed
    counts = np.arange(draws + 1)
    law = stats.binom(draws, 0.3)
    # A count is refused if it, or one farther out on its side, has probability below 2.5%.
    refused = (law.cdf(counts) < 0.025) | (law.sf(counts - 1) < 0.025)
    draw = generator("probability, right")
    wrong = times_wrong(lambda: check.judge(draw.random(draws) < 0.3), agrees=True)
    assert wrong in band(float(law.pmf(counts[refused]).sum()))


def test_false_alarms_of_the_whole_law_are_at_most_as_stated() -> None:
    check = WholeLaw(smallest_effect=0.3, **COARSE)
    draw = generator("law, right")
    wrong = times_wrong(lambda: check.judge(draw.exponential(size=check.draws_needed), stats.expon.cdf), agrees=True)
    assert 0 < wrong < band(0.05).stop


@pytest.mark.parametrize("rare", [0.5, 0.01])
def test_false_alarms_of_the_robust_mean_are_at_most_as_stated(rare: float) -> None:
    # A law with rare large values: this is where a mean with a normal interval fails.
    check = RobustMean(mean=1.0, variance=1 / rare - 1, smallest_effect=4.0, **COARSE)
    draw = generator("mean, right", rare)
    wrong = times_wrong(lambda: check.judge((draw.random(check.draws_needed) < rare) / rare), agrees=True)
    assert wrong < band(0.05).stop


# ---------------------------------------------------------------- calibration: misses


@pytest.mark.parametrize("scale", [1.5, 1 / 1.5])
def test_misses_of_the_chi_square_sum(scale: float) -> None:
    check = ChiSquareSum(degrees=2, smallest_effect=0.5, **COARSE)
    draws = check.draws_needed
    total = stats.chi2(2 * draws)
    rate = float(total.cdf(total.isf(0.025) / scale) - total.cdf(total.ppf(0.025) / scale))
    draw = generator("chi-square, wrong", scale)
    assert rate < 0.1
    assert times_wrong(lambda: check.judge(scale * draw.chisquare(2, draws)), agrees=False) in band(rate)


@pytest.mark.parametrize("shift", [0.5, -0.5])
def test_misses_of_the_normal_sum(shift: float) -> None:
    check = NormalSum(smallest_effect=0.5, **COARSE)
    draws = check.draws_needed
    rate = float(stats.norm.sf(0.5 * math.sqrt(draws) - stats.norm.isf(0.025)))
    draw = generator("normal, wrong", shift)
    assert rate < 0.1
    assert times_wrong(lambda: check.judge(shift + draw.standard_normal(draws)), agrees=False) in band(rate)


@pytest.mark.parametrize("other", [0.1, 0.5])
def test_misses_of_the_probability(other: float) -> None:
    check = Probability(probability=0.3, smallest_effect=0.2, **COARSE)
    draws = check.draws_needed
    counts = np.arange(draws + 1)
    right = stats.binom(draws, 0.3)
    accepted = (right.cdf(counts) >= 0.025) & (right.sf(counts - 1) >= 0.025)
    rate = float(stats.binom.pmf(counts[accepted], draws, other).sum())
    draw = generator("probability, wrong", other)
    assert rate < 0.1
    assert times_wrong(lambda: check.judge(draw.random(draws) < other), agrees=False) in band(rate)


@pytest.mark.parametrize("truth", [0.3, 0.1])
def test_false_alarms_of_the_bound_are_at_most_as_stated(truth: float) -> None:
    check = AtMost(probability=0.3, smallest_effect=0.2, **COARSE)
    draw = generator("bound, right", truth)
    wrong = times_wrong(lambda: check.judge(draw.random(check.draws_needed) < truth), agrees=True)
    assert wrong < band(0.05).stop


def test_misses_of_the_bound() -> None:
    check = AtMost(probability=0.3, smallest_effect=0.2, **COARSE)
    draws = check.draws_needed
    counts = np.arange(draws + 1)
    accepted = stats.binom(draws, 0.3).sf(counts - 1) >= 0.05
    rate = float(stats.binom.pmf(counts[accepted], draws, 0.5).sum())
    draw = generator("bound, wrong")
    assert rate < 0.1
    assert times_wrong(lambda: check.judge(draw.random(draws) < 0.5), agrees=False) in band(rate)


def test_misses_of_the_whole_law_are_at_most_as_stated() -> None:
    check = WholeLaw(smallest_effect=0.3, **COARSE)
    draw = generator("law, wrong")
    # A uniform law on (0.3, 1.3) differs from that on (0, 1) by 0.3 at most.
    wrong = times_wrong(lambda: check.judge(0.3 + draw.random(check.draws_needed), stats.uniform.cdf), agrees=False)
    assert wrong < band(0.1).stop


@pytest.mark.parametrize("shift", [1.0, -1.0])
def test_misses_of_the_robust_mean_are_at_most_as_stated(shift: float) -> None:
    check = RobustMean(mean=0.0, variance=1.0, smallest_effect=1.0, **COARSE)
    draw = generator("mean, wrong", shift)
    wrong = times_wrong(lambda: check.judge(shift + draw.exponential(size=check.draws_needed) - 1), agrees=False)
    assert wrong < band(0.1).stop


def test_stated_misses_of_the_exact_checks_are_exact() -> None:
    # The sum of 30 chi-square(2) values, 1.5 times too large or too small; the worse of the two.
    total = stats.chi2(60)
    low, high = total.ppf(0.025), total.isf(0.025)
    worse = max(total.cdf(high / scale) - total.cdf(low / scale) for scale in (1.5, 1 / 1.5))
    assert ChiSquareSum(degrees=2, smallest_effect=0.5, **COARSE).miss_rate(30) == pytest.approx(worse)
    # A mean of 0.1 over 400 draws is 2 standard deviations of their sum.
    passes = stats.norm.cdf(stats.norm.isf(0.025) - 2) - stats.norm.cdf(-stats.norm.isf(0.025) - 2)
    assert NormalSum(smallest_effect=0.1, **COARSE).miss_rate(400) == pytest.approx(passes)


@pytest.mark.parametrize(("probability", "other"), [(0.1, 0.5), (0.9, 0.5)])
def test_stated_misses_of_the_probability_are_exact_also_when_they_are_tiny(probability: float, other: float) -> None:
    counts = np.arange(401)
    right = stats.binom(400, probability)
    accepted = (right.cdf(counts) >= 0.025) & (right.sf(counts - 1) >= 0.025)
    rate = float(stats.binom.pmf(counts[accepted], 400, other).sum())
    check = Probability(probability=probability, smallest_effect=0.4, **COARSE)
    assert rate < 1e-50
    assert check.miss_rate(400) == pytest.approx(rate, rel=1e-6, abs=0)


@pytest.mark.parametrize("draws", [20, 50, 100, 500])
@pytest.mark.parametrize("level", [0.1, 0.35, 0.6])
def test_stated_misses_of_the_whole_law_are_never_too_small(draws: int, level: float) -> None:
    # Where the true distribution function is `level` and the other one is 0.3 higher, the number of values
    # below is binomial; a miss needs it to be no farther from `level` than the distance permits.
    distance = math.sqrt(math.log(2 / 0.05) / (2 * draws))
    unseen = stats.binom.cdf(math.floor(draws * (level + distance)), draws, level + 0.3)
    assert WholeLaw(smallest_effect=0.3, **COARSE).miss_rate(draws) >= unseen


@pytest.mark.parametrize("effect", [0.5, 20.0])
@pytest.mark.parametrize("rare", [0.5, 0.1, 0.01, 1e-4])
def test_the_robust_mean_holds_its_rates_for_two_valued_laws(rare: float, effect: float) -> None:
    # With probability `rare` a value far out, so that the variance is 1; how many there are is binomial.
    check = RobustMean(mean=0.0, variance=1.0, smallest_effect=effect, **STRICT)
    far, near, draws = math.sqrt((1 - rare) / rare), -math.sqrt(rare / (1 - rare)), check.draws_needed
    numbers = np.arange(draws + 1)
    probabilities = stats.binom.pmf(numbers, draws, rare)

    def rate(agrees: bool, sign: int, shift: float) -> float:
        """How often the verdict on the law, or on its mirror image, is that once it is shifted."""
        with measured():
            seen = [check.judge(np.where(np.arange(draws) < k, sign * far, sign * near) + shift) for k in numbers]
        return float(probabilities[[verdict.agrees == agrees for verdict in seen]].sum())

    for sign in (-1, 1):
        assert rate(False, sign, 0.0) <= 1e-9
        for shift in (effect, -effect, 1.5 * effect):
            assert rate(True, sign, shift) <= check.miss_rate(draws) <= 1e-4


def test_a_value_that_the_variance_permits_does_not_move_the_robust_mean() -> None:
    # With variance 1 a value may be 1000 off once in a million; it moves the mean of all by several effects.
    check = RobustMean(mean=0.0, variance=1.0, smallest_effect=0.5, **STRICT)
    values = generator("outlier").standard_normal(check.draws_needed)
    values[0] = 1000.0
    assert values.mean() > 3 * 0.5
    assert check.judge(values).agrees


def test_many_values_far_out_on_one_side_are_seen_however_far() -> None:
    check = RobustMean(mean=0.0, variance=1.0, smallest_effect=0.5, **STRICT)
    values = generator("far out").standard_normal(check.draws_needed)
    values[:10] = 1e300
    assert not check.judge(values).agrees


# ---------------------------------------------------------------- how many draws

PLANNED: list[Check] = [
    ChiSquareSum(degrees=4, smallest_effect=0.1, **STRICT),
    NormalSum(smallest_effect=0.1, **STRICT),
    WholeLaw(smallest_effect=0.1, **STRICT),
    Probability(probability=0.5, smallest_effect=0.1, **STRICT),
    AtMost(probability=0.5, smallest_effect=0.1, **STRICT),
    RobustMean(mean=0.0, variance=1.0, smallest_effect=0.2, **STRICT),
]


@pytest.mark.parametrize("check", PLANNED, ids=lambda check: type(check).__name__)
def test_one_draw_less_is_not_enough(check: Check) -> None:
    assert check.miss_rate(check.draws_needed) <= 1e-4 < check.miss_rate(check.draws_needed - 1)


@pytest.mark.parametrize(
    ("points", "refits"), [(2, 2300), (3, 7021), (5, 29300), (10, 212426), (20, 1.63e6), (50, 2.5e7)]
)
def test_refits_that_tell_n_minus_1_over_n_from_n_over_n_plus_1(points: int, refits: float) -> None:
    # One is 1 - 1/n^2 times the other.  The numbers were computed apart from this project, for one side.
    effect = 1 / (1 - 1 / points**2) - 1
    check = ChiSquareSum(degrees=points - 1, smallest_effect=effect, **STRICT)
    assert check.draws_needed == pytest.approx(refits, rel=0.05)


def test_too_few_draws_are_refused() -> None:
    draw = generator("too few")
    few = draw.random(10)
    with pytest.raises(Underpowered, match=r"take \d+ draws"):
        ChiSquareSum(degrees=4, smallest_effect=0.25, **STRICT).judge(few)
    with pytest.raises(Underpowered):
        NormalSum(smallest_effect=0.1, **STRICT).judge(few)
    with pytest.raises(Underpowered):
        WholeLaw(smallest_effect=0.1, **STRICT).judge(few, stats.uniform.cdf)
    with pytest.raises(Underpowered):
        Probability(probability=0.5, smallest_effect=0.1, **STRICT).judge(few < 0.5)
    with pytest.raises(Underpowered):
        RobustMean(mean=0.5, variance=1 / 12, smallest_effect=0.1, **STRICT).judge(few)
    with pytest.raises(Underpowered):
        RobustMean(mean=0.5, variance=1 / 12, smallest_effect=0.01, **STRICT).judge(draw.random(1000))
    with pytest.raises(Underpowered, match="larger effect"):
        _ = NormalSum(smallest_effect=1e-6, **STRICT).draws_needed


@settings(deadline=None, max_examples=30)
@given(
    probability=st.floats(0, 1),
    draws=st.integers(1, 10**6),
    false_alarm=st.sampled_from([1e-2, 1e-9]),
)
def test_allowed_counts_are_the_widest_that_the_rate_permits(
    probability: float, draws: int, false_alarm: float
) -> None:
    effect = 0.5 if probability < 0.5 else 0.25
    check = Probability(probability=probability, smallest_effect=effect, false_alarm=false_alarm, miss=0.1)
    low, high = check.counts(draws)
    law = stats.binom(draws, probability)
    permitted = false_alarm / 2 * (1 + 1e-9)
    assert law.cdf(low - 1) <= permitted
    assert law.sf(high) <= permitted
    assert low == 0 or law.cdf(low) >= false_alarm / 2 * (1 - 1e-9)
    assert high == draws or law.sf(high - 1) >= false_alarm / 2 * (1 - 1e-9)


# ---------------------------------------------------------------- verdicts


def test_a_verdict_says_what_was_promised() -> None:
    check = NormalSum(smallest_effect=0.1, **STRICT)
    values = generator("a verdict").standard_normal((10, check.draws_needed))
    verdict = check.judge(values, "innovations")
    assert verdict.agrees
    assert verdict.draws == values.size
    assert (verdict.false_alarm, verdict.smallest_effect, verdict.expected) == (1e-9, 0.1, 0.0)
    assert verdict.miss < 1e-4
    assert verdict.statistic == pytest.approx(values.sum() / math.sqrt(values.size))
    assert verdict.interval == pytest.approx((-stats.norm.isf(5e-10), stats.norm.isf(5e-10)))
    assert verdict.summary.startswith("innovations agrees")
    assert check.judge(values + 0.1).summary.startswith("normal sum DISAGREES")


def test_the_whole_law_takes_the_greatest_distance_on_both_sides_of_a_step() -> None:
    check = WholeLaw(smallest_effect=0.99, false_alarm=0.5, miss=0.5)
    for values, distance in (
        ([0.2, 0.25, 0.3], 0.7),
        ([0.7, 0.75, 0.8], 0.7),
        ([1 / 6, 1 / 2, 5 / 6], 1 / 6),
    ):
        with measured():
            assert check.judge(values, stats.uniform.cdf).statistic == pytest.approx(distance)


def test_certain_and_impossible_events() -> None:
    never = Probability(probability=0.0, smallest_effect=0.1, **STRICT)
    always = Probability(probability=1.0, smallest_effect=0.1, **STRICT)
    events = np.zeros(never.draws_needed, dtype=bool)
    assert never.judge(events).agrees
    assert always.judge(~events).agrees
    events[0] = True
    assert not never.judge(events).agrees
    assert not always.judge(~events).agrees


def test_equality_up_to_rounding() -> None:
    values = np.array([1.0, -2.0, 3.0])
    assert judge_equal(values, values, tolerance=0).agrees
    assert judge_equal(values * (1 + 1e-13), values, tolerance=1e-12).agrees
    verdict = judge_equal(values + np.array([0, 2e-6, 0]), values, tolerance=1e-7)
    assert not verdict.agrees
    assert verdict.statistic == pytest.approx(1e-6)
    assert (verdict.false_alarm, verdict.miss, verdict.draws) == (0.0, 0.0, 3)
    assert judge_equal([1e-20, 0.0], 0.0, tolerance=1e-15, scale=1.0).agrees
    assert not judge_equal(np.inf, 1.0, tolerance=1e-3).agrees


@pytest.mark.parametrize(("least", "sign"), [(False, 1), (True, -1)])
def test_a_bound_of_every_value_up_to_rounding(least: bool, sign: int) -> None:
    values = sign * np.array([1.0, 2.0, 3.0])

    def judged(bound: float) -> Verdict:
        return judge_bound(values, sign * bound, least=least, tolerance=1e-9, scale=2.0)

    assert judged(7.0).agrees
    assert judged(3.0).agrees
    assert judged(3.0 - 1e-9).agrees
    assert not judged(3.0 - 1e-8).agrees
    assert judged(2.0).statistic == pytest.approx(0.5)
    assert judged(7.0).statistic == 0.0
    assert not judge_bound([np.inf], 1.0, least=False, tolerance=1e-9, scale=1.0).agrees


def test_a_bound_of_a_mean_is_held_against_one_side() -> None:
    draws = generator("bound of a mean").random(40_000)
    rates = {"variance": 1 / 12, "smallest_effect": 0.05, **COARSE}
    for bound, most, least in ((0.4, False, True), (0.5, True, True), (0.6, True, False)):
        with measured():
            assert BoundOfMean(mean=bound, **rates).judge(draws).agrees is most
            assert BoundOfMean(mean=bound, least=True, **rates).judge(draws).agrees is least


def test_a_budget_adds_up_and_ends() -> None:
    budget = Budget(3e-9)
    check = NormalSum(smallest_effect=0.1, **STRICT)
    verdict = check.judge(generator("budget").standard_normal(check.draws_needed))
    for _ in range(3):
        assert budget.record(verdict) is verdict
    assert budget.record(judge_equal(1.0, 1.0, tolerance=0)).agrees
    assert budget.spent == pytest.approx(3e-9)
    with pytest.raises(BudgetExceeded, match="above the budget of 3e-09"):
        budget.record(verdict)
    assert len(budget.verdicts) == 4


# ---------------------------------------------------------------- arguments out of range

WRONG: list[tuple[str, Callable[[], object]]] = [
    ("false_alarm", lambda: NormalSum(false_alarm=0.0, miss=0.1, smallest_effect=1)),
    ("miss", lambda: NormalSum(false_alarm=0.1, miss=1.0, smallest_effect=1)),
    ("smallest_effect", lambda: NormalSum(smallest_effect=0.0, **COARSE)),
    ("smallest_effect", lambda: NormalSum(smallest_effect=math.nan, **COARSE)),
    ("smallest_effect", lambda: WholeLaw(smallest_effect=1.0, **COARSE)),
    ("degrees", lambda: ChiSquareSum(degrees=0, smallest_effect=1, **COARSE)),
    ("probability", lambda: Probability(probability=1.1, smallest_effect=0.1, **COARSE)),
    ("smallest_effect", lambda: Probability(probability=0.5, smallest_effect=0.6, **COARSE)),
    ("smallest_effect", lambda: AtMost(probability=0.9, smallest_effect=0.2, **COARSE)),
    ("mean", lambda: RobustMean(mean=math.inf, variance=1, smallest_effect=1, **COARSE)),
    ("variance", lambda: RobustMean(mean=0, variance=math.inf, smallest_effect=1, **COARSE)),
    ("total", lambda: Budget(1.0)),
    ("tolerance", lambda: judge_equal(1.0, 1.0, tolerance=-1.0)),
    ("scale", lambda: judge_equal(0.0, 0.0, tolerance=1.0)),
    ("values", lambda: judge_equal(math.nan, 1.0, tolerance=1.0)),
    ("values", lambda: NormalSum(smallest_effect=1, **COARSE).judge([0.0, math.nan])),
    ("values", lambda: NormalSum(smallest_effect=1, **COARSE).judge([])),
    ("events", lambda: Probability(probability=0.5, smallest_effect=0.1, **COARSE).judge([0.0, 1.0])),
    ("distribution", lambda: WholeLaw(smallest_effect=0.9, **COARSE).judge([0.0, 1.0], lambda x: x + 1)),
]


@pytest.mark.parametrize(("name", "call"), WRONG)
def test_wrong_arguments_are_named(name: str, call: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=f"^{name} must"):
        call()
