"""The value of an expression at a point, found without SymPy's evaluator.

Rational arithmetic is exact; everything else uses mpmath at 600 digits and principal values.
Conventions: 0^0 = 1, an empty sum is 0, an empty product is 1.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

import mpmath
import sympy
from mpmath import mp
from sympy import Basic, Symbol

from collapse_math.claims import Claim
from collapse_math.quantities import Quantity

from .entry import UNREACHABLE

DIGITS = 600  # unless said otherwise
LONGEST = 2_000  # terms of a sum or product

Point = Mapping[Symbol, Any]


class NoValue(Exception):
    """The expression has no value at this point: a pole, log 0, or an expression without meaning."""


class OutOfReach(Exception):
    """The expression may have a value, but not one that is computed here."""


def value(expression: Basic, point: Point, digits: int = DIGITS) -> Any:
    """A Fraction, or an mpmath number where the value may be irrational."""
    with mp.workdps(digits):
        return _value(expression, dict(point))


def holds_at(claim: Claim, point: Point, digits: int = DIGITS) -> bool:
    """Whether the relation holds at the point; raises NoValue if a side has no value there."""
    with mp.workdps(digits):
        left, right = _value(claim.left, dict(point)), _value(claim.right, dict(point))
        return _compare(left, claim.relation, right)


def admissible(claim: Claim, point: Point) -> bool:
    """Whether the point lies in the ranges and satisfies the conditions; raises NoValue as above."""
    with mp.workdps(DIGITS):
        for quantity, at in point.items():
            exact = sympy.sympify(at)
            if exact.is_Rational and Fraction(int(exact.p), int(exact.q)) not in quantity.domain:
                return False
        return all(bool(c) if c in (sympy.true, sympy.false) else _relation(c, dict(point)) for c in claim.conditions)


def quantities(claim: Claim) -> list[Quantity]:
    """The free quantities of a claim, by name."""
    parts = (claim.left, claim.right, *claim.conditions)
    return sorted({s for part in parts for s in free_symbols(part)}, key=str)


def free_symbols(e: Basic) -> set[Symbol]:
    """The symbols that are not bound; SymPy's own answer forgets those that it could cancel."""
    if isinstance(e, Symbol):
        return {e}
    if isinstance(e, sympy.Sum | sympy.Product | sympy.Integral):
        found = free_symbols(e.function)
        for index, *ends in e.limits:
            found = (found - {index}).union(*map(free_symbols, ends))
        return found
    if isinstance(e, sympy.Limit | sympy.Subs | sympy.Derivative):
        return e.free_symbols
    return set().union(*map(free_symbols, e.args))


