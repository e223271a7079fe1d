"""Theorem 2: without real data each generation is said to lose entropy, by an amount that depends on N alone."""

from fractions import Fraction

from sympy import Integer, digamma, log

from collapse_math import regimes
from collapse_math.assumptions import CONSTANT_SIZE, FAITHFUL_SAMPLING, FRESH_RANDOMNESS, INDEPENDENT_DRAWS, REPLACE
from collapse_math.claims import Claim
from collapse_math.evidence import ByCounterexample, ByLoop, ByTheorem
from collapse_math.items import Formal, Item, Reading
from collapse_math.quantities import integer, real
from derivations.gaussian import general_divisor, typical_decay
from derivations.paper import small_entropy
from derivations.paper.small_entropy import entropy
from derivations.schedules import growing_samples
from derivations.sizes import that_keep
from derivations.tokens import diversity, fixation
from derivations.tokens import entropy as entropy_of_tokens

p = real("p", above=0, below=1)  # the share of one of two tokens
loss = real("loss", above=0)  # the claimed loss of entropy
N, k = integer("N", at_least=2), integer("k", at_least=1)  # draws, and how many of them are that token

# Two draws: the next law has entropy log 2 with probability 2 p (1 - p), and none otherwise.
SAME_LOSS = Claim(2 * p * (1 - p) * log(2), "<=", entropy(p) - loss)
EVERY_PATH = Claim(entropy(k/N), "<", entropy(p), (k < N,))

# The logarithm of a normal variance refitted with divisor c changes by psi((n - 1)/2) - log(c/2) on average, and the
# entropy by half of that.  Divisors from n - 3 to n are maximum likelihood up to a correction of order 1/n.
n, c = integer("n", at_least=5), integer("c", at_least=2)
ENTROPY_FALLS = Claim(digamma((n - 1)/2), "<", log(c/2), (c >= n - 3, c <= n))

# Samples of the sizes (n_1 + t - 1)^2: the expected variance falls at every refit, and 1 - 1/n_1 of it stays.
n_1 = integer("n_1", at_least=2)
TO_THE_LEAST = Claim(1 - 1/n_1, "=", Integer(0))

# Stated: N samples of the present law at every generation, and nothing else.  That the next law is the empirical one
# is not, though the argument uses it.
STATED = (INDEPENDENT_DRAWS, FAITHFUL_SAMPLING, CONSTANT_SIZE, REPLACE, FRESH_RANDOMNESS)
last_token = fixation.theorem.conclusions["fixation"]

item = Item(
    key="Theorem 2",
    title="entropy decays",
    says="Without real data (alpha = 0), and with a learner that can fit its N samples exactly, the expected entropy "
    "falls at every generation by at least Delta(N) > 0, which depends on N only; so the laws tend to one of least "
    "entropy, a single point or some of the modes, and no growth of intelligence is possible.",
    formula="E H(Q_{t+1}) <= H(Q_t) - Delta(N),   Delta(N) > 0",
    right="A model that becomes the empirical law of its own samples, again and again, does lose diversity: by exactly "
    "one part in N per generation on average, until a single token is left.  Its expected "
    "entropy falls, too.",
    readings=(
        Reading(
            says="On a finite alphabet, the next law being the empirical one: some Delta(N) > 0 serves for all laws Q.",
            fails_by=(
                ByTheorem(
                    "whatever the loss is, the law with r = loss/2 has less entropy to lose than that, and entropy is "
                    "never negative",
                    small_entropy.theorem.conclusions["bound"],
                ),
                ByCounterexample(
                    "two draws, and a token of share 1/1000: no loss of 1/100",
                    SAME_LOSS,
                    {p: Fraction(1, 1000), loss: Fraction(1, 100)},
                ),
            ),
            formal=Formal(
                "Two draws, and a token of share p: whatever `loss` is, the expected entropy falls by it for every p.",
                SAME_LOSS,
            ),
        ),
        Reading(
            says="In the argument: the empirical law always has less entropy than the law it is drawn from.",
            fails_by=(
                ByCounterexample(
                    "two draws from (1/10, 9/10) give both tokens with probability 0.18, and then the entropy log 2",
                    EVERY_PATH,
                    {k: 1, N: 2, p: Fraction(1, 10)},
                ),
            ),
            formal=Formal(
                "A token of share p comes k times among N draws, as it can for every k: the entropy of k/N is less "
                "than that of p.",
                EVERY_PATH,
            ),
        ),
        Reading(
            says="On a finite alphabet, the next law being the empirical one: entropy falls on average, as long as two "
            "tokens or more are left, by an amount that depends on N and on the law.",
            stated=STATED,
            shown_by=(
                ByTheorem(
                    "the new law, in the logarithm of the old one, has the old entropy on average",
                    entropy_of_tokens.theorem.conclusions["cross_entropy"],
                ),
                ByTheorem(
                    "so that what is lost is the mean divergence of the new law from the old one, which is G/(2 n) or "
                    "more, G being the chance that two draws differ",
                    entropy_of_tokens.theorem.conclusions["at_least"],
                ),
            ),
            beyond="That this is an amount for all laws alike (reading 1): it vanishes with the diversity G.",
            beyond_by=(
                ByTheorem(
                    "a law may have as little entropy as one likes, and cannot lose more",
                    small_entropy.theorem.conclusions["bound"],
                ),
            ),
        ),
        Reading(
            says="On a finite alphabet, for the diversity 1 - sum p_i^2: a loss on average, in proportion to what is "
            "there.",
            stated=STATED,
            shown_by=(ByTheorem("exactly one part in n", diversity.theorem.conclusions["expected_diversity"]),),
        ),
        Reading(
            says="In the end a single token is left, or a law on some of the modes.",
            stated=STATED,
            shown_by=(ByTheorem("each token is the last one, with a known probability", last_token),),
            beyond="That what is left is a mode, or a law of least entropy among several.  It is one token, chosen by "
            "chance: any token that occurs can be the one.",
            beyond_by=(ByTheorem("with its share in the beginning", last_token),),
        ),
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
    unstated=("H1", "H2", "H3", "H4", "H9"),
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
