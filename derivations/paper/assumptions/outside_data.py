"""H5, outside data are samples of the truth: what remains of four conclusions without it."""

from collapse_math.assumptions import FRESH_REAL_POINTS, RANDOM_SPLIT
from collapse_math.evidence import ByTheorem
from collapse_math.items import NOT_ABOUT_IT, Cell, Unstated
from derivations.paper.assumptions.shared import RIGHT_IN_THE_END
from derivations.selection import acceptance

row = Unstated(
    key="H5",
    name="outside data are samples of the truth",
    says="In every formula the outside signal is independent samples of P, although the definition counts "
    "verifiers, simulators and feedback as well.",
    meets="Fresh observations satisfy it; a checker that accepts or rejects does not.",
    cells={
        "collapse": Cell(
            "stands",
            (
                ByTheorem(
                    "a verifier that likes one answer best takes all others away and adds nothing (of several that it "
                    "likes alike, all stay)",
                    acceptance.theorem.conclusions["nothing_else_left"],
                ),
            ),
        ),
        "drift": Cell(
            NOT_ABOUT_IT,
            because="The mean of Theorem 4 is pulled to the truth by samples of it.  A verifier pulls to its "
            "favourites, which is selection and no drift.",
        ),
        "fixed": Cell(
            "stands",
            (
                ByTheorem(
                    "under selection for ever the share of right answers has a limit",
                    acceptance.theorem.conclusions["accuracy"],
                ),
            ),
        ),
        "lost": Cell("falls", (RIGHT_IN_THE_END,)),
    },
    in_the_book=(RANDOM_SPLIT, FRESH_REAL_POINTS),
)
