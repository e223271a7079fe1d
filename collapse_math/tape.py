"""A formula as a flat list of plain operations, to be run in any arithmetic.

`balls.py` turns a SymPy tree into a tape; from then on SymPy has no part in any number.  An arithmetic
is a class with one method for each operation: `ball_arithmetic.Balls` for single values of any
precision, `array_arithmetic.ArrayBalls` for whole arrays of floating-point numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple


class NotEvaluable(ValueError):
    """The expression has no value that can be computed."""


class Undefined(NotEvaluable):
    """The expression certainly has no real value at this point, such as 1/0 or log(-1)."""


class Step(NamedTuple):
    """One operation on the results of earlier steps.

    operation  the name of a method of the arithmetic, or one of number, variable, term, sum, product, iterate
    arguments  positions of earlier steps
    detail     the fmpq of a number, the place of a variable or of a sequence, or the `Body` of a sum or an iterate
    """

    operation: str
    arguments: tuple[int, ...] = ()
    detail: Any = None


Tape = tuple[Step, ...]


class Body(NamedTuple):
    """What a sum or an iterate does again and again, each time with another value of what it binds.

    place   of the bound variable
    fixed   the steps that do not depend on it, which are run once
    moving  the others; their positions count those of `fixed` too
    """

    place: int
    fixed: Tape
    moving: Tape


def body(place: int, steps: Sequence[Step]) -> Body:
    """Sort steps by whether they depend on the variable at `place`, which no other step of them binds."""
    moves: list[bool] = []
    for step in steps:
        moves.append(_names(step, place) or any(moves[position] for position in step.arguments))
    order = sorted(range(len(steps)), key=moves.__getitem__)
    new = {old: position for position, old in enumerate(order)}
    sorted_steps = [steps[old]._replace(arguments=tuple(new[a] for a in steps[old].arguments)) for old in order]
    fixed = len(steps) - sum(moves)
    return Body(place, tuple(sorted_steps[:fixed]), tuple(sorted_steps[fixed:]))


def _names(step: Step, place: int) -> bool:
    """Whether a step is the variable at `place`, or has it in its body."""
    if isinstance(step.detail, Body):
        return any(_names(inner, place) for inner in (*step.detail.fixed, *step.detail.moving))
    return step.operation == "variable" and bool(step.detail == place)


def run(tape: Tape, arithmetic: Any, variables: Sequence[Any]) -> Any:
    """Run `tape` on the values of its variables; the result of the last step.

    Raises NotEvaluable, or Undefined where it is certain that there is no real value.
    """
    return _results(tape, arithmetic, variables)[-1]


def _results(tape: Tape, arithmetic: Any, variables: Sequence[Any], known: Sequence[Any] = ()) -> list[Any]:
    """The results of all steps, those that are known already first."""
    results = [*known]
    for operation, positions, detail in tape:
        if detail is None:
            results.append(getattr(arithmetic, operation)(*[results[position] for position in positions]))
        elif operation == "variable":
            results.append(variables[detail])
        elif operation == "number":
            results.append(arithmetic.number(detail))
        elif operation == "term":
            results.append(arithmetic.term(variables[detail], results[positions[0]]))
        elif operation == "iterate":
            start, times = [results[position] for position in positions]
            results.append(arithmetic.repeat(start, times, _of_bound(detail, arithmetic, variables)))
        else:
            lower, upper = [results[position] for position in positions]
            results.append(arithmetic.loop(operation, lower, upper, _of_bound(detail, arithmetic, variables)))
    return results


def _of_bound(detail: Body, arithmetic: Any, variables: Sequence[Any]) -> Callable[[Any], Any]:
    """The value of a body as a function of what it binds."""
    outer = [*variables, *[None] * (detail.place - len(variables))]
    known: list[Any] | None = None

    def value(bound: Any) -> Any:
        nonlocal known
        if known is None:  # not before: of an empty sum no step is run
            known = _results(detail.fixed, arithmetic, outer)
        return _results(detail.moving, arithmetic, [*outer, bound], known)[-1]

    return value
