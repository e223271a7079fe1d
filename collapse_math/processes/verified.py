"""Draw answers, keep what a verifier accepts until there are n, take their accuracy as the next model, and repeat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from collapse_math.processes.arguments import known_words, numbers_of_run, real_number, whole_number
from collapse_math.processes.draws import Array, Randomness

Acceptance = Literal["answer", "likelihood"]
Memory = Literal["replace", "accumulate"]
Smoothing = Literal["none", "additive"]
Sizes = Literal["constant", "growing"]

PSEUDO_COUNT = 0.5
"""What smoothing adds to the numbers of right and of wrong answers."""


@dataclass(frozen=True)
class VerifiedChain:
    """Many independent chains of models that are refitted to the accepted ones among their own answers.

    answers       n, accepted answers per generation, at least 1
    generations   t, number of refits, at least 1
    chains        number of independent chains, at least 1
    accuracy      the share of right answers at the start, from 0 to 1
    right, wrong  the probabilities with which right and wrong answers are accepted, greater than 0 and at most 1

    and one switch for each assumption, the standard setting first:

    acceptance    "answer": these probabilities; "likelihood": times the share of answers that are as right or wrong
    smoothing     "none", or "additive": the model counts half an answer more that is right, and half a wrong one
    memory        "replace": it counts the newest answers; "accumulate": all that were ever accepted
    randomness    "fresh", or "reused": every generation starts from the same seed, so draws repeat
    sizes         "constant", or "growing": generation number t accepts n t answers

    Raises ValueError for an argument out of range.
    """

    answers: int
    generations: int
    chains: int
    accuracy: float
    right: float = 1.0
    wrong: float = 0.5
    acceptance: Acceptance = "answer"
    smoothing: Smoothing = "none"
    memory: Memory = "replace"
    randomness: Randomness = "fresh"
    sizes: Sizes = "constant"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("answers", self.answers, at_least=1, because="accept one answer or more")
        numbers_of_run(self.generations, self.chains)
        if not 0 <= self.accuracy <= 1:
            raise ValueError(f"accuracy must lie in [0, 1], not {self.accuracy!r}: give a share of right answers")
        for name in ("right", "wrong"):
            real_number(name, getattr(self, name), above=0, because="otherwise some answers are never accepted")
            if getattr(self, name) > 1:
                raise ValueError(f"{name} must be at most 1, not {getattr(self, name)!r}: give a probability")
        known_words(self)

    def run(self, generator: np.random.Generator) -> VerifiedRun:
        """Run all chains; the same state of `generator` gives the same run."""
        accuracies = np.empty((self.generations + 1, self.chains))
        accuracies[0] = self.accuracy
        right, seed = np.empty((0, self.chains), dtype=bool), generator.bit_generator.state
        for t in range(self.generations):
            if self.randomness == "reused":
                generator.bit_generator.state = seed
            newest = self._accepted(generator, self.answers * (t + 1 if self.sizes == "growing" else 1), accuracies[t])
            right = np.concatenate([right, newest]) if self.memory == "accumulate" else newest
            added = PSEUDO_COUNT if self.smoothing == "additive" else 0.0
            accuracies[t + 1] = (right.sum(axis=0) + added) / (len(right) + 2 * added)
        return VerifiedRun(self, accuracies)

    def _accepted(self, generator: np.random.Generator, answers: int, accuracy: Array) -> NDArray[np.bool_]:
        """Whether each of so many accepted answers is right, shape (answers, chains)."""
        shape = (answers, self.chains)
        right, open_places = np.zeros(shape, dtype=bool), np.ones(shape, dtype=bool)
        while open_places.any():
            drawn = generator.random(shape) < accuracy
            often = np.where(drawn, self.right, self.wrong)
            if self.acceptance == "likelihood":
                often = often * np.where(drawn, accuracy, 1 - accuracy)
            accepted = open_places & (generator.random(shape) < often)
            right |= accepted & drawn
            open_places &= ~accepted
        return right


@dataclass(frozen=True, eq=False)
class VerifiedRun:
    """What the chains did.

    chain        the `VerifiedChain` that was run
    accuracies   the share of right answers, shape (generations + 1, chains); row 0 is the start
    """

    chain: VerifiedChain
    accuracies: Array

    @property
    def errors(self) -> Array:
        """The share of wrong answers."""
        return np.asarray(1 - self.accuracies)

    @property
    def lost(self) -> Array:
        """1 where no answer is right, else 0."""
        return np.asarray(self.accuracies == 0, dtype=float)
