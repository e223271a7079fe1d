"""With subtractive dither, rounding puts a floor of (n - 1) D^2/12 under the collapse, and the mean wanders for ever.

Setting.  A random shift, uniform between -D/2 and D/2, is added to each point before it is rounded to the nearest
multiple of D, and subtracted again from what is read.  Then the error of a stored point is uniform between -D/2 and D/2
and independent of the point, whatever its law is: its variance is D^2/12.

    Theorem    E[V_t]   = (1 - 1/n)^t v_0 + (n - 1) D^2/12 (1 - (1 - 1/n)^t)
               E[V_t] + Var[M_t] = v_0 + t D^2/12: every generation adds D^2/12 to what there is
    Limit      E[V_t] -> (n - 1) D^2/12 whatever v_0 is, and Var[M_t]/t -> D^2/12

So here imprecision prevents the collapse: the errors are fresh spread.  They say nothing of the truth.

Units.     v_0, D^2, V_t and Var[M_t] in (unit of x)^2; n >= 2 and t >= 0 are counts.
Assumed.   Of the draws their mean and variance only.
Compare.   memory.kernel, of which this is the case h^2 = D^2/12, but for the first fit.
Source.    The law of the error is Schuchman's; D^2/12 is Sheppard's, for whom it is an approximation.
"""

from sympy import Integer

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N,
    INDEPENDENT_DRAWS,
    SUBTRACTIVE_DITHER,
)
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import GEOMETRIC_LIMIT, RECIPROCAL_LIMIT, r
from collapse_math.lemmas import n as any_n
from collapse_math.quantities import integer
from derivations.gaussian.setting import COMPOSE, TRUTH, m, m_0, n, t, v, v_0
from derivations.rounding.setting import DITHERED, D, keep, seen

theorem = Theorem(
    "rounding.dithered",
    says="rounded with subtractive dither, E[V_t] -> (n - 1) D^2/12, and Var[M_t] grows by D^2/12 a generation",
    assumes=(INDEPENDENT_DRAWS, SUBTRACTIVE_DITHER, DIVISOR_N, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, D, m_0, v_0),
    catalogue=("K1",),
    sources=(
        Source("Schuchman", 1964, "IEEE Transactions on Communication Technology 12, 162-165"),
        Source("Sheppard", 1898, "Proceedings of the London Mathematical Society 29, 353-380"),
    ),
)
cell = D**2/12

# 1. A refit keeps 1 - 1/n of what is stored, and the rest moves the mean.
one = theorem.expectation("a share 1 - 1/n is kept, of more", v, after=DITHERED, equals=keep * (v + cell))
step = theorem.expectation("the mean", (m - m_0)**2, after=DITHERED, equals=(m - m_0)**2 + (v + cell)/n)

# 2. Generations compose.
inside = keep**t * v_0 + (n - 1) * cell * (1 - keep**t)
total = v_0 + t * cell
within, between = theorem.over_generations(t, {one: inside, step: total - inside}, start=TRUTH, uses=COMPOSE)
both = theorem.equation("every generation adds D^2/12", within.right + between.right, total, given=(within, between))

# 3. The truth is forgotten.
power = {keep**t: (Integer(0), GEOMETRIC_LIMIT, {r: keep})}
floor = theorem.limit("the floor", within.right, t, (n - 1) * cell, power, given=(within,))
k = integer("k", at_least=1)
once_more = between.right.xreplace({t: k})/k
pace = theorem.limit(
    "the pace of the mean",
    once_more,
    k,
    cell,
    {keep**k: (Integer(0), GEOMETRIC_LIMIT, {r: keep}), 1/k: (Integer(0), RECIPROCAL_LIMIT, {any_n: k})},
    cell + (1 - keep**k) * (v_0 - (n - 1) * cell) * (1/k),
    (between,),
)

theorem.concludes("expected_variance", "E[V_t]", within, seen("variances", inside, cell))
theorem.concludes("variance_of_mean", "Var[M_t]", between, seen("squared_drifts", total - inside, cell))
theorem.concludes("total_variance", "E[V_t] + Var[M_t]", both, seen("distances_of_draws", total, cell))
theorem.concludes("floor", "lim E[V_t]", floor)
theorem.concludes("pace_of_mean", "lim Var[M_t]/t", pace)

if __name__ == "__main__":
    theorem.main()
