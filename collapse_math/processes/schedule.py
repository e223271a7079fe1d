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

from collapse_math.loops import Draw, Fade, Loop, Pour, Refit, Subsample
from collapse_math.processes.arguments import known_words, whole_number
from collapse_math.processes.draws import (
    Array,
    Dependence,
    Law,
    Randomness,
    standardised_draws,
)


@dataclass(frozen=True)
class LoopProcess:
    """Many independent chains of one loop.

    loop         what is done at every generation
    chains       number of independent chains, at least 1
    draws        law of the points of each source, "gaussian", "uniform", "laplace" or "student", with its mean and
                 variance
    dependence   "independent", or "correlated": the draws of one generation, of all sources, have a part in common
    randomness   "fresh", or "reused": every generation starts from the same seed, so draws and choices repeat

    Raises ValueError for an argument out of range.
    """

    loop: Loop
    chains: int
    draws: Law = "gaussian"
    dependence: Dependence = "independent"
    randomness: Randomness = "fresh"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("chains", self.chains, at_least=1, because="ask for one chain or more")
        known_words(self)

    @property
    def generations(self) -> int:
        """The number of refits."""
        return len(self.loop.generations)

    def run(self, generator: np.random.Generator) -> LoopRun:
        """Run all chains; the same state of `generator` gives the same run.

        Raises FloatingPointError if a chain leaves the range of floating point.
        """
        truth = (float(self.loop.mean), float(self.loop.variance))
        means, variances = ([np.full(self.chains, number)] for number in truth)
        stores: dict[str, _Store] = {}
        seed = generator.bit_generator.state
        with np.errstate(over="raise", divide="raise", invalid="raise"):
            for generation in self.loop.generations:
                if self.randomness == "reused":
                    generator.bit_generator.state = seed
                draws = [step for step in generation.steps if isinstance(step, Draw)]
                # All at once: draws that depend on each other do so across the draws of one generation.
                shape = (sum(draw.points for draw in draws), self.chains)
                noise = standardised_draws(generator, shape, self.draws, self.dependence)
                for step in generation.steps:
                    if isinstance(step, Draw):
                        own, noise = noise[: step.points], noise[step.points :]
                        points = self._placed(own, step, means, variances, generator)
                        _put(stores, step.store, _Store.of(points))
                    else:
                        _rearrange(step, stores, generator)
                mean, variance = _fit(generation.refit, stores)
                means.append(mean)
                variances.append(variance)
                for name in generation.emptied:
                    del stores[name]
        return LoopRun(self, np.array(means), np.array(variances))

    def _placed(
        self, noise: Array, draw: Draw, means: list[Array], variances: list[Array], generator: np.random.Generator
    ) -> Array:
        """Points of shape (points, chains), of standardised draws; each chooses its source, if there is a choice.

        `means` and `variances` are those of all fits so far, truth first.
        """
        centres = np.array([means[source.fit] for _, source in draw.split])
        spreads = np.array(
            [
                np.sqrt(float(source.variance_factor) * variances[source.fit] + float(source.added_variance))
                for _, source in draw.split
            ]
        )
        probabilities = [float(probability) for probability, _ in draw.split]
        chosen = generator.choice(len(draw.split), size=noise.shape, p=probabilities) if len(draw.split) > 1 else 0
        chain = np.arange(self.chains)
        return np.asarray(centres[chosen, chain] + spreads[chosen, chain] * noise)


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
    def standard_deviations(self) -> Array:
        """sqrt(V_t), shape (generations + 1, chains), in (unit of x)."""
        return np.asarray(np.sqrt(self.variances))

    @property
    def log_variances(self) -> Array:
        """log V_t in natural units, shape (generations + 1, chains)."""
        return np.asarray(np.log(self.variances))

    @property
    def squared_variances(self) -> Array:
        """V_t^2, shape (generations + 1, chains), in (unit of x)^4."""
        return np.asarray(self.variances**2)

    @property
    def squared_drifts(self) -> Array:
        """(M_t - M_0)^2, shape (generations + 1, chains), in (unit of x)^2."""
        return np.asarray((self.means - self.means[0]) ** 2)

    @property
    def distances_of_draws(self) -> Array:
        """V_t + (M_t - M_0)^2, shape (generations + 1, chains), in (unit of x)^2."""
        return np.asarray(self.variances + self.squared_drifts)


@dataclass(frozen=True, eq=False)
class _Store:
    """Points of shape (points, chains), and their weights, of shape (points,)."""

    points: Array
    weights: Array

    @classmethod
    def of(cls, points: Array) -> _Store:
        """Points that have weight 1."""
        return cls(points, np.ones(len(points)))


def _rearrange(step: Subsample | Pour | Fade, stores: dict[str, _Store], generator: np.random.Generator) -> None:
    """Carry out a step that draws nothing."""
    match step:
        case Subsample(source, points, target):
            shuffled = generator.permuted(stores[source].points, axis=0)
            _put(stores, target, _Store.of(shuffled[:points]))
        case Pour(source, target):
            _put(stores, target, stores.pop(source))
        case Fade(store, factor):
            stores[store] = _Store(stores[store].points, stores[store].weights * float(factor))


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
