"""H7, independent noise of constant size: what remains of four conclusions without it."""

from collapse_math.assumptions import FRESH_RANDOMNESS
from collapse_math.evidence import ByTheorem
from collapse_math.items import NOT_ABOUT_IT, Cell, Unstated
from derivations.memory import known_variance

row = Unstated(
    key="H7",
    name="independent noise of constant size",
    says="The noise of each update is independent, unbiased, of one variance, and has nothing to do with sampling.",
    meets="A fixed learning rate with fresh noise satisfies it; averaging over all data so far does not.",
    cells={
        "collapse": Cell(
            NOT_ABOUT_IT, because="It is about the mean in Theorem 4, which has no diversity that could collapse."
        ),
        "drift": Cell(
            "falls",
            (
                ByTheorem(
                    "if all data are kept, steps shrink like 1/t and the drift stays bounded",
                    known_variance.theorem.conclusions["limit_of_variance_of_mean"],
                ),
            ),
        ),
        "fixed": Cell(
            "stands",
            (
                ByTheorem(
                    "with steps like 1/t all steps after t together have a variance that vanishes as t grows",
                    known_variance.theorem.conclusions["limit_of_variance_of_mean"],
                ),
            ),
        ),
        "lost": Cell(
            "stands",
            (
                ByTheorem(
                    "without any pull the error that is left is positive",
                    known_variance.theorem.conclusions["limit_of_variance_of_mean"],
                ),
            ),
        ),
    },
    in_the_book=(FRESH_RANDOMNESS,),
)
