"""H2, plug-in learner: what remains of four conclusions without it."""

from fractions import Fraction

from collapse_math import regimes
from collapse_math.assumptions import DIVISOR_N, PLUG_IN
from collapse_math.evidence import ByLimit, ByLoop, ByTheorem
from collapse_math.items import Cell, Unstated
from collapse_math.loops import Source
from derivations.gaussian import general_divisor

SMALL_DIVISOR = regimes.replace(10, 50, divisor=7)
KERNEL = regimes.replace(10, 50, source=Source(-1, 1, Fraction(1, 10)))

row = Unstated(
    key="H2",
    name="plug-in learner",
    says="The next model is the empirical law of its data, or a maximum-likelihood fit, with its downward bias.",
    meets="Divisor n satisfies it; a divisor below n - 2, a prior, or smoothing does not.",
    cells={
        "collapse": Cell(
            "falls",
            (
                ByTheorem(
                    "with a divisor below the critical one the variance grows without bound, almost surely",
                    general_divisor.theorem.conclusions["blow_up_below_critical"],
                ),
            ),
        ),
        "drift": Cell(
            "stands",
            (
                ByLoop("ten draws, divisor 7", SMALL_DIVISOR, "Var[M_t]", ">", Fraction(1, 2)),
                ByLoop("ten draws through a kernel of variance 1/10", KERNEL, "Var[M_t]", ">", Fraction(1, 2)),
            ),
        ),
        "fixed": Cell(
            "falls",
            (
                ByLimit(
                    "drawn through a kernel of variance 1/10: the variance tends to 9/10, and so ten new draws go "
                    "on moving the mean",
                    KERNEL,
                    "E[V_t]",
                    ">=",
                    Fraction(9, 10),
                ),
                ByTheorem(
                    "nor does a variance settle that grows without bound",
                    general_divisor.theorem.conclusions["blow_up_below_critical"],
                ),
            ),
        ),
        "lost": Cell(
            "stands",
            (ByLoop("through a kernel of variance 1/10, after 50 refits", KERNEL, "Var[M_t]", ">", 1),),
        ),
    },
    in_the_book=(PLUG_IN, DIVISOR_N),
)
