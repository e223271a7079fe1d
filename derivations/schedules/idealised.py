"""With unlimited data a loop forgets where it started if and only if its shares of real data sum to infinity.

Setting.  Generation t + 1 is the mixture alpha P + (1 - alpha) Q_t itself, not a fit to a sample of it.  q_t is the
probability of an event, or the expectation of any score, under Q_t, and p that under the truth P.

    Theorem    q_t = p + (q_0 - p) prod_{j <= t} (1 - alpha(j))
    Corollary  q_t -> p                             if the sum of alpha(t) diverges, even if alpha(t) -> 0
               |q_t - p|/|q_0 - p| stays positive   if the sum converges
               q_t = q_0 for ever                   if there are no real data: nothing degrades

Units.     q_t and p in the unit of the score; alpha and the product are pure numbers, t is a count.
Assumed.   Unlimited data and capacity, and that a generation sees the last one alone.
Not said.  Anything about samples: what a finite number of draws does is in drift.py.
"""

from fractions import Fraction

from sympy import Lambda, Limit, Sum, oo

from collapse_math.assumptions import REPLACE, UNLIMITED_DATA
from collapse_math.derivation import Theorem
from collapse_math.moments import Refit
from collapse_math.observed import Observed, Point
from collapse_math.quantities import real
from collapse_math.rules import POSITIVE_PRODUCT, VANISHING_PRODUCT, part, share
from derivations.gaussian.setting import t
from derivations.schedules.setting import alpha, forgotten, k, next_alpha, s

q, q_0, p = real("q"), real("q_0"), real("p")  # a score under the present law, the first one, the truth

theorem = Theorem(
    "schedules.idealised",
    says="with unlimited data q_t - p = (q_0 - p) prod (1 - alpha(j)), which vanishes iff the sum of alpha(t) diverges",
    assumes=(UNLIMITED_DATA, REPLACE),
    symbols=(alpha, t, p, q_0),
    catalogue=("F0", "F1", "D7"),
)

# 1. The next law is the mixture, and a score is linear in the law.
mixture = Refit({q: next_alpha * p + (1 - next_alpha) * q}, (), {q: (UNLIMITED_DATA,)})
step = theorem.expectation("one step towards the truth", q, after=mixture, equals=q + next_alpha * (p - q))

# 2. From any start, for any shares; without real data nothing moves.
(score,) = theorem.over_generations(t, {step: p + (q_0 - p) * forgotten(t)}, start={q: q_0}, uses=(REPLACE,))
alone = Refit({q: q}, (), {q: (UNLIMITED_DATA,)})
stay = theorem.expectation("a law fitted to itself", q, after=alone, equals=q)
(unmoved,) = theorem.over_generations(t, {stay: q_0}, start={q: q_0}, uses=(REPLACE,))

# 3. Whether the start is forgotten is decided by the sum of the shares.
total = Limit(Sum(alpha(k), (k, 1, t)), t, oo)
endless = theorem.suppose("the sum of alpha(t) diverges", total, "=", oo)
short = theorem.suppose("the sum of alpha(t) converges", total, "<", oo)
lost = theorem.by_rule("the start is forgotten", VANISHING_PRODUCT, {share: Lambda(s, alpha(s))}, given=(endless,))
left = theorem.by_rule("a part of it stays", POSITIVE_PRODUCT, {part: Lambda(s, alpha(s))}, given=(short,))
truth = theorem.limit("the truth is reached", score.right, t, p, {forgotten(t): lost}, given=(score,))



def seen(shares: tuple[Fraction, ...]) -> Observed:
    """The probability of an event in every law that gives it 1/10, while the truth gives it 3/5."""
    told = {"starts": ((0.1, 0.9),), "truth": (0.6, 0.4), "parts": (3, 3), "real_share": tuple(map(float, shares))}
    at: Point = {p: Fraction(3, 5), q_0: Fraction(1, 10), t: len(shares)}
    return Observed("laws", "first_shares", "constant", at, sequences={alpha: shares}, arguments=told)


theorem.concludes("score", "q_t", score, seen((Fraction(1, 2), Fraction(0), Fraction(1, 3), Fraction(1, 7))))
theorem.concludes("truth_reached", "lim q_t", truth)
theorem.concludes("part_left", "lim (q_t - p)/(q_0 - p)", left)
theorem.concludes("unmoved", "q_t without real data", unmoved, seen((Fraction(0),) * 4))

if __name__ == "__main__":
    theorem.main()
