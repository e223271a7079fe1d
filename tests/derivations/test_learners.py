"""The chapter on learners that do not collapse: what it rests on, and its numbers by other routes."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from checked_book import report_of
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import optimize, special, stats
from token_chains import Model, diversity, drift_chain, mean, probability, splits

from collapse_math.enumeration import TokenLaw
from collapse_math.results import Conclusion
from derivations import CONTENTS, load

UNLIMITED, PROJECTED = {"unlimited-data", "replace"}, {"projected-fit", "replace"}
PRODUCTS = {"a product of shares that are left vanishes", "a product of shares that are left stays positive"}


def each(names: str, uses: set[str]) -> dict[str, set[str]]:
    """The same assumptions for several conclusions."""
    return dict.fromkeys(names.split(), uses)


COMMON = {"independent-draws", "faithful-sampling", "constant-size", "replace", "fresh-randomness"}
SMOOTHED, SAMPLED = COMMON | {"additive-smoothing"}, COMMON | {"posterior-sampling"}
GEOMETRIC = {"r^t -> 0 for |r| < 1"}

NORMAL = {"independent-draws", "matching-moments", "gaussian-draws"}
REPLAYED = COMMON | {"plug-in", "replay"}
FIXED = {"independent-draws", "faithful-sampling", "plug-in", "fixed-data"}
STEPS = {"faithful-sampling", "stochastic-steps", "fresh-randomness"}
CHOSEN = {"faithful-sampling", "penalised-choice", "replace", "fresh-randomness"}
SCORES = {"independent-draws", "matching-moments", "divisor-n", "constant-size", "replace", "fresh-randomness"}

PINS: dict[str, tuple[str, set[str], dict[str, set[str]]]] = {
    "self_fit": (
        "axiom",
        {"z3", "log x <= x - 1", "x log x >= x - 1 + 3 (x - 1)^2/(2 x + 4)", "schedules.idealised"} | PRODUCTS,
        each("divergence_at_least divergence_at_most", set()) | {"unmoved": UNLIMITED},
    ),
    "projected_fit": (
        "axiom",
        {"z3", "log x <= x - 1", "a product of shares that are left vanishes"},
        each("pythagoras remainder_in_a_family both_divergences not_negative", set())
        | each("expectation expectation_reached", PROJECTED),
    ),
    "smoothing": (
        "proved",
        GEOMETRIC | {"1/n -> 0"},
        each("squared_distance expected_diversity_of_one expected_diversity diversity_in_the_long_run", SMOOTHED)
        | each("expected_share share_in_the_long_run", SMOOTHED - {"independent-draws"})
        | each("large_samples least_share", set()),
    ),
    "posterior_sampling": (
        "proved",
        GEOMETRIC | {"Euler's integral for Beta", "recurrence of gamma"},
        each("expected_diversity_of_one expected_diversity diversity_in_the_long_run", SAMPLED)
        | each("expected_share share_in_the_long_run", SAMPLED - {"independent-draws"})
        | each("reversible detailed_balance balance_of_counts", set()),
    ),
    "shrinkage": (
        "axiom",
        {
            "Stein's unbiased estimate of risk",
            "squared length of a normal vector",
            "Euler's integral for Gamma",
            "recurrence of gamma",
            "z3",
        },
        each("unbiased_estimate gain_given_j divergence_at_most at_zero", NORMAL)
        | {"first_divergence": {"matching-moments"}}
        | each("smaller two_observations", set()),
    ),
    "replay": (
        "solver-certified",
        GEOMETRIC | {"1/n -> 0", "z3"},
        each("expected_diversity_of_one squared_error expected_diversity diversity_in_the_long_run", REPLAYED)
        | {"expected_share": REPLAYED - {"independent-draws"}, "many_tokens": set()},
    ),
    "vanishing_steps": (
        "axiom",
        GEOMETRIC | {"Toeplitz averaging", "a sum of larger terms diverges", "z3"},
        each("empirical_law squared_error learned constant_step constant_step_from_the_truth floor", STEPS)
        | {"at_least": {"faithful-sampling"}},
    ),
    "vanishing_steps_surely": (
        "axiom",
        {
            "Robbins-Siegmund theorem",
            "the harmonic series diverges",
            "the inverse squares have a finite sum",
            "z3",
        },
        each("learned_surely empirical_law_surely", STEPS) | {"one_step": {"faithful-sampling", "stochastic-steps"}},
    ),
    "idealised_limit": (
        "axiom",
        {"z3", "log x <= x - 1", "schedules.idealised"} | PRODUCTS,
        each("score score_in_the_limit", UNLIMITED) | each("entropy no_less_than_both", set()),
    ),
    "linear_scores": (
        "proved",
        GEOMETRIC,
        each("variance_of_average variance_of_one correlation average_in_the_end", SCORES)
        | each("variance_within variance_of_mean_score", SCORES)
        | {"martingale": {"matching-moments"}, "expected_score": {"matching-moments", "fresh-randomness"}},
    ),
    "fixed_data": (
        "proved",
        GEOMETRIC,
        each("expected_diversity_of_one expected_diversity squared_error", FIXED)
        | {"expected_share": FIXED - {"independent-draws"}}
        | each("lost_besides_at_first lost_besides_in_the_end", set()),
    ),
    "coarse_graining": (
        "solver-certified",
        {"z3", "log x <= x - 1"},
        each("entropy_hidden not_negative two_outcomes strictly_less data_processing", set()),
    ),
    "two_programs": (
        "axiom",
        GEOMETRIC | {"z3", "mean of a waiting time", "recurrence of gamma"},
        each("truth_held truth_never_lost in_the_long_run mean_time", CHOSEN)
        | each("held_at_6_nats never_lost_at_6_nats in_the_long_run_at_6_nats time_at_6_nats", CHOSEN)
        | each("in_the_long_run_without_price time_without_price", CHOSEN)
        | each("found_at_most held_at_most ratio_at_72 ratio_at_73 ratio_at_79 ratio_at_80", set()),
    ),
}


@pytest.mark.parametrize("module", CONTENTS["learners"])
def test_what_it_rests_on(module: str) -> None:
    report = report_of(f"learners.{module}")
    grade, rests_on, uses = PINS[module]
    assert report.problems == []
    assert report.grade == grade
    assert set(report.rests_on) == rests_on
    assert {name: {a.key for a in used} for name, used in report.uses.items()} == uses


def conclusion(module: str, name: str) -> Conclusion:
    return load(f"learners.{module}").conclusions[name]


def number(module: str, name: str, **at: object) -> float:
    """The value of a conclusion at those of the given numbers on which it depends."""
    found = conclusion(module, name)
    return float(found.evaluate(**{q.name: at[q.name] for q in found.parameters}).decimal)


def exact(module: str, name: str, **at: object) -> Fraction:
    """The same as a fraction."""
    found = conclusion(module, name)
    value = found.closed_form.exact(**{q.name: at[q.name] for q in found.parameters})
    assert value is not None
    return value


def law(weights: list[int]) -> list[Fraction]:
    return [Fraction(weight, sum(weights)) for weight in weights]


def divergence(one: list[Fraction], other: list[Fraction]) -> float:
    """Written as it is in textbooks."""
    return math.fsum(float(a) * math.log(a / b) for a, b in zip(one, other, strict=True))


LAWS = st.lists(st.integers(1, 9), min_size=4, max_size=4).map(law)

# Fits to unlimited data --------------------------------------------------------------------------------


@given(LAWS, LAWS)
def test_divergence_lies_between_its_bounds(one: list[Fraction], other: list[Fraction]) -> None:
    at = {"K": 4, "q": one, "r": other}
    found = divergence(one, other)
    assert number("self_fit", "divergence_at_least", **at) <= found + 1e-12
    assert found <= number("self_fit", "divergence_at_most", **at) + 1e-12
    assert (number("self_fit", "divergence_at_least", **at) == 0) == (one == other)


@given(LAWS, LAWS, LAWS)
def test_three_laws(truth: list[Fraction], one: list[Fraction], other: list[Fraction]) -> None:
    assume(truth != other)  # no precision would tell the sum of logarithms from 0
    at = {"K": 4, "p": truth, "q": one, "r": other}
    assert number("projected_fit", "pythagoras", **at) == pytest.approx(divergence(truth, other), abs=1e-12)


STATISTIC = np.array([-1.0, 0.0, 1.0, 3.0])
BASE = np.array([0.1, 0.4, 0.3, 0.2])


def member(parameter: float) -> np.ndarray:
    weights = BASE * np.exp(parameter * STATISTIC)
    return np.asarray(weights / weights.sum())


def kullback_leibler(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.sum(one * np.log(one / other)))


def closest(target: np.ndarray) -> float:
    """The parameter of the member with the least divergence from the target, found without moments."""
    found = optimize.minimize_scalar(
        lambda parameter: kullback_leibler(target, member(parameter)), bracket=(-1, 1), tol=1e-12
    )
    return float(found.x)


def test_a_loop_of_best_fits_found_by_search() -> None:
    """The error of the family is the same at every generation, and expectations follow the closed form."""
    truth, shares = np.array([0.3, 0.1, 0.5, 0.1]), [Fraction(1, 2), Fraction(1, 10), Fraction(1, 3), Fraction(1, 5)]
    parameters = [1.5]
    for share in shares:
        mixture = float(share) * truth + (1 - float(share)) * member(parameters[-1])
        parameters.append(closest(mixture))
    best = closest(truth)
    m, m_0 = float(truth @ STATISTIC), float(member(1.5) @ STATISTIC)
    for t, parameter in enumerate(parameters):
        present = member(parameter)
        stated = number("projected_fit", "expectation", alpha=shares[:t] or [0], t=t, m=Fraction(m), m_0=Fraction(m_0))
        assert present @ STATISTIC == pytest.approx(stated, abs=1e-6)
        fixed = kullback_leibler(truth, present) - kullback_leibler(member(best), present)
        assert fixed == pytest.approx(kullback_leibler(truth, member(best)), abs=1e-6)
        both = kullback_leibler(member(best), present) + kullback_leibler(present, member(best))
        assert both == pytest.approx((best - parameter) * (m - present @ STATISTIC), abs=1e-6)


def test_a_fit_to_a_member_is_that_member() -> None:
    for parameter in (-2.0, 0.0, 0.7):
        assert closest(member(parameter)) == pytest.approx(parameter, abs=1e-6)


# Pseudo-counts and priors -----------------------------------------------------------------------------

MODELS = st.lists(st.integers(1, 6), min_size=3, max_size=3).map(lambda weights: tuple(law(weights)))
WORTH = st.fractions(Fraction(1, 4), 3, max_denominator=4)


def smoothed_chain(truth: Model, base: Model, worth: Fraction, n: int, t: int) -> dict[Model, Fraction]:
    """Every model that a chain with pseudo-counts can reach, with its probability."""
    states = {truth: Fraction(1)}
    for _ in range(t):
        after: Counter[Model] = Counter()
        for model, weight in states.items():
            for counts in splits(n, len(truth)):
                fit = tuple((c + worth * e) / (n + worth) for c, e in zip(counts, base, strict=True))
                after[fit] += weight * probability(counts, model)
        states = dict(after)
    return states


def totals(truth: Model, base: Model) -> dict[str, Fraction]:
    distance = sum(((a - b) ** 2 for a, b in zip(truth, base, strict=True)), Fraction(0))
    return {"G_0": diversity(truth), "G_e": diversity(base), "D_e": distance}


@given(MODELS, MODELS, WORTH, st.sampled_from([(2, 0), (2, 1), (2, 3), (3, 2)]))
def test_pseudo_counts_by_listing_all_models(
    truth: Model, base: Model, worth: Fraction, shape: tuple[int, int]
) -> None:
    n, t = shape
    found = smoothed_chain(truth, base, worth, n, t)
    at = {"n": n, "t": t, "b": worth, "e": base[0], "p_0": truth[0], **totals(truth, base)}
    assert exact("smoothing", "expected_share", **at) == mean(lambda p: p[0], found)
    assert exact("smoothing", "squared_distance", **at) == mean(lambda p: (p[0] - base[0]) ** 2, found)
    assert exact("smoothing", "expected_diversity_of_one", **at) == mean(lambda p: p[0] * (1 - p[0]), found)
    assert exact("smoothing", "expected_diversity", **at) == mean(diversity, found)
    if t:
        assert min(p[0] for p in found) == exact("smoothing", "least_share", **at)


@given(MODELS, WORTH, st.integers(2, 30))
def test_diversity_under_pseudo_counts_ends_where_it_stays(base: Model, worth: Fraction, n: int) -> None:
    """One refit of a random share with the stated mean and diversity leaves both as they are."""
    stays = exact("smoothing", "diversity_in_the_long_run", n=n, b=worth, G_e=diversity(base))
    alike = 1 - diversity(base)
    squares = n * (n - 1) * (1 - stays) + n + 2 * n * worth * alike + worth**2 * alike
    assert 1 - squares / (n + worth) ** 2 == stays


def rising(start: Fraction, steps: int) -> Fraction:
    return math.prod((start + i for i in range(steps)), start=Fraction(1))


def beta_binomial(first: Fraction, second: Fraction, n: int) -> list[Fraction]:
    """The law of a count among n draws, if the share is Beta(first, second), by Polya's urn."""
    whole = rising(first + second, n)
    return [math.comb(n, c) * rising(first, c) * rising(second, n - c) / whole for c in range(n + 1)]


