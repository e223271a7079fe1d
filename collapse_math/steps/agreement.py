"""Whether two facts speak of one way to refit, where a classical theorem gives the draws of one of them their law."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Basic

from collapse_math.exact.polynomials import OutsideLanguage, TooLarge
from collapse_math.moments import Refit, expectation
from collapse_math.proofs.proof import Proof


def one_way(one: Refit, other: Refit, conditions: Sequence[Basic]) -> bool:
    """Both refits agree; and if different theorems give the draws their laws, so that the formulas cannot be compared,
    parameters that are fitted by both have the same mean after a refit, as far as these means are known."""
    if not one.agrees(other) or one.by == other.by:
        return one.agrees(other)
    common = [parameter for parameter in one.parameters if parameter in other.parameters]
    estimators = [refit.parameters[parameter] for parameter in common for refit in (one, other)]
    proof = Proof(conditions, *estimators)
    try:
        for parameter in common:
            here, _ = expectation(proof.algebra, one.parameters[parameter], one.draws, one.order)
            there, _ = expectation(proof.algebra, other.parameters[parameter], other.draws, other.order)
            if not proof.algebra.vanishes(here - there):
                return False
    except (OutsideLanguage, TooLarge):
        return True
    return True
