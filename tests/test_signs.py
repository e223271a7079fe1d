"""Signs: what is said to hold is true at every rational point that is tried, and known truths are found."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Iterator, Sequence
from fractions import Fraction
from types import SimpleNamespace

import pytest
import sympy
import z3
from hypothesis import assume, given
from hypothesis import strategies as st
from sympy import Expr, Integer, Ne, Rational, Sum, pi, sqrt

from collapse_math import signs
from collapse_math.exact.polynomials import number
from collapse_math.proofs.proof import Proof
from collapse_math.quantities import Domain, Quantity, integer, real

HOLDS = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "!=": operator.ne,
    "=": operator.eq,
}


@pytest.fixture(autouse=True)
def impatient_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signs, "SOLVER_MILLISECONDS", 150)


def domains() -> st.SearchStrategy[Domain]:
    """Ranges of every kind: whole or real, bounded or not, ends included or not."""
    ends = st.integers(-2, 3).map(Fraction)
    real_ranges = st.builds(
        lambda low, width, lower_open, upper_open: Domain(
            False,
            low,
            None if low is None or width is None else low + width,
            lower_open and low is not None,
            upper_open and low is not None and width is not None,
        ),
        st.none() | ends,
        st.none() | st.sampled_from((Fraction(1, 2), Fraction(2))),
        st.booleans(),
        st.booleans(),
    )
    whole = st.builds(
        lambda low, width: Domain(True, low, None if low is None or width is None else low + width),
        st.none() | ends,
        st.none() | st.integers(0, 4),
    )
    return real_ranges | whole


def values(domain: Domain) -> list[Fraction]:
    """Many values of a range, its ends and their neighbours among them."""
    low = domain.lower if domain.lower is not None else Fraction(-4)
    steps = [Fraction(k) for k in range(9)] + [Fraction(1, 10**6), Fraction(1, 3), Fraction(1, 2), Fraction(7, 5)]
    candidates = [low + step for step in steps]
    if domain.upper is not None:
        candidates += [domain.upper - step for step in steps]
    return [value for value in dict.fromkeys(candidates) if value in domain]


def value_at(expression: Expr, point: dict[Quantity, Fraction]) -> Fraction | None:
    """The exact value of a rational expression, walked without SymPy's evaluator; None at a pole."""
    if isinstance(expression, Quantity):
        return point[expression]
    if isinstance(expression, sympy.Rational):
        return Fraction(int(expression.p), int(expression.q))
    parts = [value_at(a, point) for a in expression.args]
    if any(part is None for part in parts):
        return None
    known = [part for part in parts if part is not None]
    if expression.is_Add:
        return sum(known, Fraction(0))
    if expression.is_Mul:
        total = Fraction(1)
        for part in known:
            total *= part
        return total
    base, exponent = known
    if base == 0 and exponent < 0:
        return None
    return Fraction(base ** int(exponent))


def points(
    quantities: Sequence[Quantity], conditions: Sequence[tuple[Expr, str]]
) -> Iterator[dict[Quantity, Fraction]]:
    for chosen in itertools.product(*(values(q.domain) for q in quantities)):
        point = dict(zip(quantities, chosen, strict=True))
        sides = [(value_at(left, point), relation) for left, relation in conditions]
        if all(side is not None and HOLDS[relation](side, 0) for side, relation in sides):
            yield point


@st.composite
def questions(draw: st.DrawFn) -> tuple[list[Quantity], Expr, str, list[tuple[Expr, str]]]:
    """Two quantities, a polynomial over a product of linear factors, a relation, and linear conditions."""
    quantities = [Quantity(name, draw(domains())) for name in "ab"]
    coefficient = st.integers(-3, 3)

    def linear() -> Expr:
        return Integer(draw(coefficient)) + sympy.Add(*(draw(coefficient) * q for q in quantities))

    numerator = sympy.Add(
        Integer(draw(coefficient)),
        *(
            draw(coefficient) * quantities[0] ** draw(st.integers(0, 2)) * quantities[1] ** draw(st.integers(0, 2))
            for _ in range(draw(st.integers(1, 3)))
        ),
    )
    if draw(st.booleans()):
        numerator = numerator * linear() + draw(st.sampled_from((0, 1))) * linear() ** 2
    denominator = linear() if draw(st.booleans()) else Integer(1)
    assume(denominator != 0)
    conditions = [(linear(), draw(st.sampled_from((">", ">=", "!=")))) for _ in range(draw(st.integers(0, 2)))]
    conditions = [(left, relation) for left, relation in conditions if left.free_symbols]
    return quantities, numerator / denominator, draw(st.sampled_from(tuple(HOLDS))), conditions


def as_relation(left: Expr, relation: str) -> sympy.Basic:
    return sympy.Rel(left, 0, {"=": "=="}.get(relation, relation))