def next_counts(first: Fraction, second: Fraction, counts: list[Fraction]) -> list[Fraction]:
    """The law of the next count, if the next model is drawn from the posterior law."""
    n = len(counts) - 1
    after = [Fraction(0)] * (n + 1)
    for c, weight in enumerate(counts):
        for then, chance in enumerate(beta_binomial(first + c, second + n - c, n)):
            after[then] += weight * chance
    return after


@given(st.fractions(Fraction(1, 8), Fraction(7, 8), max_denominator=8), WORTH, st.integers(1, 6))
def test_the_prior_is_kept_for_every_number_of_draws(e: Fraction, worth: Fraction, n: int) -> None:
    first, second = worth * e, worth * (1 - e)
    prior = beta_binomial(first, second, n)
    assert next_counts(first, second, prior) == prior
    for c in range(n + 1):
        there = [prior[c] * chance for chance in beta_binomial(first + c, second + n - c, n)]
        back = [prior[k] * beta_binomial(first + k, second + n - k, n)[c] for k in range(n + 1)]
        assert there == back


def test_balance_of_counts_by_polyas_urn() -> None:
    worth, e, n = Fraction(3, 2), Fraction(1, 3), 4
    first, second = worth * e, worth * (1 - e)
    prior = beta_binomial(first, second, n)
    found = [
        float(prior[c] * beta_binomial(first + c, second + n - c, n)[k]) for c in range(n + 1) for k in range(c + 1)
    ]
    c, k = np.array([(c, k) for c in range(n + 1) for k in range(c + 1)]).T
    stated = conclusion("posterior_sampling", "balance_of_counts").array(b=worth, e=e, c=k, d=n - c, step=c - k)
    np.testing.assert_allclose(stated, found, rtol=1e-9)


