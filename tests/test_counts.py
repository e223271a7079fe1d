"""Counts of outcomes against what knows no falling powers: all samples listed, and series of a Poisson law."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from fractions import Fraction

import mpmath
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from sympy import Expr, Integer, exp, ff

from collapse_math.answers import NotShown
from collapse_math.counts import Counted, Counts, PoissonTotal
from collapse_math.exact.polynomials import OutsideLanguage
from collapse_math.ledger import Assumption
from collapse_math.moments import expectation
from collapse_math.proofs.proof import Proof
from collapse_math.quantities import exact, integer, real

n = integer("n", at_least=0)
j = integer("j", at_least=0)
p = real("p", at_least=0, at_most=1)
g, z, mean = real("g", at_least=0), real("z", above=0), real("mean", at_least=0)
LAW, APART = Assumption("law", "Its law.", ()), Assumption("apart", "Independence.", ())
one = Counts("x", n, (LAW,), (APART,), (p,))
C = one.count()
total = PoissonTotal("y", n, (LAW,), (APART,), mean)
X = total.count()


def derived(expression: Expr, *draws: Counted) -> tuple[Expr, set[Assumption]]:
    """The engine's expectation and what it uses, once all its obligations are settled."""
    proof = Proof((), expression)
    value, used = expectation(proof.algebra, expression, draws)
    proof.settled()
    return proof.algebra.show(value), used


def listed(
    shares: Sequence[Fraction], draws: int, function: Callable[[Sequence[int]], Fraction | mpmath.mpf]
) -> Fraction | mpmath.mpf:
    """E of a function of the counts, every sample listed."""
    whole = [*shares, 1 - sum(shares)]
    found = Fraction(0)
    for sample in itertools.product(range(len(whole)), repeat=draws):
        weight = math.prod((whole[i] for i in sample), start=Fraction(1))
        found += weight * function([sample.count(i) for i in range(len(shares))])
    return found


unit = st.fractions(0, 1, max_denominator=6)


@given(unit, st.integers(0, 5), st.integers(0, 7), st.fractions(Fraction(1, 3), 3, max_denominator=4))
def test_one_count_by_listing_all_samples(share: Fraction, draws: int, power: int, factor: Fraction) -> None:
    at = {n: Integer(draws), p: exact(share), z: exact(factor)}
    for expression, function in (
        (C**power, lambda c: Fraction(c[0]) ** power),
        (ff(C, power), lambda c: Fraction(math.perm(c[0], power))),
        (z**C, lambda c: factor ** c[0]),
        (one.none(), lambda c: Fraction(c[0] == 0)),
        (one.none() ** 2, lambda c: Fraction(c[0] == 0)),
    ):
        closed, _ = derived(expression, one)
        assert closed.subs(at) == exact(Fraction(listed([share], draws, function)))
    if draws:
        closed, _ = derived(one.all(), one)
        assert closed.subs(at) == exact(share**draws)


@given(st.fractions(Fraction(1, 6), Fraction(5, 6), max_denominator=6), st.integers(2, 5), st.integers(0, 2))
def test_a_power_times_a_factor(share: Fraction, draws: int, power: int) -> None:
    size, inside = integer("n", at_least=2), real("p", above=0, below=1)
    counts = Counts("x", size, (), (), (inside,))
    closed, _ = derived(counts.count() ** power * 3 ** counts.count(), counts)
    wanted = listed([share], draws, lambda c: Fraction(c[0]) ** power * Fraction(3) ** c[0])
    assert closed.subs({size: Integer(draws), inside: exact(share)}) == exact(Fraction(wanted))


def test_exponentials_of_a_count() -> None:
    closed, used = derived(exp(-g * C) * C, one)
    assert used == {LAW, APART}
    for rate in (0.0, 0.7, 2.0):
        wanted = listed([Fraction(2, 5)], 3, lambda c, rate=rate: mpmath.mpf(c[0]) * mpmath.exp(-rate * c[0]))
        value = float(closed.subs({n: 3, p: sympy.Rational(2, 5), g: sympy.Float(rate)}).evalf())
        assert value == pytest.approx(float(wanted), rel=1e-12)


