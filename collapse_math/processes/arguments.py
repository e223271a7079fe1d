"""Refuse arguments outside their range, in one sentence: the name, the rule, the value, the remedy."""

from __future__ import annotations

import math


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
