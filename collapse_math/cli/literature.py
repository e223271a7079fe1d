"""The commands about what others have written: paper, assumptions, ask."""

from __future__ import annotations

import argparse
import sys

from collapse_math.cli.conventions import BadInput, no_such, write_json
from collapse_math.report.terminal import Progress, Terminal


def paper(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """`paper [ITEM]`."""
    from collapse_math.audit import reports_of
    from collapse_math.items import decided_item
    from collapse_math.report.paper import item_record, page, table
    from derivations.paper import items
    from derivations.paper.assumptions import ROWS

    known_items = {named(name): item for item in items() for name in (item.key, *item.also)}
    wanted = named(" ".join(arguments.item))
    if wanted and wanted not in known_items:
        raise BadInput(no_such("item", " ".join(arguments.item), [item.key for item in items()]))
    chosen = [known_items[wanted]] if wanted else list(items())
    progress, found = Progress(sys.stderr, len(chosen)), []
    progress.show("theorems")
    reports = reports_of(piece for item in chosen for piece in item.evidence)
    for item in chosen:
        progress.show(item.key)
        found.append(decided_item(item, reports))
        progress.clear()
    if arguments.json:
        write_json(item_record(found[0]) if wanted else [item_record(decided) for decided in found])
    elif wanted:
        print("\n".join(page(found[0], {row.key: row for row in ROWS}, terminal)))
    else:
        print("\n".join(table(found, terminal)))
    return 0 if all(decided.supported for decided in found) else 1


def assumptions(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """`assumptions [KEY]`."""
    from collapse_math.audit import reports_of
    from collapse_math.items import UNSUPPORTED, decided_cells
    from collapse_math.report.paper import assumption_page, assumption_record, assumption_table
    from derivations.paper.assumptions import ROWS

    rows = {row.key: row for row in ROWS}
    key = (arguments.assumption or "").upper()
    if key and key not in rows:
        raise BadInput(no_such("assumption", arguments.assumption, list(rows)))
    chosen = [rows[key]] if key else list(ROWS)
    progress, found = Progress(sys.stderr, len(chosen)), {}
    progress.show("theorems")
    reports = reports_of(piece for row in chosen for cell in row.cells.values() for piece in cell.evidence)
    for row in chosen:
        progress.show(row.key)
        found[row.key] = (row, decided_cells(row, reports))
        progress.clear()
    if arguments.json:
        records = [assumption_record(row, cells) for row, cells in found.values()]
        write_json(records[0] if key else records)
    elif key:
        print("\n".join(assumption_page(*found[key], terminal)))
    else:
        print("\n".join(assumption_table(found, terminal)))
    verdicts = [cell.verdict for _, cells in found.values() for cell in cells.values()]
    return 0 if UNSUPPORTED not in verdicts else 1


def named(text: str) -> str:
    """The name of an item without capitals, spaces and the like, so that lemma_7 is Lemma 7."""
    return "".join(character for character in text.lower() if character.isalnum())


def ask(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """`ask [QUESTION]`."""
    from collapse_math.report.questions import answer, question_record, questions, short_record
    from derivations.thread import QUESTIONS

    if arguments.question is None:
        if arguments.json:
            return write_json([short_record(question) for question in QUESTIONS.values()])
        print("\n".join(questions(QUESTIONS.values(), terminal)))
        return 0
    name = arguments.question.upper()
    if name not in QUESTIONS:
        raise BadInput(f"there is no question {arguments.question!r}: the questions are {', '.join(QUESTIONS)}")
    question, judged = QUESTIONS[name], None
    if arguments.check:
        from collapse_math.audit import judge_question_alone

        progress = Progress(sys.stderr, 1)
        progress.show(name)
        judged = judge_question_alone(question)
        progress.clear()
    computed = question.computed()
    if arguments.json:
        write_json(question_record(question, computed, judged))
    else:
        print("\n".join(answer(question, computed, judged, terminal)))
    return 0 if all(found.stands for _, found in computed) and (judged is None or judged.supported) else 1
