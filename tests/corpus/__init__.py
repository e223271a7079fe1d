"""True and false claims from the mathematics of recursive fits, on which the checker is tried.

A checker may establish the true ones and must not establish any other.
"""

from __future__ import annotations

from .entry import Entry
from .false_at_edges import FALSE_AT_EDGES
from .false_by_a_step import FALSE_BY_A_STEP
from .false_far_out import FALSE_FAR_OUT
from .false_in_disguise import FALSE_IN_DISGUISE
from .says_nothing import SAYS_NOTHING
from .true_formulas import TRUE_FORMULAS
from .true_sums import TRUE_SUMS

__all__ = ["CORPUS", "Entry"]

CORPUS: tuple[Entry, ...] = (
    *TRUE_SUMS,
    *TRUE_FORMULAS,
    *FALSE_AT_EDGES,
    *FALSE_BY_A_STEP,
    *FALSE_FAR_OUT,
    *FALSE_IN_DISGUISE,
    *SAYS_NOTHING,
)
