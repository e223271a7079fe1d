"""Inequality 17: learning of causes is said to bring a law nearer to the truth, by a known factor."""

from fractions import Fraction

from sympy import Rational

from collapse_math.assumptions import REPLACE, UNLIMITED_DATA
from collapse_math.claims import Claim
from collapse_math.evidence import ByClaim, ByCounterexample, ByTheorem
from collapse_math.items import Formal, Item, Reading
from collapse_math.quantities import real
from derivations.schedules import idealised

# Distances of laws are squared differences of the probability of an event, which are convex as divergences are.
p, r = real("p", at_least=0, at_most=1), real("r", at_least=0, at_most=1)  # under the truth and under the present law
kappa = real("kappa", at_least=0, below=1)
effect = real("effect", at_least=0, at_most=1)  # eta phi: the part of the data that comes from interventions
corrected = effect * p + (1 - effect) * r
CONTRACTION = Claim((corrected - p)**2, "<=", (1 - effect) * (r - p)**2)
UNAIDED = Claim((r - p)**2, "<=", kappa * (r - p)**2)

# Two truths at p and p', half way between them the present law; whatever is made of that is c, for both.
other, c = real("other", at_least=0, at_most=1), real("c", at_least=0, at_most=1)
middle = (p + other)/2
ONE_STAYS = Claim((p - c)**2 + (other - c)**2, ">=", (p - middle)**2 + (other - middle)**2)

# X and Y are equal with probability s and unequal with 1 - s, each of X and Y being 1 half of the time.  If X causes Y,
# setting X to 1 makes Y equal 1 with probability s; if Y causes X, with probability 1/2.
s = real("s", at_least=0, at_most=1)
SEEN_IS_DONE = Claim(s, "=", Rational(1, 2))

item = Item(
    key="Inequality 17",
    also=("Equation 17",),
    title="causal correction contracts",
    says="A causal update C brings a law nearer to the truth by the factor kappa = 1 - eta phi, where phi measures the "
    "interventions, up to an error delta.",
    formula="D(P || C_t(R)) <= kappa_t D(P || R) + delta_t,   kappa_t = 1 - eta phi_t",
    right="Data from interventions on the real system tell what no amount of passive data tells; mixed in with weight "
    "eta phi they contract as stated.",
    readings=(
        Reading(
            says="With real data from interventions, of weight eta phi, without samples: the factor is 1 - eta phi.",
            stated=(UNLIMITED_DATA, REPLACE),
            shown_by=(ByClaim("by convexity", CONTRACTION),),
            formal=Formal(
                "An event has the probability p in the truth and r in the law R; a part `effect` of new data are from "
                "interventions: squared distances fall by 1 - effect or more.",
                CONTRACTION,
            ),
            beyond="That this lets a loop escape at alpha(t) -> 0.  Interventions on the real system are outside "
            "signal by Definition 2, and eta phi is their share: if its sum is finite, a part of the error stays.",
            beyond_by=(
                ByTheorem("a part of the error stays", idealised.theorem.conclusions["part_left"]),
            ),
        ),
        Reading(
            says="Without any data from the real system (phi > 0 being reasoning on the model's own output): a factor "
            "kappa < 1, delta = 0, whatever the truth is.",
            fails_by=(
                ByClaim(
                    "what is made of R alone is the same for two truths at equal distances of R, and cannot be nearer "
                    "to both: one distance is kept or grows",
                    ONE_STAYS,
                ),
                ByCounterexample(
                    "for instance, R itself: the truth 1/4, R = 1/2, kappa = 1/2",
                    UNAIDED,
                    {p: Fraction(1, 4), r: Fraction(1, 2), kappa: Fraction(1, 2)},
                ),
            ),
            formal=Formal(
                "An event has the probability p in the truth and r in R, and nothing is made of R but R: its squared "
                "distance falls by a factor kappa < 1.",
                UNAIDED,
            ),
        ),
        Reading(
            says="With an error delta > 0 that is not bounded.",
            no_statement="With delta as large as one likes the inequality says nothing; no bound on it is given.",
        ),
    ),
    unstated=("H5", "H10", "H12"),
    nearest_true=(
        ByClaim("with real data from interventions, of weight eta phi", CONTRACTION),
        ByClaim("without any, no factor below one serves for all truths", ONE_STAYS),
        ByCounterexample(
            "nor do passive data, however many, tell what an intervention does: X and Y agree in three cases of four, "
            "with the cause unknown, and setting X makes Y follow in three cases of four, or in one of two",
            SEEN_IS_DONE,
            {s: Fraction(3, 4)},
        ),
    ),
    met_by=(
        ByClaim(
            "the truth 1/2, R = 1/4, and half of the data from interventions",
            Claim(
                (Rational(3, 8) - Rational(1, 2))**2,
                "<=",
                Rational(1, 2) * (Rational(1, 4) - Rational(1, 2))**2,
            ),
        ),
    ),
)
