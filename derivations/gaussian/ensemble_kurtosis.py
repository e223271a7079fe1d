"""Across chains a draw of fit t gets ever heavier tails, up to a kurtosis of 6n - 3, while each fit stays normal.

Setting.  A normal law is refitted to n of its own draws with divisor n.  X_t is one draw of fit t, whatever the
chain is: by conservation (variance_decay) its mean and variance are m_0 and v_0 at every t.

    Theorem    E[V_t^2]           = a^t v_0^2,               a = 1 - 1/n^2,   b = 1 - 1/n
               E[(M_t - m_0)^2 V_t] = (a^t - b^t) v_0^2
               E[(M_t - m_0)^4]   = (6n - 3 - (6n + 3) a^t + 6 b^t) v_0^2      -> (6n - 3) v_0^2
    Corollary  E[(X_t - m_0)^4]   = (6n - 3 - 6 (n - 1) a^t) v_0^2             a kurtosis from 3 up to 6n - 3

Why.       Within a chain the tails are those of a normal law of shrinking width.  Across chains X_t is a mixture of
           normal laws with very different widths and places, and in the end it is the law of the places alone.

Units.     V_t and v_0 in (unit of x)^2; a, b and a kurtosis have none; n >= 2 and t >= 0 are counts.
Assumed.   Normal draws: a fourth moment is not matched by a fit of two moments.
See also.  terminal_mean, for the limit of M_t itself.
"""

from sympy import Integer

from collapse_math.assumptions import CONSTANT_SIZE, DIVISOR_N, GAUSSIAN_DRAWS, INDEPENDENT_DRAWS, MATCHING_MOMENTS
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from derivations.gaussian import variance_decay
from derivations.gaussian.setting import (
    COMPOSE,
    TRUTH,
    m,
    m_0,
    mean_of,
    n,
    normal_draw,
    normal_refit,
    t,
    v,
    v_0,
    x,
)

theorem = Theorem(
    "gaussian.ensemble_kurtosis",
    says="a draw of fit t has the kurtosis 6n - 3 - 6 (n-1) (1 - 1/n^2)^t across chains: from 3 up to 6n - 3",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, DIVISOR_N, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, v_0),
    catalogue=("B12", "B5"),
)
a, b = 1 - 1/n**2, 1 - 1/n
drift = m - m_0

# 1. One refit, by Cochran's form: each of the three quantities of order four moves by those before it.
refit = normal_refit("n")
square = theorem.expectation("squared variance", v**2, after=refit, equals=a * v**2)
mixed = theorem.expectation(
    "squared drift times variance", drift**2 * v, after=refit, equals=b * (drift**2 * v + v**2/n)
)
fourth = theorem.expectation(
    "fourth power of the drift", drift**4, after=refit, equals=drift**4 + 6 * drift**2 * v/n + 3 * v**2/n**2
)

# 2. All three together over generations.
of_variance, of_both, of_drift = theorem.over_generations(
    t,
    {
        square: a**t * v_0**2,
        mixed: (a**t - b**t) * v_0**2,
        fourth: (6 * n - 3 - (6 * n + 3) * a**t + 6 * b**t) * v_0**2,
    },
    start=TRUTH,
    uses=COMPOSE,
)

# 3. A draw of a fit: x = m + sqrt(v) Z.  Its fourth moment about m_0 is linear in the three.
draw = theorem.expectation(
    "fourth moment of one draw",
    (x - m_0)**4,
    after=normal_draw(m, v),
    equals=drift**4 + 6 * drift**2 * v + 3 * v**2,
)
whole = theorem.by_linearity(
    "fourth moment across chains",
    draw.right,
    {of_drift: Integer(1), of_both: Integer(6), of_variance: Integer(3)},
    rest=Integer(0),
    equals=(6 * n - 3 - 6 * (n - 1) * a**t) * v_0**2,
)

# 4. Its second moment is v_0 at every t; so this over v_0^2 is the kurtosis, which starts at 3 and rises.
second = theorem.cites(variance_decay.conserved)
kurtosis = theorem.equation(
    "kurtosis", whole.right/second.right**2, 6 * n - 3 - 6 * (n - 1) * a**t, given=(whole, second)
)
shrinks = theorem.inequality("a^t", a**t, "<=", Integer(1), how=Induction(t))
heavier = theorem.inequality(
    "never below that of a normal law", kurtosis.right, ">=", Integer(3), given=(kurtosis, shrinks)
)

# 5. In the end.
gone = {a**t: (Integer(0), GEOMETRIC_LIMIT, {r: a}), b**t: (Integer(0), GEOMETRIC_LIMIT, {r: b})}
of_places = theorem.limit(
    "limit of the fourth drift", of_drift.right, t, (6 * n - 3) * v_0**2, gone, given=(of_drift,)
)
heaviest = theorem.limit(
    "limit of the kurtosis", kurtosis.right, t, 6 * n - 3, {a**t: gone[a**t]}, given=(kurtosis,)
)

# Held against a simulation.  Given the variances, M_t - m_0 is normal with variance sum V_j/n over j < t, so that
# E[(M_t - m_0)^8] <= 105 (t/n)^4 max E[V_j^4], and E[V_j^4] = h^j v_0^4 (all_moments) with h as below, above 1.
h = (n - 1) * (n + 1) * (n + 3) * (n + 5)/n**4
eighth = 105 * (t/n)**4 * h**(t - 1) * v_0**4
theorem.concludes(
    "mean_square_of_variance",
    "E[V_t^2]",
    of_variance,
    mean_of("squared_variances", (h**t - a**(2 * t)) * v_0**4, points=4, refits=2),
)
theorem.concludes(
    "mean_of_squared_drift_times_variance",
    "E[(M_t - m_0)^2 V_t]",
    of_both,
    mean_of("squared_drifts_times_variances", 3 * (t/n)**2 * h**t * v_0**4, points=4, refits=2),
)
theorem.concludes(
    "fourth_moment_of_mean",
    "E[(M_t - m_0)^4]",
    of_drift,
    mean_of("fourth_powers_of_drifts", eighth - of_drift.right**2, points=4, refits=2),
)
theorem.concludes("fourth_moment_of_a_draw", "E[(X_t - m_0)^4]", whole)
theorem.concludes("kurtosis", "kurtosis of X_t", kurtosis)
theorem.concludes("kurtosis_from_below", "kurtosis of X_t", heavier)
theorem.concludes("limit_of_fourth_moment_of_mean", "lim E[(M_t - m_0)^4]", of_places)
theorem.concludes("limit_of_kurtosis", "lim kurtosis of X_t", heaviest)

if __name__ == "__main__":
    theorem.main()
