"""Mathematical notation: SymPy's printers, with psi, expectations and power sums written as in a book."""

from __future__ import annotations

import re
from typing import Any

import sympy
from sympy import Basic, Expr
from sympy.core.relational import Relational
from sympy.printing.latex import LatexPrinter
from sympy.printing.pretty.pretty import PrettyPrinter
from sympy.printing.pretty.pretty_symbology import pretty_use_unicode
from sympy.printing.pretty.stringpict import prettyForm, stringPict
from sympy.printing.printer import Printer

RELATIONS = {
    "=": sympy.Eq,
    "!=": sympy.Ne,
    "<": sympy.Lt,
    "<=": sympy.Le,
    ">": sympy.Gt,
    ">=": sympy.Ge,
}
OPERATORS = {"E", "Var", "Cov", "KL", "log", "lim", "exp", "max", "min", "tr", "det"}
GREEK = {"alpha", "beta", "gamma", "kappa", "lambda", "mu", "phi", "pi", "psi", "rho", "sigma", "tau"}
SQUARES = {"sigma2": "sigma", "beta2": "beta"}
"""Quantities that are named as squares, and what they are squares of."""
POWER_SUM = re.compile(r"P_(\d)\((\w+)\)")
COUNT = re.compile(r"(C|none|all|ClogC)_(\d+)\(\w+\)")
"""The symbols of counted draws: a count, two events, and a count times its logarithm."""


SHORT = 5
"""Operations in a part that needs no name of its own."""


class Expectation(sympy.Function):
    """E[observable], or E[observable | parameters of the present fit]."""


class ExpectationAfter(sympy.Function):
    """E_t[observable]: the expectation after t fits."""


class Written(sympy.Symbol):
    """Something written as it stands, such as Var[M_t]."""


def statement(left: Expr, relation: str, right: Expr) -> Basic:
    """`left relation right` as SymPy prints it, with nothing evaluated."""
    return RELATIONS[relation](spelled(left), spelled(right), evaluate=False)


def spelled(expression: Basic) -> Basic:
    """The expression with sigma^2 written for sigma2."""
    squares = {s: SQUARES[s.name] for s in expression.free_symbols if s.name in SQUARES}
    return expression.xreplace({s: sympy.Symbol(name, positive=True) ** 2 for s, name in squares.items()})


def counted(symbol: Basic) -> Basic:
    """C_1 for the symbol of the first count, whatever the draws are called; other symbols as they are."""
    found = COUNT.fullmatch(symbol.name)
    return symbol if found is None else sympy.Symbol("_".join(found.groups()))


def pretty(expression: Basic, width: int, *, unicode: bool = True) -> str:
    """An expression as lines of text; one too wide for a row is broken at its relation and between terms.

    If that does not help, what occurs in it more than once gets a name, and is written out below.
    """
    before = pretty_use_unicode(unicode)
    try:
        printer = Pretty({"use_unicode": unicode, "wrap_line": False})
        text = in_rows(printer, expression, width)
        if widest(text) <= width or expression.has(sympy.Sum, sympy.Product, sympy.Integral):
            return text
        short, parts = named(expression)
        lines = [in_rows(printer, part, width - 2).splitlines() for part in parts]
        return "\n".join([in_rows(printer, short, width), "with", *(f"  {line}" for part in lines for line in part)])
    finally:
        pretty_use_unicode(before)


def named(expression: Basic) -> tuple[Basic, list[Basic]]:
    """The expression with names A_1, A_2, ... for longer parts that occur in it more than once, and these parts."""
    sides = expression.args if isinstance(expression, Relational) else (spelled(expression),)
    found, shorter = sympy.cse(sides, symbols=sympy.numbered_symbols("part"), order="none")
    written: dict[Basic, Basic] = {}
    parts: list[Basic] = []
    for symbol, meaning in found:
        part = meaning.xreplace(written)
        written[symbol] = part
        if part.count_ops() > SHORT:
            written[symbol] = sympy.Symbol(f"A_{len(parts) + 1}")
            parts.append(sympy.Eq(written[symbol], part, evaluate=False))
    sides = [side.xreplace(written) for side in shorter]
    return expression.func(*sides, evaluate=False) if isinstance(expression, Relational) else sides[0], parts


