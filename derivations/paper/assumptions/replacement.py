"""H1, replacement: what remains of four conclusions without it."""

from fractions import Fraction

from collapse_math import regimes
from collapse_math.assumptions import REPLACE
from collapse_math.evidence import ByLimit, ByLoop, ByTheorem
from collapse_math.items import Cell, Unstated
from derivations.learners import replay
from derivations.memory import accumulate, accumulate_limit

KEPT = ByTheorem(
    "if all data are kept, the expected variance tends to a positive number",
    accumulate_limit.theorem.conclusions["limit_of_expected_variance"],
)
ALL_ACCUMULATED = regimes.accumulate(10, 50)

row = Unstated(
    key="H1",
    name="replacement",
    says="A generation sees fresh data and the present model only; no data and no earlier model are kept.",
    meets="Training on the newest output alone satisfies it; adding that output to what there was does not.",
    cells={
        "collapse": Cell("falls", (KEPT,)),
        "drift": Cell(
            "falls",
            (
                ByTheorem(
                    "the squared distance of the mean stays below 2 v_0/n for ever",
                    accumulate.theorem.conclusions["bound_of_variance_of_mean"],
                ),
            ),
        ),
        "fixed": Cell(
            "falls",
            (
                ByTheorem(
                    "if the first model is kept and replayed, diversity stays for ever, and so new draws go on "
                    "moving the shares",
                    replay.theorem.conclusions["diversity_in_the_long_run"],
                ),
                ByLimit(
                    "five stored real points fitted together with five new draws, for ever: the variance of the "
                    "fits stays, and so new draws go on moving the mean",
                    regimes.fixed_real(5, 5, 3),
                    "E[V_t]",
                    ">",
                    Fraction(1, 2),
                ),
            ),
        ),
        "lost": Cell(
            "stands",
            (
                ByLoop(
                    "if all data are kept, what the first ten points got wrong is never put right, though little "
                    "is added to it",
                    ALL_ACCUMULATED,
                    "Var[M_t]",
                    ">",
                    Fraction(1, 10),
                ),
            ),
        ),
    },
    in_the_book=(REPLACE,),
)
