"""Closed forms as numbers: arguments, exact values, digits, and arrays right to 1e-12."""

from __future__ import annotations

import ast
import doctest
import inspect
import time
from decimal import Decimal
from fractions import Fraction

import mpmath
import numpy as np
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
    to_sympy,
)
from sympy import Product, Rational, Sum

from collapse_math import array_arithmetic as arrays
from collapse_math import array_evaluation, ball_arithmetic, closed_forms, tape
from collapse_math.array_arithmetic import ArrayBall
from collapse_math.array_evaluation import evaluate_arrays
from collapse_math.balls import NotEvaluable, Undefined, compile_expression
from collapse_math.closed_forms import ClosedForm
from collapse_math.quantities import integer, real
from collapse_math.read_numbers import parse_number

n = integer("n", at_least=2)
d = integer("d", at_least=1)
t = integer("t", at_least=0)
v = real("v", above=0)
p = real("p", at_least=0, at_most=1)
k = sympy.Symbol("k")

ARITHMETIC = array_evaluation.ArrayBalls()

risk = ClosedForm(v * t * d / (n - d - 1), [n, d, t, v], [n > d + 1])
lost = ClosedForm(1 - (1 - 1 / n) ** t, [n, t])


# Reading numbers --------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.one_of(st.fractions(), st.integers(-(10**400), 10**400).map(Fraction)))
def test_fractions_are_read_back(value):
    assert parse_number(str(value)) == parse_number(value) == value


@settings(deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, places=12))
def test_decimals_are_read_exactly(value):
    assert parse_number(str(value)) == parse_number(value) == Fraction(value)


@settings(deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_stand_for_what_they_hold(value):
    numerator, denominator = value.as_integer_ratio()
    assert parse_number(value) == parse_number(np.float64(value)) == Fraction(numerator, denominator)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", Fraction(12)),
        ("-0.5", Fraction(-1, 2)),
        (".25", Fraction(1, 4)),
        ("1e-3", Fraction(1, 1000)),
        ("2.5E2", Fraction(250)),
        ("10^15", Fraction(10**15)),
        ("10**15", Fraction(10**15)),
        ("-2^2", Fraction(-4)),
        ("2^-3", Fraction(1, 8)),
        (" 3 / 2 ", Fraction(3, 2)),
        ("1e-3/7", Fraction(1, 7000)),
        ("10^15/10^12", Fraction(1000)),
    ],
)
def test_how_numbers_may_be_written(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("", "not a number: write it like"),
        ("three", "not a number: write it like"),
        ("1/2/3", "not a number: write it like"),
        ("1_000", "not a number: write it like"),
        ("inf", "not a number: write it like"),
        ("1/0", "divides by zero"),
        ("0^-1", "divides by zero"),
        ("1e4001", "more than 4000 digits"),
        ("10^4001", "more than 4000 digits"),
        ("1e" + "9" * 5000, "more than 4000 digits"),
        ("1" * 5000, "more than 4000 digits"),
        (Decimal("1e999999"), "more than 4000 digits"),
        (float("nan"), "not a finite number"),
        (Decimal("inf"), "not a finite number"),
        (Decimal("nan"), "not a finite number"),
        (True, "not a number: give"),
        (None, "not a number: give"),
        (1j, "not a number: give"),
    ],
)
def test_what_is_no_number(value, reason):
    with pytest.raises(ValueError, match=reason):
        parse_number(value)