def in_rows(printer: Pretty, expression: Basic, width: int) -> str:
    """An expression, broken at its relation and between terms if it is too wide."""
    if not isinstance(expression, Relational):
        return "\n".join(printer.rows("", spelled(expression), width))
    whole = str(printer.doprint(expression))
    if widest(whole) <= width:
        return whole
    sign = str(printer.doprint(expression.func(Written(""), Written(""), evaluate=False))).strip()
    right = printer.rows(f"{sign} ", expression.rhs, width - 2)
    left = printer.rows("", expression.lhs, width)
    return "\n".join([*left, *(f"  {line}" for line in right)])


def latex(expression: Basic) -> str:
    """An expression in LaTeX, without dollars."""
    return str(Latex().doprint(expression if isinstance(expression, Relational) else spelled(expression)))


def widest(text: str) -> int:
    """The length of the longest line."""
    return max(map(len, text.splitlines()), default=0)


def over_number(argument: Expr) -> Expr:
    """(n - 1)/2 for n/2 - 1/2, and nothing else changed."""
    whole = sympy.together(argument)
    return whole if sympy.fraction(whole)[1].is_number else argument


class PositiveFirst(Printer):
    """Sums begin with a term that has no minus sign: 1 - d/n rather than -d/n + 1."""

    def _as_ordered_terms(self, expression: Basic, order: str | None = None) -> list[Expr]:
        if order == "none":
            return list(expression.args)
        terms: list[Expr] = super()._as_ordered_terms(expression, order)
        first = next((i for i, term in enumerate(terms) if not term.could_extract_minus_sign()), 0)
        return [terms[first], *terms[:first], *terms[first + 1 :]]


class Pretty(PositiveFirst, PrettyPrinter):
    """Two-dimensional text."""

    def rows(self, start: str, expression: Expr, width: int) -> list[str]:
        """The lines of an expression, a sum that is too wide as several rows of terms; `start` comes first."""
        terms = self._as_ordered_terms(expression) if expression.is_Add else [expression]
        lines: list[str] = []
        while terms:
            # As many terms as fit, but one at least.
            count = next((k for k in range(len(terms), 1, -1) if self.width(start, terms[:k]) <= width), 1)
            lines += self.picture(start, terms[:count]).render(wrap_line=False).splitlines()
            terms = terms[count:]
            start = "" if terms and terms[0].could_extract_minus_sign() else "+ "
        return lines

    def width(self, start: str, terms: list[Expr]) -> int:
        """The columns that a row takes."""
        return int(self.picture(start, terms).width())

    def picture(self, start: str, terms: list[Expr]) -> prettyForm:
        """A row: terms in the given order after `start`."""
        total = sympy.Add(*terms, evaluate=False)
        row = self._print(terms[0]) if len(terms) == 1 else self._print_Add(total, order="none")
        return prettyForm(*row.left(start))

    def _print_Expectation(self, expression: Basic) -> prettyForm:
        inside = self._print(expression.args[0])
        if len(expression.args) > 1:
            given = ", ".join(str(a) for a in expression.args[1:])
            inside = prettyForm(*inside.right(f" | {given}"))
        return prettyForm(*prettyForm(*inside.parens("[", "]")).left("E"))

    def _print_ExpectationAfter(self, expression: Basic) -> prettyForm:
        inside = self._print(expression.args[0])
        return prettyForm(*prettyForm(*inside.parens("[", "]")).left(f"E_{expression.args[1]}"))

    def _print_Written(self, symbol: Basic) -> prettyForm:
        return prettyForm(str(symbol.name))

    def _print_Symbol(self, symbol: Basic, bold_name: bool = False) -> prettyForm:
        power_sum = POWER_SUM.fullmatch(symbol.name)
        if power_sum is None:
            return super()._print_Symbol(counted(symbol), bold_name)
        order, name = power_sum.groups()
        if self._settings["use_unicode"]:
            power = {"1": "", "2": "²", "3": "³", "4": "⁴"}.get(order, f"^{order}")
            return prettyForm(f"∑{name}{power}", binding=prettyForm.MUL)
        return prettyForm(f"sum({name}^{order})" if order != "1" else f"sum({name})")

    def _print_polygamma(self, expression: Basic) -> prettyForm:
        order, argument = expression.args
        name = "psi" if not self._settings["use_unicode"] else "ψ"
        if order != 0:
            name = self._print(sympy.Symbol(f"psi_{order}")).s
        return self._called(name, argument)

    def _print_log(self, expression: Basic) -> prettyForm:
        return self._called("log", expression.args[0])

    def _print_gamma(self, expression: Basic) -> prettyForm:
        return self._called("Γ" if self._settings["use_unicode"] else "Gamma", expression.args[0])

    def _called(self, name: str, argument: Expr) -> prettyForm:
        function = prettyForm(name)
        inside = prettyForm(*self._print(over_number(argument)).parens())
        whole = prettyForm(*stringPict.next(function, inside), binding=prettyForm.FUNC)
        whole.prettyFunc, whole.prettyArgs = function, inside  # which is where a power puts its exponent
        return whole


