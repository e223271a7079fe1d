"""One real point per generation keeps two thirds of the variance on average, and the variance never settles.

Setting.  As in pooled_fit, with normal draws, r = 1 real and s >= 4 synthetic points per generation, and divisor
n = s + 1.

    Theorem    |E[V_t^2] - Q| <= 6 v_0^2 (1 - 1/(4n))^t,   so that E[V_t^2] -> Q, where
               Q = 12 v_0^2 s^2 n^2 (4s^2 + s + 3)/((3s+1) (12s^5 + 24s^4 + 28s^3 + 21s^2 + 10s + 1))
    Corollary  Q -> 4 v_0^2/3 as s grows; with E[V_t] -> V = 2 s v_0/(3s+1), which tends to 2 v_0/3,
               the relative variance (Q - V^2)/V^2 tends to 2

More synthetic points make each fit exact, and slow the whole down; they do not make it less random.  Between
generations far apart V_t varies by sqrt 2 times its mean.

Units.     v_0, V and V_t in (unit of x)^2, Q in its square; s and t >= 0 are counts.
Assumed.   Normal draws.
Bounds.    The rate 1 - 1/(4n) is not the best one; that of the mean is s (s-1)/n^2.
Note.      Q is right for s = 1, 2, 3 as well; there some weights of the recursion are negative, and the bound fails.
"""

from sympy import Expr, Integer

from collapse_math.assumptions import (
    COMMON_MEAN,
    CONSTANT_SIZE,
    DIVISOR_N,
    FRESH_REAL_POINTS,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, RECIPROCAL_LIMIT
from collapse_math.lemmas import n as number
from collapse_math.lemmas import r as ratio
from collapse_math.quantities import integer
from collapse_math.results import Fact
from derivations.fresh_data import second_moments, setting
from derivations.fresh_data.setting import COMPOSE, TRUTH, c, m, pooled, r, t, v, v_0

s = integer("s", at_least=4)
n = s + 1
theorem = Theorem(
    "fresh_data.one_real_point",
    says="one real point, divisor n: E[V_t^2] -> Q, which tends to 4 v_0^2/3; V_t varies by sqrt 2 times its mean",
    assumes=(
        INDEPENDENT_DRAWS,
        MATCHING_MOMENTS,
        GAUSSIAN_DRAWS,
        FRESH_REAL_POINTS,
        COMMON_MEAN,
        DIVISOR_N,
        CONSTANT_SIZE,
        *COMPOSE,
    ),
    symbols=(s, t, v_0),
    catalogue=("D1",),
)

# 1. One refit, by the formulas of second_moments at r = 1 and c = n, derived again for this refit.
here = {setting.s: s, r: Integer(1)}
refit = pooled("n", normal=True).at(here)
titles = ("variance", "square of the mean", "its fourth power", "times the variance", "square of the variance")
observables = (v, m**2, m**4, m**2 * v, v**2)
formulas = (
    second_moments.inside,
    second_moments.between,
    second_moments.fourth,
    second_moments.mixed,
    second_moments.second,
)
facts = [
    theorem.expectation(title, observable, after=refit, equals=formula.right.xreplace({c: setting.n}).xreplace(here))
    for title, observable, formula in zip(titles, observables, formulas, strict=True)
]

# 2. Where all of them would stay.
V, D = 2 * s * v_0/(3 * s + 1), n * v_0/(3 * s + 1)
scale = (3 * s + 1) * (12 * s**5 + 24 * s**4 + 28 * s**3 + 21 * s**2 + 10 * s + 1)
fourth = 3 * v_0**2 * (12 * s**6 + 24 * s**5 + 32 * s**4 + 35 * s**3 + 15 * s**2 + 9 * s + 1)/scale
mixed = 2 * s * v_0**2 * (12 * s**5 + 24 * s**4 + 23 * s**3 + 24 * s**2 + 11 * s + 2)/scale
Q = 12 * s**2 * n**2 * v_0**2 * (4 * s**2 + s + 3)/scale

# 3. What is above these values comes down, and what is below comes up, if not faster than by a factor 1 - 1/(4n).
still = (V, D, fourth, mixed, Q)
off = (v_0, v_0, 8 * v_0**2, 4 * v_0**2, 6 * v_0**2)
rate = 1 - 1/(4 * n)


def bounds(relation: str, sign: int) -> tuple[Fact, ...]:
    """Bounds on all five moments, on one side."""
    claims = {
        fact: (fact.right, value + sign * distance * rate**t)
        for fact, value, distance in zip(facts, still, off, strict=True)
    }
    return theorem.bounds_over_generations(t, relation, claims, start=TRUTH, uses=COMPOSE)


def limit(title: str, bound: Fact) -> Fact:
    """Where a bound tends to."""
    vanishes = {rate**t: (Integer(0), GEOMETRIC_LIMIT, {ratio: rate})}
    return theorem.limit(title, bound.right, t, Q, vanishes, given=(bound,))


above, below = bounds("<=", 1)[-1], bounds(">=", -1)[-1]
from_above, from_below = limit("from above", above), limit("from below", below)
meet = theorem.equation("the bounds meet", from_above.right, from_below.right, given=(from_above, from_below))

# 4. Among many synthetic points.
many = {1/s: (Integer(0), RECIPROCAL_LIMIT, {number: s})}
small: Expr = 1/s
rest = 12 + small * (24 + small * (28 + small * (21 + small * (10 + small))))
share = 12 * (1 + small)**2 * (4 + small * (1 + 3 * small))/((3 + small) * rest)
crowd = theorem.limit("among many", Q, s, 4 * v_0**2/3, many, form=v_0**2 * share, given=(meet,))
relative = theorem.limit(
    "relative variance among many",
    (Q - V**2)/V**2,
    s,
    Integer(2),
    many,
    form=share * (3 + small)**2/4 - 1,
    given=(meet,),
)

theorem.concludes("upper_bound", "E[V_t^2]", above)
theorem.concludes("lower_bound", "E[V_t^2]", below)
theorem.concludes("limit", "lim E[V_t^2]", meet)
theorem.concludes("among_many", "lim Q", crowd)
theorem.concludes("relative_variance", "lim (Q - V^2)/V^2", relative)

if __name__ == "__main__":
    theorem.main()