@given(
    st.tuples(unit, unit).filter(lambda pair: sum(pair) <= 1),
    st.integers(0, 4),
    st.integers(0, 3),
    st.integers(0, 3),
)
def test_two_counts_by_listing_all_samples(shares: tuple[Fraction, Fraction], draws: int, a: int, b: int) -> None:
    counts = Counts("x", n, (LAW,), (APART,), tuple(map(exact, shares)))
    first, second = counts.count(0), counts.count(1)
    for expression, function in (
        (first**a * second**b, lambda c: Fraction(c[0]) ** a * Fraction(c[1]) ** b),
        (first**a * counts.none(1), lambda c: Fraction(c[0]) ** a * (c[1] == 0)),
        (ff(first, a) * 2**second, lambda c: Fraction(math.perm(c[0], a)) * 2 ** c[1]),
    ):
        try:
            closed, _ = derived(expression, counts)
        except (OutsideLanguage, NotShown):
            # The other draws may all be excluded: 0 to a power that is negative if there are fewer than a draws.
            continue
        assert closed.subs({n: Integer(draws)}) == exact(Fraction(listed(shares, draws, function)))


def test_a_falling_power_of_any_order() -> None:
    closed, used = derived(ff(C, j), one)
    assert closed == ff(n, j) * p**j
    assert used == {LAW, APART}


@pytest.mark.parametrize("power", range(5))
def test_a_poisson_total_by_its_series(power: int) -> None:
    at = {n: Integer(3), mean: sympy.Rational(2, 5), g: sympy.Rational(7, 10)}
    for expression, function in (
        (X**power, lambda x: mpmath.mpf(x) ** power),
        (exp(-g * X), lambda x: mpmath.exp(mpmath.mpf(-7) / 10 * x)),
        (X * exp(-g * X), lambda x: x * mpmath.exp(mpmath.mpf(-7) / 10 * x)),
        (total.none(), lambda x: mpmath.mpf(x == 0)),
    ):
        closed, _ = derived(expression, total)
        series = mpmath.nsum(lambda x, f=function: f(int(x)) * mpmath.exp(-1.2) * 1.2**x / mpmath.fac(x), [0, 60])
        assert float(closed.subs(at).evalf()) == pytest.approx(float(series), rel=1e-9, abs=1e-9)


def test_assumptions_are_those_that_were_needed() -> None:
    assert derived(C, one)[1] == {LAW}
    assert derived(C**2, one)[1] == {LAW, APART}
    assert derived(one.none(), one)[1] == {LAW, APART}
    assert derived(one.all(), one)[1] == {LAW, APART}
    assert derived(X, total)[1] == {LAW}
    other = Counts("w", n, (), (APART,), (p,))
    assert derived(C * other.count(), one, other)[1] == {LAW, APART}


def test_replacing_a_quantity_replaces_it_in_the_law() -> None:
    assert one.at({p: p / 2, n: n + 1}) == Counts("x", n + 1, (LAW,), (APART,), (p / 2,))
    assert total.at({mean: p, n: n + 1}) == PoissonTotal("y", n + 1, (LAW,), (APART,), p)


NEVER = Counts("w", n, (), (), (Integer(0),))
FRACTIONAL = Counts("w", n / 2, (), (), (p,))
NEGATIVE = Counts("w", n - 1, (), (), (p,))


@pytest.mark.parametrize(
    ("expression", "draws"),
    [
        pytest.param(1 / C, (one,), id="count below"),
        pytest.param(1 / one.none(), (one,), id="event below"),
        pytest.param(C * one.none(), (one,), id="a count and that it is zero"),
        pytest.param(C * one.all(), (one,), id="a count and that it is all"),
        pytest.param(one.none() * one.all(), (one,), id="none and all"),
        pytest.param(1 / one.all(), (one,), id="all below"),
        pytest.param(one.count_log_count(), (one,), id="a count times its logarithm"),
        pytest.param(sympy.log(1 + C), (one,), id="logarithm"),
        pytest.param(C**C, (one,), id="random base and exponent"),
        pytest.param(z ** (C**2), (one,), id="square in the exponent"),
        pytest.param(NEVER.count() ** NEVER.count(), (NEVER,), id="random base where the result would not show it"),
        pytest.param(z ** (NEVER.count() ** 2), (NEVER,), id="square where the result would not show it"),
        pytest.param(ff(C, j) ** 2, (one,), id="square of a falling power"),
        pytest.param(ff(C, j) * C, (one,), id="falling power and power"),
        pytest.param(ff(C, -1), (one,), id="falling power of negative order"),
        pytest.param(ff(C, p), (one,), id="falling power of fractional order"),
        pytest.param(sympy.sqrt(C), (one,), id="root"),
        pytest.param(FRACTIONAL.count(), (FRACTIONAL,), id="half a draw"),
        pytest.param(NEGATIVE.count(), (NEGATIVE,), id="less than no draw"),
        pytest.param(exp(-C * X), (one, total), id="random rate"),
    ],
)
def test_what_has_no_known_expectation_is_refused(expression: Expr, draws: tuple[Counted, ...]) -> None:
    with pytest.raises((OutsideLanguage, NotShown)):
        derived(expression, *draws)
