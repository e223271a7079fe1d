"""Balls against mpmath and against fractions computed by hand."""

from __future__ import annotations

import math
import time
from decimal import Decimal
from fractions import Fraction

import mpmath
import pytest
import sympy
from flint import arb, ctx, fmpq
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from random_formulas import (
    FUNCTIONS,
    SYMBOLS,
    NoValue,
    TooClose,
    formulas,
    points,
    settled_number,
    small_fractions,
    to_sympy,
)
from sympy import Function, I, Integer, Piecewise, Product, Rational, Sum, oo, pi, zoo

from collapse_math.balls import NotEvaluable, Undefined, ball, certified, exact_value

n, t, k, j, a = sympy.symbols("n t k j a")


def contains(enclosure: arb, value: Fraction) -> bool:
    """Compare exactly, by fractions."""
    middle, radius = (
        Fraction(int(man)) * Fraction(2) ** int(exponent)
        for man, exponent in (enclosure.mid().man_exp(), enclosure.rad().man_exp())
    )
    return abs(value - middle) <= radius


def as_fraction(value: mpmath.mpf) -> Fraction:
    sign, man, exponent, _ = value._mpf_
    return (-1) ** sign * Fraction(int(man)) * Fraction(2) ** exponent


def overlaps(enclosure: arb, value: mpmath.mpf, digits: int = 35) -> bool:
    """Whether the ball meets the interval value (1 +- 10^-digits)."""
    exact = as_fraction(value)
    with ctx.workprec(600):
        center = arb(fmpq(exact.numerator, exact.denominator))
        return bool(enclosure.overlaps(center + arb(0, 1) * center * arb(10) ** -digits))


def correctly_rounded(text: str, value: Fraction, digits: int) -> bool:
    """Whether `text` has `digits` significant digits, or is exact, and lies within half a last unit."""
    decimal = Decimal(text)
    places = decimal.as_tuple().exponent
    assert isinstance(places, int)
    printed = len(decimal.as_tuple().digits)
    if Fraction(decimal) == value:
        return printed <= digits
    return printed == digits and abs(Fraction(decimal) - value) * 2 <= Fraction(10) ** places


# Random formulas -----------------------------------------------------------------------------------


@settings(max_examples=250, deadline=None)
@given(formulas(FUNCTIONS), points, st.sampled_from([53, 128, 400]))
def test_the_ball_holds_the_value(formula, point, bits):
    """A formula without a value must not get a finite ball; one with a value must lie in its ball."""
    expression = to_sympy(formula)
    at = dict(zip(SYMBOLS, point, strict=True))
    try:
        value = settled_number(formula, point)
    except TooClose:
        assume(False)
    except NoValue:
        try:
            assert not ball(expression, at, bits).is_finite()
        except NotEvaluable:
            return
        return
    enclosure = ball(expression, at, bits)
    if enclosure.is_finite():
        assert overlaps(enclosure, value)


@settings(max_examples=250, deadline=None)
@given(formulas(FUNCTIONS), points, st.integers(1, 25))
def test_every_certified_digit_is_right(formula, point, digits):
    """The value at more than 40 digits decides how each printed number of at most 25 must read."""
    expression = to_sympy(formula)
    try:
        value = settled_number(formula, point)
    except (TooClose, NoValue):
        assume(False)
    assume(value != 0)
    unit = Fraction(10) ** (math.floor(mpmath.log10(abs(value))) + 1 - digits)
    try:
        result = certified(expression, dict(zip(SYMBOLS, point, strict=True)), digits)
    except NotEvaluable:
        # Refused only where the value is half-way between two numbers, as sqrt(5/4)^4 is of four digits.
        assert abs(abs(as_fraction(value)) / unit % 1 - Fraction(1, 2)) < Fraction(10) ** (digits - 35)
        return
    assert result.digits == len(Decimal(result.decimal).as_tuple().digits)
    error = abs(Fraction(Decimal(result.decimal)) - as_fraction(value))
    assert error <= unit / 2 + abs(as_fraction(value)) / 10**39


