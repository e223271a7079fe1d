"""Reports of the book's theorems, each made once in a run of the tests."""

from __future__ import annotations

from importlib import import_module

from collapse_math.derivation import Theorem
from collapse_math.results import Report
from derivations import load

KNOWN: dict[str, Report] = {}


def report_of(key: str) -> Report:
    """The report of one theorem, of the book or of the audit of the paper."""
    theorem: Theorem = import_module(f"derivations.{key}").theorem if key.startswith("paper.") else load(key)
    return theorem.check(known=KNOWN)
