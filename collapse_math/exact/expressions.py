"""What is read off an expression as written, and replacement that leaves it as written."""

from __future__ import annotations

import math
from collections.abc import Mapping

import sympy
from sympy import Basic, Expr, Rational, Symbol

from collapse_math.exact.polynomials import OutsideLanguage, TooLarge


def single_range(expression: Basic) -> tuple[Expr, tuple[Symbol, Expr, Expr]]:
    """Body, index and limits of a sum, product or integral over one range."""
    if len(expression.args) != 2 or len(expression.args[1]) != 3:
        raise OutsideLanguage(f"{expression}: one bound variable with a lower and an upper limit is expected")
    index, lower, upper = expression.args[1]
    nested = {r[0] for node in expression.args[0].atoms(sympy.Sum, sympy.Product, sympy.Integral) for r in node.limits}
    if index in nested:
        raise OutsideLanguage(f"the bound variable {index} is bound twice in {expression}")
    return expression.args[0], (index, lower, upper)


def put(expression: Expr, at: Mapping[Symbol, Expr]) -> Expr:
    """The expression with symbols replaced and otherwise as written.

    SymPy's own replacement evaluates on the way: k/k, written as such, would lose its pole.
    """
    if expression in at:
        return at[expression]
    arguments = [put(a, at) for a in expression.args]
    if all(new is old for new, old in zip(arguments, expression.args, strict=True)):
        return expression
    as_written = isinstance(expression, sympy.Add | sympy.Mul | sympy.Pow | sympy.Function)
    return expression.func(*arguments, **({"evaluate": False} if as_written else {}))


def common_root_order(*expressions: Basic) -> int:
    """A common denominator of all rational numbers in exponents; even, since Gamma(1/2) is a square root."""
    order = 2
    for expression in expressions:
        for node in sympy.preorder_traversal(expression):
            if isinstance(node, sympy.Pow | sympy.exp):
                for inner in sympy.preorder_traversal(node.args[-1]):
                    if isinstance(inner, Rational):
                        order = math.lcm(order, inner.q)
    if order > 60:
        raise TooLarge(f"the exponents have the common denominator {order}")
    return order
