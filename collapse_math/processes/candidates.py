"""Let a law be trained on its own outputs, each chosen from several candidates, with unlimited data.

Generation t + 1 is found by going through all lists of candidates: how often each is drawn, and how often each of its
candidates is chosen.  Outcomes are of two types, one of them preferred, and how each type is divided into outcomes is
left to chance.  Each assumption in these lines is a switch of `CandidateChain`.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Literal

import numpy as np

from collapse_math.processes.arguments import known_words, real_number, whole_number
from collapse_math.processes.draws import Array
from collapse_math.processes.unlimited import Data, Memory, learnt, refuse_switches, trained_on

Choice = Literal["luce", "best", "chance"]
Dependence = Literal["independent", "correlated"]
Sampling = Literal["faithful", "sharpened"]

OF_EACH_TYPE = 2
"""The number of outcomes of each type."""
TOGETHER = 0.5
"""How often all candidates are one and the same draw, where they depend on each other."""
SHARPNESS = 1.5
"""The power to which probabilities are raised before sharpened sampling: one over the temperature."""


@dataclass(frozen=True)
class CandidateChain:
    """Many loops, each with a law of its own.

    generations   t, number of fits, at least 1
    chains        number of loops, at least 1
    candidates    K, for each output, from 1 to 6
    odds          R, of a candidate of the preferred type against one of the other, greater than 0: one number for all
                  generations, or several that take turns
    share         the probability of the preferred type at the start, from 0 to 1

    and one switch for each assumption, the standard setting first:

    data, memory  see `unlimited`
    choice        "luce": a candidate is chosen in proportion to its odds; "best": those of the greater odds come
                  first; "chance": all alike
    dependence    "independent", or "correlated": half of the time all candidates are the same
    sampling      "faithful", or "sharpened": candidates are drawn with probabilities proportional to p^1.5

    Raises ValueError for an argument out of range.
    """

    generations: int
    chains: int
    candidates: int
    odds: float | tuple[float, ...]
    share: float
    data: Data = "unlimited"
    memory: Memory = "replace"
    choice: Choice = "luce"
    dependence: Dependence = "independent"
    sampling: Sampling = "faithful"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("generations", self.generations, at_least=1, because="ask for one fit or more")
        whole_number("chains", self.chains, at_least=1, because="ask for one loop or more")
        whole_number("candidates", self.candidates, at_least=1, because="choose from one or more")
        if self.candidates > 6:
            raise ValueError(f"candidates must be at most 6, not {self.candidates}: there are too many lists of more")
        if not self.in_turn:
            raise ValueError(f"odds must be one number or more, not {self.odds!r}: give one for each taste")
        for odds in self.in_turn:
            real_number("odds", odds, above=0, because="every candidate can be chosen")
        if not 0 <= self.share <= 1:
            raise ValueError(f"share must lie in [0, 1], not {self.share!r}: give a probability")
        refuse_switches(self.data, self.memory)
        known_words(self)

    @property
    def in_turn(self) -> tuple[float, ...]:
        """The odds of the first generations; the later ones take them again."""
        return self.odds if isinstance(self.odds, tuple) else (self.odds,)

    def run(self, generator: np.random.Generator) -> CandidateRun:
        """Run all loops; the same state of `generator` gives the same run."""
        pieces = generator.standard_exponential((2, OF_EACH_TYPE, self.chains))
        types = np.array([self.share, 1 - self.share])[:, None, None]
        laws, training = (
            [(types * pieces / pieces.sum(axis=1, keepdims=True)).reshape(2 * OF_EACH_TYPE, -1)],
            list[Array](),
        )
        for t in range(self.generations):
            training.append(self._chosen(laws[-1], self.in_turn[t % len(self.in_turn)]))
            laws.append(learnt(generator, trained_on(training, self.memory), self.data))
        return CandidateRun(self, np.array(laws))

    def _chosen(self, law: Array, odds: float) -> Array:
        """The law of what is chosen: over all lists of candidates, by how often they are drawn."""
        if self.sampling == "sharpened":
            law = law**SHARPNESS / (law**SHARPNESS).sum(axis=0)
        chosen = np.zeros_like(law)
        for drawn in itertools.product(range(len(law)), repeat=self.candidates):
            often = np.prod(law[list(drawn)], axis=0)
            if self.dependence == "correlated":
                same = law[drawn[0]] if len(set(drawn)) == 1 else 0.0
                often = TOGETHER * same + (1 - TOGETHER) * often
            weights = self._weights(np.array(drawn) < OF_EACH_TYPE, odds)
            for outcome, weight in zip(drawn, weights / weights.sum(), strict=True):
                chosen[outcome] += often * weight
        return chosen

    def _weights(self, preferred: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], odds: float) -> Array:
        """How often each candidate of a list is chosen, up to one factor."""
        match self.choice:
            case "luce":
                return np.where(preferred, odds, 1.0)
            case "best":
                weights = np.where(preferred, odds, 1.0)
                return np.where(weights == weights.max(), 1.0, 0.0)
        return np.ones(len(preferred))


@dataclass(frozen=True, eq=False)
class CandidateRun:
    """What the laws were.

    chain   the `CandidateChain` that was run
    laws    shape (generations + 1, outcomes, chains); row 0 is the start, and the preferred outcomes come first

    Statistics have the shape (generations + 1, chains) and no unit.
    """

    chain: CandidateChain
    laws: Array

    @property
    def shares(self) -> Array:
        """The probability of the preferred type."""
        return np.asarray(self.laws[:, :OF_EACH_TYPE].sum(axis=1))

    @property
    def inverse_odds(self) -> Array:
        """The probability of the other type over that of the preferred one."""
        return np.asarray(self.laws[:, OF_EACH_TYPE:].sum(axis=1) / self.shares)
