"""Fit a mean to human examples and to the model's own, always a little off, and repeat.

    draw   r examples from the truth, whose mean is 0, and s from the present model; the variance of both is 1
    fit    the mean of all of them, and add the bias

With a bias of 0 it is a normal law of known variance that is fitted by maximum likelihood.  Each assumption in these
lines is a switch of `BiasedChain`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from collapse_math.processes.arguments import known_words, real_number, whole_number
from collapse_math.processes.draws import Array, Randomness

Real = Literal["number", "split", "none"]
Bias = Literal["added", "once"]
Memory = Literal["replace", "accumulate"]


@dataclass(frozen=True)
class BiasedChain:
    """Many independent chains of models with a bias.

    human, own    r and s, examples of the truth and of the last model in every round, at least 0; one or more together
    generations   t, rounds, at least 1
    chains        number of chains, at least 1
    delta         the bias, in the unit of x
    start         m_0, the mean of the first model, in the same unit

    and one switch for each assumption, the standard setting first:

    real          "number": r examples are human; "split": each of all r + s is with probability r/(r + s); "none"
    bias          "added": in every round; "once": in the first one
    memory        "replace": fit the newest examples only; "accumulate": fit all since the first round
    randomness    "fresh", or "reused": every round starts from the same seed, so draws repeat

    Raises ValueError for an argument out of range.
    """

    human: int
    own: int
    generations: int
    chains: int
    delta: float
    start: float = 0.0
    real: Real = "number"
    bias: Bias = "added"
    memory: Memory = "replace"
    randomness: Randomness = "fresh"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        for name in ("human", "own"):
            whole_number(name, getattr(self, name), at_least=0, because="a number of examples is not negative")
        if self.human + self.own == 0:
            raise ValueError("human and own must not both be 0: give one example or more")
        whole_number("generations", self.generations, at_least=1, because="ask for one round or more")
        whole_number("chains", self.chains, at_least=1, because="ask for one chain or more")
        real_number("delta", self.delta, because="give the bias")
        real_number("start", self.start, because="give the mean of the first model")
        known_words(self)

    def run(self, generator: np.random.Generator) -> BiasedRun:
        """Run all chains; the same state of `generator` gives the same run."""
        shape = (self.human + self.own, self.chains)
        means, examples = [np.full(self.chains, self.start)], list[Array]()
        seed = generator.bit_generator.state
        for t in range(self.generations):
            if self.randomness == "reused":
                generator.bit_generator.state = seed
            human = np.zeros(shape, dtype=bool)
            if self.real == "number":
                human[: self.human] = True
            elif self.real == "split":
                human = generator.random(shape) < self.human / len(human)
            examples.append(np.where(human, 0.0, means[-1]) + generator.standard_normal(shape))
            fitted = np.mean(examples if self.memory == "accumulate" else examples[-1:], axis=(0, 1))
            means.append(fitted + (self.delta if self.bias == "added" or t == 0 else 0.0))
        return BiasedRun(self, np.array(means))


@dataclass(frozen=True, eq=False)
class BiasedRun:
    """What the models were.

    chain   the `BiasedChain` that was run
    means   of the models less that of the truth, shape (generations + 1, chains); row 0 is the first model
    """

    chain: BiasedChain
    means: Array

    @property
    def scaled_squares(self) -> Array:
        """The squared distance from the truth, times the number of examples of a round."""
        return np.asarray((self.chain.human + self.chain.own) * self.means**2)

    @property
    def scaled_divergences(self) -> Array:
        """The Kullback-Leibler divergence of the truth from the model, in nats, times the same number."""
        return np.asarray(self.scaled_squares / 2)
