"""Break one assumption of a theorem in the simulation, and see which conclusions fall."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from collapse_math.agreement import Agreement, agreements_without, observations, violations
from collapse_math.assumptions import ASSUMPTIONS
from collapse_math.derivation import Theorem
from collapse_math.ledger import Assumption
from collapse_math.results import Report


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
    """The assumption with this key, if some process violates it; raises ValueError, with one sentence."""
    observed = list(observations(theorem))
    if not observed:
        raise ValueError(f"no conclusion of {theorem.key} is about a simulated process: choose another theorem")
    if key not in ASSUMPTIONS:
        close = get_close_matches(key, ASSUMPTIONS, n=1, cutoff=0.4)
        hint = f"did you mean {close[0]}?" if close else f"those of {theorem.key} are {made_by(theorem)}"
        raise ValueError(f"there is no assumption {key!r}: {hint}")
    assumption = ASSUMPTIONS[key]
    if not any(violations(assumption, record.process) for _, record in observed):
        raise ValueError(f"no simulated process violates {key}: choose one of {breakable(theorem)}")
    return assumption


def made_by(theorem: Theorem) -> str:
    """The keys of the theorem's assumptions."""
    return ", ".join(map(str, theorem.assumes))


def breakable(theorem: Theorem) -> str:
    """The keys of the theorem's assumptions that its processes can violate."""
    processes = {record.process for _, record in observations(theorem)}
    return ", ".join(str(a) for a in theorem.assumes if any(violations(a, process) for process in processes))


def broken(theorem: Theorem, assumption: Assumption, seed: int) -> Broken:
    """Check the derivation, break the assumption, and hold every observed conclusion against the result."""
    report = theorem.check()
    return Broken(theorem, assumption, seed, report, tuple(agreements_without(theorem, assumption, seed)))
