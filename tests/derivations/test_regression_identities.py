"""Identities between regression results over wide ranges, exact or with certified digits."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from regression_results import exact, value

COLUMNS, SPARE, TIMES = st.integers(1, 60), st.integers(1, 60), st.integers(0, 40)
POSITIVE = st.fractions(Fraction(1, 1000), 1000, max_denominator=1000)


@given(d=COLUMNS, spare=SPARE, t=TIMES, sigma2=POSITIVE)
def test_noise_and_error_are_conserved(d: int, spare: int, t: int, sigma2: Fraction) -> None:
    at = {"n": d + spare, "d": d, "t": t, "sigma2": sigma2}
    noise = exact("refitted_noise", "expected_noise_variance", **at)
    error = exact("refitted_noise", "in_sample_risk", **at)
    assert noise + error == sigma2
    assert error <= exact("known_noise", "in_sample_risk", **at)
    assert error == 0 if t == 0 else error > 0
    later = exact("refitted_noise", "in_sample_risk", **{**at, "t": t + 1})
    assert later - error == noise * d / (d + spare)


@given(d=COLUMNS, spare=SPARE, t=TIMES, sigma2=POSITIVE)
def test_a_new_row_is_predicted_less_well_than_a_fitted_one(d: int, spare: int, t: int, sigma2: Fraction) -> None:
    at = {"n": d + spare + 1, "d": d, "t": t, "sigma2": sigma2}
    pairs = {
        "random_design": "known_noise",
        "random_design_refitted": "refitted_noise",
        "random_design_unbiased": "unbiased_noise",
    }
    for new, same in pairs.items():
        more = exact(new, "prediction_risk", **at) - exact(same, "in_sample_risk", **at)
        assert more == 0 if t == 0 else more > 0
    share = Fraction(d, d + spare + 1)
    published = t * sigma2 * share / (1 - share)
    assert exact("random_design", "prediction_risk", **at) == published * (1 + Fraction(1, spare))
    assert exact("random_design", "corrected_limit", **at) == exact("random_design", "prediction_risk", **at)
    # One X for all generations: on average over X the error at a new row is no other.
    trace = exact("random_design", "expected_trace", **at)
    whole = exact("known_noise", "error_of_all_coefficients", **at, trace=trace)
    assert whole == exact("random_design", "prediction_risk", **at)


@given(s=POSITIVE, penalty=POSITIVE, sigma2=POSITIVE, truth=st.fractions(-9, 9, max_denominator=9))
def test_ridge_by_its_recursion(s: Fraction, penalty: Fraction, sigma2: Fraction, truth: Fraction) -> None:
    # E b and E b^2 from b' = (s b + sqrt(s) u)/(s + penalty), with and without noise u.
    keep, noise = s / (s + penalty), sigma2 * s / (s + penalty) ** 2
    at = {"s": s, "penalty": penalty, "sigma2": sigma2, "beta": truth}
    mean, square = truth, truth**2
    quiet_mean, quiet_square = keep * truth, keep**2 * truth**2 + noise
    for t in range(5):
        assert exact("ridge", "expected_coefficient", **at, t=t) == mean
        assert exact("ridge", "coefficient_error", **at, t=t) == square - 2 * mean * truth + truth**2
        mean, square = keep * mean, keep**2 * square + noise
        error = quiet_square - 2 * quiet_mean * truth + truth**2
        assert exact("ridge_on_predictions", "coefficient_error", **at, t=t + 1) == error
        assert exact("ridge_on_predictions", "expected_coefficient", **at, t=t + 1) == quiet_mean
        quiet_mean, quiet_square = keep * quiet_mean, keep**2 * quiet_square
    fixed_point = noise / (1 - keep**2)
    assert exact("ridge", "limit_of_coefficient_error", **at) == truth**2 + fixed_point


@given(s=POSITIVE, sigma2=POSITIVE, t=TIMES)
def test_ridge_with_hardly_any_penalty_is_least_squares(s: Fraction, sigma2: Fraction, t: int) -> None:
    # 1 - m^(2t) lies between 2 t x (1 - t x) and 2 t x for m = 1 - x: the errors differ by order t x.
    penalty = s / 10**9
    at = {"s": s, "sigma2": sigma2, "t": t, "penalty": penalty, "beta": Fraction(1, 10**9)}
    ridge, ols = exact("ridge", "coefficient_error", **at), exact("known_noise", "coefficient_error", **at)
    assert abs(ridge - ols) <= ols * (t + 2) / Fraction(10**8) + Fraction(1, 10**18)


@given(d=COLUMNS, spare=SPARE)
def test_rate_of_collapse_lies_between_its_bounds(d: int, spare: int) -> None:
    n = d + spare
    rate = n * value("typical_refitted_noise", "drift", n=n, d=d)
    assert -(d + 1) * n / spare - n / (3 * spare**2) <= rate <= -d - n / spare
    assert value("unbiased_noise", "drift", n=n, d=d) < 0


def test_rate_of_collapse_with_many_rows() -> None:
    for d in (1, 2, 7):
        n = 10**6
        rate = n * value("typical_refitted_noise", "drift", n=n, d=d)
        limit = value("many_rows", "drift_for_many_rows", d=d)
        assert rate == pytest.approx(limit, abs=1e-4)
