"""Refit a family of laws that is indexed by its mean: draw points, take their average as the next mean, repeat.

The law is given by its variance function V(m) = v0 + v1 m + v2 m^2, the variance of a draw in terms of its mean.
These are the natural exponential families with such a V (Morris 1982), in the form in which points are drawn here:

    (v0, 0, 0)        normal with variance v0
    (0, 1, 0)         Poisson
    (0, 1, -1/N)      binomial of N trials, each a success with probability m/N
    (0, 0, v2)        gamma of shape 1/v2
    (0, 1, v2)        negative binomial: successes before failure number 1/v2
    (r, 0, 1/r)       hyperbolic secant: a sum of r points log(B/(1 - B))/pi, where B is Beta(1/2 + a/pi, 1/2 - a/pi)
                      with tan a = m/r

    draw    n points from the law with mean m_t
    fit     m_{t+1} = the average of the points
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from collapse_math.processes.arguments import known_words, numbers_of_run, real_number, sizes_of_samples
from collapse_math.processes.draws import Array, Dependence, Randomness
from collapse_math.processes.gaussian import INFLATION, Matching, Memory, Sizes

VarianceFunction = Literal["quadratic", "cubic"]
Shape = Literal["family", "normal"]
Family = Literal["normal", "poisson", "binomial", "gamma", "negative binomial", "hyperbolic secant"]

COPIED = 0.5
"""Share of the points of a generation that are copies of one and the same point, when draws are dependent."""


@dataclass(frozen=True)
class FamilyChain:
    """Many independent chains of refits within one family.

    points        n, points per generation, at least 1; or n(1), n(2), ..., one number for each generation
    generations   t, number of refits, at least 1
    chains        number of independent chains, at least 1
    mean          mean of the truth, generation 0, in (unit of x)
    v0, v1, v2    the variance function, in one of the six forms above

    and one switch for each assumption, the standard setting first:

    law           "quadratic", or "cubic": inverse Gaussian draws, whose variance is proportional to the cube of
                  their mean, and that of the family at the truth; the mean must be positive
    shape         "family", or "normal": draws are normal, with the mean and the variance that the family has
    dependence    "independent", or "correlated": each point is with probability 1/2 a copy of one point that all
                  have in common; every single point keeps its law
    matching      "matched", or "inflated": draws are 1.1 times as far from the mean of the fit they come from, and
                  a fit that this puts outside the family is moved to its edge
    memory        "replace": fit the newest points only; "accumulate": fit all points since generation 1
    randomness    "fresh", or "reused": every generation starts from the same seed, so draws repeat
    sizes         "constant", or "growing": refit number t draws n t points

    Raises ValueError for an argument out of range.
    """

    points: int | tuple[int, ...]
    generations: int
    chains: int
    mean: float
    v0: float
    v1: float
    v2: float
    law: VarianceFunction = "quadratic"
    shape: Shape = "family"
    dependence: Dependence = "independent"
    matching: Matching = "matched"
    memory: Memory = "replace"
    randomness: Randomness = "fresh"
    sizes: Sizes = "constant"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        numbers_of_run(self.generations, self.chains)
        known_words(self)
        sizes_of_samples("points", self.points, self.generations, growing=False)
        low, high = self.means_of_family
        real_number("mean", self.mean, because="give the mean of the truth")
        if not low <= self.mean <= high:
            raise ValueError(f"mean must lie from {low:g} to {high:g}, not {self.mean!r}: the family has no such law")
        if self.law == "cubic":
            real_number("mean", self.mean, above=0, because="inverse Gaussian draws are positive")

    @property
    def family(self) -> Family:
        """The family with this variance function; raises ValueError if it is none of the six forms."""
        match (self.v0, self.v1, self.v2):
            case (v0, 0, 0) if v0 > 0:
                return "normal"
            case (0, 1, 0):
                return "poisson"
            case (0, 1, v2) if v2 < 0 and math.isclose(1 / v2, round(1 / v2)):
                return "binomial"
            case (0, 0, v2) if v2 > 0:
                return "gamma"
            case (0, 1, v2) if v2 > 0:
                return "negative binomial"
            case (v0, 0, v2) if v0 > 0 and math.isclose(v0 * v2, 1) and math.isclose(v0, round(v0)):
                return "hyperbolic secant"
        raise ValueError(f"no family is drawn with V = {self.v0} + {self.v1} m + {self.v2} m^2: choose a form above")

    @property
    def means_of_family(self) -> tuple[float, float]:
        """The least and the largest mean, degenerate laws included."""
        match self.family:
            case "normal" | "hyperbolic secant":
                return -math.inf, math.inf
            case "binomial":
                return 0.0, float(round(-1 / self.v2))
        return 0.0, math.inf

    def variance(self, mean: Array) -> Array:
        """The variance of a draw with this mean, in (unit of x)^2."""
        return self.v0 + self.v1 * mean + self.v2 * mean**2

    def run(self, generator: np.random.Generator) -> FamilyRun:
        """Run all chains; the same state of `generator` gives the same run."""
        means = np.empty((self.generations + 1, self.chains))
        means[0] = self.mean
        seed = generator.bit_generator.state
        kept = 0  # earlier points that are still in the fit
        sizes = sizes_of_samples("points", self.points, self.generations, growing=self.sizes == "growing")
        for t, points in enumerate(sizes):
            if self.randomness == "reused":
                generator.bit_generator.state = seed
            new = self._draw(generator, means[t], points).sum(axis=0)
            fitted = (kept * means[t] + new) / (kept + points)
            means[t + 1] = np.clip(fitted, *self.means_of_family) if self.matching == "inflated" else fitted
            kept = kept + points if self.memory == "accumulate" else 0
        return FamilyRun(self, means)

    def _draw(self, generator: np.random.Generator, mean: Array, points: int) -> Array:
        """Draw points of shape (points, chains) from the laws with these means."""
        draws = self._independent(generator, mean, (points, len(mean)))
        if self.dependence == "correlated":
            common = self._independent(generator, mean, (1, len(mean)))
            draws = np.where(generator.random(draws.shape) < COPIED, common, draws)
        return mean + INFLATION * (draws - mean) if self.matching == "inflated" else draws

    def _independent(self, generator: np.random.Generator, mean: Array, shape: tuple[int, int]) -> Array:
        """Draw independent points from the laws with these means."""
        if self.law == "cubic":
            # Its variance is mean^3 / scale.
            scale = self.mean**3 / self.variance(np.array(self.mean))
            return generator.wald(mean, scale, shape)
        if self.shape == "normal":
            return generator.normal(mean, np.sqrt(np.maximum(self.variance(mean), 0)), shape)
        match self.family:
            case "normal":
                return generator.normal(mean, math.sqrt(self.v0), shape)
            case "poisson":
                return generator.poisson(mean, shape).astype(float)
            case "binomial":
                trials = round(-1 / self.v2)
                return generator.binomial(trials, np.clip(mean / trials, 0, 1), shape).astype(float)
            case "gamma":
                return generator.gamma(1 / self.v2, mean * self.v2, shape)
            case "negative binomial":
                # A Poisson law whose mean is a gamma variable.
                return generator.poisson(generator.gamma(1 / self.v2, mean * self.v2, shape)).astype(float)
        angle = np.arctan(mean * self.v2) / math.pi
        total = np.zeros(shape)
        for _ in range(round(self.v0)):
            # The ratio of two gamma variables is B/(1 - B) for a Beta variable B, without its rounding near 1.
            first, second = (generator.gamma(0.5 + sign * angle, 1.0, shape) for sign in (1, -1))
            total += np.log(first / second) / math.pi
        return total


@dataclass(frozen=True, eq=False)
class FamilyRun:
    """What the chains did.

    chain   the `FamilyChain` that was run
    means   m_t, shape (generations + 1, chains), in (unit of x); row 0 is the truth
    """

    chain: FamilyChain
    means: Array

    @property
    def not_zero(self) -> Array:
        """1 where the mean m_t is not 0, shape (generations + 1, chains), no unit."""
        return np.asarray(self.means != 0, dtype=float)

    @property
    def variances(self) -> Array:
        """V(m_t), the variance of a draw of fit t, shape (generations + 1, chains), in (unit of x)^2."""
        return self.chain.variance(self.means)

    @property
    def squared_variances(self) -> Array:
        """V(m_t)^2, shape (generations + 1, chains), in (unit of x)^4."""
        return self.variances**2

    @property
    def squared_drifts(self) -> Array:
        """(m_t - m_0)^2, shape (generations + 1, chains), in (unit of x)^2."""
        return np.asarray((self.means - self.means[0]) ** 2)

    @property
    def variances_less_drifts(self) -> Array:
        """V(m_t) - v2 (m_t - m_0)^2, shape (generations + 1, chains), in (unit of x)^2."""
        return np.asarray(self.variances - self.chain.v2 * self.squared_drifts)

    @property
    def log_means(self) -> Array:
        """log m_t, shape (generations + 1, chains), for a family of positive draws."""
        return np.log(self.means)

    @property
    def refit_ratios(self) -> Array:
        """m_{t+1} / m_t, shape (generations, chains), no unit."""
        return np.asarray(self.means[1:] / self.means[:-1])
