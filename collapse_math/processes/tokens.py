"""Fit the shares of tokens to a sample of tokens, draw new tokens by these shares, and repeat.

Generation 0 is the truth, a probability for each of K tokens.  Refit number t + 1 does two things:

    draw   n tokens, each token i with its present probability p_i
    fit    the share of each token among the draws: p_i' = C_i / n

so that generation 1 is fitted to real tokens and every later one to the output of its predecessor.  A token that
has not been drawn is gone for good.  Each assumption in these lines is a switch of `TokenChain`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import ndtr, xlogy

from collapse_math.processes.arguments import known_words, numbers_of_run, real_number, sizes_of_samples, whole_number
from collapse_math.processes.draws import Array, Dependence, standardised_draws

Sampling = Literal["faithful", "sharpened"]
Smoothing = Literal["none", "additive", "posterior"]
Memory = Literal["replace", "accumulate", "first", "steps"]
Real = Literal["none", "number", "split", "replay"]
Randomness = Literal["fresh", "reused"]
Sizes = Literal["constant", "growing"]

SHARPNESS = 1.5
"""The power to which probabilities are raised before sharpened sampling: one over the temperature."""
PSEUDO_COUNT = 0.5
"""What smoothing adds to the count of every token, if it is not told otherwise."""


@dataclass(frozen=True)
class TokenChain:
    """Many independent chains of refitted token probabilities.

    tokens        n, tokens drawn per generation, at least 1; or n(1), n(2), ..., one number for each generation
    generations   t, number of refits, at least 1
    chains        number of independent chains, at least 1
    shares        probabilities of the tokens in the truth, generation 0; positive, with sum 1
    real_tokens   with real = "number": how many of the n tokens are drawn from the truth
    real_share    with real = "split" or "replay": the probability with which each token is drawn from the truth, or
                  from the first model; one number, or one for each generation
    first_model   what the first generation is drawn from, shares of the same tokens; the truth, if left out
    step          with memory = "steps": by which part the model moves to the newest tokens, in (0, 1]
    pseudo_count  with smoothing: what it adds to the count of every token; positive

    and one switch for each assumption, the standard setting first:

    sampling      "faithful", or "sharpened": tokens are drawn with probabilities proportional to p_i^1.5, those of
                  the truth included
    smoothing     "none"; "additive": the pseudo-count is added to every count; "posterior": the next shares are drawn
                  from the Dirichlet law whose parameters are the counts so enlarged
    dependence    "independent", or "correlated": the draws of one generation have a part in common
    memory        "replace": fit the newest tokens only; "accumulate": fit all tokens since generation 1; "first": fit
                  those of generation 1 again and again; "steps": mix the last model and the share of each of the
                  newest tokens, which has the weight `step`
    real          where tokens come from: "none": the present model; "number": a fixed number from the truth, the
                  others from the model; "split": each from the truth with a given probability; "replay": each from
                  the first model, that of generation 1, with a given probability
    randomness    "fresh", or "reused": every generation starts from the same seed, so draws repeat
    sizes         "constant", or "growing": refit number t draws n t tokens

    Raises ValueError for an argument out of range.
    """

    tokens: int | tuple[int, ...]
    generations: int
    chains: int
    shares: tuple[float, ...]
    real_tokens: int = 0
    real_share: float | tuple[float, ...] = 0.0
    pseudo_count: float = PSEUDO_COUNT
    first_model: tuple[float, ...] = ()
    step: float = 1.0
    sampling: Sampling = "faithful"
    smoothing: Smoothing = "none"
    dependence: Dependence = "independent"
    memory: Memory = "replace"
    real: Real = "none"
    randomness: Randomness = "fresh"
    sizes: Sizes = "constant"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        numbers_of_run(self.generations, self.chains)
        for share in self.shares:
            real_number("a share", share, above=0, because="leave out tokens that cannot occur")
        first = self.first_model or self.shares
        if len(first) != len(self.shares) or min(first) < 0:
            raise ValueError(f"first_model must be {len(self.shares)} shares, not {first!r}: give those of all tokens")
        for name, law in (("shares", self.shares), ("first_model", first)):
            if not math.isclose(sum(law), 1, rel_tol=1e-12):
                raise ValueError(f"{name} must sum to 1, not {sum(law)!r}: give a probability for every token")
        whole_number("real_tokens", self.real_tokens, at_least=0, because="a number of tokens is not negative")
        known_words(self)
        if self.real_tokens > min(self.draws):
            raise ValueError(f"real_tokens must be at most tokens, not {self.real_tokens!r}: draw more tokens")
        if len(self.real_shares) < self.generations:
            raise ValueError(
                f"real_share must be one number or {self.generations}, one for each generation, not "
                f"{len(self.real_shares)}: give more"
            )
        if not all(0 <= share <= 1 for share in self.real_shares):
            raise ValueError(f"real_share must lie in [0, 1], not {self.real_share!r}: give a probability")
        real_number("pseudo_count", self.pseudo_count, above=0, because="choose no smoothing instead")
        if not 0 < self.step <= 1:
            raise ValueError(f"step must lie in (0, 1], not {self.step!r}: give the weight of the newest tokens")

    @property
    def draws(self) -> tuple[int, ...]:
        """How many tokens each generation draws."""
        return sizes_of_samples("tokens", self.tokens, self.generations, growing=self.sizes == "growing")

    @property
    def real_shares(self) -> tuple[float, ...]:
        """The probability of a real token, for each generation."""
        return self.real_share if isinstance(self.real_share, tuple) else (self.real_share,) * self.generations

    def run(self, generator: np.random.Generator) -> TokenRun:
        """Run all chains; the same state of `generator` gives the same run."""
        truth = np.repeat(np.array(self.shares)[:, None], self.chains, axis=1)
        shares = [np.repeat(np.array(self.first_model or self.shares)[:, None], self.chains, axis=1)]
        counts, total = np.zeros_like(truth), 0
        seed = generator.bit_generator.state
        for t, size in enumerate(self.draws):
            if self.randomness == "reused":
                generator.bit_generator.state = seed
            stored = shares[min(t, 1)] if self.real == "replay" else truth
            drawn = self._draw(generator, size, self.real_shares[t], stored, shares[-1])
            if self.memory == "accumulate":
                counts, total = counts + drawn, total + size
            elif self.memory != "first" or t == 0:
                counts, total = drawn, size
            fitted = self._fitted(generator, counts, total)
            steps = self.memory == "steps"
            shares.append((1 - self.step) * shares[-1] + self.step * fitted if steps else fitted)
        return TokenRun(self, np.array(shares))

    def _fitted(self, generator: np.random.Generator, counts: Array, total: int) -> Array:
        """The next model, from counts of shape (tokens, chains)."""
        if self.smoothing == "posterior":
            weights = generator.standard_gamma(counts + self.pseudo_count)
            return np.asarray(weights / weights.sum(axis=0))
        added = self.pseudo_count if self.smoothing == "additive" else 0.0
        return np.asarray((counts + added) / (total + added * len(self.shares)))

    def _draw(self, generator: np.random.Generator, size: int, real_share: float, other: Array, model: Array) -> Array:
        """Draw `size` tokens for each chain and count them, shape (tokens, chains); some are from the other model."""
        if self.dependence == "correlated":
            levels = ndtr(standardised_draws(generator, (size, self.chains), "gaussian", "correlated"))
        else:
            levels = generator.random((size, self.chains))
        from_other = np.zeros((size, 1), dtype=bool)
        if self.real == "number":
            from_other[: self.real_tokens] = True
        elif self.real in ("split", "replay"):
            from_other = generator.random((size, self.chains)) < real_share
        # Token i is drawn where the level lies between the sums of the probabilities of the tokens up to i.
        ends = [np.cumsum(self._sampled(law), axis=0) for law in (other, model)]
        below = [
            np.count_nonzero(levels < np.where(from_other, of_other, of_model), axis=0)
            for of_other, of_model in zip(ends[0][:-1], ends[1][:-1], strict=True)
        ]
        return np.diff(np.array([np.zeros(self.chains), *below, np.full(self.chains, size)]), axis=0)

    def _sampled(self, shares: Array) -> Array:
        """The probabilities with which tokens are drawn."""
        if self.sampling == "faithful":
            return shares
        sharpened = shares**SHARPNESS
        return np.asarray(sharpened / sharpened.sum(axis=0))


@dataclass(frozen=True, eq=False)
class TokenRun:
    """What the chains did.

    chain    the `TokenChain` that was run
    shares   p_i after each refit, shape (generations + 1, tokens, chains); row 0 is the truth, or the first model

    Every statistic has the shape (generations + 1, chains) and no unit.
    """

    chain: TokenChain
    shares: Array

    @property
    def first_shares(self) -> Array:
        """The share of the first token."""
        return np.asarray(self.shares[:, 0])

    @property
    def first_diversities(self) -> Array:
        """p (1 - p) for the first token."""
        return np.asarray(self.first_shares * (1 - self.first_shares))

    @property
    def changes(self) -> Array:
        """How often the share of the first token has changed so far."""
        changed = np.diff(self.first_shares, axis=0) != 0
        return np.concatenate([np.zeros((1, self.chain.chains)), np.cumsum(changed, axis=0)])

    @property
    def squared_drifts(self) -> Array:
        """The squared distance of the share of the first token from its true share."""
        return np.asarray((self.first_shares - self.first_shares[0]) ** 2)

    @property
    def products_of_two(self) -> Array:
        """The product of the shares of the first two tokens."""
        return np.asarray(np.prod(self.shares[:, :2], axis=1))

    @property
    def products_of_three(self) -> Array:
        """The product of the shares of the first three tokens."""
        return np.asarray(np.prod(self.shares[:, :3], axis=1))

    @property
    def diversities(self) -> Array:
        """1 - sum p_i^2: the probability that two draws are different tokens."""
        return np.asarray(1 - np.sum(self.shares**2, axis=1))

    @property
    def first_absent(self) -> Array:
        """1 where the first token is gone, else 0."""
        return np.asarray(self.first_shares == 0, dtype=float)

    @property
    def first_alone(self) -> Array:
        """1 where only the first token is left, else 0."""
        return np.asarray(self.first_shares == 1, dtype=float)

    @property
    def support_sizes(self) -> Array:
        """How many tokens are left."""
        return np.asarray(np.count_nonzero(self.shares, axis=1), dtype=float)

    @property
    def several_left(self) -> Array:
        """1 where more than one token is left, else 0."""
        return np.asarray(self.support_sizes > 1, dtype=float)

    @property
    def entropies(self) -> Array:
        """-sum p_i log p_i in nats."""
        return np.asarray(-np.sum(xlogy(self.shares, self.shares), axis=1))

    @property
    def first_left(self) -> Array:
        """1 where not all that is left is the first token, else 0."""
        return np.asarray(1 - self.first_alone)

    @property
    def first_lost(self) -> Array:
        """The share of the truth that is lost with the first token: its true share where it is gone, else 0."""
        return np.asarray(self.chain.shares[0] * self.first_absent)

    @property
    def first_contents(self) -> Array:
        """p log p for the first token, in nats."""
        return np.asarray(xlogy(self.first_shares, self.first_shares))

    @property
    def first_cross_entropies(self) -> Array:
        """-p log p_0 for the first token, p_0 being its share in the truth, in nats."""
        return np.asarray(-self.first_shares * np.log(self.chain.shares[0]))

    @property
    def refits_with_several(self) -> Array:
        """After how many refits so far more than one token was left."""
        return np.asarray(np.concatenate([np.zeros((1, self.chain.chains)), np.cumsum(self.several_left[1:], axis=0)]))

    @property
    def absorption_times(self) -> Array:
        """The first refit after which one token is left, or the next one, if there are several still."""
        return np.asarray(1 + self.refits_with_several)

    @property
    def steps_and_diversities(self) -> Array:
        """The sum of all squared steps of the share of the first token so far, and p (1 - p) of what it is now."""
        squares = np.cumsum(np.diff(self.first_shares, axis=0) ** 2, axis=0)
        return np.asarray(self.first_diversities + np.concatenate([np.zeros((1, self.chain.chains)), squares]))
