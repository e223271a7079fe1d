"""Results of the chapters on regression as numbers, by the names of module and conclusion.

A module of the first chapter goes by its name alone, one of another chapter by chapter and name.
"""

from __future__ import annotations

from fractions import Fraction
from importlib import import_module

from collapse_math.derivation import Theorem
from collapse_math.results import Conclusion


def theorem_of(module: str) -> Theorem:
    key = module if "." in module else f"regression.{module}"
    found: Theorem = import_module(f"derivations.{key}").theorem
    return found


def conclusion(module: str, name: str) -> Conclusion:
    return theorem_of(module).conclusions[name]


def own(module: str, name: str, at: dict[str, object]) -> dict[str, object]:
    """Those of the parameters on which a conclusion depends."""
    names = {q.name for q in conclusion(module, name).parameters}
    return {key: number for key, number in at.items() if key in names}


def value(module: str, name: str, **at: object) -> float:
    """A conclusion as a float; parameters on which it does not depend may be given as well."""
    return float(conclusion(module, name).array(**own(module, name, at)))


def exact(module: str, name: str, **at: object) -> Fraction:
    """The same as a fraction."""
    number = conclusion(module, name).closed_form.exact(**own(module, name, at))
    if number is None:
        raise ValueError(f"{name} is irrational at {at}")
    return number