@given(questions())
def test_nothing_is_claimed_that_fails_at_a_point(
    question: tuple[list[Quantity], Expr, str, list[tuple[Expr, str]]],
) -> None:
    quantities, expression, relation, conditions = question
    relations = [as_relation(left, relation) for left, relation in conditions]
    assume(all(isinstance(r, sympy.core.relational.Relational) for r in relations))
    proof = Proof(relations, expression)
    value = proof.algebra.normal(expression)
    claimed = proof.algebra.signs.holds(value, relation)
    defined = not proof.algebra.signs.unsettled
    for point in points(quantities, conditions):
        exact = value_at(expression, point)
        assert not (defined and exact is None), point
        assert not (claimed and exact is not None and not HOLDS[relation](exact, 0)), point


x, y = real("x"), real("y")
p, q = real("p", above=0), real("q", at_least=0)
share = real("alpha", at_least=0, at_most=1)
inner = real("beta", above=0, below=1)
up_to_one = real("gamma", above=0, at_most=1)
n, d = integer("n", at_least=1), integer("d", at_least=1)
t = integer("t", at_least=0)
k = integer("k")

TRUE = [
    (x**2, ">=", ()),
    (x**2 + 1, ">", ()),
    (x**2 - 2 * x * y + y**2, ">=", ()),
    (x**2 + y**2, ">", (x + y > 1,)),
    (x**2 + x + 1, ">", ()),
    (p + q, ">", ()),
    (q, ">=", ()),
    (1 - share, ">=", ()),
    (1 - inner, ">", ()),
    (inner * (1 - inner), ">", ()),
    (share - share**2, ">=", ()),
    (n - d - 1, ">", (n > d + 1,)),
    (n - d - 2, ">=", (n > d + 1,)),
    (n**2 - 1, ">=", ()),
    (1 / n, ">", ()),
    (1 - 1 / (n + 1), ">", ()),
    (x - 1, ">", (x > 2,)),
    (x, ">", (x * p > 0,)),
    (x * y, ">", (x < 0, y < 0)),
    (k**2 - k, ">=", ()),
    (2 * k - 1, "!=", ()),
    (1 - inner**t, ">=", ()),
    (1 - inner**n, ">", ()),
    (1 - inner ** (t + 1), ">", ()),
    (1 - (p + 1) ** (-t), ">=", ()),
    ((p + 1) ** t - 1, ">=", ()),
    ((q + 1) ** n - 1, ">=", ()),
    (1 - inner**k, ">", (k > 0,)),
    (1 - 2 ** (-n), ">", ()),
    (x, "!=", (Ne(x, 0),)),
    (x - y, "!=", (x > y,)),
    (sqrt(p) + 1, ">", ()),
    (sqrt(2) - Rational(7, 5), ">", ()),
    (pi - 3, ">", ()),
    (-p, "<", ()),
    (-q - 1, "<=", ()),
    ((-1) ** t + 1, ">=", ()),
]
FALSE = [
    (x**2, ">", ()),  # 0
    (x**2 + q, ">", ()),  # 0
    (q * x**2 + x**3, ">=", ()),
    (x**2 * y, ">=", ()),
    (q, ">", ()),  # 0
    (q, "!=", ()),
    (share, ">", ()),  # 0
    (share - 1, ">=", ()),
    (real("b", at_most=1) + 1, ">=", ()),
    (x, ">", (x > -2,)),
    (1 - share, "!=", ()),  # 1
    (n - d, ">", ()),  # n = d
    (n - d - 2, ">", (n > d + 1,)),  # n = d + 2
    (n - 1, "!=", ()),
    (x**2 - x, ">=", ()),  # true of integers
    (x**2 - x + n - 1, ">=", ()),  # the same in the company of an integer
    (x - 1, ">=", (x > 0,)),  # true of integers
    (1 / x, ">", (Ne(x, 0),)),
    (4 * x**2 - 4 * x + 1, ">", ()),  # true of integers, zero at 1/2
    (x, ">", (x * y > 0,)),  # both negative
    (x, ">", (1 / x >= -1,)),
    (x - 1, ">", (x >= 1,)),
    (x + y, "!=", (x > y,)),
    (sqrt(2) - Rational(3, 2), ">", ()),
    (1 - inner**t, ">", ()),  # 0 at t = 0
    (1 - up_to_one**n, ">", ()),  # 0 at 1
    (1 - inner**k, ">=", ()),  # negative k
    (1 - p**t, ">=", ()),  # p above 1
    (p**t - 1, ">=", ()),  # p below 1
    ((q + 1) ** n - 1, ">", ()),  # q = 0
    (inner**t - inner ** (t + 1), "<", ()),
    (1 - inner**k, ">", (k >= 0,)),
    (pi - Rational(22, 7), ">=", ()),
    ((-1) ** t, ">", ()),
    ((-1) ** t, ">=", ()),
    ((-1) ** t, "<", ()),
    (-q, "<", ()),
    (x**3, ">=", ()),
    (x**2 - 2, "!=", ()),
]


def shown(expression: Expr, relation: str, conditions: Sequence[sympy.Basic]) -> bool:
    proof = Proof(conditions, expression, *conditions)
    return proof.algebra.signs.holds(proof.algebra.normal(expression), relation)


