"""The commands about theorems of the book: list, read, verify, rests-on, evaluate, without."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict

from collapse_math.cli.conventions import BadInput, write_json
from collapse_math.report.terminal import Progress, Terminal


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