@given(
    st.fractions(Fraction(1, 8), Fraction(7, 8), max_denominator=8),
    WORTH,
    st.fractions(0, 1, max_denominator=5),
    st.integers(2, 5),
    st.integers(1, 3),
)
def test_posterior_draws_by_listing_all_counts(e: Fraction, worth: Fraction, share: Fraction, n: int, t: int) -> None:
    """Moments of the share after the last count are those of its posterior law."""
    first, second = worth * e, worth * (1 - e)
    counts = [math.comb(n, c) * share**c * (1 - share) ** (n - c) for c in range(n + 1)]
    for _ in range(t - 1):
        counts = next_counts(first, second, counts)
    size = n + worth
    at = {"n": n, "t": t, "b": worth, "e": e, "p_0": share}
    average = sum(weight * (first + c) / size for c, weight in enumerate(counts))
    within = sum(w * (first + c) * (second + n - c) / (size * (size + 1)) for c, w in enumerate(counts))
    assert exact("posterior_sampling", "expected_share", **at) == average
    assert exact("posterior_sampling", "expected_diversity_of_one", **at) == within


@given(MODELS, MODELS, WORTH, st.integers(2, 9), st.integers(0, 5))
def test_all_tokens_together(truth: Model, base: Model, worth: Fraction, n: int, t: int) -> None:
    """The diversity of all tokens is the sum of that of each, with smoothing and with a prior."""
    for module in ("smoothing", "posterior_sampling"):
        at = {"n": n, "t": t, "b": worth}
        parts = [exact(module, "expected_diversity_of_one", **at, e=e, p_0=p) for e, p in zip(base, truth, strict=True)]
        assert exact(module, "expected_diversity", **at, **totals(truth, base)) == sum(parts)


