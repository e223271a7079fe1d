"""Label observations by a detector, and weigh each by how likely it is to be real, given its label.

Each of n observations is real with probability alpha, else synthetic.  The detector gives it a label, with
probabilities that depend on which it is; and its weight is the share of real ones among all with this label, as alpha
and the detector have it.  How they become real is a switch of `DetectedChain`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from collapse_math.processes.arguments import known_words, whole_number
from collapse_math.processes.draws import Array

Real = Literal["split", "number", "none"]


@dataclass(frozen=True)
class DetectedChain:
    """Many independent samples.

    observations        n, at least 1
    chains              number of samples, at least 1
    alpha               the probability of a real one, between 0 and 1
    if_real             the probabilities of the labels of a real observation, not negative, with sum 1
    if_synthetic        those of the labels of a synthetic one; each label can occur
    generations         how often all this is done, one after the other, at least 1

    and the switch

    real    "split": each is real with probability alpha; "number": alpha n of them are, rounded down; "none"

    Raises ValueError for an argument out of range.
    """

    observations: int
    chains: int
    alpha: float
    if_real: tuple[float, ...]
    if_synthetic: tuple[float, ...]
    generations: int = 1
    real: Real = "split"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("observations", self.observations, at_least=1, because="observe one or more")
        whole_number("chains", self.chains, at_least=1, because="ask for one sample or more")
        whole_number("generations", self.generations, at_least=1, because="ask for one round or more")
        if not 0 < self.alpha < 1:
            raise ValueError(f"alpha must lie between 0 and 1, not {self.alpha!r}: else all is known")
        for name in ("if_real", "if_synthetic"):
            law = getattr(self, name)
            if len(law) != len(self.if_real) or min(law) < 0 or not math.isclose(sum(law), 1, rel_tol=1e-12):
                raise ValueError(f"{name} must be {len(self.if_real)} shares with sum 1, not {law!r}: give all labels")
        if min(np.add(self.if_real, self.if_synthetic)) == 0:
            raise ValueError("if_real and if_synthetic must not both be 0 for a label: leave out what cannot occur")
        known_words(self)

    def run(self, generator: np.random.Generator) -> DetectedRun:
        """Draw all samples; the same state of `generator` gives the same run."""
        shape = (self.generations, self.observations, self.chains)
        is_real = np.zeros(shape, dtype=bool)
        if self.real == "split":
            is_real = generator.random(shape) < self.alpha
        elif self.real == "number":
            is_real[:, : int(self.alpha * self.observations)] = True
        ends = [np.cumsum(law)[:-1, None, None, None] for law in (self.if_real, self.if_synthetic)]
        labels = (generator.random(shape) >= np.where(is_real, *ends)).sum(axis=0)
        return DetectedRun(self, labels)


@dataclass(frozen=True, eq=False)
class DetectedRun:
    """The samples.

    chain    the `DetectedChain` that was run
    labels   of all observations, counted from 0, shape (generations, observations, chains)
    """

    chain: DetectedChain
    labels: NDArray[np.int64]

    @property
    def weights(self) -> Array:
        """The probability of each observation to be real, given its label."""
        real = self.chain.alpha * np.array(self.chain.if_real)
        synthetic = (1 - self.chain.alpha) * np.array(self.chain.if_synthetic)
        return np.asarray((real / (real + synthetic))[self.labels])

    @property
    def squared_weights(self) -> Array:
        """The sum of the squared weights, shape (generations, chains)."""
        return np.asarray((self.weights**2).sum(axis=1))

    @property
    def squared_weights_of_first(self) -> Array:
        """The same over the observations with the first label."""
        return np.asarray((self.weights**2 * (self.labels == 0)).sum(axis=1))
