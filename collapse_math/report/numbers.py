"""How tables show numbers, and which generations."""

from __future__ import annotations

from fractions import Fraction

SHORT = 10**20  # a fraction with a denominator below it is written out


def significant(value: Fraction | float) -> str:
    """Six significant digits."""
    return f"{float(value):.6g}"


def shown_generations(last: int) -> list[int]:
    """0, 1, 2, 5, 10, 20, 50, ... and the last one."""
    steps = [0, *(lead * 10**power for power in range(len(str(last))) for lead in (1, 2, 5))]
    return [t for t in steps if t < last] + [last]