# Shrinkage --------------------------------------------------------------------------------------------


def divergence_after(d: int, squared_distance: float) -> float:
    """E[KL(P||Q_1)] by quadrature: along theta, and over the squared length across it."""
    along, weights = special.roots_hermitenorm(150)
    half_across, weights_across = special.roots_genlaguerre(150, (d - 1) / 2 - 1)
    x, across = np.sqrt(squared_distance) + along[:, None], 2 * half_across[None, :]
    factor = 1 - (d - 2) / (x**2 + across)
    losses = (factor * x - np.sqrt(squared_distance)) ** 2 + factor**2 * across
    total = np.sum(weights) * np.sum(weights_across)
    return float(weights @ losses @ weights_across / total / 2)


@pytest.mark.parametrize(("d", "squared_distance"), [(5, 9.0), (6, 0.0), (7, 1.0), (8, 4.0)])
def test_shrinkage_by_quadrature(d: int, squared_distance: float) -> None:
    found = divergence_after(d, squared_distance)
    bound = number("shrinkage", "divergence_at_most", d=d, theta2=Fraction(squared_distance))
    counts = np.arange(60)
    gains = [number("shrinkage", "gain_given_j", d=d, J=int(count)) for count in counts]
    mixed = float(stats.poisson.pmf(counts, squared_distance / 2) @ gains)
    assert found == pytest.approx((d - mixed) / 2, abs=1e-3)
    assert found <= bound + 1e-3
    assert bound < d / 2
    if not squared_distance:
        assert found == pytest.approx(float(conclusion("shrinkage", "at_zero").expression), abs=1e-3)


