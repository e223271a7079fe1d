"""All outcomes of a tiny loop, with their probabilities: what an expectation means, and nothing cleverer.

Knows the words of a description and no formula: every point of every draw is tried at every value its law can take,
and every choice of a subsample is tried.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import combinations, combinations_with_replacement
from typing import Any, NamedTuple

from collapse_math.loops import Draw, Fade, Generation, Loop, Pour, Refit, Step, Subsample

Law = Callable[[Any, Any], list[tuple[Any, Any]]]
"""From a mean and a variance to (probability, value), one for each possible value."""

Store = tuple[tuple[Any, Any], ...]
"""Points as (value, weight)."""


class Outcome(NamedTuple):
    """One way in which everything so far may have happened."""

    probability: Any
    fits: tuple[tuple[Any, Any], ...]  # (mean, variance), the truth first
    stores: dict[str, Store]


def skewed_coin(up: Fraction) -> Law:
    """Two rational values, `up` above the mean and more or less below it, with this mean and this variance."""

    def law(mean: Fraction, variance: Fraction) -> list[tuple[Fraction, Fraction]]:
        if variance == 0:
            return [(Fraction(1), mean)]
        rare = variance / (up**2 + variance)
        return [(rare, mean + up), (1 - rare, mean - variance / up)]

    return law


def symmetric_law(kurtosis: float) -> Law:
    """Three values with this kurtosis; with 3 it has the first five moments of the normal law."""

    def law(mean: float, variance: float) -> list[tuple[float, float]]:
        tail = 1 / (2 * kurtosis)
        jump = math.sqrt(kurtosis * max(variance, 0.0))  # rounding may make a variance of zero negative
        return [(tail, mean - jump), (1 - 2 * tail, mean), (tail, mean + jump)]

    return law


def outcomes(loop: Loop, law: Law, number: Callable[[Any], Any]) -> list[Outcome]:
    """All outcomes of a loop; `number` turns the numbers of the description into those of the computation."""
    truth = (number(loop.mean), number(loop.variance))
    found = [Outcome(number(1), (truth,), {})]
    for generation in loop.generations:
        for step in generation.steps:
            found = [after for before in found for after in _outcomes_of_step(step, before, law, number)]
        found = [_refitted(generation, outcome, number) for outcome in found]
    return found


def how_many(loop: Loop, values: int) -> int:
    """At most how many outcomes there are if a law has this many values."""
    many, sizes = 1, Counter[str]()
    for generation in loop.generations:
        for step in generation.steps:
            if isinstance(step, Draw):
                many *= math.comb(step.points + values * len(step.split) - 1, step.points)
                sizes[step.store] += step.points
            elif isinstance(step, Subsample):
                many *= math.comb(sizes[step.source], step.points)
                sizes[step.target] += step.points
            elif isinstance(step, Pour):
                sizes[step.target] += sizes.pop(step.source)
        for store in generation.emptied:
            del sizes[store]
    return many


def _outcomes_of_step(step: Step, outcome: Outcome, law: Law, number: Callable[[Any], Any]) -> Iterator[Outcome]:
    stores = outcome.stores
    match step:
        case Draw(store, points):
            values = []
            for share, source in step.split:
                mean, variance = outcome.fits[source.fit]
                spread = number(source.variance_factor) * variance + number(source.added_variance)
                values += [(number(share) * probability, value) for probability, value in law(mean, spread)]
            for chosen in combinations_with_replacement(range(len(values)), points):
                orders = math.factorial(points)
                for times in Counter(chosen).values():
                    orders //= math.factorial(times)
                probability = outcome.probability * orders * math.prod(values[i][0] for i in chosen)
                new = tuple((values[i][1], number(1)) for i in chosen)
                yield outcome._replace(probability=probability, stores=stores | {store: stores.get(store, ()) + new})
        case Subsample(source, points, target):
            everything = list(combinations(stores[source], points))
            for chosen in everything:
                added = {target: stores.get(target, ()) + chosen}
                yield outcome._replace(probability=outcome.probability / len(everything), stores=stores | added)
        case Pour(source, target):
            rest = {name: held for name, held in stores.items() if name != source}
            yield outcome._replace(stores=rest | {target: stores.get(target, ()) + stores[source]})
        case Fade(store, factor):
            faded = tuple((value, weight * number(factor)) for value, weight in stores[store])
            yield outcome._replace(stores=stores | {store: faded})


def _refitted(generation: Generation, outcome: Outcome, number: Callable[[Any], Any]) -> Outcome:
    refit = generation.refit
    groups = [
        [(value, weight * number(factor)) for value, weight in outcome.stores[store]] for store, factor in refit.weights
    ]
    points = [point for group in groups for point in group]
    mean = _average(points)
    parts = groups if refit.deviations == "from own means" else [points]
    squares = sum(w * (x - centre) ** 2 for part in parts for centre in [_average(part)] for x, w in part)
    kept = {name: held for name, held in outcome.stores.items() if name not in generation.emptied}
    return Outcome(outcome.probability, (*outcome.fits, (mean, squares / _divisor(refit, parts, number))), kept)


def _average(points: list[tuple[Any, Any]]) -> Any:
    return sum(w * x for x, w in points) / sum(w for _, w in points)


def _divisor(refit: Refit, parts: list[list[tuple[Any, Any]]], number: Callable[[Any], Any]) -> Any:
    totals = [(sum(w for _, w in part), sum(w * w for _, w in part)) for part in parts]
    if refit.divisor == "n":
        return sum(weight for weight, _ in totals)
    if refit.divisor == "n-1":
        return sum(weight - squared / weight for weight, squared in totals)
    return number(refit.divisor)
