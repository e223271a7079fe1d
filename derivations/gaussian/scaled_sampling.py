"""Sampling below temperature 1 shrinks the variance even where the estimator is unbiased, and stops the drift.

Setting.  As in unbiased_divisor, but the draws of generations 2, 3, ... have tau^2 times the variance of the last fit:
for a normal law a sampling temperature T = tau^2, by which the density is raised to 1/T (selection.temperature).
The first generation draws real points as they are.

    Theorem    E[V_t] = tau^(2(t-1)) v_0
               E[log V_t] = log v_0 + (t-1) log tau^2 + t L,   L = psi((n-1)/2) + log 2 - log(n-1) < 0
               Var[log V_t] = t psi_1((n-1)/2)
    Corollary  (log V_t)/t -> log tau^2 + L almost surely: V_t -> 0 for tau <= 1, and just so for tau above 1, as
               long as tau^2 < (n-1)/c* (critical_divisor), beyond which V_t -> infinity.  To sample at tau is, for the
               variance, to divide by (n-1)/tau^2 from the second fit on
    Theorem    for tau < 1:  Var[M_t] = (v_0/n) (1 - tau^(2t))/(1 - tau^2) < v_0/(n (1 - tau^2)), and tends to it

Two ways to lose the variance add up on the log scale: a factor tau^2 that does not depend on n, and the sampling error.
Where the points of the first fit are drawn at tau, too, E[V_t] = tau^(2t) v_0.

Units.     v_0, V_t and Var[M_t] in (unit of x)^2, log V_t in natural units; n >= 2 and t >= 1 are counts; tau has none.
Assumed.   Independent draws with these two moments; normal draws for the logarithm.
Note.      c* = 2 exp(psi((n-1)/2)) lies between n - 2 and n - 2 + 1/n, so that tau may exceed 1 by about 1/(2n).
"""

from dataclasses import replace
from fractions import Fraction
from typing import Literal

from sympy import Expr, Integer, exp, log, polygamma

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N_MINUS_1,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    REPLACE,
    SAMPLING_TEMPERATURE,
)
from collapse_math.axioms import COCHRAN
from collapse_math.claims import ByLemma
from collapse_math.cochran import cochran_form
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import GEOMETRIC_LIMIT, LOG_CONCAVITY, PSI_BELOW_LOG, x, z
from collapse_math.lemmas import r as ratio
from collapse_math.moments import Refit, Sample
from collapse_math.observed import Observed
from collapse_math.process_axioms import STRONG_LAW
from collapse_math.quantities import Quantity, integer, real
from derivations.gaussian.setting import COMPOSE, TRUTH, m, m_0, n, v, v_0

t = integer("t", at_least=1)
tau, cold = real("tau", above=0), real("tau", above=0, below=1)
theorem = Theorem(
    "gaussian.scaled_sampling",
    says="draws tau < 1 times as wide as the fit: E[V_t] = tau^(2(t-1)) v_0, and Var[M_t] -> v_0/(n (1 - tau^2))",
    assumes=(
        INDEPENDENT_DRAWS, SAMPLING_TEMPERATURE, GAUSSIAN_DRAWS, DIVISOR_N_MINUS_1, CONSTANT_SIZE, *COMPOSE
    ),
    symbols=(n, tau, t, v_0),
    catalogue=("B9",),
    sources=(
        Source("Alemohammad et al.", 2023, "arXiv 2307.01850, section 3.1: the loop and E[V_t]"),
    ),
)  # fmt: skip


def drawn(factor: Expr) -> Sample:
    """Draws with so much of the variance of the fit."""
    return Sample(
        "x", n, m, {2: factor * v}, two_moments=(SAMPLING_TEMPERATURE,), independent=(INDEPENDENT_DRAWS,)
    )


def refit(factor: Expr) -> Refit:
    """One refit to such draws."""
    draws = drawn(factor)
    estimators = {m: draws.average, v: draws.sum_of_squares/(n - 1)}
    return Refit(estimators, (draws,), {v: (DIVISOR_N_MINUS_1,)}, (CONSTANT_SIZE,))


def normal_refit(factor: Expr) -> Refit:
    """The same for normal draws, by Cochran's theorem, which is about draws of any mean and variance."""
    theirs = replace(COCHRAN, needs=(INDEPENDENT_DRAWS, SAMPLING_TEMPERATURE, GAUSSIAN_DRAWS))
    return cochran_form(refit(factor), drawn(factor), theirs)


# 1. The mean variance: one refit, and all of them.
one = Integer(1)
first = theorem.expectation("the first refit", v, after=refit(one), equals=v)
keep = theorem.expectation("one refit keeps tau^2", v, after=refit(tau**2), equals=tau**2 * v)
(mean,) = theorem.over_generations(t, {keep: tau ** (2 * (t - 1)) * v_0}, start=TRUTH, first=(first,), uses=COMPOSE)

