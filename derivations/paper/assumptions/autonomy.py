"""H10, autonomy is a vanishing limit: what remains of four conclusions without it."""

from fractions import Fraction

from collapse_math import regimes
from collapse_math.evidence import ByLimit
from collapse_math.items import Cell, Unstated
from derivations.paper.assumptions.shared import ENOUGH, LEARNED

row = Unstated(
    key="H10",
    name="autonomy is a vanishing limit",
    says="An autonomous system has lim alpha(t) = 0; a small positive share, or one with an infinite sum, does not "
    "occur, and sensing the world on one's own counts as no real data.",
    meets="alpha(t) = 2^-t satisfies it and has a finite sum; alpha(t) = 1/(t + 1) satisfies it and has none.",
    cells={
        "collapse": Cell("falls", (ENOUGH,)),
        "drift": Cell("falls", (LEARNED,)),
        "fixed": Cell(
            "falls",
            (
                ByLimit(
                    "one real point of ten on average, for ever: the variance of the fits stays, and so new draws "
                    "go on moving the mean",
                    regimes.random_split(Fraction(1, 10), 10, 2),
                    "E[V_t]",
                    ">",
                    Fraction(1, 2),
                ),
            ),
        ),
        "lost": Cell("falls", (LEARNED,)),
    },
)
