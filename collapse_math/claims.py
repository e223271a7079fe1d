"""What can be claimed, how it can be justified, and what the checker answers.

A claim is `left relation right` for all values of its quantities that satisfy its conditions.  Sums,
products and limits stay inert in a claim (`Sum`, `Product`, `Limit`, never `.doit()`), so that nothing
is evaluated before it is checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sympy import Basic, Expr, Symbol

if TYPE_CHECKING:
    from collapse_math.ledger import Lemma

RELATIONS = ("=", "<", "<=", ">", ">=", "!=")


@dataclass(frozen=True)
class Claim:
    """`left relation right`, under `conditions`.

    left, right  SymPy expressions whose free symbols are quantities (see `integer`, `real`)
    relation     one of =, <, <=, >, >=, !=
    conditions   SymPy relations between quantities, such as n > d + 1, that all must hold
    """

    left: Expr
    relation: str
    right: Expr
    conditions: tuple[Basic, ...] = ()

    def __str__(self) -> str:
        """The claim on one line."""
        under = f"   for {', '.join(map(str, self.conditions))}" if self.conditions else ""
        return f"{self.left} {self.relation} {self.right}{under}"


@dataclass(frozen=True)
class Ring:
    """Both sides are the same fraction of polynomials over atoms such as r^t, Gamma(x), psi(x), log p."""


@dataclass(frozen=True)
class Induction:
    """The claim holds at the smallest value of `over`, and from each value at the next.

    For an equation with an inert sum or product up to `over`, or an inequality in `over`.
    """

    over: Symbol


@dataclass(frozen=True)
class Telescope:
    """A sum (or product) equals G(upper + 1) - G(lower) (or their ratio), with `certificate` G in the index."""

    certificate: Expr


@dataclass(frozen=True)
class ByLemma:
    """An instance of a named classical fact: `at` says what its symbols stand for here."""

    lemma: Lemma
    at: Mapping[Symbol, Expr] = field(default_factory=dict)


@dataclass(frozen=True)
class ByInequality:
    """Polynomial or rational over atoms of known sign: the negation has no solution."""


@dataclass(frozen=True)
class Computed:
    """SymPy or numbers alone: shown as such, never as proved."""


Justification = Ring | Induction | Telescope | ByLemma | ByInequality | Computed
