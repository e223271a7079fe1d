"""Results on regressions that see real data again, by routes that know nothing of their derivations.

Mixed labels: the recursion of the error's covariance matrix, for any X, with numpy's pseudo-inverse.  Normal rows:
quadrature over the joint density of eigenvalues, exact where that is a polynomial.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import mpmath
import numpy as np
import pytest
import sympy
from gaussian_chains import chi_square_grid
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray
from regression_results import exact, value
from test_regression_two_moments import CLOSE, VARIANCES, eigenvectors

from derivations.regression_loops import mixed_labels_ridge

Array = NDArray[np.float64]
GOLDEN = (np.sqrt(5) - 1) / 2

# Mixed labels ------------------------------------------------------------------------------------------


@st.composite
def any_design(draw: st.DrawFn) -> Array:
    """A matrix of small integers of any shape and rank, but not zero."""
    n, d = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(st.integers(-3, 3), min_size=d, max_size=d), min_size=n, max_size=n))
    design = np.array(rows, dtype=np.float64)
    assume(np.abs(design).sum() > 0)
    return design


def mixed(design: Array, beta: Array, sigma2: float, alpha: float, t: int, penalty: float = 0.0) -> tuple[Array, Array]:
    """Mean and second moments of b_t - beta, from b' = G (alpha (X beta + e_r) + (1 - alpha) (X b + e_s))."""
    d = design.shape[1]
    solve = (
        np.linalg.pinv(design) if penalty == 0 else np.linalg.solve(design.T @ design + penalty * np.eye(d), design.T)
    )
    keep = (1 - alpha) * solve @ design
    off = solve @ design @ beta - beta  # what a fit to the truth alone is off by
    noise = sigma2 * (alpha**2 + (1 - alpha) ** 2) * solve @ solve.T
    mean, square = np.zeros(d), np.zeros((d, d))
    for _ in range(t):
        cross = np.outer(keep @ mean, off)
        square = keep @ square @ keep.T + cross + cross.T + np.outer(off, off) + noise
        mean = keep @ mean + off
    return mean, square


ALPHAS = st.sampled_from([0.05, 0.3, 0.5, GOLDEN, 0.8, 1.0])


@given(design=any_design(), alpha=ALPHAS, t=st.integers(0, 6), sigma2=VARIANCES)
def test_mixed_labels_with_any_design(design: Array, alpha: float, t: int, sigma2: float) -> None:
    beta = np.arange(1.0, design.shape[1] + 1)
    _, error = mixed(design, beta, sigma2, alpha, t)
    unseen = 0.0
    for s, vector in eigenvectors(design):
        if s < 1e-9:
            unseen += float(vector @ beta) ** 2 if t else 0.0
            continue
        along = value("regression_loops.mixed_labels", "coefficient_error", alpha=alpha, t=t, s=s, sigma2=sigma2)
        assert vector @ error @ vector == pytest.approx(along, **CLOSE)
    trace = float(np.trace(np.linalg.pinv(design.T @ design)))
    at = {"alpha": alpha, "t": t, "sigma2": sigma2, "trace": trace}
    whole = value("regression_loops.mixed_labels", "error_of_all_coefficients", **at)
    assert np.trace(error) == pytest.approx(whole + unseen, **CLOSE)


@given(design=any_design(), alpha=ALPHAS, t=st.integers(0, 5), penalty=st.sampled_from([0.2, 1.0, 9.0]))
def test_mixed_labels_with_a_penalty(design: Array, alpha: float, t: int, penalty: float) -> None:
    beta = np.arange(1.0, design.shape[1] + 1)
    mean, error = mixed(design, beta, 2.0, alpha, t, penalty)
    for s, vector in eigenvectors(design):
        if s > 1e-9:
            at = {"alpha": alpha, "t": t, "s": s, "sigma2": 2.0, "penalty": penalty, "beta": vector @ beta}
            module = "regression_loops.mixed_labels_ridge"
            assert vector @ mean == pytest.approx(value(module, "expected_error", **at), **CLOSE)
            assert vector @ error @ vector == pytest.approx(value(module, "coefficient_error", **at), **CLOSE)


