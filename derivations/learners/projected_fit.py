"""A family too small for the truth costs one fixed error, which does not accumulate from fit to fit.

Setting.  Laws q_i = h_i exp(a f_i - k) form an exponential family with statistic f; k makes them add up to 1.  The
next model is the member with the least divergence from the mixture alpha P + (1 - alpha) Q_t of truth and present
model, if there is one; data are unlimited.  m_t and m are the expectations of f under Q_t and under P, which need not
be a member.

    Theorem    KL(P||R) = KL(P||Q) + KL(Q||R) + sum (p_i - q_i) log(q_i/r_i)   for any three laws
               For members Q and R the last sum is (a - b)(E_P f - E_Q f), since p_i and q_i add up to 1; so the member
               with E_Q f = E_P f is the best fit to P, and the only one.
    Corollary  m_t = m + (m_0 - m) prod_{j <= t} (1 - alpha(j))
               With the best fit Q* to the truth, KL(P||Q_t) = KL(P||Q*) + KL(Q*||Q_t) for every t: limited capacity
               costs KL(P||Q*) once.  What comes on top is at most (a* - a_t)(m - m_t), which vanishes if the sum of
               alpha(t) diverges and the a_t are bounded, however small alpha is.

Units.     Divergences in nats; m_t and m in the unit of f; t is a count.
Assumed.   Unlimited data, fits that are best in the family, and that a model sees the last one alone.
Note.      Families with several statistics are alike: log(q_i/r_i) is a combination of them and of a constant.
Source.    The theorem is the Pythagorean identity of information geometry (Csiszar 1975, Chentsov 1972).
"""

from fractions import Fraction

from sympy import Expr, Integer, Lambda, Limit, Sum, exp, log, oo

from collapse_math.assumptions import PROJECTED_FIT, REPLACE
from collapse_math.claims import ByLemma, Induction
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import LOG_CONCAVITY, x
from collapse_math.moments import Refit
from collapse_math.observed import Observed, Point
from collapse_math.quantities import real
from collapse_math.rules import VANISHING_PRODUCT, share
from collapse_math.sequences import reals
from derivations.gaussian.setting import t
from derivations.learners.setting import K, divergence, i, over_outcomes, p, q, r
from derivations.schedules.setting import alpha, forgotten, next_alpha, s
from derivations.schedules.setting import k as j

f, h = reals("f"), reals("h", above=0)  # the statistic, and the member with parameter 0 up to a factor
a, b = real("a"), real("b")  # the parameters of two members
k_a, k_b = real("k_a"), real("k_b")  # and what makes these laws
m, m_0, mean = real("m"), real("m_0"), real("mean")  # expectations of f: under P, under Q_0 and the present model

theorem = Theorem(
    "learners.projected_fit",
    says="KL(P||Q_t) = KL(P||Q*) + KL(Q*||Q_t) in an exponential family: limited capacity costs one fixed error",
    assumes=(PROJECTED_FIT, REPLACE),
    symbols=(K, p, q, r, h, f, a, b, k_a, k_b, alpha, t, m, m_0),
    catalogue=("F1",),
    sources=(Source("Csiszar", 1975, "Annals of Probability 3, 146-158"),),
)

# 1. Three laws.
remainder = over_outcomes((p(i) - q(i)) * log(q(i)/r(i)))
pythagoras = theorem.equation(
    "Pythagoras",
    divergence(p(i), r(i)),
    divergence(p(i), q(i)) + divergence(q(i), r(i)) + remainder,
    how=Induction(K),
)


# 2. Two members of one family, a combination of whose statistic and a constant the logarithm of their ratio is.
def member(parameter: Expr, normaliser: Expr) -> Expr:
    """The probability of the outcome i."""
    return h(i) * exp(parameter * f(i) - normaliser)


one, other = member(a, k_a), member(b, k_b)
matched = theorem.equation(
    "in a family",
    over_outcomes((p(i) - one) * log(one/other)),
    (a - b) * over_outcomes((p(i) - one) * f(i)) - (k_a - k_b) * over_outcomes(p(i) - one),
    how=Induction(K),
)
jeffreys = theorem.equation(
    "the divergences of two members from each other",
    divergence(one, other) + divergence(other, one),
    (a - b) * over_outcomes((one - other) * f(i)) - (k_a - k_b) * over_outcomes(one - other),
    how=Induction(K),
)

# 3. Divergences are not negative, so each is at most the sum of both.
at = {x: r(K)/q(K)}
tangent = theorem.inequality(
    "log x <= x - 1", log(r(K)/q(K)), "<=", LOG_CONCAVITY.claim.right.xreplace(at), how=ByLemma(LOG_CONCAVITY, at)
)
positive = theorem.inequality(
    "a divergence is not negative", divergence(q(i), r(i)), ">=", Integer(0), how=Induction(K), given=(tangent,)
)

# 4. The mixture has the expectation alpha m + (1 - alpha) m_t, and the best fit to it has the same.
best = Refit({mean: next_alpha * m + (1 - next_alpha) * mean}, (), {mean: (PROJECTED_FIT,)})
step = theorem.expectation("one fit", mean, after=best, equals=mean + next_alpha * (m - mean))
(followed,) = theorem.over_generations(t, {step: m + (m_0 - m) * forgotten(t)}, start={mean: m_0}, uses=(REPLACE,))
endless = theorem.suppose("the sum of alpha(t) diverges", Limit(Sum(alpha(j), (j, 1, t)), t, oo), "=", oo)
lost = theorem.by_rule("the start is forgotten", VANISHING_PRODUCT, {share: Lambda(s, alpha(s))}, given=(endless,))
reached = theorem.limit("the truth is reached", followed.right, t, m, {forgotten(t): lost}, given=(followed,))

theorem.concludes("pythagoras", "KL(P||R)", pythagoras)
theorem.concludes("remainder_in_a_family", "sum (p_i - q_i) log(q_i/r_i)", matched)
theorem.concludes("both_divergences", "KL(Q||R) + KL(R||Q)", jeffreys)
# In every exponential family with one statistic.
SHARES = (Fraction(1, 2), Fraction(0), Fraction(1, 3))
AT: Point = {m: 1, m_0: Fraction(1, 4), t: 3}
told = {"first_mean": 0.25, "true_mean": 1.0, "real_share": tuple(map(float, SHARES))}
followed_in = Observed("projected", "means", "constant", AT, sequences={alpha: SHARES}, arguments=told)
apart = Observed("projected", "divergences", "never-below", AT, sequences={alpha: SHARES}, arguments=told)
theorem.concludes("not_negative", "KL(Q||R)", positive, apart)
theorem.concludes("expectation", "m_t", followed, followed_in)
theorem.concludes("expectation_reached", "lim m_t", reached)

if __name__ == "__main__":
    theorem.main()