# Arguments ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"n": 1}, "n must be an integer >= 2, not 1: choose a value in that range"),
        ({"n": "5/2"}, "n must be an integer >= 2, not 5/2: choose a value in that range"),
        ({"n": 10.5}, "n must be an integer >= 2, not 21/2: choose a value in that range"),
        ({"v": 0}, "v must be a real number > 0, not 0: choose a value in that range"),
        ({"v": "much"}, "v: 'much' is not a number"),
        ({"n": 5, "d": 4}, "n > d + 1 is required, but n = 5, d = 4, t = 3, v = 1 violates it"),
        ({"d": [1, 2]}, "d holds 2 values: give one number, or call array"),
        ({"generations": 3}, "there is no parameter generations: the parameters are n, d, t, v"),
        ({"vv": 3}, "there is no parameter vv: did you mean v?"),
        ({"v": "-1e-9"}, "v must be a real number > 0, not -1/1000000000: choose a value in that range"),
    ],
)
def test_arguments_that_are_refused(changes, sentence):
    for method in (risk.exact, risk.evaluate, risk.decimal):
        with pytest.raises(ValueError, match="^" + sentence.replace("?", r"\?").replace("+", r"\+")):
            method(**{"n": 10, "d": 2, "t": 3, "v": 1, **changes})


def test_a_missing_argument():
    with pytest.raises(ValueError, match=r"^t is missing: give an integer >= 0$"):
        risk.exact(n=10, d=2, v=1)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"n": [10, 20, 1]}, "n must be an integer >= 2, not 1"),
        ({"n": np.array([10.0, 10.5, 11.0])}, "n must be an integer >= 2, not 21/2"),
        ({"n": np.array([10.0, np.nan, 11.0])}, "n holds a value that is not finite"),
        ({"n": np.array([True, False, True])}, "n: True is not a number"),
        ({"d": [1, 9, 2]}, "n > d . 1 is required, but n = 10, d = 9, t = 3, v = 1 violates it"),
        ({"d": [1, 2], "t": [1, 2, 3]}, r"the shapes n \(\), d \(2,\), t \(3,\), v \(\) do not broadcast"),
    ],
)
def test_arrays_that_are_refused(changes, sentence):
    with pytest.raises(ValueError, match="^" + sentence):
        risk.array(**{"n": 10, "d": 2, "t": 3, "v": 1, **changes})


@settings(deadline=None)
@given(st.sampled_from(["<", "<=", ">", ">=", "=", "!="]), st.fractions(0, 1), st.fractions(0, 1))
def test_conditions_hold_or_refuse(relation, first, second):
    q = real("q")
    build, holds = {
        "<": (sympy.Lt, first < second),
        "<=": (sympy.Le, first <= second),
        ">": (sympy.Gt, first > second),
        ">=": (sympy.Ge, first >= second),
        "=": (sympy.Eq, first == second),
        "!=": (sympy.Ne, first != second),
    }[relation]
    form = ClosedForm(p + q, [p, q], [build(p, q, evaluate=False)])
    if holds:
        assert form.exact(p=first, q=second) == first + second
    else:
        with pytest.raises(ValueError, match="is required"):
            form.exact(p=first, q=second)


@pytest.mark.parametrize("values", [[0.5, 1.5], [0.5, -0.5], np.array([2, 0]), ["1/2", "1/2", "3/2"]])
def test_every_entry_is_held_against_the_range(values):
    with pytest.raises(ValueError, match=r"^p must be a real number >= 0 and <= 1, not"):
        ClosedForm(p, [p]).array(p=values)


def test_sums_up_to_half_of_a_size():
    half = ClosedForm(Sum(k, (k, 1, n / 2)), [n])
    assert half.array(n=[2, 4, 10]).tolist() == [1, 3, 15]
    with pytest.raises(NotEvaluable, match=r"^entry \[1\]: the limits of a sum or product must be integers"):
        half.array(n=[2, 3])


def test_formulas_that_are_refused():
    with pytest.raises(NotEvaluable, match="t has no value"):
        ClosedForm(n + t, [n])
    with pytest.raises(NotEvaluable, match="t has no value"):
        ClosedForm(n, [n], [n > t])
    with pytest.raises(ValueError, match="split it into these"):
        ClosedForm(n, [n, t], [sympy.And(n > t, n < 2 * t)])
    with pytest.raises(ValueError, match="share a name"):
        ClosedForm(n, [n, real("n")])


