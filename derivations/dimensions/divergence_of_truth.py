"""The divergence of the truth from a refitted normal law grows exponentially, the faster the more dimensions.

Setting.  A normal law in d dimensions is refitted to n >= d + 3 of its own draws, with divisor n or n - 1.  KL(p || q)
is the mean of log(p/q) over draws from p.  Coordinates are those in which the truth has mean 0 and covariance 1.

    Lemma      KL(truth || fit) = (tr Sigma^-1 + s - d + log det Sigma)/2,   s = (mu - mu_0)'Sigma^-1 (mu - mu_0)
    Divisor n      E[s_t] = d (h^t - 1)/(d + 2),   h = n/(n-d-2)
                   E KL(truth || fit t) = (d (d+3)/(d+2) (h^t - 1) + t L)/2
    Divisor n - 1  E[s_t] = d (n-1) (h^t - 1)/(n (d+1)),   h = (n-1)/(n-d-2)
                   E KL(truth || fit t) = (d (1 + (n-1)/(n (d+1))) (h^t - 1) + t L)/2
    Corollary      E KL(truth || fit t)/h^t -> d (d+3)/(2 (d+2)) for divisor n

    L is the mean change of log det Sigma per refit, for the divisor in question (log_volume).

Units.     Nats; n, d and t >= 0 are counts.
Assumed.   Normal draws.
"""

from sympy import Expr, Integer, Mul, Sum, log, polygamma

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FIXED_DIVISOR,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.claims import Telescope
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, LINEAR_GEOMETRIC_LIMIT
from collapse_math.lemmas import r as any_base
from collapse_math.results import Fact
from derivations.dimensions import inverse, log_volume
from derivations.dimensions.setting import (
    COMPOSE,
    D_0,
    FINITE_INVERSE,
    INFINITE,
    c,
    d,
    i,
    inverse_refit,
    k,
    m,
    mean_of,
    n,
    s,
    t,
    u_0,
    v,
)
from derivations.gaussian.setting import normal_draw, x

theorem = Theorem(
    "dimensions.divergence_of_truth",
    says="E KL(truth || fit t) grows like (n/(n-d-2))^t for divisor n, like ((n-1)/(n-d-2))^t for divisor n - 1",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, FIXED_DIVISOR, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, d, t),
    conditions=FINITE_INVERSE,
    catalogue=("F6",),
    outside=INFINITE,
)

# 1. From the definition, over one draw from the truth.  Along an eigenvector of Sigma with eigenvalue v the exponent of
#    the fit's density is (x - m)^2/v, and the sums of 1/v and of m^2/v over all of them are tr Sigma^-1 and s.
along = theorem.expectation(
    "along an eigenvector", (x - m)**2/v, after=normal_draw(Integer(0), Integer(1)), equals=1/v + m**2/v
)

L = Sum(polygamma(0, (n - i)/2) + log(2), (i, 1, d))


def expected(divisor: Expr, h: Expr, distance: Expr, equals: Expr) -> tuple[Fact, Fact]:
    """E[s_t] and E KL(truth || fit t) for one divisor, by which the inverse grows by h on average."""
    # 2. The inverse, diagonal entry by entry.
    one = theorem.cites(inverse.inverse, {u_0: Integer(1), c: divisor})
    trace = theorem.equation(
        f"E tr Sigma_t^-1 for c = {divisor}", Sum(one.right, (i, 1, d)), d * h**t, how=Telescope(i * h**t), given=(one,)
    )
    # 3. The mean takes a step of d/n in the unit of the fit, and the inverse along the new distance is multiplied by h.
    move = theorem.expectation(
        f"one refit with c = {divisor}", s, after=inverse_refit(divisor), equals=h * (s + d/n)
    )
    (apart,) = theorem.over_generations(t, {move: distance}, start={s: Integer(0)}, uses=COMPOSE)
    # 4. All together.
    level = theorem.cites(log_volume.level, {k: d, D_0: Integer(1), c: divisor})
    divergence = theorem.equation(
        f"E KL for c = {divisor}",
        (trace.right + apart.right - d + level.right)/2,
        equals,
        given=(along, trace, apart, level),
    )
    return apart, divergence


h, h_1 = n/(n - d - 2), (n - 1)/(n - d - 2)
apart, divergence = expected(
    n, h, d * (h**t - 1)/(d + 2), (d * (d + 3)/(d + 2) * (h**t - 1) + t * (L - d * log(n)))/2
)
apart_1, divergence_1 = expected(
    n - 1,
    h_1,
    d * (n - 1) * (h_1**t - 1)/(n * (d + 1)),
    (d * (1 + (n - 1)/(n * (d + 1))) * (h_1**t - 1) + t * (L - d * log(n - 1)))/2,
)

# 5. In units of h^t the linear part vanishes.
b = (n - d - 2)/n
share = d * (d + 3)/(2 * (d + 2))
rate = theorem.limit(
    "in units of h^t",
    divergence.right/h**t,
    t,
    share,
    {
        b**t: (Integer(0), GEOMETRIC_LIMIT, {any_base: b}),
        t * b**t: (Integer(0), LINEAR_GEOMETRIC_LIMIT, {any_base: b}),
    },
    form=share * (1 - b**t) + Mul((L - d * log(n))/2, t * b**t, evaluate=False),
    given=(divergence,),
)

# Held against a simulation: KL = (A + s)/2 with A = tr Sigma^-1 - d + log det Sigma, both >= 0.  With q the second
# moment of n/X, which is n^2/((n-d-2) (n-d-4)), the square of tr Sigma^-1 has a mean of at most d^2 q^t, and that of s,
# which moves by at most (d+2)/n in root mean square before it is multiplied, one of at most ((d+2) t/n)^2 q^t.
q = n**2/((n - d - 2) * (n - d - 4))
square_of_log = t * Sum(polygamma(1, (n - i)/2), (i, 1, d)) + (t * (L - d * log(n)))**2
square_of_a = 2 * d**2 * (q**t - 2 * h**t + 1) + 2 * square_of_log
spread = (square_of_a + ((d + 2) * t/n)**2 * q**t)/2 - divergence.right**2
theorem.concludes(
    "expected_divergence_for_divisor_n",
    "E KL(truth || fit t) for c = n",
    divergence,
    mean_of("divergences_of_truth_from_fit", {n: 16, d: 2, t: 2, c: 16}, spread),
)
theorem.concludes("expected_distance_of_means_for_divisor_n", "E[s_t] for c = n", apart)
theorem.concludes("expected_divergence_for_unbiased_divisor", "E KL(truth || fit t) for c = n - 1", divergence_1)
theorem.concludes("expected_distance_of_means_for_unbiased_divisor", "E[s_t] for c = n - 1", apart_1)
theorem.concludes("pace_for_divisor_n", "lim E KL(truth || fit t)/h^t for c = n", rate)

if __name__ == "__main__":
    theorem.main()
