"""Let a law over finitely many outcomes be trained on itself, with unlimited data: each generation is what it sees.

Generation t + 1 does these things to the probabilities of all outcomes, one after the other:

    mix       the last laws of all members of an ensemble, by their weights
    select    raise every probability to a power, multiply it by how often its outcome is accepted and by what a reward
              makes of its odds, and rescale, so that all add up to one
    add       a share of the truth; or the share counts as human data, of which a part has been selected as above
    take over the law that this makes, as it is

No sample comes between, unless a switch says so.  A law is given by the probabilities of groups of outcomes, and how
each group is divided is left to chance, so that one statement is held against many laws.  Each assumption in these
lines is a switch of `LawChain`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from collapse_math.processes.arguments import known_words, real_number, whole_number
from collapse_math.processes.draws import Array
from collapse_math.processes.laws_run import LawRun
from collapse_math.processes.unlimited import Data, Memory, learnt, refuse_switches, trained_on

Tempering = Literal["power", "none"]
Acceptance = Literal["answer", "likelihood"]
Reward = Literal["same", "fading", "none"]
Selects = Literal["output", "human"]
Real = Literal["split", "none"]
Learning = Literal["mixture", "alone"]

FADING = 0.5
"""What a fading reward keeps of itself from generation to generation."""


@dataclass(frozen=True)
class LawChain:
    """Many loops with unlimited data, each with a law of its own.

    generations   t, number of fits, at least 1
    chains        number of loops, at least 1
    starts        probabilities of groups of outcomes at the start, not negative, with sum 1: those of one law, or of
                  one for each member of an ensemble
    parts         how many outcomes each group is divided into, at random; 1 each, if left out
    truth         the same groups in the truth, of which real data are; if left out, the truth is the first start
    real_share    alpha, which part of the data is the truth: one number for all generations, or one for each
    power         1/T, to which probabilities are raised, greater than 0
    accepted      how often outcomes of each group are accepted, greater than 0 and at most 1; always, if left out
    uneven        whether the outcomes of the last group are accepted less often than that, each by a factor at random
    odds          what the reward multiplies the probabilities of each group by, greater than 0; 1, if left out
    improved      c, which part of human data has been selected, from 0 to 1
    weights       of the members of an ensemble, each greater than 0, with sum 1
    place         a share of the first group, from which distances are measured

    and one switch for each assumption, the standard setting first:

    data          "unlimited": a generation is the law that it is trained on; "sample": it is the shares of 1000 draws
    memory        "replace": it is trained on the newest data; "accumulate": on those of all generations, equally
    tempering     "power", or "none": probabilities are not raised to any power
    acceptance    "answer": how often an outcome is accepted depends on it alone; "likelihood": that is multiplied by
                  its present probability over that of the likeliest outcome
    reward        "same": in every generation; "fading": half of the one before; "none"
    selects       "output": the output of the last law is selected; "human": the part `improved` of the real data
    real          "split": the truth has the share alpha; "none"
    learning      "mixture": every member learns from the mixture of all; "alone": from its own output

    Raises ValueError for an argument out of range.
    """

    generations: int
    chains: int
    starts: tuple[tuple[float, ...], ...]
    parts: tuple[int, ...] = ()
    truth: tuple[float, ...] = ()
    real_share: float | tuple[float, ...] = 0.0
    power: float = 1.0
    accepted: tuple[float, ...] = ()
    uneven: bool = False
    odds: tuple[float, ...] = ()
    improved: float = 0.0
    weights: tuple[float, ...] = (1.0,)
    place: float = 0.0
    data: Data = "unlimited"
    memory: Memory = "replace"
    tempering: Tempering = "power"
    acceptance: Acceptance = "answer"
    reward: Reward = "same"
    selects: Selects = "output"
    real: Real = "split"
    learning: Learning = "mixture"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("generations", self.generations, at_least=1, because="ask for one fit or more")
        whole_number("chains", self.chains, at_least=1, because="ask for one loop or more")
        for name, laws in (("starts", self.starts), ("truth", (self.truth,) if self.truth else ())):
            for law in laws:
                if len(law) != self.groups or min(law) < 0 or not math.isclose(sum(law), 1, rel_tol=1e-12):
                    raise ValueError(f"{name} must give {self.groups} groups shares with sum 1, not {law!r}: give all")
        if min(self.weights) <= 0 or not math.isclose(sum(self.weights), 1, rel_tol=1e-12):
            raise ValueError(f"weights must be positive with sum 1, not {self.weights!r}: give one for each member")
        if len(self.starts) not in (1, len(self.weights)):
            raise ValueError(
                f"starts must be 1 or {len(self.weights)} laws, not {len(self.starts)}: one for each member"
            )
        self._refuse_numbers()
        refuse_switches(self.data, self.memory)
        known_words(self)

    def _refuse_numbers(self) -> None:
        """Refuse numbers out of range."""
        for part in self.parts:
            whole_number("one of the parts", part, at_least=1, because="a group has one outcome or more")
        real_number("power", self.power, above=0, because="give one over the temperature")
        real_number("place", self.place, because="give a share of the first group")
        given: tuple[tuple[str, tuple[float, ...]], ...] = (
            ("parts", self.parts),
            ("accepted", self.accepted),
            ("odds", self.odds),
        )
        for name, numbers in given:
            if len(numbers) not in (0, self.groups):
                raise ValueError(f"{name} must be {self.groups} numbers, not {len(numbers)}: give one for each group")
            for number in numbers:
                real_number(f"one of the {name}", number, above=0, because="leave out outcomes that cannot occur")
        if self.accepted and max(self.accepted) > 1:
            raise ValueError(f"accepted must be at most 1, not {max(self.accepted)!r}: give probabilities")
        for name, shares in (("real_share", self.real_shares), ("improved", (self.improved,))):
            if not all(0 <= share <= 1 for share in shares):
                raise ValueError(f"{name} must lie in [0, 1], not {getattr(self, name)!r}: give a part of the data")
        if len(self.real_shares) < self.generations:
            raise ValueError(f"real_share must be 1 or {self.generations} numbers, not {self.real_share!r}: give more")

    @property
    def groups(self) -> int:
        """How many groups of outcomes there are."""
        return len(self.starts[0])

    @property
    def group_of(self) -> NDArray[np.int64]:
        """The number of the group that each outcome belongs to."""
        return np.repeat(np.arange(self.groups), self.parts or 1)

    @property
    def real_shares(self) -> tuple[float, ...]:
        """The part of the data that is the truth, for each generation."""
        return self.real_share if isinstance(self.real_share, tuple) else (self.real_share,) * self.generations

    def run(self, generator: np.random.Generator) -> LawRun:
        """Run all loops; the same state of `generator` gives the same run."""
        starts = [self._divided(generator, law) for law in self.starts]
        truth = self._divided(generator, self.truth) if self.truth else starts[0]
        members = [np.array(starts if len(starts) > 1 else starts * len(self.weights))]
        accepted = self._acceptances(generator)
        training: list[Array] = []
        human: list[Array] = []
        for t in range(self.generations):
            heard = members[-1]
            if self.learning == "mixture":
                heard = np.broadcast_to(np.tensordot(self.weights, heard, axes=1), heard.shape)
            selected = self._selected(heard, t, accepted)
            counted = np.broadcast_to(truth, heard.shape)
            if self.selects == "human":
                counted, selected = (1 - self.improved) * truth + self.improved * selected, heard
            share = self.real_shares[t] if self.real == "split" else 0.0
            training.append(share * counted + (1 - share) * selected)
            members.append(learnt(generator, trained_on(training, self.memory), self.data))
            human.append(counted[0])
        return LawRun(self, np.array(members), np.array(human))

    def _divided(self, generator: np.random.Generator, law: tuple[float, ...]) -> Array:
        """The probabilities of all outcomes, shape (outcomes, chains): each group is divided at random."""
        pieces = generator.standard_exponential((len(self.group_of), self.chains))
        sums = np.add.reduceat(pieces, np.flatnonzero(np.diff(self.group_of, prepend=-1)))
        return np.asarray(pieces / sums[self.group_of] * np.array(law)[self.group_of][:, None])

    def _acceptances(self, generator: np.random.Generator) -> Array:
        """How often each outcome is accepted, shape (outcomes, chains)."""
        accepted = np.array(self.accepted or (1.0,) * self.groups)[self.group_of][:, None] * np.ones(self.chains)
        if self.uneven:
            last = self.group_of == self.groups - 1
            accepted[last] *= generator.random((np.count_nonzero(last), self.chains))
        return np.asarray(accepted)

    def _selected(self, laws: Array, t: int, accepted: Array) -> Array:
        """What is left of laws by temperature, acceptance and reward, of shape (members, outcomes, chains)."""
        made = (laws**self.power if self.tempering == "power" else laws) * accepted
        if self.acceptance == "likelihood":
            made = made * laws / laws.max(axis=1, keepdims=True)
        if self.odds and self.reward != "none":
            left = FADING**t if self.reward == "fading" else 1.0
            made = made * (np.array(self.odds) ** left)[self.group_of][:, None]
        return np.asarray(made / made.sum(axis=1, keepdims=True))