def rational_value(formula, point):
    """Recursion on fractions; powers by repeated multiplication."""
    operation, *parts = formula
    if operation == "number":
        return parts[0]
    if operation == "symbol":
        return point[parts[0]]
    if operation == "power":
        base, exponent = rational_value(parts[0], point), int(parts[1])
        product = Fraction(1)
        for _ in range(abs(exponent)):
            product *= base
        return product if exponent >= 0 else 1 / product
    left, right = (rational_value(part, point) for part in parts)
    return {
        "+": lambda: left + right,
        "-": lambda: left - right,
        "*": lambda: left * right,
        "/": lambda: left / right,
        "max": lambda: max(left, right),
        "min": lambda: min(left, right),
    }[operation]()


def integer_powers_only(formula):
    operation, *parts = formula
    if operation == "power":
        return parts[1].denominator == 1 and integer_powers_only(parts[0])
    return operation in ("number", "symbol") or all(map(integer_powers_only, parts))


@settings(max_examples=250, deadline=None)
@given(formulas([], leaves=12).filter(integer_powers_only), points)
def test_rational_formulas_are_exact(formula, point):
    expression = to_sympy(formula)
    at = dict(zip(SYMBOLS, point, strict=True))
    try:
        expected = rational_value(formula, point)
    except ZeroDivisionError:
        with pytest.raises(Undefined):
            exact_value(expression, at)
        return
    assert exact_value(expression, at) == expected
    assert contains(ball(expression, at, 64), expected)


# Powers --------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.integers(2, 50), st.integers(0, 60))
def test_variance_decay_by_repeated_multiplication(size, generations):
    kept = Fraction(1)
    for _ in range(generations):
        kept *= Fraction(size - 1, size)
    at = {n: Fraction(size), t: Fraction(generations)}
    assert exact_value(1 - (1 - 1 / n) ** t, at) == 1 - kept
    assert contains(ball(1 - (1 - 1 / n) ** t, at, 53), 1 - kept)


def test_a_million_generations_of_samples_of_a_thousand_million_million():
    """The binomial series alternates with falling terms, so that its partial sums enclose the value."""
    size, generations = 10**15, 10**6
    partial, term, bounds = Fraction(0), Fraction(1), []
    for order in range(1, 8):
        term *= Fraction(generations - order + 1, order * size)
        partial += term if order % 2 else -term
        bounds.append(partial)
    start = time.perf_counter()
    enclosure = ball(1 - (1 - 1 / n) ** t, {n: Fraction(size), t: Fraction(generations)}, 400)
    text = certified(1 - (1 - 1 / n) ** t, {n: Fraction(size), t: Fraction(generations)}, 60).decimal
    assert time.perf_counter() - start < 0.5
    with ctx.workprec(600):
        low, high = (arb(fmpq(bound.numerator, bound.denominator)) for bound in sorted(bounds[-2:]))
        assert low < enclosure < high
    assert correctly_rounded(text, bounds[-1], 60)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (sympy.sqrt(a), Fraction(3, 2)),
        (a ** Rational(-3, 2), Fraction(8, 27)),
        ((a + Rational(23, 4)) ** Rational(2, 3), Fraction(4)),
        (sympy.sqrt(a + 1), None),
        (pi * (a - Rational(9, 4)), Fraction(0)),
        (sympy.exp(a - Rational(9, 4)), Fraction(1)),
        (sympy.log(a - Rational(5, 4)), Fraction(0)),
        (sympy.log(a), None),
        (sympy.gamma(4 * a), Fraction(40320)),
        (sympy.gamma(2 * a), None),
        (sympy.loggamma(a - Rational(1, 4)), Fraction(0)),
        (sympy.harmonic(4 * a), Fraction(7129, 2520)),
        (sympy.harmonic(4 * a - 6, 2), Fraction(49, 36)),
        (sympy.binomial(a, 2), Fraction(45, 32)),
        (sympy.Max(a, 3 * a - 1), Fraction(23, 4)),
        (sympy.Min(a, 3 * a - 1), Fraction(9, 4)),
        (sympy.sinc(a - Rational(9, 4)) + sympy.cos(a - Rational(9, 4)), Fraction(2)),
        (2 ** (4 * a * 7377), Fraction(2**66393)),  # 19987 digits
        (2 ** (4 * a * 7383), None),  # 20003 digits
        (2 ** (4 * a * 5000) / 2 ** (4 * a * 5000 - 2), Fraction(4)),
    ],
)
def test_exact_values_at_nine_quarters(expression, value):
    assert exact_value(expression, {a: Fraction(9, 4)}) == value


