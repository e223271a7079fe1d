"""How unlikely it is that a chain with divisor n - 1 has not collapsed after t refits: a bound at every t.

Setting.  A normal law is refitted to n of its own draws with divisor n - 1.  Markov's inequality turns the mean of any
power of V_t into a bound on the probability that V_t is large; it is a bound, not the probability.

    Theorem    P(sqrt V_t >= eps) <= c4^t sqrt(v_0)/eps,   c4 = sqrt(2/(n-1)) Gamma(n/2)/Gamma((n-1)/2)
               P(V_t >= eps)      <= m_s^t (v_0/eps)^s     for every s > 0, m_s as in all_moments
    Corollary  P(sqrt V_t >= eps) <= exp(-t/(4n-2)) sqrt(v_0)/eps
                                  <= exp(-t/(4n-1)) sqrt(v_0)/eps     the bound that has been published: it is valid

Units.     sqrt V_t, sqrt v_0 and eps in (unit of x), and eps in its square beside V_t; n >= 2, t >= 0 are counts.
Assumed.   Normal draws.
Compare.   tail_rate: no exponential bound decays much faster, though a typical deviation falls like exp(-t/(2n)),
           twice as fast (typical_decay_unbiased).  With divisor n the same holds with c4 sqrt(1 - 1/n) for c4.
"""

from sympy import Expr, Integer, exp, gamma, log, sqrt

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N_MINUS_1,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.axioms import MARKOV
from collapse_math.claims import ByLemma, Induction
from collapse_math.derivation import Fact, Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import LOG_CONCAVITY, x
from collapse_math.observed import Observed
from collapse_math.quantities import real
from derivations.gaussian.setting import COMPOSE, TRUTH, n, normal_refit, t, v, v_0
from derivations.sample import deviation_rate

eps = real("eps", above=0)  # what V_t, or its root, is to reach
s = real("s", above=0)  # order of the moment

theorem = Theorem(
    "gaussian.tail_bound",
    says="for divisor n - 1, P(sqrt V_t >= eps) <= c4^t sqrt(v_0)/eps, which is below exp(-t/(4n-2)) sqrt(v_0)/eps",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, DIVISOR_N_MINUS_1, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, s, v_0, eps),
    catalogue=("B10",),
    sources=(Source("Suresh, Thangaraj and Khandavally", 2024, "arXiv 2412.17646, theorem 3: with exp(-t/(4n-1))"),),
)
half = (n - 1)/2
c4 = sqrt(2/(n - 1)) * gamma(n/2)/gamma(half)
m_s = (2/(n - 1))**s * gamma(half + s)/gamma(half)

# 1. The mean deviation after t refits, and any other moment.
shrink = theorem.expectation("the deviation", sqrt(v), after=normal_refit("n-1"), equals=c4 * sqrt(v))
power = theorem.expectation("a power of the variance", v**s, after=normal_refit("n-1"), equals=m_s * v**s)
(deviation,) = theorem.over_generations(t, {shrink: c4**t * sqrt(v_0)}, start=TRUTH, uses=COMPOSE)
(moment,) = theorem.over_generations(t, {power: m_s**t * v_0**s}, start=TRUTH, uses=COMPOSE)

# 2. Markov's inequality.
share = theorem.equation(
    "mean deviation over eps", deviation.right/eps, c4**t * sqrt(v_0)/eps, given=(deviation,)
)
bound = theorem.by_axiom("P(sqrt V_t >= eps)", MARKOV, given=(share,), equals=c4**t * sqrt(v_0)/eps)
share_s = theorem.equation(
    "moment over eps^s", moment.right/eps**s, m_s**t * (v_0/eps)**s, given=(moment,)
)
bound_s = theorem.by_axiom("P(V_t >= eps)", MARKOV, given=(share_s,), equals=m_s**t * (v_0/eps)**s)

# 3. As exponentials, refit by refit: log c4 < -r makes c4 < exp(-r), since log y <= y - 1 at y = exp(-r)/c4.
log_c4, published = theorem.cites(deviation_rate.ceiling), theorem.cites(deviation_rate.published)


def exponential(rate: Expr, known: Fact) -> Fact:
    """The bound with exp(-rate) for c4."""
    y = exp(-rate)/c4
    ratio = theorem.inequality("log y", log(y), "<=", y - 1, how=ByLemma(LOG_CONCAVITY, {x: y}))
    once = theorem.inequality("exp(-r) is above c4", y, ">", Integer(1), given=(known, ratio))
    powers = theorem.inequality("and so are its powers", y**t, ">=", Integer(1), how=Induction(t), given=(once,))
    return theorem.inequality(
        "the bound as an exponential", bound.right, "<=", exp(-rate)**t * sqrt(v_0)/eps, given=(bound, powers)
    )


sharper = exponential(1/(4 * n - 2), log_c4)
known = exponential(1/(4 * n - 1), published)

# A simulation counts how often the event happens; the bounds may be too large, but not too small.
at = {n: 3, t: 4, v_0: 2, eps: 2}
seen = Observed("gaussian", "standard_deviations", "at-most", at, level=eps)
of_variance = Observed("gaussian", "variances", "at-most", {**at, s: 1, eps: 6}, level=eps)
theorem.concludes("bound", "a bound of P(sqrt V_t >= eps):", bound, seen)
theorem.concludes("bound_of_order_s", "a bound of P(V_t >= eps):", bound_s, of_variance)
theorem.concludes("exponential_bound", "the bound of P(sqrt V_t >= eps)", sharper, seen)
theorem.concludes("published_bound", "the bound of P(sqrt V_t >= eps)", known, seen)

if __name__ == "__main__":
    theorem.main()
