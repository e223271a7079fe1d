"""Assumptions of the book broken one at a time: a conclusion that does not use what is broken survives.

The derivations say which conclusions use an assumption, and the simulations, which know nothing of that, contradict
them wherever one was forgotten.  There are more than a thousand pairs of a theorem and an assumption; a part is tried
here.
"""

from __future__ import annotations

import pytest
from checked_book import report_of

from collapse_math import breaking
from collapse_math.agreement import agreements_without
from collapse_math.breaking import Broken, breakable
from collapse_math.ledger import Assumption
from derivations import keys, load

PAIRS = [(key, assumption) for key in keys() for assumption in breakable(load(key))]
ONE_IN = 40


@pytest.mark.parametrize(("key", "assumption"), PAIRS[::ONE_IN], ids=lambda value: str(value))
def test_no_conclusion_falls_that_does_not_use_what_is_broken(key: str, assumption: Assumption) -> None:
    theorem, report = load(key), report_of(key)
    broken = Broken(theorem, assumption, 0, report, tuple(agreements_without(theorem, report, assumption)))
    assert broken.agreements
    assert broken.consistent


def test_which_assumptions_no_process_can_do_without(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the process refuses the changed switches with the parameters of the record, `without` does not offer it."""
    monkeypatch.setattr(breaking, "can_follow", lambda *_: True)
    offered = {f"{key} {assumption}" for key, assumption in PAIRS}
    every = {f"{key} {assumption}" for key in keys() for assumption in breakable(load(key))}
    assert every - offered == {
        "fresh_data.best_weights fresh-real-points",
        "fresh_data.best_weights replace",
        "fresh_data.best_weights weighted-means",
        "fresh_data.weighted_mean fresh-real-points",
        "fresh_data.weighted_mean_refitted fresh-real-points",
        "fresh_data.weighted_variance fresh-real-points",
        "regression_loops.edited_labels fixed-design",
        "regression_loops.edited_labels known-noise",
        "regression_loops.edited_labels_exactly fixed-design",
        "regression_loops.edited_labels_exactly known-noise",
        "regression_loops.too_few_rows known-noise",
    }
