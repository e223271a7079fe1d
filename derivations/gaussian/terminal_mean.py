"""Where a chain ends up, for divisor n: M_t converges, to a point as far from the truth as one draw of it.

Setting.  A normal law is refitted to n of its own draws with divisor n.  The mean is a martingale: given the fit, the
next mean is the present one on average.  Its second and fourth moments about m_0 stay bounded.

    Theorem    M_t converges almost surely to some M with E[(M - m_0)^2] = v_0
               E[(M - m_0)^4] = (6n - 3) v_0^2, a kurtosis of 6n - 3
               E|M - m_0|^k is finite for k = 4 and infinite for k = 5
    Asymptotic P(|M - m_0| > x) falls like x^-q with some q in (4, 5]     (tail_index)

Why.       V_t tends to 0, and by conservation (variance_decay) all of v_0 ends up between the chains: the final fits
           have the mean and the variance of the truth.  But they are no normal law: the one of a chain whose variance
           happened to rise for long lies far out.

Units.     M_t in (unit of x), v_0 in its square; n >= 2 and t >= 0 are counts.
Assumed.   Normal draws for the fourth and fifth moments; convergence and the second take two moments only.
"""

from sympy import Integer, Rational, gamma

from collapse_math.assumptions import CONSTANT_SIZE, DIVISOR_N, GAUSSIAN_DRAWS, INDEPENDENT_DRAWS, MATCHING_MOMENTS
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from collapse_math.process_axioms import MARTINGALE_LIMIT, PERPETUITY_FINITE, PERPETUITY_INFINITE
from derivations.gaussian import ensemble_kurtosis, variance_decay
from derivations.gaussian.setting import COMPOSE, m, n, normal_refit, refit, t, v, v_0
from derivations.sample import deviation_steps

theorem = Theorem(
    "gaussian.terminal_mean",
    says="for divisor n, M_t converges to M with E[(M - m_0)^2] = v_0 and kurtosis 6n - 3, and without a fifth moment",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, DIVISOR_N, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, v_0),
    catalogue=("B5",),
)

# 1. A bounded martingale, for draws of any law: E[(M_t - m_0)^2] = v_0 - E[V_t] tends to v_0.
kept = theorem.expectation("a refit keeps the mean", m, after=refit("n"), equals=m)
between = theorem.cites(variance_decay.between)
keep = 1 - 1/n
variance = theorem.limit(
    "the spread of the means fills up to v_0",
    between.right,
    t,
    v_0,
    {keep**t: (Integer(0), GEOMETRIC_LIMIT, {r: keep})},
    given=(between,),
)
terminal = theorem.by_axiom(
    "M_t converges, and so does its variance", MARTINGALE_LIMIT, given=(variance, between, kept), equals=v_0
)

# 2. For normal draws the same with the fourth moment.
kept_normal = theorem.expectation("a refit keeps the mean, normal draws", m, after=normal_refit("n"), equals=m)
moment, limit = theorem.cites(ensemble_kurtosis.of_drift), theorem.cites(ensemble_kurtosis.of_places)
fourth = theorem.by_axiom(
    "and its fourth moment",
    MARTINGALE_LIMIT,
    given=(limit, moment, kept_normal),
    equals=(6 * n - 3) * v_0**2,
)
kurtosis = theorem.equation("kurtosis of M", fourth.right/terminal.right**2, 6 * n - 3, given=(fourth, terminal))

# 3. Which moments exist is decided by how V^(k/2) moves.  That of order k = 4 shrinks, a second time:
square = theorem.expectation("order 4", v**2, after=normal_refit("n"), equals=(1 - 1/n**2) * v**2)
below = theorem.inequality("it shrinks", 1 - 1/n**2, "<", Integer(1))
finite = theorem.by_axiom("E|M - m_0|^4 is finite", PERPETUITY_FINITE, given=(square, below), equals=Integer(4))

# 4. That of order 5 grows: by c4 (1 + 2/n) sqrt(1 - 1/n), where c4 for n + 2 draws is known to be near 1 and
#    Gamma(x + 1) = x Gamma(x) leads back to n.
order = Rational(5, 2)
growth = (2/n)**order * gamma(n/2 + 2)/gamma((n - 1)/2)
power = theorem.expectation("order 5", v**order, after=normal_refit("n"), equals=growth * v**order)
lower = theorem.cites(deviation_steps.lower, {n: n + 2, deviation_steps.j: (n + 2)**2})
above = theorem.inequality("it grows", growth, ">", Integer(1), given=(lower,))
infinite = theorem.by_axiom("E|M - m_0|^5 is infinite", PERPETUITY_INFINITE, given=(power, above), equals=Integer(5))

theorem.concludes("terminal_variance", "E[(M - m_0)^2]", terminal)
theorem.concludes("terminal_fourth_moment", "E[(M - m_0)^4]", fourth)
theorem.concludes("terminal_kurtosis", "kurtosis of M", kurtosis)
theorem.concludes("order_of_a_finite_moment", "an order k with a finite E|M - m_0|^k", finite)
theorem.concludes("order_of_an_infinite_moment", "an order k with an infinite E|M - m_0|^k", infinite)

if __name__ == "__main__":
    theorem.main()
