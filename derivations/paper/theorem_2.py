"""Theorem 2: without real data each generation is said to lose entropy, by an amount that depends on N alone."""

from fractions import Fraction

from sympy import Integer, digamma, log

from collapse_math import regimes
from collapse_math.claims import Claim
from collapse_math.evidence import ByCounterexample, ByLoop, ByTheorem
from collapse_math.items import Formal, Item, Reading
from collapse_math.quantities import integer
from derivations.gaussian import general_divisor, typical_decay
from derivations.paper import theorem_2_tokens
from derivations.schedules import growing_samples
from derivations.sizes import that_keep
from derivations.tokens import diversity

# The logarithm of a normal variance refitted with divisor c changes by psi((n - 1)/2) - log(c/2) on average, and the
# entropy by half of that.  Divisors from n - 3 to n are maximum likelihood up to a correction of order 1/n.
n, c = integer("n", at_least=5), integer("c", at_least=2)
ENTROPY_FALLS = Claim(digamma((n - 1)/2), "<", log(c/2), (c >= n - 3, c <= n))

# Samples of the sizes (n_1 + t - 1)^2: the expected variance falls at every refit, and 1 - 1/n_1 of it stays.
n_1 = integer("n_1", at_least=2)
TO_THE_LEAST = Claim(1 - 1/n_1, "=", Integer(0))

item = Item(
    key="Theorem 2",
    title="entropy decays",
    says="Without real data (alpha = 0), and with a learner that can fit its N samples exactly, the expected entropy "
    "falls at every generation by at least Delta(N) > 0, which depends on N only; so the laws tend to one of least "
    "entropy, a single point or some of the modes, and no growth of intelligence is possible.",
    formula="E H(Q_{t+1}) <= H(Q_t) - Delta(N),   Delta(N) > 0",
    right="On a finite alphabet such a learner becomes the empirical law of its own samples, again and again, and does "
    "lose diversity: by exactly one part in N per generation on average, until a single token is left.  Its expected "
    "entropy falls, too.  Reading 6, with its correction of order 1/n, is ours, of the use that is made of the item "
    "for learners of all kinds.  Where it fails the item as it is written does not.",
    readings=(
        *theorem_2_tokens.READINGS,
        Reading(
            says="For every learner that maximises the likelihood of its samples, up to a correction of order 1/n.",
            fails_by=(
                ByTheorem(
                    "a normal law refitted with a divisor below the critical one, which is about n - 2, widens "
                    "without bound, and so does its entropy",
                    general_divisor.theorem.conclusions["blow_up_below_critical"],
                ),
                ByCounterexample(
                    "ten draws and divisor 7: what the logarithm of the variance gains on average is positive",
                    ENTROPY_FALLS,
                    {n: 10, c: 7},
                ),
            ),
            formal=Formal(
                "A normal law refitted to n draws with a divisor c from n - 3 to n loses entropy on average.",
                ENTROPY_FALLS,
            ),
        ),
        Reading(
            says="In the argument: what is not negative and falls on average tends to its least possible value.",
            fails_by=(
                ByTheorem(
                    "the variance of fits to n(t) draws falls on average at every refit, and a part of it stays if the "
                    "sum of 1/n(t) converges: convergence to a limit says nothing of which limit",
                    growing_samples.theorem.conclusions["share_kept"],
                ),
                ByTheorem(
                    "with sizes (n_1 + t - 1)^2 that part is 1 - 1/n_1", that_keep.theorem.conclusions["squares_limit"]
                ),
                ByCounterexample("one half, for 4, 9, 16, ... draws", TO_THE_LEAST, {n_1: 2}),
            ),
            formal=Formal(
                "The expected variance of fits to (n_1 + t - 1)^2 draws, which falls at every refit, tends to its "
                "least possible value, which is zero.",
                TO_THE_LEAST,
            ),
        ),
        Reading(
            says="That no growth of intelligence is possible.",
            no_statement="Intelligence is not defined, nor any task or loss.  The differential entropy in which the "
            "item is stated does not exist for a learner that fits its samples exactly: its laws have atoms.",
        ),
    ),
    unstated=("H9",),
    nearest_true=(
        ByTheorem(
            "the expected diversity of a resampled law falls by one part in n per generation",
            diversity.theorem.conclusions["expected_diversity"],
        ),
        ByTheorem(
            "the entropy of a normal law refitted by maximum likelihood falls on average by an amount that depends on "
            "n alone, without a lower end",
            typical_decay.theorem.conclusions["expected_entropy"],
        ),
    ),
    met_by=(
        ByLoop(
            "the moments of the empirical law of ten draws, thirty times over: less than a twentieth of the variance",
            regimes.replace(10, 30),
            "E[V_t]",
            "<",
            Fraction(1, 20),
        ),
    ),
)
