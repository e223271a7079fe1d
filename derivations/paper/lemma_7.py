"""Lemma 7: with a vanishing share of real data, two successive laws come closer and closer to each other."""

from sympy import Rational

from collapse_math.claims import Claim
from collapse_math.evidence import ByClaim, ByTheorem
from collapse_math.items import Formal, Item, Reading
from collapse_math.quantities import real
from derivations.schedules import learning

p, q = real("p", at_least=0, at_most=1), real("q", at_least=0, at_most=1)  # an event under the truth and the model
alpha = real("alpha", at_least=0, at_most=1)
mixed = alpha * p + (1 - alpha) * q

STEP = Claim((mixed - q)**2, "=", alpha**2 * (p - q)**2)

item = Item(
    key="Lemma 7",
    title="steps become small",
    says="In total variation the training law P' = alpha P + (1 - alpha) Q differs from Q by alpha times the distance "
    "of P and Q, hence by alpha at most, which tends to zero if alpha does.",
    formula="|P' - Q| = alpha |P - Q| <= alpha",
    right="The identity is right for every event, and so for the largest difference over events.",
    readings=(
        Reading(
            says="For every event, of probability p under P and q under Q, its probability under P' differs from q by "
            "alpha |p - q|.",
            shown_by=(ByClaim("squared, so that no sign is needed", STEP),),
            formal=Formal(
                "The probabilities of an event, p under P and q under Q: P' moves q by alpha times the difference.",
                STEP,
            ),
            beyond="That small steps lead to a wrong limit.  Small steps with an infinite sum reach the truth.",
            beyond_by=(
                ByTheorem("a share that vanishes can teach the truth", learning.theorem.conclusions["mean_learned"]),
            ),
        ),
    ),
    unstated=("H6",),
    met_by=(
        ByClaim(
            "probabilities 1/2 and 1/4, and shares 1/t: the tenth step is a fortieth",
            Claim(
                (Rational(1, 10) * Rational(1, 2) + Rational(9, 10) * Rational(1, 4) - Rational(1, 4))**2,
                "=",
                Rational(1, 40)**2,
            ),
        ),
    ),
)
