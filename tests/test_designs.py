"""Moments of regressions refitted on given rows, against all outcomes of tiny loops, the theorems, and a simulation.

(1) The process that carries a loop out is given every noise that a skewed coin allows, one chain for each, in place of
random numbers: its weighted averages are the exact moments.  (2) The theorems on fixed designs agree, at designs they
are about.  (3) With random numbers the process agrees as well, whatever the law of the noise.  (4) Floats are right for
ill-conditioned designs, and what cannot be carried out is refused.
"""

from __future__ import annotations

import itertools
import math
import zlib
from fractions import Fraction as F
from typing import Any

import numpy as np
import pytest
from flint import arb, arb_mat, ctx, fmpq
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from random_designs import design_loops

from collapse_math.design_moments import (
    DesignMoments,
    _Fit,
    enclosed_design_moments,
    exact_design_moments,
    float_design_moments,
)
from collapse_math.designs import Design, DesignGeneration, DesignLoop, LeastSquares, Outcomes, refitted
from collapse_math.processes import DesignProcess, DesignRun
from collapse_math.verdict import RobustMean
from derivations import load

LINE = Design([[1, 0], [1, 1], [1, 2], [1, 4], [1, 5]])
NEW_ROWS = [[1, F(1, 2)], [3, -2]]


# ---------------------------------------------------------------- every noise that a coin allows


class EveryNoise:
    """Takes the place of a random generator: chain number c has the noise that the bits of c give."""

    def __init__(self, entries: int, up: float) -> None:
        values = np.array([1 / up, -up])  # mean 0 and variance 1 at the probabilities below
        shares = np.array([up**2, 1.0]) / (1 + up**2)
        bits = np.array(list(itertools.product((0, 1), repeat=entries)))
        self.noise = values[bits].T
        self.weights = shares[bits].prod(axis=1)
        self.used = 0

    def standard_normal(self, shape: tuple[int, int], out: Any = None) -> Any:
        self.used += shape[0]
        return self.noise[self.used - shape[0] : self.used].copy()


def entries(loop: DesignLoop) -> int:
    """How many outcomes are given noise of their own."""
    steps = [step for generation in loop.generations for step in generation.steps]
    return sum(len(step.design.rows) * len(step.shares) for step in steps)


def agrees(moments: DesignMoments[F], run: DesignRun, weights: Any, new_rows: Design) -> None:
    def close(found: Any, exact: Any) -> bool:
        wanted = np.array(exact, dtype=float)
        return bool(np.all(np.abs(found - wanted) <= 1e-8 * (1 + np.abs(wanted))))

    means = np.einsum("tdc,c->td", run.coefficients, weights)
    squares = np.einsum("tdc,tec,c->tde", run.coefficients, run.coefficients, weights)
    assert close(means, moments.expected_coefficients)
    assert close(squares - np.einsum("td,te->tde", means, means), moments.covariances)
    assert close(run.noise_variances @ weights, moments.expected_noise_variances)
    assert close(run.in_sample_risks @ weights, moments.in_sample_risks)
    assert close(run.risks(new_rows) @ weights, moments.risks)


@settings(max_examples=60)
@given(loop=design_loops(generations=3, rows=3), up=st.sampled_from([1.0, 2.0]))
def test_moments_are_those_of_all_outcomes(loop: DesignLoop, up: float) -> None:
    assume(entries(loop) <= 12)
    new_rows = Design([row[: loop.columns] for row in NEW_ROWS])
    try:
        moments = exact_design_moments(loop, new_rows)
    except ValueError as error:
        assume("must determine all" not in str(error))
        raise
    noise = EveryNoise(entries(loop), up)
    run = DesignProcess(loop, len(noise.weights)).run(noise)
    assert noise.used == entries(loop)
    agrees(moments, run, noise.weights, new_rows)


def test_the_process_and_the_moments_refuse_the_same_designs() -> None:
    twice = refitted(Design([[1, 2], [2, 4], [3, 6]]), 1)
    for attempt in (exact_design_moments, lambda loop: DesignProcess(loop, 2).run(np.random.default_rng(0))):
        with pytest.raises(ValueError, match="generation 1: the rows of the fit must determine all"):
            attempt(twice)


