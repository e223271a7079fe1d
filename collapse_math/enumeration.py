"""The exact law of one token among any number of others, by listing all its counts.

    >>> from fractions import Fraction
    >>> chain = TokenLaw(draws=4)
    >>> after = chain.law(Fraction(1, 4), generations=2)     # of the count among the 4 draws of generation 2
    >>> after.lost, after.alone, after.mean == Fraction(1, 4)
    (Fraction(3795, 8192), Fraction(275, 8192), True)

A token with share p is drawn C times among n draws, where C is binomial, and has the share C/n from then on; what
the other tokens are does not matter.  So its count is a Markov chain on 0, ..., n whose transition matrix is
rational, and everything below is arithmetic with fractions: no expectation is used, and no simulation.

Real tokens among the draws change the probability alone: with probability `real_share` a draw comes from the truth;
of `real_draws` of the n draws all do.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from flint import fmpq, fmpq_mat

from collapse_math.exact_arguments import exact_number, whole_number

Number = int | Fraction


@dataclass(frozen=True)
class CountLaw:
    """The law of a count among n draws: the probability of 0, ..., n."""

    probabilities: tuple[Fraction, ...]

    @property
    def lost(self) -> Fraction:
        """The probability that no draw is the token."""
        return self.probabilities[0]

    @property
    def alone(self) -> Fraction:
        """The probability that every draw is the token."""
        return self.probabilities[-1]

    def moment(self, power: int) -> Fraction:
        """The mean of a power of the share."""
        draws = len(self.probabilities) - 1
        return sum((p * Fraction(c, draws) ** power for c, p in enumerate(self.probabilities)), Fraction(0))

    def quantile(self, level: Number) -> int:
        """The smallest count that is not exceeded with at least this probability."""
        below = itertools.accumulate(self.probabilities)
        return next(count for count, reached in enumerate(below) if reached >= level)

    @property
    def mean(self) -> Fraction:
        """The mean share."""
        return self.moment(1)

    @property
    def diversity(self) -> Fraction:
        """The mean of p (1 - p), where p is the share."""
        return self.mean - self.moment(2)


@dataclass(frozen=True)
class TokenLaw:
    """One token, refitted to its own samples.

    draws       n, draws per generation, at least 1
    truth       probability of the token in the truth, from which real draws come; only needed if there are any
    real_share  the probability with which each draw is real, in [0, 1]
    real_draws  how many of the draws are real, from 0 to n

    Raises ValueError for an argument out of range, and if both a share and a number of real draws are given.
    """

    draws: int
    truth: Number = 0
    real_share: Number = 0
    real_draws: int = 0

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("draws", self.draws, 1, "draw one token or more")
        for name, value in (("truth", self.truth), ("real_share", self.real_share)):
            exact_number(name, value, "a probability is not negative", zero=True)
            if value > 1:
                raise ValueError(f"{name} must be at most 1, not {value}: give a probability")
        whole_number("real_draws", self.real_draws, 0, "a number of draws is not negative")
        if self.real_draws > self.draws:
            raise ValueError(f"real_draws must be at most draws, not {self.real_draws}: draw more tokens")
        if self.real_draws and self.real_share:
            raise ValueError("give real_share or real_draws, not both: a draw is real by chance or by its number")

    def one_refit(self, share: Number) -> tuple[Fraction, ...]:
        """The law of the count, 0, ..., n, if the present share is `share`."""
        mixed = self.real_share * Fraction(self.truth) + (1 - self.real_share) * Fraction(share)
        real = binomial(self.real_draws, Fraction(self.truth))
        synthetic = binomial(self.draws - self.real_draws, mixed)
        law = [Fraction(0)] * (self.draws + 1)
        for i, first in enumerate(real):
            for k, second in enumerate(synthetic):
                law[i + k] += first * second
        return tuple(law)

    @cached_property
    def transitions(self) -> fmpq_mat:
        """The probability of each next count (column), given the present one (row)."""
        rows = [self.one_refit(Fraction(count, self.draws)) for count in range(self.draws + 1)]
        return matrix(rows)

    def law(self, start: Number, generations: int) -> CountLaw:
        """The law of the count after so many refits, at least 1, if the first samples a model with share `start`."""
        whole_number("generations", generations, 1, "there are no counts before the first refit")
        exact_number("start", start, "a probability is not negative", zero=True)
        if start > 1:
            raise ValueError(f"start must be at most 1, not {start}: give a probability")
        # Numerators and one denominator for all, so that nothing is cancelled before the end.
        row, below = matrix([self.one_refit(start)]).numer_denom()
        steps, each = self.transitions.numer_denom()
        for _ in range(generations - 1):
            row = row * steps
        total = int(below) * int(each) ** (generations - 1)
        return CountLaw(tuple(Fraction(int(entry), total) for entry in row.entries()))

    def expected_time_from(self, start: Number) -> Fraction:
        """The mean number of refits until the token is lost or alone, if the first samples a model with this share."""
        later = zip(self.law(start, 1).probabilities, self.expected_time(), strict=True)
        return 1 + sum((weight * time for weight, time in later), Fraction(0))

    # Until it is lost or alone -----------------------------------------------------------------------------

    def alone_in_the_end(self) -> tuple[Fraction, ...]:
        """The probability of being alone in the end, for each count; only without real draws."""
        inside, out = self._inside()
        reached = inside.solve(matrix([[row[-1]] for row in out]))
        return (Fraction(0), *map(fraction, reached.entries()), Fraction(1))

    def expected_time(self) -> tuple[Fraction, ...]:
        """The mean number of further refits until the token is lost or alone, for each count; without real draws."""
        inside, out = self._inside()
        times = inside.solve(matrix([[Fraction(1)]] * len(out)))
        return (Fraction(0), *map(fraction, times.entries()), Fraction(0))

    def _inside(self) -> tuple[fmpq_mat, list[tuple[Fraction, ...]]]:
        """1 - Q for the transitions Q between counts that are neither 0 nor n, and all transitions from these."""
        if self.real_share or self.real_draws:
            raise ValueError("with real draws no token is lost for good: ask for the stationary law")
        if self.draws < 2:
            raise ValueError("with one draw a token is lost or alone at once: draw two or more")
        counts = range(1, self.draws)
        rows = [self.one_refit(Fraction(count, self.draws)) for count in counts]
        kept = [[int(i == j) - row[j] for j in counts] for i, row in zip(counts, rows, strict=True)]
        return matrix(kept), rows

    # In the long run ---------------------------------------------------------------------------------------

    def stationary(self) -> CountLaw:
        """The law of the count that a refit leaves as it is; only with real draws and a truth between 0 and 1."""
        if not (self.real_share or self.real_draws) or not 0 < self.truth < 1:
            raise ValueError("only real draws of a token that may or may not occur lead to a unique law: give some")
        size = self.draws + 1
        # pi (T - 1) = 0 with the last equation replaced by the sum of all probabilities.
        entries = [
            [Fraction(1) if j == size - 1 else fraction(self.transitions[i, j]) - int(i == j) for i in range(size)]
            for j in range(size)
        ]
        wanted = matrix([[Fraction(int(j == size - 1))] for j in range(size)])
        return CountLaw(tuple(map(fraction, matrix(entries).solve(wanted).entries())))


def binomial(draws: int, share: Fraction) -> list[Fraction]:
    """The binomial law."""
    top, bottom = share.numerator, share.denominator
    whole = bottom**draws
    return [Fraction(math.comb(draws, c) * top**c * (bottom - top) ** (draws - c), whole) for c in range(draws + 1)]


def matrix(rows: Sequence[Sequence[Fraction]]) -> fmpq_mat:
    """A matrix of python-flint."""
    entries = [fmpq(entry.numerator, entry.denominator) for row in rows for entry in map(Fraction, row)]
    return fmpq_mat(len(rows), len(rows[0]), entries)


def fraction(value: fmpq) -> Fraction:
    """A rational number of python-flint."""
    return Fraction(int(value.p), int(value.q))
