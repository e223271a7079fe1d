"""Break one assumption of a theorem in the simulation, and see which conclusions fall."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from collapse_math.agreement import Agreement, agreements_without, observations
from collapse_math.assumptions import ASSUMPTIONS
from collapse_math.configuration import Settings, can_follow, settings_of, violations
from collapse_math.derivation import Theorem
from collapse_math.ledger import Assumption
from collapse_math.results import Report

HOW_DATA_ARE_DRAWN_AND_KEPT = ("draws", "dependence", "memory", "randomness")


@dataclass(frozen=True)
class Broken:
    """What came of breaking an assumption.

    agreements  every observed conclusion against every process that violates the assumption
    report      of the check of the derivation, which knows the conclusions that use the assumption
    """

    theorem: Theorem
    assumption: Assumption
    seed: int
    report: Report
    agreements: tuple[Agreement, ...]

    def uses_it(self, conclusion: str) -> bool:
        """Whether the derivation of a conclusion uses the assumption."""
        return self.assumption in self.report.uses[conclusion]

    @property
    def consistent(self) -> bool:
        """Whether every conclusion that does not use the assumption survived."""
        return self.report.established and all(
            a.verdict.agrees for a in self.agreements if not self.uses_it(a.conclusion)
        )


def chosen_assumption(theorem: Theorem, key: str) -> Assumption:
    """The assumption with this key, if breaking it says something; raises ValueError, with one sentence.

    That is an assumption of the theorem, or one about how data are drawn and kept.  A choice of model that the
    theorem leaves open, such as the divisor, is made by its records of what to observe.
    """
    if not any(observations(theorem)):
        raise ValueError(f"no conclusion of {theorem.key} is observed in a simulation: choose another theorem")
    if key not in ASSUMPTIONS:
        close = get_close_matches(key, ASSUMPTIONS, n=1, cutoff=0.4)
        hint = f"did you mean {close[0]}?" if close else f"{theorem.key} assumes {', '.join(map(str, theorem.assumes))}"
        raise ValueError(f"there is no assumption {key!r}: {hint}")
    assumption = ASSUMPTIONS[key]
    if assumption not in breakable(theorem):
        reason = "no simulated process violates it" if assumption in theorem.assumes else "it does not assume this"
        others = ", ".join(map(str, breakable(theorem)))
        remedy = (
            f"choose one of {others}" if others else "none of its assumptions can be broken, choose another theorem"
        )
        raise ValueError(f"{theorem.key} cannot be tried without {key}, as {reason}: {remedy}")
    return assumption


def breakable(theorem: Theorem) -> list[Assumption]:
    """The assumptions that can be broken in the theorem's processes."""
    records = [record for _, record in observations(theorem)]
    processes = {record.process: settings_of(theorem.assumes, record.process) for record in records}
    spoken_of = {switch for assumption in theorem.assumes for switch, _ in assumption.broken_by}
    found = []
    for assumption in ASSUMPTIONS.values():
        ways = {
            switch
            for record in records
            for switch, value in violations(assumption, record.process)
            if can_follow(record, {**processes[record.process], switch: value})
        }
        told = assumption in theorem.assumes
        kept = ways <= set(HOW_DATA_ARE_DRAWN_AND_KEPT) - spoken_of and all(
            holds(assumption, settings, process) for process, settings in processes.items()
        )
        if ways and (told or kept):
            found.append(assumption)
    return found


def holds(assumption: Assumption, settings: Settings, process: str) -> bool:
    """Whether an assumption holds in a process with these switches, those left out having their standard setting."""
    needed = settings_of((assumption,), process)
    own = {switch for switch, _ in violations(assumption, process)}
    return all(settings.get(switch) == needed.get(switch) for switch in own | needed.keys())


def broken(theorem: Theorem, assumption: Assumption, seed: int) -> Broken:
    """Check the derivation, break the assumption, and hold every observed conclusion against the result."""
    report = theorem.check()
    return Broken(theorem, assumption, seed, report, tuple(agreements_without(theorem, report, assumption, seed)))
