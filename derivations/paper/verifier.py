"""A verifier that is often wrong, and what it does to a loop without any real data.

Setting.  A law gives the correct answer with probability q.  Answers are drawn from it and kept with probability a if
they are correct and b if they are not; the next law is that of the kept ones, with unlimited data.  q_0 is the start.

    Theorem    q_t/(1 - q_t) = (a/b)^t q_0/(1 - q_0)
    Corollary  q_t -> 1 for every a > b: the verifier need not be perfect, only better at one than at the other.

Units.     All probabilities; t is a count.
Assumed.   Unlimited data and acceptance rates that depend on correctness alone.
"""

from sympy import Integer

from collapse_math.assumptions import REPLACE, UNLIMITED_DATA
from collapse_math.axioms import GEOMETRIC_LIMIT, r
from collapse_math.derivation import Theorem
from collapse_math.moments import Refit
from collapse_math.quantities import real
from derivations.gaussian.setting import t

a, b = real("a", above=0, at_most=1), real("b", above=0, at_most=1)  # how often a right, a wrong answer is kept
q = real("q", above=0, below=1)  # the probability of a correct answer at the start
odds = real("odds", above=0)  # of a correct answer, now

theorem = Theorem(
    "paper.verifier",
    says="a verifier that keeps right answers more often than wrong ones leads to right answers alone",
    assumes=(UNLIMITED_DATA, REPLACE),
    symbols=(a, b, q, t),
    conditions=(a > b,),
)

# 1. Of the kept answers a share a q/(a q + b (1 - q)) is correct: the odds are multiplied by a/b.
share = odds/(1 + odds)
kept = Refit({odds: a * share/(b * (1 - share))}, (), {odds: (UNLIMITED_DATA,)})
once = theorem.expectation("selection multiplies the odds", odds, after=kept, equals=odds * a/b)
(later,) = theorem.over_generations(
    t, {once: q/(1 - q) * (a/b)**t}, start={odds: q/(1 - q)}, uses=(REPLACE,)
)

# 2. The probability of a correct answer is odds/(1 + odds) = 1/(1 + (1 - q)/q (b/a)^t).
correct = 1/(1 + (1 - q)/q * (b/a)**t)
accuracy = theorem.equation("in terms of b/a", later.right/(1 + later.right), correct, given=(later,))
right = theorem.limit(
    "all answers are right in the end",
    correct,
    t,
    Integer(1),
    {(b/a)**t: (Integer(0), GEOMETRIC_LIMIT, {r: b/a})},
    given=(accuracy,),
)

theorem.concludes("odds", "q_t/(1 - q_t)", later)
theorem.concludes("accuracy", "lim q_t", right)

if __name__ == "__main__":
    theorem.main()