def edge_points(claim: Claim, most: int = 50) -> Iterator[dict[Symbol, sympy.Rational]]:
    """Points at the ends of all ranges and some inside, thinned evenly to `most`."""
    names = quantities(claim)
    grid = list(itertools.product(*(_edges(q) for q in names)))
    for values in grid[:: -(-len(grid) // most)]:
        yield dict(zip(names, values, strict=True))


def _edges(quantity: Quantity) -> list[sympy.Rational]:
    domain = quantity.domain
    low = domain.lower if domain.lower is not None else None
    if domain.integer:
        start = -4 if low is None else int(low)
        candidates = [Fraction(start + step) for step in (0, 1, 2, 3, 4, 5, 7, 12)]
    else:
        start = Fraction(-3) if low is None else low
        steps = (
            0,
            Fraction(1, 10**6),
            Fraction(1, 3),
            Fraction(1, 2),
            1,
            Fraction(7, 5),
            2,
            3,
            4,
            Fraction(27, 4),
        )
        candidates = [start + step for step in steps]
        candidates += [] if domain.upper is None else [domain.upper, domain.upper - Fraction(1, 10**6)]
    return [sympy.Rational(c.numerator, c.denominator) for c in candidates if c in domain]


def _compare(left: Any, relation: str, right: Any) -> bool:
    exact = _both_exact(left, right)
    difference = left - right if exact else _number(left) - _number(right)
    equal = _vanishes(difference if exact else difference / max(1, abs(_number(left))))
    if relation in ("=", "!="):
        return equal == (relation == "=")
    if not (real_valued(left) and real_valued(right)):
        raise NoValue("an order between numbers that are not real")
    above = not equal and mpmath.re(_number(difference)) > 0
    return {"<": not equal and not above, "<=": equal or not above, ">": above, ">=": equal or above}[relation]


def real_valued(number: Any) -> bool:
    """Whether a value is real (to two thirds of the digits)."""
    return isinstance(number, Fraction) or _vanishes(mpmath.im(number))


def _relation(condition: Basic, point: dict[Symbol, Any]) -> bool:
    relation = {"==": "=", "Ne": "!="}.get(condition.rel_op, condition.rel_op)
    return _compare(_value(condition.lhs, point), relation, _value(condition.rhs, point))


def _both_exact(*numbers: Any) -> bool:
    return all(isinstance(number, Fraction) for number in numbers)


def _number(exact: Any) -> Any:
    return mpmath.mpf(exact.numerator) / exact.denominator if isinstance(exact, Fraction) else exact


def _vanishes(number: Any) -> bool:
    return number == 0 if isinstance(number, Fraction) else abs(number) < mpmath.mpf(10) ** -(2 * mp.dps // 3)


def _value(e: Basic, point: dict[Symbol, Any]) -> Any:
    if e in (sympy.nan, sympy.zoo, sympy.oo, -sympy.oo) or isinstance(e, sympy.Float):
        raise NoValue(f"{e} is no exact number")
    if isinstance(e, sympy.Rational):
        return Fraction(int(e.p), int(e.q))
    if isinstance(e, Symbol):
        if e not in point:
            raise NoValue(f"{e} is free")
        at = point[e]
        return _value(at, {}) if isinstance(at, Basic) else Fraction(at)
    if e == UNREACHABLE:
        return Fraction(0)  # it stands on both sides alike, so any value shows the same failure
    if isinstance(e, sympy.Sum | sympy.Product):
        return _series(e, point)
    if isinstance(e, sympy.Piecewise):
        for branch, condition in e.args:
            if condition == sympy.true or _relation(condition, point):
                return _value(branch, point)
        raise NoValue("no branch applies")
    if e in CONSTANTS:
        return CONSTANTS[e]()
    if type(e) not in OPERATIONS:
        raise OutOfReach(type(e).__name__)
    return OPERATIONS[type(e)](*_arguments(e, point))


def _arguments(e: Basic, point: dict[Symbol, Any]) -> list[Any]:
    """All arguments; a missing value is reported even beside one that is out of reach."""
    values, too_far = [], None
    for argument in e.args:
        try:
            values.append(_value(argument, point))
        except OutOfReach as problem:
            too_far = problem
    if too_far is not None:
        raise too_far
    return values


def _series(e: Basic, point: dict[Symbol, Any]) -> Any:
    """A finite sum or product, term by term; the last limit is the outermost."""
    *inner, (index, lower, upper) = e.limits
    term = type(e)(e.function, *inner) if inner else e.function
    if upper is sympy.oo:
        raise OutOfReach("an infinite series")
    first, last = _value(lower, point), _value(upper, point)
    if last - first > LONGEST:
        for end in (lower, upper):  # the value is out of reach, but a missing term is seen
            _value(term, {**point, index: sympy.Integer(int(_value(end, point)))})
        raise OutOfReach("too many terms")
    if last < first - 1:
        raise NoValue("the upper end lies more than one below the lower end")
    combine, total = (_add, Fraction(0)) if isinstance(e, sympy.Sum) else (_multiply, Fraction(1))
    for step in range(int(last - first) + 1):
        at = first + step
        total = combine(total, _value(term, {**point, index: sympy.Rational(at.numerator, at.denominator)}))
    return total


def _add(*terms: Any) -> Any:
    return sum(terms, Fraction(0)) if _both_exact(*terms) else mpmath.fsum(map(_number, terms))


def _multiply(*factors: Any) -> Any:
    if _both_exact(*factors):
        total = Fraction(1)
        for factor in factors:
            total *= factor
        return total
    return mpmath.fprod(map(_number, factors))


def _power(base: Any, exponent: Any) -> Any:
    if _vanishes(exponent):
        return Fraction(1)
    if _vanishes(base):
        if real_valued(exponent) and mpmath.re(_number(exponent)) > 0:
            return Fraction(0)
        raise NoValue("zero to a negative power")
    if isinstance(exponent, Fraction) and exponent.denominator == 1:
        small = isinstance(base, Fraction) and (abs(exponent) < 10**4 or abs(base) == 1)
        return base ** int(exponent) if small else _number(base) ** int(exponent)
    return mpmath.power(_number(base), _number(exponent))


def _logarithm(argument: Any) -> Any:
    if _vanishes(argument):
        raise NoValue("log 0")
    return mpmath.log(_number(argument))


def _without_poles(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The function, refusing 0, -1, -2, ..."""

    def wrapped(argument: Any) -> Any:
        number = _number(argument)
        near = mpmath.nint(mpmath.re(number))
        if near <= 0 and _vanishes(number - near):
            raise NoValue("a pole of Gamma")
        return function(number)

    return wrapped


def _polygamma(order: Any, argument: Any) -> Any:
    return _without_poles(lambda number: mpmath.psi(int(order), number))(argument)


def _factorial(argument: Any) -> Any:
    return _without_poles(mpmath.gamma)(argument + 1)


def _binomial(top: Any, bottom: Any) -> Any:
    """The falling factorial of `top` over `bottom`!, for an integer `bottom`; zero if that is negative."""
    result = Fraction(1)
    for step in range(int(bottom)):
        result *= (top - step) / Fraction(step + 1)
    return result if bottom >= 0 else Fraction(0)


def _zeta(argument: Any) -> Any:
    if _vanishes(argument - 1):
        raise NoValue("the pole of zeta")
    return mpmath.zeta(_number(argument))


def _floor(argument: Any) -> Any:
    return Fraction(int(mpmath.floor(argument))) if not isinstance(argument, Fraction) else Fraction(argument // 1)


CONSTANTS: dict[Basic, Callable[[], Any]] = {
    sympy.pi: lambda: +mpmath.pi,
    sympy.E: lambda: +mpmath.e,
    sympy.EulerGamma: lambda: +mpmath.euler,
    sympy.I: lambda: mpmath.mpc(0, 1),
}
OPERATIONS: dict[type, Callable[..., Any]] = {
    sympy.Add: _add,
    sympy.Mul: _multiply,
    sympy.Pow: _power,
    sympy.exp: lambda a: mpmath.exp(_number(a)),
    sympy.log: _logarithm,
    sympy.sin: lambda a: mpmath.sin(_number(a)),
    sympy.cos: lambda a: mpmath.cos(_number(a)),
    sympy.tan: lambda a: mpmath.tan(_number(a)),
    sympy.Abs: abs,
    sympy.sign: lambda a: Fraction(0) if _vanishes(a) else Fraction(1 if _number(a) > 0 else -1),
    sympy.floor: _floor,
    sympy.zeta: _zeta,
    sympy.gamma: _without_poles(mpmath.gamma),
    sympy.loggamma: _without_poles(mpmath.loggamma),
    sympy.polygamma: _polygamma,
    sympy.factorial: _factorial,
    sympy.binomial: _binomial,
    sympy.KroneckerDelta: lambda a, b: Fraction(1 if _vanishes(a - b) else 0),
    sympy.harmonic: lambda a: mpmath.harmonic(_number(a)),
}
