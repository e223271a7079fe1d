"""The divisor decides whether a typical variance collapses or explodes; between the two it has no limit at all.

Setting.  A normal law is refitted to n of its own draws; the sum of squares SS is divided by c, V' = SS/c.
(Where the estimator is written as a multiple b of the unbiased SS/(n-1), c is (n-1)/b.)

    Theorem    E[log V_t] = log v_0 + t D,   D = psi((n-1)/2) + log 2 - log c,   Var[log V_t] = t psi_1((n-1)/2)
               E[V_t]     = ((n-1)/c)^t v_0
    Corollary  D = log c* - log c with c* = 2 exp(psi((n-1)/2)), and almost surely
               V_t -> 0         if c > c*
               V_t -> infinity  if c < c*
               V_t rises above and falls below every bound if c = c*: it has no limit

Units.     log V_t in natural units; c and c* have none; n >= 2 and t >= 0 are counts.
Assumed.   Normal draws; E[V_t] alone needs only their mean, variance and independence.
See also.  critical_divisor, for where c* lies.
"""

from sympy import Integer, exp, log, polygamma

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FIXED_DIVISOR,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
    REPLACE,
)
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.lemmas import LOG_CONCAVITY, PSI_1_ABOVE, x, z
from collapse_math.process_axioms import CHUNG_FUCHS, STRONG_LAW
from collapse_math.quantities import real
from derivations.gaussian.setting import COMPOSE, TRUTH, c, mean_of, n, normal_refit, refit, t, v, v_0

large, small = real("b", above=1), real("b", above=0, below=1)  # c in units of c*

theorem = Theorem(
    "gaussian.general_divisor",
    says="almost surely V_t -> 0 if c > c* = 2 exp(psi((n-1)/2)), -> infinity if c < c*, and no limit if c = c*",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, FIXED_DIVISOR, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, c, v_0),
    catalogue=("B3", "B13"),
)
half = (n - 1)/2
psi, psi_1 = polygamma(0, half), polygamma(1, half)
D = psi + log(2) - log(c)
critical = 2 * exp(psi)

# 1. One refit multiplies the mean variance by (n-1)/c, for draws of any law.
keep = theorem.expectation("the mean, for any law", v, after=refit(c), equals=(n - 1) * v/c)
(mean,) = theorem.over_generations(t, {keep: ((n - 1)/c)**t * v_0}, start=TRUTH, uses=COMPOSE)

# 2. For normal draws V' = v X/c, so that log V_t is a random walk with steps log X - log c.
after = normal_refit(c)
step = theorem.expectation("one refit adds D", log(v), after=after, equals=log(v) + D)
square = theorem.expectation(
    "and spreads", log(v)**2, after=after, equals=log(v)**2 + 2 * D * log(v) + D**2 + psi_1
)
line = log(v_0) + t * D
(level,) = theorem.over_generations(t, {step: line}, start=TRUTH, uses=(REPLACE,))
_, mean_square = theorem.over_generations(
    t, {step: line, square: line**2 + t * psi_1}, start=TRUTH, uses=COMPOSE
)
spread = theorem.equation(
    "variance of the log", mean_square.right - level.right**2, t * psi_1, given=(level, mean_square)
)


# 3. In units of c*, c = b c*, the mean step is -log b, whose sign log y <= y - 1 gives at y = 1/b and y = b.
fall, rise = theorem.cites(step, {c: large * critical}), theorem.cites(step, {c: small * critical})
collapse = theorem.by_axiom("(log V_t)/t for c > c*", STRONG_LAW, given=(fall,), equals=-log(large))
blow_up = theorem.by_axiom("(log V_t)/t for c < c*", STRONG_LAW, given=(rise,), equals=-log(small))
inverse = theorem.inequality(
    "log(1/b)", log(1/large), "<=", 1/large - 1, how=ByLemma(LOG_CONCAVITY, {x: 1/large})
)
direct = theorem.inequality("log b", log(small), "<=", small - 1, how=ByLemma(LOG_CONCAVITY, {x: small}))
downwards = theorem.inequality("so V_t -> 0", collapse.right, "<", Integer(0), given=(collapse, inverse))
upwards = theorem.inequality("so V_t -> infinity", blow_up.right, ">", Integer(0), given=(blow_up, direct))

# 4. At c = c* the walk has no drift, but steps of positive variance: it visits all heights.
rest = theorem.cites(step, {c: critical})
trigamma = theorem.inequality("psi_1 from below", psi_1, ">", 1/half, how=ByLemma(PSI_1_ABOVE, {z: half}))
moving = theorem.inequality("variance of one step", psi_1, ">", Integer(0), given=(trigamma,))
recurrent = theorem.by_axiom("no limit for c = c*", CHUNG_FUCHS, given=(rest, moving), equals=Integer(0))

# Held against a simulation; E[V_t^2] of normal draws is from moment_growth.
spread_of_variance = ((n - 1) * (n + 1)/c**2)**t * v_0**2 - mean.right**2
theorem.concludes(
    "expected_variance",
    "E[V_t]",
    mean,
    mean_of("variances", spread_of_variance, points=4, refits=2, divisor=2),
)
theorem.concludes(
    "expected_log_variance",
    "E[log V_t]",
    level,
    mean_of("log_variances", spread.right, points=4, refits=2, divisor=2),
)
theorem.concludes("variance_of_log_variance", "Var[log V_t]", spread)
theorem.concludes("drift_above_critical", "lim (log V_t)/t almost surely, for c = b c* and b > 1,", collapse)
theorem.concludes("collapse_above_critical", "lim (log V_t)/t almost surely, for c > c*,", downwards)
theorem.concludes("drift_below_critical", "lim (log V_t)/t almost surely, for c = b c* and b < 1,", blow_up)
theorem.concludes("blow_up_below_critical", "lim (log V_t)/t almost surely, for c < c*,", upwards)
theorem.concludes("drift_at_critical", "mean step of the recurrent walk log V_t, for c = c*,", recurrent)

if __name__ == "__main__":
    theorem.main()
