"""Conclusions at given values, for a reader and for a program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from collapse_math.balls import Value
from collapse_math.derivation import Theorem
from collapse_math.evaluation import Evaluated
from collapse_math.report.mathematics import formula_of
from collapse_math.report.reading import formula
from collapse_math.report.terminal import Terminal
from collapse_math.sequences import Entry

LONGEST_FRACTION = 60  # characters; a longer one is only counted


def values(
    theorem: Theorem, given: Mapping[str, Entry], found: Sequence[Evaluated], terminal: Terminal
) -> Iterator[str]:
    """Each conclusion with its formula and its value."""
    at = ", ".join(f"{name} = {value}" for name, value in given.items())
    yield terminal.heading(f"{theorem.key}{f' at {at}' if at else ''}")
    for evaluated in found:
        conclusion = evaluated.conclusion
        yield ""
        yield terminal.paint(f"  {conclusion.name}", "cyan")
        yield formula(formula_of(conclusion), terminal)
        if evaluated.value is None:
            yield terminal.paint(terminal.paragraph(f"no value: {evaluated.problem}", 6), "red")
        elif evaluated.left is not None:
            yield f"      {evaluated.left.decimal} {conclusion.fact.relation} {evaluated.value.decimal}"
        else:
            yield from (f"      {line}" for line in written(evaluated.value, terminal))


def written(value: Value, terminal: Terminal) -> Iterator[str]:
    """The decimals, and the fraction if it fits."""
    decimal, about = terminal.paint(value.decimal, "bold"), "≈" if terminal.unicode else "~"
    rounded = f"{about} {decimal}   ({value.digits} digits, correctly rounded)"
    if value.exact is None:
        yield rounded
    elif value.exact == value.decimal:
        yield f"= {decimal}   (exact)"
    elif len(value.exact) > LONGEST_FRACTION:
        top, _, bottom = value.exact.partition("/")
        yield rounded
        yield f"= a fraction of {len(top)} over {len(bottom) or 1} digits, which --json gives"
    else:
        yield f"= {value.exact}"
        yield f"= {decimal}   (exact)" if terminates(value) else rounded


def terminates(value: Value) -> bool:
    """Whether the decimals are the whole value."""
    return value.exact is not None and Fraction(value.exact) == Fraction(value.decimal)


def value_records(theorem: Theorem, given: Mapping[str, Entry], found: Sequence[Evaluated]) -> dict[str, Any]:
    """The same for a program."""
    return {
        "key": theorem.key,
        "at": {name: str(value) for name, value in given.items()},
        "conclusions": [
            {
                "name": e.conclusion.name,
                "shown": e.conclusion.shown,
                "relation": e.conclusion.fact.relation,
                "value": value_record(e.value),
                "left": value_record(e.left),
                "problem": e.problem or None,
            }
            for e in found
        ],
    }


def value_record(value: Value | None) -> dict[str, Any] | None:
    """A value for a program: the exact fraction or null, the decimals, how many digits of them are right."""
    if value is None:
        return None
    return {"exact": value.exact, "decimal": value.decimal, "certified_digits": value.digits}