@given(st.integers(3, 8), st.integers(0, 2**32 - 1))
def test_two_observations_lead_to_one_model(d: int, seed: int) -> None:
    x = np.random.default_rng(seed).standard_normal(d)
    y = -(d - 2) * x / (x @ x)
    assert not np.allclose(x, y)
    np.testing.assert_allclose((1 - (d - 2) / (y @ y)) * y, (1 - (d - 2) / (x @ x)) * x, rtol=1e-9, atol=1e-12)


# Memory of the first generation -----------------------------------------------------------------------


@given(
    MODELS, st.fractions(Fraction(1, 6), Fraction(5, 6), max_denominator=6), st.sampled_from([(2, 1), (2, 3), (3, 2)])
)
def test_replay_by_listing_all_models(truth: Model, gamma: Fraction, shape: tuple[int, int]) -> None:
    n, t = shape
    found: Counter[Model] = Counter()
    for stored, weight in drift_chain(truth, n, 1).items():
        for model, chance in drift_chain(stored, n, t - 1, real_share=gamma).items():
            found[model] += weight * chance
    at = {"n": n, "t": t, "gamma": gamma, "p_0": truth[0], "G_0": diversity(truth)}
    assert exact("replay", "expected_share", **at) == mean(lambda p: p[0], found)
    assert exact("replay", "expected_diversity_of_one", **at) == mean(lambda p: p[0] * (1 - p[0]), found)
    assert exact("replay", "squared_error", **at) == mean(lambda p: (p[0] - truth[0]) ** 2, found)
    assert exact("replay", "expected_diversity", **at) == mean(diversity, found)


