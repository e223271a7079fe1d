"""With divisor n - 1 the tails of a draw across chains get heavier without end, exponentially fast.

Setting.  As in ensemble_kurtosis, but the sum of squares is divided by n - 1.  X_t is one draw of fit t, whatever
the chain is; its variance is (1 + t/n) v_0 (unbiased_divisor).

    Theorem    E[V_t^2]             = q^t v_0^2,     q = (n+1)/(n-1)
               E[(M_t - m_0)^2 V_t] = (n-1)/(2n) (q^t - 1) v_0^2
               E[(M_t - m_0)^4]     = 3(n-1)/(2n) (q^t - 1 - 2t/n) v_0^2
    Corollary  E[(X_t - m_0)^4] q^-t -> (15n - 9)/(2n) v_0^2, while the variance grows linearly only

Units.     V_t and v_0 in (unit of x)^2; q has none; n >= 2 and t >= 0 are counts.
Assumed.   Normal draws.
See also.  terminal_mean_unbiased, for the law to which M_t tends: it has no variance at all.
"""

from sympy import Integer, Mul, sqrt

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N_MINUS_1,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, LINEAR_GEOMETRIC_LIMIT, r
from derivations.gaussian import ensemble_kurtosis, unbiased_divisor
from derivations.gaussian.setting import COMPOSE, TRUTH, m, m_0, mean_of, n, normal_refit, t, v, v_0

theorem = Theorem(
    "gaussian.ensemble_kurtosis_unbiased",
    says="for divisor n - 1, E[(X_t - m_0)^4] grows like ((n+1)/(n-1))^t: a kurtosis across chains without bound",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, DIVISOR_N_MINUS_1, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, v_0),
    catalogue=("B12", "B5"),
)
q = (n + 1)/(n - 1)
drift = m - m_0

# 1. One refit: the mean of V stays, so that only what is made of V^2 grows.
refit = normal_refit("n-1")
square = theorem.expectation("squared variance", v**2, after=refit, equals=q * v**2)
mixed = theorem.expectation(
    "squared drift times variance", drift**2 * v, after=refit, equals=drift**2 * v + v**2/n
)
fourth = theorem.expectation(
    "fourth power of the drift", drift**4, after=refit, equals=drift**4 + 6 * drift**2 * v/n + 3 * v**2/n**2
)

# 2. All three together over generations.
share = (n - 1)/(2 * n)
of_variance, of_both, of_drift = theorem.over_generations(
    t,
    {
        square: q**t * v_0**2,
        mixed: share * (q**t - 1) * v_0**2,
        fourth: 3 * share * (q**t - 1 - 2 * t/n) * v_0**2,
    },
    start=TRUTH,
    uses=COMPOSE,
)

# 3. One draw of a fit, as with divisor n.
draw = theorem.cites(ensemble_kurtosis.draw)
moment = (3 * q**t + 9 * share * (q**t - 1) - 6 * share * t/n) * v_0**2
whole = theorem.by_linearity(
    "fourth moment across chains",
    draw.right,
    {of_drift: Integer(1), of_both: Integer(6), of_variance: Integer(3)},
    rest=Integer(0),
    equals=moment,
)
second = theorem.cites(unbiased_divisor.total)
kurtosis = theorem.equation(
    "kurtosis", whole.right/second.right**2, moment/((1 + t/n)**2 * v_0**2), given=(whole, second)
)

# 4. In units of q^t the fourth moment has a limit, and the square of the variance vanishes: t q^(-t/2) -> 0.
shrink, root = 1/q, sqrt(1/q)
gone = {
    shrink**t: (Integer(0), GEOMETRIC_LIMIT, {r: shrink}),
    t * shrink**t: (Integer(0), LINEAR_GEOMETRIC_LIMIT, {r: shrink}),
}
pace = theorem.limit(
    "fourth moment in units of q^t",
    whole.right * shrink**t,
    t,
    (15 * n - 9)/(2 * n) * v_0**2,
    gone,
    form=(3 + 9 * share * (1 - shrink**t)) * v_0**2 - Mul(6 * share * v_0**2/n, t * shrink**t, evaluate=False),
    given=(whole,),
)
lost = theorem.limit(
    "squared variance of a draw in units of q^t",
    second.right**2 * shrink**t,
    t,
    Integer(0),
    {
        root**t: (Integer(0), GEOMETRIC_LIMIT, {r: root}),
        t * root**t: (Integer(0), LINEAR_GEOMETRIC_LIMIT, {r: root}),
    },
    form=v_0**2 * (root**t + Mul(1/n, t * root**t, evaluate=False))**2,
    given=(second,),
)

# Held against a simulation, with the bounds of ensemble_kurtosis for divisor n - 1.
h = (n + 1) * (n + 3) * (n + 5)/(n - 1)**3  # E[V_t^4] = h^t v_0^4
eighth = 105 * (t/n)**4 * h**(t - 1) * v_0**4
theorem.concludes("mean_square_of_variance", "E[V_t^2]", of_variance)
theorem.concludes(
    "mean_of_squared_drift_times_variance",
    "E[(M_t - m_0)^2 V_t]",
    of_both,
    mean_of("squared_drifts_times_variances", 3 * (t/n)**2 * h**t * v_0**4, points=8, refits=2),
)
theorem.concludes(
    "fourth_moment_of_mean",
    "E[(M_t - m_0)^4]",
    of_drift,
    mean_of("fourth_powers_of_drifts", eighth - of_drift.right**2, points=8, refits=2),
)
theorem.concludes("fourth_moment_of_a_draw", "E[(X_t - m_0)^4]", whole)
theorem.concludes("kurtosis", "kurtosis of X_t", kurtosis)
theorem.concludes("pace_of_fourth_moment", "lim E[(X_t - m_0)^4] ((n-1)/(n+1))^t", pace)
theorem.concludes("pace_of_squared_variance", "lim Var[X_t]^2 ((n-1)/(n+1))^t", lost)

if __name__ == "__main__":
    theorem.main()
