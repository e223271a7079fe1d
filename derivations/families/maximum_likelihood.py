"""Any regular family, asymptotically: the errors of t refits add up, each as large as the error of the first.

Setting.  A family with p parameters is refitted by maximum likelihood to n of its own draws.  ASYMPTOTIC: n grows
without bound while t stays fixed.  Then every refit adds an independent error: in the direction of an eigenvector
of the Fisher information at the truth, with the eigenvalue J, e_t = sqrt(n) (theta_t - theta_0) obeys

    e_{t+1} = e_t + g        g: mean 0, variance 1/J

    Theorem    n Var[theta_t] -> t/J
    Corollary  n E KL(truth || fit t) -> p t/2, summed over the p directions

Units.     e in (unit of theta), J in 1/(unit of theta)^2, KL in nats; p >= 1 and t >= 0 are counts.
Assumed.   A regular family, and the limit of large samples.
Not said.  Nothing at a fixed n, where t/n need not be small: there diversity may shrink, stay or grow (replace).  KL
           stands for its quadratic part, half of the sum of J (theta_t - theta_0)^2.  Variances and means are those of
           the limit law of e_t; that the ones at n tend to them takes uniform integrability besides.
"""

from sympy import Expr, Integer, Sum

from collapse_math.assumptions import FRESH_RANDOMNESS, INDEPENDENT_DRAWS, REGULAR_FAMILY, REPLACE
from collapse_math.claims import Telescope
from collapse_math.derivation import Theorem
from collapse_math.observed import Observed
from derivations.families.setting import J, e, j, likelihood_refit, p, t

theorem = Theorem(
    "families.maximum_likelihood",
    says="asymptotically in n, for fixed t: n Var[theta_t] -> t/J and n E KL(truth || fit t) -> p t/2",
    assumes=(INDEPENDENT_DRAWS, REGULAR_FAMILY, REPLACE, FRESH_RANDOMNESS),
    symbols=(p, t, J),
    catalogue=("Q1",),
)

# 1. One refit to n draws of the present fit, and to no others.
refit = likelihood_refit(Integer(0))
square = theorem.expectation("one refit adds 1/J", e**2, after=refit, equals=e**2 + 1/J)

# 2. Generations compose, from no error at the truth.
(variance,) = theorem.over_generations(t, {square: t/J}, start={e: Integer(0)}, uses=(REPLACE, FRESH_RANDOMNESS))

# 3. Half of J e^2, summed over p directions.
part = theorem.by_linearity("one direction", J * e**2/2, {variance: J/2}, rest=Integer(0), equals=t/2)
divergence = theorem.equation(
    "all directions", Sum(part.right, (j, 1, p)), p * t/2, how=Telescope((j - 1) * t/2), given=(part,)
)

# A normal law of known variance, for which the limit is reached by every n: the error of its mean is normal.
def seen(statistic: str, spread: Expr) -> Observed:
    """A normal law of variance 1, of which J is 1, fitted to four of its own draws again and again."""
    told = {"human": 0, "own": 4, "delta": 0.0}
    return Observed("biased", statistic, "mean", {p: 1, t: 3, J: 1}, spread, arguments=told)


theorem.concludes(
    "variance",
    "lim n Var[theta_t] along one direction",
    variance,
    seen("scaled_squares", 2 * variance.right**2),
)
theorem.concludes(
    "divergence", "lim n E KL(truth || fit t)", divergence, seen("scaled_divergences", 2 * divergence.right**2)
)

if __name__ == "__main__":
    theorem.main()
