"""Iterates: a number to which one map is applied again and again, such as g_1 = 1, g_{k+1} = 1 - exp(-g_k).

    >>> from sympy import Integer, exp
    >>> from collapse_math.quantities import integer
    >>> k = integer("k", at_least=1)
    >>> g = Iterate(1 - exp(-HERE), Integer(1), k - 1)
    >>> g
    iterate(x -> 1 - exp(-x), 1, k - 1 times)

Like a sum, an iterate stays inert until it is checked: the algebra knows that one application more is the map of what
it was before, and that none at all leaves the start.
"""

from __future__ import annotations

from typing import Any, Self

from sympy import Basic, Expr, Symbol

from collapse_math.quantities import Domain, Quantity

HERE = Quantity("x#", Domain(integer=False))
"""What the map is applied to, in the body of an iterate; it is bound there, and no quantity can have its name."""


class Iterate(Expr):
    """The map x -> body, applied to `start` so many `times`; a real number, where the map is defined."""

    __slots__ = ()
    is_commutative = True
    is_real = True

    def __new__(cls, body: Basic, start: Basic, times: Basic) -> Self:
        """Make it from the body, an expression in HERE, the start and the number of applications."""
        if body.atoms(Iterate) or start.has(HERE) or times.has(HERE):
            raise ValueError("the map of an iterate must be free of iterates, and its start and times free of HERE")
        made: Self = Expr.__new__(cls, body, start, times)
        return made

    @property
    def free_symbols(self) -> set[Symbol]:
        """All symbols but the one that is bound."""
        found: set[Symbol] = {symbol for argument in self.args for symbol in argument.free_symbols}
        return found - {HERE}

    def _sympystr(self, printer: Any) -> str:
        body, start, times = (printer._print(argument.xreplace({HERE: Symbol("x")})) for argument in self.args)
        return f"iterate(x -> {body}, {start}, {times} times)"

    def _pretty(self, printer: Any) -> Any:
        from sympy.printing.pretty.stringpict import prettyForm

        return prettyForm(str(self))

    def _latex(self, printer: Any) -> str:
        body, start, times = (printer._print(argument.xreplace({HERE: Symbol("x")})) for argument in self.args)
        return rf"\left(x \mapsto {body}\right)^{{\circ \left({times}\right)}}\left({start}\right)"
