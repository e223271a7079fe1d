"""Inequality 16: projecting on a set of structured laws is said to bring a law closer to the truth, by a factor."""

from fractions import Fraction

from sympy import Rational, log

from collapse_math.claims import Claim
from collapse_math.evidence import ByClaim, ByCounterexample, ByTheorem
from collapse_math.items import Formal, Item, Reading
from collapse_math.quantities import integer, real
from derivations.learners import projected_fit

distance = real("distance", above=0)  # of a law Q of the structured set from the truth; the projection is Q itself
sigma = real("sigma", above=0, below=1)
hypotheses, structured = integer("H", at_least=1), integer("S", at_least=1)  # sizes of two sets of laws

CONTRACTION = Claim(distance, "<=", sigma * distance)
BITS = Claim(log(hypotheses/structured)/log(2), "=", hypotheses - structured, (structured <= hypotheses,))

item = Item(
    key="Inequality 16",
    also=("Equation 16",),
    title="projection contracts",
    says="The projection of Q on a set S of structured laws is closer to the truth than Q by a factor sigma < 1, up to "
    "an error delta; this follows from the Coding Theorem, and |H| - |S| bits are gained.",
    formula="D(P || Pi_S(Q)) <= sigma D(P || Q) + delta,   sigma < 1",
    right="In Kullback-Leibler divergence a projection on a convex set that contains the truth does not lead away from "
    "it (sigma = 1, delta = 0).",
    readings=(
        Reading(
            says="For some sigma < 1, delta = 0, and all laws Q.",
            fails_by=(
                ByCounterexample(
                    "a law of S that is not the truth is its own projection, and no closer to the truth than itself",
                    CONTRACTION,
                    {distance: 1, sigma: Fraction(1, 2)},
                ),
            ),
            formal=Formal(
                "The distance of a law of S, which is its own projection and not the truth, from the truth is at most "
                "sigma times itself.",
                CONTRACTION,
            ),
        ),
        Reading(
            says="Choosing a set of S laws out of H gains H - S bits.  Here |H| and |S| are read as numbers of laws; "
            "as lengths of descriptions in bits their difference would be right.",
            fails_by=(ByCounterexample("two of eight: two bits, not six", BITS, {hypotheses: 8, structured: 2}),),
            formal=Formal("To choose S of H laws, S of them or fewer, tells H - S bits.", BITS),
        ),
        Reading(
            says="With an error delta > 0 that is not bounded.",
            no_statement="With delta as large as one likes the inequality says nothing; no bound on it is given.",
        ),
    ),
    nearest_true=(
        ByTheorem(
            "with R for the law and Q for its projection: the divergence falls by KL(Q||R), and by no more, if the sum "
            "over (p_i - q_i) log(q_i/r_i) vanishes",
            projected_fit.theorem.conclusions["pythagoras"],
        ),
        ByTheorem(
            "as it does for a set of laws with a given expectation of a statistic f, the truth among them",
            projected_fit.theorem.conclusions["remainder_in_a_family"],
        ),
        ByClaim("a law of S keeps its distance: sigma = 1", Claim(distance, "<=", distance)),
        ByClaim(
            "two of eight is worth as much as one of four, which is two bits", Claim(log(8) - log(2), "=", 2 * log(2))
        ),
    ),
    met_by=(
        ByClaim(
            "the truth 1/2, all probabilities from 2/5 to 3/5, and Q = 4/5: the projection 3/5 is nearer, squared",
            Claim(Rational(1, 10)**2, "<=", Rational(1, 2) * Rational(3, 10)**2),
        ),
    ),
)
