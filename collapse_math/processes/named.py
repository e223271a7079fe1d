"""Draw pairs of numbers of a law of a named family, and see how far they are apart."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from collapse_math.processes.arguments import known_words, real_number, whole_number
from collapse_math.processes.draws import Array

Family = Literal["normal", "poisson", "binomial", "gamma", "negative binomial", "hyperbolic secant"]


@dataclass(frozen=True)
class NamedChain:
    """Many independent pairs of draws.

    family        one of

                  normal              mean `size` times u, variance `size`
                  poisson             mean u
                  binomial            `size` trials with odds u
                  gamma               shape `size`, scale u
                  negative binomial   failures before success number `size`, each with probability u, between 0 and 1
                  hyperbolic secant   a sum of `size` numbers of density exp(x arctan u)/cosh(pi x/2), up to a factor

    u             see there; greater than 0, but for the normal law and the hyperbolic secant
    chains        number of pairs, at least 1
    size          see there; a count, at least 1
    generations   how many pairs, one after the other, at least 1

    Raises ValueError for an argument out of range.
    """

    family: Family
    u: float
    chains: int
    size: int = 1
    generations: int = 1

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        known_words(self)
        below_zero = self.family in ("normal", "hyperbolic secant")
        real_number("u", self.u, above=-math.inf if below_zero else 0, because="give a member of the family")
        if self.family == "negative binomial" and self.u >= 1:
            raise ValueError(f"u must be below 1, not {self.u!r}: it is a probability")
        whole_number("chains", self.chains, at_least=1, because="ask for one pair or more")
        whole_number("size", self.size, at_least=1, because="give a count")
        whole_number("generations", self.generations, at_least=1, because="draw once or more")

    def run(self, generator: np.random.Generator) -> NamedRun:
        """Draw all pairs; the same state of `generator` gives the same run."""
        return NamedRun(self, self._drawn(generator, (2, self.generations, self.chains)))

    def _drawn(self, generator: np.random.Generator, shape: tuple[int, ...]) -> Array:
        """Draw numbers of the law."""
        match self.family:
            case "normal":
                return self.size * self.u + math.sqrt(self.size) * generator.standard_normal(shape)
            case "poisson":
                return generator.poisson(self.u, shape).astype(float)
            case "binomial":
                return generator.binomial(self.size, self.u / (1 + self.u), shape).astype(float)
            case "gamma":
                return generator.gamma(self.size, self.u, shape)
            case "negative binomial":
                return generator.negative_binomial(self.size, 1 - self.u, shape).astype(float)
        # With gamma variables a and b of shapes p and 1 - p, the density of log(a/b)/pi is the one above, at
        # arctan u = pi (p - 1/2).
        p = 0.5 + math.atan(self.u) / math.pi
        a, b = (generator.standard_gamma(shape_of, (self.size, *shape)) for shape_of in (p, 1 - p))
        return np.asarray(np.log(a / b).sum(axis=0) / math.pi)


@dataclass(frozen=True, eq=False)
class NamedRun:
    """The draws.

    chain   the `NamedChain` that was run
    pairs   shape (2, generations, chains)
    """

    chain: NamedChain
    pairs: Array

    @property
    def half_squared_differences(self) -> Array:
        """Half the squared difference of the draws of each pair, shape (generations, chains)."""
        return np.asarray((self.pairs[0] - self.pairs[1]) ** 2 / 2)