def test_where_a_formula_has_no_value():
    form = ClosedForm(1 / (n - 3), [n])
    for method in (form.exact, form.decimal):
        with pytest.raises(Undefined, match=r"^at n = 3: division by zero"):
            method(n=3)
    with pytest.raises(Undefined, match=r"^entry \[1\]: division by zero"):
        form.array(n=[2, 3])
    with pytest.raises(Undefined, match=r"^entry \[1, 0\]: division by zero"):
        ClosedForm((1 + 1 / (n - 3)) ** t, [n, t]).array(n=[[2], [3]], t=[0, 1])


# One value ------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.integers(2, 40), st.integers(0, 40))
def test_exact_values(size, generations):
    kept = Fraction(1)
    for _ in range(generations):
        kept *= Fraction(size - 1, size)
    assert lost.exact(n=size, t=str(generations)) == 1 - kept
    assert lost.evaluate(n=size, t=generations).exact == str(1 - kept)


def test_the_examples_in_the_documentation():
    assert doctest.testmod(closed_forms).failed == 0


def test_large_sizes_take_milliseconds():
    start = time.perf_counter()
    digits = lost.decimal(n="10^15", t="10^6")
    value = lost.array(n=10**15, t=10**6)
    assert time.perf_counter() - start < 0.5
    with mpmath.workdps(60):
        true = 1 - (1 - mpmath.mpf(10) ** -15) ** (10**6)
        assert abs(mpmath.mpf(digits) / true - 1) < mpmath.mpf(10) ** -15
        assert abs(mpmath.mpf(float(value)) / true - 1) < 1e-15
    assert lost.exact(n="10^15", t="10^6") is None


def test_a_value_says_how_it_is_known():
    value = ClosedForm(sympy.sqrt(v), [v])
    assert value.evaluate(v="9/4").exact == "3/2"
    assert value.evaluate(digits=5, v=2).exact is None
    assert value.evaluate(digits=5, v=2).decimal == "1.4142"
    assert value.evaluate(digits=5, v=2).digits == 5


# Array arithmetic -------------------------------------------------------------------------------------------


@st.composite
def balls(draw, smallest=-200, largest=200):
    """A ball and a number in it."""
    size = draw(st.floats(1, 2)) * 2.0 ** draw(st.integers(smallest, largest))
    high = draw(st.sampled_from([size, -size]))
    low = high * draw(st.sampled_from([0.0, -1.0, 2 / 3, 1e-9])) * 2.0**-54
    radius = size * draw(st.sampled_from([0.0, 2.0**-100, 2.0**-60, 2.0**-20, 0.25]))
    truth = Fraction(high) + Fraction(low) + Fraction(radius) * draw(st.sampled_from([-1, Fraction(2, 3), 1]))
    return ArrayBall(np.asarray(high), np.asarray(low), np.asarray(radius)), truth


def covers(ball: ArrayBall, truth: Fraction) -> bool:
    if np.isinf(ball.radius):
        return True
    middle = Fraction(float(ball.high)) + Fraction(float(ball.low))
    return abs(middle - truth) <= Fraction(float(ball.radius))


def narrow(ball: ArrayBall, digits: int) -> bool:
    return bool(ball.radius <= 10.0**-digits * np.abs(ball.high))


@settings(max_examples=100, deadline=None)
@given(balls(), balls(), st.sampled_from("+-*/"))
def test_balls_of_floats_cover_the_truth(first, second, operation):
    (x, true_x), (y, true_y) = first, second
    with np.errstate(all="ignore"):
        result, truth = {
            "+": lambda: (arrays.add(x, y), true_x + true_y),
            "-": lambda: (arrays.subtract(x, y), true_x - true_y),
            "*": lambda: (arrays.multiply(x, y), true_x * true_y),
            "/": lambda: (arrays.divide(x, y), true_x / true_y),
        }[operation]()
    assert covers(result, truth)
    if x.radius == y.radius == 0 and operation in "*/" and 2.0**-300 < abs(result.high) < 2.0**300:
        assert narrow(result, 29)


