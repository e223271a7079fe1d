"""Signs of normal forms: is p/q positive, non-negative, non-zero, under the conditions?

Two ways, tried in this order.  *Sign rule*: after moving every variable to its bound, so that it becomes
a non-negative number, all coefficients have the same sign.  *Solver*: z3 finds that the negation,
together with what is known of the atoms, has no solution.  Each answer is a proof; "not known" is the
answer otherwise.  What the solver vouched for is remembered, so that a result can say so.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import z3
from flint import fmpq, fmpq_mpoly

from collapse_math.exact.polynomials import GENERATORS, ONE, Frac

if TYPE_CHECKING:
    from collapse_math.exact.algebra import Algebra
    from collapse_math.exact.atoms import Atom, Obligation

SOLVER_MILLISECONDS = 2_000
OWN_SHARE = 0.8  # of the processor, below which the solver has not had its time
RANGED = ("quantity", "term")
NEGATED = {">": "<=", ">=": "<", "!=": "=", "=": "!=", "<": ">=", "<=": ">"}


class Signs:
    """Decides relations `normal form R 0` for one `Algebra`."""

    def __init__(self, algebra: Algebra) -> None:
        """Start without conditions."""
        self.algebra = algebra
        self.conditions: list[tuple[Frac, str]] = []
        self.known: dict[Any, bool] = {}
        self.unsettled: list[Obligation] = []
        self.solver_used = False

    @contextmanager
    def assuming(self, conditions: Sequence[tuple[Frac, str]]) -> Iterator[None]:
        """Add conditions, each a normal form and its relation to zero, for a while."""
        self.conditions.extend(conditions)
        try:
            yield
        finally:
            del self.conditions[len(self.conditions) - len(conditions) :]

    def owe(self, obligation: Obligation) -> None:
        """Settle an obligation, or write it down as unsettled."""
        if not self.holds(obligation.what, obligation.relation):
            self.unsettled.append(obligation)

    def holds(self, value: Frac, relation: str) -> bool:
        """Whether `value relation 0` is proved; relation is one of >, >=, !=, =, <, <=."""
        if relation in ("<", "<="):
            return self.holds(-value, ">" if relation == "<" else ">=")
        fixed = value.constant()
        if fixed is not None:
            return {">": fixed > 0, ">=": fixed >= 0, "!=": fixed != 0, "=": fixed == 0}[relation]
        if relation == "=":
            return self.algebra.vanishes(value)
        if self.stated(value, relation):
            return True
        # p/q has the sign of p q, and q does not vanish (that is an obligation of its own).
        product = value.num * value.den if relation != "!=" else value.num
        return self.polynomial_holds(self.algebra.modulo_roots(product), relation)

    def stated(self, value: Frac, relation: str) -> bool:
        """Whether a condition says so, for >, >= or !=: as it stands, or less a number that is not negative."""
        for known, said in self.conditions:
            if said in ("<", "<="):
                known, said = -known, {"<": ">", "<=": ">="}[said]
            more = (value - known).constant()
            if more is None or more < 0 or said == "=":
                continue
            if said == relation and more == 0:
                return True
            if said != "!=" and (relation == ">=" or said == ">" or more > 0):
                return True
        return False

    def plainly(self, value: Frac, relation: str) -> bool:
        """Whether `value relation 0`, for > or >=, is seen without the solver."""
        fixed = value.constant()
        if fixed is not None:
            return fixed > 0 or (fixed == 0 and relation == ">=")
        return self.sign_rule(self.algebra.modulo_roots(value.num * value.den), relation)

    def polynomial_holds(self, polynomial: fmpq_mpoly, relation: str) -> bool:
        """The same for a polynomial."""
        context = tuple((self.algebra.key(v), r) for v, r in self.conditions)
        question = (str(polynomial), relation, context)
        if question not in self.known:
            by_rule = self.sign_rule(polynomial, relation)
            # The solver would look long for a point where p > 0 if the sign rule sees that there is none.
            opposite = {">": ">=", ">=": ">"}.get(relation)
            hopeless = opposite is not None and self.sign_rule(-polynomial, opposite)
            self.known[question] = by_rule or (not hopeless and self.solver(polynomial, relation))
            if self.known[question] and not by_rule:
                self.solver_used = True
        return self.known[question]

    # Sign rule -------------------------------------------------------------------------------------

    def sign_rule(self, polynomial: fmpq_mpoly, relation: str) -> bool:
        """Coefficients of one sign after every variable has been moved to a bound."""
        for moved, strict in self.moved(polynomial):
            coefficients = [(m, c) for m, c in moved.to_dict().items()]
            for sign in (1, -1) if relation == "!=" else (1,):
                if all(sign * c >= 0 for _, c in coefficients) and (
                    relation == ">=" or any(self.never_zero(m, strict) for m, _ in coefficients)
                ):
                    return True
        return False

    def never_zero(self, monomial: Sequence[int], strict: set[int]) -> bool:
        """Whether a product of atoms cannot vanish."""
        return all(k == 0 or i in strict for i, k in enumerate(monomial))

    def moved(self, polynomial: fmpq_mpoly) -> Iterator[tuple[fmpq_mpoly, set[int]]]:
        """The polynomial in variables that are >= 0, with the set of those that are > 0, in several ways."""
        occurring = {i for i, k in enumerate(polynomial.degrees()) if k}
        for by_conditions in ((), *self.eliminations(occurring)):
            substitution = list(GENERATORS)
            strict = {a.index for a in self.algebra.atoms if a.positive}
            for index, image, is_strict in by_conditions:
                substitution[index] = image
                (strict.add if is_strict else strict.discard)(index)
            after = polynomial.compose(*substitution) if by_conditions else polynomial
            taken = {index for index, _, _ in by_conditions}
            yield from self.moved_to_bounds(after, strict, taken)

    def moved_to_bounds(
        self, polynomial: fmpq_mpoly, strict: set[int], taken: set[int]
    ) -> Iterator[tuple[fmpq_mpoly, set[int]]]:
        """Quantities replaced by their distance from the lower or the upper end of their range."""
        choices: list[list[tuple[int, fmpq_mpoly, bool]]] = []
        for i, k in enumerate(polynomial.degrees()):
            if k and i not in taken:
                options = self.ends(self.algebra.atoms[i])
                if options:
                    choices.append(options)
                elif self.algebra.atoms[i].kind not in RANGED or any(powers[i] % 2 for powers in polynomial.monoms()):
                    return  # but x^2, x^4, ... of a real number without a bound are not negative
        for choice in itertools.islice(itertools.product(*choices), 16):
            substitution, positive = list(GENERATORS), set(strict)
            for index, image, is_strict in choice:
                substitution[index] = image
                (positive.add if is_strict else positive.discard)(index)
            yield polynomial.compose(*substitution), positive

    def ends(self, atom: Atom) -> list[tuple[int, fmpq_mpoly, bool]]:
        """The ways to write an atom through a non-negative number: (index, image, whether it is > 0)."""
        here = GENERATORS[atom.index]
        if atom.kind not in RANGED:
            return [(atom.index, here, atom.positive)] if atom.positive or atom.nonnegative else []
        domain = atom.argument.domain
        options = []
        if domain.lower is not None:
            low = fmpq(domain.lower.numerator, domain.lower.denominator)
            options.append((atom.index, here + low * ONE, domain.lower_open))
        if domain.upper is not None:
            high = fmpq(domain.upper.numerator, domain.upper.denominator)
            options.append((atom.index, high * ONE - here, domain.upper_open))
        return options

    def eliminations(self, occurring: set[int]) -> Iterator[tuple[tuple[int, fmpq_mpoly, bool], ...]]:
        """x = (rest) + y with y >= 0, from a condition in which x occurs linearly with coefficient 1."""
        for value, relation in self.conditions:
            if relation not in (">", ">=") or value.den != ONE:
                continue
            strict = relation == ">"
            rest = value.num
            if strict and self.algebra.is_integer(value):
                rest, strict = rest - ONE, False
            for i in occurring & value.atoms():
                slope = rest.derivative(i)
                if slope.is_constant() and slope.leading_coefficient() == 1 and self.algebra.atoms[i].kind in RANGED:
                    x = GENERATORS[i]
                    yield ((i, x - (rest - x), strict),)

    # Solver ----------------------------------------------------------------------------------------

    def solver(self, polynomial: fmpq_mpoly, relation: str) -> bool:
        """Whether z3 finds the negation unsatisfiable, first over the reals, then with integers as such."""
        degree = polynomial.total_degree()
        if degree > 40 or len(polynomial) > 400:
            return False
        integers_occur = any(a.integer for a in self.algebra.atoms)
        for with_integers in (False, True) if integers_occur else (False,):
            variables = [self.variable(a, with_integers) for a in self.algebra.atoms]
            negation = compare(self.translated(polynomial, variables), NEGATED[relation])
            if unsatisfiable([*self.facts(variables, self.relevant(polynomial)), negation]):
                return True
        return False

    def variable(self, atom: Atom, with_integers: bool) -> Any:
        """A solver variable for an atom."""
        name = f"a{atom.index}"
        return z3.ToReal(z3.Int(name)) if with_integers and atom.integer else z3.Real(name)

    def relevant(self, polynomial: fmpq_mpoly) -> set[int]:
        """The atoms of a question and of the conditions; nothing may be drawn from others.

        Another atom may be a root met under a bound variable whose range is not the present one, and that
        it is real says something about the variable which need not hold here.
        """
        found = {i for i, k in enumerate(polynomial.degrees()) if k}
        found |= {i for value, _ in self.conditions for i in value.atoms()}
        pending = list(found)
        while pending:
            atom = self.algebra.atoms[pending.pop()]
            inside = atom.argument[0].atoms() - found if atom.kind == "root" else set()
            found |= inside
            pending.extend(inside)
        return found

    def facts(self, variables: Sequence[Any], relevant: set[int]) -> Iterator[Any]:
        """What is known of the relevant atoms: ranges, signs, defining equations of roots; and the conditions."""
        for atom, variable in zip(self.algebra.atoms, variables, strict=True):
            if atom.index not in relevant:
                continue
            if atom.positive:
                yield variable > 0
            elif atom.nonnegative:
                yield variable >= 0
            if atom.kind in RANGED:
                domain = atom.argument.domain
                if domain.lower is not None:
                    low = rational(domain.lower)
                    yield variable > low if domain.lower_open else variable >= low
                if domain.upper is not None:
                    high = rational(domain.upper)
                    yield variable < high if domain.upper_open else variable <= high
            if atom.kind == "root":
                radicand, order = atom.argument
                power = variable**order * self.translated(radicand.den, variables)
                yield power == self.translated(radicand.num, variables)
                if radicand != radicand.inverse():
                    yield variable >= 0
            if atom.kind == "power" and atom.positive:
                yield from self.side_of_one(atom, variable)
            if atom.kind == "constant":
                low, high = ENCLOSED[str(atom.shown)]
                yield variable > rational(low)
                yield variable < rational(high)
        for value, relation in self.conditions:
            left = self.translated(value.num, variables)
            yield from self.sharpened(value, relation, left, variables)

    def side_of_one(self, atom: Atom, variable: Any) -> Iterator[Any]:
        """b^e with b > 0 and e >= 0 is at most 1 if b is, and at least 1 if b is; by the sign rule, on its own."""
        base, exponent, _ = atom.argument
        above_one, size = (base.num - base.den) * base.den, exponent.num * exponent.den
        strict = self.sign_rule(size, ">")
        if strict or self.sign_rule(size, ">="):
            if self.sign_rule(above_one, ">="):
                yield variable > 1 if strict and self.sign_rule(above_one, ">") else variable >= 1
            elif self.sign_rule(-above_one, ">="):
                yield variable < 1 if strict and self.sign_rule(-above_one, ">") else variable <= 1

    def sharpened(self, value: Frac, relation: str, left: Any, variables: Sequence[Any]) -> Iterator[Any]:
        """A condition; p > 0 for an integer polynomial p means p >= 1."""
        if relation in (">", "<") and self.algebra.is_integer(value):
            yield left >= 1 if relation == ">" else left <= -1
        elif relation in ("=", "!="):
            yield compare(left, relation)
        else:
            yield compare(left * self.translated(value.den, variables), relation)

    def translated(self, polynomial: fmpq_mpoly, variables: Sequence[Any]) -> Any:
        """A polynomial in the solver's terms."""
        total: Any = z3.RealVal(0)
        for monomial, coefficient in polynomial.to_dict().items():
            term: Any = rational(Fraction(int(coefficient.p), int(coefficient.q)))
            for index, exponent in enumerate(monomial):
                for _ in range(int(exponent)):
                    term = term * variables[index]
            total = total + term
        return total


