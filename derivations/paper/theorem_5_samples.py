"""Theorem 5 carried over to samples: what a share of real data that stays away from zero leaves as error."""

from fractions import Fraction

from sympy import Integer

from collapse_math.claims import Claim
from collapse_math.enumeration import TokenLaw
from collapse_math.evidence import ByCounterexample, ByLimit, ByTheorem, ByToken
from collapse_math.items import Formal, Reading
from collapse_math.quantities import integer, real
from derivations.paper.headline_samples import few_real_points
from derivations.tokens import random_split

# A loop with constant n and alpha ends with the share 1/(1 + x) of the variance as squared error of its mean.
n, share = integer("n", at_least=2), real("share", above=0, below=1)
kept = 2 * share - share**2
NO_ERROR = Claim(1/(1 + (n - 1) * kept), "=", Integer(0))

# Two draws a generation, each real with probability share.  Of the shares 0, 1/2 and 1 that a token of probability p
# can have, the mean p and the mean of p_t (1 - p_t) leave the first this probability in the long run.
p = real("p", above=0, below=1)
absent = (1 - p) * (1 - 2 * p * kept/(1 + kept))
NONE_MISSING = Claim(absent, "<=", (1 - p)**2)

READINGS = (
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
                    {n: 10, share: Fraction(1, 100)},
                ),
            ),
            formal=Formal(
                "Each of n draws is real with the probability `share`, for ever: no squared error of the mean is left.",
                NO_ERROR,
            ),
        ),
        Reading(
            says="With samples of a constant size: under shares with a positive lower bound no token of the truth is "
            "missing from the model more often, in the long run, than it is from as many real draws.",
            fails_by=(
                ByToken(
                    "50 draws, one of them real on average, for ever: a token of probability 1/50",
                    TokenLaw(50, truth=Fraction(1, 50), real_share=Fraction(1, 50)),
                    ">",
                    Fraction(86, 100),
                ),
                ByCounterexample(
                    "two draws, each real with probability 1/10, and a token of probability 1/10: real draws miss it "
                    "in 81 of 100 cases",
                    NONE_MISSING,
                    {p: Fraction(1, 10), share: Fraction(1, 10)},
                ),
                ByTheorem(
                    "its squared error stays: however long real tokens come, its mean is right, and single models "
                    "have it too often or not at all",
                    random_split.theorem.conclusions["squared_error"],
                ),
            ),
            formal=Formal(
                "Two draws a generation, each real with the probability `share`: in the long run a token of "
                "probability p is absent no more often than from two real draws.",
                NONE_MISSING,
            ),
        ),
)