@settings(max_examples=100, deadline=None)
@given(balls(-60, 60), balls(-110, 0), st.sampled_from("+-"))
def test_cancellation_is_covered(first, second, operation):
    """x + (y - x) with y close to x."""
    (x, true_x), (difference, true_difference) = first, second
    with np.errstate(all="ignore"):
        y = arrays.add(x, difference)
        result = arrays.subtract(y, x)
    assert covers(result, true_difference)
    true_y = true_x + true_difference
    assert covers(y, true_y)
    assert covers(ARITHMETIC.maximum(x, y), max(true_x, true_y))
    assert covers(ARITHMETIC.minimum(x, y), min(true_x, true_y))


@pytest.mark.parametrize("value", [1e300, -1e300, 1e-300, 5e-324, 2.0**1023, 0.0])
@pytest.mark.parametrize("other", [1e300, 1e-300, 5e-324, 3.0, 0.0])
def test_overflow_and_underflow_are_covered(value, other):
    x, y = arrays.exactly(value), arrays.exactly(other)
    with np.errstate(all="ignore"):
        assert covers(arrays.multiply(x, y), Fraction(value) * Fraction(other))
        assert covers(arrays.add(x, y), Fraction(value) + Fraction(other))
        quotient = arrays.divide(x, y)
    assert np.isinf(quotient.radius) if other == 0 else covers(quotient, Fraction(value) / Fraction(other))


@settings(deadline=None)
@given(balls(-3, 3), st.integers(-40, 40))
def test_integer_powers_cover_the_truth(base, exponent):
    x, truth = base
    with np.errstate(all="ignore"):
        result = arrays.integer_power(x, np.asarray(float(exponent)))
    assert covers(result, truth**exponent)
    assert x.radius > 0 or narrow(result, 26)


FUNCTIONS_OF_ARRAYS = {
    "exp": (arrays.exp, arb.exp),
    "log": (arrays.log, arb.log),
    "loggamma": (arrays.loggamma, arb.lgamma),
    "digamma": (lambda x: arrays.polygamma(0, x), arb.digamma),
    "trigamma": (lambda x: arrays.polygamma(1, x), lambda x: arb(2).zeta(x)),
    "polygamma 4": (lambda x: arrays.polygamma(4, x), lambda x: -24 * arb(5).zeta(x)),
}


@pytest.mark.parametrize("name", FUNCTIONS_OF_ARRAYS)
@settings(max_examples=50, deadline=None)
@given(argument=balls(-20, 60))
def test_functions_of_arrays_cover_the_truth(name, argument):
    function, reference = FUNCTIONS_OF_ARRAYS[name]
    x, truth = argument
    with np.errstate(all="ignore"):
        result = function(x)
    if np.isinf(result.radius):
        exact_and_inside = x.radius == 0 and (abs(x.high) < 500 if name == "exp" else x.high > 0)
        assert not exact_and_inside
        return
    with ctx.workprec(600):
        middle = arb(float(result.high)) + arb(float(result.low))
        distance = abs(reference(arb(fmpq(truth.numerator, truth.denominator))) - middle)
        assert distance <= arb(float(result.radius))
        if x.radius == 0 and name != "exp":
            assert result.radius <= 1e-26 * max(1.0, abs(float(result.high)))


# Whole arrays -------------------------------------------------------------------------------------------------

sizes = st.floats(0.4, 15).map(lambda exponent: int(10**exponent))
times = st.one_of(st.integers(0, 30), st.floats(0, 6).map(lambda exponent: int(10**exponent)))
shares = st.one_of(st.sampled_from([0.0, 1.0]), st.floats(-17, 0).map(lambda exponent: 10**exponent))


def mp_normal_constant(size):
    """Mean of the standard deviation of `size` normal points, divisor size - 1."""
    half = mpmath.mpf(size) / 2
    return mpmath.sqrt(2 / mpmath.mpf(size - 1)) * mpmath.exp(mpmath.loggamma(half) - mpmath.loggamma(half - 0.5))


normal_constant = sympy.sqrt(2 / (n - 1)) * sympy.gamma(n / 2) / sympy.gamma((n - 1) / 2)

