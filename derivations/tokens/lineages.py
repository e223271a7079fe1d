"""Resampling n labelled points again and again: after t times about 2 n/t of the originals are left.

Setting.  The bootstrap of the bootstrap: n different points, n draws of them with replacement, n draws of these, and so
on.  Each point is a token with probability 1/n in the truth.  D_t is the number of different points among the draws
of the t-th resampling.  g_1 = 1 and g_{t+1} = 1 - exp(-g_t), as in survival_rate.

    Theorem    n g_{t+1} <= E[D_t] <= n g_{t+1} + (13/5) t
    Corollary  n/(t + 1) <= E[D_t] <= 2 n/(t + 2) + (13/5) t
    Limit      E[D_t]/n -> g_{t+1} as n grows, asymptotically 2/t: the size of the sample cancels

Units.     Numbers of points; n >= 2 and t >= 1 are counts.
Assumed.   As in diversity: independent draws with equal probabilities.
Note.      One resampling keeps 1 - 1/e = 63 per cent of the points, ten keep 16 and a hundred 2 per cent.
           The bounds are close if n is large against t^2: at n = 30 and t = 4 they are 9.4 and 19.8.
"""

from fractions import Fraction

from sympy import Integer

from collapse_math.derivation import Theorem
from collapse_math.lemmas import RECIPROCAL_LIMIT
from collapse_math.lemmas import n as any_n
from collapse_math.observed import Observed, Point
from derivations.tokens import survival, survival_above, survival_rate
from derivations.tokens.setting import DRIFT, G_0, n, p_0, t_1
from derivations.tokens.survival_rate import g, k

theorem = Theorem(
    "tokens.lineages",
    says="of n points resampled t times n g_{t+1} to n g_{t+1} + (13/5) t are left on average, about 2 n/t",
    assumes=DRIFT,
    symbols=(n, t_1),
    catalogue=("G10",),
)

# 1. Each of n points has the probability 1/n, and n p_0 = 1.
below = theorem.cites(survival.survives, {p_0: 1/n})
above = theorem.cites(survival_above.survives, {p_0: 1/n})

# 2. n of them together, from below exactly n g_{t+1}.
rate = g(t_1 + 1)
lower = theorem.equation("all points, from below", n * below.right, n * rate, given=(below,))
positive = theorem.cites(survival_rate.positive, {k: t_1 + 1})
small = theorem.cites(survival_rate.small, {k: t_1 + 1})
before = theorem.cites(survival_rate.positive, {k: t_1})
upper = theorem.inequality(
    "all points, from above",
    n * above.right,
    "<=",
    n * rate + Integer(13)/5 * t_1,
    given=(above, positive, small, before),
)

# 3. With the bounds of g.
simple = theorem.cites(survival_rate.simple, {k: t_1 + 1})
most = theorem.cites(survival_rate.above, {k: t_1 + 1})
at_least = theorem.inequality("simply, from below", n * rate, ">=", n/(t_1 + 1), given=(simple,))
at_most = theorem.inequality(
    "simply, from above", n * rate + Integer(13)/5 * t_1, "<=", 2 * n/(t_1 + 2) + Integer(13)/5 * t_1, given=(most,)
)

# 4. As n grows.
limit = theorem.limit(
    "for many points",
    (n * rate + Integer(13)/5 * t_1)/n,
    n,
    rate,
    {1/n: (Integer(0), RECIPROCAL_LIMIT, {any_n: n})},
    form=rate + Integer(13)/5 * t_1 * (1/n),
)



def seen(kind: str, points: int, resamplings: int) -> Observed:
    """How many of so many points are left."""
    at: Point = {n: points, t_1: resamplings, G_0: 1 - Fraction(1, points)}
    return Observed("tokens", "support_sizes", kind, at, "span", span=n)


theorem.concludes("originals_at_least", "the lower bound of E[D_t]", lower, seen("mean-at-least", 8, 3))
theorem.concludes("originals_at_most", "the upper bound of E[D_t]", upper, seen("mean-at-most", 30, 2))
theorem.concludes("originals_at_least_simply", "the lower bound of E[D_t]", at_least)
theorem.concludes("originals_at_most_simply", "the upper bound of E[D_t]", at_most)
theorem.concludes("share_of_originals", "lim E[D_t]/n", limit)

if __name__ == "__main__":
    theorem.main()