@pytest.mark.parametrize(("expression", "relation", "conditions"), TRUE, ids=str)
def test_truths_that_derivations_need_are_found(
    expression: Expr, relation: str, conditions: tuple[sympy.Basic, ...]
) -> None:
    assert shown(expression, relation, conditions)


@pytest.mark.parametrize(("expression", "relation", "conditions"), FALSE, ids=str)
def test_near_misses_are_not_believed(expression: Expr, relation: str, conditions: tuple[sympy.Basic, ...]) -> None:
    assert not shown(expression, relation, conditions)


def test_what_the_solver_vouches_for_is_remembered() -> None:
    by_rule, by_solver = Proof((), p), Proof((), x)
    assert by_rule.algebra.signs.holds(by_rule.algebra.normal(p + 1), ">")
    assert by_solver.algebra.signs.holds(by_solver.algebra.normal(3 * x**4 + p * x**2), ">=")
    assert not by_rule.algebra.signs.solver_used
    assert not by_solver.algebra.signs.solver_used
    assert by_solver.algebra.signs.holds(by_solver.algebra.normal(x**2 - 2 * x + 2), ">")
    assert by_solver.algebra.signs.solver_used


def test_an_assumption_is_gone_when_its_block_ends() -> None:
    proof = Proof((), x)
    value = proof.algebra.normal(x)
    with proof.algebra.signs.assuming([(value, ">")]):
        assert proof.algebra.signs.holds(value, ">")
    assert not proof.algebra.signs.holds(value, ">")


@pytest.mark.parametrize(
    ("said", "more", "follows"),
    [
        (">", 0, {">", ">=", "!="}),
        (">", 1, {">", ">=", "!="}),
        (">", -1, set()),
        (">=", 0, {">="}),
        (">=", 1, {">", ">=", "!="}),
        ("!=", 0, {"!="}),
        ("!=", 1, set()),
        ("=", 1, set()),
    ],
)
def test_a_condition_is_known_as_it_stands_without_the_solver(said: str, more: int, follows: set[str]) -> None:
    # z3 has no time here, and no sign rule knows a cubic in a number of any sign.
    proof = Proof((), x)
    value = proof.algebra.normal(x**3 - 2 * x + 7)
    conditions = [(value, said)] + [(-value, {">": "<", ">=": "<="}[said]) for _ in range(said in (">", ">="))]
    for condition in conditions:
        with proof.algebra.signs.assuming([condition]):
            found = {r for r in (">", ">=", "!=") if proof.algebra.signs.stated(value + number(more), r)}
            assert found == follows
            assert not any(proof.algebra.signs.stated(number(more) - value, r) for r in (">", ">="))


def test_a_root_under_one_index_says_nothing_of_another() -> None:
    """sqrt(k - 5) is real for the k of the first sum; that must not make k >= 5 in the second."""
    proof = Proof((), x)
    proof.algebra.normal(Sum(sqrt(k - 5), (k, 5, t + 5)))
    proof.algebra.normal(Sum(1 / (k + 1), (k, 0, t)))
    assert not proof.algebra.signs.unsettled
    proof.algebra.normal(Sum(1 / (k - 2), (k, 0, t)))
    assert proof.algebra.signs.unsettled


def test_an_empty_range_says_nothing_of_what_is_outside() -> None:
    """Inside sum_{k=1}^t there is a k, so t >= 1; outside, t may be 0."""
    proof = Proof((), x)
    proof.algebra.normal(Sum(sqrt(t - 1), (k, 1, t)))
    assert not proof.algebra.signs.unsettled
    assert not proof.algebra.signs.holds(proof.algebra.normal(t), ">")


def test_clearing_a_negative_denominator_under_a_root_keeps_the_sign() -> None:
    low = real("b", below=5)
    proof = Proof((), sqrt(x))
    root = proof.algebra.normal(sympy.Pow(x**2 / (5 - low), Rational(1, 2), evaluate=False))
    square = root * root
    assert proof.algebra.signs.holds(square, ">=")
    assert not proof.algebra.signs.holds(square, "<=")


# The time of the solver ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("worked", "limits"), [(0.14, [150]), (0.05, [150, 450])])
def test_a_solver_that_had_no_share_of_the_processor_is_asked_once_more(
    worked: float, limits: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stops after 0.15 seconds on the clock, of which the processor was its own for so many."""
    asked: list[int] = []

    def answer(_: Sequence[object], milliseconds: int) -> z3.CheckSatResult:
        asked.append(milliseconds)
        return z3.unsat if len(asked) == 2 else z3.unknown

    clocks = {"monotonic": iter((0.0, 0.15)).__next__, "process_time": iter((0.0, worked)).__next__}
    monkeypatch.setattr(signs, "time", SimpleNamespace(**clocks))
    monkeypatch.setattr(signs, "asked", answer)
    assert signs.unsatisfiable([]) == (len(limits) == 2)
    assert asked == limits