ENCLOSED = {
    "pi": (Fraction(314159265, 10**8), Fraction(314159266, 10**8)),
    "EulerGamma": (Fraction(57721566, 10**8), Fraction(57721567, 10**8)),
}


def unsatisfiable(facts: Sequence[Any]) -> bool:
    """Whether z3 finds that not all of them can hold.

    Its limit is time on the clock.  If other work kept the processor busy meanwhile, it is asked once more and given
    the time in which it gets its share: what is established must not depend on what else a machine does.
    """
    clock, processor = time.monotonic(), time.process_time()
    answer = asked(facts, SOLVER_MILLISECONDS)
    waited, worked = 1000 * (time.monotonic() - clock), 1000 * (time.process_time() - processor)
    if answer == z3.unknown and waited >= SOLVER_MILLISECONDS and worked < OWN_SHARE * waited:
        answer = asked(facts, round(SOLVER_MILLISECONDS * waited / max(worked, 1)))
    return bool(answer == z3.unsat)


def asked(facts: Sequence[Any], milliseconds: int) -> z3.CheckSatResult:
    """The solver's answer within so much time."""
    solver = z3.Solver()
    solver.set("timeout", milliseconds)
    solver.add(*facts)
    return solver.check()


def rational(value: Fraction) -> Any:
    """A rational number in the solver's terms."""
    return z3.RealVal(f"{value.numerator}/{value.denominator}")


def compare(left: Any, relation: str) -> Any:
    """`left relation 0` in the solver's terms."""
    return {
        ">": left > 0,
        ">=": left >= 0,
        "<": left < 0,
        "<=": left <= 0,
        "=": left == 0,
        "!=": left != 0,
    }[relation]
