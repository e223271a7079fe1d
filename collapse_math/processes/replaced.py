"""Draw an answer from n, keep it if a verifier accepts it, let it replace one of the n, and repeat.

In a round answers are drawn from the n there are, each again if it is rejected, until one is accepted; and that one
takes the place of one of the n, chosen at random.  Each assumption in these lines is a switch of `ReplacedChain`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from collapse_math.processes.arguments import known_words, real_number, whole_number
from collapse_math.processes.draws import Array, Randomness

Acceptance = Literal["answer", "likelihood"]
Replaced = Literal["one", "all"]

Answers = NDArray[np.bool_]


@dataclass(frozen=True)
class ReplacedChain:
    """Many independent populations of answers.

    answers       n, at least 2
    generations   t, rounds, at least 1
    chains        number of populations, at least 1
    right_ones    how many answers are right at the start, from 0 to n
    right, wrong  the probabilities with which right and wrong answers are accepted, greater than 0 and at most 1

    and one switch for each assumption, the standard setting first:

    acceptance    "answer": these probabilities; "likelihood": times the share of the answers that are as right or wrong
    replaced      "one" answer in each round, or "all" n, by as many that are accepted
    randomness    "fresh", or "reused": every round starts from the same seed, so draws repeat

    Raises ValueError for an argument out of range.
    """

    answers: int
    generations: int
    chains: int
    right_ones: int
    right: float = 1.0
    wrong: float = 0.5
    acceptance: Acceptance = "answer"
    replaced: Replaced = "one"
    randomness: Randomness = "fresh"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("answers", self.answers, at_least=2, because="one answer cannot be replaced by another")
        whole_number("generations", self.generations, at_least=1, because="ask for one round or more")
        whole_number("chains", self.chains, at_least=1, because="ask for one population or more")
        whole_number("right_ones", self.right_ones, at_least=0, because="a number of answers is not negative")
        if self.right_ones > self.answers:
            raise ValueError(f"right_ones must be at most {self.answers}, not {self.right_ones!r}: take more answers")
        for name in ("right", "wrong"):
            real_number(name, getattr(self, name), above=0, because="otherwise some answers are never accepted")
            if getattr(self, name) > 1:
                raise ValueError(f"{name} must be at most 1, not {getattr(self, name)!r}: give a probability")
        known_words(self)

    def run(self, generator: np.random.Generator) -> ReplacedRun:
        """Run all populations; the same state of `generator` gives the same run."""
        answers = np.zeros((self.answers, self.chains), dtype=bool)
        answers[: self.right_ones] = True
        counts, seed = [answers.sum(axis=0)], generator.bit_generator.state
        for _ in range(self.generations):
            if self.randomness == "reused":
                generator.bit_generator.state = seed
            if self.replaced == "all":
                answers = np.array([self._accepted(generator, answers) for _ in range(self.answers)])
            else:
                accepted, places = (
                    self._accepted(generator, answers),
                    generator.integers(self.answers, size=self.chains),
                )
                answers[places, np.arange(self.chains)] = accepted
            counts.append(answers.sum(axis=0))
        return ReplacedRun(self, np.array(counts))

    def _accepted(self, generator: np.random.Generator, answers: Answers) -> Answers:
        """For each population an answer that is accepted."""
        found, still_open = np.zeros(self.chains, dtype=bool), np.arange(self.chains)
        while len(still_open):
            drawn = answers[generator.integers(self.answers, size=len(still_open)), still_open]
            often = np.where(drawn, self.right, self.wrong)
            if self.acceptance == "likelihood":
                often = often * (answers[:, still_open] == drawn).mean(axis=0)
            accepted = generator.random(len(still_open)) < often
            found[still_open[accepted]] = drawn[accepted]
            still_open = still_open[~accepted]
        return found


@dataclass(frozen=True, eq=False)
class ReplacedRun:
    """What became of the populations.

    chain    the `ReplacedChain` that was run
    counts   how many answers are right, shape (generations + 1, chains); row 0 is the start
    """

    chain: ReplacedChain
    counts: NDArray[np.int64]

    @property
    def gains(self) -> Array:
        """How much the share of right answers has grown since the start."""
        return np.asarray((self.counts - self.counts[0]) / self.chain.answers)

    @property
    def powers(self) -> Array:
        """The quotient of the probabilities to accept wrong and right answers, once for each right answer."""
        return np.asarray((self.chain.wrong / self.chain.right) ** self.counts)

    @property
    def all_right(self) -> Array:
        """1 where no answer is wrong, else 0."""
        return np.asarray(self.counts == self.chain.answers, dtype=float)
