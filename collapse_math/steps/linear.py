"""What is linear in observables: coefficients that are free of the parameters of a fit."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Expr

from collapse_math.answers import NotShown
from collapse_math.exact.polynomials import ONE, Frac, number
from collapse_math.moments.expectations import Monomial, split
from collapse_math.proofs.proof import Proof
from collapse_math.quantities import Quantity


def in_terms_of(
    proof: Proof, target: Expr, observables: Sequence[Expr], parameters: set[Quantity]
) -> tuple[list[Frac], Frac]:
    """Coefficients a_j and b, free of the parameters, with target = sum a_j observable_j + b.

    Found by elimination, in which a pivot may vanish for some values of the quantities: the identity holds there
    as well, as long as the coefficients themselves have no pole.  Raises NotShown if there are none: the recursion
    then does not close.
    """
    rows = [by_parameters(proof, e, parameters) for e in (*observables, target)]
    basis, goal = rows[:-1], dict(rows[-1])
    coefficients = [number(0)] * len(basis)
    used: list[tuple[int, Monomial, dict[Monomial, Frac], list[Frac]]] = []
    for j, row in enumerate(basis):
        current, mix = dict(row), [number(int(i == j)) for i in range(len(basis))]
        for _, pivot, other, other_mix in used:
            factor = current.get(pivot, number(0))
            current = {m: current.get(m, number(0)) - factor * other.get(m, number(0)) for m in {*current, *other}}
            mix = [a - factor * b for a, b in zip(mix, other_mix, strict=True)]
        candidates = [m for m, c in sorted(current.items()) if m and c != number(0)]
        if not candidates:
            continue
        inverse = current[candidates[-1]].inverse()
        current = {m: c * inverse for m, c in current.items()}
        used.append((j, candidates[-1], current, [a * inverse for a in mix]))
    for _, pivot, row, mix in used:
        factor = goal.get(pivot, number(0))
        goal = {m: goal.get(m, number(0)) - factor * row.get(m, number(0)) for m in {*goal, *row}}
        coefficients = [a + factor * b for a, b in zip(coefficients, mix, strict=True)]
    left_over = [m for m, c in goal.items() if m and c != number(0)]
    if left_over:
        raise NotShown(f"the recursion does not close: {target} is no linear combination of the observables")
    found = (*coefficients, goal.get((), number(0)))
    for coefficient in found:
        proof.show(Frac(coefficient.den, ONE), "!=", f"that a coefficient in {target} is defined")
    return list(found[:-1]), found[-1]


def by_parameters(proof: Proof, expression: Expr, parameters: set[Quantity]) -> dict[Monomial, Frac]:
    """An expression as a sum over monomials in the atoms that contain parameters, divided ones included."""
    value = proof.algebra.normal(expression)
    random = {a.index for a in proof.algebra.atoms if a.shown.free_symbols & parameters}
    below = split(value.den, random)
    if len(below) != 1:
        raise NotShown(f"a sum with a parameter of the fit occurs in the denominator of {expression}")
    [(divisors, bottom)] = below.items()
    rows: dict[Monomial, Frac] = {}
    for factors, top in split(value.num, random).items():
        exponents = dict(factors)
        for index, times in divisors:
            exponents[index] = exponents.get(index, 0) - times
        rows[tuple(sorted((i, k) for i, k in exponents.items() if k))] = Frac(top, ONE) * Frac(ONE, bottom)
    return rows
