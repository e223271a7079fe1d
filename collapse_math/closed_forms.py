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

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

import numpy as np
import sympy
from numpy.typing import NDArray
from sympy import Basic, Expr

from collapse_math.array_evaluation import evaluate_arrays
from collapse_math.balls import Value, certified_tape, compile_expression, exact_tape
from collapse_math.quantities import Quantity
from collapse_math.read_numbers import parse_number
from collapse_math.sequences import Entry, Listed, Pattern, SequenceQuantity
from collapse_math.tape import NotEvaluable, Tape

_HOLDS = {
    sympy.StrictGreaterThan: lambda sign: sign > 0,
    sympy.GreaterThan: lambda sign: sign >= 0,
    sympy.StrictLessThan: lambda sign: sign < 0,
    sympy.LessThan: lambda sign: sign <= 0,
    sympy.Equality: lambda sign: sign == 0,
    sympy.Unequality: lambda sign: sign != 0,
}


def parse_entry(quantity: Quantity, value: object) -> Entry:
    """Read a number, or for a sequence its terms: a list or text such as "10,20,40"; one number is for all terms."""
    if not isinstance(quantity, SequenceQuantity):
        return parse_number(value)
    if isinstance(value, Listed | Pattern):
        return value
    several = value.split(",") if isinstance(value, str) and "," in value else value
    if isinstance(several, list | tuple | np.ndarray):
        return Listed(tuple(parse_number(term) for term in several))
    return Pattern((parse_number(value),))


class ClosedForm:
    """A formula in quantities with known ranges, ready to be evaluated.

    expression  a SymPy expression in the parameters
    parameters  its quantities (`integer`, `real`), in the order in which a reader expects them
    conditions  SymPy relations between them that must hold besides the ranges, such as n > d + 1
    outside     for a condition what is the case where it does not hold, such as: the expectation is infinite

    Raises NotEvaluable, a ValueError, if the expression or a condition holds anything without a certified
    evaluation or a symbol that is not a parameter.

    Values are passed by name and each method takes the same arguments: anything that `parse_number` reads,
    or, in `array` and `check_arguments`, NumPy arrays or nested lists of that.  Each raises ValueError for
    values that `check_arguments` refuses, and NotEvaluable where the formula has no value.
    """

    def __init__(
        self,
        expression: Expr,
        parameters: Sequence[Quantity],
        conditions: Sequence[Basic] = (),
        outside: Mapping[Basic, str] | None = None,
    ) -> None:
        """Compile at once, so that a formula that cannot be evaluated is refused here."""
        self.expression = expression
        self.parameters = tuple(parameters)
        self.conditions = tuple(condition for condition in conditions if condition != sympy.true)
        self.outside = outside or {}
        names = [parameter.name for parameter in self.parameters]
        if len(set(names)) < len(names):
            raise ValueError(f"the parameters {', '.join(names)} share a name: rename one of them")
        self._tape = compile_expression(expression, self.parameters)
        self._differences = [self._difference(condition) for condition in self.conditions]

    def _difference(self, condition: Basic) -> Tape:
        if condition.func not in _HOLDS:
            raise ValueError(f"the condition {condition} is not one of <, <=, >, >=, =, !=: split it into these")
        if condition.atoms(SequenceQuantity):
            raise ValueError(f"the condition {condition} is about a sequence: put it into the range of its terms")
        negative = sympy.Mul(-1, condition.rhs, evaluate=False)
        return compile_expression(sympy.Add(condition.lhs, negative, evaluate=False), self.parameters)

    def check_arguments(self, **values: object) -> tuple[NDArray[Any], ...]:
        """Check names, ranges and conditions; return the values as exact arrays in order of the parameters.

        The arrays hold floats, integers or Fractions; that of a single number has no dimension.  Raises
        ValueError with one sentence that names the argument, the rule, the value and the remedy.
        """
        columns = self._columns(values)
        # No condition is about a sequence.
        numbers = [
            c if c.dtype.kind != "O" or not isinstance(c[()], Listed | Pattern) else np.array(0) for c in columns
        ]
        for condition, difference in zip(self.conditions, self._differences, strict=True):
            sign = np.sign(evaluate_arrays(difference, numbers)[0])
            violated = ~_HOLDS[condition.func](sign)
            if violated.any():
                index = np.unravel_index(int(np.argmax(violated)), violated.shape)
                given = self._describe([np.broadcast_to(column, sign.shape)[index] for column in numbers])
                remedy = self.outside.get(condition, "choose values that obey it")
                raise ValueError(f"{condition} is required, but {given} violates it: {remedy}")
        return columns

    def _columns(self, values: dict[str, object]) -> tuple[NDArray[Any], ...]:
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values.keys() - known.keys():
            close = get_close_matches(name, known, n=1, cutoff=0.4)
            hint = f"did you mean {close[0]}?" if close else f"the parameters are {', '.join(known)}"
            raise ValueError(f"there is no parameter {name}: {hint}")
        for name in known.keys() - values.keys():
            raise ValueError(f"{name} is missing: give {known[name].range}")
        columns = tuple(_column(parameter, values[name]) for name, parameter in known.items())
        try:
            np.broadcast_shapes(*(column.shape for column in columns))
        except ValueError:
            shapes = ", ".join(f"{name} {c.shape}" for name, c in zip(known, columns, strict=True))
            raise ValueError(f"the shapes {shapes} do not broadcast together: make them match") from None
        return columns

    def _point(self, values: dict[str, object]) -> tuple[Entry, ...]:
        columns = self.check_arguments(**values)
        for parameter, column in zip(self.parameters, columns, strict=True):
            if column.shape != ():
                raise ValueError(f"{parameter.name} holds {column.size} values: give one number, or call array")
        return tuple(parse_entry(q, column[()]) for q, column in zip(self.parameters, columns, strict=True))

    def _describe(self, point: Sequence[Any]) -> str:
        pairs = zip(self.parameters, point, strict=True)
        return ", ".join(f"{parameter.name} = {value}" for parameter, value in pairs)

    def exact(self, **values: object) -> Fraction | None:
        """Compute the value as a fraction; None where it is irrational or has more than 20 000 digits."""
        point = self._point(values)
        try:
            value = exact_tape(self._tape, point)
        except NotEvaluable as error:
            raise type(error)(f"at {self._describe(point)}: {error}") from None
        return None if value is None else Fraction(int(value.p), int(value.q))

    def evaluate(self, digits: int = 15, **values: object) -> Value:
        """Compute the value to `digits` significant digits, each right, and exactly where it is rational."""
        point = self._point(values)
        try:
            return certified_tape(self._tape, point, digits)
        except NotEvaluable as error:
            raise type(error)(f"at {self._describe(point)}: {error}") from None

    def decimal(self, digits: int = 15, **values: object) -> str:
        """Print the value to `digits` significant digits, rounded to nearest, each of them right."""
        return self.evaluate(digits, **values).decimal

    def array(self, **values: object) -> NDArray[np.float64]:
        """Compute the values at arrays that broadcast together, to a relative error of at most 1e-12.

        A value outside the range of normal floats becomes the nearest float: a subnormal number, zero or
        an infinity.  SymPy takes no part.  About a microsecond an entry for powers, some for Gamma
        functions; ten to a hundred for the entries that need more precision than two floats have.
        """
        if sequences := [q.name for q in self.parameters if isinstance(q, SequenceQuantity)]:
            raise ValueError(f"{sequences[0]} is a sequence, which array does not take: call evaluate for each value")
        return evaluate_arrays(self._tape, self.check_arguments(**values))[0]


