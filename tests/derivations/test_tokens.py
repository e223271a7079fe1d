"""The chapter on tokens: what it rests on, and its numbers by listing every model that a chain can reach."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from checked_book import report_of
from flint import fmpq_mat
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from token_chains import Model, diversity, drift_chain, mean, probability, splits

from collapse_math.enumeration import TokenLaw
from collapse_math.results import Conclusion
from derivations import CONTENTS, load

MEAN = {"faithful-sampling", "plug-in", "fresh-randomness"}
SIZED = MEAN | {"constant-size", "replace"}
DRIFT = SIZED | {"independent-draws"}
KEPT = DRIFT - {"replace"} | {"accumulate"}
REAL, SPLIT = DRIFT | {"fresh-real-points"}, DRIFT | {"random-split"}
POISSON = {"independent-draws", "poisson-draws", "constant-size", "replace", "fresh-randomness"}
RATE = {
    "z3",
    "exp(y) >= 1 + y",
    "exp(-w) >= (2 - w)/(2 + w) for w >= 0",
    "exp(-w) <= 1 - w + w^2/2 for w >= 0",
    "1/(1 - exp(-x)) <= 1/x + 1/2 + x/12 for x > 0",
    "H_n/n -> 0",
    "1/n -> 0",
    "recurrence of harmonic",
}
GEOMETRIC = {"r^t -> 0 for |r| < 1"}


def each(names: str, uses: set[str]) -> dict[str, set[str]]:
    """The same assumptions for several conclusions."""
    return dict.fromkeys(names.split(), uses)


PINS: dict[str, tuple[str, set[str], dict[str, set[str]]]] = {
    "diversity": (
        "axiom",
        GEOMETRIC | {"convergence of a non-negative supermartingale", "z3"},
        each("expected_diversity expected_diversity_of_one expected_product gone_or_alone", DRIFT)
        | each("variance_of_share covariance_of_shares", DRIFT)
        | {"expected_share": MEAN},
    ),
    "fixation": (
        "solver-certified",
        GEOMETRIC | {"z3"},
        each("fixation fixed_at_least open_at_least open_at_most published_bound", DRIFT)
        | each("one_left_at_least one_left_in_the_end", DRIFT)
        | {"fixed_at_most": SIZED},
    ),
    "spectrum": (
        "solver-certified",
        {"recurrence of gamma", "z3"},
        each("product_of_two product_of_three", DRIFT)
        | {"falling_power": DRIFT - {"replace", "fresh-randomness"}, "eigenvalue": set()},
    ),
    "sizes": (
        "axiom",
        {"a product of shares that are left vanishes", "a product of shares that are left stays positive"},
        each("expected_diversity collapse survival quadratic_sizes", DRIFT - {"constant-size"}),
    ),
    "accumulate": (
        "proved",
        {"Euler's sine product"},
        each(
            "expected_diversity expected_diversity_of_one product_of_three diversity_in_the_end share_in_the_end", KEPT
        )
        | {"expected_share": KEPT - {"independent-draws"}},
    ),
    "fresh_data": (
        "solver-certified",
        GEOMETRIC | {"1/n -> 0", "z3"},
        each("squared_error expected_diversity_of_one expected_diversity", REAL)
        | each("diversity_in_the_long_run error_in_the_long_run", REAL)
        | each("one_real_token one_real_token_at_least", REAL)
        | {"expected_share": REAL, "one_real_token_among_many": set(), "rare_tokens": set()},
    ),
    "random_split": (
        "solver-certified",
        GEOMETRIC | {"1/n -> 0", "z3"},
        each("squared_error expected_diversity_of_one expected_diversity diversity_in_the_long_run", SPLIT)
        | {"expected_share": SPLIT, "bias_from_elsewhere": SPLIT - {"independent-draws"}, "many_tokens": set()},
    ),
}


PINS |= {
    "survival_rate": (
        "solver-certified",
        RATE,
        each("simple_bound upper_bound published_bound rise lower_bound limit", set()),
    ),
    "survival": (
        "solver-certified",
        RATE | {"tokens.survival_rate"},
        each("alive_at_least alive_at_least_simply", DRIFT),
    ),
    "survival_above": (
        "solver-certified",
        RATE | {"tokens.survival_rate", "tokens.survival"},
        {"alive_at_most": DRIFT},
    ),
    "poisson": (
        "solver-certified",
        RATE | {"tokens.survival_rate"},
        each("expected_mean variance_of_mean", POISSON)
        | each("not_zero not_zero_at_most not_zero_in_the_end", POISSON),
    ),
    "lineages": (
        "solver-certified",
        RATE | {"tokens.survival_rate", "tokens.survival", "tokens.survival_above"},
        each("originals_at_least originals_at_most", DRIFT)
        | each("originals_at_least_simply originals_at_most_simply share_of_originals", set()),
    ),
}


ONE_REFIT = DRIFT - {"replace", "fresh-randomness"}
PINS |= {
    "entropy": (
        "solver-certified",
        {
            "z3",
            "1/n -> 0",
            "log x <= x - 1",
            "x log x >= x - 1 + 3 (x - 1)^2/(2 x + 4)",
            "x log x is above its fifth Taylor polynomial at 1",
            "x log x is below its fifth Taylor polynomial at 1 and (x - 1)^6/5",
        },
        each("at_least at_most at_least_to_order_four at_most_to_order_five", ONE_REFIT)
        | each("second_order_from_below second_order_from_above", ONE_REFIT)
        | {"cross_entropy": ONE_REFIT - {"independent-draws"}},
    ),
    "effective_size": (
        "solver-certified",
        {"z3"},
        each("one_label labels_lost labels_wrong at_least at_most", {"random-split", "constant-size"}),
    ),
    "absorption_time": (
        "axiom",
        GEOMETRIC
        | {"z3", "tokens.fixation", "log x <= x - 1", "genealogy of repeated sampling", "mean of a waiting time"},
        each("any_number_at_most two_tokens_at_least", DRIFT)
        | each("time_with_k_ancestors backward_equation edge", set()),
    ),
    "zipf": (
        "axiom",
        RATE
        | {"tokens.survival", "tokens.survival_rate", "Euler's integral for Gamma"}
        | {"sum of a function that rises and falls"},
        {"loss_of_one": DRIFT, "missing_mass": DRIFT, "largest_term": set()},
    ),
}

PINS |= {
    "vanishing_share": (
        "axiom",
        {"a sum of larger terms diverges", "Toeplitz averaging", "the harmonic series diverges"}
        | {"1/(t + 1) -> 0", "z3"},
        each("expected_diversity_of_one squared_error nothing_left_within all_between", SPLIT)
        | {"collapse_for_one_over_t": SPLIT, "expected_share": SPLIT - {"independent-draws"}},
    ),
    "hopping": (
        "axiom",
        {"a sum of larger terms diverges", "the harmonic series diverges", "z3"}
        | {"first Borel-Cantelli lemma", "Levy's extension of the Borel-Cantelli lemmas"},
        each("changes_for_ever no_limit_for_one_over_t", SPLIT)
        | each("steps_at_most comes_to_rest", SPLIT - {"independent-draws"})
        | each("real_tokens last_real_token", {"random-split", "constant-size", "replace"})
        | each(
            "leaving_a_vertex leaving_a_vertex_of_a_coin",
            {"independent-draws", "faithful-sampling", "plug-in", "constant-size", "random-split"},
        ),
    ),
}


@pytest.mark.parametrize("module", CONTENTS["tokens"])
def test_what_it_rests_on(module: str) -> None:
    report = report_of(f"tokens.{module}")
    grade, rests_on, uses = PINS[module]
    assert report.problems == []
    assert report.grade == grade
    assert set(report.rests_on) == rests_on
    assert {name: {a.key for a in used} for name, used in report.uses.items()} == uses


def conclusion(module: str, name: str) -> Conclusion:
    return load(f"tokens.{module}").conclusions[name]


def exact(module: str, name: str, **at: object) -> Fraction:
    """The value of a conclusion at those of the given numbers on which it depends."""
    found = conclusion(module, name)
    value = found.closed_form.exact(**{q.name: at[q.name] for q in found.parameters})
    assert value is not None
    return value


@st.composite
def truths(draw: st.DrawFn, tokens: int = 3) -> Model:
    """Probabilities of several tokens, of which some may be zero."""
    weights = draw(st.lists(st.integers(0, 6), min_size=tokens, max_size=tokens).filter(lambda found: sum(found) > 0))
    return tuple(Fraction(weight, sum(weights)) for weight in weights)


# Diversity ---------------------------------------------------------------------------------------------

SHAPES = st.sampled_from([(2, 0), (2, 1), (2, 3), (3, 2), (4, 2)])


@given(truths(), SHAPES)
def test_diversity_by_listing_all_models(truth: Model, shape: tuple[int, int]) -> None:
    n, t = shape
    law = drift_chain(truth, n, t)
    at = {"n": n, "t": t, "p_0": truth[0], "q_0": truth[1], "G_0": diversity(truth)}
    share, product = mean(lambda p: p[0], law), mean(lambda p: p[0] * p[1], law)
    assert exact("diversity", "expected_share", **at) == share
    assert exact("diversity", "expected_diversity_of_one", **at) == mean(lambda p: p[0] * (1 - p[0]), law)
    assert exact("diversity", "expected_product", **at) == product
    assert exact("diversity", "variance_of_share", **at) == mean(lambda p: p[0] ** 2, law) - share**2
    assert exact("diversity", "covariance_of_shares", **at) == product - share * mean(lambda p: p[1], law)
    if diversity(truth) < 1:
        assert exact("diversity", "expected_diversity", **at) == mean(diversity, law)


@given(truths(4), st.lists(st.fractions(-3, 3, max_denominator=4), min_size=4, max_size=4))
def test_no_average_of_single_outputs_shows_the_loss(truth: Model, scores: list[Fraction]) -> None:
    def score(model: Model) -> Fraction:
        return sum((f * p for f, p in zip(scores, model, strict=True)), Fraction(0))

    assert mean(score, drift_chain(truth, 2, 2)) == score(truth)


# Fixation ----------------------------------------------------------------------------------------------


@given(st.fractions(0, 1, max_denominator=12), st.integers(2, 9), st.integers(1, 12))
def test_bounds_of_fixation_hold_for_the_exact_law(share: Fraction, n: int, t: int) -> None:
    law, at = TokenLaw(n).law(share, t), {"n": n, "t": t, "p_0": share}
    assert exact("fixation", "fixed_at_least", **at) <= law.alone <= exact("fixation", "fixed_at_most", **at)
    still_open = 1 - law.alone - law.lost
    lower, upper = exact("fixation", "open_at_least", **at), exact("fixation", "open_at_most", **at)
    assert lower <= still_open <= upper <= exact("fixation", "published_bound", **at)


@given(truths(), st.integers(2, 4), st.integers(1, 3))
def test_one_token_is_left_as_often_as_bounded(truth: Model, n: int, t: int) -> None:
    if diversity(truth) < 1:
        one_left = mean(lambda p: Fraction(max(p) == 1), drift_chain(truth, n, t))
        assert one_left >= exact("fixation", "one_left_at_least", n=n, t=t, G_0=diversity(truth))


def test_two_draws_reach_the_bounds() -> None:
    """With two draws a token is in the middle as long as it is open: p (1 - p) is 1/4 then, both bounds at once."""
    for t in range(1, 6):
        law, at = TokenLaw(2).law(Fraction(1, 3), t), {"n": 2, "t": t, "p_0": Fraction(1, 3)}
        for bound in ("open_at_least", "open_at_most", "published_bound"):
            assert exact("fixation", bound, **at) == 1 - law.alone - law.lost


@pytest.mark.parametrize("n", [3, 5, 8])
def test_the_token_that_is_left_is_a_draw_from_the_truth(n: int) -> None:
    expected = tuple(Fraction(count, n) for count in range(n + 1))
    assert TokenLaw(n).alone_in_the_end() == expected
    assert expected[1] == exact("fixation", "fixation", p_0=Fraction(1, n))


def test_for_large_samples_the_constant_is_near_six() -> None:
    """Asymptotic: P(open) over p_0 (1 - p_0) (1 - 1/n)^t, long after the start; it was 4 for two draws."""
    ratios = [4.0]
    for n in (5, 10, 20, 40):
        law = TokenLaw(n).law(Fraction(1, 2), 3 * n)
        ratios.append(float((1 - law.alone - law.lost) / (Fraction(1, 4) * (1 - Fraction(1, n)) ** (3 * n))))
        assert 5 < n * (6 - ratios[-1]) < 10
    assert ratios == sorted(ratios)


# The spectrum ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [2, 3, 5, 8])
def test_the_spectrum_is_that_of_the_transition_matrix(n: int) -> None:
    """Its characteristic polynomial has just these roots; 1 twice."""
    found = dict(characteristic_roots(TokenLaw(n).transitions))
    stated = Counter([Fraction(1), *(exact("spectrum", "eigenvalue", n=n, j=j) for j in range(1, n + 1))])
    assert found == stated


def characteristic_roots(matrix: fmpq_mat) -> list[tuple[Fraction, int]]:
    """The rational roots of the characteristic polynomial with their multiplicities."""
    _, factors = matrix.charpoly().factor()
    return [(Fraction(-int(f[0].p), int(f[0].q)) / Fraction(int(f[1].p), int(f[1].q)), times) for f, times in factors]


@given(st.fractions(0, 1, max_denominator=6), st.integers(2, 7), st.data())
def test_falling_powers_by_listing_all_counts(share: Fraction, n: int, data: st.DataObject) -> None:
    j = data.draw(st.integers(1, n))
    law = TokenLaw(n).one_refit(share)
    mean_power = sum(probability * math.perm(count, j) for count, probability in enumerate(law))
    assert exact("spectrum", "falling_power", n=n, j=j, p=share) == mean_power


@given(truths(), SHAPES)
def test_products_of_shares_by_listing_all_models(truth: Model, shape: tuple[int, int]) -> None:
    n, t = shape
    at = {"n": n, "t": t, "j": 1, "p_0": truth[0], "q_0": truth[1], "u_0": truth[2]}
    law, pool = drift_chain(truth, n, t), drift_chain(truth, n, min(t, 2), keep=True)
    assert exact("spectrum", "product_of_two", **at) == mean(lambda p: p[0] * p[1], law)
    assert exact("spectrum", "product_of_three", **at) == mean(lambda p: math.prod(p), law)
    kept = {**at, "t": min(t, 2), "G_0": diversity(truth)}
    assert exact("accumulate", "product_of_three", **kept) == mean(lambda p: math.prod(p), pool)
    assert exact("accumulate", "expected_share", **kept) == mean(lambda p: p[0], pool)
    assert exact("accumulate", "expected_diversity_of_one", **kept) == mean(lambda p: p[0] * (1 - p[0]), pool)
    if diversity(truth) < 1:
        assert exact("accumulate", "expected_diversity", **kept) == mean(diversity, pool)


# Sizes, and all tokens kept ----------------------------------------------------------------------------


@given(truths(), st.lists(st.integers(1, 3), max_size=3))
def test_any_sizes_by_listing_all_models(truth: Model, sizes: list[int]) -> None:
    law = {truth: Fraction(1)}
    for size in sizes:
        after: Counter[Model] = Counter()
        for model, weight in law.items():
            for fit, share in drift_chain(model, size, 1).items():
                after[fit] += weight * share
        law = dict(after)
    if diversity(truth) < 1:
        at = {"n": sizes or [1], "t": len(sizes), "G_0": diversity(truth)}
        assert exact("sizes", "expected_diversity", **at) == mean(diversity, law)


def test_sizes_that_grow_with_the_square_do_as_well_as_keeping_all() -> None:
    for n, t in ((2, 0), (3, 1), (5, 4)):
        at = {"n": n, "t": t, "G_0": Fraction(1, 2)}
        assert exact("sizes", "quadratic_sizes", **at) == exact("accumulate", "expected_diversity", **at)


@pytest.mark.parametrize(("n", "kept"), [(2, 0.358), (100, 0.9836)])
def test_what_is_kept_in_the_end(n: int, kept: float) -> None:
    limit = float(conclusion("accumulate", "diversity_in_the_end").array(n=n, G_0=1 - 1e-15))
    assert limit == pytest.approx(math.sin(math.pi / math.sqrt(n)) / (math.pi / math.sqrt(n)), rel=1e-9)
    assert limit == pytest.approx(kept, abs=5e-4)
    late = float(conclusion("accumulate", "expected_diversity").array(n=n, t=4000, G_0=1 - 1e-15))
    assert 0 < late / limit - 1 < 2 / (4000 * n)


# Real tokens -------------------------------------------------------------------------------------------


@given(truths(2), st.integers(1, 3), st.integers(1, 3), st.integers(0, 3))
def test_a_fixed_number_of_real_tokens(truth: Model, r: int, s: int, t: int) -> None:
    at = {"r": r, "s": s, "t": t, "p_0": truth[0]}
    law = drift_chain(truth, r + s, t, real=r)
    assert exact("fresh_data", "expected_share", **at) == mean(lambda p: p[0], law) == truth[0]
    assert exact("fresh_data", "squared_error", **at) == mean(lambda p: (p[0] - truth[0]) ** 2, law)
    assert exact("fresh_data", "expected_diversity_of_one", **at) == mean(lambda p: p[0] * (1 - p[0]), law)
    assert 2 * exact("fresh_data", "expected_diversity_of_one", **at) == mean(diversity, law)


@given(truths(2), st.integers(2, 4), st.fractions(0, 1, max_denominator=4), st.integers(0, 3), truths(2))
def test_each_token_real_with_a_probability(truth: Model, n: int, alpha: Fraction, t: int, first: Model) -> None:
    at = {"n": n, "alpha": alpha, "t": t, "p_0": truth[0], "other": first[0]}
    law = drift_chain(truth, n, t, real_share=alpha)
    assert exact("random_split", "expected_share", **at) == mean(lambda p: p[0], law) == truth[0]
    assert exact("random_split", "squared_error", **at) == mean(lambda p: (p[0] - truth[0]) ** 2, law)
    assert exact("random_split", "expected_diversity_of_one", **at) == mean(lambda p: p[0] * (1 - p[0]), law)
    if t:
        elsewhere = TokenLaw(n, truth[0], real_share=alpha).law(first[0], t).mean - truth[0]
        assert exact("random_split", "bias_from_elsewhere", **at) == elsewhere
    if alpha == 0:
        without = exact("diversity", "expected_diversity_of_one", **at)
        assert exact("random_split", "expected_diversity_of_one", **at) == without


@pytest.mark.parametrize("n", [3, 6, 12])
@pytest.mark.parametrize("real", [1, 2])
def test_the_long_run_is_the_stationary_law(n: int, real: int) -> None:
    share = Fraction(1, 5)
    fixed = TokenLaw(n, share, real_draws=real).stationary()
    at = {"r": real, "s": n - real, "p_0": share, "G_0": Fraction(1, 2)}
    spread = share * (1 - share)
    assert fixed.mean == share
    assert fixed.diversity == 2 * exact("fresh_data", "diversity_in_the_long_run", **at) * spread
    assert spread - fixed.diversity == exact("fresh_data", "error_in_the_long_run", **at)
    split = TokenLaw(n, share, real_share=Fraction(real, n)).stationary()
    at = {"n": n, "alpha": Fraction(real, n), "G_0": Fraction(1, 2)}
    assert split.diversity == 2 * exact("random_split", "diversity_in_the_long_run", **at) * spread


def test_one_real_token_per_generation() -> None:
    for s in (1, 2, 10, 1000):
        kept = exact("fresh_data", "one_real_token", s=s)
        assert kept == exact("fresh_data", "diversity_in_the_long_run", r=1, s=s, G_0=Fraction(1, 2)) * 2
        assert Fraction(1, 2) <= kept < Fraction(2, 3)
    assert exact("fresh_data", "one_real_token_among_many") == Fraction(2, 3)
    assert exact("random_split", "many_tokens", m=1) == Fraction(2, 3)


@pytest.mark.parametrize("m", [1, 2, 4])
def test_the_beta_law_of_the_long_run_is_asymptotic(m: int) -> None:
    """The distance of the stationary law from the beta law, at shares of 1/10, falls as n grows; and rare tokens."""
    distances = []
    for n in (20, 40, 80):
        law = TokenLaw(n, Fraction(1, 4), real_share=Fraction(m, n)).stationary()
        beta = stats.beta(2 * m * 0.25, 2 * m * 0.75)
        below = [float(sum(law.probabilities[: n * k // 10])) for k in range(1, 10)]
        # The mass of the count at the cut is split, as of a law with a density.
        cut = [float(law.probabilities[n * k // 10]) / 2 for k in range(1, 10)]
        distances.append(max(abs(b + c - beta.cdf(k / 10)) for k, b, c in zip(range(1, 10), below, cut, strict=True)))
    assert distances == sorted(distances, reverse=True)
    assert distances[-1] < 0.02


@pytest.mark.parametrize("m", [1, 2, 4])
def test_how_rare_a_token_has_to_be_to_be_absent_most_of_the_time(m: int) -> None:
    """About log 2/(2 m log(n/m)); and not 1/(2 m), where it is hardly ever absent."""
    n = 80
    rare = Fraction(math.log(2) / (2 * m * math.log(n / m))).limit_denominator(400)
    assert 0.45 < float(TokenLaw(n, rare, real_share=Fraction(m, n)).stationary().lost) < 0.55
    assert float(TokenLaw(n, Fraction(1, 2 * m), real_share=Fraction(m, n)).stationary().lost) < 0.07


@given(st.integers(1, 5), st.integers(1, 30), st.fractions(Fraction(1, 20), 1, max_denominator=20))
def test_rare_tokens_vary_by_more_than_their_mean(r: int, s: int, y: Fraction) -> None:
    w = 1 - 2 * exact("fresh_data", "diversity_in_the_long_run", r=r, s=s, G_0=Fraction(1, 2))
    rare = y * w / (1 + w)
    assert exact("fresh_data", "error_in_the_long_run", r=r, s=s, p_0=rare) >= rare**2
    common = w / (1 + w) * (1 + y)
    assert exact("fresh_data", "error_in_the_long_run", r=r, s=s, p_0=common) < common**2


# Survival ----------------------------------------------------------------------------------------------


def rate(number: int) -> mpmath.mpf:
    """g_1 = 1, g_{k+1} = 1 - exp(-g_k), by a loop."""
    value = mpmath.mpf(1)
    for _ in range(number - 1):
        value = -mpmath.expm1(-value)
    return value


def number(module: str, name: str, **at: object) -> float:
    """The value of a conclusion to the precision of a float."""
    found = conclusion(module, name)
    return float(found.closed_form.decimal(17, **{q.name: at[q.name] for q in found.parameters}))


@pytest.mark.parametrize("k", [1, 2, 3, 5, 10, 100, 1000])
def test_bounds_of_the_rate_hold_for_the_sequence(k: int) -> None:
    value, harmonic = rate(k), mpmath.harmonic(k)
    assert mpmath.mpf(1) / k <= value <= mpmath.mpf(number("survival_rate", "upper_bound", k=k)) * (1 + 1e-15)
    assert 6 / (3 * k + 2 + harmonic) <= value * (1 + mpmath.mpf(10) ** -15)
    assert k * value <= (k + 1) * rate(k + 1)
    assert 2 - k * value < (2 + harmonic) / k


@given(st.fractions(0, 1, max_denominator=20), st.integers(2, 12), st.integers(1, 15))
def test_bounds_of_survival_hold_for_the_exact_law(share: Fraction, n: int, t: int) -> None:
    at = {"n": n, "t": t, "p_0": share}
    alive = 1 - float(TokenLaw(n).law(share, t).lost)
    rounding = 1e-12
    assert number("survival", "alive_at_least_simply", **at) <= number("survival", "alive_at_least", **at) + rounding
    assert number("survival", "alive_at_least", **at) <= alive + rounding
    assert alive <= number("survival_above", "alive_at_most", **at) + rounding


def test_bounds_of_survival_are_close_for_a_rare_token() -> None:
    """One copy among 60, ten refits on: the exact probability lies between bounds that are a third of it apart."""
    at = {"n": 60, "t": 10, "p_0": Fraction(1, 60)}
    alive = 1 - float(TokenLaw(60).law(Fraction(1, 60), 10).lost)
    lower, upper = number("survival", "alive_at_least", **at), number("survival_above", "alive_at_most", **at)
    assert lower <= alive <= upper
    assert alive / lower - 1 < 0.06
    published = 1 - (1 - 3 * 60 / 60**2 - 3 * 10 / 60) * math.exp(-float(rate(10)))
    assert alive < upper < published


@pytest.mark.parametrize(("n", "t", "mean"), [(2, 1, 0.5), (3, 2, 1.0), (4, 3, 0.25)])
def test_a_poisson_chain_by_its_transition_matrix(n: int, t: int, mean: float) -> None:
    """The total of the n draws as a Markov chain, cut off where nothing is left to be lost."""
    size = 160
    counts = np.arange(size)
    rows = [stats.poisson(total).pmf(counts) for total in counts]
    law = stats.poisson(n * mean).pmf(counts)
    for _ in range(t - 1):
        law = law @ np.array(rows)
    at = {"n": n, "t": t, "m_0": mean}
    assert number("poisson", "not_zero", **at) == pytest.approx(1 - law[0], rel=1e-9)
    assert number("poisson", "expected_mean", **at) == pytest.approx(law @ counts / n, rel=1e-9)
    spread = law @ (counts / n - mean) ** 2
    assert number("poisson", "variance_of_mean", **at) == pytest.approx(spread, rel=1e-9)
    assert number("poisson", "not_zero_at_most", **at) >= 1 - law[0]


@pytest.mark.parametrize("n", [2, 5, 20, 60])
@pytest.mark.parametrize("t", [1, 3, 10])
def test_originals_that_are_left(n: int, t: int) -> None:
    left = n * (1 - float(TokenLaw(n).law(Fraction(1, n), t).lost))
    at = {"n": n, "t": t}
    simply = number("lineages", "originals_at_least_simply", **at), number("lineages", "originals_at_most_simply", **at)
    lower, upper = number("lineages", "originals_at_least", **at), number("lineages", "originals_at_most", **at)
    assert simply[0] <= lower <= left <= upper <= simply[1]
    if t == 1:
        assert left == pytest.approx(n * (1 - (1 - 1 / n) ** n), rel=1e-12)
    assert lower == pytest.approx(n * number("lineages", "share_of_originals", t=t), rel=1e-12)


# Entropy -----------------------------------------------------------------------------------------------


def mean_content(n: int, share: Fraction) -> mpmath.mpf:
    """E[p' log p'] by listing all counts, with 0 log 0 = 0."""
    law = TokenLaw(n).one_refit(share)
    return mpmath.fsum(
        mpmath.mpf(w.numerator) / w.denominator * (mpmath.mpf(c) / n) * mpmath.log(mpmath.mpf(c) / n)
        for c, w in enumerate(law)
        if c
    )


@given(st.fractions(Fraction(1, 30), 1, max_denominator=30), st.integers(2, 30), st.fractions(Fraction(1, 4), 4))
def test_bounds_of_the_entropy_hold_for_all_counts(share: Fraction, n: int, a: Fraction) -> None:
    exact_mean, at, rounding = mean_content(n, share), {"n": n, "p": share, "a": a}, 1e-10
    for name in ("at_least", "at_least_to_order_four"):
        assert number("entropy", name, **at) <= exact_mean + rounding
    for name in ("at_most", "at_most_to_order_five"):
        assert exact_mean <= number("entropy", name, **at) + rounding


@pytest.mark.parametrize("share", [Fraction(1, 2), Fraction(1, 5), Fraction(9, 10)])
def test_the_entropy_to_second_order(share: Fraction) -> None:
    """n^2 times what is beyond first order comes near its limit like 1/n."""
    limit = number("entropy", "second_order_from_below", p=share)
    assert limit == number("entropy", "second_order_from_above", p=share) == float((1 / share - share) / 12)
    p, gaps = mpmath.mpf(share.numerator) / share.denominator, []
    for n in (20, 40, 80, 160):
        beyond = n**2 * (mean_content(n, share) - p * mpmath.log(p) - (1 - p) / (2 * n))
        gaps.append(abs(float(beyond) - limit) * n)
    assert gaps[-1] == pytest.approx(gaps[-2], rel=0.15)


@given(truths(4), st.integers(2, 4))
def test_entropy_and_divergence_add_up(truth: Model, n: int) -> None:
    """E[H'] + E[KL(new || old)] = H, and G/(2 n) <= E[KL] <= log(1 + (K - 1)/n), by listing all models."""
    law = drift_chain(truth, n, 1)
    entropy = -sum(float(p) * math.log(p) for p in truth if p)
    new = -sum(float(w) * float(p) * math.log(p) for model, w in law.items() for p in model if p)
    divergence = sum(
        float(w) * float(p) * math.log(p / q)
        for model, w in law.items()
        for p, q in zip(model, truth, strict=True)
        if p
    )
    tokens = sum(p > 0 for p in truth)
    assert new + divergence == pytest.approx(entropy, abs=1e-12)
    assert float(diversity(truth)) / (2 * n) <= divergence + 1e-12
    assert divergence <= math.log(1 + (tokens - 1) / n) + 1e-12
    by_token = sum(number("entropy", "at_least", n=n, p=p) - float(p) * math.log(p) for p in truth if p)
    assert by_token == pytest.approx(float(diversity(truth)) / (2 * n), abs=1e-12)
    a = 1 + Fraction(tokens - 1, n)
    by_token = sum(number("entropy", "at_most", n=n, p=p, a=a) - float(p) * math.log(p) for p in truth if p)
    assert by_token == pytest.approx(math.log(a), abs=1e-12)


# Time until one token is left ---------------------------------------------------------------------------


def mean_time(n: int, share: Fraction) -> Fraction:
    """E[T] for two tokens: the first refit, and from its count on."""
    law = TokenLaw(n)
    first = zip(law.one_refit(share), law.expected_time(), strict=True)
    return 1 + sum((weight * time for weight, time in first), Fraction(0))


@pytest.mark.parametrize("n", [2, 3, 10, 30, 60])
def test_the_mean_time_for_two_tokens(n: int) -> None:
    for share in (Fraction(1, 2), Fraction(1, 5), Fraction(1, 20)):
        time = mean_time(n, share)
        assert exact("absorption_time", "two_tokens_at_least", n=n, p_0=share) <= time
        assert time - 1 <= exact("absorption_time", "any_number_at_most", n=n)


@pytest.mark.parametrize("share", [Fraction(1, 2), Fraction(1, 5)])
def test_the_mean_time_is_asymptotically_2_n_entropies(share: Fraction) -> None:
    """The diffusion says too much, by about a logarithm of n: the excess over n falls."""
    entropy = -float(share) * math.log(share) - float(1 - share) * math.log(1 - share)
    excess = [2 * n * entropy / float(mean_time(n, share)) - 1 for n in (20, 40, 80)]
    assert all(0 < e < 0.08 for e in excess)
    assert excess == sorted(excess, reverse=True)


@pytest.mark.parametrize("n", [2, 3, 4])
def test_the_mean_time_for_many_tokens(n: int) -> None:
    """All tokens different at first: linear equations over the ways in which n draws can be split."""
    states = sorted({tuple(sorted((c for c in s if c), reverse=True)) for s in splits(n, n)})
    rows: dict[tuple[int, ...], Counter[tuple[int, ...]]] = {}
    for state in states:
        rows[state] = Counter()
        model = tuple(Fraction(c, n) for c in state)
        for counts in splits(n, len(model)):
            after = tuple(sorted((c for c in counts if c), reverse=True))
            rows[state][after] += probability(counts, model)
    inside = [state for state in states if len(state) > 1]
    matrix = np.array([[float(i == j) - float(rows[i][j]) for j in inside] for i in inside])
    times = dict(zip(inside, np.linalg.solve(matrix, np.ones(len(inside))), strict=True))
    assert times[(1,) * n] <= exact("absorption_time", "any_number_at_most", n=n)


@given(st.integers(2, 40), st.data())
def test_the_time_with_k_ancestors(n: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(2, n))
    stay = math.prod((Fraction(n - i, n) for i in range(1, k)), start=Fraction(1))
    assert 1 / (1 - stay) <= exact("absorption_time", "time_with_k_ancestors", n=n, k=k)


# The tail of a Zipf law --------------------------------------------------------------------------------


def missing_mass(n: int, t: int, beta: float, tokens: int = 30_000) -> float:
    """The sum of p_i P(token i is gone after t refits) for p_i = i^-beta/zeta(beta), tokens beyond added as gone."""
    shares = np.arange(1, tokens + 1) ** -beta / float(mpmath.zeta(beta))
    gone = np.zeros(n + 1)  # by count
    gone[0] = 1
    counts = np.arange(n + 1)
    for _ in range(t - 1):
        gone = stats.binom.pmf(counts[None, :], n, counts[:, None] / n) @ gone
    lost = np.concatenate([stats.binom.pmf(counts, n, part[:, None]) @ gone for part in np.array_split(shares, 30)])
    return float(shares @ lost) + 1 - float(shares.sum())


@pytest.mark.parametrize(("beta", "t"), [(2.0, 1), (2.0, 3), (1.5, 2)])
def test_the_missing_mass_of_a_zipf_law(beta: float, t: int) -> None:
    """It stays below the sum of the bounds, which is near the integral; all of them come together as n grows."""
    c, gaps = 1 / float(mpmath.zeta(beta)), []
    for n in (50, 100, 200):
        at = {"n": n, "t": t, "b": 1 / Fraction(beta), "c": Fraction(c)}
        integral, shares = number("zipf", "missing_mass", **at), np.arange(1, 200_001) ** -beta * c
        largest = math.exp(-1) / (n * float(rate(t)))
        total = float(np.sum(shares * np.exp(-n * shares * float(rate(t))))) + 1 - float(shares.sum())
        mass = missing_mass(n, t, beta)
        assert abs(total - integral) <= largest + 1e-3
        assert mass <= total + 1e-3
        gaps.append(abs(mass / integral - 1))
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[-1] < 0.12


# Detectors ---------------------------------------------------------------------------------------------


@given(
    st.integers(2, 50),
    st.fractions(Fraction(1, 10), Fraction(9, 10), max_denominator=10),
    st.fractions(0, 1, max_denominator=10),
)
def test_what_a_sample_with_a_detector_is_worth(n: int, alpha: Fraction, e: Fraction) -> None:
    """The sum over labels of n M w^2, and chi^2 from its definition."""
    channels = {
        "labels_lost": ((1 - e, Fraction(0), e), (Fraction(0), 1 - e, e)),
        "labels_wrong": ((1 - e, e), (e, 1 - e)),
    }
    for name, (real_law, synthetic) in channels.items():
        worth, chi = Fraction(0), Fraction(0)
        for q_1, q_0 in zip(real_law, synthetic, strict=True):
            share = alpha * q_1 + (1 - alpha) * q_0
            if share:
                worth += n * share * (alpha * q_1 / share) ** 2
                chi += (q_1 - share) ** 2 / share
        assert exact("effective_size", name, n=n, alpha=alpha, e=e) == worth == n * alpha**2 * (1 + chi)
        assert n * alpha**2 <= worth <= n * alpha
        if name == "labels_wrong" and e in (0, 1):
            assert worth == n * alpha
