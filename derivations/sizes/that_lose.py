"""Samples that grow, but too slowly: the variance goes all the same, like a power of t instead of exponentially.

Setting.  See setting.py.  The variance is fitted with divisor n(t), so that E[V_t] = v_0 prod (1 - 1/n(s)).

    linear     n(s) = n_1 s           E[V_t] = v_0 Gamma(t + 1 - a)/(Gamma(1 - a) t!),   a = 1/n_1
               asymptotic             t^a E[V_t] -> v_0/Gamma(1 - a):  E[V_t] falls like t^(-1/n_1)
    one more   n(s) = n_1 + s - 1     E[V_t] = v_0 (n_1 - 1)/(n_1 + t - 1):  E[V_t] falls like 1/t
    Corollary  E[V_t] -> 0 and Var[M_t] -> v_0: the sum of 1/n(s) diverges (growing_samples)

Units.     v_0, V_t and Var[M_t] in (unit of x)^2; n_1 >= 2 and t are counts.
Assumed.   Means and variances of the draws only.  On trust: when infinite products vanish.
Compare.   that_keep: the squares, say, grow fast enough.
"""

from sympy import Integer, Lambda, factorial, gamma

from collapse_math.assumptions import DIVISOR_N, INDEPENDENT_DRAWS, MATCHING_MOMENTS
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GAMMA_RATIO_LIMIT, RECIPROCAL_LIMIT, a, b
from collapse_math.lemmas import n as whole
from collapse_math.quantities import real
from collapse_math.rules import DIVERGENCE_BY_COMPARISON, HARMONIC_SERIES
from collapse_math.rules import a as larger
from collapse_math.rules import b as smaller
from collapse_math.rules import c as factor
from derivations.gaussian.setting import COMPOSE, t, v_0
from derivations.schedules import growing_samples
from derivations.schedules.setting import n
from derivations.sizes.setting import LINEAR, ONE_MORE, later, n_1, s, seen

theorem = Theorem(
    "sizes.that_lose",
    says="with sizes n_1 s E[V_t] falls like t^(-1/n_1) and with sizes n_1 + s - 1 like 1/t: both lose everything",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, DIVISOR_N, *COMPOSE),
    symbols=(n_1, t, v_0),
    catalogue=("B8",),
)
y = real("y")
slope = 1/n_1

# 1. Sizes n_1 s: each factor is (s - a)/s, so that the product is a ratio of Gamma values.
linear = theorem.cites(growing_samples.within, {n: LINEAR})
closed = theorem.equation(
    "for sizes n_1 s",
    linear.right,
    v_0 * gamma(t + 1 - slope)/(gamma(1 - slope) * factorial(t)),
    how=Induction(t),
    given=(linear,),
)
ratio = later**slope * gamma(later + 1 - slope)/gamma(later + 1)
pace = theorem.limit(
    "the pace",
    later**slope * closed.right.xreplace({t: later}),
    later,
    v_0/gamma(1 - slope),
    {ratio: (Integer(1), GAMMA_RATIO_LIMIT, {a: 1 - slope, b: Integer(1)})},
    form=Lambda(y, v_0 * y/gamma(1 - slope)),
    given=(closed,),
)

# 2. Its limit is zero, since the sum of 1/(n_1 s) is a harmonic series.
harmonic = theorem.by_rule("harmonic series", HARMONIC_SERIES, {})
endless = theorem.by_rule(
    "the sum of 1/(n_1 s)",
    DIVERGENCE_BY_COMPARISON,
    {smaller: Lambda(s, 1/s), larger: Lambda(s, 1/(n_1 * s)), factor: n_1},
    given=(harmonic,),
)
vanishes = theorem.cites(growing_samples.collapse, {n: LINEAR}, given=(endless,))

# 3. One draw more each time: neighbouring factors cancel.
one_more = theorem.cites(growing_samples.within, {n: ONE_MORE})
simple = theorem.equation(
    "for sizes n_1 + s - 1",
    one_more.right,
    v_0 * (n_1 - 1)/(n_1 + t - 1),
    how=Induction(t),
    given=(one_more,),
)
gone = theorem.limit(
    "which vanishes like 1/t",
    later * simple.right.xreplace({t: later}),
    later,
    v_0 * (n_1 - 1),
    {1/later: (Integer(0), RECIPROCAL_LIMIT, {whole: later})},
    form=Lambda(y, v_0 * (n_1 - 1)/(1 + (n_1 - 1) * y)),
    given=(simple,),
)

theorem.concludes("linear", "E[V_t] for sizes n_1 s", closed, seen("variances", LINEAR))
theorem.concludes("linear_pace", "lim t^(1/n_1) E[V_t] for sizes n_1 s", pace)
theorem.concludes("linear_limit", "lim E[V_t] for sizes n_1 s", vanishes)
theorem.concludes("one_more", "E[V_t] for sizes n_1 + s - 1", simple, seen("variances", ONE_MORE))
theorem.concludes("one_more_pace", "lim t E[V_t] for sizes n_1 + s - 1", gone)

if __name__ == "__main__":
    theorem.main()
