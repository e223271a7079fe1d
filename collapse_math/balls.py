"""The value of a SymPy expression, certain up to a stated error, without asking SymPy for any value.

The tree of the expression is turned into a tape of plain operations (`compile_expression`) and run in
ball arithmetic, in which every number comes with a radius that is sure to cover the true value.  SymPy
is never asked to evaluate, substitute or simplify.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

import sympy
from flint import arb, ctx, fmpq
from sympy import Basic, Symbol

from collapse_math.tape import Balls, NotEvaluable, Step, Tape, Undefined, run

__all__ = ["NotEvaluable", "Undefined", "ball", "compile_expression", "exact_value"]

EXACT_DIGITS = 20_000  # of numerator and denominator together, in `exact_value`
_EXACT_BITS_IN_BALLS = 2_000  # beyond this, a ball is faster than an exact fraction

_CONSTANTS = {
    sympy.pi: "pi",
    sympy.E: "e",
    sympy.EulerGamma: "euler_gamma",
    sympy.Catalan: "catalan",
}
_FUNCTIONS = {
    sympy.Add: "add",
    sympy.Mul: "multiply",
    sympy.Pow: "power",
    sympy.exp: "exp",
    sympy.log: "log",
    sympy.gamma: "gamma",
    sympy.loggamma: "loggamma",
    sympy.polygamma: "polygamma",
    sympy.digamma: "digamma",
    sympy.trigamma: "trigamma",
    sympy.harmonic: "harmonic",
    sympy.factorial: "factorial",
    sympy.binomial: "binomial",
    sympy.RisingFactorial: "rising",
    sympy.FallingFactorial: "falling",
    sympy.sin: "sin",
    sympy.cos: "cos",
    sympy.sinc: "sinc",
    sympy.erf: "erf",
    sympy.Abs: "absolute",
    sympy.Max: "maximum",
    sympy.Min: "minimum",
}
_LOOPS = {sympy.Sum: "sum", sympy.Product: "product"}


class _Compiler:
    """Append the steps of an expression to a tape; equal subexpressions share one step."""

    def __init__(self, places: Mapping[Basic, int]) -> None:
        self.places = places  # of the variables
        self.steps: list[Step] = []
        self.known: dict[Basic, int] = {}

    def append(self, operation: str, arguments: Sequence[int] = (), detail: object = None) -> int:
        self.steps.append(Step(operation, tuple(arguments), detail))
        return len(self.steps) - 1

    def compile(self, expression: Basic) -> int:
        """Append the steps of `expression`; the position of the step that gives its value."""
        if expression not in self.known:
            self.known[expression] = self._compile(expression)
        return self.known[expression]

    def _compile(self, expression: Basic) -> int:
        if isinstance(expression, sympy.Rational):
            return self.append("number", detail=Fraction(int(expression.p), int(expression.q)))
        if isinstance(expression, Symbol):
            if expression not in self.places:
                raise NotEvaluable(f"{expression} has no value")
            return self.append("variable", detail=self.places[expression])
        if expression in _CONSTANTS:
            return self.append(_CONSTANTS[expression])
        if expression.func in _LOOPS:
            return self._loop(_LOOPS[expression.func], expression.function, expression.limits)
        if expression.func == sympy.hyper:
            numerators, denominators, argument = expression.args
            if (len(numerators.args), len(denominators.args)) == (2, 1):
                parameters = [*numerators.args, *denominators.args, argument]
                return self.append("hypergeometric", [self.compile(x) for x in parameters])
        if expression.func in _FUNCTIONS:
            arguments = [self.compile(argument) for argument in expression.args]
            return self.append(_FUNCTIONS[expression.func], arguments)
        raise NotEvaluable(f"{expression.func.__name__} in {expression} has no certified evaluation")

    def _loop(self, operation: str, function: Basic, limits: Sequence[Basic]) -> int:
        """Compile a sum or product; of several limits, the last is the outermost."""
        index, *ends = limits[-1]
        if len(ends) != 2:
            raise NotEvaluable(f"the sum or product over {index} has no limits")
        place = 1 + max(self.places.values(), default=-1)
        body = _Compiler({**self.places, index: place})
        if len(limits) > 1:
            body._loop(operation, function, limits[:-1])
        else:
            body.compile(function)
        arguments = [self.compile(end) for end in ends]
        # The body's value is the result of its last step.
        return self.append(operation, arguments, (place, tuple(body.steps)))


@lru_cache(maxsize=4096)
def compile_expression(expression: Basic, variables: tuple[Symbol, ...]) -> Tape:
    """Turn the tree of `expression` into a tape whose variables are, in order, `variables`.

    Raises NotEvaluable, naming the part, for anything outside the language: floating-point numbers,
    infinities, the imaginary unit, unknown functions, infinite sums, symbols that are not variables.
    """
    compiler = _Compiler({variable: place for place, variable in enumerate(variables)})
    compiler.compile(sympy.sympify(expression))
    return tuple(compiler.steps)


def _evaluate(expression: Basic, point: Mapping[Symbol, Fraction], arithmetic: Balls) -> fmpq | arb:
    tape = compile_expression(expression, tuple(point))
    value: fmpq | arb = run(tape, arithmetic, [arithmetic.number(Fraction(x)) for x in point.values()])
    return value


def ball(expression: Basic, point: Mapping[Symbol, Fraction], bits: int) -> arb:
    """Enclose the value of `expression` at `point`: an `arb` computed with `bits` bits of precision.

    The true value lies in the ball.  Where the precision does not suffice, the ball is wide or not
    finite: raise the precision.  Raises Undefined where the expression certainly has no real value at
    the point (1/0, log of a number <= 0, Gamma at a pole, a negative number to a power that is not an
    integer), and NotEvaluable for what is outside the language or takes more than 20 000 terms.
    """
    with ctx.workprec(bits):
        return arb(_evaluate(expression, point, Balls(exact_bits=_EXACT_BITS_IN_BALLS)))


def exact_value(expression: Basic, point: Mapping[Symbol, Fraction]) -> Fraction | None:
    """Compute the value of `expression` at `point` as a fraction.

    None where the value is not rational, is not seen to be, or where numerator and denominator of it
    or of a part of it would have more than 20 000 digits together.  Raises like `ball`.
    """
    with ctx.workprec(64):
        value = _evaluate(expression, point, Balls(exact_bits=int(EXACT_DIGITS * 3.3219)))
    return Fraction(int(value.p), int(value.q)) if isinstance(value, fmpq) else None
