"""What the chapter on regression loops rests on, pinned: grade, lemmas, axioms, assumptions of each conclusion."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from checked_book import report_of

from derivations import CONTENTS

WHITE = {"independent-draws", "matching-moments"}
FIT = {"full-rank", "least-squares"}
KEPT = {"linear-truth", "accumulate", "fresh-randomness"}
STAGES = {"linear-truth", "replace", "fresh-randomness"}
KEPT_ROWS = WHITE | FIT | KEPT | {"fixed-design"}
NEW_ROWS = {"matching-moments", "gaussian-design", "known-noise", "least-squares", "linear-truth"}
KEPT_RIDGE = WHITE | KEPT | {"fixed-design", "ridge"}
EDITED = WHITE | FIT | {"fixed-design", "fresh-randomness", "known-noise", "linear-truth", "random-edits"}
FEW = {"linear-truth", "matching-moments", "replace", "shortest-least-squares", "standard-normal-design"}
NORMAL_ROWS = {"gaussian-design"}
MIXED = WHITE | STAGES | {"fixed-design", "known-noise", "mixed-labels"}
TOGETHER = NEW_ROWS | {"full-rank", "new-real-rows"}
NEW_ROWS_KEPT = NEW_ROWS | {"full-rank", "accumulate", "fresh-randomness"}

SVD = {"singular value decomposition"}
COLUMN = {"Euler's integral for Gamma", "partial regression on a normal column", "recurrence of gamma"}
GEOMETRIC = {"r^t -> 0 for |r| < 1"}
FEW_ROWS = GEOMETRIC | {"Euler's integral for Gamma", "fewer normal rows than columns", "recurrence of gamma"}
SHARE = COLUMN | {
    "independence of a matrix share from the whole",
    "length and direction of a normal vector",
    "second moments of an isotropic matrix",
    "regression.random_design",
}
STRONG = SHARE | {"mean squared length in every direction", "regression_loops.matrix_share"}
SQUARES = {"1 + 1/4 + ... + 1/t^2 < pi^2/6"}


@dataclass(frozen=True)
class Pin:
    """What a theorem must report: its grade, what it rests on, and the assumptions of each conclusion."""

    grade: str
    rests_on: set[str]
    uses: dict[str, set[str]]


PINS = {
    "kept_rows": Pin(
        "solver-certified",
        SVD | SQUARES | {"1 + 1/4 + 1/9 + ... = pi^2/6", "z3"},
        {
            "expected_coefficient": (KEPT | FIT | {"matching-moments"}) - {"fresh-randomness"},
            **dict.fromkeys(
                (
                    "coefficient_error",
                    "covariance_of_coefficients",
                    "error_of_all_coefficients",
                    "in_sample_risk",
                    "bound_on_coefficient_error",
                    "limit_of_coefficient_error",
                    "limit_of_in_sample_risk",
                ),
                KEPT_ROWS | {"known-noise"},
            ),
        },
    ),
    "kept_rows_refitted": Pin(
        "solver-certified",
        SVD | {"Euler's sine product", "recurrence of gamma", "z3"},
        dict.fromkeys(
            (
                "expected_noise_variance",
                "noise_variance_by_gamma_functions",
                "coefficient_error",
                "error_of_all_coefficients",
                "in_sample_risk",
                "conservation",
                "limit_of_noise_variance",
                "limit_of_in_sample_risk",
            ),
            KEPT_ROWS | {"noise-divisor-n"},
        ),
    ),
    "kept_rows_unbiased": Pin(
        "solver-certified",
        SVD | {"n^(b - a) Gamma(n + a)/Gamma(n + b) -> 1", "recurrence of gamma", "z3"},
        dict.fromkeys(
            (
                "expected_noise_variance",
                "biased_downwards",
                "noise_variance_by_gamma_functions",
                "limit_of_noise_variance",
            ),
            KEPT_ROWS | {"noise-divisor-n-minus-d"},
        ),
    ),
    "kept_rows_ridge": Pin(
        "solver-certified",
        SVD | {"psi_1(z) > 1/z", "recurrence of psi", "z3"},
        {
            "expected_coefficient": KEPT_RIDGE - WHITE - {"fresh-randomness"} | {"matching-moments"},
            **dict.fromkeys(
                (
                    "coefficient_error",
                    "variance_of_coefficient",
                    "bound_on_coefficient_error",
                    "error_of_all_coefficients",
                ),
                KEPT_RIDGE | {"known-noise"},
            ),
        },
    ),
    "one_product": Pin(
        "solver-certified",
        SQUARES | {"z3"},
        {name: set() for name in ("refitted_error_from_above", "refitted_error_from_below", "common_order")},
    ),
    "new_rows_kept": Pin(
        "axiom",
        COLUMN
        | SQUARES
        | {
            "1/n -> 0",
            "psi(z) < psi(z + y) for y > 0",
            "recurrence of psi",
            "steps of mean zero are orthogonal",
            "z3",
        },
        {
            **dict.fromkeys(
                (
                    "prediction_risk",
                    "prediction_risk_as_a_sum",
                    "limit_of_prediction_risk",
                    "below_error_with_the_same_rows",
                    "no_less_than_the_first_error",
                    "within_a_factor_of_the_same_rows",
                    "at_a_point",
                ),
                NEW_ROWS_KEPT,
            ),
            "quoted_at_that_point": set(),
        },
    ),
    "repeated_rows": Pin(
        "proved",
        SVD | {"H_n - log n -> EulerGamma", "recurrence of harmonic"},
        dict.fromkeys(
            ("coefficient_error", "error_of_all_coefficients", "in_sample_risk", "limit_over_log"),
            WHITE | STAGES | {"fixed-design", "growing-rows", "known-noise", "least-squares"},
        ),
    ),
    "more_new_rows": Pin(
        "solver-certified",
        COLUMN | {"recurrence of harmonic", "recurrence of psi", "z3"},
        dict.fromkeys(
            ("prediction_risk", "prediction_risk_as_a_sum", "above_a_harmonic_number"),
            NEW_ROWS | {"growing-rows", "replace"},
        ),
    ),
    "mixed_labels": Pin(
        "solver-certified",
        SVD | GEOMETRIC | {"z3"},
        {
            "expected_error": {"linear-truth", "replace", "matching-moments", "mixed-labels", "shortest-least-squares"},
            **dict.fromkeys(
                (
                    "coefficient_error",
                    "error_of_all_coefficients",
                    "limit_of_coefficient_error",
                    "limit_of_error_of_all_coefficients",
                ),
                MIXED | {"shortest-least-squares"},
            ),
            **{name: set() for name in ("factor_from_below", "factor_at_the_golden_ratio", "factor_for_equal_parts")},
        },
    ),
    "mixed_labels_ridge": Pin(
        "solver-certified",
        SVD | GEOMETRIC | {"z3"},
        {
            "expected_error": MIXED - {"independent-draws", "fresh-randomness", "known-noise"} | {"ridge"},
            **dict.fromkeys(
                (
                    "coefficient_error",
                    "limit_of_coefficient_error",
                    "slope_along_an_eigenvector",
                    "slope_for_every_design",
                ),
                MIXED | {"ridge"},
            ),
        },
    ),
    "separate_fits": Pin(
        "solver-certified",
        COLUMN | GEOMETRIC | {"z3"},
        {
            **dict.fromkeys(("prediction_risk", "limit_of_prediction_risk"), NEW_ROWS | {"replace", "separate-fits"}),
            **{name: set() for name in ("best_weight", "factor_from_below", "factor_at_the_best_weight")},
        },
    ),
    "matrix_share": Pin(
        "axiom",
        SHARE,
        {
            **dict.fromkeys(
                (
                    "mean_square_of_an_entry",
                    "mean_of_a_determinant",
                    "coefficient_of_the_matrix",
                    "coefficient_of_the_trace",
                ),
                NORMAL_ROWS,
            ),
            "product_of_traces": NORMAL_ROWS | {"full-rank"},
        },
    ),
    "strong_collapse": Pin(
        "axiom",
        STRONG,
        {
            **dict.fromkeys(("factor", "factor_for_one_column"), NORMAL_ROWS | {"full-rank"}),
            "prediction_risk": TOGETHER - {"linear-truth"},
        },
    ),
    "proportional_limit": Pin(
        "axiom",
        STRONG | {"regression_loops.strong_collapse", "1/n -> 0"},
        {
            **dict.fromkeys(
                (
                    "exact_prediction_risk",
                    "limit_of_prediction_risk",
                    "correction_of_the_noise_term",
                    "noise_term_at_a_point",
                ),
                TOGETHER - {"linear-truth"},
            ),
            "limit_at_that_point": set(),
        },
    ),
    "new_real_rows": Pin(
        "axiom",
        STRONG | {"regression_loops.strong_collapse", "z3"},
        {
            "after_one_refit": TOGETHER - {"linear-truth"},
            "prediction_risk": TOGETHER | {"replace"},
            "sign_of_1_minus_g": {"gaussian-design", "full-rank"},
            "bound_on_the_margin": set(),
            "growth_at_a_point": {"gaussian-design", "full-rank"},
        },
    ),
    "few_columns": Pin(
        "axiom",
        STRONG | GEOMETRIC | {"regression_loops.strong_collapse", "regression_loops.new_real_rows", "z3"},
        {"factor_is_below_one": set(), "limit_of_prediction_risk": TOGETHER | {"replace"}},
    ),
    "edited_labels": Pin(
        "solver-certified",
        SVD | {"z3"},
        {
            **dict.fromkeys(
                (
                    "coefficient_error",
                    "error_of_all_coefficients",
                    "in_sample_risk_from_below",
                    "in_sample_risk_from_above",
                    "mean_square_of_residuals",
                    "bound_if_all_is_rewritten",
                    "bound_at_a_point",
                ),
                EDITED,
            ),
            "quoted_at_that_point": set(),
        },
    ),
    "edited_labels_exactly": Pin(
        "solver-certified",
        SVD | {"z3"},
        dict.fromkeys(
            ("mean_square_of_residuals", "in_sample_risk", "factor_at_a_point"), EDITED | {"equal-leverages"}
        ),
    ),
    "too_few_rows": Pin(
        "proved",
        FEW_ROWS,
        {
            "product_with_the_truth": FEW,
            **dict.fromkeys(
                ("squared_length", "prediction_risk", "limit_of_prediction_risk", "worse_than_no_fit"),
                FEW | {"known-noise"},
            ),
        },
    ),
    "too_few_rows_on_predictions": Pin(
        "proved",
        FEW_ROWS,
        dict.fromkeys(
            (
                "squared_length",
                "product_with_the_truth",
                "prediction_risk",
                "prediction_risk_without_noise",
                "prediction_risk_of_first_fit",
                "limit_of_squared_length",
            ),
            FEW | {"noiseless-labels"},
        ),
    ),
}


def test_the_chapter_is_pinned_whole() -> None:
    assert tuple(PINS) == CONTENTS["regression_loops"]


@pytest.mark.parametrize("module", PINS)
def test_theorem_is_established_and_rests_on_what_is_pinned(module: str) -> None:
    report, pin = report_of(f"regression_loops.{module}"), PINS[module]
    assert report.problems == []
    assert report.grade == pin.grade
    assert set(report.rests_on) == pin.rests_on
    assert {name: {str(a) for a in uses} for name, uses in report.uses.items()} == pin.uses
