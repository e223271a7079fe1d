"""Sampling below temperature 1 takes variance from every fit, also from large ones, and only real data stop it.

Setting.  As in any_divisor, but the s >= 2 synthetic points of generations 2, 3, ... are drawn with tau^2 times the
variance of the last fit: for a normal law a sampling temperature T = tau^2, or a bias of the sampler.  Let

    k = (n-1)(r+2s) + s   and

    R = c n (r+2s) - tau^2 s k,   n = r + s.

    Theorem    if R > 0:  E[V_t] -> V = v_0 r k/R   and   Var[M_t] -> D = v_0 c n/R
               with two rates, a < b < 1: E[V_t] = V + A a^(t-1) + B b^(t-1), and the same for Var[M_t]
    Corollary  divisor n, tau = theta <= 1, and ever more points of which the share p is real:
               V -> v_0 p/(1 - (1-p) theta^2)

The limit depends on the share of real data, where without a temperature it is their number that counts.

Units.     v_0, V, D, V_t, Var[M_t] in (unit of x)^2; r >= 1, s >= 2 and t >= 1 are counts; all else has no unit.
Assumed.   Independent draws with these two moments; no normality.
Compare.   any_divisor is the case tau = 1.
"""

from fractions import Fraction

from sympy import Expr, Integer, sqrt

from collapse_math.assumptions import (
    COMMON_MEAN,
    CONSTANT_SIZE,
    FIXED_DIVISOR,
    FRESH_REAL_POINTS,
    INDEPENDENT_DRAWS,
    SAMPLING_TEMPERATURE,
)
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, RECIPROCAL_LIMIT
from collapse_math.lemmas import n as number
from collapse_math.lemmas import r as ratio
from collapse_math.moments import Refit, Sample
from collapse_math.quantities import Quantity, integer, real
from collapse_math.results import Fact
from derivations.fresh_data.setting import COMPOSE, INDEPENDENT, TRUTH, c, m, mean_of, r, v, v_0

s = integer("s", at_least=2)
t = integer("t", at_least=1)
tau = real("tau", above=0)
n = r + s
k = (n - 1) * (r + 2 * s) + s
room = tau**2 * s * k < c * n * (r + 2 * s)
theorem = Theorem(
    "fresh_data.temperature",
    says="draws tau times as wide, real share p: E[V_t] -> v_0 p/(1 - (1-p) tau^2) for many points; exactly for any",
    assumes=(
        INDEPENDENT_DRAWS,
        SAMPLING_TEMPERATURE,
        FRESH_REAL_POINTS,
        COMMON_MEAN,
        FIXED_DIVISOR,
        CONSTANT_SIZE,
        *COMPOSE,
    ),
    symbols=(r, s, c, tau, t, v_0),
    conditions=(room,),
    catalogue=("D1",),
    outside={room: "there the mean variance grows without bound"},
)

# 1. One refit, with synthetic points of variance f v: f = 1 in the first, which sees real points only.
REAL = (SAMPLING_TEMPERATURE, FRESH_REAL_POINTS)


def refit(f: Expr) -> Refit:
    """One refit of all points together."""
    y = Sample("y", r, Integer(0), {2: v_0}, two_moments=REAL, independent=INDEPENDENT)
    x = Sample("x", s, m, {2: f * v}, two_moments=REAL, independent=INDEPENDENT)
    total, squares = y.power_sum(1) + x.power_sum(1), y.power_sum(2) + x.power_sum(2)
    return Refit(
        {m: total/n, v: (squares - total**2/n)/c}, (y, x), {v: (FIXED_DIVISOR, COMMON_MEAN)}, (CONSTANT_SIZE,)
    )


def one_refit(f: Expr, title: str) -> tuple[Fact, Fact]:
    """The variance within, and between."""
    inside = (r * v_0 + s * f * v)/n
    return (
        theorem.expectation(
            f"{title}, within", v, after=refit(f), equals=((n - 1) * inside + r * s * m**2/n)/c
        ),
        theorem.expectation(f"{title}, between", m**2, after=refit(f), equals=inside/n + (s/n)**2 * m**2),
    )


