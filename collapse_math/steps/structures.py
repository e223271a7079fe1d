"""What a classical theorem asks of a chain beyond values: that it is a martingale, how far it goes, a perpetuity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import sympy
from sympy import Basic, Expr, Integer

from collapse_math.answers import Answer, NotShown
from collapse_math.moments import ChiSquare, Refit, StandardNormal
from collapse_math.moments.expectations import symbols_of
from collapse_math.proofs.proof import Proof
from collapse_math.quantities import Quantity
from collapse_math.sequences import SequenceQuantity
from collapse_math.steps.agreement import one_way

if TYPE_CHECKING:
    from collapse_math.results import Fact


def is_martingale(given: Sequence[Fact], conditions: Sequence[Basic]) -> Answer:
    """A refit keeps f of the fit on average, or lowers it, and what is followed over generations is made of f.

    Among the facts are one expectation after one refit, of f, and one after many, of f or of an even power of f - c.
    The value is the latter's closed form or its limit.  An inequality between functions of the fit says that f falls,
    and then f must not be negative; one that is free of the fit is a bound at all times.
    """
    moment = next((fact for fact in given if fact.over is not None), None)
    kept = next((fact for fact in given if fact.refit is not None), None)
    if moment is None or kept is None or moment.observable is None or kept.observable is None:
        raise NotShown("a martingale needs an expectation after one refit and one after many")
    counted = {s.name for s in moment.over.free_symbols} if moment.over is not None else set()
    if given[0] is not moment and given[0].left != sympy.Limit(moment.right, moment.over, sympy.oo):
        raise NotShown(f"the value must be what was followed over {moment.over}, or its limit")
    if not all(one_way(one, other, conditions) for one in kept.refits for other in moment.refits):
        raise NotShown("the facts speak of different estimators")
    f, bounds = kept.observable, [fact for fact in given if fact.relation != "="]
    if moment.observable != f and not is_even_power_of(moment.observable, f, kept.random):
        raise NotShown(f"{moment.observable} is neither {f} nor an even power of its distance from a constant")
    sides = [side for bound in bounds for side in (bound.claim.left, bound.claim.right)]
    proof = Proof(conditions, f, moment.observable, kept.right, *sides)
    falls = False
    for bound in bounds:
        left, right = bound.claim.left, bound.claim.right
        if bound.relation not in ("<", "<="):
            raise NotShown("a bound must be of the form left < right or left <= right")
        if left.free_symbols & kept.random:
            proof.show_equal(left, kept.right, "what falls is not the mean after one refit")
            proof.show_equal(right, f, f"it is not said to fall below {f}")
            proof.show(proof.algebra.normal(f), ">=", f"that {f} is not negative")
            falls = True
        elif counted & {s.name for s in right.free_symbols}:
            raise NotShown(f"the bound {right} moves with {moment.over}")
    if falls and moment.observable != f:
        raise NotShown(f"of what falls on average nothing is known but its mean, not that of {moment.observable}")
    if not falls:
        proof.show_equal(kept.right, f, "a refit does not keep it on average")
    return proof.settled()


def is_even_power_of(power: Expr, f: Expr, random: frozenset[Quantity]) -> bool:
    """Whether an expression is (f - c)^2, (f - c)^4, ... with c free of the fit."""
    if not isinstance(power, sympy.Pow):
        return False
    base, exponent = power.args
    return bool(exponent.is_integer and exponent.is_even and exponent > 0 and not (base - f).free_symbols & random)


def is_length_of_path(length: Fact, moment: Fact, kept: Fact, conditions: Sequence[Basic]) -> Answer:
    """A quantity starts at 0, and a refit adds to it what has the law of |f' - f|, where f is kept on average.

    All of the fit that this depends on is refitted along with it, in the same way and from the same start.
    """
    path, here, f = length.observable, kept.refit, kept.observable
    if not isinstance(path, Quantity) or here is None or f is None or length.relation != "=":
        raise NotShown(f"'{length.step.title}' does not follow a length over generations")
    if length.over is None or length.over != moment.over or length.first or moment.first:
        raise NotShown(f"'{length.step.title}' does not follow a length from the first refit on, as counted before")
    start, began = dict(length.start), dict(moment.start)
    if start.get(path) != 0 or any(value != began.get(p, value) for p, value in start.items()):
        raise NotShown(f"{path} does not start at 0, or not with the same fit")
    for refit in length.refits:
        moves_along(refit, path, here)
    move = here.after(f) - f
    gains = [(refit, refit.parameters[path] - path) for refit in length.refits]
    proof = Proof(conditions, move, *(gain for _, gain in gains), *conditions)
    for refit, gain in gains:
        is_size_of_step(proof, gain, refit, move, here)
    return proof.settled()


def moves_along(refit: Refit, path: Quantity, here: Refit) -> None:
    """A refit of a path refits what its formulas contain of the fit, as another one does; or NotShown."""
    if path not in refit.parameters or refit.by != here.by or not refit.agrees(here):
        raise NotShown(f"the facts speak of different estimators, or of one without {path}")
    fitted = {parameter: formula for parameter, formula in refit.parameters.items() if parameter != path}
    needed = set(here.parameters) & {s for formula in refit.parameters.values() for s in formula.free_symbols}
    if not needed <= set(fitted) <= set(here.parameters):
        raise NotShown(f"what moves along with {path} is not what its steps depend on")
    drawn = [draw for draw in (*refit.draws, *here.draws) if symbols_of(draw, *fitted.values())]
    if any(draw not in refit.draws or draw not in here.draws for draw in drawn):
        raise NotShown(f"what moves along with {path} is drawn in another way")


def is_size_of_step(proof: Proof, gain: Expr, refit: Refit, move: Expr, here: Refit) -> None:
    """The gain is s sqrt(Y) and the step +s Z or -s Z, s >= 0, Y chi-square with one degree, Z normal; or NotShown."""
    gained = [draw for draw in refit.draws if symbols_of(draw, gain)]
    moved = [draw for draw in here.draws if symbols_of(draw, move)]
    if [type(draw) for draw in (*gained, *moved)] != [ChiSquare, StandardNormal]:
        raise NotShown(f"{move} and {gain} are not made of one normal and one chi-square variable")
    (y,), (z,) = symbols_of(gained[0], gain), symbols_of(moved[0], move)
    size, scale = gain.xreplace({y: Integer(1)}), move.xreplace({z: Integer(1)})
    proof.show_equal(gained[0].law[0], Integer(1), "the number of degrees of freedom is not 1")
    proof.show_equal(gain, size * sympy.sqrt(y), "a gain is no multiple of the root of a chi-square variable")
    proof.show_equal(move, scale * z, "a step is no multiple of a normal variable")
    proof.show_equal(size**2, scale**2, "a gain is not the size of a step")
    proof.show(proof.algebra.normal(size), ">=", f"that {size} is not negative")


def is_perpetuity(given: Sequence[Fact], order: Expr, relation: str, conditions: Sequence[Basic]) -> Answer:
    """l' = l + a sqrt(v) Z and v' = b v X with numbers a != 0 and b, a normal Z and a chi-square X independent of it.

    The first fact is the mean of v^(order/2) after one refit.  A refit multiplies it by a factor that is 1 or, by a
    second fact, in the `relation` < or >= to 1.
    """
    refit, observable = given[0].refit, given[0].observable
    if refit is None or observable is None:
        raise NotShown("a perpetuity needs the mean of a power of the variance after one refit")
    parameters = set(refit.parameters)
    scales = observable.free_symbols & parameters
    normals = [draw for draw in refit.draws if isinstance(draw, StandardNormal)]
    squares = [draw for draw in refit.draws if isinstance(draw, ChiSquare)]
    if (len(parameters), len(scales), len(refit.draws), len(normals), len(squares)) != (2, 1, 2, 1, 1):
        raise NotShown("a perpetuity has a place and a variance, moved by one normal and one chi-square variable")
    (scale,), (place,) = scales, parameters - scales
    if any(e.atoms(SequenceQuantity) for e in (*refit.parameters.values(), *squares[0].law)):
        raise NotShown("a perpetuity moves alike at each refit")
    z, x = normals[0].value, squares[0].value
    step, growth = refit.parameters[place] - place, refit.parameters[scale] / scale
    push, rate = step.xreplace({z: Integer(1)}) / sympy.sqrt(scale), growth.xreplace({x: Integer(1)})
    factor = given[0].right / observable
    claims = [fact.claim for fact in given[1:]]
    proof = Proof(conditions, observable, scale ** (order / 2), push, rate, factor, *(c.left for c in claims))
    proof.show_equal(observable, scale ** (order / 2), f"the moment is not that of order {order}")
    proof.show_equal(step, push * sympy.sqrt(scale) * z, "the place does not move by a multiple of the deviation")
    proof.show_equal(growth, rate * x, "the variance is not multiplied by a chi-square variable")
    for part, name in ((push, "step of the place"), (rate, "growth of the variance"), (factor, "growth of the moment")):
        atoms = proof.algebra.normal(part).atoms()
        if any(proof.algebra.atoms[i].shown.free_symbols & parameters for i in atoms):
            raise NotShown(f"the {name} depends on the fit")
    proof.show(proof.algebra.normal(push), "!=", "that the place moves")
    proof.show(proof.algebra.normal(order), ">", "that the order is positive")
    if relation == "=":
        proof.show_equal(factor, Integer(1), f"the moment of order {order} is not kept")
    for claim in claims:
        proof.show_equal(claim.left, factor, "what is given is not about the factor of the moment")
        if claim.right != 1 or claim.relation not in {"<": ("<",), ">=": (">", ">=")}[relation]:
            raise NotShown(f"the factor of the moment is to be {relation} 1, not {claim.relation} {claim.right}")
    return proof.settled()
