"""Whether fits stay where their parameters may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from sympy import Basic, Expr

from collapse_math.answers import Answer
from collapse_math.claims import Claim
from collapse_math.counts import Counts
from collapse_math.moments import JointSample, Refit
from collapse_math.moments.samples import Points
from collapse_math.proofs.instances import in_range
from collapse_math.proofs.proof import Proof, inequalities
from collapse_math.quantities import Domain, Quantity


def stays_in_range(
    refit: Refit,
    start: Mapping[Quantity, Expr],
    conditions: Sequence[Basic],
    *,
    ends: bool = True,
    known: Sequence[Claim] = (),
) -> Answer:
    """The start lies in the ranges of the parameters, and so does each next fit, up to the `ends`; or NotShown.

    Claims that are known hold for every present fit.
    """
    estimators = {parameter: in_squares(e, refit) for parameter, e in refit.parameters.items()}
    sides = [side for claim in known for side in (claim.left, claim.right)]
    proof = Proof(conditions, *estimators.values(), *start.values(), *sides, *conditions)
    proof.algebra.signs.conditions.extend(inequalities(proof, known))
    for parameter, estimator in estimators.items():
        if parameter in start:
            in_range(proof, parameter, start[parameter], "the start")
        closed = replace(parameter.domain, lower_open=False, upper_open=False) if ends else parameter.domain
        in_range(proof, Quantity(parameter.name, closed), estimator, "the next fit")
    proof.settle(known)
    return proof.settled()


def in_squares(estimator: Expr, refit: Refit) -> Expr:
    """The estimator with P_2 written through the sum of squares, about the mean if P_1 occurs, which is >= 0.

    A count is written through the share of the draws, which is at most 1.
    """
    for draw in refit.draws:
        if isinstance(draw, Counts):
            unit = Domain(integer=False, lower=Fraction(0), upper=Fraction(1))
            shares = {draw.count(i): draw.size * Quantity(f"share#{draw.name}{i}", unit) for i in draw.outcomes}
            estimator = estimator.xreplace(shares)
        if not isinstance(draw, Points | JointSample):
            continue
        for first, second in draw.coordinates:
            square: Expr = Quantity(f"squares#{second.name}", Domain(integer=False, lower=Fraction(0)))
            about_mean = square + first**2 / draw.size
            estimator = estimator.xreplace({second: about_mean if estimator.has(first) else square})
    return estimator
