"""Any regular family with all data kept, asymptotically: the variance is at most pi^2/6 times that of one fit.

Setting.  As in maximum_likelihood, but a generation is fitted to all draws since the first, n of them from each fit.
ASYMPTOTIC: n grows without bound while t stays fixed.  Of t + 1 samples one is new, so that

    e_{t+1} = e_t + g/(t + 1)        g: mean 0, variance 1/J

    Theorem    n Var[theta_t] -> (1/J) sum_{i <= t} 1/i^2,   and that tends to (pi^2/6)/J as t grows
    Corollary  n E KL(truth || fit t) -> (p/2) sum_{i <= t} 1/i^2
    Corollary  the efficiency relative to one fit to n real points tends to 6/pi^2 = 0.6079 from above

Units.     e in (unit of theta), J in 1/(unit of theta)^2, KL in nats; p >= 1 and t >= 0 are counts.
Assumed.   A regular family, and the limit of large samples.
Not said.  Nothing at a fixed n: there the products of accumulate take the place of pi^2/6.  KL stands for its
           quadratic part, and variances are those of the limit law, as in maximum_likelihood.
"""

from sympy import Expr, Integer, Sum, pi

from collapse_math.assumptions import ACCUMULATE, FRESH_RANDOMNESS, INDEPENDENT_DRAWS, REGULAR_FAMILY
from collapse_math.claims import Telescope
from collapse_math.derivation import Theorem
from collapse_math.lemmas import SUM_OF_INVERSE_SQUARES
from collapse_math.observed import Observed
from derivations.families.setting import J, e, i, j, likelihood_refit, p, t

theorem = Theorem(
    "families.maximum_likelihood_kept",
    says="asymptotically in n, with all data kept: n Var[theta_t] -> (1/J) sum 1/i^2 -> (pi^2/6)/J",
    assumes=(INDEPENDENT_DRAWS, REGULAR_FAMILY, ACCUMULATE, FRESH_RANDOMNESS),
    symbols=(p, t, J),
    catalogue=("Q1",),
)

# 1. One refit to all draws, of which the share 1/(t + 1) is new.
refit = likelihood_refit(t)
square = theorem.expectation("one refit adds less and less", e**2, after=refit, equals=e**2 + 1/(J * (t + 1)**2))

# 2. Generations compose, from no error at the truth.
squares = Sum(1/i**2, (i, 1, t))
(variance,) = theorem.over_generations(
    t, {square: squares/J}, start={e: Integer(0)}, uses=(ACCUMULATE, FRESH_RANDOMNESS)
)
basel = theorem.limit(
    "the law pi^2/6",
    variance.right,
    t,
    pi**2/(6 * J),
    {squares: (pi**2/6, SUM_OF_INVERSE_SQUARES, {})},
    given=(variance,),
)

# 3. Half of J e^2, summed over p directions.
part = theorem.by_linearity("one direction", J * e**2/2, {variance: J/2}, rest=Integer(0), equals=squares/2)
divergence = theorem.equation(
    "all directions", Sum(part.right, (j, 1, p)), p * squares/2, how=Telescope((j - 1) * squares/2), given=(part,)
)

# 4. One fit to n real points has the variance 1/J.
efficiency = theorem.equation("relative efficiency", 1/J/basel.right, 6/pi**2, given=(basel,))

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
theorem.concludes("limit_of_variance", "lim lim n Var[theta_t] along one direction", basel)
theorem.concludes(
    "divergence", "lim n E KL(truth || fit t)", divergence, seen("scaled_divergences", 2 * divergence.right**2)
)
theorem.concludes("efficiency", "lim Var[theta_1]/Var[theta_t]", efficiency)

if __name__ == "__main__":
    theorem.main()