# ---------------------------------------------------------------- the theorems


def theorem_says(key: str, conclusion: str, **values: Any) -> F:
    exact = load(key).conclusions[conclusion].evaluate(**values).exact
    if exact is None:
        raise AssertionError(f"{key} {conclusion} has a fraction at these values")
    return F(exact)


def trace(matrix: Any) -> F:
    return sum((matrix[i][i] for i in range(len(matrix))), F(0))


def fresh_trace(design: Design) -> F:
    """tr (X'X)^-1, by Cramer's rule in two columns."""
    (a, b), (_, c) = [[sum(x[i] * x[j] for x in design.rows) for j in (0, 1)] for i in (0, 1)]
    return (a + c) / (a * c - b * b)


ON_ONE_DESIGN: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "regression.known_noise": ({}, ("error_of_all_coefficients", "in_sample_risk")),
    "regression.refitted_noise": (
        {"noise": "n"},
        ("error_of_all_coefficients", "in_sample_risk", "expected_noise_variance"),
    ),
    "regression.unbiased_noise": ({"noise": "n-d"}, ("in_sample_risk", "expected_noise_variance")),
    "regression_loops.kept_rows": ({"keep": True}, ("error_of_all_coefficients", "in_sample_risk")),
    "regression_loops.kept_rows_refitted": (
        {"keep": True, "noise": "n"},
        ("error_of_all_coefficients", "in_sample_risk", "expected_noise_variance"),
    ),
    "regression_loops.kept_rows_unbiased": ({"keep": True, "noise": "n-d"}, ("expected_noise_variance",)),
    "regression_loops.mixed_labels": ({"real_share": F(1, 3)}, ("error_of_all_coefficients",)),
}


@pytest.mark.parametrize("key", ON_ONE_DESIGN)
@pytest.mark.parametrize("t", [1, 2, 7])
def test_on_one_design_the_theorems_say_the_same(key: str, t: int) -> None:
    arguments, conclusions = ON_ONE_DESIGN[key]
    moments = exact_design_moments(refitted(LINE, t, noise_variance=F(3, 2), **arguments))
    found = {
        "error_of_all_coefficients": trace(moments.covariances[t]),
        "in_sample_risk": moments.in_sample_risks[t],
        "expected_noise_variance": moments.expected_noise_variances[t],
    }
    known = {"n": 5, "d": 2, "t": t, "sigma2": F(3, 2), "trace": fresh_trace(LINE), "alpha": F(1, 3)}
    for conclusion in conclusions:
        names = {str(one) for one in load(key).conclusions[conclusion].parameters}
        wanted = theorem_says(key, conclusion, **{name: known[name] for name in names})
        assert found[conclusion] == wanted


def test_edited_predictions() -> None:
    moments = exact_design_moments(refitted(LINE, 6, noise="none"))
    risk = theorem_says("regression.predicted_outcomes", "in_sample_risk", n=5, d=2, sigma2=1)
    assert set(moments.in_sample_risks[1:]) == {risk}
    assert set(moments.expected_noise_variances[1:]) == {0}
    assert len(set(moments.covariances[1:])) == 1


PENALISED: dict[str, dict[str, Any]] = {
    "regression.ridge": {},
    "regression.ridge_on_predictions": {"noise": "none"},
    "regression_loops.kept_rows_ridge": {"keep": True},
    "regression_loops.mixed_labels_ridge": {"real_share": F(1, 3)},
}


