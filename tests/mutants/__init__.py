"""Planted errors in derivations, chapter by chapter: (text of the module, what replaces it, what is wrong then).

`MUTANTS` of `mutants.<chapter>` names a module of the chapter and its planted errors.  Each text occurs in
the module's source exactly once.
"""

from __future__ import annotations

from importlib import import_module

from effort import one_in

Planted = tuple[str, str, str]
IN_DERIVATIONS = one_in(dev=20, ci=2)
IN_THE_ENGINE = one_in(dev=6, ci=1)
"""One in how many errors is planted."""


def planted_in(chapter: str) -> dict[str, list[Planted]]:
    """The planted errors of one chapter, by the key of the module they are planted in."""
    mutants: dict[str, list[Planted]] = import_module(f"mutants.{chapter}").MUTANTS
    return mutants
