"""Definition 3: an ensemble of models each of which learns from the mixture of all."""

from fractions import Fraction

from sympy import Integer, Rational

from collapse_math.assumptions import REPLACE, UNLIMITED_DATA, WEIGHTED_ENSEMBLE
from collapse_math.claims import Claim
from collapse_math.evidence import ByClaim, ByCounterexample, ByTheorem
from collapse_math.items import Formal, Item, Reading
from collapse_math.quantities import real
from derivations.selection import ensemble

p, r = real("p", at_least=0, at_most=1), real("r", at_least=0, at_most=1)  # an event under P and under the mixture
alpha, w = real("alpha", at_least=0, at_most=1), real("w", at_least=0, at_most=1)  # w is the weight of one of two
learned = alpha * p + (1 - alpha) * r
CONSISTENT = Claim(w * learned + (1 - w) * learned, "=", alpha * p + (1 - alpha) * r)

# Two members give the event the probabilities u and v.
u, v = real("u", at_least=0, at_most=1), real("v", at_least=0, at_most=1)
APART = Claim((u - v)**2, "<=", (learned - learned)**2)

item = Item(
    key="Definition 3",
    title="the ensemble",
    says="N models have the mixture R_t = sum w_i Q_i.  Each of them is trained on alpha P + (1 - alpha) R_t.",
    formula="R_t = sum_i w_i Q_i,   P'_j = alpha P + (1 - alpha) R_t",
    right="It is a definition, and a consistent one: the mixture of what all members learn is what a single model with "
    "the law R_t would learn.  With N = 1 it is Definition 2.",
    readings=(
        Reading(
            says="Without samples, and for members that can represent every law: R_t follows Definition 2.",
            stated=(UNLIMITED_DATA, WEIGHTED_ENSEMBLE, REPLACE),
            shown_by=(
                ByClaim("two members, and so any number, one after the other", CONSISTENT),
                ByTheorem("the same recursion as of a single law", ensemble.theorem.conclusions["mixture"]),
            ),
            formal=Formal(
                "Two members of weights w and 1 - w learn an event of probability p under P and r under the mixture: "
                "their mixture is what a single model would learn.",
                CONSISTENT,
            ),
        ),
    ),
    unstated=("H11",),
    nearest_true=(
        ByClaim("with N = 1", Claim(learned.xreplace({r: u}), "=", alpha * p + (1 - alpha) * u)),
        ByTheorem("members agree after one generation", ensemble.theorem.conclusions["members_agree"]),
        ByCounterexample(
            "so that an ensemble does not stay one: members at 1/4 and 3/4 do not remain as far apart as they are",
            APART,
            {u: Fraction(1, 4), v: Fraction(3, 4)},
        ),
    ),
    met_by=(
        ByClaim(
            "members at 1/4 and 3/4 of equal weights, the truth at 1/2: the mixture is the truth, and stays",
            Claim(
                Rational(1, 2) * Rational(1, 4) + Rational(1, 2) * Rational(3, 4) - Rational(1, 2), "=", Integer(0)
            ),
        ),
    ),
)
