"""The book's theorems and the reports of their checks, each made once in a run of the tests."""

from __future__ import annotations

from collapse_math.results import Report
from derivations import keys, load

BOOK = {key: load(key) for key in keys()}
KNOWN: dict[str, Report] = {}


def report_of(key: str) -> Report:
    """The report of one theorem."""
    return BOOK[key].check(known=KNOWN)
