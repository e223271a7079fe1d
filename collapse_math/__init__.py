"""The mathematics of recursive training, derived step by step, machine-checked and held against simulations.

    >>> import collapse_math as cm
    >>> n = cm.integer("n", at_least=2)
    >>> str(cm.check(cm.Claim(1 - 1 / n, "<", 1 / n * (n + 1))))
    'established (proved): '
    >>> cm.load("gaussian.variance_decay").conclusions["expected_variance"].evaluate(n=4, t=2, v_0=1).exact
    '9/16'

`keys()` names the theorems of the book and `load(key)` opens one.  Nothing is imported before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOME = {
    "check": "collapse_math.checker",
    "Answer": "collapse_math.answers",
    "Claim": "collapse_math.claims",
    "Ring": "collapse_math.claims",
    "Induction": "collapse_math.claims",
    "Telescope": "collapse_math.claims",
    "ByLemma": "collapse_math.claims",
    "ByInequality": "collapse_math.claims",
    "Computed": "collapse_math.claims",
    "ClosedForm": "collapse_math.closed_forms",
    "integer": "collapse_math.quantities",
    "real": "collapse_math.quantities",
    "Theorem": "collapse_math.derivation",
    "GaussianChain": "collapse_math.processes",
    "RegressionChain": "collapse_math.processes",
    "TokenChain": "collapse_math.processes",
    "TokenLaw": "collapse_math.enumeration",
    "keys": "derivations",
    "load": "derivations",
}
_MODULES = {"assumptions": "collapse_math.assumptions", "lemmas": "collapse_math.lemmas"}

__all__ = [*_HOME, *_MODULES]


def __getattr__(name: str) -> Any:
    """Import what is asked for, and only that: SymPy alone takes half a second."""
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    if name in _MODULES:
        return import_module(_MODULES[name])
    raise AttributeError(f"module 'collapse_math' has no attribute {name!r}")


def __dir__() -> list[str]:
    """The names that can be imported."""
    return sorted(__all__)
