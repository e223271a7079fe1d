"""One claim of the corpus, with its truth value and the reason for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sympy import Expr, Mul, Pow, Sum, Symbol, cos, digamma, log

from collapse_math.claims import Claim
from collapse_math.ledger import Lemma, Source
from collapse_math.quantities import integer, real

_index = integer("i")
_angle = real("angle")
# A real number that nobody can add up; free of numbers that SymPy would try to add up when it prints them.
UNREACHABLE = Sum(cos(_index**2 * _angle), (_index, 1, 10**12))

_positive = real("p", above=0)
DIGAMMA_BELOW_LOG = Lemma(
    "psi(p) < log p",
    Claim(digamma(_positive), "<", log(_positive)),
    Source("Abramowitz and Stegun", 1964, "from 6.3.21"),
)

# What is wrong with a claim that must not be established:
#   false      both sides have a value at the point `at`, and the relation fails there
#   undefined  a side (or a condition) has no real value at the admissible point `at`
#   vacuous    no value of the quantities satisfies the conditions, so nothing is said
#   ill-posed  the words do not fix a meaning: a symbol without range, an inexact number, nan
Fault = Literal["none", "false", "undefined", "vacuous", "ill-posed"]


@dataclass(frozen=True)
class Entry:
    """A claim, and whether a checker may establish it.

    name      short, unique
    claim     the statement
    how       if true, the justification that should prove it; if not, the one a cheat would name
    true      whether it holds, and is defined, at every admissible value, of which there is at least one
    why       one line: why it is true, or where and how it fails
    provable  for a true claim, whether ring, induction, telescope or inequality should suffice
    fault     for the others, what is wrong
    at        the point of failure: quantity -> exact value (empty if the claim has no quantities)
    """

    name: str
    claim: Claim
    how: object
    true: bool
    why: str
    provable: bool = True
    fault: Fault = "none"
    at: Mapping[Symbol, Any] = field(default_factory=dict)


def holds(name: str, claim: Claim, how: object, why: str, *, provable: bool = True) -> Entry:
    """A true claim."""
    return Entry(name, claim, how, True, why, provable)


def fails(name: str, claim: Claim, how: object, why: str, at: Mapping[Symbol, Any]) -> Entry:
    """A claim that is false at the admissible point `at`."""
    return Entry(name, claim, how, False, why, False, "false", {**_unused(claim), **at})


def undefined(name: str, claim: Claim, how: object, why: str, at: Mapping[Symbol, Any]) -> Entry:
    """A claim that has no meaning at the admissible point `at`."""
    return Entry(name, claim, how, False, why, False, "undefined", {**_unused(claim), **at})


def _unused(claim: Claim) -> Mapping[Symbol, Any]:
    """Any value does for the angle in UNREACHABLE."""
    return {_angle: 1} if claim.left.has(UNREACHABLE) or claim.right.has(UNREACHABLE) else {}


def vacuous(name: str, claim: Claim, how: object, why: str) -> Entry:
    """A claim about nothing: no value satisfies its conditions."""
    return Entry(name, claim, how, False, why, False, "vacuous")


def ill_posed(name: str, claim: Claim, how: object, why: str) -> Entry:
    """A claim whose words do not fix a meaning."""
    return Entry(name, claim, how, False, why, False, "ill-posed")


def equal(left: Expr, right: Expr, *conditions: Expr) -> Claim:
    """The equation, under conditions."""
    return Claim(left, "=", right, conditions)


def product(*factors: Expr) -> Expr:
    """The product as written, without SymPy cancelling anything."""
    return Mul(*factors, evaluate=False)


def quotient(numerator: Expr, denominator: Expr) -> Expr:
    """The quotient as written, without SymPy cancelling anything."""
    return Mul(numerator, Pow(denominator, -1, evaluate=False), evaluate=False)


def power(base: Expr, exponent: Expr) -> Expr:
    """The power as written, without SymPy merging exponents."""
    return Pow(base, exponent, evaluate=False)
