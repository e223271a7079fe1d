"""Refit a uniform law by maximum likelihood: draw points between 0 and theta, take the largest of them, repeat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from collapse_math.processes.arguments import known_words, numbers_of_run, real_number, whole_number
from collapse_math.processes.draws import Array, Dependence, Randomness
from collapse_math.processes.families import COPIED
from collapse_math.processes.gaussian import Memory, Sizes

Density = Literal["uniform", "triangular"]


@dataclass(frozen=True)
class UniformChain:
    """Many independent chains of refitted uniform laws.

    points        n, points per generation, at least 1
    generations   t, number of refits, at least 1
    chains        number of independent chains, at least 1
    end           theta_0, the end point of the truth, greater than 0, in (unit of x)

    and one switch for each assumption, the standard setting first:

    law           "uniform", or "triangular": the density rises from 0 at 0 to its greatest value at theta
    dependence    "independent", or "correlated": each point is with probability 1/2 a copy of one point that all
                  have in common; every single point keeps its law
    memory        "replace": fit the newest points only; "accumulate": fit all points since generation 1
    randomness    "fresh", or "reused": every generation starts from the same seed, so draws repeat
    sizes         "constant", or "growing": refit number t draws n t points

    Raises ValueError for an argument out of range.
    """

    points: int
    generations: int
    chains: int
    end: float = 1.0
    law: Density = "uniform"
    dependence: Dependence = "independent"
    memory: Memory = "replace"
    randomness: Randomness = "fresh"
    sizes: Sizes = "constant"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("points", self.points, at_least=1, because="a fit needs a point; draw one or more")
        numbers_of_run(self.generations, self.chains)
        real_number("end", self.end, above=0, because="the truth must have a range")
        known_words(self)

    def run(self, generator: np.random.Generator) -> UniformRun:
        """Run all chains; the same state of `generator` gives the same run."""
        ends = np.empty((self.generations + 1, self.chains))
        ends[0] = self.end
        seed = generator.bit_generator.state
        for t in range(self.generations):
            if self.randomness == "reused":
                generator.bit_generator.state = seed
            points = self.points * (t + 1) if self.sizes == "growing" else self.points
            largest = (ends[t] * self._draw(generator, points)).max(axis=0)
            kept = self.memory == "accumulate" and t > 0
            ends[t + 1] = np.maximum(ends[t], largest) if kept else largest
        return UniformRun(self, ends)

    def _draw(self, generator: np.random.Generator, points: int) -> Array:
        """Draw x / theta, of shape (points, chains)."""
        shares = generator.random((points, self.chains))
        if self.dependence == "correlated":
            common = generator.random(self.chains)
            shares = np.where(generator.random(shares.shape) < COPIED, common, shares)
        return np.sqrt(shares) if self.law == "triangular" else shares


@dataclass(frozen=True, eq=False)
class UniformRun:
    """What the chains did.

    chain   the `UniformChain` that was run
    ends    theta_t, shape (generations + 1, chains), in (unit of x); row 0 is the truth
    """

    chain: UniformChain
    ends: Array

    @property
    def log_ends(self) -> Array:
        """log theta_t, shape (generations + 1, chains), natural logarithm."""
        return np.log(self.ends)

    @property
    def scaled_log_steps(self) -> Array:
        """log(theta_t / theta_{t+1}), shape (generations, chains), no unit."""
        return np.asarray(np.log(self.ends[:-1] / self.ends[1:]))
