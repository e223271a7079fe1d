"""Definition 1: a truth P, and a model that was trained on it alone, is near to it and is not it."""

from sympy import Integer, Rational

from collapse_math.claims import Claim
from collapse_math.evidence import ByClaim, ByTheorem
from collapse_math.items import Item, Reading
from derivations.learners import self_fit
from derivations.schedules import idealised

item = Item(
    key="Definition 1",
    title="the truth and the first model",
    says="P is the true law of data in a measurable space; a model M_t produces data of a law Q_t in a class of laws. "
    "The first, Q_0, was trained on P alone; it is near to P and differs from it.",
    formula="Q_0 ~ P,   Q_0 != P",
    right="There are such models, and where the loop starts matters little: what is true of the loop later is true for "
    "every Q_0.",
    readings=(
        Reading(
            says="On a finite alphabet, that Q_0 differs from P: two laws that differ have a positive divergence.",
            shown_by=(
                ByTheorem(
                    "it is at least half of the squared distance", self_fit.theorem.conclusions["divergence_at_least"]
                ),
            ),
        ),
        Reading(
            says="That Q_0 is near to P.",
            no_statement="No distance is named and no number.  Nothing later uses it.",
        ),
    ),
    nearest_true=(
        ByTheorem(
            "where the loop starts enters by a factor q_0 - p, whatever that is",
            idealised.theorem.conclusions["score"],
        ),
    ),
    met_by=(
        ByClaim(
            "a symbol of probability 1/2 in the truth and 1/4 in the model",
            Claim((Rational(1, 2) - Rational(1, 4))**2, ">", Integer(0)),
        ),
    ),
)
