"""Sequences of quantities: n(1), n(2), ..., each term in one range and otherwise arbitrary.

A theorem about samples of any sizes speaks of all sequences at once:

    >>> from collapse_math.sequences import integers
    >>> n = integers("n", at_least=2)     # the sizes n(1), n(2), ... of the samples
    >>> n(3)
    n(3)

A term is an expression and may have any integer expression for its index, bound variables included.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Self

import sympy
from sympy import Basic, Expr, Lambda, Symbol

from collapse_math.quantities import Bound, Domain, Quantity, integer, real
from collapse_math.tape import NotEvaluable


class SequenceQuantity(Quantity):
    """A symbol for a whole sequence, whose terms lie in `domain`; `first` is the index of the first one."""

    __slots__ = ("first",)
    first: int

    def __new__(cls, name: str, domain: Domain, first: int = 1) -> Self:
        """Make the symbol `name` for a sequence with terms in the given range."""
        sequence = super().__new__(cls, name, domain)
        sequence.first = first
        return sequence

    def _hashable_content(self) -> tuple[Any, ...]:
        return (*super()._hashable_content(), self.first)

    @property
    def range(self) -> str:
        """The values its terms may take, in words."""
        return f"a sequence from {self.name}({self.first}) on, each term {self.domain}"

    def __call__(self, index: Expr | int) -> Term:
        """The term with this index."""
        return Term(self, sympy.sympify(index))

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        """Pickle by name, range and first index."""
        return (SequenceQuantity, (self.name, self.domain, self.first))

    def __getnewargs_ex__(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """Pickle by name, range and first index."""
        return (self.name, self.domain, self.first), {}


class Term(Expr):
    """One term of a sequence."""

    __slots__ = ()
    is_commutative = True
    is_real = True

    def __new__(cls, sequence: Basic, index: Basic) -> Self:
        """The term of `sequence` with an index, an integer expression."""
        made: Self = Expr.__new__(cls, sequence, index)
        return made

    @property
    def sequence(self) -> SequenceQuantity:
        """The sequence it belongs to."""
        found: SequenceQuantity = self.args[0]
        return found

    @property
    def index(self) -> Expr:
        """Its index."""
        return self.args[1]

    def _eval_is_integer(self) -> bool | None:
        return True if self.sequence.domain.integer else None

    def _eval_is_positive(self) -> Any:
        return self.sequence.is_positive

    def _eval_is_nonnegative(self) -> Any:
        return self.sequence.is_nonnegative

    def _sympystr(self, printer: Any) -> str:
        return f"{self.sequence.name}({printer._print(self.index)})"

    def _pretty(self, printer: Any) -> Any:
        from sympy.printing.pretty.stringpict import prettyForm

        return prettyForm(f"{printer._print(self.sequence)}({printer._print(self.index)})")

    def _latex(self, printer: Any) -> str:
        return f"{printer._print(self.sequence)}_{{{printer._print(self.index)}}}"


def integers(
    name: str, *, at_least: int | None = None, at_most: int | None = None, starting_at: int = 1
) -> SequenceQuantity:
    """Make a sequence of integers, such as sample sizes; each term is `at_least` and `at_most` these."""
    single = integer(name, at_least=at_least, at_most=at_most)
    return SequenceQuantity(single.name, single.domain, starting_at)


def reals(
    name: str,
    *,
    above: Bound | None = None,
    at_least: Bound | None = None,
    below: Bound | None = None,
    at_most: Bound | None = None,
    starting_at: int = 1,
) -> SequenceQuantity:
    """Make a sequence of real numbers; the ends are those of `real`."""
    single = real(name, above=above, at_least=at_least, below=below, at_most=at_most)
    return SequenceQuantity(single.name, single.domain, starting_at)


# Putting something in the place of a sequence ----------------------------------------------------------


def replaced(expression: Basic, at: Mapping[Symbol, Expr]) -> Expr:
    """The expression with quantities replaced; a sequence is replaced by a `Lambda` of the index."""
    rules = {key: value for key, value in at.items() if isinstance(value, Lambda)}
    single = {key: value for key, value in at.items() if key not in rules}
    return _with_terms(expression, rules, single) if rules else expression.xreplace(single)


def _with_terms(expression: Basic, rules: Mapping[Symbol, Expr], single: Mapping[Symbol, Expr]) -> Expr:
    if isinstance(expression, Term) and expression.sequence in rules:
        rule = rules[expression.sequence]
        return rule.expr.xreplace({rule.variables[0]: _with_terms(expression.index, rules, single)})
    if not expression.args:
        return single.get(expression, expression)
    return expression.func(*(_with_terms(argument, rules, single) for argument in expression.args))


# Values ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Listed:
    """A sequence of which the first terms are given."""

    values: tuple[Fraction, ...]

    def term(self, place: int) -> Fraction:
        """One of the given terms, counted from 0."""
        if place >= len(self.values):
            raise NotEvaluable(f"a sequence has {len(self.values)} terms and needs {place + 1}: give more")
        return self.values[place]

    def __str__(self) -> str:
        """All terms."""
        return ", ".join(map(str, self.values))


@dataclass(frozen=True)
class Pattern:
    """A sequence that repeats some values."""

    values: tuple[Fraction, ...]

    def term(self, place: int) -> Fraction:
        """The values one after the other, again and again; `place` counts from 0."""
        return self.values[place % len(self.values)]

    def __str__(self) -> str:
        """The terms of one round."""
        return f"({', '.join(map(str, self.values))}, again and again)" if len(self.values) > 1 else str(self.values[0])


Entry = Fraction | Listed | Pattern


def patterns(steps: Sequence[Fraction]) -> list[Pattern]:
    """Sequences to try a claim at, from the values at which one would try a single number: constant and varied ones."""
    first = [Pattern((value,)) for value in steps[:3]]
    varied = [steps[:4], steps[3::-1], steps[1:6:2], steps[2:], steps[::-1]]
    return first + [Pattern(tuple(values)) for values in varied if len(values) > 1]
