"""Theorem 2 on a finite alphabet, where the law that fits its samples best is their empirical law."""

from fractions import Fraction

from sympy import log

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FAITHFUL_SAMPLING,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    PLUG_IN,
    REPLACE,
)
from collapse_math.claims import Claim
from collapse_math.evidence import ByCounterexample, ByTheorem
from collapse_math.items import Formal, Reading
from collapse_math.quantities import integer, real
from derivations.paper import small_entropy
from derivations.paper.small_entropy import entropy
from derivations.tokens import diversity, fixation
from derivations.tokens import entropy as entropy_of_tokens

p = real("p", above=0, below=1)  # the share of one of two tokens
loss = real("loss", above=0)  # the claimed loss of entropy
N, k = integer("N", at_least=2), integer("k", at_least=1)  # draws, and how many of them are that token

# Two draws: the next law has entropy log 2 with probability 2 p (1 - p), and none otherwise.
SAME_LOSS = Claim(2 * p * (1 - p) * log(2), "<=", entropy(p) - loss)
EVERY_PATH = Claim(entropy(k/N), "<", entropy(p), (k < N,))

# Stated: N samples of the present law at every generation, and nothing else; and a learner of least empirical risk in a
# family that is rich enough to fit them exactly, which on a finite alphabet makes the next law the empirical one.
STATED = (INDEPENDENT_DRAWS, FAITHFUL_SAMPLING, CONSTANT_SIZE, PLUG_IN, REPLACE, FRESH_RANDOMNESS)
last_token = fixation.theorem.conclusions["fixation"]

READINGS = (
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
            says="On a finite alphabet: entropy falls on average, as long as two tokens or more are left, by an amount "
            "that depends on N and on the law.",
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
            says="On a finite alphabet: in the end a single token is left, or a law on some of the modes.",
            stated=STATED,
            shown_by=(ByTheorem("each token is the last one, with a known probability", last_token),),
            beyond="That what is left is a mode, or a law of least entropy among several.  It is one token, chosen by "
            "chance: any token that occurs can be the one.",
            beyond_by=(ByTheorem("with its share in the beginning", last_token),),
        ),
)
