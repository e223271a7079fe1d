"""What a theorem rests on, each item with its sentence and its source, and what each conclusion needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from collapse_math.derivation import Theorem
from collapse_math.ledger import Lemma
from collapse_math.refuter import quantities_of
from collapse_math.report.notation import statement
from collapse_math.report.reading import formula
from collapse_math.report.reasons import KINDS, classical, explained, kind_of
from collapse_math.report.terminal import Terminal
from collapse_math.results import Report

TITLES = {
    "theorem": "Theorems of the book, and what they rest on",
    "axiom": "Axioms: classical theorems taken on trust",
    "lemma": "Lemmas: classical equations and inequalities, of which instances were checked",
    "functional equation": "Functional equations",
    "solver": "Solvers",
    "computed step": "Steps that are computed, not proved",
}


def foundations(theorem: Theorem, report: Report, terminal: Terminal) -> Iterator[str]:
    """The page."""
    yield terminal.heading(f"What {theorem.key} rests on")
    yield ""
    if not report.established:
        yield terminal.paint("The derivation does NOT stand:", "red")
        yield from (terminal.paragraph(problem, 2, 6) for problem in report.problems)
        yield ""
    yield terminal.paint("Assumptions about the process", "bold")
    column = max((len(a.key) for a in theorem.assumes), default=0) + 4
    yield from (terminal.entry(a.key, a.says, column) for a in theorem.assumes)
    if not theorem.assumes:
        yield "  none"
    for kind in KINDS:
        items = [item for item in report.rests_on if kind_of(item) == kind]
        if items:
            yield ""
            yield terminal.paint(TITLES[kind], "bold")
        for item in items:
            yield from (
                lemma(item, terminal) if kind == "lemma" else (terminal.paragraph(f"{item}:  {explained(item)}", 2, 6),)
            )
    if not report.rests_on:
        yield ""
        yield terminal.paragraph("Beyond these, the definitions of the estimators and the algebra of fractions alone.")
    yield ""
    yield terminal.paint("What each conclusion uses of the assumptions", "bold")
    column = max(map(len, theorem.conclusions)) + 4
    for name, uses in report.uses.items():
        yield terminal.entry(name, in_words([a.key for a in uses], [a.key for a in theorem.assumes]), column)
    yield ""
    yield f"Weakest grade of a step: {report.grade or 'none, since it does not stand'}."


def lemma(name: str, terminal: Terminal) -> Iterator[str]:
    """A lemma as a formula, with the ranges of its quantities."""
    fact = classical()[name]
    if isinstance(fact, Lemma):
        claim = fact.claim
        yield f"  {name}"
        yield formula(statement(claim.left, claim.relation, claim.right), terminal)
        bound = {q for side in (claim.left, claim.right) for q in quantities_of(side)}
        ranges = [f"{q} {q.range}" for q in sorted(bound, key=str)] + [str(c) for c in claim.conditions]
        when = f"for {', '.join(ranges)}; " if ranges else ""
        yield terminal.paint(terminal.paragraph(f"{when}{fact.source}", 4, 8), "dim")


def in_words(used: list[str], declared: list[str]) -> str:
    """The assumptions used, as a list or by exception."""
    unused = [key for key in declared if key not in used]
    if not used:
        return "none"
    if not unused:
        return "all"
    return f"all but {', '.join(unused)}" if len(unused) < len(used) else ", ".join(used)


def foundations_record(theorem: Theorem, report: Report) -> dict[str, Any]:
    """The same for a program."""
    return {
        "key": theorem.key,
        "established": report.established,
        "problems": report.problems,
        "grade": report.grade,
        "assumptions": [{"key": a.key, "says": a.says} for a in theorem.assumes],
        "rests_on": [{"kind": kind_of(item), "name": item, "says": explained(item)} for item in report.rests_on],
        "uses": {name: [a.key for a in uses] for name, uses in report.uses.items()},
    }
