"""Let a normal law be trained on itself, with unlimited data: the density at every point of a fine grid.

Generation t + 1 does these things to the density, one after the other:

    select    raise it to a power, multiply it by exp of a reward, and rescale
    add       a share of the truth, which is normal, too
    fit       take over the law that this makes, as it is; or the normal law that makes it likeliest

No moment of it is worked out on the way, but where a normal law is fitted.  Where the points of the grid lie is left
to chance, so that nothing can depend on it.  Each assumption in these lines is a switch of `DensityChain`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from collapse_math.processes.arguments import known_words, real_number, whole_number
from collapse_math.processes.draws import Array
from collapse_math.processes.unlimited import Data, Memory, learnt, refuse_switches, trained_on

Tempering = Literal["power", "none"]
Reward = Literal["same", "fading", "none"]
Family = Literal["any", "normal"]

REACH, SPACING = 24.0, 0.125
"""How far the grid goes on either side of 0, and the distance of its points; both in the unit of x."""
FADING = 0.5
"""What a fading reward keeps of itself from generation to generation."""


@dataclass(frozen=True)
class DensityChain:
    """Many loops with unlimited data that start at one normal law, each on a grid of its own.

    generations      t, number of fits, at least 1
    chains           number of loops, at least 1
    mean, variance   of the start, in (unit of x) and its square; the variance is at least 0.1
    truth            mean and variance of the truth; the start, if left out
    real_share       which part of the data is the truth, from 0 to 1
    power            1/T, to which densities are raised, greater than 0
    slope            b of a reward b x, in one over (unit of x)
    centre, width    c and w of a reward -(x - c)^2/(2 w), in (unit of x) and its square; none, if w is infinite

    and one switch for each assumption, the standard setting first:

    data, memory     see `unlimited`
    tempering        "power", or "none": densities are not raised to any power
    reward           "same": in every generation; "fading": half of the one before; "none"
    family           "any": the model is the law it is trained on; "normal": the likeliest normal law

    Raises ValueError for an argument out of range.
    """

    generations: int
    chains: int
    mean: float = 0.0
    variance: float = 1.0
    truth: tuple[float, float] | None = None
    real_share: float = 0.0
    power: float = 1.0
    slope: float = 0.0
    centre: float = 0.0
    width: float = math.inf
    data: Data = "unlimited"
    memory: Memory = "replace"
    tempering: Tempering = "power"
    reward: Reward = "same"
    family: Family = "any"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("generations", self.generations, at_least=1, because="ask for one fit or more")
        whole_number("chains", self.chains, at_least=1, because="ask for one loop or more")
        real_number("mean", self.mean, because="give the mean of the start")
        real_number("variance", self.variance, above=0.1, because="the grid is too wide for less")
        real_number("power", self.power, above=0, because="give one over the temperature")
        real_number("slope", self.slope, because="give the slope of the reward")
        real_number("centre", self.centre, because="give the best place")
        if not self.width > 0:
            raise ValueError(f"width must be greater than 0, not {self.width!r}: give how wide the reward is")
        if not 0 <= self.real_share <= 1:
            raise ValueError(f"real_share must lie in [0, 1], not {self.real_share!r}: give a part of the data")
        refuse_switches(self.data, self.memory)
        known_words(self)

    def run(self, generator: np.random.Generator) -> DensityRun:
        """Run all loops; the same state of `generator` gives the same run."""
        shifts = SPACING * generator.random(self.chains)
        points = np.arange(-REACH, REACH, SPACING)[:, None] + shifts
        law = normal(points, self.mean, self.variance)
        truth = normal(points, *self.truth) if self.truth else law
        means, variances = [moments(points, law)[0]], [moments(points, law)[1]]
        training: list[Array] = []
        for t in range(self.generations):
            training.append(self.real_share * truth + (1 - self.real_share) * self._selected(points, law, t))
            law = learnt(generator, trained_on(training, self.memory), self.data)
            if self.family == "normal":
                law = normal(points, *moments(points, law))
            for found, moment in zip((means, variances), moments(points, law), strict=True):
                found.append(moment)
        return DensityRun(self, np.array(means), np.array(variances))

    def _selected(self, points: Array, law: Array, t: int) -> Array:
        """What is left of a law by temperature and reward."""
        made = law**self.power if self.tempering == "power" else law
        if self.reward != "none":
            reward = self.slope * points - (points - self.centre) ** 2 / (2 * self.width)
            made = made * np.exp(reward * FADING**t if self.reward == "fading" else reward)
        return np.asarray(made / made.sum(axis=0))


def normal(points: Array, mean: float | Array, variance: float | Array) -> Array:
    """The probabilities that a normal law gives the points of a grid."""
    density = np.exp(-((points - mean) ** 2) / (2 * np.asarray(variance)))
    return np.asarray(density / density.sum(axis=0))


def moments(points: Array, law: Array) -> tuple[Array, Array]:
    """The mean and the variance of laws on a grid."""
    mean = (points * law).sum(axis=0)
    return mean, np.asarray(((points - mean) ** 2 * law).sum(axis=0))


@dataclass(frozen=True, eq=False)
class DensityRun:
    """What the laws were.

    chain       the `DensityChain` that was run
    means       M_t, shape (generations + 1, chains), in (unit of x); row 0 is the start
    variances   V_t, the same in (unit of x)^2
    """

    chain: DensityChain
    means: Array
    variances: Array

    @property
    def precisions(self) -> Array:
        """1/V_t."""
        return np.asarray(1 / self.variances)

    @property
    def distances(self) -> Array:
        """M_t - c."""
        return np.asarray(self.means - self.chain.centre)
