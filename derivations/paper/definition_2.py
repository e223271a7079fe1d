"""Definition 2: the self-referential loop, and what counts as a signal from outside."""

from fractions import Fraction

from sympy import Integer, Rational

from collapse_math.assumptions import UNLIMITED_DATA
from collapse_math.claims import Claim
from collapse_math.evidence import ByClaim, ByCounterexample, ByTheorem
from collapse_math.items import Formal, Item, Reading
from collapse_math.quantities import real
from derivations.learners import self_fit
from derivations.selection import acceptance, verifier

# A class of laws of a symbol that leaves out the training law, 1/2.  Cross entropy falls with q (1 - q).
q = real("q", above=Fraction(1, 2), below=1)
nearer = (q + Rational(1, 2))/2
BEST = Claim(nearer * (1 - nearer), "<=", q * (1 - q))

# Answers are right with probability c, and kept with probability a if right and b if wrong; under P all are right.
a, b = real("a", above=0, below=1), real("b", above=0, below=1)
c = real("c", above=0, below=1)
kept = a * c/(a * c + b * (1 - c))
VALIDATED, IMPROVED = Claim(kept, "=", Integer(1)), Claim(kept, ">=", c)

# Two laws of a symbol; with the training law 1/2 likelihood grows with q (1 - q).
one, two = real("one", above=0, below=1), real("two", above=0, below=1)
ONE_IS_BEST = Claim(one * (1 - one), "!=", two * (1 - two), (one < two,))

item = Item(
    key="Definition 2",
    title="the self-referential loop",
    says="A share alpha(t) of the training data of generation t is outside signal: fresh samples of P, feedback of an "
    "environment, outcomes of a simulator, or outputs that a verifier has accepted.  The rest are samples of Q_t.  The "
    "training law is alpha P + (1 - alpha) Q_t, and the next law is the one in the class with the least divergence "
    "from it.",
    formula="P'_t = alpha(t) P + (1 - alpha(t)) Q_t,   Q_(t+1) = argmin_Q D(P'_t || Q)",
    right="For samples of P and a class that contains the training law it is a definition: the next law is that "
    "mixture and no other.",
    readings=(
        Reading(
            says="On a finite alphabet, for a class that contains P': there is one best law, which is P' itself.",
            stated=(UNLIMITED_DATA,),
            shown_by=(
                ByTheorem(
                    "every other law has a positive divergence", self_fit.theorem.conclusions["divergence_at_least"]
                ),
            ),
        ),
        Reading(
            says="For every class of laws there is a best one.",
            fails_by=(
                ByClaim(
                    "P' = 1/2 and the class of all q above it: half way to 1/2 is always better, as it gives the data "
                    "more likelihood",
                    Claim(nearer * (1 - nearer), ">", q * (1 - q)),
                ),
                ByCounterexample("for instance, 3/4 is not the best", BEST, {q: Fraction(3, 4)}),
            ),
            formal=Formal(
                "The training law is 1/2 and the class all q above it: q gives the data as much likelihood as the law "
                "half way to 1/2.",
                BEST,
            ),
        ),
        Reading(
            says="For every class in which there is a best law there is only one.",
            fails_by=(
                ByClaim(
                    "P' = 1/2 and the class of 1/4 and 3/4: both give the data the same likelihood",
                    Claim(
                        Rational(1, 4) * (1 - Rational(1, 4)), "=", Rational(3, 4) * (1 - Rational(3, 4))
                    ),
                ),
                ByCounterexample("the same two", ONE_IS_BEST, {one: Fraction(1, 4), two: Fraction(3, 4)}),
            ),
            formal=Formal(
                "The training law is 1/2: two different laws never give the data the same likelihood.", ONE_IS_BEST
            ),
        ),
        Reading(
            says="Outputs that a verifier has accepted have the law P, as the formula has it of all outside signal.",
            fails_by=(
                ByCounterexample(
                    "a verifier that keeps right answers with probability 0.6 and wrong ones with 0.5: of answers that "
                    "are right in one case of five, 3/13 of the kept ones are right",
                    VALIDATED,
                    {a: Fraction(6, 10), b: Fraction(1, 2), c: Fraction(1, 5)},
                ),
                ByTheorem(
                    "what accepted outputs tend to is set by what is accepted most often, right or wrong",
                    acceptance.theorem.conclusions["accuracy"],
                ),
            ),
            formal=Formal(
                "Answers are right with probability c, as none is wrong under P; right ones are kept with probability "
                "a and wrong ones with b: what is kept is right.",
                VALIDATED,
            ),
        ),
        Reading(
            says="By these words a loop that trains on accepted outputs alone has alpha = 1, so that Theorem 5 would "
            "have it converge to P, for every verifier; and Remark 6, by which only a perfect verifier helps, would be "
            "about loops that the paper calls anchored.  Every verifier leads to P.",
            fails_by=(
                ByCounterexample(
                    "one that keeps wrong answers more often than right ones leads away from P",
                    IMPROVED,
                    {a: Fraction(1, 2), b: Fraction(6, 10), c: Fraction(1, 5)},
                ),
                ByTheorem(
                    "in the end there are right answers in the share that they have among its favourites",
                    acceptance.theorem.conclusions["accuracy"],
                ),
            ),
            formal=Formal(
                "Answers are right with probability c and kept with probability a if right, b if wrong: of those that "
                "are kept no fewer are right.",
                IMPROVED,
            ),
        ),
    ),
    unstated=("H4", "H5", "H6"),
    nearest_true=(
        ByTheorem(
            "with samples of P, unlimited data and a class that contains all mixtures, a law fitted to itself stays",
            self_fit.theorem.conclusions["unmoved"],
        ),
        ByTheorem(
            "a verifier is another thing: it can lead to right answers alone, without any sample of P",
            verifier.theorem.conclusions["error_in_the_end"],
        ),
    ),
    met_by=(
        ByClaim(
            "P = 1/2, Q_t = 1/4 and a share of one half: the training law is 3/8",
            Claim(
                Rational(1, 2) * Rational(1, 2) + Rational(1, 2) * Rational(1, 4),
                "=",
                Rational(3, 8),
            ),
        ),
    ),
)
