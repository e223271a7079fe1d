"""The audit: every derivation checked from scratch, then held against a simulation.

Nothing is kept from one audit to the next.  Within one, two processes share the work: a derivation is checked
once those it cites are, and compared with its simulations after that.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing import get_context

from collapse_math.agreement import Agreement, agreements
from collapse_math.derivation import Theorem
from collapse_math.evidence import ByTheorem, Evidence
from collapse_math.items import UNSUPPORTED, decided_cells, decided_item
from collapse_math.results import Report
from collapse_math.verdict import Underpowered
from derivations import load
from derivations.paper import items
from derivations.paper.assumptions import ROWS
from derivations.thread.question import Question

PROCESSES = 2


@dataclass(frozen=True)
class Comparisons:
    """The conclusions of one theorem held against simulations.

    agreements   what came of it; none if the derivation does not stand
    refused      why a comparison could not be made; empty if all were
    """

    agreements: tuple[Agreement, ...] = ()
    refused: str = ""


@dataclass(frozen=True)
class Finding:
    """What the audit of one theorem found.

    report      of the check of its derivation
    seconds     how long check and comparisons took, together
    """

    key: str
    report: Report
    comparisons: Comparisons
    seconds: float

    @property
    def stands(self) -> bool:
        """Whether the derivation is established and every comparison was made and agrees."""
        agree = all(agreement.verdict.agrees for agreement in self.comparisons.agreements)
        return self.report.established and agree and not self.comparisons.refused


def audit(keys: Sequence[str], seed: int = 0) -> Iterator[Finding]:
    """Audit theorems; findings come in the given order, each as soon as it is there."""
    pool = ProcessPoolExecutor(PROCESSES, mp_context=get_context("fork"))
    try:
        yield from findings(pool, keys, seed)
    finally:
        pool.shutdown(cancel_futures=True)


def findings(pool: ProcessPoolExecutor, keys: Sequence[str], seed: int) -> Iterator[Finding]:
    """Give out the work as it can be done."""
    waiting = with_citations(keys)
    reports: dict[str, Report] = {}
    compared: dict[str, Comparisons] = {}
    seconds = dict.fromkeys(waiting, 0.0)
    running: dict[Future[tuple[Report | Comparisons, float]], str] = {}
    wanted = list(keys)
    while wanted:
        for key in [key for key in waiting if cited_by(key) <= reports.keys()]:
            waiting.remove(key)
            running[pool.submit(checked, key, dict(reports))] = key
        for done in wait(running, return_when=FIRST_COMPLETED).done:
            key = running.pop(done)
            result, took = done.result()
            seconds[key] += took
            if isinstance(result, Comparisons):
                compared[key] = result
                continue
            reports[key] = result
            if key in wanted:
                running[pool.submit(held_against_processes, key, result, seed)] = key
        while wanted and wanted[0] in compared:
            key = wanted.pop(0)
            yield Finding(key, reports[key], compared[key], seconds[key])


def with_citations(keys: Iterable[str]) -> list[str]:
    """The theorems and all that they cite, those that are cited first."""
    found: dict[str, None] = {}
    for key in keys:
        found.update(dict.fromkeys([*with_citations(sorted(cited_by(key))), key]))
    return list(found)


def cited_by(key: str) -> set[str]:
    """The keys of the theorems that one cites."""
    return {theorem.key for theorem in load(key).cited()}


def checked(key: str, known: dict[str, Report]) -> tuple[Report, float]:
    """Check a derivation, in a process of the pool; `known` are the reports of those it cites."""
    start = time.monotonic()
    return load(key).check(known=known), time.monotonic() - start


def held_against_processes(key: str, report: Report, seed: int) -> tuple[Comparisons, float]:
    """Hold conclusions against simulations, in a process of the pool, if the derivation stands."""
    start = time.monotonic()
    found: list[Agreement] = []
    refused = ""
    if report.established:
        try:
            found.extend(agreements(load(key), report, seed))
        except Exception as problem:
            # Whatever a record or a process got wrong, it is this theorem that fails, not the audit.
            refused = str(problem) if isinstance(problem, ValueError | Underpowered) else repr(problem)
    return Comparisons(tuple(found), refused), time.monotonic() - start


@dataclass(frozen=True)
class Judged:
    """An item of the paper, a row of its assumptions, or a question; `problems` say what does not stand."""

    key: str
    verdict: str
    problems: tuple[str, ...]

    @property
    def supported(self) -> bool:
        """Whether all evidence stands."""
        return not self.problems


CITED: dict[str, Theorem] = {}  # in a process of the pool of `reports_of`, the theorems that it may be asked for


def reports_of(evidence: Iterable[Evidence]) -> dict[str, Report]:
    """The reports of all theorems that evidence on the paper cites, and of those they cite; in two processes."""
    waiting: dict[str, Theorem] = {}
    for piece in evidence:
        if isinstance(piece, ByTheorem):
            waiting.update((theorem.key, theorem) for theorem in with_cited(piece.conclusion.fact.theorem))
    reports: dict[str, Report] = {}
    running: dict[Future[Report], str] = {}
    # Theorems cannot be sent to a process; forked ones inherit them.
    with ProcessPoolExecutor(PROCESSES, get_context("fork"), CITED.update, (dict(waiting),)) as pool:
        while waiting or running:
            for key, theorem in list(waiting.items()):
                if {cited.key for cited in theorem.cited()} <= reports.keys():
                    del waiting[key]
                    running[pool.submit(report_of_cited, key, dict(reports))] = key
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                reports[running.pop(done)] = done.result()
    return reports


def with_cited(theorem: Theorem) -> Iterator[Theorem]:
    """A theorem and all that it cites, directly or not."""
    yield theorem
    for cited in theorem.cited():
        yield from with_cited(cited)


def report_of_cited(key: str, known: dict[str, Report]) -> Report:
    """Check a theorem in a process of that pool; `known` are the reports of those it cites."""
    return CITED[key].check(known=known)


def judge_paper(reports: dict[str, Report]) -> list[Judged]:
    """Check all evidence on the paper, given the reports of this run's theorems; in two processes."""
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("fork")) as pool:
        keys = [item.key for item in items()]
        judged = [pool.submit(judge_item, key, reports) for key in keys]
        rows = [pool.submit(judge_row, row.key, reports) for row in ROWS]
        return [future.result() for future in (*judged, *rows)]