first, (keep, wander) = one_refit(Integer(1), "the first refit"), one_refit(tau**2, "one refit")

# 2. Where both would stay, and the distance from there: see any_divisor.
R = c * n * (r + 2 * s) - tau**2 * s * k
V, D = v_0 * r * k/R, v_0 * c * n/R
trace, gap = (
    s * (c * s + tau**2 * n * (n - 1)),
    s * sqrt((c * s + tau**2 * n * (n - 1))**2 - 4 * tau**2 * c * n**2 * (s - 1)),
)
a, b = (trace - gap)/(2 * c * n**2), (trace + gap)/(2 * c * n**2)
x_V, x_D = v_0 * (n - 1)/c - V, v_0/n - D
y_V, y_D = ((n - 1) * s * tau**2 * x_V + r * s * x_D)/(n * c), (s * tau**2 * x_V + s**2 * x_D)/n**2
within, between = theorem.over_generations(
    t,
    {
        keep: V + (b**(t - 1) * (y_V - a * x_V) - a**(t - 1) * (y_V - b * x_V))/(b - a),
        wander: D + (b**(t - 1) * (y_D - a * x_D) - a**(t - 1) * (y_D - b * x_D))/(b - a),
    },
    start=TRUTH,
    uses=COMPOSE,
    first=first,
)


# 3. Both rates lie between 0 and 1, so that both powers vanish.
def vanishing(rate: Expr, name: str) -> Fact:
    """The powers of a rate between 0 and 1 vanish."""
    given = (
        theorem.inequality(f"{name} rate, from below", rate, ">", Integer(0)),
        theorem.inequality(f"{name} rate, from above", rate, "<", Integer(1)),
    )
    vanishes = {rate**t: (Integer(0), GEOMETRIC_LIMIT, {ratio: rate})}
    return theorem.limit(f"powers of the {name} rate", rate**t, t, Integer(0), vanishes, given=given)


powers = {a**t: vanishing(a, "fast"), b**t: vanishing(b, "slow")}


def end(e: Expr, f: Expr, last: Expr) -> Expr:
    """The closed forms with whole powers of the rates."""
    return last + (b**t/b * (f - a * e) - a**t/a * (f - b * e))/(b - a)


limit = theorem.limit("what is kept", within.right, t, V, powers, form=end(x_V, y_V, V), given=(within,))
drift = theorem.limit("how far the means go", between.right, t, D, powers, form=end(x_D, y_D, D), given=(between,))

# 4. Divisor n and a temperature of at most 1, for j times as many points of either kind.
j, cold = integer("j", at_least=1), real("theta", above=0, at_most=1)
usual, larger = V.xreplace({c: n, tau: cold}), {r: j * r, s: j * s}
stays = theorem.equation(
    "divisor n", usual, v_0 * r * k/(n**2 * (r + 2 * s) - cold**2 * s * k), given=(limit,)
)
K, p = (n - 1/j) * (r + 2 * s) + s/j, r/n
crowd = theorem.limit(
    "ever more points",
    usual.xreplace(larger),
    j,
    v_0 * p/(1 - (1 - p) * cold**2),
    {1/j: (Integer(0), RECIPROCAL_LIMIT, {number: j})},
    form=v_0 * r * K/(n**2 * (r + 2 * s) - cold**2 * s * K),
    given=(stays,),
)

small: dict[Quantity, int | Fraction] = {r: 1, s: 3, c: 4, tau: Fraction(1, 2)}
theorem.concludes("expected_variance", "E[V_t]", within, mean_of("variances", 3, small))
theorem.concludes("variance_of_mean", "Var[M_t]", between, mean_of("squared_drifts", 3, small))
theorem.concludes("rate", "lim b^t", powers[b**t])
theorem.concludes("limit", "lim E[V_t]", limit)
theorem.concludes("limit_of_drift", "lim Var[M_t]", drift)
theorem.concludes("many_points", "lim lim E[V_t] at c = n", crowd)

if __name__ == "__main__":
    theorem.main()
