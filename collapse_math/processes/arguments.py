"""Refuse arguments outside their range, in one sentence: the name, the rule, the value, the remedy."""

from __future__ import annotations

import math
from typing import Literal, get_args, get_origin, get_type_hints


def whole_number(name: str, value: object, *, at_least: int, because: str) -> None:
    """Raise ValueError unless `value` is an integer of `at_least` or more; `because` adds the remedy."""
    if not isinstance(value, int) or isinstance(value, bool) or value < at_least:
        raise ValueError(f"{name} must be an integer of at least {at_least}, not {value!r}: {because}")


def real_number(name: str, value: object, *, above: float = -math.inf, because: str) -> None:
    """Raise ValueError unless `value` is a finite real number greater than `above`."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not above < value < math.inf:
        rule = "a finite number" if above == -math.inf else f"a finite number greater than {above:g}"
        raise ValueError(f"{name} must be {rule}, not {value!r}: {because}")


def one_of(name: str, value: object, choices: tuple[str, ...]) -> None:
    """Raise ValueError unless `value` is one of the words in `choices`."""
    if value not in choices:
        raise ValueError(f"{name} must be one of {', '.join(map(repr, choices))}, not {value!r}: choose one of these")


TYPES: dict[type, dict[str, object]] = {}
"""The types of the fields of each kind of process, once they have been asked for: to find them takes a while."""


def known_words(process: object) -> None:
    """Raise ValueError unless every switch of a process, a field of a Literal type, is one of its words."""
    kind = type(process)
    if kind not in TYPES:
        TYPES[kind] = get_type_hints(kind)
    for name, hint in TYPES[kind].items():
        if get_origin(hint) is Literal:
            one_of(name, getattr(process, name), get_args(hint))


def numbers_of_run(generations: int, chains: int) -> None:
    """Raise ValueError unless there are one refit or more and one chain or more."""
    whole_number("generations", generations, at_least=1, because="ask for one refit or more")
    whole_number("chains", chains, at_least=1, because="ask for one chain or more")


def law_of_truth(mean: float, variance: float) -> None:
    """Raise ValueError unless these are the mean and the variance of a law that is not a point."""
    real_number("mean", mean, because="give the mean of the truth")
    real_number("variance", variance, above=0, because="the truth must have a spread to lose")


def sizes_of_samples(name: str, given: int | tuple[int, ...], generations: int, *, growing: bool) -> tuple[int, ...]:
    """The size of the sample of each generation: one number for all, which `growing` multiplies by t, or one for each.

    Raises ValueError unless all are integers of at least 1, one for each generation.
    """
    sizes = given if isinstance(given, tuple) else (given,) * generations
    for size in sizes:
        whole_number(name, size, at_least=1, because="draw one or more at every generation")
    if len(sizes) != generations:
        raise ValueError(f"{name} must be one number or {generations}, not {len(sizes)}: give one for each generation")
    return tuple(size * (t + 1) if growing else size for t, size in enumerate(sizes))
