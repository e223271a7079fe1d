"""Store data with finite precision: draw points from a fit, round them to a grid, fit what is stored, and repeat.

Generation 0 is the truth, a mean and a variance.  Refit number t + 1 does three things:

    draw     n points from the present model:     x_i = M_t + sqrt(V_t) z_i
    round    each of them to multiples of D:      y_i
    fit      their mean and their variance:       M_{t+1} = mean of y,   V_{t+1} = sum (y_i - M_{t+1})^2 / n

Points are kept in their own unit, since a grid has one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from collapse_math.processes.arguments import known_words, law_of_truth, numbers_of_run, real_number, whole_number
from collapse_math.processes.draws import (
    Array,
    Dependence,
    Law,
    Randomness,
    standardised_draws,
)
from collapse_math.processes.gaussian import INFLATION, Matching, Memory, Sizes

Rounding = Literal["nearest", "stochastic", "subtractive", "none"]


@dataclass(frozen=True)
class RoundedChain:
    """Many independent chains of normal laws refitted to rounded points.

    points        n, points per generation, at least 2
    generations   t, number of refits, at least 1
    chains        number of independent chains, at least 1
    width         D, the width of a cell of the grid, greater than 0, in (unit of x)
    mean          mean of the truth, in (unit of x)
    variance      variance of the truth, in (unit of x)^2, greater than 0

    and one switch for each assumption, the standard setting first:

    rounding      "nearest": to the nearest multiple of D; "stochastic": up or down at random, so that a point is right
                  on average; "subtractive": a random shift of up to D/2 is added before rounding to the nearest, and
                  subtracted from what is read (subtractive dither); "none"
    divisor       what the sum of squares is divided by: "n" or "n-1"
    draws, dependence, matching, memory, randomness, sizes   as for a `GaussianChain`

    Raises ValueError for an argument out of range.
    """

    points: int
    generations: int
    chains: int
    width: float = 1.0
    mean: float = 0.0
    variance: float = 1.0
    rounding: Rounding = "nearest"
    divisor: Literal["n", "n-1"] = "n"
    draws: Law = "gaussian"
    dependence: Dependence = "independent"
    matching: Matching = "matched"
    memory: Memory = "replace"
    randomness: Randomness = "fresh"
    sizes: Sizes = "constant"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("points", self.points, at_least=2, because="one point has no variance; draw more")
        numbers_of_run(self.generations, self.chains)
        real_number("width", self.width, above=0, because="choose rounding = 'none' for no grid")
        law_of_truth(self.mean, self.variance)
        known_words(self)

    def run(self, generator: np.random.Generator) -> RoundedRun:
        """Run all chains; the same state of `generator` gives the same run."""
        means = np.full((self.generations + 1, self.chains), float(self.mean))
        variances = np.full_like(means, self.variance)
        seed = generator.bit_generator.state
        kept = np.empty((0, self.chains))
        for t in range(self.generations):
            if self.randomness == "reused":
                generator.bit_generator.state = seed
            points = self.points * (t + 1) if self.sizes == "growing" else self.points
            noise = standardised_draws(generator, (points, self.chains), self.draws, self.dependence)
            if self.matching == "inflated":
                noise *= INFLATION
            stored = self._stored(means[t] + np.sqrt(variances[t]) * noise, generator)
            if self.memory == "accumulate":
                stored = kept = np.concatenate([kept, stored])
            means[t + 1] = stored.mean(axis=0)
            # Points that are all the same have no variance, whatever their mean is rounded to.
            same = (stored == stored[0]).all(axis=0)
            means[t + 1][same] = stored[0][same]
            squares = ((stored - means[t + 1]) ** 2).sum(axis=0)
            variances[t + 1] = squares / (len(stored) if self.divisor == "n" else len(stored) - 1)
        return RoundedRun(self, means, variances)

    def _stored(self, points: Array, generator: np.random.Generator) -> Array:
        """The points as they are read from the store."""
        if self.rounding == "none":
            return points
        cells = points / self.width
        if self.rounding == "nearest":
            return np.asarray(self.width * np.floor(cells + 0.5))
        shift = generator.random(points.shape)
        steps = np.floor(cells + shift)
        return np.asarray(self.width * (steps if self.rounding == "stochastic" else steps + (0.5 - shift)))


@dataclass(frozen=True, eq=False)
class RoundedRun:
    """What the chains did.

    chain       the `RoundedChain` that was run
    means       M_t, shape (generations + 1, chains), in (unit of x); row 0 is the truth
    variances   V_t, the same shape, in (unit of x)^2; exactly 0 if all stored points are the same
    """

    chain: RoundedChain
    means: Array
    variances: Array

    @property
    def squared_drifts(self) -> Array:
        """(M_t - M_0)^2, shape (generations + 1, chains), in (unit of x)^2."""
        return np.asarray((self.means - self.means[0]) ** 2)

    @property
    def distances_of_draws(self) -> Array:
        """V_t + (M_t - M_0)^2, shape (generations + 1, chains), in (unit of x)^2."""
        return np.asarray(self.variances + self.squared_drifts)

    @property
    def spreads(self) -> Array:
        """1 where stored points differ, else 0, shape (generations + 1, chains)."""
        return np.asarray((self.variances > 0).astype(float))
