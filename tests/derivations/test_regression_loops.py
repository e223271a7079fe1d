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
NEW_ROWS_KEPT = NEW_ROWS | {"full-rank", "accumulate", "fresh-randomness"}

SVD = {"singular value decomposition"}
COLUMN = {"Euler's integral for Gamma", "partial regression on a normal column", "recurrence of gamma"}
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
