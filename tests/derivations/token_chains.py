"""Refitted tokens without a formula: every model that a chain can reach, with its probability, in fractions."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction

Model = tuple[Fraction, ...]


def splits(draws: int, tokens: int) -> Iterator[tuple[int, ...]]:
    """All ways in which so many draws can be of so many tokens, as counts."""
    if tokens == 1:
        yield (draws,)
        return
    for first in range(draws + 1):
        for others in splits(draws - first, tokens - 1):
            yield (first, *others)


def probability(counts: tuple[int, ...], model: Model) -> Fraction:
    """The multinomial probability of these counts."""
    ways = math.factorial(sum(counts))
    for count in counts:
        ways //= math.factorial(count)
    return ways * math.prod((p**c for p, c in zip(model, counts, strict=True)), start=Fraction(1))


def drift_chain(
    truth: Model, draws: int, refits: int, *, keep: bool = False, real_share: Fraction = Fraction(0), real: int = 0
) -> dict[Model, Fraction]:
    """The law of the model after so many refits; a state is the model, the data kept or not decide on the next.

    keep        all tokens since the first generation are fitted
    real_share  the probability with which each draw is real
    real        how many of the draws are real
    """
    zero = (0,) * len(truth)
    states: dict[tuple[Model, tuple[int, ...]], Fraction] = {(truth, zero): Fraction(1)}
    for _ in range(refits):
        after: Counter[tuple[Model, tuple[int, ...]]] = Counter()
        for (model, kept), weight in states.items():
            mixed = tuple(real_share * a + (1 - real_share) * b for a, b in zip(truth, model, strict=True))
            for first in splits(real, len(truth)):
                for second in splits(draws - real, len(truth)):
                    share = weight * probability(first, truth) * probability(second, mixed)
                    if not share:
                        continue
                    pool = tuple(a + b + c for a, b, c in zip(first, second, kept, strict=True))
                    fit = tuple(Fraction(count, sum(pool)) for count in pool)
                    after[fit, pool if keep else zero] += share
        states = after
    models: Counter[Model] = Counter()
    for (model, _), weight in states.items():
        models[model] += weight
    return dict(models)


def mean(function: Callable[[Model], Fraction], law: dict[Model, Fraction]) -> Fraction:
    """The mean of a function of the model."""
    return sum((weight * function(model) for model, weight in law.items()), Fraction(0))


def diversity(model: Model) -> Fraction:
    """The probability that two draws are different tokens."""
    return 1 - sum((p**2 for p in model), Fraction(0))
