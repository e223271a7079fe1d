"""Second moments of a refitted covariance matrix: on average its spectrum becomes that of rank one.

Setting.  A normal law in d dimensions is refitted to n of its own draws with divisor c.  T = (tr Sigma)^2 and
Q = tr Sigma^2 are sums over all ordered pairs of coordinates: T of the products v w of two variances, Q of the squares
r^2 of their covariance.  Q <= T, and they are equal if Sigma has rank one.

    Theorem    E[T_t + 2 Q_t] = g^t (T_0 + 2 Q_0),   g = (n-1)(n+1)/c^2
               E[T_t - Q_t]   = p^t (T_0 - Q_0),     p = (n-1)(n-2)/c^2, which is the law of minors of two
               E[Q_t] = (g^t (T_0 + 2 Q_0) - p^t (T_0 - Q_0))/3,   E[T_t] = (g^t (T_0 + 2 Q_0) + 2 p^t (T_0 - Q_0))/3
    c = n - 1  g = 1 + 2/(n-1),   p = 1 - 1/(n-1): the one grows, the other falls
    Corollary  E[T_t]/E[Q_t] -> 1, whatever the dimension and the divisor are

Units.     T and Q in the fourth power of the unit of x; n >= 2 and t >= 0 are counts, c > 0 a number.
Assumed.   Normal draws, for their fourth moments.  T - Q needs two moments only (minors).
Not said.  E[T_t]/E[Q_t] weighs a chain by the square of its size.  That single chains lose all directions but one is
           the subject of spectrum.
"""

from sympy import Expr, Integer, sqrt

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FIXED_DIVISOR,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT
from collapse_math.lemmas import r as any_base
from collapse_math.moments import JointSample, Refit, StandardNormal
from collapse_math.quantities import real
from derivations.dimensions import minors
from derivations.dimensions.setting import (
    COMPOSE,
    TRUTH,
    c,
    draws,
    mean_of,
    n,
    r,
    r_0,
    refit,
    t,
    v,
    v_0,
    w,
    w_0,
)

T_0, Q_0 = real("T_0", above=0), real("Q_0", above=0)  # (tr Sigma_0)^2 and tr Sigma_0^2
x, y, e = real("x"), real("y"), real("e", at_least=0)  # deviations from the means; what of y does not depend on x

theorem = Theorem(
    "dimensions.second_moments",
    says="T = (tr Sigma)^2, Q = tr Sigma^2: E[T + 2 Q] and E[T - Q] change by factors g > p, so that E[T]/E[Q] -> 1",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, FIXED_DIVISOR, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, c, v_0, w_0, r_0, T_0, Q_0),
    catalogue=("F3",),
)

# 1. Third and fourth moments of two normal coordinates: x = sqrt(v) Z, y = r Z/sqrt(v) + sqrt(e) Z_2.
central: dict[tuple[int, ...], Expr] = {
    **{(3, 0): Integer(0), (2, 1): Integer(0), (1, 2): Integer(0), (0, 3): Integer(0)},
    **{(4, 0): 3 * v**2, (3, 1): 3 * v * r, (2, 2): v * w + 2 * r**2, (1, 3): 3 * w * r, (0, 4): 3 * w**2},
}
z, z_2 = StandardNormal("Z"), StandardNormal("Z_2")
pair = Refit(
    {x: sqrt(v) * z.value, y: r * z.value/sqrt(v) + sqrt(e) * z_2.value}, (z, z_2), {x: (GAUSSIAN_DRAWS,)}
)
for orders, moment in central.items():
    theorem.expectation(
        f"moment of orders {orders[0]} and {orders[1]}",
        x**orders[0] * y**orders[1],
        after=pair,
        equals=moment.xreplace({w: r**2/v + e}),
    )
normal = JointSample(
    draws.name,
    n,
    draws.means,
    {**draws.central, **central},
    draws.two_moments,
    (GAUSSIAN_DRAWS,),
    draws.independent,
)

