"""Numbered items of a paper, made precise enough to be decided, and their verdicts, which are computed.

An item can be read in more than one way.  Each `Reading` names its evidence; its verdict follows from whether the
evidence stands and from what it uses, and cannot be typed in:

    holds                         shown under what the item states
    holds under more              shown, but the evidence uses assumptions that the item does not state
    follows, but says less        shown, but more is claimed of it than it says
    fails                         a counterexample stands
    not a mathematical statement  there is nothing that could be decided
    unsupported                   some evidence does not stand, or the formal statement contradicts it
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from collapse_math.answers import ESTABLISHED, REFUTED, Answer
from collapse_math.checker import check
from collapse_math.claims import Claim, Justification
from collapse_math.evidence import Checked, Evidence
from collapse_math.ledger import Assumption
from collapse_math.results import Report

HOLDS = "holds"
UNDER_MORE = "holds under more than is stated"
SAYS_LESS = "follows, but says less than is claimed"
FAILS = "fails"
NO_STATEMENT = "not a mathematical statement"
UNSUPPORTED = "unsupported"
VERDICTS = (HOLDS, UNDER_MORE, SAYS_LESS, FAILS, NO_STATEMENT, UNSUPPORTED)


@dataclass(frozen=True)
class Formal:
    """A reading as a claim about numbers: what searches for counterexamples run on.

    says   what the numbers are and what is claimed of them, in words
    claim  the statement, for all admissible values
    how    how the checker establishes it, if it holds
    """

    says: str
    claim: Claim
    how: Justification | None = None


@dataclass(frozen=True)
class Reading:
    """One way to read an item.

    says          the statement in our words, with its quantifiers
    stated        the modelling assumptions that the item states
    supposed      what it supposes of its sequences, by the titles that the book gives to that
    shown_by      evidence that together shows it
    fails_by      a theorem or a counterexample that refutes it; more, beside one, may show a part of it or an example
    beyond        what is claimed of it and does not follow; empty if nothing is
    beyond_by     evidence that it does not
    no_statement  why there is nothing to decide; empty if there is
    formal        the statement as a claim about numbers, where it can be written as one
    """

    says: str
    stated: tuple[Assumption, ...] = ()
    supposed: tuple[str, ...] = ()
    shown_by: tuple[Evidence, ...] = ()
    fails_by: tuple[Evidence, ...] = ()
    beyond: str = ""
    beyond_by: tuple[Evidence, ...] = ()
    no_statement: str = ""
    formal: Formal | None = None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All of it."""
        return (*self.shown_by, *self.fails_by, *self.beyond_by)