# 2. The mean takes steps of variance tau^2 v/n, which have a sum for tau < 1.
kept = theorem.cites(keep, {tau: cold})
begin = theorem.expectation("the first step", (m - m_0)**2, after=refit(one), equals=(m - m_0)**2 + v/n)
wander = theorem.expectation(
    "a step", (m - m_0)**2, after=refit(cold**2), equals=(m - m_0)**2 + cold**2 * v/n
)
_, drift = theorem.over_generations(
    t,
    {kept: cold ** (2 * (t - 1)) * v_0, wander: v_0/n * (1 - cold ** (2 * t))/(1 - cold**2)},
    start=TRUTH,
    first=(first, begin),
    uses=COMPOSE,
)
end = v_0/(n * (1 - cold**2))
vanishes = {cold ** (2 * t): (Integer(0), GEOMETRIC_LIMIT, {ratio: cold**2})}
limit = theorem.limit("how far the mean gets", drift.right, t, end, vanishes, given=(drift,))
bound = theorem.inequality("never that far", drift.right, "<", end, given=(drift,))

# 3. For normal draws log V_t is a random walk from the first fit on, with the step log tau^2 + L.
half = (n - 1)/2
psi_1 = polygamma(1, half)
L = polygamma(0, half) + log(2) - log(n - 1)
D = L + 2 * log(tau)
start = tuple(
    theorem.expectation(title, observable, after=normal_refit(one), equals=equals)
    for title, observable, equals in (
        ("the first logarithm", log(v), log(v) + L),
        ("and its square", log(v)**2, (log(v) + L)**2 + psi_1),
    )
)
step = theorem.expectation("one refit adds log tau^2 + L", log(v), after=normal_refit(tau**2), equals=log(v) + D)
square = theorem.expectation(
    "and spreads", log(v)**2, after=normal_refit(tau**2), equals=(log(v) + D)**2 + psi_1
)
line = log(v_0) + L + (t - 1) * D
(level,) = theorem.over_generations(t, {step: line}, start=TRUTH, first=start[:1], uses=(REPLACE,))
_, mean_square = theorem.over_generations(
    t, {step: line, square: line**2 + t * psi_1}, start=TRUTH, first=start, uses=COMPOSE
)
spread = theorem.equation(
    "variance of the log", mean_square.right - level.right**2, t * psi_1, given=(level, mean_square)
)
upper = theorem.inequality(
    "psi from above", polygamma(0, half), "<", log(half) - 1/(n - 1), how=ByLemma(PSI_BELOW_LOG, {z: half})
)
negative = theorem.inequality("L is negative", L, "<", -1/(n - 1), given=(upper,))
sure = theorem.by_axiom("(log V_t)/t almost surely", STRONG_LAW, given=(step,), equals=D)
critical_divisor = 2 * exp(polygamma(0, half))  # c*
threshold = theorem.equation("against (n-1)/c*", D, log(tau**2 * critical_divisor/(n - 1)), given=(sure,))

# 4. For tau up to 1 that is below L, and so V_t -> 0.
not_hot = real("tau", above=0, at_most=1)
slope = theorem.inequality("log tau", log(not_hot), "<=", not_hot - 1, how=ByLemma(LOG_CONCAVITY, {x: not_hot}))
cooled = theorem.cites(sure, {tau: not_hot})
collapse = theorem.inequality("so V_t -> 0", cooled.right, "<", -1/(n - 1), given=(negative, slope, cooled))


def seen(statistic: str, temperature: Quantity, variance: Expr | Literal["exact"] = "exact") -> Observed:
    """The mean over chains of what a run records after three refits with draws half as wide."""
    return Observed(
        "loop", statistic, "mean", {n: 3, t: 3, temperature: Fraction(1, 2), m_0: 1, v_0: 2}, variance
    )


theorem.concludes("expected_variance", "E[V_t]", mean, seen("variances", tau))
theorem.concludes("expected_log_variance", "E[log V_t]", level, seen("log_variances", tau, t * psi_1))
theorem.concludes("variance_of_log_variance", "Var[log V_t]", spread)
theorem.concludes("rate", "lim (log V_t)/t almost surely", sure)
theorem.concludes("threshold", "lim (log V_t)/t almost surely", threshold)
theorem.concludes("collapse", "lim (log V_t)/t almost surely for tau <= 1", collapse)
theorem.concludes("variance_of_mean", "Var[M_t] for tau < 1", drift, seen("squared_drifts", cold))
theorem.concludes("limit_of_drift", "lim Var[M_t] for tau < 1", limit)
theorem.concludes("bound_of_drift", "Var[M_t] for tau < 1", bound)

if __name__ == "__main__":
    theorem.main()
