"""How much of a long list a run of the tests looks at: all of it takes too long for an ordinary run."""

from __future__ import annotations

import os

PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev")


def one_in(*, dev: int, ci: int) -> int:
    """Every how manyth entry is looked at under the profile of this run; the profile `long` looks at all."""
    return {"dev": dev, "ci": ci}.get(PROFILE, 1)
