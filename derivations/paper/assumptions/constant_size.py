"""H3, constant sample size: what remains of four conclusions without it."""

from fractions import Fraction

from collapse_math import regimes
from collapse_math.assumptions import CONSTANT_SIZE
from collapse_math.evidence import ByLoop, ByTheorem
from collapse_math.items import Cell, Unstated
from derivations.schedules import growing_samples
from derivations.sizes import supermartingale

GROWING = ByTheorem(
    "if the sum of 1/n(t) converges, some variance stays, with no real data at all",
    growing_samples.theorem.conclusions["share_kept"],
)
FAST_GROWTH = regimes.replace([10 * (t + 1)**2 for t in range(1, 101)], 100)

row = Unstated(
    key="H3",
    name="constant sample size",
    says="Every generation has the same number of draws, or at least the sum of 1/n(t) diverges.",
    meets="n(t) = 10 for all t, or n(t) = t + 1, satisfies it; n(t) = (t + 1)^2 does not.",
    cells={
        "collapse": Cell("falls", (GROWING,)),
        "drift": Cell(
            "falls", (ByLoop("n(t) = 10 (t + 1)^2", FAST_GROWTH, "Var[M_t]", "<", Fraction(1, 10)),)
        ),
        "fixed": Cell(
            "stands",
            (
                ByTheorem(
                    "the steps of the mean add up to v_0 - E[V_t], which is v_0 at most, so that all steps after t "
                    "together have a variance that vanishes as t grows",
                    growing_samples.theorem.conclusions["variance_of_mean"],
                ),
                ByTheorem(
                    "with sizes (t + 1)^2 and divisor n(t) - 1 the variance converges, to a law that is not "
                    "degenerate, since the mean of the limit is v_0",
                    supermartingale.theorem.conclusions["terminal_variance_of_variance"],
                ),
            ),
        ),
        "lost": Cell(
            "stands",
            (
                ByLoop(
                    "n(t) = 10 (t + 1)^2: the error of the mean, which never falls without real data, is small and "
                    "stays",
                    FAST_GROWTH,
                    "Var[M_t]",
                    ">",
                    Fraction(1, 20),
                ),
            ),
        ),
    },
    in_the_book=(CONSTANT_SIZE,),
)
