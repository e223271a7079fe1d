"""The walk: an expression node by node, each condition written down or settled on the spot."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy
from flint import fmpq_mpoly
from sympy import Basic, Expr, Rational, Symbol

from collapse_math.exact.atoms import Atom, Obligation
from collapse_math.exact.binders import BINDERS, Binders
from collapse_math.exact.functions import FUNCTIONS, Functions
from collapse_math.exact.polynomials import (
    MAX_ATOMS,
    ONE,
    RING,
    ZERO,
    Frac,
    OutsideLanguage,
    TooLarge,
    number,
    to_fraction,
)
from collapse_math.exact.powers import Powers
from collapse_math.quantities import Quantity
from collapse_math.sequences import SequenceQuantity, Term
from collapse_math.signs import Signs

OPAQUE = frozenset((sympy.sin, sympy.cos, sympy.erf))  # real at every real number, and nothing else is known


class Algebra:
    """Normal forms under conditions; one instance a claim, so that both sides share their atoms."""

    def __init__(self, root_order: int = 1) -> None:
        """Start without atoms; `root_order` is a common denominator of all rational exponents."""
        self.atoms: list[Atom] = []
        self.by_key: dict[tuple[Any, ...], Atom] = {}
        self.signs = Signs(self)
        self.root_order = root_order
        self.facts_used: set[str] = set()
        self.powers = Powers(self)
        self.functions = Functions(self, self.powers)
        self.binders = Binders(self)

    def atom(self, kind: str, key: Any, shown: Expr, **traits: Any) -> Atom:
        """The atom with this key, made on first sight."""
        full = (kind, key)
        if full not in self.by_key:
            if len(self.atoms) == MAX_ATOMS:
                raise TooLarge(f"more than {MAX_ATOMS} atoms occur")
            made = Atom(len(self.atoms), kind, shown, **traits)
            self.atoms.append(made)
            self.by_key[full] = made
        return self.by_key[full]

    def key(self, value: Frac) -> tuple[str, str]:
        """A hashable form of a fraction."""
        return (str(value.num), str(value.den))

    def require(self, what: Frac, relation: str, message: str, *about: object) -> None:
        """Write an obligation down; each {} of the message stands for what it is about."""
        self.signs.owe(Obligation(what, relation, message, about))

    def normal(self, expression: Basic) -> Frac:
        """The normal form of an expression.

        Raises OutsideLanguage for what the engine does not know, TooLarge past its limits.
        """
        if isinstance(expression, Rational):
            return number(Fraction(expression.p, expression.q))
        if isinstance(expression, SequenceQuantity):
            raise OutsideLanguage(f"{expression} is a sequence: write a term of it, such as {expression}(1)")
        if isinstance(expression, Quantity):
            return self.quantity(expression).frac
        if isinstance(expression, Term):
            return self.term(expression)
        if expression.is_Add or expression.is_Mul:
            return self.fold(expression)
        if isinstance(expression, sympy.Pow):
            return self.powers.power(expression)
        if isinstance(expression, sympy.exp):
            return self.powers.exponential(self.normal(expression.args[0]))
        if expression is sympy.E:
            return self.powers.exponential(number(1))
        if expression in (sympy.pi, sympy.EulerGamma):
            return self.atom("constant", str(expression), expression, positive=True).frac
        if expression.func in FUNCTIONS:
            return self.functions.value(expression)
        if expression.func in BINDERS:
            return self.binders.value(expression)
        if expression.func in OPAQUE:
            arguments = tuple(self.key(self.normal(a)) for a in expression.args)
            return self.atom("opaque", (str(expression.func), arguments), expression).frac
        if isinstance(expression, Symbol):
            raise OutsideLanguage(
                f"{expression} has no range: make it with integer({str(expression)!r}, ...) or real(...)"
            )
        raise OutsideLanguage(f"{expression} ({type(expression).__name__}) is outside the language of the engine")

    def quantity(self, symbol: Quantity) -> Atom:
        """The atom of a quantity."""
        return self.within("quantity", (symbol.name, symbol.domain), symbol, symbol)

    def term(self, term: Term) -> Frac:
        """The atom of a term of a sequence; the index must be one that a term has."""
        index, sequence = self.normal(term.index), term.sequence
        if not self.is_integer(index):
            raise OutsideLanguage(f"the index of {term} is not known to be an integer")
        self.require(index - number(sequence.first), ">=", "the index of {} must be at least {}", term, sequence.first)
        key = (sequence.name, sequence.domain, sequence.first, self.key(index))
        return self.within("term", key, Term(sequence, self.show(index)), sequence).frac

    def within(self, kind: str, key: Any, shown: Expr, symbol: Quantity) -> Atom:
        """The atom of something that lies in the range of a symbol."""
        domain = symbol.domain
        positive = domain.lower is not None and (domain.lower > 0 or (domain.lower == 0 and domain.lower_open))
        return self.atom(kind, key, shown, argument=symbol, positive=positive, integer=domain.integer)

    def fold(self, expression: Basic) -> Frac:
        """Sums and products."""
        total = number(0 if expression.is_Add else 1)
        for argument in expression.args:
            part = self.normal(argument)
            total = total + part if expression.is_Add else total * part
        return total

    def is_integer(self, value: Frac) -> bool:
        """Whether a normal form is visibly an integer: integer coefficients, integer atoms or whole powers of such."""
        return value.den.is_constant() and all(
            to_fraction(coefficient).denominator == 1
            and all(self.is_whole(self.atoms[i], int(k)) for i, k in enumerate(powers) if k)
            for powers, coefficient in value.num.to_dict().items()
        )

    def is_whole(self, atom: Atom, times: int) -> bool:
        """Whether an atom to this power is visibly an integer."""
        if atom.kind != "power":
            return atom.integer
        base, exponent, order = atom.argument
        whole = times % order == 0 and self.is_integer(base) and self.is_integer(exponent)
        return whole and self.signs.plainly(exponent, ">=")

    def single_atom(self, value: Frac) -> Atom | None:
        """The atom, if the fraction is one."""
        if value.den == ONE and len(value.num) == 1 and value.num.leading_coefficient() == 1:
            degrees = value.num.degrees()
            if sum(degrees) == 1:
                return self.atoms[degrees.index(1)]
        return None

    def show(self, value: Frac) -> Expr:
        """A normal form as a SymPy expression, for messages and for atoms that print."""
        return self.polynomial(value.num) / self.polynomial(value.den)

    def polynomial(self, polynomial: fmpq_mpoly) -> Expr:
        """A polynomial as a SymPy expression."""
        terms = []
        for monomial, coefficient in polynomial.to_dict().items():
            value = to_fraction(coefficient)
            factors = [self.atoms[i].shown ** int(k) for i, k in enumerate(monomial) if k]
            terms.append(sympy.Mul(Rational(value.numerator, value.denominator), *factors))
        return sympy.Add(*terms)

    def modulo_roots(self, polynomial: fmpq_mpoly) -> fmpq_mpoly:
        """The polynomial with r^q replaced by its radicand for every root r of order q."""
        roots = [a for a in self.atoms if a.kind == "root"]
        changed = True
        while changed:
            changed = False
            for root in roots:
                radicand, order = root.argument
                if polynomial.degrees()[root.index] >= order:
                    polynomial = self.lower_root(polynomial, root, radicand, order)
                    changed = True
        return polynomial

    def lower_root(self, polynomial: fmpq_mpoly, root: Atom, radicand: Frac, order: int) -> fmpq_mpoly:
        """One pass of r^(a q + b) = radicand^a r^b; the radicand p/d = p d/d^2 is cleared of d^2, which is positive."""
        top = polynomial.degrees()[root.index] // order
        result = ZERO
        for monomial, coefficient in polynomial.to_dict().items():
            whole, rest = divmod(int(monomial[root.index]), order)
            lowered = tuple(rest if i == root.index else k for i, k in enumerate(monomial))
            term = RING.from_dict({lowered: coefficient})
            result += term * (radicand.num * radicand.den) ** whole * radicand.den ** (2 * (top - whole))
        return result

    def vanishes(self, value: Frac) -> bool:
        """Whether a normal form is zero: its numerator is the zero polynomial, roots reduced."""
        return bool(self.modulo_roots(value.num) == ZERO)
