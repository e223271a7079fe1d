"""H9, diversity is quality: what remains of four conclusions without it."""

from fractions import Fraction

from collapse_math.evidence import ByCounterexample, ByTheorem
from collapse_math.items import NOT_ABOUT_IT, Cell, Unstated
from derivations.learners import shrinkage
from derivations.paper import corollary_3

SAME_LOOP = "What stands for quality changes nothing in the loop."

row = Unstated(
    key="H9",
    name="diversity is quality",
    says="Entropy, diversity or mutual information stand for quality; no task, utility or loss is defined.",
    meets="A generator of random numbers is good by this measure, and a correct solver is bad.",
    cells={
        "collapse": Cell(NOT_ABOUT_IT, because=SAME_LOOP),
        "drift": Cell(NOT_ABOUT_IT, because=SAME_LOOP),
        "fixed": Cell(NOT_ABOUT_IT, because=SAME_LOOP),
        "lost": Cell(
            "falls",
            (
                ByCounterexample(
                    "measured by its logarithmic loss a model can be improved without new data and without new "
                    "information",
                    corollary_3.NO_IMPROVEMENT,
                    {
                        corollary_3.p: Fraction(3, 4),
                        corollary_3.s: Fraction(99, 100),
                        corollary_3.softer: Fraction(5, 8),
                    },
                ),
                ByTheorem(
                    "a mean that is shrunk is nearer to the truth on average, for every truth",
                    shrinkage.theorem.conclusions["divergence_at_most"],
                ),
            ),
        ),
    },
)
