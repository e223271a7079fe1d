"""Answers replaced one at a time: the probability that a verifier loses the right answer, exactly.

Setting.  There are n answers, the share q of them right.  In every round a new answer is drawn from them and kept if
the verifier accepts it, R > 1 times as often if it is right, and drawn again otherwise; what is kept replaces one of
the n, at random.  q_0 is the start.

    Theorem    E[R^(-n q_t)] = R^(-n q_0), at every t
    Corollary  let f = (R^(-n q) - R^(-n))/(1 - R^(-n)), which is 1 where no answer is right and 0 where all are.  Its
               mean stays, so that the right answer is lost in the end with probability f at q_0, and prevails with
               (1 - R^(-n q_0))/(1 - R^(-n))
    Theorem    E[q'] = q + (R - 1) q (1 - q)/(n (1 + (R - 1) q)) >= q in one round

Units.     Probabilities; n >= 2 and t are counts.
Assumed.   Acceptance that depends on correctness alone.  That all answers are alike in the end is no assumption: from
           every q a run of n like answers has a positive probability, so that it comes with probability one.
Note.      This is the model of Moran (1958) with selection.  In verifier_of_samples, where all n are replaced in each
           round, R^(-n q_0) is an upper bound.
"""

from fractions import Fraction
from typing import Literal

from sympy import Integer

from collapse_math.assumptions import ACCEPTANCE, FRESH_RANDOMNESS, ONE_AT_A_TIME
from collapse_math.counts import Counts
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.moments import Refit
from collapse_math.observed import Observed, Point
from collapse_math.quantities import real
from collapse_math.sequences import reals
from derivations.selection.setting import R, n, t

q, q_0 = real("q", at_least=0, at_most=1), real("q_0", at_least=0, at_most=1)

y = real("y", above=0)
s = reals("s", at_least=0, at_most=1)

theorem = Theorem(
    "selection.verifier_one_at_a_time",
    says="answers replaced one at a time: the right one prevails with probability (1 - R^(-n q_0))/(1 - R^(-n))",
    assumes=(ACCEPTANCE, ONE_AT_A_TIME, FRESH_RANDOMNESS),
    symbols=(n, R, q_0, t),
    catalogue=("F16",),
    sources=(Source("Moran", 1958, "Proceedings of the Cambridge Philosophical Society 54, 60-71"),),
)

# 1. One round: a right answer in the place of a wrong one, the other way round, or neither.
P = R * q/(1 + (R - 1) * q)
moves = Counts("x", Integer(1), (ACCEPTANCE, ONE_AT_A_TIME), (), ((1 - P) * q, P * (1 - q)))
AFTER = Refit({q: q + (moves.count(1) - moves.count(0))/n}, (moves,), {q: (ONE_AT_A_TIME,)})
mean = theorem.expectation("nothing is gained or lost on average", R**(-n * q), after=AFTER, equals=R**(-n * q))
rises = theorem.expectation("the share of right answers", q, after=AFTER, equals=q + (P - q)/n)
gain = theorem.equation("its gain", rises.right - q, (R - 1) * q * (1 - q)/(n * (1 + (R - 1) * q)), given=(rises,))

# 2. Any number of rounds, in y = R^(-n q): a right answer is lost with probability e = q (1 - q)/(1 + (R - 1) q), and
#    one gained with R e: s/(1 + R) and s R/(1 + R) for some s between 0 and 1.  Whatever s is, y stays on average.
s_here = (1 + R) * q * (1 - q)/(1 + (R - 1) * q)
down = theorem.equation("a right answer is lost", (1 - P) * q, s_here/(1 + R))
up = theorem.equation("a right answer is gained", P * (1 - q), R * s_here/(1 + R))
at_most = theorem.inequality("they exclude each other", s_here, "<=", Integer(1), given=(down, up))
part = s(t + 1)
step = Counts("z", Integer(1), (ACCEPTANCE, ONE_AT_A_TIME), (), (part/(1 + R), R * part/(1 + R)))
ROUND = Refit({y: y * R**(step.count(0) - step.count(1))}, (step,), {y: (ONE_AT_A_TIME,)})
once = theorem.expectation("one round in y", y, after=ROUND, equals=y)
(stays,) = theorem.over_generations(t, {once: R**(-n * q_0)}, start={y: R**(-n * q_0)}, uses=(FRESH_RANDOMNESS,))

# 3. In the end y is 1 or R^(-n).
f = (stays.right - R**(-n))/(1 - R**(-n))
lost = theorem.equation("as the mean of y", f + (1 - f) * R**(-n), stays.right, given=(stays, mean, at_most))
right = theorem.equation("the other probability", 1 - f, (1 - R**(-n * q_0))/(1 - R**(-n)), given=(lost,))



def seen(statistic: str, rounds: int, variance: int | Fraction | Literal["unit"] = "unit") -> Observed:
    """Three answers, of which one is right, and right ones are accepted twice as often; t = 60 is the end."""
    at: Point = {n: 3, R: 2, q: Fraction(1, 3), q_0: Fraction(1, 3), t: rounds}
    told = {"answers": 3, "right_ones": 1, "right": 0.8, "wrong": 0.4}
    return Observed("replaced", statistic, "mean", at, variance, arguments=told)


theorem.concludes("mean", "E[R^(-n q_t)]", stays, seen("powers", 4))
theorem.concludes("gain", "E[q'] - q", gain, seen("gains", 1, Fraction(1, 9)))
theorem.concludes("balance", "f + (1 - f) R^(-n)", lost)
theorem.concludes("prevails", "1 - f", right, seen("all_right", 60))

if __name__ == "__main__":
    theorem.main()
