"""The assumptions of the paper that do their work without being stated.

Each row says what remains of four conclusions once that assumption is dropped and all others are kept: that diversity
collapses, that the mean drifts, that a fixed point is reached, that the truth is lost.  Without further words the loop
meant is this one: a model refitted by moments, with divisor n, to n draws of the last fit alone.
"""

from __future__ import annotations

from fractions import Fraction

from collapse_math import regimes
from collapse_math.evidence import ByLimit, ByTheorem
from collapse_math.items import Cell, Unstated
from derivations.schedules import diversity, growing_samples

ROWS: tuple[Unstated, ...] = (
    Unstated(
        key="H3",
        name="constant sample size",
        says="Every generation has the same number of draws, or at least the sum of 1/n(t) diverges.",
        meets="n(t) = 10 for all t, or n(t) = t + 1, satisfies it; n(t) = (t + 1)^2 does not.",
        cells={
            "collapse": Cell(
                "falls",
                (
                    ByTheorem(
                        "if the sum of 1/n(t) converges, some variance stays, with no real data at all",
                        growing_samples.theorem.conclusions["share_kept"],
                    ),
                ),
            ),
        },
    ),
    Unstated(
        key="H6",
        name="a share, not an amount",
        says="Only the share alpha(t) of real data is looked at, never the number alpha(t) n(t) of real points.",
        meets="alpha = 1/n is a vanishing share as n grows, and one real point per generation all the same.",
        cells={
            "collapse": Cell(
                "falls",
                (
                    ByTheorem(
                        "if the number of real points grows, all variance stays, however fast their share vanishes",
                        diversity.theorem.conclusions["all_variance_kept"],
                    ),
                    ByLimit(
                        "one real point of 100 keeps two thirds of the variance",
                        regimes.random_split(Fraction(1, 100), 100, 2),
                        "E[V_t]",
                        ">",
                        Fraction(6, 10),
                    ),
                ),
            ),
        },
    ),
)
