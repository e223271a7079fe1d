"""The divergence of a refitted normal law from the truth grows linearly, exactly so for divisor n, in any dimension.

Setting.  A normal law in d dimensions is refitted to n > d of its own draws with divisor c.  KL(p || q) is the mean of
log(p/q) over draws from p.  Coordinates are those in which the truth has mean 0 and covariance 1.

    Lemma      KL(fit || truth) = (sum_i (v_i + m_i^2) - d - log det Sigma)/2, m_i and v_i means and variances
    Theorem    E KL(fit t || truth) = (d (a^t - 1) + (d/n) (1 + a + ... + a^(t-1)) - t L)/2,   a = (n-1)/c
    c = n      E KL(fit t || truth) = -t L/2 = (t/2) (d log(n/2) - sum_(i <= d) psi((n-i)/2))
    c = n - 1  E KL(fit t || truth) = (t d/n - t L)/2

    L is the mean change of log det Sigma per refit, for the divisor in question (log_volume).

Units.     Nats; n, d and t >= 0 are counts, c > 0 a number.
Assumed.   Normal draws.
Why.       For c = n, what the variances lose the means gain (conservation); only the log volume is left.
"""

from sympy import Expr, Integer, Sum, log, pi, polygamma

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FIXED_DIVISOR,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.claims import Telescope
from collapse_math.derivation import Theorem
from collapse_math.results import Fact
from derivations.dimensions import covariance, log_volume, second_moments
from derivations.dimensions.setting import (
    COMPOSE,
    D_0,
    c,
    d,
    i,
    k,
    m,
    mean_of,
    n,
    r_0,
    t,
    v,
)
from derivations.gaussian.setting import normal_draw, x

theorem = Theorem(
    "dimensions.divergence",
    says="E KL(fit t || truth) = (t/2) (d log(n/2) - sum of d psi terms) for divisor n: exactly linear in t",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, FIXED_DIVISOR, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, d, t, c),
    conditions=(n > d,),
    catalogue=("F6",),
)

# 1. From the definition, over one draw from the fit: -log q is the sum over coordinates of log(2 pi)/2 + x^2/2, and the
#    mean of -log p is the entropy of the fit.
square = theorem.expectation("mean square of a coordinate", x**2, after=normal_draw(m, v), equals=v + m**2)
entropy = theorem.cites(log_volume.entropy, {k: d, D_0: Integer(1)})


def expected_divergence(within: Fact, between: Fact, at: Expr, equals: Expr) -> Fact:
    """The sum over d coordinates, all alike in their means, less the entropy at one divisor."""
    part = (log(2 * pi) + within.right + between.right)/2
    cross = theorem.equation(
        f"-log q for c = {at}",
        Sum(part, (i, 1, d)),
        d * part,
        how=Telescope(i * part),
        given=(square, within, between),
    )
    return theorem.equation(
        f"E KL for c = {at}", cross.right - entropy.right.xreplace({c: at}), equals, given=(cross, entropy)
    )


# 2. A coordinate has the variance and, between chains, the squared mean of the first theorem of this chapter.
one = {r_0: Integer(1)}
a, moved = (n - 1)/c, covariance.moved
L = Sum(polygamma(0, (n - i)/2) + log(2), (i, 1, d)) - d * log(c)
L_n, L_n_1 = L.xreplace({c: n}), L.xreplace({c: n - 1})
general = expected_divergence(
    theorem.cites(covariance.within, one),
    theorem.cites(covariance.between, one),
    c,
    (d * (a**t - 1) + d * moved/n - t * L)/2,
)
for_n = expected_divergence(
    theorem.cites(covariance.decay, one), theorem.cites(covariance.spread, one), n, -t * L_n/2
)
for_n_1 = expected_divergence(
    theorem.cites(covariance.level, one), theorem.cites(covariance.drift, one), n - 1, (t * d/n - t * L_n_1)/2
)

# 3. It never stops growing.
loss = theorem.cites(log_volume.likelihood, {k: d})
pace = theorem.inequality("growth per refit for c = n", -L_n/2, ">", Integer(0), given=(loss, for_n))

# Held against a simulation for c = n: KL = (A + B)/2 with A = tr Sigma - d - log det Sigma and B = |mu|^2, both >= 0,
# so that KL^2 <= (A^2 + B^2)/2, A^2 <= 2 (tr Sigma - d)^2 + 2 (log det Sigma)^2, and E[B^2] <= 3 d^2 (t/n)^2.
truth = {second_moments.T_0: d**2, second_moments.Q_0: d}
square_of_trace = second_moments.traces.right.xreplace(truth) - 2 * d**2 * a**t + d**2
square_of_log = t * Sum(polygamma(1, (n - i)/2), (i, 1, d)) + (t * L)**2
spread = (2 * square_of_trace + 2 * square_of_log + 3 * d**2 * (t/n)**2)/2 - general.right**2
theorem.concludes(
    "expected_divergence",
    "E KL(fit t || truth)",
    general,
    mean_of("divergences_of_fit_from_truth", {n: 6, d: 2, t: 2, c: 6}, spread),
)
theorem.concludes("expected_divergence_for_divisor_n", "E KL(fit t || truth) for c = n", for_n)
theorem.concludes("expected_divergence_for_unbiased_divisor", "E KL(fit t || truth) for c = n - 1", for_n_1)
theorem.concludes("pace_for_divisor_n", "E KL(fit t || truth) per refit for c = n", pace)

if __name__ == "__main__":
    theorem.main()
