"""The same real points in every fit: nothing more is lost than with fresh ones, but what they miss is missed for ever.

Setting.  r real points are drawn once, and the first fit is made of them alone.  Every later one is fitted to them and
to s >= 2 new points of the last fit together, n = r + s, with divisor n.  Let w be the variance of the real points.

    Theorem    E[V_t]   = w_0 - u (1 - g^(t-1))          w_0 = E[w] = v_0 (1 - 1/r),  u = w_0 s/(r^2 + 2rs + s)
               Var[M_t] = v_0/r + u (1 - g^(t-1))        g = s (s-1)/n^2 < 1,  t >= 1
    Corollary  E[V_t] + Var[M_t] = v_0
               E[V_t] -> v_0 (r-1) (r+2s)/(r^2 + 2rs + s), which tends to 2 (r-1)/(2r+1) of v_0 as s grows;
               with fresh real points it would be 2r/(2r+1)

About the mean of the real points, and given them, this is what pooled_fit is about m_0.

Units.     v_0, w_0, u, V_t, Var[M_t] in (unit of x)^2; r, s and t >= 1 are counts; g has none.
Assumed.   Independent draws with the two moments of their source; no normality.
"""

from sympy import Integer

from collapse_math.assumptions import (
    COMMON_MEAN,
    CONSTANT_SIZE,
    DIVISOR_N,
    FIXED_REAL_SET,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
    REPLACE,
)
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import GEOMETRIC_LIMIT, RECIPROCAL_LIMIT
from collapse_math.lemmas import n as number
from collapse_math.lemmas import r as ratio
from collapse_math.moments import Refit, Sample
from collapse_math.quantities import integer, real
from derivations.fresh_data.setting import m, mean_of, r, v, v_0

s = integer("s", at_least=2)
t = integer("t", at_least=1)
a, w = real("a"), real("w", at_least=0)  # mean of the real points, from m_0, and their variance
n = r + s

theorem = Theorem(
    "fresh_data.fixed_set",
    says="r real points kept for ever: E[V_t] -> v_0 (r-1) (r+2s)/(r^2 + 2rs + s), and Var[M_t] stays above v_0/r",
    assumes=(
        INDEPENDENT_DRAWS,
        MATCHING_MOMENTS,
        FIXED_REAL_SET,
        COMMON_MEAN,
        DIVISOR_N,
        CONSTANT_SIZE,
        REPLACE,
        FRESH_RANDOMNESS,
    ),
    symbols=(r, s, t, v_0),
    catalogue=("D2", "Z1"),
    sources=(Source("Alemohammad et al.", 2023, "arXiv 2307.01850: the synthetic augmentation loop"),),
)

# 1. The first fit is that of the real points, and later ones see them again.
MOMENTS = (MATCHING_MOMENTS, FIXED_REAL_SET)
y = Sample("y", r, Integer(0), {2: v_0}, two_moments=MOMENTS, independent=(INDEPENDENT_DRAWS,))
x = Sample("x", s, m, {2: v}, two_moments=MOMENTS, independent=(INDEPENDENT_DRAWS,))
divided = {v: (DIVISOR_N, COMMON_MEAN)}
total = r * a + x.power_sum(1)
alone = Refit(
    {a: y.average, w: y.sum_of_squares/r, m: y.average, v: y.sum_of_squares/r}, (y,), divided, (CONSTANT_SIZE,)
)
again = Refit(
    {a: a, w: w, m: total/n, v: (r * (w + a**2) + x.power_sum(2) - total**2/n)/n}, (x,), divided, (CONSTANT_SIZE,)
)

# 2. What is followed: the variance, the distance of the mean from that of the real points, these points, and how both
#    distances go together.
away, product = (m - a)**2, a * (m - a)
later = (
    theorem.expectation(
        "the variance", v, after=again, equals=(r * w + (s - 1 + r/n) * v + r * s * away/n)/n
    ),
    theorem.expectation("distance from the real points", away, after=again, equals=s * v/n**2 + (s/n)**2 * away),
    theorem.expectation("real points do not change", w, after=again, equals=w),
    theorem.expectation("nor does their mean", a**2, after=again, equals=a**2),
    theorem.expectation("both distances", product, after=again, equals=s * product/n),
)
w_0 = v_0 * (1 - 1/r)
first = (
    theorem.expectation("the variance at first", v, after=alone, equals=w_0),
    theorem.expectation("distance from the real points at first", away, after=alone, equals=Integer(0)),
    theorem.expectation("variance of the real points", w, after=alone, equals=w_0),
    theorem.expectation("how far the real points are off", a**2, after=alone, equals=v_0/r),
    theorem.expectation("both distances at first", product, after=alone, equals=Integer(0)),
)

# 3. Generations compose.
u, g = w_0 * s/(r**2 + 2 * r * s + s), s * (s - 1)/n**2
lost = u * (1 - g**(t - 1))
within, apart, _, off, together = theorem.over_generations(
    t,
    dict(zip(later, (w_0 - lost, lost, w_0, v_0/r, Integer(0)), strict=True)),
    start={a: Integer(0), w: v_0, m: Integer(0), v: v_0},
    uses=(REPLACE, FRESH_RANDOMNESS),
    first=first,
)
between = theorem.by_linearity(
    "distance from m_0",
    m**2,
    {apart: Integer(1), together: Integer(2), off: Integer(1)},
    rest=Integer(0),
    equals=v_0/r + lost,
)
conserved = theorem.by_linearity(
    "within and between", v + m**2, {within: Integer(1), between: Integer(1)}, rest=Integer(0), equals=v_0
)

# 4. In the long run, and with many synthetic points.
contracts = theorem.inequality("the recursion contracts", g, "<", Integer(1))
vanishes = {g**t: (Integer(0), GEOMETRIC_LIMIT, {ratio: g})}
kept = v_0 * (r - 1) * (r + 2 * s)/(r**2 + 2 * r * s + s)
remains = theorem.limit(
    "what is kept", within.right, t, kept, vanishes, form=w_0 - u * (1 - g**t/g), given=(contracts, within)
)
drift = theorem.limit(
    "how far the means are off",
    between.right,
    t,
    v_0/r + u,
    vanishes,
    form=v_0/r + u * (1 - g**t/g),
    given=(contracts, between),
)
shares = theorem.equation("the rest is lost to the means", kept, v_0 - (v_0/r + u), given=(remains, drift))
crowd = theorem.limit(
    "with many synthetic points",
    kept,
    s,
    v_0 * 2 * (r - 1)/(2 * r + 1),
    {1/s: (Integer(0), RECIPROCAL_LIMIT, {number: s})},
    form=v_0 * (r - 1) * (r/s + 2)/(r**2/s + 2 * r + 1),
    given=(shares,),
)
fewer = theorem.inequality("less than fresh ones keep", kept, "<", v_0 * 2 * r/(2 * r + 1), given=(shares,))

small = {r: 2, s: 3}
theorem.concludes("expected_variance", "E[V_t]", within, mean_of("variances", 3, small))
theorem.concludes("variance_of_mean", "Var[M_t]", between, mean_of("squared_drifts", 3, small))
theorem.concludes("conservation", "E[V_t] + Var[M_t]", conserved, mean_of("distances_of_draws", 3, small))
theorem.concludes("limit", "lim E[V_t]", remains)
theorem.concludes("limit_of_drift", "lim Var[M_t]", drift)
theorem.concludes("many_synthetic_points", "lim lim E[V_t]", crowd)
theorem.concludes("less_than_fresh", "lim E[V_t]", fewer)

if __name__ == "__main__":
    theorem.main()
