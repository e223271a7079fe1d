"""Let a member of an exponential family learn from a mixture of the truth and itself, with unlimited data.

    mix    a share of the truth and the rest of the present member
    fit    the member of the family with the least divergence from that

The family has one statistic; it, the truth and the start are left to chance but for two means of the statistic.  The
divergence of a law from the members is convex in their parameter, so the fit is where its slope changes sign, and that
is found by halving.  Each assumption in these lines is a switch of `ProjectedChain`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import xlogy

from collapse_math.processes.arguments import known_words, real_number, whole_number
from collapse_math.processes.draws import Array
from collapse_math.processes.unlimited import Data, Memory, learnt, refuse_switches, trained_on

Fit = Literal["best", "early"]

STEEPEST, HALVINGS = 500.0, 70
"""The range of the parameter on either side of 0, and how often it is halved."""


@dataclass(frozen=True)
class ProjectedChain:
    """Many loops, each with a family and a truth of its own.

    generations   t, number of fits, at least 1
    chains        number of loops, at least 1
    true_mean     of the statistic under the truth
    first_mean    of the statistic under the start; another number
    real_share    alpha, which part of the data is the truth: one number for each generation, from 0 to 1
    outcomes      how many there are, at least 3

    and one switch for each assumption, the standard setting first:

    data, memory  see `unlimited`
    fit           "best": the member with the least divergence; "early": the fit stops half-way there

    Raises ValueError for an argument out of range.
    """

    generations: int
    chains: int
    true_mean: float
    first_mean: float
    real_share: tuple[float, ...]
    outcomes: int = 6
    data: Data = "unlimited"
    memory: Memory = "replace"
    fit: Fit = "best"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("generations", self.generations, at_least=1, because="ask for one fit or more")
        whole_number("chains", self.chains, at_least=1, because="ask for one loop or more")
        whole_number("outcomes", self.outcomes, at_least=3, because="a family of all laws is no smaller one")
        real_number("true_mean", self.true_mean, because="give a mean of the statistic")
        real_number("first_mean", self.first_mean, because="give a mean of the statistic")
        if self.true_mean == self.first_mean:
            raise ValueError(f"first_mean must differ from true_mean, not {self.first_mean!r}: start elsewhere")
        if len(self.real_share) < self.generations or not all(0 <= share <= 1 for share in self.real_share):
            raise ValueError(
                f"real_share must be {self.generations} numbers in [0, 1], not {self.real_share!r}: give all"
            )
        refuse_switches(self.data, self.memory)
        known_words(self)

    def run(self, generator: np.random.Generator) -> ProjectedRun:
        """Run all loops; the same state of `generator` gives the same run."""
        shape = (self.outcomes, self.chains)
        truth, start = (pieces / pieces.sum(axis=0) for pieces in generator.standard_exponential((2, *shape)))
        statistic = generator.standard_normal(shape)
        parameter = np.zeros(self.chains)
        members, training = [start], list[Array]()
        for t in range(self.generations):
            share = self.real_share[t]
            training.append(share * truth + (1 - share) * members[-1])
            data = learnt(generator, trained_on(training, self.memory), self.data)
            best = fitted(start, statistic, data)
            parameter = best if self.fit == "best" else (parameter + best) / 2
            members.append(member(start, statistic, parameter))
        of_truth, of_start = ((statistic * law).sum(axis=0) for law in (truth, start))
        unit = (self.first_mean - self.true_mean) / (of_start - of_truth)
        return ProjectedRun(self, np.array(members), truth, self.true_mean + unit * (statistic - of_truth))


def member(start: Array, statistic: Array, parameter: Array) -> Array:
    """The member of the family with this parameter, which is 0 for the start."""
    exponents = parameter * statistic
    weights = start * np.exp(exponents - exponents.max(axis=0))
    return np.asarray(weights / weights.sum(axis=0))


def fitted(start: Array, statistic: Array, data: Array) -> Array:
    """The parameter of the member with the least divergence from the data, by halving."""
    low, high = np.full(data.shape[1], -STEEPEST), np.full(data.shape[1], STEEPEST)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        slope = ((member(start, statistic, middle) - data) * statistic).sum(axis=0)  # of sum data log(data/member)
        low, high = np.where(slope < 0, middle, low), np.where(slope < 0, high, middle)
    return np.asarray((low + high) / 2)


@dataclass(frozen=True, eq=False)
class ProjectedRun:
    """What the members were.

    chain       the `ProjectedChain` that was run
    members     shape (generations + 1, outcomes, chains); row 0 is the start
    truth       shape (outcomes, chains)
    statistic   of the family, with the means that were asked for, shape (outcomes, chains)

    Statistics have the shape (generations + 1, chains).
    """

    chain: ProjectedChain
    members: Array
    truth: Array
    statistic: Array

    @property
    def means(self) -> Array:
        """The mean of the statistic under each member."""
        return np.asarray((self.members * self.statistic).sum(axis=1))

    @property
    def divergences(self) -> Array:
        """The Kullback-Leibler divergence of the truth from each member, in nats."""
        return np.asarray((xlogy(self.truth, self.truth) - xlogy(self.truth, self.members)).sum(axis=1))
