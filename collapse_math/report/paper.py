"""The audit of the paper for a reader: items with their verdicts, one item, the table of unstated assumptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from collapse_math.evidence import ByClaim, ByTheorem, Checked, Evidence
from collapse_math.items import (
    COLUMNS,
    FAILS,
    HOLDS,
    MEANINGS,
    NOT_ABOUT_IT,
    UNSUPPORTED,
    Decided,
    DecidedCell,
    DecidedItem,
    Unstated,
)
from collapse_math.report.terminal import Terminal

COLOURS = {HOLDS: "green", FAILS: "red", UNSUPPORTED: "red", "stands": "yellow", "falls": "green"}
LONGEST_CLAIM = 100  # characters of a claim that is printed in plain text
LONGEST_EVIDENCE = 200  # and of one that is evidence; where it is longer its words alone are printed
Pieces = Sequence[tuple[Evidence, Checked]]
DecidedRow = tuple[Unstated, Mapping[str, DecidedCell]]


def table(found: Sequence[DecidedItem], terminal: Terminal) -> Iterator[str]:
    """All items with their verdicts, a line or two each."""
    column = max(len(decided.item.key) for decided in found) + 4
    for decided in found:
        text = f"{decided.item.title}: {decided.verdict}"
        yield terminal.paint(terminal.entry(decided.item.key, text, column), COLOURS.get(decided.verdict, ""))
    yield ""
    yield terminal.paragraph("'collapse-math paper ITEM' shows what an item says, its verdicts and what decides them.")


def page(decided: DecidedItem, rows: Mapping[str, Unstated], terminal: Terminal) -> Iterator[str]:
    """One item: what it says, what is right, its readings with verdict and evidence, the nearest true statement."""
    item = decided.item
    yield terminal.heading(f"{item.key}, {item.title}")
    yield terminal.paragraph(item.says)
    yield f"    {item.formula}"
    yield ""
    yield terminal.paragraph(f"What is right.  {item.right}")
    for number, reading in enumerate(decided.readings, start=1):
        yield ""
        yield from in_full(reading, f"Reading {number}" if len(decided.readings) > 1 else "Read as", terminal)
    if decided.nearest_true:
        yield ""
        yield terminal.paint("Nearest true statement", "bold")
        yield from pieces(decided.nearest_true, terminal)
    if decided.met_by:
        yield ""
        yield terminal.paint("A case that satisfies its hypotheses", "bold")
        yield from pieces(decided.met_by, terminal)
    if item.unstated:
        yield ""
        yield terminal.paint("Assumptions that it needs and does not state", "bold")
        yield from (terminal.entry(key, rows[key].says, 8) for key in item.unstated)


def in_full(decided: Decided, name: str, terminal: Terminal) -> Iterator[str]:
    """One reading."""
    reading = decided.reading
    yield terminal.paragraph(f"{name}.  {reading.says}")
    yield terminal.paint(terminal.paragraph(f"Verdict: {decided.verdict}", 4), COLOURS.get(decided.verdict, ""))
    stated = (*(assumption.key for assumption in reading.stated), *reading.supposed)
    if stated:
        yield terminal.paragraph(f"it states or implies: {', '.join(stated)}", 4, 8)
    if decided.more:
        yield terminal.paragraph(f"needs besides: {', '.join(decided.more)}", 4, 8)
    if reading.no_statement:
        yield terminal.paragraph(reading.no_statement, 4)
    yield from pieces(decided.checked[: len(reading.shown_by) + len(reading.fails_by)], terminal)
    if reading.beyond:
        yield terminal.paragraph(f"Claimed besides, and not shown by it: {reading.beyond}", 4)
        yield from pieces(decided.checked[len(reading.shown_by) + len(reading.fails_by) :], terminal)
    yield from in_numbers(decided, terminal)
    for problem in decided.problems:
        yield terminal.paint(terminal.paragraph(f"UNSUPPORTED: {problem}", 4, 8), "red")


def in_numbers(decided: Decided, terminal: Terminal) -> Iterator[str]:
    """The formal statement of a reading, and what a search for counterexamples and the checker find of it."""
    if decided.reading.formal is None or decided.formal is None:
        return
    yield terminal.paragraph(f"- As a claim about numbers: {decided.reading.formal.says}", 4, 6)
    claim = str(decided.reading.formal.claim)
    if len(claim) <= LONGEST_CLAIM:
        yield terminal.paint(terminal.paragraph(claim, 8), "dim")
    found = decided.formal
    words = f"a search refutes it: {found.refutation}" if found.refutation else f"{found.outcome}, {found.grade}"
    yield terminal.paint(terminal.paragraph(words, 8), "dim")


def pieces(found: Pieces, terminal: Terminal) -> Iterator[str]:
    """Evidence, each piece with what its check found."""
    for piece, checked in found:
        mark = "" if checked.stands else "DOES NOT STAND: "
        yield terminal.paragraph(f"- {mark}{piece.says}", 4, 6)
        if isinstance(piece, ByClaim) and checked.stands and len(checked.detail) > LONGEST_EVIDENCE:
            continue
        yield terminal.paint(terminal.paragraph(checked.detail, 8), "dim" if checked.stands else "red")


def assumption_table(
    rows: Mapping[str, tuple[Unstated, Mapping[str, DecidedCell]]], terminal: Terminal
) -> Iterator[str]:
    """What remains of each conclusion once one assumption is dropped."""
    column = max(len(f"{key} {row.name}") for key, (row, _) in rows.items()) + 4
    yield terminal.paint(" " * column + "".join(name.ljust(13) for name in COLUMNS), "bold")
    for key, (row, cells) in rows.items():
        verdicts = (cells[name].verdict for name in COLUMNS)
        words = ("." if verdict == NOT_ABOUT_IT else verdict for verdict in verdicts)
        yield f"{key} {row.name}".ljust(column) + "".join(word.ljust(13) for word in words)
    yield ""
    for name, says in COLUMNS.items():
        yield terminal.entry(name, f"{says}: {MEANINGS[name]}", 12)
    yield ""
    text = (
        "Without the assumption of a row, and with all others, the conclusion of a column falls if it is false for one "
        "of the usual ways to do without, and stands if it is true for them; a dot means that the row is not about "
        "it.  'collapse-math assumptions H6' shows what that rests on."
    )
    yield terminal.paragraph(text)


def assumption_page(row: Unstated, cells: Mapping[str, DecidedCell], terminal: Terminal) -> Iterator[str]:
    """One unstated assumption."""
    yield terminal.heading(f"{row.key}, {row.name}")
    yield terminal.paragraph(row.says)
    yield terminal.paragraph(row.meets)
    if row.in_the_book:
        yield terminal.paragraph("In the book's theorems it is:")
        yield from (terminal.paragraph(f"{a.key}: {a.says}", 4, 8) for a in row.in_the_book)
    for name, decided in cells.items():
        yield ""
        if decided.verdict == NOT_ABOUT_IT:
            yield terminal.paragraph(f"It is not about '{COLUMNS[name]}': {decided.cell.because}")
            continue
        yield terminal.paint(f"Without it, '{COLUMNS[name]}' {decided.verdict}", COLOURS.get(decided.verdict, ""))
        yield from pieces(decided.checked, terminal)


def item_record(decided: DecidedItem) -> dict[str, Any]:
    """An item for a program."""
    item = decided.item
    return {
        "item": item.key,
        "title": item.title,
        "says": item.says,
        "formula": item.formula,
        "right": item.right,
        "verdict": decided.verdict,
        "unstated_assumptions": list(item.unstated),
        "readings": [
            {
                "says": reading.reading.says,
                "verdict": reading.verdict,
                "needs_besides": list(reading.more),
                "claimed_besides": reading.reading.beyond,
                "no_statement": reading.reading.no_statement,
                "states": [assumption.key for assumption in reading.reading.stated],
                "supposes": list(reading.reading.supposed),
                "formal": formal_record(reading),
                "evidence": evidence_records(reading.checked),
                "problems": list(reading.problems),
            }
            for reading in decided.readings
        ],
        "nearest_true": evidence_records(decided.nearest_true),
        "met_by": evidence_records(decided.met_by),
    }


def formal_record(decided: Decided) -> dict[str, str] | None:
    """The formal statement of a reading for a program."""
    if decided.reading.formal is None or decided.formal is None:
        return None
    formal = decided.reading.formal
    return {"says": formal.says, "claim": str(formal.claim), "found": str(decided.formal)}


def evidence_records(found: Pieces) -> list[dict[str, Any]]:
    """Evidence for a program."""
    return [
        {
            "kind": type(piece).__name__.removeprefix("By").lower(),
            "says": piece.says,
            "stands": checked.stands,
            "found": checked.detail,
            "theorem": piece.conclusion.fact.theorem.key if isinstance(piece, ByTheorem) else None,
        }
        for piece, checked in found
    ]


def assumption_record(row: Unstated, cells: Mapping[str, DecidedCell]) -> dict[str, Any]:
    """An unstated assumption for a program."""
    return {
        "key": row.key,
        "name": row.name,
        "says": row.says,
        "in_the_book": [assumption.key for assumption in row.in_the_book],
        "without_it": {
            name: {
                "conclusion": COLUMNS[name],
                "verdict": decided.verdict,
                "because": decided.cell.because,
                "evidence": evidence_records(decided.checked),
            }
            for name, decided in cells.items()
        },
    }
