"""Lines of descent and labelled observations: every draw has its law, and statistics are what they say."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from collapse_math.processes import BranchingChain, DetectedChain

LINES: dict[str, Any] = {"generations": 3, "chains": 40}
LABELS: dict[str, Any] = {
    "observations": 5,
    "chains": 40,
    "alpha": 0.25,
    "if_real": (0.5, 0.5, 0.0),
    "if_synthetic": (0.5, 0.0, 0.5),
}


def test_a_line_is_the_sum_of_its_children() -> None:
    run = BranchingChain(**LINES, children=2.0).run(np.random.default_rng(1))
    rng = np.random.default_rng(1)
    sizes = np.ones(40, dtype=int)
    for t in range(4):
        assert run.sizes[t].tolist() == sizes.tolist()
        assert run.alive[t].tolist() == [float(size > 0) for size in sizes]
        np.testing.assert_array_equal(run.alive_by_age[t], (t + 1) * (sizes > 0))
        sizes = rng.poisson(2.0 * sizes)
    dead = run.sizes[:-1] == 0
    assert np.all(run.sizes[1:][dead] == 0)
    assert dead.any()


def test_labels_tell_what_they_can() -> None:
    run = DetectedChain(**LABELS, generations=2).run(np.random.default_rng(2))
    assert run.labels.shape == (2, 5, 40)
    np.testing.assert_allclose(run.weights, np.array([0.25, 1.0, 0.0])[run.labels])
    for c in range(40):
        weights = [0.25 if label == 0 else float(label == 1) for label in run.labels[1, :, c]]
        assert run.squared_weights[1, c] == pytest.approx(sum(w**2 for w in weights))
        assert run.squared_weights_of_first[1, c] == pytest.approx(weights.count(0.25) / 16)
    assert set(np.unique(run.labels)) == {0, 1, 2}


def test_real_ones_are_drawn_or_counted_or_missing() -> None:
    telling = {**LABELS, "if_real": (1.0, 0.0), "if_synthetic": (0.0, 1.0)}
    split, number, none = (
        (DetectedChain(**telling, real=real).run(np.random.default_rng(3)).labels == 0).sum(axis=1)
        for real in ("split", "number", "none")
    )
    assert len(np.unique(split)) > 2
    assert np.all(number == 1)
    assert np.all(none == 0)


@pytest.mark.parametrize(
    ("chain", "changes", "message"),
    [
        (BranchingChain, {"generations": 0}, "generations must be"),
        (BranchingChain, {"chains": 0}, "chains must be"),
        (BranchingChain, {"children": 0.0}, "children must be"),
        (DetectedChain, {"observations": 0}, "observations must be"),
        (DetectedChain, {"chains": 0}, "chains must be"),
        (DetectedChain, {"generations": 0}, "generations must be"),
        (DetectedChain, {"alpha": 1.0}, "alpha must lie between 0 and 1"),
        (DetectedChain, {"if_real": (0.5, 0.6, 0.0)}, "if_real must be 3 shares with sum 1"),
        (DetectedChain, {"if_synthetic": (0.5, 0.5)}, "if_synthetic must be 3 shares with sum 1"),
        (DetectedChain, {"if_synthetic": (0.5, 0.5, 0.0)}, "must not both be 0 for a label"),
        (DetectedChain, {"real": "most"}, "real must be one of"),
    ],
)
def test_arguments_out_of_range_are_refused(chain: Any, changes: dict[str, Any], message: str) -> None:
    standard = LINES if chain is BranchingChain else LABELS
    with pytest.raises(ValueError, match=message):
        chain(**{**standard, **changes})
