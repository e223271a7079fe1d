"""A verifier that is often wrong: one round, many rounds, and how much worse it may be than the labels it checks.

Setting.  A share p of the labels is wrong.  A label is kept with probability a if it is right and b if it is wrong
(published: phi and psi).  With unlimited data the next labels are the kept ones.

    Theorem    after one round        p' = b p/(b p + a (1 - p))
               after t rounds         p_t/(1 - p_t) = (b/a)^t p/(1 - p)
    Theorem    p' < 1/2               if and only if b p < a (1 - p): most kept labels are right, and a classifier that
                                      says what most of its labels say is right with enough data
               p' < p                 if and only if b < a
    Corollary  a > b:  p_t -> 0, however small the difference is.  p_t <= (b/a)^t p/(1 - p)

Units.     Probabilities; t is a count.
Assumed.   Unlimited data, and acceptance that depends on correctness alone.
Compare.   acceptance, for rates that differ from answer to answer: there the verifier's favourites decide.
"""

from fractions import Fraction

from sympy import Integer, Rational

from collapse_math.assumptions import ACCEPTANCE, REPLACE, UNLIMITED_DATA
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from collapse_math.moments import Refit
from collapse_math.observed import Observed, Point, Told
from collapse_math.quantities import real
from derivations.selection.setting import t

a, b = real("a", above=0, at_most=1), real("b", above=0, at_most=1)
p = real("p", above=0, below=1)  # the share of wrong labels
odds = real("odds", above=0)  # of a wrong label, now

theorem = Theorem(
    "selection.verifier",
    says="kept labels are wrong with probability b p/(b p + a (1 - p)), less than 1/2 iff b p < a (1 - p)",
    assumes=(UNLIMITED_DATA, ACCEPTANCE, REPLACE),
    symbols=(a, b, p, t),
    catalogue=("M6", "F16"),
)

# 1. Of all labels b p are kept and wrong, a (1 - p) kept and right.
MAKES = (UNLIMITED_DATA, ACCEPTANCE)
share = odds/(1 + odds)
wrong, right = b * share, a * (1 - share)
kept = Refit({odds: wrong/right}, (), {odds: MAKES})
once = theorem.expectation("the odds of a wrong label", odds, after=kept, equals=b/a * odds)
error = b * p/(b * p + a * (1 - p))
first = theorem.equation(
    "its probability", (once.right/(1 + once.right)).xreplace({odds: p/(1 - p)}), error, given=(once,)
)

# 2. What decides whether most kept labels are right, and whether the round was of use.
half = theorem.equation(
    "against one half", Rational(1, 2) - first.right, (a * (1 - p) - b * p)/(2 * (b * p + a * (1 - p))), given=(first,)
)
gain = theorem.equation(
    "against no selection", p - first.right, p * (1 - p) * (a - b)/(b * p + a * (1 - p)), given=(first,)
)

# 3. Many rounds, of a verifier that is better than none: a is b/c, with c < 1.
(later,) = theorem.over_generations(t, {once: (b/a)**t * p/(1 - p)}, start={odds: p/(1 - p)}, uses=(REPLACE,))
c = real("c", above=0, below=1)
better = later.right.xreplace({a: b/c})
many = theorem.inequality("a probability is less than its odds", better/(1 + better), "<=", better, given=(later,))
clean = theorem.limit(
    "no wrong label is left",
    better/(1 + better),
    t,
    Integer(0),
    {c**t: (Integer(0), GEOMETRIC_LIMIT, {r: c})},
    given=(later,),
)



def seen(statistic: str, kind: str, rounds: int, place: float = 0.0) -> Observed:
    """Labels of many kinds, the wrong ones first, in every law."""
    at: Point = {a: Fraction(3, 5), b: Fraction(1, 2), c: Fraction(5, 6), p: Fraction(1, 5), t: rounds}
    told: Told = {"starts": ((0.2, 0.8),), "parts": (3, 4), "accepted": (0.5, 0.6), "place": place}
    return Observed("laws", statistic, kind, at, arguments=told)


theorem.concludes("odds", "p_t/(1 - p_t)", later, seen("odds", "constant", 5))
labels: Told = {"answers": 3, "accuracy": 0.8, "right": 0.6, "wrong": 0.5}
point: Point = {a: Fraction(3, 5), b: Fraction(1, 2), p: Fraction(1, 5), t: 1}
counted = Observed("verified", "errors", "mean", point, "unit", arguments=labels)
theorem.concludes("error", "p' after one round", first, seen("first_shares", "constant", 1), counted)
theorem.concludes("against_half", "1/2 - p'", half, seen("distances_below", "constant", 1, place=0.5))
theorem.concludes("gain", "p - p'", gain, seen("distances_below", "constant", 1, place=0.2))
theorem.concludes("error_at_most", "p_t at b = c a", many, seen("first_shares", "never-above", 5))
theorem.concludes("error_in_the_end", "lim p_t at b = c a, c < 1", clean)

if __name__ == "__main__":
    theorem.main()
