"""Theorem 5: shares of real data that stay away from zero make a loop converge; without them it is to degenerate."""

from fractions import Fraction

from sympy import Integer

from collapse_math import regimes
from collapse_math.assumptions import (
    DIVISOR_N,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
    RANDOM_SPLIT,
    REPLACE,
    UNLIMITED_DATA,
)
from collapse_math.claims import Claim
from collapse_math.evidence import ByCounterexample, ByLimit, ByLoop, ByTheorem
from collapse_math.items import Formal, Item, Reading
from derivations.learners import vanishing_steps
from derivations.paper.headline import alpha, few_real_points, growing, n, x
from derivations.schedules import idealised, learning, necessity

# A loop with constant n and alpha ends with the share 1/(1 + x) of the variance as squared error of its mean.
NO_ERROR = Claim(1/(1 + x), "=", Integer(0))

item = Item(
    key="Theorem 5",
    title="scope: a share that stays away from zero",
    says="If the shares alpha(t) have a positive lower bound and capacity suffices, Q_t tends to P in the idealised "
    "limit; conversely the degeneration of Theorems 2 and 4 takes alpha(t) -> 0.",
    formula="inf alpha(t) > 0  =>  Q_t -> P;   degeneration  =>  alpha(t) -> 0",
    right="Both implications, as they are written: a lower bound is enough in the idealised loop, and a loop that "
    "loses all diversity must let the share of real data vanish.",
    readings=(
        Reading(
            says="Idealised, with unlimited data: shares with a positive lower bound lead to the truth.",
            stated=(UNLIMITED_DATA, REPLACE),
            # Shares with a positive lower bound have an infinite sum.
            supposed=("the sum of alpha(t) diverges",),
            shown_by=(
                ByTheorem("shares with an infinite sum are enough", idealised.theorem.conclusions["truth_reached"]),
            ),
            beyond="That a lower bound is where the line is drawn.  Shares that tend to zero lead to the truth as "
            "well, if their sum is infinite, such as 1/(t + 1).",
            beyond_by=(ByTheorem("the same result", idealised.theorem.conclusions["truth_reached"]),),
        ),
        Reading(
            says="With samples: if the expected variance of the fits tends to zero, the share alpha(t) tends to zero.",
            stated=(INDEPENDENT_DRAWS, FRESH_RANDOMNESS, MATCHING_MOMENTS, RANDOM_SPLIT, DIVISOR_N, REPLACE),
            shown_by=(
                ByTheorem("at least v_0 alpha(t)/2 is left", necessity.theorem.conclusions["half_of_share"]),
            ),
        ),
        Reading(
            says="With samples of a constant size: shares with a positive lower bound lead to the truth.",
            fails_by=(
                ByLimit(
                    "one real point of ten, for ever: over a third of the variance becomes error of the mean",
                    few_real_points(10),
                    "Var[M_t]",
                    ">",
                    Fraction(1, 3),
                ),
                ByCounterexample(
                    "each of ten points real with probability one percent, for ever: more than four fifths of it",
                    NO_ERROR,
                    {n: 10, alpha: Fraction(1, 100)},
                ),
            ),
            formal=Formal(NO_ERROR),
        ),
        Reading(
            says="As the theory of stochastic approximation is cited for it: to converge, the weight of new real data "
            "must not tend to zero.",
            fails_by=(
                ByTheorem(
                    "weights that tend to zero with an infinite sum teach the truth: 1/t makes the model the empirical "
                    "law of all real draws",
                    vanishing_steps.theorem.conclusions["learned"],
                ),
                ByTheorem(
                    "and the error is at least a(t)^2 p (1 - p), so that it vanishes only if the weights do",
                    vanishing_steps.theorem.conclusions["at_least"],
                ),
                ByTheorem("a constant weight leaves an error for ever", vanishing_steps.theorem.conclusions["floor"]),
            ),
        ),
        Reading(
            says="As the dichotomy it is used for: if alpha(t) tends to zero, the loop degenerates.",
            fails_by=(
                ByTheorem("it can learn mean and variance", learning.theorem.conclusions["variance_learned"]),
                ByLoop("alpha(t) near 1/sqrt(t) and n(t) = t + 1", growing(200), "E[V_t]", ">", Fraction(9, 10)),
            ),
        ),
    ),
    unstated=("H3", "H6", "H11"),
    nearest_true=(
        ByTheorem(
            "in place of the dichotomy: the truth is learned if the shares have an infinite sum and the number of real "
            "points grows without bound",
            learning.theorem.conclusions["mean_learned"],
        ),
    ),
    met_by=(
        ByLimit("one real point of ten on average, for ever", few_real_points(10), "E[V_t]", ">", Fraction(1, 2)),
        ByLoop(
            "for the converse, no real data and ten points: it degenerates, and the share is zero",
            regimes.replace(10, 30),
            "E[V_t]",
            "<",
            Fraction(1, 20),
        ),
    ),
)