@settings(deadline=None)
@given(small_fractions, small_fractions)
def test_powers_of_zero(base, exponent):
    at = {a: Fraction(0), k: exponent}
    if exponent < 0:
        with pytest.raises(Undefined):
            ball(a**k, at, 64)
    else:
        assert exact_value(a**k, at) == (1 if exponent == 0 else 0)


# Special functions ---------------------------------------------------------------------------------


@settings(deadline=None)
@given(
    st.sampled_from(
        [
            (sympy.gamma(a), mpmath.gamma),
            (sympy.digamma(a), lambda z: mpmath.psi(0, z)),
            (sympy.polygamma(1, a), lambda z: mpmath.psi(1, z)),
            (sympy.polygamma(3, a), lambda z: mpmath.psi(3, z)),
            (sympy.harmonic(a), mpmath.harmonic),
            (sympy.factorial(a), mpmath.factorial),
            (sympy.gamma(a) ** 2 / sympy.gamma(a + 1), lambda z: mpmath.gamma(z) / z),
            (sympy.sinc(a), mpmath.sinc),
            (sympy.hyper([Rational(1, 2), 2], [3], -(a**2)), lambda z: mpmath.hyp2f1(0.5, 2, 3, -z * z)),
            (sympy.besselk(0, 9 / (1 + a**2)), lambda z: mpmath.besselk(0, 9 / (1 + z * z))),
        ]
    ),
    st.builds(Fraction, st.integers(-200, 2000), st.sampled_from([3, 7, 30])),
)
def test_functions_of_one_argument(pair, at):
    assume(at.denominator > 1)
    expression, reference = pair
    with mpmath.workdps(60):
        value = reference(mpmath.mpf(at.numerator) / at.denominator)
    enclosure = ball(expression, {a: at}, 300)
    assert overlaps(enclosure, value)
    assert enclosure.rel_accuracy_bits() > 150


def test_generalised_harmonic_numbers_beyond_the_exact_ones():
    with mpmath.workdps(50):
        expected = mpmath.zeta(3) - mpmath.zeta(3, 10**9 + 1)
    assert overlaps(ball(sympy.harmonic(n, 3), {n: Fraction(10**9)}, 200), expected)


def falling_by_hand(top: Fraction, count: int) -> Fraction:
    """x (x-1) ... (x-k+1), and 1/((x+1) ... (x-k)) for a negative count."""
    product = Fraction(1)
    for index in range(count):
        product *= top - index
    for index in range(1, -count + 1):
        product /= top + index
    return product


@settings(deadline=None)
@given(small_fractions, st.integers(-8, 8))
def test_falling_and_rising_factorials_and_binomials(top, count):
    at = {a: top, k: Fraction(count)}
    for expression, start in [
        (sympy.FallingFactorial(a, k), top),
        (sympy.RisingFactorial(a, k), top + count - 1),
    ]:
        try:
            expected = falling_by_hand(start, count)
        except ZeroDivisionError:
            with pytest.raises(Undefined):
                exact_value(expression, at)
        else:
            assert exact_value(expression, at) == expected
            assert contains(ball(expression, at, 64), expected)
    chosen = falling_by_hand(top, count) / math.factorial(count) if count >= 0 else 0
    assert exact_value(sympy.binomial(a, k), at) == chosen


@settings(deadline=None)
@given(small_fractions, st.builds(Fraction, st.integers(1, 40), st.just(7)))
def test_factorials_of_fractional_length(top, count):
    assume(top > 0 and count.denominator > 1)
    with mpmath.workdps(50):
        x, r = (mpmath.mpf(value.numerator) / value.denominator for value in (top, count))
        expected = [mpmath.rf(x, r), mpmath.ff(x, r), mpmath.binomial(x, r)]
    for function, value in zip([sympy.RisingFactorial, sympy.FallingFactorial, sympy.binomial], expected, strict=True):
        # mpmath rounds the reciprocal of a pole to zero, which balls cannot tell from a small number
        assert overlaps(ball(function(a, k), {a: top, k: count}, 200), value, 30) or value == 0


