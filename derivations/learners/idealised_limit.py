"""With unlimited data no loop falls below both its start and the truth in diversity, however little real data it gets.

Setting.  As in schedules.idealised: generation t + 1 is the mixture alpha P + (1 - alpha) Q_t itself.  c is what is
left of the start, the product of 1 - alpha(j) over all generations so far, or its limit.

    Theorem    Q_t = P + c (Q_0 - P), and if the product tends to c, Q_t tends to Q* = P + c (Q_0 - P)
               H(Q_t) >= (1 - c) H(P) + c H(Q_0) >= min(H(P), H(Q_0)), for every t and in the limit
    Corollary  With alpha(t) -> 0 and any sum, finite or not, nothing degrades: without real data c = 1 and Q_t = Q_0;
               if the sum of alpha(t) is infinite, c = 0 and Q* = P.

Why.       -x log x is above its chord: by log y <= y - 1 at y = x/q and at y = x/p, where x = c q + (1 - c) p.

Units.     H in nats, the sum of -q_i log q_i; probabilities; K is the number of outcomes.
Assumed.   Unlimited data and capacity, and that a generation sees the last one alone.
Note.      An outcome that only one of both laws can have is the limiting case of a probability that tends to 0.
"""

from fractions import Fraction

from sympy import Expr, Limit, log, oo

from collapse_math.assumptions import REPLACE, UNLIMITED_DATA
from collapse_math.claims import ByLemma, Induction
from collapse_math.derivation import Theorem
from collapse_math.lemmas import LOG_CONCAVITY, x
from collapse_math.observed import Observed, Point, Told
from collapse_math.quantities import real
from derivations.gaussian.setting import t
from derivations.learners.setting import K, i, over_outcomes, p, q
from derivations.schedules import idealised
from derivations.schedules.setting import alpha, forgotten

c = real("c", at_least=0, at_most=1)  # what is left of the start
low, more, most = real("low"), real("more", at_least=0), real("most", at_least=0)  # entropies are low and more

theorem = Theorem(
    "learners.idealised_limit",
    says="Q_t = P + c (Q_0 - P) with c = prod (1 - alpha(j)), and H(Q_t) >= (1 - c) H(P) + c H(Q_0), for every t",
    assumes=(UNLIMITED_DATA, REPLACE),
    symbols=(K, p, q, c, alpha, t),
    catalogue=("F0",),
)

# 1. A score after t generations; and where it ends.
score = theorem.cites(idealised.score)
rest = theorem.suppose("the product tends to c", Limit(forgotten(t), t, oo), "=", c)
ends = theorem.limit(
    "where it ends",
    score.right,
    t,
    idealised.p + c * (idealised.q_0 - idealised.p),
    {forgotten(t): rest},
    given=(score,),
)


# 2. One outcome, whose probability is x in the mixture.
def mixture(index: Expr) -> Expr:
    """The probability of an outcome in P + c (Q - P)."""
    return c * q(index) + (1 - c) * p(index)


def entropy_of(share: Expr) -> Expr:
    """What an outcome of this probability contributes to the entropy."""
    return -share * log(share)


tangents = [
    theorem.inequality(
        f"log x <= x - 1, from {law}",
        log(mixture(K)/law(K)),
        "<=",
        mixture(K)/law(K) - 1,
        how=ByLemma(LOG_CONCAVITY, {x: mixture(K)/law(K)}),
    )
    for law in (p, q)
]
one = theorem.inequality(
    "one outcome",
    entropy_of(mixture(K)),
    ">=",
    (1 - c) * entropy_of(p(K)) + c * entropy_of(q(K)),
    given=tangents,
)

# 3. All outcomes; and a mean is no smaller than the smaller of two.
every = theorem.inequality(
    "all outcomes",
    over_outcomes(entropy_of(mixture(i))),
    ">=",
    (1 - c) * over_outcomes(entropy_of(p(i))) + c * over_outcomes(entropy_of(q(i))),
    how=Induction(K),
    given=(one,),
)
between = theorem.inequality("no less than both", (1 - c) * (low + more) + c * (low + most), ">=", low)

# An event, and the entropy of three outcomes, of which the truth and the start think differently.
SHARES = (Fraction(1, 2), Fraction(0), Fraction(1, 4))
at: Point = {idealised.p: Fraction(3, 5), idealised.q_0: Fraction(1, 10), t: 3}
groups: Told = {"starts": ((0.1, 0.9),), "truth": (0.6, 0.4), "parts": (3, 3), "real_share": (0.5, 0.0, 0.25)}
event = Observed("laws", "first_shares", "constant", at, sequences={alpha: SHARES}, arguments=groups)
LAWS = {p: (Fraction(1, 2), Fraction(3, 10), Fraction(1, 5)), q: (Fraction(1, 10), Fraction(1, 10), Fraction(4, 5))}
left: Point = {K: 3, c: Fraction(3, 8), t: 3}
three: Told = {"starts": ((0.1, 0.1, 0.8),), "truth": (0.5, 0.3, 0.2), "real_share": (0.5, 0.0, 0.25)}
both = Observed("laws", "entropies", "never-below", left, sequences=LAWS, arguments=three)
theorem.concludes("score", "E of a score under Q_t", score, event)
theorem.concludes("score_in_the_limit", "lim E of a score under Q_t", ends)
theorem.concludes("entropy", "H(P + c (Q_0 - P))", every, both)
theorem.concludes("no_less_than_both", "(1 - c) H(P) + c H(Q_0)", between)

if __name__ == "__main__":
    theorem.main()
