"""What the draws of a generation have to do with the past, for expectations to be composed.

E[f(next fit)] follows from E[f(next fit) | present fit] if the draws have their law whatever the present fit is.  That
takes an assumption that says so, such as fresh randomness: a chain that draws the same numbers again at each refit
has the right law of the draws and the wrong one given the fit.  It takes none where the fit and what is drawn do not
meet, as in log v' = log v + log(X/n), the mean of which is the sum of two means; and none where something of mean
zero whatever came before is in every term in which they meet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sympy import Expr

from collapse_math.answers import NotShown
from collapse_math.ledger import Assumption
from collapse_math.moments import Draw, JointSample, Sample
from collapse_math.moments.expectations import depends_on, split, symbols_of
from collapse_math.proofs.proof import Proof
from collapse_math.quantities import Quantity

if TYPE_CHECKING:
    from collapse_math.results import Fact


def renewed_by(
    proof: Proof, facts: Sequence[Fact], parameters: set[Quantity], uses: Sequence[Assumption]
) -> set[Assumption]:
    """What it takes beyond `uses` that the draws are independent of the fit where they meet; or NotShown."""
    said = [assumption for assumption in uses if assumption.renews]
    met = [found for fact in facts for found in meeting(proof, fact, parameters)]
    if said and not met:
        raise NotShown(f"'{said[0]}' is said but not needed: no draw meets the fit")
    for draw, otherwise in met:
        if not said and not otherwise:
            raise NotShown(f"{draw.name} meets the fit: say what makes it independent, such as 'fresh-randomness'")
    return set() if said else {assumption for _, otherwise in met for assumption in otherwise}


def meeting(proof: Proof, fact: Fact, parameters: set[Quantity]) -> Iterator[tuple[Draw, tuple[Assumption, ...]]]:
    """A draw for each term of the next observable in which one meets the present fit, in it or in a law.

    With it come the assumptions, if any, by which the term has mean zero all the same, or all its draws are new.
    """
    if fact.refit is None or fact.observable is None:
        return
    draws = fact.refit.draws
    value = proof.algebra.normal(fact.refit.after(fact.observable))
    shown = {i: proof.algebra.atoms[i].shown for i in value.atoms()}
    fitted = {i for i, atom in shown.items() if atom.free_symbols & parameters}
    below = split(value.den, shown)
    # What a sum in the denominator contains is in every term.
    common = {i for factors in below for i, _ in factors} if len(below) > 1 else set()
    for factors in split(value.num, shown):
        exponents = dict(factors)
        for i, times in next(iter(below)) if len(below) == 1 else ():
            exponents[i] = exponents.get(i, 0) - times
        present = {i: exponents.get(i, 0) for i in {*exponents, *common} if exponents.get(i) or i in common}
        met = [draw for draw in draws if any(symbols_of(draw, shown[i]) for i in present)]
        if met and (fitted & set(present) or any(depends_on(draw, draws) & parameters for draw in met)):
            yield met[0], next(filter(None, (centred(draw, present, shown) for draw in met)), renewed(met))


def renewed(met: Sequence[Draw]) -> tuple[Assumption, ...]:
    """The assumptions by which draws are independent of all earlier ones; none if one of them need not be."""
    known = [draw.renewed if isinstance(draw, Sample | JointSample) else () for draw in met]
    return tuple(assumption for each in known for assumption in each) if all(known) else ()


def centred(draw: Draw, present: Mapping[int, int], shown: Mapping[int, Expr]) -> tuple[Assumption, ...]:
    """The assumptions by which a draw makes a product have mean zero: its own mean is, whatever else there is.

    None if it is not of that kind, or not in the product once.
    """
    if not isinstance(draw, Sample) or draw.mean != 0:
        return ()
    powers = {shown[i]: times for i, times in present.items() if symbols_of(draw, shown[i])}
    return draw.centred if powers == {draw.power_sum(1): 1} else ()
