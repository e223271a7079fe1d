"""How far the variance of a draw strays from its mean: E[V(m_t)^2], exactly, in every natural exponential family.

Setting.  As in replace, but now the draws come from a natural exponential family, so that V determines all of
their cumulants: the third is V V', the fourth V (V'^2 + V V'') (Morris).

    Theorem    E[V(m')^2] = A V^2 + (B^2 D/n) V after one refit,
               B = 1 + v2/n, A = B (1 + 2 v2/n)(1 + 3 v2/n), D = v1^2 - 4 v0 v2
    Corollary  E[V(m_t)^2] = A^t V(m_0) (V(m_0) + (B D/n) sum_{j < t} C^(-j-1)),   C = A/B, for n > -3 v2

Units.     V in (unit of x)^2, D in (unit of x)^2; n >= 1 and t >= 0 are counts.
Note.      D is 0 for gamma laws, and E[V^2]/E[V]^2 = (C/B)^t grows exponentially there, as it does for the variance
           of a refitted Gaussian.
Assumed.   Four moments of the draws, which an exponential family has from its variance function.
"""

from sympy import prod

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    EXPONENTIAL_FAMILY,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
    QUADRATIC_VARIANCE,
)
from collapse_math.derivation import Theorem
from derivations.families.setting import (
    COMPOSE,
    SQUARE,
    TRUTH,
    B,
    C,
    D,
    m,
    m_0,
    mean_of,
    n,
    natural_refit,
    t,
    v2,
    variance,
)

theorem = Theorem(
    "families.second_moments",
    says="E[V(m_t)^2] in every natural exponential family with V = v0 + v1 m + v2 m^2",
    assumes=(
        INDEPENDENT_DRAWS,
        MATCHING_MOMENTS,
        QUADRATIC_VARIANCE,
        EXPONENTIAL_FAMILY,
        CONSTANT_SIZE,
        *COMPOSE,
    ),
    symbols=(n, t, m_0),
    conditions=(n > -3 * v2,),
    catalogue=("Z2",),
)
V, V_0 = variance(m), variance(m_0)

# 1. One refit of V and of its square, which takes four moments of the draws.
keep = theorem.expectation("V is multiplied by B", V, after=natural_refit, equals=B * V)
square = theorem.expectation("its square", V**2, after=natural_refit, equals=B * C * V**2 + B**2 * D/n * V)

# 2. Generations compose.
mean, mean_square = theorem.over_generations(t, {keep: B**t * V_0, square: SQUARE}, start=TRUTH, uses=COMPOSE)
spread = theorem.equation(
    "variance", mean_square.right - mean.right**2, SQUARE - B**(2 * t) * V_0**2, given=(mean, mean_square)
)

# What a simulation records varies as said: for gamma laws m_t/m_{t-1} is gamma with mean 1 and shape n/v2; for
# binomial laws V^2 lies between 0 and 1/(4 v2)^2, and nothing in a range r varies by more than r^2/4 (Popoviciu).
eighth = (v2 * m_0**2)**4 * prod(1 + i * v2/n for i in range(1, 8))**t - SQUARE**2
theorem.concludes(
    "mean_square",
    "E[V(m_t)^2]",
    mean_square,
    *mean_of("squared_variances", eighth, ["gamma"]),
    *mean_of("squared_variances", 1/(4 * v2)**4/4, ["binomial"]),
)
theorem.concludes("variance_of_variance", "Var[V(m_t)]", spread)

if __name__ == "__main__":
    theorem.main()
