"""What a theorem rests on, each item with its sentence and source."""

from __future__ import annotations

from functools import cache

from collapse_math import axioms
from collapse_math.ledger import Axiom, Lemma

RECURRENCES = {
    "gamma": "Gamma(x + 1) = x Gamma(x).",
    "psi": "psi(x + 1) = psi(x) + 1/x, and its derivatives.",
    "harmonic": "H_(t + 1) = H_t + 1/(t + 1).",
}
SOLVER = "The negation of an inequality has no solution; the solver's word is taken for it."
KINDS = ("theorem", "axiom", "lemma", "functional equation", "solver", "computed step")


@cache
def classical() -> dict[str, Axiom | Lemma]:
    """All axioms and lemmas by name."""
    return {fact.name: fact for fact in vars(axioms).values() if isinstance(fact, Axiom | Lemma)}


def explained(name: str, statements: dict[str, str]) -> str:
    """One item that a theorem rests on, in a sentence; `statements` are those of the theorems, by key.

    Raises KeyError for an item that nothing is known about.
    """
    fact = classical().get(name)
    if isinstance(fact, Axiom):
        return f"{fact.says}  {fact.source}."
    if isinstance(fact, Lemma):
        return f"{fact.claim}.  {fact.source}."
    if name in ("z3", "cvc5"):
        return SOLVER
    if name.startswith("recurrence of "):
        return RECURRENCES[name.removeprefix("recurrence of ")]
    if name.startswith("SymPy alone: "):
        return "Not proved: SymPy's word is taken for it."
    return statements[name]


def kind_of(name: str) -> str:
    """What sort of item it is: axiom, lemma, functional equation, solver, computed step or theorem."""
    fact = classical().get(name)
    if fact is not None:
        return "axiom" if isinstance(fact, Axiom) else "lemma"
    if name in ("z3", "cvc5"):
        return "solver"
    if name.startswith("recurrence of "):
        return "functional equation"
    return "computed step" if name.startswith("SymPy alone: ") else "theorem"
