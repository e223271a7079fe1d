"""What loops with unlimited data did, and the statistics of it that theorems speak of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import xlogy

from collapse_math.processes.draws import Array

if TYPE_CHECKING:
    from collapse_math.processes.laws import LawChain


@dataclass(frozen=True, eq=False)
class LawRun:
    """What the laws were.

    chain     the `LawChain` that was run
    members   probabilities under each member, shape (generations + 1, members, outcomes, chains); row 0 is the start
    human     those in what counts as real data for the first member, shape (generations, outcomes, chains)

    Statistics have the shape (generations + 1, chains), or (generations, chains) where they compare two generations,
    and no unit; entropies are in nats.  Those with no other name are of the mixture of all members.
    """

    chain: LawChain
    members: Array
    human: Array

    @property
    def laws(self) -> Array:
        """The mixture of all members, shape (generations + 1, outcomes, chains)."""
        return np.asarray(np.tensordot(self.members, self.chain.weights, axes=(1, 0)))

    def _against_others(self, group: int) -> Array:
        """The probability of a group of outcomes over that of all others, infinite where they have none."""
        own = self.chain.group_of == group
        with np.errstate(divide="ignore"):
            return np.asarray(self.laws[:, own].sum(axis=1) / self.laws[:, ~own].sum(axis=1))

    def _group(self, laws: Array, group: int) -> Array:
        """The probability of a group of outcomes."""
        return np.asarray(laws[:, self.chain.group_of == group].sum(axis=1))

    @property
    def first_shares(self) -> Array:
        """The probability of the first group."""
        return self._group(self.laws, 0)

    @property
    def first_steps(self) -> Array:
        """What each generation added to it."""
        return np.asarray(np.diff(self.first_shares, axis=0))

    @property
    def human_shares(self) -> Array:
        """The probability of the first group in what counts as real data."""
        return self._group(self.human, 0)

    @property
    def member_gaps(self) -> Array:
        """The probability of the first group under the first member, less that under the mixture."""
        return np.asarray(self._group(self.members[:, 0], 0) - self.first_shares)

    @property
    def distances_below(self) -> Array:
        """How far the probability of the first group is below `place`."""
        return np.asarray(self.chain.place - self.first_shares)

    @property
    def squared_distances(self) -> Array:
        """Its squared distance from `place`."""
        return np.asarray(self.distances_below**2)

    @property
    def contractions(self) -> Array:
        """What each generation multiplied its distance from `place` by."""
        return np.asarray(self.distances_below[1:] / self.distances_below[:-1])

    @property
    def odds(self) -> Array:
        """The probability of the first group over that of all others."""
        return self._against_others(0)

    @property
    def inverse_odds(self) -> Array:
        """The probability of all others over that of the first group."""
        with np.errstate(divide="ignore"):
            return np.asarray(1 / self.odds)

    @property
    def quotients(self) -> Array:
        """The probability of the first group over that of the second."""
        with np.errstate(divide="ignore"):
            return np.asarray(self.first_shares / self._group(self.laws, 1))

    @property
    def log_quotients(self) -> Array:
        """Its logarithm."""
        with np.errstate(divide="ignore"):
            return np.asarray(np.log(self.quotients))

    @property
    def odds_of_last(self) -> Array:
        """The probability of the last group over that of all others."""
        return self._against_others(self.chain.groups - 1)

    @property
    def right_shares(self) -> Array:
        """The probability of right answers: all of the first group, and the first outcome of the last one."""
        first_of_last = np.argmax(self.chain.group_of)
        return np.asarray(self.first_shares + self.laws[:, first_of_last])

    @property
    def leads(self) -> Array:
        """The probability of the first group less that of all others."""
        return np.asarray(2 * self.first_shares - 1)

    @property
    def lead_steps(self) -> Array:
        """What each generation added to that."""
        return np.asarray(np.diff(self.leads, axis=0))

    @property
    def squared_leads(self) -> Array:
        """The squared lead."""
        return np.asarray(self.leads**2)

    @property
    def first_contents(self) -> Array:
        """What the first group contributes to an entropy, -p log p."""
        return np.asarray(-xlogy(self.first_shares, self.first_shares))

    @property
    def entropies(self) -> Array:
        """-sum p_i log p_i over all outcomes."""
        return np.asarray(-np.sum(xlogy(self.laws, self.laws), axis=1))
