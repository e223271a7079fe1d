"""Carry out a described loop, point by point: draw, keep, choose, fit, and repeat.

The description is a `Loop`; everything it says is done to arrays of points.  A store is an array of shape
(points, chains) with one weight for each row, and a fit is a weighted mean and a weighted sum of squares over a
divisor.  Which divisor, which weights and which points: that is all the description decides, and nothing here knows
what any of them does to an expectation.

Points are kept in their own unit.  So once sqrt(V_t) < 1e-16 |M_t| a fit forgets its variance; for chains that long
there is `processes.GaussianChain`, which cannot carry out any loop but its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from collapse_math.loops import Draw, Fade, Loop, Pour, Refit, Step, Subsample
from collapse_math.processes.arguments import one_of, whole_number
from collapse_math.processes.draws import LAWS, Array, Law, standardised_draws


@dataclass(frozen=True)
class LoopProcess:
    """Many independent chains of one loop.

    loop     what is done at every generation
    chains   number of independent chains, at least 1
    draws    law of the points of each source, "gaussian", "uniform", "laplace" or "student", with its mean and variance

    Raises ValueError for an argument out of range.
    """

    loop: Loop
    chains: int
    draws: Law = "gaussian"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("chains", self.chains, at_least=1, because="ask for one chain or more")
        one_of("draws", self.draws, LAWS)

    def run(self, generator: np.random.Generator) -> LoopRun:
        """Run all chains; the same state of `generator` gives the same run.

        Raises FloatingPointError if a chain leaves the range of floating point.
        """
        truth = (float(self.loop.mean), float(self.loop.variance))
        means, variances = ([np.full(self.chains, number)] for number in truth)
        stores: dict[str, _Store] = {}
        with np.errstate(over="raise", divide="raise", invalid="raise"):
            for generation in self.loop.generations:
                for step in generation.steps:
                    self._do(step, stores, means, variances, generator)
                mean, variance = _fit(generation.refit, stores)
                means.append(mean)
                variances.append(variance)
                for name in generation.emptied:
                    del stores[name]
        return LoopRun(self, np.array(means), np.array(variances))

    def _do(
        self,
        step: Step,
        stores: dict[str, _Store],
        means: list[Array],
        variances: list[Array],
        generator: np.random.Generator,
    ) -> None:
        """Carry out one step on the stores; `means` and `variances` are those of all fits so far, truth first."""
        match step:
            case Draw(store):
                _put(stores, store, _Store.of(self._draw(step, means, variances, generator)))
            case Subsample(source, points, target):
                everything = stores[source].points
                shuffled = generator.permuted(everything, axis=0)
                _put(stores, target, _Store.of(shuffled[:points]))
            case Pour(source, target):
                _put(stores, target, stores.pop(source))
            case Fade(store, factor):
                stores[store] = _Store(stores[store].points, stores[store].weights * float(factor))

    def _draw(self, draw: Draw, means: list[Array], variances: list[Array], generator: np.random.Generator) -> Array:
        """Draw points, shape (points, chains); each chooses its source, if there is a choice."""
        centres = np.array([means[source.fit] for _, source in draw.split])
        spreads = np.array(
            [
                np.sqrt(float(source.variance_factor) * variances[source.fit] + float(source.added_variance))
                for _, source in draw.split
            ]
        )
        shape = (draw.points, self.chains)
        draws = standardised_draws(generator, shape, self.draws, "independent")
        probabilities = [float(probability) for probability, _ in draw.split]
        chosen = generator.choice(len(draw.split), size=shape, p=probabilities) if len(draw.split) > 1 else 0
        chain = np.arange(self.chains)
        return np.asarray(centres[chosen, chain] + spreads[chosen, chain] * draws)


@dataclass(frozen=True, eq=False)
class LoopRun:
    """What the chains did.

    process     the `LoopProcess` that was run
    means       M_t, shape (generations + 1, chains), in (unit of x); row 0 is the truth
    variances   V_t, the same shape, in (unit of x)^2; row 0 is the truth
    """

    process: LoopProcess
    means: Array
    variances: Array

    @property
    def squared_drifts(self) -> Array:
        """(M_t - M_0)^2, shape (generations + 1, chains), in (unit of x)^2."""
        return np.asarray((self.means - self.means[0]) ** 2)


@dataclass(frozen=True, eq=False)
class _Store:
    """Points of shape (points, chains), and their weights, of shape (points,)."""

    points: Array
    weights: Array

    @classmethod
    def of(cls, points: Array) -> _Store:
        """Points that have weight 1."""
        return cls(points, np.ones(len(points)))


def _put(stores: dict[str, _Store], name: str, added: _Store) -> None:
    """Add points to a store, which may be empty so far."""
    if name in stores:
        held = stores[name]
        added = _Store(np.concatenate([held.points, added.points]), np.concatenate([held.weights, added.weights]))
    stores[name] = added


def _fit(refit: Refit, stores: dict[str, _Store]) -> tuple[Array, Array]:
    """Weighted mean and variance over all chains, each of shape (chains,)."""
    used = [(stores[name].points, stores[name].weights * float(weight)) for name, weight in refit.weights]
    points = np.concatenate([points for points, _ in used])
    weights = np.concatenate([weights for _, weights in used])
    mean = np.average(points, axis=0, weights=weights)
    if refit.deviations == "from own means":
        groups = used
        centres = [np.average(own, axis=0, weights=own_weights) for own, own_weights in used]
    else:
        groups, centres = [(points, weights)], [mean]
    squares = sum(w @ (x - centre) ** 2 for (x, w), centre in zip(groups, centres, strict=True))
    if refit.divisor == "n":
        divisor = sum(w.sum() for _, w in groups)
    elif refit.divisor == "n-1":
        divisor = sum(w.sum() - (w**2).sum() / w.sum() for _, w in groups)
    else:
        divisor = float(refit.divisor)
    return np.asarray(mean), np.asarray(squares / divisor)
