"""What the items are that a theorem can rest on: their kind, their sentence and their source."""

from __future__ import annotations

from functools import cache

from collapse_math import axioms, lemmas, matrix_axioms, normal_lemmas, process_axioms, rules
from collapse_math.ledger import Axiom, Lemma, Rule
from derivations import keys, load

KINDS = ("theorem", "axiom", "lemma", "functional equation", "solver", "computed step")
RECURRENCES = {
    "gamma": "Gamma(x + 1) = x Gamma(x).",
    "psi": "psi(x + 1) = psi(x) + 1/x, and its derivatives.",
    "harmonic": "H_(t + 1) = H_t + 1/(t + 1).",
}
RECURRENCE = "recurrence of "
COMPUTED = "SymPy"  # named itself, and with each step for which it alone vouches
SOLVERS = ("z3", "cvc5")


@cache
def classical() -> dict[str, Axiom | Lemma | Rule]:
    """All axioms, rules and lemmas by name."""
    modules = (axioms, lemmas, matrix_axioms, normal_lemmas, process_axioms, rules)
    known = [fact for module in modules for fact in vars(module).values()]
    return {fact.name: fact for fact in known if isinstance(fact, Axiom | Lemma | Rule)}


def kind_of(item: str) -> str:
    """What sort of item it is, one of KINDS; raises KeyError for an item that nothing is known about."""
    if item in SOLVERS:
        return "solver"
    if item.startswith(RECURRENCE):
        return "functional equation"
    if item.startswith(COMPUTED):
        return "computed step"
    if item in keys():
        return "theorem"
    return "lemma" if isinstance(classical()[item], Lemma) else "axiom"


def explained(item: str) -> str:
    """One item in a sentence, with its source where there is one."""
    match kind_of(item):
        case "solver":
            return "The negation of an inequality has no solution; the solver's word is taken for it."
        case "functional equation":
            return RECURRENCES[item.removeprefix(RECURRENCE)]
        case "computed step":
            return "SymPy's word is taken for it."
        case "theorem":
            return load(item).says
    fact = classical()[item]
    return f"{in_words(fact)}  {fact.source}."


def in_words(fact: Axiom | Lemma | Rule) -> str:
    """What a classical fact says."""
    match fact:
        case Axiom():
            return fact.says
        case Lemma():
            return str(fact.claim)
        case Rule():
            hypotheses = " and ".join(map(str, fact.premises))
            return f"If {hypotheses}, then {fact.conclusion}." if hypotheses else f"{fact.conclusion}."
