"""The command `collapse-math`: list, read, verify, rests-on, evaluate, token, loop, design, without, paper,
assumptions, ask.

Exit status: 0 if all is well, 1 if something does not stand, 2 for bad input, with one sentence that names
the argument, the rule, the value and the remedy.  SymPy and NumPy are imported only by the command that runs.
"""

from collapse_math.cli.run import main

__all__ = ["main"]
