"""That theorems of the book are checked once in a run hides nothing: whatever is not of the book is checked itself."""

from __future__ import annotations

from dataclasses import replace

from checked_book import IN_FULL, report_of
from sympy import Integer

from collapse_math.derivation import Theorem
from collapse_math.quantities import integer
from derivations import load

KEY = "sample.iid_sample"


def test_what_only_has_the_key_of_a_theorem_is_checked_itself() -> None:
    assert report_of(KEY).established
    n = integer("n", at_least=2)
    impostor = Theorem(KEY, "an impostor", (), (n,))
    impostor.concludes("false", "1", impostor.equation("a false step", n / n, Integer(2)))
    assert not impostor.check().established
    assert report_of(KEY).established


def test_the_report_that_is_kept_is_that_of_a_full_check() -> None:
    """But for how far the search for a counterexample came, which has its time."""
    kept, full = report_of(KEY), IN_FULL(load(KEY))
    assert [replace(answer, points=0) for answer in kept.answers] == [replace(a, points=0) for a in full.answers]
    assert (kept.uses, kept.problems) == (full.uses, full.problems)
    assert (kept.rests_on, kept.grade) == (full.rests_on, full.grade)
