"""The questions of the public thread and their answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from collapse_math.evidence import Checked
from collapse_math.items import COLUMNS
from collapse_math.report.terminal import Terminal
from derivations import load
from derivations.thread.question import Computation, Question, Ruling

if TYPE_CHECKING:
    from collapse_math.audit import Judged

Computed = Sequence[tuple[Computation, Checked]]


def questions(asked: Iterable[Question], terminal: Terminal) -> Iterator[str]:
    """All questions with their short answers."""
    for question in asked:
        yield terminal.entry(question.key, question.asked, 7)
        yield terminal.paint(terminal.paragraph(question.short, 7), "bold")
    yield ""
    yield "'collapse-math ask KEY' gives the whole answer, what it rests on, and how to see it happen."


def answer(question: Question, computed: Computed, judged: Judged | None, terminal: Terminal) -> Iterator[str]:
    """One question with its whole answer, what it rests on and how to see it happen."""
    yield terminal.paint(terminal.paragraph(f"{question.key}  {question.asked}", 0, 4), "bold")
    yield ""
    yield terminal.paint(terminal.paragraph(question.short), "bold")
    for paragraph in question.paragraphs():
        yield ""
        yield terminal.paragraph(paragraph)
    yield ""
    yield terminal.paint("Rests on", "bold")
    column = max(map(len, question.rests_on)) + 4
    yield from (terminal.entry(key, load(key).says, column) for key in question.rests_on)
    for piece, found in computed:
        mark = "" if found.stands else "DOES NOT STAND: "
        yield terminal.paint(
            terminal.paragraph(f"{mark}{piece.says}: {found.detail}", 2, 6), "" if found.stands else "red"
        )
    if question.rulings:
        yield ""
        yield terminal.paint("On the paper", "bold")
        column = max(len(ruling.item) for ruling in question.rulings) + 4
        yield from (terminal.entry(r.item, in_words(r), column) for r in question.rulings)
    yield ""
    yield terminal.paint("See it happen", "bold")
    yield from (f"  {command}" for command in question.see)
    if judged is not None:
        yield ""
        yield from verdict(judged, terminal)


def verdict(judged: Judged, terminal: Terminal) -> Iterator[str]:
    """Whether all that an answer rests on stands."""
    if judged.supported:
        yield terminal.paint("All that this answer rests on was checked just now, and stands.", "green")
    for problem in judged.problems:
        yield terminal.paint(terminal.paragraph(f"UNSUPPORTED: {problem}", 0, 4), "red")


def in_words(ruling: Ruling) -> str:
    """What an item of the paper, or a row of its unstated assumptions, is about, and the verdict on it."""
    from derivations.paper import items  # and with them many theorems, which the list of questions has no need of
    from derivations.paper.assumptions import ROWS

    for row in ROWS:
        if row.key == ruling.item:
            column, shows = ruling.verdict.split()
            return f"without '{row.name}', '{COLUMNS[column]}' {shows}"
    item = next(item for item in items() if item.key == ruling.item)
    one = " in one of its readings" if len(item.readings) > 1 else ""
    return f"{item.title}: {ruling.verdict}{one}"


def short_record(question: Question) -> dict[str, Any]:
    """A question and its short answer for a program."""
    return {"key": question.key, "question": question.asked, "short_answer": question.short}


def question_record(question: Question, computed: Computed, judged: Judged | None) -> dict[str, Any]:
    """A question with its whole answer for a program."""
    record = {
        **short_record(question),
        "answer": list(question.paragraphs()),
        "numbers": {name: {"value": str(n), "source": n.source} for name, n in question.numbers.items()},
        "rests_on": list(question.rests_on),
        "computations": [
            {"says": piece.says, "found": found.detail, "stands": found.stands} for piece, found in computed
        ],
        "on_the_paper": [{"item": r.item, "verdict": r.verdict} for r in question.rulings],
        "see": list(question.see),
    }
    return record if judged is None else {**record, "supported": judged.supported, "problems": list(judged.problems)}
