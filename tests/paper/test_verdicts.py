"""The verdicts on the paper: computed from evidence, supported, and gone as soon as any evidence is broken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from checked_book import KNOWN, report_of
from hypothesis import Phase, find, given
from hypothesis import settings as Settings
from hypothesis import strategies as st

from collapse_math import audit
from collapse_math.checker import check, read
from collapse_math.claims import Claim
from collapse_math.derivation import Theorem
from collapse_math.evidence import ByClaim, ByCounterexample, ByLimit, ByLoop, ByTheorem, ByToken, Evidence, theorems_in
from collapse_math.items import (
    COLUMNS,
    MEANINGS,
    NO_STATEMENT,
    NOT_ABOUT_IT,
    UNSUPPORTED,
    Cell,
    Reading,
    Unstated,
    decided,
    decided_cells,
    decided_item,
)
from collapse_math.quantities import Quantity, real
from collapse_math.refuter import Point, ladder, refuted_at, satisfied
from collapse_math.report.paper import pieces
from collapse_math.report.terminal import Terminal
from collapse_math.results import Report
from derivations.paper import items
from derivations.paper.assumptions import ROWS

VERDICTS = {
    "Headline": "holds under more than is stated; fails",
    "Proposition 1": "follows, but says less than is claimed",
    "Theorem 2": "holds; follows, but says less than is claimed; fails; not a mathematical statement",
    "Theorem 4": "holds; fails",
    "Theorem 5": "holds; follows, but says less than is claimed; fails",
    "Remark 6": "holds under more than is stated; fails; not a mathematical statement",
    "Theorem 8": "holds under more than is stated; fails",
    "Inequality 16": "fails; not a mathematical statement",
    "Inequality 20": "follows, but says less than is claimed",
    "Lemma 7": "follows, but says less than is claimed",
    "Definition 1": "holds; not a mathematical statement",
    "Definition 2": "holds; fails",
    "Definition 3": "holds",
    "Section 5.1": "follows, but says less than is claimed; fails; not a mathematical statement",
    "Inequality 17": "follows, but says less than is claimed; fails; not a mathematical statement",
    "Corollary 3": "follows, but says less than is claimed; fails",
    "Proposition 9": "holds; fails",
    "Proposition 10": "fails; not a mathematical statement",
    "Equations 23 to 26": "follows, but says less than is claimed; fails; not a mathematical statement",
}
"""What is decided of each item, so that no change of evidence changes a verdict unseen."""

ITEMS = {item.key: item for item in items()}
READINGS = {f"{key}, {place}": reading for key, item in ITEMS.items() for place, reading in enumerate(item.readings)}
NEGATED = {">": "<=", ">=": "<", "<": ">=", "<=": ">", "=": "!=", "!=": "="}


def known(evidence: tuple[Evidence, ...]) -> dict[str, Report]:
    """The reports of the theorems that are cited, and of those they cite."""
    found: dict[str, Report] = {}
    for piece in evidence:
        if isinstance(piece, ByTheorem):
            theorem = piece.conclusion.fact.theorem
            for below in (*theorem.cited(), theorem):
                found[below.key] = below.check(known=KNOWN)
    return found


@pytest.mark.parametrize("key", ITEMS)
def test_each_item_has_the_verdict_that_is_known(key: str) -> None:
    found = decided_item(ITEMS[key], known(ITEMS[key].evidence))
    assert [problem for reading in found.readings for problem in reading.problems] == []
    assert found.verdict == VERDICTS[key]


def test_the_unstated_assumptions_of_each_item_are_in_the_table() -> None:
    rows = {row.key for row in ROWS}
    assert [row.key for row in ROWS] == [f"H{i}" for i in range(1, 13)]
    assert all(rows.issuperset(item.unstated) for item in ITEMS.values())


@pytest.mark.parametrize("name", READINGS)
def test_what_the_evidence_uses_and_the_item_does_not_state_is_among_its_unstated_assumptions(name: str) -> None:
    """As far as the table has it; that draws are independent, and new in each generation, every item states."""
    row_of = {a.key: row.key for row in ROWS for a in row.in_the_book if row.key != "H7"}
    more = decided(READINGS[name], known(READINGS[name].evidence)).more
    item = ITEMS[name.rpartition(",")[0]]
    assert {row_of[key] for key in more if key in row_of} <= set(item.unstated)


def test_evidence_too_long_to_read_is_left_to_its_words() -> None:
    """The information in two tosses and in their number of heads is a formula of 467 characters; others are short."""
    found = decided_item(ITEMS["Proposition 9"], known(ITEMS["Proposition 9"].evidence))
    [[piece, checked]] = [(p, c) for p, c in found.readings[1].checked if isinstance(p, ByClaim)]
    words, *formulas = pieces([(piece, checked)], Terminal(1000))
    assert words.strip() == f"- {piece.says}"
    assert formulas == []
    fallen = replace(checked, stands=False)
    assert checked.detail in "\n".join(pieces([(piece, fallen)], Terminal(1000)))
    short = replace(checked, detail="1 = 1")
    assert [line.strip() for line in pieces([(piece, short)], Terminal())][-1] == "1 = 1"


def test_no_verdict_is_left_over() -> None:
    assert VERDICTS.keys() == ITEMS.keys()


def test_the_verdicts_are_in_the_readme() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    rows = [f"| {key} | {item.title} | {VERDICTS[key]} |" for key, item in ITEMS.items()]
    head = ["<!-- verdicts -->", "| item | | verdicts of its readings |", "|---|---|---|"]
    assert "\n".join([*head, *rows, ""]) in readme


@pytest.mark.parametrize("key", ITEMS)
def test_what_is_right_is_said(key: str) -> None:
    item = ITEMS[key]
    assert item.right
    assert item.nearest_true or not any(reading.fails_by for reading in item.readings)


@pytest.mark.parametrize("key", ITEMS)
def test_something_satisfies_what_is_supposed(key: str) -> None:
    """A statement of which nothing satisfies the hypotheses would hold and say nothing."""
    item = ITEMS[key]
    assert item.met_by
    for place, piece in enumerate(item.met_by):
        for wrong in broken(piece):
            met_by = (*item.met_by[:place], wrong, *item.met_by[place + 1 :])
            changed = replace(item, readings=(), nearest_true=(), met_by=met_by)
            assert decided_item(changed, known(met_by)).verdict == UNSUPPORTED


def broken(piece: Evidence) -> Iterator[Evidence]:
    """The same evidence, wrong."""
    match piece:
        case ByClaim(claim=claim):
            yield replace(piece, claim=replace(claim, relation=NEGATED[claim.relation]))
        case ByCounterexample(claim=claim):
            yield replace(piece, claim=replace(claim, relation=NEGATED[claim.relation]))
            yield replace(piece, at={})
        case ByLoop(relation=relation) | ByLimit(relation=relation) | ByToken(relation=relation):
            yield replace(piece, relation=NEGATED[relation])


def with_one_broken(reading: Reading) -> Iterator[Reading]:
    """The reading with one piece of evidence broken, for every piece."""
    for name in ("shown_by", "fails_by", "beyond_by"):
        pieces: tuple[Evidence, ...] = getattr(reading, name)
        for place, piece in enumerate(pieces):
            for wrong in broken(piece):
                yield replace(reading, **{name: (*pieces[:place], wrong, *pieces[place + 1 :])})


@pytest.mark.parametrize("name", READINGS)
def test_a_verdict_is_unsupported_once_evidence_is_broken(name: str) -> None:
    for reading in with_one_broken(READINGS[name]):
        assert decided(reading, known(reading.evidence)).verdict == UNSUPPORTED


@pytest.mark.parametrize("key", ITEMS)
def test_an_item_is_unsupported_once_its_nearest_true_statement_is_broken(key: str) -> None:
    pieces = ITEMS[key].nearest_true
    for place, piece in enumerate(pieces):
        for wrong in broken(piece):
            nearest_true = (*pieces[:place], wrong, *pieces[place + 1 :])
            changed = replace(ITEMS[key], readings=(), met_by=(), nearest_true=nearest_true)
            assert decided_item(changed, known(nearest_true)).verdict == UNSUPPORTED


@pytest.mark.parametrize("name", READINGS)
def test_every_reading_that_fails_has_a_formal_statement(name: str) -> None:
    """And a counterexample with numbers, or a claim that makes every number one."""
    reading = READINGS[name]
    if reading.fails_by:
        assert reading.formal is not None
        assert any(not isinstance(piece, ByTheorem) for piece in reading.fails_by)
    assert reading.formal is None or reading.formal.says.endswith(".")


@pytest.mark.parametrize("name", READINGS)
def test_a_verdict_is_unsupported_once_a_theorem_falls(name: str) -> None:
    reading = READINGS[name]
    reports = known(reading.evidence)
    for key in theorems_in(reading.evidence):
        fallen = {**reports, key: replace(reports[key], problems=["it fell"])}
        assert decided(reading, fallen).verdict == UNSUPPORTED


@pytest.mark.parametrize("name", READINGS)
def test_a_verdict_is_unsupported_without_evidence(name: str) -> None:
    bare = replace(READINGS[name], shown_by=(), fails_by=(), no_statement="")
    assert decided(bare, {}).verdict == UNSUPPORTED


def test_theorems_are_checked_in_two_processes_as_in_one() -> None:
    """Definition 1 cites a theorem that cites another one."""
    evidence = ITEMS["Definition 1"].evidence
    found, expected = audit.reports_of(evidence), known(evidence)
    assert found.keys() == expected.keys()
    for key, report in found.items():
        assert report.established
        assert (report.rests_on, report.uses) == (expected[key].rests_on, expected[key].uses)


def test_a_theorem_that_does_not_stand_is_reported_by_the_processes() -> None:
    """One that says x < x."""
    x = real("x")
    theorem = Theorem("false", says="", assumes=(), symbols=(x,))
    conclusion = theorem.concludes("it", "x", theorem.inequality("it", x, "<", x))
    [report] = audit.reports_of([ByTheorem("", conclusion)]).values()
    assert not report.established
    assert not ByTheorem("", conclusion).check({"false": report}).stands


# Formal statements: a search finds what fails, and nothing where something holds ------------------------------

FORMAL = {name: reading for name, reading in READINGS.items() if reading.formal is not None}


@pytest.mark.parametrize("name", FORMAL)
def test_the_checker_agrees_with_the_verdict(name: str) -> None:
    reading = FORMAL[name]
    assert reading.formal is not None
    outcome = check(reading.formal.claim, reading.formal.how).outcome
    assert outcome == ("refuted" if reading.fails_by else "established")


@pytest.mark.parametrize("name", [name for name, reading in FORMAL.items() if reading.shown_by])
@given(st.data())
def test_no_counterexample_is_found_where_it_holds(name: str, data: st.DataObject) -> None:
    assert refuted_at(claim_of(name), data.draw(points(claim_of(name))), (64, 512)) is None


@pytest.mark.parametrize("name", [name for name, reading in FORMAL.items() if reading.fails_by])
def test_a_search_finds_a_counterexample_where_it_fails(name: str) -> None:
    """From the formal statement alone, without the point that the item gives."""
    claim = claim_of(name)
    settings = Settings(max_examples=2_000, derandomize=True, database=None, deadline=None, phases=[Phase.generate])
    found = find(points(claim), lambda point: refuted_at(claim, point, (64, 512)) is not None, settings=settings)
    assert refuted_at(claim, found, (64, 512, 4096)) is not None


def claim_of(name: str) -> Claim:
    formal = FORMAL[name].formal
    assert formal is not None
    return formal.claim


def points(claim: Claim) -> st.SearchStrategy[Point]:
    """Admissible values for all quantities of a claim."""
    everywhere = st.fixed_dictionaries({q: values(q) for q in read(claim)})
    return everywhere.filter(lambda point: all(satisfied(condition, point) for condition in claim.conditions))


def values(quantity: Quantity) -> st.SearchStrategy[Fraction]:
    """Values of a quantity, near the ends of its range and elsewhere."""
    domain, near = quantity.domain, ladder(quantity.domain)
    if domain.integer:
        return st.sampled_from(near)
    low = min(near) if domain.lower is None else domain.lower
    high = max(near) if domain.upper is None else domain.upper
    between = st.fractions(low, high, max_denominator=1000).filter(lambda value: value in domain)
    return st.one_of(st.sampled_from(near), between)


# The table of unstated assumptions ---------------------------------------------------------------------------------


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_every_cell_is_supported(row: Unstated) -> None:
    cells = decided_cells(row, known(tuple(p for cell in row.cells.values() for p in cell.evidence)))
    assert all(cell.verdict == cell.cell.shows for cell in cells.values())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_every_cell_is_filled(row: Unstated) -> None:
    """With evidence, or with the reason why there is nothing to decide, and not with both."""
    assert row.cells.keys() == COLUMNS.keys() == MEANINGS.keys()
    for cell in row.cells.values():
        assert bool(cell.because) == (cell.shows == NOT_ABOUT_IT) != bool(cell.evidence)


def test_a_row_that_is_not_about_a_conclusion_needs_a_reason() -> None:
    row = replace(ROWS[0], cells={"collapse": Cell(NOT_ABOUT_IT)})
    assert decided_cells(row, {})["collapse"].verdict == UNSUPPORTED
    row = replace(ROWS[0], cells={"collapse": Cell(NOT_ABOUT_IT, because="it is about something else")})
    assert decided_cells(row, {})["collapse"].verdict == NOT_ABOUT_IT


def test_with_all_assumptions_all_conclusions_are_true_of_the_loop_that_is_meant() -> None:
    """Ten draws and divisor 10, by the recursions of both moments: the loop of which one thing at a time is dropped."""
    variance, distance = Fraction(1), Fraction(0)
    for _ in range(200):
        variance, distance = variance * Fraction(9, 10), distance + variance / 10
    assert variance < Fraction(1, 10**8)  # diversity collapses, and the models settle: the mean moves by V/10 at most
    assert distance == 1 - variance  # the mean drifts by v_0, and the truth is lost


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_a_cell_is_unsupported_once_its_evidence_is_broken(row: Unstated) -> None:
    for name, cell in row.cells.items():
        for place, piece in enumerate(cell.evidence):
            for wrong in broken(piece):
                evidence = (*cell.evidence[:place], wrong, *cell.evidence[place + 1 :])
                changed = replace(row, cells={name: replace(cell, evidence=evidence)})
                assert decided_cells(changed, known(evidence))[name].verdict == UNSUPPORTED


# The rules by which verdicts are computed --------------------------------------------------------------------------


def test_unstated_assumptions_are_found_and_not_typed() -> None:
    [reading] = ITEMS["Lemma 7"].readings
    shown = replace(reading, shown_by=reading.beyond_by, beyond="", beyond_by=(), formal=None)
    found = decided(shown, known(shown.evidence))
    assert found.verdict == "holds under more than is stated"
    assert "matching-moments" in found.more
    assert "the sum of alpha(t) diverges" in found.more
    stated = replace(shown, stated=report_of("schedules.learning").uses["mean_learned"])
    assert decided(stated, known(shown.evidence)).more == (
        "(n(t) - 1) beta(t) -> infinity",
        "the sum of alpha(t) diverges",
    )


def test_a_statement_cannot_both_hold_and_fail() -> None:
    [reading] = ITEMS["Lemma 7"].readings
    assert decided(replace(reading, fails_by=reading.shown_by), known(reading.evidence)).verdict == UNSUPPORTED


def test_a_formal_statement_that_contradicts_the_evidence_is_seen() -> None:
    [reading] = ITEMS["Lemma 7"].readings
    assert reading.formal is not None
    claim = reading.formal.claim
    wrong = replace(reading.formal, claim=Claim(claim.left, "<", claim.right))
    assert decided(replace(reading, formal=wrong), known(reading.evidence)).verdict == UNSUPPORTED


def test_what_is_no_statement_needs_a_reason() -> None:
    vague = Reading(says="it degrades", no_statement="'degrades' is not defined")
    assert decided(vague, {}).verdict == NO_STATEMENT
    assert decided(replace(vague, no_statement=""), {}).verdict == UNSUPPORTED


def test_what_is_no_statement_has_no_evidence() -> None:
    [reading] = ITEMS["Lemma 7"].readings
    vague = Reading(says="it degrades", no_statement="'degrades' is not defined", shown_by=reading.shown_by)
    assert decided(vague, known(vague.evidence)).verdict == UNSUPPORTED


def test_what_does_not_follow_needs_evidence() -> None:
    [reading] = ITEMS["Lemma 7"].readings
    assert reading.beyond
    assert decided(replace(reading, beyond_by=()), known(reading.evidence)).verdict == UNSUPPORTED


def test_an_item_without_a_reading_is_unsupported(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = replace(ITEMS["Lemma 7"], readings=(), nearest_true=(), met_by=())
    monkeypatch.setattr(audit, "items", lambda: [nothing])
    assert not decided_item(nothing, {}).supported
    assert not audit.judge_item(nothing.key, {}).supported


@pytest.mark.parametrize("cell", [Cell("falls"), Cell(NOT_ABOUT_IT)])
def test_an_audit_names_a_cell_that_nothing_shows(cell: Cell, monkeypatch: pytest.MonkeyPatch) -> None:
    row = replace(ROWS[0], cells={"collapse": cell})
    monkeypatch.setattr(audit, "ROWS", (row,))
    assert audit.judge_row(row.key, {}).problems == ("nothing shows what becomes of: collapse",)
