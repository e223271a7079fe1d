"""Two programs that make coin tosses; each generation is the one that explains the tosses of the last one better.

The complex program tosses a coin of a given bias, the simple one a fair coin.  A generation is one of them:

    draw    n tosses of the present program
    choose  the complex program if its log-likelihood, less a penalty, is above that of the simple one; else the simple

and generation 0 is the complex one, which is the truth.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from collapse_math.processes.arguments import known_words, real_number, whole_number
from collapse_math.processes.draws import Array

Choice = Literal["penalised", "likelihood"]

FAIR = 0.5
"""The bias of the coin of the simple program."""


@dataclass(frozen=True)
class ProgramChain:
    """Many independent chains of programs.

    tosses        n, tosses per generation, at least 1
    generations   t, number of choices, at least 1
    chains        number of independent chains, at least 1
    penalty       g, what the complex program is charged for its length, in nats
    bias          the probability of heads under the complex program, between 0 and 1 and not a half
    choice        "penalised", or "likelihood": no program is charged for its length

    Raises ValueError for an argument out of range.
    """

    tosses: int
    generations: int
    chains: int
    penalty: float
    bias: float = 0.3
    choice: Choice = "penalised"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("tosses", self.tosses, at_least=1, because="toss once or more")
        whole_number("generations", self.generations, at_least=1, because="ask for one choice or more")
        whole_number("chains", self.chains, at_least=1, because="ask for one chain or more")
        real_number("penalty", self.penalty, because="give it in nats")
        if not 0 < self.bias < 1 or self.bias == FAIR:
            raise ValueError(f"bias must lie in (0, 1) and differ from {FAIR}, not {self.bias!r}: give two programs")
        known_words(self)

    def run(self, generator: np.random.Generator) -> ProgramRun:
        """Run all chains; the same state of `generator` gives the same run."""
        programs = [np.ones(self.chains)]
        charged = self.penalty if self.choice == "penalised" else 0.0
        for _ in range(self.generations):
            heads = generator.binomial(self.tosses, np.where(programs[-1] == 1, self.bias, FAIR))
            tails = self.tosses - heads
            of_complex = heads * np.log(self.bias) + tails * np.log(1 - self.bias)
            of_simple = self.tosses * np.log(FAIR)
            programs.append((of_complex - charged > of_simple).astype(float))
        return ProgramRun(self, np.array(programs))


@dataclass(frozen=True, eq=False)
class ProgramRun:
    """Which programs the generations were.

    chain            the `ProgramChain` that was run
    complex_chosen   1 where the program is the complex one, else 0, shape (generations + 1, chains); row 0 is the truth
    """

    chain: ProgramChain
    complex_chosen: Array

    @property
    def never_lost(self) -> Array:
        """1 where the complex program has been chosen at every generation so far, else 0."""
        return np.asarray(np.minimum.accumulate(self.complex_chosen, axis=0))
