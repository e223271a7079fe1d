"""Cochran's form of a refit has the moments of the refit itself, whatever is fitted, and the law of its draws."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from sympy import Expr, Integer, S, sqrt

from collapse_math.axioms import COCHRAN
from collapse_math.cochran import cochran_form
from collapse_math.moments import ChiSquare, Refit, Sample, StandardNormal, expectation
from collapse_math.proofs.proof import Proof
from collapse_math.quantities import integer, real
from collapse_math.verdict import WholeLaw

n = integer("n", at_least=2)
m, v = real("m"), real("v", above=0)
NORMAL_MOMENTS = {2: v, 3: S(0), 4: 3 * v**2, 5: S(0), 6: 15 * v**3, 7: S(0), 8: 105 * v**4}
draws = Sample("x", n, m, NORMAL_MOMENTS)
others = Sample("y", n, S(0), {2: v})
divided = Refit({m: draws.average, v: draws.sum_of_squares / (n + 1)}, (draws,))
about_zero = Sample("r", n, S(0), NORMAL_MOMENTS)


def same_mean(one: Refit, other: Refit, observable: Expr) -> bool:
    proof = Proof((), one.after(observable), other.after(observable))
    first, second = (expectation(proof.algebra, r.after(observable), r.draws)[0] for r in (one, other))
    return proof.algebra.vanishes(first - second)


@pytest.mark.parametrize(
    "powers", [(0, 1), (1, 0), (1, 1), (2, 0), (2, 1), (0, 2), (3, 1), (2, 2), (4, 1), (4, 2)], ids=str
)
def test_moments_are_those_of_the_sample(powers: tuple[int, int]) -> None:
    """By set partitions of the sample, and by the moments of Z and X."""
    form = cochran_form(divided, draws, COCHRAN)
    assert same_mean(divided, form, m ** powers[0] * v ** powers[1])


@pytest.mark.parametrize("power", [1, 2, 3, 4])
def test_moments_about_a_known_mean(power: int) -> None:
    squares = Refit({v: about_zero.power_sum(2) / n}, (about_zero,))
    assert same_mean(squares, cochran_form(squares, about_zero, COCHRAN, squares="R"), v**power)


@given(st.integers(2, 6), st.fractions(-3, 3), st.fractions("1/9", 9), st.fractions(-2, 2), st.fractions("1/9", 9))
def test_the_form_is_the_refit_of_a_sample_with_that_average_and_those_squares(
    size: int, centre: Fraction, variance: Fraction, z: Fraction, x: Fraction
) -> None:
    """Power sums of numbers with the average m + sqrt(v/n) z and the sum of squares v x give the same fit."""
    form = cochran_form(divided, draws, COCHRAN)
    shift = sqrt(v / n) * StandardNormal("Z").value
    at = {n: size, m: centre, v: variance, StandardNormal("Z").value: z, ChiSquare("X", n - 1).value: x}
    average = (m + shift).subs(at)
    sums = {draws.power_sum(1): size * average, draws.power_sum(2): variance * x + size * average**2}
    for parameter in (m, v):
        given_sums = divided.parameters[parameter].subs(sums).subs(at)
        assert (form.parameters[parameter].subs(at) - given_sums).expand() == 0


def test_the_squares_have_the_law_said() -> None:
    """NumPy's own draws: SS/v about the average, and the sum of squares about 0, against SciPy's chi-square."""
    check = WholeLaw(smallest_effect=0.03, false_alarm=1e-9, miss=1e-4)
    sample = np.random.default_rng([2024, 7]).standard_normal((4, check.draws_needed))
    for refit, source, squares in (
        (divided, draws, ((sample - sample.mean(axis=0)) ** 2).sum(axis=0)),
        (Refit({v: about_zero.power_sum(2)}, (about_zero,)), about_zero, (sample**2).sum(axis=0)),
    ):
        *_, law = cochran_form(refit, source, COCHRAN).draws
        assert isinstance(law, ChiSquare)
        assert check.judge(squares, stats.chi2(int(law.degrees.subs(n, 4))).cdf).agrees


def test_what_is_no_part_of_the_sample_stays() -> None:
    refit = Refit(
        {m: draws.average + others.power_sum(1), v: draws.sum_of_squares}, (draws, others), {v: ()}, (), order=2
    )
    form = cochran_form(refit, draws, COCHRAN, shift="A", squares="B")
    assert form.draws == (others, StandardNormal("A"), ChiSquare("B", n - 1))
    assert (form.by, form.order, form.estimators) == (COCHRAN, 2, {v: ()})
    assert form.parameters[m].has(others.power_sum(1))


def test_squares_about_something_that_is_not_the_mean_are_refused() -> None:
    with pytest.raises(ValueError, match="not about its mean"):
        cochran_form(Refit({v: draws.power_sum(2) / Integer(3)}, (draws,)), draws, COCHRAN)
