"""The deciding engine: expressions as fractions of polynomials over atoms.

An expression is walked node by node and becomes p/q, where p and q are polynomials with rational
coefficients (python-flint) in *atoms*: the quantities themselves, powers such as r^t, roots, and values
of exp, log, Gamma, psi, harmonic numbers, inert sums and products.  Two expressions are equal where both
are defined if the numerator of their difference is the zero polynomial.  Functional equations enter when
atoms are made: r^(t+1) becomes r^t r, Gamma(x+1) becomes x Gamma(x), log(a b) becomes log a + log b.

Each such rule holds under a condition.  The walk writes every condition down, together with every
denominator, logarithm and Gamma argument it meets, as an `Obligation` or settles it on the spot; a
normal form counts only once all of its obligations are settled (see `collapse_math.signs`).
SymPy's own simplification is never called.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy
from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx
from sympy import Basic, Expr, Rational, Symbol

from collapse_math.iterates import HERE, Iterate
from collapse_math.quantities import Domain, Quantity, exact
from collapse_math.sequences import SequenceQuantity, Term

MAX_ATOMS = 48
MAX_TERMS = 20_000
MAX_SHIFT = 200
MAX_APPLICATIONS = 6  # of the map of an iterate that are written out
RING = fmpq_mpoly_ctx.get([f"a{i}" for i in range(MAX_ATOMS)], Ordering.lex)
ONE = RING.constant(1)
ZERO = RING.constant(0)
GENERATORS = RING.gens()


class OutsideLanguage(ValueError):
    """The expression contains something the engine does not reason about."""


class TooLarge(ValueError):
    """The normal form would exceed the engine's limits."""


@dataclass(frozen=True)
class Frac:
    """A fraction of polynomials in lowest terms."""

    num: fmpq_mpoly
    den: fmpq_mpoly

    def __add__(self, other: Frac) -> Frac:
        """Sum."""
        if self.den == other.den:
            return reduced(self.num + other.num, self.den)
        return reduced(self.num * other.den + other.num * self.den, self.den * other.den)

    def __neg__(self) -> Frac:
        """Negative."""
        return Frac(-self.num, self.den)

    def __sub__(self, other: Frac) -> Frac:
        """Difference."""
        return self + (-other)

    def __mul__(self, other: Frac) -> Frac:
        """Product."""
        return reduced(self.num * other.num, self.den * other.den)

    def inverse(self) -> Frac:
        """Reciprocal; the caller has made sure that the numerator is not the zero polynomial."""
        return reduced(self.den, self.num)

    def constant(self) -> Fraction | None:
        """The value, if the fraction is a number."""
        if self.num.is_constant() and self.den.is_constant():
            return to_fraction(self.num.leading_coefficient()) if self.num != ZERO else Fraction(0)
        return None

    def atoms(self) -> set[int]:
        """The indices of the atoms that occur."""
        return {i for p in (self.num, self.den) for i, k in enumerate(p.degrees()) if k > 0}


def reduced(num: fmpq_mpoly, den: fmpq_mpoly) -> Frac:
    """Cancel the common factor and make the leading coefficient of the denominator 1."""
    if num == ZERO:
        return Frac(ZERO, ONE)
    if len(num) > MAX_TERMS or len(den) > MAX_TERMS:
        raise TooLarge(f"a polynomial of more than {MAX_TERMS} terms arose")
    if not den.is_constant():
        common = num.gcd(den)
        if not common.is_one():
            num, den = num / common, den / common
    lead = den.leading_coefficient()
    return Frac(num / lead, den / lead) if lead != 1 else Frac(num, den)


def number(value: Fraction | int) -> Frac:
    """A rational number as a fraction."""
    value = Fraction(value)
    return Frac(RING.constant(fmpq(value.numerator, value.denominator)), ONE)


def to_fraction(value: fmpq) -> Fraction:
    """A python-flint rational as a Fraction."""
    return Fraction(int(value.p), int(value.q))


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


