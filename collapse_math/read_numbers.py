"""Read numbers exactly, from text as from values.

Apart from `closed_forms`, so that a command that only reads numbers does not wait for SymPy.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from fractions import Fraction

_MOST_DIGITS = 4_000
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<digits>\d+(?:\.\d*)?|\.\d+)(?:[eE](?P<exponent>[+-]?\d+)|(?:\^|\*\*)(?P<power>[+-]?\d+))?",
    re.ASCII,
)


def parse_number(value: object) -> Fraction:
    """Read a number exactly: an int, Fraction, Decimal, float, NumPy number, or text.

    Text is an integer or decimal such as "12", "0.5", "1e-3", a power such as "10^15" or "10**15", or a
    quotient of two of these such as "3/2".  A float stands for the exact binary number it holds.
    Raises ValueError for anything else, for infinities and nan, and for more than 4 000 digits.
    """
    item = getattr(value, "item", None)
    if callable(item) and getattr(value, "shape", None) == ():  # a number of NumPy, which need not be imported
        value = item()
    if isinstance(value, str):
        return _parse_text(value)
    if isinstance(value, bool) or not isinstance(value, int | Fraction | Decimal | float):
        raise ValueError(f'{value!r} is not a number: give an int, a Fraction, a float or text such as "3/2"')
    infinite = isinstance(value, float) and not math.isfinite(value)
    if infinite or (isinstance(value, Decimal) and not value.is_finite()):
        raise ValueError(f"{value} is not a finite number: give a finite one")
    if isinstance(value, Decimal) and abs(value.adjusted()) > _MOST_DIGITS:
        raise ValueError(f"{value} has more than {_MOST_DIGITS} digits: give a shorter number")
    return Fraction(value)


def _parse_text(text: str) -> Fraction:
    parts = [_NUMBER.fullmatch(part.strip()) for part in text.split("/")]
    if len(parts) > 2 or not all(parts):
        raise ValueError(f'{text!r} is not a number: write it like "12", "0.5", "1e-3", "3/2" or "10^15"')
    numbers = [_parse_part(part, text) for part in parts if part]
    if len(numbers) == 2 and numbers[1] == 0:
        raise ValueError(f"{text!r} divides by zero: give a denominator other than 0")
    return numbers[0] / numbers[1] if len(numbers) == 2 else numbers[0]


def _parse_part(part: re.Match[str], text: str) -> Fraction:
    sign = -1 if part["sign"] == "-" else 1
    exponent = (part["power"] or part["exponent"] or "1").lstrip("+-0")
    power = int(exponent[:6] or "0")  # six digits are too many already
    width = len(part["digits"]) * power if part["power"] else len(part["digits"]) + power
    if width > _MOST_DIGITS:
        raise ValueError(f"{text!r} has more than {_MOST_DIGITS} digits: give a shorter number")
    number = Fraction(part["digits"])
    if part["power"]:
        if number == 0 and int(part["power"]) < 0:
            raise ValueError(f"{text!r} divides by zero: give a base other than 0")
        return sign * number ** int(part["power"])
    return sign * number * Fraction(10) ** int(part["exponent"] or "0")