def test_replay_in_the_long_run_is_stationary_for_every_stored_model() -> None:
    """By the transition matrix of one token, n = 5: the mean over what may be stored of the diversity that stays."""
    n, gamma, share = 5, Fraction(1, 5), Fraction(1, 3)
    stored = TokenLaw(n).one_refit(share)
    stays = sum(
        weight * TokenLaw(n, Fraction(k, n), real_share=gamma).stationary().diversity
        for k, weight in enumerate(stored)
        if 0 < k < n
    )
    kept = exact("replay", "diversity_in_the_long_run", n=n, gamma=gamma, G_0=2 * share * (1 - share))
    assert kept == 2 * stays


@given(MODELS, st.integers(2, 4), st.integers(1, 4))
def test_fixed_data_by_listing_all_models(truth: Model, n: int, t: int) -> None:
    """Each fit is to what was drawn for the first one, so that its law is that of the first."""
    found, at = drift_chain(truth, n, 1), {"n": n, "t": t, "p_0": truth[0], "G_0": diversity(truth)}
    assert exact("fixed_data", "expected_share", **at) == truth[0]
    assert exact("fixed_data", "expected_diversity", **at) == mean(diversity, found)
    assert exact("fixed_data", "expected_diversity_of_one", **at) == mean(lambda p: p[0] * (1 - p[0]), found)
    assert exact("fixed_data", "squared_error", **at) == mean(lambda p: (p[0] - truth[0]) ** 2, found)


# Steps towards real draws -----------------------------------------------------------------------------

SHARES = st.fractions(0, 1, max_denominator=6)


def squared_error(start: Fraction, truth: Fraction, steps: list[Fraction]) -> Fraction:
    """By all sequences of real draws that there can be."""
    total = Fraction(0)
    for draws in itertools.product((0, 1), repeat=len(steps)):
        model, weight = start, Fraction(1)
        for draw, size in zip(draws, steps, strict=True):
            model = (1 - size) * model + size * draw
            weight *= truth if draw else 1 - truth
        total += weight * (model - truth) ** 2
    return total


@given(SHARES, SHARES, st.lists(st.fractions(0, Fraction(5, 6), max_denominator=6), max_size=5))
def test_any_steps_by_listing_all_draws(start: Fraction, truth: Fraction, steps: list[Fraction]) -> None:
    found = squared_error(start, truth, steps)
    at = {"a": steps or [0], "t": len(steps), "p_0": truth, "q_0": start}
    assert exact("vanishing_steps", "squared_error", **at) == found
    if steps:
        assert exact("vanishing_steps", "at_least", **at | {"t": len(steps) - 1, "p": start}) <= found


@given(SHARES, SHARES, SHARES.filter(bool), st.integers(1, 6))
def test_special_steps_by_listing_all_draws(start: Fraction, truth: Fraction, omega: Fraction, t: int) -> None:
    at = {"t": t, "p_0": truth, "q_0": start, "omega": omega}
    harmonic = [Fraction(1, j) for j in range(1, t + 1)]
    assert exact("vanishing_steps", "empirical_law", **at) == squared_error(start, truth, harmonic)
    assert exact("vanishing_steps", "constant_step", **at) == squared_error(start, truth, [omega] * t)
    floor = exact("vanishing_steps", "floor", **at)
    assert (1 - omega) ** 2 * floor + omega**2 * truth * (1 - truth) == floor


@given(SHARES, SHARES, SHARES)
def test_one_step_by_listing_both_draws(now: Fraction, truth: Fraction, step: Fraction) -> None:
    found = truth * ((1 - step) * now + step - truth) ** 2 + (1 - truth) * ((1 - step) * now - truth) ** 2
    at = {"p": now, "p_0": truth, "t": 2, "a": (Fraction(1), Fraction(1), step)}
    assert exact("vanishing_steps_surely", "one_step", **at) == found


