"""What all commands keep to: refusals of one sentence, and JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence

from collapse_math.report.terminal import Terminal

Command = Callable[[argparse.Namespace, Terminal], int]


class BadInput(Exception):
    """What the user gave cannot be used; the message is one sentence."""


def no_such(what: str, given: str, known: Sequence[str]) -> str:
    """That something is not known, and what may have been meant."""
    from difflib import get_close_matches

    close = get_close_matches(given, known, n=1, cutoff=0.5)
    return f"there is no {what} {given!r}: " + (
        f"did you mean {close[0]}?" if close else f"they are {', '.join(known)}"
    )


def write_json(record: object) -> int:
    """Write a record to standard output."""
    print(json.dumps(record, indent=2, ensure_ascii=True))
    return 0
