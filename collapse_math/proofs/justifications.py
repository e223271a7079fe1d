"""The justifications that are proofs: rings, inequalities, induction, telescoping, lemmas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sympy
from sympy import Basic, Expr, Symbol

from collapse_math.answers import Answer, NotShown
from collapse_math.claims import (
    ByInequality,
    ByLemma,
    Claim,
    Induction,
    Justification,
    Ring,
    Telescope,
)
from collapse_math.exact.expressions import put, single_range
from collapse_math.exact.polynomials import ZERO, Frac
from collapse_math.proofs.instances import lemma_applies, refuse_capture
from collapse_math.proofs.proof import Proof, inequalities
from collapse_math.quantities import Quantity, exact


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
