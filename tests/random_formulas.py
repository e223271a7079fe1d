"""Random formulas with two readings: as a SymPy expression, and as a number computed by mpmath.

A formula is a nested tuple (operation, parts...).  The two readings share nothing but the tuple.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath
import sympy
from hypothesis import strategies as st

x, y = sympy.symbols("x y", real=True)
n = sympy.Symbol("n", integer=True)
SYMBOLS = (x, y, n)

TO_SYMPY = {
    "+": sympy.Add,
    "-": lambda a, b, evaluate: sympy.Add(a, sympy.Mul(-1, b, evaluate=evaluate), evaluate=evaluate),
    "*": sympy.Mul,
    "/": lambda a, b, evaluate: sympy.Mul(a, sympy.Pow(b, -1, evaluate=evaluate), evaluate=evaluate),
    "max": sympy.Max,
    "min": sympy.Min,
    "sqrt": lambda a, evaluate: sympy.Pow(a, sympy.Rational(1, 2), evaluate=evaluate),
    "exp": sympy.exp,
    "log": sympy.log,
    "gamma": sympy.gamma,
    "loggamma": sympy.loggamma,
    "digamma": sympy.digamma,
    "trigamma": lambda a, evaluate: sympy.polygamma(1, a, evaluate=evaluate),
    "harmonic": sympy.harmonic,
    "sin": sympy.sin,
    "cos": sympy.cos,
    "erf": sympy.erf,
    "abs": sympy.Abs,
}


class NoValue(Exception):
    """The formula has no real value at the point."""


class TooClose(Exception):
    """The formula is too close to the edge of its domain for mpmath to tell."""


def to_sympy(formula: Any) -> sympy.Expr:
    """Read a formula as a SymPy expression, without letting SymPy cancel anything."""
    operation, *parts = formula
    if operation == "number":
        return sympy.Rational(parts[0].numerator, parts[0].denominator)
    if operation == "symbol":
        return SYMBOLS[parts[0]]
    if operation == "power":
        exponent = sympy.Rational(parts[1].numerator, parts[1].denominator)
        return sympy.Pow(to_sympy(parts[0]), exponent, evaluate=False)
    return TO_SYMPY[operation](*map(to_sympy, parts), evaluate=False)


def _away_from_zero(value: Any) -> Any:
    if abs(value) < mpmath.mpf(10) ** -20:
        raise TooClose
    return value


def _positive(value: Any) -> Any:
    if _away_from_zero(value) < 0:
        raise NoValue
    return value


def _no_pole(value: Any) -> Any:
    if value < 0.5:
        _away_from_zero(value - mpmath.nint(value))
    return value


TO_NUMBER = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / _away_from_zero(b),
    "max": max,
    "min": min,
    "sqrt": lambda a: mpmath.sqrt(_positive(a)),
    "exp": mpmath.exp,
    "log": lambda a: mpmath.log(_positive(a)),
    "gamma": lambda a: mpmath.gamma(_no_pole(a)),
    "loggamma": lambda a: mpmath.loggamma(_positive(a)),
    "digamma": lambda a: mpmath.psi(0, _no_pole(a)),
    "trigamma": lambda a: mpmath.psi(1, _no_pole(a)),
    "harmonic": lambda a: mpmath.harmonic(_no_pole(a + 1) - 1),
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "erf": mpmath.erf,
    "abs": abs,
}


def to_number(formula: Any, point: tuple[Fraction, ...]) -> Any:
    """Read a formula as a number at mpmath's present precision; NoValue or TooClose where there is none."""
    operation, *parts = formula
    if operation in ("number", "symbol"):
        value = parts[0] if operation == "number" else point[parts[0]]
        return mpmath.mpf(value.numerator) / value.denominator
    if operation == "power":
        base, exponent = to_number(parts[0], point), parts[1]
        if exponent.denominator > 1:
            return _positive(base) ** (mpmath.mpf(exponent.numerator) / exponent.denominator)
        if exponent < 0:
            _away_from_zero(base)
        return mpmath.power(base, int(exponent))
    values = [to_number(part, point) for part in parts]
    if any(abs(value) > 10**4 for value in values) and operation not in "+-*/":
        raise TooClose  # towers of exponentials
    return TO_NUMBER[operation](*values)


def settled_number(formula: Any, point: tuple[Fraction, ...]) -> Any:
    """Evaluate with more and more digits until 40 of them stand still; else TooClose."""
    before = None
    for digits in (60, 120, 240):
        with mpmath.workdps(digits):
            value = to_number(formula, point)
            if before is not None and abs(value - before) <= abs(value) * mpmath.mpf(10) ** -40:
                return value
            before = value
    raise TooClose


small_fractions = st.builds(Fraction, st.integers(-12, 12), st.integers(1, 6))
points = st.tuples(small_fractions, small_fractions.map(abs), st.integers(0, 12).map(Fraction))
exponents = st.one_of(st.integers(-6, 6).map(Fraction), st.sampled_from([Fraction(1, 3), Fraction(-3, 2)]))


def formulas(names: list[str], leaves: int = 6) -> st.SearchStrategy[Any]:
    """Draw formulas that use the named functions besides arithmetic and powers."""

    def extend(part: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        two = st.tuples(st.sampled_from(["+", "-", "*", "/", "max", "min"]), part, part)
        one = st.tuples(st.sampled_from(names), part) if names else two
        return st.one_of(two, one, st.tuples(st.just("power"), part, exponents))

    leaf = st.one_of(
        st.tuples(st.just("number"), small_fractions),
        st.tuples(st.just("symbol"), st.integers(0, 2)),
        st.tuples(st.just("symbol"), st.integers(0, 2)),
    )
    return st.recursive(leaf, extend, max_leaves=leaves)


FUNCTIONS = [name for name in TO_SYMPY if name not in ("+", "-", "*", "/", "max", "min")]
