"""H4, unfiltered sampling: what remains of four conclusions without it."""

from fractions import Fraction

from collapse_math import regimes
from collapse_math.assumptions import FAITHFUL_SAMPLING, MATCHING_MOMENTS
from collapse_math.evidence import ByLoop, ByTheorem
from collapse_math.items import Cell, Unstated
from collapse_math.loops import Source
from derivations.paper.assumptions.shared import RIGHT_IN_THE_END
from derivations.selection import verifier_of_samples

HEATED = regimes.replace(10, 50, source=Source(-1, Fraction(121, 100)))

row = Unstated(
    key="H4",
    name="unfiltered sampling",
    says="Synthetic data have the law of the present model itself: no temperature, selection, reward or verifier.",
    meets="Sampling at temperature one and keeping everything satisfies it; a temperature of 1.21 does not.",
    cells={
        "collapse": Cell(
            "falls",
            (
                ByLoop(
                    "10 draws of a law with 1.21 times the variance, that is at temperature 1.21: the expected "
                    "variance grows",
                    HEATED,
                    "E[V_t]",
                    ">",
                    10,
                ),
            ),
        ),
        "drift": Cell("stands", (ByLoop("at temperature 1.21", HEATED, "Var[M_t]", ">", Fraction(1, 2)),)),
        "fixed": Cell(
            "falls",
            (ByLoop("at temperature 1.21, and growing by 8.9% a refit", HEATED, "E[V_t]", ">", 50),),
        ),
        "lost": Cell(
            "falls",
            (
                RIGHT_IN_THE_END,
                ByTheorem(
                    "with n samples a round right answers are ever lost with this probability at most",
                    verifier_of_samples.theorem.conclusions["lost_at_most"],
                ),
            ),
        ),
    },
    in_the_book=(FAITHFUL_SAMPLING, MATCHING_MOMENTS),
)
