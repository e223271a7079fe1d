"""With the usual divisors the root of the variance decays; with any, the variance spreads relative to its mean.

Setting.  A normal law is refitted to n of its own draws; the sum of squares is divided by c.

    Theorem    E[sqrt V_t] = k^t sqrt(v_0),   k = sqrt(2/c) Gamma(n/2)/Gamma((n-1)/2)
               E[V_t^2]    = ((n-1)(n+1)/c^2)^t v_0^2
               E[V_t^3]    = ((n-1)(n+1)(n+3)/c^3)^t v_0^3
               E[1/V_t]    = (c/(n-3))^t / v_0             for n >= 4
    Corollary  Var[V_t]/E[V_t]^2 = (1 + 2/(n-1))^t - 1     whatever c is: means speak of ever fewer chains
    c = n - 1  k = c4 < 1: the mean standard deviation decays, though E[V_t] = v_0 stays;
               Var[V_t] = ((1 + 2/(n-1))^t - 1) v_0^2 >= 2 t v_0^2/(n-1) grows without bound
    c = n      k = c4 sqrt(1 - 1/n) < 1;
               E[V_t^2] = (1 - 1/n^2)^t v_0^2, Var[V_t] = ((1 - 1/n^2)^t - (1 - 1/n)^(2t)) v_0^2

Units.     V_t in (unit of x)^2; k has none; n >= 2 and t >= 0 are counts, c > 0 a number.
Assumed.   Normal draws, on top of what E[V_t] needs.
"""

from sympy import Expr, Integer, Rational, gamma, sqrt

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FIXED_DIVISOR,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.claims import Induction
from collapse_math.derivation import Fact, Theorem
from collapse_math.quantities import Quantity, integer
from derivations.gaussian import all_moments
from derivations.gaussian.setting import COMPOSE, c, mean_of, n, t, v_0
from derivations.sample import deviation as sample_deviation

n_4 = integer("n", at_least=4)

theorem = Theorem(
    "gaussian.moment_growth",
    says="E[sqrt V_t] decays for c = n and c = n - 1, while Var[V_t]/E[V_t]^2 = (1 + 2/(n-1))^t - 1 grows for every c",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, FIXED_DIVISOR, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, c, v_0),
    catalogue=("B2", "A2"),
)


def moment(order: Expr, size: Quantity = n) -> Fact:
    """E[V_t^order]."""
    return theorem.cites(all_moments.moment, {n: size, all_moments.s: order})


# 1. The orders 1, 2 and 3: ratios of Gamma values become products.
first, second, third = (moment(Integer(order)) for order in (1, 2, 3))
mean = theorem.equation("order 1", first.right, ((n - 1)/c)**t * v_0, given=(first,))
square = theorem.equation("order 2", second.right, ((n - 1) * (n + 1)/c**2)**t * v_0**2, given=(second,))
cube = theorem.equation(
    "order 3", third.right, ((n - 1) * (n + 1) * (n + 3)/c**3)**t * v_0**3, given=(third,)
)

# 2. The order -1 takes a chi-square variable with 3 degrees of freedom or more.
inverted = moment(Integer(-1), size=n_4)
inverse = theorem.equation("order -1", inverted.right, (c/(n_4 - 3))**t/v_0, given=(inverted,))

# 3. The order 1/2.  With divisor n - 1 its factor is c4, which Wendel's inequality keeps below 1; with n it is
#    smaller still.
root = moment(Rational(1, 2))
k = sqrt(2/c) * gamma(n/2)/gamma((n - 1)/2)
deviation = theorem.equation("order 1/2", root.right, k**t * sqrt(v_0), given=(root,))
c4 = theorem.cites(sample_deviation.below_one)
shrinks = theorem.inequality("k for c = n - 1", k.xreplace({c: n - 1}), "<", Integer(1), given=(c4,))
shrinks_n = theorem.inequality("k for c = n", k.xreplace({c: n}), "<", sqrt(1 - 1/n), given=(c4,))

# 4. Relative to its mean the variance spreads in the same way for every c.
relative = theorem.equation(
    "relative variance", square.right/mean.right**2 - 1, (1 + 2/(n - 1))**t - 1, given=(mean, square)
)

# 5. For c = n - 1 the mean is v_0, so that this is Var[V_t]; it grows at least linearly (Bernoulli).
at_unbiased = {c: n - 1}
spread = theorem.equation(
    "Var[V_t] for c = n - 1",
    (square.right - mean.right**2).xreplace(at_unbiased),
    ((1 + 2/(n - 1))**t - 1) * v_0**2,
    given=(mean, square),
)
linear = theorem.inequality(
    "Bernoulli's inequality", (1 + 2/(n - 1))**t, ">=", 1 + 2 * t/(n - 1), how=Induction(t)
)
growth = theorem.inequality("it grows", spread.right, ">=", 2 * t * v_0**2/(n - 1), given=(spread, linear))

# 6. For c = n both the mean and the mean square decay.
slow = theorem.equation(
    "E[V_t^2] for c = n", square.right.xreplace({c: n}), (1 - 1/n**2)**t * v_0**2, given=(square,)
)

spread_n = theorem.equation(
    "Var[V_t] for c = n",
    (square.right - mean.right**2).xreplace({c: n}),
    ((1 - 1/n**2)**t - (1 - 1/n)**(2 * t)) * v_0**2,
    given=(mean, square),
)

# Variances of what a simulation records, from the moments of order 1, 4 and -2.
spread_of_square = ((n - 1) * (n + 1) * (n + 3) * (n + 5)/c**4)**t * v_0**4 - square.right**2
spread_of_inverse = (c**2/((n_4 - 3) * (n_4 - 5)))**t/v_0**2 - inverse.right**2
spread_of_deviation = mean.right - deviation.right**2
theorem.concludes(
    "expected_deviation",
    "E[sqrt V_t]",
    deviation,
    mean_of("standard_deviations", spread_of_deviation, points=3, refits=2, divisor=2),
)
theorem.concludes(
    "mean_square",
    "E[V_t^2]",
    square,
    mean_of("squared_variances", spread_of_square, points=4, refits=1, divisor=3),
)
theorem.concludes("mean_cube", "E[V_t^3]", cube)
theorem.concludes(
    "mean_inverse",
    "E[1/V_t]",
    inverse,
    mean_of("inverse_variances", spread_of_inverse, points=8, refits=1, size=n_4, divisor=7),
)
theorem.concludes("factor_of_deviation", "k for c = n - 1", shrinks)
theorem.concludes("factor_of_deviation_for_divisor_n", "k for c = n", shrinks_n)
theorem.concludes("relative_variance", "Var[V_t]/E[V_t]^2", relative)
theorem.concludes("variance_for_unbiased_divisor", "Var[V_t] for c = n - 1", spread)
theorem.concludes("growth_for_unbiased_divisor", "Var[V_t] for c = n - 1", growth)
theorem.concludes("mean_square_for_divisor_n", "E[V_t^2] for c = n", slow)
theorem.concludes("variance_for_divisor_n", "Var[V_t] for c = n", spread_n)

if __name__ == "__main__":
    theorem.main()
