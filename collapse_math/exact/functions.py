"""Functions with functional equations: log(a b) is log a + log b, Gamma(x + 1) is x Gamma(x).

Of functions for which no equation is known, such as Gauss' 2F1, equal arguments give equal values, and no more.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import sympy
from sympy import Basic, Expr

from collapse_math.exact.polynomials import Frac, OutsideLanguage, number
from collapse_math.exact.powers import Powers

if TYPE_CHECKING:
    from collapse_math.exact.algebra import Algebra

MAX_SHIFT = 200  # of an argument, by the functional equation


class Functions:
    """Normal forms of logarithms, Gamma, psi and their like for one `Algebra`."""

    def __init__(self, algebra: Algebra, powers: Powers) -> None:
        """Functions in terms of the atoms of an algebra."""
        self.algebra = algebra
        self.signs = algebra.signs
        self.powers = powers

    def value(self, expression: Basic) -> Frac:
        """The normal form of a function in FUNCTIONS at an argument."""
        result: Frac = getattr(self, FUNCTIONS[expression.func])(expression)
        return result

    def _log(self, expression: Basic) -> Frac:
        argument = self.algebra.normal(expression.args[0])
        self.algebra.require(argument, ">", "the argument of {} must be positive", expression)
        sign, factors = self.powers.signed_factors(argument)
        if sign < 0 or not all(positive for _, _, positive in factors):
            return self.log_atom(argument)
        total = number(0)
        for factor, multiplicity, _ in factors:
            total = total + number(multiplicity) * self.log_factor(factor)
        return total

    def log_factor(self, factor: Frac) -> Frac:
        """The logarithm of one positive factor."""
        single = self.algebra.single_atom(factor)
        if single is not None and single.kind == "exp":
            inside: Frac = single.argument
            return inside
        # Of b^t > 0 nothing follows for b: it may be the square of a negative number.
        if single is not None and single.kind == "power" and single.positive:
            base, monomial, order = single.argument
            exponent: Frac = monomial * number(Fraction(1, order))
            return exponent * self.log_atom(base)
        if single is not None and single.kind == "root" and single.positive:
            base, order = single.argument
            return number(Fraction(1, order)) * self.log_atom(base)
        if single is not None and single.kind == "gamma":
            return self.shifted("loggamma", single.argument)
        return self.log_atom(factor)

    def log_atom(self, argument: Frac) -> Frac:
        """log(argument) as an atom."""
        shown = sympy.log(self.algebra.show(argument), evaluate=False)
        return self.algebra.atom("log", self.algebra.key(argument), shown, argument=argument).frac

    def _gamma(self, expression: Basic) -> Frac:
        return self.at_positive("gamma", self.algebra.normal(expression.args[0]), expression)

    def _loggamma(self, expression: Basic) -> Frac:
        return self.at_positive("loggamma", self.algebra.normal(expression.args[0]), expression)

    def _factorial(self, expression: Basic) -> Frac:
        argument = self.algebra.normal(expression.args[0])
        self.algebra.require(argument, ">=", "the argument of {} must not be negative", expression)
        return self.at_positive("gamma", argument + number(1), expression)

    def _binomial(self, expression: Basic) -> Frac:
        top, bottom = (self.algebra.normal(a) for a in expression.args)
        self.algebra.require(bottom, ">=", "the lower entry of {} must not be negative", expression)
        self.algebra.require(top - bottom, ">=", "the lower entry of {} must not exceed the upper", expression)
        whole, first, second = (
            self.at_positive("gamma", part + number(1), expression) for part in (top, bottom, top - bottom)
        )
        return whole * (first * second).inverse()

    def _falling(self, expression: Basic) -> Frac:
        """x (x - 1) ... (x - j + 1), a quotient of Gamma values where x is an integer of at least j."""
        top, order = (self.algebra.normal(a) for a in expression.args)
        if not self.algebra.is_integer(order):
            raise OutsideLanguage(f"the order of {expression} is not shown to be an integer")
        self.algebra.require(order, ">=", "the order of {} must not be negative", expression)
        if self.algebra.is_integer(top) and self.signs.holds(top - order, ">="):
            below = self.at_positive("gamma", top - order + number(1), expression)
            return self.at_positive("gamma", top + number(1), expression) * below.inverse()
        return self.algebra.atom(
            "falling", (self.algebra.key(top), self.algebra.key(order)), expression, argument=(top, order)
        ).frac

    def _hyper(self, expression: Basic) -> Frac:
        """Gauss' 2F1(a, b; c; x), which is real for c > 0 and x < 1; nothing else is known of it."""
        above, below, argument = expression.args
        if (len(above.args), len(below.args)) != (2, 1):
            raise OutsideLanguage(f"{expression}: of hypergeometric functions, 2F1 alone is known")
        first, second, third, x = (self.algebra.normal(a) for a in (*above.args, *below.args, argument))
        self.algebra.require(third, ">", "the lower parameter of {} must be positive", expression)
        self.algebra.require(number(1) - x, ">", "the argument of {} must be below 1", expression)
        return self.algebra.atom(
            "opaque", ("hyper", *map(self.algebra.key, (first, second, third, x))), expression
        ).frac

    def _besselk(self, expression: Basic) -> Frac:
        """The modified Bessel function K_order(x), real for x > 0; nothing else is known of it."""
        order, x = (self.algebra.normal(a) for a in expression.args)
        self.algebra.require(x, ">", f"the argument of {expression} must be positive")
        return self.algebra.atom("opaque", ("besselk", self.algebra.key(order), self.algebra.key(x)), expression).frac

    def _polygamma(self, expression: Basic) -> Frac:
        order = expression.args[0]
        if not isinstance(order, sympy.Integer) or not 0 <= order <= 20:
            raise OutsideLanguage(f"{expression}: the order must be an integer from 0 to 20")
        return self.at_positive(f"psi{order}", self.algebra.normal(expression.args[1]), expression)

    def _harmonic(self, expression: Basic) -> Frac:
        if len(expression.args) != 1:
            raise OutsideLanguage(f"{expression}: generalised harmonic numbers are written as an inert Sum")
        argument = self.algebra.normal(expression.args[0])
        self.algebra.require(argument, ">=", "the argument of {} must not be negative", expression)
        return self.shifted("harmonic", argument)

    def at_positive(self, kind: str, argument: Frac, shown: object) -> Frac:
        """Gamma or psi at an argument that must be positive."""
        self.algebra.require(argument, ">", "the argument of {} must be positive", shown)
        fixed = argument.constant()
        if fixed is not None and fixed <= 0:
            raise OutsideLanguage(f"the argument of {shown} is {fixed}, which is not positive")
        return self.shifted(kind, argument)

    def shifted(self, kind: str, argument: Frac) -> Frac:
        """f(argument), expressed through f at an argument already met that differs by an integer."""
        fixed = argument.constant()
        anchors = [number(ANCHOR[kind])] if fixed is not None and fixed.denominator == 1 else []
        anchors += [a.argument for a in self.algebra.atoms if a.kind == kind]
        for anchor in anchors:
            distance = (argument - anchor).constant()
            if distance is not None and distance.denominator == 1 and abs(distance) <= MAX_SHIFT:
                # An anchor met under another bound variable need not lie right of the poles here.
                if distance > 0 and not self.signs.holds(anchor + number(int(kind == "harmonic")), ">"):
                    continue
                if distance:
                    self.algebra.facts_used.add(f"recurrence of {kind.rstrip('0123456789')}")
                return self.walked(kind, anchor, distance.numerator)
        return self.function_atom(kind, argument)

    def walked(self, kind: str, anchor: Frac, distance: int) -> Frac:
        """f(anchor + distance) by the functional equation, one step at a time."""
        value = self.function_atom(kind, anchor)
        for i in range(distance):
            value = self.step(kind, anchor + number(i), value, up=True)
        for i in range(1, -distance + 1):
            value = self.step(kind, anchor - number(i), value, up=False)
        return value

    def step(self, kind: str, x: Frac, value: Frac, *, up: bool) -> Frac:
        """From f(x) to f(x + 1), or back."""
        if kind == "gamma":
            return value * (x if up else x.inverse())
        if kind == "loggamma":
            change = self.log_atom(x)
        elif kind == "harmonic":
            change = (x + number(1)).inverse()
        else:
            order = int(kind[3:])
            change = number((-1) ** order * math.factorial(order)) * self.powers.integer_power(x, -order - 1, "psi")
        return value + change if up else value - change

    def function_atom(self, kind: str, argument: Frac) -> Frac:
        """The atom f(argument), or its value where that is elementary."""
        fixed = argument.constant()
        if fixed is not None and (kind, fixed) in KNOWN:
            return self.algebra.normal(KNOWN[kind, fixed])
        function = SHOWN[kind.rstrip("0123456789")]
        order = (int(kind[3:]),) if kind.startswith("psi") else ()
        shown = function(*order, self.algebra.show(argument), evaluate=False)
        return self.algebra.atom(
            kind, self.algebra.key(argument), shown, argument=argument, positive=kind == "gamma"
        ).frac


FUNCTIONS: dict[type, str] = {
    sympy.log: "_log",
    sympy.gamma: "_gamma",
    sympy.loggamma: "_loggamma",
    sympy.factorial: "_factorial",
    sympy.binomial: "_binomial",
    sympy.FallingFactorial: "_falling",
    sympy.polygamma: "_polygamma",
    sympy.harmonic: "_harmonic",
    sympy.hyper: "_hyper",
    sympy.besselk: "_besselk",
}
SHOWN = {
    "gamma": sympy.gamma,
    "loggamma": sympy.loggamma,
    "psi": sympy.polygamma,
    "harmonic": sympy.harmonic,
}
ANCHOR = {"gamma": 1, "loggamma": 1, "harmonic": 0, **{f"psi{k}": 1 for k in range(21)}}
KNOWN: dict[tuple[str, Fraction], Expr] = {
    ("gamma", Fraction(1)): sympy.Integer(1),
    ("gamma", Fraction(1, 2)): sympy.sqrt(sympy.pi),
    ("loggamma", Fraction(1)): sympy.Integer(0),
    ("harmonic", Fraction(0)): sympy.Integer(0),
    ("psi0", Fraction(1)): -sympy.EulerGamma,
}