def test_almost_every_run_stays_near_the_truth_from_some_draw_on() -> None:
    """The chance to be far from it ever after draw t, by the law of all counts; it vanishes as the sum of 1/j^2."""
    truth, last, far = 0.25, 1500, 0.15
    chances = []
    for t in (30, 120, 480):
        law, left = np.array([1.0]), 0.0
        for j in range(1, last + 1):
            law = np.append(law, 0.0) * (1 - truth) + np.append(0.0, law) * truth
            away = np.abs(np.arange(j + 1) / j - truth) >= far
            if j >= t:
                left, law = left + float(law[away].sum()), np.where(away, 0.0, law)
        spread, later = truth * (1 - truth), sum(1 / j**2 for j in range(t + 1, last + 1))
        assert left <= spread * (1 / t + later) / far**2
        chances.append(left)
    assert chances == sorted(chances, reverse=True)
    assert chances[-1] < 1e-9 < 0.01 < chances[0]


# Scores and entropies ---------------------------------------------------------------------------------


def entropy(model: list[Fraction]) -> float:
    return -math.fsum(float(x) * math.log(x) for x in model)


@given(LAWS, LAWS, SHARES)
def test_a_mixture_has_the_entropy_of_its_parts_at_least(
    truth: list[Fraction], start: list[Fraction], c: Fraction
) -> None:
    mixture = [c * b + (1 - c) * a for a, b in zip(truth, start, strict=True)]
    bound = number("idealised_limit", "entropy", K=4, p=truth, q=start, c=c)
    assert min(entropy(truth), entropy(start)) - 1e-12 <= bound <= entropy(mixture) + 1e-12


@given(
    MODELS,
    st.lists(st.fractions(-3, 3, max_denominator=4), min_size=3, max_size=3),
    st.sampled_from([(2, 0), (2, 2), (3, 2)]),
    st.integers(1, 3),
)
def test_scores_by_listing_all_models(truth: Model, scores: list[Fraction], shape: tuple[int, int], k: int) -> None:
    """Of tokens, any scores: the mean of one, and the variance of the average of k outputs of one generation."""
    n, t = shape
    found = drift_chain(truth, n, t)

    def score(model: Model, power: int = 1) -> Fraction:
        return sum((f**power * p for f, p in zip(scores, model, strict=True)), Fraction(0))

    m_0 = score(truth)
    v_0 = score(truth, 2) - m_0**2
    assume(v_0 > 0)
    at = {"n": n, "t": t, "k": k, "m_0": m_0, "v_0": v_0}
    assert exact("linear_scores", "expected_score", **at) == mean(score, found)
    assert exact("linear_scores", "variance_within", **at) == mean(lambda p: score(p, 2) - score(p) ** 2, found)
    total = Fraction(0)
    for model, weight in found.items():
        for counts in splits(k, 3):
            average = sum((f * c for f, c in zip(scores, counts, strict=True)), Fraction(0)) / k
            total += weight * probability(counts, model) * (average - m_0) ** 2
    assert exact("linear_scores", "variance_of_average", **at) == total
    # Two outputs of one generation, by what they have in common: the square of the mean score.
    together = mean(lambda p: score(p) ** 2, found) - m_0**2
    assert exact("linear_scores", "correlation", **at) == together / v_0


# Functions of outcomes, and programs ------------------------------------------------------------------


@given(LAWS, LAWS, st.lists(st.integers(0, 2), min_size=4, max_size=4))
def test_a_function_has_less_entropy_and_hides_what_its_cells_hold(
    one: list[Fraction], other: list[Fraction], values: list[int]
) -> None:
    cells = [[j for j, value in enumerate(values) if value == cell] for cell in sorted(set(values))]
    images = [[sum((model[j] for j in cell), Fraction(0)) for cell in cells] for model in (one, other)]
    least = Fraction(0)
    for cell in cells:
        if len(cell) > 1:
            first, *rest = [one[j] for j in cell]
            least += exact("coarse_graining", "entropy_hidden", K=len(rest), z=first, q=rest)
    assert entropy(one) - entropy(images[0]) >= float(least) - 1e-12
    assert (least > 0) == (len(cells) < 4)
    assert divergence(images[0], images[1]) <= divergence(one, other) + 1e-12