def _column(parameter: Quantity, values: object) -> NDArray[Any]:
    """Take over the values of one parameter exactly and hold them against its range."""
    name, domain = parameter.name, parameter.domain
    if isinstance(parameter, SequenceQuantity):
        return _terms(parameter, values)
    column = values if isinstance(values, np.ndarray) else np.array(values, dtype=object)
    if column.dtype.kind not in "iuf" or column.dtype.itemsize > 8:
        try:
            numbers = [parse_number(value) for value in column.reshape(-1).tolist()]
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from None
        column = np.array(numbers, dtype=object).reshape(column.shape)
    elif not np.isfinite(column).all():
        raise ValueError(f"{name} holds a value that is not finite: give finite numbers")
    if column.size == 0:
        return column
    # The range is an interval, so that the smallest and the largest value stand for all.
    suspects = [column.min(), column.max()]
    if domain.integer:
        suspects += [value for value in column.reshape(-1) if value != value // 1][:1]
    for suspect in map(parse_number, suspects):
        if suspect not in domain:
            raise ValueError(f"{name} must be {domain}, not {suspect}: choose a value in that range")
    return column


def _terms(parameter: SequenceQuantity, values: object) -> NDArray[Any]:
    """Take over a sequence, as one entry, and hold its terms against their range."""
    try:
        entry = parse_entry(parameter, values)
    except ValueError as error:
        raise ValueError(f"{parameter.name}: {error}") from None
    for term in entry.values if isinstance(entry, Listed | Pattern) else ():
        if term not in parameter.domain:
            raise ValueError(f"each term of {parameter.name} must be {parameter.domain}, not {term}: choose others")
    column = np.empty((), dtype=object)
    column[()] = entry
    return column
