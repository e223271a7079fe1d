"""Evaluate the conclusions of a theorem at values given as text: `n=100`, `v_0=3/2`, `n=10^15`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from sympy import Expr, Integer

from collapse_math.balls import Value
from collapse_math.closed_forms import ClosedForm, parse_entry
from collapse_math.derivation import Theorem
from collapse_math.quantities import Quantity
from collapse_math.read_numbers import parse_number
from collapse_math.refuter import quantities_of
from collapse_math.results import Conclusion, condition_on
from collapse_math.sequences import Entry
from collapse_math.tape import NotEvaluable

ASSIGNMENT = re.compile(r"\s*([A-Za-z]\w*)\s*=(.*)", re.DOTALL)


@dataclass(frozen=True)
class Evaluated:
    """A conclusion at given values.

    value    of the closed form; of the right side of an inequality
    left     of the left side of an inequality; None for an equation
    problem  why there is no value, in one sentence; empty if there is one
    """

    conclusion: Conclusion
    value: Value | None = None
    left: Value | None = None
    problem: str = ""


def read_values(theorem: Theorem, words: Sequence[str]) -> tuple[str | None, dict[str, Entry]]:
    """Read `[conclusion] name=value ...`; the name of the conclusion, if there is one, and the exact values.

    Raises ValueError, with one sentence, for anything that is neither, for a name given twice, and for a
    value that is no number or out of range.
    """
    given: dict[str, Entry] = {}
    known = parameters(theorem)
    chosen: str | None = None
    for word in words:
        assignment = ASSIGNMENT.fullmatch(word)
        if assignment is None:
            chosen = conclusion_name(theorem, word, chosen)
            continue
        name, text = assignment.groups()
        if name in given:
            raise ValueError(f"{name} is given twice: give one value for each parameter")
        try:
            given[name] = parse_entry(known[name], text.strip()) if name in known else parse_number(text.strip())
        except ValueError as problem:
            raise ValueError(f"{name}: {problem}") from None
    check_values(theorem, given)
    return chosen, given


def conclusion_name(theorem: Theorem, word: str, chosen: str | None) -> str:
    """A word that must be the name of a conclusion."""
    if word in theorem.conclusions and chosen is None:
        return word
    if chosen is not None:
        raise ValueError(f"{word!r} comes after the conclusion {chosen!r}: give one conclusion, then name=value")
    if "=" in word:
        raise ValueError(f"{word!r} is not of the form name=value: write it like n=100")
    close = get_close_matches(word, theorem.conclusions, n=1, cutoff=0.4)
    hint = f"did you mean {close[0]}?" if close else f"they are {', '.join(theorem.conclusions)}"
    raise ValueError(f"{theorem.key} has no conclusion {word!r}: {hint}")


def check_values(theorem: Theorem, given: Mapping[str, Entry]) -> None:
    """Hold values against the names, ranges and conditions of a theorem."""
    known = parameters(theorem)
    for name in given:
        if name not in known:
            close = get_close_matches(name, known, n=1, cutoff=0.4)
            hint = f"did you mean {close[0]}?" if close else f"the parameters are {', '.join(known)}"
            raise ValueError(f"{theorem.key} has no parameter {name!r}: {hint}")
    quantities = [known[name] for name in given]
    ClosedForm(Integer(0), quantities).check_arguments(**given)
    for condition in theorem.conditions:
        asked = condition_on(quantities, condition)
        if asked is not None:
            names = {q.name: q for q in quantities_of(asked)}
            outside = {asked: theorem.outside[condition]} if condition in theorem.outside else {}
            form = ClosedForm(Integer(0), list(names.values()), [asked], outside)
            form.check_arguments(**{name: given[name] for name in names})


def parameters(theorem: Theorem) -> dict[str, Quantity]:
    """All quantities of a theorem and its conclusions by name."""
    found = {quantity.name: quantity for quantity in theorem.symbols}
    for conclusion in theorem.conclusions.values():
        for side in sides(conclusion):
            for quantity in quantities_of(side):
                found.setdefault(quantity.name, quantity)
    return found


def sides(conclusion: Conclusion) -> list[Expr]:
    """What is evaluated: the closed form, and for an inequality between expressions also its left side."""
    if conclusion.fact.relation == "=" or conclusion.fact.left is None:
        return [conclusion.expression]
    return [conclusion.expression, conclusion.fact.left]


def evaluated(theorem: Theorem, name: str | None, given: Mapping[str, Entry], digits: int) -> list[Evaluated]:
    """Evaluate one conclusion, or all that the given values determine.

    Raises ValueError if a value is missing, or if no conclusion is determined.
    """
    if name is not None:
        return [evaluated_at(theorem.conclusions[name], given, digits)]
    missing = {c.name: [q for q in needed(c) if q not in given] for c in theorem.conclusions.values()}
    found = [evaluated_at(theorem.conclusions[c], given, digits) for c, lacking in missing.items() if not lacking]
    if not found:
        conclusion, lacking = min(missing.items(), key=lambda item: len(item[1]))
        raise ValueError(f"{', '.join(lacking)} must be given for {conclusion}: write it like {lacking[0]}=10")
    return found


def needed(conclusion: Conclusion) -> list[str]:
    """The names of the quantities that determine a conclusion."""
    quantities = {q for side in sides(conclusion) for q in quantities_of(side)}
    return [q.name for q in conclusion.fact.theorem.in_order(tuple(quantities))]


def evaluated_at(conclusion: Conclusion, given: Mapping[str, Entry], digits: int) -> Evaluated:
    """Evaluate one conclusion."""
    found = []
    for side in sides(conclusion):
        quantities = conclusion.fact.theorem.in_order(quantities_of(side))
        for quantity in quantities:
            if quantity.name not in given:
                raise ValueError(f"{quantity.name} must be given for {conclusion.name}: it is {quantity.range}")
        try:
            form = ClosedForm(side, quantities)
            found.append(form.evaluate(digits, **{q.name: given[q.name] for q in quantities}))
        except NotEvaluable as problem:
            return Evaluated(conclusion, problem=str(problem))
    return Evaluated(conclusion, found[0], found[1] if len(found) > 1 else None)
