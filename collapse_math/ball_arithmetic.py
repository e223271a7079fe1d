"""Arithmetic on real numbers in which every result is exact or comes with a radius that covers it.

A rational number stays exact as long as it is small; every other number is a ball of python-flint
(`arb`): a midpoint and a radius that is sure to cover the true value.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, TypeVar

from flint import acb, arb, ctx, fmpq, fmpz

from collapse_math.sequences import Entry, Listed, Pattern
from collapse_math.tape import NotEvaluable, Tape, Undefined, run

MOST_TERMS = 20_000  # of all sums and products in one evaluation
MOST_BITS = 100_000
MOST_SECONDS = 2.0  # after which the precision is not raised again
ONE = fmpq(1)

T = TypeVar("T")


def evaluate(tape: Tape, values: Sequence[Entry], bits: int, exact_bits: int = 2_000) -> fmpq | arb:
    """Run `tape` at `values` with balls of `bits` bits: an exact `fmpq`, or an `arb` that covers the value.

    Rational numbers stay exact while numerator and denominator together have at most `exact_bits` bits.
    """
    with ctx.workprec(bits):
        arithmetic = Balls(exact_bits)
        value: fmpq | arb = run(tape, arithmetic, [arithmetic.entry(x) for x in values])
        return value


def refine(tape: Tape, values: Sequence[Entry], read: Callable[[arb], T | None], bits: int = 128) -> T:
    """Double the precision, from `bits`, until `read` finds its answer in the ball (not None).

    `read` is called at the precision of the ball.  Raises NotEvaluable if more than 100 000 bits or
    about two seconds are needed.
    """
    stop = time.monotonic() + MOST_SECONDS
    while bits <= MOST_BITS and time.monotonic() < stop:
        with ctx.workprec(bits):
            ball = arb(evaluate(tape, values, bits, max(2_000, bits)))
            answer = read(ball) if ball.is_finite() else None
        if answer is not None:
            return answer
        bits *= 2
    raise NotEvaluable(
        f"{bits // 2} bits of precision do not determine the value;"
        " it may be zero or undefined here without this being seen"
    )


class Balls:
    """Real numbers: `fmpq` up to `exact_bits` bits in numerator and denominator together, else `arb`.

    The precision of the balls is the one set in flint's context.  A result that the precision does not
    determine is a ball that is not finite; it takes a certain fault to raise Undefined.
    """

    def __init__(self, exact_bits: int) -> None:
        """Keep rational numbers exact up to `exact_bits` bits."""
        self.exact_bits = exact_bits
        self.terms_left = MOST_TERMS

    def number(self, value: fmpq) -> Any:
        """Take over a rational number."""
        return self._fit(value)

    def entry(self, value: Entry) -> Any:
        """Take over the value of a variable; a sequence is asked for its terms later."""
        if isinstance(value, Listed | Pattern):
            return value
        return self._fit(fmpq(value.numerator, value.denominator))

    def term(self, sequence: Any, place: Any) -> Any:
        """A term of a sequence, the first of which has the place 0."""
        if not (_is_integer(place) and place >= 0):
            raise Undefined("a term before the first of a sequence")
        return self.entry(sequence.term(int(place.p)))

    def _fit(self, value: Any) -> Any:
        """Turn a rational number that has grown too large into a ball."""
        # The larger of numerator and denominator is seen at once, and nearly always small.
        return value if 2 * value.height_bits() <= self.exact_bits or _size(value) <= self.exact_bits else arb(value)

    def loop(self, operation: str, lower: Any, upper: Any, term: Callable[[Any], Any]) -> Any:
        """Add or multiply term(lower), ..., term(upper); an empty range, upper = lower - 1, has no terms."""
        if not (_is_integer(lower) and _is_integer(upper)):
            raise NotEvaluable("the limits of a sum or product must be integers")
        first, last = int(lower.p), int(upper.p)
        if last < first - 1:
            raise NotEvaluable(f"the range {first}..{last} of a sum or product runs backwards")
        self.terms_left -= last - first + 1
        if self.terms_left < 0:
            raise NotEvaluable(f"a sum or product has more than {MOST_TERMS} terms")
        terms = [term(fmpq(index)) for index in range(first, last + 1)]
        return self.add(*terms) if operation == "sum" else self.multiply(*terms)

    def repeat(self, value: Any, times: Any, apply: Callable[[Any], Any]) -> Any:
        """Apply a map so many times."""
        if not (_is_integer(times) and times >= 0):
            raise NotEvaluable("a map is applied a number of times that is an integer and not negative")
        self.terms_left -= int(times.p)
        if self.terms_left < 0:
            raise NotEvaluable(f"a map is applied more than {MOST_TERMS} times")
        for _ in range(int(times.p)):
            value = apply(value)
        return value

    def pi(self) -> Any:
        """Circumference over diameter."""
        return arb.pi()

    def e(self) -> Any:
        """Euler's number."""
        return arb.const_e()

    def euler_gamma(self) -> Any:
        """The Euler-Mascheroni constant."""
        return arb.const_euler()

    def catalan(self) -> Any:
        """Catalan's constant."""
        return arb.const_catalan()

    def add(self, *terms: Any) -> Any:
        """Sum; the rational terms are added first, so that they cancel exactly."""
        if len(terms) == 2:
            total = terms[0] + terms[1]
            return self._fit(total) if type(total) is fmpq else total
        rational = [term for term in terms if isinstance(term, fmpq)]
        balls = [term for term in terms if isinstance(term, arb)]
        return sum(balls, self._balanced(rational, fmpq(0), lambda a, b: a + b))

    def multiply(self, *factors: Any) -> Any:
        """Product; an exact zero times a finite ball is an exact zero."""
        if len(factors) == 2:
            one, other = factors
            if type(one) is fmpq and type(other) is fmpq:
                return self._fit(one * other)
            if type(one) is arb and type(other) is arb:
                return one * other
        rational = [factor for factor in factors if isinstance(factor, fmpq)]
        balls = [factor for factor in factors if isinstance(factor, arb)]
        result = self._balanced(rational, fmpq(1), lambda a, b: a * b)
        if result == 0 and all(ball.is_finite() for ball in balls):
            return fmpq(0)
        return reduce(lambda a, b: a * b, balls, result)

    def _balanced(self, values: list[Any], empty: Any, combine: Callable[[Any, Any], Any]) -> Any:
        """Combine in pairs, then pairs of pairs: long sums of fractions grow large only at the end."""
        while len(values) > 1:
            pairs = zip(values[::2], values[1::2], strict=False)
            rest = values[-1:] if len(values) % 2 else []
            values = [self._fit_any(combine(a, b)) for a, b in pairs] + rest
        return values[0] if values else empty

    def _fit_any(self, value: Any) -> Any:
        return self._fit(value) if isinstance(value, fmpq) else value

    def power(self, base: Any, exponent: Any) -> Any:
        """base^exponent on the reals; x^0 = 1 also at x = 0."""
        if _is_integer(exponent):
            return self._integer_power(base, int(exponent.p))
        if _is_zero(base):
            if exponent > 0:
                return fmpq(0)
            if exponent < 0:
                raise Undefined("zero to a negative power")
            return arb.nan()
        if base < 0:
            if isinstance(exponent, fmpq) or not exponent.contains_integer():
                raise Undefined("a negative number to a power that is not an integer")
            return arb.nan()
        if isinstance(exponent, fmpq) and isinstance(base, fmpq):
            root = _exact_root(base, exponent.q)
            if root is not None:
                return self._integer_power(root, int(exponent.p))
        return arb(base) ** exponent

    def _integer_power(self, base: Any, exponent: int) -> Any:
        if isinstance(base, fmpq):
            if base == 0 and exponent < 0:
                raise Undefined("division by zero")
            bits = abs(exponent) * (_size(base) - 2)
            if bits <= self.exact_bits:
                return base**exponent
        elif exponent == 0 and base.is_finite():
            return fmpq(1)
        return arb(base) ** exponent if arb(base).is_finite() else arb.nan()

    def exp(self, x: Any) -> Any:
        """e^x."""
        return fmpq(1) if _is_zero(x) else arb(x).exp()

    def log(self, x: Any) -> Any:
        """Natural logarithm."""
        if x <= 0:
            raise Undefined("the logarithm of a number <= 0")
        return fmpq(0) if isinstance(x, fmpq) and x == 1 else arb(x).log()

    def gamma(self, x: Any) -> Any:
        """Gamma(x); exact at small positive integers."""
        _refuse_pole(x, "Gamma")
        if _is_integer(x) and x * int(x.p).bit_length() <= self.exact_bits:
            return fmpq(fmpz.fac_ui(x.p - 1))
        return arb(x).gamma()

    def gamma_product(self, *factors: Any) -> Any:
        """Gamma(x)^p Gamma(y)^q ... from x, p, y, q, ..."""
        pairs = zip(factors[::2], factors[1::2], strict=True)
        return self.multiply(*(self.power(self.gamma(x), p) for x, p in pairs))

    def loggamma(self, x: Any) -> Any:
        """log Gamma(x) for x > 0."""
        if x <= 0:
            raise Undefined("log Gamma of a number <= 0")
        return fmpq(0) if isinstance(x, fmpq) and x in (1, 2) else arb(x).lgamma()

    def polygamma(self, order: Any, x: Any) -> Any:
        """The derivative of `order` + 1 of log Gamma, order a non-negative integer."""
        if not (_is_integer(order) and 0 <= order < MOST_TERMS):
            raise NotEvaluable("the order of a polygamma function must be a non-negative integer")
        _refuse_pole(x, "a polygamma function")
        return arb(x).digamma() if order == 0 else acb(x).polygamma(int(order.p)).real

    def digamma(self, x: Any) -> Any:
        """psi(x), the derivative of log Gamma."""
        return self.polygamma(fmpq(0), x)

    def trigamma(self, x: Any) -> Any:
        """psi'(x), the second derivative of log Gamma."""
        return self.polygamma(fmpq(1), x)

    def harmonic(self, x: Any, order: Any = ONE) -> Any:
        """H_x = 1 + ... + 1/x, continued by digamma; with `order` m >= 2 the sum of 1/k^m, x > -1."""
        if not (_is_integer(order) and 1 <= order < MOST_TERMS):
            raise NotEvaluable("the order of a harmonic number must be a positive integer")
        _refuse_pole(x + 1, "a harmonic number")
        power = int(order.p)
        if _is_integer(x) and 2 * x * power <= self.exact_bits:
            return self.add(*(fmpq(1, k) ** power for k in range(1, int(x.p) + 1)))
        if power == 1:
            return arb(x + 1).digamma() + arb.const_euler()
        if x + 1 <= 0:
            raise NotEvaluable("a harmonic number of order >= 2 needs an argument > -1")
        return arb(power).zeta() - arb(power).zeta(arb(x + 1))

    def factorial(self, x: Any) -> Any:
        """x! = Gamma(x + 1)."""
        return self.gamma(x + 1)

    def binomial(self, x: Any, k: Any) -> Any:
        """x (x-1) ... (x-k+1) / k!; zero for a negative integer k."""
        if not _is_integer(k):
            return self.gamma(x + 1) * arb(k + 1).rgamma() * arb(x - k + 1).rgamma()
        if k < 0:
            return fmpq(0)
        if _is_integer(x) and 0 <= x - k < k:
            k = x - k
        return self.multiply(self.falling(x, k), self.power(self.factorial(k), fmpq(-1)))

    def rising(self, x: Any, k: Any) -> Any:
        """x (x+1) ... (x+k-1), continued by Gamma(x+k)/Gamma(x)."""
        if not _is_integer(k):
            return self.gamma(x + k) * arb(x).rgamma()
        if k < 0:
            return self.power(self.rising(x + k, -k), fmpq(-1))
        if _is_integer(x) and x <= 0 and x + k > 0:
            return fmpq(0)
        if isinstance(x, fmpq) and (_size(x) + int(k.p).bit_length()) * k <= self.exact_bits:
            return self.multiply(*(x + j for j in range(int(k.p))))
        return arb(x).rising(arb(k))

    def falling(self, x: Any, k: Any) -> Any:
        """x (x-1) ... (x-k+1), continued by Gamma(x+1)/Gamma(x-k+1)."""
        return self.rising(x - k + 1, k)

    def sin(self, x: Any) -> Any:
        """Sine."""
        return fmpq(0) if _is_zero(x) else arb(x).sin()

    def cos(self, x: Any) -> Any:
        """Cosine."""
        return fmpq(1) if _is_zero(x) else arb(x).cos()

    def sinc(self, x: Any) -> Any:
        """sin(x)/x, one at zero."""
        return fmpq(1) if _is_zero(x) else arb(x).sinc()

    def erf(self, x: Any) -> Any:
        """The error function."""
        return fmpq(0) if _is_zero(x) else arb(x).erf()

    def hypergeometric(self, a: Any, b: Any, c: Any, x: Any) -> Any:
        """Gauss' 2F1(a, b; c; x) for x < 1."""
        _refuse_pole(c, "a hypergeometric function")
        return arb(x).hypgeom_2f1(arb(a), arb(b), arb(c))

    def bessel_k(self, order: Any, x: Any) -> Any:
        """The modified Bessel function K_order(x) for x > 0."""
        if isinstance(x, fmpq) and x <= 0:
            raise Undefined(f"a Bessel function K at {x}, which is not positive")
        return arb(x).bessel_k(arb(order))

    def absolute(self, x: Any) -> Any:
        """|x|."""
        return abs(x)

    def maximum(self, *values: Any) -> Any:
        """The largest of the values."""
        return reduce(lambda a, b: max(a, b) if _exact(a, b) else arb(a).max(arb(b)), values)

    def minimum(self, *values: Any) -> Any:
        """The smallest of the values."""
        return reduce(lambda a, b: min(a, b) if _exact(a, b) else arb(a).min(arb(b)), values)


def _exact(*values: Any) -> bool:
    return all(type(value) is fmpq for value in values)


def _is_zero(value: Any) -> bool:
    return isinstance(value, fmpq) and value == 0


def _is_integer(value: Any) -> bool:
    return isinstance(value, fmpq) and value.q == 1


def _size(value: Any) -> int:
    """Bits of the numerator and the denominator."""
    return int(value.p.bit_length() + value.q.bit_length())


def _exact_root(value: Any, degree: Any) -> Any:
    """Return the root of a positive rational number where it is rational, else None."""
    if degree > _size(value) and value != 1:
        return None
    roots = [part.root(int(degree)) if part > 1 else part for part in (value.p, value.q)]
    exact = all(root ** int(degree) == part for root, part in zip(roots, (value.p, value.q), strict=True))
    return fmpq(*roots) if exact else None


def _refuse_pole(x: Any, function: str) -> None:
    if _is_integer(x) and x <= 0:
        raise Undefined(f"{function} at its pole {x}")