class Algebra:
    """Normal forms under conditions; one instance a claim, so that both sides share their atoms."""

    def __init__(self, root_order: int = 1) -> None:
        """Start without atoms; `root_order` is a common denominator of all rational exponents."""
        from collapse_math.signs import Signs

        self.atoms: list[Atom] = []
        self.by_key: dict[tuple[Any, ...], Atom] = {}
        self.obligations: list[Obligation] = []
        self.signs = Signs(self)
        self.root_order = root_order
        self.facts_used: set[str] = set()
        self.depth = 0

    # Atoms -----------------------------------------------------------------------------------------

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

    # The walk --------------------------------------------------------------------------------------

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
            return self.power(expression)
        if isinstance(expression, sympy.exp):
            return self.exponential(self.normal(expression.args[0]))
        if expression is sympy.E:
            return self.exponential(number(1))
        if expression in (sympy.pi, sympy.EulerGamma):
            return self.atom("constant", str(expression), expression, positive=True).frac
        if expression.func in RULES:
            result: Frac = getattr(self, RULES[expression.func])(expression)
            return result
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

    # Powers ----------------------------------------------------------------------------------------

    def power(self, expression: Basic) -> Frac:
        """base^exponent, split over the irreducible factors of the base where that is allowed."""
        base, exponent = self.normal(expression.args[0]), self.normal(expression.args[1])
        if expression.args[0] is sympy.E:
            return self.exponential(exponent)
        return self.raised(base, exponent, expression)

    def raised(self, base: Frac, exponent: Frac, shown: object) -> Frac:
        """base^exponent for normal forms."""
        fixed = exponent.constant()
        if fixed is not None and fixed.denominator == 1:
            return self.integer_power(base, fixed.numerator, shown)
        if base == number(1):
            return base
        whole = self.is_integer(exponent)
        if base == number(0):
            self.require(exponent, ">", "0 to the power {} needs a positive exponent", shown)
            return base
        above = self.signs.holds(base, ">")
        if not above:
            if not whole and fixed is not None and fixed > 0 and self.signs.holds(base, ">="):
                return self.root_power(base, self.root_steps(fixed))
            if not whole:
                raise OutsideLanguage(f"the base of {shown} is not known to be positive and its exponent is no integer")
            if not self.signs.holds(base, "!="):
                self.only_nonnegative_parts(exponent, shown)
        return self.split_power(base, exponent, whole, above)

    def integer_power(self, base: Frac, exponent: int, shown: object) -> Frac:
        """base^k for an integer k."""
        if exponent < 0:
            self.require(base, "!=", "the denominator in {} must not vanish", shown)
            if base == number(0):
                raise OutsideLanguage(f"{shown} divides by zero")
            return self.integer_power(base.inverse(), -exponent, shown)
        value = base.constant()
        if value is not None:
            bits = max(abs(value.numerator).bit_length(), value.denominator.bit_length())
            if bits * exponent > 1_000_000 and abs(value) not in (0, 1):
                raise TooLarge(f"{shown} has more than a million bits")
            return number(value**exponent)
        for p in (base.num, base.den):
            if exponent > 1 and math.comb(exponent + len(p) - 1, len(p) - 1) > MAX_TERMS:
                raise TooLarge(f"{shown} has more than {MAX_TERMS} terms")
        if exponent > 10_000:
            raise TooLarge(f"the exponent {exponent} in {shown} is too large to expand")
        return Frac(base.num**exponent, base.den**exponent)

    def only_nonnegative_parts(self, exponent: Frac, shown: object) -> None:
        """b^(x + y) = b^x b^y holds for b = 0 as well when x and y are non-negative integers."""
        for coefficient, monomial in self.exponent_terms(exponent):
            if coefficient < 0 or not self.signs.holds(monomial, ">="):
                raise OutsideLanguage(f"the base of {shown} may vanish while its exponent may be negative")

    def split_power(self, base: Frac, exponent: Frac, whole: bool, base_positive: bool) -> Frac:
        """(p q)^e = p^e q^e: for integer e always, otherwise for positive p and q only."""
        sign, factors = self.signed_factors(base)
        known = all(positive for _, _, positive in factors)
        if not whole and not (known and sign > 0):
            return self.power_atom(base, exponent, base_positive)
        result = number(1)
        if sign < 0:
            result = result * self.power_atom(number(-1), exponent, False)
        for factor, multiplicity, positive in factors:
            part = self.power_atom(factor, exponent, positive)
            result = result * self.integer_power(part, multiplicity, "a factor")
        return result

    def signed_factors(self, base: Frac) -> tuple[int, list[tuple[Frac, int, bool]]]:
        """The sign, and the factors with multiplicity and whether each is known to be positive.

        A polynomial factor is turned to its positive sign where that is known.
        """
        sign = 1
        factors: list[tuple[Frac, int, bool]] = []
        for polynomial, direction in ((base.num, 1), (base.den, -1)):
            constant, parts = polynomial.factor()
            value = to_fraction(constant)
            for part, multiplicity in parts:
                scale = math.lcm(*(to_fraction(c).denominator for c in part.coeffs()))
                value /= Fraction(scale) ** multiplicity
                piece = Frac(part * scale, ONE)
                positive = self.signs.holds(piece, ">")
                if not positive and self.signs.holds(-piece, ">"):
                    piece, positive = -piece, True
                    value *= (-1) ** multiplicity
                factors.append((piece, multiplicity * direction, positive))
            if value < 0:
                sign, value = -sign, -value
            for side, turn in ((value.numerator, direction), (value.denominator, -direction)):
                if side > 10**18:
                    raise TooLarge("a constant above 10^18 would have to be factored")
                for prime, multiplicity in sympy.factorint(side).items():
                    factors.append((number(prime), multiplicity * turn, True))
        return sign, factors

    def exponent_terms(self, exponent: Frac) -> Iterator[tuple[Fraction, Frac]]:
        """An exponent as a sum of coefficient times monomial, divided ones included, or as one monomial else."""
        if len(exponent.den) > 1:
            yield Fraction(1), exponent
            return
        for monomial, coefficient in exponent.num.to_dict().items():
            yield to_fraction(coefficient), reduced(RING.from_dict({monomial: 1}), exponent.den)

    def power_atom(self, base: Frac, exponent: Frac, positive: bool) -> Frac:
        """factor^exponent as a product of atoms base^monomial."""
        single = self.single_atom(base)
        if single is not None and single.kind in ("power", "root", "exp") and single.positive:
            return self.power_of_power(single, exponent)
        result = number(1)
        for coefficient, monomial in self.exponent_terms(exponent):
            steps = self.root_steps(coefficient)
            if monomial == number(1):
                if coefficient.denominator != 1 and not positive:
                    raise OutsideLanguage("a root of a number that is not known to be positive")
                result = result * self.root_power(base, steps)
            elif base == number(-1):
                # (-1)^m for an integer m: its square is 1, so only the parity of the coefficient counts.
                if coefficient.denominator == 1 and coefficient.numerator % 2:
                    result = result * self.parity_atom(monomial).frac
                elif coefficient.denominator != 1:
                    raise OutsideLanguage("a root of a negative number")
            else:
                order = self.root_order if positive else 1
                count = coefficient * order
                if count.denominator != 1:
                    raise OutsideLanguage("a root of a number of unknown sign")
                shown = self.show(base) ** (self.show(monomial) / order)
                made = self.atom(
                    "power",
                    (self.key(base), self.key(monomial), order, positive),
                    shown,
                    argument=(base, monomial, order),
                    positive=positive,
                )
                result = result * self.integer_power(made.frac, count.numerator, shown)
        return result

    def parity_atom(self, monomial: Frac) -> Atom:
        """(-1)^m; a root of unity of order two."""
        shown = sympy.Pow(-1, self.show(monomial), evaluate=False)
        return self.atom("root", ("parity", self.key(monomial)), shown, argument=(number(1), 2))

    def root_steps(self, exponent: Fraction) -> int:
        """A rational exponent in units of 1/root_order."""
        steps = exponent * self.root_order
        if steps.denominator != 1:
            raise OutsideLanguage(f"the exponent {exponent} has an unexpected denominator")
        return steps.numerator

    def root_power(self, base: Frac, steps: int) -> Frac:
        """base^(steps / root_order) for a base that is not negative."""
        whole, rest = divmod(steps, self.root_order)
        result = self.integer_power(base, whole, "a power")
        if rest:
            positive = self.signs.holds(base, ">")
            shown = self.show(base) ** Rational(1, self.root_order)
            root = self.atom(
                "root", (self.key(base), positive), shown, argument=(base, self.root_order), positive=positive
            )
            result = result * self.integer_power(root.frac, rest, shown)
        return result

    def power_of_power(self, atom: Atom, exponent: Frac) -> Frac:
        """(b^m)^e = b^(m e) for b > 0, and likewise for exp and roots."""
        if atom.kind == "exp":
            return self.exponential(atom.argument * exponent)
        if atom.kind == "root":
            base, order = atom.argument
            return self.raised(base, exponent * number(Fraction(1, order)), atom.shown)
        base, monomial, order = atom.argument
        return self.raised(base, monomial * exponent * number(Fraction(1, order)), atom.shown)

    def exponential(self, exponent: Frac) -> Frac:
        """exp of a sum as a product of atoms exp(monomial); exp(k x log a) is a^(k x)."""
        result = number(1)
        for powers, factor in exponent.num.to_dict().items():
            coefficient, monomial = to_fraction(factor), reduced(RING.from_dict({powers: 1}), exponent.den)
            logarithm = self.only_logarithm(monomial)
            if logarithm is not None:
                times = number(coefficient) * monomial * logarithm.frac.inverse()
                result = result * self.raised(logarithm.argument, times, sympy.exp(self.show(monomial), evaluate=False))
                continue
            steps = coefficient * self.root_order
            scale = self.root_order if steps.denominator == 1 else coefficient.denominator
            piece = monomial * number(Fraction(1, scale))
            shown = sympy.exp(self.show(piece), evaluate=False)
            made = self.atom("exp", self.key(piece), shown, argument=piece, positive=True)
            result = result * self.integer_power(made.frac, (coefficient * scale).numerator, shown)
        return result

    def only_logarithm(self, monomial: Frac) -> Atom | None:
        """The logarithm in a monomial, if there is one and no other."""
        if not monomial.den.is_constant():
            return None
        found = [(self.atoms[i], k) for i, k in enumerate(monomial.num.degrees()) if k and self.atoms[i].kind == "log"]
        return found[0][0] if len(found) == 1 and found[0][1] == 1 else None

    # Functions with functional equations ------------------------------------------------------------

    def _log(self, expression: Basic) -> Frac:
        argument = self.normal(expression.args[0])
        self.require(argument, ">", "the argument of {} must be positive", expression)
        sign, factors = self.signed_factors(argument)
        if sign < 0 or not all(positive for _, _, positive in factors):
            return self.log_atom(argument)
        total = number(0)
        for factor, multiplicity, _ in factors:
            total = total + number(multiplicity) * self.log_factor(factor)
        return total

    def log_factor(self, factor: Frac) -> Frac:
        """The logarithm of one positive factor."""
        single = self.single_atom(factor)
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
        shown = sympy.log(self.show(argument), evaluate=False)
        return self.atom("log", self.key(argument), shown, argument=argument).frac

    def _gamma(self, expression: Basic) -> Frac:
        return self.at_positive("gamma", self.normal(expression.args[0]), expression)

    def _loggamma(self, expression: Basic) -> Frac:
        return self.at_positive("loggamma", self.normal(expression.args[0]), expression)

    def _factorial(self, expression: Basic) -> Frac:
        argument = self.normal(expression.args[0])
        self.require(argument, ">=", "the argument of {} must not be negative", expression)
        return self.at_positive("gamma", argument + number(1), expression)

    def _binomial(self, expression: Basic) -> Frac:
        top, bottom = (self.normal(a) for a in expression.args)
        self.require(bottom, ">=", "the lower entry of {} must not be negative", expression)
        self.require(top - bottom, ">=", "the lower entry of {} must not exceed the upper", expression)
        whole, first, second = (
            self.at_positive("gamma", part + number(1), expression) for part in (top, bottom, top - bottom)
        )
        return whole * (first * second).inverse()

    def _falling(self, expression: Basic) -> Frac:
        """x (x - 1) ... (x - j + 1), a quotient of Gamma values where x is an integer of at least j."""
        top, order = (self.normal(a) for a in expression.args)
        if not self.is_integer(order):
            raise OutsideLanguage(f"the order of {expression} is not shown to be an integer")
        self.require(order, ">=", "the order of {} must not be negative", expression)
        if self.is_integer(top) and self.signs.holds(top - order, ">="):
            below = self.at_positive("gamma", top - order + number(1), expression)
            return self.at_positive("gamma", top + number(1), expression) * below.inverse()
        return self.atom("falling", (self.key(top), self.key(order)), expression, argument=(top, order)).frac

    def _hyper(self, expression: Basic) -> Frac:
        """Gauss' 2F1(a, b; c; x), which is real for c > 0 and x < 1; nothing else is known of it."""
        above, below, argument = expression.args
        if (len(above.args), len(below.args)) != (2, 1):
            raise OutsideLanguage(f"{expression}: of hypergeometric functions, 2F1 alone is known")
        first, second, third, x = (self.normal(a) for a in (*above.args, *below.args, argument))
        self.require(third, ">", "the lower parameter of {} must be positive", expression)
        self.require(number(1) - x, ">", "the argument of {} must be below 1", expression)
        return self.atom("opaque", ("hyper", *map(self.key, (first, second, third, x))), expression).frac

    def _besselk(self, expression: Basic) -> Frac:
        """The modified Bessel function K_order(x), real for x > 0; nothing else is known of it."""
        order, x = (self.normal(a) for a in expression.args)
        self.require(x, ">", f"the argument of {expression} must be positive")
        return self.atom("opaque", ("besselk", self.key(order), self.key(x)), expression).frac

    def _polygamma(self, expression: Basic) -> Frac:
        order = expression.args[0]
        if not isinstance(order, sympy.Integer) or not 0 <= order <= 20:
            raise OutsideLanguage(f"{expression}: the order must be an integer from 0 to 20")
        return self.at_positive(f"psi{order}", self.normal(expression.args[1]), expression)

    def _harmonic(self, expression: Basic) -> Frac:
        if len(expression.args) != 1:
            raise OutsideLanguage(f"{expression}: generalised harmonic numbers are written as an inert Sum")
        argument = self.normal(expression.args[0])
        self.require(argument, ">=", "the argument of {} must not be negative", expression)
        return self.shifted("harmonic", argument)

    def at_positive(self, kind: str, argument: Frac, shown: object) -> Frac:
        """Gamma or psi at an argument that must be positive."""
        self.require(argument, ">", "the argument of {} must be positive", shown)
        fixed = argument.constant()
        if fixed is not None and fixed <= 0:
            raise OutsideLanguage(f"the argument of {shown} is {fixed}, which is not positive")
        return self.shifted(kind, argument)

    def shifted(self, kind: str, argument: Frac) -> Frac:
        """f(argument), expressed through f at an argument already met that differs by an integer."""
        fixed = argument.constant()
        anchors = [number(ANCHOR[kind])] if fixed is not None and fixed.denominator == 1 else []
        anchors += [a.argument for a in self.atoms if a.kind == kind]
        for anchor in anchors:
            distance = (argument - anchor).constant()
            if distance is not None and distance.denominator == 1 and abs(distance) <= MAX_SHIFT:
                # An anchor met under another bound variable need not lie right of the poles here.
                if distance > 0 and not self.signs.holds(anchor + number(int(kind == "harmonic")), ">"):
                    continue
                if distance:
                    self.facts_used.add(f"recurrence of {kind.rstrip('0123456789')}")
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
            change = number((-1) ** order * math.factorial(order)) * self.integer_power(x, -order - 1, "psi")
        return value + change if up else value - change

    def function_atom(self, kind: str, argument: Frac) -> Frac:
        """The atom f(argument), or its value where that is elementary."""
        fixed = argument.constant()
        if fixed is not None and (kind, fixed) in KNOWN:
            return self.normal(KNOWN[kind, fixed])
        function = SHOWN[kind.rstrip("0123456789")]
        order = (int(kind[3:]),) if kind.startswith("psi") else ()
        shown = function(*order, self.show(argument), evaluate=False)
        return self.atom(kind, self.key(argument), shown, argument=argument, positive=kind == "gamma").frac

    # Bound variables --------------------------------------------------------------------------------

    def _sum(self, expression: Basic) -> Frac:
        return self.iterated(expression)

    def _product(self, expression: Basic) -> Frac:
        return self.iterated(expression)

    def iterated(self, expression: Basic) -> Frac:
        """An inert sum or product; f(1) + ... + f(t + 1) becomes the sum up to t plus f(t + 1)."""
        body, (index, lower, upper) = single_range(expression)
        kind = type(expression).__name__.lower()
        first, last = self.normal(lower), self.normal(upper)
        for end in (first, last):
            if not self.is_integer(end):
                raise OutsideLanguage(f"the limits of {expression} are not known to be integers")
        self.require(last - first + number(1), ">=", "the range of {} must not be reversed", expression)
        with self.bound(index, lower, upper) as inner:
            term = self.normal(put(body, {index: inner}))
            # Only signs that are plain to see: the solver is for what a claim is about.
            above, not_below = self.signs.plainly(term, ">"), self.signs.plainly(term, ">=")
        # The signs hold where the terms were met; under another bound variable it is another atom.
        family = (kind, self.key(term), self.key(first), above, not_below)
        for other in self.atoms:
            if other.kind == kind and other.argument[0] == family:
                distance = (last - other.argument[1]).constant()
                if distance is not None and distance.denominator == 1 and abs(distance) <= MAX_SHIFT:
                    return self.extended(other, body, index, other.argument[2], int(distance))
        fixed = (last - first).constant()
        if fixed is not None and fixed <= MAX_SHIFT:
            terms = [self.normal(put(body, {index: lower + i})) for i in range(int(fixed) + 1)]
            total = number(0 if kind == "sum" else 1)
            for term in terms:
                total = total + term if kind == "sum" else total * term
            return total
        traits = {"positive": kind == "product" and above, "nonnegative": not_below}
        return self.atom(kind, (family, self.key(last)), expression, argument=(family, last, upper), **traits).frac

    def extended(self, atom: Atom, body: Expr, index: Symbol, upper: Expr, distance: int) -> Frac:
        """The sum or product with its upper limit moved by `distance`."""
        first_moved = upper + 1 if distance > 0 else upper + distance + 1
        value = atom.frac
        for i in range(abs(distance)):
            term = self.normal(put(body, {index: first_moved + i}))
            if atom.kind == "sum":
                value = value + term if distance > 0 else value - term
            elif distance > 0:
                value = value * term
            else:
                self.require(term, "!=", "a factor taken off {} must not vanish", atom.shown)
                value = value * term.inverse()
        return value

    def _iterate(self, expression: Basic) -> Frac:
        """An iterate, written through that of the fewest applications which are surely not a negative number."""
        body, start, times = expression.args
        count, first = self.normal(times), self.normal(start)
        if not self.is_integer(count):
            raise OutsideLanguage(f"the number of applications in {expression} is not known to be an integer")
        self.require(count, ">=", "the number of applications in {} must not be negative", expression)
        steps = 0
        while steps < MAX_APPLICATIONS and self.signs.holds(count - number(steps + 1), ">="):
            steps += 1
        fewest = count - number(steps)
        value = first
        if fewest != number(0):
            key = (self.key(self.normal(body)), self.key(first), self.key(fewest))
            value = self.atom("iterate", key, Iterate(body, start, self.show(fewest))).frac
        for _ in range(steps):
            value = self.normal(put(body, {HERE: self.show(value)}))
        return value

    def _integral(self, expression: Basic) -> Frac:
        """An inert definite integral: an atom of its integrand, factors without the variable taken out."""
        body, (variable, lower, upper) = single_range(expression)
        domain = variable.domain if isinstance(variable, Quantity) else None
        ends = [sympy.oo if e is None else exact(e) for e in (domain.lower, domain.upper)] if domain else []
        if (
            domain is None
            or domain.integer
            or [-ends[0] if ends[0] is sympy.oo else ends[0], ends[1]] != [lower, upper]
        ):
            raise OutsideLanguage(f"{expression}: the range of the variable must be the range of integration")
        with self.bound(variable, lower, upper, domain) as inner:
            inside = self.normal(put(body, {variable: inner}))
            own = self.quantity(inner).index
        depends = {own} | {
            a.index for a in self.atoms if a.kind != "quantity" and inner in getattr(a.shown, "free_symbols", ())
        }
        outside = number(1)
        for polynomial, direction in ((inside.num, 1), (inside.den, -1)):
            if len(polynomial) == 1:
                [(monomial, coefficient)] = polynomial.to_dict().items()
                outer = tuple(0 if i in depends else k for i, k in enumerate(monomial))
                factor = Frac(RING.from_dict({outer: coefficient}), ONE)
                outside = outside * (factor if direction > 0 else factor.inverse())
        inside = inside * outside.inverse()
        made = self.atom("integral", (self.key(inside), str(variable.domain)), expression)
        return outside * made.frac

    @contextmanager
    def bound(self, index: Symbol, lower: Expr, upper: Expr, domain: Domain | None = None) -> Iterator[Quantity]:
        """A fresh name for a bound variable, with its range among the conditions while inside.

        The variable of an integral has a `domain`; an index is an integer, whatever is declared of its name.
        """
        if index in lower.free_symbols | upper.free_symbols:
            raise OutsideLanguage(f"the bound variable {index} occurs in its own limits")
        self.depth += 1
        # A name that no quantity of a claim can have, so that nothing is captured.
        inner = Quantity(f"index#{self.depth}", domain or Domain(integer=True))
        try:
            if domain is not None:
                yield inner
            else:
                this = self.quantity(inner).frac
                low, high = this - self.normal(lower), self.normal(upper) - this
                with self.signs.assuming([(low, ">="), (high, ">=")]):
                    yield inner
        finally:
            self.depth -= 1

    # Helpers ---------------------------------------------------------------------------------------

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


def ends_of(domain: Domain) -> tuple[Expr, Expr]:
    """The ends of a range as SymPy numbers, infinite ones included."""
    lower = -sympy.oo if domain.lower is None else exact(domain.lower)
    return lower, sympy.oo if domain.upper is None else exact(domain.upper)


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


RULES: dict[type, str] = {
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
    sympy.Sum: "_sum",
    sympy.Product: "_product",
    sympy.Integral: "_integral",
    Iterate: "_iterate",
}
OPAQUE = frozenset((sympy.sin, sympy.cos, sympy.erf))  # real at every real number, and nothing else is known
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