def judge_item(key: str, reports: dict[str, Report]) -> Judged:
    """Decide one item, in a process of the pool."""
    decided = decided_item(next(item for item in items() if item.key == key), reports)
    problems = [problem for reading in decided.readings for problem in reading.problems]
    problems += [found.detail for _, found in (*decided.nearest_true, *decided.met_by) if not found.stands]
    if not decided.readings:
        problems.append("it has no reading")
    return Judged(key, decided.verdict, tuple(problems))


def judge_row(key: str, reports: dict[str, Report]) -> Judged:
    """Decide one row of the table of assumptions, in a process of the pool."""
    cells = decided_cells(next(row for row in ROWS if row.key == key), reports)
    problems = [found.detail for cell in cells.values() for _, found in cell.checked if not found.stands]
    unsupported = [name for name, cell in cells.items() if cell.verdict == UNSUPPORTED]
    verdict = ", ".join(f"{name} {cell.verdict}" for name, cell in cells.items())
    return Judged(key, verdict, (*problems, *(f"nothing shows what becomes of: {name}" for name in unsupported)))


def judge_questions(asked: Iterable[Question], found: Sequence[Finding], paper: Sequence[Judged]) -> list[Judged]:
    """Whether the answers rest on what this run found to stand: theorems, exact computations, verdicts on the paper."""
    reports = {finding.key: finding.report for finding in found}
    refuted = {finding.key for finding in found if finding.report.established and not finding.stands}
    verdicts = {judged.key: judged.verdict for judged in paper}
    return [judge_question(question, reports, verdicts, refuted) for question in asked]


def judge_question(
    question: Question, reports: dict[str, Report], verdicts: Mapping[str, str], refuted: Collection[str] = ()
) -> Judged:
    """Check what one answer rests on; `refuted` are theorems that disagree with a simulation."""
    problems = list(question.problems(reports, verdicts))
    behind = dict.fromkeys(name for key in question.rests_on for name in (key, *reports[key].rests_on))
    problems += [f"{name} disagrees with a simulation" for name in behind if name in refuted]
    return Judged(question.key, UNSUPPORTED if problems else "answered", tuple(problems))


def judge_question_alone(question: Question) -> Judged:
    """Check from scratch what one answer rests on, the verdicts on the paper that it speaks of included."""
    reports: dict[str, Report] = {}
    rows = {row.key for row in ROWS}
    spoken_of = {ruling.item for ruling in question.rulings}
    judged = [judge_row(name, reports) if name in rows else judge_item(name, reports) for name in sorted(spoken_of)]
    return judge_question(question, reports, {one.key: one.verdict for one in judged})
