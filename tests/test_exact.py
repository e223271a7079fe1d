"""Normal forms: identities built by valid rules are proved, the same with one change are not.

`proved` skips the search for counterexamples, so that the normal forms have to tell by themselves.
Whether a changed identity is false is decided by mpmath at points, apart from the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import mpmath
import pytest
import sympy
from hypothesis import assume, given
from hypothesis import strategies as st
from sympy import (
    Add,
    Expr,
    Function,
    Integer,
    Integral,
    Pow,
    Product,
    Rational,
    S,
    Sum,
    binomial,
    exp,
    factorial,
    gamma,
    harmonic,
    log,
    loggamma,
    oo,
    polygamma,
    sin,
    sqrt,
    zeta,
)

from collapse_math.answers import NotShown
from collapse_math.claims import Claim, Ring
from collapse_math.exact.algebra import Algebra
from collapse_math.exact.expressions import put
from collapse_math.exact.polynomials import OutsideLanguage, TooLarge
from collapse_math.proofs.justifications import justified
from collapse_math.proofs.proof import Proof
from collapse_math.quantities import Quantity, integer, real
from tests.corpus.entry import power, product, quotient
from tests.corpus.evaluation import NoValue, OutOfReach, holds_at, real_valued, value

p, q, u = (real(name, above=0) for name in "pqu")
x, y = real("x"), real("y")
r = real("r")
n = integer("n", at_least=1)
t, s = integer("t", at_least=0), integer("s", at_least=0)
k = integer("k")

PLACES: dict[Quantity, list[Fraction]] = {
    **{a: [Fraction(1, 3), Fraction(2), Fraction(5, 2), Fraction(1)] for a in (p, q, u)},
    **{a: [Fraction(-2), Fraction(-1, 2), Fraction(3, 2), Fraction(0), Fraction(4)] for a in (x, y, r)},
    n: [Fraction(1), Fraction(2), Fraction(4)],
    **{a: [Fraction(0), Fraction(1), Fraction(3), Fraction(2)] for a in (t, s)},
}


def refusal(claim: Claim) -> str:
    """Why Ring() does not prove the claim; empty if it does."""
    try:
        justified(claim, Ring(), ())
    except (NotShown, OutsideLanguage, TooLarge) as problem:
        return str(problem)
    return ""


def proved(left: Expr, right: Expr, *conditions: sympy.Basic) -> bool:
    return not refusal(Claim(left, "=", right, conditions))


def somewhere_false(left: Expr, right: Expr, start: int) -> bool:
    """Whether the equation fails at one of several points."""
    claim = Claim(left, "=", right)
    quantities = sorted(left.free_symbols | right.free_symbols, key=str)
    for turn in range(start, start + 6):
        point = {a: PLACES[a][(turn * (i + 1) + i) % len(PLACES[a])] for i, a in enumerate(quantities)}
        try:
            if not holds_at(claim, point, digits=60):
                return True
        except NoValue:
            continue
    return False


# Identities by valid rules, each with one planted change -------------------------------------------

small = st.integers(1, 4)
positive = st.sampled_from((p, q, n, t + 1, p / 2, n - Rational(1, 2), (n + 1) / 2, p + q, n * p))
whatever = st.sampled_from((x, y, r, p, t, n, x + y, r - 1, x * y, x**2 - p))
Identity = tuple[Expr, Expr, Expr]  # left, right, and a wrong right


def ring(draw: st.DrawFn) -> Identity:
    a, b, c = draw(whatever), draw(whatever), draw(whatever)
    return product(Add(a, b, evaluate=False), c), a * c + b * c, a * c - b * c


def cube(draw: st.DrawFn) -> Identity:
    a, b = draw(whatever), draw(whatever)
    right = a**3 + 3 * a**2 * b + 3 * a * b**2 + b**3
    return power(Add(a, b, evaluate=False), S(3)), right, right - a**2 * b


def common_denominator(draw: st.DrawFn) -> Identity:
    a, b, c = draw(positive), draw(positive), draw(whatever)
    return Add(c / a, 1 / b), (b * c + a) / (a * b), (b * c + b) / (a * b)


def sum_of_exponents(draw: st.DrawFn) -> Identity:
    a, e, f = draw(st.sampled_from((p, q, p + q, n))), draw(whatever), draw(whatever)
    return power(a, e + f), product(power(a, e), power(a, f)), product(power(a, e), power(a, 2 * f))


def shifted_exponent(draw: st.DrawFn) -> Identity:
    a, j = draw(whatever), draw(small)
    return power(a, t + j), product(power(a, t), power(a, S(j))), product(power(a, t), power(a, S(j + 1)))


def power_of_product(draw: st.DrawFn) -> Identity:
    bases = st.sampled_from((x, y, r - 1, p, n, x + y))
    a, b, e = draw(bases), draw(bases), draw(st.sampled_from((t, s + 1, n, t + s)))
    return power(a * b, e), product(power(a, e), power(b, e)), product(power(a, e), power(b, e + 1))


def power_of_power(draw: st.DrawFn) -> Identity:
    a, e, j = draw(st.sampled_from((p, q, p + q))), draw(st.sampled_from((x, y, t))), draw(small)
    return power(power(a, e), S(j)), power(a, j * e), power(a, j + e)


def roots(draw: st.DrawFn) -> Identity:
    a, b, m = draw(positive), draw(positive), draw(st.sampled_from((2, 3)))
    root = Rational(1, m)
    right = product(power(a, root), power(b, root))
    return power(a * b, root), right, right * power(a, root)


def root_squared(draw: st.DrawFn) -> Identity:
    a, b = draw(positive), draw(positive)
    return power(sqrt(a) + sqrt(b), S(2)), a + b + 2 * sqrt(a * b), a + b + sqrt(a * b)


def gamma_shift(draw: st.DrawFn) -> Identity:
    z, j = draw(positive), draw(small)
    rising = sympy.prod([z + i for i in range(j)])
    return gamma(z + j), rising * gamma(z), rising * (z + 1) / z * gamma(z)


def psi_shift(draw: st.DrawFn) -> Identity:
    z, j, order = draw(positive), draw(small), draw(st.integers(0, 2))
    factor = (-1) ** order * factorial(order)
    steps = [factor / (z + i) ** (order + 1) for i in range(j)]
    right = polygamma(order, z) + sum(steps)
    return polygamma(order, z + j), right, right - steps[-1] + factor / (z + j) ** (order + 1)


def harmonic_shift(draw: st.DrawFn) -> Identity:
    j = draw(small)
    right = harmonic(t) + sum(1 / (t + i) for i in range(1, j + 1))
    return harmonic(t + j), right, right + 1 / (t + j + 1) - 1 / (t + 1)


def factorial_shift(draw: st.DrawFn) -> Identity:
    j = draw(small)
    rising = sympy.prod([t + i for i in range(1, j + 1)])
    return factorial(t + j), rising * factorial(t), rising * factorial(t) / (t + j)


def pascal(draw: st.DrawFn) -> Identity:
    right = binomial(t + s + 1, t) + binomial(t + s + 1, t + 1)
    return binomial(t + s + 2, t + 1), right, right + draw(small)


def log_of_product(draw: st.DrawFn) -> Identity:
    a, b, c, i, j = draw(positive), draw(positive), draw(positive), draw(small), draw(small)
    left = log(quotient(power(a, S(i)) * power(b, S(j)), c), evaluate=False)
    right = i * log(a) + j * log(b) - log(c)
    return left, right, right + 2 * log(c)


def log_of_power(draw: st.DrawFn) -> Identity:
    a, e = draw(st.sampled_from((p, q, n))), draw(whatever)
    return log(power(a, e), evaluate=False), e * log(a), e * log(a) + log(2)


def log_of_gamma(draw: st.DrawFn) -> Identity:
    z, a = draw(positive), draw(st.sampled_from((p, q, u)))
    single = loggamma(z, evaluate=False)  # SymPy would rewrite it at half-integers
    return log(gamma(z) * a, evaluate=False), single + log(a), single - log(a)


def exponential(draw: st.DrawFn) -> Identity:
    a, e, j = draw(st.sampled_from((p, q, n))), draw(whatever), draw(small)
    right = exp(e, evaluate=False) * a**j
    return exp(e + j * log(a, evaluate=False), evaluate=False), right, right * a


def parity(draw: st.DrawFn) -> Identity:
    j = draw(small)
    return power(S(-1), t + j), product((-1) ** j, power(S(-1), t)), product((-1) ** (j + 1), power(S(-1), t))


def sum_peeled(draw: st.DrawFn) -> Identity:
    term: Callable[[Expr], Expr] = draw(st.sampled_from(TERMS))
    first, j = draw(st.integers(0, 2)), draw(small)
    left = Sum(term(k), (k, first, t + first + j))
    added = [term(t + first + i) for i in range(1, j + 1)]
    right = Sum(term(k), (k, first, t + first)) + sum(added)
    return left, right, right - added[-1] + term(t + first + j + 1)


def product_peeled(draw: st.DrawFn) -> Identity:
    term: Callable[[Expr], Expr] = draw(st.sampled_from(TERMS))
    first, j = draw(st.integers(0, 2)), draw(small)
    left = Product(term(k), (k, first, t + first)) * sympy.prod([term(t + first + i) for i in range(1, j + 1)])
    right = Product(term(k), (k, first, t + first + j))
    return left, right, right * term(t + first + j)


def renamed(draw: st.DrawFn) -> Identity:
    term: Callable[[Expr], Expr] = draw(st.sampled_from(TERMS))
    other = integer("j", at_least=0)
    return Sum(term(k), (k, 0, t)), Sum(term(other), (other, 0, t)), Sum(term(other), (other, 0, t + 1))


TERMS: tuple[Callable[[Expr], Expr], ...] = (
    lambda i: i + 2,
    lambda i: 1 / (i + 1),
    lambda i: p**i,
    lambda i: (i + x) ** 2,
    lambda i: 1 / (i + p),
    lambda i: gamma(i + 1) / gamma(i + 1 + p),
    lambda i: sqrt(i + q),
)
RULES = (
    ring, cube, common_denominator, sum_of_exponents, shifted_exponent, power_of_product, power_of_power, roots,
    root_squared, gamma_shift, psi_shift, harmonic_shift, factorial_shift, pascal, log_of_product, log_of_power,
    log_of_gamma, exponential, parity, sum_peeled, product_peeled, renamed,
)  # fmt: skip


@st.composite
def identities(draw: st.DrawFn) -> Identity:
    """Two identities multiplied and a third added, with a change in one of them."""
    parts = [draw(st.sampled_from(RULES))(draw) for _ in range(3)]
    factor = draw(st.sampled_from((S(1), S(-2), x, 1 / p, n)))
    changed = draw(st.integers(0, 2))
    lefts = [left for left, _, _ in parts]
    rights = [right for _, right, _ in parts]
    wrongs = [wrong if i == changed else right for i, (_, right, wrong) in enumerate(parts)]
    left, right, wrong = (a * b + factor * c for a, b, c in (lefts, rights, wrongs))
    return left, right, wrong


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@given(st.data())
def test_each_rule_is_known_and_its_change_is_not(rule: Callable[[st.DrawFn], Identity], data: st.DataObject) -> None:
    left, right, wrong = rule(data.draw)
    assert proved(left, right)
    assume(somewhere_false(left, wrong, data.draw(st.integers(0, 50))))
    assert not proved(left, wrong)


@given(identities(), st.integers(0, 50))
def test_identities_put_together_from_rules(identity: Identity, start: int) -> None:
    left, right, wrong = identity
    why = refusal(Claim(left, "=", right))
    assert not why or "more than" in why, (left, right)  # too many atoms or terms is no answer, and no pass
    if somewhere_false(left, wrong, start):
        assert not proved(left, wrong)


ZERO_SOMEWHERE = (n - 1, t, x, x - y, log(p, evaluate=False), r**t, 1 - r, sin(x), p - q, factorial(t) - 1, 2**t - 1)


@given(st.sampled_from(RULES), st.data(), st.sampled_from(ZERO_SOMEWHERE))
def test_a_pole_anywhere_spoils_an_identity(
    rule: Callable[[st.DrawFn], Identity], data: st.DataObject, zero: Expr
) -> None:
    left, right, _ = rule(data.draw)
    assert not proved(left, product(right, quotient(zero, zero)))
    assert not proved(Add(left, product(S(0), quotient(S(1), zero)), evaluate=False), right)


# The normal form has the value of the expression ----------------------------------------------------


@st.composite
def positives(draw: st.DrawFn, depth: int = 2) -> Expr:
    if depth == 0:
        return draw(st.sampled_from((p, q, n, t + 1, Rational(3, 2), S(2))))
    a, b = draw(positives(depth - 1)), draw(positives(depth - 1))
    kinds: dict[str, Callable[[], Expr]] = {
        "sum": lambda: Add(a, b, evaluate=False),
        "product": lambda: product(a, b),
        "quotient": lambda: quotient(a, b),
        "root": lambda: power(a, draw(st.sampled_from((S(1) / 2, S(1) / 3, S(-3) / 2)))),
        "power": lambda: power(a, draw(st.sampled_from((x, -y, t - 2, x / 2 + 1)))),
        "exp": lambda: exp(draw(anything(depth - 1)), evaluate=False),
        "gamma": lambda: gamma(a, evaluate=False),
        "factorial": lambda: factorial(t + draw(st.integers(0, 2)), evaluate=False),
    }
    return kinds[draw(st.sampled_from(tuple(kinds)))]()


@st.composite
def anything(draw: st.DrawFn, depth: int = 2) -> Expr:
    if depth == 0:
        return draw(st.sampled_from((x, y, r, p, S(-1), Rational(2, 3))))
    a, b = draw(anything(depth - 1)), draw(anything(depth - 1))
    above = positives(depth - 1)
    kinds: dict[str, Callable[[], Expr]] = {
        "sum": lambda: Add(a, b, evaluate=False),
        "product": lambda: product(a, b),
        "quotient": lambda: quotient(a, draw(above)),
        "square": lambda: power(a, S(2)),
        "log": lambda: log(draw(above), evaluate=False),
        "psi": lambda: polygamma(draw(st.integers(0, 1)), draw(above), evaluate=False),
        "harmonic": lambda: harmonic(t + draw(st.integers(0, 2)), evaluate=False),
        "power": lambda: power(a, t + draw(st.integers(0, 2))),
        "even root": lambda: power(power(a, S(2)), S(1) / 2),
        "sign": lambda: power(S(-1), t + n),
        "sum to t": lambda: Sum(Add(k, a, evaluate=False), (k, 1, t)),
    }
    return kinds[draw(st.sampled_from(tuple(kinds)))]()


@given(anything(3), st.integers(0, 50))
def test_the_normal_form_has_the_same_value(expression: Expr, start: int) -> None:
    proof = Proof((), expression)
    try:
        normal = proof.algebra.normal(expression)
        proof.settled()
        written = proof.algebra.show(normal)
    except (NotShown, OutsideLanguage, TooLarge):
        assume(False)
    quantities = sorted(expression.free_symbols, key=str)
    for turn in range(start, start + 3):
        point = {a: PLACES[a][(turn * (i + 1) + i) % len(PLACES[a])] for i, a in enumerate(quantities)}
        try:
            expected, found = value(expression, point, digits=60), value(written, point, digits=60)
        except (OutOfReach, OverflowError):
            continue
        with mpmath.workdps(60):
            expected, found = (mpmath.mpmathify(v) if not isinstance(v, Fraction) else v for v in (expected, found))
            assert real_valued(expected)
            assert abs(number(found) - number(expected)) <= mpmath.mpf(10) ** -30 * (1 + abs(number(expected)))


def number(value_: Any) -> Any:
    return mpmath.mpf(value_.numerator) / value_.denominator if isinstance(value_, Fraction) else value_


# Single facts that once went wrong, or might ---------------------------------------------------------

low = real("l", at_least=0)
left = integer("m", at_least=-4, at_most=-1)
FALSE: Mapping[str, tuple[Expr, Expr]] = {
    "exponent with a hidden denominator": (
        power(low, Pow(Add(3, Rational(1, 5), evaluate=False), -1, evaluate=False)),
        power(low, Rational(3, 10)),
    ),
    "root of a square": (power(power(x, S(2)), S(1) / 2), x),
    "exponential of a product of logarithms": (exp(log(p) * log(q), evaluate=False), p * q),
    "exponential of the square of a logarithm": (exp(log(p) ** 2, evaluate=False), power(p, S(2))),
    "exponential of the log of what may be negative": (exp(y * log(x), evaluate=False), power(x, y)),
    "power of a square": (power(power(x, S(2)), p), power(x, 2 * p)),
    "zero to t": (power(S(0), t), S(0)),
    "divided power of what may vanish": (power(low, (p + q) / q), low * power(low, p / q)),
    "divided power of what may be negative": (power(power(x, S(2)), (p + q) / (2 * q)), x * power(x, p / q)),
    "sign of an odd power": (power(-p, t), power(p, t)),
    "root of minus one to t": (power(power(S(-1), t), S(1) / 2), power(S(-1), t / 2)),
    "gamma at its poles": (gamma(x + 1), x * gamma(x)),
    "inverse power of what may vanish": (product(power(x, t), power(x, -t)), S(1)),
    "any integer power of what may vanish": (Add(power(x, k), S(1), evaluate=False), 1 + power(x, k)),
    "even power of minus one": (power(S(-1), 2 * t), power(S(-1), t)),
    "odd power of minus one": (power(S(-1), t), S(1)),
    "cube root": (power(p, Rational(1, 3)), p),
    "pole at the first index": (Sum(1 / k, (k, 0, t)), Sum(1 / k, (k, 0, t))),
    "unknown function named gamma": (Function("gamma")(p + 1), p * Function("gamma")(p)),
    "unknown function": (Add(Function("f")(p), S(1), evaluate=False), Function("f")(p) + 1),
    "zeta and its pole": (Add(zeta(x), S(1), evaluate=False), 1 + zeta(x)),
    "divergent integral": (Integral(1 / p, (p, 0, oo)), Integral(1 / p, (p, 0, oo))),
    "two integrals of one shape": (Integral(p, (p, 0, oo)), 2 * Integral(p, (p, 0, oo))),
    "reversed sum": (Sum(k, (k, n, 0)), Sum(k, (k, n, 0))),
    "pole cancelled under a sum": (Sum(quotient(k - 50, k - 50), (k, 0, t)), Sum(S(1), (k, 0, t))),
    "another lower limit": (Sum(k, (k, 1, n)), Sum(k, (k, 2, n))),
    "pole cancelled beside the index": (Sum(quotient(k * x, x), (k, 1, t)), Sum(k, (k, 1, t))),
    "pole in one of two unrolled terms": (Sum(quotient(x - k, x - k), (k, 1, 2)), S(2)),
    "negative index under a root": (Sum(sqrt(k), (k, -3, t)), Sum(sqrt(k), (k, -3, t))),
    "index declared to be a fraction": (
        Sum(sqrt(1 - real("k", above=0, below=1)), (real("k", above=0, below=1), 1, n)),
        Sum(sqrt(1 - real("k", above=0, below=1)), (real("k", above=0, below=1), 1, n)),
    ),
    "factor that may be zero taken off": (
        quotient(Product(k - 3, (k, 1, t + 1)), Product(k - 3, (k, 1, t))),
        t - 2,
    ),
    "a shift across the poles of gamma": (
        Add(Sum(gamma(k), (k, 1, n)), Sum(1 / (gamma(k + 5) - 6), (k, -4, left)), evaluate=False),
        Sum(gamma(k), (k, 1, n)) + Sum(1 / (gamma(k + 5) - 6), (k, -4, left)),
    ),
    "hypergeometric function beyond 1": (sympy.hyper([p, q], [1 + u], x) + 1, 1 + sympy.hyper([p, q], [1 + u], x)),
    "hypergeometric function at a pole": (sympy.hyper([p, q], [x], -u) + 1, 1 + sympy.hyper([p, q], [x], -u)),
    "a Bessel function K at a number of unknown sign": (sympy.besselk(0, x) + 1, 1 + sympy.besselk(0, x)),
    "another Bessel function": (sympy.besselk(0, p), sympy.besselk(1, p)),
    "another hypergeometric function": (sympy.hyper([p, q], [1 + u], -u), sympy.hyper([p, u], [1 + q], -u)),
    "a larger hypergeometric function": (
        sympy.hyper([p, q, u], [1, 2], -u) + 1,
        1 + sympy.hyper([p, q, u], [1, 2], -u),
    ),
    "a number that is no fraction": (x * sympy.Float(0.5), x / 2),
}


@pytest.mark.parametrize(("left", "right"), FALSE.values(), ids=FALSE)
def test_false_or_undefined_equations_have_no_common_normal_form(left: Expr, right: Expr) -> None:
    assert not proved(left, right)


def test_a_logarithm_of_an_even_power_is_not_split_under_a_condition() -> None:
    assert not proved(exp(log(x**n) / n), x, x**n > 0)
    assert not proved(exp(log(x ** (t + 1)) / (t + 1)), x, x ** (t + 1) > 0)
    assert not proved(log(power(x, S(2))), 2 * log(x), sympy.Ne(x, 0))
    assert not proved(exp(log(power(x, S(2))) / 2, evaluate=False), x, sympy.Ne(x, 0))
    assert proved(log(power(x, S(2))), 2 * log(x), x > 0)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (power(r, t) * power(r, s), power(r, s + t)),
        (power(x * y, t), power(x, t) * power(y, t)),
        (power(S(0), n), S(0)),
        (power(power(S(-1), t), S(2)), S(1)),
        (sqrt(p) * sqrt(p / 4), p / 2),
        (1 / (sqrt(2) - 1), sqrt(2) + 1),
        (Sum(k, (k, 1, 3)), Integer(6)),
        (Sum(k, (k, 1, 0)), Integer(0)),
        (Product(k, (k, 1, 0)), Integer(1)),
        (Sum(x * k, (k, 1, t)) - x * Sum(k, (k, 1, t)), Sum(x * k, (k, 1, t)) - Sum(k, (k, 1, t)) * x),
        (log(S(8)), 3 * log(S(2))),
        (gamma(Rational(7, 2), evaluate=False), gamma(Rational(7, 2), evaluate=False)),
        (exp(log(p) / 2, evaluate=False), sqrt(p)),
        (exp(-x * y * log(p), evaluate=False), power(p, -x * y)),
        (exp(t * log(p) + y, evaluate=False), power(p, t) * exp(y)),
        (power(power(p, x), y), power(p, x * y)),
        (power(p, (x + y) / q) * power(p, -y / q), power(p, x / q)),
        (power(p, (1 + sqrt(q)) / (2 * q)) * power(p, (1 - sqrt(q)) / (2 * q)), power(p, 1 / q)),
        (sympy.hyper([p, n - 1 + q], [n], -1) + q, q + sympy.hyper([p, q + n - 1], [n], -1)),
        (sympy.besselk(0, 2 * p + q) + x, x + sympy.besselk(0, q + 2 * p)),
        (binomial(t + s, t), factorial(t + s) / (factorial(t) * factorial(s))),
        (Sum(k, (k, 1, t + 1)), Sum(k, (k, 1, t)) + t + 1),
        (Product(k, (k, 1, t + 1)), (t + 1) * Product(k, (k, 1, t))),
    ],
    ids=str,
)
def test_equations_that_derivations_need(left: Expr, right: Expr) -> None:
    assert proved(left, right)


@pytest.mark.parametrize(
    "expression",
    [
        power(x, S(10**9)),
        power(x + y + r + p + q, S(200)),
        power(S(10), S(10**12)),
        product(*(x + integer(f"i{i}") for i in range(60))),
        power(S(10**30 + 57), t),
        power(p, Rational(1, 61)),
    ],
)
def test_what_is_too_large_is_said_to_be(expression: Expr) -> None:
    with pytest.raises(TooLarge):
        Proof((), expression).algebra.normal(expression)


def test_nothing_is_evaluated_when_symbols_are_replaced() -> None:
    pole = quotient(k, k)
    assert put(pole, {k: n}) == quotient(n, n) != 1
    assert put(power(k, t), {k: S(0)}) == power(S(0), t)
    assert put(gamma(k), {k: S(1)}) == gamma(1, evaluate=False)
    moved = put(Sum(k * x, (k, 1, t)), {x: y, t: n})
    assert (set(moved.function.args), moved.limits) == ({k, y}, (sympy.Tuple(k, 1, n),))
    assert put(x + 1, {y: S(5)}) == x + 1


def test_powers_that_are_integers() -> None:
    """A whole number to a power that is whole and not negative; neither a root, nor an inverse, nor a fraction."""
    algebra = Algebra(2)
    whole, others = (n * 2**t, n**t - 3 * (n + 1) ** (2 * t)), (2**k, sqrt(n) ** t, p**t, 2**t / 2)
    assert all(algebra.is_integer(algebra.normal(power)) for power in whole)
    assert not any(algebra.is_integer(algebra.normal(power)) for power in others)
