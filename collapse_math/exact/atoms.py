"""The generators of the polynomial ring, and what has to hold for a normal form to count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Expr

from collapse_math.exact.polynomials import GENERATORS, ONE, Frac


@dataclass(frozen=True)
class Atom:
    """One generator of the polynomial ring.

    kind        quantity, term, power, root, exp, log, gamma, psi, harmonic, falling, sum, product, integral,
                constant, opaque
    argument    what a functional equation needs to know of it: a Frac, or a tuple
    positive    whether it is known to be > 0
    nonnegative whether it is known to be >= 0
    """

    index: int
    kind: str
    shown: Expr
    argument: Any = None
    positive: bool = False
    nonnegative: bool = False
    integer: bool = False

    @property
    def frac(self) -> Frac:
        """The atom as a fraction."""
        return Frac(GENERATORS[self.index], ONE)


@dataclass(frozen=True)
class Obligation:
    """Something that must hold for a normal form to speak about the expression: `what` relation 0."""

    what: Frac
    relation: str
    message: str
    about: tuple[object, ...] = ()

    @property
    def reason(self) -> str:
        """The message, written out only when somebody reads it: printing formulas is slow."""
        return self.message.format(*self.about) if self.about else self.message
