"""Reports of the book's theorems, each made once in a run of the tests."""

from __future__ import annotations

from collapse_math.results import Report
from derivations import load

KNOWN: dict[str, Report] = {}


def report_of(key: str) -> Report:
    """The report of one theorem."""
    return load(key).check(known=KNOWN)
