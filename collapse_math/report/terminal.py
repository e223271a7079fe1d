"""Text for a terminal: width, colour, Unicode or not, paragraphs and columns."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from dataclasses import dataclass
from typing import TextIO

COLOURS = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
NARROWEST, WIDEST = 60, 110


@dataclass(frozen=True)
class Terminal:
    """How to write: the width in columns, whether in colour, whether in Unicode."""

    width: int = 100
    colour: bool = False
    unicode: bool = True

    def paint(self, text: str, colour: str) -> str:
        """The text in a colour, if there are colours."""
        return f"\x1b[{COLOURS[colour]}m{text}\x1b[0m" if self.colour and text else text

    def heading(self, text: str) -> str:
        """A title with a line under it."""
        line = ("─" if self.unicode else "-") * min(self.width, len(text))
        return f"{self.paint(text, 'bold')}\n{line}"

    def paragraph(self, text: str, indent: int = 0, hang: int | None = None) -> str:
        """Text broken into lines; `hang` indents all lines but the first."""
        first, later = " " * indent, " " * (indent if hang is None else hang)
        return textwrap.fill(text, self.width, initial_indent=first, subsequent_indent=later, break_on_hyphens=False)

    def entry(self, name: str, text: str, column: int) -> str:
        """A name and what it means, the text starting at a column."""
        start = f"  {name}".ljust(column)
        lines = self.paragraph(text, column, column).splitlines() or [""]
        if len(start) > column:
            return "\n".join([start.rstrip(), *lines])
        return "\n".join([start + lines[0][column:], *lines[1:]])


def terminal_of(stream: TextIO) -> Terminal:
    """What a stream can show: colour only on a terminal, Unicode only where its encoding has it."""
    try:
        "─ψ₀⎛∑⋅′".encode(stream.encoding or "ascii")
        unicode = True
    except (UnicodeEncodeError, LookupError):
        unicode = False
    tty = stream.isatty()
    width = shutil.get_terminal_size((100, 24)).columns
    colour = tty and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return Terminal(max(NARROWEST, min(WIDEST, width)), colour, unicode)


def standard_output() -> Terminal:
    """The terminal that the program writes to."""
    return terminal_of(sys.stdout)


@dataclass(frozen=True)
class Progress:
    """One line that says what is being done, on a terminal only."""

    stream: TextIO
    total: int

    def show(self, what: str) -> None:
        """Say what is being done."""
        if self.stream.isatty():
            self.stream.write(f"\r\x1b[K{what} ...")
            self.stream.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self.stream.isatty():
            self.stream.write("\r\x1b[K")
            self.stream.flush()


def forget_output() -> None:
    """Print to nowhere from now on: the reader has gone, and Python would complain when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
