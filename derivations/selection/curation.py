"""Output chosen by a reward, from ever more candidates: the model climbs for ever, and its diversity fades slowly.

Setting.  The next law is proportional to the last one times exp(r(x)), with unlimited data: what is left if one of ever
more candidates is chosen with odds exp(r).  The start is normal, with mean m_0 and variance v_0.

    Theorem    r(x) = -(x - c)^2/(2 w):   1/V_t = 1/v_0 + t/w   and   M_t/V_t = m_0/v_0 + t c/w
               r(x) = b x:                V_t = v_0             and   M_t = m_0 + t b v_0
    Corollary  a reward with a best place c:  V_t = v_0 w/(w + t v_0), which vanishes like w/t and not
               geometrically, and |M_t - c| = |m_0 - c| w/(w + t v_0)
               a reward without one:  the mean moves on for ever, and no diversity is lost

Units.     x, m_0, M_t and c in one unit, v_0, V_t and w in its square, b in one over it; t is a count.
Assumed.   Unlimited data, and the same reward in every generation.
"""

from fractions import Fraction

from sympy import Expr, Integer, Lambda, Symbol

from collapse_math.assumptions import REPLACE, REWARD, UNLIMITED_DATA
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import RECIPROCAL_OF_NEXT_LIMIT
from collapse_math.moments import Refit
from collapse_math.observed import Observed, Point, Told
from collapse_math.quantities import real
from collapse_math.results import Fact
from derivations.gaussian.setting import log_density, x
from derivations.selection.setting import m, m_0, t, v, v_0

c, b = real("c"), real("b")  # the best place, and the slope of a reward that has none
w = real("w", above=0)  # how wide the reward is
h, pull = real("h", above=0), real("pull")  # the precision 1/v and m/v of the present law

theorem = Theorem(
    "selection.curation",
    says="curation by a quadratic reward: the precision grows by 1/w per generation; by a linear one the mean moves on",
    assumes=(UNLIMITED_DATA, REWARD, REPLACE),
    symbols=(t, m_0, v_0, c, w, b),
    catalogue=("M2",),
    sources=(Source("Ferbach et al.", 2024, "arXiv 2407.09499: the update"),),
)
MAKES = (UNLIMITED_DATA, REWARD)


def normal_again(title: str, reward: Expr, mean: Expr, variance: Expr) -> Fact:
    """The normal law that the density times exp(reward) is, up to a factor: nothing of x is left between them."""
    gap = log_density(m, v) + reward - log_density(mean, variance)
    return theorem.derivative(title, gap, x, Integer(0))


# 1. A quadratic reward adds 1/w to the precision and c/w to the mean times precision.
narrow = v * w/(v + w)
quadratic = normal_again("a quadratic reward", -(x - c)**2/(2 * w), narrow * (m/v + c/w), narrow)
added = theorem.equation("its precision", 1/narrow, 1/v + 1/w, given=(quadratic,))
chosen = Refit({h: h + 1/w, pull: pull + c/w}, (), {h: MAKES, pull: MAKES})
sharper = theorem.expectation("the precision grows", h, after=chosen, equals=h + 1/w)
drawn = theorem.expectation("the mean times precision moves", pull, after=chosen, equals=pull + c/w)
precision, weighted = theorem.over_generations(
    t,
    {sharper: 1/v_0 + t/w, drawn: m_0/v_0 + t * c/w},
    start={h: 1/v_0, pull: m_0/v_0},
    uses=(REPLACE,),
)
variance = theorem.equation("the variance", 1/precision.right, v_0 * w/(w + t * v_0), given=(precision, added))
small = Symbol("small")
slowly = theorem.limit(
    "it vanishes like w/t",
    (t + 1) * variance.right,
    t,
    w,
    {1/(t + 1): (Integer(0), RECIPROCAL_OF_NEXT_LIMIT, {})},
    form=Lambda(small, v_0 * w/(v_0 + (w - v_0) * small)),
    given=(variance,),
)
distance = theorem.equation(
    "the distance from the best place",
    weighted.right/precision.right - c,
    (m_0 - c) * w/(w + t * v_0),
    given=(weighted, precision, quadratic),
)

# 2. A linear one moves the mean by b v and leaves the variance.
linear = normal_again("a linear reward", b * x, m + b * v, v)
shifted = Refit({m: m + b * v_0}, (), {m: MAKES})
onwards = theorem.expectation("the mean moves", m, after=shifted, equals=m + b * v_0)
(mean,) = theorem.over_generations(t, {onwards: m_0 + t * b * v_0}, start={m: m_0}, uses=(REPLACE,))

AT: Point = {m_0: 1, v_0: 2, w: 3, c: -1, b: Fraction(1, 2), t: 3}
START: Told = {"mean": 1.0, "variance": 2.0}


def seen(statistic: str) -> Observed:
    """A normal law on any grid, with a quadratic reward."""
    return Observed("densities", statistic, "constant", AT, arguments={**START, "centre": -1.0, "width": 3.0})


linear_reward = Observed("densities", "means", "constant", AT, arguments={**START, "slope": 0.5})
theorem.concludes("precision", "1/V_t with a quadratic reward", precision, seen("precisions"))
theorem.concludes("variance", "V_t with a quadratic reward", variance, seen("variances"))
theorem.concludes("variance_in_the_end", "lim (t + 1) V_t with a quadratic reward", slowly)
theorem.concludes("distance", "M_t - c with a quadratic reward", distance, seen("distances"))
theorem.concludes("mean", "M_t with a linear reward", mean, linear_reward)
theorem.concludes("next_normal", "d/dx of the log of the quotient of N(m, v) exp(r) and the next law", quadratic)
theorem.concludes("next_shifted", "d/dx of the log of the quotient of N(m, v) exp(b x) and N(m + b v, v)", linear)

if __name__ == "__main__":
    theorem.main()
