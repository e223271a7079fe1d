"""What accumulating leaves of the variance, for ever: a share sin(pi/sqrt n)/(pi/sqrt n).

Setting.  As in accumulate: n points are drawn from the fit at each refit and join the pool, divisor n.  Write
b = 1/sqrt n.

    Theorem    E[V_t] = v_0 Gamma(t+1-b) Gamma(t+1+b) / (Gamma(1-b) Gamma(1+b) Gamma(t+1)^2)
               E[V_t] -> v_0 sin(pi b)/(pi b),  Var[M_t] -> v_0 (1 - sin(pi b)/(pi b)),  as t grows: Euler's product
               M_t converges almost surely, to a limit of that variance
    Size       n (1 - sin(pi b)/(pi b)) -> pi^2/6 as n grows: asymptotically, a share pi^2/(6n) of the variance is
               lost in all generations together, against 1/n in the first
    Bound      Var[M_t] < v_0 pi^2/(6n) at every t and for every n
    Smallest   for n = 2 a share of 0.358 is left, for n = 10 one of 0.843

Units.     v_0, V_t and Var[M_t] in (unit of x)^2; n >= 2 and t >= 0 are counts.
Assumed.   What accumulate assumes, and no more.  The limits are limits of expectations; that of V_t itself is
           random (accumulate_spread).
"""

from sympy import Integer, Product, Sum, gamma, pi, sin, sqrt

from collapse_math.assumptions import (
    ACCUMULATE,
    CONSTANT_SIZE,
    DIVISOR_N,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.claims import ByLemma, Induction
from collapse_math.derivation import Theorem
from collapse_math.lemmas import (
    EULER_SINE_PRODUCT,
    INVERSE_SQUARES_BELOW,
    RECIPROCAL_LIMIT,
    SINE_FROM_ABOVE,
    SINE_FROM_BELOW,
    x,
)
from collapse_math.lemmas import n as any_n
from collapse_math.process_axioms import MARTINGALE_LIMIT
from derivations.gaussian.setting import m, n, t, v_0
from derivations.memory import accumulate
from derivations.memory.setting import j, pooled, seen

theorem = Theorem(
    "memory.accumulate_limit",
    says="E[V_t] -> v_0 sin(pi b)/(pi b) with b = 1/sqrt n, and n times the share that is lost tends to pi^2/6",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, DIVISOR_N, CONSTANT_SIZE, ACCUMULATE, FRESH_RANDOMNESS),
    symbols=(n, t, v_0),
    catalogue=("C1",),
)
b = 1/sqrt(n)
left = Product(1 - 1/(n * j**2), (j, 1, t))
sinc = sin(pi * b)/(pi * b)

# 1. Each factor is (j - b)(j + b)/j^2, so that the product is a ratio of Gamma values.
within, between = theorem.cites(accumulate.within), theorem.cites(accumulate.between)
ratio = gamma(t + 1 - b) * gamma(t + 1 + b)/(gamma(1 - b) * gamma(1 + b) * gamma(t + 1)**2)
closed = theorem.equation("what is left within", within.right, ratio * v_0, how=Induction(t), given=(within,))

# 2. Euler's product for the sine, at x = b.
product = {left: (sinc, EULER_SINE_PRODUCT, {x: b})}
remains = theorem.limit("what remains within", within.right, t, sinc * v_0, product, given=(within,))
moves = theorem.limit("and what moves between", between.right, t, (1 - sinc) * v_0, product, given=(between,))
centre = theorem.expectation("the mean is a martingale", m, after=pooled(), equals=m)
settles = theorem.by_axiom(
    "M_t converges, to a mean of this spread",
    MARTINGALE_LIMIT,
    given=(moves, between, centre),
    equals=(1 - sinc) * v_0,
)

# 3. x - x^3/6 < sin x < x - x^3/6 + x^5/120 at x = pi b encloses what is lost, for every n.
low = theorem.inequality(
    "the sine from below", sin(pi * b), ">", pi * b - (pi * b)**3/6, how=ByLemma(SINE_FROM_BELOW, {x: pi * b})
)
high = theorem.inequality(
    "the sine from above",
    sin(pi * b),
    "<",
    pi * b - (pi * b)**3/6 + (pi * b)**5/120,
    how=ByLemma(SINE_FROM_ABOVE, {x: pi * b}),
)
most = theorem.inequality("less than pi^2/(6n) is lost", n * (1 - sinc), "<=", pi**2/6, given=(low,))
floor = pi**2/6 - pi**4/(120 * n)
least = theorem.inequality("and hardly less", floor, "<=", n * (1 - sinc), given=(high,))
small = {1/n: (Integer(0), RECIPROCAL_LIMIT, {any_n: n})}
ends = (
    theorem.limit("the lower bound", floor, n, pi**2/6, small),
    theorem.limit("the upper bound", pi**2/6, n, pi**2/6, {}),
)
size = theorem.squeeze("n (1 - sinc) -> pi^2/6", n * (1 - sinc), n, pi**2/6, below=least, above=most, limits=ends)

# 4. And at every t: a product of factors 1 - a is at least 1 less the sum of the a.
squares = Sum(1/j**2, (j, 1, t))
some = theorem.inequality("something is left", left, ">", Integer(0), how=Induction(t))
part = theorem.inequality("of what there was", left, "<=", Integer(1), how=Induction(t), given=(some,))
sums = theorem.inequality(
    "by at most the sum of all shares less", left, ">=", 1 - squares/n, how=Induction(t), given=(part,)
)
basel = theorem.inequality("1 + 1/4 + ... + 1/t^2", squares, "<", pi**2/6, how=ByLemma(INVERSE_SQUARES_BELOW))
ever = theorem.inequality(
    "the spread of the means", between.right, "<", pi**2 * v_0/(6 * n), given=(sums, basel, between)
)

theorem.concludes("expected_variance", "E[V_t]", closed, seen("variances", points=2, refits=4))
theorem.concludes("limit_of_expected_variance", "lim E[V_t]", remains)
theorem.concludes("limit_of_variance_of_mean", "lim Var[M_t]", moves)
theorem.concludes("variance_of_final_mean", "Var[lim M_t]", settles)
theorem.concludes("size_of_loss", "lim n (1 - lim E[V_t]/v_0)", size)
theorem.concludes("bound_of_variance_of_mean", "Var[M_t]", ever)

if __name__ == "__main__":
    theorem.main()
