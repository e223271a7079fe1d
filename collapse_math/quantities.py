"""Symbols that know their range.

A formula such as 1/(n - 1) has a meaning only once it is said which n are meant.  A `Quantity` is a
SymPy symbol that carries its range, so that no claim can be stated without one:

    >>> from collapse_math import integer, real
    >>> n = integer("n", at_least=2)      # a sample size
    >>> v = real("v", above=0)            # a variance

Two quantities with the same name and different ranges are different symbols.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Self

from sympy import Rational, Symbol

Bound = int | Fraction


@dataclass(frozen=True, order=True)
class Domain:
    """The values a quantity may take: an interval of the reals, or the integers in it."""

    integer: bool
    lower: Fraction | None = None
    upper: Fraction | None = None
    lower_open: bool = False
    upper_open: bool = False

    def __post_init__(self) -> None:
        """Refuse an empty range."""
        if self.lower is not None and self.upper is not None:
            open_end = self.lower_open or self.upper_open
            if self.lower > self.upper or (self.lower == self.upper and open_end):
                raise ValueError(f"the range {self} is empty: the lower bound must lie below the upper bound")

    def __contains__(self, value: Fraction) -> bool:
        """Whether the exact number `value` lies in the range."""
        if self.integer and value.denominator != 1:
            return False
        if self.lower is not None and (value < self.lower or (self.lower_open and value == self.lower)):
            return False
        return not (self.upper is not None and (value > self.upper or (self.upper_open and value == self.upper)))

    def __str__(self) -> str:
        """The range in words, such as 'an integer >= 2' or 'a real number > 0'."""
        words = "an integer" if self.integer else "a real number"
        ends = []
        if self.lower is not None:
            ends.append(f"{'>' if self.lower_open else '>='} {self.lower}")
        if self.upper is not None:
            ends.append(f"{'<' if self.upper_open else '<='} {self.upper}")
        return " ".join([words, " and ".join(ends)]).strip()

    def assumptions(self) -> dict[str, bool]:
        """What SymPy may assume of a symbol with this range; nothing that the range does not imply."""
        known: dict[str, bool] = {"real": True}
        if self.integer:
            known["integer"] = True
        if self.lower is not None and self.lower >= 0:
            known["positive" if self.lower > 0 or self.lower_open else "nonnegative"] = True
        if self.upper is not None and self.upper <= 0:
            known["negative" if self.upper < 0 or self.upper_open else "nonpositive"] = True
        return known


class Quantity(Symbol):
    """A SymPy symbol with a `domain`; made by `integer` and `real`."""

    __slots__ = ("domain",)
    domain: Domain

    def __new__(cls, name: str, domain: Domain) -> Self:
        """Make the symbol `name` with the given range; a '#' in a name is for the engine's own symbols."""
        quantity: Self = Symbol.__xnew__(cls, name, **domain.assumptions())
        quantity.domain = domain
        return quantity

    @property
    def range(self) -> str:
        """The values it may take, in words."""
        return str(self.domain)

    def _hashable_content(self) -> tuple[Any, ...]:
        return (*super()._hashable_content(), self.domain)

    def __getnewargs_ex__(self) -> tuple[tuple[str, Domain], dict[str, Any]]:
        """Pickle by name and range."""
        return (self.name, self.domain), {}

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        """Pickle by name and range."""
        return (Quantity, (self.name, self.domain))

    # SymPy picks a printing method by the name of the class, and has a Quantity of its own, for units.
    def _pretty(self, printer: Any) -> Any:
        return printer._print_Symbol(self)

    def _latex(self, printer: Any) -> Any:
        return printer._print_Symbol(self)


def integer(name: str, *, at_least: int | None = None, at_most: int | None = None) -> Quantity:
    """Make an integer quantity, such as a sample size or a count of generations.

    `at_least` and `at_most` are included; leave one out for an unbounded range.  Raises ValueError for
    an empty range.
    """
    lower = None if at_least is None else Fraction(at_least)
    upper = None if at_most is None else Fraction(at_most)
    return Quantity(free_name(name), Domain(True, lower, upper))


def real(
    name: str,
    *,
    above: Bound | None = None,
    at_least: Bound | None = None,
    below: Bound | None = None,
    at_most: Bound | None = None,
) -> Quantity:
    """Make a real quantity; `above` and `below` are excluded ends, `at_least` and `at_most` included ones.

    Raises ValueError for an empty range or for two ends given on the same side.
    """
    if (above is not None and at_least is not None) or (below is not None and at_most is not None):
        raise ValueError(f"{name}: give one lower and one upper end, not two on the same side")
    lower = above if above is not None else at_least
    upper = below if below is not None else at_most
    return Quantity(
        free_name(name),
        Domain(
            False,
            None if lower is None else Fraction(lower),
            None if upper is None else Fraction(upper),
            lower_open=above is not None,
            upper_open=below is not None,
        ),
    )


def free_name(name: str) -> str:
    """The name, unless it is empty or could be mistaken for one of the engine's own symbols."""
    if not name or "#" in name:
        raise ValueError(f"the name {name!r} is empty or contains '#': use a letter, such as n or sigma")
    return name


def exact(value: int | Fraction) -> Rational:
    """Turn an int or Fraction into the SymPy rational of the same value."""
    fraction = Fraction(value)
    return Rational(fraction.numerator, fraction.denominator)
