"""What the regression chapter rests on: grade, lemmas, axioms and the assumptions of each conclusion, pinned."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from regression_results import theorem_of

from collapse_math.derivation import Theorem
from collapse_math.results import Report
from derivations import CONTENTS
from derivations.regression import refitted_noise
from derivations.regression.setting import b, beta, refit, v

# What the theorems rest on ----------------------------------------------------------------------------

WHITE = {"independent-draws", "matching-moments"}
NORMAL = WHITE | {"gaussian-draws"}
FIT = {"full-rank", "least-squares"}
STAGES = {"linear-truth", "replace", "fresh-randomness"}
REFITTED = NORMAL | FIT | STAGES | {"noise-divisor-n"}
RANDOM = {"matching-moments", "gaussian-design", "linear-truth", "replace"} | FIT
RIDGE = WHITE | {"ridge", "fixed-design", "linear-truth", "replace"}
CHAIN = {"constant-size", "divisor-n"}
CHAIN_UNBIASED = {"constant-size", "divisor-n-minus-1"}

SVD = {"singular value decomposition"}
CHI_SQUARE = {"Cochran's theorem for least squares", "Euler's integral for Gamma"}
TYPICAL = CHI_SQUARE | {
    "recurrence of gamma",
    "log x <= x - 1",
    "psi(z) < log z - 1/(2z)",
    "psi(z) > log z - 1/(2z) - 1/(12z^2)",
    "strong law of large numbers",
    "z3",
}
UNBIASED = SVD | CHI_SQUARE | {"psi(z) < log z - 1/(2z)", "strong law of large numbers", "z3"}
COLUMN = {"Euler's integral for Gamma", "partial regression on a normal column", "recurrence of gamma"}
GEOMETRIC = {"r^t -> 0 for |r| < 1"}
DIVERGENCE = (
    SVD
    | TYPICAL
    | GEOMETRIC
    | {
        "regression.refitted_noise",
        "regression.typical_refitted_noise",
        "gaussian.divergence",
        "gaussian.typical_decay",
        "gaussian.variance_decay",
        "Cochran's theorem",
        "1/n -> 0",
        "t r^t -> 0 for |r| < 1",
    }
)
DISTANCE = (
    SVD
    | GEOMETRIC
    | {
        "Cochran's theorem for least squares",
        "Euler's integral for Gamma",
        "regression.refitted_noise",
        "2-Wasserstein distance of labels, averaged over rows",
        "Gamma(z + s) < z^s Gamma(z) for 0 < s < 1",
        "z3",
    }
)


@dataclass(frozen=True)
class Pin:
    """What a theorem must report: its grade, what it rests on, and the assumptions of each conclusion."""

    grade: str
    rests_on: set[str]
    uses: dict[str, set[str]]


PINS = {
    "predicted_outcomes": Pin(
        "proved",
        SVD,
        {
            "coefficient": FIT | {"noiseless-labels"},
            "residual_sum_of_squares": FIT | {"noiseless-labels", "replace"},
            "step_of_fitted_values": FIT | {"noiseless-labels"},
            "coefficient_error": WHITE | FIT | {"noiseless-labels", "linear-truth"},
            "in_sample_risk": WHITE | FIT | {"noiseless-labels", "linear-truth"},
        },
    ),
    "known_noise": Pin(
        "proved",
        SVD,
        {
            "expected_coefficient": FIT | {"matching-moments", "linear-truth", "replace"},
            **dict.fromkeys(
                (
                    "coefficient_error",
                    "covariance_of_coefficients",
                    "error_of_all_coefficients",
                    "in_sample_risk",
                    "spread_of_labels",
                ),
                WHITE | FIT | STAGES | {"known-noise", "fixed-design"},
            ),
        },
    ),
    "refitted_noise": Pin(
        "proved",
        SVD | GEOMETRIC,
        {
            **dict.fromkeys(("expected_noise_variance", "limit_of_noise_variance"), REFITTED - {"gaussian-draws"}),
            **dict.fromkeys(
                (
                    "coefficient_error",
                    "error_of_all_coefficients",
                    "in_sample_risk",
                    "conservation",
                    "limit_of_in_sample_risk",
                ),
                REFITTED - {"gaussian-draws"} | {"fixed-design"},
            ),
            "covariance_of_coefficients": WHITE | FIT | STAGES | {"fixed-design"},
        },
    ),
    "typical_refitted_noise": Pin(
        "axiom",
        TYPICAL,
        {
            "expected_log_noise_variance": REFITTED - {"fresh-randomness"},
            "variance_of_log_noise_variance": REFITTED,
            "drift": REFITTED - {"linear-truth"},
            "expected_entropy": REFITTED - {"fresh-randomness"},
            "residual_pivot": NORMAL | FIT | {"linear-truth", "replace"},
            "explained_pivot": NORMAL | FIT | {"linear-truth", "replace"},
            "drift_is_negative": set(),
            "drift_from_below": set(),
            "drift_from_above": set(),
        },
    ),
    "many_rows": Pin(
        "axiom", TYPICAL | {"1/n -> 0", "regression.typical_refitted_noise"}, {"drift_for_many_rows": set()}
    ),
    "divergence": Pin("axiom", DIVERGENCE, {"expected_divergence": REFITTED | {"fixed-design"}}),
    "wasserstein": Pin(
        "axiom", DISTANCE, dict.fromkeys(("expected_distance", "limit_of_distance"), REFITTED | {"fixed-design"})
    ),
    "unbiased_noise": Pin(
        "axiom",
        UNBIASED,
        {
            "expected_noise_variance": WHITE | FIT | STAGES | {"noise-divisor-n-minus-d"},
            **dict.fromkeys(
                ("coefficient_error", "in_sample_risk"),
                WHITE | FIT | STAGES | {"noise-divisor-n-minus-d", "fixed-design"},
            ),
            "expected_log_noise_variance": NORMAL | FIT | {"noise-divisor-n-minus-d", "linear-truth", "replace"},
            "drift": NORMAL | FIT | {"noise-divisor-n-minus-d", "replace", "fresh-randomness"},
            "drift_is_negative": set(),
        },
    ),
    "random_design": Pin(
        "proved",
        COLUMN,
        {
            **dict.fromkeys(("expected_coefficient", "prediction_risk", "corrected_limit"), RANDOM | {"known-noise"}),
            "above_error_on_fitted_rows": set(),
            "expected_trace": {"full-rank", "gaussian-design"},
        },
    ),
    "random_design_refitted": Pin(
        "proved",
        COLUMN | GEOMETRIC,
        dict.fromkeys(
            ("expected_noise_variance", "prediction_risk", "conservation", "limit_of_prediction_risk"),
            RANDOM | {"noise-divisor-n", "fresh-randomness"},
        ),
    ),
    "random_design_unbiased": Pin(
        "proved",
        COLUMN,
        dict.fromkeys(
            ("expected_noise_variance", "prediction_risk"),
            RANDOM | {"noise-divisor-n-minus-d", "fresh-randomness"},
        ),
    ),
    "ridge": Pin(
        "proved",
        SVD | GEOMETRIC,
        dict.fromkeys(
            (
                "expected_coefficient",
                "coefficient_error",
                "error_along_two_eigenvectors",
                "error_of_all_coefficients",
                "limit_of_coefficient",
                "limit_of_coefficient_error",
            ),
            RIDGE | {"known-noise", "fresh-randomness"},
        ),
    ),
    "ridge_on_predictions": Pin(
        "proved",
        SVD | GEOMETRIC,
        {
            "coefficient": {"ridge", "fixed-design", "replace", "noiseless-labels"},
            "limit_of_coefficient": {"ridge", "fixed-design", "replace", "noiseless-labels"},
            "expected_coefficient": (RIDGE | {"noiseless-labels"}) - {"independent-draws"},
            **dict.fromkeys(("coefficient_error", "limit_of_coefficient_error"), RIDGE | {"noiseless-labels"}),
        },
    ),
    "dictionary": Pin(
        "axiom",
        DIVERGENCE
        | DISTANCE
        | {
            "gaussian.wasserstein",
            "regression.divergence",
            "regression.wasserstein",
            "2-Wasserstein distance of normal laws",
        },
        {
            "coefficient": set(),
            "residual_sum_of_squares": set(),
            "noise_variance": REFITTED - {"gaussian-draws"} | CHAIN,
            **dict.fromkeys(
                ("in_sample_risk", "conservation"), REFITTED - {"gaussian-draws"} | CHAIN | {"fixed-design"}
            ),
            "log_noise_variance": REFITTED - {"fresh-randomness"} | CHAIN,
            "variance_of_log_noise_variance": REFITTED | CHAIN,
            "drift": REFITTED - {"linear-truth"} | CHAIN,
            **dict.fromkeys(("divergence", "distance"), REFITTED | CHAIN | {"fixed-design"}),
        },
    ),
    "dictionary_unbiased": Pin(
        "axiom",
        UNBIASED
        | {"gaussian.typical_decay", "gaussian.typical_decay_unbiased", "gaussian.unbiased_divisor"}
        | {"regression.unbiased_noise", "Cochran's theorem", "log x <= x - 1", "1/n -> 0"}
        | {"psi(z) > log z - 1/(2z) - 1/(12z^2)"},
        {
            "noise_variance": WHITE | FIT | STAGES | CHAIN_UNBIASED | {"noise-divisor-n-minus-d"},
            "in_sample_risk": WHITE | FIT | STAGES | CHAIN_UNBIASED | {"noise-divisor-n-minus-d", "fixed-design"},
            "log_noise_variance": NORMAL
            | FIT
            | CHAIN_UNBIASED
            | {"noise-divisor-n-minus-d", "linear-truth", "replace"},
            "drift": (NORMAL | FIT | STAGES | CHAIN_UNBIASED | {"noise-divisor-n-minus-d"}) - {"linear-truth"},
        },
    ),
}


def test_the_chapter_is_pinned_whole() -> None:
    assert tuple(PINS) == CONTENTS["regression"]


@pytest.fixture(scope="module")
def known() -> dict[str, Report]:
    """Reports of theorems that have been checked in this file."""
    return {}


@pytest.mark.parametrize("module", PINS)
def test_theorem_is_established_and_rests_on_what_is_pinned(module: str, known: dict[str, Report]) -> None:
    report, pin = theorem_of(module).check(known=known), PINS[module]
    assert report.problems == []
    assert report.grade == pin.grade
    assert set(report.rests_on) == pin.rests_on
    assert {name: {str(a) for a in uses} for name, uses in report.uses.items()} == pin.uses


def test_joint_moments_of_white_noise_above_the_second_are_refused() -> None:
    # E[(b' - beta)^2 v'] holds u sum r^2 and u^2 sum r^2: u and r are uncorrelated, not independent.
    theorem = Theorem("planted", "", (), (), refitted_noise.theorem.conditions)
    theorem.expectation("planted", v * (b - beta) ** 2, after=refit("n"), equals=v)
    [answer] = theorem.check().answers
    assert answer.because == "moments of order 3 of the draws together are not given"
