"""Let a normal law learn from those of its draws that a verifier accepts, with unlimited data.

A draw is accepted if it is within some distance of a centre; the next mean is the mean of what is accepted, and the
variance stays.  Means are integrals over the interval, by the rule of Gauss and Legendre; nothing is known of their
value.  Each assumption in these lines is a switch of `IntervalChain`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from collapse_math.processes.arguments import known_words, real_number, whole_number
from collapse_math.processes.draws import Array
from collapse_math.processes.unlimited import Data, Memory, learnt, refuse_switches, trained_on

Spread = Literal["known", "fitted"]
Centre = Literal["fixed", "moving"]

PLACES, WEIGHTS = np.polynomial.legendre.leggauss(60)


@dataclass(frozen=True)
class IntervalChain:
    """Many loops, each with a verifier that has another centre.

    generations   t, number of fits, at least 1
    chains        number of loops, at least 1
    radius        r, how far from the centre draws are accepted, greater than 0 and at most 8
    distance      d_0, how far above the centre of the verifier the start is; both in deviations of the start

    and one switch for each assumption, the standard setting first:

    data, memory  see `unlimited`
    spread        "known": the variance stays; "fitted": it is that of what is accepted
    centre        "fixed", or "moving": the verifier accepts what is near the mean of the model

    Raises ValueError for an argument out of range.
    """

    generations: int
    chains: int
    radius: float
    distance: float
    data: Data = "unlimited"
    memory: Memory = "replace"
    spread: Spread = "known"
    centre: Centre = "fixed"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("generations", self.generations, at_least=1, because="ask for one fit or more")
        whole_number("chains", self.chains, at_least=1, because="ask for one loop or more")
        real_number("radius", self.radius, above=0, because="otherwise nothing is accepted")
        if self.radius > 8:
            raise ValueError(f"radius must be at most 8, not {self.radius!r}: wider ones are not integrated exactly")
        real_number("distance", self.distance, because="give a distance from the centre")
        refuse_switches(self.data, self.memory)
        known_words(self)

    def run(self, generator: np.random.Generator) -> IntervalRun:
        """Run all loops; the same state of `generator` gives the same run."""
        centre = generator.standard_normal(self.chains)
        means, variance = [centre + self.distance], np.ones(self.chains)
        training: list[Array] = []
        for _ in range(self.generations):
            points = (centre if self.centre == "fixed" else means[-1]) + self.radius * PLACES[:, None]
            accepted = WEIGHTS[:, None] * np.exp(-((points - means[-1]) ** 2) / (2 * variance))
            training.append(accepted / accepted.sum(axis=0))
            law = learnt(generator, trained_on(training, self.memory), self.data)
            means.append((points * law).sum(axis=0))
            if self.spread == "fitted":
                variance = ((points - means[-1]) ** 2 * law).sum(axis=0)
        return IntervalRun(self, np.array(means) - centre)


@dataclass(frozen=True, eq=False)
class IntervalRun:
    """Where the models were.

    chain       the `IntervalChain` that was run
    distances   of the means from the centre of the fixed verifier, shape (generations + 1, chains); row 0 is the start
    """

    chain: IntervalChain
    distances: Array
