"""Formulas that are too wide for a terminal are broken, and parts that occur more than once are named."""

from __future__ import annotations

import sympy
from sympy import Eq, Symbol, symbols

from collapse_math.report.notation import named, pretty, statement, widest

a, b, c, t, v = symbols("a b c t v", positive=True)
root = sympy.sqrt((a * b + c * (a + b)) ** 2 - 4 * a * b * c)
rate = (a * b + c * (a + b) - root) / (2 * a**2 * c)
WIDE = v * (rate**t * (1 - v * rate) - (rate + root) ** t * (1 - v * rate) ** 2) / (rate * (v + root))


def test_what_fits_is_left_alone() -> None:
    assert "with" not in pretty(a + b, 60)
    assert "with" not in pretty(statement(v, "=", rate), 60)


def test_long_parts_are_named() -> None:
    for expression in (WIDE, statement(Symbol("x"), "<=", WIDE)):
        text = pretty(expression, 60)
        assert widest(text) <= 60
        assert "with" in text.splitlines()


def test_names_stand_for_the_parts() -> None:
    short, parts = named(Eq(Symbol("x"), WIDE, evaluate=False))
    assert len(parts) >= 2
    for part in reversed(parts):
        short = short.xreplace({part.args[0]: part.args[1]})
    assert sympy.simplify(short.args[1] - WIDE) == 0
    assert all(part.args[1].count_ops() > 5 for part in parts)


def test_nothing_is_named_within_a_sum() -> None:
    k = Symbol("k", integer=True)
    text = pretty(sympy.Sum(WIDE**k, (k, 1, t)) + WIDE, 60)
    assert "with" not in text
