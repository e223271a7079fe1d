"""Planted errors in derivations, chapter by chapter: (text of the module, what replaces it, what is wrong then).

`MUTANTS` of `mutants.<chapter>` names a module of the chapter and its planted errors.  Each text occurs in
the module's source exactly once.
"""

from __future__ import annotations

import os
from importlib import import_module

Planted = tuple[str, str, str]
PROFILE = os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev")
IN_DERIVATIONS = {"long": 1, "ci": 6}.get(PROFILE, 16)
IN_THE_ENGINE = {"long": 1, "ci": 1}.get(PROFILE, 6)
"""One in how many errors is planted: all take too long for an ordinary run."""


def planted_in(chapter: str) -> dict[str, list[Planted]]:
    """The planted errors of one chapter, by the key of the module they are planted in."""
    mutants: dict[str, list[Planted]] = import_module(f"mutants.{chapter}").MUTANTS
    return mutants
