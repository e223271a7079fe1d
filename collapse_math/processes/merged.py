"""Take a function of an outcome that takes several outcomes for one, and see what is lost of the entropy of its law."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import xlogy

from collapse_math.processes.arguments import whole_number
from collapse_math.processes.draws import Array


@dataclass(frozen=True)
class MergedChain:
    """Many laws, alike in the outcomes that are taken for one.

    merged        the probabilities of these outcomes, each greater than 0, with a sum of at most 1
    chains        number of laws, at least 1
    others        number of other outcomes, which have the rest of the probability, in parts at random; at least 1
    generations   how often outcomes are taken for one; only the first time it makes a difference, at least 1

    Raises ValueError for an argument out of range.
    """

    merged: tuple[float, ...]
    chains: int
    others: int = 4
    generations: int = 1

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        if not self.merged or min(self.merged) <= 0 or sum(self.merged) > 1:
            raise ValueError(
                f"merged must be positive with a sum of at most 1, not {self.merged!r}: give probabilities"
            )
        whole_number("chains", self.chains, at_least=1, because="ask for one law or more")
        whole_number("others", self.others, at_least=1, because="the rest of the probability belongs to an outcome")
        whole_number("generations", self.generations, at_least=1, because="take the function once or more")

    def run(self, generator: np.random.Generator) -> MergedRun:
        """Draw all laws and those of the function; the same state of `generator` gives the same run."""
        pieces = generator.standard_exponential((self.others, self.chains))
        rest = (1 - sum(self.merged)) * pieces / pieces.sum(axis=0)
        before = np.concatenate([np.array(self.merged)[:, None] * np.ones(self.chains), rest])
        after = np.concatenate([np.full((1, self.chains), sum(self.merged)), rest])
        return MergedRun(self, before, after)


@dataclass(frozen=True, eq=False)
class MergedRun:
    """The laws.

    chain    the `MergedChain` that was run
    before   of the outcomes, shape (outcomes, chains)
    after    of the values of the function, shape (values, chains)
    """

    chain: MergedChain
    before: Array
    after: Array

    @property
    def entropies_lost(self) -> Array:
        """The entropy of the outcomes less that of the values, in nats, shape (generations, chains)."""
        lost = xlogy(self.after, self.after).sum(axis=0) - xlogy(self.before, self.before).sum(axis=0)
        return np.asarray(np.broadcast_to(lost, (self.chain.generations, self.chain.chains)))
