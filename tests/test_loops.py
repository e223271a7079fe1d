"""Descriptions that cannot be carried out are refused, in one sentence that says what to do."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction as F

import pytest

from collapse_math import regimes
from collapse_math.loops import TRUTH, Draw, Fade, Generation, Loop, Pour, Refit, Source, Step, Subsample

FIT_X = Refit((("x", 1),))


def one_generation(*steps: Step, refit: Refit = FIT_X, emptied: tuple[str, ...] = ()) -> Loop:
    return Loop((Generation(steps, refit, emptied),))


REFUSED: list[tuple[Callable[[], object], str]] = [
    (lambda: Source(0.5), "fit must be an integer, not 0.5"),
    (lambda: Source(variance_factor=-1), "variance_factor must be an integer or a Fraction of at least 0, not -1"),
    (lambda: Source(added_variance=0.5), "added_variance must be an integer or a Fraction of at least 0, not 0.5"),
    (lambda: Draw("x", 0), "points must be an integer of at least 1, not 0"),
    (lambda: Draw("x", True), "points must be an integer of at least 1, not True"),
    (lambda: Draw("x", 2, ((F(1, 2), TRUTH), (F(1, 3), Source()))), "probabilities that sum to 1, not 5/6"),
    (lambda: Draw("x", 2, ((0, TRUTH), (1, Source()))), "probability must be .* greater than 0, not 0"),
    (lambda: Draw("x", 2, ()), "probabilities that sum to 1, not 0"),
    (lambda: Subsample("x", 0, "y"), "points must be an integer of at least 1, not 0"),
    (lambda: Subsample("x", 1, "x"), "target must be another store than the source, not 'x'"),
    (lambda: Pour("x", "x"), "target must be another store than the source, not 'x'"),
    (lambda: Fade("x", 0), "factor must be an integer or a Fraction greater than 0, not 0"),
    (lambda: Refit(()), "weights must name one store or more"),
    (lambda: Refit((("x", 1), ("x", 2))), "weights must name one store or more, each once"),
    (lambda: Refit((("x", 0.5),)), "weight must be an integer or a Fraction greater than 0, not 0.5"),
    (lambda: Refit((("x", 1),), divisor=0), "divisor must be .* greater than 0, not 0"),
    (lambda: Refit((("x", 1),), deviations="none"), "deviations must be .* not 'none'"),
    (lambda: Loop(()), "generations must be one or more"),
    (lambda: regimes.replace(3, 2, mean=0.5), "mean must be an integer or a Fraction, not 0.5"),
    (lambda: regimes.replace(3, 2, variance=0), "variance must be .* greater than 0, not 0"),
    (lambda: one_generation(Draw("x", 1)), "generation 1: a refit needs two points or more, not 1"),
    (lambda: one_generation(Draw("y", 3)), "generation 1: weights must name stores that hold points, not 'x'"),
    (lambda: one_generation(Draw("x", 3), Pour("y", "x")), "store must be one that holds points, not 'y'"),
    (lambda: one_generation(Draw("x", 3), emptied=("y",)), "store must be one that holds points, not 'y'"),
    (lambda: one_generation(Draw("x", 3, Source(1))), "fit must be one of 0 to 0, or -1 to -1, not 1"),
    (lambda: one_generation(Draw("x", 3, Source(-2))), "fit must be one of 0 to 0, or -1 to -1, not -2"),
    (
        lambda: one_generation(Draw("x", 3), Subsample("x", 4, "y")),
        "points must be at most the 3 that 'x' holds, not 4",
    ),
    (
        lambda: one_generation(Draw("x", 3), Fade("x", F(1, 2)), Subsample("x", 2, "y")),
        "source must hold points that have not faded, not 'x'",
    ),
    (
        lambda: one_generation(
            Draw("x", 1),
            Draw("y", 1),
            refit=Refit((("x", 1), ("y", 1)), deviations="from own means"),
        ),
        "a refit needs two points or more, not 1",
    ),
    (lambda: regimes.sliding_window(3, 0, 2), "window must be at least 1, not 0"),
    (lambda: regimes.replace([3, 4], 3), "points must be one number or 3, one for each generation, not 2"),
    (lambda: regimes.random_split(1, 3, 2), "probability must be .* greater than 0, not 0"),
    (lambda: regimes.weighted_means(0, 3, 3, 2), "weight must be .* greater than 0, not 0"),
    (lambda: regimes.weighted_variances(F(1, 2), 1, 3, 2), "real and synthetic must be at least 2, not 1"),
    (lambda: regimes.replay(3, 4, 2, 2), "generation 2: points must be at most the 3 that 'buffer' holds, not 4"),
]


@pytest.mark.parametrize(("describe", "message"), REFUSED, ids=[message[:50] for _, message in REFUSED])
def test_refused(describe: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        describe()


def test_what_stores_hold() -> None:
    loop = Loop(
        (
            Generation((Draw("x", 3), Fade("x", F(1, 2)), Draw("x", 2)), Refit((("x", 1),))),
            Generation((Draw("y", 4), Subsample("y", 3, "z"), Pour("z", "x")), Refit((("x", 1),)), ("y",)),
        )
    )
    assert [set(holdings) for holdings in loop.holdings] == [set(), {"x"}, {"x"}]
    after_one, after_two = loop.holdings[1]["x"], loop.holdings[2]["x"]
    assert (after_one.points, after_one.weight, after_one.squared_weight) == (5, F(7, 2), F(11, 4))
    assert (after_two.points, after_two.weight, after_two.squared_weight) == (8, F(13, 2), F(23, 4))


def test_a_loop_is_continued_by_its_last_generation() -> None:
    loop = regimes.sliding_window(3, 2, 3)
    assert loop.continued(2) == regimes.sliding_window(3, 2, 5)
