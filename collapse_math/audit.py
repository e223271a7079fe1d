"""The audit: every derivation checked from scratch, then held against a simulation.

Nothing is kept from one audit to the next.  Within one, each of two processes checks whole theorems; a
theorem that several others cite is checked once in each process.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from collapse_math.agreement import Agreement, agreements
from collapse_math.results import Report
from collapse_math.verdict import Underpowered
from derivations import load

PROCESSES = 2


@dataclass(frozen=True)
class Finding:
    """What the audit of one theorem found.

    key          the theorem
    report       of the check of its derivation
    agreements   its conclusions held against simulations; none if the derivation does not stand
    refused      why a comparison could not be made; empty if all were
    seconds      how long it took
    """

    key: str
    report: Report
    agreements: tuple[Agreement, ...]
    refused: str
    seconds: float

    @property
    def stands(self) -> bool:
        """Whether the derivation is established and every comparison agrees."""
        return self.report.established and not self.refused and all(a.verdict.agrees for a in self.agreements)


def audit(keys: Sequence[str], seed: int = 0) -> Iterator[Finding]:
    """Audit theorems, in two processes if they are several; findings come in the given order."""
    if len(keys) == 1:
        yield examine(keys[0], seed, {})
        return
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("fork")) as pool:
        try:
            yield from pool.map(examine, keys, [seed] * len(keys))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


REPORTS: dict[str, Report] = {}
"""Reports of the theorems that this process of an audit has checked."""


def examine(key: str, seed: int, known: dict[str, Report] | None = None) -> Finding:
    """Check one theorem and hold it against its processes; `known` are reports of the same audit."""
    start = time.monotonic()
    theorem = load(key)
    report = theorem.check(known=REPORTS if known is None else known)
    found: list[Agreement] = []
    refused = ""
    if report.established:
        try:
            found.extend(agreements(theorem, report, seed))
        except (Underpowered, ValueError, FloatingPointError) as problem:
            refused = str(problem)
    return Finding(key, report, tuple(found), refused, time.monotonic() - start)
