"""Instances of a statement: each quantity stands for something in its range, and no bound variable is captured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sympy
from sympy import Basic, Expr, Lambda, Symbol

from collapse_math.answers import NotShown
from collapse_math.exact.expressions import put
from collapse_math.exact.polynomials import number
from collapse_math.ledger import Lemma
from collapse_math.proofs.proof import Proof
from collapse_math.quantities import Domain, Quantity
from collapse_math.refuter import quantities_of
from collapse_math.sequences import SequenceQuantity


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
