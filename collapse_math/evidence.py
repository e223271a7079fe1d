"""What decides a statement of the paper: results of the book, claims, counterexamples, loops and tokens, exactly.

Each kind of evidence says one thing and can be checked again from scratch.  Nothing that fails its check counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from collapse_math.answers import ESTABLISHED
from collapse_math.checker import SECONDS, check, read
from collapse_math.claims import Claim, Justification
from collapse_math.enumeration import TokenLaw
from collapse_math.ledger import Assumption
from collapse_math.loops import Loop
from collapse_math.quantities import Quantity
from collapse_math.refuter import Point, compared, refuted_at, satisfied
from collapse_math.results import Conclusion, Report
from collapse_math.schedules import exact_moments, limits_of_moments
from collapse_math.steps import supposed_by

Moment = Literal["E[V_t]", "Var[M_t]"]
POWERS = {"E[V_t]": (0, 1), "Var[M_t]": (2, 0)}
PRECISIONS = (64, 512, 4096)


@dataclass(frozen=True)
class Checked:
    """What checking a piece of evidence found.

    stands    whether it is what it says it is
    detail    the formula, the point with both values, or why it does not stand
    uses      the modelling assumptions behind it
    supposes  what it supposes of its sequences
    """

    stands: bool
    detail: str
    uses: tuple[Assumption, ...] = ()
    supposes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ByTheorem:
    """A conclusion of a theorem of the book."""

    says: str
    conclusion: Conclusion

    def check(self, known: dict[str, Report]) -> Checked:
        """The theorem stands; `known` are the reports of theorems checked in this run."""
        theorem = self.conclusion.fact.theorem
        report = theorem.check(known=known)
        detail = f"{theorem.key}, {self.conclusion.name}: {self.conclusion.statement}"
        if not report.established:
            return Checked(False, f"{theorem.key} does not stand: {report.problems[0]}")
        supposed = tuple(step.title for step in supposed_by(self.conclusion.fact))
        return Checked(True, detail, report.uses[self.conclusion.name], supposed)


@dataclass(frozen=True)
class ByClaim:
    """A claim that the checker establishes."""

    says: str
    claim: Claim
    how: Justification | None = None

    def check(self, known: dict[str, Report]) -> Checked:
        """The checker establishes it."""
        answer = check(self.claim, self.how, seconds=SECONDS)
        return Checked(answer.outcome == ESTABLISHED, str(self.claim) if answer else str(answer))


@dataclass(frozen=True)
class ByCounterexample:
    """A point at which a claim is false, by exact numbers or by balls that do not meet."""

    says: str
    claim: Claim
    at: Mapping[Quantity, int | Fraction]

    def check(self, known: dict[str, Report]) -> Checked:
        """The point is admissible, and the claim fails there."""
        point: Point = {quantity: Fraction(value) for quantity, value in self.at.items()}
        wanted = read(self.claim)
        if set(wanted) != set(point):
            return Checked(False, f"the point must give values to {', '.join(map(str, wanted))}")
        outside = [q for q, value in self.at.items() if Fraction(value) not in q.domain]
        if outside or not all(satisfied(condition, point) for condition in self.claim.conditions):
            return Checked(False, "the point is not admissible")
        refutation = refuted_at(self.claim, {q: point[q] for q in wanted}, PRECISIONS)
        return Checked(refutation is not None, str(refutation or f"{self.claim} does not fail there"))


@dataclass(frozen=True)
class ByLoop:
    """A moment of a described loop after its last generation, computed exactly, compared with a number."""

    says: str
    loop: Loop
    moment: Moment
    relation: str
    number: int | Fraction

    def check(self, known: dict[str, Report]) -> Checked:
        """The moment compares as said."""
        value = exact_moments(self.loop).joint_moments[POWERS[self.moment]][-1]
        t = len(self.loop.generations)
        detail = f"{self.moment} = {approximately(value)} at t = {t}, {self.relation} {self.number}"
        return Checked(compared(value, self.relation, Fraction(self.number)), detail)


@dataclass(frozen=True)
class ByLimit:
    """What a moment of a described loop tends to if its last generation is repeated for ever, decided exactly."""

    says: str
    loop: Loop
    moment: Moment
    relation: str
    number: int | Fraction

    def check(self, known: dict[str, Report]) -> Checked:
        """The limit exists and compares as said."""
        limit = limits_of_moments(self.loop)[POWERS[self.moment]].value
        if limit is None:
            return Checked(False, f"{self.moment} has no limit")
        detail = f"{self.moment} -> {approximately(limit)}, {self.relation} {self.number}"
        return Checked(compared(limit, self.relation, Fraction(self.number)), detail)


@dataclass(frozen=True)
class ByToken:
    """How often a token is absent in the long run, by its exact law, compared with a number."""

    says: str
    token: TokenLaw
    relation: str
    number: int | Fraction

    def check(self, known: dict[str, Report]) -> Checked:
        """The probability compares as said."""
        absent = self.token.stationary().lost
        detail = f"absent with probability {approximately(absent)} in the long run, {self.relation} {self.number}"
        return Checked(compared(absent, self.relation, Fraction(self.number)), detail)


Evidence = ByTheorem | ByClaim | ByCounterexample | ByLoop | ByLimit | ByToken


def approximately(value: Fraction) -> str:
    """A fraction as it is if it is short, else in decimals."""
    return str(value) if len(str(value)) <= 12 else f"{float(value):.6g}"


def theorems_in(evidence: tuple[Evidence, ...]) -> Iterator[str]:
    """The keys of the theorems that some evidence cites."""
    for piece in evidence:
        if isinstance(piece, ByTheorem):
            yield piece.conclusion.fact.theorem.key
