"""Schedules of sample sizes with divisor n(t) - 1: how far the mean drifts, and what a deviation keeps, in closed form.

Setting.  See setting.py.  The variance is fitted with divisor n(t) - 1; E[V_t] = v_0 at every t (unbiased).

    quadratic  n(s) = n_1 s^2         Var[M_t] -> v_0 pi^2/(6 n_1)                     a finite drift
    geometric  n(s) = n_1 ratio^s     Var[M_t] = v_0 (1 - ratio^-t)/(n_1 (ratio - 1))  a finite drift
    linear     n(s) = n_1 s           Var[M_t] = v_0 H_t/n_1                           it grows like log t
    one more   n(s) = n_1 + s - 1     E[sqrt V_t]^2 = v_0 (Gamma(h + t/2)/Gamma(h))^2 2^t Gamma(2h)/Gamma(2h + t),
                                      h = (n_1 - 1)/2
                                      E[V_t^2] = v_0^2 (n_1 + t)(n_1 + t - 1)/(n_1 (n_1 - 1))

Units.     V_t and v_0 in (unit of x)^2; n_1, ratio >= 2 and t are counts; H_t is a harmonic number.
Assumed.   Normal draws for E[sqrt V_t] and E[V_t^2], two moments for Var[M_t].
Compare.   that_lose: with divisor n(t) and one draw more each time E[V_t] falls like 1/t.  Here the mean stays, and the
           mean deviation tends to 0 (unbiased), since the sum of 1/(n_1 + s - 1) diverges.
"""

from sympy import Lambda, Sum, gamma, harmonic, pi

from collapse_math.assumptions import DIVISOR_N_MINUS_1, GAUSSIAN_DRAWS, INDEPENDENT_DRAWS, MATCHING_MOMENTS
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.lemmas import SUM_OF_INVERSE_SQUARES
from collapse_math.quantities import real
from derivations.gaussian.setting import COMPOSE, t, v_0
from derivations.schedules.setting import k, n
from derivations.sizes import unbiased
from derivations.sizes.setting import GEOMETRIC, LINEAR, ONE_MORE, QUADRATIC, n_1, ratio, seen

theorem = Theorem(
    "sizes.unbiased_schedules",
    says="for divisor n(t) - 1 the drift stays finite with sizes n_1 s^2 or n_1 ratio^s, and is v_0 H_t/n_1 with n_1 s",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, DIVISOR_N_MINUS_1, *COMPOSE),
    symbols=(n_1, ratio, t, v_0),
    catalogue=("B8",),
)
y = real("y")

# 1. The drift, by the sum of 1/n(s): inverse squares, a geometric sum, a harmonic number.
quadratic = theorem.cites(unbiased.between, {n: QUADRATIC})
squares = Sum(1/k**2, (k, 1, t))
factored = theorem.equation(
    "quadratic sizes", quadratic.right, v_0 * squares/n_1, how=Induction(t), given=(quadratic,)
)
finite = theorem.limit(
    "in the end",
    factored.right,
    t,
    v_0 * pi**2/(6 * n_1),
    {squares: (pi**2/6, SUM_OF_INVERSE_SQUARES, {})},
    form=Lambda(y, v_0 * y/n_1),
    given=(factored,),
)
geometric = theorem.cites(unbiased.between, {n: GEOMETRIC})
sums = theorem.equation(
    "geometric sizes",
    geometric.right,
    v_0 * (1 - 1/ratio**t)/(n_1 * (ratio - 1)),
    how=Induction(t),
    given=(geometric,),
)
linear = theorem.cites(unbiased.between, {n: LINEAR})
slow = theorem.equation("linear sizes", linear.right, v_0 * harmonic(t)/n_1, how=Induction(t), given=(linear,))

# 2. One draw more each time: the Gamma values of c4 cancel, as n/2 of one refit is (n - 1)/2 of the next.
deviation = theorem.cites(unbiased.deviation, {n: ONE_MORE})
h = (n_1 - 1)/2
square = gamma(h + t/2)**2/gamma(h)**2 * 2**t * gamma(2 * h)/gamma(2 * h + t)
closed = theorem.equation(
    "one draw more each time", deviation.right**2, square * v_0, how=Induction(t), given=(deviation,)
)
spread = theorem.cites(unbiased.mean_square, {n: ONE_MORE})
grows = theorem.equation(
    "and the mean square",
    spread.right,
    v_0**2 * (n_1 + t) * (n_1 + t - 1)/(n_1 * (n_1 - 1)),
    how=Induction(t),
    given=(spread,),
)

theorem.concludes("quadratic", "Var[M_t] for sizes n_1 s^2", factored, seen("squared_drifts", QUADRATIC))
theorem.concludes("quadratic_limit", "lim Var[M_t] for sizes n_1 s^2", finite)
theorem.concludes("geometric", "Var[M_t] for sizes n_1 ratio^s", sums, seen("squared_drifts", GEOMETRIC))
theorem.concludes("linear", "Var[M_t] for sizes n_1 s", slow, seen("squared_drifts", LINEAR))
theorem.concludes("one_more", "E[sqrt V_t]^2 for sizes n_1 + s - 1", closed)
theorem.concludes("one_more_mean_square", "E[V_t^2] for sizes n_1 + s - 1", grows)

if __name__ == "__main__":
    theorem.main()
