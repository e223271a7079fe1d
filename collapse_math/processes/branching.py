"""Let every individual of a line of descent have a Poisson number of children, and see whether the line lives on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from collapse_math.processes.arguments import real_number, whole_number
from collapse_math.processes.draws import Array


@dataclass(frozen=True)
class BranchingChain:
    """Many independent lines of descent, each of one individual at the start.

    generations   at least 1
    chains        number of lines, at least 1
    children      how many an individual has on average, greater than 0

    Raises ValueError for an argument out of range.
    """

    generations: int
    chains: int
    children: float = 1.0

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("generations", self.generations, at_least=1, because="ask for one generation or more")
        whole_number("chains", self.chains, at_least=1, because="ask for one line or more")
        real_number("children", self.children, above=0, because="a line without children ends")

    def run(self, generator: np.random.Generator) -> BranchingRun:
        """Run all lines; the same state of `generator` gives the same run."""
        sizes = [np.ones(self.chains, dtype=np.int64)]
        for _ in range(self.generations):
            sizes.append(generator.poisson(self.children * sizes[-1]))
        return BranchingRun(self, np.array(sizes))


@dataclass(frozen=True, eq=False)
class BranchingRun:
    """What became of the lines.

    chain   the `BranchingChain` that was run
    sizes   how many are alive, shape (generations + 1, chains); row 0 is the start
    """

    chain: BranchingChain
    sizes: NDArray[np.int64]

    @property
    def alive(self) -> Array:
        """1 where the line lives on, else 0."""
        return np.asarray(self.sizes > 0, dtype=float)

    @property
    def alive_by_age(self) -> Array:
        """The same times the number of generations so far, the first one included."""
        return np.asarray(self.alive * np.arange(1, len(self.sizes) + 1)[:, None])
