"""The command `collapse-math`: list, read, verify, rests-on, evaluate, token, loop, design, without, paper,
assumptions, ask.

Exit status: 0 if all is well, 1 if something does not stand, 2 for bad input, with one sentence that names
the argument, the rule, the value and the remedy.  SymPy and NumPy are imported only by the command that runs.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any, NoReturn

from collapse_math.report.terminal import Progress, Terminal, terminal_of

Command = Callable[[argparse.Namespace, Terminal], int]


class BadInput(Exception):
    """What the user gave cannot be used; the message is one sentence."""


class Parser(argparse.ArgumentParser):
    """A parser that refuses in one sentence."""

    def error(self, message: str) -> NoReturn:
        """Refuse."""
        raise BadInput(f"{message}: see '{self.prog} --help'")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status."""
    terminal = terminal_of(sys.stdout)
    if not terminal.unicode and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    try:
        arguments = parser().parse_args(argv)
        command: Command = arguments.command
        status = command(arguments, terminal)
        sys.stdout.flush()
        return status
    except SystemExit as stop:  # argparse, after --help
        return stop.code if isinstance(stop.code, int) else 0
    except BadInput as problem:
        print(f"collapse-math: {problem}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader has gone.  Python would complain when it flushes at exit, so there is nothing to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("collapse-math: interrupted", file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = Parser(
        prog="collapse-math",
        description="The mathematics of recursive training, machine-checked: read it, run it, break its assumptions.",
        epilog="Each command has --help with an example.  Start with: collapse-math list",
    )
    commands = top.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)

    def add(name: str, run: Command, says: str, example: str, *, json_output: bool = True) -> argparse.ArgumentParser:
        words = argparse.RawDescriptionHelpFormatter
        command = commands.add_parser(
            name, help=says, description=says[0].upper() + says[1:] + ".", epilog=example, formatter_class=words
        )
        command.set_defaults(command=run)
        if json_output:
            command.add_argument("--json", action="store_true", help="write JSON, for a program to read")
        return command

    def takes_key(command: argparse.ArgumentParser) -> None:
        command.add_argument("key", metavar="KEY", help="a theorem: gaussian.variance_decay, or just variance_decay")

    listing = add("list", list_theorems, "list the theorems, chapter by chapter", "example: collapse-math list B4")
    listing.add_argument("word", nargs="?", metavar="WORD", help="only those whose key, statement or ids contain it")

    reading = add(
        "read",
        read,
        "print a derivation, each step with its formula and its reason",
        "example: collapse-math read gaussian.variance_decay",
        json_output=False,
    )
    takes_key(reading)

    verifying = add(
        "verify",
        verify,
        "check derivations from scratch and hold them against simulations",
        "example: collapse-math verify\n         collapse-math verify variance_decay --seed 7",
    )
    verifying.add_argument("keys", nargs="*", metavar="KEY", help="theorems; all of them if none is given")
    verifying.add_argument(
        "--seed", type=seed, default=0, metavar="N", help="other draws for the simulations (default 0)"
    )

    foundations = add(
        "rests-on",
        rests_on,
        "say what a theorem rests on: assumptions, axioms, lemmas, solvers, other theorems",
        "example: collapse-math rests-on gaussian.typical_decay",
    )
    takes_key(foundations)

    evaluating = add(
        "evaluate",
        evaluate,
        "evaluate conclusions: an exact fraction where there is one, and decimals each of which is right",
        "example: collapse-math evaluate gaussian.variance_decay n=100 t=50 v_0=1\n"
        "         collapse-math evaluate gaussian.variance_decay expected_variance n=10^15 t=3 v_0=1/3 --digits 40",
    )
    takes_key(evaluating)
    evaluating.add_argument(
        "values", nargs="*", metavar="[CONCLUSION] name=value", help="parameters, such as n=100, v_0=3/2, n=10^15"
    )
    evaluating.add_argument("--digits", type=count, default=15, metavar="N", help="significant digits (default 15)")

    breaking = add(
        "without",
        without,
        "break one assumption in the simulation and see which conclusions fall",
        "example: collapse-math without gaussian.variance_decay gaussian-draws\n"
        "         collapse-math without gaussian.variance_decay divisor-n",
    )
    takes_key(breaking)
    breaking.add_argument("assumption", metavar="ASSUMPTION", help="its key, such as replace; see rests-on")
    breaking.add_argument("--seed", type=seed, default=0, metavar="N", help="other draws (default 0)")

    one_token = add(
        "token",
        token,
        "the exact law of one token among any number of others, refitted to its own samples",
        "example: collapse-math token n=100 p=1/5 t=50\n         collapse-math token n=100 p=1/5 t=50 real_draws=1",
    )
    one_token.add_argument(
        "values", nargs="*", metavar="name=value", help="n, p and t; and real_share or real_draws, if some are real"
    )

    one_loop = add(
        "loop",
        loop,
        "what a loop of fits keeps of the variance, and how far its mean drifts, exactly",
        "example: collapse-math loop --points 100 --real 1 --generations 50\n"
        "         collapse-math loop --points 10,20,40,80 --generations 4 --memory accumulate --divisor n-1\n"
        "         collapse-math loop --points 100 --real-share 1/20 --memory window=3 --generations 20",
    )
    one_loop.add_argument("--points", required=True, metavar="N", help="new points per generation, real ones included")
    one_loop.add_argument("--generations", type=seed, default=10, metavar="T", help="how many fits (default 10)")
    one_loop.add_argument("--real", default="0", metavar="M", help="how many of the points are real (default 0)")
    one_loop.add_argument("--real-share", default="0", metavar="A", help="instead: each is real with this probability")
    one_loop.add_argument(
        "--kept-real", default="0", metavar="K", help="besides: the same K real points in every fit, alone in the first"
    )
    one_loop.add_argument(
        "--memory",
        default="replace",
        metavar="HOW",
        help="replace (default), accumulate, window=GENERATIONS, fade=FACTOR or subsample=POINTS",
    )
    one_loop.add_argument(
        "--divisor", default="n", metavar="C", help="of the fitted variance: n (default), n-1 or a number"
    )

    own_design = add(
        "design",
        design,
        "what becomes of a regression refitted to its own outcomes, on the rows of a file, exactly",
        "example: collapse-math design FILE.csv --generations 50 --noise refitted --real-rows 10\n"
        "         collapse-math design FILE.csv --intercept --noise known --keep --json\n\n"
        "FILE.csv holds one row of inputs per line, numbers separated by commas; a first line without numbers names\n"
        "the columns.",
    )
    own_design.add_argument("file", metavar="FILE", help="the design matrix, as CSV")
    own_design.add_argument("--generations", type=seed, default=10, metavar="T", help="how many fits (default 10)")
    own_design.add_argument(
        "--noise",
        choices=("known", "refitted", "unbiased", "none"),
        default="refitted",
        help="of synthetic outcomes: of the true variance, of RSS/n (default), of RSS/(n-d), or none",
    )
    own_design.add_argument("--noise-variance", default="1", metavar="V", help="of real outcomes (default 1)")
    own_design.add_argument(
        "--real-rows", type=seed, default=0, metavar="R", help="the first R rows have real outcomes (default 0)"
    )
    own_design.add_argument(
        "--real-outcomes",
        choices=("new", "kept"),
        default="new",
        help="measured anew (default), or kept",
    )
    own_design.add_argument(
        "--real-share", default="0", metavar="A", help="instead: outcomes are A times a real one plus the rest"
    )
    own_design.add_argument("--keep", action="store_true", help="keep the rows of all generations in the fit")
    own_design.add_argument("--ridge", default="0", metavar="P", help="penalty on all but --intercept (default 0)")
    own_design.add_argument("--coefficients", metavar="B,B,...", help="the true ones; they matter only with --ridge")
    own_design.add_argument("--intercept", action="store_true", help="put a column of ones before the others")
    own_design.add_argument("--new-rows", metavar="FILE", help="rows whose error is wanted as well, as CSV")

    papers = add(
        "paper",
        paper,
        "list the items of the paper with their verdicts, or show what decides one of them",
        'example: collapse-math paper\n         collapse-math paper "Theorem 2"',
    )
    papers.add_argument("item", nargs="*", metavar="ITEM", help="as it is cited, such as Theorem 2 or lemma_7")

    unstated = add(
        "assumptions",
        assumptions,
        "what each unstated assumption of the paper does: a table, or one of them",
        "example: collapse-math assumptions\n         collapse-math assumptions H6",
    )
    unstated.add_argument("assumption", nargs="?", metavar="ASSUMPTION", help="its key, such as H6")

    asking = add(
        "ask",
        ask,
        "list the questions that were asked in public, or answer one from the theorems",
        "example: collapse-math ask\n         collapse-math ask T10 --check",
    )
    asking.add_argument("question", nargs="?", metavar="QUESTION", help="its key, such as T1")
    asking.add_argument(
        "--check", action="store_true", help="check all that the answer rests on, from scratch, which takes a while"
    )
    return top


