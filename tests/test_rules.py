"""Classical theorems with formal hypotheses: what they yield, what they refuse, and that they are true of numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import pytest
from sympy import Expr, Integer, Lambda, Limit, Product, Rational, Sum, Symbol, oo

from collapse_math import rules
from collapse_math.derivation import Theorem
from collapse_math.ledger import Rule
from collapse_math.quantities import Quantity, integer, real
from collapse_math.results import Fact, Report
from collapse_math.rules import TOEPLITZ, VANISHING_PRODUCT, j, t
from collapse_math.sequences import integers, reals

n = integers("n", at_least=2)
drop = reals("drop", at_least=0, at_most=1)
free = reals("free")
i, k = Symbol("i", integer=True), Symbol("k", integer=True)
v = real("v", above=0)
whole = integer("whole", at_least=1)
ONE_OVER_N = Lambda(i, 1 / n(i))


def diverges(term: Expr) -> Expr:
    return Limit(Sum(term, (j, 1, t)), t, oo)


def a_theorem(key: str = "test", **rest: object) -> Theorem:
    return Theorem(key, says="", assumes=(), symbols=(t,), **rest)


def concluded(theorem: Theorem, fact: Fact) -> Report:
    theorem.concludes("it", "it", fact)
    return theorem.check(seconds=20)


def vanishing(theorem: Theorem, at: Mapping[Quantity, Expr], *given: Fact, rule: Rule = VANISHING_PRODUCT) -> Fact:
    return theorem.by_rule("vanishes", rule, at, given=given)


def test_a_rule_yields_its_conclusion() -> None:
    theorem = a_theorem()
    sizes = theorem.suppose("the sum of 1/n diverges", diverges(1 / n(j)), "=", oo)
    fact = vanishing(theorem, {rules.share: ONE_OVER_N}, sizes)
    report = concluded(theorem, fact)
    assert report.problems == []
    assert (fact.left, fact.right) == (Limit(Product(1 - 1 / n(j), (j, 1, t)), t, oo), 0)
    assert report.grade == "axiom"
    assert VANISHING_PRODUCT.name in report.rests_on


def test_an_algebraic_hypothesis_is_shown_on_the_spot() -> None:
    """x_t = 1/(t + 1) = (1 - w) x_(t-1) + w 0 with w = 1/(t + 1)."""
    theorem = a_theorem()
    harmonic = theorem.suppose("harmonic", diverges(1 / (j + 1)), "=", oo)
    zero = theorem.suppose("zero", Limit(Integer(0), t, oo), "=", Integer(0))
    at = {
        rules.average: Lambda(i, 1 / (i + 1)),
        rules.weight: Lambda(i, 1 / (i + 1)),
        rules.target: Lambda(i, Integer(0)),
        rules.limit: Integer(0),
    }
    assert concluded(theorem, theorem.by_rule("x", TOEPLITZ, at, given=(harmonic, zero))).problems == []


def cited(at: Mapping[Quantity, Expr], show: Callable[[Theorem], tuple[Fact, ...]], **rest: object) -> Report:
    below = a_theorem("below")
    sizes = below.suppose("the sum diverges", diverges(drop(j)), "=", oo)
    fact = vanishing(below, {rules.share: Lambda(i, drop(i))}, sizes)
    assert concluded(below, fact).established
    above = a_theorem("above", **rest)
    return concluded(above, above.cites(fact, at, given=show(above)))


def in_another_counter() -> Report:
    theorem = a_theorem()
    total = Limit(Sum(1 / n(j), (j, 1, whole)), whole, oo)
    sizes = theorem.suppose("the sum diverges", total, "=", oo)
    return concluded(theorem, vanishing(theorem, {rules.share: ONE_OVER_N}, sizes))


def test_a_supposition_is_shown_by_whoever_cites() -> None:
    report = cited({drop: ONE_OVER_N}, lambda theorem: (theorem.suppose("own", diverges(1 / n(j)), "=", oo),))
    assert report.problems == []


def over_nothing() -> Report:
    theorem = a_theorem()
    return concluded(theorem, vanishing(theorem, {rules.share: ONE_OVER_N}))


def over_another_sum() -> Report:
    theorem = a_theorem()
    sizes = theorem.suppose("sizes", diverges(1 / (n(j) + 1)), "=", oo)
    return concluded(theorem, vanishing(theorem, {rules.share: ONE_OVER_N}, sizes))


def over_a_convergent_sum() -> Report:
    theorem = a_theorem()
    sizes = theorem.suppose("sizes", diverges(1 / n(j)), "<", oo)
    return concluded(theorem, vanishing(theorem, {rules.share: ONE_OVER_N}, sizes))


def out_of_range() -> Report:
    theorem = a_theorem()
    sizes = theorem.suppose("sizes", diverges(free(j)), "=", oo)
    return concluded(theorem, vanishing(theorem, {rules.share: Lambda(i, free(i))}, sizes))


def mentions_the_counter() -> Report:
    theorem = a_theorem()
    sizes = theorem.suppose("sizes", diverges(1 / (t + 2)), "=", oo)
    return concluded(theorem, vanishing(theorem, {rules.share: Lambda(i, 1 / (t + 2))}, sizes))


def counter_replaced() -> Report:
    theorem = a_theorem()
    sizes = theorem.suppose("sizes", diverges(1 / n(j)), "=", oo)
    return concluded(theorem, vanishing(theorem, {rules.share: ONE_OVER_N, t: whole}, sizes))


def captured() -> Report:
    theorem = a_theorem()
    body = Sum(1 / (j + 1) ** 2, (j, 1, i + 1)) / 2
    sizes = theorem.suppose("sizes", diverges(v), "=", oo)
    return concluded(theorem, vanishing(theorem, {rules.share: Lambda(i, body)}, sizes))


def no_function() -> Report:
    theorem = a_theorem()
    sizes = theorem.suppose("sizes", diverges(1 / n(j)), "=", oo)
    return concluded(theorem, vanishing(theorem, {rules.share: Rational(1, 2)}, sizes))


def not_of_the_rule() -> Report:
    theorem = a_theorem()
    sizes = theorem.suppose("sizes", diverges(1 / n(j)), "=", oo)
    return concluded(theorem, vanishing(theorem, {rules.share: ONE_OVER_N, v: Integer(1)}, sizes))


def recursion_of_another(factor: Expr) -> Report:
    theorem = a_theorem()
    harmonic = theorem.suppose("harmonic", diverges(1 / (j + 1)), "=", oo)
    zero = theorem.suppose("zero", Limit(Integer(0), t, oo), "=", Integer(0))
    at = {
        rules.average: Lambda(i, factor / (i + 1) ** 2),
        rules.weight: Lambda(i, 1 / (i + 1)),
        rules.target: Lambda(i, Integer(0)),
        rules.limit: Integer(0),
    }
    return concluded(theorem, theorem.by_rule("x", TOEPLITZ, at, given=(harmonic, zero)))


def infinite_part_in_a_limit() -> Report:
    theorem = a_theorem()
    grows = theorem.suppose("it grows", Limit(n(t + 1), t, oo), "=", oo)
    return concluded(theorem, theorem.limit("ratio", n(t + 1) - n(t + 1), t, Integer(0), {n(t + 1): grows}))


REFUSED: dict[str, tuple[Callable[[], Report], str]] = {
    "a hypothesis that is not given": (over_nothing, "which is not given"),
    "a hypothesis about another sum": (over_another_sum, "which is not given"),
    "a hypothesis in another counter": (in_another_counter, "limits are in the same counter"),
    "a hypothesis with another relation": (over_a_convergent_sum, "which is not given"),
    "a sequence out of its range": (out_of_range, "is not shown"),
    "a sequence that mentions the counter": (mentions_the_counter, "may not depend on its counter"),
    "a counter that stands for something": (counter_replaced, "can stand for nothing else"),
    "a bound variable that is met": (captured, "rename it"),
    "a number for a sequence": (no_function, "put a Lambda of its index for it"),
    "a quantity the rule does not have": (not_of_the_rule, "is no quantity of"),
    "an average of another recursion": (lambda: recursion_of_another(Integer(1)), "different normal forms"),
    "a supposition that is not shown": (lambda: cited({drop: ONE_OVER_N}, lambda _: ()), "which is not given"),
    "a supposition shown for another sequence": (
        lambda: cited({drop: ONE_OVER_N}, lambda theorem: (theorem.suppose("own", diverges(drop(j)), "=", oo),)),
        "which is not given",
    ),
    "a sequence cited out of its range": (
        lambda: cited({drop: Lambda(i, n(i))}, lambda theorem: (theorem.suppose("own", diverges(n(j)), "=", oo),)),
        "is not shown",
    ),
    "an infinite limit in the algebra of limits": (infinite_part_in_a_limit, "grows without bound"),
}


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collapse_math.checker.refute", lambda *_: (None, 1))


@pytest.mark.usefixtures("blind")
@pytest.mark.parametrize("name", REFUSED)
def test_the_theorem_does_not_stand(name: str) -> None:
    build, reason = REFUSED[name]
    report = build()
    assert not report.established
    assert reason in " ".join(report.problems)


def test_what_is_supposed_is_no_conclusion() -> None:
    theorem = a_theorem()
    report = concluded(theorem, theorem.suppose("the sum diverges", diverges(1 / n(j)), "=", oo))
    assert report.problems == ["the conclusion it is what is supposed"]
    assert report.grade == ""


# The rules against numbers: far out, each conclusion is nearly met where its hypotheses hold ------------------


def product_of(shares: Callable[[int], float], terms: int = 20_000) -> float:
    left = 1.0
    for index in range(1, terms + 1):
        left *= 1 - shares(index)
    return left


def test_products_vanish_or_stay_positive_as_the_rules_say() -> None:
    assert product_of(lambda index: 1 / (index + 1)) < 1e-4
    assert product_of(lambda index: 1 / (index + 1) ** 2) == pytest.approx(0.5, rel=1e-4)


@pytest.mark.parametrize("weight", [lambda index: 0.3, lambda index: 1 / (index + 1), lambda index: index % 2])
def test_averages_follow_their_targets(weight: Callable[[int], float]) -> None:
    average = 7.0
    for index in range(1, 50_001):
        average = (1 - weight(index)) * average + weight(index) * (2 + (-1) ** index / index)
    assert average == pytest.approx(2, abs=1e-3)


@pytest.mark.parametrize("weight", [lambda index: 0.3, lambda index: 1 / (index + 1), lambda index: index % 2])
def test_averages_of_what_grows_without_bound_grow(weight: Callable[[int], float]) -> None:
    average, seen = -7.0, []
    for index in range(1, 50_001):
        average = (1 - weight(index)) * average + weight(index) * index**0.25
        if index in (500, 5_000, 50_000):
            seen.append(average)
    assert seen[0] * 1.5 < seen[1] < seen[2] / 1.5


def test_averages_with_summable_weights_need_not() -> None:
    average = Fraction(7)
    for index in range(1, 200):
        average *= 1 - Fraction(1, (index + 1) ** 2)
    assert average > 3


@pytest.mark.parametrize("rule", [r for r in vars(rules).values() if isinstance(r, Rule)], ids=str)
def test_each_rule_names_its_source(rule: Rule) -> None:
    assert rule.source.author
    assert rule.source.where
