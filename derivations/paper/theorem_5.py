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
from collapse_math.evidence import ByClaim, ByCounterexample, ByLimit, ByLoop, ByTheorem
from collapse_math.items import Formal, Item, Reading
from collapse_math.quantities import integer, real
from derivations.learners import vanishing_steps
from derivations.paper import theorem_5_samples
from derivations.paper.headline_samples import few_real_points, growing
from derivations.paper.theorem_5_samples import p, share
from derivations.schedules import diversity, idealised, learning, necessity

# A model that moves by 1/t towards each new real draw has the squared error p (1 - p)/t; does a part of that stay?
t, part = integer("t", at_least=1), real("part", above=0, below=1)
ERROR_STAYS = Claim(p * (1 - p)/t, ">=", part * p * (1 - p))

# Noise of variance s at every step.  L - 1 generations without real data, then one with this share, from no error on;
# and from an error D on with a share of one half, when L is the number of all generations so far.
L, bound = integer("L", at_least=1), real("bound", above=0)
HELD = Claim((1 - share)**2 * (L - 1) + 1, "<=", bound)
D, s = real("D", at_least=0), real("s", above=0)
DOUBLED = Claim((D + (L - 1) * s)/4 + s, ">=", 2 * L * s/14, (L * s/14 <= D,))

# With m/(t + 1) of t + 1 draws real, on average, R = 2 m, and the share R/(1 + R) of the variance is left in the end.
m = real("m", above=0)
DEGENERATES = Claim(2 * m/(1 + 2 * m), "=", Integer(0))

item = Item(
    key="Theorem 5",
    title="scope: a share that stays away from zero",
    says="If the shares alpha(t) have a positive lower bound and capacity suffices, Q_t tends to P in the idealised "
    "limit; conversely the degeneration of Theorems 2 and 4 takes alpha(t) -> 0.",
    formula="inf alpha(t) > 0  =>  Q_t -> P;   degeneration  =>  alpha(t) -> 0",
    right="A lower bound is enough in the idealised loop, of which alone convergence is promised; and a loop that "
    "loses all diversity, as in Theorem 2, must let the share of real data vanish.  Readings 4 to 7 are ours, of the "
    "use that is made of the item: 4 and 5 carry it over to samples, and 6 takes the 'non-vanishing' signal of section "
    "5 for weights of new data that do not tend to zero.  Where they fail the item as it is written does not.",
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
            says="With independent noise of constant variance, as in Theorem 4: if the squared error of the mean grows "
            "without bound, the share alpha(t) tends to zero.",
            fails_by=(
                ByClaim(
                    "a share of one half at the generations 1, 2, 4, 8, ..., and none at all others, does not tend to "
                    "zero: if the error is s L/14 or more after L generations it is s 2 L/14 or more after 2 L",
                    DOUBLED,
                ),
                ByClaim("as it is after the first", Claim(s, ">=", s/14)),
                ByCounterexample(
                    "forty generations of waiting leave more than ten times the variance of the noise, in spite of a "
                    "share of one half at the end",
                    HELD,
                    {L: 41, share: Fraction(1, 2), bound: 10},
                ),
            ),
            formal=Formal(
                "After L - 1 generations without real data a share that is given holds the squared error below `bound` "
                "times the variance of the noise, however long it was waited for.",
                HELD,
            ),
        ),
        *theorem_5_samples.READINGS,
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
                ByCounterexample(
                    "weights 1/t: of the error of a single draw less than one part in 100 is left after 101",
                    ERROR_STAYS,
                    {p: Fraction(1, 5), t: 101, part: Fraction(1, 100)},
                ),
            ),
            formal=Formal(
                "Of the squared error p (1 - p) of a single draw a certain part is left for ever if the t-th draw has "
                "the weight 1/t, which tends to zero.",
                ERROR_STAYS,
            ),
        ),
        Reading(
            says="As the dichotomy it is used for: if alpha(t) tends to zero, the loop degenerates.",
            fails_by=(
                ByTheorem("it can learn mean and variance", learning.theorem.conclusions["variance_learned"]),
                ByLoop("alpha(t) near 1/sqrt(t) and n(t) = t + 1", growing(200), "E[V_t]", ">", Fraction(9, 10)),
                ByTheorem(
                    "nor need it do either: what is left is R/(1 + R), R being twice the number of real points",
                    diversity.theorem.conclusions["variance_kept"],
                ),
                ByCounterexample("one real point on average: two thirds", DEGENERATES, {m: 1}),
            ),
            formal=Formal(
                "With t + 1 draws at generation t, of which m are real on average, a share m/(t + 1) that tends to "
                "zero, nothing of the variance is left in the end.",
                DEGENERATES,
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
        ByTheorem(
            "and with samples of any sizes a loss of all diversity takes a vanishing share",
            necessity.theorem.conclusions["half_of_share"],
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
