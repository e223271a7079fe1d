"""What breaking an assumption did: which conclusions survive and which fall, with the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from collapse_math.agreement import Agreement
from collapse_math.breaking import Broken
from collapse_math.configuration import point_of, violations
from collapse_math.report.findings import agreement_record
from collapse_math.report.mathematics import formula_of
from collapse_math.report.reading import formula
from collapse_math.report.terminal import Terminal


def breaking(found: Broken, terminal: Terminal) -> Iterator[str]:
    """The page."""
    theorem, assumption = found.theorem, found.assumption
    yield terminal.heading(f"{theorem.key} without {assumption.key}")
    yield ""
    yield terminal.paragraph(f"Broken: {assumption.says}", 0, 8)
    if assumption not in theorem.assumes:
        yield terminal.paragraph("The theorem does not assume this, so that all of its conclusions should survive.")
    yield terminal.paragraph(
        "The closed forms below are unchanged; the process violates this assumption and keeps the others."
    )
    observed = {a.conclusion for a in found.agreements}
    for name in (name for name in theorem.conclusions if name in observed):
        uses = found.uses_it(name)
        role = "its derivation uses the assumption" if uses else "its derivation does not use the assumption"
        yield ""
        yield f"  {terminal.paint(name, 'cyan')}: {role}"
        yield formula(formula_of(theorem.conclusions[name]), terminal)
        for agreement in found.agreements:
            if agreement.conclusion == name:
                yield from evidence(agreement, found, terminal)
    yield ""
    unseen = [name for name in theorem.conclusions if name not in observed]
    if unseen:
        yield terminal.paragraph(f"Not observed in a simulation: {', '.join(unseen)}.")
    yield terminal.paragraph(verdict(found))


def evidence(agreement: Agreement, found: Broken, terminal: Terminal) -> Iterator[str]:
    """One comparison: whether the conclusion survives it, and what was seen."""
    seen = agreement.verdict
    fall = "yellow" if found.uses_it(agreement.conclusion) else "red"
    word, colour = ("survives", "green") if seen.agrees else ("FALLS", fall)
    low, high = seen.interval
    ways = violations(found.assumption, agreement.observed.process)
    broken = ", ".join(f"{switch} = {value}" for switch, value in agreement.settings.items() if (switch, value) in ways)
    yield f"      {terminal.paint(word, colour)} with {broken} at {point_of(agreement.observed)}"
    yield terminal.paragraph(
        f"{seen.check}: {seen.statistic:.6g} seen, {seen.expected:.6g} expected, {low:.6g} to {high:.6g} allowed "
        f"({seen.draws:,} values; false alarm {seen.false_alarm:.0e}, miss {seen.miss:.0e} "
        f"for an effect of {seen.smallest_effect:.3g})",
        8,
    )


def verdict(found: Broken) -> str:
    """What it comes to."""
    fallen = fallen_conclusions(found)
    observed = {a.conclusion for a in found.agreements}
    surprising = [name for name in fallen if not found.uses_it(name)]
    if surprising:
        return f"CONTRADICTION: {', '.join(surprising)} fell although the derivation does not use the assumption."
    survived = [name for name in found.theorem.conclusions if name in observed and name not in fallen]
    agreed = "As derived: no conclusion fell that does not use the assumption."
    return f"Fallen: {', '.join(fallen) or 'none'}.  Survived: {', '.join(survived) or 'none'}.  {agreed}"


def fallen_conclusions(found: Broken) -> list[str]:
    """The conclusions that fell at least once."""
    fallen = {a.conclusion for a in found.agreements if not a.verdict.agrees}
    return [name for name in found.theorem.conclusions if name in fallen]


def breaking_record(found: Broken) -> dict[str, Any]:
    """The same for a program."""
    return {
        "key": found.theorem.key,
        "assumption": found.assumption.key,
        "assumed": found.assumption in found.theorem.assumes,
        "consistent": found.consistent,
        "fallen": fallen_conclusions(found),
        "uses": {name: found.uses_it(name) for name in found.theorem.conclusions},
        "comparisons": [agreement_record(agreement) for agreement in found.agreements],
        "seed": found.seed,
    }