def seed(text: str) -> int:
    """A seed: a whole number from 0 on."""
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise argparse.ArgumentTypeError(f"must be a whole number from 0 on, not {text!r}")
    return int(text)


def count(text: str) -> int:
    """A number of digits."""
    number = seed(text)
    if not 1 <= number <= 1000:
        raise argparse.ArgumentTypeError(f"must lie between 1 and 1000, not {number}")
    return number


def list_theorems(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """`list [WORD]`."""
    from collapse_math.report.listing import contents, matches, theorem_record
    from derivations import keys, load

    theorems = [load(key) for key in keys()]
    found = [t for t in theorems if arguments.word is None or matches(t, arguments.word)]
    if not found:
        raise BadInput(f"no theorem mentions {arguments.word!r}: see 'collapse-math list' for all of them")
    if arguments.json:
        return write_json([theorem_record(theorem) for theorem in found])
    print("\n".join(contents(found, terminal)))
    return 0


def read(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """`read KEY`."""
    from collapse_math.report.reading import page
    from derivations import load

    key = theorem_key(arguments.key)
    theorem = load(key)
    report = theorem.check()
    print("\n\n".join(page(theorem, report, setting(key), terminal)))
    return 0 if report.established else 1


def verify(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """`verify [KEY ...]`."""
    from collapse_math.audit import audit, judge_paper, judge_questions
    from collapse_math.report.findings import finding_record, heading, judgements, questions, row, summary
    from derivations import keys
    from derivations.thread import QUESTIONS

    chosen = list(dict.fromkeys(map(theorem_key, arguments.keys))) or list(keys())
    progress = Progress(sys.stderr, len(chosen))
    findings = []
    progress.show(chosen[0])
    for finding in audit(chosen, arguments.seed):
        findings.append(finding)
        progress.clear()
        if not arguments.json:
            if len(findings) == 1:
                print("\n".join(heading(chosen, terminal)))
            print("\n".join(row(finding, chosen, terminal)), flush=True)
        if len(findings) < len(chosen):
            progress.show(chosen[len(findings)])
    judged = [] if arguments.keys else judge_paper({finding.key: finding.report for finding in findings})
    answered = [] if arguments.keys else judge_questions(QUESTIONS.values(), findings, judged)
    if arguments.json:
        record = {"seed": arguments.seed, "theorems": [finding_record(finding) for finding in findings]}
        rulings = {"paper": [asdict(one) for one in judged], "questions": [asdict(one) for one in answered]}
        write_json(record if arguments.keys else {**record, **rulings})
    else:
        print("\n".join(summary(findings, arguments.seed, terminal)))
        if not arguments.keys:
            print("\n".join(questions(answered, terminal)))
            print("\n".join(judgements(judged, terminal)))
    return (
        0 if all(finding.stands for finding in findings) and all(one.supported for one in (*judged, *answered)) else 1
    )


def rests_on(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """`rests-on KEY`."""
    from collapse_math.report.foundations import foundations, foundations_record
    from derivations import load

    theorem = load(theorem_key(arguments.key))
    report = theorem.check()
    if arguments.json:
        write_json(foundations_record(theorem, report))
    else:
        print("\n".join(foundations(theorem, report, terminal)))
    return 0 if report.established else 1


def evaluate(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """`evaluate KEY [CONCLUSION] name=value ...`."""
    from collapse_math.evaluation import evaluated, read_values
    from collapse_math.report.values import value_records, values
    from derivations import load

    theorem = load(theorem_key(arguments.key))
    try:
        name, given = read_values(theorem, arguments.values)
        found = evaluated(theorem, name, given, arguments.digits)
    except ValueError as problem:
        raise BadInput(str(problem)) from None
    if arguments.json:
        return write_json(value_records(theorem, given, found))
    print("\n".join(values(theorem, given, found, terminal)))
    return 0


def token(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """`token n=... p=... t=...`."""
    from collapse_math.report.token import read_token, token_lines, token_record

    try:
        asked = read_token(arguments.values)
    except ValueError as problem:
        raise BadInput(str(problem)) from None
    if arguments.json:
        return write_json(token_record(asked))
    print("\n".join(token_lines(asked, terminal)))
    return 0


def loop(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """`loop --points N ...`."""
    from collapse_math.report.loop import loop_lines, loop_record, read_loop

    try:
        asked = read_loop(**options(arguments))
    except ValueError as problem:
        raise BadInput(str(problem)) from None
    if arguments.json:
        return write_json(loop_record(asked))
    print("\n".join(loop_lines(asked, terminal)))
    return 0


def design(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """`design FILE ...`."""
    from collapse_math.report.design import design_lines, design_record, read_design

    given = options(arguments)
    try:
        asked = read_design(given.pop("file"), given.pop("generations"), **given)
    except ValueError as problem:
        raise BadInput(str(problem)) from None
    if arguments.json:
        return write_json(design_record(asked))
    print("\n".join(design_lines(asked, terminal)))
    return 0


def options(arguments: argparse.Namespace) -> dict[str, Any]:
    """What was given to a command, by name."""
    return {name: value for name, value in vars(arguments).items() if name not in ("command", "json")}


def without(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """`without KEY ASSUMPTION`."""
    from collapse_math.breaking import broken, chosen_assumption
    from collapse_math.report.breaking import breaking, breaking_record
    from collapse_math.verdict import Underpowered
    from derivations import load

    theorem = load(theorem_key(arguments.key))
    try:
        found = broken(theorem, chosen_assumption(theorem, arguments.assumption), arguments.seed)
    except (ValueError, Underpowered) as problem:
        raise BadInput(str(problem)) from None
    if arguments.json:
        write_json(breaking_record(found))
    else:
        print("\n".join(breaking(found, terminal)))
    return 0 if found.consistent else 1


def paper(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """`paper [ITEM]`."""
    from collapse_math.audit import reports_of
    from collapse_math.items import decided_item
    from collapse_math.report.paper import item_record, page, table
    from derivations.paper import items
    from derivations.paper.assumptions import ROWS

    known_items = {named(item.key): item for item in items()}
    wanted = named(" ".join(arguments.item))
    if wanted and wanted not in known_items:
        raise BadInput(no_such("item", " ".join(arguments.item), [item.key for item in known_items.values()]))
    chosen = [known_items[wanted]] if wanted else list(known_items.values())
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


def no_such(what: str, given: str, known: Sequence[str]) -> str:
    """That something is not known, and what may have been meant."""
    from difflib import get_close_matches

    close = get_close_matches(given, known, n=1, cutoff=0.5)
    return f"there is no {what} {given!r}: " + (
        f"did you mean {close[0]}?" if close else f"they are {', '.join(known)}"
    )


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


def setting(key: str) -> str | None:
    """What stands before the derivation in its module."""
    from importlib import import_module

    return import_module(f"derivations.{key}").__doc__


def theorem_key(name: str) -> str:
    """The key of a theorem: given in full, or without its chapter where that is clear."""
    from difflib import get_close_matches

    from derivations import keys

    known = list(keys())
    found = [key for key in known if name in (key, key.partition(".")[2])]
    if len(found) == 1:
        return found[0]
    if found:
        raise BadInput(f"{name!r} could be {' or '.join(found)}: give the chapter as well")
    close = get_close_matches(name, [*known, *(key.partition(".")[2] for key in known)], n=1, cutoff=0.5)
    hint = f"did you mean {close[0]}?" if close else "see 'collapse-math list'"
    raise BadInput(f"there is no theorem {name!r}: {hint}")


def write_json(record: object) -> int:
    """Write a record to standard output."""
    print(json.dumps(record, indent=2, ensure_ascii=True))
    return 0
