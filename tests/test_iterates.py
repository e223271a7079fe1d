"""Iterates: what they are, what is proved of them and what not, and their values against a plain loop."""

from __future__ import annotations

import math
import pickle
from fractions import Fraction
from unittest.mock import patch

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from sympy import Expr, Integer, Rational, exp, log

from collapse_math.balls import exact_value
from collapse_math.checker import decide
from collapse_math.claims import ByInequality, ByLemma, Claim, Induction, Justification, Ring
from collapse_math.closed_forms import ClosedForm
from collapse_math.iterates import HERE, Iterate
from collapse_math.lemmas import EXP_ABOVE_FRACTION, LOG_CONCAVITY, w
from collapse_math.lemmas import x as positive_number
from collapse_math.quantities import integer, real
from collapse_math.report.notation import latex, pretty
from collapse_math.tape import NotEvaluable

BLIND = patch("collapse_math.checker.refute", lambda *_: (None, 1))  # without the search for counterexamples
k, n = integer("k", at_least=1), integer("n", at_least=0)
a, b = real("a", above=0, below=1), real("b")


def g(number: Expr) -> Expr:
    return Iterate(1 - exp(-HERE), Integer(1), number - 1)


def line(times: Expr) -> Expr:
    """b after so many applications of x -> a x + 1."""
    return Iterate(a * HERE + 1, b, times)


TRUE: dict[str, tuple[Claim, Justification]] = {
    "one application more": (Claim(g(k + 1), "=", 1 - exp(-g(k))), Ring()),
    "two more": (Claim(g(k + 2), "=", 1 - exp(-1 + exp(-g(k)))), Ring()),
    "none": (Claim(g(Integer(1)), "=", Integer(1)), Ring()),
    "two in all": (Claim(g(Integer(3)), "=", 1 - exp(-1 + exp(Integer(-1)))), Ring()),
    "with parameters": (Claim(line(n + 1), "=", a * line(n) + 1), Ring()),
    "a closed form": (Claim(line(n), "=", a**n * b + (1 - a**n) / (1 - a)), Induction(n)),
    "a bound": (Claim(g(k), "<=", Integer(1)), Induction(k)),
    "two that are one": (Claim(line(2 * n), "=", Iterate(1 + a * HERE, b, n + n)), Ring()),
}
FALSE: dict[str, tuple[Claim, Justification]] = {
    "another start": (Claim(line(n), "=", Iterate(a * HERE + 1, b + 1, n)), Ring()),
    "another map": (Claim(line(n), "=", Iterate(a * HERE + 2, b, n)), Ring()),
    "another number": (Claim(line(n), "=", line(2 * n)), Ring()),
    "one application less": (Claim(g(k + 1), "=", g(k)), Ring()),
    "a sign that is not known": (Claim(line(n), ">=", Integer(0)), ByInequality()),
    "a bound that is too low": (Claim(g(k), "<=", Rational(1, 2)), Induction(k)),
    "a negative number of applications": (Claim(line(n - 1), "=", line(n - 1)), Ring()),
    "a number that is no integer": (Claim(line(a), "=", line(a)), Ring()),
    "a map that is not defined everywhere": (
        Claim(Iterate(log(HERE), a, n), "=", Iterate(log(HERE), a, n)),
        Ring(),
    ),
    "a map that divides by zero": (Claim(Iterate(1 / HERE, a, n), "=", Iterate(1 / HERE, a, n)), Ring()),
}


@pytest.mark.parametrize(("claim", "how"), TRUE.values(), ids=TRUE)
def test_what_is_true_is_proved(claim: Claim, how: Justification) -> None:
    answer = decide(claim, how)
    assert answer.outcome == "established", answer


@pytest.mark.parametrize(("claim", "how"), FALSE.values(), ids=FALSE)
def test_what_is_not_true_is_not_proved(claim: Claim, how: Justification) -> None:
    with BLIND:
        assert decide(claim, how).outcome == "undecided"


def test_false_claims_are_refuted() -> None:
    for name in ("another start", "another map", "another number", "one application less", "a bound that is too low"):
        assert decide(*FALSE[name]).outcome == "refuted"


@given(
    st.fractions(-2, 2, max_denominator=5),
    st.fractions(-2, 2, max_denominator=5),
    st.fractions(-2, 2, max_denominator=5),
    st.integers(0, 6),
)
def test_exact_values_are_those_of_a_loop(slope: Fraction, shift: Fraction, start: Fraction, times: int) -> None:
    s, c, x_0 = real("s"), real("c"), real("x_0")
    value = start
    for _ in range(times):
        value = slope * value**2 + shift
    found = exact_value(Iterate(s * HERE**2 + c, x_0, n), {s: slope, c: shift, x_0: start, n: Fraction(times)})
    assert found == value


def test_decimals_and_arrays_are_those_of_a_loop() -> None:
    form, value, values = ClosedForm(g(k), [k]), 1.0, []
    for _ in range(300):
        values.append(value)
        value = -math.expm1(-value)
    assert form.array(k=list(range(1, 301))).tolist() == pytest.approx(values, rel=1e-11)
    assert float(form.decimal(k=300)) == pytest.approx(values[-1], rel=1e-11)
    assert form.exact(k=1) == 1
    inside = ClosedForm(sympy.Sum(g(k), (k, 1, n)), [n])
    assert float(inside.array(n=5)) == pytest.approx(sum(values[:5]), rel=1e-11)


def test_too_many_applications_are_refused() -> None:
    with pytest.raises(NotEvaluable, match="more than"):
        ClosedForm(g(k), [k]).decimal(k=10**6)
    with pytest.raises(NotEvaluable):
        ClosedForm(g(k), [k]).array(k=[10**6])


def test_what_is_bound_is_bound() -> None:
    assert g(k).free_symbols == {k}
    assert line(n).free_symbols == {a, b, n}
    assert line(n).xreplace({b: a, n: k}) == Iterate(a * HERE + 1, a, k)
    for parts in ((g(k), b, n), (HERE, HERE, n), (HERE, b, HERE)):
        with pytest.raises(ValueError, match="free of"):
            Iterate(*parts)


def test_it_prints_and_travels() -> None:
    assert str(g(k)) == "iterate(x -> 1 - exp(-x), 1, k - 1 times)"
    assert "iterate" in pretty(g(k) + 1, 80)
    assert r"\mapsto" in latex(g(k))
    assert pickle.loads(pickle.dumps(g(k))) == g(k)


# What is given may show that something lies in the range of a lemma --------------------------------------


@BLIND
def test_a_range_may_follow_from_what_is_given() -> None:
    claim = Claim(exp(-b), ">=", (2 - b) / (2 + b))
    how = ByLemma(EXP_ABOVE_FRACTION, {w: b})
    assert decide(claim, how).outcome == "undecided"
    assert decide(claim, how, [Claim(b, ">=", Integer(0))]).outcome == "established"
    assert decide(claim, how, [Claim(b, ">=", Integer(-1))]).outcome == "undecided"
    open_end = Claim(log(b), "<=", b - 1)
    at = ByLemma(LOG_CONCAVITY, {positive_number: b})
    assert decide(open_end, at, [Claim(b, ">=", Integer(0))]).outcome == "undecided"
    assert decide(open_end, at, [Claim(b, ">", Integer(0))]).outcome == "established"
