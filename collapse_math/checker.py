"""`check`: is a claim established, refuted, or undecided?

The order is always the same.  The claim is read (every symbol needs a range); a counterexample is looked
for; both sides are brought to normal form, which opens the obligations that they be defined; only then
is the justification tried.  Everything runs in a process of its own that is stopped at a time limit,
so no claim can hang the caller.  "Undecided" is never a pass.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import sympy
from flint import arb
from sympy import Basic, Expr, Lambda, Symbol
from sympy.core.relational import Relational

from collapse_math.balls import NotEvaluable, ball
from collapse_math.claims import (
    RELATIONS,
    ByInequality,
    ByLemma,
    Claim,
    Computed,
    Induction,
    Justification,
    Ring,
    Telescope,
)
from collapse_math.exact.algebra import Algebra
from collapse_math.exact.expressions import common_root_order, put, single_range
from collapse_math.exact.polynomials import ZERO, Frac, OutsideLanguage, TooLarge, number
from collapse_math.ledger import Assumption, Lemma
from collapse_math.quantities import Domain, Quantity, exact
from collapse_math.refuter import Refutation, admissible_points, quantities_of, refute
from collapse_math.sequences import SequenceQuantity
from collapse_math.workers import TimeUp, within

ESTABLISHED, REFUTED, UNDECIDED = "established", "refuted", "undecided"
SECONDS = 20.0


@dataclass(frozen=True)
class Answer:
    """What the checker found.

    outcome     established, refuted or undecided
    grade       proved, solver-certified, axiom or computed; empty unless established
    because     the reason, in one sentence
    rests_on    named lemmas and axioms, functional equations, the solver
    uses        modelling assumptions; only steps of theorems use any
    refutation  the point and both values, when refuted
    points      admissible points at which a counterexample was looked for
    """

    outcome: str
    grade: str = ""
    because: str = ""
    rests_on: tuple[str, ...] = ()
    uses: tuple[Assumption, ...] = ()
    refutation: Refutation | None = None
    points: int = 0

    def __bool__(self) -> bool:
        """True only when established."""
        return self.outcome == ESTABLISHED

    def __str__(self) -> str:
        """One line."""
        detail = str(self.refutation) if self.refutation else self.because
        return f"{self.outcome}{' (' + self.grade + ')' if self.grade else ''}: {detail}"


class NotShown(Exception):
    """The justification does not establish the claim; the message says why."""


def check(claim: Claim, how: Justification | None = None, *, seconds: float = SECONDS) -> Answer:
    """Decide a claim by the given justification (by default `Ring()` for =, `ByInequality()` otherwise).

    Never raises for a claim it cannot handle and never runs longer than about `seconds`: the answer is
    then undecided, with the reason.
    """
    if how is None:
        how = Ring() if claim.relation == "=" else ByInequality()
    try:
        return within(seconds, decide, claim, how)
    except TimeUp as problem:
        return Answer(UNDECIDED, because=str(problem))


def decide(claim: Claim, how: Justification, given: Sequence[Claim] = ()) -> Answer:
    """The same in this process and without a time limit.

    `given` are claims already established under the same conditions; ByInequality and Induction may use them.
    """
    try:
        # SymPy turns a condition that the ranges already imply into True.
        claim = replace(claim, conditions=tuple(c for c in claim.conditions if c is not sympy.true))
        quantities = read(claim)
        refutation, points = refute(claim, quantities)
        if refutation is not None:
            return Answer(REFUTED, because=refutation.reason, refutation=refutation, points=points)
        if points == 0:
            return Answer(
                UNDECIDED, because="no admissible values were found; the conditions may contradict each other"
            )
        if isinstance(how, Computed):
            return replace(computed(claim, quantities), points=points)
        return replace(justified(claim, how, given), points=points)
    except (NotShown, OutsideLanguage, TooLarge, NotEvaluable, NotImplementedError) as problem:
        return Answer(UNDECIDED, because=str(problem))
    except Exception as problem:
        # SymPy, FLINT and z3 raise what they like, out of memory included; nothing of it is a pass.
        return Answer(UNDECIDED, because=f"{type(problem).__name__}: {problem}")


def read(claim: Claim) -> list[Quantity]:
    """Check the form of a claim and return its quantities."""
    if claim.relation not in RELATIONS:
        raise NotShown(f"the relation {claim.relation!r} is not one of {', '.join(RELATIONS)}")
    parts: list[Basic] = [claim.left, claim.right, *claim.conditions]
    for part in parts:
        if not isinstance(part, Basic):
            raise NotShown(f"{part!r} is no SymPy expression: wrap numbers with sympy.Integer or Rational")
        if part.has(sympy.nan, sympy.zoo, sympy.I):
            raise NotShown(f"{part} contains nan, complex infinity or the imaginary unit")
        if part.atoms(sympy.Float):
            raise NotShown(f"{part} contains a float: write it as a fraction, such as Rational(1, 10)")
        shadowed = bound_names(part) & {s.name for p in parts for s in p.free_symbols}
        if shadowed:
            raise NotShown(f"the bound variable {min(shadowed)} also occurs free: rename it")
    for condition in claim.conditions:
        if not isinstance(condition, Relational):
            raise NotShown(f"the condition {condition} is no relation, such as n > d + 1")
    quantities = quantities_of(*parts)
    for quantity in quantities:
        if "#" in quantity.name:
            raise NotShown(f"the name {quantity} is kept for bound variables: make quantities with integer() or real()")
    for symbol in {s for p in parts for s in p.free_symbols} - set(quantities):
        raise NotShown(f"{symbol} has no range: make it with integer({str(symbol)!r}, ...) or real(...)")
    names = [q.name for q in quantities]
    for name in names:
        if names.count(name) > 1:
            raise NotShown(f"two different quantities are called {name}: use one range for it")
    return quantities


def computed(claim: Claim, quantities: Sequence[Quantity]) -> Answer:
    """Both sides are defined, SymPy and numbers agree, and nothing more happened; the grade says so."""
    if claim.relation != "=":
        raise NotShown("Computed() is for equations")
    proof = Proof(claim.conditions, claim.left, claim.right, *claim.conditions)
    proof.difference(claim.left, claim.right)
    proof.settled()
    agreeing = 0
    for point in itertools.islice(admissible_points(claim.conditions, quantities), MOST_COMPUTED_POINTS):
        left, right = ball(claim.left, point, COMPUTED_BITS), ball(claim.right, point, COMPUTED_BITS)
        if not abs(left - right) <= max(abs(left), abs(right), arb(1)) * arb(2) ** (-COMPUTED_BITS // 2):
            raise NotShown("the numbers are not precise enough to agree")
        agreeing += 1
    if not quantities or agreeing >= MOST_COMPUTED_POINTS // 2:
        if sympy.simplify(claim.left - claim.right) == 0:
            return Answer(ESTABLISHED, "computed", "SymPy and numbers agree", ("SymPy",))
        raise NotShown("SymPy does not simplify the difference to zero")
    raise NotShown("too few admissible points to compare numbers at")


MOST_COMPUTED_POINTS = 20
COMPUTED_BITS = 256


class Proof:
    """One claim under justification: its algebra, and the facts that may be used."""

    def __init__(self, conditions: Sequence[Basic], *expressions: Basic) -> None:
        """Open an algebra in which the conditions hold."""
        self.algebra = Algebra(common_root_order(*expressions))
        self.lemmas: set[str] = set()
        self.integrals_allowed: set[int] = set()
        self.algebra.signs.conditions.extend(self.as_condition(c) for c in conditions)
        self.owed_by_conditions = list(self.algebra.signs.unsettled)  # a condition cannot make itself defined

    def as_condition(self, condition: Basic, at: Mapping[Symbol, Expr] | None = None) -> tuple[Frac, str]:
        """A relation, with its quantities replaced, as a normal form and its relation to zero."""
        relation = {"==": "=", "Eq": "=", "Ne": "!="}.get(condition.rel_op, condition.rel_op)
        # Replaced side by side, since SymPy itself would decide a whole relation such as k + d > d.
        left, right = (self.algebra.normal(side.xreplace(dict(at or {}))) for side in (condition.lhs, condition.rhs))
        return left - right, relation

    def difference(self, left: Expr, right: Expr) -> Frac:
        """Normal form of left - right."""
        return self.algebra.normal(left) - self.algebra.normal(right)

    def show_equal(self, left: Expr, right: Expr, what: str) -> None:
        """Both sides have the same normal form, or NotShown."""
        if not self.algebra.vanishes(self.difference(left, right)):
            raise NotShown(f"{what}: {left} and {right} have different normal forms")

    def show(self, value: Frac, relation: str, what: str) -> None:
        """`value relation 0`, or NotShown."""
        if not self.algebra.signs.holds(value, relation):
            raise NotShown(f"{what} is not shown")

    def settle(self, given: Sequence[Claim]) -> None:
        """Settle obligations that follow from inequalities that are given: that a denominator is positive, say."""
        signs = self.algebra.signs
        if not signs.unsettled:
            return
        finite = [c for c in given if c.relation != "=" and not (c.left.has(sympy.Limit) or c.right.has(sympy.oo))]
        known = [(self.difference(c.left, c.right), c.relation) for c in finite]
        if known:
            with signs.assuming(known):
                left = [owed for owed in signs.unsettled if not signs.holds(owed.what, owed.relation)]
            signs.unsettled = [*self.owed_by_conditions, *left]

    def settled(self) -> Answer:
        """The answer, once every obligation is settled."""
        for obligation in self.algebra.signs.unsettled:
            raise NotShown(f"not shown to be defined: {obligation.reason}")
        for atom in self.algebra.atoms:
            if atom.kind == "integral" and atom.index not in self.integrals_allowed:
                raise NotShown(f"the convergence of {atom.shown} is not established: justify it by a lemma")
        solver = {"z3"} if self.algebra.signs.solver_used else set()
        rests_on = tuple(sorted(self.lemmas | self.algebra.facts_used | solver))
        return Answer(ESTABLISHED, "solver-certified" if solver else "proved", "", rests_on)


def justified(claim: Claim, how: Justification, given: Sequence[Claim]) -> Answer:
    """Try a justification that is a proof."""
    extra = list(how.at.values()) if isinstance(how, ByLemma) else []
    extra += [how.lemma.claim.left, how.lemma.claim.right] if isinstance(how, ByLemma) else []
    extra += [side for known in given for side in (known.left, known.right)]
    proof = Proof(claim.conditions, claim.left, claim.right, *claim.conditions, *extra)
    proof.difference(claim.left, claim.right)
    if isinstance(how, Ring):
        if claim.relation != "=":
            raise NotShown("Ring() establishes equations only; use ByInequality()")
        proof.show_equal(claim.left, claim.right, "the two sides differ")
    elif isinstance(how, ByInequality):
        by_inequality(proof, claim, given)
    elif isinstance(how, Induction):
        by_induction(proof, claim, how.over, given)
    elif isinstance(how, Telescope):
        by_telescope(proof, claim, how.certificate)
    elif isinstance(how, ByLemma):
        # What a quantity of the lemma stands for may lie in its range by what is given.
        with proof.algebra.signs.assuming(inequalities(proof, given)):
            by_lemma(proof, claim, how)
    else:
        raise NotShown(f"{type(how).__name__} is no known justification")
    proof.settle(given)
    return proof.settled()


def inequalities(proof: Proof, given: Sequence[Claim]) -> list[tuple[Frac, str]]:
    """Those of the given claims that the signs of expressions can use."""
    usable = [c for c in given if c.relation != "=" and not sympy.Tuple(c.left, c.right).has(sympy.Limit, sympy.oo)]
    return [(proof.difference(c.left, c.right), c.relation) for c in usable]


def by_inequality(proof: Proof, claim: Claim, given: Sequence[Claim]) -> None:
    """The sign of left - right, given what is established."""
    if claim.relation == "=":
        raise NotShown("ByInequality() does not establish equations; use Ring()")
    known = [(proof.difference(c.left, c.right), c.relation) for c in given]
    with proof.algebra.signs.assuming(known):
        proof.show(proof.difference(claim.left, claim.right), claim.relation, f"{claim}")


def by_induction(proof: Proof, claim: Claim, over: Symbol, given: Sequence[Claim]) -> None:
    """Base at the lower end of the range; step from each value to the next, for inequalities by what is given.

    Where the conditions bound the variable from above, the step goes on as long as the next value obeys them.
    """
    if not isinstance(over, Quantity) or not over.domain.integer or over.domain.lower is None:
        raise NotShown(f"induction runs over an integer quantity with a smallest value; {over} is none")
    if over.domain.upper is not None or not all(bounds_above(proof, c, over) for c in claim.conditions):
        raise NotShown(f"the range of {over} must be unbounded, and conditions on {over} may bound it from above only")
    base = instance(claim, {over: exact(over.domain.lower)}, given)
    proof.lemmas |= set(base.settled().rests_on) - {"z3"}
    proof.algebra.signs.solver_used |= base.algebra.signs.solver_used
    now = proof.difference(claim.left, claim.right)
    onwards = {over: over + 1}
    with proof.algebra.signs.assuming([proof.as_condition(c, onwards) for c in claim.conditions]):
        then = proof.difference(claim.left.xreplace(onwards), claim.right.xreplace(onwards))
        if claim.relation == "=":
            follows_by_algebra(proof, now, then, over)
            return
        known = [(proof.difference(c.left, c.right), c.relation) for c in given]
        known += [(proof.difference(c.left.xreplace(onwards), c.right.xreplace(onwards)), c.relation) for c in given]
        with proof.algebra.signs.assuming([(now, claim.relation), *known]):
            proof.show(then, claim.relation, f"the step from {over} to {over} + 1")


def bounds_above(proof: Proof, condition: Basic, over: Quantity) -> bool:
    """Whether a condition that holds for a value of an integer holds for all smaller ones."""
    if over not in condition.free_symbols:
        return True
    value, relation = proof.as_condition(condition)
    if relation in ("<", "<="):
        value, relation = -value, ">"
    place = proof.algebra.quantity(over).index
    elsewhere = any(over in proof.algebra.atoms[i].shown.free_symbols for i in value.atoms() - {place})
    slope = value.num.derivative(place)
    falls = slope.is_constant() and slope.leading_coefficient() < 0
    return relation in (">", ">=") and value.den.is_constant() and falls and not elsewhere


def instance(claim: Claim, at: Mapping[Symbol, Expr], given: Sequence[Claim]) -> Proof:
    """A proof of one instance of a claim, by the same instances of what is given; or NotShown."""
    conditions = [c.func(c.lhs.xreplace(at), c.rhs.xreplace(at)) for c in claim.conditions]
    if sympy.false in conditions:
        raise NotShown(f"the conditions exclude {', '.join(f'{q} = {value}' for q, value in at.items())}")
    proof = Proof([c for c in conditions if c is not sympy.true], claim.left, claim.right, *claim.conditions)
    first = proof.difference(claim.left.xreplace(at), claim.right.xreplace(at))
    usable = () if claim.relation == "=" else given
    here = [(proof.difference(c.left.xreplace(at), c.right.xreplace(at)), c.relation) for c in usable]
    with proof.algebra.signs.assuming(here):
        proof.show(first, claim.relation, f"the base case {', '.join(f'{q} = {value}' for q, value in at.items())}")
    return proof


def follows_by_algebra(proof: Proof, now: Frac, then: Frac, over: Quantity) -> None:
    """If `now` vanishes then so does `then`, which is a multiple of it; or NotShown."""
    top, bottom = proof.algebra.modulo_roots(then.num), proof.algebra.modulo_roots(now.num)
    if bottom == ZERO:
        if top != ZERO:
            raise NotShown("the step does not follow")
        return
    _, remainder = divmod(top, bottom)
    if remainder != ZERO:
        raise NotShown(f"the step from {over} to {over} + 1 does not follow by algebra")


def by_telescope(proof: Proof, claim: Claim, certificate: Expr) -> None:
    """f(k) = G(k + 1) - G(k) makes the sum G(upper + 1) - G(lower); likewise for products with ratios."""
    if claim.relation != "=" or not isinstance(claim.left, sympy.Sum | sympy.Product):
        raise NotShown("Telescope() needs an inert Sum or Product on the left of an equation")
    body, (index, lower, upper) = single_range(claim.left)
    additive = isinstance(claim.left, sympy.Sum)
    refuse_capture((certificate,), {index: lower + upper}, "the certificate")

    def gap(first: Expr, last: Expr, between: Expr) -> tuple[Frac, Frac]:
        # Each value by itself, so that a pole of the certificate is seen and not cancelled.
        values = (put(certificate, {index: first}), put(certificate, {index: last}), between)
        before, after, step = map(proof.algebra.normal, values)
        return before, (after - before - step if additive else before * step - after)

    with proof.algebra.binders.bound(index, lower, upper) as inner:
        _, wrong = gap(inner, inner + 1, put(body, {index: inner}))
        if not proof.algebra.vanishes(wrong):
            raise NotShown(
                f"the certificate {certificate} does not take one {'term' if additive else 'factor'} per step"
            )
    start, wrong = gap(lower, upper + 1, claim.right)
    if not additive:
        proof.show(start, "!=", f"that the certificate does not vanish at {index} = {lower}")
    if not proof.algebra.vanishes(wrong):
        raise NotShown(f"the ends of the certificate do not give {claim.right}")


def by_lemma(proof: Proof, claim: Claim, how: ByLemma) -> None:
    """The claim is an instance of the lemma, whose conditions hold here."""
    lemma = how.lemma.claim
    at = lemma_applies(proof, how.lemma, how.at)
    left, right = proof.algebra.normal(lemma.left.xreplace(at)), proof.algebra.normal(lemma.right.xreplace(at))
    # A lemma about an integral says that it converges.
    proof.integrals_allowed |= {i for i in left.atoms() | right.atoms() if proof.algebra.atoms[i].kind == "integral"}
    gap = proof.difference(claim.left, claim.right) - (left - right)
    if lemma.relation != claim.relation or not proof.algebra.vanishes(gap):
        instance = f"{lemma.left.xreplace(at)} {lemma.relation} {lemma.right.xreplace(at)}"
        raise NotShown(f"the claim is not the instance {instance} of the lemma {how.lemma.name}")
    proof.lemmas.add(how.lemma.name)


def lemma_applies(proof: Proof, lemma: Lemma, at: Mapping[Symbol, Expr]) -> dict[Symbol, Expr]:
    """What every quantity of the lemma stands for, once its ranges and conditions are shown to hold."""
    full = dict(at)
    if not all(isinstance(key, Quantity) for key in at):
        raise NotShown(f"only the quantities of the lemma {lemma.name} may stand for something")
    refuse_capture((lemma.claim.left, lemma.claim.right), at, lemma.name)
    for quantity in quantities_of(lemma.claim.left, lemma.claim.right, *lemma.claim.conditions):
        in_range(proof, quantity, full.setdefault(quantity, quantity), f"the lemma {lemma.name}")
    for condition in lemma.claim.conditions:
        value, relation = proof.as_condition(condition, full)
        proof.show(value, relation, f"the condition {condition} of the lemma {lemma.name}")
    return full


def bound_names(*expressions: Basic) -> set[str]:
    """The names of the bound variables of sums, products and integrals."""
    kinds = (sympy.Sum, sympy.Product, sympy.Integral)
    return {r[0].name for e in expressions for node in e.atoms(*kinds) for r in node.limits}


def refuse_capture(expressions: Sequence[Basic], at: Mapping[Symbol, Expr], name: str) -> None:
    """Nothing that is put into a statement may meet one of its bound variables."""
    mentioned = {s.name for key, value in at.items() for s in key.free_symbols | value.free_symbols}
    if captured := bound_names(*expressions) & mentioned:
        raise NotShown(f"{min(captured)} is a bound variable of {name}: rename it")
    # An index of the statement is put into what stands for a sequence, and must not meet a bound variable there.
    indices = {s.name for e in expressions for s in e.free_symbols} | bound_names(*expressions)
    if captured := bound_names(*(value for value in at.values() if isinstance(value, Lambda))) & indices:
        raise NotShown(f"{min(captured)} is bound in what is put into {name}, which has it too: rename it")


def in_range(proof: Proof, quantity: Quantity, value: Expr, name: str) -> None:
    """The value put for a quantity, of a lemma say, lies in its range; for a sequence, every term does."""
    if isinstance(quantity, SequenceQuantity):
        if value != quantity:
            every_term_in_range(proof, quantity, value, name)
        return
    frac, domain = proof.algebra.normal(value), quantity.domain
    if domain.integer and not proof.algebra.is_integer(frac):
        raise NotShown(f"{value}, put for {quantity} in {name}, is not shown to be an integer")
    if domain.lower is not None:
        relation = ">" if domain.lower_open else ">="
        proof.show(frac - number(domain.lower), relation, f"{value} {relation} {domain.lower} for {name}")
    if domain.upper is not None:
        relation = "<" if domain.upper_open else "<="
        proof.show(frac - number(domain.upper), relation, f"{value} {relation} {domain.upper} for {name}")


def every_term_in_range(proof: Proof, sequence: SequenceQuantity, rule: Expr, name: str) -> None:
    """Every term of what stands for a sequence lies in the range of its terms."""
    if not isinstance(rule, Lambda) or len(rule.variables) != 1:
        raise NotShown(f"{sequence} in {name} is a sequence: put a Lambda of its index for it")
    inner = Quantity("index#0", Domain(integer=True))
    this = proof.algebra.quantity(inner).frac
    with proof.algebra.signs.assuming([(this - number(sequence.first), ">=")]):
        in_range(proof, Quantity(sequence.name, sequence.domain), put(rule.expr, {rule.variables[0]: inner}), name)
