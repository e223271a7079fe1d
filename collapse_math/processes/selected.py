"""Fit a normal law to a part of its own draws: what is near its mean or a fixed place, or at the top, and repeat.

Refit number t + 1 does three things:

    draw    x = m + s z from the present fit, z standard normal, or uniform with the same variance
    keep    x, or draw again in its place, until n draws are kept
    fit     their mean, and their sum of squares about it over n - 1 or n

Generation 0 is the truth.  Each assumption in these lines is a switch of `SelectedChain`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from collapse_math.processes.arguments import known_words, law_of_truth, numbers_of_run, real_number, whole_number
from collapse_math.processes.draws import Array, Randomness
from collapse_math.processes.gaussian import Memory, Sizes

Base = Literal["normal", "uniform"]
Kept = Literal["middle", "top", "interval", "all"]
Divisor = Literal["n-1", "n"]
Spread = Literal["fitted", "known"]

NARROWEST, HIGHEST = 0.05, 3.0
"""Bars, and places far from an interval, that reject so much that drawing again takes too long are refused."""


@dataclass(frozen=True)
class SelectedChain:
    """Many independent chains of normal laws refitted to a part of their own draws.

    points        n, kept draws per generation, at least 2
    generations   t, number of refits, at least 1
    chains        number of independent chains, at least 1
    bar           z, in fitted deviations from the mean: what lies within is kept, or what lies above; for an interval
                  r, in (unit of x): what lies within r of 0 is kept
    mean          m_0 of the truth, in (unit of x)
    variance      v_0 of the truth, greater than 0, in (unit of x)^2
    base          the law of z: "normal"; "uniform": between -sqrt(3) and sqrt(3)

    and one switch for each assumption, the standard setting first:

    kept          "middle": |x - m| < z s;  "top": x > m + z s;  "interval": |x| < r;  "all"
    spread        "fitted", or "known": the variance stays v_0
    divisor       "n-1", or "n"
    memory        "replace": fit the newest draws only; "accumulate": fit all kept draws since generation 1
    randomness    "fresh", or "reused": every generation starts from the same seed, so draws repeat
    sizes         "constant", or "growing": refit number t keeps n t draws

    Raises ValueError for an argument out of range.
    """

    points: int
    generations: int
    chains: int
    bar: float
    mean: float = 0.0
    variance: float = 1.0
    base: Base = "normal"
    kept: Kept = "middle"
    spread: Spread = "fitted"
    divisor: Divisor = "n-1"
    memory: Memory = "replace"
    randomness: Randomness = "fresh"
    sizes: Sizes = "constant"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("points", self.points, at_least=2, because="one point has no variance; keep more")
        numbers_of_run(self.generations, self.chains)
        known_words(self)
        real_number("bar", self.bar, because="give a number of deviations")
        if self.kept in ("middle", "interval") and self.bar < NARROWEST:
            raise ValueError(f"bar must be at least {NARROWEST}, not {self.bar!r}: hardly any draw would be kept")
        law_of_truth(self.mean, self.variance)
        highest = math.sqrt(3) - NARROWEST if self.base == "uniform" else HIGHEST
        if self.kept == "interval" and abs(self.mean) > self.bar + highest * math.sqrt(self.variance):
            raise ValueError(f"mean must lie within {highest:.3g} deviations of the interval, not at {self.mean!r}")
        if self.kept == "top" and self.bar > highest:
            raise ValueError(f"bar must be at most {highest:.3g}, not {self.bar!r}: hardly any draw would be kept")

    def run(self, generator: np.random.Generator) -> SelectedRun:
        """Run all chains; the same state of `generator` gives the same run."""
        means, variances = (np.empty((self.generations + 1, self.chains)) for _ in range(2))
        means[0], variances[0] = self.mean, self.variance
        seed, pool = generator.bit_generator.state, np.empty((0, self.chains))
        for t in range(self.generations):
            if self.randomness == "reused":
                generator.bit_generator.state = seed
            points = self.points * (t + 1) if self.sizes == "growing" else self.points
            drawn = self._kept(generator, points, means[t], np.sqrt(variances[t]))
            pool = np.concatenate([pool, drawn]) if self.memory == "accumulate" else drawn
            means[t + 1] = pool.mean(axis=0)
            squares = ((pool - means[t + 1]) ** 2).sum(axis=0)
            fitted = squares / (len(pool) - (self.divisor == "n-1"))
            variances[t + 1] = fitted if self.spread == "fitted" else variances[t]
        return SelectedRun(self, means, variances)

    def _kept(self, generator: np.random.Generator, points: int, means: Array, deviations: Array) -> Array:
        """Draw from the fits an array of shape (points, chains), each draw again until it is kept."""
        draws = self._drawn(generator, (points, self.chains))
        while (rejected := self._rejected(draws, means, deviations)).any():
            draws[rejected] = self._drawn(generator, (int(np.count_nonzero(rejected)),))
        return means + deviations * draws

    def _drawn(self, generator: np.random.Generator, shape: tuple[int, ...]) -> Array:
        """Draw numbers of mean 0 and variance 1."""
        if self.base == "uniform":
            return generator.uniform(-math.sqrt(3), math.sqrt(3), shape)
        return generator.standard_normal(shape)

    def _rejected(
        self, draws: Array, means: Array, deviations: Array
    ) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        """Which standardised draws are not kept."""
        low = {"top": self.bar, "all": -math.inf}.get(self.kept, -self.bar)
        high = self.bar if self.kept in ("middle", "interval") else math.inf
        places = means + deviations * draws if self.kept == "interval" else draws
        return np.asarray((places <= low) | (places >= high))


@dataclass(frozen=True, eq=False)
class SelectedRun:
    """What the chains did.

    chain       the `SelectedChain` that was run
    means       M_t, shape (generations + 1, chains), in (unit of x); row 0 is the truth
    variances   V_t, the same in (unit of x)^2
    """

    chain: SelectedChain
    means: Array
    variances: Array

    @property
    def squared_drifts(self) -> Array:
        """(M_t - m_0)^2."""
        return np.asarray((self.means - self.means[0]) ** 2)

    @property
    def squared_distances(self) -> Array:
        """M_t^2, squared distances from the middle of the interval."""
        return np.asarray(self.means**2)
