"""Several models that learn from each other: means on a mixed pool, and token models on their mixture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from collapse_math.processes.arguments import known_words, numbers_of_run, real_number, whole_number
from collapse_math.processes.draws import Array, Randomness

Memory = Literal["replace", "accumulate"]
Sizes = Literal["constant", "growing"]
Pooling = Literal["mixed", "own"]
Learning = Literal["mixture", "alone"]
Sampling = Literal["faithful", "sharpened"]
Smoothing = Literal["none", "additive"]

SHARPNESS = 1.5
"""The power to which probabilities are raised before sharpened sampling: one over the temperature."""
PSEUDO_COUNT = 0.5
"""What smoothing adds to the count of every token."""


@dataclass(frozen=True)
class PoolChain:
    """Many independent chains of K means, each refitted to its own n draws and to those of all.

    models        K, at least 2
    points        n, draws of each model per generation, at least 1
    generations   t, number of refits, at least 1
    chains        number of independent chains, at least 1
    weight        a, of the mean of all draws, from 0 to 1; the model's own draws have the rest
    variance      of a draw about the mean of its model, known and greater than 0
    mean          the average of the K means at the start
    gap           how far the first model is above it; the others are below it alike

    and one switch for each assumption, the standard setting first:

    pooling       "mixed": all draws weigh a; "own": each model sees its own draws alone
    memory        "replace": fit the newest draws only; "accumulate": fit all draws since generation 1
    randomness    "fresh", or "reused": every generation starts from the same seed, so draws repeat
    sizes         "constant", or "growing": generation number t has n t draws of each model

    Raises ValueError for an argument out of range.
    """

    models: int
    points: int
    generations: int
    chains: int
    weight: float = 0.0
    variance: float = 1.0
    mean: float = 0.0
    gap: float = 0.0
    pooling: Pooling = "mixed"
    memory: Memory = "replace"
    randomness: Randomness = "fresh"
    sizes: Sizes = "constant"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("models", self.models, at_least=2, because="one model has no other to learn from")
        whole_number("points", self.points, at_least=1, because="draw one point or more")
        numbers_of_run(self.generations, self.chains)
        if not 0 <= self.weight <= 1:
            raise ValueError(f"weight must lie in [0, 1], not {self.weight!r}: it is the share of the pool")
        real_number("variance", self.variance, above=0, because="draws must have a spread")
        real_number("mean", self.mean, because="give the average of the means")
        real_number("gap", self.gap, because="give a distance from the average")
        known_words(self)

    def run(self, generator: np.random.Generator) -> PoolRun:
        """Run all chains; the same state of `generator` gives the same run."""
        means = np.empty((self.generations + 1, self.models, self.chains))
        means[0] = self.mean - self.gap / (self.models - 1)
        means[0, 0] = self.mean + self.gap
        weight = self.weight if self.pooling == "mixed" else 0.0
        drawn, seed = np.empty((0, self.models, self.chains)), generator.bit_generator.state
        for t in range(self.generations):
            if self.randomness == "reused":
                generator.bit_generator.state = seed
            points = self.points * (t + 1) if self.sizes == "growing" else self.points
            noise = math.sqrt(self.variance) * generator.standard_normal((points, self.models, self.chains))
            newest = means[t] + noise
            drawn = np.concatenate([drawn, newest]) if self.memory == "accumulate" else newest
            own = drawn.mean(axis=0)
            means[t + 1] = (1 - weight) * own + weight * own.mean(axis=0)
        return PoolRun(self, means)


@dataclass(frozen=True, eq=False)
class PoolRun:
    """What the chains did.

    chain   the `PoolChain` that was run
    means   shape (generations + 1, models, chains); row 0 is the start
    """

    chain: PoolChain
    means: Array

    @property
    def squared_drifts(self) -> Array:
        """The squared distance of the average of all means from that at the start."""
        averages = self.means.mean(axis=1)
        return np.asarray((averages - averages[0]) ** 2)

    @property
    def gaps(self) -> Array:
        """How far the first model is above the average."""
        return np.asarray(self.means[:, 0] - self.means.mean(axis=1))

    @property
    def squared_gaps(self) -> Array:
        """The same squared."""
        return np.asarray(self.gaps**2)


@dataclass(frozen=True)
class EnsembleChain:
    """Many independent chains of ensembles, each member refitted to n tokens drawn from the mixture of all.

    weights       of the members, each greater than 0, with sum 1
    tokens        n, drawn by each member per generation, at least 1
    generations   t, number of refits, at least 1
    chains        number of independent chains, at least 1
    shares        probabilities of the tokens in the first mixture; positive, with sum 1

    and one switch for each assumption, the standard setting first:

    learning      "mixture": every member draws from the mixture of all; "alone": from itself
    sampling      "faithful", or "sharpened": tokens are drawn with probabilities proportional to p_i^1.5
    smoothing     "none", or "additive": half a token more of each kind is counted
    memory        "replace": fit the newest tokens only; "accumulate": fit all tokens since generation 1
    randomness    "fresh", or "reused": every generation starts from the same seed, so draws repeat
    sizes         "constant", or "growing": generation number t has n t tokens for each member

    Raises ValueError for an argument out of range.
    """

    weights: tuple[float, ...]
    tokens: int
    generations: int
    chains: int
    shares: tuple[float, ...]
    learning: Learning = "mixture"
    sampling: Sampling = "faithful"
    smoothing: Smoothing = "none"
    memory: Memory = "replace"
    randomness: Randomness = "fresh"
    sizes: Sizes = "constant"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        for name, values in (("weights", self.weights), ("shares", self.shares)):
            for value in values:
                real_number(f"one of the {name}", value, above=0, because="leave out what does not count")
            if not math.isclose(sum(values), 1, rel_tol=1e-12):
                raise ValueError(f"{name} must sum to 1, not {sum(values)!r}: give all of them")
        known_words(self)
        whole_number("tokens", self.tokens, at_least=1, because="draw one token or more")
        numbers_of_run(self.generations, self.chains)

    def run(self, generator: np.random.Generator) -> EnsembleRun:
        """Run all chains; the same state of `generator` gives the same run."""
        first = np.repeat(np.array(self.shares)[:, None], self.chains, axis=1)
        members, mixtures = [first] * len(self.weights), [first]
        counts = [np.zeros_like(first)] * len(self.weights)
        seed = generator.bit_generator.state
        for t in range(self.generations):
            if self.randomness == "reused":
                generator.bit_generator.state = seed
            size = self.tokens * (t + 1) if self.sizes == "growing" else self.tokens
            sources = members if self.learning == "alone" else [mixtures[-1]] * len(members)
            newest = [self._drawn(generator, size, source) for source in sources]
            counts = [a + b for a, b in zip(counts, newest, strict=True)] if self.memory == "accumulate" else newest
            added = PSEUDO_COUNT if self.smoothing == "additive" else 0.0
            members = [(count + added) / (count + added).sum(axis=0) for count in counts]
            mixtures.append(np.tensordot(self.weights, members, axes=1))
        return EnsembleRun(self, np.array(mixtures))

    def _drawn(self, generator: np.random.Generator, size: int, law: Array) -> Array:
        """Draw tokens for each chain and count them, shape (tokens, chains)."""
        if self.sampling == "sharpened":
            law = law**SHARPNESS / (law**SHARPNESS).sum(axis=0)
        levels = generator.random((size, self.chains))
        below = [np.count_nonzero(levels < end, axis=0) for end in np.cumsum(law, axis=0)[:-1]]
        return np.diff([np.zeros(self.chains), *below, np.full(self.chains, size)], axis=0)


@dataclass(frozen=True, eq=False)
class EnsembleRun:
    """What the chains did.

    chain    the `EnsembleChain` that was run
    shares   of the tokens in the mixture, shape (generations + 1, tokens, chains); row 0 is the first mixture
    """

    chain: EnsembleChain
    shares: Array

    @property
    def first_shares(self) -> Array:
        """The share of the first token."""
        return np.asarray(self.shares[:, 0])

    @property
    def diversities(self) -> Array:
        """1 - sum p_i^2: the probability that two draws are different tokens."""
        return np.asarray(1 - np.sum(self.shares**2, axis=1))
