"""A formula as a flat list of plain operations, to be run in any arithmetic.

`balls.py` turns a SymPy tree into a tape; from then on SymPy has no part in any number.  An arithmetic
is a class with one method for each operation: `ball_arithmetic.Balls` for single values of any
precision, `array_arithmetic.ArrayBalls` for whole arrays of floating-point numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple


class NotEvaluable(ValueError):
    """The expression has no value that can be computed."""


class Undefined(NotEvaluable):
    """The expression certainly has no real value at this point, such as 1/0 or log(-1)."""


class Step(NamedTuple):
    """One operation on the results of earlier steps.

    operation  the name of a method of the arithmetic, or one of number, variable, term, sum, product, iterate
    arguments  positions of earlier steps
    detail     the fmpq of a number, the place of a variable or of a sequence, or (place of what is bound, body)
               of a sum or an iterate
    """

    operation: str
    arguments: tuple[int, ...] = ()
    detail: Any = None


Tape = tuple[Step, ...]


def run(tape: Tape, arithmetic: Any, variables: Sequence[Any]) -> Any:
    """Run `tape` on the values of its variables; the result of the last step.

    Raises NotEvaluable, or Undefined where it is certain that there is no real value.
    """
    results: list[Any] = []
    for operation, positions, detail in tape:
        if operation == "variable":
            results.append(variables[detail])
        elif operation == "number":
            results.append(arithmetic.number(detail))
        elif operation in ("sum", "product"):
            ends = [results[position] for position in positions]
            results.append(_loop(operation, detail, arithmetic, variables, *ends))
        elif operation == "iterate":
            start, times = [results[position] for position in positions]
            results.append(_repeat(detail, arithmetic, variables, start, times))
        elif operation == "term":
            results.append(arithmetic.term(variables[detail], results[positions[0]]))
        else:
            results.append(getattr(arithmetic, operation)(*[results[position] for position in positions]))
    return results[-1]


def _loop(operation: str, detail: Any, arithmetic: Any, variables: Sequence[Any], lower: Any, upper: Any) -> Any:
    """Add or multiply the values of the body, its index running over the integers lower..upper."""
    place, body = detail
    outer = [*variables, *[None] * (place - len(variables))]

    def term(index: Any) -> Any:
        return run(body, arithmetic, [*outer, index])

    return arithmetic.loop(operation, lower, upper, term)


def _repeat(detail: Any, arithmetic: Any, variables: Sequence[Any], start: Any, times: Any) -> Any:
    """Apply the body so many times to the start."""
    place, body = detail
    outer = [*variables, *[None] * (place - len(variables))]

    def apply(value: Any) -> Any:
        return run(body, arithmetic, [*outer, value])

    return arithmetic.repeat(start, times, apply)
