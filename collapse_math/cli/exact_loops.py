"""The commands that compute a loop of the user's own exactly: token, loop, design."""

from __future__ import annotations

import argparse
from typing import Any

from collapse_math.cli.conventions import BadInput, write_json
from collapse_math.report.terminal import Terminal


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
