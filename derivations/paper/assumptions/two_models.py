"""H11, two models in one: what remains of four conclusions without it."""

from collapse_math.assumptions import UNLIMITED_DATA
from collapse_math.evidence import ByTheorem
from collapse_math.items import Cell, Unstated
from derivations.schedules import idealised

UNMOVED = ByTheorem(
    "without samples, and without real data, nothing ever moves", idealised.theorem.conclusions["unmoved"]
)

row = Unstated(
    key="H11",
    name="two models in one",
    says="Statements without samples (every law can be represented, no noise) and with samples are combined.",
    meets="A mixture of laws is the first; a fit to n draws of it is the second.",
    cells={
        "collapse": Cell("falls", (UNMOVED,)),
        "drift": Cell("falls", (UNMOVED,)),
        "fixed": Cell("stands", (UNMOVED,)),
        "lost": Cell(
            "falls",
            (
                UNMOVED,
                ByTheorem(
                    "and a loop without samples that starts elsewhere reaches the truth if the shares of real data "
                    "have an infinite sum",
                    idealised.theorem.conclusions["truth_reached"],
                ),
            ),
        ),
    },
    in_the_book=(UNLIMITED_DATA,),
)