@pytest.mark.parametrize("key", PENALISED)
@pytest.mark.parametrize("t", [1, 2, 5])
def test_penalties_by_the_theorems(key: str, t: int) -> None:
    """Along the eigenvectors of X'X, which here are the columns: X'X is diagonal, with 4 and 9."""
    crossed = Design([[F(1), F(3, 2)], [F(1), F(-3, 2)], [F(-1), F(3, 2)], [F(-1), F(-3, 2)]])
    loop = refitted(crossed, t, penalty=F(1, 2), coefficients=(2, F(-1, 3)), noise_variance=2, **PENALISED[key])
    moments = exact_design_moments(loop)
    for column, (s, beta) in enumerate([(4, 2), (9, F(-1, 3))]):
        known = {"t": t, "s": s, "penalty": F(1, 2), "beta": beta, "sigma2": 2, "alpha": F(1, 3)}
        conclusion = load(key).conclusions["coefficient_error"]
        wanted = theorem_says(key, "coefficient_error", **{str(q): known[str(q)] for q in conclusion.parameters})
        bias = moments.expected_coefficients[t][column] - beta
        assert moments.covariances[t][column][column] + bias**2 == wanted


def test_labels_made_more_than_once_are_repeated_rows() -> None:
    rows = LINE.rows
    designs = [Design(rows * j) for j in range(1, 6)]
    moments = exact_design_moments(refitted(designs, 5))
    known = {"t": 5, "sigma2": 1, "trace": fresh_trace(LINE)}
    assert trace(moments.covariances[5]) == theorem_says(
        "regression_loops.repeated_rows", "error_of_all_coefficients", **known
    )


def test_one_column_of_ones_is_the_gaussian_loop() -> None:
    from collapse_math import regimes
    from collapse_math.schedules import exact_moments

    ones = Design([[1]] * 6)
    pairs: list[tuple[dict[str, Any], Any]] = [
        ({"noise": "n"}, regimes.replace(6, 8)),
        ({"noise": "n-d"}, regimes.replace(6, 8, divisor="n-1")),
        ({"noise": "n", "keep": True}, regimes.accumulate(6, 8)),
        ({"noise": "n", "real_rows": 2}, regimes.fresh_data(2, 4, 8)),
        ({"noise": "n-d", "real_rows": 2, "keep": True}, regimes.fresh_data(2, 4, 8, keep=True, divisor="n-1")),
    ]
    for arguments, loop in pairs:
        regression, gaussian = exact_design_moments(refitted(ones, 8, **arguments)), exact_moments(loop)
        assert regression.expected_noise_variances == gaussian.expected_variances
        assert regression.in_sample_risks == gaussian.variances_of_means


def test_the_same_loop_in_other_words() -> None:
    """Rows in one store or in two, weights that are all doubled, a fit by its number or by its age."""
    top, bottom = LINE.part(0, 2), LINE.part(2, 5)
    fit = LeastSquares((("top", 2), ("bottom", 2)), "n")
    in_two = [
        DesignGeneration((Outcomes("top", top, t), Outcomes("bottom", bottom, -1)), fit, ("top", "bottom"))
        for t in range(4)
    ]
    split, whole = exact_design_moments(DesignLoop(tuple(in_two))), exact_design_moments(refitted(LINE, 4, noise="n"))
    assert split.covariances == whole.covariances
    assert split.expected_noise_variances == whole.expected_noise_variances
    assert split.in_sample_risks == whole.in_sample_risks


# ---------------------------------------------------------------- random numbers


@pytest.mark.parametrize("draws", ["gaussian", "uniform", "laplace", "student"])
def test_with_random_numbers(draws: Any) -> None:
    """E b_t, with a penalty; the variance of each coefficient is known exactly."""
    loop = refitted(
        LINE, 3, noise="n", real_rows=2, real_outcomes="kept", keep=True, penalty=F(1, 2), coefficients=(1, -2)
    )
    moments = exact_design_moments(loop)
    rates = {"false_alarm": 1e-9, "miss": 1e-4}
    checks = []
    for t, column in ((3, 0), (3, 1)):
        variance = float(moments.covariances[t][column][column])
        mean = float(moments.expected_coefficients[t][column])
        checks.append(RobustMean(mean=mean, variance=variance, smallest_effect=0.1 * math.sqrt(variance), **rates))
    seed = zlib.crc32(repr((loop.columns, draws)).encode())
    chains = max(check.draws_needed for check in checks)
    run = DesignProcess(loop, chains, draws).run(np.random.default_rng(seed))
    for column, check in enumerate(checks):
        verdict = check.judge(run.coefficients[3, column])
        assert verdict.agrees, verdict.summary