def final_error(design: Array, beta: Array, alpha: float, penalty: float) -> float:
    return float(np.trace(mixed(design, beta, 2.0, alpha, 2_000, penalty)[1]))


@pytest.mark.parametrize("seed", range(4))
def test_the_slope_in_alpha_is_negative_up_to_one_half(seed: int) -> None:
    generator = np.random.default_rng(seed)
    design, beta, penalty = generator.standard_normal((5, 3)), generator.standard_normal(3), 10.0 ** (seed - 2)
    spectrum, vectors = np.linalg.eigh(design.T @ design)
    step = 1e-4
    for alpha in (0.1, 0.35, 0.5):
        up, down = (final_error(design, beta, alpha + turn * step, penalty) for turn in (1, -1))
        at = {"alpha": alpha, "d": 3, "sigma2": 2, "penalty": penalty}
        slope = mixed_labels_ridge.theorem.conclusions["slope_for_every_design"].fact.left
        assert slope is not None
        names = {q.name: q for q in slope.free_symbols if q.name in at}
        terms = 0.0
        for s, truth in zip(spectrum, vectors.T @ beta, strict=True):
            one = slope.args[0].subs({mixed_labels_ridge.spectrum(mixed_labels_ridge.i): s})
            one = one.subs({mixed_labels_ridge.truth(mixed_labels_ridge.i): truth})
            terms += float(one.subs({names[name]: number for name, number in at.items() if name != "d"}))
        assert (up - down) / (2 * step) == pytest.approx(terms, rel=1e-5)
        assert terms < 0


@given(alpha=st.floats(0.01, 1))
def test_nothing_is_better_than_the_golden_ratio(alpha: float) -> None:
    factor = (alpha**2 + (1 - alpha) ** 2) / (1 - (1 - alpha) ** 2)
    assert factor >= GOLDEN - 1e-12
    at = {"alpha": alpha, "s": 1.0, "sigma2": 1.0}
    assert value("regression_loops.mixed_labels", "limit_of_coefficient_error", **at) == pytest.approx(factor)
    assert value("regression_loops.mixed_labels", "factor_at_the_golden_ratio") == pytest.approx(GOLDEN)
    assert exact("regression_loops.mixed_labels", "factor_for_equal_parts") == Fraction(2, 3)


@given(
    d=st.integers(1, 9), more=st.integers(1, 30), more_synthetic=st.integers(1, 30), t=st.integers(0, 9), alpha=ALPHAS
)
def test_separate_fits_by_their_recursion(d: int, more: int, more_synthetic: int, t: int, alpha: float) -> None:
    real, synthetic = d / more, d / more_synthetic  # the errors of both fits for sigma2 = 1
    at = {"n_r": d + 1 + more, "n_s": d + 1 + more_synthetic, "d": d, "sigma2": 1.0}
    error = 0.0
    for _ in range(t):
        error = alpha**2 * real + (1 - alpha) ** 2 * (error + synthetic)
    module = "regression_loops.separate_fits"
    assert value(module, "prediction_risk", **at, t=t, alpha=alpha) == pytest.approx(error, **CLOSE)
    best = value(module, "factor_at_the_best_weight", **at)
    k = more_synthetic / more
    assert k * best**2 + best == pytest.approx(1)
    limit = value(module, "limit_of_prediction_risk", **at, alpha=alpha)
    assert limit >= best * real * (1 - 1e-12)
    assert value(module, "limit_of_prediction_risk", **at, alpha=best) == pytest.approx(best * real)


# Synthetic rows among real ones ---------------------------------------------------------------------------


