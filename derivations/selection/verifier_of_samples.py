"""With samples a verifier that is often wrong still prevails, but for a chance that is exponentially small in n.

Setting.  Answers are right with probability q, kept with probability a if they are right and b < a if they are not, and
drawn until n are kept; the next model is right as often as the n kept answers are.  R = a/b > 1; q_0 is the start.

    Theorem    a kept answer is right with probability R q/(1 + (R - 1) q)
               E[R^(-n q_t)] <= R^(-n q_0), at every t
    Corollary  P(q_t = 0) <= R^(-n q_0): the right answer is ever lost with this probability at most
               P(q' = 0) = (1 - R q/(1 + (R - 1) q))^n > 0 in one round: it may be lost
               E[q_t] >= q_0, at every t

Why.       R^q <= 1 + (R - 1) q for q between 0 and 1, as the logarithm is concave.  So the mean of R^(-C), C the number
           of right ones among n, is (1 + (R - 1) q)^(-n) <= R^(-n q).

Units.     Probabilities; n >= 2 and t >= 1 are counts.
Assumed.   Independent draws, acceptance that depends on correctness alone, n kept answers in every generation.
Note.      R^(-n q) is what a right answer in a population of n, of which one is replaced at a time, is lost with, up to
           R^(-n).  With all n new ones the chance is smaller, about R^(-2 n q) for R near 1: a diffusion approximation.
           All answers of a round are right or all wrong with probability 2^(1-n) at least, so that one of both
           happens in the end.  At n = 100, a = 0.6, b = 0.5, q_0 = 0.2 the bound is 0.026, the approximation 0.0007.
"""

from fractions import Fraction

from sympy import Integer, exp, log

from collapse_math.assumptions import (
    ACCEPTANCE,
    CONSTANT_SIZE,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    PLUG_IN,
    REPLACE,
)
from collapse_math.claims import ByLemma
from collapse_math.counts import Counts
from collapse_math.derivation import Theorem
from collapse_math.lemmas import EXP_ABOVE_LINE, LOG_CONCAVITY, line, x
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from collapse_math.quantities import integer, real
from derivations.selection.setting import R, n

t = integer("t", at_least=1)  # the model is refitted once at least
a, b = real("a", above=0, at_most=1), real("b", above=0, at_most=1)
q, q_0 = real("q", at_least=0, at_most=1), real("q_0", at_least=0, at_most=1)
c = integer("c", at_least=1)  # a count between 0 and n
lost = real("lost")  # 1 if no answer is right, else 0

theorem = Theorem(
    "selection.verifier_of_samples",
    says="with n kept answers the right one is ever lost with probability (b/a)^(n q_0) at most",
    assumes=(INDEPENDENT_DRAWS, ACCEPTANCE, PLUG_IN, CONSTANT_SIZE, REPLACE, FRESH_RANDOMNESS),
    symbols=(n, t, R, q_0),
    catalogue=("F16",),
)

# 1. Of all draws a q are right and kept, b (1 - q) wrong and kept.
A = 1 + (R - 1) * q
share = theorem.equation("a kept answer is right", (a * q/(a * q + b * (1 - q))).xreplace({a: R * b}), R * q/A)
count = Counts("x", n, (ACCEPTANCE,), (INDEPENDENT_DRAWS,), (share.right,))
AFTER = Refit({q: count.count()/n, lost: count.none()}, (count,), {q: (PLUG_IN,), lost: (PLUG_IN,)}, (CONSTANT_SIZE,))

# 2. The mean of R^(-C): each draw brings the factor 1 - P + P/R = 1/A.
mean = theorem.expectation("the mean of R^(-C)", R**(-n * q), after=AFTER, equals=A**(-n))

# 3. log A >= q log R, since log(R/A) <= R/A - 1 and log(1/A) <= 1/A - 1 with the weights q and 1 - q.
one = theorem.inequality("log at R/A", log(R/A), "<=", R/A - 1, how=ByLemma(LOG_CONCAVITY, {x: R/A}))
two = theorem.inequality("log at 1/A", log(1/A), "<=", 1/A - 1, how=ByLemma(LOG_CONCAVITY, {x: 1/A}))
gap = n * (log(A) - q * log(R))
concave = theorem.inequality("the logarithm is concave", gap, ">=", Integer(0), given=(one, two))
steep = theorem.inequality("an exponential", exp(gap), ">=", 1 + gap, how=ByLemma(EXP_ABOVE_LINE, {line: gap}))
less = theorem.inequality("a weighted mean of 1 and R", A**(-n), "<=", R**(-n * q), given=(concave, steep))

# 4. It falls on average in every round, and is 1 where no right answer is left.
falls = theorem.loosened("it falls on average", mean, less)
gone = theorem.for_every_outcome("no right answer", lost, "<=", mean, after=AFTER, inside=c)
first = theorem.loosened("after one round", gone, less)
ever = theorem.backwards("after any number", t, first, falls, start={q: q_0}, uses=(REPLACE, FRESH_RANDOMNESS))
at_once = theorem.expectation("lost at once", lost, after=AFTER, equals=(1 - share.right)**n)

# 5. The share of right answers rises on average.
rises = theorem.expectation("the next share", q, after=AFTER, equals=share.right)
more = theorem.inequality("is larger", share.right, ">=", q, given=(rises,))
up = theorem.loosened("it rises on average", rises, more)
kept = theorem.backwards("and so after any number", t, up, up, start={q: q_0}, uses=(REPLACE, FRESH_RANDOMNESS))

theorem.concludes("kept_right", "the probability that a kept answer is right", share)
theorem.concludes(
    "lost_at_most",
    "P(q_t = 0)",
    ever,
    Observed("verified", "lost", "at-most", {n: 4, t: 3, R: 2, q_0: Fraction(1, 4)}, level=1),
)
theorem.concludes(
    "lost_at_once",
    "P(q' = 0) in one round",
    at_once,
    Observed("verified", "lost", "mean", {n: 4, R: 2, q: Fraction(1, 4)}, "unit"),
)
theorem.concludes("right_at_least", "E[q_t]", kept)

if __name__ == "__main__":
    theorem.main()
