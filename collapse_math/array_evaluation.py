"""A tape on whole arrays of floats, each entry right to a relative error of 1e-12.

`ArrayBalls` carries a bound of the error along with every entry.  The few entries whose bound is too wide,
because digits cancelled or no fast form is known, are computed again one by one in `ball_arithmetic`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

import numpy as np
from flint import arb, fmpq
from numpy.typing import NDArray

from collapse_math import array_arithmetic as arrays
from collapse_math.array_arithmetic import ArrayBall, Floats
from collapse_math.ball_arithmetic import MOST_TERMS, refine
from collapse_math.tape import NotEvaluable, Tape, run

RELATIVE_ERROR = 1e-12
_BLOCK = 4096  # entries at a time: the working set stays in the cache


def evaluate_arrays(tape: Tape, columns: Sequence[NDArray[Any]]) -> tuple[Floats, NDArray[np.bool_]]:
    """Run `tape` on arrays of floats, integers or Fractions that broadcast together.

    Returns the values and which of them the fast arithmetic settled.  Each value differs from the true one
    by at most 1e-12 of it; outside the range of normal floats it is the nearest float: a subnormal
    number, zero or an infinity.  Raises NotEvaluable or Undefined, naming the entry.
    """
    shape = np.broadcast_shapes(*(column.shape for column in columns))
    flat = [np.broadcast_to(column, shape).reshape(-1) for column in columns]
    values, settled = np.empty(int(np.prod(shape))), np.empty(int(np.prod(shape)), dtype=bool)
    for start in range(0, values.size, _BLOCK):
        block = slice(start, start + _BLOCK)
        with np.errstate(all="ignore"):
            ball = run(tape, ArrayBalls(), [_enclose(column[block]) for column in flat])
            values[block] = ball.high
            settled[block] = ball.radius + np.abs(ball.low) <= 0.99 * RELATIVE_ERROR * np.abs(ball.high)
    for place in np.flatnonzero(~settled):
        entry = [Fraction(column[place].item() if column.dtype != object else column[place]) for column in flat]
        try:
            values[place] = refine(tape, entry, _nearest_float)
        except NotEvaluable as error:
            index = ", ".join(str(i) for i in np.unravel_index(place, shape))
            raise type(error)(f"entry [{index}]: {error}") from None
    return values.reshape(shape), settled.reshape(shape)


def _nearest_float(ball: arb) -> float | None:
    if ball.is_zero():
        return 0.0
    return float(ball.mid()) if ball.rel_accuracy_bits() >= 60 else None


def _enclose(column: NDArray[Any]) -> ArrayBall:
    """Take over a column of exact values."""
    if column.dtype.kind == "f" or (column.dtype.kind in "iu" and np.all(np.abs(column) <= 2.0**53)):
        return arrays.exactly(column)
    balls = [arrays.from_fraction(Fraction(value)) for value in column.tolist()]
    return ArrayBall(*(np.array(parts) for parts in zip(*balls, strict=True)))


class ArrayBalls:
    """The operations of a tape on arrays; see `ball_arithmetic.Balls` for what each of them is."""

    def number(self, value: fmpq) -> ArrayBall:
        """Take over a rational number."""
        return arrays.from_fraction(Fraction(int(value.p), int(value.q)))

    def pi(self) -> ArrayBall:
        """Circumference over diameter."""
        return arrays.PI

    def e(self) -> ArrayBall:
        """Euler's number."""
        return arrays.E

    def euler_gamma(self) -> ArrayBall:
        """The Euler-Mascheroni constant."""
        return arrays.EULER_GAMMA

    def catalan(self) -> ArrayBall:
        """Catalan's constant."""
        return arrays.CATALAN

    def add(self, *terms: ArrayBall) -> ArrayBall:
        """Sum."""
        return reduce(arrays.add, terms)

    def multiply(self, *factors: ArrayBall) -> ArrayBall:
        """Product."""
        return reduce(arrays.multiply, factors)

    def power(self, base: ArrayBall, exponent: ArrayBall) -> ArrayBall:
        """base^exponent: by squaring where the exponent is an integer, else for a positive base."""
        integral = _integral(exponent)
        result = arrays.integer_power(base, np.where(integral, exponent.high, 0.0))  # below 2^53 only
        if integral.all():
            return result
        return arrays.where(integral, result, arrays.exp(arrays.multiply(exponent, arrays.log(base))))

    def exp(self, x: ArrayBall) -> ArrayBall:
        """e^x."""
        return arrays.exp(x)

    def log(self, x: ArrayBall) -> ArrayBall:
        """Natural logarithm."""
        return arrays.log(x)

    def gamma_product(self, *factors: ArrayBall) -> ArrayBall:
        """Gamma(x)^p Gamma(y)^q ..., as the exponential of a sum of logarithms that does not overflow."""
        pairs = zip(factors[::2], factors[1::2], strict=True)
        return arrays.exp(self.add(*(arrays.multiply(p, arrays.loggamma(x)) for x, p in pairs)))

    def loggamma(self, x: ArrayBall) -> ArrayBall:
        """log Gamma(x)."""
        return arrays.loggamma(x)

    def polygamma(self, order: ArrayBall, x: ArrayBall) -> ArrayBall:
        """The derivative of `order` + 1 of log Gamma."""
        orders = np.unique(order.high)
        if orders.size != 1 or not _integral(order).all() or not 0 <= orders[0] <= 10:
            return arrays.unknown(arrays.add(order, x))
        return arrays.polygamma(int(orders[0]), x)

    def digamma(self, x: ArrayBall) -> ArrayBall:
        """psi(x)."""
        return arrays.polygamma(0, x)

    def trigamma(self, x: ArrayBall) -> ArrayBall:
        """psi'(x)."""
        return arrays.polygamma(1, x)

    def harmonic(self, x: ArrayBall, order: ArrayBall = arrays.ONE) -> ArrayBall:
        """H_x, fast for order one."""
        result = arrays.add(arrays.polygamma(0, arrays.add(x, arrays.ONE)), arrays.EULER_GAMMA)
        first = (order.high == 1) & _integral(order)
        return arrays.where(first, result, arrays.unknown(result))

    def factorial(self, x: ArrayBall) -> ArrayBall:
        """x!."""
        return arrays.exp(arrays.loggamma(arrays.add(x, arrays.ONE)))

    def binomial(self, x: ArrayBall, k: ArrayBall) -> ArrayBall:
        """x over k, fast for k <= x."""
        top, bottom, rest = (arrays.add(part, arrays.ONE) for part in (x, k, arrays.subtract(x, k)))
        lower = arrays.add(arrays.loggamma(bottom), arrays.loggamma(rest))
        return arrays.exp(arrays.subtract(arrays.loggamma(top), lower))

    def rising(self, x: ArrayBall, k: ArrayBall) -> ArrayBall:
        """Gamma(x + k)/Gamma(x), fast for positive arguments."""
        return arrays.exp(arrays.subtract(arrays.loggamma(arrays.add(x, k)), arrays.loggamma(x)))

    def falling(self, x: ArrayBall, k: ArrayBall) -> ArrayBall:
        """Gamma(x + 1)/Gamma(x - k + 1)."""
        return self.rising(arrays.add(arrays.subtract(x, k), arrays.ONE), k)

    def absolute(self, x: ArrayBall) -> ArrayBall:
        """|x|."""
        return arrays.where(x.high < 0, arrays.negative(x), x)

    def maximum(self, *values: ArrayBall) -> ArrayBall:
        """The largest of the values."""
        return reduce(_larger, values)

    def minimum(self, *values: ArrayBall) -> ArrayBall:
        """The smallest of the values."""
        return arrays.negative(reduce(_larger, map(arrays.negative, values)))

    def no_fast_form(self, *arguments: ArrayBall) -> ArrayBall:
        """Balls of infinite radius: every entry is left to `ball_arithmetic`."""
        return arrays.unknown(self.add(*arguments))

    sin = cos = sinc = erf = hypergeometric = bessel_k = no_fast_form

    def loop(self, operation: str, lower: ArrayBall, upper: ArrayBall, term: Callable[[Any], ArrayBall]) -> ArrayBall:
        """Add or multiply term(lower), ..., term(upper), over all indices that any entry needs."""
        combine, total = (arrays.add, arrays.exactly(0.0)) if operation == "sum" else (arrays.multiply, arrays.ONE)
        usable = _integral(lower) & _integral(upper) & (upper.high >= lower.high - 1)
        first = np.where(usable, lower.high, np.inf).min()
        last = np.where(usable, upper.high, -np.inf).max()
        if not last - first < MOST_TERMS:
            return arrays.unknown(arrays.add(lower, upper))
        for index in np.arange(first, last + 1) if last >= first else ():
            inside = (lower.high <= index) & (index <= upper.high)
            total = arrays.where(inside, combine(total, term(arrays.exactly(index))), total)
        return arrays.where(usable, total, arrays.unknown(total))

    def repeat(self, value: ArrayBall, times: ArrayBall, apply: Callable[[ArrayBall], ArrayBall]) -> ArrayBall:
        """Apply a map so many times, as often as any entry needs."""
        usable = _integral(times) & (times.high >= 0)
        most = np.where(usable, times.high, 0).max()
        if not most < MOST_TERMS:
            return arrays.unknown(arrays.add(value, times))
        for index in np.arange(most):
            value = arrays.where(index < times.high, apply(value), value)
        return arrays.where(usable, value, arrays.unknown(value))


def _integral(x: ArrayBall) -> Any:
    """Where x is known exactly to be an integer below 2^53."""
    return (x.radius == 0) & (x.low == 0) & (x.high == np.rint(x.high)) & (np.abs(x.high) < 2.0**53)


def _larger(x: ArrayBall, y: ArrayBall) -> ArrayBall:
    first = (x.high > y.high) | ((x.high == y.high) & (x.low > y.low))
    larger = arrays.where(first, x, y)
    return ArrayBall(larger.high, larger.low, np.maximum(x.radius, y.radius))
