"""The table of contents: theorems by chapter, for a reader and for a program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from collapse_math.derivation import Theorem
from collapse_math.ledger import Axiom, Lemma, Rule
from collapse_math.quantities import Quantity
from collapse_math.report.mathematics import classical_facts, formula_of
from collapse_math.report.notation import latex
from collapse_math.report.reasons import in_words
from collapse_math.report.terminal import Terminal
from collapse_math.results import Conclusion
from collapse_math.sequences import SequenceQuantity
from collapse_math.steps import supposed_by


def contents(theorems: Sequence[Theorem], terminal: Terminal) -> Iterator[str]:
    """Chapters, and in each the theorems with their catalogue ids and statements."""
    for chapter, inside in groupby(theorems, key=chapter_of):
        yield terminal.paint(f"{chapter.capitalize()}", "bold")
        for theorem in inside:
            ids = f"  [{', '.join(theorem.catalogue)}]" if theorem.catalogue else ""
            yield f"  {terminal.paint(theorem.key, 'cyan')}{terminal.paint(ids, 'dim')}"
            yield terminal.paragraph(theorem.says, 6)
        yield ""
    yield terminal.paragraph("'collapse-math read KEY' prints a derivation, 'collapse-math verify' checks all of them.")


def matches(theorem: Theorem, word: str) -> bool:
    """Whether a word occurs in the key, the statement, a conclusion, an assumption, or is a catalogue id."""
    if word.upper() in theorem.catalogue:
        return True
    texts = [theorem.key, theorem.says, *(a.key for a in theorem.assumes)]
    texts += [text for c in theorem.conclusions.values() for text in (c.name, c.shown)]
    return any(word.lower() in text.lower() for text in texts)


def theorem_record(theorem: Theorem) -> dict[str, Any]:
    """A theorem for a program: nothing in it has been checked yet."""
    facts = classical_facts(theorem)
    return {
        "key": theorem.key,
        "chapter": chapter_of(theorem),
        "statement": theorem.says,
        "catalogue": list(theorem.catalogue),
        "assumptions": [{"key": a.key, "says": a.says} for a in theorem.assumes],
        "axioms": [fact_record(fact) for fact in facts.values() if not isinstance(fact, Lemma)],
        "lemmas": [fact_record(fact) for fact in facts.values() if isinstance(fact, Lemma)],
        "cites": sorted(cited.key for cited in theorem.cited()),
        "sources": [str(source) for source in theorem.sources],
        "conditions": [str(condition) for condition in theorem.conditions],
        "conclusions": [conclusion_record(c) for c in theorem.conclusions.values()],
    }


def conclusion_record(conclusion: Conclusion) -> dict[str, Any]:
    """A conclusion for a program."""
    return {
        "name": conclusion.name,
        "shown": conclusion.shown,
        "relation": conclusion.fact.relation,
        "closed_form": str(conclusion.expression),
        "supposes": [str(step.claim) for step in supposed_by(conclusion.fact)],
        "latex": latex(formula_of(conclusion)),
        "parameters": [parameter_record(quantity) for quantity in conclusion.parameters],
        "observed": [f"{o.statistic} of the {o.process} process" for o in conclusion.observed],
    }


def parameter_record(quantity: Quantity) -> dict[str, Any]:
    """A quantity with its range; a bound is a string such as "2" or "1/2", or null if there is none."""
    domain = quantity.domain
    return {
        "name": quantity.name,
        "range": quantity.range,
        "sequence": isinstance(quantity, SequenceQuantity),
        "integer": domain.integer,
        "lower": None if domain.lower is None else str(domain.lower),
        "lower_included": domain.lower is not None and not domain.lower_open,
        "upper": None if domain.upper is None else str(domain.upper),
        "upper_included": domain.upper is not None and not domain.upper_open,
    }


def fact_record(fact: Axiom | Lemma | Rule) -> dict[str, str]:
    """An axiom, a rule or a lemma for a program."""
    return {"name": fact.name, "says": in_words(fact), "source": str(fact.source)}


def chapter_of(theorem: Theorem) -> str:
    """The first part of the key."""
    return theorem.key.partition(".")[0]
