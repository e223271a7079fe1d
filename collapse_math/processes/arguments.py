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
