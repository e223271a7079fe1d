"""A model fitted to its own law is that law: neither the loss nor the capacity makes a loop collapse.

Setting.  See setting.py.  A family of laws is given.  The next model is the member R of it that has the least
divergence KL(Q||R) from the present model Q, itself a member; data are unlimited, so that no sample comes between.

    Theorem    (1/2) sum (q_i - r_i)^2 <= KL(Q||R) <= sum (q_i - r_i)^2/r_i
    Corollary  KL(Q||R) is 0 for R = Q and positive for any other law.  So Q itself is the only best fit to Q, in every
               family that contains it, and q_t = q_0 for ever, where q_t is the expectation of any score.

Why.       From below x log x >= x - 1 + 3 (x - 1)^2/(2 x + 4), from above log x <= x - 1, at x = q_i/r_i.

Units.     Divergence in nats; K is the number of outcomes.
Assumed.   Unlimited data.  If R lacks an outcome that Q has, KL(Q||R) is infinite, and R is no good fit either.
Note.      Cross entropy -sum q_i log r_i is KL(Q||R) plus the entropy of Q, which no choice of R changes.  So what
           makes a loop collapse is what this loop lacks: the sample (tokens.diversity), or the error of optimisation.
Source.    Gibbs' inequality.  The bound from below is Pinsker's up to a constant.
"""

from fractions import Fraction

from sympy import log

from collapse_math.assumptions import REPLACE, UNLIMITED_DATA
from collapse_math.claims import ByLemma, Induction
from collapse_math.derivation import Theorem
from collapse_math.lemmas import LOG_CONCAVITY, X_LOG_X_PINSKER, x
from collapse_math.observed import Observed
from derivations.gaussian.setting import t
from derivations.learners.setting import K, divergence, i, over_outcomes, part_of_divergence, q, r
from derivations.schedules import idealised

theorem = Theorem(
    "learners.self_fit",
    says="sum (q_i - r_i)^2/2 <= KL(Q||R): a model fitted to unlimited data of its own stays as it is, in any family",
    assumes=(UNLIMITED_DATA, REPLACE),
    symbols=(K, q, r, t),
    catalogue=("F1",),
)

# 1. One outcome: by the two lemmas, and as no probability is above 1.
at = {x: q(K)/r(K)}
below, above = X_LOG_X_PINSKER.claim, LOG_CONCAVITY.claim
parabola = theorem.inequality(
    "x log x from below", below.left.xreplace(at), ">=", below.right.xreplace(at), how=ByLemma(X_LOG_X_PINSKER, at)
)
tangent = theorem.inequality(
    "log x from above", log(q(K)/r(K)), "<=", above.right.xreplace(at), how=ByLemma(LOG_CONCAVITY, at)
)
one = part_of_divergence(q(K), r(K))
apart = theorem.inequality("one outcome, from below", one, ">=", (q(K) - r(K))**2/2, given=(parabola,))
near = theorem.inequality("one outcome, from above", one, "<=", (q(K) - r(K))**2/r(K), given=(tangent,))

# 2. The sum over all of them.
whole, distance = divergence(q(i), r(i)), over_outcomes((q(i) - r(i))**2)
least = theorem.inequality("from below", whole, ">=", distance/2, how=Induction(K), given=(apart,))
most = theorem.inequality(
    "from above", whole, "<=", over_outcomes((q(i) - r(i))**2/r(i)), how=Induction(K), given=(near,)
)

# 3. So a fit to the present law is the present law, and a score of it stays what it was.
unmoved = theorem.cites(idealised.unmoved)

theorem.concludes("divergence_at_least", "KL(Q||R)", least)
theorem.concludes("divergence_at_most", "KL(Q||R)", most)
# In every exponential family with one statistic, whose mean is the score.
told = {"first_mean": 0.25, "true_mean": 1.0, "real_share": (0.0,) * 4}
seen = Observed("projected", "means", "constant", {idealised.q_0: Fraction(1, 4), t: 4}, arguments=told)
theorem.concludes("unmoved", "q_t", unmoved, seen)

if __name__ == "__main__":
    theorem.main()