@dataclass(frozen=True)
class Item:
    """A numbered item of the paper.

    key           as it is cited, such as Theorem 2
    title         a few words
    says          what it states, in our words
    formula       its formula, in plain text
    right         what is right about it, said first
    readings      the ways in which it can be read, each with its evidence
    unstated      keys of the unstated assumptions that it needs, such as H1
    nearest_true  evidence for the nearest true statement, where the item fails
    met_by        what happens to a concrete loop that satisfies all its hypotheses, so that they are not empty
    also          other names by which it can be asked for
    """

    key: str
    title: str
    says: str
    formula: str
    right: str
    readings: tuple[Reading, ...]
    unstated: tuple[str, ...] = ()
    nearest_true: tuple[Evidence, ...] = ()
    met_by: tuple[Evidence, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All evidence: of all readings, for the nearest true statement, and of a loop that is meant."""
        return (*(piece for reading in self.readings for piece in reading.evidence), *self.nearest_true, *self.met_by)


@dataclass(frozen=True)
class Decided:
    """A reading with its verdict.

    more      assumptions and suppositions that the evidence needs and the item does not state
    checked   for each piece of evidence what its check found
    problems  why it is unsupported; empty if it is not
    formal    what a search and the checker find of the formal statement; None if there is none
    """

    reading: Reading
    verdict: str
    more: tuple[str, ...]
    checked: tuple[tuple[Evidence, Checked], ...]
    problems: tuple[str, ...] = ()
    formal: Answer | None = None


@dataclass(frozen=True)
class DecidedItem:
    """An item with the verdicts of its readings, and the nearest true statement and the concrete loop checked."""

    item: Item
    readings: tuple[Decided, ...]
    nearest_true: tuple[tuple[Evidence, Checked], ...]
    met_by: tuple[tuple[Evidence, Checked], ...]

    @property
    def supported(self) -> bool:
        """Whether all evidence stands."""
        besides = (*self.nearest_true, *self.met_by)
        decided = bool(self.readings) and all(d.verdict != UNSUPPORTED for d in self.readings)
        return decided and all(found.stands for _, found in besides)

    @property
    def verdict(self) -> str:
        """The verdicts of all readings, each once, what holds first; unsupported if any evidence does not stand."""
        found = {d.verdict for d in self.readings}
        return "; ".join(sorted(found, key=VERDICTS.index)) if self.supported else UNSUPPORTED


def decided_item(item: Item, known: dict[str, Report]) -> DecidedItem:
    """Check all evidence and compute the verdicts."""
    readings = tuple(decided(reading, known) for reading in item.readings)
    nearest, met = (tuple((p, p.check(known)) for p in pieces) for pieces in (item.nearest_true, item.met_by))
    return DecidedItem(item, readings, nearest, met)


def decided(reading: Reading, known: dict[str, Report]) -> Decided:
    """The verdict of one reading."""
    checked = tuple((piece, piece.check(known)) for piece in reading.evidence)
    problems = [found.detail for _, found in checked if not found.stands]
    formal = None if reading.formal is None else check(reading.formal.claim, reading.formal.how)
    if formal is not None:
        problems += contradicted(reading, formal)
    if not reading.no_statement and not (reading.shown_by or reading.fails_by):
        problems.append("no evidence decides it")
    if reading.shown_by and reading.fails_by:
        problems.append("it cannot both be shown and fail")
    if reading.no_statement and reading.evidence:
        problems.append("nothing can be evidence for what is no statement")
    if reading.beyond and not reading.beyond_by:
        problems.append(f"nothing shows that it does not follow: {reading.beyond}")
    more = missing(reading, [found for piece, found in checked if piece in reading.shown_by])
    verdict = UNSUPPORTED if problems else outcome(reading, more)
    return Decided(reading, verdict, more, checked, tuple(problems), formal)


def outcome(reading: Reading, more: tuple[str, ...]) -> str:
    """The verdict, if all evidence stands."""
    if reading.no_statement:
        return NO_STATEMENT
    if reading.fails_by:
        return FAILS
    if more:
        return UNDER_MORE
    return SAYS_LESS if reading.beyond else HOLDS


def missing(reading: Reading, found: list[Checked]) -> tuple[str, ...]:
    """What the evidence uses and the item does not state."""
    used = dict.fromkeys(assumption for checked in found for assumption in checked.uses)
    supposed = dict.fromkeys(title for checked in found for title in checked.supposes)
    return (
        *(a.key for a in used if a not in reading.stated),
        *(title for title in supposed if title not in reading.supposed),
    )


def contradicted(reading: Reading, answer: Answer) -> list[str]:
    """Why the formal statement does not fit the evidence, if it does not."""
    if reading.fails_by and answer.outcome != REFUTED:
        return [f"its formal statement should fail, and is {answer.outcome}"]
    if reading.shown_by and answer.outcome != ESTABLISHED:
        return [f"its formal statement should hold, and is {answer.outcome}: {answer.because}"]
    return []


# The table of unstated assumptions --------------------------------------------------------------------------

COLUMNS = {
    "collapse": "diversity collapses",
    "drift": "the mean drifts",
    "fixed": "a fixed point is reached",
    "lost": "the truth is lost",
}
MEANINGS = {
    "collapse": "E[V_t] tends to zero",
    "drift": "the mean strays as far as the truth spreads, E[(M_t - m_0)^2] >= v_0/2 in the end",
    "fixed": "the models settle: from some generation on they hardly change any more",
    "lost": "the models do not tend to the truth; where information on it or a loss is meant, no later model is better",
}
Shows = Literal["stands", "falls", "not about it"]
NOT_ABOUT_IT: Shows = "not about it"


@dataclass(frozen=True)
class Cell:
    """Whether dropping one assumption alone leaves a conclusion standing, and what shows it.

    shows     falls: the conclusion is false for one of the usual ways to do without the assumption, all others kept;
              stands: it is true for them;
              not about it: the assumption has no bearing on the conclusion, as `because` says
    evidence  results and loops; none where the assumption is not about the conclusion
    because   why it is not about it; empty otherwise
    """

    shows: Shows
    evidence: tuple[Evidence, ...] = ()
    because: str = ""


@dataclass(frozen=True)
class Unstated:
    """An assumption that does its work without being stated.

    key          such as H1
    name         in a few words
    says         the assumption in a sentence
    meets        a concrete loop that satisfies it, and one that does not, in words
    cells        by column what remains without it
    in_the_book  the modelling assumptions of the book's theorems that it is, if these have it
    """

    key: str
    name: str
    says: str
    meets: str
    cells: dict[str, Cell]
    in_the_book: tuple[Assumption, ...] = ()


@dataclass(frozen=True)
class DecidedCell:
    """A cell with its evidence checked."""

    cell: Cell
    checked: tuple[tuple[Evidence, Checked], ...]

    @property
    def verdict(self) -> str:
        """stands or falls, not about it if that is explained, or unsupported."""
        if self.cell.shows == NOT_ABOUT_IT:
            return NOT_ABOUT_IT if self.cell.because and not self.checked else UNSUPPORTED
        return self.cell.shows if self.checked and all(found.stands for _, found in self.checked) else UNSUPPORTED


def decided_cells(row: Unstated, known: dict[str, Report]) -> dict[str, DecidedCell]:
    """All cells of a row."""
    return {
        column: DecidedCell(cell, tuple((piece, piece.check(known)) for piece in cell.evidence))
        for column, cell in row.cells.items()
    }
