"""The value of a SymPy expression, certain up to a stated error, without asking SymPy for any value.

The tree of the expression is turned into a tape of plain operations (`compile_expression`) and run in
ball arithmetic, in which every number comes with a radius that is sure to cover the true value.  SymPy
is never asked to evaluate, substitute or simplify.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import lru_cache

import sympy
from flint import arb, ctx, fmpq
from sympy import Basic, Integer, Symbol

from collapse_math.ball_arithmetic import evaluate, refine
from collapse_math.iterates import HERE, Iterate
from collapse_math.sequences import Entry, SequenceQuantity, Term
from collapse_math.tape import NotEvaluable, Step, Tape, Undefined, body

__all__ = [
    "NotEvaluable",
    "Undefined",
    "Value",
    "ball",
    "certified",
    "compile_expression",
    "exact_value",
    "rational_value",
]

EXACT_DIGITS = 20_000  # of numerator and denominator together, in `exact_value`
MOST_DIGITS = 10_000
_MOST_EXPONENT = 10**17  # of ten; well within what `Decimal` holds

_CONSTANTS = {
    sympy.pi: "pi",
    sympy.E: "e",
    sympy.EulerGamma: "euler_gamma",
    sympy.Catalan: "catalan",
}
_FUNCTIONS = {
    sympy.Add: "add",
    sympy.Pow: "power",
    sympy.exp: "exp",
    sympy.log: "log",
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
    sympy.besselk: "bessel_k",
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
            return self.append("number", detail=fmpq(int(expression.p), int(expression.q)))
        if isinstance(expression, SequenceQuantity):
            raise NotEvaluable(f"{expression} is a sequence: write a term of it, such as {expression}(1)")
        if isinstance(expression, Symbol):
            if expression not in self.places:
                raise NotEvaluable(f"{expression} has no value")
            return self.append("variable", detail=self.places[expression])
        if isinstance(expression, Term):
            if expression.sequence not in self.places:
                raise NotEvaluable(f"{expression.sequence} has no values")
            place = self.append(
                "add", [self.compile(expression.index), self.compile(Integer(-expression.sequence.first))]
            )
            return self.append("term", [place], self.places[expression.sequence])
        if expression in _CONSTANTS:
            return self.append(_CONSTANTS[expression])
        if expression.func in _LOOPS:
            return self._loop(_LOOPS[expression.func], expression.function, expression.limits)
        if isinstance(expression, Iterate):
            return self._iterate(*expression.args)
        if expression.func == sympy.hyper:
            numerators, denominators, argument = expression.args
            if (len(numerators.args), len(denominators.args)) == (2, 1):
                parameters = [*numerators.args, *denominators.args, argument]
                return self.append("hypergeometric", [self.compile(x) for x in parameters])
        if expression.func in (sympy.gamma, sympy.Mul):
            return self._product(expression)
        if expression.func in _FUNCTIONS:
            arguments = [self.compile(argument) for argument in expression.args]
            return self.append(_FUNCTIONS[expression.func], arguments)
        raise NotEvaluable(f"{expression.func.__name__} in {expression} has no certified evaluation")

    def _product(self, expression: Basic) -> int:
        """Compile a product; its Gamma functions become one step, since their quotients need care."""
        gammas, others = [], []
        for factor in sympy.Mul.make_args(expression):
            base, power = factor.args if isinstance(factor, sympy.Pow) else (factor, sympy.S.One)
            if base.func == sympy.gamma:
                gammas += [self.compile(base.args[0]), self.compile(power)]
            else:
                others.append(self.compile(factor))
        if not gammas:
            return self.append("multiply", others)
        product = self.append("gamma_product", gammas)
        return self.append("multiply", [product, *others]) if others else product

    def _iterate(self, function: Basic, start: Basic, times: Basic) -> int:
        """Compile an iterate."""
        place = 1 + max(self.places.values(), default=-1)
        inside = _Compiler({**self.places, HERE: place})
        inside.compile(function)
        return self.append("iterate", [self.compile(start), self.compile(times)], body(place, inside.steps))

    def _loop(self, operation: str, function: Basic, limits: Sequence[Basic]) -> int:
        """Compile a sum or product; of several limits, the last is the outermost."""
        index, *ends = limits[-1]
        place = 1 + max(self.places.values(), default=-1)
        inside = _Compiler({**self.places, index: place})
        if len(limits) > 1:
            inside._loop(operation, function, limits[:-1])
        else:
            inside.compile(function)
        arguments = [self.compile(end) for end in ends]
        return self.append(operation, arguments, body(place, inside.steps))


@lru_cache(maxsize=4096)
def compile_expression(expression: Basic, variables: tuple[Symbol, ...]) -> Tape:
    """Turn the tree of `expression` into a tape whose variables are, in order, `variables`.

    Raises NotEvaluable, naming the part, for anything outside the language: floating-point numbers,
    infinities, the imaginary unit, unknown functions, infinite sums, symbols that are not variables.
    """
    compiler = _Compiler({variable: place for place, variable in enumerate(variables)})
    compiler.compile(sympy.sympify(expression))
    return tuple(compiler.steps)


def ball(expression: Basic, point: Mapping[Symbol, Entry], bits: int) -> arb:
    """Enclose the value of `expression` at `point`: an `arb` computed with `bits` bits of precision.

    The true value lies in the ball.  Where the precision does not suffice, the ball is wide or not
    finite: raise the precision.  Raises Undefined where the expression certainly has no real value at
    the point (1/0, log of a number <= 0, Gamma at a pole, a negative number to a power that is not an
    integer), and NotEvaluable for what is outside the language or takes more than 20 000 terms.
    """
    tape = compile_expression(expression, tuple(point))
    with ctx.workprec(bits):
        return arb(evaluate(tape, tuple(point.values()), bits))


def exact_value(expression: Basic, point: Mapping[Symbol, Entry]) -> Fraction | None:
    """Compute the value of `expression` at `point` as a fraction.

    None where the value is not rational, is not seen to be, or where numerator and denominator of it
    or of a part of it would have more than 20 000 digits together.  Raises like `ball`.
    """
    value = rational_value(expression, point)
    return None if value is None else Fraction(int(value.p), int(value.q))


def rational_value(expression: Basic, point: Mapping[Symbol, Entry]) -> fmpq | None:
    """Compute the same as a number of python-flint."""
    return exact_tape(compile_expression(expression, tuple(point)), tuple(point.values()))


def exact_tape(tape: Tape, values: Sequence[Entry]) -> fmpq | None:
    """Compute the exact value of a tape, like `exact_value`."""
    value = evaluate(tape, values, bits=64, exact_bits=int(EXACT_DIGITS * math.log2(10)))
    return value if isinstance(value, fmpq) else None


@dataclass(frozen=True)
class Value:
    """A number in decimals, every printed digit of which is right.

    decimal  the value rounded to `digits` significant digits (to nearest, a tie to the even digit);
             a value with fewer decimals, such as 1/4, is printed in full and not padded
    digits   how many significant digits are printed
    exact    the fraction "p/q" or integer "p", where the value is one of at most 20 000 digits; else None
    """

    decimal: str
    digits: int
    exact: str | None


def certified(expression: Basic, point: Mapping[Symbol, Entry], digits: int = 15) -> Value:
    """Compute `digits` significant digits of `expression` at `point`, each of them right.

    The precision is raised until the ball determines all digits.  Raises like `ball`, and NotEvaluable
    where 100 000 bits or about two seconds do not suffice.
    """
    return certified_tape(compile_expression(expression, tuple(point)), tuple(point.values()), digits)


def certified_tape(tape: Tape, values: Sequence[Entry], digits: int) -> Value:
    """Compute `digits` significant digits of the tape at `values`, like `certified`."""
    if not 1 <= digits <= MOST_DIGITS:
        raise ValueError(f"digits must lie between 1 and {MOST_DIGITS}, not {digits}")
    context = Context(prec=digits, rounding=ROUND_HALF_EVEN, Emax=MAX_EMAX, Emin=MIN_EMIN)
    exact = exact_tape(tape, values)
    if exact is None:
        decimal = refine(tape, values, lambda number: _rounded(number, context), 64 + 4 * digits)
    else:
        decimal = context.divide(Decimal(int(exact.p)), Decimal(int(exact.q)))
    text = str(decimal).replace("E", "e").replace("e+", "e")
    return Value(text, len(decimal.as_tuple().digits), None if exact is None else str(exact))


def _rounded(number: arb, context: Context) -> Decimal | None:
    """Round both ends of a ball; rounding is monotone, so if they agree so does all between."""
    middle, radius, exponent = map(int, number.mid_rad_10exp())
    if abs(exponent) > _MOST_EXPONENT:
        raise NotEvaluable("the value is too large or too small to be written in decimals")
    ends = (middle - radius, middle + radius)
    low, high = (context.create_decimal(end).scaleb(exponent, context) for end in ends)
    return low if low == high else None