FORMS = {
    "variance kept": ((1 - 1 / n) ** t, lambda n, t, p: (1 - 1 / n) ** t),
    "variance lost": (1 - (1 - 1 / n) ** t, lambda n, t, p: 1 - (1 - 1 / n) ** t),
    "one generation on": (
        1 - (1 - 1 / n) ** (t + 1),
        lambda n, t, p: 1 - (1 - 1 / n) ** (t + 1),
    ),
    "cancelling exponentials": (
        sympy.exp(-t / n) - (1 - 1 / n) ** t,
        lambda n, t, p: mpmath.exp(-t / n) - (1 - 1 / n) ** t,
    ),
    "mean log": (
        sympy.digamma((n - 1) / 2) - sympy.log(n / 2),
        lambda n, t, p: mpmath.psi(0, (n - 1) / 2) - mpmath.log(n / 2),
    ),
    "variance of log": (t * sympy.polygamma(1, (n - 1) / 2), lambda n, t, p: t * mpmath.psi(1, (n - 1) / 2)),
    "normal constant": (normal_constant, lambda n, t, p: mp_normal_constant(n)),
    "lost to it": (1 - normal_constant**2, lambda n, t, p: 1 - mp_normal_constant(n) ** 2),
    "harmonic": (
        sympy.harmonic(t) - sympy.log(n) * sympy.EulerGamma,
        lambda n, t, p: mpmath.harmonic(t) - mpmath.log(n) * mpmath.euler,
    ),
    "factorials": (
        sympy.binomial(n, 3) * sympy.RisingFactorial(n, 2) / sympy.FallingFactorial(n + 2, 4),
        lambda n, t, p: mpmath.binomial(n, 3) * mpmath.rf(n, 2) / mpmath.ff(n + 2, 4),
    ),
    "never missed": (1 - (1 - p) ** t, lambda n, t, p: 1 - (1 - p) ** t),
    "binary entropy": (
        sympy.log(1 + p) - p + p ** Rational(5, 2),
        lambda n, t, p: mpmath.log(1 + p) - p + p ** mpmath.mpf(2.5),
    ),
    "alternating": ((-1) ** (t + 1) * (p + n), lambda n, t, p: (-1) ** (t + 1) * (p + n)),
    "no fast form": (sympy.sin(p) + sympy.erf(p), lambda n, t, p: mpmath.sin(p) + mpmath.erf(p)),
    "extremes": (
        sympy.Max(p, 1 / n) - sympy.Abs(sympy.Min(-p, t - n)),
        lambda n, t, p: max(p, 1 / n) - abs(min(-p, t - n)),
    ),
    "product": (
        Product(1 - 1 / (n * k**2), (k, 1, sympy.Min(t, 20))),
        lambda n, t, p: mpmath.fprod(1 - 1 / (n * i**2) for i in range(1, min(int(t), 20) + 1)),
    ),
    "sum": (
        Sum((1 - 1 / n) ** k, (k, 1, sympy.Min(t, 20))),
        lambda n, t, p: mpmath.fsum((1 - 1 / n) ** i for i in range(1, min(int(t), 20) + 1)),
    ),
}


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=20, deadline=None)
@given(entries=st.lists(st.tuples(sizes, times, shares), min_size=1, max_size=12))
def test_arrays_are_right_to_a_million_millionth(name, entries):
    expression, reference = FORMS[name]
    columns = list(zip(*entries, strict=True))
    values = ClosedForm(expression, [n, t, p]).array(n=columns[0], t=np.array(columns[1]), p=np.array(columns[2]))
    for value, entry in zip(values, entries, strict=True):
        with mpmath.workdps(90):
            true = reference(*map(mpmath.mpf, entry))
            if mpmath.mpf(2) ** -1022 <= abs(true) < mpmath.mpf(2) ** 1023:
                assert abs(mpmath.mpf(float(value)) - true) <= abs(true) * 1e-12
            else:
                assert float(value) == float(true)


