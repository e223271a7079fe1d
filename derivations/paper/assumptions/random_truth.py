"""H8, the truth is random: what remains of four conclusions without it."""

from fractions import Fraction

from collapse_math.evidence import ByCounterexample
from collapse_math.items import NOT_ABOUT_IT, Cell, Unstated
from derivations.paper import corollary_3

SAME_TRUTH = "The conclusion is about a loop and a truth as they are; that a truth has a prior changes neither."

row = Unstated(
    key="H8",
    name="the truth is random",
    says="Statements on mutual information need a prior on the truth, and a share alpha of exactly zero.",
    meets="A truth drawn once from a prior, and no fresh data after the first generation.",
    cells={
        "collapse": Cell(NOT_ABOUT_IT, because=SAME_TRUTH),
        "drift": Cell(NOT_ABOUT_IT, because=SAME_TRUTH),
        "fixed": Cell(NOT_ABOUT_IT, because=SAME_TRUTH),
        "lost": Cell(
            "falls",
            (
                ByCounterexample(
                    "with a share of one percent a generation tells more of the truth than the one before; and "
                    "without a prior its information is not defined",
                    corollary_3.NO_GROWTH,
                    {corollary_3.p: Fraction(3, 4), corollary_3.alpha: Fraction(1, 100)},
                ),
            ),
        ),
    },
)
