"""Fit a normal law to one observation, and let the model rewrite itself without any further data.

    observe      X, d coordinates of mean theta and variance 1, and take N(X, 1) as the first model
    post-process replace the mean x of the model by (1 - (d - 2)/|x|^2) x

so that everything after the observation is made of the model alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from collapse_math.processes.arguments import real_number, whole_number
from collapse_math.processes.draws import Array


@dataclass(frozen=True)
class ShrinkageChain:
    """Many independent observations, each post-processed.

    dimensions    d, coordinates of the observation, at least 3
    chains        number of independent observations, at least 1
    distance      |theta|, not negative; the truth lies that far out in the first coordinate
    generations   how often the model is post-processed, at least 1

    Raises ValueError for an argument out of range.
    """

    dimensions: int
    chains: int
    distance: float = 0.0
    generations: int = 1

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("dimensions", self.dimensions, at_least=3, because="shrinking takes three dimensions or more")
        whole_number("chains", self.chains, at_least=1, because="ask for one chain or more")
        whole_number("generations", self.generations, at_least=1, because="post-process once or more")
        real_number("distance", self.distance, above=-math.ulp(0.0), because="a distance is not negative")

    def run(self, generator: np.random.Generator) -> ShrinkageRun:
        """Run all chains; the same state of `generator` gives the same run."""
        theta = np.zeros((self.dimensions, 1))
        theta[0] = self.distance
        means = [theta + generator.standard_normal((self.dimensions, self.chains))]
        for _ in range(self.generations):
            squared_length = np.sum(means[-1] ** 2, axis=0)
            means.append((1 - (self.dimensions - 2) / squared_length) * means[-1])
        return ShrinkageRun(self, theta, np.array(means))


@dataclass(frozen=True, eq=False)
class ShrinkageRun:
    """What the models were.

    chain   the `ShrinkageChain` that was run
    theta   the mean of the truth, shape (dimensions, 1)
    means   those of the models, shape (generations + 1, dimensions, chains); row 0 is the observation

    Statistics have the shape (generations + 1, chains) and no unit.
    """

    chain: ShrinkageChain
    theta: Array
    means: Array

    @property
    def divergences(self) -> Array:
        """The Kullback-Leibler divergence of the truth from each model: half the squared distance of their means."""
        return np.asarray(np.sum((self.means - self.theta) ** 2, axis=1) / 2)

    @property
    def divergences_before(self) -> Array:
        """The same of the first model, at every generation."""
        return np.asarray(np.broadcast_to(self.divergences[0], self.divergences.shape))
