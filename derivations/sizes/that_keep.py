"""Samples that grow fast enough: part of the variance stays for ever, a part that can be computed.

Setting.  See setting.py.  The variance is fitted with divisor n(t), so that E[V_t] = v_0 prod (1 - 1/n(s)).

    quadratic  n(s) = n_1 s^2            E[V_t] -> v_0 sin(pi b)/(pi b),  b = 1/sqrt(n_1)    (Euler's product)
    squares    n(s) = (n_1 + s - 1)^2    E[V_t] = v_0 (1 - 1/n_1) (1 + 1/(n_1 + t - 1))  -> v_0 (1 - 1/n_1)
    geometric  n(s) = n_1 ratio^s        E[V_t] = v_0 prod (1 - ratio^-s/n_1) >= v_0 (1 - 1/(n_1 (ratio - 1)))
    Corollary  Var[M_t] = v_0 - E[V_t] (conservation): it has the limit v_0 - lim E[V_t] < v_0

Example.   The squares 4, 9, 16, ... (n_1 = 2) keep half of the variance.
Units.     v_0, V_t and Var[M_t] in (unit of x)^2; n_1, ratio >= 2 and t are counts.
Assumed.   Means and variances of the draws only.
Note.      The product for quadratic sizes is that of accumulated data with n new points each time (accumulate_limit):
           there, too, the fit sees ever more points.  The geometric one is a q-Pochhammer symbol, with q = 1/ratio.
"""

from sympy import Integer, Lambda, Product, pi, sin, sqrt

from collapse_math.assumptions import DIVISOR_N, INDEPENDENT_DRAWS, MATCHING_MOMENTS
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.lemmas import EULER_SINE_PRODUCT, RECIPROCAL_LIMIT, x
from collapse_math.lemmas import n as whole
from collapse_math.quantities import real
from derivations.gaussian.setting import COMPOSE, t, v_0
from derivations.schedules import growing_samples
from derivations.schedules.setting import k, n
from derivations.sizes.setting import GEOMETRIC, QUADRATIC, SQUARES, later, n_1, ratio, seen

theorem = Theorem(
    "sizes.that_keep",
    says="sizes n_1 s^2 keep sin(pi b)/(pi b), b = 1/sqrt(n_1), of the variance; sizes (n_1 + s - 1)^2 keep 1 - 1/n_1",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, DIVISOR_N, *COMPOSE),
    symbols=(n_1, ratio, t, v_0),
    catalogue=("B8",),
)
b = 1/sqrt(n_1)
y = real("y")

# 1. Quadratic sizes: Euler's product for the sine at b.
quadratic = theorem.cites(growing_samples.within, {n: QUADRATIC})
left = Product(1 - 1/(n_1 * k**2), (k, 1, t))
sine = theorem.limit(
    "what quadratic sizes keep",
    quadratic.right,
    t,
    v_0 * sin(pi * b)/(pi * b),
    {left: (sin(pi * b)/(pi * b), EULER_SINE_PRODUCT, {x: b})},
    form=v_0 * left,
    given=(quadratic,),
)

# 2. Squares: 1 - 1/m^2 = (m-1)(m+1)/m^2, so that neighbouring factors cancel.
squares = theorem.cites(growing_samples.within, {n: SQUARES})
half = theorem.equation(
    "what squares keep",
    squares.right,
    v_0 * (n_1 - 1) * (n_1 + t)/(n_1 * (n_1 + t - 1)),
    how=Induction(t),
    given=(squares,),
)
at_once = half.right.xreplace({t: later})
rest = theorem.limit(
    "in the end",
    at_once,
    later,
    v_0 * (1 - 1/n_1),
    {1/later: (Integer(0), RECIPROCAL_LIMIT, {whole: later})},
    form=Lambda(y, v_0 * (n_1 - 1)/n_1 * (1 + n_1 * y)/(1 + (n_1 - 1) * y)),
    given=(half,),
)

# 3. Geometric sizes: a product of factors 1 - u is at least 1 less the sum of all u (Weierstrass), and that sum is
#    a geometric one.
geometric = theorem.cites(growing_samples.within, {n: GEOMETRIC})
shares = (1 - 1/ratio**t)/(n_1 * (ratio - 1))
weierstrass = theorem.inequality(
    "the product from below",
    Product(1 - 1/(n_1 * ratio**k), (k, 1, t)),
    ">=",
    1 - shares,
    how=Induction(t),
)
floor = theorem.inequality(
    "what geometric sizes keep",
    geometric.right,
    ">=",
    v_0 * (1 - 1/(n_1 * (ratio - 1))),
    given=(geometric, weierstrass),
)

theorem.concludes("quadratic", "E[V_t] for sizes n_1 s^2", quadratic, seen("variances", QUADRATIC))
theorem.concludes("quadratic_limit", "lim E[V_t] for sizes n_1 s^2", sine)
theorem.concludes("squares", "E[V_t] for sizes (n_1 + s - 1)^2", half, seen("variances", SQUARES))
theorem.concludes("squares_limit", "lim E[V_t] for sizes (n_1 + s - 1)^2", rest)
theorem.concludes("geometric", "E[V_t] for sizes n_1 ratio^s", geometric, seen("variances", GEOMETRIC))
theorem.concludes("geometric_bound", "E[V_t] for sizes n_1 ratio^s", floor)

if __name__ == "__main__":
    theorem.main()