def test_dependent_noise_is_another_loop() -> None:
    loop = refitted(LINE, 1, noise="n")
    run = DesignProcess(loop, 2000, dependence="correlated").run(np.random.default_rng(0))
    # The part in common moves the intercept: the residuals have half of the variance.
    assert run.noise_variances[1].mean() < 0.5 * float(exact_design_moments(loop).expected_noise_variances[1])


# ---------------------------------------------------------------- balls and floats


@settings(max_examples=15)
@given(loop=design_loops(generations=4, rows=4))
def test_balls_and_floats_are_right(loop: DesignLoop) -> None:
    try:
        exact = exact_design_moments(loop)
    except ValueError:
        assume(False)
        raise
    balls, floats = enclosed_design_moments(loop, bits=100), float_design_moments(loop)
    for name in ("expected_noise_variances", "in_sample_risks", "risks"):
        for value, ball, number in zip(getattr(exact, name), getattr(balls, name), getattr(floats, name), strict=True):
            with ctx.workprec(2000):
                assert (ball - arb(fmpq(value.numerator, value.denominator))).contains(0)
            assert abs(F(number) - value) <= value / 2**50
    for matrix, floated in zip(exact.covariances, floats.covariances, strict=True):
        for i, j in itertools.product(range(loop.columns), repeat=2):
            assert (F(floated[i][j]) - matrix[i][j]) ** 2 <= matrix[i][i] * matrix[j][j] / 4**50
    largest = max(map(abs, loop.truth)) + 1
    for vector, numbers in zip(exact.expected_coefficients, floats.expected_coefficients, strict=True):
        assert all(abs(F(number) - value) <= largest / 2**50 for value, number in zip(vector, numbers, strict=True))


def test_floats_are_right_for_an_ill_conditioned_design() -> None:
    """Powers of nearly equal numbers: the condition number of X'X is beyond 1e30, where floats see no rank at all."""
    inputs = [1 + 1e-4 * k for k in range(8)]
    design = Design([[1.0, x, x * x, x**3] for x in inputs])
    loop = refitted(design, 30, noise="n", real_rows=3)
    exact, floats = exact_design_moments(loop), float_design_moments(loop)
    assert np.linalg.cond(np.array(design.rows, dtype=float)) > 1e12
    for value, number in zip(exact.risks, floats.risks, strict=True):
        assert abs(F(number) - value) <= value / 2**50
    one = exact_design_moments(refitted(Design(np.array(design.rows, dtype=float)), 30, noise="n", real_rows=3))
    assert one.risks == exact.risks  # a float is the number that it holds


def test_floats_are_right_when_hardly_anything_is_left() -> None:
    """After t refits of five coefficients to six rows 6^-t of the noise is left, a difference of numbers near 1."""
    rows = Design([*([int(i == j) for j in range(5)] for i in range(5)), [1] * 5])
    for t in range(10, 61, 2):
        found = float_design_moments(refitted(rows, t, noise="n")).expected_noise_variances[t]
        assert abs(F(found) * 6**t - 1) <= F(1, 2**50)


@pytest.mark.parametrize("place", range(5))
def test_a_float_is_made_of_a_small_ball_only(place: int) -> None:
    for radius, small in ((0.0, True), (2.0**-53, True), (2.0**-51, False)):
        balls = [arb(1)] * 5
        balls[place] = arb(1, radius)
        first, second, noise, in_sample, risk = balls
        made = _Fit(arb_mat(2, 1, [first, 1]), arb_mat(2, 2, [second, 0, 0, 1]), noise, in_sample, risk)
        assert made.is_sharp() == small
    zero = arb_mat(1, 1, [0])
    assert not _Fit(zero, zero, arb(0, 1e-300), arb(0), arb(0)).is_sharp()