@settings(max_examples=100, deadline=None)
@given(formulas(FUNCTIONS), st.lists(points, min_size=1, max_size=5))
def test_arrays_of_random_formulas(formula, places):
    expected = []
    for place in places:
        try:
            expected.append((place, settled_number(formula, place)))
        except (TooClose, NoValue):
            continue
    expected = [(place, value) for place, value in expected if 1e-300 < abs(value) < 1e300]
    assume(expected)
    columns = [np.array(column, dtype=object) for column in zip(*(place for place, _ in expected), strict=True)]
    values, _ = evaluate_arrays(compile_expression(to_sympy(formula), SYMBOLS), columns)
    for value, (_, true) in zip(values, expected, strict=True):
        assert abs(mpmath.mpf(float(value)) - true) <= abs(true) * 1e-12


def test_benign_entries_take_the_fast_path():
    tape_of_lost = compile_expression(lost.expression, lost.parameters)
    grid = [np.arange(2, 200)[:, None], np.arange(0, 400)]
    assert evaluate_arrays(tape_of_lost, grid)[1].all()
    for name in ("variance lost", "mean log", "variance of log", "normal constant", "harmonic", "factorials"):
        columns = [np.logspace(1, 6, 500).round(), np.arange(3, 503), np.linspace(0.01, 0.99, 500)]
        settled = evaluate_arrays(compile_expression(FORMS[name][0], (n, t, p)), columns)[1]
        assert settled.mean() > 0.99, name


def test_entries_that_cancel_are_computed_again():
    """exp(-t/n) - (1 - 1/n)^t is about t/(2 n^2): nothing of it is left in two floats at n = 10^15."""
    tape_of_difference = compile_expression(FORMS["cancelling exponentials"][0], (n, t, p))
    columns = [np.array([10.0, 1e15]), np.array([5, 5]), np.array([0.5, 0.5])]
    values, settled = evaluate_arrays(tape_of_difference, columns)
    assert settled.tolist() == [True, False]
    assert abs(values[1] / 2.5e-30 - 1) < 1e-12


def test_powers_of_any_length():
    values = ClosedForm((1 - 1 / n) ** v, [n, v]).array(n=[2, 3, 10**15], v=[1e300, 0.5, 1e15])
    assert values[0] == 0
    with mpmath.workdps(60):
        expected = [mpmath.sqrt(mpmath.mpf(2) / 3), (1 - mpmath.mpf(10) ** -15) ** 10**15]
    assert np.allclose(values[1:], np.array(expected, dtype=float), rtol=1e-15, atol=0)


def test_arrays_broadcast():
    table = lost.array(n=np.arange(2, 5)[:, None], t=np.arange(4, dtype=np.int32))
    assert table.shape == (3, 4)
    for i, size in enumerate(range(2, 5)):
        for generation in range(4):
            assert abs(table[i, generation] - float(lost.exact(n=size, t=generation))) < 1e-15
    assert lost.array(n=[], t=3).shape == (0,)
    assert lost.array(n=5, t=3).shape == ()


@pytest.mark.parametrize(
    "values",
    [
        [2**62 + 1, 3],
        np.array([2**62 + 1, 3]),
        np.array([2**64 - 1, 3], dtype=np.uint64),
        ["3/2", "10^30"],
        [Fraction(1, 3), 2],
        np.array([0.1, 7], dtype=np.float32),
    ],
)
def test_values_are_taken_exactly(values):
    """x - x_0 cancels down to the last bit of the argument."""
    first = parse_number(values[0])
    form = ClosedForm(v - Rational(first.numerator, first.denominator), [v])
    assert form.array(v=values)[0] == 0


def test_the_numbers_are_computed_without_sympy():
    for module in (tape, ball_arithmetic, arrays, array_evaluation):
        imported = [
            name
            for node in ast.walk(ast.parse(inspect.getsource(module)))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
        ]
        assert not [name for name in imported if name.startswith("sympy") or name.endswith(".balls")]
