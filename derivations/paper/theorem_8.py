"""Theorem 8: an ensemble whose members learn from its mixture is said to reach a degenerate consensus."""

from fractions import Fraction

from sympy import Expr, Rational, log

from collapse_math import regimes
from collapse_math.assumptions import (
    FAITHFUL_SAMPLING,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    REPLACE,
    WEIGHTED_ENSEMBLE,
)
from collapse_math.claims import Claim
from collapse_math.evidence import ByCounterexample, ByLoop, ByTheorem
from collapse_math.items import Formal, Item, Reading
from collapse_math.quantities import real
from derivations.paper import satisfied_by_shares
from derivations.paper.headline_idealised import STAYS_AWAY, a, part, t
from derivations.schedules import growing_samples
from derivations.selection import ensemble, ensemble_of_samples, independence

# One of two members has the share u of a token, the other w; both learn the mixture.  Gini diversity before and after.
u, w = real("u", at_least=0, at_most=1), real("w", at_least=0, at_most=1)
before = (2 * u * (1 - u) + 2 * w * (1 - w))/2  # of the members, on average
mixed = (u + w)/2
LESS_DIVERSE = Claim(2 * mixed * (1 - mixed), "<", before)

# Two bits, each 1 half of the time, agree with probability s in the mixture; members of weight omega can be any law,
# the others know no dependence, and have bits that agree half of the time.  Besides log 2 the entropy is this.
s, omega = real("s", above=0, below=1), real("omega", above=0, below=1)


def of_agreement(agree: Expr) -> Expr:
    """The entropy of whether two bits agree."""
    return -agree * log(agree) - (1 - agree) * log(1 - agree)


LESS_ENTROPY = Claim(of_agreement(omega * s + (1 - omega) * Rational(1, 2)), "<", of_agreement(s))

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
            says="With samples of one constant size, no real data, and members each of which takes the shares of n "
            "tokens that it draws from the mixture: diversity vanishes.",
            stated=(INDEPENDENT_DRAWS, FAITHFUL_SAMPLING, WEIGHTED_ENSEMBLE, REPLACE, FRESH_RANDOMNESS),
            shown_by=(
                ByTheorem(
                    "for every number of members and all weights", ensemble_of_samples.theorem.conclusions["limit"]
                ),
            ),
            beyond="That an ensemble hastens or forces it.  With K members it takes K times as long, and if the number "
            "of points grows it does not happen.",
            beyond_by=(
                ByTheorem(
                    "K members of equal weight with n draws each are one model with K n draws",
                    ensemble_of_samples.theorem.conclusions["equal_weights"],
                ),
                ByTheorem(
                    "a part stays if the sum of 1/n(t) converges", growing_samples.theorem.conclusions["share_kept"]
                ),
            ),
        ),
        Reading(
            says="Without samples: the consensus is degenerate, in that the members have less diversity than before.",
            fails_by=(
                ByCounterexample(
                    "members with the shares 1/4 and 3/4 of a token become more diverse by learning the mixture",
                    LESS_DIVERSE,
                    {u: Fraction(1, 4), w: Fraction(3, 4)},
                ),
                ByTheorem(
                    "the mixture has at least the entropy of its members, weighted alike",
                    ensemble.theorem.conclusions["entropy"],
                ),
                ByTheorem("and then nothing moves any more", ensemble.theorem.conclusions["unmoved"]),
            ),
            formal=Formal(
                "Two members give a token the shares u and w; after one generation, when both give it the mean, they "
                "have less diversity than they had on average.",
                LESS_DIVERSE,
            ),
        ),
        Reading(
            says="Without samples, some members being of a class that cannot express all laws: the consensus has less "
            "entropy than the mixture before.",
            fails_by=(
                ByTheorem(
                    "if some can only be laws with independent parts, entropy rises: what is lost is the dependence",
                    independence.theorem.conclusions["entropy"],
                ),
                ByTheorem("which vanishes", independence.theorem.conclusions["independence"]),
                ByCounterexample(
                    "bits that agree in three cases of four, and half of the members without dependence: five of eight",
                    LESS_ENTROPY,
                    {s: Fraction(3, 4), omega: Fraction(1, 2)},
                ),
            ),
            formal=Formal(
                "Two fair bits agree with probability s; members of total weight omega learn that, the others that "
                "they are independent: the new mixture has less entropy.",
                LESS_ENTROPY,
            ),
        ),
        Reading(
            says="Without samples: if alpha tends to zero, the mixture does not tend to the truth.",
            fails_by=(
                ByTheorem(
                    "shares with an infinite sum reach the truth, with any number of members",
                    ensemble.theorem.conclusions["truth_reached"],
                ),
                ByCounterexample(
                    "alpha(t) = 1/(t + 1): of the first distance one part in 101 is left after 100 generations",
                    STAYS_AWAY,
                    {a: 1, t: 100, part: Fraction(1, 100)},
                ),
            ),
            formal=Formal(
                "With alpha(j) = a/(j + 1), a certain part of the distance of R_0 from P is left after t generations, "
                "for all t.",
                STAYS_AWAY,
            ),
        ),
    ),
    unstated=("H1", "H2", "H3", "H6", "H11"),
    nearest_true=(
        ByTheorem(
            "with samples of the members, diversity falls by one part in n over the sum of the squared weights",
            ensemble_of_samples.theorem.conclusions["diversity"],
        ),
        ByTheorem("without samples the mixture moves as a single law does", ensemble.theorem.conclusions["mixture"]),
    ),
    met_by=(
        ByLoop(
            "ten members that pool ten points each, each point real with probability 2^-t",
            regimes.random_split([Fraction(1, 2**t) for t in range(1, 31)], 100, 30),
            "E[V_t]",
            "<",
            1,
        ),
        ByTheorem(
            "without samples, a share 1/(t + 1): it tends to zero, and the mixture tends to the truth",
            satisfied_by_shares.theorem.conclusions["ensemble"],
        ),
    ),
)
