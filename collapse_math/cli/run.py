"""Run one command and turn what goes wrong into an exit status."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from collapse_math.cli.conventions import BadInput, Command
from collapse_math.cli.parsing import parser
from collapse_math.report.terminal import forget_output, terminal_of


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
        forget_output()
        return 1
    except KeyboardInterrupt:
        print("collapse-math: interrupted", file=sys.stderr)
        return 130
