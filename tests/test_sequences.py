"""Terms of arbitrary sequences: claims about all sequences at once, their refutation, and their values."""

import pickle
from fractions import Fraction
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy import Expr, Integer, Lambda, Product, Sum, Symbol

from collapse_math import Claim, check
from collapse_math.balls import exact_value
from collapse_math.checker import decide
from collapse_math.claims import ByInequality, Induction, Ring
from collapse_math.closed_forms import ClosedForm
from collapse_math.quantities import integer, real
from collapse_math.report.notation import latex, pretty
from collapse_math.sequences import Listed, integers, reals, replaced
from collapse_math.tape import NotEvaluable

n = integers("n", at_least=2)
share = reals("share", at_least=0, at_most=1)
level = reals("level", starting_at=0)
t, v_0 = integer("t", at_least=0), real("v_0", above=0)
j, i = Symbol("j", integer=True), Symbol("i", integer=True)
sizes = st.lists(st.integers(2, 50), min_size=1, max_size=8)


def left(last: Expr) -> Expr:
    return Product(1 - 1 / n(j), (j, 1, last))


TRUE = {
    "one more factor": Claim(v_0 * left(t + 1), "=", v_0 * left(t) * (1 - 1 / n(t + 1))),
    "one more term": Claim(Sum(1 / n(j), (j, 1, t + 1)), "=", Sum(1 / n(j), (j, 1, t)) + 1 / n(t + 1)),
    "the range of a term": Claim(n(t + 1), ">=", Integer(2)),
    "the range of a share": Claim(share(t + 1) * n(t + 1), "<=", n(t + 1)),
    "a product of positive factors": Claim(1 / left(t), ">", Integer(0)),
    "a sum of positive terms": Claim(Sum(1 / n(j), (j, 1, t)), ">=", Integer(0)),
    "a sequence from 0": Claim(level(t) - level(t), "=", Integer(0)),
}
FALSE = {
    "the wrong factor": Claim(left(t + 1), "=", left(t) * (1 - 1 / n(t + 2))),
    "terms taken to be equal": Claim(n(t + 1), "=", n(t + 2)),
    "a bound too sharp": Claim(n(t + 1), ">=", Integer(3)),
    "a term before the first": Claim(n(t), ">=", Integer(2)),
    "a share below one": Claim(share(t + 1), "<", Integer(1)),
    "a sum of positive terms that may be empty": Claim(Sum(1 / n(j), (j, 1, t)), ">", Integer(0)),
    "a product of factors that may vanish": Claim(Product(1 - share(j), (j, 1, t)), ">", Integer(0)),
    "a product of negative factors": Claim(Product(-n(j), (j, 1, t)), ">=", Integer(0)),
    "a product taken for a power": Claim(left(t), "=", (1 - 1 / n(1)) ** t),
}


@pytest.mark.parametrize("name", TRUE)
def test_what_holds_of_all_sequences_is_established(name: str) -> None:
    assert check(TRUE[name])


@pytest.mark.parametrize("name", FALSE)
def test_what_fails_for_some_sequence_is_refuted(name: str) -> None:
    assert check(FALSE[name]).outcome == "refuted"


@pytest.mark.parametrize("name", FALSE)
def test_nor_is_it_proved(name: str) -> None:
    with patch("collapse_math.checker.refute", lambda *_: (None, 1)):
        assert not decide(FALSE[name], Ring() if FALSE[name].relation == "=" else ByInequality())


def test_a_refutation_prints_the_sequence() -> None:
    assert "n = (2, 3, 4, 5, again and again)" in str(check(FALSE["the wrong factor"]))


def test_products_stay_positive_by_induction() -> None:
    assert check(Claim(left(t), ">", Integer(0)), Induction(t))
    assert not check(Claim(Product(1 - share(j), (j, 1, t)), ">", Integer(0)), Induction(t))


def test_a_sequence_is_no_number() -> None:
    assert "write a term of it" in str(check(Claim(n + 1, ">", n)))


@given(sizes)
def test_values_are_those_of_a_loop(values: list[int]) -> None:
    expected = Fraction(1)
    for size in values:
        expected *= 1 - Fraction(1, size)
    at = {n: Listed(tuple(map(Fraction, values))), t: Fraction(len(values))}
    assert exact_value(left(t), at) == expected
    form = ClosedForm(left(t), [n, t])
    assert form.exact(n=values, t=len(values)) == expected
    assert form.exact(n=",".join(map(str, [*values, 7])), t=len(values)) == expected


def test_one_number_stands_for_all_terms() -> None:
    assert ClosedForm(left(t), [n, t]).exact(n=10, t=3) == Fraction(9, 10) ** 3


def test_a_missing_term_is_named() -> None:
    with pytest.raises(NotEvaluable, match="has 2 terms and needs 3: give more"):
        ClosedForm(left(t), [n, t]).exact(n=[2, 3], t=3)


def test_a_term_out_of_range_is_named() -> None:
    with pytest.raises(ValueError, match="each term of n must be an integer >= 2, not 1: choose others"):
        ClosedForm(left(t), [n, t]).exact(n=[2, 1, 3], t=3)


def test_arrays_take_no_sequences() -> None:
    with pytest.raises(ValueError, match="n is a sequence, which array does not take"):
        ClosedForm(left(t), [n, t]).array(n=[2, 3], t=2)


def test_a_sequence_is_replaced_by_a_function_of_its_index() -> None:
    assert replaced(left(t), {n: Lambda(i, i + 1)}) == Product(1 - 1 / (j + 1), (j, 1, t))
    assert replaced(n(t + 1) + v_0, {n: Lambda(i, i**2), v_0: t}) == (t + 1) ** 2 + t


def test_sequences_survive_pickling() -> None:
    assert pickle.loads(pickle.dumps(n(t + 1))) == n(t + 1)
    assert pickle.loads(pickle.dumps(level)).first == 0


def test_terms_are_printed_as_in_a_book() -> None:
    assert str(n(t + 1)) == "n(t + 1)"
    assert latex(n(t + 1)) == "n_{t + 1}"
    assert pretty(n(t + 1), 80) == "n(t + 1)"
