"""An ensemble that learns from its own mixture, with unlimited data, is one model: it does not degenerate.

Setting.  Member i has the weight omega_i, and R is the mixture of all members.  In generation t + 1 every member learns
alpha P + (1 - alpha) R, with alpha = alpha(t + 1) of any size.  r_t is the probability of an event under R, or the mean
of a score, p that under the truth P, and r_0 at the start; q_t is the same for one member.

    Theorem    r_t - p = (r_0 - p) prod_{j <= t} (1 - alpha(j)),   and q_t = r_t from t = 1 on, for every member
    Corollary  r_t -> p if the sum of alpha(t) diverges
               alpha = 0:  q_t = r_0 for all t >= 1: every member becomes the first mixture, and stays
    Theorem    -r log r >= sum omega_i (-q_i log q_i) for every output, r = sum omega_i q_i:  the entropy of that
               mixture is no less than the weighted entropy of the members, so that on average it rises

Units.     Probabilities, or the unit of the score; entropies in nats; t is a count.
Assumed.   Unlimited data and capacity.
Compare.   schedules.idealised for one model; ensemble_of_samples for members that are fitted to samples.
"""

from fractions import Fraction

from sympy import Expr, Integer, Lambda, Limit, Sum, log, oo

from collapse_math.assumptions import REPLACE, UNLIMITED_DATA, WEIGHTED_ENSEMBLE
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.lemmas import LOG_CONCAVITY, x
from collapse_math.moments import Refit
from collapse_math.observed import Observed, Point, Told
from collapse_math.quantities import real
from collapse_math.results import Fact
from collapse_math.rules import VANISHING_PRODUCT
from collapse_math.rules import share as any_share
from derivations.schedules.setting import alpha, forgotten, k, next_alpha, s
from derivations.selection.setting import t

q, r, r_0, p = real("q"), real("r"), real("r_0"), real("p")  # a member, the mixture now and at first, the truth
omega = real("omega", above=0, below=1)  # the weight of a member
q_1, q_2 = real("q_1", above=0, at_most=1), real("q_2", above=0, at_most=1)  # one output, under two members

theorem = Theorem(
    "selection.ensemble",
    says="an ensemble learning from its mixture: r_t - p = (r_0 - p) prod (1 - alpha(j)), and r_t = r_0 at alpha = 0",
    assumes=(UNLIMITED_DATA, WEIGHTED_ENSEMBLE, REPLACE),
    symbols=(alpha, t, p, r_0, omega, q_1, q_2),
    catalogue=("F14",),
)
MAKES = (UNLIMITED_DATA, WEIGHTED_ENSEMBLE)

# 1. One generation: a member and all the others learn the same, and so does their mixture.
learnt = next_alpha * p + (1 - next_alpha) * r
fit = Refit({q: learnt, r: omega * learnt + (1 - omega) * learnt}, (), {q: MAKES, r: MAKES})
mixture = theorem.expectation("the next mixture", r, after=fit, equals=r + next_alpha * (p - r))
agree = theorem.expectation("a member is the mixture", q - r, after=fit, equals=Integer(0))
(score,) = theorem.over_generations(t, {mixture: p + (r_0 - p) * forgotten(t)}, start={r: r_0}, uses=(REPLACE,))
alone = Refit({q: r, r: omega * r + (1 - omega) * r}, (), {q: MAKES, r: MAKES})
stay = theorem.expectation("without real data", r, after=alone, equals=r)
(unmoved,) = theorem.over_generations(t, {stay: r_0}, start={r: r_0}, uses=(REPLACE,))

# 2. The truth is reached as by one model.
endless = theorem.suppose("the sum of alpha(t) diverges", Limit(Sum(alpha(k), (k, 1, t)), t, oo), "=", oo)
lost = theorem.by_rule("the start is forgotten", VANISHING_PRODUCT, {any_share: Lambda(s, alpha(s))}, given=(endless,))
truth = theorem.limit("the truth is reached", score.right, t, p, {forgotten(t): lost}, given=(score,))


# 3. Entropy: log(m/q) <= m/q - 1 for each member, m being the mixture.
def tangent(member: Expr, mean: Expr) -> Fact:
    """A member against the mixture."""
    ratio = mean/member
    return theorem.inequality(
        "a member against the mixture", log(ratio), "<=", ratio - 1, how=ByLemma(LOG_CONCAVITY, {x: ratio})
    )


m = omega * q_1 + (1 - omega) * q_2
one, two = tangent(q_1, m), tangent(q_2, m)
own = omega * -q_1 * log(q_1) + (1 - omega) * -q_2 * log(q_2)
entropy = theorem.inequality("the mixture has more", -m * log(m), ">=", own, given=(one, two))



def seen(statistic: str, kind: str, refits: int, shares: tuple[Fraction, ...]) -> Observed:
    """A group of outcomes under two members that give it 1/2 and 1/10, with the weights 1/4 and 3/4; the truth: 3/5."""
    members: Point = {omega: Fraction(1, 4), q_1: Fraction(1, 2), q_2: Fraction(1, 10)}
    at: Point = {**members, p: Fraction(3, 5), r_0: Fraction(1, 5), t: refits}
    told: Told = {"starts": ((0.5, 0.5), (0.1, 0.9)), "parts": (2, 3), "truth": (0.6, 0.4), "weights": (0.25, 0.75)}
    mixed = {**told, "real_share": tuple(map(float, shares))}
    return Observed("laws", statistic, kind, at, sequences={alpha: shares}, arguments=mixed)


some, none = (Fraction(1, 2), Fraction(0), Fraction(1, 3)), (Fraction(0),) * 3
theorem.concludes("mixture", "r_t", score, seen("first_shares", "constant", 3, some))
theorem.concludes("members_agree", "q - r after one generation", agree, seen("member_gaps", "constant", 1, some))
theorem.concludes("truth_reached", "lim r_t", truth)
theorem.concludes("unmoved", "r_t without real data", unmoved, seen("first_shares", "constant", 3, none))
theorem.concludes(
    "entropy",
    "-r log r at r = omega q_1 + (1 - omega) q_2",
    entropy,
    seen("first_contents", "never-below", 1, none),
)

if __name__ == "__main__":
    theorem.main()
