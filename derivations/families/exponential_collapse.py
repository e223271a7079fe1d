"""Almost every chain of exponential fits dies out, although its mean and its variance do not shrink on average.

Setting.  As in exponential: m_{t+1} = m_t X/(2n), where X is chi-square with 2n degrees of freedom.

    Theorem    E[log m_t]   = log m_0 + t L,   L = psi(n) - log n < 0
               Var[log m_t] = t psi_1(n)
    Corollary  (log m_t)/t -> L almost surely, hence m_t -> 0 almost surely
    Size       n L -> -1/2: a typical mean decays like exp(-t/(2n))

Units.     log m_t in natural units; n >= 1 and t >= 0 are counts.
Assumed.   Exponential draws.
Note.      E[m_t] = m_0 and E[V(m_t)] = (1 + 1/n)^t m_0^2 grows: these averages are kept up by ever fewer chains, as the
           variance of a Gaussian with divisor n - 1 is (typical_decay_unbiased).
"""

from sympy import Integer, Rational, log, polygamma

from collapse_math.assumptions import CONSTANT_SIZE, EXPONENTIAL_DRAWS, INDEPENDENT_DRAWS, MATCHING_MOMENTS
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.lemmas import PSI_ABOVE_LOG, PSI_BELOW_LOG, RECIPROCAL_LIMIT, z
from collapse_math.lemmas import n as any_n
from collapse_math.observed import Observed
from collapse_math.process_axioms import STRONG_LAW
from derivations.families.setting import COMPOSE, EXPONENTIAL, exponential_refit, lifetime, mean_lifetime, n, t

m, m_0 = lifetime, mean_lifetime

theorem = Theorem(
    "families.exponential_collapse",
    says="exponential fits: log m_t falls by L = psi(n) - log n < 0 per refit on average, and m_t -> 0 almost surely",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, EXPONENTIAL_DRAWS, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, m_0),
    catalogue=("Q2",),
)
L, psi_1 = polygamma(0, n) - log(n), polygamma(1, n)

# 1. The logarithm is a random walk with drift L.
step = theorem.expectation("one refit adds L", log(m), after=exponential_refit, equals=log(m) + L)
square_of_step = theorem.expectation(
    "and spreads", log(m)**2, after=exponential_refit, equals=log(m)**2 + 2 * L * log(m) + L**2 + psi_1
)
line = log(m_0) + t * L
level, level_square = theorem.over_generations(
    t, {step: line, square_of_step: line**2 + t * psi_1}, start={m: m_0}, uses=COMPOSE
)
log_spread = theorem.equation(
    "variance of the log", level_square.right - level.right**2, t * psi_1, given=(level, level_square)
)
sure = theorem.by_axiom("(log m_t)/t -> L almost surely", STRONG_LAW, given=(step,), equals=L)

# 2. psi(n) lies between log n - 1/(2n) - 1/(12 n^2) and log n - 1/(2n).
psi = polygamma(0, n)
below = theorem.inequality("psi from above", psi, "<", log(n) - 1/(2 * n), how=ByLemma(PSI_BELOW_LOG, {z: n}))
above = theorem.inequality(
    "psi from below", psi, ">", log(n) - 1/(2 * n) - 1/(12 * n**2), how=ByLemma(PSI_ABOVE_LOG, {z: n})
)
ceiling = theorem.inequality("n L from above", n * L, "<=", -Rational(1, 2), given=(below,))
floor = theorem.inequality("n L from below", -Rational(1, 2) - 1/(12 * n), "<=", n * L, given=(above,))
collapse = theorem.inequality("so m_t -> 0", sure.right, "<", Integer(0), given=(sure, ceiling))
small = {1/n: (Integer(0), RECIPROCAL_LIMIT, {any_n: n})}
ends = (
    theorem.limit("the upper end", -Rational(1, 2), n, -Rational(1, 2), {}),
    theorem.limit("the lower end", -Rational(1, 2) - 1/(12 * n), n, -Rational(1, 2), small),
)
size = theorem.squeeze("n L -> -1/2", n * L, n, -Rational(1, 2), below=floor, above=ceiling, limits=ends)

levels = Observed("families", "log_means", "mean", {n: 3, t: 3, **EXPONENTIAL}, log_spread.right)
theorem.concludes("expected_log_mean", "E[log m_t]", level, levels)
theorem.concludes("variance_of_log_mean", "Var[log m_t]", log_spread)
theorem.concludes("drift", "lim (log m_t)/t almost surely", sure)
theorem.concludes("collapse", "lim (log m_t)/t almost surely", collapse)
theorem.concludes("drift_for_large_samples", "lim n L", size)

if __name__ == "__main__":
    theorem.main()
