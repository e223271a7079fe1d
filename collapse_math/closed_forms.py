"""From a formula to numbers: exact, certified to a number of digits, or for whole arrays.

    >>> from sympy import Integer
    >>> from collapse_math.quantities import integer
    >>> n, t = integer("n", at_least=2), integer("t", at_least=0)
    >>> lost = ClosedForm(1 - (1 - 1 / n) ** t, [n, t])
    >>> lost.exact(n=3, t=2)
    Fraction(5, 9)
    >>> lost.decimal(n="10^15", t="10^6")
    '9.99999999500001e-10'
    >>> lost.array(n=[3, 10**15], t=[2, 10**6])
    array([5.55555556e-01, 1.00000000e-09])

Every argument is taken exactly and held against the range of its quantity and the conditions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
import sympy
from flint import arb
from numpy.typing import NDArray
from sympy import Basic, Expr

from collapse_math.array_evaluation import evaluate_arrays
from collapse_math.ball_arithmetic import refine
from collapse_math.balls import Value, certified_tape, compile_expression, exact_tape
from collapse_math.quantities import Quantity
from collapse_math.tape import NotEvaluable, Tape

_MOST_DIGITS_OF_ARGUMENT = 10_000
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<digits>\d+(?:\.\d*)?|\.\d+)(?:[eE](?P<exponent>[+-]?\d+)|(?:\^|\*\*)(?P<power>[+-]?\d+))?"
)
_HOLDS = {
    sympy.StrictGreaterThan: lambda sign: sign > 0,
    sympy.GreaterThan: lambda sign: sign >= 0,
    sympy.StrictLessThan: lambda sign: sign < 0,
    sympy.LessThan: lambda sign: sign <= 0,
    sympy.Equality: lambda sign: sign == 0,
    sympy.Unequality: lambda sign: sign != 0,
}


def parse_number(value: object) -> Fraction:
    """Read a number exactly: an int, Fraction, Decimal, float, NumPy number, or text.

    Text is an integer or decimal such as "12", "0.5", "1e-3", a power such as "10^15" or "10**15", or a
    quotient of two of these such as "3/2".  A float stands for the exact binary number it holds.
    Raises ValueError for anything else, for infinities and nan, and for more than 10 000 digits.
    """
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, str):
        return _parse_text(value)
    if isinstance(value, bool) or not isinstance(value, int | Fraction | Decimal | float):
        raise ValueError(f'{value!r} is not a number: give an int, a Fraction, a float or text such as "3/2"')
    if isinstance(value, float | Decimal) and not np.isfinite(value):
        raise ValueError(f"{value} is not a finite number: give a finite one")
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
    power = abs(int(part["power"] or part["exponent"] or "1"))
    width = len(part["digits"]) * power if part["power"] else len(part["digits"]) + power
    if width > _MOST_DIGITS_OF_ARGUMENT:
        raise ValueError(f"{text!r} has more than {_MOST_DIGITS_OF_ARGUMENT} digits: give a shorter number")
    number = Fraction(part["digits"])
    if part["power"]:
        if number == 0 and int(part["power"]) < 0:
            raise ValueError(f"{text!r} divides by zero: give a base other than 0")
        return sign * number ** int(part["power"])
    return sign * number * Fraction(10) ** int(part["exponent"] or "0")


@dataclass(frozen=True)
class ClosedForm:
    """A formula in quantities with known ranges, ready to be evaluated.

    expression  a SymPy expression in the parameters
    parameters  its quantities (`integer`, `real`), in the order in which a reader expects them
    conditions  SymPy relations between them that must hold besides the ranges, such as n > d + 1

    Raises ValueError (NotEvaluable) if the expression or a condition holds anything that has no certified
    evaluation, or a symbol that is not a parameter.  Values are passed by name.
    """

    expression: Expr
    parameters: Sequence[Quantity]
    conditions: Sequence[Basic] = ()

    def __post_init__(self) -> None:
        """Compile at once, so that a formula that cannot be evaluated is refused here."""
        self._tape  # noqa: B018
        self._differences

    @cached_property
    def _tape(self) -> Tape:
        return compile_expression(self.expression, tuple(self.parameters))
