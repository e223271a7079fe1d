"""One generation: what is drawn from the present fit, and the next fit in terms of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sympy import Expr

from collapse_math.beta import Beta
from collapse_math.counts import Counted
from collapse_math.ledger import Assumption, Axiom
from collapse_math.moments.normal_laws import ChiSquare, ChiSquareProduct, StandardNormal
from collapse_math.moments.samples import JointSample, Sample, Subsample
from collapse_math.quantities import Quantity
from collapse_math.sequences import replaced

Draw = Sample | JointSample | Subsample | ChiSquare | ChiSquareProduct | Beta | StandardNormal | Counted


@dataclass(frozen=True)
class Refit:
    """One generation: the parameters of the next fit in terms of what is drawn from the present one.

    parameters  each fitted parameter with its estimator, an expression in the draws and the present fit
    draws       what the estimators are made of; the law of one may depend on what another turned out to be
    estimators  the assumptions that fix how a parameter is estimated (its divisor, say)
    sizes       the assumptions behind the sample size, which hold for every parameter
    by          the classical theorem that gives the draws their law, if they are not the sample itself
    order       highest joint order of power sums that may be used, where samples are uncorrelated and no more
    """

    parameters: Mapping[Quantity, Expr]
    draws: tuple[Draw, ...]
    estimators: Mapping[Quantity, tuple[Assumption, ...]] = field(default_factory=dict)
    sizes: tuple[Assumption, ...] = ()
    by: Axiom | None = None
    order: int | None = None

    def __post_init__(self) -> None:
        """Refuse two things of one name, which would be taken for one random quantity."""
        names = [draw.name for draw in self.draws] + [parameter.name for parameter in self.parameters]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"the draws and the parameters of a refit need different names; {name} occurs twice")

    def agrees(self, other: Refit) -> bool:
        """Whether both describe one way to refit: same assumptions and laws and, for one kind of draws, formulas."""
        common = set(self.parameters) & set(other.parameters)
        formulas = self.by != other.by or all(self.parameters[p] == other.parameters[p] for p in common)
        theirs = {draw.name: draw for draw in other.draws}
        laws = all(theirs.get(draw.name, draw) == draw for draw in self.draws)
        return formulas and laws and self.estimators == other.estimators and self.sizes == other.sizes

    def at(self, values: Mapping[Quantity, Expr]) -> Refit:
        """The refit with quantities replaced in its formulas and in the laws of its draws."""
        return replace(
            self,
            parameters={p: replaced(e, values) for p, e in self.parameters.items()},
            draws=tuple(draw.at(values) for draw in self.draws),
        )

    def after(self, observable: Expr) -> Expr:
        """The observable of the next fit."""
        return observable.xreplace(dict(self.parameters))
