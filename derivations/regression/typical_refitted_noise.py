"""A typical refitted regression loses its noise faster than the mean says, and almost surely all of it.

Setting.  As in refitted_noise, with normal noise.  The noise variance is multiplied by R/n at each refit,
where R = RSS / s_t^2 is chi-square with n - d degrees of freedom (Cochran): log s_t^2 is a random walk.

    Theorem    E[log s_t^2]   = log sigma2 + t L,   L = psi((n-d)/2) + log 2 - log n < 0
               Var[log s_t^2] = t psi_1((n-d)/2)
    Corollary  (log s_t^2) / t -> L almost surely, hence s_t^2 -> 0: labels end up without any noise
    Corollary  the entropy of a label changes by L/2 per refit on average
    Size       n L lies between -(d + 1) n/(n-d) - n/(3(n-d)^2) and -d - n/(n-d): about -(d + 1) (many_rows)
    Pivots     R and |X(b_(t+1) - b_t)|^2 / s_t^2 are chi-square with n - d and d degrees of freedom, at any t

Units.     log s_t^2 in natural units, the entropy in nats per label; n > d and t >= 0 are counts.
Assumed.   Normal noise, since rates depend on its law; new rows of full rank at each generation will do.
"""

from sympy import Integer, Rational, log, pi, polygamma

from collapse_math.assumptions import (
    FULL_RANK,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    LEAST_SQUARES,
    LINEAR_TRUTH,
    MATCHING_MOMENTS,
    NOISE_DIVISOR_N,
    REPLACE,
)
from collapse_math.axioms import COCHRAN_LEAST_SQUARES
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.lemmas import LOG_CONCAVITY, PSI_ABOVE_LOG, PSI_BELOW_LOG, x, z
from collapse_math.moments import ChiSquare, Refit
from collapse_math.observed import Observed
from collapse_math.process_axioms import STRONG_LAW
from collapse_math.quantities import real
from derivations.regression.setting import COMPOSE, RESIDUALS_LEFT, TRUTH, d, n, normal_refit, sigma2, t, v

theorem = Theorem(
    "regression.typical_refitted_noise",
    says="log s_t^2 falls by L = psi((n-d)/2) + log(2/n) < 0 per refit on average; s_t -> 0 almost surely",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, FULL_RANK, LEAST_SQUARES, NOISE_DIVISOR_N, *COMPOSE),
    symbols=(n, d, t, sigma2),
    conditions=RESIDUALS_LEFT,
    catalogue=("E3", "B3"),
)
half = (n - d) / 2
psi, psi_1 = polygamma(0, half), polygamma(1, half)
L = psi + log(2) - log(n)

# 1. One refit adds log(R/n) to the log of the noise variance.
refit = normal_refit("n")
step = theorem.expectation("one refit adds L", log(v), after=refit, equals=log(v) + L)
square = theorem.expectation(
    "and spreads", log(v) ** 2, after=refit, equals=log(v) ** 2 + 2 * L * log(v) + L**2 + psi_1
)

# 2. Steps add up over generations: their means always, as no step depends on the fit, their squares if they
#    are independent of each other.
line = log(sigma2) + t * L
(level,) = theorem.over_generations(t, {step: line}, start=TRUTH, uses=(LINEAR_TRUTH, REPLACE))
_, mean_square = theorem.over_generations(t, {step: line, square: line**2 + t * psi_1}, start=TRUTH, uses=COMPOSE)
spread = theorem.equation(
    "variance of the log", mean_square.right - level.right**2, t * psi_1, given=(level, mean_square)
)

# 3. The drift is negative: psi(z) < log z - 1/(2z) at z = (n-d)/2, and log(1 - d/n) <= -d/n.
upper = theorem.inequality(
    "psi from above", psi, "<", log(half) - 1 / (n - d), how=ByLemma(PSI_BELOW_LOG, {z: half})
)
logs = theorem.inequality("log(1 - d/n)", log(1 - d/n), "<=", -d/n, how=ByLemma(LOG_CONCAVITY, {x: 1 - d/n}))
ceiling = theorem.inequality("so L is below", n * L, "<=", -d - n / (n - d), given=(upper, logs))
negative = theorem.inequality("L is negative", L, "<", Integer(0), given=(ceiling,))

# 4. The strong law: (log s_t^2)/t -> L, so log s_t^2 -> -infinity.
sure = theorem.by_axiom("(log s_t^2)/t -> L < 0 almost surely, so s_t -> 0", STRONG_LAW, given=(step,), equals=L)

# 5. From below by the next term of psi and log(n/(n-d)) <= d/(n-d).
lower = theorem.inequality(
    "psi from below",
    psi,
    ">",
    log(half) - 1 / (n - d) - 1 / (3 * (n - d) ** 2),
    how=ByLemma(PSI_ABOVE_LOG, {z: half}),
)
logs_below = theorem.inequality(
    "log(n/(n-d))", log(n / (n - d)), "<=", d / (n - d), how=ByLemma(LOG_CONCAVITY, {x: n / (n - d)})
)
floor = theorem.inequality(
    "L is above", -(d + 1) * n / (n - d) - n / (3 * (n - d) ** 2), "<=", n * L, given=(lower, logs_below)
)
# 6. The entropy of a label with normal noise of variance v is log(2 pi e v)/2, so it moves by L/2.
entropy = theorem.by_linearity(
    "entropy", (log(2 * pi * v) + 1) / 2, {level: Rational(1, 2)}, rest=(log(2 * pi) + 1) / 2,
    equals=(log(2 * pi * sigma2) + 1) / 2 + t * L / 2,
)

# 7. In units of s_t^2, what a refit leaves and what it explains have the same laws at every generation, the first
#    one, with real labels, included.
residual, explained = real("R", above=0), real("E", above=0)  # RSS / s_t^2 and |X(b_(t+1) - b_t)|^2 / s_t^2
leaves, explains = ChiSquare("R_1", n - d), ChiSquare("E_1", d)
least_squares = (LEAST_SQUARES, LINEAR_TRUTH, REPLACE)
pivots = Refit(
    {residual: leaves.value, explained: explains.value},
    (leaves, explains),
    {residual: least_squares, explained: least_squares},
    (FULL_RANK,),
    by=COCHRAN_LEAST_SQUARES,
)
left = theorem.expectation("what a refit leaves", residual, after=pivots, equals=n - d)
moved = theorem.expectation("what a refit explains", explained, after=pivots, equals=d)

at = {n: 4, d: 2, t: 3, sigma2: 2}
theorem.concludes(
    "expected_log_noise_variance",
    "E[log s_t^2]",
    level,
    Observed("regression", "log_noise_variances", "mean", at, t * psi_1),
)
theorem.concludes("variance_of_log_noise_variance", "Var[log s_t^2]", spread)
theorem.concludes("drift", "lim (log s_t^2)/t almost surely", sure)
theorem.concludes("drift_is_negative", "L", negative)
theorem.concludes("drift_from_below", "-(d + 1) n/(n-d) - n/(3(n-d)^2)", floor)
theorem.concludes("drift_from_above", "n L", ceiling)
theorem.concludes("expected_entropy", "E[entropy of a label of fit t]", entropy)
theorem.concludes(
    "residual_pivot",
    "E[RSS_(t+1) / s_t^2]",
    left,
    Observed("regression", "scaled_residual_sums_of_squares", "chi-square", at),
)
theorem.concludes(
    "explained_pivot",
    "E[|X(b_(t+1) - b_t)|^2 / s_t^2]",
    moved,
    Observed("regression", "scaled_explained_steps", "chi-square", at),
)

if __name__ == "__main__":
    theorem.main()
