"""Conclusions of the Gaussian chapter as numbers."""

from __future__ import annotations

from fractions import Fraction

from collapse_math.results import Conclusion
from derivations import load


def conclusion(module: str, name: str) -> Conclusion:
    return load(f"gaussian.{module}").conclusions[name]


def own(module: str, name: str, at: dict[str, object]) -> dict[str, object]:
    """Those of the values on which a conclusion depends."""
    names = {q.name for q in conclusion(module, name).parameters}
    return {key: value for key, value in at.items() if key in names}


def exact(module: str, name: str, **at: object) -> Fraction:
    value = conclusion(module, name).closed_form.exact(**own(module, name, at))
    assert value is not None
    return value


def number(module: str, name: str, **at: object) -> float:
    return float(conclusion(module, name).array(**own(module, name, at)))
