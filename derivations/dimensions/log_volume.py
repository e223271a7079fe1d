"""The logarithm of the volume of a refitted normal law falls at a constant rate, and with it the entropy.

Setting.  A normal law is refitted to n of its own draws with divisor c.  D = det Sigma is the generalised variance of
k coordinates, n > k, or of k projections; for k = d it is that of the whole law.

    Theorem    E[log D_t]   = log D_0 + t L,   L = sum_(i <= k) (psi((n-i)/2) + log 2) - k log c
               Var[log D_t] = t sum_(i <= k) psi_1((n-i)/2)
    Corollary  (log D_t)/t -> L almost surely.  L < 0 for c = n and for c = n - 1, so that D_t -> 0 almost surely
    Corollary  the differential entropy changes by L/2 per refit on average (k = d)

Units.     log D in natural units, the entropy in nats per draw; n, k and t >= 0 are counts, c > 0 a number.
Assumed.   Normal draws.
Note.      Each coordinate adds its own psi((n-i)/2) + log(2/c), and each adds more loss than the one before it.  The
           mean of D_t tells less: it decays more slowly, by (n-1)...(n-k)/c^k (generalised_variance).
"""

from sympy import Integer, Rational, Sum, log, pi, polygamma

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FIXED_DIVISOR,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
    REPLACE,
)
from collapse_math.claims import ByLemma, Induction
from collapse_math.derivation import Theorem
from collapse_math.lemmas import LOG_CONCAVITY, PSI_BELOW_LOG, x, z
from collapse_math.moments import ChiSquare, Refit
from collapse_math.process_axioms import STRONG_LAW
from collapse_math.quantities import real
from derivations.dimensions.setting import (
    COMPOSE,
    D_0,
    ENOUGH_POINTS,
    D,
    c,
    d,
    i,
    k,
    mean_of,
    n,
    normal_refit,
    t,
)

content = real("content")  # -log of the density at one draw

theorem = Theorem(
    "dimensions.log_volume",
    says="log det Sigma_t falls by a sum of k psi terms per refit on average; det Sigma_t -> 0 almost surely",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, FIXED_DIVISOR, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, k, t, c, D_0),
    conditions=ENOUGH_POINTS,
    catalogue=("F5", "A5"),
)
L = Sum(polygamma(0, (n - i)/2) + log(2), (i, 1, k)) - k * log(c)
psi_1 = Sum(polygamma(1, (n - i)/2), (i, 1, k))

# 1. One refit adds the logarithms of k independent chi-square variables over c (Bartlett).
refit = normal_refit(c)
step = theorem.expectation("one refit adds L", log(D), after=refit, equals=log(D) + L)
square = theorem.expectation(
    "and spreads", log(D)**2, after=refit, equals=log(D)**2 + 2 * L * log(D) + L**2 + psi_1
)

# 2. Steps add up, their means always, their squares if they are independent of each other.
line = log(D_0) + t * L
(level,) = theorem.over_generations(t, {step: line}, start={D: D_0}, uses=(REPLACE,))
_, mean_square = theorem.over_generations(
    t, {step: line, square: line**2 + t * psi_1}, start={D: D_0}, uses=COMPOSE
)
spread = theorem.equation(
    "variance of the log", mean_square.right - level.right**2, t * psi_1, given=(level, mean_square)
)
sure = theorem.by_axiom("(log D_t)/t -> L almost surely", STRONG_LAW, given=(step,), equals=L)

# 3. Every coordinate loses: psi(z) < log z - 1/(2z) at z = (n-k)/2, which is no more than log((n-1)/2).
upper = theorem.inequality(
    "psi from above",
    polygamma(0, (n - k)/2),
    "<",
    log((n - k)/2) - 1/(n - k),
    how=ByLemma(PSI_BELOW_LOG, {z: (n - k)/2}),
)
lower_count = theorem.inequality(
    "fewer degrees", log((n - k)/(n - 1)), "<=", (n - k)/(n - 1) - 1, how=ByLemma(LOG_CONCAVITY, {x: (n - k)/(n - 1)})
)
logs = theorem.inequality("log(1 - 1/n)", log(1 - 1/n), "<=", -1/n, how=ByLemma(LOG_CONCAVITY, {x: 1 - 1/n}))
one = theorem.inequality(
    "a coordinate loses with c = n - 1",
    polygamma(0, (n - k)/2) + log(2) - log(n - 1),
    "<",
    Integer(0),
    given=(upper, lower_count),
)
unbiased = theorem.inequality(
    "so all of them do", L.xreplace({c: n - 1}), "<", Integer(0), how=Induction(k), given=(one,)
)
likelihood = theorem.inequality("with c = n even more", L.xreplace({c: n}), "<", Integer(0), given=(unbiased, logs))
collapse = theorem.inequality(
    "so D_t -> 0 for c = n - 1", sure.right.xreplace({c: n - 1}), "<", Integer(0), given=(sure, unbiased)
)

# 4. The entropy of a normal law in k dimensions is the mean of -log p over one draw: k log(2 pi)/2 + log D/2 and half
#    of (x - mu)'Sigma^-1 (x - mu), which is chi-square with k degrees of freedom.
form = ChiSquare("R", k)
draw = Refit({content: k * log(2 * pi)/2 + log(D)/2 + form.value/2, D: D}, (form,), {content: (GAUSSIAN_DRAWS,)})
information = theorem.expectation(
    "entropy of a normal law", content, after=draw, equals=(k * log(2 * pi) + k + log(D))/2
)
entropy = theorem.by_linearity(
    "expected entropy",
    information.right,
    {level: Rational(1, 2)},
    rest=(k * log(2 * pi) + k)/2,
    equals=(k * log(2 * pi) + k + log(D_0))/2 + t * L/2,
)

theorem.concludes(
    "expected_log_determinant",
    "E[log D_t]",
    level,
    mean_of("log_determinants", {n: 5, k: 3, d: 3, c: 4, t: 2, D_0: 5}, spread.right),
)
theorem.concludes("variance_of_log_determinant", "Var[log D_t]", spread)
theorem.concludes("rate", "lim (log D_t)/t almost surely", sure)
theorem.concludes("collapse_for_unbiased_divisor", "lim (log D_t)/t almost surely for c = n - 1", collapse)
theorem.concludes("rate_for_divisor_n_is_negative", "L for c = n", likelihood)
theorem.concludes("expected_entropy", "E[entropy of fit t]", entropy)

if __name__ == "__main__":
    theorem.main()
