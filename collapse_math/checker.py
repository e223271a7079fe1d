"""`check`: is a claim established, refuted, or undecided?

The order is always the same.  The claim is read (every symbol needs a range); a counterexample is looked
for; both sides are brought to normal form, which opens the obligations that they be defined; only then
is the justification tried.  Everything runs in a process of its own that is stopped at a time limit,
so no claim can hang the caller.  "Undecided" is never a pass.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import sympy
from flint import arb
from sympy import Basic
from sympy.core.relational import Relational

from collapse_math.answers import ESTABLISHED, REFUTED, UNDECIDED, Answer, NotShown
from collapse_math.balls import NotEvaluable, ball
from collapse_math.claims import (
    RELATIONS,
    ByInequality,
    Claim,
    Computed,
    Justification,
    Ring,
)
from collapse_math.exact.polynomials import OutsideLanguage, TooLarge
from collapse_math.proofs.instances import bound_names
from collapse_math.proofs.justifications import justified
from collapse_math.proofs.proof import Proof
from collapse_math.quantities import Quantity
from collapse_math.refuter import admissible_points, quantities_of, refute
from collapse_math.workers import TimeUp, within

SECONDS = 20.0


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
