"""Theorem 8: an ensemble whose members learn from its mixture is said to reach a degenerate consensus."""

from fractions import Fraction

from collapse_math import regimes
from collapse_math.assumptions import (
    DIVISOR_N,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
    REPLACE,
)
from collapse_math.claims import Claim
from collapse_math.evidence import ByCounterexample, ByLoop, ByTheorem
from collapse_math.items import Formal, Item, Reading
from collapse_math.quantities import real
from derivations.learners import idealised_limit
from derivations.schedules import growing_samples, idealised

# One of two members has the share u of a token, the other w; both learn the mixture.  Gini diversity before and after.
u, w = real("u", at_least=0, at_most=1), real("w", at_least=0, at_most=1)
before = (2 * u * (1 - u) + 2 * w * (1 - w))/2  # of the members, on average
mixed = (u + w)/2
LESS_DIVERSE = Claim(2 * mixed * (1 - mixed), "<", before)

item = Item(
    key="Theorem 8",
    title="ensembles degenerate",
    says="Members j of an ensemble are trained on alpha P + (1 - alpha) R_t, where R_t is the weighted mixture of all "
    "of "
    "them.  If alpha tends to zero the ensemble tends to a consensus R* that differs from P, stationary and "
    "degenerate.",
    formula="R_t = sum_i w_i Q_i,   alpha -> 0  =>  R_t -> R* != P, degenerate",
    right="Without samples and without real data all members do become R_0 after one step, and stay there: a "
    "consensus, "
    "and not the truth unless the mixture was the truth at the start.",
    readings=(
        Reading(
            says="Without samples: the consensus is degenerate, in that the members have less diversity than before.",
            fails_by=(
                ByCounterexample(
                    "members with the shares 1/4 and 3/4 of a token become more diverse by learning the mixture",
                    LESS_DIVERSE,
                    {u: Fraction(1, 4), w: Fraction(3, 4)},
                ),
                ByTheorem("and then nothing moves any more", idealised.theorem.conclusions["unmoved"]),
                ByTheorem(
                    "with real data the mixture has at least the entropy of its start and of the truth, weighted",
                    idealised_limit.theorem.conclusions["entropy"],
                ),
            ),
            formal=Formal(LESS_DIVERSE),
        ),
        Reading(
            says="Without samples: if alpha tends to zero, the mixture does not tend to the truth.",
            fails_by=(
                ByTheorem(
                    "R_t - P obeys the recursion of a single law, so that shares with an infinite sum reach the truth",
                    idealised.theorem.conclusions["truth_reached"],
                ),
            ),
        ),
        Reading(
            says="With samples, no real data, and members that learn from the points of all: diversity vanishes.",
            stated=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, DIVISOR_N, REPLACE, FRESH_RANDOMNESS),
            shown_by=(
                ByTheorem(
                    "k members with n points each that pool them are one member with k n points",
                    growing_samples.theorem.conclusions["collapse"],
                ),
            ),
            beyond="That an ensemble hastens or forces it.  With k members it takes k times as long, and if the "
            "number of "
            "points grows it does not happen.",
            beyond_by=(
                ByLoop(
                    "ten members with ten points each keep more after 50 generations than one keeps after 5",
                    regimes.replace(100, 50),
                    "E[V_t]",
                    ">",
                    Fraction(9, 10) ** 5,
                ),
                ByTheorem(
                    "a part stays if the sum of 1/n(t) converges", growing_samples.theorem.conclusions["share_kept"]
                ),
            ),
        ),
    ),
    unstated=("H1", "H2", "H3", "H6", "H11"),
    nearest_true=(
        ByTheorem("the mixture reaches the truth if shares sum to infinity", idealised.theorem.conclusions["score"]),
    ),
    met_by=(
        ByLoop(
            "ten members that pool ten points each, each point real with probability 2^-t",
            regimes.random_split([Fraction(1, 2**t) for t in range(1, 31)], 100, 30),
            "E[V_t]",
            "<",
            1,
        ),
    ),
)
