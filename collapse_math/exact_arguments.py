"""Refuse arguments that are not exact numbers in their range, in one sentence: name, rule, value, remedy."""

from __future__ import annotations

from fractions import Fraction


def whole_number(name: str, value: object, at_least: int | None, because: str) -> None:
    """Raise ValueError unless `value` is an integer, of at least a bound if there is one."""
    if not isinstance(value, int) or isinstance(value, bool) or (at_least is not None and value < at_least):
        rule = "an integer" if at_least is None else f"an integer of at least {at_least}"
        raise ValueError(f"{name} must be {rule}, not {value!r}: {because}")


def exact_number(name: str, value: object, because: str, *, zero: bool = False) -> None:
    """Raise ValueError unless `value` is an exact positive number, or zero where that is allowed."""
    if not isinstance(value, int | Fraction) or isinstance(value, bool) or value < 0 or (value == 0 and not zero):
        rule = "of at least 0" if zero else "greater than 0"
        shown = str(value) if isinstance(value, Fraction) else repr(value)
        raise ValueError(f"{name} must be an integer or a Fraction {rule}, not {shown}: {because}")