def over_shares(d: int, n_s: int, n_r: int, function: Callable[..., sympy.Expr]) -> Fraction:
    """The mean of a polynomial in the eigenvalues of B, whose joint density on 0 < l_1 < ... < l_d < 1 is a polynomial.

    It is the product of l^(n_s/2 - (d+1)/2) (1 - l)^(n_r/2 - (d+1)/2) and of all differences (Fisher, Hsu, Roy 1939).
    """
    eigenvalues = sympy.symbols(f"l_1:{d + 1}")
    p, q = Fraction(n_s - d - 1, 2), Fraction(n_r - d - 1, 2)
    assert p.denominator == q.denominator == 1
    density = sympy.prod([x ** int(p) * (1 - x) ** int(q) for x in eigenvalues])
    density *= sympy.prod([y - x for i, x in enumerate(eigenvalues) for y in eigenvalues[i + 1 :]])
    totals = []
    for part in (density * function(*eigenvalues), density):
        total: sympy.Expr = sympy.expand(part)
        for x, upper in zip(eigenvalues, (*eigenvalues[1:], sympy.Integer(1)), strict=True):
            total = sympy.expand(sympy.integrate(total, (x, 0, upper)))
        totals.append(total)
    ratio = totals[0] / totals[1]
    return Fraction(int(ratio.p), int(ratio.q))


@pytest.mark.parametrize(
    ("d", "n_s", "n_r"), [(1, 2, 4), (1, 6, 2), (2, 3, 5), (2, 5, 3), (2, 7, 7), (3, 4, 4), (3, 6, 4)]
)
def test_shares_by_the_density_of_their_eigenvalues(d: int, n_s: int, n_r: int) -> None:
    # E tr(B B) and E (tr B)^2 follow from E[B M B] with M = 1, and from the moments of entries.
    names = {"n_r": n_r, "n_s": n_s}
    matrix = exact("regression_loops.matrix_share", "coefficient_of_the_matrix", **names)
    trace = exact("regression_loops.matrix_share", "coefficient_of_the_trace", **names)
    squares = over_shares(d, n_s, n_r, lambda *x: sum(y**2 for y in x))
    assert d * matrix + d**2 * trace == squares
    assert d**2 * (matrix - trace) + 2 * d * trace == over_shares(d, n_s, n_r, lambda *x: sum(x) ** 2)
    if d == 1:
        assert exact("regression_loops.matrix_share", "mean_square_of_an_entry", **names) == squares
    if d == 2:
        assert exact("regression_loops.matrix_share", "mean_of_a_determinant", **names) == over_shares(
            d, n_s, n_r, lambda x, y: x * y
        )


def ratio_of_eigenvalues(total: int, function: Callable[[mpmath.mpf], mpmath.mpf]) -> float:
    """The mean of a function of l_1/l_2 < 1 for A = X'X of so many rows of two columns.

    The eigenvalues have the density (l_1 l_2)^((N-3)/2) exp(-(l_1 + l_2)/2) (l_2 - l_1); integrate over the larger one.
    """

    def density(x: mpmath.mpf) -> mpmath.mpf:
        return x ** (mpmath.mpf(total - 3) / 2) * (1 - x) / (1 + x) ** total

    whole = mpmath.quad(density, [0, 0.1, 1])
    return float(mpmath.quad(lambda x: density(x) * function(x), [0, 0.1, 1]) / whole)


@pytest.mark.parametrize(("n_s", "n_r"), [(3, 3), (5, 3), (3, 9), (9, 5)])
def test_two_columns_by_quadrature(n_s: int, n_r: int) -> None:
    both = ratio_of_eigenvalues(n_s + n_r, lambda x: x + 1 / x)
    names = {"n_r": n_r, "n_s": n_s, "d": 2}
    assert value("regression_loops.matrix_share", "product_of_traces", **names) == pytest.approx(2 + both, rel=1e-9)
    # tr(A B A^-1 B) = B_11^2 + B_22^2 + B_12^2 (l_1/l_2 + l_2/l_1), where B has eigenvalues x, y and any direction: the
    # mean of cos^4 + sin^4 is 3/4, and that of 2 cos^2 sin^2 is 1/4.
    alike = float(over_shares(2, n_s, n_r, lambda x, y: sympy.Rational(3, 4) * (x**2 + y**2) + x * y / 2))
    across = float(over_shares(2, n_s, n_r, lambda x, y: (x - y) ** 2 / 8))
    g = (alike + across * both) / 2
    assert value("regression_loops.strong_collapse", "factor", **names) == pytest.approx(g, rel=1e-9)


