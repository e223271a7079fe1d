"""Remark 6: self-improvement with a verifier is said to need a perfect one."""

from fractions import Fraction

from sympy import Rational

from collapse_math.assumptions import REPLACE
from collapse_math.claims import Claim
from collapse_math.evidence import ByClaim, ByCounterexample, ByTheorem
from collapse_math.items import Formal, Item, Reading
from collapse_math.quantities import real
from derivations.selection import acceptance, self_verification, verifier, verifier_of_samples

a, b = real("a", above=0, below=1), real("b", above=0, below=1)  # how often a right, a wrong answer is kept
q = real("q", above=0, below=1)  # the probability of a correct answer before the selection

# If only a perfect verifier helps, an imperfect one (0 < a, b < 1) does not raise the probability of a correct answer.
NO_GAIN = Claim(a * q/(a * q + b * (1 - q)), "<=", q)

item = Item(
    key="Remark 6",
    title="verifiers must be perfect",
    says="A loop can improve itself with a verifier only if the verifier is perfect and of infinite precision; a "
    "learned verifier suffers the fate of Theorem 2, and a fixed proxy is gamed until its score means nothing.",
    formula="improvement  =>  no error of the verifier",
    right="What a loop converges to is set by the answers that the verifier likes best.  If some wrong answer is among "
    "them, selection for ever does not remove it.",
    readings=(
        Reading(
            says="A model that is its own verifier, and keeps what it finds likely, loses diversity as in Theorem 2.",
            shown_by=(
                ByTheorem(
                    "what lies within a fixed number of fitted deviations is kept: the variance tends to zero, and at "
                    "a rate that no number of draws makes slower",
                    self_verification.theorem.conclusions["limit"],
                ),
            ),
        ),
        Reading(
            says="A fixed verifier ends in what it likes best, be that right or wrong.",
            stated=(REPLACE,),
            shown_by=(
                ByTheorem(
                    "the share of right answers tends to that among its favourites",
                    acceptance.theorem.conclusions["accuracy"],
                ),
            ),
        ),
        Reading(
            says="A verifier that errs, with acceptance rates 0 < a < 1 for right and 0 < b < 1 for wrong answers, "
            "does "
            "not raise the probability of a right answer.",
            fails_by=(
                ByCounterexample(
                    "kept if right with probability 0.6, if wrong with 0.5: from 1/5 to more than 1/5",
                    NO_GAIN,
                    {a: Fraction(6, 10), b: Fraction(1, 2), q: Fraction(1, 5)},
                ),
                ByTheorem(
                    "for every a > b wrong answers vanish in the end",
                    verifier.theorem.conclusions["error_in_the_end"],
                ),
            ),
            formal=Formal(
                "Of answers that are right with probability q those are kept that pass, right ones with probability a "
                "and wrong ones with b: no more of them are right.",
                NO_GAIN,
            ),
        ),
        Reading(
            says="Impossible for every system whose truth is not strictly encoded in a formal, executable environment.",
            no_statement="'Strictly encoded' is not defined.  By the item's own Definition 2, validated output counts "
            "as "
            "outside signal, so that a loop with a verifier has no vanishing share of it.",
        ),
    ),
    unstated=("H1", "H3", "H4", "H5", "H11"),
    nearest_true=(
        ByTheorem(
            "right answers prevail if they are accepted more often than wrong ones, however small the difference is",
            verifier.theorem.conclusions["error_in_the_end"],
        ),
        ByTheorem(
            "with n samples a round, too, but for a chance that is exponentially small in n",
            verifier_of_samples.theorem.conclusions["lost_at_most"],
        ),
        ByTheorem(
            "if acceptance differs from answer to answer, the share of right answers in the end is that among its "
            "favourites: all, none, or some",
            acceptance.theorem.conclusions["accuracy"],
        ),
    ),
    met_by=(
        ByClaim(
            "an imperfect verifier that is of no use, since it keeps one half of the right and of the wrong answers",
            Claim(Rational(1, 10)/(Rational(1, 10) + Rational(4, 10)), "=", Rational(1, 5)),
        ),
    ),
)
