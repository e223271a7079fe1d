"""Draw answers, keep what a verifier accepts until there are n, take their accuracy as the next model, and repeat."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from collapse_math.processes.arguments import real_number, whole_number
from collapse_math.processes.draws import Array


@dataclass(frozen=True)
class VerifiedChain:
    """Many independent chains of models that are refitted to the accepted ones among their own answers.

    answers       n, accepted answers per generation, at least 1
    generations   t, number of refits, at least 1
    chains        number of independent chains, at least 1
    accuracy      the share of right answers at the start, from 0 to 1
    right, wrong  the probabilities with which right and wrong answers are accepted, greater than 0 and at most 1

    Raises ValueError for an argument out of range.
    """

    answers: int
    generations: int
    chains: int
    accuracy: float
    right: float = 1.0
    wrong: float = 0.5

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("answers", self.answers, at_least=1, because="accept one answer or more")
        whole_number("generations", self.generations, at_least=1, because="ask for one refit or more")
        whole_number("chains", self.chains, at_least=1, because="ask for one chain or more")
        if not 0 <= self.accuracy <= 1:
            raise ValueError(f"accuracy must lie in [0, 1], not {self.accuracy!r}: give a share of right answers")
        for name in ("right", "wrong"):
            real_number(name, getattr(self, name), above=0, because="otherwise some answers are never accepted")
            if getattr(self, name) > 1:
                raise ValueError(f"{name} must be at most 1, not {getattr(self, name)!r}: give a probability")

    def run(self, generator: np.random.Generator) -> VerifiedRun:
        """Run all chains; the same state of `generator` gives the same run."""
        accuracies = np.empty((self.generations + 1, self.chains))
        accuracies[0] = self.accuracy
        shape = (self.answers, self.chains)
        for t in range(self.generations):
            right, open_places = np.zeros(shape, dtype=bool), np.ones(shape, dtype=bool)
            while open_places.any():
                drawn = generator.random(shape) < accuracies[t]
                accepted = open_places & (generator.random(shape) < np.where(drawn, self.right, self.wrong))
                right |= accepted & drawn
                open_places &= ~accepted
            accuracies[t + 1] = right.mean(axis=0)
        return VerifiedRun(self, accuracies)


@dataclass(frozen=True, eq=False)
class VerifiedRun:
    """What the chains did.

    chain        the `VerifiedChain` that was run
    accuracies   the share of right answers, shape (generations + 1, chains); row 0 is the start
    """

    chain: VerifiedChain
    accuracies: Array

    @property
    def lost(self) -> Array:
        """1 where no answer is right, else 0."""
        return np.asarray(self.accuracies == 0, dtype=float)