@pytest.mark.parametrize(("n_s", "n_r"), [(3, 2), (2, 7)])
def test_one_column_by_quadrature(n_s: int, n_r: int) -> None:
    a, share_a = chi_square_grid(n_s)
    c, share_c = chi_square_grid(n_r)
    part, whole = a[:, None], a[:, None] + c[None, :]
    weight = share_a[:, None] * share_c[None, :]
    error = (weight * (4.0 * (part / whole) ** 2 + 3.0 / whole)).sum()
    at = {"n_s": n_s, "n_r": n_r, "d": 1, "delta": 2.0, "sigma2": 3.0}
    assert error == pytest.approx(value("regression_loops.strong_collapse", "prediction_risk", **at), rel=1e-8)
    g = exact("regression_loops.strong_collapse", "factor_for_one_column", n_s=n_s, n_r=n_r)
    assert g == exact("regression_loops.strong_collapse", "factor", n_s=n_s, n_r=n_r, d=1)


COUNTS = st.integers(1, 25)


@given(d=COUNTS, n_r=COUNTS, n_s=COUNTS, t=st.integers(0, 8))
def test_new_real_rows_by_their_recursion(d: int, n_r: int, n_s: int, t: int) -> None:
    total = n_r + n_s
    assume(total > d + 1)
    names = {"n_r": n_r, "n_s": n_s, "d": d}
    g = exact("regression_loops.strong_collapse", "factor", **names)
    assume(g != 1)
    error = Fraction(0)
    for _ in range(t):
        error = g * error + Fraction(2 * d, total - d - 1)
    module = "regression_loops.new_real_rows"
    assert exact(module, "prediction_risk", **names, t=t, sigma2=2) == error
    assert exact(module, "after_one_refit", **names, q=error, sigma2=2) == g * error + Fraction(2 * d, total - d - 1)
    margin = exact(module, "sign_of_1_minus_g", **names)
    assert (margin > 0) == (g < 1)
    if 3 * (d + 1) <= 2 * total:
        assert g < 1
        assert exact(module, "bound_on_the_margin", **names) >= 0
        limit = exact("regression_loops.few_columns", "limit_of_prediction_risk", **names, sigma2=2)
        assert limit == Fraction(2 * d, total - d - 1) / (1 - g) > error


def test_where_new_real_rows_are_not_enough() -> None:
    assert exact("regression_loops.new_real_rows", "growth_at_a_point") == Fraction(395, 154)
    assert exact("regression_loops.strong_collapse", "factor", n_r=6, n_s=6, d=10) == Fraction(395, 154)


@given(x=st.integers(1, 6), y=st.integers(1, 6), z=st.integers(1, 6))
def test_the_proportional_limit_is_approached(x: int, y: int, z: int) -> None:
    assume(x + y > z + 1)
    k = 10**6
    names = {"x": x, "y": y, "z": z, "sigma2": 2, "delta": 3}
    limit = value("regression_loops.proportional_limit", "limit_of_prediction_risk", **names)
    here = value("regression_loops.proportional_limit", "exact_prediction_risk", **names, k=k)
    assert here == pytest.approx(limit, rel=1e-4)
    there = {"n_r": x * k, "n_s": y * k, "d": z * k, "sigma2": 2, "delta": 3}
    assert here == pytest.approx(value("regression_loops.strong_collapse", "prediction_risk", **there))
    phi, p_s = z / (x + y), y / (x + y)
    by_hand = 2 * phi / (1 - phi) + 9 * (p_s**2 + p_s * (1 - p_s) * phi / (1 - phi))
    assert limit == pytest.approx(by_hand)


def test_the_limit_is_too_low_by_one_twelfth() -> None:
    exactly = exact("regression_loops.proportional_limit", "noise_term_at_a_point")
    limit = exact("regression_loops.proportional_limit", "limit_at_that_point")
    assert (exactly, limit, 1 - limit / exactly) == (Fraction(4, 11), Fraction(1, 3), Fraction(1, 12))
    correction = exact(
        "regression_loops.proportional_limit", "correction_of_the_noise_term", x=3, y=1, z=1, k=4, sigma2=1
    )
    assert correction == exactly
