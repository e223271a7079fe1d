"""Sequences that are given: that a sum diverges or converges, by comparison with 1/t or 1/t^2; what one tends to."""

from sympy import Expr, Integer, Lambda, Symbol

from collapse_math import rules
from collapse_math.derivation import Theorem
from collapse_math.lemmas import RECIPROCAL_OF_NEXT_LIMIT
from collapse_math.results import Fact
from derivations.gaussian.setting import t
from derivations.schedules.setting import s

y = Symbol("y")  # 1/(t + 1)

ONE_MORE, SQUARES = Lambda(s, s + 1), Lambda(s, (s + 1)**2)  # sizes
FEW, FEWER = Lambda(s, 1/(s + 1)), Lambda(s, 1/(s + 1)**2)  # shares


def diverges(theorem: Theorem, terms: Lambda, factor: Expr) -> Fact:
    """Steps by which a sum diverges, whose terms times a factor are 1/s or more."""
    harmonic = theorem.by_rule("the harmonic series", rules.HARMONIC_SERIES, {})
    at = {rules.b: Lambda(s, 1/s), rules.a: terms, rules.c: factor}
    return theorem.by_rule("a sum that diverges", rules.DIVERGENCE_BY_COMPARISON, at, given=(harmonic,))


def converges(theorem: Theorem, terms: Lambda, factor: Expr) -> Fact:
    """Steps by which a sum converges, whose terms are a factor times 1/s^2 or less."""
    squares = theorem.by_rule("the inverse squares", rules.INVERSE_SQUARES, {})
    at = {rules.b: Lambda(s, 1/s**2), rules.a: terms, rules.c: factor}
    return theorem.by_rule("a sum that converges", rules.CONVERGENCE_BY_COMPARISON, at, given=(squares,))


def tends(theorem: Theorem, sequence: Lambda, value: Expr, form: Expr) -> Fact:
    """A step by which the next term of a sequence tends to a value, `form` being that term as a function of y."""
    return theorem.limit(
        "a limit",
        sequence(t + 1),
        t,
        value,
        {1/(t + 1): (Integer(0), RECIPROCAL_OF_NEXT_LIMIT, {})},
        form=Lambda(y, form),
    )
