"""A theorem as a page to read: the setting, the derivation step by step, what it concludes and rests on."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Mapping

from sympy import Basic

from collapse_math.answers import ESTABLISHED, Answer
from collapse_math.derivation import Theorem
from collapse_math.quantities import Quantity
from collapse_math.report.mathematics import all_drawn, formula_of, namer, refit_formulas, refits, shown
from collapse_math.report.notation import pretty
from collapse_math.report.reasons import KINDS, kind_of
from collapse_math.report.terminal import Terminal, standard_output
from collapse_math.results import Report
from collapse_math.steps import supposed_by

GRADE_COLOURS = {"proved": "green", "solver-certified": "cyan", "axiom": "yellow", "computed": "yellow"}


def print_page(theorem: Theorem) -> bool:
    """Check a theorem of the running script and print it; whether it is established."""
    report = theorem.check()
    setting = sys.modules["__main__"].__doc__
    print("\n\n".join(page(theorem, report, setting, standard_output())))
    return report.established


def page(theorem: Theorem, report: Report, setting: str | None, terminal: Terminal) -> Iterator[str]:
    """The whole page, in blocks of lines; `setting` is the text that stands before the derivation."""
    yield terminal.heading(theorem.key)
    yield setting.strip() if setting else terminal.paragraph(theorem.says)
    yield "\n".join([terminal.paint("Quantities", "bold"), *quantities(theorem, terminal)])
    yield terminal.paint("Derivation", "bold")
    yield from derivation(theorem, report, terminal)
    yield terminal.paint("Conclusions", "bold")
    yield from conclusions(theorem, report, terminal)
    yield "\n".join([terminal.paint("Rests on", "bold"), *foundations(theorem, report, terminal)])
    if theorem.sources:
        yield "\n".join([terminal.paint("Sources", "bold"), *(f"  {source}" for source in theorem.sources)])
    yield outcome(report, terminal)


def quantities(theorem: Theorem, terminal: Terminal) -> Iterator[str]:
    """The quantities with their ranges, and the conditions between them."""
    column = max(len(q.name) for q in theorem.symbols) + 4 if theorem.symbols else 4
    for quantity in theorem.symbols:
        yield terminal.entry(quantity.name, quantity.range, column)
    for condition in theorem.conditions:
        yield f"  with {condition}"
    if any(step.kind == "supposition" for step in theorem.steps):
        return  # sequences for which that is shown are in the last chapter and in schedules.each_side
    simulated = (seen for conclusion in theorem.conclusions.values() for seen in conclusion.observed)
    case = next(({**seen.at, **seen.sequences} for seen in simulated), theorem.case())
    if case:
        yield terminal.paragraph(f"for instance {point_in_words(case)}", 2, 4)


def point_in_words(point: Mapping[Quantity, object]) -> str:
    """Values of quantities; those of a sequence in brackets."""
    values = ((q.name, ", ".join(map(str, v)) if isinstance(v, tuple) else str(v)) for q, v in point.items())
    return ", ".join(f"{name} = ({value})" if "," in value else f"{name} = {value}" for name, value in values)


def derivation(theorem: Theorem, report: Report, terminal: Terminal) -> Iterator[str]:
    """The steps, and before the first that needs it, what a refit is."""
    name = namer(theorem)
    introduced = dict(refits(theorem))
    for number, (step, answer) in enumerate(zip(theorem.steps, report.answers, strict=True), start=1):
        if number in introduced:
            refit = introduced[number]
            where = f", where {all_drawn(refit)}" if refit.draws else ""
            lines = [terminal.paragraph(f"One refit{where}:", 2)]
            yield "\n".join([*lines, *(formula(f, terminal) for f in refit_formulas(refit))])
        seen = shown(step, answer, name)
        title = terminal.paint(f"{number:>2}  {seen.title}", "bold")
        yield "\n".join(
            [
                f"{title}   [{verdict(answer, terminal)}]",
                *(formula(f, terminal) for f in seen.formulas),
                terminal.paint(terminal.paragraph(seen.reason, 4), "dim"),
            ]
        )
        if answer.outcome != ESTABLISHED:
            yield terminal.paint(terminal.paragraph(str(answer), 4), "red")


def verdict(answer: Answer, terminal: Terminal) -> str:
    """The grade of a step, or that it failed."""
    if answer.outcome != ESTABLISHED:
        return terminal.paint(answer.outcome.upper(), "red")
    return terminal.paint(answer.grade or "supposed", GRADE_COLOURS.get(answer.grade, "green"))


def conclusions(theorem: Theorem, report: Report, terminal: Terminal) -> Iterator[str]:
    """Every conclusion with its formula and the assumptions it uses."""
    for conclusion in theorem.conclusions.values():
        uses = ", ".join(map(str, report.uses[conclusion.name])) or "no assumption about the process"
        yield "\n".join(
            [
                f"  {conclusion.name}",
                formula(formula_of(conclusion), terminal),
                *(f"    if {step.title}" for step in supposed_by(conclusion.fact)),
                terminal.paint(terminal.paragraph(f"uses {uses}", 4, 9), "dim"),
            ]
        )


def foundations(theorem: Theorem, report: Report, terminal: Terminal) -> Iterator[str]:
    """What the theorem rests on, in short."""
    if not report.rests_on:
        yield terminal.paragraph("the definitions and the algebra of fractions, nothing else", 2)
    for item in sorted(report.rests_on, key=lambda item: KINDS.index(kind_of(item))):
        yield terminal.paragraph(f"{kind_of(item)}: {item}", 2, 6)
    for assumption in theorem.assumes:
        yield terminal.paragraph(f"assumption {assumption.key}: {assumption.says}", 2, 6)


def outcome(report: Report, terminal: Terminal) -> str:
    """Whether it stands, in one line, or all that fails."""
    if report.established:
        return terminal.paint(f"Established: {len(report.answers)} steps, weakest grade {report.grade}.", "green")
    lines = [terminal.paragraph(problem, 2, 6) for problem in report.problems]
    return terminal.paint("\n".join(["NOT established:", *lines]), "red")


def formula(expression: Basic, terminal: Terminal) -> str:
    """A formula, indented."""
    text = pretty(expression, terminal.width - 6, unicode=terminal.unicode)
    return textwrap.indent("\n".join(line.rstrip() for line in text.splitlines()), " " * 6)