@given(LAWS, LAWS)
def test_the_cell_that_is_everything_has_no_divergence(one: list[Fraction], other: list[Fraction]) -> None:
    half, half_of_other = [x / 2 for x in one], [x / 3 for x in other]
    at = {"K": 3, "z": half[0], "q": half[1:], "y": half_of_other[0], "r": half_of_other[1:]}
    stated = number("coarse_graining", "data_processing", **at)
    assert stated == pytest.approx(math.log(1.5) / 2)
    assert divergence(half, half_of_other) >= stated - 1e-12


@given(st.fractions(Fraction(1, 10), Fraction(9, 10), max_denominator=10), st.fractions(0, 1, max_denominator=10))
def test_two_outcomes_taken_for_one(a: Fraction, share: Fraction) -> None:
    assume(share)
    b = (1 - a) * share
    lost = entropy([a, b]) - entropy([a + b])
    assert lost >= number("coarse_graining", "two_outcomes", a=a, b=b) - 1e-12


def errors_of_choice(n: int, bias: Fraction, price: Fraction) -> tuple[Fraction, Fraction]:
    """The chances that the complex program is lost, and found, by listing all counts of heads."""
    lost = found = Fraction(0)
    for heads in range(n + 1):
        ways = math.comb(n, heads)
        of_complex, of_simple = bias**heads * (1 - bias) ** (n - heads), Fraction(1, 2) ** n
        if of_complex > price * of_simple:
            found += ways * of_simple
        else:
            lost += ways * of_complex
    return lost, found


@pytest.mark.parametrize(("price", "which"), [(Fraction(403), "at_6_nats"), (Fraction(1), "without_price")])
def test_two_hundred_tosses_by_listing_all_counts(price: Fraction, which: str) -> None:
    assert 403 < math.exp(6) < 404  # and no ratio of likelihoods lies between 231 and 538
    a, b = errors_of_choice(200, Fraction(3, 10), price)
    assert errors_of_choice(200, Fraction(3, 10), price + Fraction(1, 2)) == (a, b) or price == 1
    assert exact("two_programs", f"in_the_long_run_{which}") == b / (a + b)
    assert exact("two_programs", f"time_{which}") == 1 / a
    at = {"a": a, "b": b, "x_0": Fraction(1)}
    held = Fraction(1)
    for t in range(4):
        assert exact("two_programs", "truth_held", t=t, **at) == held
        assert exact("two_programs", "truth_never_lost", t=t, **at) == (1 - a) ** t
        held = held * (1 - a) + (1 - held) * b


def test_the_likelihood_ratios_next_to_the_price() -> None:
    ratios = {heads: Fraction(3, 5) ** heads * Fraction(7, 5) ** (200 - heads) for heads in (72, 73, 79, 80)}
    assert 231 > ratios[73] > 230
    assert 539 > ratios[72] > 538
    assert ratios[80] < 1 < ratios[79]
    assert [int(conclusion("two_programs", f"ratio_at_{heads}").expression) for heads in ratios] == [538, 231, 1, 1]


@given(
    st.integers(1, 12),
    st.fractions(Fraction(1, 10), Fraction(9, 10), max_denominator=10).filter(lambda bias: bias != Fraction(1, 2)),
    st.fractions(1, 9, max_denominator=4),
)
def test_the_simple_program_leads_to_the_complex_one_no_oftener_than_bounded(
    n: int, bias: Fraction, price: Fraction
) -> None:
    a, b = errors_of_choice(n, bias, price)
    assert b <= (1 - a) / price
    if a < 1:
        part = b * price / (1 - a)
        bound = exact("two_programs", "held_at_most", a=a, w=price, part=part) if a and part else None
        assert bound is None or b / (a + b) <= bound
