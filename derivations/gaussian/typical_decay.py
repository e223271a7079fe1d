"""A typical chain collapses about twice as fast as the mean variance says, and it collapses almost surely.

Setting.  A normal law is refitted to n of its own draws with divisor n.  The variance is multiplied by
X/n at each refit, where X is chi-square with n - 1 degrees of freedom (Cochran), so its logarithm is a
random walk with independent steps.  Typical is what holds on the log scale: exp(E[log V_t]) is the geometric
mean of V_t over chains, and (log V_t)/t comes near its mean in almost every chain.

    Theorem    E[log V_t]   = log v_0 + t L,   L = psi((n-1)/2) + log 2 - log n < 0
               Var[log V_t] = t psi_1((n-1)/2)
    Corollary  (log V_t)/t -> L almost surely, hence V_t -> 0 almost surely
    Corollary  the differential entropy changes by L/2 per refit on average
    Size       n L -> -2: a typical variance decays like exp(-2t/n), the mean variance like exp(-t/n)

Units.     log V_t in natural units, the entropy in nats per draw; n >= 2 and t >= 0 are counts.
Assumed.   Normal draws: the rate is a property of the law of the draws, unlike the mean (variance_decay).
"""

from sympy import Integer, Rational, log, pi, polygamma

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
    REPLACE,
)
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.lemmas import LOG_CONCAVITY, PSI_ABOVE_LOG, PSI_BELOW_LOG, RECIPROCAL_LIMIT, x, z
from collapse_math.lemmas import n as any_n
from collapse_math.process_axioms import STRONG_LAW
from derivations.gaussian.setting import (
    COMPOSE,
    TRUTH,
    log_density,
    m,
    mean_of,
    n,
    normal_draw,
    normal_refit,
    t,
    v,
    v_0,
)

theorem = Theorem(
    "gaussian.typical_decay",
    says="log V_t falls by L = psi((n-1)/2) + log(2/n) < 0 per refit on average; V_t -> 0 almost surely",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, DIVISOR_N, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, v_0),
    catalogue=("B3",),
)
psi, psi_1 = polygamma(0, (n - 1)/2), polygamma(1, (n - 1)/2)
L = psi + log(2) - log(n)

# 1. One refit adds log(X/n) to the log variance; its mean and mean square are those of a log chi-square.
refit = normal_refit("n")
step = theorem.expectation("one refit adds L", log(v), after=refit, equals=log(v) + L)
square = theorem.expectation(
    "and spreads", log(v)**2, after=refit, equals=log(v)**2 + 2 * L * log(v) + L**2 + psi_1
)

# 2. Steps add up over generations: their means always, as no step depends on the fit, their squares if they
#    are independent of each other.
line = log(v_0) + t * L
(level,) = theorem.over_generations(t, {step: line}, start=TRUTH, uses=(REPLACE,))
_, mean_square = theorem.over_generations(
    t, {step: line, square: line**2 + t * psi_1}, start=TRUTH, uses=COMPOSE
)
spread = theorem.equation(
    "variance of the log", mean_square.right - level.right**2, t * psi_1, given=(level, mean_square)
)

# 3. The drift is negative: psi(z) < log z - 1/(2z) at z = (n-1)/2, and log(1 - 1/n) <= -1/n.
half = (n - 1)/2
upper = theorem.inequality(
    "psi from above", psi, "<", log(half) - 1/(n - 1), how=ByLemma(PSI_BELOW_LOG, {z: half})
)
logs = theorem.inequality("log(1 - 1/n)", log(1 - 1/n), "<=", -1/n, how=ByLemma(LOG_CONCAVITY, {x: 1 - 1/n}))
ceiling = theorem.inequality("so L is below", n * L, "<=", -1 - n/(n - 1), given=(upper, logs))
negative = theorem.inequality("L is negative", L, "<", Integer(0), given=(ceiling,))

# 4. The strong law: (log V_t)/t -> L, which is negative, so log V_t -> -infinity.
sure = theorem.by_axiom("(log V_t)/t -> L almost surely", STRONG_LAW, given=(step,), equals=L)
collapse = theorem.inequality("so V_t -> 0", sure.right, "<", Integer(0), given=(sure, negative))

# 5. From below by the next term of psi and log(1 + 1/(n-1)) <= 1/(n-1); both bounds of n L tend to -2.
lower = theorem.inequality(
    "psi from below", psi, ">", log(half) - 1/(n - 1) - 1/(3 * (n - 1)**2), how=ByLemma(PSI_ABOVE_LOG, {z: half})
)
logs_below = theorem.inequality(
    "log(n/(n-1))", log(n/(n - 1)), "<=", 1/(n - 1), how=ByLemma(LOG_CONCAVITY, {x: n/(n - 1)})
)
floor_value = -2 * n/(n - 1) - n/(3 * (n - 1)**2)
floor = theorem.inequality("L is above", floor_value, "<=", n * L, given=(lower, logs_below))
small = {1/n: (Integer(0), RECIPROCAL_LIMIT, {any_n: n})}
limits = (
    theorem.limit("upper bound", -1 - n/(n - 1), n, Integer(-2), small, form=-1 - 1/(1 - 1/n)),
    theorem.limit(
        "lower bound", floor_value, n, Integer(-2), small, form=-2/(1 - 1/n) - (1/n)/(3 * (1 - 1/n)**2)
    ),
)
size = theorem.squeeze("n L -> -2", n * L, n, Integer(-2), below=floor, above=ceiling, limits=limits)

# 6. The entropy of a normal law, the mean of -log p over one draw from p, is log(2 pi e v)/2: it moves by L/2.
content = theorem.expectation(
    "entropy of a normal law", -log_density(m, v), after=normal_draw(m, v), equals=(log(2 * pi * v) + 1)/2
)
entropy = theorem.by_linearity(
    "expected entropy",
    content.right,
    {level: Rational(1, 2)},
    rest=(log(2 * pi) + 1)/2,
    equals=(log(2 * pi * v_0) + 1)/2 + t * L/2,
)

theorem.concludes(
    "expected_log_variance", "E[log V_t]", level, mean_of("log_variances", spread.right, points=3, refits=2)
)
theorem.concludes("variance_of_log_variance", "Var[log V_t]", spread)
theorem.concludes("drift", "lim (log V_t)/t almost surely", sure)
theorem.concludes("collapse", "lim (log V_t)/t almost surely", collapse)
theorem.concludes("drift_is_negative", "L", negative)
theorem.concludes("drift_for_large_samples", "lim n L", size)
theorem.concludes("expected_entropy", "E[entropy of fit t]", entropy)

if __name__ == "__main__":
    theorem.main()
