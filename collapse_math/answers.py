"""What the checker says of a claim: established, refuted or undecided, with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from collapse_math.ledger import Assumption
from collapse_math.refuter import Refutation

ESTABLISHED, REFUTED, UNDECIDED = "established", "refuted", "undecided"


@dataclass(frozen=True)
class Answer:
    """What the checker found.

    outcome     established, refuted or undecided
    grade       proved, solver-certified, axiom or computed; empty unless established
    because     the reason, in one sentence
    rests_on    named lemmas and axioms, functional equations, the solver
    uses        modelling assumptions; only steps of theorems use any
    refutation  the point and both values, when refuted
    points      admissible points at which a counterexample was looked for
    """

    outcome: str
    grade: str = ""
    because: str = ""
    rests_on: tuple[str, ...] = ()
    uses: tuple[Assumption, ...] = ()
    refutation: Refutation | None = None
    points: int = 0

    def __bool__(self) -> bool:
        """True only when established."""
        return self.outcome == ESTABLISHED

    def __str__(self) -> str:
        """One line."""
        detail = str(self.refutation) if self.refutation else self.because
        return f"{self.outcome}{' (' + self.grade + ')' if self.grade else ''}: {detail}"


class NotShown(Exception):
    """The justification does not establish the claim; the message says why."""