# Sums and products ---------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.integers(0, 40), st.integers(2, 9))
def test_sums_and_products_are_loops(last, size):
    at = {t: Fraction(last), n: Fraction(size)}
    total, product = Fraction(0), Fraction(1)
    for index in range(1, last + 1):
        total += Fraction(1, index * size - 1)
        product *= 1 - Fraction(1, size * index**2)
    assert exact_value(Sum(1 / (k * n - 1), (k, 1, t)), at) == total
    assert exact_value(Product(1 - 1 / (n * k**2), (k, 1, t)), at) == product
    assert contains(ball(Sum(1 / (k * n - 1), (k, 1, t)), at, 53), total)


@settings(deadline=None)
@given(st.integers(0, 12))
def test_nested_sums(last):
    expected = sum(Fraction(inner * outer) for outer in range(1, last + 1) for inner in range(1, outer + 1))
    for nested in (Sum(j * k, (j, 1, k), (k, 1, t)), Sum(Sum(j * k, (j, 1, k)), (k, 1, t))):
        assert exact_value(nested, {t: Fraction(last)}) == expected


def test_the_index_of_a_sum_hides_a_variable_of_the_same_name():
    assert exact_value(k + Sum(k**2, (k, 1, 3)), {k: Fraction(10)}) == 24


def test_a_long_sum_of_irrational_terms():
    value = ball(Sum(sympy.sqrt(k), (k, 1, t)), {t: Fraction(3000)}, 128)
    with mpmath.workdps(40):
        assert overlaps(value, mpmath.fsum(mpmath.sqrt(index) for index in range(1, 3001)))


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        (Sum(k, (k, 1, t)), "runs backwards"),
        (Sum(k, (k, 1, 30000 - t)), "more than 20000 terms"),
        (Sum(Sum(k, (j, 1, 300)), (k, 1, 300)), "more than 20000 terms"),
        (Sum(k, (k, 1, t + Rational(1, 2))), "must be integers"),
        (Sum(1 / k**2, (k, 1, oo)), "Infinity"),
    ],
)
def test_sums_that_are_refused(expression, reason):
    with pytest.raises(NotEvaluable, match=reason):
        ball(expression, {t: Fraction(-5)}, 64)


# What has no value ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "expression",
    [
        1 / (n - 3),
        1 / (1 / n - Rational(1, 3)),
        1 / (sympy.sqrt(n + 1) - 2),
        (n - 3) ** (n - 4),
        sympy.log(n - 3),
        sympy.log(pi - n - 1),
        sympy.sqrt(n - 4),
        (pi - n - 1) ** Rational(1, 3),
        (-n) ** pi,
        sympy.gamma(n - 3),
        sympy.factorial(n - 4),
        sympy.loggamma(2 - n),
        sympy.digamma(3 - n),
        sympy.polygamma(2, n - 5),
        sympy.harmonic(n - 4),
        sympy.RisingFactorial(n - 2, n - 5),
        (n - 3) * sympy.log(n - 3),
        Sum(1 / (k - n), (k, 1, 5)),
    ],
)
def test_undefined_at_three(expression):
    with pytest.raises(Undefined):
        ball(expression, {n: Fraction(3)}, 64)
    with pytest.raises(Undefined):
        exact_value(expression, {n: Fraction(3)})


@pytest.mark.parametrize(
    "expression",
    [
        n + I,
        n + Rational(1, 2).evalf(),
        oo * n,
        zoo,
        sympy.nan,
        Function("f")(n),
        a + n,
        Piecewise((n, n > 2), (0, True)),
    ],
)
def test_outside_the_language(expression):
    with pytest.raises(NotEvaluable) as caught:
        ball(expression, {n: Fraction(3)}, 64)
    assert not isinstance(caught.value, Undefined)


def test_what_no_term_needs_is_not_asked_for():
    # The term does not depend on the index; with no terms there is nothing that could be undefined.
    total = Sum(1 / (n - 1), (j, 1, t)) + Product(1 / (n - 1), (j, 1, t))
    assert exact_value(total, {n: Fraction(1), t: Fraction(0)}) == 1
    assert exact_value(total, {n: Fraction(3), t: Fraction(2)}) == Fraction(5, 4)
    with pytest.raises(Undefined):
        exact_value(total, {n: Fraction(1), t: Fraction(1)})


def test_inner_sums_follow_the_index_of_the_outer_one():
    # At k = 1, 2, 3: n^2 (1 + ... + k) + k (n + 1) + n, and k (1 + 2).
    expression = Sum(n**2 * Sum(j, (j, 1, k)) + Sum(n + 1, (j, 1, k)) + n, (k, 1, t))
    assert exact_value(expression, {n: Fraction(2), t: Fraction(3)}) == 4 * (1 + 3 + 6) + 3 * (1 + 2 + 3) + 3 * 2
    assert exact_value(Sum(Sum(k * j, (j, 1, 2)), (k, 1, t)), {t: Fraction(3)}) == 3 * (1 + 2 + 3)


