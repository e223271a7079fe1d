"""With divisor n - 1 the mean variance stays, and yet the variance of almost every chain tends to 0.

Setting.  As in typical_decay, but the sum of squares is divided by n - 1: log V_t is a random walk whose steps
are log(X/(n-1)), where X is chi-square with n - 1 degrees of freedom.

    Theorem    E[log V_t]   = log v_0 + t D,   D = psi((n-1)/2) + log 2 - log(n-1) < -1/(n-1)
               Var[log V_t] = t psi_1((n-1)/2)
    Corollary  (log V_t)/t -> D almost surely, hence V_t -> 0 almost surely
    Corollary  the differential entropy changes by D/2 per refit on average
    Size       n D -> -1: a typical variance decays like exp(-t/n), half as fast as with divisor n

Units.     log V_t in natural units, the entropy in nats per draw; n >= 2 and t >= 0 are counts.
Assumed.   Normal draws.
Compare.   unbiased_divisor: E[V_t] = v_0 at every t.  Multiplied by (n-1)/c* with the divisor c* of
           critical_divisor, the same estimator would have no drift on the log scale.
"""

from sympy import Integer, Rational, log, pi, polygamma

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N_MINUS_1,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
    REPLACE,
)
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.lemmas import PSI_ABOVE_LOG, PSI_BELOW_LOG, RECIPROCAL_LIMIT, z
from collapse_math.lemmas import n as any_n
from collapse_math.process_axioms import STRONG_LAW
from derivations.gaussian import typical_decay
from derivations.gaussian.setting import COMPOSE, TRUTH, mean_of, n, normal_refit, t, v, v_0

theorem = Theorem(
    "gaussian.typical_decay_unbiased",
    says="for divisor n - 1, (log V_t)/t -> D = psi((n-1)/2) - log((n-1)/2) < 0 and V_t -> 0 almost surely; n D -> -1",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, DIVISOR_N_MINUS_1, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, v_0),
    catalogue=("B3", "B13"),
)
half = (n - 1)/2
psi, psi_1 = polygamma(0, half), polygamma(1, half)
L = psi + log(2) - log(n - 1)  # D above

# 1. One refit adds log(X/(n-1)) to the log variance; over generations the steps add up.
refit = normal_refit("n-1")
step = theorem.expectation("one refit adds D", log(v), after=refit, equals=log(v) + L)
square = theorem.expectation(
    "and spreads", log(v)**2, after=refit, equals=log(v)**2 + 2 * L * log(v) + L**2 + psi_1
)
line = log(v_0) + t * L
(level,) = theorem.over_generations(t, {step: line}, start=TRUTH, uses=(REPLACE,))
_, mean_square = theorem.over_generations(
    t, {step: line, square: line**2 + t * psi_1}, start=TRUTH, uses=COMPOSE
)
spread = theorem.equation(
    "variance of the log", mean_square.right - level.right**2, t * psi_1, given=(level, mean_square)
)

# 2. The drift is negative: psi(z) < log z - 1/(2z) at z = (n-1)/2.  By the strong law log V_t -> -infinity.
upper = theorem.inequality(
    "psi from above", psi, "<", log(half) - 1/(n - 1), how=ByLemma(PSI_BELOW_LOG, {z: half})
)
negative = theorem.inequality("D from above", L, "<", -1/(n - 1), given=(upper,))
sure = theorem.by_axiom("(log V_t)/t -> D almost surely", STRONG_LAW, given=(step,), equals=L)
collapse = theorem.inequality("so V_t -> 0", sure.right, "<", -1/(n - 1), given=(sure, negative))

# 3. The next term of psi bounds D from below, and both bounds of n D tend to -1.
lower = theorem.inequality(
    "psi from below", psi, ">", log(half) - 1/(n - 1) - 1/(3 * (n - 1)**2), how=ByLemma(PSI_ABOVE_LOG, {z: half})
)
ceiling_value, floor_value = -n/(n - 1), -n/(n - 1) - n/(3 * (n - 1)**2)
ceiling = theorem.inequality("n D is below", n * L, "<", ceiling_value, given=(negative,))
floor = theorem.inequality("n D is above", floor_value, "<", n * L, given=(lower,))
small = {1/n: (Integer(0), RECIPROCAL_LIMIT, {any_n: n})}
limits = (
    theorem.limit("upper bound", ceiling_value, n, Integer(-1), small, form=-1/(1 - 1/n)),
    theorem.limit(
        "lower bound", floor_value, n, Integer(-1), small, form=-1/(1 - 1/n) - (1/n)/(3 * (1 - 1/n)**2)
    ),
)
size = theorem.squeeze("n D -> -1", n * L, n, Integer(-1), below=floor, above=ceiling, limits=limits)

# 4. The entropy of a normal law is log(2 pi e v)/2, whatever the divisor: it moves by D/2.
content = theorem.cites(typical_decay.content)
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
theorem.concludes("drift_for_large_samples", "lim n D", size)
theorem.concludes("expected_entropy", "E[entropy of fit t]", entropy)

if __name__ == "__main__":
    theorem.main()
