"""The checker as a whole: the corpus, attacks on each justification, and that it always comes to an end."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from multiprocessing import get_context
from unittest.mock import patch

import mpmath
import pytest
import sympy
from sympy import (
    Add,
    Basic,
    Expr,
    Integer,
    Integral,
    Limit,
    Ne,
    Product,
    Rational,
    S,
    Sum,
    Symbol,
    cos,
    exp,
    gamma,
    log,
    oo,
    pi,
    polygamma,
    sqrt,
)

from collapse_math.answers import ESTABLISHED, REFUTED, UNDECIDED, Answer
from collapse_math.checker import check, decide
from collapse_math.claims import ByInequality, ByLemma, Claim, Computed, Induction, Justification, Ring, Telescope
from collapse_math.ledger import Lemma, Source
from collapse_math.lemmas import LOG_CONCAVITY, PSI_BELOW_LOG
from collapse_math.lemmas import x as any_positive
from collapse_math.lemmas import z as any_argument
from collapse_math.quantities import Domain, Quantity, integer, real
from tests.corpus import CORPUS, Entry
from tests.corpus.entry import UNREACHABLE, power, product, quotient
from tests.corpus.evaluation import NoValue, OutOfReach, admissible, holds_at, quantities, real_valued, value

# The corpus ------------------------------------------------------------------------------------------


def answer_to(place: int) -> tuple[Answer, Answer]:
    """The answer to one entry, and the answer if no counterexample had been found.

    A claim that is not true may time out early, which is no pass.
    """
    entry = CORPUS[place]
    # A short search: a true claim takes all the time that it is given.
    with patch("collapse_math.refuter.SECONDS", 0.3):
        answer = check(entry.claim, entry.how, seconds=20 if entry.true else 4)
    if answer.outcome != REFUTED:
        return answer, answer
    with patch("collapse_math.checker.refute", return_value=(None, 1)):
        return answer, check(entry.claim, entry.how, seconds=4)


@pytest.fixture(scope="session")
def both_answers() -> Mapping[str, tuple[Answer, Answer]]:
    """The answers to every entry of the corpus, found once."""
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        # Entries are not sent to the workers: SymPy would evaluate them on arrival.
        found = pool.map(answer_to, range(len(CORPUS)), chunksize=4)
        return dict(zip((entry.name for entry in CORPUS), found, strict=True))


@pytest.fixture(scope="session")
def answers(both_answers: Mapping[str, tuple[Answer, Answer]]) -> Mapping[str, Answer]:
    """The answer to every entry of the corpus."""
    return {name: answer for name, (answer, _) in both_answers.items()}


def chosen(condition: Callable[[Entry], bool]) -> list[Entry]:
    return [entry for entry in CORPUS if condition(entry)]


def named(entry: Entry) -> str:
    return entry.name


@pytest.mark.parametrize("entry", chosen(lambda e: not e.true), ids=named)
def test_what_is_not_true_is_never_established(entry: Entry, answers: Mapping[str, Answer]) -> None:
    assert answers[entry.name].outcome != ESTABLISHED
    assert not answers[entry.name]


def test_no_proof_relies_on_the_search_for_counterexamples(both_answers: Mapping[str, tuple[Answer, Answer]]) -> None:
    """A false claim that is refuted would not have been proved either, had no counterexample been found."""
    unseen = {name: blind for name, (answer, blind) in both_answers.items() if answer.outcome == REFUTED}
    assert len(unseen) > 80
    assert not [name for name, blind in unseen.items() if blind.outcome == ESTABLISHED]


@pytest.mark.parametrize("entry", chosen(lambda e: e.true and e.provable), ids=named)
def test_what_is_provable_is_established(entry: Entry, answers: Mapping[str, Answer]) -> None:
    assert answers[entry.name].outcome == ESTABLISHED
    assert answers[entry.name].grade in ("proved", "solver-certified")
    assert ("z3" in answers[entry.name].rests_on) == (answers[entry.name].grade == "solver-certified")


@pytest.mark.parametrize("entry", chosen(lambda e: e.true and not e.provable), ids=named)
def test_what_is_true_is_not_refuted(entry: Entry, answers: Mapping[str, Answer]) -> None:
    assert answers[entry.name].outcome != REFUTED


def no_real_value(expression: Basic, point: Mapping[Symbol, Expr]) -> bool:
    """Whether the expression, or a part of it without bound variables, has no real value at the point."""
    try:
        if not real_valued(value(expression, point)):
            return True
    except NoValue:
        return True
    except OutOfReach:
        pass
    parts = () if isinstance(expression, Sum | Product) else expression.args
    return any(no_real_value(part, point) for part in parts)


def fails_at(claim: Claim, point: Mapping[Symbol, Expr]) -> bool:
    """Whether the relation fails; sides of an equation may be tiny, so they are compared by their size."""
    if claim.relation != "=":
        return not holds_at(claim, point)
    left, right = value(claim.left, point), value(claim.right, point)
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left != right
    with mpmath.workdps(600):
        left, right = (mpmath.mpmathify(side) for side in (left, right))
        return bool(abs(left - right) > mpmath.mpf(10) ** -400 * max(abs(left), abs(right)))


def test_refutations_hold_good(answers: Mapping[str, Answer]) -> None:
    """At the point that is named the claim fails or a part of it has no real value, says mpmath."""
    refuted = [entry for entry in CORPUS if answers[entry.name].outcome == REFUTED]
    assert len(refuted) > 80
    for entry in refuted:
        refutation = answers[entry.name].refutation
        assert refutation is not None
        at = dict(refutation.point)
        assert sorted(at) == sorted(q.name for q in quantities(entry.claim)), entry.name
        point = {q: sympy.Rational(at[q.name].numerator, at[q.name].denominator) for q in quantities(entry.claim)}
        assert admissible(entry.claim, point), entry.name
        if not any(no_real_value(side, point) for side in (entry.claim.left, entry.claim.right)):
            assert fails_at(entry.claim, point), entry.name


# Attacks: false or undefined claims, most of them beside a number that cannot be evaluated, so that no
# counterexample can be found and the proof itself has to notice.

n, t = integer("n", at_least=1), integer("t", at_least=0)
late = integer("n", at_least=2)
k, j = integer("k"), integer("j")
short = integer("b", at_least=0, at_most=3)
x, y, r = real("x"), real("y"), real("r")
p = real("p", above=0)
low = real("l", at_least=0)
HALF = Rational(1, 2)


def unseen(term: Expr) -> Expr:
    return Add(UNREACHABLE, term, evaluate=False)


def equal(left: Expr, right: Expr, *conditions: Basic) -> Claim:
    return Claim(unseen(left), "=", unseen(right), conditions)


def order(left: Expr, relation: str, right: Expr, *conditions: Basic) -> Claim:
    return Claim(unseen(left), relation, unseen(right), conditions)


named_k = integer("k", at_least=2)
GEOMETRIC = Lemma(
    "geometric sum",
    Claim(Sum(r**named_k, (named_k, 0, t)), "=", (1 - r ** (t + 1)) / (1 - r), (Ne(r, 1),)),
    Source("Euclid", -300, "Elements IX, 35"),
)
rate, beyond = real("c", above=0), real("u", above=1)
EXPONENTIAL = Lemma(
    "integral of exp(-c x)",
    Claim(Integral(exp(-rate * p), (p, 0, oo)), "=", 1 / rate),
    Source("Euler", 1730, "letter to Goldbach"),
)
POSITIVE = Lemma("c > 0", Claim(rate, ">", S(0)), Source("nobody", 0, "by its range"))
SQUARE = Lemma("k^2 >= k", Claim(k**2, ">=", k), Source("nobody", 0, "for integers"))
BEFORE = Lemma("x < y", Claim(x, "<", y, (y > x,)), Source("nobody", 0, "by its condition"))

ATTACKS: dict[str, tuple[Claim, Justification]] = {
    "ring on an inequality": (order(x, "<", x), Ring()),
    "inequality on an equation": (equal(x, x), ByInequality()),
    "inequality, boundary": (order(n, ">", S(1)), ByInequality()),
    "inequality, strictness": (order(low, ">", S(0)), ByInequality()),
    "inequality, sign of a power": (order((-1) ** t, ">=", S(0)), ByInequality()),
    "inequality, pole": (order(1 / (n - 1) ** 2, ">=", S(0)), ByInequality()),
    "inequality, integers and reals": (order(x**2, ">=", x), ByInequality()),
    "inequality from a contradiction": (order(x, ">", S(0), x**2 < 0), ByInequality()),
    "inequality with an undefined condition": (order(x, "<=", x, 1 / x > -1), ByInequality()),
    "not equal by a pole": (order(1 / x, "!=", S(0)), ByInequality()),
    "power with a vanishing base": (equal(product(power(x, t), 1 / power(x, t)), S(1)), Ring()),
    "log of a product of negatives": (equal(log(product(x, y)), log(x) + log(y), x * y > 0), Ring()),
    "gamma left of its poles": (equal(gamma(x + 1), x * gamma(x), x > -1, Ne(x, 0)), Ring()),
    "induction without a smallest value": (equal(k**2, k**2), Induction(k)),
    "induction over a real number": (order(p, ">", S(-1)), Induction(p)),
    "induction over a bounded range": (order(short, ">=", S(0)), Induction(short)),
    "induction, base fails": (order(2**t, ">", S(1)), Induction(t)),
    "induction, step fails": (order(t, "<", S(10**6)), Induction(t)),
    "induction, step fails once": (order(t, "!=", S(10**6)), Induction(t)),
    "induction under a condition on the variable": (order(t * (t - 10), ">=", S(0), t >= 3), Induction(t)),
    "induction under a bound from below": (order(n, "<=", S(9), t >= n - 9), Induction(t)),
    "induction under a bound that may turn round": (
        order(n, ">", S(2), (1 - t) / (2 * n - 5) > 0),
        Induction(t),
    ),
    "induction up to a bound, step fails at the end": (order(t, "<", n, t <= n), Induction(t)),
    "induction up to a bound that is moved by the variable": (order(t, "<=", S(0), 2**t > 3 * t), Induction(t)),
    "induction, product never zero": (order(Product(k - 5, (k, 0, t)), "!=", S(0)), Induction(t)),
    "induction, product becomes zero": (
        Claim(Product(k - 9, (k, 0, t)) * UNREACHABLE + UNREACHABLE, "=", UNREACHABLE),
        Induction(t),
    ),
    "induction over what does not occur": (equal(x, x + 1), Induction(t)),
    "induction over a bound variable": (equal(Sum(named_k, (named_k, 1, t)), t * (t + 1) / 2), Induction(named_k)),
    "telescope of an inequality": (order(Sum(k, (k, 1, t)), ">=", S(0)), Telescope(k * (k - 1) / 2)),
    "telescope with no sum": (equal(S(0), S(0)), Telescope(k)),
    "telescope, end too far": (Claim(Sum(k, (k, 1, t)), "=", (t + 1) * (t + 2) / 2), Telescope(k * (k - 1) / 2)),
    "telescope, pole of the certificate": (
        Claim(Sum(UNREACHABLE / ((k - 3) * (k - 4)), (k, 1, n)), "=", -UNREACHABLE / 3 - UNREACHABLE / (n - 3)),
        Telescope(-UNREACHABLE / (k - 4)),
    ),
    "telescope that captures": (
        Claim(Sum(15 * UNREACHABLE, (k, 1, t)), "=", 55 * UNREACHABLE),
        Telescope(UNREACHABLE * Sum(k * t, (t, 1, 5))),
    ),
    "telescope with a certificate of zero": (Claim(Product(k, (k, 1, t)), "=", S(5)), Telescope(S(0))),
    "telescope of a ratio over zero": (
        Claim(Product(UNREACHABLE * (k - 3) / (UNREACHABLE * (k - 4)), (k, 1, n)), "=", (n - 3) / S(-3)),
        Telescope(k - 4),
    ),
    "lemma outside its range": (order(log(x), "<=", x - 1), ByLemma(LOG_CONCAVITY, {any_positive: x})),
    "lemma at the edge of its range": (order(log(low), "<=", low - 1), ByLemma(LOG_CONCAVITY, {any_positive: low})),
    "lemma made strict": (order(log(p), "<", p - 1), ByLemma(LOG_CONCAVITY, {any_positive: p})),
    "lemma turned round": (order(p - 1, "<=", log(p)), ByLemma(LOG_CONCAVITY, {any_positive: p})),
    "lemma with something added": (order(log(p) + 1, "<=", p - 1), ByLemma(LOG_CONCAVITY, {any_positive: p})),
    "lemma with a function replaced": (
        order(log(p), "<", log(p) - 1 / (2 * p)),
        ByLemma(PSI_BELOW_LOG, {polygamma(0, any_argument): log(p), any_argument: p}),
    ),
    "lemma with a number replaced": (
        order(polygamma(0, p), "<", log(p) - 2 / p),
        ByLemma(PSI_BELOW_LOG, {Rational(-1, 2): S(-2), any_argument: p}),
    ),
    "lemma at the open end of its range": (order(low, ">", S(0)), ByLemma(POSITIVE, {rate: low})),
    "lemma for integers at a real number": (order(x**2, ">=", x), ByLemma(SQUARE, {k: x})),
    "lemma without its condition": (order(x, "<", y), ByLemma(BEFORE, {})),
    "lemma that captures": (
        equal(Sum(j**j, (j, 0, t)), (1 - named_k ** (t + 1)) / (1 - named_k)),
        ByLemma(GEOMETRIC, {r: named_k}),
    ),
    "lemma with a bound variable replaced": (
        equal(Sum(r**named_k, (named_k, 0, t)), (1 - r ** (t + 1)) / (1 - r), Ne(r, 1)),
        ByLemma(GEOMETRIC, {named_k: t}),
    ),
    "lemma at a fraction for an integer": (
        equal(S(0), S(0)),
        ByLemma(GEOMETRIC, {r: Rational(1, 2), t: Rational(1, 2)}),
    ),
    "integral that diverges": (
        Claim(Integral(exp(-x * p), (p, 0, oo)), "=", 1 / x, (Ne(x, 0),)),
        ByLemma(EXPONENTIAL, {rate: x}),
    ),
    "integral of another range": (
        Claim(Integral(exp(-rate * beyond), (beyond, 1, oo)), "=", 1 / rate),
        ByLemma(EXPONENTIAL, {}),
    ),
    "integral without a lemma": (
        Claim(2 * Integral(exp(-p), (p, 0, oo)), "=", Integral(2 * exp(-p), (p, 0, oo))),
        Ring(),
    ),
    "integral beside its lemma": (
        Claim(Integral(exp(-rate * p), (p, 0, oo)) + Integral(1 / p, (p, 0, oo)), "=", 1 / rate),
        ByLemma(EXPONENTIAL, {}),
    ),
    "limit by algebra": (Claim(Limit((1 - 1 / n) ** n, n, oo), "=", S(0)), Ring()),
    "a name of the engine": (
        equal(Sum(k, (k, 1, Quantity("index#1", Domain(True, 1)))), Quantity("index#1", Domain(True, 1))),
        Ring(),
    ),
    "two quantities of one name": (order(real("a", above=0) + real("a") ** 2, ">", S(0)), ByInequality()),
    "a symbol without range": (Claim(Symbol("z") + 1, ">", Symbol("z")), ByInequality()),
    "no such relation": (Claim(x, "==", x), Ring()),
    "a condition that is no relation": (Claim(x, "=", x, (x,)), Ring()),
    "computed, undefined far out": (Claim(quotient(t - 99991, t - 99991), "=", S(1)), Computed()),
    "computed, too close to tell": (Claim(Rational(1, 10**60) * cos(1) ** 2 + 1, "=", S(1)), Computed()),
    "computed, an inequality": (Claim(p, ">", S(0)), Computed()),
}


def test_what_is_given_defines_no_condition() -> None:
    """1/x > -1 is no condition where x may be 0, whatever is known of x besides."""
    with patch.multiple("collapse_math.checker", refute=lambda *_: (None, 1)):
        assert not decide(Claim(x, "=", x, (1 / x > -1,)), Ring(), [Claim(x**2 + 1, ">", S(0))])
        assert decide(Claim(1 / x, "=", 1 / x), Ring(), [Claim(x, ">", S(0))])


@pytest.mark.parametrize(("claim", "how"), ATTACKS.values(), ids=ATTACKS)
def test_no_justification_is_fooled(claim: Claim, how: Justification) -> None:
    assert decide(claim, how).outcome != ESTABLISHED


def test_what_is_given_may_be_used_and_nothing_else() -> None:
    given = [Claim(x, ">", S(2))]
    assert decide(order(x, ">", S(1)), ByInequality(), given)
    assert not decide(order(x, ">", S(3)), ByInequality(), given)
    assert not decide(order(y, ">", S(0)), ByInequality(), given)


def test_what_is_given_may_be_used_in_an_induction() -> None:
    """Each term is negative: at the first value, for the base, and at the next one, for the step."""
    given = [Claim(log(t + 2) - t - 2, "<", S(0), (t < n,))]
    whole = Claim(Sum(log(k + 2) - k - 2, (k, 0, t)), "<", S(0), (t < n,))
    assert decide(whole, Induction(t), given)
    assert not decide(whole, Induction(t))


PROOFS: dict[str, tuple[Claim, Justification, tuple[str, ...]]] = {
    "ring": (Claim((x + 1) ** 2, "=", x**2 + 2 * x + 1), Ring(), ()),
    "gamma": (Claim(gamma(p + 1), "=", p * gamma(p)), Ring(), ("recurrence of gamma",)),
    "gamma, upwards": (Claim(p * gamma(p), "=", gamma(p + 1)), Ring(), ("recurrence of gamma",)),
    "induction": (Claim(Sum(k, (k, 1, t)), "=", t * (t + 1) / 2), Induction(t), ()),
    "telescope": (Claim(Sum(1 / (k * (k + 1)), (k, 1, t)), "=", t / (t + 1)), Telescope(-1 / k), ()),
    "lemma": (
        Claim(log(1 - 1 / late), "<=", -1 / late),
        ByLemma(LOG_CONCAVITY, {any_positive: 1 - 1 / late}),
        ("log x <= x - 1",),
    ),
    "lemma about an integral": (
        Claim(3 * Integral(exp(-rate * p), (p, 0, oo)), "=", 3 / rate),
        ByLemma(Lemma("three", Claim(3 * EXPONENTIAL.claim.left, "=", 3 / rate), EXPONENTIAL.source), {}),
        ("three",),
    ),
    "lemma at a condition": (Claim(x, "<", y, (y > x + 1,)), ByLemma(BEFORE, {}), ("x < y",)),
    "solver": (Claim(x**2 + x + 1, ">", S(0)), ByInequality(), ("z3",)),
    "sign rule": (Claim(n + p, ">", S(1)), ByInequality(), ()),
    "induction of an inequality": (Claim(2**t, ">=", t + 1), Induction(t), ("z3",)),
    "induction up to a bound": (Claim(Product(1 - k / n, (k, 0, t)), ">=", S(0), (t <= n,)), Induction(t), ("z3",)),
    "induction of an equation up to a bound": (
        Claim(Product(n - k, (k, 1, t)), "=", gamma(n) / gamma(n - t), (t < n,)),
        Induction(t),
        ("recurrence of gamma",),
    ),
    "computed": (Claim(sqrt(3 + 2 * sqrt(2)), "=", 1 + sqrt(2)), Computed(), ("SymPy",)),
}


@pytest.mark.parametrize(("claim", "how", "rests_on"), PROOFS.values(), ids=PROOFS)
def test_what_a_proof_rests_on_is_said(claim: Claim, how: Justification, rests_on: tuple[str, ...]) -> None:
    answer = decide(claim, how)
    grade = "computed" if isinstance(how, Computed) else "solver-certified" if "z3" in rests_on else "proved"
    assert (answer.outcome, answer.rests_on, answer.grade) == (ESTABLISHED, rests_on, grade)
    assert answer.points > 0


def test_an_equation_is_proved_by_ring_and_an_inequality_by_sign_unless_said_otherwise() -> None:
    assert check(Claim(x + x, "=", 2 * x))
    assert check(Claim(p, ">", S(0)))


@pytest.mark.parametrize("relation", ["<", ">", "!="])
def test_nothing_differs_from_itself(relation: str) -> None:
    """Balls of the same irrational number overlap however small they are."""
    answer = check(Claim(log(late), relation, log(late)))
    assert answer.outcome == REFUTED
    assert "both sides are the same" in answer.because


@pytest.mark.parametrize("relation", ["<=", ">=", "="])
def test_everything_equals_itself(relation: str) -> None:
    assert check(Claim(log(late), relation, log(late))).outcome == ESTABLISHED


def test_a_refutation_names_its_point() -> None:
    answer = check(Claim(late**2, "=", late + 2 * (late - 1)))
    assert answer.outcome == REFUTED
    assert not answer
    assert answer.refutation is not None
    [(name, at)] = answer.refutation.point
    assert name == "n"
    assert at >= 3
    assert f"n = {at}" in str(answer)


# Every answer comes in time --------------------------------------------------------------------------

big = [integer(f"i{number}") for number in range(8)]
ENDLESS: dict[str, tuple[Claim, Justification]] = {
    "huge exponent": (Claim(power(x + y, S(10**9)), "=", power(y + x, S(10**9)) + 1), Ring()),
    "tower": (Claim(power(S(10), power(S(10), power(S(10), S(10)))), ">", S(0)), ByInequality()),
    "tower with a variable": (Claim(power(S(2), power(S(2), power(S(2), n))), "=", power(S(2), n)), Ring()),
    "product to a thousand million": (Claim(Product(1 + 1 / k, (k, 1, 10**9)), "=", S(10**9)), Ring()),
    "telescope to a thousand million": (Claim(Sum(k, (k, 1, 10**9)), "=", S(10) ** 18), Telescope(k**2 / 2 - k / 2)),
    "nested sums": (
        Claim(Sum(Sum(Sum(cos(sympy.prod(big[:3])), (big[0], 1, 999)), (big[1], 1, 999)), (big[2], 1, 999)), "=", S(0)),
        Ring(),
    ),
    "dense power": (Claim(power(Add(*big), S(60)), ">=", S(0)), ByInequality()),
    "factorial of a factorial": (Claim(sympy.factorial(sympy.factorial(n + 9)), "=", S(1)), Ring()),
    "gamma far to the right": (Claim(gamma(p + 10**7), "=", gamma(p)), Ring()),
    "many quantities": (
        Claim(sympy.prod([i**2 + 1 for i in big]), ">", sympy.prod([2 * i for i in big]) - 1),
        ByInequality(),
    ),
    "SymPy at work": (
        Claim(Sum(cos(pi * k / 7) ** 5 * gamma(k + HALF), (k, 0, t)), "=", gamma(t + 2)),
        Computed(),
    ),
}


@pytest.mark.parametrize(("claim", "how"), ENDLESS.values(), ids=ENDLESS)
def test_no_claim_hangs(claim: Claim, how: Justification) -> None:
    started = time.monotonic()
    answer = check(claim, how, seconds=1.5)
    assert time.monotonic() - started < 6
    assert answer.outcome in (UNDECIDED, REFUTED)


def test_the_time_limit_is_named() -> None:
    answer = check(Claim(x, "=", x), seconds=0.0)
    assert answer.outcome == UNDECIDED
    assert "time limit" in answer.because


def test_whatever_is_raised_is_undecided() -> None:
    class Unheard(Exception):
        """Such as those of z3, which share no ancestor with others."""

    def fail(*_: object) -> None:
        raise Unheard("of this")

    with patch("collapse_math.checker.justified", fail):
        answer = check(Claim(x, "=", x + Integer(0)))
    assert (answer.outcome, answer.because) == (UNDECIDED, "Unheard: of this")