def test_what_vanishes_exactly_is_exactly_zero() -> None:
    """As many rows as columns leave no residuals: no ball decides this, but fractions do."""
    moments = float_design_moments(refitted(Design([[1, 2], [F(1, 3), 1]]), 3, noise="n"))
    assert moments.expected_noise_variances == (1, 0, 0, 0)


# ---------------------------------------------------------------- what is refused


def generation(*steps: Outcomes, **fit: Any) -> DesignGeneration:
    return DesignGeneration(steps, LeastSquares(**{"weights": (("a", 1),), **fit}))


BATCH = Outcomes("a", LINE, -1)
REFUSED: list[tuple[Any, str]] = [
    (lambda: Design([]), "rows must have one row"),
    (lambda: Design([[1, 2], [3]]), "rows must all have the 2 columns of the first, not 1 as row 2"),
    (lambda: Design([[1, math.nan]]), "rows must hold finite numbers, not nan"),
    (lambda: Design([[True]]), "rows must hold finite numbers, not True"),
    (lambda: Design([["1"]]), "rows must hold finite numbers, not '1'"),
    (lambda: Outcomes("a", LINE, ((F(1, 2), 0),)), "source must have shares with sum 1"),
    (lambda: Outcomes("a", LINE, ((0, 0), (1, -1))), "share must be an integer or a Fraction greater than 0"),
    (lambda: LeastSquares(()), "weights must name one store or more"),
    (lambda: LeastSquares((("a", 0.5),)), "weight must be an integer or a Fraction"),
    (lambda: LeastSquares((("a", 1),), noise="m"), 'give "known", "n", "n-d", "none" or a divisor'),
    (lambda: LeastSquares((("a", 1),), penalty=-1), "penalty must be an integer or a Fraction of at least 0"),
    (lambda: DesignLoop(()), "generations must be one or more"),
    (lambda: DesignLoop((generation(BATCH),), (1,)), "coefficients must be 2, one for each column, not 1"),
    (lambda: DesignLoop((generation(BATCH),), noise_variance=0), "noise_variance must be"),
    (lambda: DesignLoop((generation(BATCH, weights=(("b", 1),)),)), "generation 1: store must be one that holds rows"),
    (lambda: DesignLoop((generation(Outcomes("a", LINE, 1)),)), "generation 1: source must be one of 0 to 0"),
    (lambda: DesignLoop((generation(BATCH, penalty=(1, 1, 1)),)), "generation 1: penalty must be one number or 2"),
    (
        lambda: DesignLoop((generation(BATCH, weights=(("a", F(1, 5)),), noise="n-d"),)),
        "generation 1: the noise variance must have a positive divisor, not -1",
    ),
    (
        lambda: DesignLoop(
            (generation(BATCH), generation(Outcomes("a", Design([[1]])))),
        ),
        "generation 2: a design must have 2 columns, not 1",
    ),
    (lambda: refitted(LINE, 0), "generations must be an integer of at least 1"),
    (lambda: refitted([LINE], 2), "design must be one or 2, one for each generation, not 1"),
    (lambda: refitted(LINE, 2, real_rows=6), "real_rows must be at most the number of rows, not 6"),
    (lambda: refitted(LINE, 2, real_rows=1, real_share=F(1, 2)), "cannot both be given"),
    (lambda: refitted(LINE, 2, real_share=F(3, 2)), "real_share must lie from 0 to 1, not 3/2"),
    (lambda: refitted(LINE, 2, real_outcomes="old"), 'real_outcomes must be "new" or "kept"'),
    (lambda: exact_design_moments(refitted(LINE, 1), [[1]]), "new_rows must have 2 columns, not 1"),
    (lambda: enclosed_design_moments(refitted(LINE, 1), bits=1), "bits must be an integer of at least 2"),
    (lambda: DesignProcess(refitted(LINE, 1), 0), "chains must be an integer of at least 1"),
]


@pytest.mark.parametrize(("attempt", "message"), REFUSED, ids=[message for _, message in REFUSED])
def test_what_cannot_be_carried_out_is_refused_in_a_sentence(attempt: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message) as caught:
        attempt()
    assert "\n" not in str(caught.value)