class Latex(PositiveFirst, LatexPrinter):
    """LaTeX."""

    def _print_Expectation(self, expression: Basic) -> str:
        inside = self._print(expression.args[0])
        if len(expression.args) > 1:
            inside += r" \mid " + ", ".join(self._print(a) for a in expression.args[1:])
        return rf"\operatorname{{E}}\left[{inside}\right]"

    def _print_ExpectationAfter(self, expression: Basic) -> str:
        observable, count = map(self._print, expression.args)
        return rf"\operatorname{{E}}_{{{count}}}\left[{observable}\right]"

    def _print_Written(self, symbol: Basic) -> str:
        return typeset(symbol.name)

    def _print_Symbol(self, symbol: Basic, style: str = "plain") -> str:
        power_sum = POWER_SUM.fullmatch(symbol.name)
        if power_sum is None:
            return str(super()._print_Symbol(counted(symbol), style))
        order, name = power_sum.groups()
        return rf"\left(\sum_i {name}_i{'' if order == '1' else f'^{order}'}\right)"

    def _print_polygamma(self, expression: Basic, exp: Any = None) -> str:
        order, argument = expression.args
        name = r"\psi" if order == 0 else rf"\psi_{{{order}}}"
        return self._called(name, argument, exp)

    def _print_log(self, expression: Basic, exp: Any = None) -> str:
        return self._called(r"\log", expression.args[0], exp)

    def _print_gamma(self, expression: Basic, exp: Any = None) -> str:
        return self._called(r"\Gamma", expression.args[0], exp)

    def _called(self, name: str, argument: Expr, exp: Any) -> str:
        power = f"^{{{exp}}}" if exp is not None else ""
        return rf"{name}{power}\left({self._print(over_number(argument))}\right)"


def typeset(text: str) -> str:
    """Text such as Var[log V_t] in LaTeX: words upright, Greek letters and operators as such."""

    def word(match: re.Match[str]) -> str:
        name, index = match.groups()
        if name in GREEK:
            name = rf"\{name} "
        elif name in OPERATORS:
            name = rf"\operatorname{{{name}}} "
        elif len(name) > 1:
            name = rf"\text{{{name}}}"
        return name if index is None else f"{name.rstrip()}_{{{index.strip('()')}}}"

    typed = re.sub(r"([A-Za-z]+)(?:_(\w+|\([^()]*\)))?", word, text)
    return typed.replace("} \\text{", " ").replace(" \\text{", r"\ \text{").replace("->", r"\to ")