# 2. One refit, for any two coordinates: v w + 2 r^2 and v w - r^2 are multiplied by a number each.
g, p = (n - 1) * (n + 1)/c**2, (n - 1) * (n - 2)/c**2
symmetric = v * w + 2 * r**2
grow = theorem.expectation("v w + 2 r^2", symmetric, after=refit(c, normal), equals=g * symmetric)
keep = theorem.expectation("v w - r^2", v * w - r**2, after=refit(c, normal), equals=p * (v * w - r**2))
larger, smaller = theorem.over_generations(
    t,
    {grow: g**t * (v_0 * w_0 + 2 * r_0**2), keep: p**t * (v_0 * w_0 - r_0**2)},
    start=TRUTH,
    uses=COMPOSE,
)
volume = theorem.cites(minors.pair)
theorem.equation("which is the law of minors", smaller.right, volume.right, given=(smaller, volume))

# 3. Both are multiplied by the same numbers in every pair of coordinates, so that the sums over all pairs are.
pairs = (v_0, w_0, r_0)
totals = {v_0 * w_0: T_0, r_0**2: Q_0}
A, B = g**t * (T_0 + 2 * Q_0), p**t * (T_0 - Q_0)
sums = theorem.over_family("T + 2 Q", larger, members=pairs, totals=totals, equals=A)
differences = theorem.over_family("T - Q", smaller, members=pairs, totals=totals, equals=B)
traces = theorem.equation(
    "E[(tr Sigma_t)^2]", (sums.right + 2 * differences.right)/3, (A + 2 * B)/3, given=(sums, differences)
)
squares = theorem.equation(
    "E[tr Sigma_t^2]", (sums.right - differences.right)/3, (A - B)/3, given=(sums, differences)
)

# 4. p/g = (n-2)/(n+1) is below 1, so that T and Q come together in units of g^t.
b = (n - 2)/(n + 1)
vanishing = {b**t: (Integer(0), GEOMETRIC_LIMIT, {any_base: b})}
common = (T_0 + 2 * Q_0)/3
first = theorem.limit(
    "E[T_t] in units of g^t",
    traces.right/g**t,
    t,
    common,
    vanishing,
    form=common + 2 * b**t * (T_0 - Q_0)/3,
    given=(traces,),
)
second = theorem.limit(
    "E[Q_t] in units of g^t",
    squares.right/g**t,
    t,
    common,
    vanishing,
    form=common - b**t * (T_0 - Q_0)/3,
    given=(squares,),
)
ratio = theorem.equation("so their ratio tends to 1", first.right/second.right, Integer(1), given=(first, second))

#    With divisor n - 1:
by_n_1 = {c: n - 1}
growth = theorem.equation("g for c = n - 1", g.xreplace(by_n_1), 1 + 2/(n - 1), given=(grow,))
decay = theorem.equation("p for c = n - 1", p.xreplace(by_n_1), 1 - 1/(n - 1), given=(keep,))

# A simulation: Q^2 <= T^2 = (tr Sigma)^4, whose mean is at most the fourth moment of one variance with tr Sigma_0 in
# place of v_0 (Minkowski), for which all_moments has (n-1)(n+1)(n+3)(n+5)/c^4 per refit.
fourth = ((n - 1) * (n + 1) * (n + 3) * (n + 5)/c**4)**t * T_0**2
at = {n: 12, c: 11, t: 2, T_0: 36, Q_0: 16}
theorem.concludes(
    "mean_squared_trace", "E[(tr Sigma_t)^2]", traces, mean_of("squared_traces", at, fourth - traces.right**2)
)
theorem.concludes(
    "mean_trace_of_square", "E[tr Sigma_t^2]", squares, mean_of("traces_of_squares", at, fourth - squares.right**2)
)
theorem.concludes("growing_part", "E[T_t + 2 Q_t]", sums)
theorem.concludes("decaying_part", "E[T_t - Q_t]", differences)
theorem.concludes("growth_for_unbiased_divisor", "g for c = n - 1", growth)
theorem.concludes("decay_for_unbiased_divisor", "p for c = n - 1", decay)
theorem.concludes("limit_of_ratio", "lim E[T_t]/E[Q_t]", ratio)

if __name__ == "__main__":
    theorem.main()
