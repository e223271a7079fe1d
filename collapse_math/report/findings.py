"""What an audit found: a row for each theorem, everything about what fails, and a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from collapse_math.agreement import Agreement
from collapse_math.answers import ESTABLISHED
from collapse_math.audit import Finding, Judged
from collapse_math.configuration import point_of
from collapse_math.report.reasons import KINDS, kind_of
from collapse_math.report.terminal import Terminal
from collapse_math.verdict import Verdict
from derivations import load

GRADES = ("proved", "solver-certified", "axiom", "computed")
COLUMNS = ("steps", "proved", "solver", "axiom", "computed", "simulation")


def heading(keys: Sequence[str], terminal: Terminal) -> list[str]:
    """The head of the table."""
    words = "theorem".ljust(width_of(keys)) + "".join(f"  {column}" for column in COLUMNS)
    return [terminal.paint(words, "bold")]


def width_of(keys: Sequence[str]) -> int:
    """The width of the first column."""
    return max(map(len, keys))


def row(finding: Finding, keys: Sequence[str], terminal: Terminal) -> Iterator[str]:
    """One theorem: its steps by grade, its comparisons, its statement, what it rests on; then what fails."""
    counts = Counter(answer.grade for answer in finding.report.answers)
    cells = [len(finding.report.answers), *(counts[grade] or "." for grade in GRADES), compared(finding)]
    key = terminal.paint(finding.key.ljust(width_of(keys)), "green" if finding.stands else "red")
    yield key + "".join(f"  {cell:>{len(column)}}" for cell, column in zip(cells, COLUMNS, strict=True))
    yield terminal.paint(terminal.paragraph(load(finding.key).says, 4), "dim")
    yield terminal.paint(terminal.paragraph(f"rests on {foundations(finding)}", 4), "dim")
    for failure in failures(finding):
        yield terminal.paint(terminal.paragraph(failure, 4, 8), "red")


def compared(finding: Finding) -> str:
    """How many comparisons with simulations agree."""
    if not finding.comparisons.agreements:
        if finding.comparisons.refused:
            return "FAILS"
        recorded = any(conclusion.observed for conclusion in load(finding.key).conclusions.values())
        return "not run" if recorded and not finding.report.established else "none"
    agree = sum(a.verdict.agrees for a in finding.comparisons.agreements)
    return f"{agree} of {len(finding.comparisons.agreements)}"


def foundations(finding: Finding) -> str:
    """What it rests on, counted by kind."""
    kinds = Counter(map(kind_of, finding.report.rests_on))
    words = [f"{kinds[kind]} {plural(kind, kinds[kind])}" for kind in KINDS if kinds[kind]]
    return ", ".join(words) or "definitions alone"


def plural(word: str, number: int) -> str:
    """A word in the plural if there is more than one."""
    return word if number == 1 else word.removesuffix("y") + "ies" if word.endswith("y") else word + "s"


def failures(finding: Finding) -> Iterator[str]:
    """Everything that fails, in full."""
    for problem in finding.report.problems:
        yield f"FAILS: {problem}"
    if finding.comparisons.refused:
        yield f"FAILS: no comparison with a simulation: {finding.comparisons.refused}"
    for agreement in finding.comparisons.agreements:
        if not agreement.verdict.agrees:
            yield f"FAILS: {described(agreement)}"


def described(agreement: Agreement) -> str:
    """A comparison in words: what, at which parameters and switches, and the verdict."""
    switches = ", ".join(f"{switch} = {value}" for switch, value in agreement.settings.items())
    where = f"at {point_of(agreement.observed)}{f' with {switches}' if switches else ''}"
    return f"{agreement.verdict.summary}; {agreement.observed.process} process {where}"


def summary(findings: Sequence[Finding], seed: int, terminal: Terminal) -> Iterator[str]:
    """The audit in a few lines."""
    standing = sum(finding.stands for finding in findings)
    answers = [answer for finding in findings for answer in finding.report.answers]
    counts = Counter(answer.grade for answer in answers)
    supposed = sum(answer.outcome == ESTABLISHED and not answer.grade for answer in answers)
    verdicts = [a.verdict for finding in findings for a in finding.comparisons.agreements]
    numbers = {grade: counts[grade] for grade in GRADES} | {"supposed": supposed}
    steps = ", ".join(f"{number} {grade}" for grade, number in numbers.items() if number)
    yield ""
    seen = sum(bool(finding.comparisons.agreements) for finding in findings)
    total = (
        f"{standing} of {len(findings)} {plural('theorem', len(findings))} established; "
        f"{seen} of them held against simulation"
    )
    yield terminal.paint(total, "green" if standing == len(findings) else "red")
    yield terminal.paragraph(f"Steps: {steps}.", 2)
    if verdicts:
        rate = sum(v.false_alarm for v in verdicts)
        agree = sum(v.agrees for v in verdicts)
        yield terminal.paragraph(
            f"Simulations: {agree} of {len(verdicts)} comparisons agree, {sum(v.draws for v in verdicts):,} values, "
            f"seed {seed}.  If every theorem is right, one of them fails by chance with probability {rate:.1g} at "
            f"most; each sees its smallest effect with probability {1 - max(v.miss for v in verdicts):.4f} at least.",
            2,
        )


def questions(found: Sequence[Judged], terminal: Terminal) -> Iterator[str]:
    """Whether the answers to the public questions are supported, in a line, and what is not."""
    if all(judged.supported for judged in found):
        yield f"  Questions: {len(found)} answered, from evidence that stands."
    yield from unsupported(found, terminal)


def judgements(found: Sequence[Judged], terminal: Terminal) -> Iterator[str]:
    """Whether the verdicts on the paper are supported, in a line, and what is not."""
    if all(judged.supported for judged in found):
        yield f"  Paper: {len(found)} items and assumptions judged, all by evidence that stands."
    yield from unsupported(found, terminal)


def unsupported(found: Sequence[Judged], terminal: Terminal) -> Iterator[str]:
    """Everything that does not stand."""
    for judged in found:
        for problem in judged.problems:
            yield terminal.paint(terminal.paragraph(f"{judged.key} is unsupported: {problem}", 2, 6), "red")


def finding_record(finding: Finding) -> dict[str, Any]:
    """A finding for a program."""
    theorem, report = load(finding.key), finding.report
    return {
        "key": finding.key,
        "statement": theorem.says,
        "stands": finding.stands,
        "established": report.established,
        "grade": report.grade,
        "problems": [*report.problems, *([finding.comparisons.refused] if finding.comparisons.refused else [])],
        "rests_on": list(report.rests_on),
        "uses": {name: [a.key for a in uses] for name, uses in report.uses.items()},
        "steps": [
            {"title": step.title, "kind": step.kind, "outcome": answer.outcome, "grade": answer.grade}
            for step, answer in zip(theorem.steps, report.answers, strict=True)
        ],
        "comparisons": [agreement_record(agreement) for agreement in finding.comparisons.agreements],
        "seconds": round(finding.seconds, 3),
    }


def agreement_record(agreement: Agreement) -> dict[str, Any]:
    """A comparison for a program."""
    return {
        "conclusion": agreement.conclusion,
        "process": agreement.observed.process,
        "statistic": agreement.observed.statistic,
        "at": {quantity.name: str(value) for quantity, value in agreement.observed.at.items()},
        "settings": agreement.settings,
        "verdict": verdict_record(agreement.verdict),
    }


def verdict_record(verdict: Verdict) -> dict[str, Any]:
    """A verdict for a program."""
    return {
        "check": verdict.check,
        "agrees": verdict.agrees,
        "found": verdict.statistic,
        "expected": verdict.expected,
        "allowed": list(verdict.interval),
        "values": verdict.draws,
        "false_alarm": verdict.false_alarm,
        "miss": verdict.miss,
        "smallest_effect": verdict.smallest_effect,
    }
