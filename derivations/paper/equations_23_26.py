"""Equations 23 to 26: a set of outputs of programs as support, and the choice of programs by length as an anchor."""

from fractions import Fraction

from sympy import Integer, Rational

from collapse_math.claims import Claim
from collapse_math.evidence import ByClaim, ByCounterexample, ByTheorem
from collapse_math.items import Formal, Item, Reading
from collapse_math.quantities import integer, real
from derivations.learners import two_programs
from derivations.paper.finite_class import LETTERS
from derivations.paper.finite_class import theorem as finite_class

# A machine that copies its program: the outputs of programs of k bits are all 2^k strings of k bits.  The truth has
# even parity, as half of them have.
k = integer("k", at_least=1)
SUPPORT = Claim(2**k, "<=", 2**(k - 1))

# A generation of n draws of which only n ones keep the longer program, the truth.
n, p = integer("n", at_least=1), real("p", above=Fraction(1, 2), below=1)
ANCHORED = Claim(p**n, ">=", Rational(1, 2))

item = Item(
    key="Equations 23 to 26",
    also=("Equation 23", "Equation 24", "Equation 25", "Equation 26"),
    title="outputs of programs as support, length as an anchor",
    says="The law found by a search of programs has as its support all outputs of programs that are about as long as "
    "the best one, p*; so it recovers tails that no sample shows (23, 25).  Choosing the next program by likelihood "
    "and length anchors the loop: a program does not drift by small amounts (24, 26).",
    formula="supp Q = {y : U(p) = y, K(p) ~ K(p*)};   p_(t+1) = argmin -log P(D | p) + lambda K(p)",
    right="A choice from a discrete set cannot drift by small amounts: it stays or it jumps.  And a program, unlike a "
    "sample, does give probability to what was never drawn.",
    readings=(
        Reading(
            says="That the support is the set of all outputs of programs about as long as p*.",
            no_statement="How near two lengths have to be is not said, nor what the outputs of other programs have to "
            "do with the law that p* describes.",
        ),
        Reading(
            says="Exactly as long, on a machine that copies its program: the set is contained in the support of the "
            "truth.",
            fails_by=(
                ByCounterexample(
                    "of all strings of a length, which are the set, half have even parity, as the truth has; every "
                    "universal machine can copy, for a constant",
                    SUPPORT,
                    {k: 8},
                ),
            ),
            formal=Formal(
                "There are no more strings of k bits than strings of k bits with even parity.", SUPPORT
            ),
        ),
        Reading(
            says="The anchor holds: a loop without real data that has the right program chooses it again with "
            "probability one half or more.",
            fails_by=(
                ByCounterexample(
                    "the right program is longer by a bit, and of four draws of 3 to 1 all have to be ones for it to "
                    "be chosen",
                    ANCHORED,
                    {n: 4, p: Fraction(3, 4)},
                ),
                ByTheorem(
                    "the share of the truth in the long run, if it is left with probability a and found again with b",
                    two_programs.theorem.conclusions["in_the_long_run"],
                ),
            ),
            formal=Formal(
                "The longer program is chosen again only if all of n draws are ones, each of which comes with "
                "probability p: that happens half of the time or more.",
                ANCHORED,
            ),
        ),
        Reading(
            says="With many draws in a generation, the right program is seldom left.",
            stated=finite_class.assumes,
            shown_by=(
                ByTheorem(f"with a probability that falls exponentially: {LETTERS}", finite_class.conclusions["left"]),
                ByTheorem(
                    "rho, which is raised to the power n, is below 1 unless both are the same",
                    finite_class.conclusions["gap"],
                ),
            ),
            beyond="That length is what does it.  A penalty on the truth enters the bound as a factor above 1.",
            beyond_by=(
                ByClaim(
                    "with w = 2^g the bound is larger by 2^(g/2) than with maximum likelihood, w = 1",
                    Claim(Integer(2)**Rational(1, 2), ">", Integer(1)),
                ),
            ),
        ),
    ),
    unstated=("H3", "H12"),
    nearest_true=(
        ByTheorem("seldom left, with many draws (the letters as in reading 4)", finite_class.conclusions["left"]),
        ByTheorem("and what is left of it with few", two_programs.theorem.conclusions["truth_held"]),
    ),
    met_by=(
        ByClaim(
            "four draws of 3 to 1, one bit: four ones are evidence enough for the longer program",
            Claim(Rational(3, 4)**4, ">", 2 * Rational(1, 2)**4),
        ),
    ),
)
