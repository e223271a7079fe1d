"""Let an ensemble learn from itself the law of outcomes with two parts, some members knowing no dependence.

Generation t + 1 of a member is the mixture R of all members; or, for one that knows no dependence, the product of the
laws that R gives each part.  Data are unlimited.  How often each part has some property is given, and so is how often
both have it; all else about the law is left to chance.  Each assumption is a switch of `PairedChain`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from collapse_math.processes.arguments import known_words, whole_number
from collapse_math.processes.draws import Array
from collapse_math.processes.unlimited import Data, Memory, learnt, refuse_switches, trained_on

Capacity = Literal["product", "any"]


@dataclass(frozen=True)
class PairedChain:
    """Many ensembles, each with a law of its own.

    generations     t, number of fits, at least 1
    chains          number of ensembles, at least 1
    first, second   how often each part has its property at the start, from 0 to 1
    both            how often both have, at most each of these, and at least their sum less 1
    weight          omega, of the members that can be any law, from 0 to 1
    values          how many values of a part have the property, and how many have not, at least 1

    and one switch for each assumption, the standard setting first:

    data, memory    see `unlimited`
    capacity        "product": the other members know no dependence; "any": they can be any law, too

    Raises ValueError for an argument out of range.
    """

    generations: int
    chains: int
    first: float
    second: float
    both: float
    weight: float
    values: int = 1
    data: Data = "unlimited"
    memory: Memory = "replace"
    capacity: Capacity = "product"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("generations", self.generations, at_least=1, because="ask for one fit or more")
        whole_number("chains", self.chains, at_least=1, because="ask for one ensemble or more")
        whole_number("values", self.values, at_least=1, because="a property is had by one value or more")
        for name in ("first", "second", "weight"):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} must lie in [0, 1], not {getattr(self, name)!r}: give a probability")
        if not max(0.0, self.first + self.second - 1) <= self.both <= min(self.first, self.second):
            raise ValueError(f"both must fit to first and second, not {self.both!r}: give a probability that can be")
        refuse_switches(self.data, self.memory)
        known_words(self)

    def run(self, generator: np.random.Generator) -> PairedRun:
        """Run all ensembles; the same state of `generator` gives the same run."""
        size, rest = 2 * self.values, 1 + self.both - self.first - self.second
        quarters = np.array([[self.both, self.first - self.both], [self.second - self.both, rest]])[:, None, :, None]
        pieces = generator.standard_exponential((2, self.values, 2, self.values, self.chains))
        law = (quarters[..., None] * pieces / pieces.sum(axis=(1, 3), keepdims=True)).reshape(size, size, -1)
        laws, training = [law], list[Array]()
        for _ in range(self.generations):
            other = laws[-1]
            if self.capacity == "product":
                other = other.sum(axis=1)[:, None] * other.sum(axis=0)[None, :]
            training.append((self.weight * laws[-1] + (1 - self.weight) * other).reshape(size**2, -1))
            laws.append(learnt(generator, trained_on(training, self.memory), self.data).reshape(size, size, -1))
        return PairedRun(self, np.array(laws))


@dataclass(frozen=True, eq=False)
class PairedRun:
    """What the laws were.

    chain   the `PairedChain` that was run
    laws    the mixture of all members, shape (generations + 1, values of one part, of the other, chains); row 0 is
            the start.  In each direction the first half of the values has the property

    Statistics have the shape (generations + 1, chains) and no unit.
    """

    chain: PairedChain
    laws: Array

    @property
    def first_parts(self) -> Array:
        """How often the first part has its property."""
        return np.asarray(self.laws[:, : self.chain.values].sum(axis=(1, 2)))

    @property
    def second_parts(self) -> Array:
        """How often the second part has."""
        return np.asarray(self.laws[:, :, : self.chain.values].sum(axis=(1, 2)))

    @property
    def covariances(self) -> Array:
        """How often both have, less the product of these."""
        both = self.laws[:, : self.chain.values, : self.chain.values].sum(axis=(1, 2))
        return np.asarray(both - self.first_parts * self.second_parts)
