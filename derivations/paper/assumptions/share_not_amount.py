"""H6, a share, not an amount: what remains of four conclusions without it."""

from fractions import Fraction

from collapse_math import regimes
from collapse_math.evidence import ByLimit, ByTheorem
from collapse_math.items import Cell, Unstated
from derivations.paper.assumptions.shared import ENOUGH, LEARNED
from derivations.schedules import learning

row = Unstated(
    key="H6",
    name="a share, not an amount",
    says="Only the share alpha(t) of real data is looked at, never the number alpha(t) n(t) of real points.",
    meets="alpha = 1/n is a vanishing share as n grows, and one real point per generation all the same.",
    cells={
        "collapse": Cell(
            "falls",
            (
                ENOUGH,
                ByLimit(
                    "one real point of 100, on average, keeps almost two thirds of the variance",
                    regimes.random_split(Fraction(1, 100), 100, 2),
                    "E[V_t]",
                    ">",
                    Fraction(6, 10),
                ),
            ),
        ),
        "drift": Cell("falls", (LEARNED,)),
        "fixed": Cell(
            "stands",
            (
                LEARNED,
                ByTheorem(
                    "and the variance of the truth: this fixed point is the truth",
                    learning.theorem.conclusions["variance_learned"],
                ),
            ),
        ),
        "lost": Cell("falls", (LEARNED,)),
    },
)
