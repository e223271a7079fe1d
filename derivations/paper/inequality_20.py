"""Inequality 20: mixing with the truth contracts a divergence by 1 - alpha, up to a statistical error."""

from sympy import Rational

from collapse_math.claims import Claim
from collapse_math.evidence import ByClaim, ByTheorem
from collapse_math.items import Formal, Item, Reading
from collapse_math.quantities import real
from derivations.paper import repeated_contraction, satisfied_by_shares
from derivations.schedules import learning

p, q = real("p", at_least=0, at_most=1), real("q", at_least=0, at_most=1)  # an event under the truth and the model
alpha = real("alpha", at_least=0, at_most=1)

# For the squared distance of probabilities; it is convex in the law, as divergences are.
CONVEX = Claim((alpha * p + (1 - alpha) * q - p)**2, "<=", (1 - alpha) * (q - p)**2)

item = Item(
    key="Inequality 20",
    also=("Equation 20",),
    title="mixing contracts",
    says="One step of training on alpha P + (1 - alpha) S brings a divergence from the truth down by the factor "
    "1 - alpha, up to an error that tends to zero with unlimited data.",
    formula="D(P || T_alpha(S)) <= (1 - alpha) D(P || S) + delta,   delta -> 0",
    right="It holds, since divergences are convex in their second argument.",
    readings=(
        Reading(
            says="For the squared distance of the probabilities of every event, without samples.",
            shown_by=(ByClaim("by convexity", CONVEX),),
            formal=Formal(
                "An event has the probability p in the truth and q in the model: mixing in a share alpha of the truth "
                "brings the squared distance down by 1 - alpha or more.",
                CONVEX,
            ),
            beyond="That alpha(t) -> 0 leads to degeneration.  Step after step, the item's own inequality "
            "takes the divergence to zero whenever the shares have an infinite sum and delta(t)/alpha(t) -> 0: it "
            "contradicts the headline.",
            beyond_by=(
                ByTheorem(
                    "D_t is the divergence after t steps, each of which the inequality bounds",
                    repeated_contraction.theorem.conclusions["vanishes"],
                ),
                ByTheorem("for instance", satisfied_by_shares.theorem.conclusions["contracted"]),
                ByTheorem(
                    "samples, whose errors are of the order 1/n(t), agree: with an infinite sum of the shares and a "
                    "number of real points that grows without bound the mean is learned",
                    learning.theorem.conclusions["mean_learned"],
                ),
                ByTheorem("and the variance", learning.theorem.conclusions["variance_learned"]),
            ),
        ),
    ),
    met_by=(
        ByClaim(
            "the truth 1/2, a model 1/4, a share of one half",
            Claim((Rational(3, 8) - Rational(1, 2))**2, "<=", Rational(1, 2) * (Rational(1, 4) - Rational(1, 2))**2),
        ),
    ),
)
