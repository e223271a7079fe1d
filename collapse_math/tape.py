"""A formula as a flat list of plain operations, to be run in any arithmetic.

`balls.py` turns a SymPy tree into a tape; from then on SymPy has no part in any number.  An arithmetic
is a class with one method for each operation: `ball_arithmetic.Balls` for single values of any
precision, `array_arithmetic.ArrayBalls` for whole arrays of floating-point numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


class NotEvaluable(ValueError):
    """The expression has no value that can be computed."""


class Undefined(NotEvaluable):
    """The expression certainly has no real value at this point, such as 1/0 or log(-1)."""


@dataclass(frozen=True)
class Step:
    """One operation on the results of earlier steps.

    operation  the name of a method of the arithmetic, or one of number, variable, term, sum, product, iterate
    arguments  positions of earlier steps
    detail     the Fraction of a number, the place of a variable or of a sequence, or (place of what is bound, body)
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
    for step in tape:
        if step.operation == "variable":
            results.append(variables[step.detail])
        elif step.operation == "number":
            results.append(arithmetic.number(step.detail))
        else:
            arguments = [results[position] for position in step.arguments]
            if step.operation in ("sum", "product"):
                results.append(_loop(step, arithmetic, variables, *arguments))
            elif step.operation == "iterate":
                results.append(_repeat(step, arithmetic, variables, *arguments))
            elif step.operation == "term":
                results.append(arithmetic.term(variables[step.detail], *arguments))
            else:
                results.append(getattr(arithmetic, step.operation)(*arguments))
    return results[-1]


def _loop(step: Step, arithmetic: Any, variables: Sequence[Any], lower: Any, upper: Any) -> Any:
    """Add or multiply the values of the body, its index running over the integers lower..upper."""
    place, body = step.detail
    outer = [*variables, *[None] * (place - len(variables))]

    def term(index: Any) -> Any:
        return run(body, arithmetic, [*outer, index])

    return arithmetic.loop(step.operation, lower, upper, term)


def _repeat(step: Step, arithmetic: Any, variables: Sequence[Any], start: Any, times: Any) -> Any:
    """Apply the body so many times to the start."""
    place, body = step.detail
    outer = [*variables, *[None] * (place - len(variables))]

    def apply(value: Any) -> Any:
        return run(body, arithmetic, [*outer, value])

    return arithmetic.repeat(start, times, apply)
