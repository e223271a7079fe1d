"""The questions of the public thread and their answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from collapse_math.report.terminal import Terminal
from derivations import load
from derivations.thread import Question


def questions(asked: Iterable[Question], terminal: Terminal) -> Iterator[str]:
    """All questions with their short answers."""
    for question in asked:
        yield terminal.paragraph(f"{question.key}  {question.asked}", 0, 4)
        yield terminal.paint(terminal.paragraph(question.short, 4), "dim")
        yield ""
    yield "'collapse-math ask KEY' gives the whole answer."


def answer(question: Question, terminal: Terminal) -> Iterator[str]:
    """One question with its whole answer, what it rests on and how to see it happen."""
    yield terminal.paint(terminal.paragraph(f"{question.key}  {question.asked}", 0, 4), "bold")
    yield ""
    yield terminal.paragraph(question.short)
    for paragraph in question.paragraphs():
        yield ""
        yield terminal.paragraph(paragraph)
    yield ""
    yield terminal.paint("Rests on", "bold")
    column = max(map(len, question.rests_on)) + 4
    yield from (terminal.entry(key, load(key).says, column) for key in question.rests_on)
    yield ""
    yield terminal.paint("See it happen", "bold")
    yield from (f"  {command}" for command in question.see)


def question_record(question: Question) -> dict[str, Any]:
    """A question for a program."""
    return {
        "key": question.key,
        "question": question.asked,
        "short_answer": question.short,
        "answer": list(question.paragraphs()),
        "rests_on": list(question.rests_on),
        "see": list(question.see),
    }
