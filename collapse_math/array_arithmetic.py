"""Ball arithmetic on whole arrays: each entry is a sum of two floats with a radius that covers the truth.

A midpoint high + low, |low| <= 2^-53 |high|, has about 32 digits ("double-double"): 1 - (1 - 1/n)^t at
n = 10^15 keeps 17 of them after the subtraction.  Sums, products and quotients follow

    M. Joldes, J.-M. Muller, V. Popescu, "Tight and rigorous error bounds for basic building blocks of
    double-word arithmetic", ACM Transactions on Mathematical Software 44 (2017), algorithms 6, 10 and 17,

with relative errors below 20 times 2^-106, barring underflow; `ROUNDING` and `UNDERFLOW` leave room to
spare.  Everything else is built from these, so that the radius takes care of itself.  An entry that
cannot be bounded has an infinite radius: it is no answer, and is left to `ball_arithmetic`.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import factorial
from typing import Any, NamedTuple

import numpy as np
from flint import arb, ctx, fmpq
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ROUNDING = 2.0**-100  # relative error of one operation
UNDERFLOW = 2.0**-600  # absolute error of one operation
RADIUS_ROUNDING = 1 + 2.0**-40  # the radius itself is computed in floats
STIRLING_FROM = 24.0  # Stirling's series is used from here on
STIRLING_TERMS = 14


class ArrayBall(NamedTuple):
    """Real numbers: the truth lies within `radius` of `high + low`, entry by entry."""

    high: Floats
    low: Floats
    radius: Floats


def _ball(high: Any, low: Any, radius: Any) -> ArrayBall:
    """Make a ball after an operation; the radius is infinite where anything overflowed."""
    sound = np.isfinite(high) & np.isfinite(low) & (radius < np.inf)
    return ArrayBall(high, low, np.where(sound, radius * RADIUS_ROUNDING, np.inf))


def exactly(value: Any) -> ArrayBall:
    """Take over floats."""
    high = np.asarray(value, dtype=np.float64)
    return ArrayBall(high, np.zeros_like(high), np.zeros_like(high))


def from_fraction(value: Fraction) -> ArrayBall:
    """Round a fraction to two floats."""
    try:
        high = float(value)
    except OverflowError:
        return unknown(exactly(0.0))
    low = float(value - Fraction(high))
    exact = Fraction(high) + Fraction(low) == value
    radius = 0.0 if exact else abs(high) * ROUNDING + UNDERFLOW
    return ArrayBall(np.asarray(high), np.asarray(low), np.asarray(radius))


def _constant(value: Callable[[], arb]) -> ArrayBall:
    with ctx.workprec(256):
        man, exponent = value().mid().man_exp()
    ball = from_fraction(Fraction(int(man)) * Fraction(2) ** int(exponent))
    return _ball(ball.high, ball.low, ball.radius + ROUNDING)


def unknown(like: ArrayBall) -> ArrayBall:
    """Balls of infinite radius, for what has no bound."""
    return ArrayBall(like.high, like.low, np.full_like(like.high, np.inf))


def where(mask: Any, x: ArrayBall, y: ArrayBall) -> ArrayBall:
    """Entries of x where `mask` holds, else of y."""
    return ArrayBall(*(np.where(mask, a, b) for a, b in zip(x, y, strict=True)))


def _two_sum(a: Any, b: Any) -> tuple[Any, Any]:
    """The float sum and its error, exactly."""
    total = a + b
    shadow = total - a
    return total, (a - (total - shadow)) + (b - shadow)


def _fast_two_sum(a: Any, b: Any) -> tuple[Any, Any]:
    """The same for |a| >= |b|."""
    total = a + b
    return total, b - (total - a)


def _split(a: Any) -> tuple[Any, Any]:
    """Two halves of 26 bits whose products are exact (Veltkamp)."""
    scaled = 134217729.0 * a  # 2^27 + 1
    top = scaled - (scaled - a)
    return top, a - top


def _two_product(a: Any, b: Any) -> tuple[Any, Any]:
    """The float product and its error, exactly (Dekker)."""
    product = a * b
    (a1, a2), (b1, b2) = _split(a), _split(b)
    return product, ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2


def _are_floats(x: ArrayBall, y: ArrayBall) -> Any:
    """Where both midpoints are plain floats, whose sum and product two floats hold exactly."""
    return (x.low == 0) & (y.low == 0)


def add(x: ArrayBall, y: ArrayBall) -> ArrayBall:
    """x + y."""
    sum_high, sum_low = _two_sum(x.high, y.high)
    rest_high, rest_low = _two_sum(x.low, y.low)
    high, low = _fast_two_sum(sum_high, sum_low + rest_high)
    high, low = _fast_two_sum(high, rest_low + low)
    error = np.where(_are_floats(x, y), 0.0, ROUNDING * np.abs(high) + UNDERFLOW)
    return _ball(high, low, x.radius + y.radius + error)


def multiply(x: ArrayBall, y: ArrayBall) -> ArrayBall:
    """x y."""
    high, low = _two_product(x.high, y.high)
    high, low = _fast_two_sum(high, low + (x.high * y.low + x.low * y.high))
    size_x, size_y = np.abs(x.high), np.abs(y.high)
    spread = size_x * y.radius + (size_y + y.radius) * x.radius
    no_underflow = (np.abs(high) > 2.0**-900) | (size_x == 0) | (size_y == 0)
    error = np.where(_are_floats(x, y) & no_underflow, 0.0, ROUNDING * np.abs(high) + UNDERFLOW)
    return _ball(high, low, spread + error)


def divide(x: ArrayBall, y: ArrayBall) -> ArrayBall:
    """x / y; unknown where y may be zero or is so small or large that underflow matters."""
    first = x.high / y.high
    product, error = _two_product(y.high, first)
    back_high, back_low = _fast_two_sum(product, error + y.low * first)
    second = ((x.high - back_high) + (x.low - back_low)) / y.high
    high, low = _fast_two_sum(first, second)
    size = np.abs(y.high)
    clear = (size > y.radius) & (size > 2.0**-300) & (size < 2.0**300)
    spread = (x.radius + np.abs(high) * RADIUS_ROUNDING * y.radius) / (size * (1 - 2.0**-50) - y.radius)
    return _ball(high, low, np.where(clear, spread, np.inf) + ROUNDING * np.abs(high) + UNDERFLOW)


def _scale(x: ArrayBall, factor: Any) -> ArrayBall:
    """x times a power of two, which is exact short of underflow."""
    return _ball(x.high * factor, x.low * factor, x.radius * np.abs(factor) + UNDERFLOW)


def negative(x: ArrayBall) -> ArrayBall:
    """-x."""
    return ArrayBall(-x.high, -x.low, x.radius)


def subtract(x: ArrayBall, y: ArrayBall) -> ArrayBall:
    """x - y."""
    return add(x, negative(y))


def _widen(x: ArrayBall, by: Any) -> ArrayBall:
    return _ball(x.high, x.low, x.radius + by)


ONE = exactly(1.0)
PI = _constant(arb.pi)
E = _constant(arb.const_e)
EULER_GAMMA = _constant(arb.const_euler)
CATALAN = _constant(arb.const_catalan)
LOG_2 = _constant(lambda: arb(2).log())
HALF_LOG_2PI = _constant(lambda: (2 * arb.pi()).log() / 2)
INVERSE_FACTORIALS = [from_fraction(Fraction(1, factorial(j))) for j in range(1, 11)]


def exp(x: ArrayBall) -> ArrayBall:
    """e^x = 2^k (e^m)^512 with m = (x - k log 2)/512; zero below -500, unknown above 600."""
    power = np.rint(x.high / LOG_2.high)
    small = _scale(subtract(x, multiply(exactly(power), LOG_2)), 2.0**-9)
    series = INVERSE_FACTORIALS[-1]
    for coefficient in reversed(INVERSE_FACTORIALS[:-1]):
        series = add(multiply(series, small), coefficient)
    # |m| < 2^-10: what follows the tenth term of e^m - 1 is below 2^-135.
    less_one = _widen(multiply(series, small), 2.0**-134)
    for _ in range(9):  # e^2m - 1 = (e^m - 1)(e^m + 1)
        less_one = add(_scale(less_one, 2.0), multiply(less_one, less_one))
    total = add(less_one, ONE)
    sized = ArrayBall(*(np.ldexp(part, power.astype(np.int64)) for part in total))
    sound = (np.abs(x.high) < 600) & (x.radius < 0.1)
    result = where(sound, _widen(sized, UNDERFLOW), unknown(sized))
    return where(x.high + x.radius < -500, _widen(exactly(np.zeros_like(x.high)), UNDERFLOW), result)


def log(x: ArrayBall) -> ArrayBall:
    """log x = y + log(1 + r) with a float y near it and r = x e^-y - 1; unknown unless certainly x > 0."""
    near = np.log(x.high)
    rest = subtract(multiply(x, exp(exactly(-near))), ONE)
    size = np.abs(rest.high) + rest.radius
    # |log(1 + r) - r| <= r^2 for |r| <= 1/2, and r is about 2^-53 for a narrow ball.
    return _widen(add(exactly(near), rest), np.where(size < 0.5, RADIUS_ROUNDING * size**2, np.inf))


def integer_power(base: ArrayBall, exponent: Floats) -> ArrayBall:
    """base^exponent by squaring, for integer exponents below 2^53."""
    remaining = np.abs(exponent).astype(np.int64)
    result, square = ONE, base
    while True:
        result = where(remaining & 1, multiply(result, square), result)
        remaining >>= 1
        if not remaining.any():
            break
        square = multiply(square, square)
    if (exponent < 0).any():
        result = where(exponent < 0, divide(ONE, result), result)
    return where(np.isfinite(base.radius), result, unknown(result))


def _stirling(x: ArrayBall, order: int) -> ArrayBall:
    """Sum of B_2j (2j + order - 2)!/(2j)! x^-(2j + order - 1), j >= 1, for x >= 24.

    With `order` 0, 1, 2, ... the series in log Gamma and, up to sign, in its derivatives.  For x > 0 the
    error is below the first omitted term: DLMF 5.11(ii) for the first two; for the others, because the
    error of log Gamma is completely monotone up to sign (H. Alzer, Mathematics of Computation 66, 1997).
    """

    def coefficient(j: int) -> Fraction:
        bernoulli = fmpq.bernoulli(2 * j)
        ratio = Fraction(factorial(2 * j + order - 2), factorial(2 * j))
        return Fraction(int(bernoulli.p), int(bernoulli.q)) * ratio

    inverse = divide(ONE, x)
    squared = multiply(inverse, inverse)
    series = from_fraction(coefficient(STIRLING_TERMS - 1))
    for j in range(STIRLING_TERMS - 2, 0, -1):
        series = add(multiply(series, squared), from_fraction(coefficient(j)))
    omitted = abs(float(coefficient(STIRLING_TERMS))) * STIRLING_FROM ** -(2.0 * STIRLING_TERMS + order - 1)
    return _widen(multiply(series, integer_power(inverse, np.asarray(1.0 + order))), 2 * omitted)


def _positive(x: ArrayBall) -> tuple[Any, ArrayBall]:
    """Where x is certainly positive, and x with the other entries put out of the way."""
    positive = x.high * (1 - 2.0**-50) > x.radius
    return positive, where(positive, x, exactly(STIRLING_FROM))


def loggamma(x: ArrayBall) -> ArrayBall:
    """log Gamma(x) for x > 0, by Stirling's series after log Gamma(x) = log Gamma(x + 1) - log x."""
    positive, x = _positive(x)
    product = ONE
    while (small := x.high < STIRLING_FROM).any():
        product = where(small, multiply(product, x), product)
        x = where(small, add(x, ONE), x)
    leading = add(subtract(multiply(subtract(x, exactly(0.5)), log(x)), x), HALF_LOG_2PI)
    result = subtract(add(leading, _stirling(x, 0)), log(product))
    return where(positive, result, unknown(result))


def polygamma(order: int, x: ArrayBall) -> ArrayBall:
    """The derivative of order + 1 of log Gamma for x > 0, shifted to Stirling's series in the same way."""
    positive, x = _positive(x)
    scale = from_fraction(Fraction(factorial(order)))

    def reciprocal_power(base: ArrayBall) -> ArrayBall:
        return divide(scale, integer_power(base, np.asarray(order + 1.0)))

    total = exactly(0.0)
    while (small := x.high < STIRLING_FROM).any():
        total = where(small, add(total, reciprocal_power(x)), total)
        x = where(small, add(x, ONE), x)
    # The rest is (-1)^(order + 1) times (order - 1)!/x^order, or -log x, and so on.
    leading = divide(multiply(reciprocal_power(x), x), exactly(float(order))) if order else negative(log(x))
    half = _scale(reciprocal_power(x), 0.5)
    result = add(add(total, leading), add(half, _stirling(x, order + 1)))
    return where(positive, result if order % 2 else negative(result), unknown(result))
