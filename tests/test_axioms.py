"""The classical facts that are taken on trust, in numbers: ball arithmetic at random points of their ranges.

An inequality must hold for certain.  A limit must be approached: from 60 to 961 and to 9600 the distance shrinks to
less than a tenth, and is below one in twenty in the end, of the limit if that is above 1.  An integral is held against
quadrature.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import mpmath
import pytest
import sympy
from flint import arb, ctx
from hypothesis import given
from hypothesis import strategies as st
from sympy import EulerGamma, Expr, Integer, Integral, Limit, Rational, gamma, harmonic, log, oo, pi, sin

from collapse_math import lemmas, normal_lemmas
from collapse_math.balls import ball
from collapse_math.claims import Claim
from collapse_math.ledger import Lemma
from collapse_math.lemmas import a, b, n, x
from collapse_math.quantities import Domain, Quantity
from collapse_math.refuter import quantities_of, separated, surely

STATED = [*vars(lemmas).values(), *vars(normal_lemmas).values()]
LEMMAS = {lemma.name: lemma for lemma in STATED if isinstance(lemma, Lemma)}
LIMITS = {name: lemma for name, lemma in LEMMAS.items() if isinstance(lemma.claim.left, Limit)}
INTEGRALS = {name: lemma for name, lemma in LEMMAS.items() if lemma.claim.left.has(Integral)}
BITS = 256
PLACES = (60, 961, 9600)  # even and odd
SHARE = Fraction(9, 10)  # bounded quantities keep this far from the ends of their ranges, where limits are slow

Point = Mapping[Quantity, Fraction]


def values_in(domain: Domain) -> st.SearchStrategy[Fraction]:
    """Values of a range, neither huge nor at an end."""
    lower = Fraction(-3) if domain.lower is None else domain.lower
    upper = lower + 6 if domain.upper is None else domain.upper
    if domain.integer:
        return st.integers(int(lower), int(upper)).map(Fraction)
    middle, half = (lower + upper) / 2, (upper - lower) / 2 * SHARE
    return st.fractions(middle - half, middle + half, max_denominator=30)


def points_of(claim: Claim, without: frozenset[Quantity] = frozenset()) -> st.SearchStrategy[Point]:
    found = [q for q in quantities_of(claim.left, claim.right, *claim.conditions) if q not in without]
    points = st.fixed_dictionaries({quantity: values_in(quantity.domain) for quantity in found})
    return points.filter(lambda at: all(holds(condition, at) for condition in claim.conditions))


def holds(condition: Expr, at: Point) -> bool:
    return bool(condition.subs({q: Rational(value.numerator, value.denominator) for q, value in at.items()}))


def agrees(claim: Claim, at: Point) -> bool:
    left, right = ball(claim.left, at, BITS), ball(claim.right, at, BITS)
    if claim.relation == "=":
        return not separated(left, "=", right) and max(left.rad(), right.rad()) < 1e-30
    return bool(surely(left, claim.relation, right))


def approaches(claim: Claim, at: Point) -> bool:
    inside, variable, end = claim.left.args[:3]
    assert isinstance(variable, Quantity)
    assert end is oo
    assert claim.relation == "="
    with ctx.workprec(BITS):
        value = ball(claim.right, at, BITS)
        gaps = [abs(ball(inside, {**at, variable: Fraction(place)}, BITS) - value) for place in PLACES]
        tiny = arb(10) ** -50
        return all(gap < gaps[0] / 10 + tiny for gap in gaps[1:]) and bool(gaps[-1] < max(arb(1), abs(value)) / 20)


def parameters_of(lemma: Lemma) -> st.SearchStrategy[Point]:
    return points_of(lemma.claim, frozenset({lemma.claim.left.args[1]}))


@pytest.mark.parametrize("name", sorted(set(LEMMAS) - set(LIMITS) - set(INTEGRALS)))
@given(data=st.data())
def test_equations_and_inequalities_hold(name: str, data: st.DataObject) -> None:
    claim = LEMMAS[name].claim
    assert agrees(claim, data.draw(points_of(claim)))


@pytest.mark.parametrize("name", sorted(LIMITS))
@given(data=st.data())
def test_limits_are_approached(name: str, data: st.DataObject) -> None:
    at = data.draw(parameters_of(LIMITS[name]))
    if name == lemmas.POWER_LIMIT.name:  # slow for small p
        at = {lemmas.exponent: 1 + at[lemmas.exponent]}
    assert approaches(LIMITS[name].claim, at)


@pytest.mark.parametrize("name", sorted(INTEGRALS))
@given(data=st.data())
def test_integrals_by_quadrature(name: str, data: st.DataObject) -> None:
    claim = INTEGRALS[name].claim
    body, (variable, lower, upper) = claim.left.args
    at = data.draw(points_of(claim))
    given_values = {q: sympy.Float(mpmath.mpf(v.numerator) / v.denominator, 40) for q, v in at.items()}
    inside = sympy.lambdify(variable, body.subs(given_values), [{"besselk": bessel_k}, "mpmath"])
    with mpmath.workdps(30):
        found = mpmath.quad(inside, [lower, 1, 10, 100, mpmath.inf] if upper is oo else [lower, upper])
        assert found == pytest.approx(mpmath.mpf(sympy.N(claim.right.subs(given_values), 30)), rel=1e-6)


def bessel_k(order: int, argument: mpmath.mpf) -> mpmath.mpf:
    """By FLINT, with bits to lose: that of mpmath takes fifty times as long."""
    with ctx.workprec(600):
        return mpmath.mpf(arb(mpmath.nstr(argument, 32)).bessel_k(order).mid().str(32, radius=False))


FALSE: dict[str, tuple[Claim, Point]] = {
    "another value of a limit": (Claim(Limit(harmonic(n) - log(n), n, oo), "=", EulerGamma + Rational(1, 9)), {}),
    "no limit": (Claim(Limit((-1) ** n * Integer(1), n, oo), "=", Integer(1)), {}),
    "an exponent turned round": (
        Claim(Limit(n ** (a - b) * gamma(n + a) / gamma(n + b), n, oo), "=", Integer(1)),
        {a: Fraction(1, 2), b: Fraction(1, 3)},
    ),
    "a bound too low": (Claim(sin(x), "<", x - x**3 / 6), {x: Fraction(1)}),
    "equality for a strict inequality": (Claim(sin(x) / x, "<", sin(x) / x), {x: Fraction(2)}),
    "another constant": (Claim(sin(pi * x), "=", sin(3 * x)), {x: Fraction(1)}),
}


@pytest.mark.parametrize(("claim", "at"), FALSE.values(), ids=FALSE)
def test_what_is_false_is_seen(claim: Claim, at: Point) -> None:
    assert not (approaches(claim, at) if isinstance(claim.left, Limit) else agrees(claim, at))


def test_sources_say_who_when_and_where() -> None:
    for lemma in LEMMAS.values():
        assert lemma.source.author
        assert 1700 < lemma.source.year < 2030
        assert any(character.isdigit() for character in lemma.source.where)
