"""The chapter on tokens: what it rests on, and its numbers by listing every model that a chain can reach."""

from __future__ import annotations

from fractions import Fraction

import pytest
from checked_book import report_of
from hypothesis import given
from hypothesis import strategies as st
from token_chains import Model, diversity, drift_chain, mean

from collapse_math.enumeration import TokenLaw
from collapse_math.results import Conclusion
from derivations import CONTENTS, load

MEAN = {"faithful-sampling", "plug-in", "fresh-randomness"}
SIZED = MEAN | {"constant-size", "replace"}
DRIFT = SIZED | {"independent-draws"}
GEOMETRIC = {"r^t -> 0 for |r| < 1"}


def each(names: str, uses: set[str]) -> dict[str, set[str]]:
    """The same assumptions for several conclusions."""
    return dict.fromkeys(names.split(), uses)


PINS: dict[str, tuple[str, set[str], dict[str, set[str]]]] = {
    "diversity": (
        "proved",
        set(),
        each("expected_diversity expected_diversity_of_one expected_product", DRIFT)
        | each("variance_of_share covariance_of_shares", DRIFT)
        | {"expected_share": MEAN},
    ),
    "fixation": (
        "solver-certified",
        GEOMETRIC | {"z3"},
        each("fixation fixed_at_least open_at_least open_at_most published_bound several_tokens_at_most", DRIFT)
        | {"fixed_at_most": SIZED},
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
def test_more_than_one_token_is_left_as_often_as_bounded(truth: Model, n: int, t: int) -> None:
    several = mean(lambda p: Fraction(sum(share > 0 for share in p) > 1), drift_chain(truth, n, t))
    assert several <= exact("fixation", "several_tokens_at_most", n=n, t=t, G_0=diversity(truth))


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