@pytest.mark.parametrize(
    "expression",
    [
        1 / (sympy.log(n) + sympy.log(2) - sympy.log(2 * n)),
        sympy.sqrt(sympy.log(n) + sympy.log(2) - sympy.log(2 * n)),
        sympy.log(sympy.log(n) + sympy.log(2) - sympy.log(2 * n)),
        sympy.gamma(sympy.log(n) + sympy.log(2) - sympy.log(2 * n)),
        (-2) ** (sympy.log(n**2) / sympy.log(n)),
        (n - 3) ** (sympy.log(n) + sympy.log(2) - sympy.log(2 * n)),
        (n - 3) * sympy.log(sympy.log(n) + sympy.log(2) - sympy.log(2 * n)),
        sympy.log(sympy.log(n) + sympy.log(2) - sympy.log(2 * n)) ** (n - 3),
    ],
)
def test_a_ball_on_the_edge_is_not_finite_and_nothing_is_claimed(expression):
    assert not ball(expression, {n: Fraction(3)}, 200).is_finite()
    with pytest.raises(NotEvaluable, match="do not determine"):
        certified(expression, {n: Fraction(3)}, 10)


# Decimals ------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.fractions(), st.integers(1, 30))
def test_fractions_are_rounded_correctly(value, digits):
    result = certified(a, {a: value}, digits)
    assert correctly_rounded(result.decimal, value, digits)
    assert result.exact == str(value)


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (Fraction(0), 5, "0"),
        (Fraction(5, 2), 1, "2"),
        (Fraction(7, 2), 1, "4"),
        (Fraction(9995, 1000), 3, "10.0"),
        (Fraction(-1, 3), 4, "-0.3333"),
        (Fraction(1, 4), 15, "0.25"),
        (Fraction(1, 10**9 * 3), 3, "3.33e-10"),
        (Fraction(10**20), 3, "1.00e20"),
    ],
)
def test_how_decimals_read(value, digits, text):
    assert certified(a, {a: value}, digits).decimal == text


def test_digits_next_to_a_tie_and_to_nines():
    """sqrt(10^40 + 1) = 10^20 + 5 10^-21 - 1.25 10^-61 + ... is just below a tie at 41 digits."""
    root = sympy.sqrt(a + 1)
    assert certified(root, {a: Fraction(10**40)}, 41).decimal == "100000000000000000000." + "0" * 20
    assert certified(root, {a: Fraction(10**40)}, 42).decimal == "100000000000000000000." + "0" * 20 + "5"
    assert certified(-root, {a: Fraction(10**100)}, 101).decimal == "-1" + "0" * 50 + "." + "0" * 50
    below = certified(1 - sympy.exp(-a), {a: Fraction(100)}, 44).decimal
    with mpmath.workdps(100):
        assert correctly_rounded(below, as_fraction(1 - mpmath.exp(-100)), 44)
    assert below.startswith("0." + "9" * 43)
    assert certified(1 - sympy.exp(-a), {a: Fraction(100)}, 20).decimal == "1." + "0" * 19


def test_a_thousand_digits():
    result = certified(pi * a, {a: Fraction(1)}, 1000)
    with mpmath.workdps(3000):
        assert correctly_rounded(result.decimal, as_fraction(+mpmath.pi), 1000)
    assert result.exact is None


def test_sizes_beyond_floats():
    result = certified(sympy.binomial(n, n / 2), {n: Fraction(10**6)}, 10)
    with mpmath.workdps(40):
        assert correctly_rounded(result.decimal, as_fraction(mpmath.binomial(10**6, 5 * 10**5)), 10)
    with pytest.raises(NotEvaluable, match="too large or too small"):
        certified(sympy.exp(sympy.exp(n)), {n: Fraction(100)}, 10)


@pytest.mark.parametrize("digits", [0, -1, 10_001])
def test_senseless_numbers_of_digits(digits):
    with pytest.raises(ValueError, match="digits must lie between 1 and 10000"):
        certified(Integer(1), {}, digits)
