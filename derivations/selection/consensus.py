"""Models that train on each other: they come to agree, and their average wanders with a K-th of one model's variance.

Setting.  K models, each a mean with known variance sigma2.  In every round each model draws n points; its new mean is
1 - a times the mean of its own points plus a times the mean of all K n points.  a = 1 is one shared pool, a = 0 is
every model for itself.  m is the average of the K means, d what one of them is above it; m_0 and d_0 at the start.

    Theorem    E[(m_t - m_0)^2] = t sigma2/(K n), whatever a is
               E[d_t] = (1 - a)^t d_0
               E[d_t^2] = (1 - 1/K) (sigma2/n) ((1-a)^2 + (1-a)^4 + ... + (1-a)^(2t)) + (1 - a)^(2t) d_0^2
    Corollary  0 < a < 1:  E[d_t^2] -> (1 - 1/K) (sigma2/n) (1 - a)^2/(1 - (1 - a)^2): they stay close to each other,
               while the variance of their average has no bound
               a = 0:  E[d_t^2] = t (1 - 1/K) sigma2/n + d_0^2: they drift apart as well

Units.     sigma2, m^2 and d^2 in (unit of x)^2; K >= 2, n >= 2 and t are counts, a has no unit.
Assumed.   Independent draws with the mean of the model and the variance of the truth.
Note.      That the models agree says nothing about whether they are right: agreement comes from mixing alone.
"""

from fractions import Fraction

from sympy import Expr, Integer, Lambda, Symbol

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    KNOWN_VARIANCE,
    MATCHING_MOMENTS,
    MIXED_POOL,
    REPLACE,
)
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import GEOMETRIC_LIMIT
from collapse_math.lemmas import r as ratio
from collapse_math.moments import Refit, Sample
from collapse_math.observed import Observed
from collapse_math.quantities import Quantity, integer, real
from derivations.selection.setting import m, m_0, n, t

K = integer("K", at_least=2)
a = real("a", above=0, below=1)  # the weight of the pool
d, d_0 = real("d"), real("d_0")  # one model's mean less their average
sigma2 = real("sigma2", above=0)

theorem = Theorem(
    "selection.consensus",
    says="K models that learn from each other: Var of their average is t sigma2/(K n), their gaps go as (1 - a)^t",
    assumes=(
        INDEPENDENT_DRAWS,
        MATCHING_MOMENTS,
        KNOWN_VARIANCE,
        MIXED_POOL,
        CONSTANT_SIZE,
        REPLACE,
        FRESH_RANDOMNESS,
    ),
    symbols=(K, n, t, a, sigma2, m_0, d_0),
    catalogue=("M8",),
    sources=(Source("Vu, Reeves and Wenger", 2025, "arXiv 2505.21677: the linear Gaussian case"),),
)

# 1. What the draws are off by: n of one model, (K - 1) n of the others, of one law since the variance is known.
LAW = (MATCHING_MOMENTS, KNOWN_VARIANCE)
own = Sample("e", n, Integer(0), {2: sigma2}, two_moments=LAW, independent=(INDEPENDENT_DRAWS,))
others = Sample("f", (K - 1) * n, Integer(0), {2: sigma2}, two_moments=LAW, independent=(INDEPENDENT_DRAWS,))
mine = m + d + own.power_sum(1)/n
pool = m + (own.power_sum(1) + others.power_sum(1))/(K * n)


def round_of(weight: Expr) -> Refit:
    """One round with this weight of the pool; the average of all new means is the mean of the pool."""
    return Refit(
        {m: pool, d: (1 - weight) * mine + weight * pool - pool},
        (own, others),
        {m: (MIXED_POOL,), d: (MIXED_POOL,)},
        (CONSTANT_SIZE,),
    )


MIXED, APART = round_of(a), round_of(Integer(0))
wander = theorem.expectation(
    "the average moves", (m - m_0)**2, after=MIXED, equals=(m - m_0)**2 + sigma2/(K * n)
)
nearer = theorem.expectation("a model comes nearer", d, after=MIXED, equals=(1 - a) * d)
spread = (1 - 1/K) * sigma2/n
near = theorem.expectation("its squared distance", d**2, after=MIXED, equals=(1 - a)**2 * (d**2 + spread))
far = theorem.expectation("the same without mixing", d**2, after=APART, equals=d**2 + spread)

# 2. Many rounds.
start, compose = {m: m_0, d: d_0}, (REPLACE, FRESH_RANDOMNESS)
f = (1 - a)**2
(average,) = theorem.over_generations(t, {wander: t * sigma2/(K * n)}, start=start, uses=compose)
(gap,) = theorem.over_generations(t, {nearer: (1 - a)**t * d_0}, start=start, uses=(REPLACE,))
(apart,) = theorem.over_generations(
    t, {near: spread * f * (1 - f**t)/(1 - f) + f**t * d_0**2}, start=start, uses=compose
)
(further,) = theorem.over_generations(t, {far: t * spread + d_0**2}, start=start, uses=compose)

# 3. In the end.
fades = {(1 - a)**t: (Integer(0), GEOMETRIC_LIMIT, {ratio: 1 - a})}
agree = theorem.limit("they agree on average", gap.right, t, Integer(0), fades, given=(gap,))
square = Symbol("square")
close = theorem.limit(
    "how close they stay",
    apart.right,
    t,
    spread * f/(1 - f),
    fades,
    form=Lambda(square, spread * f * (1 - square**2)/(1 - f) + square**2 * d_0**2),
    given=(apart,),
)


# Normal draws make the average and the gap normal: the variances of their squares are 2 s^2 and 2 s^2 + 4 s mean^2.
spent = apart.right - gap.right**2
AT: dict[Quantity, int | Fraction] = {K: 3, n: 2, t: 3, a: Fraction(1, 4), sigma2: 2, d_0: 1}


def seen(statistic: str, variance: Expr) -> Observed:
    """The mean over chains of what a run records."""
    return Observed("pool", statistic, "mean", AT, variance)


theorem.concludes("average", "E[(m_t - m_0)^2]", average, seen("squared_drifts", 2 * average.right**2))
theorem.concludes("gap", "E[d_t]", gap, seen("gaps", spent))
theorem.concludes("squared_gap", "E[d_t^2]", apart, seen("squared_gaps", 2 * spent**2 + 4 * spent * gap.right**2))
theorem.concludes("squared_gap_apart", "E[d_t^2] at a = 0", further)
theorem.concludes("limit_of_gap", "lim E[d_t]", agree)
theorem.concludes("limit_of_squared_gap", "lim E[d_t^2]", close)

if __name__ == "__main__":
    theorem.main()
